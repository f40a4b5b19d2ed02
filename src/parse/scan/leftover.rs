//! Markup that was meant and is none: what readers would see as signs.

use super::Scan;
use crate::diagnostic::{Code, Diagnostic};

impl Scan<'_> {
    /// Looks through the plain text of the block or heading that ends.
    pub(super) fn leftovers(&mut self) {
        let (start, text) = self.plain.take();
        self.unclosed_wikilink(start, &text);
        self.undefined_notes(start, &text);
    }

    /// In a table, an unescaped `|` ends the cell and tears a `[[name|text]]` apart.
    fn unclosed_wikilink(&mut self, start: usize, text: &str) {
        let Some(at) = text.find("[[").map(|at| start + at) else { return };
        let help = "write `]]` on the same line; in a table, write `\\|` for `|`; for plain brackets, `\\[[`";
        let message = "the link that starts here has no end";
        let diagnostic = Diagnostic::new(Code::UnknownName, self.span(&(at..at + 2)), message);
        self.diagnostics.push(diagnostic.help(help.to_owned()));
    }

    fn undefined_notes(&mut self, start: usize, text: &str) {
        let mut at = 0;
        while let Some(open) = text[at..].find("[^").map(|open| at + open) {
            let label = &text[open + 2..];
            let end = label.find(['[', ']', '\n', '\0']).filter(|end| label[*end..].starts_with(']'));
            at = open + 2;
            if let Some(end) = end.filter(|end| *end > 0) {
                at += end;
                self.notes.undefined(start + open..start + at + 1, &label[..end]);
            }
        }
    }
}
