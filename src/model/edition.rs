//! The report as it is, seen from its editions: which address is which, and since when something is there.

use std::collections::BTreeMap;

use super::ledger::{MOST_FIGURES, divided};
use super::{Dependency, FactRef, Page, PageId, Tracked};
use crate::edition::{Edition, Editions, short_digest};
use crate::paths::{UrlPath, slug};

/// The pages with figures in each part of an edition, by their addresses then, and by what their names begin with; one
/// part without a name if there are few enough for one page.
pub type EditionParts = BTreeMap<String, Vec<String>>;

/// What an edition has that is none.
static NO_PARTS: EditionParts = BTreeMap::new();

/// Divides the figures of each edition, by its name.
pub(super) fn parts(editions: &Editions) -> BTreeMap<String, EditionParts> {
    editions.all().iter().map(|edition| (edition.name.clone(), parts_of(edition))).collect()
}

fn parts_of(edition: &Edition) -> EditionParts {
    let mut figures: BTreeMap<&str, usize> = BTreeMap::new();
    for address in edition.facts.keys() {
        *figures.entry(address.split('#').next().unwrap_or_default()).or_default() += 1;
    }
    let named = |(page, count)| (slug(edition.title_of(page)), page, count);
    let parts = divided(figures.into_iter().map(named).collect(), MOST_FIGURES);
    let owned = |pages: Vec<&str>| pages.into_iter().map(str::to_owned).collect();
    parts.into_iter().map(|(key, pages)| (key, owned(pages))).collect()
}

impl<'a> Tracked<'a> {
    /// The dated states that the report keeps.
    pub fn editions(&self) -> &'a Editions {
        self.note(Dependency::Editions);
        &self.site().editions
    }

    /// The parts of the figures of an edition.
    pub fn edition_parts(&self, edition: &str) -> &'a EditionParts {
        self.note(Dependency::Editions);
        self.site().edition_parts.get(edition).unwrap_or(&NO_PARTS)
    }

    /// The pages by every address that they have or had, as far as their aliases say so.
    pub fn addresses(&self) -> BTreeMap<UrlPath, PageId> {
        self.note(Dependency::Aliases);
        let pages = &self.site().pages;
        let former = pages.iter().flat_map(|page| page.former_addresses().map(|url| (url, page.id)));
        let mut addresses: BTreeMap<_, _> = former.collect();
        // What is there comes before what was.
        addresses.extend(pages.iter().map(|page| (page.url.clone(), page.id)));
        addresses
    }

    /// The first edition that has a page.
    pub fn page_since(&self, page: &Page) -> Option<&'a Edition> {
        let editions = self.editions();
        if editions.all().is_empty() {
            return None;
        }
        let addresses = page.addresses();
        editions.since(addresses.iter().map(UrlPath::as_str))
    }
}

impl FactRef<'_> {
    /// The first edition that has it.
    pub fn since<'a>(self, site: &Tracked<'a>) -> Option<&'a Edition> {
        let editions = site.editions();
        if editions.all().is_empty() {
            return None;
        }
        let addresses = self.page().addresses();
        let (date, digest) = (self.date(site), self.digest());
        let addresses = addresses.iter().map(UrlPath::as_str);
        editions.fact_since(addresses, self.id(), self.metric_name(), date, &digest)
    }

    /// Stands for its value as it is written, whatever words it is printed with.
    pub fn digest(self) -> String {
        let fact = self.fact();
        let [from, to] = fact.value.value.written();
        short_digest(&[from, to, fact.precision.value.name()].join("\n"))
    }
}

impl Page {
    /// The addresses that it says it had.
    pub fn former_addresses(&self) -> impl Iterator<Item = UrlPath> {
        self.front().aliases.iter().filter_map(|alias| self.alias_url(&alias.value))
    }

    /// Its address, and those that it says it had.
    fn addresses(&self) -> Vec<UrlPath> {
        std::iter::once(self.url.clone()).chain(self.former_addresses()).collect()
    }

    /// Stands for the text of its file, whatever ends its lines.
    pub fn digest(&self) -> String {
        let text = &self.document.text;
        if text.contains('\r') { short_digest(&text.replace("\r\n", "\n")) } else { short_digest(text) }
    }
}
