//! Changes of the source of a site: all of them are ready before the first file is touched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::beside::{beside, discard, missing_folders, remove_folders, write_through};
use super::journal::{self, Step};
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
    /// The folders that were made for it.
    folders: Vec<PathBuf>,
}

impl Staged<'_> {
    /// Takes away what lies beside the file, if it still does.
    fn forget(&self) {
        discard(&self.beside);
        remove_folders(&self.folders);
    }
}

/// Changes files below `root`. Each is replaced as a whole, and nothing is touched if one of them is not as it was
/// read, or if the new texts do not fit on the disk. Files that go are removed last. If it is cut short once all is
/// ready, [`super::finish`] does the rest.
pub fn revise(root: &Path, revisions: &[Revision]) -> Result<(), WriteError> {
    let _lock = journal::lock(root);
    let revisions = once_a_file(root, revisions)?;
    if revisions.is_empty() {
        return Ok(());
    }
    revisions.iter().try_for_each(|(_, revision)| check(root, revision))?;
    let gone = revisions.iter().map(|(_, revision)| *revision).filter(|revision| revision.after.is_none());
    plan(root, &revisions, gone.clone())?;
    let mut staged = Vec::new();
    let written = revisions.iter().try_for_each(|(file, revision)| stage(file, revision, &mut staged));
    let end = || journal::end(root);
    let done = written.and_then(|()| journal::begin(root)).and_then(|()| put_in_place(&staged, end));
    if done.is_err() {
        staged.iter().rev().for_each(Staged::forget);
        journal::forget(root);
        return done;
    }
    // If one stays, the next command tries again.
    gone.map(|revision| root.join(revision.path.as_str())).try_for_each(|file| remove(&file))?;
    end();
    Ok(())
}

/// Writes down where the new texts will lie, and what becomes of each file.
fn plan<'r>(
    root: &Path,
    revisions: &[(PathBuf, &Revision)],
    gone: impl Iterator<Item = &'r Revision>,
) -> Result<(), WriteError> {
    let mut steps = Vec::with_capacity(revisions.len());
    for (file, revision) in revisions.iter().filter(|(_, revision)| revision.after.is_some()) {
        let beside = beside(file).map_err(|error| WriteError::Disk(file.clone(), error))?;
        steps.push(Step::new(&revision.path, Some(&beside), revision.before.as_deref()));
    }
    steps.extend(gone.map(|revision| Step::new(&revision.path, None, revision.before.as_deref())));
    journal::plan(root, &steps)
}

/// The revisions with the file of each, be it behind a link. Two that make the same of one file are one, as those of two
/// pages that are links to it; two that make different things of it cannot both be done.
fn once_a_file<'r>(
    root: &Path,
    revisions: &'r [Revision],
) -> Result<Vec<(PathBuf, &'r Revision)>, WriteError> {
    let mut files: BTreeMap<PathBuf, &Revision> = BTreeMap::new();
    let mut once = Vec::with_capacity(revisions.len());
    for revision in revisions {
        let file = real(root, revision);
        let Some(other) = files.get(&file) else {
            files.insert(file.clone(), revision);
            once.push((file, revision));
            continue;
        };
        if (&other.before, &other.after) != (&revision.before, &revision.after) {
            return Err(WriteError::Twice(file));
        }
        // A name that goes takes nothing with it, so each of them has to go by itself.
        let is_new_name = || once.iter().all(|(_, other): &(PathBuf, &Revision)| other.path != revision.path);
        if revision.after.is_none() && is_new_name() {
            once.push((file, revision));
        }
    }
    Ok(once)
}

/// The file that is meant by a path, behind all links.
fn real(root: &Path, revision: &Revision) -> PathBuf {
    let named = root.join(revision.path.as_str());
    named.canonicalize().unwrap_or(named)
}

/// Moves the new texts to their places. If one cannot, it gives up, and those before it go back to what they were.
fn put_in_place(staged: &[Staged<'_>], give_up: impl Fn()) -> Result<(), WriteError> {
    for (at, Staged { beside, file, .. }) in staged.iter().enumerate() {
        if let Err(error) = super::rename(beside, file) {
            // From here on nothing is to be finished.
            give_up();
            staged[..at].iter().for_each(put_back);
            return Err(WriteError::Disk(file.clone(), error));
        }
    }
    Ok(())
}

/// Gives a file what it held, as far as the disk still lets us: the error that led here says more.
fn put_back(staged: &Staged<'_>) {
    let Staged { beside, file, before, folders: _ } = staged;
    match before {
        None => discard(file),
        Some(before) => {
            let permissions = file.metadata().map(|metadata| metadata.permissions());
            if write_through(beside, before).is_ok() {
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
fn stage<'r>(file: &Path, revision: &'r Revision, staged: &mut Vec<Staged<'r>>) -> Result<(), WriteError> {
    let Some(after) = &revision.after else { return Ok(()) };
    let disk = |error| WriteError::Disk(file.to_owned(), error);
    let (beside, folders) = (beside(file).map_err(disk)?, missing_folders(file));
    let written = write_through(&beside, after).and_then(|()| match file.metadata() {
        Ok(metadata) => std::fs::set_permissions(&beside, metadata.permissions()),
        Err(_) => Ok(()),
    });
    staged.push(Staged { beside, file: file.to_owned(), before: revision.before.as_deref(), folders });
    written.map_err(disk)
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

    #[cfg(unix)]
    #[test]
    fn links_to_one_file_are_one_change_and_go_one_by_one() {
        let (folder, mut revisions) = folder();
        let links = ["c", "d"].map(|name| {
            std::os::unix::fs::symlink("a", folder.path().join(name)).unwrap();
            Revision { path: SourcePath::new(name), ..revisions[1].clone() }
        });
        revisions.extend(links);
        revise(folder.path(), &revisions).unwrap();
        assert!(texts(&folder).iter().all(|(_, text)| text == "new"), "{:?}", texts(&folder));
        let gone =
            |name: &str| Revision { path: SourcePath::new(name), before: Some(b"new".to_vec()), after: None };
        revise(folder.path(), &["c", "d", "d"].map(gone)).unwrap();
        assert_eq!(texts(&folder).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["0", "a", "b"]);
    }

    #[test]
    fn where_one_file_cannot_be_replaced_none_is() {
        let (folder, revisions) = folder();
        let before = texts(&folder);
        // A folder that is not empty cannot be replaced by a file.
        std::fs::create_dir_all(folder.path().join("c/d")).unwrap();
        let mut all = Vec::new();
        for revision in &revisions {
            stage(&real(folder.path(), revision), revision, &mut all).unwrap();
        }
        let stuck = Revision { path: SourcePath::new("c"), before: None, after: Some(b"new".to_vec()) };
        stage(&folder.path().join("c"), &stuck, &mut all).unwrap();
        assert!(put_in_place(&all, || ()).is_err());
        all.iter().rev().for_each(Staged::forget);
        let after: Vec<_> = texts(&folder).into_iter().filter(|(name, _)| name != "c").collect();
        assert_eq!(after, before);
    }
}
