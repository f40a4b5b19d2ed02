//! Pages that show the report as a whole, and the pictures that pages have without asking.

use std::collections::BTreeMap;

use super::timeline::whole_timeline;
use super::{OverviewPart, PageInput, Planner, SpecialPage};
use crate::exhibit::{
    Content, Development, Exhibit, ExhibitFiles, all_disagreements, comparison, development_of_all,
    domain_chart, events_since, history, matrix_of_all, neighbours,
};
use crate::model::{Overview, Page, Tracked};
use crate::parse::Kind;

impl Planner<'_> {
    /// The page of a part of an overview.
    pub(super) fn overview_part(&self, part: &OverviewPart) -> PageInput {
        match part {
            OverviewPart::Figures(key) => self.ledger_page(key),
            OverviewPart::Timeline(years) => self.timeline_page(*years),
        }
    }

    /// The pictures a page has besides those in its text, by the names templates know them under.
    pub(super) fn exhibits_of(&self, page: &Page) -> BTreeMap<String, Exhibit> {
        let site = &self.site;
        let mut exhibits = history(site, page);
        let own: Vec<_> = match page.kind() {
            Kind::Project => {
                let comparison = comparison(site, page).map(|exhibit| ("comparison", exhibit));
                let neighbours = neighbours(site, page).map(|exhibit| ("neighbours", exhibit));
                comparison.into_iter().chain(neighbours).collect()
            }
            Kind::Company => {
                neighbours(site, page).map(|exhibit| ("neighbours", exhibit)).into_iter().collect()
            }
            Kind::Domain => {
                domain_chart(site, page).map(|exhibit| ("figures", exhibit)).into_iter().collect()
            }
            Kind::Chapter | Kind::Source | Kind::Other => match SpecialPage::of(page) {
                Some(SpecialPage::Overview(overview)) => self.overviews(overview),
                Some(
                    SpecialPage::Home
                    | SpecialPage::NotFound
                    | SpecialPage::Search
                    | SpecialPage::Compare
                    | SpecialPage::Tags
                    | SpecialPage::Directory(_)
                    | SpecialPage::Data
                    | SpecialPage::Editions,
                )
                | None => Vec::new(),
            },
        };
        exhibits.extend(own.into_iter().map(|(name, exhibit)| (name.to_owned(), exhibit)));
        exhibits
    }

    /// The pictures of an overview, under the names its template knows them by.
    pub(super) fn overviews(&self, overview: Overview) -> Vec<(&'static str, Exhibit)> {
        let whole = self.overview(overview);
        let events = whole.as_ref().and_then(|whole| match &whole.content {
            Content::Development(development) => self.events_since(development),
            _ => None,
        });
        let named = [whole.map(|whole| ("overview", whole)), events.map(|events| ("events", events))];
        named.into_iter().flatten().collect()
    }

    fn events_since(&self, development: &Development) -> Option<Exhibit> {
        let (date, timeline) = events_since(&self.site, development)?;
        Some(Exhibit {
            id: "fb-since".to_owned(),
            title: format!("What happened after {date}"),
            note: None,
            content: Content::Timeline(timeline),
            files: ExhibitFiles::default(),
        })
    }

    /// The picture of an overview as a whole.
    pub(super) fn overview(&self, overview: Overview) -> Option<Exhibit> {
        let (content, title): (fn(&Tracked<'_>) -> Content, _) = match overview {
            // A list of all figures is no picture.
            Overview::Figures => return None,
            Overview::Timeline => (whole_timeline, "All events"),
            Overview::Changes => {
                (|site| Content::Development(development_of_all(site)), "From the first value to the last")
            }
            Overview::Network => {
                (|site| Content::Matrix(matrix_of_all(site)), "Who has projects in which domain")
            }
            Overview::Disagreements => {
                (|site| Content::Disagreements(all_disagreements(site)), "Where sources differ")
            }
        };
        self.site.overviews().contains(&overview).then(|| {
            let (id, title, content) = ("fb-overview".to_owned(), title.to_owned(), content(&self.site));
            Exhibit { id, title, note: None, content, files: self.overview_files(overview) }
        })
    }
}
