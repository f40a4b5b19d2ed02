//! What is about to take a place, beside it: whoever reads meets the old content or the new one, and never half of it.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The name beside a file under which its content lies until it is complete. Nobody reads it, and two programs that
/// write at a time have names of their own.
pub(super) fn beside(file: &Path) -> io::Result<PathBuf> {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    Ok(folder.join(format!(".{}.{}~", name.to_string_lossy(), std::process::id())))
}

/// Writes a file, with the folders above it, as far as the disk itself: where a name is given to content that only the
/// system has so far, the power can fail between the two.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
pub(super) fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    let mut file = std::fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Takes a file away that has, or is to have, no place. The error that led here says more than that it is left.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
pub(super) fn discard(file: &Path) {
    _ = std::fs::remove_file(file);
}
