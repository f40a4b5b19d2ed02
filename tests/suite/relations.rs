//! Relations as readers see them.

use crate::site::Site;

#[test]
fn who_uses_and_buys_a_project_stands_once_in_its_row() {
    let built = Site::parse(
        "
        -- book.toml --
        [book]
        title = \"Lights\"
        -- content/index.md --
        ---
        title: Lights
        ---
        [[rock]], [[keepers]] and [[harbour]].
        -- content/projects/rock.md --
        ---
        title: Rock
        companies:
          - {company: keepers, role: user}
          - {company: harbour, role: user}
          - {company: harbour, role: customer}
        ---
        -- content/companies/harbour.md --
        ---
        title: Harbour
        ---
        -- content/companies/keepers.md --
        ---
        title: Keepers
        ---
        ",
    )
    .build()
    .clean();
    assert_eq!(built.attributes("/projects/", "td.used", "title"), ["Harbour, Keepers"]);
}

/// Two companies that use things, and a block on a page of its own.
fn with_block(lines: &str) -> Site {
    let text = "
        -- book.toml --
        [book]
        title = \"Lights\"
        [check]
        orphan-entity = \"allow\"
        [metrics.nights]
        label = \"Nights lit\"
        unit = \"nights\"
        [metrics.reach]
        label = \"Reach\"
        unit = \"miles\"
        -- content/index.md --
        ---
        title: Home
        ---
        Home.
        -- content/sources/census.md --
        ---
        title: Census
        date: 2021
        ---
        A count.
        -- content/projects/rock.md --
        ---
        title: Rock
        companies:
          - {company: harbour, role: user, for: showing the way, since: 1901, source: census, at: p. 2}
          - {company: keepers}
        facts:
          - {metric: reach, value: 20, as-of: 1902, source: census, at: p. 3, doubt: In fair weather}
        ---
        -- content/companies/harbour.md --
        ---
        title: Harbour
        country: Norway
        uses:
          - {what: A lamp, since: 1899, scale: two of them, source: census, figure: \"#nights\", reading: Sound}
          - {what: A lamp, figure: rock#reach, reading: Doubtful; no source}
        facts:
          - {metric: nights, value: 300, as-of: 1900-05, source: census}
        ---
        -- content/companies/keepers.md --
        ---
        title: Keepers
        country: Chile
        uses: [Oil]
        ---
        ";
    let page = format!("---\ntitle: Block\n---\n```table\ntitle: Who uses what\n{lines}\n```\n");
    Site::parse(text).with("content/block.md", page)
}

/// The rows of the table, each as its cells.
fn rows(site: &Site) -> Vec<String> {
    let built = site.build().clean();
    let cells = built.texts("/block/", "tbody td, tbody th");
    let columns = built.texts("/block/", "thead th").len();
    cells.chunks(columns).map(|row| row.join(" | ")).collect()
}

#[test]
fn a_table_of_uses_has_a_row_for_each_use_with_its_figure_and_who_says_so() {
    let site = with_block(
        "rows-of: uses\ncolumns: [organisation, \"use|What runs\", since, scale, figure, date, source, reading, country]\nevery-column: true",
    );
    assert_eq!(
        rows(&site),
        [
            "Harbour | Rock, showing the way | 1901 |  |  |  | Census, p. 2 |  | Norway",
            "Harbour | A lamp | 1899 | two of them | 300 nights | May 1900 | Census | Sound | Norway",
            "Harbour | A lamp |  |  | 20 milesa | 1902 | Census, p. 3 | Doubtful; no source | Norway",
            "Keepers | Oil |  |  |  |  |  |  | Chile",
        ]
    );
    let built = site.build().clean();
    let directory = built.texts("/companies/", "td.used");
    assert!(directory.contains(&"Rock, A lamp".to_owned()), "a use stands once: {directory:?}");
    assert_eq!(built.texts("/block/", "thead th")[..3], ["Organisation", "What runs", "Since"]);
    assert_eq!(
        built.attributes("/block/", "tbody tr:nth-child(2) td a", "href"),
        ["/companies/harbour/#nights.1900-05.census", "/sources/census/"]
    );
    let csv = built.html("/block/who-uses-what.csv");
    let lamp = "Harbour,A lamp,1899,two of them,300,nights,1900-05,Census,,,May 1900,Census,Sound,Norway";
    assert!(csv.lines().any(|line| line == lamp), "{csv}");
}

#[test]
fn rows_that_lack_what_a_table_asks_for_are_left_out() {
    let of =
        |lines: &str| rows(&with_block(&format!("rows-of: uses\ncolumns: [organisation, figure]\n{lines}")));
    assert_eq!(
        of("having: [figure]\nsort: figure\norder: ascending"),
        ["Harbour | 20 milesa 1902", "Harbour | 300 nights May 1900"]
    );
    assert_eq!(of("where: {country: Chile}\nevery-column: true"), ["Keepers | "]);
}

#[test]
fn a_use_without_a_place_for_it_is_reported() {
    for (lines, message) in [
        ("kind: project\ncolumns: [use]", "a project has no uses"),
        ("where: {domain: sea}\ncolumns: [use]", "a company has no `domain`"),
        ("columns: [use]\nhaving: [figure]", "the table has no column `figure`"),
        ("columns: [organisation, figur]", "`figur` is neither a metric nor a property of pages"),
        (
            "columns: [use, figure]\nentities: [keepers]\nhaving: [figure]",
            "no row has what `having` asks for",
        ),
    ] {
        let report = with_block(&format!("rows-of: uses\n{lines}")).build().report();
        assert!(report.contains(message), "{lines}\n{report}");
    }
    let report = with_block("columns: [name, figure]").build().report();
    assert!(report.contains("`figure` is neither a metric nor a property of pages"), "{report}");
}

#[test]
fn how_a_claim_is_read_stands_with_the_use_and_in_the_data_file() {
    let built = with_block("kind: company\ncolumns: [name]").build().clean();
    let uses = built.texts("/companies/harbour/", ".uses li");
    assert!(uses[1].ends_with("Our reading: Doubtful; no source"), "{uses:?}");
    assert!(built.html("/data/uses.csv").contains("reach.1902.census,Doubtful; no source"));
}

#[test]
fn a_project_is_at_home_where_it_says_or_where_those_who_build_it_are() {
    let of = |site: &Site| {
        let built = site.build().clean();
        let profile = built.texts("/projects/rock/", ".profile dt, .profile dd").join(" ");
        let country = profile.split("Country ").nth(1).and_then(|rest| rest.split(' ').next());
        let rows = built.texts("/projects/", "td.country").join(" ");
        let data = built.html("/data/entities.csv").lines().find(|line| line.starts_with("projects/rock"));
        assert_eq!(country.unwrap_or_default(), rows);
        assert!(data.expect("a row").contains(&rows));
        rows
    };
    let site = with_block("columns: [name, country]");
    assert_eq!(of(&site), "Chile");
    assert_eq!(rows(&site), ["Rock | Chile"]);
    let own = site.clone().edit("content/projects/rock.md", "title: Rock", "title: Rock\ncountry: Peru");
    assert_eq!(of(&own), "Peru");
    let builders = "{company: keepers}\n  - {company: harbour, role: developer}";
    let two = site.edit("content/projects/rock.md", "{company: keepers}", builders);
    assert_eq!(of(&two), "");
}

#[test]
fn a_directory_has_no_column_of_countries_where_none_is_known() {
    let with = |country: &str| {
        let text = "
            -- book.toml --
            [book]
            title = \"Lights\"
            -- content/index.md --
            ---
            title: Home
            ---
            [[Rock]].
            -- content/projects/rock.md --
            ---
            title: Rock
            COUNTRY
            ---
            Words.
            ";
        Site::parse(&text.replace("COUNTRY", country))
            .build()
            .clean()
            .texts("/projects/", "thead th")
            .join(" ")
    };
    assert_eq!(with("country: Chile"), "Project Domain Developed by Country");
    assert_eq!(with("tags: [tower]"), "Project Domain Developed by");
}
