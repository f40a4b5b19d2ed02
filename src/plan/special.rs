//! The pages that every site has at a fixed address: an author may write them, and otherwise they are generated.

use crate::model::{Overview, Page, Tracked};
use crate::parse::Kind;
use crate::paths::{DATA, EDITIONS, NOT_FOUND, UrlPath};

/// A page with a fixed address and a template of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecialPage {
    /// The home page.
    Home,
    /// What hosts show where there is no page. It is a file of its own because GitHub Pages looks for it under this
    /// name.
    NotFound,
    /// The search, and the list of all names.
    Search,
    /// Entities side by side, as the address names them.
    Compare,
    /// The list of all tags.
    Tags,
    /// The directory of a kind of pages.
    Directory(Kind),
    /// A page that shows the report as a whole from one side.
    Overview(Overview),
    /// What is said of the data files.
    Data,
    /// The list of editions.
    Editions,
}

/// The kinds of pages that have a directory, in the order of the navigation.
pub(super) const DIRECTORIES: [Kind; 5] =
    [Kind::Chapter, Kind::Project, Kind::Company, Kind::Domain, Kind::Source];

/// A part of an overview that has a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OverviewPart {
    /// Of the list of all figures, by what the names in it begin with.
    Figures(String),
    /// Of the timeline, by its first year and its last.
    Timeline((i16, i16)),
}

impl OverviewPart {
    /// All of them. The newest part of the timeline is on the page of the timeline itself.
    pub(super) fn all(site: &Tracked<'_>) -> Vec<Self> {
        let figures = site.ledger_parts().filter(|key| !key.is_empty());
        let years = site.timeline_parts().iter().skip(1);
        figures.map(|key| Self::Figures(key.to_owned())).chain(years.copied().map(Self::Timeline)).collect()
    }

    /// Its address: `/figures/a/`, `/timeline/1990-1999/` or `/timeline/1990/`.
    pub(super) fn url(&self) -> UrlPath {
        let (overview, key) = match self {
            Self::Figures(key) => (Overview::Figures, key.clone()),
            Self::Timeline((from, to)) if from == to => (Overview::Timeline, from.to_string()),
            Self::Timeline((from, to)) => (Overview::Timeline, format!("{from}-{to}")),
        };
        UrlPath::folder(&format!("{}/{key}", overview.name()))
    }
}

impl SpecialPage {
    /// Those that readers find in the navigation, in its order.
    pub(super) fn in_navigation() -> impl Iterator<Item = Self> {
        let directories = DIRECTORIES.into_iter().map(Self::Directory);
        let overviews = Overview::ALL.into_iter().map(Self::Overview);
        directories.chain([Self::Tags]).chain(overviews).chain([Self::Data, Self::Editions])
    }

