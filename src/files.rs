//! Reading: the only module that looks at the disk.
//!
//! A build sees its source through [`Files`], so that tests can give it a site that stands in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::paths::SourcePath;

/// A place that holds the source of a site.
pub trait Files: Sync {
    /// Every file below `folder` that is not hidden, sorted by path; empty if there is no such folder.
    fn list(&self, folder: &str) -> io::Result<Vec<SourcePath>>;

    /// The bytes of one file.
    fn read(&self, path: &SourcePath) -> io::Result<Arc<[u8]>>;
}

/// A site's source on disk.
pub struct DiskFiles {
    root: PathBuf,
}

impl DiskFiles {
    /// The site whose `book.toml` stands in `root`.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }
}

impl Files for DiskFiles {
    fn list(&self, folder: &str) -> io::Result<Vec<SourcePath>> {
        let start = self.root.join(folder);
        // A link that leads nowhere is no missing folder: something is wrong, and the site would come out empty.
        if !start.try_exists()? && !start.is_symlink() {
            return Ok(Vec::new());
        }
        // Symbolic links to files are read like files; links to folders are not entered, because they can
        // form a loop or lead out of the site.
        let walk = WalkDir::new(&start).min_depth(1).into_iter().filter_entry(|entry| !is_hidden(entry));
        let mut paths = Vec::new();
        for entry in walk {
            let entry = entry?;
            if entry.file_type().is_file() || (entry.path_is_symlink() && !entry.path().is_dir()) {
                paths.push(relative(&self.root, entry.path())?);
            }
        }
        paths.sort();
        Ok(paths)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one reader of the source")]
    fn read(&self, path: &SourcePath) -> io::Result<Arc<[u8]>> {
        std::fs::read(self.root.join(path.as_str())).map(Into::into)
    }
}

/// Editors' swap files and version control live under names that start with a dot or end with a tilde.
fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.ends_with('~')
}

fn relative(root: &Path, path: &Path) -> io::Result<SourcePath> {
    let path = path.strip_prefix(root).unwrap_or(path);
    let text = path.to_str().ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidData, format!("the file name {} is not UTF-8", path.display()))
    })?;
    Ok(SourcePath::new(&text.replace(std::path::MAIN_SEPARATOR, "/")))
}

/// A site's source in memory, for tests.
#[derive(Clone, Default)]
pub struct MemoryFiles {
    files: BTreeMap<SourcePath, Arc<[u8]>>,
}

impl MemoryFiles {
    /// Adds a file, or replaces it.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(SourcePath::new(path), bytes.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(&SourcePath::new(path));
    }
}

impl Files for MemoryFiles {
    fn list(&self, folder: &str) -> io::Result<Vec<SourcePath>> {
        let prefix = format!("{folder}/");
        Ok(self.files.keys().filter(|path| path.as_str().starts_with(&prefix)).cloned().collect())
    }

    fn read(&self, path: &SourcePath) -> io::Result<Arc<[u8]>> {
        self.files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
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

    /// Whether there is nothing in the folder, or no folder.
    #[expect(clippy::disallowed_methods, reason = "reading is what this module is for")]
    pub fn is_empty(&self) -> io::Result<bool> {
        match std::fs::read_dir(&self.root) {
            Ok(mut entries) => Ok(entries.next().is_none()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            Err(error) => Err(error),
        }
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
