//! The answers to queries: which pages they mean, and which facts those have.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::date::Date;
use crate::model::{Dependency, Page, PageId, Tracked};
use crate::parse::{Details, Kind, Licensing, OrganisationType, Origin, Role};

/// The answers to queries that were asked before: charts of many pages may ask the same.
#[derive(Debug, Default)]
pub(super) struct QueryCache {
    pages: Mutex<BTreeMap<ResolvedQuery, Arc<[PageId]>>>,
    facts: Mutex<BTreeMap<FactsKey, Arc<Facts>>>,
}

/// The pages a query means, in a form that can be compared: without places, and with pages in place of slugs.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ResolvedQuery {
    pub(super) kind: Option<Kind>,
    pub(super) domain: Vec<PageId>,
    pub(super) company: Vec<PageId>,
    pub(super) project: Vec<PageId>,
    pub(super) origin: Vec<Origin>,
    pub(super) licensing: Vec<Licensing>,
    pub(super) organisation: Vec<OrganisationType>,
    pub(super) country: Vec<String>,
    pub(super) tag: Vec<String>,
}

/// Metrics, and which of several facts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FactQuery {
    pub(super) metrics: Vec<String>,
    pub(super) as_of: Option<Date>,
    pub(super) source: Option<PageId>,
    /// Whether only numbers and ranges count, because they are drawn.
    pub(super) numbers: bool,
}
type FactsKey = (ResolvedQuery, FactQuery);

/// The facts of pages, by index; one entry for each metric. Pages without any of them have nothing but `None`.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) pages: Vec<(PageId, Vec<Option<usize>>)>,
    /// The sources whose dates were looked at.
    sources: Vec<PageId>,
    by_value: OnceLock<Box<[usize]>>,
}

/// Whether what was found is one of those wanted; none wanted means any.
fn is_one_of<T: PartialEq>(wanted: &[T], found: Option<T>) -> bool {
    wanted.is_empty() || found.is_some_and(|found| wanted.contains(&found))
}

/// Those of the relations that are more than a mention.
fn involved(relations: &[(Role, PageId)]) -> impl Iterator<Item = PageId> {
    relations.iter().filter(|(role, _)| *role != Role::Related).map(|(_, id)| *id)
}

impl ResolvedQuery {
    /// Whether a page has all of it. Pages that only give context to others are no part of what is asked for.
    pub(super) fn passes(&self, page: &Page) -> bool {
        let any = |wanted: &[PageId], mut found: &mut dyn Iterator<Item = PageId>| {
            wanted.is_empty() || Iterator::any(&mut found, |id| wanted.contains(&id))
        };
        let references = &page.references;
        let (origin, licensing, organisation, country) = match &page.front().details {
            Details::Project { origin, licensing, .. } => (*origin, *licensing, None, None),
            Details::Company { organisation, country } => (None, None, *organisation, country.clone()),
            Details::None | Details::Domain { .. } | Details::Source { .. } => (None, None, None, None),
        };
        self.kind.is_none_or(|kind| page.kind() == kind)
            && any(&self.domain, &mut references.domains.iter().copied())
            && any(&self.company, &mut involved(&references.companies))
            && any(&self.project, &mut involved(&references.projects))
            && is_one_of(&self.origin, origin)
            && is_one_of(&self.licensing, licensing)
            && is_one_of(&self.organisation, organisation)
            && is_one_of(&self.country, country)
            && (self.tag.is_empty() || page.front().tags.iter().any(|tag| self.tag.contains(&tag.slug)))
    }

    /// The same without a filter.
    fn unfiltered(&self) -> Self {
        Self { kind: self.kind, ..Self::default() }
    }

    fn note(&self, site: &Tracked<'_>) {
        match self.kind {
            Some(kind) => site.note(Dependency::Heads(kind)),
            None => _ = site.pages(),
        }
    }
}

