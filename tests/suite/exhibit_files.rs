//! The line below exhibits, and the files it leads to.

use crate::exhibits::{item, with_block};
use crate::site::{Built, Site, fixture};

/// The addresses of the line below an exhibit, by their words.
fn foot(built: &Built, url: &str) -> Vec<String> {
    built.texts(url, ".exhibit-foot .files a")
}

/// A page with one block, on a site without data of its own.
fn alone(kind: &str, lines: &str) -> Built {
    let page = format!("---\ntitle: Block\n---\n```{kind}\ntitle: Block\n{lines}\n```\n");
    Site::parse("-- book.toml --\n[book]\ntitle = \"B\"\n").with("content/block.md", page).build().clean()
}

#[test]
fn pictures_can_be_taken_away_with_their_rows_and_tables_as_rows() {
    for (kind, lines) in [
        ("chart", "metric: height"),
        ("timeline", "where: {domain: lightships}"),
        ("network", "where: {domain: rock-towers}"),
    ] {
        let built = with_block(kind, lines);
        assert_eq!(foot(&built, "/block/"), ["Data", "CSV", "SVG"], "{kind}");
        let html = built.main("/block/");
        assert!(html.contains("href=\"/block/block.csv\"") && html.contains("href=\"/block/block.svg\""));
        let svg = built.html("/block/block.svg");
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.ends_with("</svg>\n"));
        // Its title, where it is from, and nothing that it would need besides.
        assert!(
            svg.contains("<title>Block</title>") && svg.contains("/block/#exhibit-block</text>"),
            "{svg}"
        );
        assert!(!svg.contains("class=") && !svg.contains("href"), "{svg}");
        assert!(built.html("/block/block.csv").lines().count() > 3, "{kind}");
    }
    let built = with_block("table", "columns: [name, height]");
    assert_eq!(foot(&built, "/block/"), ["Data", "CSV"]);
    assert!(!built.has("block/block.svg"));
    let built = with_block("disagreements", "");
    assert_eq!(foot(&built, "/block/"), ["Data"]);
}

#[test]
fn a_chart_of_a_site_without_data_leads_to_no_data() {
    let built = alone("chart", "data: [{label: A, value: 1}]");
    assert_eq!(foot(&built, "/block/"), ["CSV", "SVG"]);
    assert!(!built.has("data/index.html"));
}

#[test]
fn names_in_the_rows_of_a_chart_are_no_formulas_and_numbers_stay_numbers() {
    let built = alone("chart", "data: [{label: \"=1+1\", value: -2}, {label: \"a, b\", value: 1234567.50}]");
    let rows = built.html("/block/block.csv").replace("\r\n", "\n");
    assert_eq!(rows, "Name,Value,Value date,Value source\n'=1+1,-2,,\n\"a, b\",1234567.50,,\n");
}

#[test]
fn an_overview_has_files_beside_those_of_the_blocks_on_its_page() {
    let block = "```timeline\ntitle: All\nwhere: {domain: lightships}\n```\n";
    let page = format!("---\ntitle: Times\n---\n{block}");
    let built = fixture("exhibits").with("content/timeline.md", page).build().clean();
    let html = built.main("/timeline/");
    for file in ["all.csv", "all.svg", "all-2.csv", "all-2.svg"] {
        assert!(html.contains(&format!("href=\"/timeline/{file}\"")), "{html}");
        assert!(built.has(&format!("timeline/{file}")));
    }
    let rows = |file| built.html(&format!("/timeline/{file}")).lines().count();
    assert!(rows("all-2.csv") > rows("all.csv"));
}

#[test]
fn many_sources_are_counted_in_the_line_and_named_in_the_notes() {
    let facts: String = (1..=5)
        .map(|number| item(&format!("metric: stars, value: {number}, as-of: 20{number}0, source: s{number}")))
        .collect();
    let toml = "[book]\ntitle = \"B\"\n[metrics.stars]\nlabel = \"Stars\"\n";
    let mut site = Site::parse("").with("book.toml", toml);
    for number in 1..=5 {
        site = site.with(&format!("content/sources/s{number}.md"), format!("---\ntitle: S{number}\n---\n"));
    }
    let block = "```chart\ntitle: Block\ntype: line\nmetric: stars\nentities: [a]\n```\n";
    let site = site.with("content/projects/a.md", format!("---\ntitle: A\nfacts:\n{facts}---\n{block}"));
    let built = site.build();
    let line = built.texts("/projects/a/", "#exhibit-block .exhibit-foot > p").remove(0);
    assert_eq!(line, "Sources: S1, S2, S3 and 2 more (2010 to 2050)");
    let notes = built.texts("/projects/a/", "#exhibit-block .fine-print p");
    assert!(notes.contains(&"Sources: S1, S2, S3, S4, S5".to_owned()), "{notes:?}");
}
