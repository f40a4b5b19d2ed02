//! The front matter as it is written: its keys with their places, for commands that change it.

use std::ops::Range;

use super::Document;
use crate::node::{Entry, Node, Value, parse_yaml};

/// The lines between the two `---`, and the keys in them.
#[derive(Clone, Debug)]
pub struct Head {
    /// Where the lines stand.
    pub range: Range<usize>,
    /// The keys, in their order.
    pub entries: Vec<Entry>,
}

impl Head {
    /// The front matter of a page; `None` if it has none that can be read, or one between braces.
    pub fn of(document: &Document) -> Option<Self> {
        let (range, Node { value, range: place }) = (lines(document)?, Self::values(document)?);
        match value {
            Value::Map(entries) if !is_in_braces(&document.text, place.start) => {
                Some(Self { range, entries })
            }
            Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Text(_)
            | Value::List(_)
            | Value::Map(_) => None,
        }
    }

    /// What stands in the front matter of a page, between braces or not; `None` if it has none that can be read.
    pub fn values(document: &Document) -> Option<Node> {
        let range = lines(document)?;
        parse_yaml(&document.path, &document.text[range.clone()], range.start, &mut Vec::new())
    }

    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Whether the map that stands at a place begins with a brace, and with no key.
fn is_in_braces(text: &str, place: usize) -> bool {
    text[place..].starts_with('{')
}

/// Where the lines of the front matter stand.
fn lines(document: &Document) -> Option<Range<usize>> {
    let before = &document.text[..document.body.start];
    let start = before.find("---").and_then(|at| Some(at + before[at..].find('\n')? + 1))?;
    let end = before.trim_end().rfind('\n')? + 1;
    (start <= end).then_some(start..end)
}
