//! What is wrong with metrics: those that are declared twice, and files of them that cannot be read.

use fieldbook::diagnostic::Format;
use insta::assert_snapshot;

use super::lighthouses;
use crate::site::Site;

const FOUNDED: &str =
    "---\ntitle: A\nfacts:\n  - {metric: lamps, value: 1, label: Lamps, source: survey-1900}\n---\n";

fn with_lamps() -> Site {
    lighthouses().with("content/a.md", FOUNDED)
}

#[test]
fn a_metric_that_both_files_declare_is_reported_with_both_places() {
    let site = lighthouses().with("content/metrics.toml", "[metrics.height]\nlabel = \"Tallness\"\n");
    assert_snapshot!(site.build().report(), @"
    error[duplicate-metric]: the metric `height` is declared twice
     --> book.toml:4:10
      |
    4 | [metrics.height]
      |          ^^^^^^
      |
     ::: content/metrics.toml:1:10
      |
    1 | [metrics.height]
      |          ------ and here
      |
      = help: remove one; what pages share stands in `content/metrics.toml`
    ");
}

#[test]
fn a_fact_that_brings_a_declared_metric_is_reported_with_the_declaration() {
    let site = with_lamps().edit("content/a.md", "lamps", "height");
    assert_snapshot!(site.build().report(), @"
    error[duplicate-metric]: the metric `height` is declared in `book.toml` already
     --> content/a.md:4:14
      |
    4 |   - {metric: height, value: 1, label: Lamps, source: survey-1900}
      |              ^^^^^^
      |
     ::: book.toml:4:10
      |
    4 | [metrics.height]
      |          ------ here
      |
      = help: leave out `label`, `unit`, `unit-singular` and `format` here
    ");
}

#[test]
fn two_pages_that_bring_one_metric_with_different_labels_are_shown_together() {
    let other = FOUNDED.replace("label: Lamps", "label: Lights");
    assert_snapshot!(with_lamps().with("content/b.md", other).build().report(), @"
    error[duplicate-metric]: another fact brings the metric `lamps` with another `label`
     --> content/b.md:4:14
      |
    4 |   - {metric: lamps, value: 1, label: Lights, source: survey-1900}
      |              ^^^^^
      |
     ::: content/a.md:4:14
      |
    4 |   - {metric: lamps, value: 1, label: Lamps, source: survey-1900}
      |              ----- here
      |
      = help: write the same in both, or declare `[metrics.lamps]` in `content/metrics.toml`
    ");
}

#[test]
fn two_facts_that_bring_one_metric_differ_in_units_and_formats_as_well() {
    for more in ["unit: lamps", "unit-singular: lamp", "format: text"] {
        let other = FOUNDED.replace("label: Lamps", &format!("label: Lamps, {more}"));
        let report = with_lamps().with("content/b.md", other).build().report_as(Format::Short);
        let key = more.split(':').next().unwrap();
        assert!(report.contains(&format!("with another `{key}`")), "{report}");
    }
}

#[test]
fn facts_that_bring_the_same_metric_agree() {
    with_lamps().with("content/b.md", FOUNDED.replace("title: A", "title: B")).build().clean();
    let short = FOUNDED.replace(", label: Lamps", "").replace("title: A", "title: B");
    with_lamps().with("content/b.md", short).build().clean();
}

#[test]
fn a_fact_that_brings_a_unit_brings_a_label_too() {
    assert_snapshot!(with_lamps().edit("content/a.md", "label: Lamps", "unit: lamps").build().report(), @r"
    error[missing-key]: the key `label` is missing
     --> content/a.md:4:6
      |
    4 |   - {metric: lamps, value: 1, unit: lamps, source: survey-1900}
      |      ^^^^^^
      |
      = help: add `label: …`
    ");
}

#[test]
fn a_brought_metric_has_the_name_and_the_keys_of_a_declared_one() {
    let site = with_lamps().edit("content/a.md", "metric: lamps", "metric: All Lamps").edit(
        "content/a.md",
        "label: Lamps",
        "label: Lamps, format: metres",
    );
    assert_snapshot!(site.build().report_as(Format::Short), @"
    content/a.md:4:14: error[bad-value]: `All Lamps` cannot be a metric's name: use small letters, digits and hyphens
    content/a.md:4:57: error[bad-value]: `format` cannot be `metres`
    ");
}

#[test]
fn a_fact_without_a_value_still_brings_its_metric() {
    let other = "---\ntitle: B\nfacts:\n  - {metric: lamps, value: 2, source: survey-1900}\n---\n";
    let site = with_lamps().edit("content/a.md", "value: 1, ", "").with("content/b.md", other);
    assert_eq!(site.build().codes(), ["missing-key"], "{}", site.build().report());
}

#[test]
fn a_file_of_metrics_that_cannot_be_read_is_the_only_mistake() {
    let broken =
        lighthouses().edit("book.toml", "[metrics.height]\nlabel = \"Height\"\nunit = \"metres\"\n", "");
    let text = broken.clone().with("content/metrics.toml", "[metrics.height\nlabel = \"Height\"\n");
    assert_eq!(text.build().codes(), ["bad-toml"], "{}", text.build().report());
    let bytes = broken.with("content/metrics.toml", [0xff, 0xfe]);
    assert_snapshot!(bytes.build().report(), @"
    error[not-utf8]: the file is not UTF-8
     --> content/metrics.toml:1:1
      |
    1 | ��
      | ^
      |
      = help: save it as UTF-8
    ");
}

#[test]
fn a_metric_outside_of_its_table_is_reported() {
    let site = lighthouses().with("content/metrics.toml", "[lamps]\nlabel = \"Lamps\"\n");
    assert_snapshot!(site.build().report(), @"
    error[unknown-key]: the key `lamps` has no meaning here
     --> content/metrics.toml:1:2
      |
    1 | [lamps]
      |  ^^^^^
      |
      = help: the keys are `metrics`
    ");
}
