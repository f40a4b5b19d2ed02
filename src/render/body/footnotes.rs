//! Footnotes: numbered as they are first referred to, shown at the end with links back.

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event};

use super::Writer;

/// The footnotes of one page.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// The names, in the order they are first referred to.
    order: Vec<CowStr<'a>>,
    /// How often each was referred to so far.
    references: BTreeMap<String, usize>,
    /// What each says.
    texts: BTreeMap<String, Vec<Event<'a>>>,
    /// The definition that is open, and the events before it.
    open: Option<(String, Vec<Event<'a>>)>,
}

impl<'a> Writer<'a> {
    /// What follows is the text of a footnote.
    pub(super) fn start_footnote(&mut self, name: &str) {
        self.notes.open = Some((name.to_owned(), std::mem::take(&mut self.out)));
    }

    pub(super) fn end_footnote(&mut self) {
        if let Some((name, before)) = self.notes.open.take() {
            let text = std::mem::replace(&mut self.out, before);
            self.notes.texts.insert(name, text);
        }
    }

    pub(super) fn footnote_reference(&mut self, name: CowStr<'a>) {
        let count = self.notes.references.entry(name.to_string()).or_default();
        *count += 1;
        let nth = if *count > 1 { format!("-{count}") } else { String::new() };
        let index = self.notes.order.iter().position(|known| *known == name);
        let number = index.unwrap_or(self.notes.order.len()) + 1;
        if index.is_none() {
            self.notes.order.push(name);
        }
        self.html(format!("<sup class=\"footnote-ref\"><a id=\"fnref-{number}{nth}\" href=\"#fn-{number}\" aria-label=\"Footnote {number}\">{number}</a></sup>"));
    }

    pub(super) fn footnotes(&mut self) {
        if self.notes.order.is_empty() {
            return;
        }
        self.html("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n".into());
        for (index, name) in std::mem::take(&mut self.notes.order).into_iter().enumerate() {
            let number = index + 1;
            self.html(format!("<li id=\"fn-{number}\">"));
            let text = self.notes.texts.remove(name.as_ref()).unwrap_or_default();
            self.out.extend(text);
            self.html(format!(" <a class=\"footnote-back\" href=\"#fnref-{number}\" aria-label=\"Back to the text\">↩</a></li>\n"));
        }
        self.html("</ol></section>\n".into());
    }
}
