//! Links in the text of a page.

use std::ops::Range;

use super::edit::{Edits, stuck};
use super::{Refusal, Rename};
use crate::link::Resolver;
use crate::model::Page;
use crate::parse::markdown::definitions;
use crate::parse::{Link, LinkKind};

impl Rename<'_> {
    /// The links of a page.
    pub(super) fn prose(&self, page: &Page, edits: &mut Edits) -> Result<(), Refusal> {
        for link in &page.document.body.links {
            let new = match link.kind {
                LinkKind::Wiki => self.wiki_target(page, &link.target, false),
                LinkKind::WikiWithText => self.wiki_target(page, &link.target, true),
                LinkKind::Markdown | LinkKind::Image | LinkKind::Html | LinkKind::HtmlImage => {
                    self.linked(page, link)
                }
            };
            if let Some(new) = new {
                let range = self.place(page, link)?;
                edits.name(&page.document.path, &range, &link.target, &new);
            }
        }
        Ok(())
    }

    /// What the target of a link by path or address becomes.
    fn linked(&self, page: &Page, link: &Link) -> Option<String> {
        let resolver = Resolver { site: self.tracked, assets: self.assets, page };
        let (_, meant) = resolver.resolve(link, &mut Vec::new());
        self.address(self.site.page(meant?), &link.target)
    }

    /// Where the target stands: in the link, or in the line that its label refers to.
    fn place(&self, page: &Page, link: &Link) -> Result<Range<usize>, Refusal> {
        let text = &page.document.text;
        let resolver = Resolver { site: self.tracked, assets: self.assets, page };
        let range = resolver.span(link).range;
        if text[range.clone()] == *link.target {
            return Ok(range);
        }
        let definitions = definitions(text, page.document.body.start);
        let found = definitions.into_iter().find(|definition| definition.value == link.target);
        let target = found.and_then(|definition| {
            let start = text[definition.range.clone()].find("]:")? + 2 + definition.range.start;
            let at = start + text[start..definition.range.end].find(&link.target)?;
            Some(at..at + link.target.len())
        });
        target.ok_or_else(|| stuck(&page.document.path, text, &range))
    }
}
