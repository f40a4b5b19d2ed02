//! What blocks of charts, tables and timelines ask for, and what they get.

use std::collections::BTreeSet;

use crate::site::{Built, Site, fixture};

/// The names that head the rows of a page, in their order, once each.
fn names(built: &Built, url: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let names = built.texts(url, "main tbody th[scope=row]").into_iter();
    names.filter(|name| seen.insert(name.clone())).collect()
}

/// Where the line on what has no figure leads.
fn without_figure(built: &Built, url: &str) -> Vec<String> {
    let lines = built.texts(url, ".exhibit p").into_iter();
    lines.filter_map(|line| line.strip_prefix("No figure: ").map(str::to_owned)).collect()
}

/// The exhibits fixture with a page that holds one block.
pub(super) fn with_block(kind: &str, lines: &str) -> Built {
    let page = format!("---\ntitle: Block\n---\n```{kind}\ntitle: Block\n{lines}\n```\n");
    fixture("exhibits").with("content/block.md", page).build().clean()
}

/// The names a block shows.
#[track_caller]
fn shown(kind: &str, lines: &str) -> String {
    names(&with_block(kind, lines), "/block/").join(", ")
}

#[test]
fn a_query_finds_what_has_one_word_of_each_list() {
    let chart = |filter: &str| shown("chart", &format!("metric: height\nsort: name\nwhere: {{{filter}}}"));
    assert_eq!(chart("domain: lightships"), "Daunt Rock, Elbe 1, Nore");
    assert_eq!(chart("domain: [lightships], origin: foreign"), "Elbe 1");
    assert_eq!(chart("company: boat-yard"), "Daunt Rock, Elbe 1");
    assert_eq!(chart("company: [boat-yard, coast-office], tag: iron"), "Elbe 1, Île Vierge");
    assert_eq!(
        shown("table", "kind: company\ncolumns: [name]\nwhere: {country: [France, Germany], type: company}"),
        "Boat Yard, Lens Works"
    );
    assert_eq!(
        shown("table", "kind: company\ncolumns: [name]\nwhere: {project: skerryvore}"),
        "Lens Works, Northern Board"
    );
    assert_eq!(shown("table", "columns: [name]\nwhere: {domain: lightships}"), "Daunt Rock, Elbe 1, Nore");
}

#[test]
fn rows_come_largest_first_and_can_be_sorted_in_other_ways() {
    let chart =
        |lines: &str| shown("chart", &format!("metric: height\nwhere: {{domain: lightships}}\n{lines}"));
    assert_eq!(chart(""), "Elbe 1, Daunt Rock, Nore");
    assert_eq!(chart("order: ascending"), "Nore, Daunt Rock, Elbe 1");
    assert_eq!(chart("sort: name\norder: descending"), "Nore, Elbe 1, Daunt Rock");
    assert_eq!(chart("sort: date\norder: ascending\ntop: 1"), "Nore");
    assert_eq!(shown("chart", "metric: height\nentities: [nore, fastnet, elbe-1]"), "Nore, Fastnet, Elbe 1");
    assert_eq!(
        shown("chart", "metric: height\nentities: [nore, fastnet, elbe-1]\nsort: value"),
        "Fastnet, Elbe 1, Nore"
    );
}

#[test]
fn the_first_rows_can_be_asked_for_and_the_others_are_counted() {
    let built = with_block("chart", "metric: height\nwhere: {domain: shore-towers}\ntop: 2");
    assert_eq!(names(&built, "/block/"), ["Île Vierge", "Lanterna"]);
    assert!(built.main("/block/").contains("The 2 largest of 5."), "{}", built.main("/block/"));
}

#[test]
fn what_has_no_figure_is_named_and_not_drawn() {
    let built = with_block("chart", "metric: height\nwhere: {domain: shore-towers}");
    assert!(!names(&built, "/block/").contains(&"Hook Head".to_owned()));
    assert_eq!(without_figure(&built, "/block/"), ["Hook Head"]);
    assert_eq!(built.texts("/block/", "a[href='/projects/hook-head/']"), ["Hook Head"]);
}

