//! The sentence around a link, in the words a reader sees.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Resolved, Target};
use crate::parse::{Body, Link};

/// The most characters shown on each side of the words.
const REACH: usize = 160;

/// Bytes on each side in which the borders of the sentence are sought: enough for [`REACH`] characters of any
/// script.
const WINDOW: usize = 4 * REACH;

/// The sentence around `words` in a block: what stands before them, they themselves, and what follows.
pub(super) fn around(
    body: &Body,
    block: usize,
    words: &Range<usize>,
    resolved: &[Resolved],
) -> (String, String, String) {
    let text = &body.blocks[block].text;
    let Range { start, end } = bounds(text, words);
    let links: Vec<_> = body.links.iter().filter(|link| link.block == Some(block)).collect();
    let show = |range| shown(text, range, &links, resolved);
    let before = show(start..words.start);
    let after = show(words.end..end);
    (last_words(before.trim_start()), show(words.clone()), first_words(after.trim_end()))
}

/// Where in a text the sentence around `words` stands.
pub(crate) fn bounds(text: &str, words: &Range<usize>) -> Range<usize> {
    // No more than this is shown, so no more is cut into sentences: a paragraph can name thousands.
    let from = text.floor_char_boundary(words.start.saturating_sub(WINDOW));
    let window = &text[from..text.ceil_char_boundary(words.end + WINDOW)];
    let bounds =
        window.split_sentence_bound_indices().map(|(start, part)| from + start..from + start + part.len());
    // The words may straddle what looks like a border of sentences: `Yahoo! Japan`.
    let around: Vec<_> = bounds.filter(|part| part.start < words.end && words.start < part.end).collect();
    let start = around.first().map_or(words.start, |part| part.start).min(words.start);
    let end = around.last().map_or(words.end, |part| part.end).max(words.end);
    start..end
}

/// The words of a heading as a reader sees them.
pub(crate) fn heading_words(body: &Body, index: usize, resolved: &[Resolved]) -> String {
    let text = &body.headings[index].text;
    let links: Vec<_> =
        body.links.iter().filter(|link| link.block.is_none() && link.section == index + 1).collect();
    shown(text, 0..text.len(), &links, resolved)
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
        Target::Inside { text, .. } => text.as_deref(),
        Target::Outside(_) | Target::Mention { .. } | Target::Broken => None,
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
    fn long_sentences_are_cut_between_words() {
        let long = "word ".repeat(60);
        assert!(last_words(&long).starts_with("… word "));
        assert!(first_words(&long).ends_with("word …"));
        assert_eq!(first_words("short"), "short");
    }
}
