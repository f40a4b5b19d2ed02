//! Files → their final bytes and names: what a style sheet refers to is looked up among the files, and written as
//! the address it is published at.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::style_sheet::{Address, addresses};
use super::{File, fingerprinted};
use crate::diagnostic::{Code, Diagnostic, Need, Span, nearest};
use crate::paths::{OutputPath, STATIC, SourcePath, UrlPath, decoded, is_elsewhere};

const PLACE: &str =
    "write a path from the root, as `/name`, or from the folder of the style sheet, as `name`";

/// A place in a style sheet that leads to another file.
struct Reference {
    /// The address, in bytes of the style sheet.
    range: Range<usize>,
    /// Which file it names.
    file: usize,
    /// What a relative address comes to: it may stay where the file is published there.
    place: Option<String>,
    /// The query and the anchor.
    suffix: String,
}

/// Gives the style sheets the addresses that the site will have below `base`, and every file its name below the
/// output folder, in the order of the files.
pub(super) fn finish(files: &mut [File], base: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let finder = Finder::new(files, base);
    let references: Vec<_> = files.iter().map(|file| finder.references(file, diagnostics)).collect();
    let (order, circular) = order(&references);
    let mut names: Vec<_> = files.iter().map(|file| fingerprinted(&file.path, &file.bytes)).collect();
    // Of sheets that lead round, none can have in it the hash of what has its own hash in it.
    for at in &circular {
        names[*at].clone_from(&files[*at].path);
    }
    for at in order {
        let Some(text) = rewritten(&files[at], &references[at], &names, base) else { continue };
        files[at].bytes = text.into_bytes().into();
        if !circular.contains(&at) {
            names[at] = fingerprinted(&files[at].path, &files[at].bytes);
        }
    }
    names
}

/// A style sheet with the addresses of what it refers to; `None` for a file that refers to nothing.
fn rewritten(file: &File, references: &[Reference], names: &[String], base: &str) -> Option<String> {
    let text = std::str::from_utf8(&file.bytes).ok().filter(|_| !references.is_empty())?;
    let (mut result, mut copied) = (String::with_capacity(text.len()), 0);
    for reference in references {
        let name = &names[reference.file];
        if reference.place.as_ref() == Some(name) {
            continue;
        }
        result.push_str(&text[copied..reference.range.start]);
        let address = format!("{base}{}{}", UrlPath::file(name), reference.suffix);
        result.push('"');
        result.push_str(&in_string(&address));
        result.push('"');
        copied = reference.range.end;
    }
    result.push_str(&text[copied..]);
    Some(result)
}

/// The files, each behind those it refers to, and those that are met on the way from themselves.
fn order(references: &[Vec<Reference>]) -> (Vec<usize>, BTreeSet<usize>) {
    let (mut order, mut circular) = (Vec::new(), BTreeSet::new());
    let (mut met, mut done) = (vec![false; references.len()], vec![false; references.len()]);
    for start in 0..references.len() {
        let mut way = Vec::new();
        if !std::mem::replace(&mut met[start], true) {
            way.push((start, references[start].iter()));
        }
        while let Some((at, rest)) = way.last_mut() {
            let Some(next) = rest.next().map(|reference| reference.file) else {
                done[*at] = true;
                order.push(*at);
                way.pop();
                continue;
            };
            if !std::mem::replace(&mut met[next], true) {
                way.push((next, references[next].iter()));
            } else if !done[next] {
                circular.insert(next);
            }
        }
    }
    (order, circular)
}

/// Knows the files by what a style sheet can call them.
struct Finder<'b> {
    /// The path in front of every address of the site.
    base: &'b str,
    by_path: BTreeMap<String, usize>,
    by_source: BTreeMap<SourcePath, usize>,
}

impl<'b> Finder<'b> {
    fn new(files: &[File], base: &'b str) -> Self {
        let by_path = files.iter().enumerate().map(|(at, file)| (file.path.clone(), at)).collect();
        let by_source = files.iter().enumerate().map(|(at, file)| (file.source.clone(), at)).collect();
        Self { base, by_path, by_source }
    }

    /// What a file refers to, in order. Reports what there is not.
    fn references(&self, file: &File, diagnostics: &mut Vec<Diagnostic>) -> Vec<Reference> {
        if !file.is_style_sheet() {
            return Vec::new();
        }
        let text = std::str::from_utf8(&file.bytes).ok();
        if text.is_none() {
            diagnostics.push(Diagnostic::not_utf8(&file.source, &file.bytes));
        }
        let found = addresses(text.unwrap_or_default()).into_iter();
        found.filter_map(|address| self.reference(file, address, diagnostics)).collect()
    }

    /// `None` for what lies elsewhere, and for what there is not.
    fn reference(
        &self,
        file: &File,
        address: Address,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Reference> {
        let text = address.text.trim();
        let (path, suffix) = text.split_at(text.find(['?', '#']).unwrap_or(text.len()));
        if path.is_empty() || is_elsewhere(path) {
            return None;
        }
        let path = decoded(path);
        let place = (!path.starts_with('/')).then(|| file.beside(&path));
        let place = place.unwrap_or_else(|| OutputPath::new(path.trim_start_matches('/')));
        let place = place.map(|place| place.as_str().to_owned());
        let source = source_of(&file.source, &path);
        let by_place = place.as_ref().and_then(|place| self.by_path.get(place));
        let by_source = || self.by_source.get(source.as_ref()?);
        let Some(found) = by_place.or_else(by_source) else {
            diagnostics.push(self.missing(file, &address.range, source, text));
            return None;
        };
        let place = place.filter(|_| !path.starts_with('/'));
        Some(Reference { range: address.range, file: *found, place, suffix: suffix.to_owned() })
    }

    fn missing(
        &self,
        file: &File,
        range: &Range<usize>,
        source: Option<SourcePath>,
        text: &str,
    ) -> Diagnostic {
        let span = Span::new(&file.source, range.clone());
        let wanted = source.unwrap_or_else(|| SourcePath::new(text));
        let message = format!("there is no file `{wanted}`");
        let others = self.by_path.keys().map(String::as_str).filter(|path| *path != file.path);
        let near = nearest(wanted.name(), others.clone().map(name_of));
        let near = near.and_then(|name| others.clone().find(|path| name_of(path) == name));
        let below =
            text.strip_prefix(self.base).filter(|rest| !self.base.is_empty() && rest.starts_with('/'));
        let help = match (below, near) {
            (Some(rest), _) => format!("write `{rest}`: `{}` is put in front of it", self.base),
            (None, Some(path)) => format!("did you mean `/{path}`?"),
            (None, None) => PLACE.to_owned(),
        };
        let folder = SourcePath::new(wanted.folder());
        let problem = Diagnostic::new(Code::MissingFile, span, message).help(help);
        problem.needing(Need::Head(wanted)).needing(Need::Folder(folder))
    }
}

/// The file of the source that a path in another means; `None` if it leaves the site.
fn source_of(file: &SourcePath, path: &str) -> Option<SourcePath> {
    match path.strip_prefix('/') {
        Some(rest) => SourcePath::new(&format!("{STATIC}/x")).join(rest),
        None => file.join(path),
    }
}

/// The last part of a path.
fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// A text as it stands in a string between double quotes.
fn in_string(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.extend(format!("\\{:x} ", u32::from(c)).chars()),
            c => escaped.push(c),
        }
    }
    escaped
}
