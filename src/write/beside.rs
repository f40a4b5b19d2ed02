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

/// Whether a name is one that [`beside`] gives, in whatever program.
pub(super) fn is_beside(name: &str, file: &Path) -> bool {
    let start = file.file_name().map(|name| format!(".{}.", name.to_string_lossy()));
    let number = start.and_then(|start| name.strip_prefix(&start)?.strip_suffix('~'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
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

/// The folders that have to be made for a file, the innermost first.
pub(super) fn missing_folders(file: &Path) -> Vec<PathBuf> {
    let folders = file.ancestors().skip(1).take_while(|folder| folder.symlink_metadata().is_err());
    folders.filter(|folder| !folder.as_os_str().is_empty()).map(Path::to_owned).collect()
}

/// Takes folders away that were made for a file and are of no use without it.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
pub(super) fn remove_folders(folders: &[PathBuf]) {
    // One that is not empty stays, and so do those above it.
    _ = folders.iter().try_for_each(std::fs::remove_dir);
}

/// Takes a file away that has, or is to have, no place. The error that led here says more than that it is left.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
pub(super) fn discard(file: &Path) {
    _ = std::fs::remove_file(file);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folders_that_a_file_needs_are_those_that_are_missing_innermost_first() {
        let root = tempfile::tempdir().unwrap();
        let [outer, inner] = ["a", "a/b"].map(|folder| root.path().join(folder));
        assert_eq!(missing_folders(&inner.join("c.md")), [inner, outer]);
        assert!(missing_folders(&root.path().join("c.md")).is_empty());
        assert_eq!(missing_folders(Path::new("no-such-folder/c.md")), [Path::new("no-such-folder")]);
    }
}
