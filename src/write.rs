//! Output → disk. The only module that writes.
//!
//! The new site is put together beside the old one, and the two change places in one step. So the last good
//! site stands until the new one is complete, whatever happens: a failing build, a kill, a full disk. Files
//! that did not change are linked, not copied, and keep their time of modification.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::files::OutputFolder;
use crate::render::OutputTree;

/// Names the folder as Fieldbook's own and lists what it wrote there.
const MANIFEST: &str = ".fieldbook-manifest";

/// What writing changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteReport {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files that were published before and are no more.
    pub removed: usize,
}

/// Why the site could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder holds something Fieldbook did not make.
    #[error(
        "`{0}` is not empty and was not made by Fieldbook: name another folder with `--dest-dir`, or empty it"
    )]
    Foreign(PathBuf),
    /// The output folder holds the source of the site.
    #[error("`{0}` holds the site's source and cannot be its output folder")]
    Source(PathBuf),
    /// The disk refused.
    #[error("cannot write `{0}`: {1}")]
    Disk(PathBuf, io::Error),
}

/// Brings the folder `target` into the state of `tree`.
pub fn write(tree: &OutputTree, target: &Path) -> Result<WriteReport, WriteError> {
    let folder = OutputFolder::new(target);
    let entries = folder.entries().map_err(|error| WriteError::Disk(target.to_owned(), error))?;
    let before = manifest(&folder);
    if before.is_none() && !entries.is_empty() {
        return Err(WriteError::Foreign(target.to_owned()));
    }
    let before = before.unwrap_or_default();
    let changed: Vec<_> = tree
        .par_iter()
        .filter(|(path, bytes)| folder.read(path.as_str()).as_deref() != Some(&***bytes))
        .collect();
    let stale = before.iter().filter(|path| !tree.keys().any(|kept| kept.as_str() == path.as_str())).count();
    let report =
        WriteReport { written: changed.len(), unchanged: tree.len() - changed.len(), removed: stale };
    if report.written == 0 && report.removed == 0 && !entries.is_empty() {
        return Ok(report);
    }
    let staging = staging_path(target);
    let swap = Swap { tree, before: &before, target, staging: &staging };
    let result = swap.run(&changed.iter().map(|(path, _)| path.as_str()).collect());
    // What is left beside the site, from this run or from one that was killed, is no use to anybody.
    remove_folder(&staging).map_err(|error| WriteError::Disk(staging.clone(), error))?;
    result.map(|()| report)
}

/// Removes a folder that Fieldbook made, and nothing else. Says whether there was one.
pub fn clean(target: &Path) -> Result<bool, WriteError> {
    let folder = OutputFolder::new(target);
    let entries = folder.entries().map_err(|error| WriteError::Disk(target.to_owned(), error))?;
    if entries.is_empty() {
        return Ok(false);
    }
    let Some(ours) = manifest(&folder) else { return Err(WriteError::Foreign(target.to_owned())) };
    let foreign = entries.iter().any(|entry| is_foreign(entry, &ours));
    if foreign {
        return Err(WriteError::Foreign(target.to_owned()));
    }
    remove_folder(target).map_err(|error| WriteError::Disk(target.to_owned(), error))?;
    Ok(true)
}

/// Refuses an output folder in which the site's own source lies.
pub fn check_target(target: &Path, source: &Path) -> Result<(), WriteError> {
    let (Ok(target), Ok(source)) = (std::path::absolute(target), std::path::absolute(source)) else {
        return Ok(());
    };
    let inputs = ["content", "templates", "static"].map(|name| source.join(name));
    let inside = source.starts_with(&target) || inputs.iter().any(|input| target.starts_with(input));
    if inside { Err(WriteError::Source(target)) } else { Ok(()) }
}

/// The paths of the last build; `None` if the folder was not made by Fieldbook.
fn manifest(folder: &OutputFolder) -> Option<BTreeSet<String>> {
    let text = String::from_utf8(folder.read(MANIFEST)?).ok()?;
    Some(text.lines().skip(1).map(str::to_owned).collect())
}

