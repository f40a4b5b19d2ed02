//! Which pages that show the report as a whole have anything to show.

use std::collections::{BTreeMap, BTreeSet};

use super::{Dependency, Page, Site, Tracked};
use crate::parse::Kind;

/// The most events that are listed on one page. A thousand are some 600 kB of HTML, which a phone of today lays out in
/// about a second.
pub const MOST_EVENTS: usize = 1000;

/// A side from which the report can be shown as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Overview {
    /// All facts.
    Figures,
    /// All events.
    Timeline,
    /// The figures that have another value at a later date.
    Changes,
    /// The projects and companies and how they are connected.
    Network,
    /// The facts on which sources differ.
    Disagreements,
}

impl Overview {
    /// Every one, in the order of the navigation.
    pub const ALL: [Self; 5] =
        [Self::Figures, Self::Timeline, Self::Changes, Self::Network, Self::Disagreements];

    /// The folder it is published in, which is also the name of its template.
    pub fn name(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Timeline => "timeline",
            Self::Changes => "changes",
            Self::Network => "network",
            Self::Disagreements => "disagreements",
        }
    }

    /// Whether a page has anything that belongs on it.
    fn has(self, site: &Tracked<'_>, page: &Page) -> bool {
        let references = &page.references;
        match self {
            Self::Figures => !page.front().facts.is_empty(),
            // An event that other pages share stands on one of its own.
            Self::Timeline => !page.front().events.is_empty(),
            Self::Network => {
                let is_alone = references.companies.is_empty()
                    && references.projects.is_empty()
                    && references.related.is_empty();
                page.kind().is_entity() && !is_alone
            }
            Self::Changes => !site.courses(page).is_empty(),
            Self::Disagreements => !site.disagreements(page).is_empty(),
        }
    }
}

/// The overviews for which the site has anything, and what one of them is divided into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Overviews {
    shown: BTreeSet<Overview>,
    /// The first and the last year of each part of the timeline, the newest first; none if all events are on one page.
    years: Vec<(i16, i16)>,
}

/// Looks for what the site has.
pub(super) fn overviews(site: &Site) -> Overviews {
    let tracked = Tracked::new(site);
    let has_any = |overview: &Overview| site.pages.iter().any(|page| overview.has(&tracked, page));
    let shown = Overview::ALL.into_iter().filter(has_any).collect();
    let mut counts = BTreeMap::new();
    for event in site.pages.iter().flat_map(Page::events).filter(|event| !event.is_prediction()) {
        *counts.entry(event.event().date.year()).or_insert(0) += 1;
    }
    Overviews { shown, years: divided(&counts, MOST_EVENTS) }
}

/// Divides years so that no part has more than `most` events, unless a year has by itself. A single part is none.
fn divided(counts: &BTreeMap<i16, usize>, most: usize) -> Vec<(i16, i16)> {
    let mut parts: Vec<((i16, i16), usize)> = Vec::new();
    for (year, count) in counts.iter().rev() {
        match parts.last_mut() {
            Some(((from, _), all)) if *all + count <= most => {
                *from = *year;
                *all += count;
            }
            _ => parts.push(((*year, *year), *count)),
        }
    }
    if parts.len() < 2 { Vec::new() } else { parts.into_iter().map(|(years, _)| years).collect() }
}

impl<'a> Tracked<'a> {
    /// What there is for pages that show the report as a whole.
    pub fn overviews(&self) -> &'a BTreeSet<Overview> {
        self.note(Dependency::Overviews);
        &self.site().overviews.shown
    }

    /// The first and the last year of each part of the timeline, the newest first; none if all events are on one page.
    pub fn timeline_parts(&self) -> &'a [(i16, i16)] {
        self.note(Dependency::Overviews);
        &self.site().overviews.years
    }

    /// Whether there is anything to put into the data files, and so a page about them.
    pub fn has_data(&self) -> bool {
        // Projects and companies may have neither figures nor events.
        let kinds = [Kind::Project, Kind::Company, Kind::Domain, Kind::Source];
        let overviews = [Overview::Figures, Overview::Timeline];
        kinds.into_iter().any(|kind| self.has_any(kind))
            || overviews.iter().any(|overview| self.overviews().contains(overview))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_divided_from_the_newest_on() {
        let parts = |counts: &[(i16, usize)]| divided(&counts.iter().copied().collect(), 10);
        assert_eq!(parts(&[(2019, 5), (2020, 5)]), []);
        assert_eq!(parts(&[(1990, 1), (2018, 5), (2019, 6), (2020, 4)]), [(2019, 2020), (1990, 2018)]);
        assert_eq!(parts(&[(2018, 3), (2019, 50), (2020, 4)]), [(2020, 2020), (2019, 2019), (2018, 2018)]);
        assert_eq!(parts(&[(2020, 50)]), []);
    }
}
