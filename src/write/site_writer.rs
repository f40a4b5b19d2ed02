//! A site on its way to the disk: file by file beside the old one, with which it then changes places.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::output_dirs::{self, OutputDirs};
use super::{
    MANIFEST, Notice, WriteError, WriteReport, in_place, is_in_the_way, manifest, manifest_text, open,
    state_of,
};
use crate::cache::LastBuild;
use crate::files::OutputFolder;
use crate::paths::OutputPath;

/// A site that is being put together. Files are given to it as they come, in any order and from any thread, and none
/// is held in memory. Until [`SiteWriter::finish`] the old site stands as it was; without it nothing is left behind.
pub struct SiteWriter {
    /// The output folder, as it was named.
    target: PathBuf,
    dirs: OutputDirs,
    /// The old site.
    folder: OutputFolder,
    /// Its files, the list of them included.
    before: BTreeSet<String>,
    notices: Vec<Notice>,
    place: Place,
    new: Mutex<NewFiles>,
    /// A second build waits for the first one, because both use the folders beside the site. Who only looks does not, nor
    /// who changes the source: a build takes its time.
    _lock: Option<std::fs::File>,
}

/// Where the files wait.
enum Place {
    /// In a folder beside the old site.
    Beside(Staging),
    /// In memory, because there can be no folder beside it, for this reason.
    Memory(io::Error),
}

/// A folder that is removed with what is in it, as long as that is ours alone.
struct Staging {
    path: PathBuf,
    /// Whether it is that: the old site, with which it changes places, may hold what is not.
    is_ours: AtomicBool,
}

/// What has come so far.
#[derive(Default)]
struct NewFiles {
    /// The files, each with whether it is new or has other bytes than before.
    files: BTreeMap<OutputPath, bool>,
    /// The bytes of those, where they wait in memory.
    bytes: BTreeMap<OutputPath, Arc<[u8]>>,
    /// The first that could not be written.
    failed: Option<io::Error>,
}

/// Puts a new folder in the place of the old one, and the old one in its place.
type Exchange = fn(&OutputDirs, &Path) -> io::Result<()>;

impl SiteWriter {
    /// Makes room for a new site in the folder `target`.
    pub fn begin(target: &Path) -> Result<Self, WriteError> {
        let dirs = OutputDirs::of(target);
        let disk = |error| WriteError::Disk(target.to_owned(), error);
        dirs.create_parent().map_err(disk)?;
        let lock = dirs.lock();
        let notices = dirs.recover().map_err(disk)?;
        let folder = OutputFolder::new(&dirs.target);
        let before = open(target, &folder)?;
        let place = match Staging::begin(&dirs) {
            Ok(staging) => Place::Beside(staging),
            Err(error) if is_stuck(&error) => Place::Memory(error),
            Err(error) => return Err(disk(error)),
        };
        let (target, new) = (target.to_owned(), Mutex::default());
        Ok(Self { target, dirs, folder, before, notices, place, new, _lock: lock })
    }

    /// Whether the old site is as `last` left it.
    pub fn is_as_left(&self, last: &LastBuild) -> bool {
        state_of(&self.folder) == Some(last.output)
    }

    /// Takes a file. What cannot be written is told at the end.
    pub fn put(&self, path: &OutputPath, bytes: &Arc<[u8]>) {
        let known = self.before.contains(path.as_str());
        let is_same = known && self.folder.read(path.as_str()).as_deref() == Some(bytes);
        let put = match &self.place {
            Place::Beside(staging) if is_same => self.link(staging, path, || Ok(bytes.to_vec())),
            Place::Beside(staging) => staging.write(path, bytes),
            Place::Memory(_) => {
                self.collected().bytes.insert(path.clone(), bytes.clone());
                Ok(())
            }
        };
        self.note(path, !is_same, put);
    }

    /// Takes a file that is the same as in the old site.
    pub fn keep(&self, path: &OutputPath) {
        let kept = match &self.place {
            Place::Beside(staging) => self.link(staging, path, || {
                self.folder.read(path.as_str()).ok_or_else(|| io::Error::other("it was changed meanwhile"))
            }),
            Place::Memory(_) => Ok(()),
        };
        self.note(path, false, kept);
    }

