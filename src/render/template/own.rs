//! The templates of a site: the built-in ones, and its own in their place or on top of them.

use std::ops::Range;

use crate::builtin;
use crate::diagnostic::Span;
use crate::paths::{self, SourcePath};

/// One of the site's own templates, as the engine gets it.
pub(super) struct OwnTemplate {
    pub(super) name: String,
    text: String,
    /// How many bytes its file has more before the text: a byte-order mark.
    skipped: usize,
    /// Where the text has the name of [`BUILTIN`] that its file has not; `None` if it extends another template.
    inserted: Option<usize>,
}

/// The folder in which a built-in template is found once the site has one of its name.
const BUILTIN: &str = "builtin/";

/// What can stand around a text in a template.
pub(super) const MARKS: [char; 3] = ['"', '\'', '`'];

impl OwnTemplate {
    /// In `templates/project.html`, `{% extends "project.html" %}` means the built-in template of the same name.
    pub(super) fn new(name: String, file: &str) -> Self {
        let mut text = file.trim_start_matches('\u{feff}').to_owned();
        let skipped = file.len() - text.len();
        let is_builtin = builtin::TEMPLATES.iter().any(|(builtin, _)| *builtin == name);
        let inserted = extends(&text, &name).filter(|_| is_builtin);
        if let Some(at) = inserted {
            text.insert_str(at, BUILTIN);
        }
        Self { name, text, skipped, inserted }
    }

    /// The place in the file of a place in the text.
    fn in_file(&self, at: usize) -> usize {
        let inserted = self.inserted.map_or(0, |inserted| BUILTIN.len().min(at.saturating_sub(inserted)));
        at - inserted + self.skipped
    }
}

/// Where the name stands that a template extends, if it is this one.
fn extends(text: &str, name: &str) -> Option<usize> {
    let rest = text.trim_start().strip_prefix("{%")?.trim_start_matches('-').trim_start();
    let quoted = rest.strip_prefix("extends")?.trim_start();
    let is_this = |mark: char| {
        let rest = quoted.strip_prefix(mark).and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with(mark))
    };
    MARKS.into_iter().any(is_this).then(|| text.len() - quoted.len() + 1)
}

/// The names and texts of all templates: the site's own, and the built-in ones, which have another name where the
/// site has one of theirs.
pub(super) fn texts(own: &[OwnTemplate]) -> Vec<(String, &str)> {
    let is_own = |name: &str| own.iter().any(|own| own.name == name);
    let builtin = builtin::TEMPLATES.iter().map(|(name, text)| {
        let name = if is_own(name) { format!("{BUILTIN}{name}") } else { (*name).to_owned() };
        (name, *text)
    });
    let builtin = builtin.filter(|(name, _)| !is_own(name));
    builtin.chain(own.iter().map(|own| (own.name.clone(), &*own.text))).collect()
}

/// A place in a template, as it is in the file behind it.
pub(super) fn span(name: &str, own: &[OwnTemplate], range: Range<usize>) -> Span {
    let Some(own) = own.iter().find(|own| own.name == name) else {
        let name = name.strip_prefix(BUILTIN).unwrap_or(name);
        return Span::new(&SourcePath::built_in(name), range);
    };
    let path = SourcePath::new(&format!("{}/{name}", paths::TEMPLATES));
    Span::new(&path, own.in_file(range.start)..own.in_file(range.end))
}
