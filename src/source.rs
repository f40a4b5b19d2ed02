//! Folders → [`SourceTree`]: every input of a build, read once.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Sources;
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
    /// A folder could not be listed.
    #[error("cannot list `{0}`: {1}")]
    List(&'static str, std::io::Error),
    /// A file could not be read.
    #[error("cannot read `{0}`: {1}")]
    Read(SourcePath, std::io::Error),
}

/// Reads the whole source of a site.
pub fn discover(files: &dyn Files) -> Result<SourceTree, ReadError> {
    let config_path = SourcePath::new("book.toml");
    let config = files.read(&config_path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => ReadError::NoSite,
        _ => ReadError::Read(config_path, error),
    })?;
    let (pages, attachments) =
        read_folder(files, "content")?.into_iter().partition(|file| file.path.is_markdown());
    Ok(SourceTree {
        config: String::from_utf8_lossy(&config).into(),
        pages,
        attachments,
        statics: read_folder(files, "static")?,
        templates: read_folder(files, "templates")?,
    })
}

fn read_folder(files: &dyn Files, folder: &'static str) -> Result<Vec<SourceFile>, ReadError> {
    let paths = files.list(folder).map_err(|error| ReadError::List(folder, error))?;
    let read = |path: SourcePath| match files.read(&path) {
        Ok(bytes) => Ok(SourceFile { path, bytes }),
        Err(error) => Err(ReadError::Read(path, error)),
    };
    paths.into_par_iter().map(read).collect()
}

/// The texts that diagnostics can point into.
pub struct SourceTexts(BTreeMap<SourcePath, Arc<[u8]>>);

impl SourceTree {
    /// The texts of the tree, for reports.
    pub fn texts(&self) -> SourceTexts {
        let files = self.pages.iter().chain(&self.templates);
        let mut texts: BTreeMap<_, _> = files.map(|file| (file.path.clone(), file.bytes.clone())).collect();
        texts.insert(SourcePath::new("book.toml"), self.config.as_bytes().into());
        SourceTexts(texts)
    }
}

impl SourceTexts {
    /// The same texts and some more.
    #[must_use]
    pub fn with<'t>(mut self, more: impl Iterator<Item = (SourcePath, &'t str)>) -> Self {
        self.0.extend(more.map(|(path, text)| (path, text.as_bytes().into())));
        self
    }
}

impl Sources for SourceTexts {
    fn text(&self, path: &SourcePath) -> Option<Arc<str>> {
        self.0.get(path).map(|bytes| String::from_utf8_lossy(bytes).into())
    }
}
