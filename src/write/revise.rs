//! Changes of the source of a site: all of them are ready before the first file is touched.

use std::io;
use std::path::{Path, PathBuf};

use super::WriteError;
use crate::paths::SourcePath;

/// What is to become of one file of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The file.
    pub path: SourcePath,
    /// What it holds now; `None` if there is none yet.
    pub before: Option<Vec<u8>>,
    /// What it will hold; `None` if it will be gone.
    pub after: Option<Vec<u8>>,
}

impl Revision {
    /// A file that is not there yet.
    pub fn new_file(path: SourcePath, after: Vec<u8>) -> Self {
        Self { path, before: None, after: Some(after) }
    }
}

/// A new text that lies beside its file.
struct Staged {
    beside: PathBuf,
    file: PathBuf,
}

/// Changes files below `root`. Each is replaced as a whole, and nothing is touched if one of them is not as it was
/// read, or if the new texts do not fit on the disk. Files that go are removed last.
pub fn revise(root: &Path, revisions: &[Revision]) -> Result<(), WriteError> {
    revisions.iter().try_for_each(|revision| check(root, revision))?;
    let mut staged = Vec::new();
    let written = revisions.iter().try_for_each(|revision| stage(root, revision, &mut staged));
    if written.is_err() {
        for Staged { beside, .. } in &staged {
            discard(beside);
        }
        return written;
    }
    for Staged { beside, file } in &staged {
        super::rename(beside, file).map_err(|error| WriteError::Disk(file.clone(), error))?;
    }
    let gone = revisions.iter().filter(|revision| revision.after.is_none());
    gone.map(|revision| root.join(revision.path.as_str())).try_for_each(|file| remove(&file))
}

/// Whether a file is still what it was when the change was thought of.
#[expect(clippy::disallowed_methods, reason = "what is written over is compared first")]
fn check(root: &Path, revision: &Revision) -> Result<(), WriteError> {
    let file = root.join(revision.path.as_str());
    match &revision.before {
        None if file.symlink_metadata().is_ok() => Err(WriteError::Exists(file)),
        Some(before) if std::fs::read(&file).ok().as_ref() != Some(before) => Err(WriteError::Changed(file)),
        None | Some(_) => Ok(()),
    }
}

/// Writes a new text beside its file. A link stays one: what it leads to is replaced.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn stage(root: &Path, revision: &Revision, staged: &mut Vec<Staged>) -> Result<(), WriteError> {
    let Some(after) = &revision.after else { return Ok(()) };
    let named = root.join(revision.path.as_str());
    let file = named.canonicalize().unwrap_or(named);
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { return Ok(()) };
    let beside = folder.join(format!(".{}.{}~", name.to_string_lossy(), std::process::id()));
    let write = || -> io::Result<()> {
        std::fs::create_dir_all(folder)?;
        std::fs::write(&beside, after)?;
        match file.metadata() {
            Ok(metadata) => std::fs::set_permissions(&beside, metadata.permissions()),
            Err(_) => Ok(()),
        }
    };
    let written = write().map_err(|error| WriteError::Disk(file.clone(), error));
    staged.push(Staged { beside, file: file.clone() });
    written
}

#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn discard(beside: &Path) {
    // The error that comes first says more than that a file is left.
    _ = std::fs::remove_file(beside);
}

#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn remove(file: &Path) -> Result<(), WriteError> {
    std::fs::remove_file(file).map_err(|error| WriteError::Disk(file.to_owned(), error))
}
