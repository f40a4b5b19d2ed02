//! What another program writes for us: a file that takes its place when it is complete, and a folder that goes with the
//! run.

use std::io;
use std::path::{Path, PathBuf};

use super::beside::{beside, discard};
use super::rename;

/// A file that is being written by another program. Until it is complete, what was there before stays.
pub struct Unfinished {
    file: PathBuf,
    beside: PathBuf,
}

impl Unfinished {
    /// Makes room beside a file, and the folders above it.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    pub fn of(file: &Path) -> io::Result<Self> {
        let file = std::path::absolute(file)?;
        file.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        Ok(Self { beside: beside(&file)?, file })
    }

    /// Where the other program is to write, as a whole path.
    pub fn path(&self) -> &Path {
        &self.beside
    }

    /// Gives the file its name. Fails if nothing was written.
    pub fn finish(self) -> io::Result<()> {
        rename(&self.beside, &self.file)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        discard(&self.beside);
    }
}

/// A folder among the temporary ones of the system, removed with all that is in it.
pub struct ScratchFolder(PathBuf);

impl ScratchFolder {
    /// Makes one that nobody else has.
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    pub fn new() -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("fieldbook-{}", std::process::id()));
        std::fs::create_dir(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for ScratchFolder {
    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn drop(&mut self) {
        // A program that is coming to its end can still write there; what it leaves the system takes away.
        _ = std::fs::remove_dir_all(&self.0);
    }
}