    /// Links the old file. Some file systems know no links; there the file is written again.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn link(
        &self,
        staging: &Staging,
        path: &OutputPath,
        bytes: impl Fn() -> io::Result<Vec<u8>>,
    ) -> io::Result<()> {
        let old = self.dirs.target.join(path.as_str());
        let linked = staging.with_folder(path, |new| std::fs::hard_link(&old, new));
        linked.or_else(|_| staging.write(path, &bytes()?))
    }

    fn note(&self, path: &OutputPath, is_new: bool, result: io::Result<()>) {
        let mut new = self.collected();
        new.files.insert(path.clone(), is_new);
        if let Err(error) = result {
            let told = || io::Error::new(error.kind(), format!("`{path}`: {error}"));
            new.failed.get_or_insert_with(told);
        }
    }

    fn collected(&self) -> MutexGuard<'_, NewFiles> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the new site in the place of the old one.
    pub fn finish(self) -> Result<WriteReport, WriteError> {
        self.finish_with(OutputDirs::exchange)
    }

    pub(super) fn finish_with(mut self, exchange: Exchange) -> Result<WriteReport, WriteError> {
        let new = std::mem::take(&mut *self.collected());
        if let Some(error) = new.failed {
            return Err(WriteError::Disk(self.target.clone(), error));
        }
        let others = self.others().map_err(|error| WriteError::Disk(self.target.clone(), error))?;
        if let Some(path) = others.iter().find(|other| is_in_the_way(other, new.files.keys())) {
            return Err(WriteError::InTheWay(self.target.join(path)));
        }
        let kept: BTreeSet<_> = new.files.keys().map(OutputPath::as_str).chain([MANIFEST]).collect();
        let removed = self.before.iter().filter(|path| !kept.contains(path.as_str())).count();
        let written = new.files.values().filter(|is_new| **is_new).count();
        let unchanged = new.files.len() - written;
        if self.before.is_empty() || written > 0 || removed > 0 {
            let notice = self.replace(&new, &others, exchange)?;
            self.notices.extend(notice);
        }
        // Before another build may have the folder.
        let state = state_of(&self.folder);
        Ok(WriteReport { written, unchanged, removed, state, notices: self.notices })
    }

    /// What others have put into the old site, until this very moment.
    fn others(&self) -> io::Result<Vec<String>> {
        if self.folder.is_folder() { self.folder.others(&self.before) } else { Ok(Vec::new()) }
    }

    /// Replaces the old site as a whole, or else file by file.
    fn replace(
        &self,
        new: &NewFiles,
        others: &[String],
        exchange: Exchange,
    ) -> Result<Option<Notice>, WriteError> {
        let stuck = match &self.place {
            Place::Memory(error) => io::Error::new(error.kind(), error.to_string()),
            Place::Beside(staging) => match self.change_places(staging, new, others, exchange) {
                Ok(notice) => return Ok(notice),
                Err(error) if is_stuck(&error) => error,
                Err(error) => return Err(WriteError::Disk(self.target.clone(), error)),
            },
        };
        let bytes = |path: &OutputPath| match &self.place {
            Place::Memory(_) => new.bytes.get(path).map(|bytes| bytes.to_vec()),
            Place::Beside(staging) => OutputFolder::new(&staging.path).read(path.as_str()),
        };
        in_place::write(&self.dirs.target, &new.files, bytes, &self.before)?;
        Ok(Some(Notice::InPlace(self.target.clone(), stuck)))
    }

    fn change_places(
        &self,
        staging: &Staging,
        new: &NewFiles,
        others: &[String],
        exchange: Exchange,
    ) -> io::Result<Option<Notice>> {
        staging.complete(new.files.keys())?;
        exchange(&self.dirs, &staging.path)?;
        staging.is_ours.store(false, Ordering::Release);
        if let Err(error) = self.dirs.bring_over(&staging.path, others) {
            // What is mounted inside of the old site, say, cannot be moved into the new one: all goes back.
            exchange(&self.dirs, &staging.path)?;
            let folder = OutputFolder::new(&staging.path);
            let ours = manifest(&folder).unwrap_or_default();
            self.dirs.bring_over(&staging.path, &folder.others(&ours)?)?;
            staging.is_ours.store(true, Ordering::Release);
            return Err(error);
        }
        Ok(output_dirs::removed(&staging.path))
    }
}

impl Staging {
    fn begin(dirs: &OutputDirs) -> io::Result<Self> {
        let staging = Self { path: dirs.staging()?, is_ours: AtomicBool::new(true) };
        output_dirs::begin(&staging.path).inspect_err(|error| {
            let is_ours = error.kind() != io::ErrorKind::AlreadyExists;
            staging.is_ours.store(is_ours, Ordering::Release);
        })?;
        Ok(staging)
    }

    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn write(&self, path: &OutputPath, bytes: &[u8]) -> io::Result<()> {
        self.with_folder(path, |new| std::fs::write(new, bytes))
    }

    /// Does something with a new file, for which the folder around it is made where there is none.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn with_folder(&self, path: &OutputPath, make: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
        let new = self.path.join(path.as_str());
        match (make(&new), new.parent()) {
            (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => {
                std::fs::create_dir_all(parent)?;
                make(&new)
            }
            (made, _) => made,
        }
    }

    /// Says that all files are there.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn complete<'p>(&self, paths: impl Iterator<Item = &'p OutputPath>) -> io::Result<()> {
        // The list is written last: a folder without it is not complete.
        std::fs::write(self.path.join(MANIFEST), manifest_text(paths.map(OutputPath::as_str)))?;
        output_dirs::complete(&self.path)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // The error that led here says more than that it is still there.
        if *self.is_ours.get_mut() {
            _ = output_dirs::removed(&self.path);
        }
    }
}

/// Whether a folder cannot be moved, or nothing can be put beside it, although it may well be written to.
fn is_stuck(error: &io::Error) -> bool {
    use io::ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    matches!(error.kind(), CrossesDevices | PermissionDenied | ReadOnlyFilesystem | ResourceBusy)
}
