//! Which files are published, and who claims each address.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::claim::{self, Claim};
use super::data::{self, DataFormat, Schema, TABLES};
use super::exhibit_file::{ExhibitSource, overview_file, overview_formats};
use super::search::SearchFile;
use super::share::SharedFile;
use super::special::{OverviewPart, SpecialPage};
use super::twin::twin_url;
use super::{SiteData, directory, edition, machines, print_url, tag_url};
use crate::asset::Assets;
use crate::diagnostic::Diagnostic;
use crate::exhibit::{block_file, file_url};
use crate::model::{Changes, Dependency, Overview, Page, PageId, Reads, Site, Tracked};
use crate::parse::Kind;
use crate::parse::exhibit::ExhibitFormat;
use crate::paths::{DOMAIN, OutputPath, ROBOTS, UrlPath};

/// Every file that will be published.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a file of its own, and any can be there without the others"
)]
pub struct Plan {
    /// What each file shows.
    pub routes: BTreeMap<OutputPath, Route>,
    /// Addresses that two things claim.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether the report is published as one page.
    pub has_print: bool,
    /// Whether there is a feed: it and the sitemap need a host and are left out without one.
    pub has_feed: bool,
    /// Whether there is a feed of changed figures.
    pub has_figure_feed: bool,
    /// Whether there is a feed of editions.
    pub has_edition_feed: bool,
    /// The dependencies of all of this.
    reads: Reads,
}

/// What a published file shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// A page that was written.
    Page(PageId),
    /// A page of a fixed address, where none was written.
    Generated(SpecialPage),
    /// The pages of the tag with this slug.
    Tag(String),
    /// A part of the list of all figures or of the timeline.
    OverviewPart(OverviewPart),
    /// A part of the directory of a kind, by what the names in it begin with.
    DirectoryPart(Kind, String),
    /// An edition, and a part of its figures by what the names in it begin with; empty for the edition as a whole.
    Edition(String, String),
    /// An exhibit as a file of its own.
    Exhibit(ExhibitSource, ExhibitFormat),
    /// A file of an exhibit that is shared: of the block with this index on a page.
    Shared(SharedFile, PageId, usize),
    /// A file that readers search.
    Search(SearchFile),
    /// What another route shows, as Markdown.
    Twin(Box<Route>),
    /// The way to a page from one of its aliases.
    Redirect(PageId),
    /// A table of the data files.
    Data(&'static Schema, DataFormat),
    /// What the data files hold.
    DataPackage,
    /// The whole report as one page.
    Print,
    /// How the report as a whole is cited.
    Citation,
    /// The Atom feed.
    Feed,
    /// The Atom feed of figures that took the place of others.
    FigureFeed,
    /// The Atom feed of editions.
    EditionFeed,
    /// What the site has and where, for programs.
    Guide,
    /// The addresses and dates of all pages.
    Sitemap,
    /// A file of the site of an edition.
    Frozen(Box<FrozenFileRoute>),
    /// A text as it is.
    Text(String),
    /// A file as it is.
    File(Arc<[u8]>),
}

/// A file of the site of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenFileRoute {
    /// The name of the edition.
    pub edition: String,
    /// Its path in that site.
    pub path: OutputPath,
    /// The page of the living site that took its place.
    pub living: Option<UrlPath>,
    /// The files of that site that the living one has as well.
    pub shared: Arc<BTreeSet<OutputPath>>,
}

impl Route {
    /// Whether it says once more what pages say: as Markdown, or all of them as one.
    pub fn repeats_pages(&self) -> bool {
        matches!(self, Self::Twin(_) | Self::Print)
    }

    /// Whether it is a page that readers see.
    pub fn is_page(&self) -> bool {
        match self {
            Self::Page(_)
            | Self::Generated(_)
            | Self::Tag(_)
            | Self::OverviewPart(..)
            | Self::DirectoryPart(..)
            | Self::Edition(..)
            | Self::Shared(SharedFile::Page, ..) => true,
            Self::Exhibit(..)
            | Self::Shared(SharedFile::Frame | SharedFile::Embed, ..)
            | Self::Search(_)
            | Self::Twin(_)
            | Self::Redirect(_)
            | Self::Data(..)
            | Self::DataPackage
            | Self::Print
            | Self::Citation
            | Self::Feed
            | Self::FigureFeed
            | Self::EditionFeed
            | Self::Guide
            | Self::Sitemap
            | Self::Frozen(_)
            | Self::Text(_)
            | Self::File(_) => false,
        }
    }
}

