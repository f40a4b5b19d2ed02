//! Places of the source that change, and the source with the changes.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Refusal;
use crate::diagnostic::LineIndex;
use crate::files::FileContent;
use crate::model::{FactRef, Site};
use crate::parse;
use crate::paths::{SETTINGS, SourcePath};
use crate::source::{SourceFile, SourceTree};
use crate::write::Revision;

/// A place that changes, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The file.
    pub path: SourcePath,
    /// Where it stands: line and column, both from one.
    pub at: (usize, usize),
    /// What stands there; empty where something is put in.
    pub old: String,
    /// What will.
    pub new: String,
}

/// A stretch of a file and what comes in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Edit {
    range: Range<usize>,
    /// What stands in the stretch, and is found there exactly once.
    old: String,
    new: String,
}

/// Stretches of files that get other words.
#[derive(Debug, Default)]
pub(super) struct Edits(BTreeMap<SourcePath, Vec<Edit>>);

/// The source with all changes.
pub(super) struct Changed {
    pub(super) tree: SourceTree,
    pub(super) revisions: Vec<Revision>,
}

impl Edits {
    /// A name that stands somewhere in `range`, in quotes perhaps, becomes another one.
    pub(super) fn name(&mut self, path: &SourcePath, range: &Range<usize>, old: &str, new: &str) {
        let edit = Edit { range: range.clone(), old: old.to_owned(), new: new.to_owned() };
        let edits = self.0.entry(path.clone()).or_default();
        // A value that YAML uses again by its anchor is met twice.
        if old != new && !edits.contains(&edit) {
            edits.push(edit);
        }
    }

    /// Something new comes to a place.
    pub(super) fn insert(&mut self, path: &SourcePath, at: usize, new: String) {
        let edit = Edit { range: at..at, old: String::new(), new };
        self.0.entry(path.clone()).or_default().push(edit);
    }

    /// The ids of facts as they are and as they will be, by file.
    pub(super) fn fact_ids(&self, site: &Site) -> Result<BTreeMap<(SourcePath, String), String>, Refusal> {
        let mut ids = BTreeMap::new();
        for page in site.pages.iter().filter(|page| self.0.contains_key(&page.document.path)) {
            let path = &page.document.path;
            let text = self.apply(path, &page.document.text)?;
            let (document, _) =
                parse::parse(&SourceFile { path: path.clone(), content: FileContent::Text(text.into()) });
            let after = document.front.facts.iter().map(|fact| fact.id.as_str());
            let pairs = std::iter::zip(page.facts().map(FactRef::id), after);
            let changed = pairs.filter(|(old, new)| old != new);
            ids.extend(changed.map(|(old, new)| ((path.clone(), old.to_owned()), new.to_owned())));
        }
        Ok(ids)
    }

    /// A text with the changes of its file.
    fn apply(&self, path: &SourcePath, text: &str) -> Result<String, Refusal> {
        let mut placed: Vec<_> = Vec::new();
        for edit in self.0.get(path).into_iter().flatten() {
            placed.push((exact(path, text, edit)?, edit.new.as_str()));
        }
        placed.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut changed, mut end) = (String::with_capacity(text.len()), 0);
        for (range, new) in placed {
            if range.start < end {
                return Err(stuck(path, text, &range));
            }
            changed.push_str(&text[end..range.start]);
            changed.push_str(new);
            end = range.end;
        }
        changed.push_str(&text[end..]);
        Ok(changed)
    }

    /// The source with all changes, and one file under another name.
    pub(super) fn applied(
        &self,
        tree: &SourceTree,
        moved: Option<&(SourcePath, SourcePath)>,
    ) -> Result<Changed, Refusal> {
        let mut tree = tree.clone();
        let mut revisions = Vec::new();
        if self.0.contains_key(&SourcePath::new(SETTINGS)) {
            let path = SourcePath::new(SETTINGS);
            tree.config = self.revised(&path, &tree.config, &mut revisions)?;
        }
        for file in tree.metrics.iter_mut().chain(&mut tree.templates).chain(&mut tree.pages) {
            if let Some((_, new)) = moved.filter(|(old, _)| *old == file.path) {
                self.move_file(file, new, &mut revisions)?;
            } else if self.0.contains_key(&file.path) {
                file.content = self.revised(&file.path, &file.content, &mut revisions)?;
            }
        }
        tree.pages.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Changed { tree, revisions })
    }

    /// A file with its changes. What it was is noted, byte for byte.
    fn revised(
        &self,
        path: &SourcePath,
        content: &FileContent,
        revisions: &mut Vec<Revision>,
    ) -> Result<FileContent, Refusal> {
        let after = self.apply(path, &content.text())?;
        revisions.push(Revision {
            path: path.clone(),
            before: Some(content.bytes().to_vec()),
            after: Some(after.clone().into_bytes()),
        });
        Ok(FileContent::Text(after.into()))
    }

    fn move_file(
        &self,
        file: &mut SourceFile,
        new: &SourcePath,
        revisions: &mut Vec<Revision>,
    ) -> Result<(), Refusal> {
        let (old, before) = (file.path.clone(), file.content.bytes().to_vec());
        let after = self.apply(&old, &file.content.text())?;
        revisions.push(Revision::new_file(new.clone(), after.clone().into_bytes()));
        revisions.push(Revision { path: old, before: Some(before), after: None });
        *file = SourceFile { path: new.clone(), content: FileContent::Text(after.into()) };
        Ok(())
    }

    /// The places as they are shown.
    pub(super) fn changes(&self, tree: &SourceTree) -> Vec<Change> {
        let mut changes = Vec::new();
        for (path, edits) in &self.0 {
            let Some(text) = text_of(tree, path) else { continue };
            let lines = LineIndex::new(text.clone());
            let mut placed: Vec<_> =
                edits.iter().filter_map(|edit| Some((exact(path, &text, edit).ok()?.start, edit))).collect();
            placed.sort_by_key(|(start, _)| *start);
            changes.extend(placed.into_iter().map(|(start, edit)| Change {
                path: path.clone(),
                at: lines.position(start),
                old: edit.old.clone(),
                new: edit.new.clone(),
            }));
        }
        changes
    }
}

/// Where the old words of an edit stand. They must stand there once, as they are.
fn exact(path: &SourcePath, text: &str, edit: &Edit) -> Result<Range<usize>, Refusal> {
    let written = text.get(edit.range.clone()).unwrap_or_default();
    if edit.old.is_empty() {
        return Ok(edit.range.clone());
    }
    let mut found = written.match_indices(&edit.old);
    match (found.next(), found.next()) {
        (Some((at, _)), None) => {
            let start = edit.range.start + at;
            Ok(start..start + edit.old.len())
        }
        _ => Err(stuck(path, text, &edit.range)),
    }
}

/// What is said of a reference that is spelt in some other way.
pub(super) fn stuck(path: &SourcePath, text: &str, range: &Range<usize>) -> Refusal {
    let (line, column) = LineIndex::new(text.into()).position(range.start);
    let message = format!("{path}:{line}:{column}: the name is spelt there in a way that cannot be changed");
    Refusal::new(message, "write it out as it is, without escapes, then rename".to_owned())
}

fn text_of(tree: &SourceTree, path: &SourcePath) -> Option<std::sync::Arc<str>> {
    if path.as_str() == SETTINGS {
        return Some(tree.config.text());
    }
    let mut files = tree.metrics.iter().chain(&tree.templates).chain(&tree.pages);
    files.find(|file| file.path == *path).map(|file| file.content.text())
}
