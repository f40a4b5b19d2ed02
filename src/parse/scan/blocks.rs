//! The prose of a page in a few pieces of memory: a large site has a million paragraphs, items and cells.

use std::ops::Range;

/// The stretches of prose of a page, in order.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// Their words, one after the other.
    text: String,
    segments: Vec<Segment>,
    ends: Vec<End>,
}

/// A stretch of prose: a paragraph, a list item or a table cell.
#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    /// Its words without markup; line breaks are spaces.
    pub text: &'a str,
    /// The parts of the text in which names can become links.
    pub segments: &'a [Segment],
    /// Index of the heading it stands below, if there is one.
    pub section: Option<usize>,
    /// The key of the footnote it belongs to.
    pub note: Option<&'a str>,
    /// Whether it is a cell in the same row of a table as the block before it.
    pub same_row: bool,
}

/// A stretch of a block's text that stands in the file as it is, outside links and code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    start: u32,
    end: u32,
    source: u32,
    /// Whether nothing but a line break or an entity stands between the segment before it and this one.
    pub joined: bool,
}

/// Where a block ends in the text and among the segments, which is where the next one starts; and what else is known
/// of it.
#[derive(Clone, Debug)]
struct End {
    text: u32,
    segments: u32,
    section: Option<u32>,
    note: Option<Box<str>>,
    same_row: bool,
}

/// A block that is being read.
#[derive(Default)]
pub(super) struct OpenBlock {
    pub(super) text: String,
    pub(super) segments: Vec<Segment>,
    pub(super) section: Option<usize>,
    pub(super) note: Option<String>,
    pub(super) same_row: bool,
}

impl Segment {
    /// What of the text of its block stands in the file from `source` on.
    pub(super) fn new(text: Range<usize>, source: usize, joined: bool) -> Self {
        Self { start: small(text.start), end: small(text.end), source: small(source), joined }
    }

    /// Where in the block's text.
    pub fn text(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Where it starts in the file.
    pub fn source(&self) -> usize {
        self.source as usize
    }
}

/// A place in a page, which has 16 MiB at most.
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

impl Blocks {
    pub(super) fn push(&mut self, block: OpenBlock) {
        let OpenBlock { text, segments, section, note, same_row } = block;
        self.text.push_str(&text);
        self.segments.extend(segments);
        self.ends.push(End {
            text: small(self.text.len()),
            segments: small(self.segments.len()),
            section: section.map(small),
            note: note.map(String::into_boxed_str),
            same_row,
        });
    }

    /// Gives back the memory that was kept for more of them.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.segments.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// One of them by its index, which is below [`Self::len`].
    pub fn at(&self, index: usize) -> Block<'_> {
        let End { text, segments, section, note, same_row } = &self.ends[index];
        let before = index.checked_sub(1).map(|before| &self.ends[before]);
        let (first, from) = before.map_or((0, 0), |before| (before.text, before.segments));
        Block {
            text: &self.text[first as usize..*text as usize],
            segments: &self.segments[from as usize..*segments as usize],
            section: section.map(|section| section as usize),
            note: note.as_deref(),
            same_row: *same_row,
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Block<'_>> {
        (0..self.len()).map(|index| self.at(index))
    }
}
