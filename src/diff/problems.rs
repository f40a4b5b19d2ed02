//! What is wrong now and was not, and what no longer is.

use std::collections::BTreeMap;

use serde::Serialize;

use super::ChangeKind;
use crate::diagnostic::{Diagnostic, Severity, position};
use crate::pipeline::Build;

/// A problem that came or went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProblemChange {
    /// Whether it came or went.
    pub change: ChangeKind,
    /// Whether it keeps the site from being published.
    pub error: bool,
    /// Its code: `unknown-company`.
    pub code: &'static str,
    /// `content/projects/a.md:3:8`, in the state that has it; `None` for what concerns no single place.
    pub place: Option<String>,
    /// What is wrong.
    pub message: String,
}

/// What tells problems apart in two states of a file: lines move.
type Key<'a> = (Option<&'a str>, &'static str, &'a str);

/// What is wrong in one state and not in the other: errors first, then what came.
pub(super) fn compare(base: &Build, head: &Build) -> Vec<ProblemChange> {
    let came = missing(head, base).into_iter().map(|problem| change(ChangeKind::Added, problem, head));
    let went = missing(base, head).into_iter().map(|problem| change(ChangeKind::Gone, problem, base));
    let mut changes: Vec<_> = came.chain(went).collect();
    changes.sort_by_key(|problem| (problem.change, !problem.error));
    changes
}

/// The problems of a state that the other has not, or fewer times.
fn missing<'a>(state: &'a Build, other: &'a Build) -> Vec<&'a Diagnostic> {
    let mut known: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for problem in &other.diagnostics {
        *known.entry(key(problem)).or_default() += 1;
    }
    let is_new = |problem: &&'a Diagnostic| match known.get_mut(&key(problem)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        Some(_) | None => true,
    };
    state.diagnostics.iter().filter(is_new).collect()
}

fn key(problem: &Diagnostic) -> Key<'_> {
    let path = problem.span.as_ref().map(|span| span.path.as_str());
    (path, problem.code.name(), &problem.message)
}

fn change(change: ChangeKind, problem: &Diagnostic, state: &Build) -> ProblemChange {
    let place = position(problem, &state.texts);
    ProblemChange {
        change,
        error: problem.severity == Severity::Error,
        code: problem.code.name(),
        place: place.map(|(path, line, column)| format!("{path}:{line}:{column}")),
        message: problem.message.clone(),
    }
}
