//! The id of a heading, and the old one, which leads there from now on.

use super::Rename;
use super::edit::Edits;
use crate::model::Page;
use crate::parse::Heading;

impl Rename<'_> {
    /// Sets the new id, and keeps the old one as an anchor before the words.
    pub(super) fn leave_anchor(&self, page: &Page, heading: &Heading, edits: &mut Edits) {
        let (path, text) = (&page.document.path, &page.document.text);
        let start = heading.range.start;
        let written = &text[heading.range.clone()];
        let words = words_start(written);
        edits.insert(path, start + words, format!("<a id=\"{}\"></a>", heading.id));
        let set = format!("{{#{}}}", heading.id);
        if let Some(at) = written.rfind(&set) {
            let range = start + at..start + at + set.len();
            edits.name(path, &range, &set, &format!("{{#{}}}", self.new));
        } else {
            edits.insert(path, start + line_end(written), format!(" {{#{}}}", self.new));
        }
    }
}

/// Where the words of a heading start.
fn words_start(written: &str) -> usize {
    let marks = written.trim_start_matches(' ').trim_start_matches('#');
    written.len() - marks.trim_start_matches([' ', '\t']).len()
}

/// Where the line of its words ends.
fn line_end(written: &str) -> usize {
    let body = written.trim_end();
    let is_underlined = !written.trim_start_matches(' ').starts_with('#');
    match body.rfind('\n').filter(|_| is_underlined) {
        Some(end) => body[..end].trim_end().len(),
        None => body.len(),
    }
}
