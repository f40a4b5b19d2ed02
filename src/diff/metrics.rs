//! Metrics that are called otherwise: known again by what their figures say.

use serde::Serialize;

use super::pages::Pair;
use crate::date::Date;
use crate::edition::MetricNames;
use crate::model::{FactRef, Tracked};

/// A metric that has another name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MetricChange {
    /// The name it had.
    pub before: String,
    /// The name it has.
    pub after: String,
    /// Its label.
    pub label: String,
    /// How many figures there are of it; their addresses begin with its name.
    pub figures: usize,
}

/// The metric of a figure, and all else that it says: its page, its date, its source and its value.
type Said<'a> = (&'a str, (usize, Option<Date>, Option<&'a str>, String));

/// What metrics of the first state are called in the second.
pub(super) fn names(sites: &[Tracked<'_>; 2], pairs: &[Pair<'_>]) -> MetricNames {
    fn said<'a>(site: &Tracked<'_>, page: usize, fact: FactRef<'a>) -> Said<'a> {
        let source = fact.fact().source.as_ref().map(|source| source.value.as_str());
        (fact.metric_name(), (page, fact.date(site), source, fact.digest()))
    }
    let [base, head] = sites;
    let pages = pairs.iter().enumerate();
    let before = pages.clone().filter_map(|(at, pair)| Some((at, pair.base?)));
    let after = pages.filter_map(|(at, pair)| Some((at, pair.head?)));
    let before = before.flat_map(|(at, page)| page.facts().map(move |fact| said(base, at, fact)));
    let after = after.flat_map(|(at, page)| page.facts().map(move |fact| said(head, at, fact)));
    MetricNames::between(before, after)
}

/// The metrics that have another name in the second state.
pub(super) fn renamed(names: &MetricNames, site: &Tracked<'_>) -> Vec<MetricChange> {
    let figures = |name: &str| site.pages().iter().map(|page| page.facts_of(name).count()).sum();
    let change = |(before, after): (&str, &str)| MetricChange {
        before: before.to_owned(),
        after: after.to_owned(),
        label: site.label(after).to_owned(),
        figures: figures(after),
    };
    names.all().map(change).collect()
}
