//! Typographic quotes, dashes and dots for those that keyboards have.
//!
//! pulldown-cmark knows what each is to become. It is asked beside the reading of the text, so that names are found and
//! places counted in the text as it is written.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use super::Writer;
use crate::parse::markdown::punctuation;

/// The signs of a text that become others, in order.
#[derive(Default)]
pub(super) struct Signs<'a>(Vec<(Range<usize>, CowStr<'a>)>);

impl<'a> Signs<'a> {
    pub(super) fn of(text: &'a str, range: &Range<usize>) -> Self {
        Self(punctuation(text, range).collect())
    }

    fn within(&self, range: &Range<usize>) -> &[(Range<usize>, CowStr<'a>)] {
        let start = self.0.partition_point(|(place, _)| place.start < range.start);
        let length = self.0[start..].partition_point(|(place, _)| place.end <= range.end);
        &self.0[start..start + length]
    }
}

impl Writer<'_> {
    /// Words of the text as they are written, with the signs in them.
    pub(super) fn words(&mut self, range: Range<usize>) {
        let text = &self.input.document.text;
        let mut at = range.start;
        for (place, sign) in self.signs.within(&range) {
            self.out.extend((at < place.start).then(|| Event::Text(text[at..place.start].into())));
            self.out.push(Event::Text(sign.clone()));
            at = place.end;
        }
        self.out.extend((at < range.end).then(|| Event::Text(text[at..range.end].into())));
    }
}
