//! Links and markers of alerts that are written in a way of which Markdown makes none.

use std::ops::Range;

use super::Scan;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::dialect::KINDS;
use crate::paths::SourcePath;

/// What stands in the file between brackets of one kind and those of the other.
struct Turned<'t> {
    words: &'t str,
    address: &'t str,
}

impl Scan<'_> {
    /// Looks at what each line of plain text starts with.
    pub(super) fn misspelt_lines(&mut self, start: usize, text: &str) {
        let mut at = start;
        for line in text.split_inclusive('\n') {
            let words = line.trim_start_matches(['\0', ' ', '\t', '>']);
            let from = at + line.len() - words.len();
            if let Some((label, rest)) = words.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
                self.lost_marker(from, label);
                if rest.starts_with(':') && !label.contains('[') {
                    self.lost_definition(from, label);
                }
            }
            at += line.len();
        }
    }

    /// `[!NOTE]` that starts no quotation of its own.
    fn lost_marker(&mut self, from: usize, label: &str) {
        let Some(word) = label.strip_prefix('!').map(str::trim) else { return };
        let Some((kind, _)) = KINDS.iter().find(|(kind, _)| kind.eq_ignore_ascii_case(word)) else { return };
        let marker = &self.text[from..from + label.len() + 2];
        let message = format!("`{marker}` makes no alert here and is printed as it stands");
        let help = format!("an alert starts with `> [!{kind}]` behind a blank line");
        let span = self.span(&(from..from + marker.len()));
        self.diagnostics.push(Diagnostic::new(Code::UnknownAlert, span, message).help(help));
    }

    /// `[label]: address` that says nothing to Markdown, because of a blank or of the text above it.
    fn lost_definition(&mut self, from: usize, label: &str) {
        let line = self.text[from..].lines().next().unwrap_or_default();
        let address = line[(label.len() + 3).min(line.len())..].trim();
        let first = address.split_whitespace().next().unwrap_or_default();
        let is_address = first.starts_with(['#', '<']) || first.trim_end_matches('.').contains(['.', '/']);
        let is_marker = label.trim().is_empty() || label.starts_with(['^', '!']) || label.contains('\0');
        // A number in brackets is a citation, and its line an entry of a list.
        if is_marker
            || !(is_address || SourcePath::new(address).is_markdown())
            || label.parse::<u32>().is_ok()
        {
            return;
        }
        let help = if first == address {
            "it stands on a line of its own, with a blank line before it; for plain brackets, write `\\[`"
                .to_owned()
        } else {
            format!("write `[{label}]: <{}>`; for plain brackets, `\\[`", address.trim_matches(['<', '>']))
        };
        let message = "this says where no link leads and is printed as it stands";
        let span = self.span(&(from..from + line.trim_end().len()));
        self.diagnostics.push(Diagnostic::new(Code::LinkSyntax, span, message).help(help));
    }

    /// `[words] (page.md)` or `(words)[page.md]`, whose brackets stand at `brackets`. Returns whether it was one.
    pub(super) fn turned_link(&mut self, start: usize, text: &str, brackets: Range<usize>) -> bool {
        let (before, behind) = (&text[..brackets.start], &text[brackets.end..]);
        let inside = &text[brackets.start + 1..brackets.end - 1];
        let apart = || {
            let (address, _) = behind.strip_prefix(" (")?.split_once(')')?;
            let turned = Turned { words: inside, address };
            leads_to_page(address).then_some((turned, brackets.start..brackets.end + address.len() + 3))
        };
        let turned = || {
            let (_, words) = before.strip_suffix(')')?.rsplit_once('(')?;
            let turned = Turned { words, address: inside };
            leads_to_page(inside).then_some((turned, brackets.start - words.len() - 2..brackets.end))
        };
        let Some((link, range)) = apart().or_else(turned) else { return false };
        let message = "this is no link and is printed as it stands";
        let help = format!("write `[{}]({})`; for plain brackets, `\\[`", link.words, link.address);
        let span = self.span(&(start + range.start..start + range.end));
        self.diagnostics.push(Diagnostic::new(Code::LinkSyntax, span, message).help(help));
        true
    }

    /// `<https://example.org/a tower>`: the address would end at the blank.
    pub(super) fn unread_autolinks(&mut self, start: usize, text: &str) {
        for (at, _) in text.match_indices('<') {
            let from = start + at;
            let rest = &self.text[from + 1..];
            if !["https://", "http://"].iter().any(|scheme| rest.starts_with(scheme)) {
                continue;
            }
            // It ends before the next sign of its kind, so that no text is gone through twice.
            let end = rest.find(['<', '>', '\n']).filter(|end| rest[*end..].starts_with('>'));
            let Some(address) = end.map(|end| &rest[..end]) else { continue };
            let is_compared = text[..at].ends_with(char::is_alphanumeric);
            if !is_compared && address.contains(' ') {
                let message = "this is no link and is printed as it stands";
                let help = format!("write `<{}>`", address.trim().replace(' ', "%20"));
                let span = self.span(&(from..from + address.len() + 2));
                self.diagnostics.push(Diagnostic::new(Code::LinkSyntax, span, message).help(help));
            }
        }
    }

    /// A link without words, which nobody can see and follow.
    pub(super) fn check_words(&mut self, range: &Range<usize>) {
        let source = &self.text[range.clone()];
        if source.starts_with("[](") || source.starts_with("[][") {
            let help = "write words between the brackets, or `<a id=\"name\"></a>` for an anchor".to_owned();
            let message = "the link has no words, so readers do not see it";
            self.diagnostics.push(Diagnostic::new(Code::LinkSyntax, self.span(range), message).help(help));
        }
    }
}

/// Whether what stands in brackets is surely the address of a page, and no remark.
fn leads_to_page(address: &str) -> bool {
    let path = address.split('#').next().unwrap_or_default();
    let is_plain = !address.contains(|c: char| c.is_whitespace() || c == '\0');
    is_plain && (SourcePath::new(path).is_markdown() || path.starts_with("./") || path.starts_with("../"))
}
