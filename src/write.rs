//! Output → disk. The only module that writes.
//!
//! The new site is put together beside the old one, and the two change places in one step. So the last good
//! site stands until the new one is complete, whatever happens: a failing build, a kill, a full disk. Files
//! that did not change are linked, not copied, and keep their time of modification. What others have put
//! into the folder is carried over.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::cache;
use crate::files::OutputFolder;
use crate::paths::{CONTENT, OutputPath, STATIC, TEMPLATES};
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
    /// Something Fieldbook did not make stands where a page has to go.
    #[error("`{0}` was not made by Fieldbook and stands in the way of a page: move it")]
    InTheWay(PathBuf),
    /// The output folder holds the source of the site.
    #[error("`{0}` holds the site's source and cannot be its output folder")]
    Source(PathBuf),
    /// The disk refused.
    #[error("cannot write `{0}`: {1}")]
    Disk(PathBuf, io::Error),
}

/// Brings the folder `target` into the state of `tree`.
pub fn write(tree: &OutputTree, target: &Path) -> Result<WriteReport, WriteError> {
    let places = Places::of(target);
    places.create_parent().map_err(|error| WriteError::Disk(target.to_owned(), error))?;
    // A second build waits for the first one, because both use the folders beside the site.
    let _lock = places.lock();
    places.recover().map_err(|error| WriteError::Disk(target.to_owned(), error))?;
    let folder = OutputFolder::new(&places.target);
    let before = open(target, &folder)?;
    let disk = |error| WriteError::Disk(target.to_owned(), error);
    let others = if before.is_empty() { Vec::new() } else { folder.others(&before).map_err(disk)? };
    if let Some(path) = others.iter().find(|other| is_in_the_way(other, tree)) {
        return Err(WriteError::InTheWay(target.join(path)));
    }
    let is_changed = |path: &str, bytes: &[u8]| folder.read(path).as_deref() != Some(bytes);
    let changed: BTreeSet<_> = tree
        .par_iter()
        .filter(|(path, bytes)| is_changed(path.as_str(), bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    let kept: BTreeSet<_> = tree.keys().map(|path| path.as_str()).chain([MANIFEST]).collect();
    let removed = before.iter().filter(|path| !kept.contains(path.as_str())).count();
    let report = WriteReport { written: changed.len(), unchanged: tree.len() - changed.len(), removed };
    if before.is_empty() || report.written > 0 || report.removed > 0 {
        let result = places.replace(tree, &changed, &others);
        // Beside the site there is now the old one; if something went wrong, things of others may be in it.
        let cleared = if result.is_ok() { remove_folder(&places.staging) } else { places.recover() };
        result?;
        cleared.map_err(disk)?;
    }
    Ok(report)
}

/// Leaves what the next build of the site in `root` can use.
#[expect(clippy::disallowed_methods, reason = "this module is the one that writes")]
pub fn write_cache(text: &str, root: &Path) -> io::Result<()> {
    let path = root.join(cache::PATH);
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    // A reader, or a build that is killed here, must not meet half of it; nor may two builds meet.
    let new = path.with_extension(std::process::id().to_string());
    std::fs::write(&new, text)?;
    std::fs::rename(new, path)
}

/// Removes what builds have left for the next, and the folder it lies in if nothing else does.
#[expect(clippy::disallowed_methods, reason = "this module is the one that writes")]
pub fn clean_cache(root: &Path) -> io::Result<()> {
    let path = root.join(cache::PATH);
    match std::fs::remove_file(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        result => result?,
    }
    // A folder that is not empty is somebody else's too.
    _ = path.parent().map(std::fs::remove_dir);
    Ok(())
}

/// Removes a folder that Fieldbook made, and nothing else. Says whether there was one.
pub fn clean(target: &Path) -> Result<bool, WriteError> {
    let places = Places::of(target);
    let _lock = places.lock();
    let folder = OutputFolder::new(&places.target);
    let disk = |error| WriteError::Disk(target.to_owned(), error);
    let ours = open(target, &folder)?;
    if ours.is_empty() {
        return Ok(false);
    }
    if !folder.others(&ours).map_err(disk)?.is_empty() {
        return Err(WriteError::Foreign(target.to_owned()));
    }
    remove_folder(&places.target).map_err(disk)?;
    Ok(true)
}

/// Refuses an output folder in which the site's own source lies.
pub fn check_target(target: &Path, source: &Path) -> Result<(), WriteError> {
    let (target, root) = (resolved(target), resolved(source));
    let inputs = [CONTENT, TEMPLATES, STATIC].map(|name| resolved(&source.join(name)));
    let inside = root.starts_with(&target) || inputs.iter().any(|input| target.starts_with(input));
    if inside { Err(WriteError::Source(target)) } else { Ok(()) }
}

/// The files of the last build, the list itself included; empty if there was none. A folder that holds
/// anything and was not made by Fieldbook is refused.
fn open(target: &Path, folder: &OutputFolder) -> Result<BTreeSet<String>, WriteError> {
    let ours = manifest(folder);
    let is_empty = folder.is_empty().map_err(|error| WriteError::Disk(target.to_owned(), error))?;
    match ours {
        None if !is_empty => Err(WriteError::Foreign(target.to_owned())),
        ours => Ok(ours.unwrap_or_default()),
    }
}

/// What Fieldbook wrote into a folder; `None` if it was not made by Fieldbook.
fn manifest(folder: &OutputFolder) -> Option<BTreeSet<String>> {
    let text = String::from_utf8(folder.read(MANIFEST)?).ok()?;
    Some(text.lines().skip(1).chain([MANIFEST]).map(str::to_owned).collect())
}

/// Whether something Fieldbook did not make has the place of a page, or of a folder of pages. Case does not
/// count, because on some disks it does not.
fn is_in_the_way(other: &str, tree: &OutputTree) -> bool {
    let other = other.to_lowercase();
    let is_or_holds = |one: &str, two: &str| {
        two.strip_prefix(one).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    tree.keys()
        .map(|path| path.as_str().to_lowercase())
        .any(|path| is_or_holds(&other, &path) || is_or_holds(&path, &other))
}

/// The path with its links followed, as far as it exists; `..` behind what does not exist is left out.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(path) = path.canonicalize() {
        return path;
    }
    let Ok(absolute) = std::path::absolute(path) else { return path.to_owned() };
    let Some(parent) = absolute.parent() else { return absolute };
    match absolute.file_name() {
        Some(name) => resolved(parent).join(name),
        None => resolved(parent).parent().map_or(absolute.clone(), Path::to_owned),
    }
}

/// The output folder, and the folders beside it that are used while it is replaced.
struct Places {
    target: PathBuf,
    /// Where the new site is put together: on the same disk, so that it can be renamed.
    staging: PathBuf,
    /// Where the old site is for an instant on systems that cannot swap two folders.
    aside: PathBuf,
}

impl Places {
    /// If the output folder is a link, the folder it leads to is replaced and the link stays.
    fn of(target: &Path) -> Self {
        let target = resolved(target);
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = |end: &str| target.with_file_name(format!(".{name}.fieldbook-{end}"));
        Self { staging: beside("new"), aside: beside("old"), target }
    }

    /// Makes the folder around the output folder, which has to be there to be locked.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn create_parent(&self) -> io::Result<()> {
        self.target.parent().map_or(Ok(()), std::fs::create_dir_all)
    }

    /// Holds off other builds while it is kept. The folder around the output folder is what is locked: a file
    /// for it would be left behind. Systems that lock no folders do without.
    #[expect(clippy::disallowed_methods, reason = "nothing is read; the handle is the lock")]
    fn lock(&self) -> Option<std::fs::File> {
        let folder = self.target.parent().filter(|parent| parent.is_dir())?;
        let handle = std::fs::File::open(folder).ok()?;
        handle.lock().ok()?;
        Some(handle)
    }

    /// Brings back what a build that was killed left beside the site.
    fn recover(&self) -> io::Result<()> {
        if !self.target.exists() && self.aside.exists() {
            rename(&self.aside, &self.target)?;
        }
        for left in [&self.staging, &self.aside] {
            let folder = OutputFolder::new(left);
            if let Some(ours) = manifest(&folder) {
                self.bring_over(left, &folder.others(&ours)?)?;
            }
            remove_folder(left)?;
        }
        Ok(())
    }

    /// Moves what others had put into the old site into the new one.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn bring_over(&self, from: &Path, others: &[String]) -> io::Result<()> {
        for other in others {
            let (old, new) = (from.join(other), self.target.join(other));
            if let Some(parent) = new.parent() {
                std::fs::create_dir_all(parent)?;
            }
            rename(&old, &new)?;
        }
        Ok(())
    }

    fn replace(
        &self,
        tree: &OutputTree,
        changed: &BTreeSet<&str>,
        others: &[String],
    ) -> Result<(), WriteError> {
        let disk = |error| WriteError::Disk(self.staging.clone(), error);
        self.create_folders(tree).map_err(disk)?;
        tree.par_iter().try_for_each(|(path, bytes)| {
            let result = self.stage(path.as_str(), bytes, changed.contains(path.as_str()));
            result.map_err(|error| WriteError::Disk(self.target.join(path.as_str()), error))
        })?;
        self.write_manifest(tree).map_err(disk)?;
        let exchanged = self.exchange().and_then(|()| self.bring_over(&self.staging, others));
        exchanged.map_err(|error| WriteError::Disk(self.target.clone(), error))
    }

    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn create_folders(&self, tree: &OutputTree) -> io::Result<()> {
        let folder = |path: &OutputPath| path.as_str().rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let folders: BTreeSet<_> = tree.keys().filter_map(folder).collect();
        std::fs::create_dir_all(&self.staging)?;
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

    /// The list is written last: a folder without it is not complete.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn write_manifest(&self, tree: &OutputTree) -> io::Result<()> {
        let mut text = String::from("Fieldbook made the files listed here and may remove them.\n");
        for path in tree.keys() {
            text.push_str(path.as_str());
            text.push('\n');
        }
        std::fs::write(self.staging.join(MANIFEST), text)
    }

    /// Puts the new folder in the place of the old one, and the old one in its place.
    fn exchange(&self) -> io::Result<()> {
        if self.target.exists() { self.exchange_folders() } else { rename(&self.staging, &self.target) }
    }

    /// Swaps the two folders in one step, where the system has one.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    fn exchange_folders(&self) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, &self.staging, CWD, &self.target, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(()),
            // Not every file system can do it.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => self.exchange_in_two_steps(),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn exchange_folders(&self) -> io::Result<()> {
        self.exchange_in_two_steps()
    }

    /// Between the two renames there is no site for an instant; a build that is killed there is undone by the
    /// next one, and one whose second rename fails is undone at once.
    fn exchange_in_two_steps(&self) -> io::Result<()> {
        rename(&self.target, &self.aside)?;
        if let Err(error) = rename(&self.staging, &self.target) {
            rename(&self.aside, &self.target)?;
            return Err(error);
        }
        rename(&self.aside, &self.staging)
    }
}

/// Renames a file or folder.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)
}

#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn remove_folder(path: &Path) -> io::Result<()> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
