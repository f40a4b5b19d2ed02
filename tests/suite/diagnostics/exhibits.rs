//! Blocks that ask for charts, tables and timelines.

use insta::assert_snapshot;

use super::{report_on, report_on_prose};

/// The report on a block of a kind with these lines.
pub(super) fn report_on_block(kind: &str, lines: &str) -> String {
    report_on_prose(&format!("```{kind}\n{}\n```", lines.trim()))
}

#[test]
fn every_wrong_word_of_a_chart_is_underlined_in_one_run() {
    let report = report_on_block(
        "chart",
        "title: Heights\ntyp: bars\nmetric: heigth\nwhere: {domain: sea, origin: local}\nscale: logarithmic\ntop: 0",
    );
    assert_snapshot!(report, @r"
    error[unknown-key]: the key `typ` has no meaning here
     --> content/notes.md:6:1
      |
    6 | typ: bars
      | ^^^
      |
      = help: did you mean `type`?

    error[unknown-metric]: no metric is called `heigth`
     --> content/notes.md:7:9
      |
    7 | metric: heigth
      |         ^^^^^^
      |
      = help: did you mean `height`?

    error[unknown-domain]: no domain has the slug `sea`
     --> content/notes.md:8:17
      |
    8 | where: {domain: sea, origin: local}
      |                 ^^^

    error[bad-value]: nothing is `local`
     --> content/notes.md:8:30
      |
    8 | where: {domain: sea, origin: local}
      |                              ^^^^^
      |
      = help: it is one of `domestic`, `foreign`, `unknown`

    error[bad-value]: `scale` cannot be `logarithmic`
     --> content/notes.md:9:8
      |
    9 | scale: logarithmic
      |        ^^^^^^^^^^^
      |
      = help: did you mean `log`?

    error[bad-value]: `top` takes a whole number from 1 up
      --> content/notes.md:10:6
       |
    10 | top: 0
       |      ^
    ");
}

#[test]
fn what_a_chart_lacks_is_said() {
    assert_snapshot!(report_on_block("chart", ""), @r"
    error[missing-key]: the keys `title` and `metric` are missing
     --> content/notes.md:4:4
      |
    4 | ```chart
      |    ^^^^^
      |
      = help: add `title: …`, `metric: …`
    ");
    assert_snapshot!(report_on_block("chart", "title: Heights\ntype: scatter\nx: height"), @r"
    error[missing-key]: the key `y` is missing
     --> content/notes.md:4:4
      |
    4 | ```chart
      |    ^^^^^
      |
      = help: add `y: …`
    ");
}

#[test]
fn what_is_right_in_a_chart_that_lacks_something_is_not_called_wrong() {
    let lines = "title: Heights\nscale: log\nsort: name\norder: ascending\ntop: 3";
    assert_snapshot!(report_on_block("chart", lines), @r"
    error[missing-key]: the key `metric` is missing
     --> content/notes.md:4:4
      |
    4 | ```chart
      |    ^^^^^
      |
      = help: add `metric: …`
    ");
}

#[test]
fn a_wrong_figure_of_a_chart_makes_no_key_unknown() {
    let lines = "title: Sales\nunit: lamps\nas-of: 2020\ndata: [{label: May, value: 12 lamps}]";
    assert_snapshot!(report_on_block("chart", lines), @"
    error[wrong-type]: `value` takes a number or a figure such as `[[page#metric]]`, not `12 lamps`
     --> content/notes.md:8:28
      |
    8 | data: [{label: May, value: 12 lamps}]
      |                            ^^^^^^^^
    ");
}

#[test]
fn settings_of_another_form_have_no_meaning() {
    let histogram = "title: Heights\ntype: histogram\nmetric: height\ntop: 3\nunit: feet";
    assert_snapshot!(report_on_block("chart", histogram), @"
    error[unknown-key]: the key `top` has no meaning here
     --> content/notes.md:8:1
      |
    8 | top: 3
      | ^^^
      |
      = help: the keys are `title`, `id`, `note`, `share`, `type`, `data`, `kind`, `entities`, `where`, `as-of`, `source`, `metric`, `scale`, `bins`

    error[unknown-key]: the key `unit` has no meaning here
     --> content/notes.md:9:1
      |
    9 | unit: feet
      | ^^^^
      |
      = help: the keys are `title`, `id`, `note`, `share`, `type`, `data`, `kind`, `entities`, `where`, `as-of`, `source`, `metric`, `scale`, `bins`
    ");
    let bars = "title: Heights\nbins: 3\nx: width\ndata: [{label: Sea, value: 1}]";
    assert_snapshot!(report_on_block("chart", bars), @"
    error[unknown-key]: the key `bins` has no meaning here
     --> content/notes.md:6:1
      |
    6 | bins: 3
      | ^^^^
      |
      = help: the keys are `title`, `id`, `note`, `share`, `type`, `data`, `as-of`, `source`, `scale`, `unit`, `sort`, `order`, `top`

    error[unknown-key]: the key `x` has no meaning here
     --> content/notes.md:7:1
      |
    7 | x: width
      | ^
      |
      = help: the keys are `title`, `id`, `note`, `share`, `type`, `data`, `as-of`, `source`, `scale`, `unit`, `sort`, `order`, `top`
    ");
}

#[test]
fn what_belongs_to_a_form_is_not_called_wrong_as_long_as_the_form_is_unknown() {
    let points = "title: Heights\ntype: scater\nx: Width\nunit: feet\ndata: [{label: Sea, x: 1, y: 2}]";
    assert_snapshot!(report_on_block("chart", points), @"
    error[bad-value]: `type` cannot be `scater`
     --> content/notes.md:6:7
      |
    6 | type: scater
      |       ^^^^^^
      |
      = help: did you mean `scatter`?
    ");
    assert_snapshot!(report_on_block("chart", "title: Heights\ntype: histgram\nmetric: height\nbins: 0"), @"
    error[bad-value]: `type` cannot be `histgram`
     --> content/notes.md:6:7
      |
    6 | type: histgram
      |       ^^^^^^^^
      |
      = help: did you mean `histogram`?

    error[bad-value]: `bins` takes a whole number from 1 up
     --> content/notes.md:8:7
      |
    8 | bins: 0
      |       ^
    ");
}

#[test]
fn the_yaml_of_a_block_is_reported_at_its_place_in_the_file() {
    assert_snapshot!(report_on_block("chart", "title: Heights\nmetric: [height"), @r"
    error[bad-yaml]: this is not valid YAML: unclosed bracket '['
     --> content/notes.md:6:9
      |
    6 | metric: [height
      |         ^^^^^^^
    ");
    assert_snapshot!(report_on_block("timeline", "just words"), @r"
    error[wrong-type]: the block `timeline` takes a map of keys and values, not a text
     --> content/notes.md:5:1
      |
    5 | just words
      | ^^^^^^^^^^
    ");
}

#[test]
fn a_network_has_two_nodes_at_least() {
    assert_snapshot!(report_on_block("network", "title: Alone\ntop: 1"), @"
    error[bad-value]: `top` takes a whole number from 2 up
     --> content/notes.md:6:6
      |
    6 | top: 1
      |      ^
    ");
}

#[test]
fn a_chart_of_nothing_is_an_error() {
    assert_snapshot!(report_on_block("chart", "title: Heights\nmetric: height\nkind: company"), @r"
    error[empty-exhibit]: nothing that is asked for has a figure of `height`
     --> content/notes.md:4:4
      |
    4 | ```chart
      |    ^^^^^
      |
      = help: look at `kind`, `entities` and `where`, or take the block away
    ");
    assert_snapshot!(report_on_block("timeline", "title: Events"), @r"
    error[empty-exhibit]: nothing that is asked for has an event
     --> content/notes.md:4:4
      |
    4 | ```timeline
      |    ^^^^^^^^
      |
      = help: look at `kind`, `entities` and `where`, or take the block away
    ");
    assert_snapshot!(report_on_block("network", "title: Around it\nentities: [survey-1900]"), @r"
    error[empty-exhibit]: nothing that is asked for is connected to anything
     --> content/notes.md:4:4
      |
    4 | ```network
      |    ^^^^^^^
      |
      = help: look at `kind`, `entities` and `where`, or take the block away
    ");
    assert_snapshot!(report_on_block("disagreements", "title: Who says what"), @r"
    error[empty-exhibit]: the sources agree on everything that is asked for
     --> content/notes.md:4:4
      |
    4 | ```disagreements
      |    ^^^^^^^^^^^^^
      |
      = help: look at `kind`, `entities` and `where`, or take the block away
    ");
    assert_snapshot!(report_on_block("table", "title: All\nkind: domain\ncolumns: [name]"), @r"
    error[empty-exhibit]: no page is what is asked for
     --> content/notes.md:4:4
      |
    4 | ```table
      |    ^^^^^
      |
      = help: look at `kind`, `entities` and `where`, or take the block away
    ");
}

#[test]
fn a_block_in_a_list_or_a_quotation_is_out_of_place() {
    assert_snapshot!(report_on_prose("- ```chart\n  title: Heights\n  metric: height\n  ```"), @r"
    error[misplaced-exhibit]: a block `chart` cannot stand in a list or a quotation
     --> content/notes.md:4:6
      |
    4 | - ```chart
      |      ^^^^^
      |
      = help: let it start at the left margin
    ");
    assert_snapshot!(report_on_prose("> ```chart\n> title: Heights\n> ```"), @r"
    error[misplaced-exhibit]: a block `chart` cannot stand in a list or a quotation
     --> content/notes.md:4:6
      |
    4 | > ```chart
      |      ^^^^^
      |
      = help: let it start at the left margin
    ");
}

#[test]
fn settings_behind_the_name_of_a_block_have_no_meaning() {
    assert_snapshot!(report_on_prose("```chart title=\"Heights\"\ntitle: Heights\nmetric: height\n```"), @r#"
    warning[unknown-setting]: behind `chart` stands nothing on its line
     --> content/notes.md:4:4
      |
    4 | ```chart title="Heights"
      |    ^^^^^
      |
      = help: what it shows stands below, as `key: value`
    "#);
}

#[test]
fn a_property_of_another_kind_cannot_be_asked_for() {
    assert_snapshot!(report_on_block("chart", "title: Heights\nmetric: height\nkind: company\nwhere: {domain: sea}"), @r"
    error[bad-value]: a company has no `domain`
     --> content/notes.md:8:17
      |
    8 | where: {domain: sea}
      |                 ^^^
      |
      = help: `domain` is something of a project

    error[unknown-domain]: no domain has the slug `sea`
     --> content/notes.md:8:17
      |
    8 | where: {domain: sea}
      |                 ^^^
    ");
    assert_snapshot!(report_on_block("chart", "title: Heights\nmetric: height\nwhere: {tag: tall}"), @r"
    error[bad-value]: no page has the tag `tall`
     --> content/notes.md:7:14
      |
    7 | where: {tag: tall}
      |              ^^^^
    ");
    assert_snapshot!(report_on_block("chart", "title: Heights\nmetric: height\nentities: [skerryvor]\nsource: survey"), @r"
    error[unknown-name]: no page has the slug `skerryvor`
     --> content/notes.md:7:12
      |
    7 | entities: [skerryvor]
      |            ^^^^^^^^^
      |
      = help: did you mean `skerryvore`?
    ");
}

#[test]
fn a_link_to_an_exhibit_is_checked() {
    let chart = "```chart\ntitle: Heights\nmetric: height\n```\n\n[right](#exhibit-heights) and [wrong](#exhibit-height)";
    assert_snapshot!(report_on_prose(chart), @r"
    error[broken-anchor]: `content/notes.md` has no heading `#exhibit-height`
     --> content/notes.md:9:39
      |
    9 | [right](#exhibit-heights) and [wrong](#exhibit-height)
      |                                       ^^^^^^^^^^^^^^^
      |
      = help: did you mean `#exhibit-heights`?
    ");
}

#[test]
fn a_fact_can_only_dispute_one_that_is_there() {
    let facts = "facts:\n  - {metric: height, value: 48, as-of: 1844, source: survey-1900}\n  - {metric: height, value: 47, as-of: 1990, source: survey-1900, disputes: 1845}";
    assert_snapshot!(report_on("content/projects/tower.md", format!("---\ntitle: Tower\ncompanies: [northern-board]\n{facts}\n---\n")), @r"
    error[unknown-figure]: no other `height` here has this date or source
     --> content/projects/tower.md:6:77
      |
    6 |   - {metric: height, value: 47, as-of: 1990, source: survey-1900, disputes: 1845}
      |                                                                             ^^^^
      |
      = help: name the `as-of` or the `source` of the fact it contradicts
    ");
}
