//! HTML of the Markdown. Only the tags that the scan let through become tags, written anew from their names;
//! all others are shown as text, so that nothing disappears. A comment was never meant to be seen.

use std::ops::Range;

use pulldown_cmark::{Event, Tag as Block, TagEnd};

use super::links::{Picture, picture_tag};
use super::{Writer, problem};
use crate::asset::Size;
use crate::link::Target;
use crate::markup;
use crate::parse::{Piece, PieceKind, RawHtml};
use crate::render::html::{Html, Tag, element, end_tag};

impl<'a> Writer<'a> {
    pub(super) fn inline_html(&mut self, range: &Range<usize>) {
        if let Some(html) = self.raw(range) {
            let html = self.written(html);
            self.html(html);
        }
    }

    pub(super) fn html_block(&mut self, range: &Range<usize>) {
        let Some(raw) = self.raw(range) else { return };
        let html = self.written(raw);
        if html.as_str().trim().is_empty() {
            return;
        }
        if self.raw_html || raw.is_flow() {
            return self.html(Html::of_markup(html.as_str().trim_end().to_owned()).newline());
        }
        self.out.push(Event::Start(Block::Paragraph));
        self.html(Html::of_markup(html.as_str().trim_end().to_owned()));
        self.out.push(Event::End(TagEnd::Paragraph));
    }

    /// The HTML of a tag within a line; `None` if nothing is there.
    pub(in crate::render) fn inline_markup(&mut self, range: &Range<usize>) -> Option<String> {
        let raw = self.raw(range)?;
        Some(self.written(raw).into_string())
    }

    /// The HTML of a block, and whether it stands by itself rather than in a paragraph.
    pub(in crate::render) fn block_markup(&mut self, range: &Range<usize>) -> Option<(String, bool)> {
        let raw = self.raw(range)?;
        Some((self.written(raw).into_string(), self.raw_html || raw.is_flow()))
    }

    fn raw(&self, range: &Range<usize>) -> Option<&'a RawHtml> {
        let all = &self.input.document.body.html;
        let found = all.binary_search_by_key(&range.start, |html| html.range.start).ok()?;
        Some(&all[found])
    }

    fn written(&mut self, raw: &RawHtml) -> Html {
        let mut html = Html::default();
        let mut at = 0;
        for piece in &raw.pieces {
            let source = &raw.source[piece.at.clone()];
            html = html.with(self.between(&raw.source[at..piece.at.start]));
            html = match piece.kind {
                PieceKind::Comment => html,
                _ if self.raw_html => html.with(Html::of_markup(source.to_owned())),
                PieceKind::Start("a") => html.with(self.open_anchor(piece)),
                PieceKind::Start("img") => html.with(self.picture_of(piece)),
                PieceKind::Start(name) => html.with(element(name).start()),
                PieceKind::Anchor => html.with(self.anchor(piece, element("a")).start()).with(end_tag("a")),
                PieceKind::AnchorEnd => html,
                PieceKind::End("a") => html.with(end_tag(self.anchor_element)),
                PieceKind::End(name) => html.with(end_tag(name)),
                PieceKind::Shown(_) => html.text(source),
            };
            at = piece.at.end;
        }
        html.with(self.between(&raw.source[at..]))
    }

    /// The start of a link. One that leads nowhere is marked.
    fn open_anchor(&mut self, piece: &Piece) -> Html {
        let link = match self.target(&piece.place) {
            Some(Target::Internal { url, entity, .. }) => {
                self.link_tag(url, if *entity { "entity" } else { "" })
            }
            Some(Target::External(url)) => element("a").href(url),
            Some(Target::Broken(why)) => {
                self.anchor_element = problem::ELEMENT;
                return problem::start(why);
            }
            Some(Target::Figure(_) | Target::Mention { .. }) | None => element("a"),
        };
        self.anchor_element = "a";
        self.anchor(piece, link).start()
    }

    /// Adds what a tag says of the place where it stands.
    fn anchor(&self, piece: &Piece, link: Tag) -> Tag {
        let anchors = &self.input.document.body.anchors;
        let set = anchors.binary_search_by_key(&piece.place.start, |anchor| anchor.range.start);
        let link = match set {
            Ok(at) => link.attr("id", &anchors[at].id),
            Err(_) => link,
        };
        match piece.get("title") {
            Some(title) => link.attr("title", title),
            None => link,
        }
    }

    fn picture_of(&self, piece: &Piece) -> Html {
        let alt = piece.get("alt").unwrap_or_default();
        match self.picture(&piece.place) {
            Picture::At(source, size) => {
                picture_tag(source, alt, piece.get("title"), shown_size(piece, size))
            }
            Picture::Broken(why) => {
                let words = if alt.is_empty() { piece.get("src").unwrap_or_default() } else { alt };
                problem::start(why).text(words).with(end_tag(problem::ELEMENT))
            }
            Picture::None => Html::default().text(alt),
        }
    }

    /// What lies between tags.
    fn between(&self, source: &str) -> Html {
        if self.raw_html {
            return Html::of_markup(source.to_owned());
        }
        Html::default().text(markup::text(source))
    }
}

/// Width and height of a picture: what its tag says, and by its file what the tag leaves open.
fn shown_size(piece: &Piece, size: Option<Size>) -> (Option<usize>, Option<usize>) {
    let said = |name| piece.get(name).and_then(|number| number.parse::<usize>().ok());
    let Some(Size { width, height }) = size else { return (said("width"), said("height")) };
    let scaled = |said: usize, of: usize, to: usize| (said.saturating_mul(to) / of.max(1)).max(1);
    match (said("width"), said("height")) {
        (None, None) => (Some(width), Some(height)),
        (Some(said), None) => (Some(said), Some(scaled(said, width, height))),
        (None, Some(said)) => (Some(scaled(said, height, width)), Some(said)),
        both => both,
    }
}
