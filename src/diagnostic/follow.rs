//! Problems that follow from others: one cause gives one message.
//!
//! What could not be read of a file is missing elsewhere too: a figure that others print, a name, an anchor. Whoever
//! reports that something is missing says which file has to be read whole for that to be a problem of its own.

use std::collections::BTreeSet;

use super::{Code, Diagnostic, Severity, Span};
use crate::paths::{CONTENT, METRICS, SETTINGS, SourcePath};

/// What has to be free of errors for a problem to be one of its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The files of settings.
    Settings,
    /// A folder below `content/`, as far as it has to be there.
    Folder(SourcePath),
    /// The front matter of a page; the whole of a file that is no page.
    Head(SourcePath),
    /// The text of a page.
    Text(SourcePath),
    /// The front matter of every page.
    Heads,
    /// All that there is: any error spoils it that does not need it itself.
    Everything,
}

/// Where the texts of pages start, in bytes of their files; `None` for a file that is no page.
pub type TextStart<'a> = dyn Fn(&SourcePath) -> Option<usize> + 'a;

/// Takes out what follows from other errors. Whatever is taken out, an error that caused it stays: only those count
/// as causes that need nothing themselves, or no more than the frame, which only errors without needs can spoil.
pub(super) fn keep_causes(diagnostics: &mut Vec<Diagnostic>, text_start: &TextStart<'_>) {
    let mut spoilt = BTreeSet::new();
    spoil(diagnostics.iter().filter(|diagnostic| diagnostic.needs.is_empty()), text_start, &mut spoilt);
    let frame = spoilt.clone();
    let needs_the_frame = |diagnostic: &&Diagnostic| {
        let needs = &diagnostic.needs;
        needs.iter().all(Need::is_frame) && !needs.iter().any(|need| frame.contains(need))
    };
    spoil(diagnostics.iter().filter(needs_the_frame), text_start, &mut spoilt);
    spoilt.retain(|need| !need.is_frame() || frame.contains(need));
    diagnostics.retain(|diagnostic| !diagnostic.needs.iter().any(|need| spoilt.contains(need)));
    let needs_all = |diagnostic: &Diagnostic| diagnostic.needs.contains(&Need::Everything);
    if diagnostics.iter().any(|diagnostic| is_error(diagnostic) && !needs_all(diagnostic)) {
        diagnostics.retain(|diagnostic| !needs_all(diagnostic));
    }
}

/// Whether it is said of a name alone that there is nothing behind it: all that stands beside it could be read.
fn leads_nowhere(code: Code) -> bool {
    matches!(code, Code::UnknownName | Code::UnknownFigure)
}

/// Whether the site cannot be published right, whatever the levels are.
fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.code.default_severity() == Severity::Error
}

impl Need {
    /// Whether it is of the site rather than of one of its pages.
    fn is_frame(&self) -> bool {
        match self {
            Self::Settings | Self::Folder(_) => true,
            Self::Head(_) | Self::Text(_) | Self::Heads | Self::Everything => false,
        }
    }
}

fn spoil<'d>(
    causes: impl Iterator<Item = &'d Diagnostic>,
    text_start: &TextStart<'_>,
    spoilt: &mut BTreeSet<Need>,
) {
    let errors = causes.filter(|cause| is_error(cause) && !leads_nowhere(cause.code));
    for (code, Span { path, range }) in errors.filter_map(|error| Some((error.code, error.span.as_ref()?))) {
        let has_no_head = matches!(code, Code::NotUtf8 | Code::MissingFrontMatter);
        if [SETTINGS, METRICS].contains(&path.as_str()) {
            spoilt.insert(Need::Settings);
        } else if code == Code::MissingFolder {
            spoilt.extend([Need::Folder(path.clone()), Need::Heads]);
        } else if !has_no_head && text_start(path).is_some_and(|start| range.start >= start) {
            spoilt.insert(Need::Text(path.clone()));
        } else {
            spoilt.insert(Need::Head(path.clone()));
            spoilt.extend((path.part() == CONTENT).then_some(Need::Heads));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(path: &str, at: usize, needs: &[Need]) -> Diagnostic {
        let span = Span::new(&SourcePath::new(path), at..at);
        let diagnostic = Diagnostic::new(Code::BadValue, span, path);
        needs.iter().cloned().fold(diagnostic, Diagnostic::needing)
    }

    fn kept(mut diagnostics: Vec<Diagnostic>) -> Vec<String> {
        keep_causes(&mut diagnostics, &|path| path.is_markdown().then_some(10));
        diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()
    }

    #[test]
    fn what_follows_from_an_error_in_front_matter_is_taken_out() {
        let head = Need::Head(SourcePath::new("content/a.md"));
        let follower = || problem("content/b.md", 20, std::slice::from_ref(&head));
        assert_eq!(kept(vec![problem("content/a.md", 0, &[]), follower()]), ["content/a.md"]);
        assert_eq!(
            kept(vec![problem("content/a.md", 20, &[]), follower()]),
            ["content/a.md", "content/b.md"]
        );
        assert_eq!(kept(vec![follower()]), ["content/b.md"]);
    }

    #[test]
    fn any_error_silences_what_needs_everything() {
        let unreachable = || Diagnostic::new(Code::UnreachablePage, None, "lost").needing(Need::Everything);
        let head = || problem("content/b.md", 0, &[Need::Head(SourcePath::new("content/a.md"))]);
        assert_eq!(kept(vec![unreachable()]), ["lost"]);
        assert_eq!(kept(vec![unreachable(), head()]), ["content/b.md"]);
        assert_eq!(kept(vec![unreachable(), Diagnostic::new(Code::TypedFigure, None, "typed")]).len(), 2);
    }

    #[test]
    fn errors_that_need_each_other_do_not_silence_each_other() {
        let need = |path: &str| [Need::Head(SourcePath::new(path))];
        assert_eq!(
            kept(vec![
                problem("content/a.md", 0, &need("content/b.md")),
                problem("content/b.md", 0, &need("content/a.md"))
            ])
            .len(),
            2
        );
        assert_eq!(kept(vec![problem("book.toml", 0, &[Need::Settings])]).len(), 1);
    }

    #[test]
    fn settings_that_cannot_be_read_silence_what_follows_from_what_follows() {
        let metric = || problem("content/a.md", 0, &[Need::Settings]);
        let figure = || problem("content/b.md", 20, &[Need::Head(SourcePath::new("content/a.md"))]);
        assert_eq!(kept(vec![metric(), figure()]), ["content/a.md"]);
        assert_eq!(kept(vec![problem("book.toml", 0, &[]), metric()]), ["book.toml"]);
    }
}
