//! Site → [`Plan`]: every file that will be published, with the complete input of whatever writes it.

mod details;
mod listing;
mod page;
mod syndication;
pub mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::asset::Assets;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::link::{Links, Resolved};
use crate::model::{Found, Page, PageId, Site};
use crate::parse::{Document, Kind};
use crate::paths::{OutputPath, SourcePath, UrlPath, slug};
use view::{LinkView, SiteView, TemplateView};

pub use syndication::{Entry, Feed};

/// Every file that will be published.
#[derive(Debug)]
pub struct Plan {
    /// What every page shows of the site.
    pub site: Arc<SiteView>,
    /// The files.
    pub outputs: BTreeMap<OutputPath, View>,
}

/// The complete input of one published file.
#[derive(Clone, Debug)]
pub enum View {
    /// An HTML page.
    Page(Box<PageOutput>),
    /// A page that sends readers on to an address.
    Redirect(String),
    /// The Atom feed.
    Feed(Feed),
    /// The addresses and dates of all pages.
    Sitemap(Vec<(String, Option<String>)>),
    /// A text as it is.
    Text(String),
    /// A file as it is.
    File(Arc<[u8]>),
}

/// An HTML page before its Markdown is rendered and its template filled in.
#[derive(Clone, Debug)]
pub struct PageOutput {
    /// The name of the template.
    pub template: String,
    /// Where the author asked for it, if somewhere.
    pub template_span: Option<Span>,
    /// What the template gets, the text of the page excepted.
    pub view: TemplateView,
    /// The text of the page; `None` for listings without one.
    pub body: Option<BodyInput>,
}

/// The text of a page with the links in it.
#[derive(Clone, Debug)]
pub struct BodyInput {
    /// The Markdown.
    pub document: Arc<Document>,
    /// Its links, by place.
    pub links: Arc<[Resolved]>,
}

/// Plans the whole site.
pub fn plan(site: &Site, links: &Links, assets: &Assets, diagnostics: &mut Vec<Diagnostic>) -> Plan {
    let mut by_title: Vec<_> = site.pages.iter().collect();
    by_title.sort_by_cached_key(|page| (page.title().to_lowercase(), page.id));
    let planner = Planner { site, links, by_title };
    let mut outputs = Outputs { by_path: BTreeMap::new(), folded: BTreeMap::new(), diagnostics };
    planner.pages(&mut outputs);
    planner.listings(&mut outputs);
    for file in &assets.files {
        outputs.add(&file.url, Claim::file(&file.source), View::File(file.bytes.clone()));
    }
    planner.redirects(&mut outputs);
    let has_feed = planner.syndicate(&mut outputs);
    outputs.check_folders();
    let site = Arc::new(planner.site_view(assets, has_feed));
    Plan { site, outputs: outputs.by_path.into_iter().map(|(path, (_, view))| (path, view)).collect() }
}

/// What the planning functions read.
struct Planner<'a> {
    site: &'a Site,
    links: &'a Links,
    /// The pages in the order in which sources list them.
    by_title: Vec<&'a Page>,
}

impl Planner<'_> {
    /// An address of the site with the base path in front.
    fn address(&self, url: &UrlPath) -> String {
        format!("{}{url}", self.site.config.base.path)
    }

    /// An address with the host, if the site knows it.
    fn permalink(&self, url: &UrlPath) -> Option<String> {
        let origin = &self.site.config.base.origin;
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
        let url = self.address(&UrlPath::folder(&format!("tags/{slug}")));
        LinkView { title: title.to_owned(), url, summary: None, kind: "" }
    }

    fn site_view(&self, assets: &Assets, has_feed: bool) -> SiteView {
        let config = &self.site.config;
        let parts = self.site.outline.parts.iter().filter_map(|part| part.page);
        SiteView {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            authors: config.authors.clone(),
            base: config.base.path.clone(),
            home: self.address(&UrlPath::folder("")),
            feed: has_feed.then(|| self.address(&UrlPath::file(syndication::FEED))),
            repository_url: config.repository_url.clone(),
            parts: parts.map(|id| self.brief_link(id)).collect(),
            directories: self.directories(),
            assets: assets.urls.iter().map(|(name, url)| (name.clone(), self.address(url))).collect(),
        }
    }

    fn pages(&self, outputs: &mut Outputs<'_>) {
        let views: Vec<_> = self.site.pages.par_iter().map(|page| self.page_output(page)).collect();
        for (page, view) in self.site.pages.iter().zip(views) {
            outputs.add(&page.url, Claim::page(page), View::Page(Box::new(view)));
        }
    }

    /// Whether an alias is an error already: it makes no address, or another page of the kind has it too.
    fn is_reported(&self, page: &Page, alias: &str) -> bool {
        let shared = matches!(self.site.names.find(alias), Found::Many(_)) && page.kind().has_unique_names();
        shared || slug(alias).is_empty()
    }

    /// Every alias is an address beside the page's own that leads to it.
    fn redirects(&self, outputs: &mut Outputs<'_>) {
        for page in &self.site.pages {
            let mut urls: Vec<UrlPath> = Vec::new();
            for alias in &page.front().aliases {
                let url = redirect_url(page, &alias.value);
                if url == page.url || urls.contains(&url) || self.is_reported(page, &alias.value) {
                    continue;
                }
                let claim = Claim::alias(page, &alias.value, &alias.range);
                outputs.add(&url, claim, View::Redirect(self.address(&page.url)));
                urls.push(url);
            }
        }
    }
}

