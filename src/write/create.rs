//! New files in the source of a site. What is there is never written over.

use std::io::{self, Write};
use std::path::Path;

use super::WriteError;
use crate::files::OutputFolder;
use crate::paths::SourcePath;

/// What a folder may hold and still counts as new: the repository that was made for the site.
const REPOSITORY: &str = ".git";

/// Writes the files of a new site into `root`, which is made if need be and must hold nothing else.
pub fn create_site(root: &Path, files: &[(SourcePath, String)]) -> Result<(), WriteError> {
    let disk = |error| WriteError::Disk(root.to_owned(), error);
    let names = OutputFolder::new(root).names().map_err(disk)?;
    if let Some(name) = names.into_iter().find(|name| name != REPOSITORY) {
        return Err(WriteError::NotEmpty(root.to_owned(), name));
    }
    files.iter().try_for_each(|(path, text)| create_file(root, path, text))
}

/// Writes one new file below `root`, with the folders above it.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
pub fn create_file(root: &Path, path: &SourcePath, text: &str) -> Result<(), WriteError> {
    let path = root.join(path.as_str());
    let create = || {
        path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(&path)?;
        file.write_all(text.as_bytes())
    };
    create().map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists(path.clone()),
        _ => WriteError::Disk(path.clone(), error),
    })
}
