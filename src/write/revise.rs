//! Changes of the source of a site: all of them are ready before the first file is touched.

use std::collections::BTreeMap;
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
struct Staged<'r> {
    beside: PathBuf,
    file: PathBuf,
    /// What the file holds until then.
    before: Option<&'r [u8]>,
}

/// Changes files below `root`. Each is replaced as a whole, and nothing is touched if one of them is not as it was
/// read, or if the new texts do not fit on the disk. Files that go are removed last.
pub fn revise(root: &Path, revisions: &[Revision]) -> Result<(), WriteError> {
    let revisions = once_a_file(root, revisions)?;
    revisions.iter().try_for_each(|revision| check(root, revision))?;
    let mut staged = Vec::new();
    let written = revisions.iter().try_for_each(|revision| stage(root, revision, &mut staged));
    let done = written.and_then(|()| put_in_place(&staged));
    if done.is_err() {
        for Staged { beside, .. } in &staged {
            discard(beside);
        }
        return done;
    }
    let gone = revisions.iter().filter(|revision| revision.after.is_none());
    gone.map(|revision| root.join(revision.path.as_str())).try_for_each(|file| remove(&file))
}

/// The revisions, with those that are the same once. Two of one file, be it by a link, cannot both be done.
fn once_a_file<'r>(root: &Path, revisions: &'r [Revision]) -> Result<Vec<&'r Revision>, WriteError> {
    let mut files: BTreeMap<PathBuf, &Revision> = BTreeMap::new();
    let mut once = Vec::with_capacity(revisions.len());
    for revision in revisions {
        let file = real(root, revision);
        match files.get(&file) {
            None => {
                files.insert(file, revision);
                once.push(revision);
            }
            Some(other) if *other == revision => {}
            Some(_) => return Err(WriteError::Twice(file)),
        }
    }
    Ok(once)
}

/// The file that is meant by a path, behind all links.
fn real(root: &Path, revision: &Revision) -> PathBuf {
    let named = root.join(revision.path.as_str());
    named.canonicalize().unwrap_or(named)
}

/// Moves the new texts to their places. If one cannot, those before it go back to what they were.
fn put_in_place(staged: &[Staged<'_>]) -> Result<(), WriteError> {
    for (at, Staged { beside, file, .. }) in staged.iter().enumerate() {
        if let Err(error) = super::rename(beside, file) {
            staged[..at].iter().for_each(put_back);
            return Err(WriteError::Disk(file.clone(), error));
        }
    }
    Ok(())
}

/// Gives a file what it held, as far as the disk still lets us: the error that led here says more.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn put_back(staged: &Staged<'_>) {
    let Staged { beside, file, before } = staged;
    match before {
        None => discard(file),
        Some(before) => {
            let permissions = file.metadata().map(|metadata| metadata.permissions());
            if std::fs::write(beside, before).is_ok() {
                _ = permissions.and_then(|permissions| std::fs::set_permissions(beside, permissions));
                _ = super::rename(beside, file);
            }
        }
    }
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
fn stage<'r>(root: &Path, revision: &'r Revision, staged: &mut Vec<Staged<'r>>) -> Result<(), WriteError> {
    let Some(after) = &revision.after else { return Ok(()) };
    let file = real(root, revision);
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
    staged.push(Staged { beside, file: file.clone(), before: revision.before.as_deref() });
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

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests look at what was written")]
mod tests {
    use super::*;

    /// A folder with two files, and what is to become of them and of a new one.
    fn folder() -> (tempfile::TempDir, Vec<Revision>) {
        let folder = tempfile::tempdir().unwrap();
        let changed = |name: &str| {
            std::fs::write(folder.path().join(name), name).unwrap();
            let (before, after) = (Some(name.as_bytes().to_vec()), Some(b"new".to_vec()));
            Revision { path: SourcePath::new(name), before, after }
        };
        let changes = ["a", "b"].map(changed);
        let new = Revision::new_file(SourcePath::new("0"), b"new".to_vec());
        (folder, std::iter::once(new).chain(changes).collect())
    }

    /// The names and texts in a folder, sorted.
    fn texts(folder: &tempfile::TempDir) -> Vec<(String, String)> {
        let entries = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
        let mut texts: Vec<_> =
            entries.map(|path| (name(&path), std::fs::read_to_string(path).unwrap_or_default())).collect();
        texts.sort();
        texts
    }

    #[test]
    fn two_changes_of_one_file_are_refused_unless_they_are_the_same() {
        let (folder, mut revisions) = folder();
        let before = texts(&folder);
        let mut other = revisions[1].clone();
        revisions.push(revisions[2].clone());
        other.after = Some(b"other".to_vec());
        revisions.push(other);
        assert!(matches!(revise(folder.path(), &revisions), Err(WriteError::Twice(_))));
        assert_eq!(texts(&folder), before);
        revisions.pop();
        revise(folder.path(), &revisions).unwrap();
        assert!(texts(&folder).iter().all(|(_, text)| text == "new"));
        assert_eq!(texts(&folder).len(), 3);
    }

    #[test]
    fn where_one_file_cannot_be_replaced_none_is() {
        let (folder, revisions) = folder();
        let before = texts(&folder);
        // A folder that is not empty cannot be replaced by a file.
        std::fs::create_dir_all(folder.path().join("c/d")).unwrap();
        let mut all = Vec::new();
        for revision in &revisions {
            stage(folder.path(), revision, &mut all).unwrap();
        }
        let stuck = Revision { path: SourcePath::new("c"), before: None, after: Some(b"new".to_vec()) };
        stage(folder.path(), &stuck, &mut all).unwrap();
        assert!(put_in_place(&all).is_err());
        for one in &all {
            discard(&one.beside);
        }
        let after: Vec<_> = texts(&folder).into_iter().filter(|(name, _)| name != "c").collect();
        assert_eq!(after, before);
    }
}
