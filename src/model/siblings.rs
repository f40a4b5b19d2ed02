//! The projects before and after each project of a domain.

use std::collections::BTreeMap;

use super::{Page, PageId};
use crate::parse::Kind;

/// The listed projects of each domain in the order of their titles: which stands before and which after each.
pub(super) type Siblings = BTreeMap<PageId, (Option<PageId>, Option<PageId>)>;

pub(super) fn siblings(pages: &[Page]) -> Siblings {
    let mut domains: BTreeMap<PageId, Vec<&Page>> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.kind() == Kind::Project && page.is_listed()) {
        if let Some(domain) = page.references.domain {
            domains.entry(domain).or_default().push(page);
        }
    }
    let mut siblings = Siblings::new();
    for mut projects in domains.into_values() {
        projects.sort_by_cached_key(|page| page.sort_key());
        let id = |at: usize| projects.get(at).map(|page| page.id);
        let around = |at: usize| (at.checked_sub(1).and_then(id), id(at + 1));
        siblings.extend(projects.iter().enumerate().map(|(at, page)| (page.id, around(at))));
    }
    siblings
}
