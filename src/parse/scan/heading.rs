//! Headings and their anchors.

use super::Scan;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::parse::exhibit;
use crate::paths::slug;

/// Beginnings of the anchors that facts, footnotes and the theme have.
const RESERVED_IDS: [&str; 6] = ["fact-", "fn-", "fnref-", "fb-", exhibit::ID_PREFIX, super::term::ID_PREFIX];

impl Scan<'_> {
    pub(super) fn end_heading(&mut self) {
        let Some(mut heading) = self.heading.take() else { return };
        self.leftovers();
        let explicit = !heading.id.is_empty();
        let wanted = if explicit { std::mem::take(&mut heading.id) } else { slug(&heading.text) };
        let reserved = RESERVED_IDS.iter().any(|prefix| wanted.starts_with(prefix));
        let wanted = match wanted.as_str() {
            "" => "section".to_owned(),
            _ if reserved => format!("section-{wanted}"),
            _ => wanted,
        };
        if explicit && self.ids.contains_key(&wanted) {
            let span = Span::new(self.path, heading.range.start..heading.range.end);
            let message = format!("the id `{wanted}` is taken by an earlier heading");
            self.diagnostics.push(Diagnostic::new(Code::DuplicateAnchor, span, message));
        }
        heading.id = self.free_id(wanted);
        self.body.headings.push(heading);
    }

    /// The id itself, or with the first number behind it that is free.
    pub(super) fn free_id(&mut self, wanted: String) -> String {
        let mut number = self.ids.get(&wanted).copied().unwrap_or_default();
        let mut id = wanted.clone();
        while self.ids.contains_key(&id) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        self.ids.insert(wanted, number);
        self.ids.entry(id.clone()).or_default();
        id
    }
}
