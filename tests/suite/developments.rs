//! `/changes/`: what has another value at a later date, and what happened since.

use crate::site::{Built, Site};

const BOOK: &str = "[book]\ntitle = \"B\"\n[check]\norphan-entity = \"allow\"\nunused-source = \"allow\"\nfact-without-source = \"allow\"\n\
                    [metrics.cups]\nlabel = \"Cups\"\n[metrics.share]\nlabel = \"Share\"\nformat = \"percent\"\n\
                    [metrics.leaves]\nlabel = \"Leaves\"\ncomparable = false\n\
                    [metrics.state]\nlabel = \"State\"\nformat = \"text\"\n[metrics.since]\nlabel = \"Since\"\nformat = \"date\"\n";

/// A site with one project that has these facts and events.
fn with(facts: &[&str], events: &[&str]) -> Built {
    let list = |key: &str, items: &[&str]| {
        let items = items.iter().fold(String::new(), |text, item| text + "  - {" + item + "}\n");
        if items.is_empty() { items } else { format!("{key}:\n{items}") }
    };
    let page = format!(
        "---\ntitle: Oolong\nsummary: A tea\n{}{}---\nx\n",
        list("facts", facts),
        list("events", events)
    );
    let source = |title: &str| format!("---\ntitle: {title}\n---\nx\n");
    let site = Site::parse("").with("book.toml", BOOK).with("content/projects/oolong.md", page);
    let site = site.with("content/sources/census.md", source("Census"));
    site.with("content/sources/rival.md", source("Rival")).build().clean()
}

fn rows(built: &Built) -> Vec<String> {
    built.texts("/changes/", ".courses > li")
}

#[test]
fn a_figure_of_a_later_date_stands_beside_the_first_one_with_what_it_has_become() {
    let built = with(
        &[
            "metric: cups, value: 100, as-of: 2020",
            "metric: cups, value: 120, as-of: 2021",
            "metric: cups, value: 330, as-of: 2022-06",
            "metric: share, value: 40, as-of: 2020",
            "metric: share, value: 52, as-of: 2022, approximate: true",
            "metric: state, value: young, as-of: 2020",
            "metric: state, value: old, as-of: 2022",
        ],
        &[],
    );
    let rows = rows(&built);
    assert_eq!(
        rows,
        [
            "Oolong Cups 100 2020 → then 330 June 2022 × 3.3 1 value between",
            "Oolong Share 40% 2020 → then about 52% 2022 about +12 points",
            "Oolong State young 2020 → then old 2022",
        ]
    );
    let html = built.main("/changes/");
    // A line for each number, none for words; what is not exact is hollow.
    assert_eq!(html.matches("class=\"way\"").count(), 2, "{html}");
    assert!(
        html.contains("class=\"last hollow\"") && html.contains("href=\"/projects/oolong/#fact-cups\""),
        "{html}"
    );
    let menu = built.html("/");
    assert!(menu.contains("<a href=\"/changes/\">What changed</a>"), "{menu}");
}

#[test]
fn what_is_no_change_of_time_makes_no_page() {
    for facts in [
        // One value, the same value, and a month of the same year.
        &["metric: cups, value: 5, as-of: 2020"][..],
        &["metric: cups, value: 5, as-of: 2020", "metric: cups, value: 5, as-of: 2021"],
        &["metric: cups, value: 5, as-of: 2021", "metric: cups, value: 9, as-of: 2021-06"],
        &["metric: cups, value: 5, as-of: 2020", "metric: cups, value: 9"],
        // One disputes the other, and dates are no values that grow.
        &[
            "metric: cups, value: 5, as-of: 2020, source: census",
            "metric: cups, value: 9, as-of: 2021, source: rival, disputes: census",
        ],
        &["metric: since, value: 1990, as-of: 2020", "metric: since, value: 1991, as-of: 2021"],
    ] {
        assert!(!with(facts, &[]).has("changes/index.html"), "{facts:?}");
    }
}

#[test]
fn values_that_do_not_compare_have_no_line_between_them() {
    let lines = |second: &str| {
        let first = "metric: leaves, value: 5, as-of: 2020, source: census";
        let built = with(&[first, &format!("metric: leaves, value: 9, as-of: 2021, source: {second}")], &[]);
        (rows(&built), built.main("/changes/").contains("class=\"way\""))
    };
    assert_eq!(lines("rival"), (vec!["Oolong Leaves 5 2020 → then 9 2021".to_owned()], false));
    assert_eq!(lines("census"), (vec!["Oolong Leaves 5 2020 → then 9 2021 +80%".to_owned()], true));
}

