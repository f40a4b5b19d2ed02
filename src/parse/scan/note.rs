//! Footnotes: which of them the text refers to, in which order, and what is lost or missing.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Scan;
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::parse::markdown::note_key;

/// The footnotes of a page that its text refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The number of each by its key, counted from one.
    numbers: BTreeMap<String, usize>,
}

impl Notes {
    /// The number of the footnote with this key; `None` if the text does not refer to it.
    pub fn number(&self, key: &str) -> Option<usize> {
        self.numbers.get(key).copied()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.numbers.len()
    }

    fn add(&mut self, key: &str) -> bool {
        let next = self.count() + 1;
        let is_new = !self.numbers.contains_key(key);
        if is_new {
            self.numbers.insert(key.to_owned(), next);
        }
        is_new
    }
}

/// What was seen of footnotes so far.
#[derive(Default)]
pub(super) struct NoteScan {
    definitions: Vec<Definition>,
    /// The definitions that are open, innermost last: one can stand in another.
    open: Vec<usize>,
    /// The keys that the text outside of notes refers to, in order.
    cited: Vec<String>,
    /// What stands in the text like a reference, with its label.
    undefined: Vec<(Range<usize>, String)>,
}

struct Definition {
    key: String,
    label: String,
    /// Where `[^label]` stands.
    range: Range<usize>,
    is_empty: bool,
    /// The keys its text refers to, in order.
    cited: Vec<String>,
}

/// The most comparisons of labels on a page: a hundred misspelt ones with a thousand that are known, or what a page has
/// that is read as something it is not.
const MOST_COMPARED: usize = 100_000;

/// The most bytes of a label that is compared with others.
const LONGEST_COMPARED: usize = 100;

impl NoteScan {
    /// The key of the footnote whose text this is.
    pub(super) fn current(&self) -> Option<&String> {
        self.open.last().map(|index| &self.definitions[*index].key)
    }

    pub(super) fn reference(&mut self, label: &str) {
        let cited = match self.open.last() {
            Some(index) => &mut self.definitions[*index].cited,
            None => &mut self.cited,
        };
        cited.push(note_key(label));
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Brackets in the text that name no footnote.
    pub(super) fn undefined(&mut self, range: Range<usize>, label: &str) {
        self.undefined.push((range, label.to_owned()));
    }

    /// The footnotes in the order readers meet them: those of the text first, then those of the notes. A note
    /// that only other notes refer to, none of which the text does, is never met.
    fn met(&self) -> Notes {
        let mut notes = Notes::default();
        let mut queue: Vec<_> = self.cited.iter().filter(|key| notes.add(key)).collect();
        let mut by_key = BTreeMap::new();
        for definition in &self.definitions {
            by_key.entry(&definition.key).or_insert(definition);
        }
        let mut next = 0;
        while let Some(key) = queue.get(next) {
            next += 1;
            let cited = by_key.get(key).into_iter().flat_map(|definition| &definition.cited);
            queue.extend(cited.filter(|key| notes.add(key)));
        }
        notes
    }
}

impl Scan<'_> {
    pub(super) fn start_note(&mut self, label: &str, range: &Range<usize>) {
        let source = &self.text[range.clone()];
        let end = source.find("]:").map_or(source.len(), |at| at + 1);
        let is_empty = source[end..].trim_start_matches(':').trim().is_empty();
        self.notes.open.push(self.notes.definitions.len());
        self.notes.definitions.push(Definition {
            key: note_key(label),
            label: label.to_owned(),
            range: range.start..range.start + end,
            is_empty,
            cited: Vec::new(),
        });
    }

    /// Numbers the footnotes and reports what is wrong with them.
    pub(super) fn end_notes(&mut self) {
        self.body.notes = self.notes.met();
        let notes = std::mem::take(&mut self.notes);
        let mut first = BTreeMap::new();
        for definition in &notes.definitions {
            if let Some(earlier) = first.get(&definition.key) {
                self.repeated_note(definition, earlier);
                continue;
            }
            first.insert(&definition.key, definition.range.clone());
            self.check_note(definition);
        }
        let labels = notes.definitions.iter().map(|definition| definition.label.as_str());
        let labels: Vec<_> = labels.filter(|label| label.len() <= LONGEST_COMPARED).collect();
        let mut compared = 0;
        for (range, label) in &notes.undefined {
            compared += labels.len();
            let is_compared = compared <= MOST_COMPARED && label.len() <= LONGEST_COMPARED;
            self.undefined_note(range.clone(), label, if is_compared { &labels } else { &[] });
        }
    }

    fn repeated_note(&mut self, definition: &Definition, earlier: &Range<usize>) {
        let message = format!("the footnote `{}` has a text already", definition.label);
        let diagnostic = Diagnostic::new(Code::DuplicateNote, self.span(&definition.range), message)
            .related(self.span(earlier), "its first text")
            .help("give one of them another label".to_owned());
        self.diagnostics.push(diagnostic);
    }

    fn check_note(&mut self, definition: &Definition) {
        let Definition { key, label, range, is_empty, .. } = definition;
        let (code, message, help) = if self.body.notes.number(key).is_none() {
            let help = format!("refer to it with `[^{label}]`, or remove it");
            (Code::UnusedNote, format!("nothing refers to the footnote `{label}`, so it is not shown"), help)
        } else if *is_empty {
            let help =
                "write its text behind the colon; further lines are indented by four blanks".to_owned();
            (Code::EmptyNote, format!("the footnote `{label}` has no text"), help)
        } else {
            return;
        };
        self.diagnostics.push(Diagnostic::new(code, self.span(range), message).help(help));
    }

    fn undefined_note(&mut self, range: Range<usize>, label: &str, known: &[&str]) {
        let help = did_you_mean(label, known.iter().copied()).unwrap_or_else(|| {
            format!("write its text as `[^{label}]: …` on a line of its own; for plain brackets, `\\[^`")
        });
        let message = format!("no footnote is called `{label}`");
        self.diagnostics.push(Diagnostic::new(Code::UnknownNote, self.span(&range), message).help(help));
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.path, range.clone())
    }
}
