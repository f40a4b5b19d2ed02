//! Where organisations and projects are at home.

use super::{Page, Tracked};
use crate::parse::{Details, Role};

impl Tracked<'_> {
    /// Where a page is at home: what it says itself, and of a project that says nothing where those who build it are,
    /// if that is one country.
    pub fn country(&self, page: &Page) -> Option<String> {
        match &page.front().details {
            Details::Company { country, .. } => country.clone(),
            Details::Project { country: Some(country), .. } => Some(country.clone()),
            Details::Project { country: None, .. } => self.country_of_builders(page),
            Details::None | Details::Domain { .. } | Details::Source { .. } => None,
        }
    }

    fn country_of_builders(&self, page: &Page) -> Option<String> {
        let builders = page.references.companies.iter().filter(|(role, _)| *role == Role::Developer);
        let countries = builders.filter_map(|(_, id)| match &self.page(*id).front().details {
            Details::Company { country, .. } => country.as_ref(),
            Details::Project { .. } | Details::Domain { .. } | Details::Source { .. } | Details::None => None,
        });
        let mut countries: Vec<_> = countries.collect();
        countries.sort();
        countries.dedup();
        countries.pop().filter(|_| countries.is_empty()).cloned()
    }
}
