//! The markers of alerts.

use std::ops::Range;

use pulldown_cmark::BlockQuoteKind;

/// The kinds there are.
pub(in crate::parse) const KINDS: [(&str, BlockQuoteKind); 5] = [
    ("NOTE", BlockQuoteKind::Note),
    ("TIP", BlockQuoteKind::Tip),
    ("IMPORTANT", BlockQuoteKind::Important),
    ("WARNING", BlockQuoteKind::Warning),
    ("CAUTION", BlockQuoteKind::Caution),
];

/// What stands at the start of a quotation like the marker of an alert.
pub(in crate::parse) struct Alert {
    /// What it is; `None` for a word that is no kind.
    pub(in crate::parse) kind: Option<BlockQuoteKind>,
    /// Where `[!WORD]` stands.
    pub(in crate::parse) marker: Range<usize>,
    /// What follows it on its line; empty if nothing does.
    pub(in crate::parse) title: Range<usize>,
}

/// The marker at the start of the quotation at `range`. A sign that folds alerts in Obsidian is no part of the
/// title.
pub(in crate::parse) fn alert(text: &str, range: &Range<usize>) -> Option<Alert> {
    let source = &text[range.clone()];
    let line = source.lines().next()?;
    let marked = line.trim_start().strip_prefix('>')?.trim_start();
    let start = range.start + line.len() - marked.len();
    let (word, behind) = marked.strip_prefix("[!")?.split_once(']')?;
    let is_word = !word.is_empty() && word.chars().all(|sign| sign.is_alphanumeric() || "-_".contains(sign));
    if !is_word || behind.starts_with(['(', '[', ':']) {
        return None;
    }
    let title = behind.strip_prefix(['+', '-']).unwrap_or(behind).trim();
    let end = range.start + line.trim_end().len();
    let kind = KINDS.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, kind)| kind);
    Some(Alert { kind, marker: start..start + word.len() + 3, title: end - title.len()..end })
}
