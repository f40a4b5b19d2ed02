//! Pages that came, went, or have another address, and which page of one state is which of the other.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ChangeKind, States};
use crate::model::{Page, Site};
use crate::paths::UrlPath;

/// A page of the two states; one of the two is always there.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) base: Option<&'a Page>,
    pub(super) head: Option<&'a Page>,
}

/// A page that came, went, or has another address.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PageChange {
    /// What happened to it.
    pub change: ChangeKind,
    /// What it is about: `project`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// Its address; the one it had, if it is gone.
    pub address: String,
    /// The address it had before.
    pub was: Option<String>,
    /// Whether the address that it had leads on to another page.
    pub leads_on: bool,
    /// How many words it has, or had.
    pub words: usize,
}

impl<'a> Pair<'a> {
    /// The page as it is, or was.
    pub(super) fn page(&self) -> Option<&'a Page> {
        self.head.or(self.base)
    }

    /// Both, if it is in both.
    pub(super) fn both(&self) -> Option<(&'a Page, &'a Page)> {
        Some((self.base?, self.head?))
    }
}

/// Finds the page of each state in the other: by its address, and by what an alias says it was.
pub(super) fn pair<'a>(base: &'a Site, head: &'a Site) -> Vec<Pair<'a>> {
    let gone = |page: &Page| !head.by_url.contains_key(&page.url);
    let mut unmatched: BTreeMap<&UrlPath, &Page> =
        base.pages.iter().filter(|page| gone(page)).map(|page| (&page.url, page)).collect();
    let mut pairs: Vec<_> = head
        .pages
        .iter()
        .map(|page| {
            let before = base.by_url.get(&page.url).map(|id| base.page(*id));
            let renamed = || page.former_addresses().find_map(|url| unmatched.remove(&url));
            Pair { base: before.or_else(renamed), head: Some(page) }
        })
        .collect();
    pairs.extend(unmatched.into_values().map(|page| Pair { base: Some(page), head: None }));
    pairs
}

/// What came, went or moved.
pub(super) fn compare(states: &States, pairs: &[Pair<'_>]) -> Vec<PageChange> {
    let mut changes: Vec<_> = pairs.iter().filter_map(|pair| change(states, pair)).collect();
    changes.sort_by(|one, other| (one.change, &one.address).cmp(&(other.change, &other.address)));
    changes
}

fn change(states: &States, pair: &Pair<'_>) -> Option<PageChange> {
    let (base, head) = (pair.base, pair.head);
    let was = base.filter(|base| head.is_none_or(|head| head.url != base.url));
    if was.is_none() && base.is_some() {
        return None;
    }
    let page = pair.page()?;
    let leads_on = |was: &Page| {
        let routes = &states.head.rendered.plan.routes;
        was.url.output().is_some_and(|path| routes.contains_key(&path))
    };
    Some(PageChange {
        change: ChangeKind::between(base.is_some(), head.is_some()),
        kind: page.kind().name(),
        title: page.title().to_owned(),
        address: page.url.to_string(),
        was: was.filter(|_| head.is_some()).map(|was| was.url.to_string()),
        leads_on: was.is_some_and(leads_on),
        words: words(page),
    })
}

/// How many words the text of a page has.
pub(super) fn words(page: &Page) -> usize {
    let document = &page.document;
    document.text.get(document.body.start..).unwrap_or_default().split_whitespace().count()
}
