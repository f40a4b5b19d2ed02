//! Tags as they are written in Markdown, and what becomes of each.

use std::ops::Range;

/// The attributes that safe tags keep.
const KEPT: [(&str, &[&str]); 2] =
    [("a", &["href", "id", "name", "title"]), ("img", &["src", "alt", "title", "width", "height"])];

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
    /// The attributes that a safe tag keeps, with their values.
    pub attributes: Vec<(&'static str, String)>,
    /// The attributes that are left out.
    pub dropped: Vec<String>,
    /// What becomes of it.
    pub kind: PieceKind,
}

/// What becomes of a tag or comment without `raw-html`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    /// A comment, which is left out.
    Comment,
    /// An `a` that leads nowhere: a place that links can lead to, whatever is in it.
    Anchor,
    /// The end tag of such an `a`, which ends there already.
    AnchorEnd,
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

impl Piece {
    /// Another attribute: its place among those that are kept. One that stands twice counts once.
    pub(super) fn attribute(&mut self, name: &str) -> Option<usize> {
        if !matches!(self.kind, PieceKind::Start(_)) {
            return None;
        }
        let kept = KEPT.iter().find(|(tag, _)| *tag == self.name).map_or(&[][..], |(_, kept)| *kept);
        let Some(kept) = kept.iter().find(|kept| **kept == name && self.get(kept).is_none()) else {
            self.dropped.push(name.to_owned());
            return None;
        };
        self.attributes.push((kept, String::new()));
        Some(self.attributes.len() - 1)
    }

    /// The value of the attribute at `index`. A size is a number of pixels; `300px` means one.
    pub(super) fn value(&mut self, index: usize, value: &str) {
        let (name, kept) = &mut self.attributes[index];
        value.trim().clone_into(kept);
        if !["width", "height"].contains(name) {
            return;
        }
        let size = kept.strip_suffix("px").unwrap_or(kept).to_owned();
        if size.parse::<u16>().is_ok_and(|size| size > 0) {
            *kept = size;
        } else {
            let (name, _) = self.attributes.remove(index);
            self.dropped.push(name.to_owned());
        }
    }

    /// The value of an attribute that is kept.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }
}

/// Whether blocks can stand in a safe element, or it among blocks.
pub(super) fn holds_blocks(name: &str) -> bool {
    matches!(name, "details" | "summary")
}

impl RawHtml {
    /// Whether there is a safe element in it that cannot stand in a paragraph.
    pub fn is_flow(&self) -> bool {
        let is_flow = |piece: &Piece| match piece.kind {
            PieceKind::Start(name) | PieceKind::End(name) => holds_blocks(name),
            PieceKind::Anchor | PieceKind::AnchorEnd | PieceKind::Comment | PieceKind::Shown(_) => false,
        };
        self.pieces.iter().any(is_flow)
    }
}
