//! New files in the source of a site. What is there is never written over.

use std::io;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::beside::{beside, discard, missing_folders, remove_folders, write_through};
use super::journal::{self, Step};
use crate::files::OutputFolder;
use crate::paths::SourcePath;

/// What a folder may hold and still counts as new: the repository that was made for the site.
const REPOSITORY: &str = ".git";

/// Writes the files of a new site into `root`, which is made if need be and must hold nothing else. If one cannot be
/// written, none is.
pub fn create_site(root: &Path, files: &[(SourcePath, String)]) -> Result<(), WriteError> {
    let disk = |error| WriteError::Disk(root.to_owned(), error);
    let names = OutputFolder::new(root).names().map_err(disk)?;
    if let Some(name) = names.into_iter().find(|name| name != REPOSITORY) {
        return Err(WriteError::NotEmpty(root.to_owned(), name));
    }
    let mut made: Vec<(PathBuf, Vec<PathBuf>)> = Vec::with_capacity(files.len());
    for (path, text) in files {
        let file = root.join(path.as_str());
        let folders = missing_folders(&file);
        if let Err(error) = created(&file, text) {
            // Half a site would be in the way of the next attempt.
            for (file, folders) in made.iter().rev() {
                discard(file);
                remove_folders(folders);
            }
            return Err(error);
        }
        made.push((file, folders));
    }
    Ok(())
}

/// Writes one new file below `root`, with the folders above it. It is there as a whole or not at all, whenever the
/// program is stopped, and what lies beside it until then is taken away by [`super::finish`].
pub fn create_file(root: &Path, path: &SourcePath, text: &str) -> Result<(), WriteError> {
    let file = root.join(path.as_str());
    let _lock = journal::lock(root);
    let disk = |error| WriteError::Disk(file.clone(), error);
    let step = Step::new(path, Some(&beside(&file).map_err(disk)?), None);
    // Without this the file comes to its place all the same.
    _ = journal::plan(root, &[step]);
    let created = created(&file, text);
    journal::forget(root);
    created
}

fn created(path: &Path, text: &str) -> Result<(), WriteError> {
    create(path, text).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists(path.to_owned()),
        _ => WriteError::Disk(path.to_owned(), error),
    })
}

/// Writes the text beside the file, and gives it its name when it is complete.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let (beside, folders) = (beside(path)?, missing_folders(path));
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let written = write_through(&beside, text.as_bytes()).and_then(|()| place(&beside, path));
    // Where it was renamed there is nothing to take away.
    discard(&beside);
    if written.is_err() {
        remove_folders(&folders);
    }
    written
}

/// Gives a file its name, unless something has it. A second name is refused where it is taken; a file system that knows
/// no second names is asked before.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn place(beside: &Path, path: &Path) -> io::Result<()> {
    match std::fs::hard_link(beside, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && path.symlink_metadata().is_err() => {
            super::rename(beside, path)
        }
        linked => linked,
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests look at what was written")]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_was_taken_meanwhile_stays_with_who_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let [beside, taken, free] = ["beside", "taken", "free"].map(|name| folder.path().join(name));
        std::fs::write(&beside, "new").unwrap();
        std::fs::write(&taken, "old").unwrap();
        assert_eq!(place(&beside, &taken).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read_to_string(&taken).unwrap(), "old");
        place(&beside, &free).unwrap();
        assert_eq!(std::fs::read_to_string(&free).unwrap(), "new");
    }
}