/// An alias that starts with a slash is an address; any other is a name that takes the place of the slug.
fn redirect_url(page: &Page, alias: &str) -> UrlPath {
    let slugs = |path: &str| {
        let parts: Vec<_> = path.split('/').map(slug).filter(|part| !part.is_empty()).collect();
        parts.join("/")
    };
    if let Some(page) = alias.strip_prefix('/').and_then(|path| path.strip_suffix(".html")) {
        return UrlPath::file(&format!("{}.html", slugs(page)));
    }
    if alias.starts_with('/') {
        return UrlPath::folder(&slugs(alias));
    }
    let parent = page.url.as_str().trim_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
    UrlPath::folder(&slugs(&format!("{parent}/{}", slug(alias))))
}

/// Who wants to be published at an address.
#[derive(Clone, Debug)]
struct Claim {
    what: String,
    span: Option<Span>,
}

impl Claim {
    fn page(page: &Page) -> Self {
        let path = &page.document.path;
        Self {
            what: format!("the page `{path}`"),
            span: Some(Span::new(path, page.front().title.range.clone())),
        }
    }

    fn alias(page: &Page, alias: &str, range: &std::ops::Range<usize>) -> Self {
        let path = &page.document.path;
        Self { what: format!("the alias `{alias}` of `{path}`"), span: Some(Span::new(path, range.clone())) }
    }

    fn file(source: &SourcePath) -> Self {
        Self { what: format!("the file `{source}`"), span: Some(Span::new(source, 0..0)) }
    }

    fn generated(what: &str) -> Self {
        Self { what: format!("the generated {what}"), span: None }
    }
}

/// The files planned so far, and who claimed each.
struct Outputs<'a> {
    by_path: BTreeMap<OutputPath, (Claim, View)>,
    folded: BTreeMap<String, OutputPath>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Outputs<'_> {
    /// Adds a file, unless something else is at its address: then both are named.
    fn add(&mut self, url: &UrlPath, claim: Claim, view: View) {
        let Some(path) = url.output() else { return };
        let folded = path.as_str().to_lowercase();
        if let Some(other) = self.folded.get(&folded) {
            let (first, _) = &self.by_path[other];
            let diagnostic = collision(url, &claim, first);
            self.diagnostics.push(diagnostic);
            return;
        }
        self.folded.insert(folded, path.clone());
        self.by_path.insert(path, (claim, view));
    }

    fn has(&self, url: &UrlPath) -> bool {
        url.output().is_some_and(|path| self.by_path.contains_key(&path))
    }

    /// A file cannot have the name of a folder.
    fn check_folders(&mut self) {
        let mut found = Vec::new();
        for (path, (claim, _)) in &self.by_path {
            let mut folder = path.as_str();
            while let Some((parent, _)) = folder.rsplit_once('/') {
                folder = parent;
                let file = self.folded.get(&folder.to_lowercase()).and_then(|file| self.by_path.get(file));
                found.extend(file.map(|(file, _)| collision(&UrlPath::file(folder), claim, file)));
            }
        }
        self.diagnostics.extend(found);
    }
}

fn collision(url: &UrlPath, second: &Claim, first: &Claim) -> Diagnostic {
    let message = format!("two things claim the address `{url}`: {} and {}", first.what, second.what);
    let help = "rename a file, or take an alias away; case does not tell addresses apart".to_owned();
    let span = second.span.clone().or_else(|| first.span.clone());
    let diagnostic = Diagnostic::new(Code::DuplicateUrl, span.clone(), message).help(help);
    match &first.span {
        Some(other) if first.span != span => {
            diagnostic.label("claimed here").related(other.clone(), "and here")
        }
        _ => diagnostic,
    }
}

/// The folders that have a directory page, in the order of the navigation, with its title.
const DIRECTORIES: [(Kind, &str); 5] = [
    (Kind::Chapter, "Chapters"),
    (Kind::Project, "Projects"),
    (Kind::Company, "Companies"),
    (Kind::Domain, "Domains"),
    (Kind::Source, "Sources"),
];
