//! The blocks of exhibits of all pages: which can be taken away as files, and which are shared.

use super::{Dependency, Page, Tracked};
use crate::diagnostic::Spanned;
use crate::parse::exhibit::ExhibitFormat;

/// What the files of a block depend on: its anchor, their formats, its name, and whether it is shared.
pub(super) type BlockFiles<'p> = (&'p str, &'static [ExhibitFormat], Option<&'p str>, Option<bool>);

/// The files of the blocks of a page.
pub(super) fn block_files(page: &Page) -> Vec<BlockFiles<'_>> {
    let blocks = page.document.body.exhibits.iter();
    let files = blocks.map(|block| {
        let name = block.name.as_ref().map(|name| name.value.as_str());
        (block.id.as_str(), block.formats(), name, block.share)
    });
    files.collect()
}

impl<'a> Tracked<'a> {
    /// The blocks of all pages that can be taken away as files: the page, and the index of the block on it.
    pub fn blocks_with_files(&self) -> impl Iterator<Item = (&'a Page, usize)> {
        self.note(Dependency::ExhibitFiles);
        self.site().pages.iter().flat_map(|page| {
            let blocks = page.document.body.exhibits.iter().enumerate();
            blocks.filter(|(_, block)| !block.formats().is_empty()).map(move |(index, _)| (page, index))
        })
    }

    /// The blocks of all pages that are shared: the page, the index of the block on it, and its name.
    pub fn shared_blocks(&self) -> impl Iterator<Item = (&'a Page, usize, &'a Spanned<String>)> {
        self.note(Dependency::ExhibitFiles);
        let all = self.config().share_exhibits;
        self.site().pages.iter().flat_map(move |page| {
            let blocks = page.document.body.exhibits.iter().enumerate();
            blocks.filter_map(move |(index, block)| Some((page, index, block.shared_as(all)?)))
        })
    }
}
