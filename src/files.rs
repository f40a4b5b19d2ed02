//! Reading: the only module that looks at the disk.
//!
//! A build sees its source through [`Files`], so that tests can give it a site that stands in memory.

mod hidden;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use crate::paths::SourcePath;

/// What a file holds. A text is told apart at once, so that whoever reads it as one needs no copy of its own.
#[derive(Clone, Debug)]
pub enum Content {
    /// UTF-8.
    Text(Arc<str>),
    /// Anything else.
    Bytes(Arc<[u8]>),
}

impl Content {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// The bytes, to keep.
    pub fn shared(&self) -> Arc<[u8]> {
        match self {
            Self::Text(text) => text.clone().into(),
            Self::Bytes(bytes) => bytes.clone(),
        }
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text.into()),
            Err(error) => Self::Bytes(error.into_bytes().into()),
        }
    }
}

/// One piece of memory is not compared with itself: most files are the same from build to build.
impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.bytes(), other.bytes()) || self.bytes() == other.bytes()
    }
}

impl Eq for Content {}
pub use hidden::{Kind, is_hidden};

/// A place that holds the source of a site.
pub trait Files: Sync {
    /// Every file below `folder` that is not hidden, sorted by path; empty if there is no such folder.
    fn list(&self, folder: &str) -> io::Result<Vec<SourcePath>>;

    /// What one file holds.
    fn read(&self, path: &SourcePath) -> io::Result<Content>;
}

/// A site's source on disk.
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// The site whose `book.toml` stands in `root`.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl Files for DiskFiles {
    fn list(&self, folder: &str) -> io::Result<Vec<SourcePath>> {
        let start = self.root.join(folder);
        // A link that leads nowhere is no missing folder: something is wrong, and the site would come out empty.
        if !start.try_exists()? && !start.is_symlink() {
            return Ok(Vec::new());
        }
        // Symbolic links to files are read like files; links to folders are not entered, because they can
        // form a loop or lead out of the site.
        let mut paths = Vec::new();
        for entry in walk(&start, 1) {
            let entry = entry?;
            if entry.file_type().is_file() || (entry.path_is_symlink() && !entry.path().is_dir()) {
                paths.push(relative(&self.root, entry.path())?);
            }
        }
        paths.sort();
        Ok(paths)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one reader of the source")]
    fn read(&self, path: &SourcePath) -> io::Result<Content> {
        std::fs::read(self.root.join(path.as_str())).map(Content::from)
    }
}

/// What stands at a path of the source at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A file in its own place.
    File,
    /// A file behind a symbolic link.
    LinkedFile,
    /// A folder that listing enters.
    Folder,
    /// What listing passes over or stumbles at: a link to a folder or to nothing, a pipe.
    Other,
    /// Nothing.
    Nothing,
}

/// What tells the states of a file apart without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    /// When the file was last written to, as far as the file system knows; any program can set it.
    pub modified: Option<SystemTime>,
    /// Seconds and nanoseconds of the last change; no program can set it. Zero where systems have no such time.
    changed: (i64, i64),
}

/// Which folders a site consists of, and where it really stands behind all symbolic links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The parts of the site that are folders, and their real paths.
    pub parts: Vec<(SourcePath, PathBuf)>,
    /// Every folder that listing enters, the parts among them.
    pub folders: BTreeSet<SourcePath>,
    /// The files that are symbolic links, by the real path of what they lead to.
    pub links: BTreeMap<PathBuf, BTreeSet<SourcePath>>,
}

impl DiskFiles {
    /// What stands at a path.
    pub fn state(&self, path: &SourcePath) -> State {
        let path = self.root.join(path.as_str());
        match path.symlink_metadata() {
            Ok(own) if own.is_dir() => State::Folder,
            Ok(own) if own.is_file() => State::File,
            Ok(own) if own.is_symlink() && path.is_file() => State::LinkedFile,
            Err(error) if error.kind() == io::ErrorKind::NotFound => State::Nothing,
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => State::Nothing,
            Ok(_) | Err(_) => State::Other,
        }
    }

    /// The stamp of a file, through symbolic links.
    pub fn stamp(&self, path: &SourcePath) -> io::Result<Stamp> {
        let metadata = self.root.join(path.as_str()).metadata()?;
        Ok(Stamp { length: metadata.len(), modified: metadata.modified().ok(), changed: changed(&metadata) })
    }

