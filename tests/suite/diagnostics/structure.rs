//! What is wrong with headings, tables and links as Markdown reads them.

use insta::assert_snapshot;

use super::report_on_prose;

#[test]
fn a_second_title_a_skipped_level_and_an_empty_heading_are_named() {
    assert_snapshot!(report_on_prose("# Notes\n\n#### Far too deep\n\n##\n\nWords."), @"
    warning[heading-level]: the page has a title already
     --> content/notes.md:4:1
      |
    4 | # Notes
      | ^^^^^^^
      |
      = help: headings start at `##`; this one is shown as one of those

    warning[heading-level]: the heading skips a level
     --> content/notes.md:6:1
      |
    6 | #### Far too deep
      | ^^^^^^^^^^^^^^^^^
      |
      = help: below a heading stands one with one `#` more at most

    warning[heading-level]: the heading is empty
     --> content/notes.md:8:1
      |
    8 | ##
      | ^^
      |
      = help: write its words, or remove it
    ");
}

#[test]
fn a_title_in_front_of_headings_of_the_first_level_is_no_skipped_level() {
    assert_eq!(report_on_prose("## One\n\n### Two\n\n#### Three\n\n## Four"), "");
}

#[test]
fn two_headings_that_set_one_id_are_both_shown() {
    assert_snapshot!(report_on_prose("## One {#x}\n\n## Two {#x}\n\n## Three {#fact-x}"), @r"
    warning[duplicate-anchor]: the id `x` is set by an earlier heading or tag
     --> content/notes.md:6:1
      |
    6 | ## Two {#x}
      | ^^^^^^^^^^^
      |
     ::: content/notes.md:4:1
      |
    4 | ## One {#x}
      | ----------- set here first

    warning[duplicate-anchor]: ids that start like `fact-x` are those of facts, notes and blocks
     --> content/notes.md:8:1
      |
    8 | ## Three {#fact-x}
      | ^^^^^^^^^^^^^^^^^^
      |
      = help: set another one; here it is `section-fact-x`
    ");
}

#[test]
fn a_heading_cannot_take_the_id_of_a_fact_or_event() {
    let page = "---\ntitle: Notes\nfacts:\n  - {metric: height, value: 9, as-of: 1844, source: survey-1900}\n\
                events:\n  - {date: 1844, text: Lit}\n---\n\
                ## Height {#height.1844.survey-1900}\n\n## Lit {#event.1844}\n\n\
                [a](#height.1844.survey-1900) [b](#event.1844)\n";
    assert_snapshot!(super::report_on("content/notes.md", page), @"
    warning[duplicate-anchor]: the id `height.1844.survey-1900` is that of a fact or event of the page
     --> content/notes.md:8:1
      |
    8 | ## Height {#height.1844.survey-1900}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: content/notes.md:4:6
      |
    4 |   - {metric: height, value: 9, as-of: 1844, source: survey-1900}
      |      ------ which has it from what it says
      |
      = help: set another one

    warning[duplicate-anchor]: the id `event.1844` is that of a fact or event of the page
      --> content/notes.md:10:1
       |
    10 | ## Lit {#event.1844}
       | ^^^^^^^^^^^^^^^^^^^^
       |
      ::: content/notes.md:6:6
       |
     6 |   - {date: 1844, text: Lit}
       |      ---- which has it from what it says
       |
       = help: set another one
    ");
}

#[test]
fn facts_and_events_that_say_the_same_are_told_apart_by_numbers() {
    let page = "---\ntitle: Notes\nfacts:\n\
                  - {metric: height, value: 9, as-of: 1844, source: survey-1900}\n\
                  - {metric: height, value: 8, as-of: 1844, source: survey-1900}\n\
                  - {metric: height, value: 7, as-of: 1844, source: survey-1900, note: without the lamp}\n\
                events:\n  - {date: 1844, text: Lit, source: survey-1900}\n  - {date: 1844, text: lit, source: survey-1900}\n---\n\
                [a](#height.1844.survey-1900.2) [b](#height.1844.survey-1900.without-the-lamp)\n\
                [c](#event.1844.lit.2)\n";
    assert_snapshot!(super::report_on("content/notes.md", page), @"
    warning[repeated-fact-id]: two facts would have the id `height.1844.survey-1900`
     --> content/notes.md:5:4
      |
    5 | - {metric: height, value: 8, as-of: 1844, source: survey-1900}
      |    ^^^^^^
      |
     ::: content/notes.md:4:4
      |
    4 | - {metric: height, value: 9, as-of: 1844, source: survey-1900}
      |    ------ the first of them
      |
      = help: if they are one figure, remove one; if not, say in the `note` of each what it counts

    warning[repeated-fact-id]: two events would have the id `event.1844.lit`
     --> content/notes.md:9:6
      |
    9 |   - {date: 1844, text: lit, source: survey-1900}
      |      ^^^^
      |
     ::: content/notes.md:8:6
      |
    8 |   - {date: 1844, text: Lit, source: survey-1900}
      |      ---- the first of them
      |
      = help: if they are one, remove one; if not, begin their texts with other words
    ");
}

#[test]
fn an_id_that_is_set_is_kept_and_numbers_go_around_it() {
    assert_eq!(
        report_on_prose("## Setup\n\n## Setup\n\n## Other {#setup-1}\n\n[a](#setup-1) [b](#setup-2)"),
        ""
    );
}

#[test]
fn words_in_the_braces_of_a_heading_that_mean_nothing_are_named() {
    assert_snapshot!(report_on_prose("## One {#x .wide data-a=b}"), @"
    warning[unknown-setting]: `.wide` behind a heading has no meaning
     --> content/notes.md:4:12
      |
    4 | ## One {#x .wide data-a=b}
      |            ^^^^^
      |
      = help: only an id can stand there: `{#short-id}`

    warning[unknown-setting]: `data-a=b` behind a heading has no meaning
     --> content/notes.md:4:18
      |
    4 | ## One {#x .wide data-a=b}
      |                  ^^^^^^^^
      |
      = help: only an id can stand there: `{#short-id}`
    ");
}

#[test]
fn a_row_with_other_cells_than_the_head_is_named() {
    let table = "| command | what | since |\n|---|---|---|\n| `a|b` | joins | 2019 |\n| `c\\|d` | counts | 2020 |\n| `e` | drops |";
    assert_snapshot!(report_on_prose(table), @r"
    warning[broken-table]: the row has 4 cells and the head 3, so its end is lost
     --> content/notes.md:6:1
      |
    6 | | `a|b` | joins | 2019 |
      | ^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `\|` for a `|` that ends no cell

    warning[broken-table]: the row has 2 cells and the head 3
     --> content/notes.md:8:1
      |
    8 | | `e` | drops |
      | ^^^^^^^^^^^^^^^
      |
      = help: write `| |` for an empty cell
    ");
}

#[test]
fn a_table_without_its_rule_is_named() {
    assert_snapshot!(report_on_prose("| lamp | price |\n| red | 3 |\n\n> | a | b |\n> |---|\n> | 1 | 2 |"), @"
    warning[broken-table]: this table is printed as it stands: no line below its head fits it
     --> content/notes.md:4:1
      |
    4 | | lamp | price |
      | ^^^^^^^^^^^^^^^^
      |
      = help: below the head stands `|---|---|`

    warning[broken-table]: this table is printed as it stands: no line below its head fits it
     --> content/notes.md:7:3
      |
    7 | > | a | b |
      |   ^^^^^^^^^
      |
      = help: below the head stands `|---|---|`
    ");
}

#[test]
fn links_that_are_none_are_named_with_what_to_write() {
    let text = "See [the prices](price list.md), ![a lamp](lamp one.png), [the survey][survey], [home](<index.md) and \
                [the law](https://example.org/law of lamps), [b][] and [c](index.md";
    assert_snapshot!(report_on_prose(text), @r"
    error[link-syntax]: this is no link and is printed as it stands
     --> content/notes.md:4:5
      |
    4 | See [the prices](price list.md), ![a lamp](lamp one.png), [the survey][survey], [home](<index.md) and [the law](https://example.org/l...
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `](<price list.md>)` or `](price%20list.md)`; for plain brackets, `\[`

    error[link-syntax]: this is no link and is printed as it stands
     --> content/notes.md:4:35
      |
    4 | See [the prices](price list.md), ![a lamp](lamp one.png), [the survey][survey], [home](<index.md) and [the law](https://example.org/l...
      |                                   ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `](<lamp one.png>)` or `](lamp%20one.png)`; for plain brackets, `\[`

    error[link-syntax]: this is no link and is printed as it stands: nothing says where it leads
     --> content/notes.md:4:59
      |
    4 | See [the prices](price list.md), ![a lamp](lamp one.png), [the survey][survey], [home](<index.md) and [the law](https://example.org/l...
      |                                                           ^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `[survey]: address` on a line of its own; for plain brackets, `\[`

    error[link-syntax]: this is no link and is printed as it stands
     --> content/notes.md:4:81
      |
    4 | See [the prices](price list.md), ![a lamp](lamp one.png), [the survey][survey], [home](<index.md) and [the law](https://example.org/l...
      |                                                                                 ^^^^^^^^^^^^^^^^^
      |
      = help: write `](<index.md>)`; for plain brackets, `\[`

    error[link-syntax]: this is no link and is printed as it stands
     --> content/notes.md:4:103
      |
    4 | ...the survey][survey], [home](<index.md) and [the law](https://example.org/law of lamps), [b][] and [c](index.md
      |                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `](https://example.org/law%20of%20lamps)`; for plain brackets, `\[`

    error[link-syntax]: this is no link and is printed as it stands: nothing says where it leads
     --> content/notes.md:4:148
      |
    4 | ...](<index.md) and [the law](https://example.org/law of lamps), [b][] and [c](index.md
      |                                                                  ^^^^^
      |
      = help: write `[b]: address` on a line of its own; for plain brackets, `\[`

    error[link-syntax]: this is no link and is printed as it stands
     --> content/notes.md:4:158
      |
    4 | ...and [the law](https://example.org/law of lamps), [b][] and [c](index.md
      |                                                               ^^^^^^^^^^^^
      |
      = help: write `)` behind the address; for plain brackets, `\[`
    ");
}

#[test]
fn brackets_that_are_honest_are_no_links() {
    for text in [
        "He said [sic] that a[i](x or y) and m[i][j] and [1][2] are\\[x](y z) fine.",
        "`[a](b c)` and `[a][b]` and [ ] and [...] and [see below] (as said).",
        "    [a](b c.md)",
        "```text\n[a](b c.md)\n```",
        "\\[a](b c.md) and \\[a][b]",
        "|x| is |y|",
        "[a][b] and [c]\n\n[b]: index.md\n[c]: index.md",
    ] {
        assert_eq!(report_on_prose(text), "", "{text}");
    }
}

#[test]
fn an_alert_of_a_kind_there_is_not_gets_the_nearest() {
    assert_snapshot!(report_on_prose("> [!WARNNING]\n> Hot.\n\n> [!INFO] Cold\n\n> [!zzz]\n\n> [!see](notes.md)"), @"
    warning[unknown-alert]: `WARNNING` is no kind of alert, so the marker is printed as it stands
     --> content/notes.md:4:3
      |
    4 | > [!WARNNING]
      |   ^^^^^^^^^^^
      |
      = help: did you mean `[!WARNING]`?

    warning[unknown-alert]: `INFO` is no kind of alert, so the marker is printed as it stands
     --> content/notes.md:7:3
      |
    7 | > [!INFO] Cold
      |   ^^^^^^^
      |
      = help: did you mean `[!NOTE]`?

    warning[unknown-alert]: `zzz` is no kind of alert, so the marker is printed as it stands
     --> content/notes.md:9:3
      |
    9 | > [!zzz]
      |   ^^^^^^
      |
      = help: the kinds are `NOTE`, `TIP`, `IMPORTANT`, `WARNING` and `CAUTION`
    ");
}

#[test]
fn a_block_of_code_without_an_end_is_named() {
    assert_snapshot!(report_on_prose("Words.\n\n```rust\nfn f() {}\n\n## Lost"), @"
    warning[unclosed-fence]: this block of code has no end, so the rest of the page is in it
     --> content/notes.md:6:1
      |
    6 | ```rust
      | ^^^^^^^
      |
      = help: end it with a line that holds ``` and nothing else
    ");
    for text in [
        "```text\nx\n```",
        "~~~~text\n```\n~~~~~",
        "> ```text\n> x\n> ```",
        "- ```text\n  x\n  ```",
        "```text\n```\n\nx",
    ] {
        assert_eq!(report_on_prose(text), "", "{text}");
    }
}
