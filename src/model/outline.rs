//! The chapters in reading order.

use std::collections::BTreeMap;

use super::{Page, PageId};
use crate::parse::Kind;

/// The report as a book: parts, and chapters in them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The parts in order. Chapters that stand outside any folder come first, in a part without a page.
    pub parts: Vec<Part>,
    /// The pages of parts and chapters, one after the other, in reading order.
    pub(super) sequence: Vec<PageId>,
    /// Where each page of the site stands in `sequence`.
    position: Vec<Option<usize>>,
}

/// One part of the report: a folder below `content/chapters/`.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    /// The folder's `index.md`, if it has one.
    pub page: Option<PageId>,
    /// Its chapters, in order.
    pub chapters: Vec<PageId>,
}

impl Outline {
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut folders: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
        for page in pages.iter().filter(|page| page.kind() == Kind::Chapter) {
            folders.entry(page.document.path.folder()).or_default().push(page);
        }
        let mut folders: Vec<_> = folders.into_iter().collect();
        folders.sort_by_cached_key(|(folder, pages)| {
            let index = pages.iter().find(|page| page.is_part());
            let inside = folder.contains("chapters/");
            (
                inside,
                index.map_or((i64::MAX, (*folder).to_owned()), |page| (page.sort_key().0, page.sort_key().1)),
            )
        });
        let parts = folders.into_iter().map(|(_, pages)| part(pages)).collect();
        Self::in_order(parts, pages.len())
    }

    fn in_order(parts: Vec<Part>, pages: usize) -> Self {
        let sequence: Vec<_> = parts
            .iter()
            .flat_map(|part| part.page.into_iter().chain(part.chapters.iter().copied()))
            .collect();
        let mut position = vec![None; pages];
        for (at, id) in sequence.iter().enumerate() {
            position[id.index()] = Some(at);
        }
        Self { parts, sequence, position }
    }

    /// Where a chapter or part stands in the reading order, counted from zero.
    pub fn position(&self, id: PageId) -> Option<usize> {
        self.position.get(id.index()).copied().flatten()
    }

    /// The page before and the page after a chapter or part.
    pub fn neighbours(&self, id: PageId) -> (Option<PageId>, Option<PageId>) {
        let Some(at) = self.position(id) else { return (None, None) };
        let previous = at.checked_sub(1).and_then(|at| self.sequence.get(at));
        (previous.copied(), self.sequence.get(at + 1).copied())
    }

    /// Which of the parts a chapter belongs to, or whose page this is.
    pub fn part_of(&self, id: PageId) -> Option<usize> {
        let at = self.position(id)?;
        // Parts lie one behind the other in the sequence, so the one that holds a place is found by bisection.
        let first =
            |part: &Part| part.page.or(part.chapters.first().copied()).and_then(|id| self.position(id));
        let behind = self.parts.partition_point(|part| first(part).is_none_or(|start| start <= at));
        behind.checked_sub(1)
    }
}

fn part(pages: Vec<&Page>) -> Part {
    let (index, mut chapters): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| page.is_part());
    chapters.sort_by_cached_key(|page| page.sort_key());
    Part { page: index.first().map(|page| page.id), chapters: chapters.iter().map(|page| page.id).collect() }
}
