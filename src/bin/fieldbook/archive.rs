//! The sites of editions: found before a build, taken from what the build before has left, or built.

use std::path::Path;

use fieldbook::archive::{Archive, pack_path};
use fieldbook::files::{DiskFiles, Files};
use fieldbook::frozen::FrozenSite;
use fieldbook::source::SourceTree;
use fieldbook::write;

use crate::cli::Global;
use crate::terminal::{say, tell};

/// Whether sites that were built are left for the next run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    Yes,
    No,
}

/// Gives a build the sites of editions.
pub(crate) fn add(tree: &mut SourceTree, archive: Archive, dir: &Path, keep: Keep, global: &Global) {
    let files = DiskFiles::new(dir);
    let kept = |name: &str| Some(files.read(&pack_path(name)).ok()?.bytes().to_vec());
    let mut made = |site: &FrozenSite| {
        tell(global, &format!("built the site of the edition {} from its tag", site.name));
        if keep == Keep::No {
            return;
        }
        if let Err(error) = write::write_pack(&site.pack(), &site.name, dir) {
            say(global, &format!("the next build will build it again: `{}`: {error}", write::EDITION_PACKS));
        }
    };
    tree.frozen = archive.freeze(&kept, &mut made);
}
