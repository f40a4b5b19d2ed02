//! Domains as a tree, and the logos of entities.

use std::collections::{BTreeMap, BTreeSet};

use super::Planner;
use super::view::{BranchView, ListingView, PictureView};
use crate::model::{Dependency, MOST_LEVELS, Page, PageId};
use crate::parse::Kind;

/// The domains and projects right below each domain, in the order they are listed.
struct Below<'a> {
    domains: BTreeMap<Option<PageId>, Vec<&'a Page>>,
    projects: BTreeMap<PageId, Vec<&'a Page>>,
}

impl Below<'_> {
    /// The projects in a domain and in those within it, each once.
    fn within(&self, domain: PageId, level: usize) -> BTreeSet<PageId> {
        let own = self.projects.get(&domain).into_iter().flatten().map(|page| page.id);
        let within = self.domains.get(&Some(domain)).filter(|_| level < MOST_LEVELS).into_iter().flatten();
        own.chain(within.flat_map(|inner| self.within(inner.id, level + 1))).collect()
    }
}

impl Planner<'_> {
    /// All domains, those within others below these.
    pub(super) fn domain_tree(&self) -> ListingView {
        let below = self.below();
        let branches = self.branches(&below, None, 0, false);
        let count = below.domains.values().map(Vec::len).sum();
        ListingView { name: Kind::Domain.folder(), count, branches, ..ListingView::default() }
    }

    /// The domains within one, with their projects.
    pub(super) fn branches_of(&self, domain: PageId) -> Vec<BranchView> {
        let domains = self.site.of_kind(Kind::Domain);
        // Most have none, and need no look at all projects.
        if !domains.iter().any(|inner| inner.references.domains.first() == Some(&domain)) {
            return Vec::new();
        }
        self.branches(&self.below(), Some(domain), 1, true)
    }

    fn below(&self) -> Below<'_> {
        let mut below = Below { domains: BTreeMap::new(), projects: BTreeMap::new() };
        for domain in self.site.of_kind(Kind::Domain) {
            below.domains.entry(domain.references.domains.first().copied()).or_default().push(domain);
        }
        for project in self.site.of_kind(Kind::Project).into_iter().filter(|project| project.is_listed()) {
            let references = &project.references;
            for domain in references.domain.into_iter().chain(references.also_in.iter().copied()) {
                below.projects.entry(domain).or_default().push(project);
            }
        }
        below
    }

    fn branches(&self, below: &Below<'_>, of: Option<PageId>, level: usize, named: bool) -> Vec<BranchView> {
        let domains = below.domains.get(&of).filter(|_| level < MOST_LEVELS);
        let branch = |domain: &&Page| {
            let branches = self.branches(below, Some(domain.id), level + 1, named);
            let projects = below.projects.get(&domain.id).map(Vec::as_slice).unwrap_or_default();
            let within = below.within(domain.id, level);
            BranchView {
                page: self.link(domain.id),
                count: within.len(),
                projects: projects.iter().filter(|_| named).map(|page| self.brief_link(page.id)).collect(),
                branches,
            }
        };
        domains.into_iter().flatten().map(branch).collect()
    }

    /// The logo of an entity.
    pub(super) fn logo_of(&self, page: &Page) -> Option<PictureView> {
        page.front().logo.as_ref()?;
        self.site.note(Dependency::Links(page.id));
        let (url, size) = self.links.logo(page.id)?;
        let [width, height] = [size.map(|size| size.width), size.map(|size| size.height)];
        Some(PictureView { url: self.anchored(url), width, height })
    }
}
