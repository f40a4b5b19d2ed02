//! Diagnostics as text: for people in rustc's look, one a line for editors, JSON, and GitHub annotations.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::lines::LineIndex;
use super::{Diagnostic, Severity, Span, terminal};
use crate::paths::SourcePath;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the lines of the file and the words underlined.
    Human,
    /// `file:line:column: severity[code]: message`, for editors.
    Short,
    /// One JSON object a line.
    Json,
    /// Workflow commands that GitHub shows beside the line in a pull request.
    Github,
}

/// Where the text of a file comes from when a diagnostic shows it.
pub trait Sources {
    /// The text of a file; `None` if there is none.
    fn text(&self, path: &SourcePath) -> Option<Arc<str>>;
}

/// Writes diagnostics one after the other; `colour` concerns the human format only. What a terminal would obey is
/// written out, save in JSON, which is for programs.
pub fn render(diagnostics: &[Diagnostic], sources: &dyn Sources, format: Format, colour: bool) -> String {
    let mut out = String::new();
    let mut index = Index { sources, files: BTreeMap::new() };
    for diagnostic in diagnostics {
        match format {
            Format::Human => human(&mut out, diagnostic, &mut index, colour),
            Format::Short => short(&mut out, diagnostic, &mut index),
            Format::Json => json_line(&mut out, diagnostic, &mut index),
            Format::Github => github(&mut out, diagnostic, &mut index),
        }
    }
    out
}

/// The lines of the files that diagnostics point into, each file looked through once.
struct Index<'s> {
    sources: &'s dyn Sources,
    /// `None` for a file that is no text.
    files: BTreeMap<SourcePath, Option<LineIndex>>,
}

impl Index<'_> {
    fn lines(&mut self, path: &SourcePath) -> Option<&LineIndex> {
        let read = || self.sources.text(path).map(LineIndex::new);
        self.files.entry(path.clone()).or_insert_with(read).as_ref()
    }

    /// Line and column of a place, both counted from one, the column in characters.
    fn line_and_column(&mut self, span: &Span) -> (usize, usize) {
        self.lines(&span.path).map_or((1, 1), |lines| lines.position(lines.clamp(&span.range).start))
    }

    fn position<'d>(&mut self, diagnostic: &'d Diagnostic) -> Option<(&'d SourcePath, usize, usize)> {
        let span = diagnostic.span.as_ref()?;
        let (line, column) = self.line_and_column(span);
        Some((&span.path, line, column))
    }
}

/// One line that counts the problems: `2 errors, 1 warning`; `None` if there are none.
pub fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let errors = count(Severity::Error);
    let warnings = count(Severity::Warning);
    let errors = (errors > 0).then(|| counted(errors, "error", "errors"));
    let warnings = (warnings > 0).then(|| counted(warnings, "warning", "warnings"));
    let parts: Vec<_> = errors.into_iter().chain(warnings).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// `1 page`, `2 pages`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `A, B and C`.
pub fn enumerated(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

fn human(out: &mut String, diagnostic: &Diagnostic, index: &mut Index<'_>, colour: bool) {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(
        level.primary_title(terminal::one_line(&diagnostic.message)).id(diagnostic.code.name()),
    );
    for (span, label, kind) in places(diagnostic) {
        group = match index.lines(&span.path) {
            Some(lines) => shown(group, lines, span, label, kind),
            // A file that is no text, a picture perhaps, has a name only.
            None => group.element(Origin::path(terminal::one_line(span.path.as_str()))),
        };
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(terminal::visible(help)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    out.push_str(&renderer.decor_style(DecorStyle::Ascii).render(&[group]));
    out.push_str("\n\n");
}

/// Adds the lines of a place, its words underlined.
fn shown<'a>(
    group: Group<'a>,
    lines: &LineIndex,
    span: &'a Span,
    label: &'a str,
    kind: AnnotationKind,
) -> Group<'a> {
    let (path, range) = (terminal::one_line(span.path.as_str()), lines.clamp(&span.range));
    let Some(window) = window(lines, &range) else {
        let (line, column) = lines.position(range.start);
        return group.element(Origin::path(path).line(line).char_column(column));
    };
    let line_start = lines.line(window.start) + 1;
    // A picture is as wide as what it stands for, but has more bytes.
    let part = |range: Range<usize>| terminal::pictured(&lines.text[range]);
    let (before, inside) = (part(window.start..range.start), part(range.start..range.end.min(window.end)));
    let underlined = before.len()..before.len() + inside.len();
    let source = [before, inside, part(range.end.min(window.end)..window.end)].concat();
    let label = (!label.is_empty()).then(|| terminal::one_line(label));
    let snippet = Snippet::source(source).path(path).line_start(line_start);
    group.element(snippet.annotation(kind.span(underlined).label(label)))
}

