//! The sentence around a link, in the words a reader sees.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Resolved, Target};
use crate::parse::{Block, Body, Link, LinkKind};

/// The most characters shown on each side of the words.
const REACH: usize = 160;

/// Bytes on each side in which the borders of the sentence are sought: enough for [`REACH`] characters of any
/// script.
const WINDOW: usize = 4 * REACH;

/// The words of a page as a reader sees them.
pub(super) struct Prose<'p> {
    body: &'p Body,
    resolved: &'p [Resolved],
    /// The links that can show other words than were written, by place: pictures apart, none stands in another.
    links: Vec<&'p Link>,
}

impl<'p> Prose<'p> {
    pub(super) fn new(body: &'p Body, resolved: &'p [Resolved]) -> Self {
        let links = body.links.iter().filter(|link| link.kind != LinkKind::Image).collect();
        Self { body, resolved, links }
    }

    /// A sentence of a block, from [`bounds`], around `words`: what stands before them, they themselves, and what
    /// follows.
    pub(super) fn around(
        &self,
        block: usize,
        sentence: &Range<usize>,
        words: &Range<usize>,
    ) -> (String, String, String) {
        let Block { text, section, .. } = self.body.blocks.at(block);
        let first = (section, Some(block), sentence.start);
        let first = self.links.partition_point(|link| (link.section, link.block, link.at) < first);
        let links = self.links[first..].iter().take_while(|link| link.block == Some(block));
        let links: Vec<_> = links.take_while(|link| link.at < sentence.end).copied().collect();
        let show = |range| shown(text, range, &links, self.resolved);
        let before = show(sentence.start..words.start);
        let after = show(words.end..sentence.end);
        (last_words(before.trim_start()), show(words.clone()), first_words(after.trim_end()))
    }
}

/// Where in a text the sentence around `words` stands.
pub(crate) fn bounds(text: &str, words: &Range<usize>) -> Range<usize> {
    // No more than this is shown, so no more is cut into sentences: a paragraph can name thousands.
    let from = text.floor_char_boundary(words.start.saturating_sub(WINDOW));
    let window = &text[from..text.ceil_char_boundary(words.end + WINDOW)];
    let parts = sentences(window).map(|part| from + part.start..from + part.end);
    // The words may straddle what looks like a border of sentences: `Yahoo! Japan`.
    let mut around =
        parts.skip_while(|part| part.end <= words.start).take_while(|part| part.start < words.end);
    let first = around.next().unwrap_or_else(|| words.clone());
    let end = around.last().map_or(first.end, |part| part.end);
    first.start.min(words.start)..end.max(words.end)
}

/// Whether these words start a sentence, or what is written as one: an item, a cell, what follows a colon.
pub(super) fn starts(text: &str, words: &Range<usize>) -> bool {
    let before = text[..words.start].trim_end_matches(|c: char| c.is_whitespace() || OPENING.contains(&c));
    before.is_empty() || before.ends_with(':') || before.len() <= bounds(text, words).start
}

/// Whether the stretch that [`bounds`] gives is a sentence: it ends as one, and starts as one or with a name.
/// The words of a cell, an item or a heading are none.
pub(super) fn is_whole(text: &str, range: &Range<usize>, starts_with_name: bool) -> bool {
    let sentence = text[range.clone()].trim();
    let end = sentence.trim_end_matches(CLOSING).chars().next_back();
    let start = sentence.trim_start_matches(OPENING).chars().next();
    end.is_some_and(|end| TERMINAL.contains(&end))
        && start.is_some_and(|start| starts_with_name || !start.is_lowercase())
}

/// What ends a sentence. A colon does where what follows is a list or a block of its own.
const TERMINAL: [char; 9] = ['.', '!', '?', '…', ':', '。', '！', '？', '．'];

const CLOSING: [char; 10] = [')', ']', '"', '\'', '”', '’', '»', '」', '』', '）'];

const OPENING: [char; 12] = ['(', '[', '"', '\'', '“', '‘', '„', '«', '「', '『', '（', '¿'];

