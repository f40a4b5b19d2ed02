//! Which pages cite which sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Dependency, PageId, Site, Tracked};

/// The pages that cite each source, by source path.
pub(super) type Citers = BTreeMap<PageId, Vec<PageId>>;

/// Collects the pages that cite each source.
pub(super) fn citers(site: &Site) -> Citers {
    let mut citers = Citers::new();
    for page in &site.pages {
        for source in page.references.cited() {
            let citing = citers.entry(source).or_default();
            if citing.last() != Some(&page.id) {
                citing.push(page.id);
            }
        }
    }
    citers
}

/// The sources that other pages cite than before.
pub(super) fn differing(before: &Arc<Citers>, citers: &Arc<Citers>) -> Vec<PageId> {
    if Arc::ptr_eq(before, citers) {
        return Vec::new();
    }
    let sources = before.keys().chain(citers.keys()).copied();
    sources.filter(|source| before.get(source) != citers.get(source)).collect()
}

impl<'a> Tracked<'a> {
    /// The pages that cite a source, by source path.
    pub fn citers(&self, source: PageId) -> &'a [PageId] {
        self.note(Dependency::Citers(source));
        let citers: &'a Citers = &self.site().citers;
        citers.get(&source).map_or(&[], Vec::as_slice)
    }
}
