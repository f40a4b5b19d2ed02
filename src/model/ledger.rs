//! The pages that state figures, in the order of the list of all figures, and in parts if that list is long.

use std::collections::BTreeMap;

use super::dependency::Key;
use super::{Dependency, Page, PageId, Site, Tracked};
use crate::paths::slug;

/// The most figures on one page of the list. A thousand are some 600 kB of HTML, which a phone of today lays out in
/// about a second; it is no more than a long directory has.
pub(super) const MOST_FIGURES: usize = 1000;

/// The longest beginning of names that tells parts apart.
const LONGEST_KEY: usize = 32;

/// The parts of the list by what the names in them begin with: one without a name if all figures are on one page.
pub(super) type Ledger = BTreeMap<String, Vec<PageId>>;

/// A page with what it is sorted by and how many figures it states.
type Entry<P> = (String, P, usize);

/// Sorts the pages that state figures by their titles, and divides them.
pub(super) fn ledger(site: &Site) -> Ledger {
    let stating = site.pages.iter().filter(|page| !page.front().facts.is_empty());
    let entry = |page: &Page| (slug(page.title()), page.id, page.front().facts.len());
    divided(stating.map(entry).collect(), MOST_FIGURES)
}

/// Sorts pages by their names, which are slugs, and divides them by how these begin: no part has more than `most`
/// figures, unless the names tell no more apart. The only part of few has no name.
pub(super) fn divided<P: Copy + Ord>(mut entries: Vec<Entry<P>>, most: usize) -> BTreeMap<String, Vec<P>> {
    entries.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
    let mut parts = BTreeMap::new();
    if count(&entries) <= most {
        if !entries.is_empty() {
            parts.insert(String::new(), pages(&entries).collect());
        }
        return parts;
    }
    divide(&entries, 0, most, &mut parts);
    parts
}

fn count<P>(entries: &[Entry<P>]) -> usize {
    entries.iter().map(|(.., figures)| figures).sum()
}

fn pages<P: Copy>(entries: &[Entry<P>]) -> impl Iterator<Item = P> {
    entries.iter().map(|(_, page, _)| *page)
}

/// Divides entries that share their first `shared` letters by the next one, until no part has more than `most`
/// figures or the names tell no more apart.
fn divide<P: Copy>(entries: &[Entry<P>], shared: usize, most: usize, parts: &mut BTreeMap<String, Vec<P>>) {
    for group in entries.chunk_by(|one, other| one.0.get(..=shared) == other.0.get(..=shared)) {
        let Some((name, ..)) = group.first() else { continue };
        let Some(key) = name.get(..=shared) else {
            // Names that end here; those of other scripts and signs may be empty.
            let key = if name.is_empty() { "other" } else { name.as_str() };
            parts.entry(key.to_owned()).or_default().extend(pages(group));
            continue;
        };
        if count(group) <= most || group.len() == 1 || shared + 1 >= LONGEST_KEY {
            parts.entry(key.to_owned()).or_default().extend(pages(group));
        } else {
            divide(group, shared + 1, most, parts);
        }
    }
}

impl<'a> Tracked<'a> {
    /// What the parts of the list of all figures begin with; a single one without a name if it has none.
    pub fn ledger_parts(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.note(Dependency::Ledger);
        self.site().ledger.keys().map(String::as_str)
    }

    /// The pages of a part of the list of all figures, in its order.
    pub fn ledger_part(&self, key: &str) -> &'a [PageId] {
        self.note(Dependency::LedgerPart(Key::of(key)));
        let ledger: &'a Ledger = &self.site().ledger;
        ledger.get(key).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(names: &[(&str, usize)], most: usize) -> Vec<(String, usize)> {
        let entry = |(index, (name, figures)): (usize, &(&str, usize))| ((*name).to_owned(), index, *figures);
        let parts = divided(names.iter().enumerate().map(entry).collect(), most);
        parts.into_iter().map(|(key, pages)| (key, pages.len())).collect()
    }

    #[test]
    fn a_list_is_divided_where_names_begin_to_differ() {
        let names = [("", 1), ("a", 1), ("ab", 1), ("b", 2), ("ba", 2), ("bb", 2), ("c", 9)];
        let found = keys(&names, 4);
        let expected = [("a", 2), ("b", 1), ("ba", 1), ("bb", 1), ("c", 1), ("other", 1)];
        assert_eq!(found, expected.map(|(key, count)| (key.to_owned(), count)));
    }

    #[test]
    fn names_without_an_end_end_the_division() {
        let long = "x".repeat(500);
        let names: Vec<_> = (0..100).map(|_| (long.as_str(), 5)).collect();
        assert_eq!(keys(&names, 4), [("x".repeat(LONGEST_KEY), 100)]);
    }
}
