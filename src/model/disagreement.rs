//! Facts on which sources differ.

use super::{Page, Tracked, formatted};
use crate::config::Metric;
use crate::parse::{Fact, FactValue};

impl Tracked<'_> {
    /// The facts of a page on which sources differ, by index: a list for each metric, the newest fact first. Facts
    /// differ if they give two values for one date, or if one says that it disputes the other.
    pub fn disagreements(&self, page: &Page) -> Vec<Vec<usize>> {
        let facts = &page.front().facts;
        let mut metrics: Vec<&str> = Vec::new();
        for metric in facts.iter().map(|fact| fact.metric.value.as_str()) {
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
        let differing = |metric: &str| {
            let all: Vec<_> = (0..facts.len()).filter(|index| facts[*index].metric.value == metric).collect();
            let differs = |one: &usize| all.iter().any(|other| self.differ(page, *one, *other));
            let mut found: Vec<_> = all.iter().copied().filter(differs).collect();
            found.sort_by_key(|index| std::cmp::Reverse(self.fact_date(page, *index, &facts[*index])));
            found
        };
        metrics.into_iter().map(differing).filter(|found| !found.is_empty()).collect()
    }

    fn differ(&self, page: &Page, one: usize, other: usize) -> bool {
        let facts = &page.front().facts;
        let date = |index: usize| self.fact_date(page, index, &facts[index]);
        let metric = self.metric(&facts[one].metric.value);
        let disputes = |one: usize, other: usize| one != other && facts[one].disputes_fact(&facts[other]);
        disputes(one, other)
            || disputes(other, one)
            || (date(one) == date(other) && !same(&facts[one], &facts[other], metric))
    }
}

impl Fact {
    /// Whether this fact says that it disputes another one of its metric.
    pub fn disputes_fact(&self, other: &Self) -> bool {
        self.disputes.as_ref().is_some_and(|selector| other.is_chosen_by(&selector.value))
    }

    /// Whether a date or the slug of a source chooses this fact, as far as the fact itself tells.
    pub fn is_chosen_by(&self, selector: &str) -> bool {
        self.as_of.is_some_and(|date| date.to_string() == selector)
            || self.source.as_ref().is_some_and(|source| source.value == selector)
    }
}

/// Whether two values are the same, however precisely they are written. Words are the same if their characters are.
fn same(one: &Fact, other: &Fact, metric: Option<&Metric>) -> bool {
    match (one.amount(metric), other.amount(metric)) {
        (Some(FactValue::Number(one)), Some(FactValue::Number(other))) => one.compare(other).is_eq(),
        (Some(FactValue::Range(a, b)), Some(FactValue::Range(c, d))) => {
            a.compare(c).is_eq() && b.compare(d).is_eq()
        }
        (Some(_), Some(_)) => false,
        _ => formatted(one, metric) == formatted(other, metric),
    }
}
