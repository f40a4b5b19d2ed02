//! Folders → [`SourceTree`]: every input of a build, read once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config;
use crate::diagnostic::{Code, Diagnostic, Sources, Span};
use crate::files::{FileContent, Files, FollowLinks, Listing, Reason, Refused};
use crate::frozen::Frozen;
use crate::paths::{CONTENT, EDITIONS, METRICS, SETTINGS, STATIC, SourcePath, TEMPLATES};

/// One file of the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SourceFile {
    /// Where it stands.
    pub path: SourcePath,
    /// What it holds.
    pub content: FileContent,
}

/// Every input of a build.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// `book.toml`.
    pub config: FileContent,
    /// `content/metrics.toml`, if there is one: a list, so that it comes and goes as other files do.
    pub metrics: Vec<SourceFile>,
    /// The Markdown files below `content/`, sorted by path.
    pub pages: Vec<SourceFile>,
    /// Every other file below `content/`, published beside the pages.
    pub attachments: Vec<SourceFile>,
    /// The files below `static/`, published as they are.
    pub statics: Vec<SourceFile>,
    /// The files below `templates/`.
    pub templates: Vec<SourceFile>,
    /// The files below `editions/`.
    pub editions: Vec<SourceFile>,
    /// What stands among the files and is not read, sorted by path.
    pub refused: Vec<Diagnostic>,
    /// The sites of editions, which stand in no folder: whoever builds the site to publish it adds them.
    pub frozen: Frozen,
}

/// What went wrong with the machine while reading.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no site here.
    #[error("there is no `book.toml` in this folder: it is not the root of a Fieldbook site")]
    NoSite,
    /// The settings stand somewhere else, and do not say that they may.
    #[error(
        "`{SETTINGS}` is a link that leads out of the site: copy the file, or set `follow-links = \"anywhere\"` \
         under `[build]` in it"
    )]
    Outside,
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

/// What a site starts with.
const START: &str = "\
`fieldbook init` writes a small report to start from; by hand, a site starts with two files:

  book.toml
      [book]
      title = \"The title of the report\"

  content/index.md
      ---
      title: Home
      ---
      The first words.";

impl ReadError {
    /// What to do about it, if that is not said already.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::NoSite | Self::NoPages => Some(START),
            Self::Outside | Self::List(..) | Self::Read(..) => None,
        }
    }
}

/// Reads the whole source of a site.
pub fn discover(files: &dyn Files) -> Result<SourceTree, ReadError> {
    let config = read_config(files)?;
    let links = config::follow_links(&config);
    let mut refused = Vec::new();
    let mut read = |folder| read_folder(files, folder, links, &mut refused);
    let (content, statics) = (read(CONTENT)?, read(STATIC)?);
    let (templates, editions) = (read(TEMPLATES)?, read(EDITIONS)?);
    let (metrics, content): (Vec<_>, Vec<_>) =
        content.into_iter().partition(|file| file.path.as_str() == METRICS);
    let (pages, attachments): (Vec<_>, Vec<_>) =
        content.into_iter().partition(|file| file.path.is_markdown());
    if pages.is_empty() && refused.is_empty() {
        return Err(ReadError::NoPages);
    }
    refused.sort_by(|one, other| place(one).cmp(&place(other)));
    let frozen = Frozen::default();
    Ok(SourceTree { config, metrics, pages, attachments, statics, templates, editions, refused, frozen })
}

fn place(refused: &Diagnostic) -> Option<&SourcePath> {
    refused.span.as_ref().map(|span| &span.path)
}

