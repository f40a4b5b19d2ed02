//! The front matter as it is written: its keys with their places, for commands that change it.

use std::ops::Range;

use super::Document;
use crate::node::{Entry, Value, parse_yaml};

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
        let (path, text) = (&document.path, &document.text);
        let before = &text[..document.body.start];
        let start = before.find("---").and_then(|at| Some(at + before[at..].find('\n')? + 1))?;
        let end = before.trim_end().rfind('\n')? + 1;
        let lines = text.get(start..end)?;
        match parse_yaml(path, lines, start, &mut Vec::new())?.value {
            Value::Map(entries) if !lines.trim_start().starts_with('{') => {
                Some(Self { range: start..end, entries })
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

    /// The entry of a key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}
