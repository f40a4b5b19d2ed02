//! Remarks and places in sources: who says so has to be named.

use insta::assert_snapshot;

use super::report_on;

/// The report on a page with this line of front matter.
fn report_on_line(line: &str) -> String {
    report_on("content/a.md", format!("---\ntitle: A\n{line}\n---\n"))
}

#[test]
fn a_source_of_a_remark_that_is_not_there_is_underlined() {
    assert_snapshot!(report_on_line("doubts: [{text: It is not so, source: survey-1901}]"), @r"
    error[unknown-source]: no source has the slug `survey-1901`
     --> content/a.md:3:39
      |
    3 | doubts: [{text: It is not so, source: survey-1901}]
      |                                       ^^^^^^^^^^^
      |
      = help: did you mean `survey-1900`?
    ");
}

#[test]
fn a_place_in_no_source_is_underlined() {
    assert_snapshot!(report_on_line("doubts: [{text: It is not so, at: p. 12}]"), @r"
    error[missing-key]: `at` says where in a source it stands, and there is none
     --> content/a.md:3:35
      |
    3 | doubts: [{text: It is not so, at: p. 12}]
      |                                   ^^^^^
      |
      = help: add `source:` or `link:`
    ");
    assert_snapshot!(report_on_line("events: [{date: 1900, text: Lit, at: p. 12}]"), @r"
    error[missing-key]: `at` says where in a source it stands, and there is none
     --> content/a.md:3:38
      |
    3 | events: [{date: 1900, text: Lit, at: p. 12}]
      |                                      ^^^^^
      |
      = help: add `source:` with the slug of a page in `content/sources/`
    ");
}

#[test]
fn a_place_in_a_source_that_is_no_text_is_not_reported_as_well() {
    for line in [
        "doubts: [{text: It is not so, source: [survey-1900], at: p. 12}]",
        "events: [{date: 1900, text: Lit, source: [survey-1900], at: p. 12}]",
    ] {
        let report = report_on_line(line);
        assert!(report.contains("`source` takes a text, not a list"), "{report}");
        assert_eq!(report.matches("error[").count(), 1, "{report}");
    }
}

#[test]
fn a_date_on_which_nothing_was_read_is_underlined() {
    assert_snapshot!(report_on_line("doubts: [{text: It is not so, retrieved: 2026-11-26}]"), @r"
    error[missing-key]: `retrieved` says when an address was read, and there is none
     --> content/a.md:3:42
      |
    3 | doubts: [{text: It is not so, retrieved: 2026-11-26}]
      |                                          ^^^^^^^^^^
      |
      = help: add `link:`
    ");
    let misspelt = "doubts: [{text: It is not so, link: \"https://example.org/\", retrieved: 26.11.2026}]";
    assert_snapshot!(report_on_line(misspelt), @r#"
    error[bad-date]: `retrieved` is not a date: `26.11.2026`
     --> content/a.md:3:72
      |
    3 | doubts: [{text: It is not so, link: "https://example.org/", retrieved: 26.11.2026}]
      |                                                                        ^^^^^^^^^^
      |
      = help: write `2026-11-26`
    "#);
}

#[test]
fn an_address_of_a_remark_that_is_none_is_underlined_once() {
    let line = "doubts: [{text: It is not so, link: example.org/a, at: section 3, retrieved: 2026-11-26}]";
    assert_snapshot!(report_on_line(line), @r"
    error[bad-value]: `example.org/a` is not a web address
     --> content/a.md:3:37
      |
    3 | doubts: [{text: It is not so, link: example.org/a, at: section 3, retrieved: 2026-11-26}]
      |                                     ^^^^^^^^^^^^^
      |
      = help: write `https://example.org/a`
    ");
}

#[test]
fn a_remark_without_words_is_reported_at_its_first_key() {
    assert_snapshot!(report_on_line("doubts: [{source: survey-1900}]"), @r"
    error[missing-key]: the key `text` is missing
     --> content/a.md:3:11
      |
    3 | doubts: [{source: survey-1900}]
      |           ^^^^^^
      |
      = help: add `text: …`
    ");
}

#[test]
fn an_archived_copy_has_an_address_that_nobody_can_change_on_the_way() {
    let source = |line: &str| format!("---\ntitle: Survey of 1900\ndate: 1900\n{line}\n---\n");
    let report = |line: &str| report_on("content/sources/survey-1900.md", source(line));
    assert_snapshot!(report("archive: http://archive.example.org/survey"), @r"
    error[bad-value]: `archive` takes an address that starts with `https://`
     --> content/sources/survey-1900.md:4:10
      |
    4 | archive: http://archive.example.org/survey
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `https://archive.example.org/survey`
    ");
    assert_snapshot!(report("archive: archive.example.org/survey\nretrieved: yesterday"), @r"
    error[bad-value]: `archive.example.org/survey` is not a web address
     --> content/sources/survey-1900.md:4:10
      |
    4 | archive: archive.example.org/survey
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `https://archive.example.org/survey`

    error[bad-date]: `retrieved` is not a date: `yesterday`
     --> content/sources/survey-1900.md:5:12
      |
    5 | retrieved: yesterday
      |            ^^^^^^^^^
      |
      = help: write `2016`, `2016-04` or `2016-04-11`
    ");
    assert_eq!(report("archive: https://archive.example.org/survey\nretrieved: 2026-11-26"), "");
}

#[test]
fn a_remark_that_gives_a_number_of_its_own_and_no_source_is_underlined() {
    let facts =
        "facts:\n  - {metric: height, value: 1300000, as-of: 1844, source: survey-1900, doubt: \"VALUE\"}";
    let report = |words: &str| report_on_line(&facts.replace("VALUE", words));
    assert_snapshot!(report("The board measured 1,840 metres."), @r#"
    warning[remark-without-source]: the remark gives `1,840`, which stands nowhere else here, and no source
     --> content/a.md:4:79
      |
    4 |   - {metric: height, value: 1300000, as-of: 1844, source: survey-1900, doubt: "The board measured 1,840 metres."}
      |                                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `{text: …, source: …, at: …}` or `{text: …, link: …}`
    "#);
    for words in
        ["It is not so.", "Not 1.3 million, nor 1,300,000, in 1844.", "The survey of 1900 counts the rock."]
    {
        assert_eq!(report(words), "", "{words}");
    }
    for cited in [", source: survey-1900", ", link: \"https://example.org/\""] {
        let remark = format!("doubts: [{{text: \"It was 1,840.\"{cited}}}]");
        assert_eq!(report_on_line(&remark), "", "{cited}");
    }
}
