//! Typographic quotes, dashes and dots for those that keyboards have.
//!
//! pulldown-cmark knows what each is to become. It is asked beside the reading of the text, so that names are found and
//! places counted in the text as it is written.

use std::ops::Range;

use pulldown_cmark::CowStr;

use crate::parse::markdown::punctuation;

/// The signs of a text that become others, in order.
#[derive(Default)]
pub(super) struct Signs<'a>(Vec<(Range<usize>, CowStr<'a>)>);

impl<'a> Signs<'a> {
    pub(super) fn of(text: &'a str, range: &Range<usize>) -> Self {
        Self(punctuation(text, range).collect())
    }

    pub(super) fn within(&self, range: &Range<usize>) -> &[(Range<usize>, CowStr<'a>)] {
        let start = self.0.partition_point(|(place, _)| place.start < range.start);
        let length = self.0[start..].partition_point(|(place, _)| place.end <= range.end);
        &self.0[start..start + length]
    }
}
