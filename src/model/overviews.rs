//! Which pages that show the report as a whole have anything to show.

use std::collections::BTreeSet;

use super::{Dependency, Page, Site, Tracked};
use crate::parse::Kind;

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

/// The overviews for which the site has anything.
pub(super) fn overviews(site: &Site) -> BTreeSet<Overview> {
    let tracked = Tracked::new(site);
    let has_any = |overview: &Overview| site.pages.iter().any(|page| overview.has(&tracked, page));
    Overview::ALL.into_iter().filter(has_any).collect()
}

impl<'a> Tracked<'a> {
    /// What there is for pages that show the report as a whole.
    pub fn overviews(&self) -> &'a BTreeSet<Overview> {
        self.note(Dependency::Overviews);
        &self.site().overviews
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
