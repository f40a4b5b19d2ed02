//! Folders → [`SourceTree`]: every input of a build, read once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Sources};
use crate::files::{Content, Files};
use crate::paths::SourcePath;

/// One file of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it stands.
    pub path: SourcePath,
    /// What it holds.
    pub content: Content,
}

/// Every input of a build.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// `book.toml`.
    pub config: Arc<str>,
    /// The Markdown files below `content/`, sorted by path.
    pub pages: Vec<SourceFile>,
    /// Every other file below `content/`, published beside the pages.
    pub attachments: Vec<SourceFile>,
    /// The files below `static/`, published as they are.
    pub statics: Vec<SourceFile>,
    /// The files below `templates/`.
    pub templates: Vec<SourceFile>,
}

/// What went wrong with the machine while reading.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no site here.
    #[error("there is no `book.toml` in this folder: it is not the root of a Fieldbook site")]
    NoSite,
    /// The settings are no text.
    #[error("`{0}` is not UTF-8: save it as UTF-8")]
    NotUtf8(SourcePath),
    /// There are no pages.
    #[error("there is no page in `content/`")]
    NoPages,
    /// A folder could not be listed.
    #[error("cannot list `{0}`: {1}")]
    List(&'static str, std::io::Error),
    /// A file could not be read.
    #[error("cannot read `{0}`: {1}")]
    Read(SourcePath, std::io::Error),
}

/// Reads the whole source of a site.
pub fn discover(files: &dyn Files) -> Result<SourceTree, ReadError> {
    let config = read_config(files)?;
    let (pages, attachments): (Vec<_>, Vec<_>) =
        read_folder(files, "content")?.into_iter().partition(|file| file.path.is_markdown());
    if pages.is_empty() {
        return Err(ReadError::NoPages);
    }
    Ok(SourceTree {
        config,
        pages,
        attachments,
        statics: read_folder(files, "static")?,
        templates: read_folder(files, "templates")?,
    })
}

impl SourceTree {
    /// Reads the whole source again and returns the files that differ. What is the same stays the same piece of
    /// memory, by which later stages know it.
    pub fn rescan(&mut self, files: &dyn Files) -> Result<Vec<SourcePath>, ReadError> {
        let mut tree = discover(files)?;
        let pairs = [
            (&mut tree.pages, &self.pages),
            (&mut tree.attachments, &self.attachments),
            (&mut tree.statics, &self.statics),
            (&mut tree.templates, &self.templates),
        ];
        let mut changed: Vec<_> =
            pairs.into_iter().flat_map(|(list, before)| keep_same(list, before)).collect();
        if tree.config == self.config {
            tree.config = self.config.clone();
        } else {
            changed.push(SourcePath::new(CONFIG));
        }
        *self = tree;
        Ok(changed)
    }

    /// Reads some files again: new ones are added and missing ones left out. Returns those that differ. After an
    /// error nothing is known of the files behind it, nor of those that are still missing: call
    /// [`rescan`](Self::rescan) next, until it succeeds.
    pub fn reread<'p>(
        &mut self,
        files: &dyn Files,
        paths: impl IntoIterator<Item = &'p SourcePath>,
    ) -> Result<Vec<SourcePath>, ReadError> {
        let mut changed = Vec::new();
        for path in paths {
            if path.as_str() == CONFIG {
                let config = read_config(files)?;
                if config != self.config {
                    self.config = config;
                    changed.push(path.clone());
                }
                continue;
            }
            let Some(list) = self.list_of(path) else { continue };
            let content = match files.read(path) {
                Ok(content) => Some(content),
                Err(error) if is_absent(&error) => None,
                Err(error) => return Err(ReadError::Read(path.clone(), error)),
            };
            if replace(list, path, content) {
                changed.push(path.clone());
            }
        }
        if self.pages.is_empty() { Err(ReadError::NoPages) } else { Ok(changed) }
    }

    fn list_of(&mut self, path: &SourcePath) -> Option<&mut Vec<SourceFile>> {
        match path.as_str().split('/').next()? {
            "content" if path.is_markdown() => Some(&mut self.pages),
            "content" => Some(&mut self.attachments),
            "static" => Some(&mut self.statics),
            "templates" => Some(&mut self.templates),
            _ => None,
        }
    }
}