impl SourceTree {
    /// Reads the whole source again and returns the files that differ. What is the same stays the same piece of
    /// memory, by which later stages know it.
    pub fn rescan(&mut self, files: &dyn Files) -> Result<Vec<SourcePath>, ReadError> {
        let mut tree = discover(files)?;
        tree.frozen = std::mem::take(&mut self.frozen);
        let pairs = [
            (&mut tree.metrics, &self.metrics),
            (&mut tree.pages, &self.pages),
            (&mut tree.attachments, &self.attachments),
            (&mut tree.statics, &self.statics),
            (&mut tree.templates, &self.templates),
            (&mut tree.editions, &self.editions),
        ];
        let mut changed: Vec<_> =
            pairs.into_iter().flat_map(|(list, before)| keep_same(list, before)).collect();
        if tree.config == self.config {
            tree.config = self.config.clone();
        } else {
            changed.push(SourcePath::new(SETTINGS));
        }
        let differs = |one: &&Diagnostic, others: &[Diagnostic]| !others.contains(one);
        let came = tree.refused.iter().filter(|one| differs(one, &self.refused));
        let went = self.refused.iter().filter(|one| differs(one, &tree.refused));
        changed.extend(came.chain(went).filter_map(place).cloned());
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
            if path.as_str() == SETTINGS {
                let config = read_config(files)?;
                if config::follow_links(&config) != config::follow_links(&self.config) {
                    return self.rescan(files);
                }
                if config != self.config {
                    self.config = config;
                    changed.push(path.clone());
                }
                continue;
            }
            // Whether it may be read, and why not, is for listing to say.
            if files.outside(path).is_some() || self.refused.iter().any(|one| place(one) == Some(path)) {
                return self.rescan(files);
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
        match path.part() {
            CONTENT if path.as_str() == METRICS => Some(&mut self.metrics),
            CONTENT if path.is_markdown() => Some(&mut self.pages),
            CONTENT => Some(&mut self.attachments),
            STATIC => Some(&mut self.statics),
            TEMPLATES => Some(&mut self.templates),
            EDITIONS => Some(&mut self.editions),
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
fn replace(list: &mut Vec<SourceFile>, path: &SourcePath, content: Option<FileContent>) -> bool {
    let at = list.binary_search_by(|file| file.path.cmp(path));
    match (at, content) {
        (Ok(at), Some(content)) if list[at].content != content => list[at].content = content,
        (Err(at), Some(content)) => list.insert(at, SourceFile { path: path.clone(), content }),
        (Ok(at), None) => _ = list.remove(at),
        (Ok(_), Some(_)) | (Err(_), None) => return false,
    }
    true
}

/// Reads `book.toml`.
pub fn read_config(files: &dyn Files) -> Result<FileContent, ReadError> {
    let path = SourcePath::new(SETTINGS);
    let config = match files.read(&path) {
        Ok(config) => config,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(ReadError::NoSite),
        Err(error) => return Err(ReadError::Read(path, error)),
    };
    // Messages quote it: whoever sends in a link must not see files of this machine.
    if files.outside(&path).is_some() && config::follow_links(&config) == FollowLinks::Site {
        return Err(ReadError::Outside);
    }
    Ok(config)
}

/// Reads all files below a folder, and says which are not to be read.
fn read_folder(
    files: &dyn Files,
    folder: &'static str,
    links: FollowLinks,
    refused: &mut Vec<Diagnostic>,
) -> Result<Vec<SourceFile>, ReadError> {
    let Listing { files: paths, refused: unfit } =
        files.list(folder, links).map_err(|error| ReadError::List(folder, error))?;
    refused.extend(unfit.iter().map(refusal));
    let (misnamed, paths): (Vec<_>, Vec<_>) =
        paths.into_iter().partition(|path| folder == CONTENT && path.is_misnamed_page());
    refused.extend(misnamed.iter().map(misnamed_page));
    let read = |path: SourcePath| match files.read(&path) {
        Ok(content) => Ok(SourceFile { path, content }),
        Err(error) => Err(ReadError::Read(path, error)),
    };
    paths.into_par_iter().map(read).collect()
}

/// What is said of something that stands among the files and is none, or of a link that is not followed.
fn refusal(Refused { path, reason }: &Refused) -> Diagnostic {
    let (code, message, help) = match reason {
        Reason::Outside(real) => (
            Code::LinkOutside,
            format!("this link leads out of the site, to `{}`", real.display()),
            "copy what it leads to, or set `follow-links = \"anywhere\"` under `[build]` in `book.toml`",
        ),
        Reason::Loop => (
            Code::LinkLoop,
            "this link leads to a folder that it lies in".to_owned(),
            "remove it, or let it lead to another folder",
        ),
        Reason::Output => (
            Code::LinkLoop,
            "this link leads into the output folder, which is made from this one".to_owned(),
            "remove it, or put a copy of what it leads to in its place",
        ),
        Reason::Special(name) => (
            Code::NotAFile,
            format!("this is {name}, and only files are published"),
            "remove it, or put a file in its place",
        ),
    };
    Diagnostic::new(code, Span::new(path, 0..0), message).help(help.to_owned())
}

/// What is said of Markdown under an extension that other programs know: its source would be a download, with what
/// its front matter holds back.
fn misnamed_page(path: &SourcePath) -> Diagnostic {
    let message = format!("pages are called `.md` or `.markdown`, not `{}`", path.extension());
    let help = format!("rename it to `{}.md`", path.stem());
    Diagnostic::new(Code::MisnamedPage, Span::new(path, 0..0), message).help(help)
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
        let files = self.pages.iter().chain(&self.templates).chain(&self.metrics).chain(&self.editions);
        // Most files that are published as they are hold no text: those alone are shown in which words are underlined.
        let spans = diagnostics.iter().filter_map(|diagnostic| diagnostic.span.as_ref());
        let underlined: BTreeSet<_> =
            spans.filter(|span| !span.range.is_empty()).map(|span| &span.path).collect();
        let published = self.statics.iter().chain(&self.attachments);
        let files = files.chain(published.filter(|file| underlined.contains(&file.path)));
        let read = files.filter(|file| wanted.contains(&file.path));
        let mut texts: BTreeMap<_, Arc<str>> = read
            .map(|file| (file.path.clone(), String::from_utf8_lossy(file.content.bytes()).into()))
            .collect();
        texts.insert(SourcePath::new(SETTINGS), self.config.text());
        texts.extend(more.filter(|(path, _)| wanted.contains(path)).map(|(path, text)| (path, text.into())));
        SourceTexts(texts)
    }
}

impl Sources for SourceTexts {
    fn text(&self, path: &SourcePath) -> Option<Arc<str>> {
        self.0.get(path).cloned()
    }
}
