//! Texts that a comment cuts: of `title: C #1 guide`, YAML reads `C`, and of `summary: #1 in its class`, nothing.

use super::{Entry, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::paths::SourcePath;

/// The file in which such texts are looked for; its YAML starts at `start`.
pub(super) struct CutTexts<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

impl CutTexts<'_> {
    /// Reports each text that ends at a `#` with a word right behind it. Comments have a blank there.
    pub(super) fn look(&mut self, node: &Node) {
        match &node.value {
            Value::Text(_) if !self.is_quoted(node) => self.report(node.range.end),
            Value::List(items) => items.iter().for_each(|item| self.look(item)),
            Value::Map(entries) => entries.iter().for_each(|entry| self.entry(entry)),
            Value::Text(_) | Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) => {}
        }
    }

    fn entry(&mut self, entry: &Entry) {
        match &entry.node.value {
            Value::Null => {
                let behind = self.text.get(entry.range.end - self.start..).unwrap_or_default();
                if behind.starts_with(':') {
                    self.report(entry.range.end + 1);
                }
            }
            _ => self.look(&entry.node),
        }
    }

    fn is_quoted(&self, node: &Node) -> bool {
        self.text.get(node.range.start - self.start..).is_some_and(|text| text.starts_with(['"', '\'']))
    }

    /// Reports the comment on the line behind a place, if it was meant as text.
    fn report(&mut self, at: usize) {
        let line = self.text.get(at - self.start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let comment = line.trim_start();
        let is_text = comment.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        if comment.len() == line.len() || !is_text {
            return;
        }
        let from = at + line.len() - comment.len();
        let comment = comment.trim_end();
        let message = format!("the text ends before `{comment}`, which is a comment to YAML");
        let help = "put the text in quotes; in a comment, write a blank behind `#`".to_owned();
        let span = Span::new(self.path, from..from + comment.len());
        self.diagnostics.push(Diagnostic::new(Code::BadYaml, span, message).help(help));
    }
}
