//! A folder of a site → what stands in it, links followed as far as they may lead.
//!
//! Listing and watching use one walk, so that what is published is what is watched.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::hidden::{EntryKind, is_hidden};
use crate::paths::SourcePath;

/// How far links in the source are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FollowLinks {
    /// To files and folders of the site: whoever sends in a link must not have files of this machine published.
    #[default]
    Site,
    /// Anywhere.
    Anywhere,
}

/// Something in a folder of the source that cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refused {
    /// Where it stands.
    pub path: SourcePath,
    /// Why.
    pub reason: Reason,
}

/// Why something in a folder of the source cannot be published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is a link that leads out of the site, to this place.
    Outside(PathBuf),
    /// It is a link to a folder that it lies in.
    Loop,
    /// It is a link into a folder that Fieldbook writes sites to.
    Output,
    /// It is no file, but this.
    Special(&'static str),
}

/// The most entries of one folder of the source. Links to folders with links to folders are many without a loop.
const MOST_ENTRIES: usize = 1_000_000;

/// Something a walk meets.
pub(super) enum Met {
    /// A folder that is entered.
    Folder(Entry),
    /// A file, or a link to nothing, which reading stumbles at.
    File(Entry),
    /// What is passed over.
    Refused(Refused),
}

/// Where something stands.
pub(super) struct Entry {
    pub(super) path: SourcePath,
    /// What it really is behind all links, if it is a link itself or the start of the walk.
    pub(super) real: Option<PathBuf>,
}

/// Everything that is not hidden at and below `start`, a path below `root`, and what hinders from looking at the
/// rest; nothing if there is nothing.
pub(super) fn walk(root: &Path, start: &str, links: FollowLinks) -> Vec<io::Result<Met>> {
    let begin = root.join(start);
    if begin.symlink_metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Vec::new();
    }
    let real_root = match root.canonicalize() {
        Ok(real_root) => real_root,
        Err(error) => return vec![Err(error)],
    };
    let walk = Walk { root, real_root, links };
    let mut met = Vec::new();
    let mut entries = WalkDir::new(&begin).follow_links(true).into_iter();
    while let Some(entry) = entries.next() {
        if met.len() >= MOST_ENTRIES {
            met.push(Err(io::Error::other(format!("there are more than {MOST_ENTRIES} entries in it"))));
            break;
        }
        let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
        let this = entry.map_or_else(|error| walk.stumble(error), |entry| walk.meet(&entry));
        if is_folder && !matches!(this, Ok(Some(Met::Folder(_)))) {
            entries.skip_current_dir();
        }
        met.extend(this.transpose());
    }
    met
}

struct Walk<'a> {
    root: &'a Path,
    real_root: PathBuf,
    links: FollowLinks,
}

impl Walk<'_> {
    /// What an entry is; `None` if it is hidden.
    fn meet(&self, entry: &DirEntry) -> io::Result<Option<Met>> {
        let (file_type, path) = (entry.file_type(), relative(self.root, entry.path())?);
        let kind = if file_type.is_dir() { EntryKind::Folder } else { EntryKind::File };
        if entry.depth() > 0 && is_hidden(path.name(), kind) {
            return Ok(None);
        }
        let is_start = entry.depth() == 0 && file_type.is_dir();
        let real = (entry.path_is_symlink() || is_start).then(|| entry.path().canonicalize()).transpose()?;
        let reason = match &real {
            Some(real) if !self.may_lead_to(real) => Some(Reason::Outside(real.clone())),
            Some(real) if entry.depth() > 0 && self.is_published(real) => Some(Reason::Output),
            // A folder above the start of the walk would be entered once more before the walk notices.
            Some(real) if entry.depth() > 0 && self.real_root.starts_with(real) => Some(Reason::Loop),
            Some(_) | None => special(file_type).map(Reason::Special),
        };
        Ok(Some(match reason {
            Some(reason) => Met::Refused(Refused { path, reason }),
            None if file_type.is_dir() => Met::Folder(Entry { path, real }),
            None => Met::File(Entry { path, real }),
        }))
    }

    /// What an entry is that cannot be looked at; `None` if it is hidden.
    fn stumble(&self, error: walkdir::Error) -> io::Result<Option<Met>> {
        let at = error.path().unwrap_or(self.root);
        let (path, is_loop) = (relative(self.root, at)?, error.loop_ancestor().is_some());
        let kind = if is_loop { EntryKind::Folder } else { EntryKind::File };
        if is_hidden(path.name(), kind) {
            Ok(None)
        } else if is_loop {
            Ok(Some(Met::Refused(Refused { path, reason: Reason::Loop })))
        } else if at.is_symlink() {
            Ok(Some(Met::File(Entry { path, real: None })))
        } else {
            Err(error.into())
        }
    }

    /// Whether a place lies in a folder with the manifest of a site: what is made from the source is no part of it.
    fn is_published(&self, real: &Path) -> bool {
        let is_site = |folder: &Path| folder.join(super::MANIFEST).symlink_metadata().is_ok();
        real.ancestors().take_while(|folder| *folder != self.real_root).any(is_site)
    }

    fn may_lead_to(&self, real: &Path) -> bool {
        match self.links {
            FollowLinks::Site => real.starts_with(&self.real_root),
            FollowLinks::Anywhere => true,
        }
    }
}

/// What stands in the place of a file and is none.
#[cfg(unix)]
pub(super) fn special(file_type: std::fs::FileType) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt;
    let known = [
        (file_type.is_fifo(), "a pipe"),
        (file_type.is_socket(), "a socket"),
        (file_type.is_char_device() || file_type.is_block_device(), "a device"),
    ];
    known.into_iter().find_map(|(is, name)| is.then_some(name))
}

#[cfg(not(unix))]
pub(super) fn special(_: std::fs::FileType) -> Option<&'static str> {
    None
}

fn relative(root: &Path, path: &Path) -> io::Result<SourcePath> {
    let path = path.strip_prefix(root).unwrap_or(path);
    let text = path.to_str().ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidData, format!("the file name {} is not UTF-8", path.display()))
    })?;
    Ok(SourcePath::new(&text.replace(std::path::MAIN_SEPARATOR, "/")))
}
