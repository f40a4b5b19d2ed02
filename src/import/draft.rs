//! Pages and facts to come, and how they are written.

use std::fmt::Write;
use std::ops::Range;

use crate::date::Date;
use crate::keys::KEYS;
use crate::node::yaml_text;
use crate::number::Number;
use crate::parse::{EventKind, Kind};
use crate::paths::SourcePath;

/// The most characters of a summary.
pub(super) const MOST_SUMMARY: usize = 160;

/// A page that is not there yet.
#[derive(Clone, Debug)]
pub(super) struct PageDraft {
    pub(super) kind: Kind,
    pub(super) slug: String,
    pub(super) title: String,
    /// Keys of the front matter, and what stands behind their colons.
    pub(super) keys: Vec<(&'static str, String)>,
    /// The slugs of its sources.
    pub(super) sources: Vec<String>,
    pub(super) facts: Vec<FactDraft>,
    pub(super) events: Vec<String>,
    pub(super) text: String,
    /// The line of the data.
    pub(super) line: Option<usize>,
}

/// A fact that is not there yet.
#[derive(Clone, Debug)]
pub(super) struct FactDraft {
    pub(super) metric: String,
    pub(super) value: String,
    pub(super) as_of: Option<String>,
    pub(super) source: Option<String>,
    /// Other keys, and what stands behind their colons.
    pub(super) others: Vec<(&'static str, String)>,
    /// The line of the data.
    pub(super) line: Option<usize>,
}

/// A text that is to be written, and the places in it that lines of the data stand for.
pub(super) struct Drafted {
    pub(super) text: String,
    pub(super) origins: Vec<(Range<usize>, usize)>,
}

impl PageDraft {
    pub(super) fn new(kind: Kind, slug: &str, title: &str, line: Option<usize>) -> Self {
        Self {
            kind,
            slug: slug.to_owned(),
            title: title.to_owned(),
            keys: Vec::new(),
            sources: Vec::new(),
            facts: Vec::new(),
            events: Vec::new(),
            text: String::new(),
            line,
        }
    }

    /// Sets a key to a text, if there is one.
    pub(super) fn set(&mut self, key: &'static str, text: &str) {
        if !text.trim().is_empty() {
            self.keys.push((key, yaml_text(text.trim())));
        }
    }

    /// Sets a key to a list of texts, if there are any.
    pub(super) fn set_list(&mut self, key: &'static str, texts: &[String]) {
        if !texts.is_empty() {
            self.keys.push((key, list(texts)));
        }
    }

    /// Where the page will stand.
    pub(super) fn path(&self) -> SourcePath {
        self.kind.file(&self.slug)
    }

    /// Whether it says that something is from a source.
    pub(super) fn names_source(&self, slug: &String) -> bool {
        self.sources.contains(slug) || self.facts.iter().any(|fact| fact.source.as_ref() == Some(slug))
    }

    /// The file, with its keys in the order in which `new` writes them.
    pub(super) fn drafted(&self) -> Drafted {
        let mut text = format!("---\ntitle: {}\n", yaml_text(&self.title));
        let mut origins = Vec::new();
        for key in KEYS {
            for (name, value) in self.keys.iter().filter(|(name, _)| *name == key.name) {
                _ = writeln!(text, "{name}: {value}");
            }
            if key.name == "sources" && !self.sources.is_empty() {
                _ = writeln!(text, "sources: {}", list(&self.sources));
            }
            if key.name == "facts" && !self.facts.is_empty() {
                text.push_str("facts:\n");
                for fact in &self.facts {
                    let start = text.len();
                    _ = writeln!(text, "  - {}", fact.yaml());
                    origins.extend(fact.line.map(|line| (start..text.len(), line)));
                }
            }
            if key.name == "events" && !self.events.is_empty() {
                text.push_str("events:\n");
                for event in &self.events {
                    _ = writeln!(text, "  - {event}");
                }
            }
        }
        text.push_str("---\n");
        if !self.text.is_empty() {
            _ = write!(text, "\n{}\n", self.text.trim_end());
        }
        origins.extend(self.line.map(|line| (0..text.len(), line)));
        Drafted { text, origins }
    }
}

impl FactDraft {
    /// The fact between braces.
    pub(super) fn yaml(&self) -> String {
        let mut text = format!("{{metric: {}, value: {}", yaml_text(&self.metric), value(&self.value));
        if let Some(as_of) = &self.as_of {
            _ = write!(text, ", as-of: {}", date(as_of));
        }
        if let Some(source) = &self.source {
            _ = write!(text, ", source: {}", yaml_text(source));
        }
        for (key, value) in &self.others {
            _ = write!(text, ", {key}: {value}");
        }
        text.push('}');
        text
    }
}

/// An event between braces.
pub(super) fn event(when: &str, text: &str, kind: Option<EventKind>, source: &str) -> String {
    let kind = kind.map(|kind| format!("kind: {}, ", kind.name())).unwrap_or_default();
    format!("{{date: {}, text: {}, {kind}source: {}}}", date(when), yaml_text(text), yaml_text(source))
}

/// A list between brackets.
pub(super) fn list(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| yaml_text(text)).collect::<Vec<_>>().join(", "))
}

/// A number as it is written, anything else as a text.
fn value(text: &str) -> String {
    if Number::parse(text).is_some() { text.to_owned() } else { yaml_text(text) }
}

/// A date as it is written; what is none is a text, which the site refuses.
pub(super) fn date(text: &str) -> String {
    if Date::parse(text).is_some() { text.to_owned() } else { yaml_text(text) }
}

/// Text of others as Markdown that shows it as it is.
pub(super) fn plain_markdown(text: &str) -> String {
    let mut plain = String::new();
    for sign in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if "\\`*_[]<>#|&~!{}=:$^".contains(sign) {
            plain.push('\\');
        }
        plain.push(sign);
    }
    // At its start these would make a list of it.
    let digits = plain.len() - plain.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
    let is_numbered = digits > 0 && plain[digits..].starts_with(['.', ')']);
    if is_numbered || plain.starts_with(['+', '-']) {
        plain.insert(digits, '\\');
    }
    plain
}

/// A text as a summary: without its full stop; `None` if it is too long for one.
pub(super) fn summary(words: &str) -> Option<&str> {
    let plain = words.trim().trim_end_matches('.');
    (plain.chars().count() <= MOST_SUMMARY).then_some(plain)
}
