//! Links, pictures and anchors that are written in HTML: they lead where those of Markdown do.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::body::Anchor;
use super::piece::{Piece, PieceKind, RawHtml};
use super::{LinkKind, Scan};
use crate::diagnostic::{Code, Diagnostic};
use crate::markup;

impl Scan<'_> {
    /// An element of Markdown starts. A block of HTML is none: its tags are those of what it stands in.
    pub(super) fn enter(&mut self, tag: &Tag<'_>) {
        if *tag != Tag::HtmlBlock {
            self.tags.enter(matches!(tag, Tag::Item | Tag::TableCell | Tag::DefinitionListDefinition));
        }
    }

    /// A tag or comment within a line. A line break parts words.
    pub(super) fn inline_html(&mut self, source: &str, range: Range<usize>) {
        self.tags.in_link = self.links.iter().any(|link| !link.kind.is_html());
        self.tags.inline(source, range);
        let pieces = self.tags.last().map(|html| std::mem::take(&mut html.pieces)).unwrap_or_default();
        for piece in &pieces {
            match piece.kind {
                PieceKind::Start("br") => self.line_break(),
                PieceKind::End("a") => {
                    let open = self.links.iter().rposition(|link| link.kind == LinkKind::Html);
                    let link = open.map(|at| self.links.remove(at));
                    self.body.links.extend(link);
                }
                _ => self.html_link(piece),
            }
        }
        if let Some(html) = self.tags.last() {
            html.pieces = pieces;
        }
    }

    /// A block of HTML ends. What stands in it is no prose, but its links and pictures lead somewhere.
    pub(super) fn end_html_block(&mut self) {
        self.tags.in_link = false;
        self.tags.end_block();
        let Some(html) = self.tags.last() else { return };
        let html =
            std::mem::replace(html, RawHtml { range: 0..0, source: String::new(), pieces: Vec::new() });
        for (at, piece) in html.pieces.iter().enumerate() {
            self.html_link(piece);
            if piece.kind == PieceKind::Start("a")
                && let Some(mut link) = self.links.pop()
            {
                let end = html.pieces[at..].iter().find(|piece| piece.kind == PieceKind::End("a"));
                let end = end.map_or(html.source.len(), |end| end.at.start);
                link.text = markup::text(&html.source[piece.at.end..end]).into_owned();
                // The words stand in a block of their own, so that they can be quoted.
                let block = self.block();
                block.text.push_str(&link.text);
                block.text.push(' ');
                self.body.links.push(link);
            }
        }
        if let Some(last) = self.tags.last() {
            *last = html;
        }
    }

    /// The link or picture that a tag is, and the place it names.
    fn html_link(&mut self, piece: &Piece) {
        let place = piece.place.clone();
        match piece.kind {
            PieceKind::Start("a") => {
                let target = piece.get("href").unwrap_or_default().trim().to_owned();
                self.open_link(LinkKind::Html, target, place);
            }
            PieceKind::Start("img") => {
                let target = piece.get("src").unwrap_or_default().trim().to_owned();
                self.open_link(LinkKind::HtmlImage, target, place);
                if let Some(mut image) = self.links.pop() {
                    piece.get("alt").unwrap_or_default().clone_into(&mut image.text);
                    self.body.links.push(image);
                }
                self.check_alt(piece);
            }
            _ => {}
        }
        if matches!(piece.kind, PieceKind::Start("a") | PieceKind::Anchor)
            && let Some(id) = piece.get("id").or(piece.get("name")).map(str::trim).filter(|id| !id.is_empty())
        {
            self.body.anchors.push(Anchor { id: id.to_owned(), range: piece.place.clone() });
        }
    }

    /// An empty text says that a picture adds nothing to the words; without any, nobody has thought of it.
    fn check_alt(&mut self, piece: &Piece) {
        if piece.get("alt").is_none() {
            let message = "the image has no text for those who cannot see it";
            let help =
                "write what it shows: `alt=\"what it shows\"`, or `alt=\"\"` if it adds nothing".to_owned();
            let span = self.span(&piece.place);
            self.diagnostics.push(Diagnostic::new(Code::MissingAlt, span, message).help(help));
        }
    }

    /// What an element of Markdown leaves open in it was no link.
    pub(super) fn close_html_links(&mut self) {
        if !self.tags.has_link() {
            self.links.retain(|link| link.kind != LinkKind::Html);
        }
    }
}
