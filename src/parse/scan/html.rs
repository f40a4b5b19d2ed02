//! HTML in Markdown: which tags reach the page as tags, and which are shown as text.
//!
//! A tag opens and closes within one element of Markdown or not at all. So whatever is let through nests with
//! what Markdown makes, and a tag that was forgotten cannot reach beyond its paragraph, item or quote.

use std::ops::Range;

use html5gum::emitters::callback::CallbackEvent;

use super::piece::{Piece, PieceKind, RawHtml, Shown, holds_blocks};
use crate::markup;

/// The tags that reach the page without `raw-html`: none runs or covers anything, and what `a` and `img` lead to is
/// looked up like the target of a link in Markdown.
const SAFE: [&str; 10] = ["a", "br", "details", "img", "kbd", "mark", "small", "sub", "summary", "sup"];

/// Deeper nesting is not let through: each end tag is sought among those that are open.
const MAX_OPEN: usize = 64;

/// The HTML of a page while it is read.
#[derive(Default)]
pub(super) struct Tags {
    /// What was read, in order.
    read: Vec<RawHtml>,
    /// The safe elements that are open, innermost last.
    open: Vec<Open>,
    /// For each element of Markdown that is open: how many safe ones were open before it, and whether it holds
    /// blocks.
    around: Vec<(usize, bool)>,
    /// The block of HTML that is open.
    block: Option<Written>,
    /// Whether a link or an image of Markdown is open, in which no other link can stand.
    pub(super) in_link: bool,
}

/// A safe element that is open.
struct Open {
    name: &'static str,
    tag: Place,
    /// Whether it is an `a` that leads nowhere, which needs no end.
    is_anchor: bool,
    /// The tags of the summaries in it.
    summaries: Vec<Place>,
}

/// A tag: index of the HTML, and of the piece in it.
type Place = (usize, usize);

/// HTML as Markdown hands it over, with the places of its parts.
struct Written {
    range: Range<usize>,
    source: String,
    /// Where each part starts in the source, and where it stands in the file.
    parts: Vec<(usize, Range<usize>)>,
}

impl Tags {
    /// An element of Markdown starts; `holds_blocks` if details can stand in it without a block of their own.
    pub(super) fn enter(&mut self, holds_blocks: bool) {
        self.around.push((self.open.len(), holds_blocks));
    }

    /// The element of Markdown ends, and with it what is open in it.
    pub(super) fn leave(&mut self) {
        let (first, _) = self.around.pop().unwrap_or_default();
        self.unclosed(first);
    }

    /// A tag or comment within a line.
    pub(super) fn inline(&mut self, source: &str, range: Range<usize>) {
        let mut written = Written::new(range.clone());
        written.add(source, range);
        self.judge(written, false);
    }

    /// The HTML that was read last.
    pub(super) fn last(&mut self) -> Option<&mut RawHtml> {
        self.read.last_mut()
    }

    /// Whether a link is open.
    pub(super) fn has_link(&self) -> bool {
        self.open.iter().any(|open| open.name == "a" && !open.is_anchor)
    }

    pub(super) fn start_block(&mut self, range: Range<usize>) {
        self.block = Some(Written::new(range));
    }

    pub(super) fn line(&mut self, source: &str, range: Range<usize>) {
        if let Some(block) = &mut self.block {
            block.add(source, range);
        }
    }

    /// Words of a block are a paragraph, unless details hold them: only these go on behind the block.
    pub(super) fn end_block(&mut self) {
        let Some(block) = self.block.take() else { return };
        self.judge(block, true);
        let first = self.first();
        let words = |open: &Open| !holds_blocks(open.name);
        if let Some(at) = self.open[first..].iter().position(words) {
            self.unclosed(first + at);
        }
    }

    /// All HTML of the page.
    pub(super) fn finish(&mut self) -> Vec<RawHtml> {
        self.unclosed(0);
        std::mem::take(&mut self.read)
    }

    /// How many safe elements are open around the element of Markdown.
    fn first(&self) -> usize {
        self.around.last().map_or(0, |(first, _)| *first)
    }

    /// Decides on each tag.
    fn judge(&mut self, written: Written, in_block: bool) {
        let html = self.read.len();
        let holds_blocks = in_block || self.around.last().is_none_or(|(_, holds_blocks)| *holds_blocks);
        self.read.push(written.read());
        for piece in 0..self.read[html].pieces.len() {
            let kind = match self.read[html].pieces[piece].kind {
                PieceKind::Start(name) => self.start(name, (html, piece), holds_blocks),
                PieceKind::End(name) => self.end(name, (html, piece)),
                kind => kind,
            };
            self.read[html].pieces[piece].kind = kind;
        }
    }

    fn start(&mut self, name: &'static str, tag: Place, in_blocks: bool) -> PieceKind {
        let leads = self.read[tag.0].pieces[tag.1].get("href").is_some();
        match name {
            "img" if self.read[tag.0].pieces[tag.1].get("src").is_none() => {
                return PieceKind::Shown(Shown::Misplaced);
            }
            "br" | "img" => return PieceKind::Start(name),
            _ => {}
        }
        let is_anchor = name == "a" && !leads;
        let around = &self.open[self.first()..];
        let fits = match name {
            "a" if leads => !self.in_link && !self.has_link(),
            "details" => in_blocks && around.iter().all(|open| open.name == "details"),
            "summary" => in_blocks && around.last().is_some_and(|open| open.name == "details"),
            _ => true,
        };
        if !fits || self.open.len() >= MAX_OPEN {
            return PieceKind::Shown(Shown::Misplaced);
        }
        self.open.push(Open { name, tag, is_anchor, summaries: Vec::new() });
        if is_anchor { PieceKind::Anchor } else { PieceKind::Start(name) }
    }

