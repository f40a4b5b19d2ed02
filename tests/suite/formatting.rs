//! `format`: what moves in front matter, what moves with it, and what stays.

use fieldbook::diagnostic::{Code, Diagnostic};
use fieldbook::files::FileContent;
use fieldbook::format;
use fieldbook::paths::SourcePath;
use fieldbook::source::SourceFile;

fn file(text: &str) -> SourceFile {
    let path = SourcePath::new("content/projects/mill.md");
    SourceFile { path, content: FileContent::Text(text.into()) }
}

/// What becomes of a page. It must be one that can be put in order, and be so from then on.
#[track_caller]
fn formatted(text: &str) -> String {
    let once = format_once(text);
    assert_eq!(format_once(&once), once, "a second run changes it again");
    once
}

#[track_caller]
fn format_once(text: &str) -> String {
    let plan = format::plan([&file(text)]);
    assert!(plan.problems.is_empty(), "{plan:?}");
    let after = plan.revisions.first().map(|revision| revision.after.clone().unwrap());
    assert_eq!(plan.in_order, usize::from(after.is_none()));
    after.map_or_else(|| text.to_owned(), |bytes| String::from_utf8(bytes).unwrap())
}

/// Why a page is left alone, and the words where that stands.
#[track_caller]
fn left_alone(text: &str) -> (Diagnostic, &str) {
    let plan = format::plan([&file(text)]);
    assert!(plan.revisions.is_empty() && plan.problems.len() == 1 && plan.in_order == 0, "{plan:?}");
    let problem = plan.problems.into_iter().next().unwrap();
    assert_eq!(problem.code, Code::UnsortableKeys, "{problem:?}");
    let range = problem.span.clone().unwrap().range;
    (problem, &text[range])
}

#[test]
fn keys_stand_in_the_order_in_which_they_are_told_of() {
    let text = "---\nfacts:\n  - {metric: turns, value: 1.10}\n  - metric: cost\n    value: 010\ntags: [b, a]\nmade-up: 1\ntitle: Mill\nextra:\n  z: 1\n  a: 2\n---\ntags: no key\n";
    assert_eq!(
        formatted(text),
        "---\ntitle: Mill\ntags: [b, a]\nfacts:\n  - {metric: turns, value: 1.10}\n  - metric: cost\n    value: 010\nextra:\n  z: 1\n  a: 2\nmade-up: 1\n---\ntags: no key\n"
    );
}

#[test]
fn keys_in_quotes_are_spelt_without_them() {
    let text = "---\n'title' : 'Mill'\n\"tags\": [\"a\"]\n\"other key\": 1\n---\n";
    assert_eq!(formatted(text), "---\ntitle: 'Mill'\ntags: [\"a\"]\n\"other key\": 1\n---\n");
}

#[test]
fn comments_go_with_the_key_below_them_and_stay_behind_that_beside_them() {
    let text = "---\n# whom it belongs to\ncompanies: [acme] # two more are gone\n# the name on the door\n#   since 1912\ntitle: Mill # no other\ntags:\n  - a\n  # - b\n# - c\nsummary: Words\n---\n";
    assert_eq!(
        formatted(text),
        "---\n# the name on the door\n#   since 1912\ntitle: Mill # no other\nsummary: Words\ntags:\n  - a\n  # - b\n# - c\n# whom it belongs to\ncompanies: [acme] # two more are gone\n---\n"
    );
}

#[test]
fn a_list_that_is_commented_out_as_a_whole_stays_with_its_key() {
    for nothing in ["", " # none", " ~"] {
        let text = format!("---\ntags:{nothing}\n# - old\n#- older\ntitle: Mill\n---\n");
        assert_eq!(formatted(&text), format!("---\ntitle: Mill\ntags:{nothing}\n# - old\n#- older\n---\n"));
    }
}

#[test]
fn comments_above_all_keys_and_below_all_keys_stay_there() {
    let text =
        "---\n# yaml-language-server: $schema=mill.json\n\ntags: [a]\ntitle: Mill\n\n# That is all.\n---\n";
    assert_eq!(
        formatted(text),
        "---\n# yaml-language-server: $schema=mill.json\n\ntitle: Mill\ntags: [a]\n\n# That is all.\n---\n"
    );
}

#[test]
fn keys_that_are_commented_out_have_a_place_too() {
    let text = "---\ntitle: Mill\n\n# Under 160 characters\n#summary: Words\n\n# Subjects\n#tags: [a]\n\ndomain: mills\naliases: [Old Mill]\n---\n";
    assert_eq!(
        formatted(text),
        "---\ntitle: Mill\n\n# Under 160 characters\n#summary: Words\n\naliases: [Old Mill]\n\ndomain: mills\n\n# Subjects\n#tags: [a]\n---\n"
    );
}

#[test]
fn blank_lines_stay_between_keys() {
    let text = "---\ntags: [a]\n\n\ntitle: Mill\n\nsummary: Words\n---\n";
    assert_eq!(formatted(text), "---\ntitle: Mill\n\nsummary: Words\n\n\ntags: [a]\n---\n");
}

