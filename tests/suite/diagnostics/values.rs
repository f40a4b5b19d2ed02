//! Values of facts that are none of their metric, and numbers that are not written as numbers.

use insta::assert_snapshot;

use super::exhibits::report_on_block;
use super::report_on;
use crate::site::Site;

/// A site with one fact, given as its keys behind the metric.
fn site(format: &str, rest: &str) -> Site {
    let book =
        format!("[book]\ntitle = \"Lamps\"\n[metrics.stars]\nlabel = \"Stars\"\nformat = \"{format}\"\n");
    let fact =
        format!("---\ntitle: Lantern\nfacts:\n  - {{metric: stars, {rest}, source: census}}\n---\nx\n");
    let site = Site::parse("").with("book.toml", book).with("content/projects/lantern.md", fact);
    let site = site.with("content/sources/census.md", "---\ntitle: Census\ndate: 2021\n---\nx\n");
    site.with("content/index.md", "---\ntitle: Home\n---\n[[lantern]]\n")
}

fn report(format: &str, rest: &str) -> String {
    site(format, rest).build().report()
}

/// What is wrong with a value, in one line, and how to write it.
fn told(format: &str, value: &str) -> String {
    let report = report(format, &format!("value: {value}"));
    let line =
        |start: &str| report.lines().find_map(|line| line.trim().strip_prefix(start)).map(str::to_owned);
    assert!(report.matches("error[").count() < 2, "{report}");
    let told = [line("error"), line("= help: ")];
    told.into_iter().flatten().collect::<Vec<_>>().join(" → ")
}

