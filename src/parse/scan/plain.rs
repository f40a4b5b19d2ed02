//! The text of a block as Markdown left it, by the places of the file: what stands there and was read as
//! markup, or as plain words.

use std::ops::Range;

/// A byte that is no plain text: markup, code, an escaped sign.
const MARKUP: u8 = 0;

/// The source of one block in which everything but plain text is blanked, line ends apart, so that whatever looks like markup in
/// it was meant as markup and is none.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// Where it starts in the file.
    start: usize,
    bytes: Vec<u8>,
}

impl Plain {
    /// Adds plain text that stands at `range` of the file as it is.
    pub(super) fn add(&mut self, source: &str, range: &Range<usize>) {
        if self.bytes.is_empty() {
            self.start = range.start;
        }
        let end = self.start + self.bytes.len();
        let Some(gap) = range.start.checked_sub(end) else { return };
        let between = source[range.start - gap..range.start].bytes();
        self.bytes.extend(between.map(|byte| if byte == b'\n' { byte } else { MARKUP }));
        let text = &source[range.clone()];
        // A backslash that is no text itself escapes what follows, and text is cut behind it.
        let is_escaped = source[..range.start].ends_with('\\') && (gap > 0 || self.bytes.is_empty());
        let escaped = if is_escaped { text.chars().next().map_or(0, char::len_utf8) } else { 0 };
        self.bytes.extend(std::iter::repeat_n(MARKUP, escaped));
        self.bytes.extend_from_slice(&text.as_bytes()[escaped..]);
    }

    /// Takes the text of a block out, with the place where it starts.
    pub(super) fn take(&mut self) -> (usize, String) {
        let bytes = std::mem::take(&mut self.bytes);
        // Whole characters went in.
        (self.start, String::from_utf8(bytes).unwrap_or_default())
    }
}