#[test]
fn bounds_are_not_joined_and_come_last() {
    let built = with(
        &[
            "metric: cups, value: 1, at-least: true, as-of: 2020",
            "metric: cups, value: 90, at-least: true, as-of: 2021",
            "metric: share, value: 40, as-of: 2020",
            "metric: share, value: 41, as-of: 2021",
        ],
        &[],
    );
    assert_eq!(
        rows(&built),
        [
            "Oolong Share 40% 2020 → then 41% 2021 +1 point",
            "Oolong Cups at least 1 2020 → then at least 90 2021"
        ]
    );
    assert_eq!(built.main("/changes/").matches("class=\"way\"").count(), 1);
}

#[test]
fn what_happened_since_is_told_up_to_the_date_of_the_build() {
    let built = with(
        &["metric: cups, value: 5, as-of: 2020-06", "metric: cups, value: 9, as-of: 2022-01"],
        &[
            "date: 2019, text: Planted",
            "date: 2020-06-30, text: Watered",
            "date: 2021, text: Picked",
            "date: 2022-01, text: Drunk",
            "date: 2030, text: Expected to be forgotten",
        ],
    );
    let html = built.main("/changes/");
    assert!(html.contains("What happened after June 2020"), "{html}");
    for (event, is_told) in
        [("Planted", false), ("Watered", false), ("Picked", true), ("Drunk", true), ("forgotten", false)]
    {
        assert_eq!(html.contains(event), is_told, "{event}");
    }
}

#[test]
fn of_very_many_changes_the_greatest_are_shown_and_the_others_counted() {
    let site = (0..302).fold(Site::parse("").with("book.toml", BOOK), |site, number| {
        let facts = format!(
            "  - {{metric: cups, value: 10, as-of: 2020}}\n  - {{metric: cups, value: {}, as-of: 2021}}\n",
            20 + number
        );
        let page = format!("---\ntitle: T{number}\nfacts:\n{facts}---\nx\n");
        site.with(&format!("content/projects/t{number}.md"), page)
    });
    let built = site.build().clean();
    let rows = rows(&built);
    assert_eq!(rows.len(), 300);
    assert!(rows[0].starts_with("T301 ") && rows[299].starts_with("T2 "), "{} {}", rows[0], rows[299]);
    assert!(built.main("/changes/").contains("2 more are among all figures."));
}

#[test]
fn words_of_the_author_stand_above_what_has_changed() {
    let facts =
        "facts:\n  - {metric: cups, value: 5, as-of: 2020}\n  - {metric: cups, value: 9, as-of: 2021}\n";
    let site = Site::parse("").with("book.toml", BOOK);
    let site = site.with("content/projects/a.md", format!("---\ntitle: A\n{facts}---\nx\n"));
    let site = site.with("content/changes.md", "---\ntitle: A year later\n---\nIn our words.\n");
    let html = site.build().clean().main("/changes/").to_owned();
    assert!(html.contains("In our words.") && html.contains("class=\"courses\""), "{html}");
}

#[test]
fn values_between_are_those_of_a_date_between() {
    let built = with(
        &[
            "metric: cups, value: 100, as-of: 2020, source: census",
            "metric: cups, value: 110, as-of: 2020, source: rival",
            "metric: cups, value: 115, as-of: 2020-06, source: rival",
            "metric: cups, value: 120, as-of: 2021, source: census",
            "metric: cups, value: 330, as-of: 2022, source: census",
            "metric: cups, value: 300, as-of: 2022, source: rival",
        ],
        &[],
    );
    assert_eq!(rows(&built)[0].rsplit_once("× 3.3 ").map(|(_, rest)| rest), Some("1 value between"));
}

#[test]
fn what_has_changed_says_how_old_it_is_and_that_sources_differ() {
    let site = Site::parse("").with("book.toml", format!("{BOOK}max-age = \"12 months\"\n[metrics.cans]\nlabel = \"Cans\"\nmax-age = \"12 months\"\n[build]\nas-of = \"2024-01-01\"\n"));
    let source = |title: &str| format!("---\ntitle: {title}\n---\nx\n");
    let facts = [
        "value: 5, as-of: 2020, source: census",
        "value: 9, as-of: 2021, source: census",
        "value: 8, as-of: 2021, source: rival",
    ];
    let facts = facts.map(|fact| format!("  - {{metric: cans, {fact}}}\n")).concat();
    let site =
        site.with("content/projects/oolong.md", format!("---\ntitle: Oolong\nfacts:\n{facts}---\nx\n"));
    let site = site.with("content/sources/census.md", source("Census"));
    let built = site.with("content/sources/rival.md", source("Rival")).build().clean();
    let row = "Oolong Cans 5 2020 → then 9≠ (sources differ) 2021 2 years old +80%";
    assert_eq!(rows(&built), [row]);
    assert!(built.main("/changes/").contains("Sources differ on this figure"), "the sign is explained");
}

#[test]
fn the_home_page_leads_to_what_has_changed() {
    let built = with(&["metric: cups, value: 5, as-of: 2020", "metric: cups, value: 9, as-of: 2021"], &[]);
    assert!(built.texts("/", ".doors li").contains(&"What changed".to_owned()));
}
