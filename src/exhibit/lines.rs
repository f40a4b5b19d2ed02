//! Facts of one metric over time.

use std::collections::BTreeSet;

use super::context::Context;
use super::datum::{datum, name};
use super::select::Facts;
use super::spread::Time;
use super::{Lines, Name, Series};
use crate::date::Date;
use crate::model::{Page, Tracked};
use crate::parse::exhibit::Pick;

/// A line before its dates are put on the axis: what it is of, and its facts by date.
pub(super) type Dated = (Name, Vec<(Date, super::Datum)>);

impl Context<'_> {
    pub(super) fn lines_of(&self, facts: &Facts, metric: &str, pick: &Pick) -> Lines {
        let pages = facts.pages.iter().filter(|(_, found)| found.iter().any(Option::is_some));
        let line = |(id, _): &(_, _)| {
            let page = self.site.head(*id);
            (name(page), dated(self.site, page, metric, pick))
        };
        lines(pages.map(line).collect())
    }
}

/// The figures of a metric by date. Of several of one date the first counts: a line has one value at a time.
pub(super) fn dated(site: &Tracked<'_>, page: &Page, metric: &str, pick: &Pick) -> Vec<(Date, super::Datum)> {
    let facts = page.front().facts.iter().enumerate().filter(|(_, fact)| fact.metric.value == metric);
    let from_source = |fact: &crate::parse::Fact| {
        let wanted = pick.source.as_ref();
        wanted.is_none_or(|wanted| fact.source.as_ref().is_some_and(|source| source.value == wanted.value))
    };
    let facts = facts.filter(|(_, fact)| from_source(fact));
    let dated = facts.filter_map(|(index, fact)| {
        let date = site.fact_date(page, index, fact)?;
        let is_by = pick.as_of.is_none_or(|as_of| date.is_by(as_of));
        is_by.then(|| Some((date, datum(site, page, index)?))).flatten()
    });
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(date, _)| *date);
    dated.dedup_by_key(|(date, _)| *date);
    dated
}

/// Puts lines on one axis of time.
pub(super) fn lines(lines: Vec<Dated>) -> Lines {
    let dates: BTreeSet<_> =
        lines.iter().flat_map(|(_, points)| points.iter().map(|(date, _)| *date)).collect();
    let dates: Vec<_> = dates.into_iter().collect();
    if dates.is_empty() {
        return Lines { ticks: Vec::new(), series: Vec::new() };
    }
    let time = Time::of(&dates);
    let series = |(label, points): Dated| {
        let points = points.into_iter().map(|(date, datum)| (time.at(date), date.long(), datum)).collect();
        Series { label, points }
    };
    let ticks = time.ticks(&dates);
    let series = lines.into_iter().filter(|(_, points)| !points.is_empty()).map(series).collect();
    Lines { ticks, series }
}