/// The sentences of a text. Unicode's rules know no abbreviations and end a sentence behind each, and behind the
/// question within another.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut parts =
        text.split_sentence_bound_indices().map(|(start, part)| start..start + part.len()).peekable();
    std::iter::from_fn(move || {
        let mut sentence = parts.next()?;
        while let Some(next) = parts.next_if(|next| goes_on(&text[sentence.clone()], &text[next.clone()])) {
            sentence.end = next.end;
        }
        Some(sentence)
    })
}

/// Abbreviations behind which a sentence goes on, whatever follows.
const ABBREVIATIONS: [&str; 41] = [
    "e.g", "i.e", "vs", "cf", "viz", "ca", "approx", "Dr", "Mr", "Mrs", "Ms", "Prof", "St", "Mt", "Gen",
    "Sen", "No", "Nos", "Fig", "Figs", "Vol", "vol", "pp", "p", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul",
    "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "z.B", "d.h", "bzw", "Nr", "u.a",
];

/// Abbreviations that can end a sentence as well.
const ENDINGS: [&str; 14] =
    ["Inc", "Ltd", "Corp", "Co", "Jr", "Sr", "etc", "al", "U.S", "U.K", "D.C", "a.m", "p.m", "Bros"];

/// With these words a new sentence starts.
const OPENERS: [&str; 22] = [
    "The", "A", "An", "It", "Its", "In", "On", "At", "He", "She", "They", "We", "This", "That", "These",
    "Those", "But", "And", "For", "From", "With", "There",
];

/// Whether a sentence goes on behind what looks like its end.
fn goes_on(part: &str, next: &str) -> bool {
    // A dot that stands before a letter and behind none is part of a name: `.NET`.
    let before = part.strip_suffix('.').filter(|_| next.starts_with(char::is_alphanumeric));
    if before.is_some_and(|before| {
        before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || OPENING.contains(&c))
    }) {
        return true;
    }
    let (part, next) = (part.trim_end(), next.trim_start());
    let Some(part) = part.strip_suffix('.') else {
        return next.starts_with(char::is_lowercase);
    };
    let (before, word) = part.rsplit_once(char::is_whitespace).unwrap_or(("", part));
    let word = word.trim_start_matches(OPENING);
    let next = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    ABBREVIATIONS.contains(&word)
        || (ENDINGS.contains(&word) && !OPENERS.contains(&next))
        || (is_initial(before, word) && !OPENERS.contains(&next))
}

/// Whether a letter is that of a first name: `J. Doe`, `Donald E. Knuth`. Behind a word in small letters it is
/// what the sentence ends with: `written in C`.
fn is_initial(before: &str, word: &str) -> bool {
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    single && (last.is_empty() || last.starts_with(char::is_uppercase))
}

/// The words of a heading as a reader sees them.
pub(crate) fn heading_words(body: &Body, index: usize, resolved: &[Resolved]) -> String {
    let text = &body.headings[index].text;
    // The links stand in the order of the text, and a heading before what it heads.
    let first = body.links.partition_point(|link| link.section < Some(index));
    let links: Vec<_> = body.links[first..]
        .iter()
        .take_while(|link| link.block.is_none() && link.section == Some(index))
        .collect();
    shown(text, 0..text.len(), &links, resolved)
}

/// Calls `each` with the words of every block as a reader sees them.
pub(crate) fn shown_blocks(body: &Body, resolved: &[Resolved], mut each: impl FnMut(&str)) {
    let mut links: Vec<_> = body.links.iter().filter(|link| link.block.is_some()).collect();
    links.sort_by_key(|link| link.block);
    let mut links = links.as_slice();
    for (index, block) in body.blocks.iter().enumerate() {
        let (own, rest) = links.split_at(links.partition_point(|link| link.block <= Some(index)));
        links = rest;
        if own.iter().any(|link| replacement(link, resolved).is_some()) {
            each(&shown(block.text, 0..block.text.len(), own, resolved));
        } else {
            each(block.text);
        }
    }
}

