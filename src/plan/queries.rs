//! What the queries of a template have found.

use std::collections::BTreeMap;

use super::Planner;
use super::page::date_view;
use super::view::QueryRowView;
use crate::exhibit::FoundPage;
use crate::model::Dependency;

impl Planner<'_> {
    /// What the queries have found that a template can use, by their names.
    pub(super) fn query_rows(&self, template: &str) -> BTreeMap<String, Vec<QueryRowView>> {
        let view = |(name, found): (&str, &[FoundPage])| {
            self.site.note(Dependency::query(name));
            (name.to_owned(), found.iter().map(|found| self.query_row(found)).collect())
        };
        self.exhibits.found(template).map(view).collect()
    }

    fn query_row(&self, found: &FoundPage) -> QueryRowView {
        let page = self.site.page(found.page);
        let facts = found.facts.iter().filter_map(|index| page.fact(*index));
        QueryRowView {
            page: self.link(page.id),
            date: page.front().date.map(date_view),
            updated: page.front().updated.map(date_view),
            domain: page.references.domain.map(|id| self.brief_link(id)),
            tags: self.tags_of(page),
            figures: facts.map(|fact| (fact.metric_name().to_owned(), self.fact_view(fact))).collect(),
        }
    }
}
