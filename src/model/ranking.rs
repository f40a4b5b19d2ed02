//! The projects of each domain, and of those within it, by their figures.

use std::collections::BTreeMap;

use super::{Dependency, PageId, Site, Tracked};
use crate::parse::{Fact, FactValue, Kind, Precision};

/// The projects of a domain that have a figure of a metric, the largest first. A metric whose figures do not compare
/// has none, nor one of which too few are exact.
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
    /// Between which ends it can lie, as far as its source says: a bound has no second end.
    pub ends: [f64; 2],
    /// Whether its source gives one number without more words.
    pub is_exact: bool,
}

impl Ranked {
    /// The first and the last place that it can have in a ranking. They are one unless figures are ranges or bounds;
    /// equal figures share a place.
    pub fn places(&self, ranking: &[Self]) -> (usize, usize) {
        let [low, high] = self.ends;
        let others = || ranking.iter().filter(|other| other.page != self.page);
        let above = others().filter(|other| other.ends[0] > high).count();
        let perhaps = others().filter(|other| other.ends[1] > low).count();
        (1 + above, 1 + perhaps)
    }
}

/// Ranks the projects by the metrics that head the columns of their directory.
pub(super) fn rank(site: &Site) -> Rankings {
    let mut rankings = Rankings::new();
    let tracked = Tracked::new(site);
    let projects = site.pages.iter().filter(|page| page.kind() == Kind::Project);
    let metrics = tracked.project_columns().into_iter();
    let metrics: Vec<_> =
        metrics.filter(|name| site.metrics.get(name).is_some_and(|one| one.comparable)).collect();
    for page in projects.filter(|page| page.is_listed()) {
        for metric in &metrics {
            let Ok(fact) = tracked.figure(page, metric, None) else { continue };
            let Some(value) = fact.amount(&tracked).and_then(FactValue::midpoint) else { continue };
            let Some(ends) = ends(fact.fact()) else { continue };
            let is_exact = fact.fact().precision.value == Precision::Exact && ends[0] >= ends[1];
            for domain in &page.references.domains {
                let ranking = rankings.entry((*domain, (*metric).to_owned())).or_default();
                ranking.push(Ranked { page: page.id, fact: fact.index(), value, ends, is_exact });
            }
        }
    }
    let exact = |ranking: &[Ranked]| ranking.iter().filter(|ranked| ranked.is_exact).count();
    rankings.retain(|_, ranking| exact(ranking) >= site.config.min_exact);
    for ranking in rankings.values_mut() {
        let title = |ranked: &Ranked| site.page(ranked.page).title().to_lowercase();
        ranking.sort_by(|one, other| {
            other.value.total_cmp(&one.value).then_with(|| title(one).cmp(&title(other)))
        });
    }
    rankings
}

/// Between which ends a figure lies.
fn ends(fact: &Fact) -> Option<[f64; 2]> {
    let (low, high) = fact.value.value.ends()?;
    let (low, high) = (low.value(), high.value());
    Some(match fact.precision.value {
        Precision::Exact | Precision::Approximate => [low, high],
        Precision::AtLeast => [low, f64::INFINITY],
        Precision::AtMost => [f64::NEG_INFINITY, high],
    })
}

impl<'a> Tracked<'a> {
    /// The projects of a domain that have a figure of a metric, the largest first; none unless the metric heads a
    /// column of their directory, compares, and has as many exact figures as the settings ask for.
    pub fn ranking(&self, domain: PageId, metric: &str) -> &'a [Ranked] {
        self.note(Dependency::Ranking(domain));
        let rankings: &'a Rankings = &self.site().rankings;
        rankings.get(&(domain, metric.to_owned())).map_or(&[], Vec::as_slice)
    }
}
