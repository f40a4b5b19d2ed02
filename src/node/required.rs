//! Keys that must be there.

use std::ops::Range;

use super::decode::Fields;
use super::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};

impl Fields<'_, '_> {
    /// Reports a key that must be there and is not, at `range`, unless it is there misspelt: that says
    /// [`finish`](Self::finish). Of one that is there and says nothing its own place is told.
    pub fn require<T>(&mut self, value: Option<T>, key: &str, range: &Range<usize>) -> Option<T> {
        if value.is_some() || self.has(key) {
            return value;
        }
        let blank = self.entries.iter().find(|entry| entry.key == key);
        let span = self.decoder().span(blank.map_or(range, |entry| &entry.range));
        let problem = if let Some(entry) = blank {
            let help = "`null` and `~` are nothing to YAML: put quotes around what is a text";
            let help = entry.node.is_written_null().then(|| help.to_owned());
            Diagnostic::new(Code::MissingKey, span, format!("`{key}` says nothing")).help(help)
        } else {
            let message = format!("the key `{key}` is missing");
            Diagnostic::new(Code::MissingKey, span, message).help(format!("add {}", self.as_written(key)))
        };
        self.missing.push((key.to_owned(), problem));
        None
    }

    /// Reports a list without items where one is to be made of it: it would be lost, or mean the same as no key.
    pub fn require_items(&mut self, key: &'static str, help: &str) {
        if let Some(Node { value: Value::List(items), range, .. }) = self.node(key)
            && items.is_empty()
        {
            let decoder = self.decoder();
            let problem = Diagnostic::new(Code::BadValue, decoder.span(range), format!("`{key}` is empty"));
            decoder.diagnostics.push(problem.help(help.to_owned()));
        }
    }

    /// A key as it would stand in the file.
    fn as_written(&self, key: &str) -> String {
        let sign = if self.path.extension() == ".toml" { " =" } else { ":" };
        format!("`{key}{sign} …`")
    }

    /// What is said of the keys that are missing. That a map is empty is one mistake.
    pub(super) fn report_missing(&mut self) {
        let missing = std::mem::take(&mut self.missing);
        let names: Vec<_> = missing.iter().map(|(key, _)| format!("`{key}`")).collect();
        let written: Vec<_> = missing.iter().map(|(key, _)| self.as_written(key)).collect();
        let mut problems = missing.into_iter().map(|(_, problem)| problem);
        match names.as_slice() {
            [names @ .., last] if self.entries.is_empty() && !names.is_empty() => {
                let message = format!("the keys {} and {last} are missing", names.join(", "));
                let help = vec![format!("add {}", written.join(", "))];
                self.diagnostics.extend(problems.next().map(|problem| Diagnostic {
                    message,
                    help,
                    ..problem
                }));
            }
            _ => self.diagnostics.extend(problems),
        }
    }
}