/// The most bytes of a file that are shown for one place: what is printed must not grow with the length of a line.
const MOST_SHOWN: usize = 8 * 1024;

/// The lines to show for a place, or the first of them; `None` if that is too long as well.
fn window(lines: &LineIndex, range: &Range<usize>) -> Option<Range<usize>> {
    let at_end = range.start == lines.text.len() && lines.text.ends_with('\n');
    let first = lines.line(range.start - usize::from(at_end));
    let last = lines.line(range.end.saturating_sub(1)).max(first);
    let shown = [first..last + 1, first..first + 1].map(|shown| lines.bytes(shown));
    shown.into_iter().find(|shown| shown.len() <= MOST_SHOWN)
}

/// The places of a diagnostic, the main one first.
fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = (&Span, &str, AnnotationKind)> {
    let main = diagnostic.span.iter().map(|span| (span, diagnostic.label.as_str(), AnnotationKind::Primary));
    main.chain(diagnostic.related.iter().map(|(span, label)| (span, label.as_str(), AnnotationKind::Context)))
}

fn short(out: &mut String, diagnostic: &Diagnostic, index: &mut Index<'_>) {
    let Diagnostic { severity, code, message, .. } = diagnostic;
    let text = match index.position(diagnostic) {
        Some((path, line, column)) => format!("{path}:{line}:{column}: {severity}[{code}]: {message}"),
        None => format!("{severity}[{code}]: {message}"),
    };
    _ = writeln!(out, "{}", terminal::one_line(&text));
}

fn json_line(out: &mut String, diagnostic: &Diagnostic, index: &mut Index<'_>) {
    let place = index.position(diagnostic);
    let value = json!({
        "severity": diagnostic.severity.to_string(),
        "code": diagnostic.code.name(),
        "message": diagnostic.message,
        "label": diagnostic.label,
        "file": place.as_ref().map(|(path, ..)| path.as_str()),
        "line": place.as_ref().map(|(_, line, _)| line),
        "column": place.as_ref().map(|(.., column)| column),
        "range": diagnostic.span.as_ref().map(|span| [span.range.start, span.range.end]),
        "related": diagnostic.related.iter().map(|(span, label)| {
            let (line, column) = index.line_and_column(span);
            json!({ "file": span.path.as_str(), "line": line, "column": column, "label": label })
        }).collect::<Vec<_>>(),
        "help": diagnostic.help,
    });
    _ = writeln!(out, "{value}");
}

fn github(out: &mut String, diagnostic: &Diagnostic, index: &mut Index<'_>) {
    let Diagnostic { severity, code, .. } = diagnostic;
    let text = std::iter::once(&diagnostic.message).chain(&diagnostic.help).map(String::as_str);
    let text = escape_data(&text.collect::<Vec<_>>().join("\n"));
    let place = index.position(diagnostic).map(|(path, line, column)| {
        let path = escape_data(path.as_str()).replace(':', "%3A").replace(',', "%2C");
        format!("file={path},line={line},col={column},")
    });
    _ = writeln!(out, "::{severity} {}title={code}::{text}", place.unwrap_or_default());
}

/// GitHub's workflow commands end at a line break, and `%` starts an escape. The log they stand in is a terminal.
fn escape_data(text: &str) -> String {
    terminal::visible(&text.replace("\r\n", "\n")).replace('%', "%25").replace('\n', "%0A")
}

/// File, line and column of a diagnostic, both counted from one, the column in characters.
pub fn position<'d>(
    diagnostic: &'d Diagnostic,
    sources: &dyn Sources,
) -> Option<(&'d SourcePath, usize, usize)> {
    Index { sources, files: BTreeMap::new() }.position(diagnostic)
}
