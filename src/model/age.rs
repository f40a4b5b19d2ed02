//! How old figures are. The day they are seen from is an input: no clock is read.

use std::fmt;

use super::{Dependency, FactRef, Page, Site, Tracked};
use crate::config::Config;
use crate::date::Date;

/// The date of the build: what the settings say, or else that of the newest statement. Events do not count, since they
/// can be planned.
pub(super) fn as_of(config: &Config, pages: &[Page]) -> Option<Date> {
    config.as_of.or_else(|| pages.iter().flat_map(dates).max())
}

fn dates(page: &Page) -> impl Iterator<Item = Date> {
    let front = page.front();
    let facts = front.facts.iter();
    let remarks = front.doubts.iter().chain(front.facts.iter().filter_map(|fact| fact.doubt.as_ref()));
    let read = remarks.filter_map(|remark| remark.retrieved).chain(front.retrieved());
    let stated = facts.flat_map(|fact| fact.as_of.into_iter().chain(fact.verified.iter().map(|one| one.at)));
    front.date.into_iter().chain(front.updated).chain(stated).chain(read)
}

impl Site {
    /// The date of the build.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }
}

impl Tracked<'_> {
    /// The date of the build.
    pub fn as_of(&self) -> Option<Date> {
        self.note(Dependency::AsOf);
        self.site().as_of()
    }
}

impl FactRef<'_> {
    /// How old it is, in months, if that is more than its metric allows and no newer fact of the metric stands on its
    /// page.
    pub fn overdue(self, site: &Tracked<'_>) -> Option<u32> {
        let own = self.metric(site).and_then(|metric| metric.max_age);
        let allowed = own.or(site.config().max_age)?;
        let stated = self.date(site)?;
        let checked = self.fact().verified.iter().map(|one| one.at).max();
        let months = checked.map_or(stated, |checked| checked.max(stated)).months_until(site.as_of()?);
        let mut others = self.page().facts_of(self.metric_name());
        let is_newest = !others.any(|other| other.date(site) > Some(stated));
        (months > allowed && is_newest).then_some(months)
    }

    /// The same, ready to be printed.
    pub fn age(self, site: &Tracked<'_>) -> Option<Age> {
        self.overdue(site).map(Age)
    }
}

/// How old a figure is, in months; printed in years where there are two of them or more: `5 years old`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Age(u32);

impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => write!(f, "1 month old"),
            months @ 0..24 => write!(f, "{months} months old"),
            months => write!(f, "{} years old", months / 12),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_months_up_to_two_years() {
        let told = [1, 23, 24, 71].map(|months| Age(months).to_string());
        assert_eq!(told, ["1 month old", "23 months old", "2 years old", "5 years old"]);
    }
}
