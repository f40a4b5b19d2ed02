//! Pictures that come without asking do not lie by their form.

use crate::site::{Built, Site, fixture};

/// A site whose projects have one figure of tea each, given by the keys of a fact, and one domain.
fn teas(settings: &str, figures: &[&str]) -> Built {
    let book = format!(
        "[book]\ntitle = \"B\"\n[check]\norphan-entity = \"allow\"\nfact-without-source = \"allow\"\n\
         [directory]\nprojects = [\"leaves\"]\n[metrics.leaves]\nlabel = \"Leaves\"\n{settings}"
    );
    let site = Site::parse("").with("book.toml", book);
    let site = site.with("content/domains/tea.md", "---\ntitle: Tea\nsummary: Leaves\n---\nx\n");
    let site = figures.iter().enumerate().fold(site, |site, (number, figure)| {
        let facts = format!("facts:\n  - {{metric: leaves, as-of: 2020, {figure}}}\n");
        let page = format!("---\ntitle: T{number}\nsummary: A tea\ndomain: tea\n{facts}---\nx\n");
        site.with(&format!("content/projects/t{number}.md"), page)
    });
    site.build().clean()
}

fn is_ranked(built: &Built) -> bool {
    let compared = built.main("/projects/t0/").contains("How it compares");
    let drawn = built.main("/domains/tea/").contains("Leaves of the projects");
    assert_eq!(compared, drawn, "a page of a project and that of its domain rank alike");
    compared
}

#[test]
fn projects_are_ranked_only_where_enough_figures_are_exact() {
    let exact = ["value: 9", "value: 7", "value: 5"];
    assert!(is_ranked(&teas("", &exact)));
    for vague in ["approximate: true", "at-least: true", "at-most: true"] {
        let figures = ["value: 9", "value: 7", &format!("value: 5, {vague}")];
        assert!(!is_ranked(&teas("", &figures)), "{vague}");
        assert!(is_ranked(&teas("[facts]\nmin-exact = 2\n", &figures)), "{vague}");
    }
    let range = ["value: 9", "value: 7", "value: {from: 4, to: 6}"];
    assert!(!is_ranked(&teas("", &range)) && is_ranked(&teas("[facts]\nmin-exact = 0\n", &range)));
    assert!(!is_ranked(&teas("[facts]\nmin-exact = 4\n", &exact)));
}

#[test]
fn a_metric_whose_values_do_not_compare_ranks_nothing() {
    let exact = ["value: 9", "value: 7", "value: 5"];
    assert!(!is_ranked(&teas("comparable = false\n", &exact)));
    assert!(is_ranked(&teas("comparable = true\n", &exact)));
}

#[test]
fn a_place_that_a_bound_leaves_open_is_given_as_the_places_it_can_be() {
    let figures = ["value: 9", "value: 7", "value: 5", "value: 6, at-least: true"];
    let built = teas("", &figures);
    let names = built.texts("/projects/t3/", "#fb-comparison tbody th[scope=row]");
    assert_eq!(names, ["1–2. T0", "2–3. T1", "1–3. T3", "4. T2"]);
    assert!(
        built.main("/projects/t3/").contains("T3 is number 1 to 3 of 4: some figures are bounds or ranges."),
        "{}",
        built.main("/projects/t3/")
    );
    assert!(built.main("/projects/t2/").contains("T2 is number 4 of 4."));
}

/// Whether two figures of a project become a line over time.
fn is_line(settings: &str, first: &str, second: &str) -> bool {
    let book = format!(
        "[book]\ntitle = \"B\"\n[check]\nunused-source = \"allow\"\norphan-entity = \"allow\"\nfact-without-source = \"allow\"\n[metrics.leaves]\nlabel = \"Leaves\"\n{settings}"
    );
    let site = Site::parse("").with("book.toml", book);
    let site = site.with("content/sources/census.md", "---\ntitle: Census\n---\nx\n");
    let site = site.with("content/sources/rival.md", "---\ntitle: Rival\n---\nx\n");
    let facts = [first, second].map(|fact| format!("  - {{metric: leaves, {fact}}}\n")).concat();
    let site = site.with("content/projects/t.md", format!("---\ntitle: T\nfacts:\n{facts}---\nx\n"));
    site.build().clean().main("/projects/t/").contains("Leaves over time")
}

#[test]
fn no_line_is_drawn_over_sources_that_dispute_one_another_or_over_bounds() {
    let old = "value: 5, as-of: 2020, source: census";
    assert!(is_line("", old, "value: 9, as-of: 2021, source: rival"));
    assert!(!is_line("", old, "value: 9, as-of: 2021, source: rival, disputes: census"));
    for bound in ["at-least", "at-most"] {
        assert!(!is_line("", old, &format!("value: 9, as-of: 2021, {bound}: true")), "{bound}");
    }
    assert!(is_line("", old, "value: 9, as-of: 2021, approximate: true"));
}