/// Plans the whole site. The plan before is kept if it depends on nothing in `changes`; it is one for the same
/// `assets`.
pub fn plan(
    known: SiteData<'_>,
    assets: &Assets,
    previous: Option<&Arc<Plan>>,
    changes: &Changes,
) -> Arc<Plan> {
    let site = known.site;
    // Reports of collisions hold places, which move with every line that is added.
    let holds = |plan: &&Arc<Plan>| plan.diagnostics.is_empty() && !changes.touch(&plan.reads);
    if let Some(plan) = previous.filter(holds) {
        return plan.clone();
    }
    let mut router = Router {
        site: Tracked::new(site),
        routes: BTreeMap::new(),
        folded: BTreeMap::new(),
        diagnostics: Vec::new(),
        unportable: BTreeSet::new(),
    };
    for page in &site.pages {
        router.add(&page.url, Claim::Page(page.id), Route::Page(page.id));
    }
    router.listings();
    for file in &assets.files {
        router.add(&file.url, Claim::File(file.source.clone()), Route::File(file.bytes.clone()));
    }
    router.exhibits();
    router.shared();
    router.data();
    for file in SearchFile::all(known.words, site.pages.len()) {
        router.generate(&file.url(), "file of the search", Route::Search(file));
    }
    router.redirects(site);
    let has_print =
        router.site.config().print && router.generate(&print_url(), "the report as one page", Route::Print);
    router.twins();
    let [has_feed, has_figure_feed, has_edition_feed] = router.syndicate();
    router.frozen();
    router.check_folders();
    let routes = router.routes.into_iter().map(|(path, (_, route))| (path, route)).collect();
    let (diagnostics, reads) = (router.diagnostics, router.site.into_reads());
    Arc::new(Plan { routes, diagnostics, has_print, has_feed, has_figure_feed, has_edition_feed, reads })
}

/// The page of a folder: the one that was written, or the one that is generated.
pub(super) enum FolderPage {
    Written(PageId),
    Generated(SpecialPage),
}

/// What there is at the address of a folder, if anything.
pub(super) fn folder_page(site: &Tracked<'_>, url: &UrlPath) -> Option<FolderPage> {
    if let Some(id) = site.by_url(url) {
        return Some(FolderPage::Written(id));
    }
    SpecialPage::at(url).filter(|special| special.has_content(site)).map(FolderPage::Generated)
}

/// The files planned so far, and who claimed each.
pub(super) struct Router<'a> {
    pub(super) site: Tracked<'a>,
    pub(super) routes: BTreeMap<OutputPath, (Claim, Route)>,
    /// The files by their paths in small letters.
    pub(super) folded: BTreeMap<Arc<str>, OutputPath>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Paths whose last part Windows refuses: what lies below one is no second mistake.
    pub(super) unportable: BTreeSet<String>,
}

