//! Keys and items that are there and hold nothing: one message for each, which says so.

use fieldbook::diagnostic::Format;
use insta::assert_snapshot;

use super::lighthouses;

fn report(path: &str, text: &str) -> String {
    lighthouses().with(path, text).build().report_as(Format::Short)
}

#[test]
fn a_key_with_nothing_behind_it_is_not_called_missing() {
    let page = "---\ntitle: ~\ncompanies: [northern-board]\nfacts:\n  - {metric: null, value: 1}\n  - {metric:, value: 1}\n---\n";
    assert_snapshot!(report("content/projects/a.md", page), @r"
    content/projects/a.md:2:1: error[missing-key]: `title` says nothing
    content/projects/a.md:5:6: error[missing-key]: `metric` says nothing
    content/projects/a.md:6:6: error[missing-key]: `metric` says nothing
    ");
    let said = lighthouses().with("content/a.md", "---\ntitle: null\n---\n").build().report();
    assert_snapshot!(said, @r"
    error[missing-key]: `title` says nothing
     --> content/a.md:2:1
      |
    2 | title: null
      | ^^^^^
      |
      = help: `null` and `~` are nothing to YAML: put quotes around what is a text
    ");
}

#[test]
fn an_empty_map_is_one_mistake() {
    let page =
        "---\ntitle: A\ncompanies: [northern-board]\nfacts:\n  - {}\n  - {metric: height, value: {}}\n---\n";
    assert_snapshot!(report("content/projects/a.md", page), @r"
    content/projects/a.md:5:5: error[missing-key]: the keys `metric` and `value` are missing
    content/projects/a.md:6:29: error[missing-key]: the keys `from` and `to` are missing
    ");
}

#[test]
fn an_empty_list_in_a_block_is_one_mistake() {
    let lists = [
        ("timeline", "events: []", "events"),
        ("timeline", "entities: []", "entities"),
        ("timeline", "where: {domain: []}", "domain"),
        ("table", "columns: []", "columns"),
        ("table", "columns: []\nrows: [[a], [b, c]]", "columns"),
        ("table", "columns: [Name]\nrows: []", "rows"),
        ("table", "columns: [domain]\nhaving: []", "having"),
        ("chart", "type: dot\nmetrics: []", "metrics"),
        ("chart", "type: bar\ndata: []", "data"),
    ];
    for (kind, lines, key) in lists {
        let page = format!(
            "---\ntitle: A\nevents: [{{date: 1844, text: It is lit}}]\n---\n```{kind}\ntitle: T\n{lines}\n```\n"
        );
        let said = report("content/a.md", &page);
        assert_eq!(said.matches("error[").count(), 1, "{said}");
        assert!(said.contains(&format!("error[bad-value]: `{key}` is empty")), "{said}");
    }
    let page = "---\ntitle: A\n---\n```timeline\ntitle: T\nevents: []\n```\n";
    let said = lighthouses().with("content/a.md", page).build().report();
    assert_snapshot!(said, @r"
    error[bad-value]: `events` is empty
     --> content/a.md:6:9
      |
    6 | events: []
      |         ^
      |
      = help: name at least one, or take the key away
    ");
}

#[test]
fn what_stands_twice_in_a_list_of_a_block_is_told() {
    for (lines, key, word) in [
        ("events: [release, end, release]", "events", "release"),
        ("where: {tag: [lamp, lamp]}", "tag", "lamp"),
        ("entities: [bell-rock, bell-rock]", "entities", "bell-rock"),
    ] {
        let page = format!("---\ntitle: A\n---\n```timeline\ntitle: T\n{lines}\n```\n");
        let said = report("content/a.md", &page);
        assert!(said.contains(&format!("error[bad-value]: `{word}` stands twice in `{key}`")), "{said}");
    }
}

#[test]
fn rows_are_not_blamed_for_a_column_that_could_not_be_read() {
    let page = "---\ntitle: A\n---\n```table\ntitle: T\ncolumns: [Name, ~]\nsort: Name\nrows:\n- [a, b]\n- [a]\n```\n";
    assert_snapshot!(report("content/a.md", page), @r"
    content/a.md:6:17: error[wrong-type]: an item of `columns` takes a text, not nothing
    content/a.md:10:3: error[bad-value]: the row has 1 cells and the table 2 columns
    ");
}

#[test]
fn bars_on_a_logarithmic_scale_are_one_mistake_whatever_they_show() {
    for form in ["stacked", "grouped", "bar"] {
        let values = if form == "bar" { "value: 0" } else { "values: {x: 0, y: 2}" };
        let page = format!(
            "---\ntitle: A\n---\n```chart\ntitle: T\ntype: {form}\nscale: log\ndata:\n  - {{label: a, {values}}}\n  - {{label: b, {values}}}\n```\n"
        );
        let said = report("content/a.md", &page);
        assert_eq!(said.matches("error[").count(), 1, "{said}");
        assert!(said.contains("bars cannot have a logarithmic scale"), "{said}");
    }
}

#[test]
fn a_whole_number_in_another_spelling_is_told_how_to_write_it() {
    let page = |order: &str| {
        lighthouses().with("content/a.md", format!("---\ntitle: A\norder: {order}\n---\n")).build().report()
    };
    for (written, meant) in [("1e3", "1000"), ("1.0", "1"), ("-2.50e1", "-25"), ("+1E+2", "100")] {
        let said = page(written);
        assert!(said.contains(&format!("`order` takes a whole number, not `{written}`")), "{said}");
        assert!(said.contains(&format!("help: write `{meant}`")), "{said}");
    }
    let said = page("1.5");
    assert!(said.contains("`order` takes a whole number, not a number with a fraction"), "{said}");
    let said = page("12345678901234567890123");
    assert!(said.contains("`order` takes a whole number, not `12345678901234567890123`"), "{said}");
}
