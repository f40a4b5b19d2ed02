//! The views of listings: directories, domains, tags, and the home page.

use super::details::MAX_SIBLINGS;
use super::page::date_view;
use super::view::{FigureCellView, GroupView, LinkView, ListingView, RowView, TemplateView, TotalView};
use super::{Claim, DIRECTORIES, Outputs, PageOutput, Planner, View};
use crate::config::Config;
use crate::model::{Page, PageId, Tag, formatted};
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

    /// Links to the directories that exist, and to the tags if there are any.
    pub(super) fn directories(&self) -> Vec<LinkView> {
        let kinds = DIRECTORIES.iter().filter_map(|(kind, _)| self.folder_link(kind.folder()));
        kinds.chain(self.folder_link("tags")).collect()
    }

    /// A link to the page of a folder, whether it was written or is generated.
    pub(super) fn folder_link(&self, folder: &str) -> Option<LinkView> {
        let url = UrlPath::folder(folder);
        if let Some(id) = self.site.by_url.get(&url) {
            return Some(self.brief_link(*id));
        }
        let kind = DIRECTORIES.iter().find(|(kind, _)| kind.folder() == folder);
        let title = match kind {
            Some((kind, title)) if self.site.pages.iter().any(|page| page.kind() == *kind) => *title,
            None if folder == "tags" && !self.site.tags.is_empty() => "Tags",
            _ => return None,
        };
        Some(LinkView { title: title.to_owned(), url: self.address(&url), summary: None, kind: "" })
    }

    /// The listings that no file was written for.
    pub(super) fn listings(&self, outputs: &mut Outputs<'_>) {
        for (kind, title) in DIRECTORIES {
            let url = UrlPath::folder(kind.folder());
            if self.folder_link(kind.folder()).is_some() && !outputs.has(&url) {
                self.generate(outputs, &url, title, self.directory(kind));
            }
        }
        if !self.site.tags.is_empty() && !outputs.has(&UrlPath::folder("tags")) {
            self.generate(outputs, &UrlPath::folder("tags"), "Tags", self.all_tags());
        }
        for (slug, tag) in &self.site.tags {
            let url = UrlPath::folder(&format!("tags/{slug}"));
            self.generate(outputs, &url, &tag.title, self.tag(tag));
        }
        if !outputs.has(&UrlPath::folder("")) {
            self.generate(outputs, &UrlPath::folder(""), &self.site.config.title, self.home());
        }
        if !outputs.has(&UrlPath::file("404.html")) {
            let empty = ListingView { name: "404", ..ListingView::default() };
            self.generate(outputs, &UrlPath::file("404.html"), "Page not found", empty);
        }
    }

    /// Adds a listing; its name is that of its template.
    fn generate(&self, outputs: &mut Outputs<'_>, url: &UrlPath, title: &str, listing: ListingView) {
        let name = listing.name;
        let kind = if name == "home" { "home" } else { "page" };
        let page = self.bare_view(kind, title, None, url);
        let template = format!("{name}.html");
        let view = TemplateView { page, listing };
        let output = PageOutput { template, template_span: None, view, body: None };
        outputs.add(url, Claim::generated(&format!("page `{title}`")), View::Page(Box::new(output)));
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
            return self.chapters("chapters");
        }
        let columns = match kind {
            Kind::Project => self.site.config.project_columns.as_slice(),
            Kind::Company => self.site.config.company_columns.as_slice(),
            _ => &[],
        };
        let pages = self.site.of_kind(kind);
        self.table(kind.folder(), columns, &pages)
    }

    /// One table of pages.
    fn table(&self, name: &'static str, columns: &[String], pages: &[&Page]) -> ListingView {
        ListingView {
            name,
            count: pages.len(),
            columns: labels(&self.site.config, columns),
            groups: vec![GroupView { heading: None, rows: self.rows(pages, columns) }],
            totals: Vec::new(),
        }
    }

    fn domain(&self, domain: &Page) -> ListingView {
        let mut projects = self.site.of_kind(Kind::Project);
        projects.retain(|project| project.references.domain == Some(domain.id));
        self.table("domain", &self.site.config.project_columns, &projects)
    }

    /// The chapters by part.
    fn chapters(&self, name: &'static str) -> ListingView {
        let outline = &self.site.outline;
        let group = |part: &crate::model::Part| {
            let pages: Vec<_> = part.chapters.iter().map(|id| self.site.page(*id)).collect();
            GroupView { heading: part.page.map(|id| self.link(id)), rows: self.rows(&pages, &[]) }
        };
        let groups: Vec<_> = outline.parts.iter().map(group).collect();
        let count = groups.iter().map(|group| group.rows.len()).sum();
        ListingView { name, count, groups, ..ListingView::default() }
    }

    fn home(&self) -> ListingView {
        let count =
            |kind| self.site.pages.iter().filter(|page| page.kind() == kind && !page.is_part()).count();
        let total = |(kind, title): &(Kind, &str)| {
            let url = self.folder_link(kind.folder()).map(|link| link.url);
            TotalView { label: title.to_lowercase(), count: count(*kind), url }
        };
        let facts = self.site.pages.iter().map(|page| page.front().facts.len()).sum();
        let facts = TotalView { label: "figures".to_owned(), count: facts, url: None };
        let totals = DIRECTORIES.iter().map(total).chain([facts]).filter(|total| total.count > 0).collect();
        let mut listing = self.chapters("home");
        // A long part is listed on its own page; here it would bury the others.
        for group in listing.groups.iter_mut().filter(|group| group.rows.len() > MAX_SIBLINGS) {
            group.rows.clear();
        }
        ListingView { totals, ..listing }
    }

    /// The tags with the number of their pages as the only figure.
    fn all_tags(&self) -> ListingView {
        let mut tags: Vec<_> = self.site.tags.iter().collect();
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
        let value = formatted(fact, self.site.config.metrics.get(metric));
        Some(FigureCellView { value, sort, date: self.site.fact_date(page, index, fact).map(date_view) })
    }
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
    FigureCellView { value: count.to_string(), sort, date: None }
}
