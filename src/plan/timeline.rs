//! The timeline of the whole report; if it has very many events, in parts by years, of which the newest is on its page.

use super::view::{LinkView, ListingView};
use super::{OverviewPart, PageInput, Planner, SpecialPage};
use crate::exhibit::{
    Content, Exhibit, ExhibitFiles, Timeline, TimelinePart, timeline_of_all, timeline_of_years,
};
use crate::model::{Overview, Tracked};
use crate::paths::UrlPath;

const SPECIAL: SpecialPage = SpecialPage::Overview(Overview::Timeline);

/// All events; those of the newest part are listed beside it.
pub(super) fn whole_timeline(site: &Tracked<'_>) -> Content {
    let newest = site.timeline_parts().first().copied();
    let elsewhere = elsewhere(site, newest);
    Content::Timeline(Timeline { elsewhere, ..timeline_of_all(site) })
}

/// Where the events of other years than those of a page are listed.
fn elsewhere(site: &Tracked<'_>, here: Option<(i16, i16)>) -> Vec<TimelinePart> {
    let others = site.timeline_parts().iter().enumerate().filter(|(_, years)| Some(**years) != here);
    others.map(|(index, years)| TimelinePart { years: *years, url: url(index, *years).to_string() }).collect()
}

fn url(index: usize, years: (i16, i16)) -> UrlPath {
    if index == 0 { SPECIAL.url() } else { OverviewPart::Timeline(years).url() }
}

fn title((from, to): (i16, i16)) -> String {
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

impl Planner<'_> {
    /// The page of a part.
    pub(super) fn timeline_page(&self, years: (i16, i16)) -> PageInput {
        let elsewhere = elsewhere(&self.site, Some(years));
        let timeline = Timeline { elsewhere, ..timeline_of_years(&self.site, years) };
        let exhibit = Exhibit {
            id: "fb-overview".to_owned(),
            title: format!("Events of {}", title(years)),
            note: None,
            content: Content::Timeline(timeline),
            files: ExhibitFiles::default(),
        };
        let heading = format!("{}: {}", SPECIAL.title(&self.site), title(years));
        let url = OverviewPart::Timeline(years).url();
        let page = self.listed(SPECIAL.name(), &heading, &url, self.timeline_listing());
        PageInput { exhibits: [("overview".to_owned(), exhibit)].into(), ..page }
    }

    /// The ways to the parts.
    pub(super) fn timeline_listing(&self) -> ListingView {
        let parts = self.site.timeline_parts().iter().enumerate();
        let part = |(index, years): (usize, &(i16, i16))| LinkView {
            title: title(*years),
            url: self.address(&url(index, *years)),
            summary: None,
            kind: "",
        };
        ListingView { parts: parts.map(part).collect(), ..ListingView::default() }
    }
}
