//! Plain words of the text: where names among them become links by themselves, and which signs become typographic ones.
//!
//! It is the same for every format that the text is written in.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::punctuation::Signs;
use crate::link::{Resolved, Target};
use crate::plan::BodyInput;

/// What plain words are written as.
pub(in crate::render) enum Piece<'a> {
    /// Words as they are.
    Words(CowStr<'a>),
    /// The start of a link to an address of the site, without the base path; `term` says that it is one of a glossary.
    Start { url: &'a str, term: bool },
    /// Its end.
    End,
}

/// The plain words of a text, from its start to its end.
pub(in crate::render) struct Words<'a> {
    input: &'a BodyInput,
    signs: Signs<'a>,
    /// Index of the next link that is a mention.
    next_mention: usize,
    /// Where the mention that is open ends.
    mention_end: Option<usize>,
}

impl<'a> Words<'a> {
    /// The words in a range of the file.
    pub(in crate::render) fn new(
        input: &'a BodyInput,
        smart_punctuation: bool,
        range: &Range<usize>,
    ) -> Self {
        let signs = if smart_punctuation { Signs::of(&input.document.text, range) } else { Signs::default() };
        Self { input, signs, next_mention: 0, mention_end: None }
    }

    /// The words of an event with the mentions among them. Those of a bare address stay as they are.
    pub(in crate::render) fn pieces(
        &mut self,
        text: CowStr<'a>,
        range: &Range<usize>,
        in_address: bool,
    ) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut at = range.start;
        while let Some(border) = self.next_border(range) {
            self.written(at..border, &mut pieces);
            at = border;
            if self.mention_end.take().is_some() {
                pieces.push(Piece::End);
            } else if let Some((url, term, end)) = self.mention() {
                self.mention_end = Some(end);
                pieces.push(Piece::Start { url, term });
                self.next_mention += 1;
            }
        }
        // What differs is an entity.
        let source = &self.input.document.text[range.clone()];
        if at == range.start && (in_address || *source != *text) {
            pieces.push(Piece::Words(text));
        } else {
            self.written(at..range.end, &mut pieces);
        }
        pieces
    }

    /// Words of the text as they are written, with the signs in them.
    fn written(&self, range: Range<usize>, pieces: &mut Vec<Piece<'a>>) {
        let text = &self.input.document.text;
        let mut at = range.start;
        for (place, sign) in self.signs.within(&range) {
            pieces.extend((at < place.start).then(|| Piece::Words(text[at..place.start].into())));
            pieces.push(Piece::Words(sign.clone()));
            at = place.end;
        }
        pieces.extend((at < range.end).then(|| Piece::Words(text[at..range.end].into())));
    }

    /// Where the next mention starts, or the open one ends, if that is within the words.
    fn next_border(&mut self, words: &Range<usize>) -> Option<usize> {
        if let Some(border) = self.mention_end {
            return (border <= words.end).then_some(border);
        }
        let is_behind = |link: &Resolved| {
            !matches!(link.target, Target::Mention { .. }) || link.range.start < words.start
        };
        while self.input.links.get(self.next_mention).is_some_and(is_behind) {
            self.next_mention += 1;
        }
        let next = self.input.links.get(self.next_mention)?;
        (next.range.start < words.end).then_some(next.range.start)
    }

    /// The address of the next mention, whether it is a term, and where it ends.
    fn mention(&self) -> Option<(&'a str, bool, usize)> {
        match self.input.links.get(self.next_mention)? {
            Resolved { range, target: Target::Mention { url, term } } => Some((url, *term, range.end)),
            _ => None,
        }
    }
}