/// Puts the content of before in place of what is the same. Returns the files that differ, came or went.
fn keep_same(list: &mut [SourceFile], before: &[SourceFile]) -> Vec<SourcePath> {
    let find =
        |list: &[SourceFile], path: &SourcePath| list.binary_search_by(|file| file.path.cmp(path)).ok();
    let gone = before.iter().map(|file| &file.path).filter(|path| find(list, path).is_none());
    let mut changed: Vec<_> = gone.cloned().collect();
    for file in list {
        match find(before, &file.path)
            .map(|at| &before[at].content)
            .filter(|content| **content == file.content)
        {
            Some(content) => file.content = content.clone(),
            None => changed.push(file.path.clone()),
        }
    }
    changed
}

/// A folder is no file, and neither is what stood below a file's name.
fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{IsADirectory, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | IsADirectory | NotADirectory)
}

/// Puts a new content in place of a file's, or takes it out. Says whether anything differs.
fn replace(list: &mut Vec<SourceFile>, path: &SourcePath, content: Option<Content>) -> bool {
    let at = list.binary_search_by(|file| file.path.cmp(path));
    match (at, content) {
        (Ok(at), Some(content)) if list[at].content != content => list[at].content = content,
        (Err(at), Some(content)) => list.insert(at, SourceFile { path: path.clone(), content }),
        (Ok(at), None) => _ = list.remove(at),
        (Ok(_), Some(_)) | (Err(_), None) => return false,
    }
    true
}

/// The file that holds the settings.
const CONFIG: &str = "book.toml";

/// Reads `book.toml`.
pub fn read_config(files: &dyn Files) -> Result<Arc<str>, ReadError> {
    let path = SourcePath::new(CONFIG);
    match files.read(&path) {
        Ok(Content::Text(text)) => Ok(text),
        Ok(Content::Bytes(_)) => Err(ReadError::NotUtf8(path)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(ReadError::NoSite),
        Err(error) => Err(ReadError::Read(path, error)),
    }
}

fn read_folder(files: &dyn Files, folder: &'static str) -> Result<Vec<SourceFile>, ReadError> {
    let paths = files.list(folder).map_err(|error| ReadError::List(folder, error))?;
    let read = |path: SourcePath| match files.read(&path) {
        Ok(content) => Ok(SourceFile { path, content }),
        Err(error) => Err(ReadError::Read(path, error)),
    };
    paths.into_par_iter().map(read).collect()
}

/// The texts that diagnostics point into.
pub struct SourceTexts(BTreeMap<SourcePath, Arc<str>>);

impl SourceTree {
    /// The texts of the files in which something is wrong, and those of `more` among them.
    pub fn texts<'t>(
        &self,
        diagnostics: &[Diagnostic],
        more: impl Iterator<Item = (SourcePath, &'t str)>,
    ) -> SourceTexts {
        let related = |diagnostic: &'_ Diagnostic| {
            diagnostic.related.iter().map(|(span, _)| span.path.clone()).collect::<Vec<_>>()
        };
        let own = diagnostics
            .iter()
            .filter_map(|diagnostic| diagnostic.span.as_ref())
            .map(|span| span.path.clone());
        let wanted: BTreeSet<_> = own.chain(diagnostics.iter().flat_map(related)).collect();
        let files = self.pages.iter().chain(&self.templates);
        let read = files.filter(|file| wanted.contains(&file.path));
        let mut texts: BTreeMap<_, Arc<str>> = read
            .map(|file| (file.path.clone(), String::from_utf8_lossy(file.content.bytes()).into()))
            .collect();
        texts.insert(SourcePath::new(CONFIG), self.config.clone());
        texts.extend(more.filter(|(path, _)| wanted.contains(path)).map(|(path, text)| (path, text.into())));
        SourceTexts(texts)
    }
}

impl Sources for SourceTexts {
    fn text(&self, path: &SourcePath) -> Option<Arc<str>> {
        self.0.get(path).cloned()
    }
}
