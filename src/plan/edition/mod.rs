//! The pages of editions: the list of them, and each with its figures and what came of the one before.

mod changes;

use std::collections::BTreeMap;

use super::page::date_view;
use super::view::{
    EditionRowView, EditionStateView, EditionView, LinkView, ListingView, PageView, TemplateView,
};
use super::{PageInput, Planner, SpecialPage};
use crate::edition::{Comparison, Edition, EditionFact, compare};
use crate::model::{Page, PageId, Tracked};
use crate::parse::Kind;
use crate::paths::{EDITIONS, UrlPath};

/// The list of figures on the page of the edition itself.
const WHOLE: &str = "";

/// The address of an edition, or of a part of its figures.
pub(super) fn edition_url(name: &str, part: &str) -> UrlPath {
    match part {
        WHOLE => UrlPath::folder(&format!("{EDITIONS}/{name}")),
        part => UrlPath::folder(&format!("{EDITIONS}/{name}/figures/{part}")),
    }
}

/// The pages of editions: the name of each, and what the names in a part of its figures begin with.
pub(super) fn pages(site: &Tracked<'_>) -> Vec<(String, String)> {
    let pages = |edition: &Edition| {
        let parts = site.edition_parts(&edition.name).keys().filter(|key| *key != WHOLE);
        let keys = std::iter::once(WHOLE.to_owned()).chain(parts.cloned());
        keys.map(|key| (edition.name.clone(), key)).collect::<Vec<_>>()
    };
    site.editions().all().iter().flat_map(pages).collect()
}

fn page_of(address: &str) -> &str {
    address.split('#').next().unwrap_or_default()
}

/// The report of today, for looking up what an edition names.
struct Today<'p, 'a> {
    planner: &'p Planner<'a>,
    addresses: BTreeMap<UrlPath, PageId>,
}

impl Planner<'_> {
    /// The list of editions, the newest first.
    pub(super) fn editions(&self) -> ListingView {
        let today = Today::new(self);
        let all = self.site.editions().all();
        let compared = |edition| self.compared(edition, &today);
        let editions =
            all.iter().rev().map(|edition| self.edition(edition, &compared(edition))).collect::<Vec<_>>();
        ListingView {
            name: SpecialPage::Editions.name(),
            count: editions.len(),
            editions,
            ..ListingView::default()
        }
    }

    /// The page of an edition, or of a part of its figures.
    pub(super) fn edition_page(&self, name: &str, part: &str) -> PageInput {
        let url = edition_url(name, part);
        let Some(edition) = self.site.editions().get(name) else {
            return self.listed("edition", name, &url, ListingView::default());
        };
        let today = Today::new(self);
        let whole = format!("Edition {}", edition.title());
        let (title, above) = match part {
            WHOLE => (whole, None),
            part => {
                let above = LinkView { title: whole.clone(), ..self.edition_link(edition) };
                (format!("{whole}: {}", part.to_uppercase()), Some(above))
            }
        };
        let state = self.edition_state(edition, part, &today);
        let listing = ListingView {
            name: "edition",
            count: edition.facts.len(),
            edition: Some(Box::new(state)),
            ..ListingView::default()
        };
        let citation = Some(self.citation_of_edition(&title, &url, edition));
        let note = edition.note.clone().filter(|_| part == WHOLE);
        let mut page = PageView { citation, ..self.bare_view("page", &title, note, &url) };
        page.breadcrumbs.extend(above);
        self.generated_listing("edition", TemplateView { page, listing, queries: BTreeMap::new() })
    }

    fn edition_state(&self, edition: &Edition, part: &str, today: &Today<'_, '_>) -> EditionStateView {
        let parts = self.site.edition_parts(&edition.name);
        let all = self.site.editions().all();
        let at = all.iter().position(|one| one.name == edition.name).unwrap_or_default();
        let link = |edition: &Edition| self.edition_link(edition);
        let (view, sections) = match part {
            WHOLE => {
                let all = self.compared(edition, today);
                (self.edition(edition, &all), self.edition_sections(edition, all, today))
            }
            _ => (self.bare_edition(edition), Vec::new()),
        };
        let part_link = |key: &String| LinkView {
            title: key.to_uppercase(),
            url: self.address(&edition_url(&edition.name, key)),
            summary: None,
            kind: "",
        };
        let shown = parts.get(part).map(Vec::as_slice).unwrap_or_default();
        EditionStateView {
            edition: view,
            before: at.checked_sub(1).and_then(|at| all.get(at)).map(link),
            after: all.get(at + 1).map(link),
            sections,
            figures: self.edition_figures(edition, shown, today),
            parts: parts.keys().filter(|key| *key != WHOLE).map(part_link).collect(),
        }
    }

    /// The figures of some pages of an edition.
    fn edition_figures(
        &self,
        edition: &Edition,
        pages: &[String],
        today: &Today<'_, '_>,
    ) -> Vec<EditionRowView> {
        let of = |page: &String| {
            let start = format!("{page}#");
            let facts = edition.facts.range(start.clone()..);
            facts.take_while(move |(address, _)| address.starts_with(&start)).collect::<Vec<_>>()
        };
        let facts = pages.iter().flat_map(of);
        facts.map(|(address, fact)| self.figure_of_edition(edition, address, fact, today)).collect()
    }

    fn figure_of_edition(
        &self,
        edition: &Edition,
        address: &str,
        fact: &EditionFact,
        today: &Today<'_, '_>,
    ) -> EditionRowView {
        EditionRowView {
            page: today.page(edition.title_of(address), address),
            label: self.site.label(&fact.metric).to_owned(),
            value: fact.value.clone(),
            url: today.statement(address),
            date: fact.date.map(date_view),
            source: fact.source.as_deref().map(|source| today.source(source)),
            note: fact.note.clone(),
            disputed: fact.disputed,
            ..EditionRowView::default()
        }
    }

    /// An edition with the number of what came of the one before.
    fn edition(&self, edition: &Edition, all: &Comparison<'_>) -> EditionView {
        EditionView { changes: self.edition_totals(edition, all), ..self.bare_edition(edition) }
    }

    /// What differs between an edition and the one before; nothing if it is the first.
    fn compared<'e>(&'e self, edition: &'e Edition, today: &Today<'_, '_>) -> Comparison<'e> {
        let before = self.site.editions().before(edition);
        before.map(|before| compare(before, edition, &|page| today.address_of(page))).unwrap_or_default()
    }

    fn bare_edition(&self, edition: &Edition) -> EditionView {
        EditionView {
            name: edition.name.clone(),
            title: edition.title(),
            url: self.address(&edition_url(&edition.name, WHOLE)),
            date: edition.date.map(date_view),
            note: edition.note.clone(),
            site: self.site_of_edition(&edition.name),
            pages: edition.pages.len(),
            figures: edition.facts.len(),
            events: edition.events.len(),
            digest: edition.digest.clone(),
            changes: Vec::new(),
        }
    }

    pub(super) fn edition_link(&self, edition: &Edition) -> LinkView {
        let url = self.address(&edition_url(&edition.name, WHOLE));
        LinkView { title: edition.title(), url, summary: None, kind: "" }
    }
}

