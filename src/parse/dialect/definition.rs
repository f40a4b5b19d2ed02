//! Definition lists, and what only looks like one: `:::note` below a line of text is an alert of other programs, which
//! stays the paragraph that everyone else reads there.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Dialect, Piece, is_inline};

/// A definition list that is open.
pub(super) struct Definitions {
    range: Range<usize>,
    /// Whether it was started: one of foreign alerts alone is none.
    is_started: bool,
    /// Whether its last term is text above a foreign alert.
    is_foreign: bool,
    /// Where the paragraph of the foreign alert starts that is open, and how far its first lines go.
    paragraph: Option<Range<usize>>,
    /// Where the sign stands that comes before the next words.
    sign: Option<Range<usize>>,
}

const FOREIGN: &str = ":::";

impl<'t, I: Iterator<Item = Piece<'t>>> Dialect<'t, I> {
    pub(super) fn start_definitions(&mut self, range: Range<usize>) {
        self.definitions.push(Definitions {
            range,
            is_started: false,
            is_foreign: false,
            paragraph: None,
            sign: None,
        });
    }

    pub(super) fn end_definitions(&mut self, range: Range<usize>) {
        self.end_foreign_paragraph();
        if self.definitions.pop().is_some_and(|list| list.is_started) {
            self.put(Event::End(TagEnd::DefinitionList), range);
        }
    }

    pub(super) fn start_term(&mut self, range: Range<usize>) {
        self.end_foreign_paragraph();
        // Below a line of a quotation come its marks.
        let behind = self.text[range.end..].trim_start_matches(|c: char| c == '>' || c.is_whitespace());
        let is_foreign = behind.starts_with(FOREIGN);
        let Some(list) = self.definitions.last_mut() else { return };
        let (before, whole) = (list.is_started, list.range.clone());
        (list.is_foreign, list.is_started) = (is_foreign, !is_foreign);
        list.paragraph = is_foreign.then(|| range.clone());
        match (before, is_foreign) {
            (false, false) => self.put(Event::Start(Tag::DefinitionList), whole),
            (true, true) => self.put(Event::End(TagEnd::DefinitionList), whole),
            (true, false) | (false, true) => {}
        }
        if is_foreign {
            return self.put(Event::Start(Tag::Paragraph), range);
        }
        self.term = Some(range.clone());
        self.put(Event::Start(Tag::DefinitionListTitle), range);
    }

    pub(super) fn end_term(&mut self, range: Range<usize>) {
        let range = self.term.take().unwrap_or(range);
        if !self.in_foreign() {
            self.put(Event::End(TagEnd::DefinitionListTitle), range);
        }
    }

    /// The first of the three signs was taken for that of a definition.
    pub(super) fn start_definition(&mut self, range: Range<usize>) {
        if !self.in_foreign() {
            return self.put(Event::Start(Tag::DefinitionListDefinition), range);
        }
        let colon = self.text[range.clone()].find(':').map_or(range.start, |at| range.start + at);
        let sign = colon..colon + 1;
        if self.events.peek().is_some_and(|(event, _)| starts_block(event)) {
            self.end_foreign_paragraph();
            if let Some(list) = self.definitions.last_mut() {
                list.sign = Some(sign);
            }
            return;
        }
        self.put(Event::SoftBreak, range.start..colon);
        self.put(Event::Text(":".into()), sign);
    }

    pub(super) fn end_definition(&mut self, range: Range<usize>) {
        if !self.in_foreign() {
            self.put(Event::End(TagEnd::DefinitionListDefinition), range);
        }
    }

    /// A block in what is no definition starts, and the sign comes first in it.
    pub(super) fn start_block_of_foreign(&mut self, tag: &Tag<'t>) -> Option<Range<usize>> {
        let is_part = matches!(tag, Tag::DefinitionListTitle | Tag::DefinitionListDefinition);
        if is_part || !self.in_foreign() || !starts_block(&Event::Start(tag.clone())) {
            return None;
        }
        let sign = self.definitions.last_mut().and_then(|list| list.sign.take());
        self.end_foreign_paragraph();
        match sign {
            Some(sign) if *tag == Tag::Paragraph => Some(sign),
            Some(sign) => {
                self.put(Event::Start(Tag::Paragraph), sign.clone());
                self.put(Event::Text(":".into()), sign.clone());
                self.put(Event::End(TagEnd::Paragraph), sign);
                None
            }
            None => None,
        }
    }

    fn in_foreign(&self) -> bool {
        self.definitions.last().is_some_and(|list| list.is_foreign)
    }

    fn end_foreign_paragraph(&mut self) {
        if let Some(range) = self.definitions.last_mut().and_then(|list| list.paragraph.take()) {
            self.put(Event::End(TagEnd::Paragraph), range);
        }
    }
}

/// Whether it starts what cannot stand in a paragraph.
fn starts_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !is_inline(tag) && !matches!(tag, Tag::Image { .. }),
        _ => false,
    }
}
