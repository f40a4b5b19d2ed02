//! The output folder, and the folders beside it that are used while it is replaced.
//!
//! A folder beside it is Fieldbook's if its manifest is in it, or the mark of a site that is being put together.
//! Any other, whatever its name, is somebody else's: it is neither used nor removed.

use std::io;
use std::path::{Path, PathBuf};

use super::{MANIFEST, Notice, manifest, rename, resolved};
use crate::files::OutputFolder;

/// Stands in a folder in which a site is being put together.
const MARK: &str = ".fieldbook-unfinished";

/// How many names there are for a folder beside the output folder.
const NAMES: usize = 20;

/// The output folder.
pub(super) struct OutputDirs {
    pub(super) target: PathBuf,
    name: String,
}

impl OutputDirs {
    /// If the output folder is a link, the folder it leads to is replaced and the link stays.
    pub(super) fn of(target: &Path) -> Self {
        let target = resolved(target);
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { target, name }
    }

    /// Makes the folder around the output folder, which has to be there to be locked.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    pub(super) fn create_parent(&self) -> io::Result<()> {
        self.target.parent().map_or(Ok(()), std::fs::create_dir_all)
    }

    /// Holds off other builds while it is kept. The folder around the output folder is what is locked: a file
    /// for it would be left behind. Systems that lock no folders do without.
    pub(super) fn lock(&self) -> Option<std::fs::File> {
        locked(self.target.parent()?)
    }

    /// Where the new site can be put together: on the same disk, so that it can be renamed.
    pub(super) fn staging(&self) -> io::Result<PathBuf> {
        self.free("new")
    }

    /// Where the old site can be for an instant on systems that cannot swap two folders.
    fn aside(&self) -> io::Result<PathBuf> {
        self.free("old")
    }

    fn free(&self, end: &str) -> io::Result<PathBuf> {
        self.names(end).into_iter().find(|path| path.symlink_metadata().is_err()).ok_or_else(|| {
            io::Error::other(format!("there are {NAMES} folders `.{}.fieldbook-{end}…` beside it", self.name))
        })
    }

    /// Names for a folder beside the output folder, the usual one first.
    fn names(&self, end: &str) -> Vec<PathBuf> {
        let name = |number: usize| match number {
            1 => format!(".{}.fieldbook-{end}", self.name),
            _ => format!(".{}.fieldbook-{end}-{number}", self.name),
        };
        (1..=NAMES).map(|number| self.target.with_file_name(name(number))).collect()
    }

    /// Brings back what a build that was killed left beside the site, and removes the rest of it. What cannot be
    /// removed is named: it must not keep the next site from being published.
    pub(super) fn recover(&self) -> io::Result<Vec<Notice>> {
        let mut notices = Vec::new();
        for left in self.names("old").into_iter().chain(self.names("new")) {
            let folder = OutputFolder::new(&left);
            // A build leaves no link: what is behind one is somebody else's.
            if !folder.is_folder() {
                continue;
            }
            let finished = if folder.has(MARK) { None } else { manifest(&folder) };
            match finished {
                Some(_) if !self.target.exists() => {
                    rename(&left, &self.target)?;
                    continue;
                }
                Some(ours) => self.bring_over(&left, &folder.others(&ours)?)?,
                None if is_unfinished(&folder)? => {}
                None => continue,
            }
            notices.extend(removed(&left));
        }
        Ok(notices)
    }

    /// Moves what others had put into the old site into the new one.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    pub(super) fn bring_over(&self, from: &Path, others: &[String]) -> io::Result<()> {
        for other in others {
            let (old, new) = (from.join(other), self.target.join(other));
            if let Some(parent) = new.parent() {
                std::fs::create_dir_all(parent)?;
            }
            rename(&old, &new)?;
        }
        Ok(())
    }

    /// Puts the new folder in the place of the old one, and the old one in its place.
    pub(super) fn exchange(&self, staging: &Path) -> io::Result<()> {
        if self.target.exists() { self.exchange_folders(staging) } else { rename(staging, &self.target) }
    }

    /// Swaps the two folders in one step, where the system has one.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    fn exchange_folders(&self, staging: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, staging, CWD, &self.target, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(()),
            // Not every file system can do it.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => self.exchange_in_two_steps(staging),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn exchange_folders(&self, staging: &Path) -> io::Result<()> {
        self.exchange_in_two_steps(staging)
    }

    /// Between the two renames there is no site for an instant; a build that is killed there is undone by the
    /// next one, and one whose second rename fails is undone at once.
    fn exchange_in_two_steps(&self, staging: &Path) -> io::Result<()> {
        let aside = self.aside()?;
        rename(&self.target, &aside)?;
        if let Err(error) = rename(staging, &self.target) {
            rename(&aside, &self.target)?;
            return Err(error);
        }
        rename(&aside, staging)
    }
}

