//! Diagnostics as text: for people in rustc's look, one a line for editors, JSON, and GitHub annotations.

use std::fmt::Write as _;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::{Diagnostic, Severity, Span};
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

/// Writes diagnostics one after the other; `colour` concerns the human format only.
pub fn render(diagnostics: &[Diagnostic], sources: &dyn Sources, format: Format, colour: bool) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        match format {
            Format::Human => human(&mut out, diagnostic, sources, colour),
            Format::Short => short(&mut out, diagnostic, sources),
            Format::Json => json_line(&mut out, diagnostic, sources),
            Format::Github => github(&mut out, diagnostic, sources),
        }
    }
    out
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

fn human(out: &mut String, diagnostic: &Diagnostic, sources: &dyn Sources, colour: bool) {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
    let texts: Vec<_> = places(diagnostic).map(|(span, ..)| sources.text(&span.path)).collect();
    let mut group = Group::with_title(title);
    for ((span, label, kind), text) in places(diagnostic).zip(&texts) {
        let path = span.path.as_str();
        // A file that is no text, a picture perhaps, has a name only.
        let Some(text) = text else {
            group = group.element(Origin::path(path));
            continue;
        };
        let annotation = kind.span(clamp(text, span)).label((!label.is_empty()).then_some(label));
        group = group.element(Snippet::source(&**text).path(path).annotation(annotation));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    out.push_str(&renderer.decor_style(DecorStyle::Ascii).render(&[group]));
    out.push_str("\n\n");
}

/// The places of a diagnostic, the main one first.
fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = (&Span, &str, AnnotationKind)> {
    let main = diagnostic.span.iter().map(|span| (span, diagnostic.label.as_str(), AnnotationKind::Primary));
    main.chain(diagnostic.related.iter().map(|(span, label)| (span, label.as_str(), AnnotationKind::Context)))
}

fn short(out: &mut String, diagnostic: &Diagnostic, sources: &dyn Sources) {
    let Diagnostic { severity, code, message, .. } = diagnostic;
    match position(diagnostic, sources) {
        Some((path, line, column)) => {
            _ = writeln!(out, "{path}:{line}:{column}: {severity}[{code}]: {message}");
        }
        None => _ = writeln!(out, "{severity}[{code}]: {message}"),
    }
}

fn json_line(out: &mut String, diagnostic: &Diagnostic, sources: &dyn Sources) {
    let place = position(diagnostic, sources);
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
            let (line, column) = line_and_column(span, sources);
            json!({ "file": span.path.as_str(), "line": line, "column": column, "label": label })
        }).collect::<Vec<_>>(),
        "help": diagnostic.help,
    });
    _ = writeln!(out, "{value}");
}

fn github(out: &mut String, diagnostic: &Diagnostic, sources: &dyn Sources) {
    let Diagnostic { severity, code, .. } = diagnostic;
    let text = std::iter::once(&diagnostic.message).chain(&diagnostic.help).map(String::as_str);
    let text = escape_data(&text.collect::<Vec<_>>().join("\n"));
    let place = position(diagnostic, sources).map(|(path, line, column)| {
        let path = escape_data(path.as_str()).replace(':', "%3A").replace(',', "%2C");
        format!("file={path},line={line},col={column},")
    });
    _ = writeln!(out, "::{severity} {}title={code}::{text}", place.unwrap_or_default());
}

/// GitHub's workflow commands end at a line break, and `%` starts an escape.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// File, line and column of a diagnostic, both counted from one, the column in characters.
pub fn position<'d>(
    diagnostic: &'d Diagnostic,
    sources: &dyn Sources,
) -> Option<(&'d SourcePath, usize, usize)> {
    let span = diagnostic.span.as_ref()?;
    let (line, column) = line_and_column(span, sources);
    Some((&span.path, line, column))
}

/// Line and column of a place, both counted from one, the column in characters.
fn line_and_column(span: &Span, sources: &dyn Sources) -> (usize, usize) {
    let text = sources.text(&span.path).unwrap_or_default();
    let before = &text[..clamp(&text, span).start];
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

/// A span may be older than the text it is shown with; it is cut to what the text has.
fn clamp(text: &str, span: &Span) -> std::ops::Range<usize> {
    let floor =
        |index: usize| (0..=index.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = floor(span.range.start);
    start..floor(span.range.end).max(start)
}
