//! Figures as they are printed anywhere: with the unit of their metric, unless what heads them names it.

use scraper::{ElementRef, Html, Selector};

use crate::site::{Built, Site};

/// The unit of all figures here but one; no label names it.
const UNIT: &str = "millilumens";

/// The figures of that unit, as they are printed.
const VALUES: [&str; 4] = ["7,101", "7,202", "7,303", "7,404"];

/// A site that prints figures in every way there is.
const SITE: &str = "
        -- book.toml --
        [book]
        title = \"Lamps\"
        [check]
        orphan-entity = \"allow\"
        [metrics.glow]
        label = \"Glow\"
        unit = \"millilumens\"
        unit-singular = \"millilumen\"
        [metrics.shine]
        label = \"Shine\"
        unit = \"millilumens\"
        [metrics.lamps]
        label = \"Lamps\"
        unit = \"lamps\"
        [directory]
        projects = [\"glow\", \"lamps\"]
        companies = [\"glow\"]
        -- content/index.md --
        ---
        title: Home
        ---
        The lantern glows with [[lantern#glow]].
        -- content/sources/census.md --
        ---
        title: Census
        date: 2021
        ---
        A count.
        -- content/sources/diary.md --
        ---
        title: Diary
        date: 2021
        ---
        Notes.
        -- content/domains/towers.md --
        ---
        title: Towers
        ---
        Tall.
        -- content/projects/lantern.md --
        ---
        title: Lantern
        domain: towers
        companies: [works]
        facts:
          - {metric: glow, value: 7101, as-of: 2021, source: census, note: of the old wick, doubt: Nobody measured it.}
          - {metric: glow, value: 7202, as-of: 2021, source: diary}
          - {metric: glow, value: 7303, as-of: 2019, source: census}
          - {metric: shine, value: 7303, as-of: 2021, source: census}
          - {metric: lamps, value: 8808, as-of: 2021, source: census}
        ---
        Bright.
        -- content/projects/beacon.md --
        ---
        title: Beacon
        domain: towers
        facts:
          - {metric: glow, value: 7404, as-of: 2021, source: census}
          - {metric: shine, value: 1, as-of: 2021, source: census}
        ---
        Dim.
        -- content/projects/candle.md --
        ---
        title: Candle
        domain: towers
        facts:
          - {metric: glow, value: 7303, as-of: 2021, source: census}
          - {metric: shine, value: 7404, as-of: 2020, source: census}
        ---
        Small.
        -- content/companies/works.md --
        ---
        title: Works
        aliases: [Brass Works]
        uses:
          - {what: Lighting, figure: lantern#glow@census}
        facts:
          - {metric: glow, value: 7404, as-of: 2021, source: census}
        ---
        They make lamps.
        -- content/pictures.md --
        ---
        title: Pictures
        ---
        ```chart
        title: Bars
        metric: glow
        ```
        ```chart
        title: Two
        type: dot
        metrics: [glow, shine]
        ```
        ```chart
        title: Across
        type: scatter
        x: glow
        y: lamps
        where: {domain: towers}
        ```
        ```chart
        title: Spread
        type: histogram
        metric: glow
        ```
        ```chart
        title: Over time
        type: line
        metric: glow
        ```
        ```chart
        title: Chosen
        data:
          - {label: One, value: \"[[lantern#glow@census]]\"}
          - {label: Two, value: \"[[beacon#glow]]\"}
        ```
        ```table
        title: Pages
        columns: [name, glow, lamps]
        ```
        ```table
        title: Own
        columns: [What, Figure, \"Glow in millilumens\"]
        rows:
          - [Lantern, \"[[lantern#glow@census]]\", \"[[lantern#glow@census]]\"]
        ```
        ```disagreements
        title: Differences
        ```
        ";

fn site() -> Site {
    Site::parse(SITE)
}

/// Whether a text that prints a value names the unit behind it.
fn has_unit(text: &str, at: usize, value: &str) -> bool {
    text[at + value.len()..].trim_start().starts_with(UNIT)
}

/// The innermost of an element and those around it that has one of these names.
fn around<'a>(inner: ElementRef<'a>, names: &[&str]) -> Option<ElementRef<'a>> {
    let outer = inner.ancestors().filter_map(ElementRef::wrap);
    std::iter::once(inner).chain(outer).find(|element| names.contains(&element.value().name()))
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// The head of the column that an element stands in.
fn head(inner: ElementRef<'_>) -> Option<String> {
    let place = around(inner, &["td", "th"])?.prev_siblings().filter_map(ElementRef::wrap).count();
    let heads = Selector::parse("thead th").expect("a selector");
    around(inner, &["table"])?.select(&heads).nth(place).map(text)
}

/// What stands at the axes of the picture that an element is part of.
fn axes(inner: ElementRef<'_>) -> Option<String> {
    if around(inner, &["table", "details"]).is_some() {
        return None;
    }
    let counts = Selector::parse(".counts").expect("a selector");
    Some(around(inner, &["figure"])?.select(&counts).map(text).collect())
}

/// Every place of a page that prints one of the values without a unit.
fn bare(built: &Built, page: &str) -> Vec<String> {
    let document = Html::parse_document(built.html(page));
    let mut found = Vec::new();
    for node in document.tree.root().descendants() {
        let Some((words, parent)) = node.value().as_text().zip(node.parent().and_then(ElementRef::wrap))
        else {
            continue;
        };
        for (at, value) in VALUES.iter().flat_map(|value| words.match_indices(value)) {
            let named = [head(parent), axes(parent)].into_iter().flatten().any(|words| words.contains(UNIT));
            if !has_unit(words, at, value) && !named {
                found.push(format!("{page}: {}", words.trim()));
            }
        }
    }
    found
}

#[test]
fn every_printed_figure_has_its_unit_unless_what_heads_it_names_it() {
    let built = site().build().clean();
    let bare: Vec<_> = built.pages().into_iter().flat_map(|page| bare(&built, page)).collect();
    assert!(bare.is_empty(), "without a unit:\n{}", bare.join("\n"));
    let printed = built.pages().into_iter().filter(|page| built.html(page).contains("7,101"));
    let printed: Vec<_> = printed.collect();
    let wanted = ["projects/lantern/index.html", "companies/works/index.html", "figures/index.html"];
    assert!(wanted.iter().all(|page| printed.contains(page)), "{printed:?}");
    for file in built.files().into_iter().filter(|file| file.starts_with("search/pages")) {
        for (at, value) in VALUES.iter().flat_map(|value| built.html(file).match_indices(value)) {
            assert!(has_unit(built.html(file), at, value), "{file} prints {value} alone");
        }
    }
}

#[test]
fn figures_of_one_have_a_unit_too() {
    let built = site().build().clean();
    let titles = built.texts("/pictures/", "#exhibit-two svg title");
    assert!(titles.iter().any(|title| title.contains("Shine: 1 millilumens")), "{titles:?}");
    assert!(built.texts("/projects/beacon/", ".facts .value").contains(&"1 millilumens".to_owned()));
}

#[test]
fn the_figures_of_its_projects_stand_on_a_companys_page_as_on_those_of_the_projects() {
    let built = site().build().clean();
    let figures = built.texts("/companies/works/", "#fb-project-figures + dl dd");
    assert_eq!(
        figures,
        [
            "Glow: 7,101 millilumens≠ (sources differ) 2021 · Census of the old wick Others say 7,202 millilumens (Diary). \
             Our reading: Nobody measured it.",
            "Shine: 7,303 millilumens 2021 · Census",
            "Lamps: 8,808 2021 · Census",
        ]
    );
    let uses = built.texts("/companies/works/", ".uses li");
    assert_eq!(
        uses,
        [
            "Lighting Glow: 7,101 millilumens≠ (sources differ) 2021 · Census of the old wick Others say 7,202 millilumens (Diary). \
          Our reading: Nobody measured it."
        ]
    );
}

/// The cells of a table with one row of an author's own, and what is reported.
fn row(cells: &str) -> (Vec<String>, Built) {
    let rows = format!("columns: [A, B, \"Millilumens of glow\"]\nrows:\n  - {cells}");
    let page = format!("---\ntitle: Row\n---\n```table\ntitle: Own\n{rows}\n```\n");
    let built = site().with("content/row.md", page).build();
    let cells =
        if built.codes().is_empty() { built.texts("/row/", "tbody th, tbody td") } else { Vec::new() };
    (cells, built)
}

#[test]
fn a_cell_prints_the_unit_unless_it_asks_for_the_number_or_its_head_names_it() {
    let fact = "[[beacon#glow]]";
    let (cells, _) = row(&format!("[\"{fact}\", \"[[beacon#glow|value]]\", \"{fact}\"]"));
    assert_eq!(cells, ["7,404 millilumens 2021", "7,404 2021", "7,404 2021"]);
    let (_, built) = row(&format!("[\"{fact}\", \"[[beacon#glow|bright]]\", x]"));
    assert_eq!(built.codes(), ["figure-text"]);
}

#[test]
fn a_cell_that_is_the_name_of_an_entity_leads_to_it() {
    let (cells, built) = row("[Lantern, Brass Works, Works]");
    assert_eq!(cells, ["Lantern", "Brass Works", "Works"], "the last is an ordinary word");
    let links = built.attributes("/row/", "tbody a", "href");
    assert_eq!(links, ["/projects/lantern/", "/companies/works/"]);
}

#[test]
fn a_picture_in_a_file_names_the_units_that_its_axis_does_not() {
    let values = "[{label: One, value: 9000}, {label: Two, value: \"[[lantern#glow@census]]\"}, \
                  {label: Three, value: \"[[lantern#lamps]]\"}]";
    for kind in ["bar", "dot", "line"] {
        let page =
            format!("---\ntitle: Mixed\n---\n```chart\ntitle: Mixed\ntype: {kind}\ndata: {values}\n```\n");
        let built = site().with("content/mixed.md", page).build().clean();
        let svg = built.html("/mixed/mixed.svg");
        // In the valley between two lines there is no room for a label.
        let valley = (kind != "line").then_some("7,101 millilumens≠†</text>");
        let mut written = valley.into_iter().chain(["8,808 lamps</text>"]);
        assert!(written.all(|words| svg.contains(words)), "{kind}: {svg}");
        // Neither what an axis without a name counts nor the name of a line without one is missed.
        assert!(!svg.contains(". :") && !svg.contains("()") && !svg.contains("<title>,"), "{kind}: {svg}");
    }
}
