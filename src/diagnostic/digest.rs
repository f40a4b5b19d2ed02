//! Many problems as few: those that are one thing said of many places become one message with a count, and of
//! those that are alike the first are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Diagnostic, Severity};

/// The most problems of one kind that are shown. An author mends the first few and looks again.
const MOST_OF_A_KIND: usize = 10;

/// The most problems with one theme that are shown one by one.
const MOST_OF_A_THEME: usize = 3;

/// How to see what a digest leaves out.
const HINT: &str = "`--all` shows every one of them";

/// The problems as people want to see them, in the same order, and at the end how many there are besides.
pub fn digest(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let themed = merge_themes(diagnostics);
    let mut counts: BTreeMap<(Code, Severity), usize> = BTreeMap::new();
    let mut left_out: BTreeMap<(Code, Severity), Vec<&Diagnostic>> = BTreeMap::new();
    let mut shown = Vec::new();
    for diagnostic in &themed {
        let kind = (diagnostic.code, diagnostic.severity);
        let count = counts.entry(kind).or_default();
        *count += 1;
        if *count > MOST_OF_A_KIND {
            left_out.entry(kind).or_default().push(diagnostic);
        } else {
            shown.push(diagnostic.clone());
        }
    }
    shown.extend(left_out.into_iter().map(|(kind, others)| more(kind, &others)));
    shown
}

/// The same with the first of each kind before all others, errors before warnings: who reads only ten sees ten
/// different ones.
pub fn causes_first(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut placed: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| {
            let count = counts.entry(diagnostic.code).or_default();
            *count += 1;
            (diagnostic.severity, *count, diagnostic)
        })
        .collect();
    placed.sort_by_key(|(severity, count, _)| (*severity, *count));
    placed.into_iter().map(|(.., diagnostic)| diagnostic.clone()).collect()
}

/// Puts one message in the place of the first of those that share a theme, if they are many.
fn merge_themes(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut themes: BTreeMap<(Severity, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        if let Some(theme) = &diagnostic.theme {
            themes.entry((diagnostic.severity, theme)).or_default().push(diagnostic);
        }
    }
    themes.retain(|_, members| members.len() > MOST_OF_A_THEME);
    let merged = |diagnostic: &Diagnostic| {
        let Some(theme) = &diagnostic.theme else { return Some(diagnostic.clone()) };
        match themes.get(&(diagnostic.severity, theme.as_str())) {
            None => Some(diagnostic.clone()),
            Some(members) if std::ptr::eq(members[0], diagnostic) => Some(one_for_all(theme, members)),
            Some(_) => None,
        }
    };
    diagnostics.iter().filter_map(merged).collect()
}

/// `486 companies that nothing mentions`, with the first of them.
fn one_for_all(theme: &str, members: &[&Diagnostic]) -> Diagnostic {
    let first = members[0].clone();
    let others = members[1..MOST_OF_A_THEME].iter().filter_map(|other| other.span.clone());
    let related = others.map(|span| (span, String::new())).collect();
    let message = format!("{} {theme}", members.len());
    Diagnostic { message, related, ..first }.help(HINT.to_owned())
}

/// How many problems of a kind are not shown.
fn more((code, severity): (Code, Severity), others: &[&Diagnostic]) -> Diagnostic {
    let files: BTreeSet<_> = others.iter().filter_map(|other| Some(&other.span.as_ref()?.path)).collect();
    let places = match files.len() {
        0 => String::new(),
        count => format!(" in {}", super::counted(count, "file", "files")),
    };
    let message = format!("{} more of this kind{places}", others.len());
    Diagnostic { severity, ..Diagnostic::new(code, None, message).help(HINT.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;
    use crate::paths::SourcePath;

    fn problem(code: Code, number: usize) -> Diagnostic {
        let path = SourcePath::new(&format!("{number:02}.md"));
        Diagnostic::new(code, Span::new(&path, 0..0), format!("problem {number}"))
    }

    fn messages(diagnostics: &[Diagnostic]) -> Vec<&str> {
        diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect()
    }

    #[test]
    fn of_many_of_a_kind_the_first_ten_are_shown_and_the_others_counted() {
        let many: Vec<_> = (0..25).map(|number| problem(Code::BrokenLink, number)).collect();
        let digest = digest(&many);
        assert_eq!(messages(&digest[9..]), ["problem 9", "15 more of this kind in 15 files"]);
        assert_eq!(digest[10].code, Code::BrokenLink);
    }

    #[test]
    fn what_shares_a_theme_is_said_once() {
        let themed =
            |number| Diagnostic { theme: Some("things".into()), ..problem(Code::OrphanEntity, number) };
        let many: Vec<_> = (0..25).map(themed).collect();
        assert_eq!(messages(&digest(&many)), ["25 things"]);
        assert_eq!(messages(&digest(&many[..3])), ["problem 0", "problem 1", "problem 2"]);
    }

    #[test]
    fn the_first_of_each_kind_comes_before_the_second_of_any() {
        let codes = [Code::OrphanEntity, Code::BrokenLink, Code::BrokenLink, Code::BadYaml, Code::BrokenLink];
        let problems: Vec<_> =
            codes.into_iter().enumerate().map(|(number, code)| problem(code, number)).collect();
        let first = causes_first(&problems);
        assert_eq!(messages(&first), ["problem 1", "problem 3", "problem 2", "problem 4", "problem 0"]);
    }
}
