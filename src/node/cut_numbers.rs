//! Numbers that were cut at their commas: in a map between braces, `300,000` is the value `300` and the key `000`.

use std::ops::Range;

use super::{Entry, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::number::meant;
use crate::paths::SourcePath;

/// The file in which such numbers are looked for; its YAML starts at `start`.
pub(super) struct CutNumbers<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl CutNumbers<'_> {
    /// The node without keys that are pieces of numbers; each number is reported once.
    pub(super) fn taken_out(&mut self, node: Node) -> Node {
        let value = match node.value {
            Value::List(items) => Value::List(items.into_iter().map(|item| self.taken_out(item)).collect()),
            Value::Map(entries) => Value::Map(self.entries(entries)),
            Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Text(_) => node.value,
        };
        Node { value, range: node.range }
    }

    fn entries(&mut self, entries: Vec<Entry>) -> Vec<Entry> {
        let mut reported = 0;
        let mut kept = Vec::with_capacity(entries.len());
        for entry in entries {
            let at = entry.range.start - self.start;
            let is_bare = entry.node.value == Value::Null;
            if is_bare && at < reported {
                continue;
            }
            match cut_number(self.text, at).filter(|_| is_bare) {
                Some(number) => {
                    self.report(&number);
                    reported = number.end;
                }
                None => kept.push(Entry { node: self.taken_out(entry.node), ..entry }),
            }
        }
        kept
    }

    fn report(&mut self, number: &Range<usize>) {
        let written = &self.text[number.clone()];
        let message = format!("`{written}` is cut at its comma, which starts the next key of a map");
        let help = meant(written).map(|meant| format!("write `{}`", meant.digits));
        let span = Span::new(self.path, self.start + number.start..self.start + number.end);
        self.diagnostics.push(Diagnostic::new(Code::WrongType, span, message).help(help));
    }
}

/// The whole number around the digits that start at a place of the text, if a comma and other digits stand directly in
/// front of them.
pub(super) fn cut_number(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, behind) = text.split_at_checked(at)?;
    let is_part = |letter: char| letter.is_ascii_digit() || ",.".contains(letter);
    let digits = before.trim_end_matches(is_part);
    let start = digits.strip_suffix(['-', '+']).unwrap_or(digits).len();
    let rest = behind.find(|letter| !is_part(letter)).unwrap_or(behind.len());
    let number = &text[start..at + rest];
    let number = start..start + number.trim_end_matches([',', '.']).len();
    let is_cut =
        before.strip_suffix(',').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    let is_alone = before[..start].ends_with([' ', '$', '{', '[']);
    (is_cut && is_alone && behind.starts_with(|c: char| c.is_ascii_digit())).then_some(number)
}
