//! The view of the home page: the ways into the report, and its parts.

use super::Planner;
use super::details::MAX_SIBLINGS;
use super::listing::count_cell;
use super::special::SpecialPage;
use super::view::{DoorView, ListingView, RowView, TotalView};
use crate::model::{Overview, Part};
use crate::parse::Kind;

/// What readers come for, each with the pages that have it.
const DOORS: [(&str, &[SpecialPage]); 4] = [
    ("Read", &[SpecialPage::Directory(Kind::Chapter)]),
    (
        "Look up",
        &[
            SpecialPage::Directory(Kind::Project),
            SpecialPage::Directory(Kind::Company),
            SpecialPage::Directory(Kind::Domain),
            SpecialPage::Tags,
        ],
    ),
    (
        "Explore",
        &[
            SpecialPage::Compare,
            SpecialPage::Overview(Overview::Timeline),
            SpecialPage::Overview(Overview::Changes),
            SpecialPage::Overview(Overview::Network),
            SpecialPage::Overview(Overview::Disagreements),
        ],
    ),
    (
        "Data",
        &[
            SpecialPage::Overview(Overview::Figures),
            SpecialPage::Directory(Kind::Source),
            SpecialPage::Data,
            SpecialPage::Editions,
        ],
    ),
];

impl Planner<'_> {
    /// The doors, and the parts with the number of their chapters; chapters outside of all parts stand below.
    pub(super) fn home(&self) -> ListingView {
        let parts = self.site.parts();
        let row = |part: &Part| {
            let figures = vec![Some(count_cell(part.chapters.len()))];
            Some(RowView { page: self.link(part.page?), figures, ..RowView::default() })
        };
        let own: Vec<_> = parts.iter().filter_map(row).collect();
        let alone = parts.iter().filter(|part| part.page.is_none()).flat_map(|part| &part.chapters);
        let alone: Vec<_> = alone.map(|id| self.site.page(*id)).collect();
        // A long list would bury the rest; it stands on a page of its own.
        let alone = if alone.len() > MAX_SIBLINGS { Vec::new() } else { self.links_to(&alone) };
        let groups = [own, alone].into_iter().filter(|rows| !rows.is_empty());
        ListingView {
            name: SpecialPage::Home.name(),
            count: parts.iter().map(|part| part.chapters.len()).sum(),
            columns: vec!["Chapters".to_owned()],
            groups: groups.map(|rows| self.group(None, rows)).collect(),
            doors: self.doors(),
            ..ListingView::default()
        }
    }

    /// The doors behind which there is something.
    fn doors(&self) -> Vec<DoorView> {
        let door = |(title, pages): (&str, &[SpecialPage])| {
            let first = if title == "Read" { self.first_chapter() } else { None };
            let links = pages.iter().filter_map(|page| self.behind(*page)).chain(first);
            DoorView { title: title.to_owned(), links: links.collect() }
        };
        DOORS.into_iter().map(door).filter(|door| !door.links.is_empty()).collect()
    }

    fn behind(&self, page: SpecialPage) -> Option<TotalView> {
        // An author may have written a page of this name where there are no editions.
        if page == SpecialPage::Editions && !page.has_content(&self.site) {
            return None;
        }
        let link = self.folder_link(&page.url())?;
        let count = match page {
            SpecialPage::Directory(kind) => Some(self.site.count(kind)),
            SpecialPage::Tags => Some(self.site.tags().count()),
            SpecialPage::Editions => Some(self.site.editions().all().len()),
            SpecialPage::Overview(Overview::Figures) => {
                Some(self.site.pages().iter().map(|page| page.front().facts.len()).sum())
            }
            SpecialPage::Home
            | SpecialPage::NotFound
            | SpecialPage::Search
            | SpecialPage::Compare
            | SpecialPage::Data
            | SpecialPage::Overview(
                Overview::Timeline | Overview::Changes | Overview::Network | Overview::Disagreements,
            ) => None,
        };
        Some(TotalView { label: link.title, count, url: link.url })
    }

    /// Where the report begins.
    fn first_chapter(&self) -> Option<TotalView> {
        let first = self.site.parts().iter().find_map(|part| part.chapters.first())?;
        let link = self.brief_link(*first);
        Some(TotalView { label: link.title, count: None, url: link.url })
    }
}