    /// Looks at some parts of the site, each a file or a folder below its root. What cannot be entered is
    /// left out: listing will say why.
    pub fn layout(&self, parts: &[&str]) -> Layout {
        let mut layout = Layout::default();
        for part in parts {
            let start = self.root.join(part);
            for entry in walk(&start, 0).filter_map(Result::ok) {
                let Ok(path) = relative(&self.root, entry.path()) else { continue };
                let linked = entry.path_is_symlink();
                let folder = entry.file_type().is_dir() || (entry.depth() == 0 && entry.path().is_dir());
                let real = (linked || entry.depth() == 0).then(|| entry.path().canonicalize());
                match real {
                    Some(Ok(real)) if entry.depth() == 0 && folder => layout.parts.push((path.clone(), real)),
                    Some(Ok(real)) if linked && real.is_file() => {
                        layout.links.entry(real).or_default().insert(path.clone());
                    }
                    Some(_) | None => {}
                }
                if folder {
                    layout.folders.insert(path);
                }
            }
        }
        layout
    }
}

#[cfg(unix)]
fn changed(metadata: &std::fs::Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &std::fs::Metadata) -> (i64, i64) {
    (0, 0)
}

/// The path without symbolic links, `.` and `..`: the one that the system's events speak of.
pub fn real_path(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

/// What is not hidden at and below `start`, from a depth on.
fn walk(start: &Path, depth: usize) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    let kind = |entry: &DirEntry| if entry.file_type().is_dir() { Kind::Folder } else { Kind::File };
    let shown = move |entry: &DirEntry| {
        entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy(), kind(entry))
    };
    WalkDir::new(start).min_depth(depth).into_iter().filter_entry(shown)
}

fn relative(root: &Path, path: &Path) -> io::Result<SourcePath> {
    let path = path.strip_prefix(root).unwrap_or(path);
    let text = path.to_str().ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidData, format!("the file name {} is not UTF-8", path.display()))
    })?;
    Ok(SourcePath::new(&text.replace(std::path::MAIN_SEPARATOR, "/")))
}

/// A site's source in memory, for tests.
#[derive(Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<SourcePath, Content>,
}

impl MemoryFiles {
    /// Adds a file, or replaces it.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.files.insert(SourcePath::new(path), bytes.into().into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(&SourcePath::new(path));
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &str) -> io::Result<Vec<SourcePath>> {
        let prefix = format!("{folder}/");
        Ok(self.files.keys().filter(|path| path.as_str().starts_with(&prefix)).cloned().collect())
    }

    fn read(&self, path: &SourcePath) -> io::Result<Content> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// The program that runs.
#[expect(clippy::disallowed_methods, reason = "reading is what this module is for")]
pub fn program() -> io::Result<Vec<u8>> {
    std::fs::read(std::env::current_exe()?)
}

/// What the output folder holds at present.
pub struct OutputFolder {
    root: PathBuf,
}

impl OutputFolder {
    /// The output folder at `root`, whether it exists or not.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The bytes of a published file; `None` if it cannot be read or is not a plain file.
    #[expect(clippy::disallowed_methods, reason = "reading is what this module is for")]
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        let path = self.root.join(path);
        let plain = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        plain.then(|| std::fs::read(path).ok()).flatten()
    }

    /// Whether there is nothing in the folder, or no folder.
    #[expect(clippy::disallowed_methods, reason = "reading is what this module is for")]
    pub fn is_empty(&self) -> io::Result<bool> {
        match std::fs::read_dir(&self.root) {
            Ok(mut entries) => Ok(entries.next().is_none()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// What lies in the folder besides the files `ours`: files, and folders that hold none of them.
    pub fn others(&self, ours: &BTreeSet<String>) -> io::Result<Vec<String>> {
        let mut others = Vec::new();
        self.collect_others("", ours, &mut others)?;
        others.sort();
        Ok(others)
    }

    #[expect(clippy::disallowed_methods, reason = "reading is what this module is for")]
    fn collect_others(
        &self,
        folder: &str,
        ours: &BTreeSet<String>,
        others: &mut Vec<String>,
    ) -> io::Result<()> {
        for entry in std::fs::read_dir(self.root.join(folder))? {
            let entry = entry?;
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            let inside = format!("{path}/");
            let holds_ours =
                ours.range(inside.clone()..).next().is_some_and(|next| next.starts_with(&inside));
            if entry.file_type()?.is_dir() && holds_ours {
                self.collect_others(&inside, ours, others)?;
            } else if !ours.contains(&path) {
                others.push(path);
            }
        }
        Ok(())
    }
}
