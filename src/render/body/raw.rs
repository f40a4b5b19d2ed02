//! HTML of the Markdown. Only the tags that the scan let through become tags, written anew from their names;
//! all others are shown as text, so that nothing disappears. A comment was never meant to be seen.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Writer;
use crate::markup;
use crate::parse::{PieceKind, RawHtml};
use crate::render::html::{Html, element, end_tag};

impl Writer<'_> {
    pub(super) fn inline_html(&mut self, range: &Range<usize>) {
        if let Some(html) = self.raw(range) {
            self.html(self.written(html));
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
        self.out.push(Event::Start(Tag::Paragraph));
        self.html(Html::of_markup(html.as_str().trim_end().to_owned()));
        self.out.push(Event::End(TagEnd::Paragraph));
    }

    fn raw(&self, range: &Range<usize>) -> Option<&'_ RawHtml> {
        let all = &self.input.document.body.html;
        let found = all.binary_search_by_key(&range.start, |html| html.range.start).ok()?;
        Some(&all[found])
    }

    fn written(&self, raw: &RawHtml) -> Html {
        let mut html = Html::default();
        let mut at = 0;
        for piece in &raw.pieces {
            let source = &raw.source[piece.at.clone()];
            html = html.with(self.between(&raw.source[at..piece.at.start]));
            html = match piece.kind {
                PieceKind::Comment => html,
                _ if self.raw_html => html.with(Html::of_markup(source.to_owned())),
                PieceKind::Start(name) => html.with(element(name).start()),
                PieceKind::End(name) => html.with(end_tag(name)),
                PieceKind::Shown(_) => html.text(source),
            };
            at = piece.at.end;
        }
        html.with(self.between(&raw.source[at..]))
    }

    /// What lies between tags.
    fn between(&self, source: &str) -> Html {
        if self.raw_html {
            return Html::of_markup(source.to_owned());
        }
        Html::default().text(markup::text(source))
    }
}
