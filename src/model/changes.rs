//! What differs between two sites, as a set of what computations can look at.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::blocks::block_files;
use super::citers;
use super::dependency::Key;
use super::directory;
use super::ledger::Ledger;
use super::names::names_of;
use super::{Dependency, Metrics, Outline, Page, Reads, Site};

/// What is new. Every result whose computation looked at none of it still holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// All, or so much that it is not worth telling what.
    Everything,
    /// These and no others.
    Some(BTreeSet<Dependency>),
}

impl Changes {
    /// What differs in `site` from the one before.
    pub fn between(previous: Option<&Site>, site: &Site) -> Self {
        let comparable =
            |before: &&Site| Arc::ptr_eq(&before.config, &site.config) && before.has_pages(&site.pages);
        let Some(before) = previous.filter(comparable) else { return Self::Everything };
        let mut set = BTreeSet::new();
        for (before, page) in std::iter::zip(&before.pages, &site.pages) {
            compare_pages(before, page, &mut set);
        }
        if !Arc::ptr_eq(&before.editions, &site.editions) && before.editions != site.editions {
            set.insert(Dependency::Editions);
        }
        if before.drafts != site.drafts {
            set.insert(Dependency::Drafts);
        }
        if !Arc::ptr_eq(&before.outline, &site.outline)
            && !compare_outlines(&before.outline, &site.outline, &mut set)
        {
            return Self::Everything;
        }
        compare_metrics(&before.metrics, &site.metrics, &mut set);
        if before.as_of() != site.as_of() {
            set.insert(Dependency::AsOf);
        }
        if before.overviews != site.overviews {
            set.insert(Dependency::Overviews);
        }
        set.extend(citers::differing(&before.citers, &site.citers).into_iter().map(Dependency::Citers));
        compare_ledgers(&before.ledger, &site.ledger, &mut set);
        directory::compare(&before.directories, &site.directories, &mut set);
        if !Arc::ptr_eq(&before.rankings, &site.rankings) {
            let domains = before.rankings.keys().chain(site.rankings.keys());
            let moved = domains.filter(|key| before.rankings.get(key) != site.rankings.get(key));
            set.extend(moved.map(|(domain, _)| Dependency::Ranking(*domain)));
        }
        if !Arc::ptr_eq(&before.siblings, &site.siblings) {
            let projects = before.siblings.keys().chain(site.siblings.keys());
            let moved = projects.filter(|id| before.siblings.get(id) != site.siblings.get(id));
            set.extend(moved.copied().map(Dependency::Neighbours));
        }
        if !Arc::ptr_eq(&before.tags, &site.tags) {
            compare_tags(before, site, &mut set);
        }
        Self::Some(set)
    }

    /// Adds what later stages find to be new.
    pub fn add(&mut self, dependency: Dependency) {
        if let Self::Some(set) = self {
            set.insert(dependency);
        }
    }

    /// Whether this is new.
    pub fn contains(&self, dependency: Dependency) -> bool {
        match self {
            Self::Everything => true,
            Self::Some(set) => set.contains(&dependency),
        }
    }

    /// Whether anything a computation has looked at is new.
    pub fn touch(&self, reads: &Reads) -> bool {
        let reads = reads.as_slice();
        match self {
            Self::Everything => true,
            // The shorter of the two is walked through.
            Self::Some(set) if set.len() < reads.len() => {
                set.iter().any(|dependency| reads.binary_search(dependency).is_ok())
            }
            Self::Some(set) => reads.iter().any(|dependency| set.contains(dependency)),
        }
    }
}

