//! Pages that show the report as a whole, and the pictures that pages have without asking.

use std::collections::BTreeMap;

use super::{Planner, SpecialPage};
use crate::exhibit::{
    Content, Exhibit, all_disagreements, comparison, domain_chart, history, network_of_all, timeline_of_all,
};
use crate::model::{Overview, Page, Tracked};
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
                    | SpecialPage::Compare
                    | SpecialPage::Tags
                    | SpecialPage::Directory(_)
                    | SpecialPage::Data,
                )
                | None => None,
            },
        };
        exhibits.extend(own.map(|(name, exhibit)| (name.to_owned(), exhibit)));
        exhibits
    }

    /// The picture of an overview, under the name its template knows it by.
    pub(super) fn overview(&self, overview: Overview) -> Option<(&'static str, Exhibit)> {
        let (content, title): (fn(&Tracked<'_>) -> Content, _) = match overview {
            // A list of all figures is no picture.
            Overview::Figures => return None,
            Overview::Timeline => (|site| Content::Timeline(timeline_of_all(site)), "All events"),
            Overview::Network => (|site| Content::Network(network_of_all(site)), "Projects and companies"),
            Overview::Disagreements => {
                (|site| Content::Disagreements(all_disagreements(site)), "Where sources differ")
            }
        };
        self.site.overviews().contains(&overview).then(|| {
            let (id, title, content) = ("fb-overview".to_owned(), title.to_owned(), content(&self.site));
            ("overview", Exhibit { id, title, note: None, content })
        })
    }
}