impl<'p, 'a> Today<'p, 'a> {
    fn new(planner: &'p Planner<'a>) -> Self {
        Self { planner, addresses: planner.site.addresses() }
    }

    fn find(&self, page: &str) -> Option<PageId> {
        self.addresses.get(&UrlPath::file(page.trim_start_matches('/'))).copied()
    }

    /// The address that a page has today; the one it had, if it is gone.
    fn address_of(&self, page: &str) -> String {
        self.find(page).map_or_else(|| page.to_owned(), |id| self.planner.site.url(id).as_str().to_owned())
    }

    /// A page of an edition by its title then.
    fn page(&self, title: &str, address: &str) -> LinkView {
        let url = self.find(page_of(address)).map(|id| self.planner.address(self.planner.site.url(id)));
        LinkView { title: title.to_owned(), url: url.unwrap_or_default(), summary: None, kind: "" }
    }

    /// Where a figure or an event stands today; empty if nowhere.
    fn statement(&self, address: &str) -> String {
        let (page, id) = address.split_once('#').unwrap_or((address, ""));
        let page: Option<&Page> = self.find(page).map(|page| self.planner.site.page(page));
        let stated = page.filter(|page| page.statement_ids().any(|known| known == id));
        stated.map(|page| self.planner.anchored(&format!("{}#{id}", page.url))).unwrap_or_default()
    }

    fn source(&self, name: &str) -> LinkView {
        let site = &self.planner.site;
        let renamed = || {
            let id = self.find(UrlPath::folder(&format!("{}/{name}", Kind::Source.folder())).as_str())?;
            (site.page(id).kind() == Kind::Source).then_some(id)
        };
        match site.slug(Kind::Source, name).or_else(renamed) {
            Some(id) => self.planner.source_mark(id),
            None => LinkView { title: name.to_owned(), ..LinkView::default() },
        }
    }
}
