//! What holds for types and functions: names that stand for one thing, enums whose variants are all named, and
//! parameters that are what they seem.

use std::collections::BTreeMap;

use super::{SourceText, expect_none, modules_without_tests};

/// The enums that a feature adds a variant to. A `match` that decides something by them names every variant, so
/// that the compiler leads to all places which the new one concerns.
const OPEN_ENDED: [&str; 9] =
    ["Kind", "Role", "Tier", "BlockKind", "ChartForm", "Property", "Target", "SpecialPage", "Licensing"];

/// The name of the type that a line declares for other modules to use.
fn declared(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let visible = line.strip_prefix("pub ").or_else(|| line.strip_prefix("pub(crate) "))?;
    let mut words = visible.split(|c: char| !c.is_alphanumeric() && c != '_');
    let is_type = ["struct", "enum", "trait", "type"].contains(&words.next()?);
    words.next().filter(|_| is_type)
}

/// Names that several modules declare.
fn twice(files: &[SourceText]) -> Vec<String> {
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for SourceText { path, text } in files {
        for (line, number) in text.lines().zip(1..) {
            if let Some(name) = declared(line) {
                places.entry(name).or_default().push(format!("{path}:{number}"));
            }
        }
    }
    let several = places.into_iter().filter(|(_, places)| places.len() > 1);
    several.map(|(name, places)| format!("`{name}` is declared by {}", places.join(" and "))).collect()
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The line of each `_ =>` that stands beside arms for variants of an enum that may grow.
fn wildcards(text: &str) -> Vec<usize> {
    let lines: Vec<_> = text.lines().collect();
    let names_variant = |line: &str| {
        let line = line.trim_start().trim_start_matches("| ");
        OPEN_ENDED.iter().any(|name| line.strip_prefix(name).is_some_and(|rest| rest.starts_with("::")))
    };
    let is_bare = |at: &usize| {
        let indent = indentation(lines[*at]);
        let before = lines[..*at].iter().rev().take_while(|line| indentation(line) >= indent);
        let mut arms = before.filter(|line| indentation(line) == indent);
        lines[*at].trim_start().starts_with("_ =>") && arms.any(|line| names_variant(line))
    };
    (0..lines.len()).filter(is_bare).map(|at| at + 1).collect()
}

/// The line of each function that takes values of different kinds as one tuple.
fn bundles(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("fn ") {
        let signature = text[at..].split(['{', ';']).next().unwrap_or_default();
        let mut tuples = signature.split(": (").skip(1).filter_map(|rest| rest.split(')').next());
        if tuples.any(|tuple| tuple.contains('&')) {
            found.push(text[..at].matches('\n').count() + 1);
        }
    }
    found
}

#[test]
fn a_name_stands_for_one_type() {
    expect_none(&twice(&modules_without_tests()));
}

#[test]
fn a_match_names_every_variant_of_an_enum_that_may_grow() {
    let problem = |SourceText { path, text }: SourceText| {
        let lines = wildcards(&text).into_iter();
        lines.map(move |line| format!("{path}:{line}: `_` hides variants; name them")).collect::<Vec<_>>()
    };
    expect_none(&modules_without_tests().into_iter().flat_map(problem).collect::<Vec<_>>());
}

#[test]
fn parameters_are_not_bundled_into_tuples() {
    let problem = |SourceText { path, text }: SourceText| {
        let lines = bundles(&text).into_iter();
        lines
            .map(move |line| format!("{path}:{line}: a tuple of parameters; take them apart"))
            .collect::<Vec<_>>()
    };
    expect_none(&modules_without_tests().into_iter().flat_map(problem).collect::<Vec<_>>());
}

#[test]
fn what_breaks_these_rules_is_found() {
    let file = |path: &str, text: &str| SourceText { path: path.to_owned(), text: text.to_owned() };
    let files =
        [file("a.rs", "pub struct Lamp(u8);\n"), file("b.rs", "\npub(crate) enum Lamp {}\nenum Wick {}\n")];
    assert_eq!(twice(&files), ["`Lamp` is declared by a.rs:1 and b.rs:2"]);
    let arms = "match kind {\n    Kind::Chapter => 1,\n    _ => 2,\n}\nmatch word {\n    \"a\" => 1,\n    _ => 2,\n}\n";
    assert_eq!(wildcards(arms), [3]);
    assert_eq!(bundles("fn one(at: (f64, f64)) {}\nfn two((a, b): (&str, u8)) {}\n"), [2]);
}
