//! Site → [`Plan`]: every file that will be published, and for each the complete input of whatever writes it.
//!
//! The plan says what there is; a [`View`] is made when it is needed, and what was looked at for it is noted.

mod branches;
mod citation;
mod claim;
mod claim_view;
mod claims;
mod contested;
mod data;
mod data_view;
mod details;
mod directory;
mod edition;
mod edition_view;
mod exhibit_file;
mod frame;
mod frozen;
mod guide;
mod home;
mod ledger;
mod listing;
mod listing_view;
mod machines;
mod overview;
mod page;
mod print;
mod queries;
mod routes;
mod search;
mod share;
mod special;
mod syndication;
mod timeline;
mod twin;
mod usage;
pub mod view;

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use crate::asset::Assets;
use crate::diagnostic::Span;
use crate::exhibit::{Content, Exhibit, Exhibits, Unshown};
use crate::grammar::is_right_to_left;
use crate::link::{Links, Resolved, Target};
use crate::model::{PageId, Reads, Site, Tracked};
use crate::parse::{Document, Finding};
use crate::paths::{PRINT as PRINT_FOLDER, UrlPath};
use crate::search::SearchIndex;
use view::{CitationView, LinkView, SiteView, TemplateView};

pub use data::{
    DataFormat, DataPackage, DataTable, DataValue, Field, FieldKind, ForeignKey, Schema, TABLES, TableRows,
};
pub use exhibit_file::{ExhibitSource, PictureInput};
pub use frozen::{FrozenBanner, FrozenInput};
pub(crate) use print::{PRINT, PRINT_SECTION};
pub use print::{PrintInput, PrintSection};
pub use routes::{FrozenFileRoute, Plan, Route, plan};
pub use search::{SearchFile, SearchView};
pub use share::{EmbedInput, SharedFile};
pub use special::{OverviewPart, SpecialPage};
pub use syndication::{Feed, FeedEntry};

impl Route {
    /// Whether a text can say what it shows, and the site has such texts.
    pub(super) fn has_twin(&self, site: &Tracked<'_>) -> bool {
        if !site.config().markdown {
            return false;
        }
        match self {
            // What counts of it, its kind and its address, stays for as long as pages neither come nor go.
            Self::Page(id) => SpecialPage::of_page(site.head(*id), site).is_none_or(SpecialPage::has_twin),
            Self::Generated(special) => special.has_twin(),
            Self::Tag(_) | Self::DirectoryPart(..) => true,
            _ => false,
        }
    }
}

/// The complete input of one published file.
#[derive(Clone, Debug, Hash)]
pub enum View {
    /// An HTML page.
    Page(Box<PageInput>),
    /// A page as Markdown, for programs that read.
    Markdown(Box<TwinInput>),
    /// The whole report as one page.
    Print(Box<PrintInput>),
    /// A page that sends readers on to an address.
    Redirect(String),
    /// The Atom feed.
    Feed(Feed),
    /// The addresses and dates of all pages.
    Sitemap(Vec<(String, Option<String>)>),
    /// What an exhibit shows, in rows, for other programs.
    Rows(Box<Content>),
    /// The picture of an exhibit as a file of its own.
    Picture(Box<PictureInput>),
    /// What programs are told that want to show an exhibit.
    Embed(Box<EmbedInput>),
    /// A file that readers search.
    Search(SearchView),
    /// A table of the data files.
    Data(DataTable, DataFormat),
    /// What the data files hold.
    DataPackage(DataPackage),
    /// How the report as a whole is cited.
    Citation(CitationFile),
    /// A page of the site of an edition.
    Frozen(Box<FrozenInput>),
    /// A text as it is.
    Text(String),
    /// A file as it is.
    File(Arc<[u8]>),
}

/// A page to be written as Markdown.
#[derive(Clone, Debug, Hash)]
pub struct TwinInput {
    /// The page.
    pub page: PageInput,
    /// The name of the site.
    pub site: String,
}

/// What `CITATION.cff` says.
#[derive(Clone, Debug, Hash)]
pub struct CitationFile {
    /// How the report is cited.
    pub cited: CitationView,
    /// One sentence on it.
    pub description: Option<String>,
    /// The address of the terms under which others may use it.
    pub licence: Option<String>,
}

/// An HTML page before its Markdown is rendered and its template filled in.
#[derive(Clone, Debug, Hash)]
pub struct PageInput {
    /// The name of the template.
    pub template: String,
    /// Where the author asked for it, if somewhere.
    pub template_span: Option<Span>,
    /// What the template gets, the text of the page excepted.
    pub view: TemplateView,
    /// The text of the page; `None` for listings without one.
    pub body: Option<BodyInput>,
    /// The pictures it has besides those in its text, by the names templates know them under.
    pub exhibits: BTreeMap<String, Exhibit>,
}