/// A stretch of the text with figures and titles in place of what the author typed for them.
fn shown(text: &str, range: Range<usize>, links: &[&Link], resolved: &[Resolved]) -> String {
    let mut out = String::new();
    let mut at = range.start;
    for link in links.iter().filter(|link| range.start <= link.at && link.at < range.end) {
        let Some(words) = replacement(link, resolved) else { continue };
        out.push_str(&text[at..link.at]);
        out.push_str(words);
        at = (link.at + link.text.len()).min(range.end);
    }
    out.push_str(&text[at.min(range.end)..range.end]);
    out
}

fn replacement<'r>(link: &Link, resolved: &'r [Resolved]) -> Option<&'r str> {
    let index = resolved
        .binary_search_by_key(&(link.range.start, link.range.end), |one| (one.range.start, one.range.end));
    match &resolved.get(index.ok()?)?.target {
        Target::Figure(figure) => Some(&figure.text),
        Target::Internal { text, .. } => text.as_deref(),
        Target::External(_) | Target::Mention { .. } | Target::Broken(_) => None,
    }
}

fn last_words(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().rev().nth(REACH) else { return text.to_owned() };
    let at = text[cut..].find(' ').map_or(cut, |space| cut + space + 1);
    format!("… {}", &text[at..])
}

fn first_words(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(REACH) else { return text.to_owned() };
    let at = text[..cut].rfind(' ').unwrap_or(cut);
    format!("{} …", &text[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_goes_on_behind_what_only_looks_like_its_end() {
        let cut = |text: &'static str| sentences(text).map(|range| text[range].trim()).collect::<Vec<_>>();
        for whole in [
            "Lamps, e.g. Fresnel lamps, burn oil.",
            "It is at v1.2 of No. 5 in St. Ives.",
            "Lamp Inc. Europe built it.",
            "J. R. Doe and Donald E. Knuth wrote it.",
            "“Why oil?” asked the keeper.",
            "Yahoo! and others closed.",
            "They left on Oct. 5 for good.",
            "The U.S. Navy has lamp.org and 3.5 million.",
            "Wait ... then go.",
            "It runs on .NET and calls (.Unwrap) in .NET files.",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
        for (text, parts) in [
            ("It is written in C. Rust came later.", ["It is written in C.", "Rust came later."]),
            ("It is made by Lamp Inc. The firm is old.", ["It is made by Lamp Inc.", "The firm is old."]),
            ("Is it oil? No, gas.", ["Is it oil?", "No, gas."]),
            ("(It burns.) Then not.", ["(It burns.)", "Then not."]),
            ("灯台は高い。海は広い。", ["灯台は高い。", "海は広い。"]),
        ] {
            assert_eq!(cut(text), parts);
        }
    }

    #[test]
    fn a_sentence_ends_and_starts_as_one() {
        let is = |text: &str, name| is_whole(text, &(0..text.len()), name);
        for yes in ["Oil burns.", "(Oil burns.)", "“Oil burns!”", "8 lamps burn:", "灯台は高い。"] {
            assert!(is(yes, false), "{yes}");
        }
        for no in ["Oil", "Oil, gas", "burns oil.", "Oil;", "", "Oil (gas)"] {
            assert!(!is(no, false), "{no}");
        }
        assert!(is("lampdb burns oil.", true) && !is("lampdb", true));
    }

    #[test]
    fn words_start_a_sentence_behind_quotes_and_colons_too() {
        let starts = |text: &str| starts(text, &(text.find("Open").unwrap()..text.find("Open").unwrap() + 4));
        for yes in ["Open it.", "It is. Open it.", "(Open it.)", "So: Open it.", "It is! “Open it.”"] {
            assert!(starts(yes), "{yes}");
        }
        for no in ["So Open it.", "Lamps, e.g. Open.", "It is “Open”."] {
            assert!(!starts(no), "{no}");
        }
    }

    #[test]
    fn long_sentences_are_cut_between_words() {
        let long = "word ".repeat(60);
        assert!(last_words(&long).starts_with("… word "));
        assert!(first_words(&long).ends_with("word …"));
        assert_eq!(first_words("short"), "short");
    }
}
