//! Problems of the author's text, as values: what is wrong, where, and what to do about it.
//!
//! Stages push [`Diagnostic`]s and go on; nothing here prints. What is wrong with the machine (a full disk)
//! is an [`std::error::Error`] and never passes through this module.

mod code;
mod digest;
mod follow;
mod lines;
mod report;
pub mod terminal;

use std::collections::BTreeMap;
use std::ops::Range;

pub use code::{Code, Severity, explain};
pub use digest::{causes_first, digest};
pub use follow::{Need, TextStart};
pub(crate) use lines::LineIndex;
pub use report::{Format, Sources, counted, enumerated, position, render, summary};

use crate::paths::SourcePath;

/// A stretch of a source file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub path: SourcePath,
    /// Where in the file.
    pub range: Range<usize>,
}

impl Span {
    /// The stretch `range` of the file `path`.
    pub fn new(path: &SourcePath, range: Range<usize>) -> Self {
        Self { path: path.clone(), range }
    }
}

/// A value together with the place where the author wrote it, in bytes of its file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// Where in the file.
    pub range: Range<usize>,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Where it is; `None` for what concerns no single place.
    pub span: Option<Span>,
    /// Which kind of problem it is.
    pub code: Code,
    /// How much it matters; set by the code, and by `[check]` in `book.toml`.
    pub severity: Severity,
    /// One lowercase phrase without a full stop.
    pub message: String,
    /// Words beside the underlined text.
    pub label: String,
    /// Other places that belong to the problem, with words beside them.
    pub related: Vec<(Span, String)>,
    /// What to do.
    pub help: Vec<String>,
    /// What has to be free of errors for this to be a problem of its own: otherwise it is not reported.
    pub needs: Vec<Need>,
    /// What is said of all problems like this one, with their number before it: `companies that nothing mentions`.
    pub theme: Option<String>,
}

impl Diagnostic {
    /// A problem of the severity that is usual for its code.
    pub fn new(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self {
            span: span.into(),
            code,
            severity: code.default_severity(),
            message: message.into(),
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
            needs: Vec::new(),
            theme: None,
        }
    }

    /// What is said of a file that is no text. Reports show it with U+FFFD in place of what is no UTF-8.
    pub fn not_utf8(path: &SourcePath, bytes: &[u8]) -> Self {
        let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let span = Span::new(path, at..at + char::REPLACEMENT_CHARACTER.len_utf8());
        Self::new(Code::NotUtf8, span, "the file is not UTF-8").help("save it as UTF-8".to_owned())
    }

    /// What problems are sorted by: file, place, then kind. Those without a place come first.
    fn place(&self) -> (Option<(&SourcePath, usize, usize)>, Code, &str) {
        let span = self.span.as_ref().map(|span| (&span.path, span.range.start, span.range.end));
        (span, self.code, &self.message)
    }

    /// Adds words beside the underlined text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place that belongs to the problem.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Adds advice, if there is any.
    #[must_use]
    pub fn help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help.extend(help.into());
        self
    }

    /// Says what one message for many such problems says behind their number.
    #[must_use]
    pub fn theme(mut self, theme: impl Into<String>) -> Self {
        self.theme = Some(theme.into());
        self
    }

    /// Says what has to be free of errors for this to be a problem of its own.
    #[must_use]
    pub fn needing(mut self, need: Need) -> Self {
        self.needs.push(need);
        self
    }
}

/// Levels that `[check]` in `book.toml` sets for codes; `None` switches a check off.
pub type Levels = BTreeMap<Code, Option<Severity>>;

/// Puts the problems of one run in the order they are shown in, without repetitions and what only follows from
/// others, and at the levels the author wants.
pub fn finalize(
    mut diagnostics: Vec<Diagnostic>,
    levels: &Levels,
    deny_warnings: bool,
    text_start: &TextStart<'_>,
) -> Vec<Diagnostic> {
    follow::keep_causes(&mut diagnostics, text_start);
    diagnostics.retain_mut(|diagnostic| match levels.get(&diagnostic.code) {
        Some(Some(level)) => {
            diagnostic.severity = *level;
            true
        }
        Some(None) => false,
        None => !diagnostic.code.is_off_by_default(),
    });
    if deny_warnings {
        for diagnostic in &mut diagnostics {
            diagnostic.severity = Severity::Error;
        }
    }
    diagnostics.sort_by(|a, b| a.place().cmp(&b.place()));
    diagnostics.dedup();
    diagnostics
}

/// Whether any of the problems is an error.
pub fn any_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// The name nearest to a misspelt one, as a sentence for [`Diagnostic::help`].
pub fn did_you_mean<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(wanted, known).map(|name| format!("did you mean `{name}`?"))
}

/// The name nearest to a misspelt one, if there is one that is near.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = wanted.to_lowercase();
    let scored = known.into_iter().map(|name| (strsim::jaro_winkler(&folded, &name.to_lowercase()), name));
    // Jaro-Winkler above 0.8 is the border rustc's and clap's suggestions use in practice.
    let best = scored.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    best.map(|(_, name)| name)
}
