//! Footnotes: numbered as readers meet them, shown at the end with links back.

use std::collections::BTreeMap;

use pulldown_cmark::Event;

use super::super::html::{Html, element, end_tag};
use super::Writer;
use crate::link::footnote_id;
use crate::parse::markdown::note_key;

/// The footnotes of one page, by number.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// How often each was referred to so far.
    references: BTreeMap<usize, usize>,
    /// What each says.
    texts: BTreeMap<usize, Vec<Event<'a>>>,
    /// The definitions that are open, innermost last, with the events before each. One that is not shown has no
    /// number: nothing refers to it, or it is the second of its label.
    open: Vec<(Option<usize>, Vec<Event<'a>>)>,
}

impl Writer<'_> {
    /// What follows is the text of a footnote.
    pub(super) fn start_footnote(&mut self, label: &str) {
        let number = self.footnote_number(label).filter(|number| !self.notes.texts.contains_key(number));
        self.notes.open.push((number, std::mem::take(&mut self.out)));
    }

    pub(super) fn end_footnote(&mut self) {
        if let Some((number, before)) = self.notes.open.pop() {
            let text = std::mem::replace(&mut self.out, before);
            if let Some(number) = number {
                self.notes.texts.entry(number).or_insert(text);
            }
        }
    }

    fn footnote_number(&self, label: &str) -> Option<usize> {
        self.input.document.body.notes.number(&note_key(label))
    }

    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.notes.open.last().is_some_and(|(number, _)| number.is_none()) {
            return;
        }
        let Some(number) = self.footnote_number(label) else { return };
        let count = self.notes.references.entry(number).or_default();
        *count += 1;
        let (id, target) = (reference_id(number, *count), footnote_id(number));
        let link = element("a").attr("id", id).attr("href", format_args!("#{target}"));
        let link = link.attr("aria-label", format_args!("Footnote {number}")).text(number);
        self.html(element("sup").class("footnote-ref").with(link));
    }

    pub(super) fn footnotes(&mut self) {
        let count = self.input.document.body.notes.count();
        if count == 0 {
            return;
        }
        let section = element("section").class("footnotes").attr("aria-label", "Footnotes");
        self.html(section.start().with(element("ol").start()).newline());
        for number in 1..=count {
            self.html(element("li").attr("id", footnote_id(number)).start());
            let text = self.notes.texts.remove(&number).unwrap_or_default();
            self.out.extend(text);
            for nth in 1..=self.notes.references.get(&number).copied().unwrap_or_default() {
                let id = reference_id(number, nth);
                let place = if nth > 1 { format!(", place {nth}") } else { String::new() };
                let back = element("a").class("footnote-back").attr("href", format_args!("#{id}"));
                let back = back.attr("aria-label", format_args!("Back to the text{place}")).text("↩");
                self.html(Html::default().text(" ").with(back));
            }
            self.html(end_tag("li").newline());
        }
        self.html(end_tag("ol").with(end_tag("section")).newline());
    }
}

/// The anchor of the place that refers to a footnote for the nth time.
fn reference_id(number: usize, nth: usize) -> String {
    if nth == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{nth}") }
}
