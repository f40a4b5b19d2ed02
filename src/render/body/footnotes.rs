//! Footnotes: numbered as they are first referred to, shown at the end with links back.

use std::collections::BTreeMap;

use pulldown_cmark::Event;

use super::Writer;
use crate::link::footnote_id;

/// The footnotes of one page, by name.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// How often each was referred to so far.
    references: BTreeMap<String, usize>,
    /// What each says.
    texts: BTreeMap<String, Vec<Event<'a>>>,
    /// The definition that is open, and the events before it.
    open: Option<(String, Vec<Event<'a>>)>,
}

impl Writer<'_> {
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

    pub(super) fn footnote_reference(&mut self, name: &str) {
        let count = self.notes.references.entry(name.to_owned()).or_default();
        *count += 1;
        let nth = *count;
        let position = self.input.document.body.notes.iter().position(|known| known == name);
        let number = position.map_or(0, |position| position + 1);
        let (id, target) = (reference_id(number, nth), footnote_id(number));
        self.html(format!(
            "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#{target}\" aria-label=\"Footnote {number}\">{number}</a></sup>"
        ));
    }

    pub(super) fn footnotes(&mut self) {
        let notes = &self.input.document.body.notes;
        if notes.is_empty() {
            return;
        }
        self.html("<section class=\"footnotes\" aria-label=\"Footnotes\"><ol>\n".into());
        for (index, name) in notes.iter().enumerate() {
            let number = index + 1;
            self.html(format!("<li id=\"{}\">", footnote_id(number)));
            let text = self.notes.texts.remove(name).unwrap_or_default();
            self.out.extend(text);
            for nth in 1..=self.notes.references.get(name).copied().unwrap_or_default() {
                let id = reference_id(number, nth);
                let place = if nth > 1 { format!(", place {nth}") } else { String::new() };
                self.html(format!(
                    " <a class=\"footnote-back\" href=\"#{id}\" aria-label=\"Back to the text{place}\">↩</a>"
                ));
            }
            self.html("</li>\n".into());
        }
        self.html("</ol></section>\n".into());
    }
}

/// The anchor of the place that refers to a footnote for the nth time.
fn reference_id(number: usize, nth: usize) -> String {
    if nth == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{nth}") }
}
