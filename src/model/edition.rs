//! The report as it is, seen from its editions: which address is which, and since when something is there.

use std::collections::BTreeMap;

use super::{Dependency, FactRef, Page, PageId, Tracked};
use crate::edition::{Edition, Editions, short_digest};
use crate::paths::UrlPath;

impl<'a> Tracked<'a> {
    /// The dated states that the report keeps.
    pub fn editions(&self) -> &'a Editions {
        self.note(Dependency::Editions);
        &self.site().editions
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
