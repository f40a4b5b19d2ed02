//! Headings: their levels and their anchors.

use std::ops::Range;

use pulldown_cmark::{CowStr, HeadingLevel};
use regex_syntax::is_word_character;

use super::{Heading, Scan};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::exhibit;

/// Beginnings of the anchors that facts, footnotes and the theme have.
const RESERVED_IDS: [&str; 6] = ["fact-", "fn-", "fnref-", "fb-", exhibit::ID_PREFIX, super::term::ID_PREFIX];

/// The level of the page's title, which no heading of its text has.
const TITLE_LEVEL: u8 = 1;

/// The words behind a heading, in braces.
pub(super) struct Attributes<'a> {
    pub(super) id: Option<CowStr<'a>>,
    pub(super) classes: Vec<CowStr<'a>>,
    pub(super) others: Vec<(CowStr<'a>, Option<CowStr<'a>>)>,
}

impl Scan<'_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, words: Attributes<'_>, range: Range<usize>) {
        self.end_block();
        let classes = words.classes.iter().map(|class| format!(".{class}"));
        let others = words.others.iter().map(|(key, value)| match value {
            Some(value) => format!("{key}={value}"),
            None => key.to_string(),
        });
        for word in classes.chain(others) {
            let at = self.text[range.clone()].rfind(&word).map_or(range.clone(), |at| {
                let start = range.start + at;
                start..start + word.len()
            });
            let message = format!("`{word}` behind a heading has no meaning");
            let help = "only an id can stand there: `{#short-id}`".to_owned();
            self.diagnostics.push(Diagnostic::new(Code::UnknownSetting, self.span(&at), message).help(help));
        }
        let id = words.id.map(|id| id.to_string()).unwrap_or_default();
        self.heading = Some(Heading { level: level as u8, id, text: String::new(), range });
    }

    pub(super) fn end_heading(&mut self) {
        let Some(mut heading) = self.heading.take() else { return };
        self.leftovers();
        let range =
            heading.range.start..heading.range.start + self.text[heading.range.clone()].trim_end().len();
        let above = self.body.headings.last().map_or(TITLE_LEVEL, |heading| heading.level);
        let has_picture = self.body.links.last().is_some_and(|link| link.range.start >= range.start);
        let problem = if heading.level == TITLE_LEVEL && self.has_front_matter() {
            Some((
                "the page has a title already",
                "headings start at `##`; this one is shown as one of those",
            ))
        } else if heading.level > above + 1 {
            Some(("the heading skips a level", "below a heading stands one with one `#` more at most"))
        } else if heading.text.trim().is_empty() && !has_picture {
            Some(("the heading is empty", "write its words, or remove it"))
        } else {
            None
        };
        if let Some((message, help)) = problem {
            let diagnostic = Diagnostic::new(Code::HeadingLevel, self.span(&range), message);
            self.diagnostics.push(diagnostic.help(help.to_owned()));
        }
        heading.level = heading.level.max(TITLE_LEVEL + 1);
        self.body.headings.push(heading);
    }

    /// Without front matter the page has no title yet, which is reported.
    fn has_front_matter(&self) -> bool {
        !self.text[..self.body.start].trim_start_matches('\u{feff}').trim().is_empty()
    }

    /// Keeps the ids that tags set, but those that another one has. They come before the ids that headings set.
    pub(super) fn end_anchors(&mut self) {
        let mut anchors = std::mem::take(&mut self.body.anchors);
        for anchor in &mut anchors {
            anchor.id = self.set_id(&anchor.id, &anchor.range);
        }
        self.body.anchors = anchors;
    }

    /// Gives each heading its anchor, when all are known: what an author set is kept, and the numbers behind
    /// words that repeat are put around it.
    pub(super) fn end_headings(&mut self) {
        let mut headings = std::mem::take(&mut self.body.headings);
        for heading in headings.iter_mut().filter(|heading| !heading.id.is_empty()) {
            heading.id = self.set_id(&heading.id, &heading.range);
        }
        for heading in headings.iter_mut().filter(|heading| heading.id.is_empty()) {
            heading.id = self.free_id(allowed(&anchor(&heading.text)));
        }
        self.body.headings = headings;
    }

    /// Keeps the id that an author set, unless it is taken.
    fn set_id(&mut self, id: &str, range: &Range<usize>) -> String {
        let span = self.span(range);
        let wanted = allowed(id);
        if wanted != id {
            let message = format!("ids that start like `{id}` are those of facts, notes and blocks");
            let help = format!("set another one; here it is `{wanted}`");
            self.diagnostics.push(Diagnostic::new(Code::DuplicateAnchor, span.clone(), message).help(help));
        }
        if let Some(statement) = self.statements.get(wanted.as_str()) {
            let message = format!("the id `{wanted}` is that of a fact or event of the page");
            let diagnostic = Diagnostic::new(Code::DuplicateAnchor, span, message);
            let related = diagnostic.related(self.span(statement), "which has it from what it says");
            self.diagnostics.push(related.help("set another one".to_owned()));
        } else if let Some(earlier) = self.set_ids.get(&wanted) {
            let message = format!("the id `{wanted}` is set by an earlier heading or tag");
            let diagnostic = Diagnostic::new(Code::DuplicateAnchor, span, message);
            self.diagnostics.push(diagnostic.related(self.span(earlier), "set here first"));
        } else {
            self.set_ids.insert(wanted.clone(), range.clone());
        }
        self.free_id(wanted)
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

/// The anchor that GitHub makes of the words of a heading: in lower case, with `-` for each blank, and without what
/// is neither a letter, a mark, a digit, `_` nor `-`. Letters of every script stay as they are.
fn anchor(words: &str) -> String {
    let is_kept = |sign: &char| (is_word_character(*sign) && !is_joiner(*sign)) || "- ".contains(*sign);
    words
        .trim()
        .to_lowercase()
        .chars()
        .filter(is_kept)
        .map(|sign| if sign == ' ' { '-' } else { sign })
        .collect()
}

/// Signs without a shape that join letters or keep them apart; no word character for GitHub.
fn is_joiner(sign: char) -> bool {
    matches!(sign, '\u{200c}' | '\u{200d}')
}

/// The id, or a longer one if it could be that of something else on the page.
fn allowed(wanted: &str) -> String {
    let reserved = RESERVED_IDS.iter().any(|prefix| wanted.starts_with(prefix));
    match wanted {
        "" => "section".to_owned(),
        _ if reserved => format!("section-{wanted}"),
        _ => wanted.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_those_of_github() {
        let table = [
            ("Setting up", "setting-up"),
            ("自动生成的链接", "自动生成的链接"),
            ("日本語、テスト。", "日本語テスト"),
            ("What's new in v1.2?", "whats-new-in-v12"),
            ("What’s new", "whats-new"),
            ("Mutex<T> and ->", "mutext-and--"),
            ("Rust & C", "rust--c"),
            ("Über uns", "über-uns"),
            ("e\u{301}te\u{301}", "e\u{301}te\u{301}"),
            ("हिन्दी", "हिन्दी"),
            ("snake_case and kebab-case", "snake_case-and-kebab-case"),
            ("x² + ½", "x--"),
            ("Ⅷ", "ⅷ"),
            ("Lamp 💡 oil", "lamp--oil"),
            ("a — b", "a--b"),
            ("ΣΊΣΥΦΟΣ", "σίσυφος"),
            ("  C++  ", "c"),
            ("???", ""),
        ];
        for (words, expected) in table {
            assert_eq!(anchor(words), expected, "{words}");
        }
    }
}
