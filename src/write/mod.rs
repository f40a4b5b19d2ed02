//! Output → disk. The only module that writes.
//!
//! The new site is put together beside the old one, and the two change places in one step. So the last good
//! site stands until the new one is complete, whatever happens: a failing build, a kill, a full disk. Files
//! that did not change are linked, not copied, and keep their time of modification. What others have put
//! into the folder is carried over. Where folders cannot change places, the files are replaced one by one.

mod beside;
mod create;
mod in_place;
mod journal;
mod output_dirs;
mod revise;
mod scratch;
mod site_writer;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::hash::Hash;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use create::{create_file, create_site};
pub use journal::{Finished, finish, is_cut_short};
use output_dirs::{OutputDirs, remove_folder};
pub use revise::{Revision, revise};
pub use scratch::{ScratchFolder, Unfinished};
pub use site_writer::SiteWriter;

use crate::cache::{self, LastBuild};
use crate::files::{MANIFEST, OutputFolder};
use crate::paths::{CONTENT, EDITIONS, OutputPath, STATIC, TEMPLATES};
use crate::render::Digest;

/// Where a check of links out of the site leaves what has answered, below the folder of the site.
pub const LINK_MEMORY: &str = ".fieldbook/links";

/// Where a build leaves the sites of editions, below the folder of the site.
pub const EDITION_PACKS: &str = ".fieldbook/editions";

/// What writing changed.
#[derive(Debug, Default)]
pub struct WriteReport {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files that were published before and are no more.
    pub removed: usize,
    /// What stands for the site as it lies on the disk, as [`state`] says; `None` if the system does not tell.
    pub state: Option<Digest>,
    /// What did not go as usual, though the site is published.
    pub notices: Vec<Notice>,
}

/// What cleaning did.
#[derive(Debug, Default)]
pub struct CleanReport {
    /// Whether there was anything to remove.
    pub removed: bool,
    /// What is still there.
    pub notices: Vec<Notice>,
}

/// Something that did not go as usual.
#[derive(Debug, thiserror::Error)]
pub enum Notice {
    /// The folder could not be replaced as a whole, so its files were, one by one.
    #[error("`{0}` was written file by file, so that visitors could meet a mixture meanwhile: {1}")]
    InPlace(PathBuf, io::Error),
    /// A folder of an earlier build could not be removed.
    #[error("`{0}` is left over from an earlier build and could not be removed: {1}")]
    Left(PathBuf, io::Error),
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
    /// Something else stands in the place of the output folder.
    #[error("`{0}` is a file, and a site needs a folder: name another by `build-dir` or `--dest-dir`")]
    File(PathBuf),
    /// The output folder holds the source of the site.
    #[error("`{0}` holds the site's source and cannot be its output folder")]
    Source(PathBuf),
    /// A new site would stand among other things.
    #[error("`{0}` is not empty, `{1}` is in it: name a new folder")]
    NotEmpty(PathBuf, String),
    /// A new file would take the place of another.
    #[error("`{0}` is there already and stays as it is")]
    Exists(PathBuf),
    /// A file of the source was changed by somebody else.
    #[error("`{0}` was changed meanwhile, so nothing was written: run the command again")]
    Changed(PathBuf),
    /// Two changes are meant for one file.
    #[error("`{0}` would be written twice, so nothing was written")]
    Twice(PathBuf),
    /// The disk refused.
    #[error("cannot write `{0}`: {1}")]
    Disk(PathBuf, io::Error),
}

/// Whether `target` still holds the site that `last` left there, with every file as it was. Waits for a build that is
/// under way, and puts in order what one that was killed has left; if that cannot be, it is not as it was.
pub fn is_as_left(target: &Path, last: &LastBuild) -> bool {
    let dirs = OutputDirs::of(target);
    let _lock = dirs.lock();
    let folder = OutputFolder::new(&dirs.target);
    let bytes = |folder: &OutputFolder, path: &str| Some(Digest::of_bytes(&folder.read(path)?));
    // Times differ where the folder was copied, or taken out of an archive; then the bytes have to be read.
    dirs.recover().is_ok_and(|left| left.is_empty())
        && (state_of(&folder) == Some(last.output) || of_files(&folder, bytes) == Some(last.bytes))
}

/// What stands for the site in `target` as it lies on the disk: for the names, the sizes and the times of its files.
/// `None` if a file is missing. It only looks, and waits for nobody: beside a build, it can be that of no site.
pub fn state(target: &Path) -> Option<Digest> {
    state_of(&OutputFolder::new(&OutputDirs::of(target).target))
}

fn state_of(folder: &OutputFolder) -> Option<Digest> {
    of_files(folder, OutputFolder::state)
}

/// What stands for the names and the bytes of these files, which are in order, once they are written: what
/// [`is_as_left`] compares.
pub fn contents_of<'p>(files: impl Iterator<Item = (&'p OutputPath, Digest)>) -> Digest {
    let mut files: Vec<_> = files.map(|(path, digest)| (path.as_str(), digest)).collect();
    let text = manifest_text(files.iter().map(|(path, _)| *path));
    files.push((MANIFEST, Digest::of_bytes(text.as_bytes())));
    files.sort_unstable_by_key(|(path, _)| *path);
    Digest::of(&files)
}

