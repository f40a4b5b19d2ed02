//! Quotations that were meant as alerts.

use std::ops::Range;

use super::Scan;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::parse::dialect::{KINDS, alert};

/// Kinds that other programs have, with what comes next to each.
const SYNONYMS: [(&str, &str); 6] = [
    ("INFO", "NOTE"),
    ("HINT", "TIP"),
    ("ATTENTION", "WARNING"),
    ("DANGER", "CAUTION"),
    ("ERROR", "CAUTION"),
    ("SUMMARY", "NOTE"),
];

impl Scan<'_> {
    /// A quotation that starts with `[!WORD]` and is no alert.
    pub(super) fn check_alert(&mut self, range: &Range<usize>) {
        let Some(alert) = alert(self.text, range).filter(|alert| alert.kind.is_none()) else { return };
        let word = self.text[alert.marker.clone()].trim_start_matches("[!").trim_end_matches(']');
        let upper = word.to_uppercase();
        let synonym = SYNONYMS.iter().find(|(other, _)| *other == upper).map(|(_, kind)| *kind);
        let near = synonym.or_else(|| nearest(word, KINDS.iter().map(|(kind, _)| *kind)));
        let help = near.map_or_else(
            || "the kinds are `NOTE`, `TIP`, `IMPORTANT`, `WARNING` and `CAUTION`".to_owned(),
            |kind| format!("did you mean `[!{kind}]`?"),
        );
        let message = format!("`{word}` is no kind of alert, so the marker is printed as it stands");
        let span = self.span(&alert.marker);
        self.diagnostics.push(Diagnostic::new(Code::UnknownAlert, span, message).help(help));
    }
}
