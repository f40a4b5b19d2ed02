//! What another program writes for us: a file that takes its place when it is complete, and a folder that goes with the
//! run.

use std::io;
use std::path::{Path, PathBuf};

use super::beside::{beside, discard};
use super::rename;

/// How many names there are for a temporary folder of one process.
const NAMES: usize = 20;

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
    pub fn new() -> io::Result<Self> {
        Self::within(&std::env::temp_dir())
    }

    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn within(parent: &Path) -> io::Result<Self> {
        let process = std::process::id();
        let mut paths = (1..=NAMES).map(|number| parent.join(format!("fieldbook-{process}-{number}")));
        // A run that was killed has left its folder, and numbers of processes come again.
        let free = paths.find_map(|path| match std::fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
            made => Some(made.map(|()| Self(path))),
        });
        free.unwrap_or_else(|| Err(io::ErrorKind::AlreadyExists.into()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_left_of_a_process_with_the_same_number_is_not_taken() {
        let parent = ScratchFolder::new().unwrap();
        let kept: Vec<_> = (0..NAMES).map(|_| ScratchFolder::within(parent.path()).unwrap()).collect();
        assert!(kept.windows(2).all(|pair| pair[0].path() != pair[1].path()));
        assert!(ScratchFolder::within(parent.path()).is_err(), "there is an end to it");
        drop(kept);
        assert!(ScratchFolder::within(parent.path()).is_ok());
    }
}
