//! A text → where its lines start, so that a place is found without reading the text again.

use std::ops::Range;
use std::sync::Arc;

/// Characters are counted once up to each multiple of so many bytes: a line may be as long as the file.
const STRIDE: usize = 1024;

/// A text, and an index of its lines.
pub(crate) struct LineIndex {
    pub(super) text: Arc<str>,
    /// Where each line starts, in bytes; the first at zero.
    starts: Vec<usize>,
    /// How many characters start before each multiple of [`STRIDE`].
    characters: Vec<usize>,
}

impl LineIndex {
    pub(crate) fn new(text: Arc<str>) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let counts = text.as_bytes().chunks(STRIDE).scan(0, |count, chunk| {
            *count += characters(chunk);
            Some(*count)
        });
        let characters = std::iter::once(0).chain(counts).collect();
        Self { text, starts, characters }
    }

    /// The line a byte lies in, counted from zero.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// Line and column of a byte, both counted from one, the column in characters.
    pub(crate) fn position(&self, at: usize) -> (usize, usize) {
        let line = self.line(at);
        (line + 1, self.characters_before(at) - self.characters_before(self.starts[line]) + 1)
    }

    /// The bytes of some lines, the ends of lines included.
    pub(super) fn bytes(&self, lines: Range<usize>) -> Range<usize> {
        let at = |line: usize| self.starts.get(line).copied().unwrap_or(self.text.len());
        at(lines.start)..at(lines.end)
    }

    /// A range may be older than the text it is shown with; it is cut to what the text has.
    pub(super) fn clamp(&self, range: &Range<usize>) -> Range<usize> {
        let floor = |at: usize| self.text.floor_char_boundary(at);
        let start = floor(range.start);
        start..floor(range.end).max(start)
    }

    fn characters_before(&self, at: usize) -> usize {
        let stride = at / STRIDE;
        self.characters[stride] + characters(&self.text.as_bytes()[stride * STRIDE..at])
    }
}

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_as_by_counting_from_the_start() {
        let text = "ä\n\nb\u{1f980}c\r\n".repeat(STRIDE / 4);
        let lines = LineIndex::new(text.as_str().into());
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..at];
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            assert_eq!(lines.position(at), (before.matches('\n').count() + 1, column), "{at}");
        }
    }

    #[test]
    fn a_range_beyond_the_text_is_cut() {
        let lines = LineIndex::new("aä".into());
        assert_eq!((lines.clamp(&(2..9)), lines.clamp(&(7..8))), (1..3, 3..3));
        assert_eq!(lines.bytes(0..1), 0..3);
    }
}
