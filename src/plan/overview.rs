//! Pages that show the report as a whole, and the pictures that pages have without asking.

use std::collections::BTreeMap;

use super::Planner;
use crate::exhibit::{
    Content, Exhibit, all_disagreements, comparison, domain_chart, history, network_of_all, timeline_of_all,
};
use crate::model::{Overviews, Page};
use crate::parse::Kind;
use crate::paths::UrlPath;

/// A page that shows the report as a whole from one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overview {
    /// All events.
    Timeline,
    /// The projects and companies and how they are connected.
    Network,
    /// The facts on which sources differ.
    Disagreements,
}

impl Overview {
    /// Every one, in the order of the navigation.
    pub const ALL: [Self; 3] = [Self::Timeline, Self::Network, Self::Disagreements];

    /// The folder it is published in, which is also the name of its template.
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Network => "network",
            Self::Disagreements => "disagreements",
        }
    }

    /// What it is called unless the author writes a page for it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Network => "Network",
            Self::Disagreements => "Disagreements",
        }
    }

    /// What it is, in a sentence.
    pub(super) fn summary(self) -> &'static str {
        match self {
            Self::Timeline => "What happened when, to all projects and companies of the report",
            Self::Network => "Which companies stand behind which projects, and how projects belong together",
            Self::Disagreements => "The figures on which sources differ, side by side",
        }
    }

    /// Whether there is anything to show on it.
    pub(super) fn is_in(self, overviews: Overviews) -> bool {
        match self {
            Self::Timeline => overviews.events,
            Self::Network => overviews.relations,
            Self::Disagreements => overviews.disagreements,
        }
    }

    /// The overview whose page this is.
    pub(super) fn of(page: &Page) -> Option<Self> {
        let is = |overview: &Self| page.url == UrlPath::folder(overview.name());
        Self::ALL.into_iter().find(is).filter(|_| page.kind() == Kind::Page)
    }
}

impl Planner<'_> {
    /// The pictures a page has besides those in its text, by the names templates know them under.
    pub(super) fn exhibits_of(&self, page: &Page) -> BTreeMap<String, Exhibit> {
        let site = &self.site;
        let mut exhibits = history(site, page);
        let own = match page.kind() {
            Kind::Project => comparison(site, page).map(|exhibit| ("comparison", exhibit)),
            Kind::Domain => domain_chart(site, page).map(|exhibit| ("figures", exhibit)),
            _ => Overview::of(page).and_then(|overview| self.overview(overview)),
        };
        exhibits.extend(own.map(|(name, exhibit)| (name.to_owned(), exhibit)));
        exhibits
    }

    /// The picture of an overview, under the name its template knows it by.
    pub(super) fn overview(&self, overview: Overview) -> Option<(&'static str, Exhibit)> {
        overview.is_in(self.site.overviews()).then(|| {
            let content = match overview {
                Overview::Timeline => Content::Timeline(timeline_of_all(&self.site)),
                Overview::Network => Content::Network(network_of_all(&self.site)),
                Overview::Disagreements => Content::Disagreements(all_disagreements(&self.site)),
            };
            let title = match overview {
                Overview::Timeline => "All events",
                Overview::Network => "Projects and companies",
                Overview::Disagreements => "Where sources differ",
            };
            (
                "overview",
                Exhibit { id: "fb-overview".to_owned(), title: title.to_owned(), note: None, content },
            )
        })
    }
}