fn compare_pages(before: &Page, page: &Page, set: &mut BTreeSet<Dependency>) {
    let same_document = Arc::ptr_eq(&before.document, &page.document);
    if !same_document {
        set.insert(Dependency::Text(page.id));
        let headings = |page: &Page| {
            let body = &page.document.body;
            let headings = body.headings.iter().map(|heading| (heading.id.clone(), heading.text.clone()));
            let exhibits = body.exhibits.iter().map(|exhibit| (exhibit.id.clone(), String::new()));
            let anchors = body.anchors.iter().map(|anchor| (anchor.id.clone(), String::new()));
            headings.chain(exhibits).chain(anchors).collect::<Vec<_>>()
        };
        if headings(before) != headings(page) {
            set.insert(Dependency::Headings(page.id));
        }
        if before.terms() != page.terms() {
            set.extend([Dependency::Terms, Dependency::Headings(page.id)]);
        }
        if block_files(before) != block_files(page) {
            set.insert(Dependency::ExhibitFiles);
        }
    }
    let same_head = same_document || before.document.same_head(&page.document);
    let same_references =
        Arc::ptr_eq(&before.references, &page.references) || before.references == page.references;
    if !(same_head && same_references) {
        set.extend([Dependency::Head(page.id), Dependency::Heads(page.kind())]);
    }
    if !same_head {
        let names = names_of(before).chain(names_of(page));
        set.extend(names.map(|(name, _)| Dependency::Name(Key::of_name(name))));
        set.insert(Dependency::Names);
        let (before, front) = (before.front(), page.front());
        if before.aliases != front.aliases {
            set.insert(Dependency::Aliases);
        }
        if (before.date, before.updated) != (front.date, front.updated) {
            set.insert(Dependency::Dates);
        }
    }
}

/// Adds what differs. `false` if parts have moved, or chapters whose heads are the same: then too much depends
/// on it.
fn compare_outlines(before: &Outline, outline: &Outline, set: &mut BTreeSet<Dependency>) -> bool {
    let pages = |outline: &Outline| outline.parts.iter().map(|part| part.page).collect::<Vec<_>>();
    let stays = |outline: &Outline, set: &BTreeSet<Dependency>| {
        let sequence = outline.sequence.iter().copied();
        sequence.filter(|id| !set.contains(&Dependency::Head(*id))).collect::<Vec<_>>()
    };
    if pages(before) != pages(outline) || stays(before, set) != stays(outline, set) {
        return false;
    }
    for (index, (before, part)) in std::iter::zip(&before.parts, &outline.parts).enumerate() {
        if before != part {
            set.insert(Dependency::Part(index));
        }
    }
    let moved = |id| before.neighbours(id) != outline.neighbours(id);
    let moved = outline.sequence.iter().copied().filter(|id| moved(*id));
    set.extend(moved.map(Dependency::Neighbours));
    true
}

fn compare_ledgers(before: &Arc<Ledger>, ledger: &Arc<Ledger>, set: &mut BTreeSet<Dependency>) {
    if Arc::ptr_eq(before, ledger) {
        return;
    }
    if !before.keys().eq(ledger.keys()) {
        set.insert(Dependency::Ledger);
    }
    let keys = before.keys().chain(ledger.keys());
    let moved = keys.filter(|key| before.get(*key) != ledger.get(*key));
    set.extend(moved.map(|key| Dependency::LedgerPart(Key::of(key))));
}

fn compare_metrics(before: &Metrics, metrics: &Metrics, set: &mut BTreeSet<Dependency>) {
    for name in before.names().chain(metrics.names()) {
        if before.get(name) != metrics.get(name) {
            set.extend([Dependency::Metric(Key::of(name)), Dependency::Metrics]);
        }
    }
}

fn compare_tags(before: &Site, site: &Site, set: &mut BTreeSet<Dependency>) {
    for slug in before.tags.keys().chain(site.tags.keys()) {
        let (before, tag) = (before.tags.get(slug), site.tags.get(slug));
        if before.map(|tag| &tag.title) != tag.map(|tag| &tag.title) {
            set.extend([Dependency::Tag(Key::of(slug)), Dependency::Tags]);
        }
        if before.map(|tag| &tag.pages) != tag.map(|tag| &tag.pages) {
            set.extend([Dependency::Tagged(Key::of(slug)), Dependency::Tags]);
        }
    }
}
