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
        let inserted = extends(&text, &name).filter(|_| can_be_extended(&name));
        if let Some(at) = inserted {
            text.insert_str(at, BUILTIN);
        }
        Self { name, text, skipped, inserted }
    }

    /// Where the file holds some words.
    pub(super) fn find(&self, words: &str) -> Option<Span> {
        let at = self.text.find(words)?;
        let path = SourcePath::new(&format!("{}/{}", paths::TEMPLATES, self.name));
        Some(Span::new(&path, self.in_file(at)..self.in_file(at + words.len())))
    }

    /// The place in the file of a place in the text.
    fn in_file(&self, at: usize) -> usize {
        let inserted = self.inserted.map_or(0, |inserted| BUILTIN.len().min(at.saturating_sub(inserted)));
        at - inserted + self.skipped
    }
}

/// Whether there is a built-in template of this name that gives what an own one of the same name can build on. One that
/// defines components gives nothing to it, and a component can be defined only once.
fn can_be_extended(name: &str) -> bool {
    let builtin = builtin::TEMPLATES.iter().find(|(builtin, _)| *builtin == name);
    builtin.is_some_and(|(_, text)| !text.contains("endcomponent"))
}

/// Where the name stands that a template extends, if it is this one.
fn extends(text: &str, name: &str) -> Option<usize> {
    let mut rest = text.trim_start();
    // Only remarks may come before.
    while let Some((_, behind)) = rest.strip_prefix("{#").and_then(|remark| remark.split_once("#}")) {
        rest = behind.trim_start();
    }
    let rest = rest.strip_prefix("{%")?.trim_start_matches('-').trim_start();
    let quoted = rest.strip_prefix("extends")?.trim_start();
    let is_this = |mark: char| {
        let rest = quoted.strip_prefix(mark).and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with(mark))
    };
    MARKS.into_iter().any(is_this).then(|| text.len() - quoted.len() + 1)
}

/// The names and texts of all templates: the site's own, and the built-in ones that they do not replace. One that is
/// extended by an own one of its name has another name.
pub(super) fn texts(own: &[OwnTemplate]) -> Vec<(String, &str)> {
    let builtin = builtin::TEMPLATES.iter().filter_map(|(name, text)| {
        let name = match own.iter().find(|own| own.name == *name) {
            None => (*name).to_owned(),
            Some(own) if own.inserted.is_some() => format!("{BUILTIN}{name}"),
            Some(_) => return None,
        };
        Some((name, *text))
    });
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
