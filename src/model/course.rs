//! How figures have changed: their first and their last value.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{FactRef, Page, Tracked};
use crate::config::MetricFormat;

/// A figure of a page at the first and at the last date that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Course<'p> {
    /// The earliest fact of the metric.
    pub first: FactRef<'p>,
    /// The latest one, of a later date and another value.
    pub last: FactRef<'p>,
    /// How many facts of the metric are of a date between theirs.
    pub between: usize,
}

impl Course<'_> {
    /// Whether both values count the same: one source gives them, or those of the metric compare.
    pub fn is_comparable(self, site: &Tracked<'_>) -> bool {
        let same = self.first.source().is_some() && self.first.source() == self.last.source();
        same || self.first.metric(site).is_some_and(|metric| metric.comparable)
    }
}

impl Tracked<'_> {
    /// The figures of a page that have another value at a later date, in the author's order. Where one of the two
    /// disputes the other it is sources that differ, and a date that differs says nothing of time.
    pub fn courses<'p>(&self, page: &'p Page) -> Vec<Course<'p>> {
        let mut by_metric: BTreeMap<&str, Vec<FactRef<'p>>> = BTreeMap::new();
        if page.front().facts.len() > 1 {
            for fact in page.facts().filter(|fact| fact.date(self).is_some()) {
                by_metric.entry(fact.metric_name()).or_default().push(fact);
            }
        }
        let courses = by_metric.into_values().filter_map(|facts| self.course(&facts));
        let mut courses: Vec<_> = courses.collect();
        courses.sort_by_key(|course| course.first.index());
        courses
    }

    fn course<'p>(&self, facts: &[FactRef<'p>]) -> Option<Course<'p>> {
        let first = *facts.iter().min_by_key(|fact| (fact.date(self), fact.index()))?;
        let last = *facts.iter().max_by_key(|fact| (fact.date(self), Reverse(fact.index())))?;
        let is_date = first.metric(self).is_some_and(|metric| metric.format == MetricFormat::Date);
        let is_later = !last.date(self)?.is_by(first.date(self)?);
        let differs = first.value(self) != last.value(self);
        let disputed = first.disputes(last) || last.disputes(first);
        let is_between = |fact: &&FactRef<'p>| {
            let ends = [first, last].map(|end| end.date(self));
            let dates = ends[0].zip(fact.date(self)).zip(ends[1]);
            dates.is_some_and(|((first, date), last)| !date.is_by(first) && !last.is_by(date))
        };
        let between = facts.iter().filter(is_between).count();
        (is_later && differs && !is_date && !disputed).then_some(Course { first, last, between })
    }
}