    /// A link of Markdown starts in one of HTML, and neither can stand in the other.
    pub(super) fn misplace_anchor(&mut self) {
        if let Some(at) = self.open.iter().position(|open| open.name == "a" && !open.is_anchor) {
            let (html, piece) = self.open.remove(at).tag;
            self.around.iter_mut().filter(|(first, _)| *first > at).for_each(|(first, _)| *first -= 1);
            self.read[html].pieces[piece].kind = PieceKind::Shown(Shown::Misplaced);
        }
    }

    fn end(&mut self, name: &'static str, tag: Place) -> PieceKind {
        let first = self.first();
        let Some(at) = self.open[first..].iter().rposition(|open| open.name == name) else {
            return PieceKind::Shown(Shown::Stray);
        };
        self.unclosed(first + at + 1);
        let open = self.open.pop();
        if open.as_ref().is_some_and(|open| open.is_anchor) {
            return PieceKind::AnchorEnd;
        }
        let start = open.map(|open| open.tag);
        if name == "summary"
            && let Some(details) = self.open.last_mut()
        {
            details.summaries.extend(start.into_iter().chain([tag]));
        }
        PieceKind::End(name)
    }

    /// What is open from the one of this index on has no end, and a summary is nothing without details.
    fn unclosed(&mut self, first: usize) {
        for open in self.open.drain(first.min(self.open.len())..).filter(|open| !open.is_anchor) {
            for (html, piece) in open.summaries.into_iter().chain([open.tag]) {
                self.read[html].pieces[piece].kind = PieceKind::Shown(Shown::Unclosed);
            }
        }
    }
}

impl Written {
    fn new(range: Range<usize>) -> Self {
        Self { range, source: String::new(), parts: Vec::new() }
    }

    fn add(&mut self, source: &str, range: Range<usize>) {
        self.parts.push((self.source.len(), range));
        self.source.push_str(source);
    }

    /// Where a part of the source stands in the file.
    fn place(&self, at: &Range<usize>) -> Range<usize> {
        let start = self.byte(at.start);
        // The end is that of a sign, not the start of the line behind it.
        let end = self.byte(at.end.saturating_sub(1)) + 1;
        start..end.clamp(start, self.range.end.max(start))
    }

    fn byte(&self, at: usize) -> usize {
        let part = self.parts.partition_point(|(start, _)| *start <= at).checked_sub(1);
        part.map_or(self.range.start, |part| {
            let (start, range) = &self.parts[part];
            (range.start + at - start).min(range.end)
        })
    }

    /// Finds the tags and comments.
    fn read(self) -> RawHtml {
        let mut pieces = Vec::new();
        let (mut open, mut kept): (Option<Piece>, Option<usize>) = (None, None);
        markup::read::<usize>(self.source.as_bytes(), |event, span| match event {
            CallbackEvent::OpenStartTag { name } => {
                let name = String::from_utf8_lossy(name);
                open = Some(self.piece(span.start..span.end, &name, PieceKind::Start));
            }
            CallbackEvent::AttributeName { name } => {
                kept = open.as_mut().and_then(|open| open.attribute(&String::from_utf8_lossy(name)));
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(open), Some(kept)) = (&mut open, kept.take()) {
                    open.value(kept, &String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                let whole = |open: Piece| Piece {
                    place: self.place(&(open.at.start..span.end)),
                    at: open.at.start..span.end,
                    ..open
                };
                pieces.extend(open.take().map(whole));
            }
            CallbackEvent::EndTag { name } => {
                let name = String::from_utf8_lossy(name);
                pieces.push(self.piece(span.start..span.end, &name, PieceKind::End));
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                pieces.push(self.declaration(span.start..span.end));
            }
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => {}
        });
        pieces.retain(|piece| self.source.get(piece.at.clone()).is_some_and(|text| text.starts_with('<')));
        pieces.extend(self.unfinished(pieces.last().map_or(0, |piece| piece.at.end)));
        RawHtml { range: self.range, source: self.source, pieces }
    }

    fn piece(&self, at: Range<usize>, name: &str, kind: fn(&'static str) -> PieceKind) -> Piece {
        let known = SAFE.into_iter().find(|safe| *safe == name);
        let kind = known.map_or(PieceKind::Shown(Shown::Unsafe), kind);
        Piece {
            place: self.place(&at),
            at,
            name: name.to_owned(),
            attributes: Vec::new(),
            dropped: Vec::new(),
            kind,
        }
    }

    /// A comment, or what else starts with `<!` or `<?`.
    fn declaration(&self, at: Range<usize>) -> Piece {
        let text = self.source.get(at.clone()).unwrap_or_default();
        let is_comment = text.starts_with("<!--") && text.ends_with("-->");
        let kind = if is_comment { PieceKind::Comment } else { PieceKind::Shown(Shown::Unsafe) };
        let name = text.get(1..2).unwrap_or_default().to_owned();
        Piece { place: self.place(&at), at, name, attributes: Vec::new(), dropped: Vec::new(), kind }
    }

    /// A tag that the block ends within.
    fn unfinished(&self, from: usize) -> Option<Piece> {
        let rest = self.source.get(from..)?;
        let is_tag = |at: &usize| rest[at + 1..].starts_with(|sign: char| sign.is_ascii_alphabetic());
        let at = rest.match_indices('<').map(|(at, _)| at).find(is_tag)?;
        let name: String = rest[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let at = from + at..from + rest.trim_end().len();
        let kind = PieceKind::Shown(Shown::Unsafe);
        let name = name.to_ascii_lowercase();
        Some(Piece { place: self.place(&at), at, name, attributes: Vec::new(), dropped: Vec::new(), kind })
    }
}
