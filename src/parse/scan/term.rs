//! The terms of definition lists: on the page of a glossary they are what the text of other pages links to.

use super::Scan;
use crate::paths::slug;

/// What the anchors of terms start with.
pub(super) const ID_PREFIX: &str = "term-";

/// A term of a definition list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its words, without markup.
    pub text: String,
    /// Its anchor, unique on the page.
    pub id: String,
    /// Where it starts in the file.
    pub start: usize,
}

impl Scan<'_> {
    pub(super) fn end_term(&mut self, start: usize) {
        let text = self.block.as_ref().map(|block| block.text.trim().to_owned()).unwrap_or_default();
        let id = self.free_id(format!("{ID_PREFIX}{}", slug(&text)));
        self.body.terms.push(Term { text, id, start });
        self.end_block();
    }
}
