//! Pages that show the report as a whole, and the pictures that pages have without asking.

use std::collections::BTreeMap;

use super::{Planner, SpecialPage};
use crate::exhibit::{
    Content, Exhibit, all_disagreements, comparison, domain_chart, history, network_of_all, timeline_of_all,
};
use crate::model::{Overview, Page};
use crate::parse::Kind;

impl Planner<'_> {
    /// The pictures a page has besides those in its text, by the names templates know them under.
    pub(super) fn exhibits_of(&self, page: &Page) -> BTreeMap<String, Exhibit> {
        let site = &self.site;
        let mut exhibits = history(site, page);
        let own = match page.kind() {
            Kind::Project => comparison(site, page).map(|exhibit| ("comparison", exhibit)),
            Kind::Domain => domain_chart(site, page).map(|exhibit| ("figures", exhibit)),
            Kind::Chapter | Kind::Company | Kind::Source | Kind::Other => match SpecialPage::of(page) {
                Some(SpecialPage::Overview(overview)) => self.overview(overview),
                Some(
                    SpecialPage::Home
                    | SpecialPage::NotFound
                    | SpecialPage::Search
                    | SpecialPage::Tags
                    | SpecialPage::Directory(_),
                )
                | None => None,
            },
        };
        exhibits.extend(own.map(|(name, exhibit)| (name.to_owned(), exhibit)));
        exhibits
    }

    /// The picture of an overview, under the name its template knows it by.
    pub(super) fn overview(&self, overview: Overview) -> Option<(&'static str, Exhibit)> {
        self.site.overviews().contains(&overview).then(|| {
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
