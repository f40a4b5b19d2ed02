//! Words that readers would not get: cut off, or printed as signs.

use std::iter::repeat_n;

use insta::assert_snapshot;

use super::{lighthouses, report_on, report_on_prose};

#[test]
fn a_text_that_a_comment_cuts_is_reported() {
    let page = "---\ntitle: Lights of class #1\nsummary: #1 in height\ntags: [a]\nextra:\n  - Note #b\n---\n";
    assert_snapshot!(report_on("content/a.md", page), @"
    error[bad-yaml]: the text ends before `#1`, which is a comment to YAML
     --> content/a.md:2:24
      |
    2 | title: Lights of class #1
      |                        ^^
      |
      = help: put the text in quotes; in a comment, write a blank behind `#`

    error[bad-yaml]: the text ends before `#1 in height`, which is a comment to YAML
     --> content/a.md:3:10
      |
    3 | summary: #1 in height
      |          ^^^^^^^^^^^^
      |
      = help: put the text in quotes; in a comment, write a blank behind `#`

    error[bad-yaml]: the text ends before `#b`, which is a comment to YAML
     --> content/a.md:6:10
      |
    6 |   - Note #b
      |          ^^
      |
      = help: put the text in quotes; in a comment, write a blank behind `#`
    ");
}

#[test]
fn comments_and_texts_in_quotes_are_not_cut() {
    let page = "---\ntitle: 'Class #1' #one\nsummary: C# and F#1 # a comment\ndraft: false #yes\n---\n";
    assert_eq!(report_on("content/a.md", page), "");
}

#[test]
fn yaml_of_any_depth_is_read_or_refused() {
    for (open, close) in [("{a: ", "}"), ("[", "]"), ("- ", "")] {
        for depth in [20, 23, 40, 60, 100, 5_000] {
            let nested: String = repeat_n(open, depth).chain(["x"]).chain(repeat_n(close, depth)).collect();
            let page = format!("---\ntitle: A\nextra:\n  a:\n    {nested}\n---\n");
            let build = lighthouses().with("content/a.md", page).build();
            let expected: &[&str] = if depth < 23 { &[] } else { &["bad-yaml"] };
            assert_eq!(build.codes(), expected, "{open}{depth}: {}", build.report());
        }
    }
}

#[test]
fn the_usual_mistakes_in_yaml_are_told_what_to_write() {
    for (title, help) in [
        ("@tower", "needs quotes"),
        ("`tower`", "needs quotes"),
        ("%tower", "needs quotes"),
        ("*tower*", "needs quotes"),
        ("[Draft] tower", "needs quotes"),
        ("> tower", "needs quotes"),
        ("- tower", "needs quotes"),
        ("{{ tower }}", "need quotes"),
        ("\"C:\\qux\"", "a backslash"),
        ("\"tower", "is not closed"),
    ] {
        let report = report_on("content/a.md", format!("---\ntitle: {title}\n---\n"));
        assert!(report.starts_with("error[bad-yaml]") && report.contains(help), "{title}: {report}");
    }
    let report = report_on("content/a.md", "---\ntitle: A\nlinks: {~: \"https://a.example\"}\n---\n");
    assert!(report.contains("need quotes") && !report.contains("Option"), "{report}");
}

#[test]
fn what_is_no_note_in_the_words_of_a_link_or_picture_is_reported() {
    for text in ["[the [^log]](index.md)", "![tower [^log]](/tower.png)"] {
        let build = lighthouses()
            .with("static/tower.png", "x")
            .with("content/notes.md", format!("---\ntitle: Notes\n---\n{text}\n"))
            .build();
        assert_eq!(build.codes(), ["unknown-note"], "{text}: {}", build.report());
    }
}

#[test]
fn what_is_no_picture_in_the_words_of_a_link_is_reported() {
    let report = report_on_prose("[![a tower](old tower.png)](index.md)");
    assert!(report.contains("error[link-syntax]") && report.contains("old%20tower.png"), "{report}");
}

#[test]
fn links_that_are_misspelt_in_other_ways_are_reported() {
    for (text, help) in [
        ("See [home] (index.md).", "`[home](index.md)`"),
        ("See (home)[index.md].", "`[home](index.md)`"),
        ("See [](index.md).", "between the brackets"),
        ("See <https://example.org/a tower>.", "`<https://example.org/a%20tower>`"),
        ("See [home].\n[home]: index.md", "a blank line before it"),
        ("See [home].\n\n[home]: my home.md", "`[home]: <my home.md>`"),
    ] {
        let report = report_on_prose(text);
        assert!(report.starts_with("error[link-syntax]") && report.contains(help), "{text}: {report}");
        assert_eq!(report.matches("error").count(), 1, "{text}: {report}");
    }
}

#[test]
fn brackets_that_are_no_links_are_left_alone() {
    for text in [
        "An array [i] (see below) and (a)[b] and f(x)[0].",
        "[Ed.]: the word is hers, and [sic] (so written).",
        "If a<https://example.org/ then b > c.",
        "[![a tower](/tower.png)](index.md) <a id=\"x\"></a>",
        "A `[^note]` in code, [in `[^code]`](index.md).",
    ] {
        let build = lighthouses()
            .with("static/tower.png", "x")
            .with("content/notes.md", format!("---\ntitle: Notes\n---\n{text}\n"))
            .build();
        assert_eq!(build.report(), "", "{text}");
    }
}

#[test]
fn markers_of_alerts_that_make_none_are_reported() {
    for text in [
        "> [! NOTE]\n> Words.",
        "> [!NOTE ]\n> Words.",
        "> [!note]+\n> Words.",
        "> Words.\n> [!TIP]\n> More.",
        "> [!NOTE]\n> Words.\n> [!TIP]\n> More.",
        "[!WARNING]\nWords.",
        "- [!WARNING] Words.",
    ] {
        let build =
            lighthouses().with("content/notes.md", format!("---\ntitle: Notes\n---\n{text}\n")).build();
        assert_eq!(build.codes(), ["unknown-alert"], "{text}: {}", build.report());
    }
    let fine = "> [!NOTE]\n> Words.\n>\n> > [!TIP]- Title\n> > [!a] `[!NOTE]`\n\nIs [!NOTE] one?";
    assert_eq!(report_on_prose(fine), "");
}

#[test]
fn a_word_behind_the_id_of_a_heading_is_reported() {
    let report = report_on_prose("## Height {#height tall}");
    assert!(report.contains("warning[unknown-setting]: `tall` behind"), "{report}");
}