/// The text of a page with the links in it.
#[derive(Clone, Debug)]
pub struct BodyInput {
    /// The Markdown.
    pub document: Arc<Document>,
    /// Its links, by place.
    pub links: Arc<[Resolved]>,
    /// What its charts, tables and timelines show, in order.
    pub exhibits: Arc<[Result<Exhibit, Unshown>]>,
}

/// Only what is shown counts, and not where it stands in the file: lines added to the front matter move it.
impl Hash for BodyInput {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Document { text, front, body, .. } = &*self.document;
        text[body.start..].hash(state);
        for finding in &front.findings {
            (&text[finding.text.range.clone()], finding.link.as_ref().map(|link| &link.value)).hash(state);
        }
        for link in &*self.links {
            (self.place_of(&link.range), link.range.len(), &link.target).hash(state);
        }
        (&self.exhibits, self.document.front.glossary, &self.document.unread).hash(state);
    }
}

impl BodyInput {
    /// Where something stands in the text, or in which finding and where in it.
    fn place_of(&self, range: &Range<usize>) -> (usize, usize) {
        let Document { front, body, .. } = &*self.document;
        let holds = |finding: &Finding| {
            let link = finding.link.iter().map(|link| &link.range);
            let mut parts = std::iter::once(&finding.text.range).chain(link);
            parts.find(|part| part.contains(&range.start)).map(|part| range.start - part.start)
        };
        let in_finding =
            || front.findings.iter().zip(1..).find_map(|(one, number)| Some((number, holds(one)?)));
        match range.start.checked_sub(body.start) {
            Some(at) => (0, at),
            None => in_finding().unwrap_or_default(),
        }
    }

    /// Where a link leads that stands at a place; `None` if none does.
    pub(crate) fn target(&self, range: &Range<usize>) -> Option<&Target> {
        let key = |link: &Resolved| (link.range.start, link.range.end);
        let found = self.links.binary_search_by_key(&(range.start, range.end), key).ok()?;
        Some(&self.links[found].target)
    }
}

/// The site with what was found out about it: what views are made of.
#[derive(Clone, Copy)]
pub struct SiteData<'a> {
    /// The pages.
    pub site: &'a Site,
    /// The links between them.
    pub links: &'a Links,
    /// What their charts and tables show.
    pub exhibits: &'a Exhibits,
    /// The words on them.
    pub words: &'a SearchIndex,
}

/// Makes the view of a planned file, and says what it depends on.
pub fn view(known: SiteData<'_>, plan: &Plan, route: &Route) -> (View, Reads) {
    let planner = Planner::new(known);
    let view = match route {
        Route::Page(_)
        | Route::Generated(_)
        | Route::Tag(_)
        | Route::OverviewPart(..)
        | Route::DirectoryPart(..)
        | Route::Edition(..) => planner.html_page(route),
        Route::Twin(of) => match planner.written(of) {
            Some(page) => {
                View::Markdown(Box::new(TwinInput { page, site: planner.site.config().title.clone() }))
            }
            None => View::Text(String::new()),
        },
        Route::Exhibit(source, format) => planner.exhibit_file(*source, *format),
        Route::Shared(file, page, block) => planner.shared_file(*file, *page, *block),
        Route::Search(file) => View::Search(planner.search_file(*file)),
        Route::Redirect(id) => View::Redirect(planner.address(planner.site.url(*id))),
        Route::FigureFeed => planner.figure_feed().map_or_else(|| View::Text(String::new()), View::Feed),
        Route::EditionFeed => planner.edition_feed().map_or_else(|| View::Text(String::new()), View::Feed),
        Route::Guide => View::Text(planner.guide()),
        Route::Feed => planner.feed().map_or_else(|| View::Text(String::new()), View::Feed),
        Route::Sitemap => View::Sitemap(planner.sitemap(plan)),
        Route::Data(schema, format) => View::Data(planner.data_table(schema), *format),
        Route::DataPackage => View::DataPackage(planner.data_package()),
        Route::Print => View::Print(Box::new(planner.print())),
        Route::Citation => View::Citation(planner.citation_file()),
        Route::Frozen(route) => planner.frozen_file(route),
        Route::Text(text) => View::Text(text.clone()),
        Route::File(bytes) => View::File(bytes.clone()),
    };
    (view, planner.site.into_reads())
}

/// A table of the data files with its rows, whether it is published or not.
pub fn data_table(known: SiteData<'_>, schema: &'static Schema) -> DataTable {
    Planner::new(known).data_table(schema)
}

/// What every page shows of the site.
pub fn site_view(known: SiteData<'_>, assets: &Assets, plan: &Plan) -> SiteView {
    Planner::new(known).site_view(assets, plan)
}

/// What the planning functions read.
struct Planner<'a> {
    site: Tracked<'a>,
    links: &'a Links,
    exhibits: &'a Exhibits,
    words: &'a SearchIndex,
}