#[test]
fn a_number_is_wanted_where_a_metric_counts() {
    let values = [
        "1 000",
        "\"1,200\"",
        "300k",
        "1.2M",
        "~800",
        "800+",
        "\">800\"",
        "１２",
        "\"1200\"",
        "12 %",
        "$5",
        "8-10",
        "0x1F",
        "1_000",
        "true",
        "NaN",
        ".inf",
        ".nan",
        "1e999",
        "~",
        "null",
        "2021-06",
        "many",
    ];
    let all: Vec<_> = values.iter().map(|value| told("number", value)).collect();
    assert_snapshot!(all.join("\n"), @"
    [wrong-type]: `stars` takes a number, not `1 000` → write `1000`
    [wrong-type]: `stars` takes a number, not `1,200` → write `1200`
    [wrong-type]: `stars` takes a number, not `300k` → write `300000`
    [wrong-type]: `stars` takes a number, not `1.2M` → write `1200000`
    [wrong-type]: `stars` takes a number, not `~800` → write `800`, and `approximate: true` beside it
    [wrong-type]: `stars` takes a number, not `800+` → write `800`, and `at-least: true` beside it
    [wrong-type]: `stars` takes a number, not `>800` → write `800`, and `at-least: true` beside it
    [wrong-type]: `stars` takes a number, not `１２` → write `12`
    [wrong-type]: `stars` takes a number, not the text `1200` → write `1200` without quotes
    [wrong-type]: `stars` takes a number, not `12 %` → write `12`
    [wrong-type]: `stars` takes a number, not `$5` → write `5`
    [wrong-type]: `stars` takes a number, not `8-10` → write `{from: 8, to: 10}`
    [wrong-type]: `stars` takes a number, not `0x1F` → write `31`
    [wrong-type]: `stars` takes a number, not `1_000` → write `1000`
    [wrong-type]: `stars` takes a number, not `true` → if the source gives words, use a metric of the format `text`
    [wrong-type]: `stars` takes a number, not `NaN` → if the source gives words, use a metric of the format `text`
    [wrong-type]: `stars` takes a number, not `.inf` → if the source gives words, use a metric of the format `text`
    [wrong-type]: `stars` takes a number, not `.nan` → if the source gives words, use a metric of the format `text`
    [wrong-type]: `stars` takes a number, not `1e999` → if the source gives words, use a metric of the format `text`
    [wrong-type]: `stars` takes a number, not `~` → if the source gives words, use a metric of the format `text`
    [wrong-type]: `stars` takes a number, not `null` → if the source gives words, use a metric of the format `text`
    [wrong-type]: `stars` takes a number, not `2021-06` → if the source gives words, use a metric of the format `text`
    [wrong-type]: `stars` takes a number, not `many` → if the source gives words, use a metric of the format `text`
    ");
    for format in ["percent", "money-usd"] {
        for value in values {
            assert_eq!(told(format, value), told("number", value));
        }
    }
    for value in ["0", "-1.50", "010", "1e3", ".5", "{from: 8, to: 10}"] {
        assert_eq!(told("number", value), "");
    }
}

#[test]
fn a_date_is_wanted_where_a_metric_is_one() {
    let all: Vec<_> = ["20", "2016-13", "1.5", "soon", "true", "{from: 1, to: 2}", "{from: 2017, to: 2016}"]
        .map(|value| told("date", value))
        .to_vec();
    assert_snapshot!(all.join("\n"), @"
    [bad-date]: `stars` takes a date, not `20` → write `2016`, `2016-04` or `2016-04-11`
    [bad-date]: `stars` takes a date, not `2016-13` → write `2016`, `2016-04` or `2016-04-11`
    [bad-date]: `stars` takes a date, not `1.5` → write `2016`, `2016-04` or `2016-04-11`
    [bad-date]: `stars` takes a date, not `soon` → write `2016`, `2016-04` or `2016-04-11`
    [bad-date]: `stars` takes a date, not `true` → write `2016`, `2016-04` or `2016-04-11`
    [bad-date]: `stars` takes dates from and to → write `2016`, `2016-04` or `2016-04-11`
    [bad-value]: the range ends at 2016, before its start at 2017
    ");
    for value in ["2016", "\"2016\"", "2016-04", "2016-04-11", "{from: 2016, to: 2018}"] {
        assert_eq!(told("date", value), "");
    }
}

#[test]
fn a_range_has_two_numbers_in_their_order() {
    assert_snapshot!(report("number", "value: {from: 1 000, to: \"2k\"}"), @r#"
    error[wrong-type]: `from` takes a number, not `1 000`
     --> content/projects/lantern.md:4:35
      |
    4 |   - {metric: stars, value: {from: 1 000, to: "2k"}, source: census}
      |                                   ^^^^^
      |
      = help: write `1000`

    error[wrong-type]: `to` takes a number, not `2k`
     --> content/projects/lantern.md:4:46
      |
    4 |   - {metric: stars, value: {from: 1 000, to: "2k"}, source: census}
      |                                              ^^^^
      |
      = help: write `2000`
    "#);
    assert_snapshot!(report("number", "value: {from: 10, to: 8}"), @"
    error[bad-value]: the range ends at 8, before its start at 10
     --> content/projects/lantern.md:4:29
      |
    4 |   - {metric: stars, value: {from: 10, to: 8}, source: census}
      |                             ^^^^
    ");
    assert_snapshot!(report("number", "value: {from: 8, to: 8.0}"), @"
    error[bad-value]: the range starts and ends at 8: write the number alone
     --> content/projects/lantern.md:4:29
      |
    4 |   - {metric: stars, value: {from: 8, to: 8.0}, source: census}
      |                             ^^^^
    ");
    assert_eq!(report("text", "value: {from: 1.9, to: 1.10}"), "");
}

#[test]
fn a_text_is_neither_about_nor_at_least() {
    assert_snapshot!(report("text", "value: 5.0, approximate: true"), @"
    error[bad-value]: `stars` is a text, which cannot be `approximate`
     --> content/projects/lantern.md:4:46
      |
    4 |   - {metric: stars, value: 5.0, approximate: true, source: census}
      |                                              ^^^^
      |
      = help: write “about” in the text, if the source says so
    ");
    assert_snapshot!(report("text", "value: 5.0, at-least: true"), @"
    error[bad-value]: `stars` is a text, which cannot be `at-least`
     --> content/projects/lantern.md:4:43
      |
    4 |   - {metric: stars, value: 5.0, at-least: true, source: census}
      |                                           ^^^^
      |
      = help: write “at least” in the text, if the source says so
    ");
    assert_snapshot!(report("number", "value: 5, at-least: true, at-most: true"), @"
    error[bad-value]: a fact cannot be both `at-least` and `at-most`
     --> content/projects/lantern.md:4:56
      |
    4 |   - {metric: stars, value: 5, at-least: true, at-most: true, source: census}
      |                                                        ^^^^
      |
     ::: content/projects/lantern.md:4:41
      |
    4 |   - {metric: stars, value: 5, at-least: true, at-most: true, source: census}
      |                                         ---- and here
      |
      = help: keep one; if both ends are known, write `value: {from: …, to: …}`
    ");
}

#[test]
fn a_fact_whose_value_is_wrong_is_there_for_what_refers_to_it() {
    for value in ["1 000", "{from: 1 000, to: 2}", "{from: 1}", "[1]", "\"\""] {
        let site = site("number", &format!("value: {value}"));
        let site = site.with("content/page.md", "---\ntitle: Page\n---\n[[lantern#stars]]\n");
        assert_eq!(site.build().codes().len(), 1, "{}", site.build().report());
    }
}

#[test]
fn a_number_that_its_commas_cut_is_reported_once() {
    assert_snapshot!(report("number", "value: 300,000"), @"
    error[wrong-type]: `300,000` is cut at its comma, which starts the next key of a map
     --> content/projects/lantern.md:4:28
      |
    4 |   - {metric: stars, value: 300,000, source: census}
      |                            ^^^^^^^
      |
      = help: write `300000`
    ");
    assert_snapshot!(report("number", "value: -1,000,000.50"), @"
    error[wrong-type]: `-1,000,000.50` is cut at its comma, which starts the next key of a map
     --> content/projects/lantern.md:4:28
      |
    4 |   - {metric: stars, value: -1,000,000.50, source: census}
      |                            ^^^^^^^^^^^^^
      |
      = help: write `-1000000.50`
    ");
    assert_snapshot!(report("number", "value: {from: 1,200, to: 2}"), @"
    error[wrong-type]: `1,200` is cut at its comma, which starts the next key of a map
     --> content/projects/lantern.md:4:35
      |
    4 |   - {metric: stars, value: {from: 1,200, to: 2}, source: census}
      |                                   ^^^^^
      |
      = help: write `1200`
    ");
}

#[test]
fn a_kind_of_event_is_one_of_a_few_words() {
    let page = "---\ntitle: Notes\nevents:\n  - {date: 1844, text: The lamp is lit, kind: foundin}\n  - {date: 1850, text: It leaks, kind: leak}\n---\n";
    assert_snapshot!(report_on("content/notes.md", page), @"
    error[bad-value]: `kind` cannot be `foundin`
     --> content/notes.md:4:47
      |
    4 |   - {date: 1844, text: The lamp is lit, kind: foundin}
      |                                               ^^^^^^^
      |
      = help: did you mean `founding`?

    error[bad-value]: `kind` cannot be `leak`
     --> content/notes.md:5:40
      |
    5 |   - {date: 1850, text: It leaks, kind: leak}
      |                                        ^^^^
      |
      = help: it is one of `founding`, `release`, `adoption`, `funding`, `transfer`, `standard`, `end`, `prediction`
    ");
    assert_snapshot!(report_on_block("timeline", "title: Events\nevents: [relase, founding]"), @"
    error[bad-value]: `events` cannot be `relase`
     --> content/notes.md:6:10
      |
    6 | events: [relase, founding]
      |          ^^^^^^
      |
      = help: did you mean `release`?
    ");
    for (kind, message) in [
        ("[founding]", "error[wrong-type]: `kind` takes a text, not a list"),
        ("{is: founding}", "error[wrong-type]: `kind` takes a text, not a map"),
        ("\"\"", "error[bad-value]: `kind` is empty"),
        ("3", "error[bad-value]: `kind` cannot be `3`"),
    ] {
        let page = format!(
            "---\ntitle: Notes\nevents:\n  - {{date: 1844, text: The lamp is lit, kind: {kind}}}\n---\n"
        );
        let report = report_on("content/notes.md", &page);
        assert!(report.starts_with(message), "{report}");
        assert_eq!(report.matches("error[").count(), 1, "{report}");
        assert!(report.contains("= help: it is one of `founding`, `release`"), "{report}");
    }
}

#[test]
fn a_timeline_of_kinds_that_nothing_has_is_empty() {
    let page = "---\ntitle: Notes\nevents:\n  - {date: 1844, text: The lamp is lit, kind: founding}\n---\n\
                ```timeline\ntitle: Ends\nevents: end\n```\n";
    assert_snapshot!(report_on("content/notes.md", page), @"
    error[empty-exhibit]: nothing that is asked for has an event of this kind
     --> content/notes.md:6:4
      |
    6 | ```timeline
      |    ^^^^^^^^
      |
      = help: look at `events`, `kind`, `entities` and `where`, or take the block away
    ");
}
