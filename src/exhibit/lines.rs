//! Facts of one metric over time.

use std::collections::BTreeSet;

use super::context::Context;
use super::datum::{datum, name};
use super::query_cache::Facts;
use super::spread::Time;
use super::{Datum, Lines, Name, Series};
use crate::date::Date;
use crate::model::{FactRef, Page, Tracked};
use crate::parse::exhibit::FactSelector;

/// A line before its dates are put on the axis: what it is of, and its facts by date.
pub(super) type Dated = (Name, Vec<(Date, Datum)>);

/// The figures of a metric on one page.
pub(super) struct OverTime {
    /// By date. Sources that differ about a date are both there, in the author's order.
    pub(super) dated: Vec<(Date, Datum)>,
    /// Those that have no date and no source with one.
    pub(super) undated: Vec<Datum>,
}

impl Context<'_> {
    pub(super) fn lines_of(&self, facts: &Facts, metric: &str, pick: &FactSelector) -> Lines {
        let pages = facts.pages.iter().filter(|(_, found)| found.iter().any(Option::is_some));
        let (mut dated, mut undated) = (Vec::new(), Vec::new());
        for (id, _) in pages {
            let page = self.site.head(*id);
            let figures = over_time(self.site, page, metric, pick);
            dated.push((name(page), figures.dated));
            undated.extend(figures.undated.into_iter().map(|datum| (name(page), datum)));
        }
        Lines { undated, ..lines(dated) }
    }
}

/// The figures of a metric over time.
pub(super) fn over_time(site: &Tracked<'_>, page: &Page, metric: &str, pick: &FactSelector) -> OverTime {
    let from_source = |fact: &FactRef<'_>| {
        let (wanted, source) = (pick.source.as_ref(), fact.fact().source.as_ref());
        wanted.is_none_or(|wanted| source.is_some_and(|source| source.value == wanted.value))
    };
    let (mut dated, mut undated) = (Vec::new(), Vec::new());
    for fact in page.facts_of(metric).filter(from_source) {
        let Some(datum) = datum(site, fact) else { continue };
        match fact.date(site) {
            Some(date) if pick.as_of.is_none_or(|as_of| date.is_by(as_of)) => dated.push((date, datum)),
            Some(_) => {}
            None => undated.push(datum),
        }
    }
    dated.sort_by_key(|(date, _)| *date);
    OverTime { dated, undated }
}

/// Puts lines on one axis of time.
pub(super) fn lines(lines: Vec<Dated>) -> Lines {
    let dates: BTreeSet<_> =
        lines.iter().flat_map(|(_, points)| points.iter().map(|(date, _)| *date)).collect();
    let dates: Vec<_> = dates.into_iter().collect();
    if dates.is_empty() {
        return Lines { ticks: Vec::new(), series: Vec::new(), undated: Vec::new() };
    }
    let time = Time::of(&dates);
    let series = |(label, points): Dated| {
        let points = points.into_iter().map(|(date, datum)| (time.at(date), date.long(), datum)).collect();
        Series { label, points }
    };
    let ticks = time.ticks(&dates);
    let series = lines.into_iter().filter(|(_, points)| !points.is_empty()).map(series).collect();
    Lines { ticks, series, undated: Vec::new() }
}