    /// What it stands under in the menu; nothing for what most readers come for.
    pub(super) fn group(self) -> Option<&'static str> {
        match self {
            Self::Directory(Kind::Chapter | Kind::Project | Kind::Company) => None,
            Self::Directory(Kind::Source)
            | Self::Overview(Overview::Figures)
            | Self::Data
            | Self::Editions => Some("Data"),
            _ => Some("Explore"),
        }
    }

    /// Every one, in the order in which their addresses are claimed.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        Self::in_navigation().chain([Self::Search, Self::Compare, Self::Home, Self::NotFound])
    }

    /// Which of them an author's page is, if any. A folder that is called like that of the editions is one of theirs only
    /// where there are editions, which is not known here.
    pub fn of(page: &Page) -> Option<Self> {
        Self::at(&page.url).filter(|special| page.kind() == Kind::Other && *special != Self::Editions)
    }

    /// The same, where it is known whether there are editions.
    pub(super) fn of_page(page: &Page, site: &Tracked<'_>) -> Option<Self> {
        let is_editions = || Self::at(&page.url) == Some(Self::Editions) && page.kind() == Kind::Other;
        let editions = || (is_editions() && Self::Editions.has_content(site)).then_some(Self::Editions);
        Self::of(page).or_else(editions)
    }

    /// Which of them belongs at an address.
    pub(super) fn at(url: &UrlPath) -> Option<Self> {
        match url.as_str() {
            "/" => Some(Self::Home),
            "/404.html" => Some(Self::NotFound),
            // Every page asks for those above it, so no address is made only to be compared.
            url => {
                let mut named = Self::in_navigation().chain([Self::Search, Self::Compare]);
                named.find(|special| special.name() == url.trim_matches('/'))
            }
        }
    }

    /// Its address.
    pub(super) fn url(self) -> UrlPath {
        match self {
            Self::Home => UrlPath::folder(""),
            Self::NotFound => UrlPath::file(NOT_FOUND),
            Self::Search
            | Self::Compare
            | Self::Tags
            | Self::Directory(_)
            | Self::Overview(_)
            | Self::Data
            | Self::Editions => UrlPath::folder(self.name()),
        }
    }

    /// What its template and its listing are called, which for those in a folder is the folder's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::NotFound => "404",
            Self::Search => "search",
            Self::Compare => "compare",
            Self::Tags => "tags",
            Self::Directory(kind) => kind.folder(),
            Self::Overview(overview) => overview.name(),
            Self::Data => DATA,
            Self::Editions => EDITIONS,
        }
    }

    /// What it is called where no author has written it.
    pub(super) fn title<'a>(self, site: &Tracked<'a>) -> &'a str {
        match self {
            Self::Home => &site.config().title,
            Self::NotFound => "Page not found",
            Self::Search => "Search",
            Self::Compare => "Compare",
            Self::Tags => "Tags",
            Self::Directory(Kind::Chapter) => "Chapters",
            Self::Directory(Kind::Project) => "Projects",
            Self::Directory(Kind::Company) => "Organisations",
            Self::Directory(Kind::Domain) => "Domains",
            Self::Directory(Kind::Source) => "Sources",
            Self::Directory(Kind::Other) => "Pages",
            Self::Data => "Data",
            Self::Editions => "Editions",
            Self::Overview(Overview::Figures) => "Figures",
            Self::Overview(Overview::Timeline) => "Timeline",
            Self::Overview(Overview::Changes) => "What changed",
            Self::Overview(Overview::Network) => "Network",
            Self::Overview(Overview::Disagreements) => "Disagreements",
        }
    }

    /// What it is, in a sentence, where no author has written it.
    pub(super) fn summary(self) -> Option<&'static str> {
        match self {
            Self::Data => Some("The report's figures, events and relations as files for other programs"),
            Self::Overview(Overview::Figures) => {
                Some("Every figure of the report with its date, its source and where it is printed")
            }
            Self::Overview(Overview::Timeline) => {
                Some("What happened when, to all projects and organisations of the report")
            }
            Self::Overview(Overview::Changes) => {
                Some("Figures and statuses that are others at a later date, and what happened since")
            }
            Self::Overview(Overview::Network) => Some(
                "Which organisations stand behind the projects of which domain, and every connection in words",
            ),
            Self::Overview(Overview::Disagreements) => {
                Some("The figures on which sources differ, side by side")
            }
            Self::Editions => Some("Dated states of the report, and what came of each until the next"),
            Self::Compare => Some("The figures of two to four projects or organisations side by side"),
            Self::Home | Self::NotFound | Self::Search | Self::Tags | Self::Directory(_) => None,
        }
    }

    /// Whether there is anything to show on it.
    pub(super) fn has_content(self, site: &Tracked<'_>) -> bool {
        match self {
            Self::Home | Self::Search => true,
            // Hosts look for it at the root alone.
            Self::NotFound => site.config().edition.is_none(),
            Self::Compare => site.has_any(Kind::Project),
            Self::Tags => site.tags().next().is_some(),
            Self::Directory(kind) => site.has_any(kind),
            Self::Overview(overview) => site.overviews().contains(&overview),
            Self::Data => site.has_data(),
            Self::Editions => !site.editions().all().is_empty(),
        }
    }
}
