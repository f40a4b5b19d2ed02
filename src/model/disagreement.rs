//! Facts on which sources differ.

use super::figure::formatted;
use super::{FactRef, Page, Tracked};
use crate::config::Metric;
use crate::parse::{Fact, FactValue};

impl Tracked<'_> {
    /// The facts of a page on which sources differ: a list for each metric, the newest fact first. Facts differ if
    /// they give two values for one date, or if one says that it disputes the other.
    pub fn disagreements<'p>(&self, page: &'p Page) -> Vec<Vec<FactRef<'p>>> {
        let differing = |metric: &str| {
            let all = page.facts_of(metric);
            let differs = |one: &FactRef<'_>| all.clone().any(|other| self.differ(*one, other));
            let mut found: Vec<_> = all.clone().filter(differs).collect();
            found.sort_by_key(|fact| std::cmp::Reverse(fact.date(self)));
            found
        };
        page.metrics().into_iter().map(differing).filter(|found| !found.is_empty()).collect()
    }

    /// Whether two facts of one metric give two values for one date, or one says that it disputes the other.
    pub fn differ(&self, one: FactRef<'_>, other: FactRef<'_>) -> bool {
        one.disputes(other)
            || other.disputes(one)
            || (one.date(self) == other.date(self) && !same(one.fact(), other.fact(), one.metric(self)))
    }
}

impl<'p> FactRef<'p> {
    /// The fact that this one says it disputes.
    pub fn disputed(self) -> Option<FactRef<'p>> {
        self.page().facts().find(|other| self.disputes(*other))
    }

    /// Whether this fact says that it disputes another one of its metric.
    pub fn disputes(self, other: FactRef<'_>) -> bool {
        let selector = self.fact().disputes.as_ref();
        self != other
            && self.metric_name() == other.metric_name()
            && selector.is_some_and(|selector| other.fact().is_chosen_by(&selector.value))
    }
}

impl Fact {
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
