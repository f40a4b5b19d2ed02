//! What is wrong with footnotes.

use insta::assert_snapshot;

use super::report_on_prose;

#[test]
fn a_reference_without_a_text_gets_the_nearest_label() {
    assert_snapshot!(report_on_prose("Lamps cost less[^cots], as said[^cost].\n\n[^cost]: By a third."), @"
    error[unknown-note]: no footnote is called `cots`
     --> content/notes.md:4:16
      |
    4 | Lamps cost less[^cots], as said[^cost].
      |                ^^^^^^^
      |
      = help: did you mean `cost`?
    ");
}

#[test]
fn a_reference_to_nothing_is_told_how_a_note_is_written() {
    assert_snapshot!(report_on_prose("## Lamps[^1]\n\n| a |\n|---|\n| b[^2] |"), @r"
    error[unknown-note]: no footnote is called `1`
     --> content/notes.md:4:9
      |
    4 | ## Lamps[^1]
      |         ^^^^
      |
      = help: write its text as `[^1]: …` on a line of its own; for plain brackets, `\[^`

    error[unknown-note]: no footnote is called `2`
     --> content/notes.md:8:4
      |
    8 | | b[^2] |
      |    ^^^^
      |
      = help: write its text as `[^2]: …` on a line of its own; for plain brackets, `\[^`
    ");
}

#[test]
fn a_note_that_nothing_refers_to_is_named() {
    assert_snapshot!(report_on_prose("Words.\n\n[^Cost]: By a third."), @"
    warning[unused-note]: nothing refers to the footnote `Cost`, so it is not shown
     --> content/notes.md:6:1
      |
    6 | [^Cost]: By a third.
      | ^^^^^^^
      |
      = help: refer to it with `[^Cost]`, or remove it
    ");
}

#[test]
fn notes_that_refer_to_one_another_and_nowhere_else_are_named() {
    assert_snapshot!(report_on_prose("Words.\n\n[^a]: See[^b].\n\n[^b]: See[^a].\n\n[^c]: See[^c]."), @"
    warning[unused-note]: nothing refers to the footnote `a`, so it is not shown
     --> content/notes.md:6:1
      |
    6 | [^a]: See[^b].
      | ^^^^
      |
      = help: refer to it with `[^a]`, or remove it

    warning[unused-note]: nothing refers to the footnote `b`, so it is not shown
     --> content/notes.md:8:1
      |
    8 | [^b]: See[^a].
      | ^^^^
      |
      = help: refer to it with `[^b]`, or remove it

    warning[unused-note]: nothing refers to the footnote `c`, so it is not shown
      --> content/notes.md:10:1
       |
    10 | [^c]: See[^c].
       | ^^^^
       |
       = help: refer to it with `[^c]`, or remove it
    ");
}

#[test]
fn a_second_text_for_one_label_shows_the_first() {
    assert_snapshot!(report_on_prose("Words[^a].\n\n[^a]: First.\n\n[^A]: Second."), @"
    error[duplicate-note]: the footnote `A` has a text already
     --> content/notes.md:8:1
      |
    8 | [^A]: Second.
      | ^^^^
      |
     ::: content/notes.md:6:1
      |
    6 | [^a]: First.
      | ---- its first text
      |
      = help: give one of them another label
    ");
}

#[test]
fn a_note_without_words_is_named() {
    assert_snapshot!(report_on_prose("Words[^a].\n\n[^a]:\nNot indented."), @"
    warning[empty-note]: the footnote `a` has no text
     --> content/notes.md:6:1
      |
    6 | [^a]:
      | ^^^^
      |
      = help: write its text behind the colon; further lines are indented by four blanks
    ");
}