impl QueryCache {
    pub(super) fn pages(&self, site: &Tracked<'_>, wanted: &ResolvedQuery) -> Arc<[PageId]> {
        wanted.note(site);
        if let Some(pages) = lock(&self.pages).get(wanted) {
            return pages.clone();
        }
        let all = wanted.unfiltered();
        let pages: Arc<[PageId]> = if all == *wanted {
            let pages = match wanted.kind {
                Some(kind) => site.of_kind(kind),
                None => site.pages().iter().collect(),
            };
            let listed = pages.into_iter().filter(|page| page.is_listed());
            listed.map(|page| page.id).collect()
        } else {
            let all = self.pages(site, &all);
            all.iter().copied().filter(|id| wanted.passes(site.head(*id))).collect()
        };
        lock(&self.pages).insert(wanted.clone(), pages.clone());
        pages
    }

    pub(super) fn facts(&self, site: &Tracked<'_>, wanted: &ResolvedQuery, figures: FactQuery) -> Arc<Facts> {
        let pages = self.pages(site, wanted);
        let key = (wanted.clone(), figures);
        let known = lock(&self.facts).get(&key).cloned();
        let facts = known.unwrap_or_else(|| Arc::new(Facts::of(site, &pages, &key.1)));
        for source in &facts.sources {
            site.note(Dependency::Head(*source));
        }
        lock(&self.facts).insert(key, facts.clone());
        facts
    }
}

impl Facts {
    pub(super) fn of(site: &Tracked<'_>, pages: &[PageId], figures: &FactQuery) -> Self {
        let FactQuery { metrics, as_of, source, numbers } = figures;
        let mut sources = Vec::new();
        let mut fact = |page: &Page, metric: &str| {
            let facts = page.facts_of(metric);
            let facts = facts.filter(|fact| source.is_none() || fact.source() == *source);
            let facts = facts.filter(|fact| !numbers || fact.amount(site).is_some());
            let dated = facts.map(|fact| {
                sources.extend(fact.source().filter(|_| fact.fact().as_of.is_none()));
                (fact.date(site), std::cmp::Reverse(fact.index()))
            });
            let is_known =
                |date: Option<Date>| as_of.is_none_or(|as_of| date.is_some_and(|date| date.is_by(as_of)));
            dated.filter(|(date, _)| is_known(*date)).max().map(|(_, std::cmp::Reverse(index))| index)
        };
        let row = |id: &PageId| {
            let page = site.head(*id);
            (*id, metrics.iter().map(|metric| fact(page, metric)).collect())
        };
        let pages = pages.iter().map(row).collect();
        sources.sort_unstable();
        sources.dedup();
        Self { pages, sources, by_value: OnceLock::new() }
    }

    /// Where in the list those stand that have any of the facts.
    pub(super) fn found(&self) -> impl Iterator<Item = usize> {
        let pages = self.pages.iter().enumerate();
        pages.filter(|(_, (_, facts))| facts.iter().any(Option::is_some)).map(|(at, _)| at)
    }

    /// How much the entry at this place of the list has; with several metrics the sum.
    pub(super) fn total(&self, site: &Tracked<'_>, at: usize) -> f64 {
        let (id, facts) = &self.pages[at];
        let page = site.head(*id);
        let middle = |index: &usize| page.fact(*index)?.fact().value.value.midpoint();
        facts.iter().flatten().filter_map(middle).sum()
    }

    /// The same as [`Self::found`], the largest first.
    pub(super) fn by_value(&self, site: &Tracked<'_>) -> &[usize] {
        self.by_value.get_or_init(|| {
            let mut order: Vec<_> = self.found().map(|at| (self.total(site, at), at)).collect();
            order.sort_by(|(one, _), (other, _)| other.total_cmp(one));
            order.into_iter().map(|(_, at)| at).collect()
        })
    }
}

/// What is locked is replaced as a whole, so a thread that panicked has left nothing half-done.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
