//! Reading: the only module that looks at the disk.
//!
//! A build sees its source through [`Files`], so that a site can stand in memory as well: a revision of it, or a test.

mod hidden;
mod output;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::paths::SourcePath;

/// What a file holds. A text is told apart at once, so that whoever reads it as one needs no copy of its own.
#[derive(Clone, Debug)]
pub enum FileContent {
    /// UTF-8.
    Text(Arc<str>),
    /// Anything else.
    Bytes(Arc<[u8]>),
}

impl FileContent {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// The text, with U+FFFD in place of what is no UTF-8.
    pub fn text(&self) -> Arc<str> {
        match self {
            Self::Text(text) => text.clone(),
            Self::Bytes(bytes) => String::from_utf8_lossy(bytes).into(),
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

impl Default for FileContent {
    fn default() -> Self {
        Self::Text("".into())
    }
}

impl From<Vec<u8>> for FileContent {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text.into()),
            Err(error) => Self::Bytes(error.into_bytes().into()),
        }
    }
}

/// One piece of memory is not compared with itself: most files are the same from build to build.
impl PartialEq for FileContent {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.bytes(), other.bytes()) || self.bytes() == other.bytes()
    }
}

impl Eq for FileContent {}

impl Hash for FileContent {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes().hash(state);
    }
}

pub use hidden::{EntryKind, is_hidden};
pub use output::{FileState, OutputFolder};
pub use walk::{FollowLinks, Reason, Refused};

use walk::{Met, special, walk};

/// Names a folder as Fieldbook's own and lists what it wrote there.
pub const MANIFEST: &str = ".fieldbook-manifest";

/// What a folder of the source holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// Every file that is not hidden, sorted by path.
    pub files: Vec<SourcePath>,
    /// What stands among them and cannot be published.
    pub refused: Vec<Refused>,
}

/// A place that holds the source of a site.
pub trait Files: Sync {
    /// What stands below `folder`; nothing if there is no such folder.
    fn list(&self, folder: &str, links: FollowLinks) -> io::Result<Listing>;

    /// Where a path really leads, if that is out of the site.
    fn outside(&self, path: &SourcePath) -> Option<PathBuf>;

    /// What one file holds.
    fn read(&self, path: &SourcePath) -> io::Result<FileContent>;
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
    fn list(&self, folder: &str, links: FollowLinks) -> io::Result<Listing> {
        let mut listing = Listing::default();
        for met in walk(&self.root, folder, links) {
            match met? {
                Met::Folder(_) => {}
                Met::File(entry) => listing.files.push(entry.path),
                Met::Refused(refused) => listing.refused.push(refused),
            }
        }
        listing.files.sort();
        listing.refused.sort();
        Ok(listing)
    }

    fn outside(&self, path: &SourcePath) -> Option<PathBuf> {
        let (root, real) =
            (self.root.canonicalize().ok()?, self.root.join(path.as_str()).canonicalize().ok()?);
        (!real.starts_with(root)).then_some(real)
    }

    fn read(&self, path: &SourcePath) -> io::Result<FileContent> {
        read_regular(&self.root.join(path.as_str())).map(FileContent::from)
    }
}

/// The most bytes a file may have: whoever hosts a site takes no larger one, and memory has an end.
const MOST_BYTES: u64 = 1 << 30;

/// Reads a file, links followed. Anything else is refused before it can block or go on for ever: it is asked what
/// it is before it is opened, since opening alone can do things to a device, and again behind that.
#[expect(clippy::disallowed_methods, reason = "this is the one reader of the source")]
fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    let regular = |metadata: &std::fs::Metadata| match special(metadata.file_type()) {
        Some(name) => Err(io::Error::new(io::ErrorKind::InvalidInput, format!("it is {name} and no file"))),
        None if metadata.len() > MOST_BYTES => {
            Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 1 GiB"))
        }
        None => Ok(()),
    };
    regular(&path.metadata()?)?;
    let mut options = std::fs::OpenOptions::new();
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let file = options.read(true).open(path)?;
    let metadata = file.metadata()?;
    regular(&metadata)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    // It may be growing.
    file.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What stands at a path of the source at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A file in its own place.
    File,
    /// A file behind a symbolic link.
    LinkedFile,
    /// A folder, or a link to one.
    Folder,
    /// What listing refuses or stumbles at: a link to nothing, a pipe.
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
    /// The parts of the site that are folders and the folders that links lead to, with their real paths.
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
            Ok(own) if own.is_symlink() && path.is_dir() => State::Folder,
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
    pub fn layout(&self, parts: &[&str], links: FollowLinks) -> Layout {
        let mut layout = Layout::default();
        let met = parts.iter().flat_map(|part| walk(&self.root, part, links)).filter_map(Result::ok);
        for met in met {
            match met {
                Met::Folder(entry) => {
                    layout.parts.extend(entry.real.map(|real| (entry.path.clone(), real)));
                    layout.folders.insert(entry.path);
                }
                Met::File(entry) => {
                    let Some(real) = entry.real else { continue };
                    layout.links.entry(real).or_default().insert(entry.path);
                }
                Met::Refused(_) => {}
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

/// A site's source in memory: a revision of a repository, or a test.
#[derive(Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<SourcePath, FileContent>,
    /// What stands in the place of some of them: a link out of the site, a pipe.
    refused: BTreeMap<SourcePath, Reason>,
}

impl MemoryFiles {
    /// Adds a file, or replaces it.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        let path = SourcePath::new(path);
        self.refused.remove(&path);
        self.files.insert(path, bytes.into().into());
    }

    /// Lets a file be a link that is not followed, or what is no file. What it holds is read if links may lead there.
    pub fn refuse(&mut self, path: &str, reason: Reason) {
        self.refused.insert(SourcePath::new(path), reason);
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        let path = SourcePath::new(path);
        self.refused.remove(&path);
        self.files.remove(&path);
    }

    /// Why a file is not read, if links are followed so far.
    fn reason(&self, path: &SourcePath, links: FollowLinks) -> Option<&Reason> {
        let is_followed =
            |reason: &&Reason| matches!(reason, Reason::Outside(_)) && links == FollowLinks::Anywhere;
        self.refused.get(path).filter(|reason| !is_followed(reason))
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &str, links: FollowLinks) -> io::Result<Listing> {
        let prefix = format!("{folder}/");
        let mut listing = Listing::default();
        for path in self.files.keys().filter(|path| path.as_str().starts_with(&prefix)) {
            match self.reason(path, links) {
                Some(reason) => listing.refused.push(Refused { path: path.clone(), reason: reason.clone() }),
                None => listing.files.push(path.clone()),
            }
        }
        Ok(listing)
    }

    fn outside(&self, path: &SourcePath) -> Option<PathBuf> {
        match self.refused.get(path)? {
            Reason::Outside(real) => Some(real.clone()),
            Reason::Loop | Reason::Output | Reason::Special(_) => None,
        }
    }

    fn read(&self, path: &SourcePath) -> io::Result<FileContent> {
        if let Some(Reason::Special(name)) = self.refused.get(path) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("it is {name} and no file")));
        }
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// The program that runs.
#[expect(clippy::disallowed_methods, reason = "reading is what this module is for")]
pub fn program() -> io::Result<Vec<u8>> {
    std::fs::read(std::env::current_exe()?)
}
