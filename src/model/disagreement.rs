//! Facts on which sources differ.

use super::{Page, Tracked};
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
        let disputes = |one: usize, other: usize| one != other && facts[one].disputes_fact(&facts[other]);
        disputes(one, other)
            || disputes(other, one)
            || (date(one) == date(other) && !same(&facts[one].value, &facts[other].value))
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

/// Whether two values are the same, however precisely they are written.
fn same(one: &FactValue, other: &FactValue) -> bool {
    let equal = |one: f64, other: f64| one.total_cmp(&other).is_eq();
    match (one, other) {
        (FactValue::Number(one), FactValue::Number(other)) => equal(one.value, other.value),
        (FactValue::Range(a, b), FactValue::Range(c, d)) => {
            equal(a.value, c.value) && equal(b.value, d.value)
        }
        (one, other) => one == other,
    }
}
