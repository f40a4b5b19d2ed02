//! The lines of front matter as what moves in one piece, and another order of them.

use std::ops::Range;

use crate::node::{Entry, Node, Value};
use crate::parse::Head;

/// The place of a key that the kind of page does not have: behind all others.
const LAST: usize = usize::MAX;

/// Lines that stay together, from the blank lines and comments above them on.
struct Block {
    /// Which key of the kind it is about.
    rank: usize,
    /// Where it stands.
    range: Range<usize>,
    /// The key up to its colon, and how it is spelt; `None` for a key that is commented out.
    key: Option<(Range<usize>, String)>,
}

/// Where the lines of a new key go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyPlace {
    /// Where in the file.
    pub(crate) at: usize,
    /// Whether the line above is a comment that would be about the key, unless a blank line stands between.
    pub(crate) is_below_comment: bool,
}

/// Front matter in pieces.
pub(super) struct Blocks {
    /// Comments that stand above all keys, with a blank line below them.
    header: Range<usize>,
    /// In the order of the file.
    moving: Vec<Block>,
    /// Comments below the last key.
    tail: Range<usize>,
}

impl Blocks {
    /// Takes front matter apart. `known` are the keys of its kind in their order. If a key does not begin its line as a
    /// word or a text in quotes, or something else stands above all keys: where.
    pub(super) fn of(text: &str, head: &Head, known: &[&str]) -> Result<Self, Range<usize>> {
        let start = |entry: &Entry| line_of(text, entry).ok_or_else(|| entry.range.clone());
        let starts = head.entries.iter().map(start).collect::<Result<Vec<_>, _>>()?;
        let first = starts.first().copied().unwrap_or(head.range.end);
        let is_marked = |line: &Range<usize>| {
            let line = text[line.clone()].trim();
            !line.is_empty() && !line.starts_with('#')
        };
        if let Some(line) = lines(text, head.range.start..first.max(head.range.start)).find(is_marked) {
            return Err(line.start..line.start + text[line.clone()].trim_end().len());
        }
        let mut above = head.range.start;
        for (entry, start) in head.entries.iter().zip(&starts) {
            if *start < above {
                return Err(entry.range.clone());
            }
            above = start + 1;
        }
        let mut pieces = Pieces { text, known, start: head.range.start, header: None, moving: Vec::new() };
        for (index, (entry, start)) in head.entries.iter().zip(&starts).enumerate() {
            let next = starts.get(index + 1).copied();
            pieces.gap(*start, false);
            pieces.key(entry, own_end(text, entry, *start, next.unwrap_or(head.range.end)));
        }
        pieces.gap(head.range.end, true);
        let Pieces { start, header, moving, .. } = pieces;
        Ok(Self {
            header: head.range.start..header.unwrap_or(head.range.start),
            moving,
            tail: start..head.range.end,
        })
    }

    /// Where a key goes that is not there yet: behind all that does not come after it.
    pub(super) fn place_of(&self, rank: usize) -> KeyPlace {
        match self.moving.iter().rfind(|block| block.rank <= rank) {
            Some(block) => KeyPlace { at: block.range.end, is_below_comment: block.key.is_none() },
            None => KeyPlace { at: self.header.end, is_below_comment: !self.header.is_empty() },
        }
    }

    /// The lines in the order of the keys. What is in order stays as it is, but for the spelling of keys.
    pub(super) fn arranged(&self, text: &str) -> String {
        let mut order: Vec<usize> = (0..self.moving.len()).collect();
        order.sort_by_key(|index| self.moving[*index].rank);
        let newline = if text[self.header.start..self.tail.end].contains("\r\n") { "\r\n" } else { "\n" };
        let mut lines = text[self.header.clone()].to_owned();
        for (place, index) in order.iter().enumerate() {
            // The blank lines above the first key stay there, and those of the one that takes its place change with it.
            let blank = match (place, index) {
                (0, _) => 0,
                (_, 0) => order[0],
                _ => *index,
            };
            let blank = &self.moving[blank];
            let blank = &text[blank.range.start..blank.range.start + blank_length(text, &blank.range)];
            let follows_comment = place > 0 && self.moving[order[place - 1]].key.is_none();
            lines.push_str(if blank.is_empty() && follows_comment { newline } else { blank });
            self.moving[*index].write(text, &mut lines);
        }
        let tail = &text[self.tail.clone()];
        let follows_comment = order.last().is_some_and(|index| self.moving[*index].key.is_none());
        if follows_comment && !tail.is_empty() && blank_length(text, &self.tail) == 0 {
            lines.push_str(newline);
        }
        lines + tail
    }
}

impl Block {
    /// The lines from the first on that is not blank, with the key as it is spelt.
    fn write(&self, text: &str, lines: &mut String) {
        let start = self.range.start + blank_length(text, &self.range);
        match &self.key {
            Some((key, name)) if self.rank != LAST => {
                lines.push_str(&text[start..key.start]);
                lines.push_str(name);
                lines.push_str(&text[key.end..self.range.end]);
            }
            Some(_) | None => lines.push_str(&text[start..self.range.end]),
        }
    }
}