/// What stands for all files of the site in a folder, if something stands for each.
fn of_files<T: Hash + Send>(
    folder: &OutputFolder,
    of: impl Fn(&OutputFolder, &str) -> Option<T> + Sync,
) -> Option<Digest> {
    let files: Vec<_> = manifest(folder)?.into_iter().collect();
    let found = files.par_iter().map(|path| of(folder, path).map(|found| (path.as_str(), found)));
    found.collect::<Option<Vec<_>>>().map(|found| Digest::of(&found))
}

/// Leaves what the next check of links out of the site in `root` can use.
pub fn write_link_memory(text: &str, root: &Path) -> io::Result<()> {
    write_whole(text, &root.join(LINK_MEMORY))
}

/// Leaves what the next build of the site in `root` can use.
pub fn write_cache(text: &str, root: &Path) -> io::Result<()> {
    write_whole(text, &root.join(cache::PATH))
}

/// Leaves the site of an edition for the next build of the site in `root`.
pub fn write_pack(pack: &[u8], name: &str, root: &Path) -> io::Result<()> {
    write_whole(pack, &root.join(EDITION_PACKS).join(name))
}

/// Writes a file in one step: a reader, or a build that is killed here, must not meet half of it; nor may two builds
/// meet.
fn write_whole(content: impl AsRef<[u8]>, path: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    create_folder(folder)?;
    let _lock = without_leftovers(folder, path);
    let beside = beside::beside(path)?;
    let written = beside::write_through(&beside, content.as_ref()).and_then(|()| rename(&beside, path));
    if written.is_err() {
        beside::discard(&beside);
    }
    written
}

/// Has the folder of a file to itself while the lock is kept, and takes away what programs that were killed while they
/// wrote the file have left beside it. Without a lock that stays, as somebody may still be writing it.
fn without_leftovers(folder: &Path, path: &Path) -> Option<std::fs::File> {
    let lock = output_dirs::locked(folder)?;
    let names = OutputFolder::new(folder).names().unwrap_or_default();
    let left = names.iter().filter(|name| beside::is_beside(name, path));
    left.for_each(|name| beside::discard(&folder.join(name)));
    Some(lock)
}

#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn create_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// Removes what builds have left for the next, and the folder it lies in if nothing else does.
#[expect(clippy::disallowed_methods, reason = "this module is the one that writes")]
pub fn clean_cache(root: &Path) -> io::Result<()> {
    for path in [LINK_MEMORY, cache::PATH].map(|path| root.join(path)) {
        let folder = path.parent().unwrap_or(root);
        let _lock = without_leftovers(folder, &path);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            result => result?,
        }
    }
    let packs = root.join(EDITION_PACKS);
    remove_folder(&packs)?;
    // A folder that is not empty is somebody else's too.
    _ = packs.parent().map(std::fs::remove_dir);
    Ok(())
}

/// Removes a folder that Fieldbook made with what it left beside it, and nothing else.
pub fn clean(target: &Path) -> Result<CleanReport, WriteError> {
    let dirs = OutputDirs::of(target);
    let _lock = dirs.lock();
    let disk = |error| WriteError::Disk(target.to_owned(), error);
    let notices = dirs.recover().map_err(disk)?;
    let folder = OutputFolder::new(&dirs.target);
    let ours = open(target, &folder)?;
    if ours.is_empty() {
        return Ok(CleanReport { removed: false, notices });
    }
    if !folder.others(&ours).map_err(disk)?.is_empty() {
        return Err(WriteError::Foreign(target.to_owned()));
    }
    remove_folder(&dirs.target).map_err(disk)?;
    Ok(CleanReport { removed: true, notices })
}

/// Refuses an output folder in which the site's own source lies, and one that is a file.
pub fn check_target(target: &Path, source: &Path) -> Result<(), WriteError> {
    let (target, root) = (resolved(target), resolved(source));
    let inputs = [CONTENT, TEMPLATES, STATIC, EDITIONS].map(|name| resolved(&source.join(name)));
    let inside = root.starts_with(&target) || inputs.iter().any(|input| target.starts_with(input));
    let is_file = || target.ancestors().any(Path::is_file);
    match inside {
        true => Err(WriteError::Source(target)),
        false if is_file() => Err(WriteError::File(target)),
        false => Ok(()),
    }
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
fn is_in_the_way<'p>(other: &str, mut paths: impl Iterator<Item = &'p OutputPath>) -> bool {
    let other = other.to_lowercase();
    let is_or_holds = |one: &str, two: &str| {
        two.strip_prefix(one).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    paths.any(|path| {
        let path = path.as_str().to_lowercase();
        is_or_holds(&other, &path) || is_or_holds(&path, &other)
    })
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

/// The list of what Fieldbook wrote into a folder.
fn manifest_text<'p>(paths: impl IntoIterator<Item = &'p str>) -> String {
    let mut text = String::from("Fieldbook made the files listed here and may remove them.\n");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// Renames a file or folder.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)
}
