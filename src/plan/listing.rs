//! The views of listings: directories, domains, tags, and the home page.

use std::collections::BTreeMap;

use super::details::MAX_SIBLINGS;
use super::page::date_view;
use super::routes::{FolderPage, folder_page};
use super::view::{
    FigureCellView, GroupView, LinkView, ListingView, RowView, SortKey, TemplateView, TotalView,
};
use super::{DIRECTORIES, Overview, PageOutput, Planner, Route};
use crate::config::Config;
use crate::exhibit::Exhibit;
use crate::model::{Page, PageId, Part, Tag, formatted};
use crate::parse::{Details, FactValue, Kind, Role};
use crate::paths::UrlPath;

impl Planner<'_> {
    /// The kind whose directory a page is: `content/projects/index.md` is that of projects.
    pub(super) fn directory_of(page: &Page) -> Option<Kind> {
        let folder = page.url.as_str().trim_matches('/');
        let is_index = page.kind() == Kind::Page && page.document.path.stem() == "index";
        let kinds = DIRECTORIES.iter().map(|(kind, _)| *kind);
        kinds.filter(|_| is_index).find(|kind| kind.folder() == folder)
    }

    /// Links to the directories that exist, to the tags and to the pages that show the report as a whole.
    pub(super) fn directories(&self) -> Vec<LinkView> {
        let kinds = DIRECTORIES.iter().filter_map(|(kind, _)| self.folder_link(kind.folder()));
        let overviews = Overview::ALL.into_iter().filter_map(|overview| self.folder_link(overview.name()));
        kinds.chain(self.folder_link("tags")).chain(overviews).collect()
    }

    /// A link to the page of a folder, whether it was written or is generated.
    pub(super) fn folder_link(&self, folder: &str) -> Option<LinkView> {
        Some(match folder_page(&self.site, folder)? {
            FolderPage::Written(id) => self.brief_link(id),
            FolderPage::Generated(title) => {
                let url = self.address(&UrlPath::folder(folder));
                LinkView { title: title.to_owned(), url, summary: None, kind: "" }
            }
        })
    }

    /// A listing that no file was written for.
    pub(super) fn generated(&self, route: &Route) -> PageOutput {
        if let Route::Overview(overview) = route {
            return self.generated_overview(*overview);
        }
        let (title, url, listing) = match route {
            Route::Directory(kind) => {
                let title = DIRECTORIES.iter().find(|(of, _)| of == kind).map_or("", |(_, title)| title);
                (title, UrlPath::folder(kind.folder()), self.directory(*kind))
            }
            Route::Tag(slug) => {
                let tag = self.site.tag(slug);
                let (title, listing) = tag.map(|tag| (tag.title.as_str(), self.tag(tag))).unwrap_or_default();
                (title, UrlPath::folder(&format!("tags/{slug}")), listing)
            }
            Route::Tags => ("Tags", UrlPath::folder("tags"), self.all_tags()),
            Route::Home => (self.site.config().title.as_str(), UrlPath::folder(""), self.home()),
            _ => {
                let listing = ListingView { name: "404", ..ListingView::default() };
                ("Page not found", UrlPath::file("404.html"), listing)
            }
        };
        // A listing's name is that of its template.
        let name = listing.name;
        let kind = if name == "home" { "home" } else { "page" };
        let page = self.bare_view(kind, title, None, &url);
        let view = TemplateView { page, listing };
        generated_page(name, view, BTreeMap::new())
    }

    fn generated_overview(&self, overview: Overview) -> PageOutput {
        let (name, url) = (overview.name(), UrlPath::folder(overview.name()));
        let page = self.bare_view("page", overview.title(), Some(overview.summary().to_owned()), &url);
        let exhibits = self.overview(overview).map(|(name, exhibit)| (name.to_owned(), exhibit));
        let view = TemplateView { page, listing: ListingView::default() };
        generated_page(name, view, exhibits.into_iter().collect())
    }

    /// What a written page lists.
    pub(super) fn listing_of(&self, page: &Page) -> ListingView {
        if let Some(kind) = Self::directory_of(page) {
            return self.directory(kind);
        }
        match page.kind() {
            Kind::Domain => self.domain(page),
            Kind::Page if page.url == UrlPath::folder("") => self.home(),
            Kind::Page if page.url == UrlPath::folder("tags") => self.all_tags(),
            _ => ListingView::default(),
        }
    }

    fn directory(&self, kind: Kind) -> ListingView {
        if kind == Kind::Chapter {
            return self.chapters("chapters", usize::MAX);
        }
        let columns = match kind {
            Kind::Project => self.site.config().project_columns.as_slice(),
            Kind::Company => self.site.config().company_columns.as_slice(),
            _ => &[],
        };
        let mut pages = self.site.of_kind(kind);
        pages.retain(|page| page.is_listed());
        self.table(kind.folder(), columns, &pages)
    }

    /// One table of pages.
    fn table(&self, name: &'static str, columns: &[String], pages: &[&Page]) -> ListingView {
        ListingView {
            name,
            count: pages.len(),
            columns: labels(self.site.config(), columns),
            groups: vec![GroupView { heading: None, rows: self.rows(pages, columns) }],
            totals: Vec::new(),
        }
    }

    fn domain(&self, domain: &Page) -> ListingView {
        let mut projects = self.site.of_kind(Kind::Project);
        projects.retain(|project| project.references.domain == Some(domain.id) && project.is_listed());
        self.table("domain", &self.site.config().project_columns, &projects)
    }

    /// The chapters by part, those of parts with more than `most` left out.
    fn chapters(&self, name: &'static str, most: usize) -> ListingView {
        let parts = self.site.parts();
        let group = |part: &Part| {
            let shown = part.chapters.iter().filter(|_| part.chapters.len() <= most);
            let pages: Vec<_> = shown.map(|id| self.site.page(*id)).collect();
            GroupView { heading: part.page.map(|id| self.link(id)), rows: self.rows(&pages, &[]) }
        };
        let groups = parts.iter().map(group).collect();
        let count = parts.iter().map(|part| part.chapters.len()).sum();
        ListingView { name, count, groups, ..ListingView::default() }
    }

    fn home(&self) -> ListingView {
        let total = |(kind, title): &(Kind, &str)| {
            let url = self.folder_link(kind.folder()).map(|link| link.url);
            TotalView { label: title.to_lowercase(), count: self.site.count(*kind), url }
        };
        let facts = self.site.pages().iter().map(|page| page.front().facts.len()).sum();
        let facts = TotalView { label: "figures".to_owned(), count: facts, url: None };
        let totals = DIRECTORIES.iter().map(total).chain([facts]).filter(|total| total.count > 0).collect();
        // A long part is listed on its own page; here it would bury the others.
        ListingView { totals, ..self.chapters("home", MAX_SIBLINGS) }
    }

    /// The tags with the number of their pages as the only figure.
    fn all_tags(&self) -> ListingView {
        let mut tags: Vec<_> = self.site.tags().collect();
        tags.sort_by_cached_key(|(slug, tag)| (tag.title.to_lowercase(), slug.to_owned()));
        let row = |(slug, tag): &(&String, &Tag)| RowView {
            page: self.tag_link(slug, &tag.title),
            domain: None,
            related: Vec::new(),
            origin: None,
            figures: vec![Some(count_cell(tag.pages.len()))],
        };
        let rows: Vec<_> = tags.iter().map(row).collect();
        let groups = vec![GroupView { heading: None, rows }];
        ListingView {
            name: "tags",
            count: tags.len(),
            columns: vec!["Pages".to_owned()],
            groups,
            totals: Vec::new(),
        }
    }

    /// The pages of a tag by kind; the heading of a group is the directory of the kind.
    fn tag(&self, tag: &Tag) -> ListingView {
        let group = |kind: Kind| {
            let mut pages: Vec<_> = tag.pages.iter().map(|id| self.site.page(*id)).collect();
            pages.retain(|page| page.kind() == kind);
            pages.sort_by_cached_key(|page| page.sort_key());
            let rows = self.rows(&pages, &[]);
            (!rows.is_empty()).then(|| GroupView { heading: self.folder_link(kind.folder()), rows })
        };
        let groups = Kind::ALL.into_iter().filter_map(group).collect();
        ListingView { name: "tag", count: tag.pages.len(), groups, ..ListingView::default() }
    }

    fn rows(&self, pages: &[&Page], columns: &[String]) -> Vec<RowView> {
        pages.iter().map(|page| self.row(page, columns)).collect()
    }

    fn row(&self, page: &Page, columns: &[String]) -> RowView {
        let references = &page.references;
        let related = match page.kind() {
            Kind::Project => references.companies.as_slice(),
            Kind::Company => references.projects.as_slice(),
            _ => &[],
        };
        let built = |(role, id): &(Role, PageId)| (*role == Role::Developer).then(|| self.brief_link(*id));
        let origin = match &page.front().details {
            Details::Project { origin, .. } => origin.map(str::to_owned),
            Details::Company { country, .. } => country.clone(),
            Details::None | Details::Source { .. } => None,
        };
        RowView {
            page: self.link(page.id),
            domain: references.domain.map(|id| self.brief_link(id)),
            related: related.iter().filter_map(built).collect(),
            origin,
            figures: columns.iter().map(|metric| self.cell(page, metric)).collect(),
        }
    }

    fn cell(&self, page: &Page, metric: &str) -> Option<FigureCellView> {
        let (index, fact) = self.site.figure(page, metric, None).ok()?;
        let sort = match fact.value {
            FactValue::Number(number) => number.value,
            FactValue::Range(from, to) => f64::midpoint(from.value, to.value),
            FactValue::Text(_) => 0.0,
        };
        let value = formatted(fact, self.site.config().metrics.get(metric));
        Some(FigureCellView {
            value,
            sort: SortKey(sort),
            date: self.site.fact_date(page, index, fact).map(date_view),
        })
    }
}

/// A page without a file, written by the template of this name.
fn generated_page(name: &str, view: TemplateView, exhibits: BTreeMap<String, Exhibit>) -> PageOutput {
    PageOutput { template: format!("{name}.html"), template_span: None, view, body: None, exhibits }
}

fn labels(config: &Config, columns: &[String]) -> Vec<String> {
    columns
        .iter()
        .filter_map(|metric| config.metrics.get(metric))
        .map(|metric| metric.label.clone())
        .collect()
}

fn count_cell(count: usize) -> FigureCellView {
    #[expect(clippy::cast_precision_loss, reason = "no site has 2^52 pages")]
    let sort = count as f64;
    FigureCellView { value: count.to_string(), sort: SortKey(sort), date: None }
}