/// Holds off others who lock the folder, while it is kept.
#[expect(clippy::disallowed_methods, reason = "nothing is read; the handle is the lock")]
pub(super) fn locked(folder: &Path) -> Option<std::fs::File> {
    let handle = folder.is_dir().then(|| std::fs::File::open(folder).ok())??;
    handle.lock().ok()?;
    Some(handle)
}

/// Whether a build was killed while it put a site together there, or before it had marked the folder.
fn is_unfinished(folder: &OutputFolder) -> io::Result<bool> {
    Ok(folder.has(MARK) || folder.is_empty()?)
}

/// Marks a folder as one in which a site is put together, before anything is in it.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
pub(super) fn begin(staging: &Path) -> io::Result<()> {
    std::fs::create_dir(staging)?;
    std::fs::write(staging.join(MARK), "")
}

/// Takes the mark away: the site is complete.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
pub(super) fn complete(staging: &Path) -> io::Result<()> {
    std::fs::remove_file(staging.join(MARK))
}

/// Removes a folder beside the output folder that is Fieldbook's, or says that it is still there. It has a mark until
/// nothing else is in it: without one, what is left of it after a kill would be somebody else's.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
pub(super) fn removed(folder: &Path) -> Option<Notice> {
    let mark = || std::fs::write(folder.join(MARK), "");
    if mark().is_err() {
        permit(folder);
        // Where it cannot be marked, removing it says why.
        _ = mark();
    }
    let error = remove_folder(folder).err()?;
    Some(Notice::Left(folder.to_owned(), error))
}

/// Removes a folder that is Fieldbook's with all in it. Folders that may not be written to are given the
/// permission first: pages in them are published no more.
pub(super) fn remove_folder(path: &Path) -> io::Result<()> {
    match remove_in_order(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            permit(path);
            remove_in_order(path)
        }
        result => result,
    }
}

#[expect(clippy::disallowed_methods, reason = "this module is the one that deletes")]
fn remove_in_order(path: &Path) -> io::Result<()> {
    let folder = OutputFolder::new(path);
    // Of a link only the link goes.
    let names = if folder.is_folder() { folder.names()? } else { Vec::new() };
    for inside in in_order(names) {
        let inside = path.join(inside);
        let is_folder = OutputFolder::new(&inside).is_folder();
        let gone = if is_folder { std::fs::remove_dir_all(inside) } else { std::fs::remove_file(inside) };
        gone.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })?;
    }
    // What has no name in Unicode was not among them.
    std::fs::remove_dir_all(path)
}

/// What is in a folder that is to go, what tells whose it is last: a build that is killed meanwhile leaves a folder that
/// the next one knows.
fn in_order(mut names: Vec<String>) -> Vec<String> {
    names.sort_by_key(|name| (name == MARK, name == MANIFEST));
    names
}

/// Lets the owner of a folder and of those in it remove what is in them.
fn permit(path: &Path) {
    for folder in OutputFolder::new(path).folders() {
        #[cfg(unix)]
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        #[cfg(not(unix))]
        let Ok(permissions) = folder.metadata().map(|metadata| metadata.permissions()) else { continue };
        // Removing says what is still in the way.
        _ = std::fs::set_permissions(folder, permissions);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_whose_a_folder_is_goes_last() {
        let names = [MARK, MANIFEST, "404.html", "zebras"].map(str::to_owned);
        assert_eq!(in_order(names.into()), ["404.html", "zebras", MANIFEST, MARK]);
    }
}
