//! A new site written into the folder of the old one, file by file, where folders cannot change places: a mount
//! point, or a folder in a lower layer of an overlay.
//!
//! A visitor can meet a mixture meanwhile, but no half of a file. A build that is killed here is repaired by the
//! next one, because the manifest names the files of both sites until the new one is complete.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::{MANIFEST, WriteError, manifest_text, output_dirs, rename};
use crate::files::OutputFolder;
use crate::paths::OutputPath;

/// What a file is called until it is complete. The manifest names it, so that it does not stay after a kill.
pub(super) const UNFINISHED: &str = ".fieldbook-unfinished-file";

/// Writes what differs into `target`, and removes what `before` lists and `files` does not have. `files` says of each
/// whether it is new or has other bytes than before, and `bytes` has those.
pub(super) fn write(
    target: &Path,
    files: &BTreeMap<OutputPath, bool>,
    bytes: impl Fn(&OutputPath) -> Option<Vec<u8>>,
    before: &BTreeSet<String>,
) -> Result<(), WriteError> {
    let place = Target(target);
    let new: BTreeSet<_> = files.keys().map(OutputPath::as_str).collect();
    let both = new.iter().copied().chain(before.iter().map(String::as_str)).chain([UNFINISHED]);
    place.replace(MANIFEST, manifest_text(both.collect::<BTreeSet<_>>()).as_bytes())?;
    let stale = before.iter().map(String::as_str).filter(|path| !new.contains(path) && *path != MANIFEST);
    // A file where a folder is to be, or the other way round, has to go first; the rest stays as long as it can.
    let (in_the_way, rest): (Vec<_>, Vec<_>) = stale.partition(|path| is_above_or_below(path, &new));
    in_the_way.into_iter().try_for_each(|path| place.remove(path))?;
    for (path, _) in files.iter().filter(|(_, is_new)| **is_new) {
        let bytes = bytes(path).ok_or_else(|| WriteError::Changed(target.join(path.as_str())))?;
        place.replace(path.as_str(), &bytes)?;
    }
    rest.into_iter().try_for_each(|path| place.remove(path))?;
    place.replace(MANIFEST, manifest_text(new).as_bytes())
}

/// Whether a path is a folder of one of these files, or lies below one.
fn is_above_or_below(path: &str, files: &BTreeSet<&str>) -> bool {
    let inside = format!("{path}/");
    let holds = files.range(inside.as_str()..).next().is_some_and(|next| next.starts_with(&inside));
    let mut above = path.match_indices('/').map(|(at, _)| &path[..at]);
    holds || above.any(|folder| files.contains(folder))
}

struct Target<'a>(&'a Path);

impl Target<'_> {
    /// Puts a file in its place in one step.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn replace(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let (new, old) = (self.0.join(UNFINISHED), self.0.join(path));
        let write = || {
            old.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            // What somebody has spoilt may be a folder now.
            if OutputFolder::new(&old).is_folder() {
                output_dirs::remove_folder(&old)?;
            }
            std::fs::write(&new, bytes)?;
            rename(&new, &old)
        };
        write().map_err(|error| WriteError::Disk(old.clone(), error))
    }

    /// Removes a file, and the folders that are empty then.
    #[expect(clippy::disallowed_methods, reason = "this module is the one that deletes")]
    fn remove(&self, path: &str) -> Result<(), WriteError> {
        let file = self.0.join(path);
        match std::fs::remove_file(&file) {
            Err(error) if !is_gone(&error) => return Err(WriteError::Disk(file, error)),
            Ok(()) | Err(_) => {}
        }
        let folders = PathBuf::from(path);
        for folder in folders.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
            // One that is not empty stays, and so do those above it.
            if std::fs::remove_dir(self.0.join(folder)).is_err() {
                break;
            }
        }
        Ok(())
    }
}

fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