/// Whether a name directly in the output folder is nothing that Fieldbook put there, such as `.git`.
fn is_foreign(entry: &str, ours: &BTreeSet<String>) -> bool {
    let folder = format!("{entry}/");
    let mut below = ours.range(folder.clone()..);
    let is_folder = below.next().is_some_and(|path| path.starts_with(&folder));
    entry != MANIFEST && !ours.contains(entry) && !is_folder
}

/// The new site is put together in a folder beside the old one: on the same disk, so that it can be renamed.
fn staging_path(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.fieldbook-new"))
}

/// One replacement of the old site by the new one.
struct Swap<'a> {
    tree: &'a OutputTree,
    before: &'a BTreeSet<String>,
    target: &'a Path,
    staging: &'a Path,
}

impl Swap<'_> {
    fn run(&self, changed: &BTreeSet<&str>) -> Result<(), WriteError> {
        let disk = |error| WriteError::Disk(self.staging.to_owned(), error);
        remove_folder(self.staging).map_err(disk)?;
        self.create_folders().map_err(disk)?;
        self.tree.par_iter().try_for_each(|(path, bytes)| {
            let result = self.stage(path.as_str(), bytes, changed.contains(path.as_str()));
            result.map_err(|error| WriteError::Disk(self.target.join(path.as_str()), error))
        })?;
        self.write_manifest().map_err(disk)?;
        self.exchange().map_err(|error| WriteError::Disk(self.target.to_owned(), error))
    }

    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn create_folders(&self) -> io::Result<()> {
        let folders: BTreeSet<_> = self
            .tree
            .keys()
            .filter_map(|path| path.as_str().rsplit_once('/'))
            .map(|(folder, _)| folder)
            .collect();
        std::fs::create_dir_all(self.staging)?;
        folders.into_iter().try_for_each(|folder| std::fs::create_dir_all(self.staging.join(folder)))
    }

    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn stage(&self, path: &str, bytes: &Arc<[u8]>, changed: bool) -> io::Result<()> {
        let new = self.staging.join(path);
        // Some file systems know no links; there the file is written again.
        if !changed && std::fs::hard_link(self.target.join(path), &new).is_ok() {
            return Ok(());
        }
        std::fs::write(new, bytes)
    }

    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn write_manifest(&self) -> io::Result<()> {
        let mut text = String::from("Fieldbook made the files listed here and may remove them.\n");
        for path in self.tree.keys() {
            text.push_str(path.as_str());
            text.push('\n');
        }
        std::fs::write(self.staging.join(MANIFEST), text)
    }

    /// Puts the new folder in the place of the old one, then brings over what was not Fieldbook's.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn exchange(&self) -> io::Result<()> {
        if !self.target.exists() {
            if let Some(parent) = self.target.parent() {
                std::fs::create_dir_all(parent)?;
            }
            return std::fs::rename(self.staging, self.target);
        }
        let foreign: Vec<_> = OutputFolder::new(self.target)
            .entries()?
            .into_iter()
            .filter(|entry| is_foreign(entry, self.before) && !self.staging.join(entry).exists())
            .collect();
        exchange_folders(self.staging, self.target)?;
        // The staging path now holds the old site.
        foreign
            .iter()
            .try_for_each(|entry| std::fs::rename(self.staging.join(entry), self.target.join(entry)))
    }
}

/// Swaps two folders in one step, where the system has one.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange_folders(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // Not every file system can do it.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::NOTSUP) => {
            exchange_in_two_steps(new, old)
        }
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange_folders(new: &Path, old: &Path) -> io::Result<()> {
    exchange_in_two_steps(new, old)
}

/// Between the two renames there is no site for an instant; if the second fails, the first is undone.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn exchange_in_two_steps(new: &Path, old: &Path) -> io::Result<()> {
    let aside = new.with_extension("old");
    remove_folder(&aside)?;
    std::fs::rename(old, &aside)?;
    if let Err(error) = std::fs::rename(new, old) {
        std::fs::rename(&aside, old)?;
        return Err(error);
    }
    std::fs::rename(&aside, new)
}

#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn remove_folder(path: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
