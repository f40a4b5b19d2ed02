//! The figures, names and columns that blocks of charts and tables ask for.

use insta::assert_snapshot;

use super::exhibits::report_on_block;

#[test]
fn words_and_metrics_of_another_unit_cannot_be_drawn() {
    let metrics = "
[metrics.keeper]
label = \"Keeper\"
format = \"text\"

[metrics.cost]
label = \"Cost\"
format = \"money-usd\"

[metrics.lit]
label = \"Lit\"
format = \"date\"

[metrics.height]";
    let chart = |lines: &str| {
        let page = format!("---\ntitle: Notes\n---\n```chart\n{lines}\n```\n");
        let site = super::lighthouses().edit("book.toml", "\n[metrics.height]", metrics);
        site.with("content/notes.md", page).build().report()
    };
    assert_snapshot!(chart("title: Keepers\nmetric: keeper"), @r"
    error[wrong-type]: the metric `keeper` holds words, which cannot be drawn
     --> content/notes.md:6:9
      |
    6 | metric: keeper
      |         ^^^^^^
      |
      = help: a `table` can show them
    ");
    assert_snapshot!(chart("title: Lit\nmetric: lit"), @"
    error[wrong-type]: the metric `lit` holds dates, which cannot be drawn
     --> content/notes.md:6:9
      |
    6 | metric: lit
      |         ^^^
      |
      = help: a `table` can show them
    ");
    assert_snapshot!(chart("title: Both\ntype: dot\nmetrics: [height, cost]"), @r"
    error[bad-value]: `metres` and `Cost` do not fit on one axis
     --> content/notes.md:7:19
      |
    7 | metrics: [height, cost]
      |                   ^^^^
    ");
    assert_snapshot!(chart("title: Both\nmetrics: [height, cost]"), @r"
    error[bad-value]: this chart draws one metric
     --> content/notes.md:6:19
      |
    6 | metrics: [height, cost]
      |                   ^^^^
      |
      = help: `grouped`, `stacked` and `dot` draw several
    ");
}

#[test]
fn a_chart_has_a_limit_for_what_it_draws() {
    assert_snapshot!(report_on_block("chart", "title: A\ntype: histogram\nbins: 1000000\nmetric: height"), @"
    error[bad-value]: a histogram has 40 intervals at most
     --> content/notes.md:7:7
      |
    7 | bins: 1000000
      |       ^^^^^^^
    ");
    let two = "title: A\ntype: histogram\ndata: [{label: Sea, values: {a: 1, b: 2}}]";
    assert_snapshot!(report_on_block("chart", two), @"
    error[bad-value]: a histogram counts one value of each row
     --> content/notes.md:7:16
      |
    7 | data: [{label: Sea, values: {a: 1, b: 2}}]
      |                ^^^
    ");
    let row = |number: usize| format!("\n  - {{label: L{number}, values: {{s{number}: 1}}}}");
    let rows: String = (0..5_000).map(row).collect();
    assert_snapshot!(report_on_block("chart", &format!("title: A\ndata:{rows}")), @"
    error[bad-value]: a chart has 40 series at most, and here are more
      --> content/notes.md:47:13
       |
    47 |   - {label: L40, values: {s40: 1}}
       |             ^^^
       |
       = help: a row is what is compared, and each key of its `values` is a series
    ");
    let metrics = vec!["height"; 50].join(", ");
    assert_eq!(
        report_on_block("chart", &format!("title: A\ntype: dot\nmetrics: [{metrics}]"))
            .matches("error")
            .count(),
        1
    );
}

#[test]
fn a_walkthrough_has_a_limit_for_what_its_steps_show() {
    let line = |number: usize| format!("  line {number}\n");
    let step = |number: usize| format!("  - {{lines: {number}, text: t}}\n");
    let (code, steps): (String, String) = ((0..1000).map(line).collect(), (1..=1000).map(step).collect());
    let block = format!("title: A\nlanguage: text\ncode: |\n{code}steps:\n{steps}");
    assert_snapshot!(report_on_block("walkthrough", &block), @"
    error[bad-value]: up to this step more than 50000 lines of code and places in memory are drawn
        --> content/notes.md:1059:6
         |
    1059 |   - {lines: 51, text: t}
         |      ^^^^^
         |
         = help: each step shows all of them: take another block for what follows
    ");
    let slot = |number: usize| format!("{{name: s{number}, value: 1}}, ");
    let slots: String = (0..900).map(slot).collect();
    let first = format!("  - {{lines: 1, text: t, heap: [{slots}]}}\n");
    let steps = "  - {lines: 1, text: t}\n".repeat(1000);
    let block = format!("title: A\nlanguage: text\ncode: x\nsteps:\n{first}{steps}");
    assert_eq!(report_on_block("walkthrough", &block).matches("more than 50000").count(), 1);
}

#[test]
fn a_logarithm_is_only_of_numbers_above_zero() {
    let lines = "title: Depths\nscale: log\ndata:\n  - {label: Sea, value: 10}\n  - {label: Shore, value: 0}";
    let stack = "title: Stack\ntype: stacked\nscale: log\ndata: [{label: Sea, values: {a: 1, b: 2}}]";
    for bars in ["bar", "grouped"] {
        let report = report_on_block("chart", &stack.replace("stacked", bars));
        assert!(
            report.contains("bars cannot have a logarithmic scale: their lengths would say nothing"),
            "{report}"
        );
    }
    assert_snapshot!(report_on_block("chart", stack), @r"
    error[bad-value]: bars cannot have a logarithmic scale: their parts would not add up
     --> content/notes.md:7:8
      |
    7 | scale: log
      |        ^^^
      |
      = help: use `type: dot`, or `scale: linear`
    ");
    assert_snapshot!(report_on_block("chart", lines), @r"
    error[bad-value]: a logarithmic scale cannot show the value 0 of Shore
     --> content/notes.md:6:8
      |
    6 | scale: log
      |        ^^^
      |
      = help: use `scale: linear`, or ask for other entities
    ");
}

#[test]
fn figures_and_names_in_a_block_are_looked_up_like_those_in_prose() {
    let lines = "title: Heights\ndata:\n  - {label: \"[[skerryvor]]\", value: \"[[skerryvore#hight]]\"}\n  - {label: Sea, value: deep}\n  - {value: 1}";
    assert_snapshot!(report_on_block("chart", lines), @r"
    error[wrong-type]: `value` takes a number or a figure such as `[[page#metric]]`, not `deep`
     --> content/notes.md:8:25
      |
    8 |   - {label: Sea, value: deep}
      |                         ^^^^

    error[missing-key]: the key `label` is missing
     --> content/notes.md:9:5
      |
    9 |   - {value: 1}
      |     ^
      |
      = help: add `label: …`
    ");
    let lines = "title: Heights\ndata:\n  - {label: \"[[skerryvor]]\", value: \"[[skerryvore#hight]]\"}\n  - {label: Sea, value: \"[[skerryvore#height@1990]]\"}";
    assert_snapshot!(report_on_block("chart", lines), @r#"
    error[unknown-name]: no page is called `skerryvor`
     --> content/notes.md:7:16
      |
    7 |   - {label: "[[skerryvor]]", value: "[[skerryvore#hight]]"}
      |                ^^^^^^^^^
      |
      = help: did you mean `Skerryvore`?

    error[unknown-figure]: `Skerryvore` has no fact `hight`
     --> content/notes.md:7:40
      |
    7 |   - {label: "[[skerryvor]]", value: "[[skerryvore#hight]]"}
      |                                        ^^^^^^^^^^^^^^^^
      |
      = help: did you mean `height`?

    error[unknown-figure]: `Skerryvore` has no `height` for `1990`
     --> content/notes.md:8:28
      |
    8 |   - {label: Sea, value: "[[skerryvore#height@1990]]"}
      |                            ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: behind `@` can stand `1844`, `survey-1900`
    "#);
}

#[test]
fn the_columns_and_rows_of_a_table_are_checked() {
    assert_snapshot!(report_on_block("table", "title: All\ncolumns: [name, heigth, company]\nsort: nam"), @r"
    error[unknown-metric]: `heigth` is neither a metric nor a property of pages
     --> content/notes.md:6:17
      |
    6 | columns: [name, heigth, company]
      |                 ^^^^^^
      |
      = help: did you mean `height`?
    ");
    assert_snapshot!(report_on_block("table", "title: All\ncolumns: [name, height]\nsort: nam"), @r"
    error[bad-value]: the table has no column `nam`
     --> content/notes.md:7:7
      |
    7 | sort: nam
      |       ^^^
      |
      = help: did you mean `name`?
    ");
    assert_snapshot!(report_on_block("table", "title: Own\ncolumns: [A, B]\nrows:\n  - [x]\n  - y\n  - [\"[[gone]]\", \"[[#height]]\"]"), @r"
    error[bad-value]: the row has 1 cells and the table 2 columns
     --> content/notes.md:8:5
      |
    8 |   - [x]
      |     ^

    error[wrong-type]: a row is a list of cells: `[a, b]`
     --> content/notes.md:9:5
      |
    9 |   - y
      |     ^
    ");
    assert_snapshot!(report_on_block("table", "title: None\nkind: project"), @r"
    error[missing-key]: the key `columns` is missing
     --> content/notes.md:4:4
      |
    4 | ```table
      |    ^^^^^
      |
      = help: add `columns: …`
    ");
}