/// Front matter while it is taken apart.
struct Pieces<'t> {
    text: &'t str,
    known: &'t [&'t str],
    /// Where the next block starts.
    start: usize,
    header: Option<usize>,
    moving: Vec<Block>,
}

impl Pieces<'_> {
    fn rank(&self, key: &str) -> usize {
        self.known.iter().position(|known| *known == key).unwrap_or(LAST)
    }

    fn push(&mut self, rank: usize, end: usize, key: Option<(Range<usize>, String)>) {
        self.moving.push(Block { rank, range: self.start..end, key });
        self.start = end;
    }

    fn key(&mut self, entry: &Entry, end: usize) {
        let colon =
            self.text[entry.range.end..end].find(':').map_or(entry.range.end, |at| entry.range.end + at);
        self.push(self.rank(&entry.key), end, Some((entry.range.start..colon, entry.key.clone())));
    }

    /// The blank lines and comments up to a place. A comment belongs to what follows it, but for two: one with a blank
    /// line below it that holds a key, as `#tags: [one]`, goes where the key would, and any other above the first key
    /// stays on top.
    fn gap(&mut self, end: usize, is_last: bool) {
        let mut comment: Option<usize> = None;
        for line in lines(self.text, self.start..end) {
            if !self.text[line.clone()].trim().is_empty() {
                comment.get_or_insert(line.start);
            } else if let Some(start) = comment.take() {
                self.comment(start..line.start);
            }
        }
        if let Some(start) = comment.filter(|_| is_last) {
            self.comment(start..end);
        }
    }

    fn comment(&mut self, range: Range<usize>) {
        let key = |line: &str| {
            let (key, _) = line.trim_start().strip_prefix('#')?.split_once(':')?;
            self.known.iter().position(|known| *known == key)
        };
        match self.text[range.clone()].lines().find_map(key) {
            Some(rank) => self.push(rank, range.end, None),
            None if self.moving.is_empty() => {
                self.header = Some(range.end);
                self.start = range.end;
            }
            None => {}
        }
    }
}

/// The lines of a stretch, with their ends.
pub(super) fn lines(text: &str, range: Range<usize>) -> impl DoubleEndedIterator<Item = Range<usize>> {
    let mut at = range.start;
    let lines: Vec<_> = text[range]
        .split_inclusive('\n')
        .map(|line| {
            at += line.len();
            at - line.len()..at
        })
        .collect();
    lines.into_iter()
}

/// How many bytes the blank lines at the start of a stretch have.
fn blank_length(text: &str, range: &Range<usize>) -> usize {
    let blank = lines(text, range.clone()).take_while(|line| text[line.clone()].trim().is_empty());
    blank.map(|line| line.len()).sum()
}

/// Where the line of a key starts, if nothing but blanks stands before the key, and nothing but its colon is marked.
fn line_of(text: &str, entry: &Entry) -> Option<usize> {
    let written = text.get(entry.range.clone())?;
    let start = text[..entry.range.start].rfind('\n')? + 1;
    let is_plain = written == entry.key || written.starts_with(['"', '\'']);
    let is_key = is_plain
        && text[start..entry.range.start].bytes().all(|byte| byte == b' ')
        && text[entry.range.end..].trim_start_matches([' ', '\t']).starts_with(':');
    is_key.then_some(start)
}

/// Where a key ends with what belongs to it: its value, and comments that are indented or stand for items of its list.
/// Whatever else is a comment, up to the line of the next key, belongs to that one.
fn own_end(text: &str, entry: &Entry, start: usize, next: usize) -> usize {
    let indent = entry.range.start - start;
    // One of which every item is a comment is nothing to YAML.
    let is_list = matches!(entry.node.value, Value::List(_) | Value::Null);
    let value = last_byte(&entry.node, &(entry.range.end..next)).max(entry.range.end);
    let line_end = text[value..next].find('\n').map_or(next, |at| value + at + 1);
    let is_next = |line: &Range<usize>| {
        let line = &text[line.clone()];
        let words = line.trim_start_matches(' ');
        let is_item = is_list && words.trim_start_matches('#').trim_start().starts_with("- ");
        line.trim().is_empty() || words.starts_with('#') && line.len() - words.len() <= indent && !is_item
    };
    let gap = lines(text, line_end..next).rev().take_while(is_next).last();
    gap.map_or(next, |line| line.start)
}

/// The last place of a value that is known. What stands elsewhere is an alias, and the places of lists and maps are those
/// they start at.
fn last_byte(node: &Node, within: &Range<usize>) -> usize {
    let last = match &node.value {
        Value::List(items) => items.iter().map(|item| last_byte(item, within)).max(),
        Value::Map(entries) => entries.iter().map(|entry| last_byte(&entry.node, within)).max(),
        Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Text(_) => {
            Some(node.range.end).filter(|end| within.contains(end))
        }
        Value::Null => None,
    };
    last.unwrap_or_default()
}
