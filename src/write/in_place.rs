//! A new site written into the folder of the old one, file by file, where folders cannot change places: a mount
//! point, or a folder in a lower layer of an overlay.
//!
//! A visitor can meet a mixture for an instant, but no half of a file: all new files are there, out of sight, before
//! the first one takes its place, so that a disk that fills up changes nothing. A build that is killed here is repaired
//! by the next one, because the manifest names the files of both sites, and those out of sight, until the new one is
//! complete.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::beside::{discard, missing_folders, remove_folders};
use super::{MANIFEST, WriteError, manifest_text, output_dirs, rename};
use crate::files::OutputFolder;
use crate::paths::OutputPath;

/// What the manifest is called until it is complete. It names it, so that it does not stay after a kill.
pub(super) const UNFINISHED: &str = ".fieldbook-unfinished-file";

/// The folder, within the site, in which the new files lie until all of them do.
pub(super) const STAGED: &str = ".fieldbook-unfinished-site";

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
    let changed: Vec<_> = files.iter().filter(|(_, is_new)| **is_new).map(|(path, _)| path).collect();
    let staged: Vec<_> = changed.iter().map(|path| format!("{STAGED}/{path}")).collect();
    let all = new.iter().copied().chain(before.iter().chain(&staged).map(String::as_str)).chain([UNFINISHED]);
    let made = missing_folders(&target.join(MANIFEST));
    if let Err(error) = place.stage(&changed, bytes, all.collect(), before) {
        place.give_up(&staged, before);
        remove_folders(&made);
        return Err(error);
    }
    let stale = before.iter().map(String::as_str).filter(|path| !new.contains(path) && *path != MANIFEST);
    // A file where a folder is to be, or the other way round, has to go first; the rest stays as long as it can.
    let (in_the_way, rest): (Vec<_>, Vec<_>) = stale.partition(|path| is_above_or_below(path, &new));
    in_the_way.into_iter().try_for_each(|path| place.remove(path))?;
    std::iter::zip(&staged, &changed).try_for_each(|(staged, path)| place.take(staged, path.as_str()))?;
    rest.into_iter().chain(staged.iter().map(String::as_str)).try_for_each(|path| place.remove(path))?;
    place.write_manifest(new)
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
    /// Writes the new files out of sight, under a manifest that names all there are from then on.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn stage(
        &self,
        changed: &[&OutputPath],
        bytes: impl Fn(&OutputPath) -> Option<Vec<u8>>,
        all: BTreeSet<&str>,
        before: &BTreeSet<String>,
    ) -> Result<(), WriteError> {
        let folder = self.0.join(STAGED);
        // What lies there was left by a build that was killed, and can be a folder where a file is to be.
        let is_left = |path: &&String| Path::new(path).starts_with(STAGED);
        before.iter().filter(is_left).try_for_each(|path| self.remove(path))?;
        self.write_manifest(all)?;
        for path in changed {
            let place = self.0.join(path.as_str());
            let bytes = bytes(path).ok_or_else(|| WriteError::Changed(place.clone()))?;
            let file = folder.join(path.as_str());
            let written = file.parent().map_or(Ok(()), std::fs::create_dir_all);
            let written = written.and_then(|()| std::fs::write(&file, bytes));
            written.map_err(|error| WriteError::Disk(place, error))?;
        }
        Ok(())
    }

    /// Leaves the site as it was. The error that led here says more than what cannot be taken away.
    fn give_up(&self, staged: &[String], before: &BTreeSet<String>) {
        for path in staged {
            _ = self.remove(path);
        }
        let files = before.iter().map(String::as_str).filter(|path| *path != MANIFEST);
        _ = if before.is_empty() { self.remove(MANIFEST) } else { self.write_manifest(files.collect()) };
    }

    /// Puts the list of what is Fieldbook's in its place in one step.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn write_manifest(&self, paths: BTreeSet<&str>) -> Result<(), WriteError> {
        let (new, file) = (self.0.join(UNFINISHED), self.0.join(MANIFEST));
        let written = std::fs::create_dir_all(self.0)
            .and_then(|()| std::fs::write(&new, manifest_text(paths)))
            .and_then(|()| rename(&new, &file));
        written.map_err(|error| {
            discard(&new);
            WriteError::Disk(file, error)
        })
    }

    /// Puts a file in its place in one step.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn take(&self, staged: &str, path: &str) -> Result<(), WriteError> {
        let (new, old) = (self.0.join(staged), self.0.join(path));
        let take = || {
            old.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            // What somebody has spoilt may be a folder now.
            if OutputFolder::new(&old).is_folder() {
                output_dirs::remove_folder(&old)?;
            }
            rename(&new, &old)
        };
        take().map_err(|error| WriteError::Disk(old.clone(), error))
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