#[test]
fn context_is_only_shown_where_it_is_named() {
    assert!(!shown("chart", "metric: height").contains("Wreckers"));
    assert_eq!(shown("chart", "metric: height\nentities: [wreckers-fire]"), "Wreckers' fire");
    let built = fixture("exhibits").build();
    assert!(!built.main("/projects/").contains("Wreckers"));
    assert!(!built.main("/domains/shore-towers/").contains("Wreckers"));
    assert!(built.has("projects/wreckers-fire/index.html"));
}

#[test]
fn the_newest_fact_up_to_a_date_counts() {
    let value = |lines: &str| {
        let built = with_block("table", &format!("columns: [name, keepers]\nentities: [bell-rock]\n{lines}"));
        let cells = built.texts("/block/", "tbody td");
        cells[0].split([' ', '≠']).next().map(str::to_owned).unwrap_or_default()
    };
    assert_eq!(value(""), "4");
    assert_eq!(value("as-of: 1900"), "5");
    // A month of 1899 is not later than 1899.
    assert_eq!(value("as-of: 1899"), "5");
    assert_eq!(value("as-of: 1899-05"), "6");
    assert_eq!(value("source: lights-of-1910"), "6");
}

#[test]
fn words_behind_a_numeric_metric_are_no_figure_of_a_chart() {
    let site = fixture("exhibits").edit("content/projects/nore.md", "value: 9,", "value: low,");
    let page =
        "---\ntitle: Block\n---\n```chart\ntitle: Block\nmetric: height\nwhere: {domain: lightships}\n```\n";
    let built = site.with("content/block.md", page).build();
    assert_eq!(names(&built, "/block/"), ["Elbe 1", "Daunt Rock"]);
    assert_eq!(without_figure(&built, "/block/"), ["Nore"]);
}

#[test]
fn the_rows_of_a_table_are_published_beside_its_page() {
    let built = with_block("table", "columns: [name, height]\nwhere: {domain: lightships}");
    assert!(built.main("/block/").contains("href=\"/block/block.csv\""));
    let rows = built.html("/block/block.csv").replace("\r\n", "\n");
    assert!(rows.starts_with("Name,Height from,Height to,"), "{rows}");
    assert!(rows.contains("\nElbe 1,11,13,"), "{rows}");
}

#[test]
fn two_tables_of_one_name_are_two_files() {
    let table = "```table\ntitle: Lamps\ncolumns: [A]\nrows: [[x]]\n```\n";
    let page = format!("---\ntitle: Block\n---\n{table}\n{table}");
    let built = Site::parse("-- book.toml --\n[book]\ntitle = \"B\"\n")
        .with("content/block.md", page)
        .build()
        .clean();
    assert!(built.has("block/lamps.csv") && built.has("block/lamps-1.csv"), "{:?}", built.files());
}

#[test]
fn a_project_is_compared_with_those_around_it() {
    let built = fixture("exhibits").build();
    let compared = |project: &str| {
        let url = format!("/projects/{project}/");
        built.texts(&url, "#fb-comparison tbody th[scope=row]").join(", ")
    };
    // Eight have the figure, so all are shown; equal figures share a place.
    assert_eq!(
        compared("skerryvore"),
        "1. Fastnet, 2. Bishop Rock, 2. Eddystone, 4. Skerryvore, 5. La Jument, 6. Wolf Rock, 7. Dubh Artach, 8. Bell Rock"
    );
    assert!(built.main("/projects/skerryvore/").contains("Skerryvore is number 4 of 8."));
    // It has no height, but keepers: then the next metric counts.
    assert_eq!(
        compared("hook-head"),
        "1. Cordouan, 2. Lanterna, 3. Île Vierge, 4. Portland Bill, 5. Hook Head, 6. Tower of Hercules"
    );
}

#[test]
fn facts_that_differ_are_on_the_page_of_disagreements() {
    let built = fixture("exhibits").build();
    // Two values of one date, and one that says what it disputes. A history, as Wolf Rock has one, is none.
    let found = built.texts("/disagreements/", ".disagreements dt").join(", ");
    assert_eq!(
        found,
        "Dubh Artach Keepers up to 33% more, Bell Rock Keepers up to 20% more, Île Vierge Keepers up to 14% more, \
         Lanterna Keepers up to 13% more, Elbe 1 Keepers up to 8% more, Cordouan Height up to 1% more"
    );
    assert!(built.main("/projects/bell-rock/").contains("Contradicts 6 keepers (Lights of 1910)."));
}

