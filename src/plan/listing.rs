//! The views of listings: directories, domains, tags, and the home page.

use std::collections::{BTreeMap, BTreeSet};

use super::data::{TABLES, package_url};
use super::page::date_view;
use super::routes::{FolderPage, folder_page};
use super::view::{
    FigureCellView, GroupView, LinkView, ListingView, MenuView, PageView, RowView, TemplateView,
};
use super::{PageInput, Planner, SpecialPage, tag_url};
use crate::config::headed;
use crate::exhibit::{Exhibit, is_sparse};
use crate::link::Target;
use crate::model::{Overview, Page, PageId, Part, SharedColumns, Tag};
use crate::number::Amount;
use crate::parse::{Details, FactValue, Kind, Licensing, OrganisationType, Role};
use crate::paths::UrlPath;

impl Planner<'_> {
    /// Links to the directories that exist, to the tags and to the pages that show the report as a whole.
    pub(super) fn directories(&self) -> Vec<LinkView> {
        self.in_navigation().filter_map(|special| self.folder_link(&special.url())).collect()
    }

    /// The pages of the navigation. One that an author wrote where editions are listed is none while there are none.
    pub(super) fn in_navigation(&self) -> impl Iterator<Item = SpecialPage> {
        let has_editions = SpecialPage::Editions.has_content(&self.site);
        SpecialPage::in_navigation().filter(move |special| *special != SpecialPage::Editions || has_editions)
    }

    /// The same in groups. A page that would be alone in its group needs no title over it.
    pub(super) fn menu(&self) -> Vec<MenuView> {
        let mut groups: Vec<(Option<&str>, Vec<LinkView>)> = Vec::new();
        for special in self.in_navigation() {
            let Some(link) = self.folder_link(&special.url()) else { continue };
            let title = special.group();
            match groups.iter_mut().find(|group| title.is_some() && group.0 == title) {
                Some((_, links)) => links.push(link),
                None => groups.push((title, vec![link])),
            }
        }
        let view = |(title, links): (Option<&str>, Vec<LinkView>)| MenuView {
            title: title.filter(|_| links.len() > 1).map(str::to_owned),
            links,
        };
        groups.into_iter().map(view).collect()
    }

    /// A link to the page of a folder, whether it was written or is generated.
    pub(super) fn folder_link(&self, url: &UrlPath) -> Option<LinkView> {
        Some(match folder_page(&self.site, url)? {
            FolderPage::Written(id) => self.brief_link(id),
            FolderPage::Generated(special) => {
                let title = special.title(&self.site).to_owned();
                LinkView { title, url: self.address(url), summary: None, kind: "" }
            }
        })
    }

    /// A page of a fixed address that no file was written for.
    pub(super) fn generated(&self, special: SpecialPage) -> PageInput {
        let kind = if special == SpecialPage::Home { special.name() } else { "page" };
        let summary = special.summary().map(str::to_owned);
        let title = special.title(&self.site);
        let citation = self.citation_of_special(special, title);
        let page = PageView { citation, ..self.bare_view(kind, title, summary, &special.url()) };
        let exhibits = match special {
            SpecialPage::Overview(overview) => self.overviews(overview),
            SpecialPage::Home
            | SpecialPage::NotFound
            | SpecialPage::Search
            | SpecialPage::Compare
            | SpecialPage::Tags
            | SpecialPage::Directory(_)
            | SpecialPage::Data
            | SpecialPage::Editions => Vec::new(),
        };
        let exhibits = exhibits.into_iter().map(|(name, exhibit)| (name.to_owned(), exhibit)).collect();
        let listing = self.listing_of_special(special);
        let view = TemplateView { page, listing, queries: BTreeMap::new() };
        generated_page(special.name(), self.with_sign(view, &[]), exhibits)
    }

    /// The page of a tag.
    pub(super) fn tag_page(&self, slug: &str) -> PageInput {
        let tag = self.site.tag(slug);
        let (title, listing) = tag.map(|tag| (tag.title.as_str(), self.tag(tag))).unwrap_or_default();
        self.listed("tag", title, &tag_url(slug), listing)
    }

    /// A page without a file that lists something.
    pub(super) fn listed(
        &self,
        template: &'static str,
        title: &str,
        url: &UrlPath,
        listing: ListingView,
    ) -> PageInput {
        let page = self.bare_view("page", title, None, url);
        self.generated_listing(template, TemplateView { page, listing, queries: BTreeMap::new() })
    }

    /// A page without a file, of a view.
    pub(super) fn generated_listing(&self, template: &'static str, view: TemplateView) -> PageInput {
        generated_page(template, self.with_sign(view, &[]), BTreeMap::new())
    }

    /// What a written page lists.
    pub(super) fn listing_of(&self, page: &Page) -> ListingView {
        match (SpecialPage::of_page(page, &self.site), page.kind()) {
            (Some(special), _) => self.listing_of_special(special),
            (None, Kind::Domain) => self.domain(page),
            (None, Kind::Other) => self.folder(page),
            (None, Kind::Chapter | Kind::Project | Kind::Company | Kind::Source) => ListingView::default(),
        }
    }

    fn listing_of_special(&self, special: SpecialPage) -> ListingView {
        match special {
            SpecialPage::Home => self.home(),
            SpecialPage::NotFound | SpecialPage::Compare => {
                ListingView { name: special.name(), ..ListingView::default() }
            }
            SpecialPage::Search => self.names(),
            SpecialPage::Tags => self.all_tags(),
            SpecialPage::Editions => self.editions(),
            SpecialPage::Directory(kind) => self.directory(kind),
            SpecialPage::Overview(Overview::Figures) => self.whole_ledger(),
            SpecialPage::Overview(Overview::Timeline) => self.timeline_listing(),
            SpecialPage::Overview(_) => ListingView::default(),
            SpecialPage::Data => ListingView {
                name: special.name(),
                count: TABLES.len(),
                files: self.data_files(),
                package: self.address(&package_url()),
                folder: self.data_folder(),
                ..ListingView::default()
            },
        }
    }

    /// One list of pages.
    pub(super) fn list(&self, name: &'static str, pages: &[&Page]) -> ListingView {
        let groups = vec![self.group(None, self.links_to(pages))];
        ListingView { name, count: pages.len(), groups, ..ListingView::default() }
    }

    /// One table of entities. Columns that few rows fill are left out, unless other tables have the same.
    pub(super) fn table(
        &self,
        name: &'static str,
        columns: &[&str],
        pages: &[&Page],
        shared: Option<SharedColumns>,
    ) -> ListingView {
        let mut rows = self.rows(pages, columns);
        let filled = |at: usize| rows.iter().filter(|row| row.figures[at].is_some()).count();
        let filled: Vec<_> = (0..columns.len()).map(filled).collect();
        let is_shown = |at: usize| shared.is_some() || !is_sparse(filled[at], rows.len());
        let (shown, hidden): (Vec<_>, Vec<_>) = columns.iter().enumerate().partition(|(at, _)| is_shown(*at));
        let shown = shown.into_iter().map(|(_, metric)| self.column_head(metric)).collect();
        let told = |(at, metric): (usize, &&str)| {
            format!("{} ({} of {})", self.site.label(metric), filled[at], rows.len())
        };
        let sparse = hidden.into_iter().map(told).collect();
        let kept: Vec<_> = (0..columns.len()).map(is_shown).collect();
        for row in &mut rows {
            let mut kept = kept.iter();
            row.figures.retain(|_| kept.next() != Some(&false));
        }
        let has_logos = rows.iter().any(|row| row.logo.is_some());
        let own = || SharedColumns {
            has_uses: rows.iter().any(|row| !(row.used.is_empty() && row.uses.is_empty())),
            has_countries: rows.iter().any(|row| row.country.is_some()),
        };
        let SharedColumns { has_uses, has_countries } = shared.unwrap_or_else(own);
        ListingView {
            name,
            count: pages.len(),
            columns: shown,
            sparse,
            groups: vec![self.group(None, rows)],
            has_uses,
            has_countries,
            has_logos,
            ..ListingView::default()
        }
    }

    /// What heads a column of bare figures of a metric: `Height, in metres`.
    fn column_head(&self, metric: &str) -> String {
        let unit = self.site.metric(metric).and_then(|metric| metric.unit.as_deref());
        headed(self.site.label(metric), unit)
    }

    fn domain(&self, domain: &Page) -> ListingView {
        let mut projects = self.site.of_kind(Kind::Project);
        projects.retain(|project| project.references.is_listed_in(domain.id) && project.is_listed());
        let branches = self.branches_of(domain.id);
        ListingView { branches, ..self.ranked("domain", &self.site.project_columns(), projects) }
    }

    /// The pages right below the page of a folder, but those that its text links already.
    fn folder(&self, index: &Page) -> ListingView {
        let is_index = index.document.path.stem() == "index";
        let linked = self.links.on(index.id).iter().filter_map(|link| match &link.target {
            Target::Internal { url, .. } | Target::Mention { url, .. } => url.split('#').next(),
            Target::External(_) | Target::Figure(_) | Target::Broken(_) => None,
        });
        let linked: BTreeSet<_> = linked.collect();
        let is_below = |page: &Page| {
            let rest =
                page.url.as_str().strip_prefix(index.url.as_str()).map(|rest| rest.trim_end_matches('/'));
            rest.is_some_and(|name| !name.is_empty() && !name.contains('/'))
        };
        let mut pages = if is_index { self.site.of_kind(Kind::Other) } else { Vec::new() };
        pages.retain(|page| is_below(page) && !linked.contains(page.url.as_str()));
        if pages.is_empty() {
            return ListingView::default();
        }
        self.list("folder", &pages)
    }

    /// The chapters by part.
    pub(super) fn chapters(&self, name: &'static str) -> ListingView {
        let parts = self.site.parts();
        let group = |part: &Part| {
            let pages: Vec<_> = part.chapters.iter().map(|id| self.site.page(*id)).collect();
            self.group(part.page.map(|id| self.link(id)), self.links_to(&pages))
        };
        let groups = parts.iter().map(group).collect();
        let count = parts.iter().map(|part| part.chapters.len()).sum();
        ListingView { name, count, groups, ..ListingView::default() }
    }

    /// The tags with the number of their pages as the only figure.
    fn all_tags(&self) -> ListingView {
        let mut tags: Vec<_> = self.site.tags().collect();
        tags.sort_by_cached_key(|(slug, tag)| (tag.title.to_lowercase(), slug.to_owned()));
        let row = |(slug, tag): &(&String, &Tag)| RowView {
            page: self.tag_link(slug, &tag.title),
            figures: vec![Some(count_cell(tag.pages.len()))],
            ..RowView::default()
        };
        let rows: Vec<_> = tags.iter().map(row).collect();
        let groups = vec![self.group(None, rows)];
        ListingView {
            name: "tags",
            count: tags.len(),
            columns: vec!["Pages".to_owned()],
            groups,
            ..ListingView::default()
        }
    }

    /// The pages of a tag by kind; the heading of a group is the directory of the kind.
    fn tag(&self, tag: &Tag) -> ListingView {
        let group = |kind: Kind| {
            let mut pages: Vec<_> = tag.pages.iter().map(|id| self.site.page(*id)).collect();
            pages.retain(|page| page.kind() == kind);
            pages.sort_by_cached_key(|page| page.sort_key());
            let rows = self.links_to(&pages);
            (!rows.is_empty()).then(|| self.group(self.folder_link(&UrlPath::folder(kind.folder())), rows))
        };
        let groups = Kind::ALL.into_iter().filter_map(group).collect();
        ListingView { name: "tag", count: tag.pages.len(), groups, ..ListingView::default() }
    }

    /// A group with the anchor of its heading, which is made of the address the heading leads to.
    pub(super) fn group(&self, heading: Option<LinkView>, rows: Vec<RowView>) -> GroupView {
        let id = heading.as_ref().map(|heading| {
            let path = heading.url.strip_prefix(&self.site.config().base.path).unwrap_or(&heading.url);
            format!("fb-{}", path.trim_matches('/').replace('/', "."))
        });
        GroupView { id, heading, rows }
    }

    /// Rows that are links.
    pub(super) fn links_to(&self, pages: &[&Page]) -> Vec<RowView> {
        pages.iter().map(|page| RowView { page: self.link(page.id), ..RowView::default() }).collect()
    }

    fn rows(&self, pages: &[&Page], columns: &[&str]) -> Vec<RowView> {
        pages.iter().map(|page| self.row(page, columns)).collect()
    }

    /// The row of an entity of which there is little to say: its name, and what narrows the list down.
    pub(super) fn brief_row(&self, page: &Page) -> RowView {
        RowView {
            page: self.brief_link(page.id),
            logo: self.logo_of(page),
            domain: page.references.domain.map(|id| self.brief_link(id)),
            country: self.site.country(page),
            class: class(page),
            tags: self.tags_of(page).into_iter().map(|tag| tag.title).collect(),
            ..RowView::default()
        }
    }

    fn row(&self, page: &Page, columns: &[&str]) -> RowView {
        let references = &page.references;
        let related = match page.kind() {
            Kind::Project => references.companies.as_slice(),
            Kind::Company => references.projects.as_slice(),
            Kind::Domain | Kind::Source | Kind::Chapter | Kind::Other => &[],
        };
        let built = |(role, id): &(Role, PageId)| (*role == Role::Developer).then(|| self.brief_link(*id));
        RowView {
            page: self.link(page.id),
            related: related.iter().filter_map(built).collect(),
            used: self.used(page),
            uses: page.front().used().map(str::to_owned).collect(),
            figures: columns.iter().map(|metric| self.cell(page, metric)).collect(),
            ..self.brief_row(page)
        }
    }

    fn cell(&self, page: &Page, metric: &str) -> Option<FigureCellView> {
        let site = &self.site;
        let fact = site.figure(page, metric, None).ok()?;
        let amount = fact.amount(site).and_then(FactValue::midpoint);
        let sort = amount.or_else(|| Some(fact.day(site)?.fraction())).unwrap_or(0.0);
        Some(FigureCellView {
            value: fact.value(site),
            sort: Amount(sort),
            date: fact.date(site).map(date_view),
            age: fact.age(site).map(|age| age.to_string()),
            contested: fact.is_contested(site),
            url: Some(self.anchored(&fact.url())),
        })
    }
}

/// Of a project how it may be used, of a company what sort of organisation it is.
fn class(page: &Page) -> Option<String> {
    let label = match &page.front().details {
        Details::Project { licensing, .. } => licensing.map(Licensing::label),
        Details::Company { organisation, .. } => organisation.map(OrganisationType::label),
        Details::None | Details::Domain { .. } | Details::Source { .. } => None,
    };
    label.map(str::to_owned)
}

/// A page without a file, written by the template of this name.
fn generated_page(name: &str, view: TemplateView, exhibits: BTreeMap<String, Exhibit>) -> PageInput {
    PageInput { template: format!("{name}.html"), template_span: None, view, body: None, exhibits }
}

pub(super) fn count_cell(count: usize) -> FigureCellView {
    #[expect(clippy::cast_precision_loss, reason = "no site has 2^52 pages")]
    let sort = count as f64;
    FigureCellView {
        value: count.to_string(),
        sort: Amount(sort),
        date: None,
        age: None,
        contested: false,
        url: None,
    }
}
