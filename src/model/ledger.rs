//! The pages that state figures, in the order of the list of all figures, and in parts if that list is long.

use std::collections::BTreeMap;

use super::tracked::Key;
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
struct Entry {
    name: String,
    page: PageId,
    figures: usize,
}

/// Sorts the pages that state figures by their titles, and divides them.
pub(super) fn ledger(site: &Site) -> Ledger {
    divided(&site.pages, MOST_FIGURES)
}

fn divided(pages: &[Page], most: usize) -> Ledger {
    let stating = pages.iter().filter(|page| !page.front().facts.is_empty());
    let entry =
        |page: &Page| Entry { name: slug(page.title()), page: page.id, figures: page.front().facts.len() };
    let mut entries: Vec<_> = stating.map(entry).collect();
    entries.sort_by(|one, other| (&one.name, one.page).cmp(&(&other.name, other.page)));
    let mut ledger = Ledger::new();
    if count(&entries) <= most {
        let pages: Vec<_> = entries.iter().map(|entry| entry.page).collect();
        if !pages.is_empty() {
            ledger.insert(String::new(), pages);
        }
        return ledger;
    }
    divide(&entries, 0, most, &mut ledger);
    ledger
}

fn count(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| entry.figures).sum()
}

/// Divides entries that share their first `shared` letters by the next one, until no part has more than `most`
/// figures or the names tell no more apart.
fn divide(entries: &[Entry], shared: usize, most: usize, ledger: &mut Ledger) {
    for group in entries.chunk_by(|one, other| one.name.get(..=shared) == other.name.get(..=shared)) {
        let Some(first) = group.first() else { continue };
        let Some(key) = first.name.get(..=shared) else {
            // Names that end here; those of other scripts and signs may be empty.
            let key = if first.name.is_empty() { "other" } else { first.name.as_str() };
            ledger.entry(key.to_owned()).or_default().extend(group.iter().map(|entry| entry.page));
            continue;
        };
        if count(group) <= most || group.len() == 1 || shared + 1 >= LONGEST_KEY {
            ledger.entry(key.to_owned()).or_default().extend(group.iter().map(|entry| entry.page));
        } else {
            divide(group, shared + 1, most, ledger);
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
        let entry = |(index, (name, figures)): (usize, &(&str, usize))| Entry {
            name: (*name).to_owned(),
            page: PageId(index),
            figures: *figures,
        };
        let entries: Vec<_> = names.iter().enumerate().map(entry).collect();
        let mut ledger = Ledger::new();
        divide(&entries, 0, most, &mut ledger);
        ledger.into_iter().map(|(key, pages)| (key, pages.len())).collect()
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