#[test]
fn a_page_of_the_author_takes_the_place_of_an_overview() {
    let page = "---\ntitle: When it happened\n---\nIn our words.\n";
    let built = fixture("exhibits").with("content/timeline.md", page).build().clean();
    let html = built.html("/timeline/");
    assert!(html.contains("<h1>When it happened</h1>") && html.contains("In our words."));
    assert!(html.contains("Lamp exchanged for a larger one"));
    assert!(built.html("/").contains("<a href=\"/timeline/\">When it happened</a>"));
}

/// A site of companies, each with projects that nobody else has, and a network of it.
fn landscape(projects_of: &[usize], top: usize) -> Site {
    let home = format!("---\ntitle: Home\n---\n```network\ntitle: Who builds what\ntop: {top}\n```\n");
    let mut site = Site::parse("").with("content/index.md", home);
    for (company, projects) in projects_of.iter().enumerate() {
        let page = format!("---\ntitle: Hub {company}\nsummary: A hub\n---\n");
        site = site.with(&format!("content/companies/hub-{company}.md"), page);
        for project in 0..*projects {
            let page = format!(
                "---\ntitle: P {company} {project}\nsummary: A thing\ncompanies: [hub-{company}]\n---\n"
            );
            site = site.with(&format!("content/projects/p-{company}-{project}.md"), page);
        }
    }
    site
}

#[test]
fn a_network_of_hubs_alone_shows_the_best_with_what_hangs_on_it() {
    let built = landscape(&[6, 5, 4, 3, 3, 3], 6).build();
    let html = built.main("/");
    let summary = "5 projects, 1 organisation and 5 connections. Best connected: Hub 0 (6), Hub 1 (5) and Hub 2 (4). \
                   For want of room 24 others are left out, with 19 connections.";
    assert!(html.contains(summary), "{html}");
}

#[test]
fn where_there_is_room_for_several_hubs_each_brings_neighbours_along() {
    let html = landscape(&[40, 30, 2, 1, 1, 1, 1], 18).build().main("/").to_owned();
    assert!(
        html.contains(
            "15 projects, 3 organisations and 15 connections. Best connected: Hub 0 (40), Hub 1 (30)"
        ),
        "{html}"
    );
}

#[test]
fn two_nodes_are_the_smallest_network() {
    let html = landscape(&[3, 1], 2).build().main("/").to_owned();
    assert!(html.contains("1 project, 1 organisation and 1 connection. Best connected: Hub 0 (3)"), "{html}");
}

#[test]
fn overviews_of_nothing_are_not_published() {
    let site = Site::parse("-- book.toml --\n[book]\ntitle = \"B\"\n");
    let built = site.with("content/index.md", "---\ntitle: B\n---\n").build().clean();
    for page in ["timeline", "network", "disagreements"] {
        assert!(!built.has(&format!("{page}/index.html")), "{page}");
    }
}

pub(super) fn item(keys: &str) -> String {
    format!("  - {{{keys}}}\n")
}

/// A page with a chart of the stars of some projects, given by the facts of each.
fn of_stars(chart: &str, projects: &[(&str, &[&str])]) -> String {
    let book = "[book]\ntitle = \"B\"\n[check]\norphan-entity = \"allow\"\nfact-without-source = \"allow\"\nunused-source = \"allow\"\n[metrics.stars]\nlabel = \"Stars\"\n[metrics.forks]\nlabel = \"Forks\"\n";
    let site = Site::parse("").with("book.toml", book);
    let site = site.with("content/sources/census.md", "---\ntitle: Census\ndate: 2021\n---\nx\n");
    let site = site.with("content/sources/rival.md", "---\ntitle: Rival\n---\nx\n");
    let site = projects.iter().fold(site, |site, (name, facts)| {
        let facts: String = facts.iter().map(|fact| item(fact)).collect();
        let page = format!("---\ntitle: {name}\nfacts:\n{facts}---\nx\n");
        site.with(&format!("content/projects/{}.md", name.to_lowercase()), page)
    });
    let page = format!("---\ntitle: Page\n---\n```chart\ntitle: Chart\n{chart}\n```\n");
    site.with("content/page.md", page).build().clean().main("/page/").to_owned()
}