impl<'a> Planner<'a> {
    fn new(known: SiteData<'a>) -> Self {
        let SiteData { site, links, exhibits, words } = known;
        Self { site: Tracked::new(site), links, exhibits, words }
    }

    /// What a page shows that stands by itself; `None` for any other file.
    fn written(&self, route: &Route) -> Option<PageInput> {
        match route {
            Route::Page(id) => Some(self.page_input(*id)),
            Route::Generated(special) => Some(self.generated(*special)),
            Route::Tag(slug) => Some(self.tag_page(slug)),
            Route::OverviewPart(part) => Some(self.overview_part(part)),
            Route::DirectoryPart(kind, key) => Some(self.directory_page(*kind, key)),
            Route::Edition(name, part) => Some(self.edition_page(name, part)),
            _ => None,
        }
    }

    fn html_page(&self, route: &Route) -> View {
        let has_twin = route.has_twin(&self.site);
        match self.written(route) {
            Some(input) if has_twin => self.page(twin::with_twin(input)),
            Some(input) => self.page(input),
            None => View::Text(String::new()),
        }
    }

    /// A page with what its template asks for.
    fn page(&self, mut input: PageInput) -> View {
        input.view.queries = self.query_rows(&input.template);
        View::Page(Box::new(input))
    }

    /// An address of the site with the base path in front.
    fn address(&self, url: &UrlPath) -> String {
        format!("{}{url}", self.site.config().base.path)
    }

    /// An address with an anchor, with the base path in front.
    fn anchored(&self, url: &str) -> String {
        format!("{}{url}", self.site.config().base.path)
    }

    /// An address with the host, if the site knows it.
    fn permalink(&self, url: &UrlPath) -> Option<String> {
        let origin = &self.site.config().base.origin;
        (!origin.is_empty()).then(|| format!("{origin}{}", self.address(url)))
    }

    fn link(&self, id: PageId) -> LinkView {
        let page = self.site.page(id);
        LinkView {
            title: page.title().to_owned(),
            url: self.address(&page.url),
            summary: page.front().summary.clone(),
            kind: page::kind_name(page),
        }
    }

    /// A link to a page without its summary, where only the name is shown: fewer pages depend on more.
    fn brief_link(&self, id: PageId) -> LinkView {
        LinkView { summary: None, ..self.link(id) }
    }

    /// The mark of a source beside a figure.
    fn source_mark(&self, id: PageId) -> LinkView {
        LinkView { title: self.site.page(id).short_title().to_owned(), ..self.brief_link(id) }
    }

    fn links(&self, ids: &[PageId]) -> Vec<LinkView> {
        ids.iter().map(|id| self.brief_link(*id)).collect()
    }

    fn tag_link(&self, slug: &str, title: &str) -> LinkView {
        let url = self.address(&tag_url(slug));
        LinkView { title: title.to_owned(), url, summary: None, kind: "" }
    }

    fn site_view(&self, assets: &Assets, plan: &Plan) -> SiteView {
        let config = self.site.config();
        let parts = self.site.part_pages();
        SiteView {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            direction: if is_right_to_left(&config.language) { "rtl" } else { "ltr" },
            authors: config.authors.clone(),
            version: config.publication.version.clone(),
            edition: config.edition.clone(),
            base: config.base.path.clone(),
            home: self.address(&SpecialPage::Home.url()),
            search: self.address(&SpecialPage::Search.url()),
            compare: self.folder_link(&SpecialPage::Compare.url()).map(|link| link.url),
            print: plan.has_print.then(|| self.address(&print_url())),
            feed: plan.has_feed.then(|| self.address(&UrlPath::file(machines::FEED))),
            figure_feed: plan.has_figure_feed.then(|| self.address(&UrlPath::file(machines::FIGURE_FEED))),
            editions: SpecialPage::Editions
                .has_content(&self.site)
                .then(|| self.address(&SpecialPage::Editions.url())),
            edition_feed: plan.has_edition_feed.then(|| self.address(&UrlPath::file(machines::EDITION_FEED))),
            policy: config.policy.to_string(),
            repository_url: config.repository_url.clone(),
            parts: parts.map(|id| self.brief_link(id)).collect(),
            directories: self.directories(),
            menu: self.menu(),
            navigation: self.navigation(),
            logo: self.logo(assets),
            favicon: self.favicon(assets),
            card: self.card(assets),
            footer: config.frame.footer.clone(),
            licence: self.licence(),
            assets: assets.urls.iter().map(|(name, url)| (name.clone(), self.address(url))).collect(),
        }
    }
}

/// Where the report stands as one page.
fn print_url() -> UrlPath {
    UrlPath::folder(PRINT_FOLDER)
}

/// Where the pages of a tag are listed.
fn tag_url(slug: &str) -> UrlPath {
    UrlPath::folder(&format!("tags/{slug}"))
}
