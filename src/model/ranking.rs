//! The projects of each domain by their figures.

use std::collections::BTreeMap;

use super::{Dependency, PageId, Site, Tracked};
use crate::parse::{FactValue, Kind};

/// The projects of a domain that have a figure of a metric, the largest first.
pub(super) type Rankings = BTreeMap<(PageId, String), Vec<Ranked>>;

/// A project in its place among those of its domain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The project.
    pub page: PageId,
    /// Which of its facts counts, by index.
    pub fact: usize,
    /// How much it is; the middle of a range.
    pub value: f64,
}

/// Ranks the projects by the metrics that head the columns of their directory.
pub(super) fn rank(site: &Site) -> Rankings {
    let mut rankings = Rankings::new();
    let tracked = Tracked::new(site);
    let projects = site.pages.iter().filter(|page| page.kind() == Kind::Project);
    for page in projects.filter(|page| page.is_listed()) {
        let Some(domain) = page.references.domain else { continue };
        for metric in tracked.project_columns() {
            let Ok(fact) = tracked.figure(page, metric, None) else { continue };
            let Some(value) = fact.amount(&tracked).and_then(FactValue::midpoint) else { continue };
            let ranking = rankings.entry((domain, metric.to_owned())).or_default();
            ranking.push(Ranked { page: page.id, fact: fact.index(), value });
        }
    }
    for ranking in rankings.values_mut() {
        let title = |ranked: &Ranked| site.page(ranked.page).title().to_lowercase();
        ranking.sort_by(|one, other| {
            other.value.total_cmp(&one.value).then_with(|| title(one).cmp(&title(other)))
        });
    }
    rankings
}

impl<'a> Tracked<'a> {
    /// The projects of a domain that have a figure of a metric, the largest first; none unless the metric heads a
    /// column of their directory.
    pub fn ranking(&self, domain: PageId, metric: &str) -> &'a [Ranked] {
        self.note(Dependency::Ranking(domain));
        let rankings: &'a Rankings = &self.site().rankings;
        rankings.get(&(domain, metric.to_owned())).map_or(&[], Vec::as_slice)
    }
}