#[test]
fn a_line_shows_both_figures_of_one_date_and_names_those_without_a_date() {
    let lantern = [
        "metric: stars, value: 100, as-of: 2020, source: census",
        "metric: stars, value: 250, as-of: 2020, source: rival",
        "metric: stars, value: 300, as-of: 2021, source: census",
        "metric: stars, value: 777, source: rival",
    ];
    let torch = ["metric: stars, value: 5, source: rival"];
    let html = of_stars("type: line\nmetric: stars", &[("Lantern", &lantern), ("Torch", &torch)]);
    assert!(html.contains("Chart of 1 line through 3 figures"), "{html}");
    assert!(html.contains("<td class=\"right\">250<span class=\"contested\""), "{html}");
    let left_out = html.split("Not drawn, since the date is not known: ").nth(1).unwrap_or_default();
    let words: String = left_out.split("</p>").next().unwrap().split(['<', '>']).step_by(2).collect();
    assert_eq!(words, "Lantern: 777 (Rival), Torch: 5 (Rival)");
}

#[test]
fn sources_that_differ_about_one_date_are_no_history() {
    let built = |second: &str| {
        let facts = [
            "metric: stars, value: 100, as-of: 2020",
            &format!("metric: stars, value: 250, as-of: {second}"),
        ];
        let site =
            Site::parse("").with("book.toml", "[book]\ntitle = \"B\"\n[metrics.stars]\nlabel = \"Stars\"\n");
        let facts: String = facts.iter().map(|fact| item(fact)).collect();
        let site = site.with("content/projects/a.md", format!("---\ntitle: A\nfacts:\n{facts}---\n"));
        site.build().main("/projects/a/").contains("Stars over time")
    };
    assert!(built("2021") && !built("2020"));
}

#[test]
fn a_cut_through_equal_figures_is_said() {
    let fact = ["metric: stars, value: 5, as-of: 2020"];
    let less = ["metric: stars, value: 3, as-of: 2020"];
    let projects: [(&str, &[&str]); 4] = [("A", &fact), ("B", &fact), ("C", &fact), ("D", &less)];
    let html = of_stars("metric: stars\ntop: 2", &projects);
    assert!(html.contains("The 2 largest of 4. One that is left out equals the last."), "{html}");
    let html = of_stars("metric: stars\ntop: 3", &projects);
    assert!(html.contains("The 3 largest of 4.") && !html.contains("left out equal"), "{html}");
    let rows = "data: [{label: A, value: 1}, {label: B, value: 1}, {label: C, value: 1}]";
    let html = of_stars(&format!("top: 1\n{rows}"), &[]);
    assert!(html.contains("The largest of 3. 2 that are left out equal the last."), "{html}");
}

#[test]
fn parts_without_a_figure_are_named() {
    let both = ["metric: stars, value: 5, as-of: 2020", "metric: forks, value: 2, as-of: 2020"];
    let one = ["metric: stars, value: 3, as-of: 2020"];
    let html = of_stars("type: stacked\nmetrics: [stars, forks]", &[("A", &both), ("B", &one)]);
    assert!(html.contains("Some figures are missing: <a href=\"/projects/b/\">B</a> (Forks)"), "{html}");
}

#[test]
fn numbers_in_the_cells_of_an_author_are_sorted_by_their_size() {
    let rows = "rows: [[A, 9], [B, \"10\"], [C, \"1,200\"], [D, 300k]]";
    let built = with_block("table", &format!("columns: [Name, Stars]\n{rows}\nsort: Stars\ntop: 3"));
    assert_eq!(names(&built, "/block/"), ["D", "C", "B"]);
}

#[test]
fn dates_in_the_cells_of_an_author_are_sorted_as_dates() {
    for cells in [
        ["2021-06", "2021", "2019-12-01", "2020-01-31"],
        ["June 2021", "2021", "1 December 2019", "Jan 31, 2020"],
    ] {
        let rows = ["A", "B", "C", "D"].iter().zip(cells).map(|(name, date)| format!("[{name}, \"{date}\"]"));
        let rows = rows.collect::<Vec<_>>().join(", ");
        let built =
            with_block("table", &format!("columns: [Name, Since]\nrows: [{rows}, [E, ~]]\nsort: Since"));
        assert_eq!(names(&built, "/block/"), ["C", "D", "B", "A", "E"], "{cells:?}");
    }
}
