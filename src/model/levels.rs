//! Domains within domains.

use std::collections::{BTreeMap, BTreeSet};

use super::references::References;
use super::{Page, PageId};
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::parse::Kind;

/// How many levels of domains there can be. More would be a tree that nobody finds anything in.
pub const MOST_LEVELS: usize = 4;

impl References {
    /// Whether a domain lists a project among its own.
    pub fn is_listed_in(&self, domain: PageId) -> bool {
        self.domain == Some(domain) || self.also_in.contains(&domain)
    }
}

/// Completes the domains that each project and domain stands in, and reports domains that are parts of themselves or
/// lie too deep.
pub(super) fn nest(pages: &[Page], all: &mut [References], diagnostics: &mut Vec<Diagnostic>) {
    let domains = || pages.iter().filter(|page| page.kind() == Kind::Domain);
    let wider = |page: &Page| Some((page.id, *all[page.id.index()].domains.first()?));
    let mut parents: BTreeMap<PageId, PageId> = domains().filter_map(wider).collect();
    cut_circles(pages, &mut parents, diagnostics);
    for page in domains() {
        if above(&parents, page.id).count() == MOST_LEVELS {
            let message = format!("there can be {MOST_LEVELS} levels of domains, and this one is deeper");
            let help = "name a `parent` that lies higher".to_owned();
            diagnostics.extend(
                parent_of(page).map(|parent| {
                    Diagnostic::new(Code::BadValue, page.span(&parent.range), message).help(help)
                }),
            );
        }
    }
    for page in pages {
        let own = all[page.id.index()].domain;
        let start = own.unwrap_or(page.id);
        let is_placed = own.is_some() || page.kind() == Kind::Domain;
        let chain = own.into_iter().chain(above(&parents, start).take(MOST_LEVELS)).filter(|_| is_placed);
        all[page.id.index()].domains = chain.collect();
    }
}

/// The domains that one is a part of, the nearest first, and not endlessly many.
fn above(parents: &BTreeMap<PageId, PageId>, id: PageId) -> impl Iterator<Item = PageId> {
    let next = |id: &PageId| parents.get(id).copied();
    std::iter::successors(next(&id), next).take(MOST_LEVELS + 1)
}

/// Takes out one parent of every circle.
fn cut_circles(pages: &[Page], parents: &mut BTreeMap<PageId, PageId>, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeSet<PageId> = BTreeSet::new();
    for start in parents.keys().copied().collect::<Vec<_>>() {
        let (mut path, mut at) = (Vec::new(), start);
        while seen.insert(at) {
            path.push(at);
            let Some(next) = parents.get(&at) else { break };
            at = *next;
        }
        // Whoever is met again lies on this way, or the way joins one that was gone before.
        let Some(first) = path.iter().position(|id| *id == at).filter(|_| parents.contains_key(&at)) else {
            continue;
        };
        let circle = &path[first..];
        let Some(least) = circle.iter().min().copied() else { continue };
        let page = &pages[least.index()];
        let turn = circle.iter().position(|id| *id == least).unwrap_or(0);
        let around = circle[turn..].iter().chain(&circle[..=turn]);
        let names = around.map(|id| format!("`{}`", pages[id.index()].slug)).collect::<Vec<_>>().join(" → ");
        let message = format!("the domain would be a part of itself: {names}");
        let help = "take one `parent` of these away".to_owned();
        diagnostics.extend(
            parent_of(page)
                .map(|parent| Diagnostic::new(Code::BadValue, page.span(&parent.range), message).help(help)),
        );
        parents.remove(&least);
    }
}

/// The parent as it is written.
fn parent_of(page: &Page) -> Option<&Spanned<String>> {
    page.front().details.domains().0
}
