//! HTML in Markdown: which tags reach the page as tags, and which are shown as text.
//!
//! A tag opens and closes within one element of Markdown or not at all. So whatever is let through nests with
//! what Markdown makes, and a tag that was forgotten cannot reach beyond its paragraph, item or quote.

use std::ops::Range;

use html5gum::emitters::callback::CallbackEvent;
use pulldown_cmark::Tag;

use super::Scan;
use crate::markup;

/// The tags that reach the page without `raw-html`: none loads, runs or covers anything.
const SAFE: [&str; 8] = ["br", "details", "kbd", "mark", "small", "sub", "summary", "sup"];

/// Deeper nesting is not let through: each end tag is sought among those that are open.
const MAX_OPEN: usize = 64;

/// HTML as written: a tag within a line, or a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawHtml {
    /// Where it stands.
    pub range: Range<usize>,
    /// What is written, without the marks of a quote or list around it.
    pub source: String,
    /// The tags and comments in the source, in order; what lies between them is text.
    pub pieces: Vec<Piece>,
}

/// A tag or comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where in the source of the HTML.
    pub at: Range<usize>,
    /// Where it stands in the file.
    pub place: Range<usize>,
    /// The name of the tag, in small letters.
    pub name: String,
    /// The attributes that are left out, as a safe tag has none.
    pub dropped: Vec<String>,
    /// What becomes of it.
    pub kind: PieceKind,
}

/// What becomes of a tag or comment without `raw-html`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// A comment, which is left out.
    Comment,
    /// The start tag of a safe element.
    Start(&'static str),
    /// The end tag of a safe element.
    End(&'static str),
    /// It is shown as text.
    Shown(Shown),
}

/// Why a tag is shown as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It is none of the safe ones.
    Unsafe,
    /// Its end tag does not follow within the same paragraph, item or quote.
    Unclosed,
    /// It ends nothing.
    Stray,
    /// Its element cannot stand here.
    Misplaced,
}

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
}

/// A safe element that is open.
struct Open {
    name: &'static str,
    tag: Place,
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

impl Scan<'_> {
    /// An element of Markdown starts. A block of HTML is none: its tags are those of what it stands in.
    pub(super) fn enter(&mut self, tag: &Tag<'_>) {
        if *tag != Tag::HtmlBlock {
            self.tags.enter(matches!(tag, Tag::Item | Tag::TableCell | Tag::DefinitionListDefinition));
        }
    }

    /// A tag or comment within a line. A line break parts words.
    pub(super) fn inline_html(&mut self, source: &str, range: Range<usize>) {
        let mut written = Written::new(range.clone());
        written.add(source, range);
        self.tags.judge(written, false);
        let last = self.tags.read.last().and_then(|html| html.pieces.first());
        if last.is_some_and(|piece| piece.kind == PieceKind::Start("br")) {
            self.line_break();
        }
    }
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
                kind @ (PieceKind::Comment | PieceKind::Shown(_)) => kind,
            };
            self.read[html].pieces[piece].kind = kind;
        }
    }

    fn start(&mut self, name: &'static str, tag: Place, in_blocks: bool) -> PieceKind {
        if name == "br" {
            return PieceKind::Start(name);
        }
        let around = &self.open[self.first()..];
        let fits = match name {
            "details" => in_blocks && around.iter().all(|open| open.name == "details"),
            "summary" => in_blocks && around.last().is_some_and(|open| open.name == "details"),
            _ => true,
        };
        if !fits || self.open.len() >= MAX_OPEN {
            return PieceKind::Shown(Shown::Misplaced);
        }
        self.open.push(Open { name, tag, summaries: Vec::new() });
        PieceKind::Start(name)
    }

    fn end(&mut self, name: &'static str, tag: Place) -> PieceKind {
        let first = self.first();
        let Some(at) = self.open[first..].iter().rposition(|open| open.name == name) else {
            return PieceKind::Shown(Shown::Stray);
        };
        self.unclosed(first + at + 1);
        let start = self.open.pop().map(|open| open.tag);
        if name == "summary"
            && let Some(details) = self.open.last_mut()
        {
            details.summaries.extend(start.into_iter().chain([tag]));
        }
        PieceKind::End(name)
    }

    /// What is open from the one of this index on has no end, and a summary is nothing without details.
    fn unclosed(&mut self, first: usize) {
        for open in self.open.drain(first.min(self.open.len())..) {
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
        let mut open: Option<Piece> = None;
        markup::read::<usize>(self.source.as_bytes(), |event, span| match event {
            CallbackEvent::OpenStartTag { name } => {
                let name = String::from_utf8_lossy(name);
                open = Some(self.piece(span.start..span.end, &name, PieceKind::Start));
            }
            CallbackEvent::AttributeName { name } => {
                let open = open.as_mut().filter(|open| matches!(open.kind, PieceKind::Start(_)));
                if let Some(open) = open {
                    open.dropped.push(String::from_utf8_lossy(name).into_owned());
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
            CallbackEvent::AttributeValue { .. } | CallbackEvent::String { .. } | CallbackEvent::Error(_) => {
            }
        });
        pieces.retain(|piece| self.source.get(piece.at.clone()).is_some_and(|text| text.starts_with('<')));
        pieces.extend(self.unfinished(pieces.last().map_or(0, |piece| piece.at.end)));
        RawHtml { range: self.range, source: self.source, pieces }
    }

    fn piece(&self, at: Range<usize>, name: &str, kind: fn(&'static str) -> PieceKind) -> Piece {
        let known = SAFE.into_iter().find(|safe| *safe == name);
        let kind = known.map_or(PieceKind::Shown(Shown::Unsafe), kind);
        Piece { place: self.place(&at), at, name: name.to_owned(), dropped: Vec::new(), kind }
    }

    /// A comment, or what else starts with `<!` or `<?`.
    fn declaration(&self, at: Range<usize>) -> Piece {
        let text = self.source.get(at.clone()).unwrap_or_default();
        let is_comment = text.starts_with("<!--") && text.ends_with("-->");
        let kind = if is_comment { PieceKind::Comment } else { PieceKind::Shown(Shown::Unsafe) };
        let name = text.get(1..2).unwrap_or_default().to_owned();
        Piece { place: self.place(&at), at, name, dropped: Vec::new(), kind }
    }

    /// A tag that the block ends within.
    fn unfinished(&self, from: usize) -> Option<Piece> {
        let rest = self.source.get(from..)?;
        let is_tag = |at: &usize| rest[at + 1..].starts_with(|sign: char| sign.is_ascii_alphabetic());
        let at = rest.match_indices('<').map(|(at, _)| at).find(is_tag)?;
        let name: String = rest[at + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let at = from + at..from + rest.trim_end().len();
        let kind = PieceKind::Shown(Shown::Unsafe);
        Some(Piece { place: self.place(&at), at, name: name.to_ascii_lowercase(), dropped: Vec::new(), kind })
    }
}

/// Whether blocks can stand in a safe element, or it among blocks.
fn holds_blocks(name: &str) -> bool {
    matches!(name, "details" | "summary")
}

impl RawHtml {
    /// Whether there is a safe element in it that cannot stand in a paragraph.
    pub fn is_flow(&self) -> bool {
        let is_flow = |piece: &Piece| match piece.kind {
            PieceKind::Start(name) | PieceKind::End(name) => holds_blocks(name),
            PieceKind::Comment | PieceKind::Shown(_) => false,
        };
        self.pieces.iter().any(is_flow)
    }
}
