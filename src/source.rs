//! Folders → [`SourceTree`]: every input of a build, read once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Sources};
use crate::files::Files;
use crate::paths::SourcePath;

/// One file of the source.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it stands.
    pub path: SourcePath,
    /// What it holds.
    pub bytes: Arc<[u8]>,
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

/// Reads `book.toml`.
pub fn read_config(files: &dyn Files) -> Result<Arc<str>, ReadError> {
    let path = SourcePath::new("book.toml");
    match files.read(&path) {
        Ok(bytes) => match std::str::from_utf8(&bytes) {
            Ok(text) => Ok(text.into()),
            Err(_) => Err(ReadError::NotUtf8(path)),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(ReadError::NoSite),
        Err(error) => Err(ReadError::Read(path, error)),
    }
}

fn read_folder(files: &dyn Files, folder: &'static str) -> Result<Vec<SourceFile>, ReadError> {
    let paths = files.list(folder).map_err(|error| ReadError::List(folder, error))?;
    let read = |path: SourcePath| match files.read(&path) {
        Ok(bytes) => Ok(SourceFile { path, bytes }),
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
        let mut texts: BTreeMap<_, Arc<str>> =
            read.map(|file| (file.path.clone(), String::from_utf8_lossy(&file.bytes).into())).collect();
        texts.insert(SourcePath::new("book.toml"), self.config.clone());
        texts.extend(more.filter(|(path, _)| wanted.contains(path)).map(|(path, text)| (path, text.into())));
        SourceTexts(texts)
    }
}

impl Sources for SourceTexts {
    fn text(&self, path: &SourcePath) -> Option<Arc<str>> {
        self.0.get(path).cloned()
    }
}
