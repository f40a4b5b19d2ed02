//! What a folder that Fieldbook writes to holds at present.

use std::collections::BTreeSet;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

/// What the system keeps of a file. Where all of it is as it was, so are the bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileState {
    length: u64,
    modified: SystemTime,
    changed: (i64, i64),
}

/// When a file was last changed in any way, which no program can set: in seconds, and billionths of one. Always the
/// same where the system does not keep it.
#[cfg(unix)]
fn changed(metadata: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> (i64, i64) {
    (0, 0)
}

/// What the output folder holds at present.
pub struct OutputFolder {
    root: PathBuf,
}

impl OutputFolder {
    /// The output folder at `root`, whether it exists or not.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The bytes of a published file; `None` if it cannot be read or is not a plain file.
    #[expect(clippy::disallowed_methods, reason = "reading is what this module is for")]
    pub fn read(&self, path: &str) -> Option<Vec<u8>> {
        let path = self.root.join(path);
        let plain = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        plain.then(|| std::fs::read(path).ok()).flatten()
    }

    /// What the system keeps of a published file; `None` if it is not there or is not a plain file.
    pub fn state(&self, path: &str) -> Option<FileState> {
        let metadata = self.root.join(path).symlink_metadata().ok().filter(Metadata::is_file)?;
        let modified = metadata.modified().ok()?;
        Some(FileState { length: metadata.len(), modified, changed: changed(&metadata) })
    }

    /// Whether there is nothing in the folder, or no folder.
    #[expect(clippy::disallowed_methods, reason = "reading is what this module is for")]
    pub fn is_empty(&self) -> io::Result<bool> {
        match std::fs::read_dir(&self.root) {
            Ok(mut entries) => Ok(entries.next().is_none()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// The names of what stands in it, sorted; none if there is no folder.
    #[expect(clippy::disallowed_methods, reason = "reading is what this module is for")]
    pub fn names(&self) -> io::Result<Vec<String>> {
        let entries = match std::fs::read_dir(&self.root) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        let mut names: Vec<String> = names.collect::<io::Result<_>>()?;
        names.sort();
        Ok(names)
    }

    /// Whether it is a folder, and no link to one.
    pub fn is_folder(&self) -> bool {
        self.root.symlink_metadata().is_ok_and(|metadata| metadata.is_dir())
    }

    /// Whether something is in it under this name.
    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).symlink_metadata().is_ok()
    }

    /// The folder and those in it, the outer ones first.
    pub fn folders(&self) -> impl Iterator<Item = PathBuf> {
        let entries = WalkDir::new(&self.root).into_iter();
        let folders = entries.filter_map(Result::ok).filter(|entry| entry.file_type().is_dir());
        folders.map(DirEntry::into_path)
    }

    /// What lies in the folder besides the files `ours`: files, and folders that hold none of them.
    pub fn others(&self, ours: &BTreeSet<String>) -> io::Result<Vec<String>> {
        let mut others = Vec::new();
        self.collect_others("", ours, &mut others)?;
        others.sort();
        Ok(others)
    }

    #[expect(clippy::disallowed_methods, reason = "reading is what this module is for")]
    fn collect_others(
        &self,
        folder: &str,
        ours: &BTreeSet<String>,
        others: &mut Vec<String>,
    ) -> io::Result<()> {
        for entry in std::fs::read_dir(self.root.join(folder))? {
            let entry = entry?;
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            let inside = format!("{path}/");
            let holds_ours =
                ours.range(inside.clone()..).next().is_some_and(|next| next.starts_with(&inside));
            if entry.file_type()?.is_dir() && holds_ours {
                self.collect_others(&inside, ours, others)?;
            } else if !ours.contains(&path) {
                others.push(path);
            }
        }
        Ok(())
    }
}
