//! The whole report as one page, in reading order: what was found, the chapters by part, profiles, other pages, what
//! sources differ on, and the sources themselves.

use std::collections::BTreeMap;

use super::page::{date_view, outside};
use super::routes::{FolderPage, folder_page};
use super::view::{ListingView, PageView, TemplateView};
use super::{PageInput, Planner, SpecialPage, print_url};
use crate::model::{Overview, Page, PageId, Part};
use crate::parse::Kind;

/// The template of the page.
pub(crate) const PRINT: &str = "print.html";

/// The template of each of its sections.
pub(crate) const PRINT_SECTION: &str = "_print_section.html";

/// The report as one page.
#[derive(Clone, Debug, Hash)]
pub struct PrintInput {
    /// What stands around the sections: the cover.
    pub frame: PageInput,
    /// The sections, in reading order.
    pub sections: Vec<PrintSection>,
}

/// A section of the report as one page.
#[derive(Clone, Debug, Hash)]
pub struct PrintSection {
    /// `2` or `2.3`; empty for what is looked up by its name.
    pub number: String,
    /// 1 for a part, 2 for what is in it.
    pub level: u8,
    /// What it is called.
    pub title: String,
    /// The address that it has in the site, with the base path in front.
    pub url: String,
    /// What stands below its title; `None` for a heading alone.
    pub input: Option<PageInput>,
}

impl Planner<'_> {
    /// The whole report. It looks at everything, so any edit touches it.
    pub(super) fn print(&self) -> PrintInput {
        let mut outline = Outline::default();
        if let Some(home) = self.site.by_url(&SpecialPage::Home.url()) {
            let title = "In brief".to_owned();
            outline.push(String::new(), 1, PrintSection { title, ..self.section(home) });
        }
        for part in self.site.parts() {
            outline.part(self.part(part));
            for id in &part.chapters {
                outline.chapter(self.section(*id));
            }
        }
        for kind in [Kind::Project, Kind::Company, Kind::Domain] {
            outline.entries(self.heading(SpecialPage::Directory(kind)), self.entries(kind));
        }
        for page in self.own_pages(Kind::Other) {
            outline.part(self.section(page.id));
        }
        for overview in [Overview::Changes, Overview::Disagreements] {
            if self.site.overviews().contains(&overview) {
                outline.part(self.heading(SpecialPage::Overview(overview)));
            }
        }
        outline.entries(self.heading(SpecialPage::Directory(Kind::Source)), self.entries(Kind::Source));
        PrintInput { frame: self.cover(), sections: outline.sections }
    }

    fn cover(&self) -> PageInput {
        let config = self.site.config();
        let page = self.bare_view("print", &config.title, config.description.clone(), &print_url());
        let home = self.permalink(&SpecialPage::Home.url());
        let page = PageView {
            date: config.publication.date.map(date_view),
            links: home.map(|home| outside(&home, &home)).into_iter().collect(),
            // What it says is found where it is written.
            permalink: None,
            ..page
        };
        input(PRINT, page, self.query_rows(PRINT))
    }

    fn section(&self, id: PageId) -> PrintSection {
        self.of_input(self.page_input(id))
    }

    /// A part. One without a page has the address of its folder.
    fn part(&self, part: &Part) -> PrintSection {
        if let Some(id) = part.page {
            return self.section(id);
        }
        let first = part.chapters.first().map(|id| self.address(self.site.url(*id))).unwrap_or_default();
        let folder = first.trim_end_matches('/').rfind('/').map_or("", |end| &first[..=end]);
        let title = SpecialPage::Directory(Kind::Chapter).title(&self.site).to_owned();
        PrintSection { number: String::new(), level: 1, title, url: folder.to_owned(), input: None }
    }

    /// The top of a list, or an overview: what an author has written there, or its picture.
    fn heading(&self, special: SpecialPage) -> PrintSection {
        match folder_page(&self.site, &special.url()) {
            Some(FolderPage::Written(id)) => self.section(id),
            Some(FolderPage::Generated(special)) => self.of_input(self.generated(special)),
            None => PrintSection {
                number: String::new(),
                level: 1,
                title: special.title(&self.site).to_owned(),
                url: self.address(&special.url()),
                input: None,
            },
        }
    }

    /// What paper has no use for is left out: who links here, how it is cited alone, where it is edited, lists of links.
    fn of_input(&self, page: PageInput) -> PrintSection {
        let PageInput { template: _, template_span: _, view, body, exhibits } = page;
        let view = PageView {
            backlinks: Vec::new(),
            breadcrumbs: Vec::new(),
            toc: Vec::new(),
            citation: None,
            edit_url: None,
            // It is told by page, of all that came later.
            since: None,
            is_new: false,
            ..view.page
        };
        let (title, url) = (view.title.clone(), view.url.clone());
        let input =
            PageInput { body, exhibits, ..input(PRINT_SECTION, view, self.query_rows(PRINT_SECTION)) };
        PrintSection { number: String::new(), level: 1, title, url, input: Some(input) }
    }

    fn own_pages(&self, kind: Kind) -> Vec<&Page> {
        let mut pages = self.site.of_kind(kind);
        pages.retain(|page| SpecialPage::of_page(page, &self.site).is_none());
        pages.sort_by_cached_key(|page| (page.title().to_lowercase(), page.id));
        pages
    }

    fn entries(&self, kind: Kind) -> Vec<PrintSection> {
        self.own_pages(kind).into_iter().map(|page| self.section(page.id)).collect()
    }
}

fn input(
    template: &str,
    page: PageView,
    queries: BTreeMap<String, Vec<super::view::QueryRowView>>,
) -> PageInput {
    PageInput {
        template: template.to_owned(),
        template_span: None,
        view: TemplateView { page, listing: ListingView::default(), queries },
        body: None,
        exhibits: BTreeMap::new(),
    }
}

/// The sections with their numbers.
#[derive(Default)]
struct Outline {
    sections: Vec<PrintSection>,
    part: usize,
    chapter: usize,
}

impl Outline {
    fn push(&mut self, number: String, level: u8, section: PrintSection) {
        self.sections.push(PrintSection { number, level, ..section });
    }

    fn part(&mut self, section: PrintSection) {
        (self.part, self.chapter) = (self.part + 1, 0);
        self.push(self.part.to_string(), 1, section);
    }

    fn chapter(&mut self, section: PrintSection) {
        self.chapter += 1;
        self.push(format!("{}.{}", self.part, self.chapter), 2, section);
    }

    /// What is looked up by its name, below a heading, if there is anything.
    fn entries(&mut self, heading: PrintSection, entries: Vec<PrintSection>) {
        if entries.is_empty() {
            return;
        }
        self.part(heading);
        for entry in entries {
            self.push(String::new(), 2, entry);
        }
    }
}