#[test]
fn of_a_metric_that_does_not_compare_a_line_has_one_source() {
    let old = "value: 5, as-of: 2020, source: census";
    assert!(!is_line("comparable = false\n", old, "value: 9, as-of: 2021, source: rival"));
    assert!(is_line("comparable = false\n", old, "value: 9, as-of: 2021, source: census"));
}

fn block(kind: &str, lines: &str) -> Built {
    let page = format!("---\ntitle: Block\n---\n```{kind}\ntitle: Block\n{lines}\n```\n");
    fixture("exhibits").with("content/block.md", page).build()
}

#[test]
fn two_points_are_joined_by_a_dotted_line_and_three_are_not() {
    let line = |rows: &str| block("chart", &format!("type: line\ndata: [{rows}]")).main("/block/").to_owned();
    let two = line("{label: 2020, value: 5}, {label: 2021, value: 9}");
    assert!(
        two.contains("class=\"stroke s1 guess\"") && two.contains("A dotted line joins two figures alone.")
    );
    let three = line("{label: 2020, value: 5}, {label: 2021, value: 9}, {label: 2022, value: 8}");
    assert!(
        three.contains("class=\"stroke s1\"") && !three.contains("guess") && !three.contains("dotted line")
    );
}

#[test]
fn on_a_logarithmic_scale_a_chart_without_a_type_has_dots() {
    let rows = "data: [{label: A, value: 5}, {label: B, value: 900}]";
    let chart = |lines: &str| block("chart", &format!("{lines}\n{rows}")).clean().main("/block/").to_owned();
    assert!(chart("").contains("Bar chart of 2 figures"));
    assert!(chart("scale: log").contains("Dot plot of 2 figures"));
    assert!(chart("scale: log\ntype: dot").contains("Dot plot of 2 figures"));
}

/// Projects of which all have leaves and the first has cups, and perhaps a table.
fn cups(projects: usize, table: &str) -> Built {
    let book = "[book]\ntitle = \"B\"\n[check]\norphan-entity = \"allow\"\nfact-without-source = \"allow\"\n\
                [directory]\nprojects = [\"leaves\", \"cups\"]\n[metrics.leaves]\nlabel = \"Leaves\"\n[metrics.cups]\nlabel = \"Cups\"\n";
    let site = Site::parse("").with("book.toml", book);
    let page = format!("---\ntitle: Block\n---\n```table\ntitle: Block\n{table}\n```\n");
    let site = if table.is_empty() { site } else { site.with("content/block.md", page) };
    let site = (0..projects).fold(site, |site, number| {
        let cups = if number == 0 { "  - {metric: cups, value: 2}\n" } else { "" };
        let page = format!("---\ntitle: T{number}\nfacts:\n  - {{metric: leaves, value: 3}}\n{cups}---\nx\n");
        site.with(&format!("content/projects/t{number}.md"), page)
    });
    site.build().clean()
}

#[test]
fn columns_that_fewer_than_a_third_of_the_rows_fill_are_left_out_and_named() {
    let heads = |projects: usize, lines: &str| {
        let built = cups(projects, &format!("columns: [name, leaves, cups]\n{lines}"));
        built.texts("/block/", "thead th").join(", ")
    };
    assert_eq!(heads(3, ""), "Name, Leaves, Cups");
    assert_eq!(heads(4, ""), "Name, Leaves");
    for kept in ["every-column: true", "sort: cups", "sort: cups\ntop: 3"] {
        assert_eq!(heads(4, kept), "Name, Leaves, Cups", "{kept}");
    }
    let built = cups(4, "columns: [name, leaves, cups]");
    let html = built.main("/block/");
    assert!(
        html.contains("Left out, since fewer than a third of the rows fill it: Cups (1 of 4)."),
        "{html}"
    );
    assert!(!html.contains("href=\"/projects/t0/#cups"), "what is left out is not printed");
    let csv = built.html("/block/block.csv");
    assert!(csv.starts_with("Name,Leaves,Leaves date,Leaves source,Cups,"), "{csv}");
}

#[test]
fn a_directory_leaves_out_what_few_of_its_rows_have() {
    let heads = |built: &Built| built.texts("/projects/", "thead th").join(", ");
    assert!(heads(&cups(3, "")).ends_with("Leaves, Cups"));
    let four = cups(4, "");
    assert!(heads(&four).ends_with("Leaves"));
    assert!(four.main("/projects/").contains("fewer than a third of the rows fill it: Cups (1 of 4)."));
}
