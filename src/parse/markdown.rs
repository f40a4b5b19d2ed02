//! The dialect of Markdown: one place that says which extensions are on, for everyone who reads it.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser};
use unicase::UniCase;

use super::dialect::{Dialect, alert};
use super::exhibit::BlockKind;
use crate::diagnostic::Spanned;

/// The extensions that are on.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// The events of the Markdown that starts at `start`, with places in bytes of the whole file.
pub fn events(text: &str, start: usize) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let parser = Parser::new_ext(&text[start..], options()).into_offset_iter();
    let placed = parser.map(move |(event, range)| (event, range.start + start..range.end + start));
    Dialect::new(text, placed)
}

/// The lines `[label]: target` of the Markdown that starts at `start`: the target of each, and where the whole stands.
pub fn definitions(text: &str, start: usize) -> Vec<Spanned<String>> {
    let parser = Parser::new_ext(&text[start..], options());
    let definitions = parser.reference_definitions().iter();
    let placed = definitions.map(|(_, definition)| Spanned {
        value: definition.dest.to_string(),
        range: definition.span.start + start..definition.span.end + start,
    });
    let mut placed: Vec<_> = placed.collect();
    placed.sort_by_key(|definition| definition.range.start);
    placed
}

/// The events of the Markdown of a part of a file, in the same way.
pub fn events_within<'t>(
    text: &'t str,
    range: &Range<usize>,
) -> impl Iterator<Item = (Event<'t>, Range<usize>)> {
    events(&text[..range.end], range.start)
}

/// The quotes, dashes and dots in a part of a file that typography has better signs for, with these.
pub fn punctuation<'t>(
    text: &'t str,
    range: &Range<usize>,
) -> impl Iterator<Item = (Range<usize>, CowStr<'t>)> {
    let (start, text) = (range.start, &text[..range.end]);
    let parser =
        Parser::new_ext(&text[start..], options() | Options::ENABLE_SMART_PUNCTUATION).into_offset_iter();
    parser.filter_map(move |(event, range)| {
        let Event::Text(sign) = event else { return None };
        let place = range.start + start..range.end + start;
        let written = text.get(place.clone())?;
        let is_sign = written != &*sign && written.starts_with(['"', '\'', '-', '.']);
        is_sign.then_some((place, sign))
    })
}

/// Whether the first paragraph of the alert at `range` is its title.
pub fn has_title(text: &str, range: &Range<usize>) -> bool {
    alert(text, range).is_some_and(|alert| !alert.title.is_empty())
}

/// The key under which a footnote is found: labels that differ in case alone are one, as pulldown-cmark and GitHub
/// read them.
pub fn note_key(label: &str) -> String {
    UniCase::new(label).to_folded_case()
}

/// The words behind the opening fence of a code block: the language, then settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fence {
    /// The language; empty if none is given.
    pub language: String,
    /// Shown above the code: `title="main.rs"`.
    pub title: Option<String>,
    /// Whether lines are numbered: `linenos`.
    pub numbered: bool,
    /// Lines to mark, counted from one: `mark=2,5-7`.
    pub marked: Vec<Range<usize>>,
    /// Words that are no setting.
    pub unknown: Vec<String>,
}

/// The settings a fence can have.
pub const FENCE_SETTINGS: [&str; 3] = ["title=", "linenos", "mark="];

impl Fence {
    /// Reads ```` ```rust,compile_fail title="main.rs" linenos mark=2,5-7 ````. What follows the language behind
    /// a comma is rustdoc's and tells tests what to do with the block; it is not shown.
    pub fn parse(words: &str) -> Self {
        let words = words.trim();
        let (language, mut rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let language = language.split(',').next().unwrap_or_default().to_owned();
        let mut fence = Self { language, ..Self::default() };
        while !rest.trim_start().is_empty() {
            rest = fence.setting(rest.trim_start());
        }
        fence
    }

    /// What kind of exhibit it opens, if it is one.
    pub fn exhibit(&self) -> Option<BlockKind> {
        BlockKind::from_word(&self.language)
    }

    /// Reads one setting and returns what follows it.
    fn setting<'w>(&mut self, rest: &'w str) -> &'w str {
        if let Some((title, rest)) = rest.strip_prefix("title=\"").and_then(|rest| rest.split_once('"')) {
            self.title = Some(title.to_owned());
            return rest;
        }
        let (word, rest) = rest.split_at(word_end(rest));
        if word == "linenos" {
            self.numbered = true;
        } else if let Some(lines) = word.strip_prefix("mark=") {
            self.marked = lines.split(',').filter_map(line_range).collect();
        } else {
            self.unknown.push(word.to_owned());
        }
        rest
    }
}

/// Where a word ends: at a blank that stands neither in quotation marks nor in braces.
fn word_end(text: &str) -> usize {
    /// What is quoted is short; more is not looked at.
    const MOST_SIGNS: usize = 200;
    let mut close = None;
    for (at, sign) in text.char_indices().take(MOST_SIGNS) {
        match (close, sign) {
            (Some(end), _) if end == sign => close = None,
            (None, '"' | '\'') => close = Some(sign),
            (None, '{') => close = Some('}'),
            (None, _) if sign.is_whitespace() => return at,
            _ => {}
        }
    }
    if close.is_none() && text.char_indices().nth(MOST_SIGNS).is_none() {
        return text.len();
    }
    // What is not closed ends with its first word.
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// `3` or `3-5`, as a half-open range.
fn line_range(text: &str) -> Option<Range<usize>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
    Some(first..last.checked_add(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_is_read_word_by_word() {
        let fence = Fence::parse("rust,compile_fail title=\"src/main.rs\" linenos mark=2,5-7 other");
        assert_eq!((fence.language.as_str(), fence.title.as_deref()), ("rust", Some("src/main.rs")));
        assert_eq!(
            (fence.numbered, fence.marked, fence.unknown),
            (true, vec![2..3, 5..8], vec!["other".to_owned()])
        );
        assert_eq!(Fence::parse("  "), Fence::default());
        assert!(Fence::parse("toml mark=x,9-,1-99999999999999999999").marked.is_empty());
    }
}
