//! A new site put together beside the old one, which then changes places with it.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::output_dirs::{self, OutputDirs};
use super::{Exchange, MANIFEST, Notice, manifest_text};
use crate::paths::OutputPath;
use crate::render::OutputTree;

/// Replaces the output folder. `others` are what others have put into it.
pub(super) fn replace(
    dirs: &OutputDirs,
    tree: &OutputTree,
    changed: &BTreeSet<&str>,
    others: &[String],
    exchange: Exchange,
) -> io::Result<Option<Notice>> {
    let staging = dirs.staging()?;
    let staged = output_dirs::begin(&staging).and_then(|()| put_together(dirs, &staging, tree, changed));
    if let Err(error) = staged.and_then(|()| exchange(dirs, &staging)) {
        // Nothing of others is in it. The error that comes first says more than that it is still there.
        _ = output_dirs::removed(&staging);
        return Err(error);
    }
    if let Err(error) = dirs.bring_over(&staging, others) {
        // What is mounted inside of the old site, say, cannot be moved into the new one: all goes back.
        exchange(dirs, &staging)?;
        dirs.recover()?;
        return Err(error);
    }
    Ok(output_dirs::removed(&staging))
}

fn put_together(
    dirs: &OutputDirs,
    staging: &Path,
    tree: &OutputTree,
    changed: &BTreeSet<&str>,
) -> io::Result<()> {
    create_folders(staging, tree)?;
    tree.par_iter().try_for_each(|(path, bytes)| {
        let path = path.as_str();
        let old = (!changed.contains(path)).then(|| dirs.target.join(path));
        put(&staging.join(path), old.as_deref(), bytes)
            .map_err(|error| io::Error::new(error.kind(), format!("`{path}`: {error}")))
    })?;
    // The list is written last: a folder without it is not complete.
    write_manifest(staging, tree)?;
    output_dirs::complete(staging)
}

#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn create_folders(staging: &Path, tree: &OutputTree) -> io::Result<()> {
    let folder = |path: &OutputPath| path.as_str().rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let folders: BTreeSet<_> = tree.keys().filter_map(folder).collect();
    folders.into_iter().try_for_each(|folder| std::fs::create_dir_all(staging.join(folder)))
}

/// Links the old file if it is the same.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn put(new: &Path, old: Option<&Path>, bytes: &Arc<[u8]>) -> io::Result<()> {
    // Some file systems know no links; there the file is written again.
    if old.is_some_and(|old| std::fs::hard_link(old, new).is_ok()) {
        return Ok(());
    }
    std::fs::write(new, bytes)
}

#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn write_manifest(staging: &Path, tree: &OutputTree) -> io::Result<()> {
    std::fs::write(staging.join(MANIFEST), manifest_text(tree.keys().map(|path| path.as_str())))
}