#[test]
fn values_of_several_lines_stay_byte_for_byte() {
    let text = "---\nsummary: >-\n  # no comment\n\n  title: no key\n\ndoubts:\n- \"one\n\n  # still one\"\n- |2-\n   two\ntags: [a,\n\n  b # b\n  ]\ntitle: Mill\n  of the Valley\n---\n";
    assert_eq!(
        formatted(text),
        "---\ntitle: Mill\n  of the Valley\nsummary: >-\n  # no comment\n\n  title: no key\ntags: [a,\n\n  b # b\n  ]\n\ndoubts:\n- \"one\n\n  # still one\"\n- |2-\n   two\n---\n"
    );
}

#[test]
fn ends_of_lines_a_byte_order_mark_and_the_text_below_stay() {
    let text = "\u{feff}\r\n---\r\n# of the year\r\ntags: [a]\r\ntitle: Mill\r\n--- \r\n\r\nWords.  \r\n\n---\ntitle: b\n---\n";
    assert_eq!(
        formatted(text),
        "\u{feff}\r\n---\r\ntitle: Mill\r\n# of the year\r\ntags: [a]\r\n--- \r\n\r\nWords.  \r\n\n---\ntitle: b\n---\n"
    );
}

#[test]
fn what_is_in_order_stays_as_it_is() {
    for text in ["---\n---\n", "---\n\n---\nWords.", "---\n\n# a\n\n\ntitle:   Mill\n\n# b\n\n---\n"] {
        assert_eq!(formatted(text), text);
    }
}

#[test]
fn files_that_cannot_be_read_are_told_with_what_is_wrong() {
    let cases = [
        ("---\ntags: [a\ntitle: Mill\n---\n", "bad-yaml"),
        ("---\ntags: [a]\ntitle: C #1 guide\n---\n", "bad-yaml"),
        ("---\ntags: [a]\ntags: [b]\ntitle: Mill\n---\n", "duplicate-key"),
        ("Words.\n", "missing-front-matter"),
        ("---\ntags: [a]\ntitle: Mill\n", "unclosed-front-matter"),
        ("---\ntags: [a]\ntitle: Mi\u{0}ll\n---\n", "forbidden-character"),
        ("---\ntags: [a]\ntitle: Mill\n---\nWo\u{0}rds.\n", "forbidden-character"),
    ];
    for (text, code) in cases {
        let plan = format::plan([&file(text)]);
        let codes: Vec<_> = plan.problems.iter().map(|problem| problem.code.name()).collect();
        assert_eq!(codes, [code], "{text:?}");
        assert!(plan.revisions.is_empty() && plan.in_order == 0, "{text:?}");
    }
}

#[test]
fn other_mistakes_do_not_keep_keys_from_their_order() {
    for block in ["```chart\n: [\n```\n", "```chart\ntitle: One\ntitle: Two\n```\n"] {
        let text = format!("---\ntags: 7\ntitel: Mill\nsummary: [a]\n---\n{block}");
        assert_eq!(formatted(&text), format!("---\nsummary: [a]\ntags: 7\ntitel: Mill\n---\n{block}"));
    }
}

#[test]
fn front_matter_in_braces_is_left_alone() {
    for text in [
        "---\n{tags: [a], title: Mill}\n---\n",
        "---\n{tags: [a], summary: Words}\n---\n",
        "---\n# a comment\n{tags: [a], title: Mill}\n---\n",
        "---\n!!map {tags: [a], title: Mill}\n---\n",
        "---\n&all {tags: [a], title: Mill}\n---\n",
    ] {
        let (problem, place) = left_alone(text);
        assert!(problem.message.contains("braces") && place == "{", "{text:?}: {problem:?} {place}");
    }
    assert_eq!(formatted("---\n{}\n---\n"), "---\n{}\n---\n");
}

#[test]
fn keys_that_are_written_in_some_other_way_are_left_alone() {
    for (text, marked) in [
        ("---\n? tags\n: [a]\ntitle: Mill\n---\n", "tags"),
        ("---\n!!str tags: [a]\ntitle: Mill\n---\n", "tags"),
        ("---\n!!map\ntags: [a]\ntitle: Mill\n---\n", "!!map"),
        ("---\n&all tags: [a]\ntitle: Mill\n---\n", "tags"),
    ] {
        let (problem, place) = left_alone(text);
        assert!(problem.message.starts_with("a key does not begin its line"), "{problem:?}");
        assert_eq!(place, marked, "{text:?}");
    }
}

#[test]
fn a_file_that_would_say_something_else_is_left_alone_and_told_why() {
    for (text, words, marked) in [
        (
            "---\ntags: &words [a]\naliases: *words\ntitle: Mill\n---\n",
            "this alias would stand above",
            "*words",
        ),
        ("---\ntags: [&a b]\nsummary: *a\ntitle: Mill\n---\n", "this alias would stand above", "*a"),
        (
            "---\ntags: [a]\n\naliases: [b]\nsummary: |+\n  Words\ntitle: Mill\n---\n",
            "other blank lines",
            "|+",
        ),
        (
            "---\ntags: [a]\n\nextra: {a: 1}\nevents:\n  - date: 2019\n    on: [a\u{3000}b]\n    text: |+\n      Words\ntitle: Mill\n---\n",
            "other blank lines",
            "|+",
        ),
        ("---\ntags: [a]\ntitle: Mill\n...\n---\n", "`...` ends what YAML reads", "..."),
    ] {
        let (problem, place) = left_alone(text);
        assert!(problem.message.contains(words), "{text:?}: {problem:?}");
        assert_eq!(place, marked, "{text:?}");
    }
}
