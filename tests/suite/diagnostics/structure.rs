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
    assert_snapshot!(report_on_prose("## One {#x}\n\n## Two {#x}\n\n## Three {#fact-x}"), @"
    warning[duplicate-anchor]: the id `x` is set by an earlier heading
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
      = help: set another one; the heading has `section-fact-x`
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