impl Router<'_> {
    /// Adds a file, unless something else is at its address: then both are named. Says whether it was added.
    pub(super) fn add(&mut self, url: &UrlPath, claim: Claim, route: Route) -> bool {
        let Some(path) = url.output() else { return false };
        self.check_length(&path, &claim);
        self.check_portable(&path, &claim);
        let folded: Arc<str> = path.as_str().to_lowercase().into();
        if let Some(other) = self.folded.get(&folded) {
            let (first, _) = &self.routes[other];
            let diagnostic = claim::collision(&self.site, url, &claim, first);
            self.diagnostics.push(diagnostic);
            return false;
        }
        self.folded.insert(folded, path.clone());
        self.routes.insert(path, (claim, route));
        true
    }

    fn has(&self, url: &UrlPath) -> bool {
        url.output().is_some_and(|path| self.routes.contains_key(&path))
    }

    /// Adds a file that is generated, unless the author has put one into its place. Says whether it was added.
    fn generate(&mut self, url: &UrlPath, what: &str, route: Route) -> bool {
        !self.has(url) && self.add(url, Claim::Generated(what.to_owned()), route)
    }

    /// The listings that no file was written for.
    fn listings(&mut self) {
        let special: Vec<_> = SpecialPage::all().filter(|special| special.has_content(&self.site)).collect();
        for special in special {
            let what = format!("page `{}`", special.title(&self.site));
            self.generate(&special.url(), &what, Route::Generated(special));
        }
        for part in OverviewPart::all(&self.site) {
            let url = part.url();
            self.generate(&url, &format!("page `{url}`"), Route::OverviewPart(part));
        }
        for (kind, key) in directory::parts(&self.site) {
            let what = format!("part `{key}` of a directory");
            self.generate(&directory::part_url(kind, &key), &what, Route::DirectoryPart(kind, key));
        }
        for (name, part) in edition::pages(&self.site) {
            let url = edition::edition_url(&name, &part);
            if !self.has(&url) {
                self.add(&url, Claim::Edition(name.clone()), Route::Edition(name, part));
            }
        }
        let tags: Vec<_> = self.site.tags().collect();
        for (slug, tag) in tags {
            let url = tag_url(slug);
            self.add(&url, Claim::Tag(slug.clone(), tag.title.clone()), Route::Tag(slug.clone()));
        }
    }

    /// The data files.
    fn data(&mut self) {
        if !self.site.has_data() {
            return;
        }
        for (schema, format) in
            TABLES.iter().flat_map(|schema| DataFormat::ALL.map(|format| (schema, format)))
        {
            let url = data::table_url(schema, format);
            self.generate(&url, &format!("file `{url}`"), Route::Data(schema, format));
        }
        let url = data::package_url();
        self.generate(&url, &format!("file `{url}`"), Route::DataPackage);
    }

    /// What can be taken away is a file beside its page.
    fn exhibits(&mut self) {
        let blocks: Vec<_> = self.site.blocks_with_files().collect();
        for (page, index) in blocks {
            let block = &page.document.body.exhibits[index];
            for format in block.formats() {
                let claim = Claim::Exhibit(page.id, block.title.clone(), block.keyword.clone());
                let route = Route::Exhibit(ExhibitSource::Block(page.id, index), *format);
                self.add(&file_url(&page.url, &block_file(block), *format), claim, route);
            }
        }
        for overview in self.site.overviews() {
            let page = SpecialPage::Overview(*overview).url();
            for format in overview_formats(*overview) {
                let url = file_url(&page, &overview_file(&self.site, *overview), *format);
                let route = Route::Exhibit(ExhibitSource::Overview(*overview), *format);
                self.generate(&url, &format!("file `{url}`"), route);
            }
        }
    }

    /// The pages of exhibits that are shared, and what pages elsewhere need of them. Where two have one name, or somebody
    /// has put another page there, that is one mistake.
    fn shared(&mut self) {
        let shared: Vec<_> = self.site.shared_blocks().collect();
        let elsewhere = !self.site.config().base.origin.is_empty();
        for (page, index, name) in shared {
            let title = &page.document.body.exhibits[index].title;
            let claim = Claim::Shared(page.id, title.clone(), name.range.clone());
            let route = |file| Route::Shared(file, page.id, index);
            if !self.add(&SharedFile::Page.url(&name.value), claim.clone(), route(SharedFile::Page)) {
                continue;
            }
            for file in SharedFile::ELSEWHERE.into_iter().filter(|_| elsewhere) {
                self.add(&file.url(&name.value), claim.clone(), route(file));
            }
        }
    }

    /// The Markdown twins of pages, beside them.
    fn twins(&mut self) {
        let pages = self.routes.iter().filter(|(_, (_, route))| route.has_twin(&self.site));
        let twins = pages.filter_map(|(path, (_, route))| Some((twin_url(&path.url())?, route.clone())));
        for (url, route) in twins.collect::<Vec<_>>() {
            self.generate(&url, &format!("file `{url}`"), Route::Twin(Box::new(route)));
        }
    }

    /// Every alias is an address beside the page's own that leads to it.
    fn redirects(&mut self, site: &Site) {
        self.site.note(Dependency::Aliases);
        for page in &site.pages {
            let mut urls: Vec<UrlPath> = Vec::new();
            for alias in &page.front().aliases {
                let Some(url) = page.alias_url(&alias.value) else { continue };
                if url == page.url || urls.contains(&url) || self.is_shared(page, &alias.value) {
                    continue;
                }
                let claim = Claim::Alias(page.id, alias.value.clone(), alias.range.clone());
                self.add(&url, claim, Route::Redirect(page.id));
                urls.push(url);
            }
        }
    }

    /// Whether another page of the kind has the alias too, which is an error already.
    fn is_shared(&self, page: &Page, alias: &str) -> bool {
        let mut others = self.site.called(alias).iter().filter(|id| **id != page.id);
        page.kind().has_unique_names() && others.any(|id| self.site.page(*id).kind() == page.kind())
    }

    /// Plans the files machines read, except those the author has put into `static/`. Says whether there are
    /// feeds: of pages, of figures, and of editions.
    fn syndicate(&mut self) -> [bool; 3] {
        // The site of an edition is a part of another one, which has them.
        if self.site.config().edition.is_some() {
            return [false; 3];
        }
        let origin = &self.site.config().base.origin;
        let can_have = !origin.is_empty() && self.site.config().feed_limit > 0;
        let has_feed = can_have && self.site.any_dated(&machines::ARTICLES);
        let has_figure_feed = can_have && self.site.overviews().contains(&Overview::Figures);
        let has_edition_feed = can_have && SpecialPage::Editions.has_content(&self.site);
        if has_edition_feed {
            let url = UrlPath::file(machines::EDITION_FEED);
            self.generate(&url, "feed of editions", Route::EditionFeed);
        }
        if has_figure_feed {
            let url = UrlPath::file(machines::FIGURE_FEED);
            self.generate(&url, "feed of figures", Route::FigureFeed);
        }
        if has_feed {
            self.generate(&UrlPath::file(machines::FEED), "feed", Route::Feed);
        }
        if !origin.is_empty() {
            self.generate(&UrlPath::file(machines::SITEMAP), "sitemap", Route::Sitemap);
        }
        self.generate(&UrlPath::file(machines::GUIDE), "file `llms.txt`", Route::Guide);
        self.generate(&UrlPath::file(machines::CITATION), "file `CITATION.cff`", Route::Citation);
        let cname = self.site.config().cname.as_ref().map(|name| format!("{name}\n"));
        // Without `.nojekyll`, GitHub Pages drops files whose names start with an underscore.
        let robots = machines::robots(self.site.config());
        let texts = [(ROBOTS, Some(robots)), (".nojekyll", Some(String::new())), (DOMAIN, cname)];
        for (name, text) in texts {
            if let Some(text) = text {
                self.generate(&UrlPath::file(name), &format!("file `{name}`"), Route::Text(text));
            }
        }
        [has_feed, has_figure_feed, has_edition_feed]
    }
}
