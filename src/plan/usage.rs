//! The views of relations and uses: who does what with what, and who says so.

use std::collections::BTreeSet;

use super::Planner;
use super::page::date_view;
use super::view::{CitedFactView, LinkView, ProjectFiguresView, RelationView, UsageView, UseView};
use crate::model::{Dependency, Page, PageId, Usage, UsedRef};
use crate::parse::{Kind, Role};

impl Planner<'_> {
    /// Relations of a page with what is said of them.
    pub(super) fn relations(&self, page: &Page, relations: &[(Role, PageId)]) -> Vec<RelationView> {
        let view = |(role, id): &(Role, PageId)| {
            let usage = page.references.usages.get(&(*role, *id));
            let usage = usage.map(|usage| self.usage_view(usage)).unwrap_or_default();
            RelationView { role: role.name(), page: self.brief_link(*id), usage }
        };
        relations.iter().map(view).collect()
    }

    fn usage_view(&self, usage: &Usage) -> UsageView {
        UsageView {
            purpose: usage.purpose.clone(),
            since: usage.since.map(date_view),
            scale: usage.scale.clone(),
            source: usage.source.map(|id| self.source_mark(id)),
            at: usage.at.clone(),
        }
    }

    /// What a company uses, in the author's order.
    pub(super) fn uses_of(&self, page: &Page) -> Vec<UseView> {
        if page.front().uses.is_empty() {
            return Vec::new();
        }
        self.site.note(Dependency::Links(page.id));
        let figures = self.links.uses(page.id).iter().map(|figure| {
            let (id, index) = (*figure)?;
            self.site.page(id).fact(index).map(|fact| self.cited_fact(fact))
        });
        let view = |(used, figure): (UsedRef<'_>, Option<CitedFactView>)| UseView {
            what: used.written.what.value.clone(),
            usage: self.usage_view(&used.usage),
            figure,
            reading: used.written.reading.clone(),
        };
        std::iter::zip(page.uses(), figures).map(view).collect()
    }

    /// The figures of the projects that a company builds: each is entered once, on the page of the project.
    pub(super) fn project_figures(&self, page: &Page) -> Vec<ProjectFiguresView> {
        if page.kind() != Kind::Company {
            return Vec::new();
        }
        let built = page.references.projects.iter().filter(|(role, _)| *role == Role::Developer);
        let view = |(_, id): &(Role, PageId)| {
            let project = self.site.page(*id);
            let metrics = project.metrics().into_iter();
            let newest = metrics.filter_map(|metric| self.site.figure(project, metric, None).ok());
            let figures: Vec<_> = newest.map(|fact| self.cited_fact(fact)).collect();
            (!figures.is_empty()).then(|| ProjectFiguresView { page: self.brief_link(*id), figures })
        };
        built.filter_map(view).collect()
    }

    /// Those that use a project, or what a company uses.
    pub(super) fn used(&self, page: &Page) -> Vec<LinkView> {
        let references = &page.references;
        let relations = match page.kind() {
            Kind::Project => references.companies.as_slice(),
            Kind::Company => references.projects.as_slice(),
            Kind::Chapter | Kind::Domain | Kind::Source | Kind::Other => &[],
        };
        // One can be user and customer.
        let mut seen = BTreeSet::new();
        let uses = relations.iter().filter(|(role, id)| role.is_use() && seen.insert(*id));
        uses.map(|(_, id)| self.brief_link(*id)).collect()
    }
}
