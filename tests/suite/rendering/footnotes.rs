//! Footnotes: labels in any case, notes in notes, and that none of their text is lost in silence.

use insta::assert_snapshot;

use super::{prose, with_page};

/// The texts of the notes in their order, without links back, and the numbers in the text.
fn notes(markdown: &str) -> (Vec<String>, Vec<String>) {
    let html = with_page(markdown).build().clean().main("/a/").to_owned();
    let texts = html.split("<li id=\"fn-").skip(1).map(|item| {
        let text = item.split_once('>').unwrap().1.split(" <a class=\"footnote-back\"").next().unwrap();
        text.replace("<p>", "").replace("</p>", "").trim().to_owned()
    });
    let numbers = html.split("aria-label=\"Footnote ").skip(1);
    let numbers = numbers.map(|rest| rest.split('"').next().unwrap().to_owned());
    (texts.collect(), numbers.collect())
}

#[test]
fn labels_match_whatever_their_case_in_any_script() {
    for (cited, defined) in
        [("Cost", "cost"), ("ÄB", "äb"), ("straße", "STRASSE"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("a  b", "A b")]
    {
        for markdown in [
            format!("Less[^{cited}].\n\n[^{defined}]: By a third."),
            format!("[^{defined}]: By a third.\n\nLess[^{cited}]."),
        ] {
            let (texts, numbers) = notes(&markdown);
            assert_eq!(
                (texts, numbers),
                (vec!["By a third.".to_owned()], vec!["1".to_owned()]),
                "{markdown}"
            );
        }
    }
}

#[test]
fn notes_that_notes_refer_to_follow_those_of_the_text() {
    let (texts, numbers) = notes("[^a]: See[^b].\n\n[^b]: Deep.\n\n[^c]: Plain.\n\nOne[^a] and two[^c].");
    assert!(texts[0].starts_with("See<sup"), "{texts:?}");
    assert_eq!(texts[1..], ["Plain.", "Deep."]);
    assert_eq!(numbers, ["1", "2", "3"].map(str::to_owned).to_vec());
}

#[test]
fn a_note_written_inside_another_takes_nothing_of_the_page_with_it() {
    let html = prose("Before[^a].\n\n[^a]: Outer[^b].\n\n    [^b]: Inner.\n\nAfter.");
    for words in ["Before", "Outer", "Inner.", "After."] {
        assert!(html.contains(words), "{words} is missing:\n{html}");
    }
}

#[test]
fn a_note_that_refers_to_itself_ends() {
    let html = prose("Round[^a].\n\n[^a]: And round[^a].");
    assert_eq!(html.matches("href=\"#fn-1\"").count(), 2, "{html}");
    assert_eq!(html.matches("footnote-back").count(), 2, "{html}");
}

#[test]
fn references_stand_in_headings_tables_lists_and_quotations() {
    let markdown = "## Head[^a]\n\n| x[^b] |\n|---|\n| y[^c] |\n\n- item[^d]\n\n> said[^e]\n>\n> [^e]: E.\n\n\
                    [^a]: A.\n[^b]: B.\n[^c]: C.\n[^d]: D.";
    let (texts, numbers) = notes(markdown);
    assert_eq!(texts, ["A.", "B.", "C.", "D.", "E."]);
    assert_eq!(numbers.len(), 5);
}

#[test]
fn a_reference_in_a_note_that_is_not_shown_is_not_led_back_to() {
    let html = prose("One[^a].\n\n[^a]: A.\n\n[^unused]: See[^a].");
    assert_eq!(html.matches("footnote-back").count(), 1, "{html}");
}

#[test]
fn brackets_in_code_and_behind_a_backslash_are_no_reference() {
    let build = with_page("`[^a]` and \\[^b] and [^]\n\n    [^c]\n\n```text\n[^d]\n```").build().clean();
    assert!(build.main("/a/").contains("<code>[^a]</code> and [^b] and [^]"), "{}", build.main("/a/"));
}

#[test]
fn a_second_text_of_a_label_does_not_replace_the_first() {
    assert_snapshot!(prose("One[^a].\n\n[^a]: First.\n\n[^A]: Second."), @r##"
    <p>One<sup class="footnote-ref"><a id="fnref-1" href="#fn-1" aria-label="Footnote 1">1</a></sup>.</p>
    <section class="footnotes" aria-label="Footnotes"><ol>
    <li id="fn-1">
    <p>First.</p>
     <a class="footnote-back" href="#fnref-1" aria-label="Back to the text">↩</a></li>
    </ol></section>
    "##);
}
