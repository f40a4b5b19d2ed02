//! Markup that was meant and is none: what readers would see as signs.

use std::ops::Range;

use super::Scan;
use crate::diagnostic::{Code, Diagnostic};
use crate::paths::scheme;

impl Scan<'_> {
    /// Looks through the plain text of the block or heading that ends.
    pub(super) fn leftovers(&mut self) {
        let (start, text) = self.plain.take();
        let signs = Signs::of(&text);
        self.foreign.look(start, &text, signs);
        if signs.have(b'[') {
            self.unclosed_wikilink(start, &text);
            self.undefined_notes(start, &text);
            self.unread_links(start, &text);
            self.misspelt_lines(start, &text);
        }
        if signs.have(b'<') {
            self.unread_autolinks(start, &text);
        }
        if signs.have(b'|') {
            self.unread_table(start, start + text.len());
        }
        let (start, text) = self.linked.take();
        if Signs::of(&text).have(b'[') {
            self.undefined_notes(start, &text);
            self.unread_links(start, &text);
        }
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

    /// `[text](address)` and `[text][label]` that Markdown took for plain brackets.
    fn unread_links(&mut self, start: usize, text: &str) {
        let mut open = Vec::new();
        let mut at = 0;
        while let Some(bracket) = text[at..].find(['[', ']']).map(|found| at + found) {
            at = bracket + 1;
            if text[bracket..].starts_with('[') {
                open.push(bracket);
                continue;
            }
            let Some(from) = open.pop() else { continue };
            if self.turned_link(start, text, from..at) {
                continue;
            }
            // `a[0](x or y)` and `a[i][j]` are what mathematicians write.
            if text[..from].ends_with(|before: char| before.is_alphanumeric() || "_)]".contains(before)) {
                continue;
            }
            if text[at..].starts_with('(') {
                self.unread_address(start + from, start + at + 1, start + text.len());
            } else if let Some(end) = unknown_label(&text[from + 1..bracket], &text[at..]) {
                self.unknown_label(
                    start + from..start + at + end,
                    &self.text[start + at + 1..start + at + end - 1],
                );
                at += end;
            }
        }
    }

    /// The address that starts at `at` in a link from `from` on, in a block that ends at `end`.
    fn unread_address(&mut self, from: usize, at: usize, end: usize) {
        let end = self.text.floor_char_boundary(end.min(at + MAX_ADDRESS));
        let rest = &self.text[at..end];
        let line = rest.lines().next().unwrap_or_default();
        let (address, is_closed) = line.split_once(')').map_or((line, false), |(address, _)| (address, true));
        let plain = address.trim().trim_matches(['<', '>']);
        let help = if !is_closed {
            "write `)` behind the address; for plain brackets, `\\[`".to_owned()
        } else if address.trim_start().starts_with('<') {
            format!("write `](<{plain}>)`; for plain brackets, `\\[`")
        } else if plain.contains(char::is_whitespace) && scheme(plain).is_none() {
            let escaped = plain.replace(' ', "%20");
            format!("write `](<{plain}>)` or `]({escaped})`; for plain brackets, `\\[`")
        } else if plain.contains(char::is_whitespace) {
            format!("write `]({})`; for plain brackets, `\\[`", plain.replace(' ', "%20"))
        } else {
            "a link cannot stand in another one; for plain brackets, write `\\[`".to_owned()
        };
        let end = at + address.len() + usize::from(is_closed);
        let message = "this is no link and is printed as it stands";
        self.diagnostics.push(Diagnostic::new(Code::LinkSyntax, self.span(&(from..end)), message).help(help));
    }

    fn unknown_label(&mut self, range: Range<usize>, label: &str) {
        let message = "this is no link and is printed as it stands: nothing says where it leads";
        let label = if label.is_empty() { self.text[range.clone()].trim_matches(['[', ']']) } else { label };
        let help = format!("write `[{label}]: address` on a line of its own; for plain brackets, `\\[`");
        self.diagnostics.push(Diagnostic::new(Code::LinkSyntax, self.span(&range), message).help(help));
    }
}

/// The bytes of ASCII that a text has. Most texts lack the signs of all markup, and need no closer look.
#[derive(Clone, Copy)]
pub(super) struct Signs([u64; 2]);

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let mut signs = [0; 2];
        for byte in text.bytes() {
            signs[usize::from(byte >> 6 & 1)] |= 1 << (byte & 0x3f);
        }
        Self(signs)
    }

    /// Whether a sign of ASCII is among them, or what shares its lower bits.
    pub(super) fn have(self, sign: u8) -> bool {
        self.0[usize::from(sign >> 6 & 1)] >> (sign & 0x3f) & 1 == 1
    }
}

/// More of an address is not looked at.
const MAX_ADDRESS: usize = 1_000;

/// The length of the `[label]` behind a `[text]`, if the two were meant as a link.
fn unknown_label(text: &str, rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('[')?;
    let end = inside.find(['[', ']', '\0', '\n']).filter(|end| inside[*end..].starts_with(']'))?;
    let label = &inside[..end];
    let is_note = text.starts_with('^') || label.starts_with('^');
    // `[1][2]` cites twice.
    let is_number = |text: &str| text.chars().all(|sign| sign.is_ascii_digit());
    let is_link = !(text.trim().is_empty() || is_note || is_number(text) && is_number(label));
    is_link.then_some(end + 2)
}
