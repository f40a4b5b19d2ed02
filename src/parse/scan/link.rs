//! Links and images as written.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::{Link, LinkKind, Scan};

impl Scan<'_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, target: &str, range: Range<usize>) {
        if self.links.iter().any(|link| link.kind == LinkKind::Html) {
            self.tags.misplace_anchor();
            self.links.retain(|link| link.kind != LinkKind::Html);
        }
        let target =
            if link_type == LinkType::Email { format!("mailto:{target}") } else { target.to_owned() };
        let LinkType::WikiLink { has_pothole } = link_type else {
            return self.open_link(LinkKind::Markdown, target, range);
        };
        let kind = if has_pothole { LinkKind::WikiWithText } else { LinkKind::Wiki };
        // In a table, `|` is written `\|`, and the backslash ends up in the target.
        self.open_link(kind, target.trim_end_matches('\\').trim().to_owned(), range);
    }

    pub(super) fn open_link(&mut self, kind: LinkKind, target: String, range: Range<usize>) {
        let in_heading = self.heading.is_some();
        // The heading itself opens the section it heads.
        let section = (self.body.headings.len() + usize::from(in_heading)).checked_sub(1);
        let at = match &self.heading {
            Some(heading) => heading.text.len(),
            None => self.block().text.len(),
        };
        let block = (!in_heading).then_some(self.body.blocks.len());
        self.links.push(Link { target, kind, text: String::new(), range, block, at, section });
    }

    /// Keeps plain text of a link or picture, whose address is none.
    pub(super) fn linked_words(&mut self, words: &str, range: Option<&Range<usize>>) {
        let is_text = self.links.last().is_some_and(|link| !link.target.ends_with(words));
        if let Some(range) = range.filter(|_| is_text) {
            self.linked.add(self.text, range);
        }
    }
}
