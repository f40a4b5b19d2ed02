//! Documents → [`Site`]: which pages there are, what they are called, and how they belong together.
//!
//! The site is complete when [`assemble`] returns it and is never changed afterwards. It holds no HTML and
//! knows nothing of links in prose. Nothing in it but the documents themselves depends on the Markdown below
//! the front matter, so after an edit of prose all of it is shared with the site before.

mod age;
mod alias;
mod blocks;
mod changes;
mod citers;
mod country;
mod course;
mod dependency;
mod directory;
mod disagreement;
mod edition;
mod fact;
mod figure;
mod labels;
mod ledger;
mod levels;
mod metrics;
mod names;
mod outline;
mod overviews;
mod per_page;
mod ranking;
mod references;
mod settled;
mod siblings;
mod standing;
mod tracked;
mod usage;
mod value;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use age::Age;
pub use changes::Changes;
pub use course::Course;
pub use dependency::{Dependency, Reads};
pub use directory::{DIGITS, MOST_ROWS, SharedColumns, is_named_alone};
pub use fact::{EventRef, FactRef, FigureError, RemarkRef, UsedRef, metric_id};
pub use figure::number_text;
pub use levels::MOST_LEVELS;
pub use metrics::Metrics;
pub use names::{Found, Names};
pub use outline::{Outline, Part};
pub use overviews::{MOST_EVENTS, Overview};
pub use per_page::per_page;
pub use ranking::Ranked;
pub use references::{References, Tag};
use siblings::Siblings;
pub use standing::Standing;
pub use tracked::Tracked;
pub use usage::Usage;

use crate::config::Config;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Span};
use crate::edition::Editions;
use crate::parse::{Details, Document, FrontMatter, Kind, Term, Tier};
use crate::paths::{SourcePath, UrlPath, slug};
use citers::Citers;
use directory::Directories;
pub use edition::EditionParts;
use ledger::Ledger;
use ranking::Rankings;

/// A page's number within one [`Site`]. It means nothing outside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(usize);

impl PageId {
    /// Where the page stands in [`Site::pages`].
    pub fn index(self) -> usize {
        self.0
    }

    /// The number of the page at this place of [`Site::pages`].
    pub(crate) fn at(index: usize) -> Self {
        Self(index)
    }
}

/// Everything the report says, in one place.
#[derive(Clone, Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The pages, sorted by source path.
    pub pages: Vec<Page>,
    /// Pages by the file they come from.
    pub by_path: Arc<BTreeMap<SourcePath, PageId>>,
    /// Pages by their address.
    pub by_url: Arc<BTreeMap<UrlPath, PageId>>,
    /// Pages by what they are called.
    pub names: Arc<Names>,
    /// The chapters in reading order.
    pub outline: Arc<Outline>,
    /// Files that are drafts and left out, with their titles.
    pub drafts: Arc<BTreeMap<SourcePath, String>>,
    /// The metrics that its facts can have.
    pub metrics: Arc<Metrics>,
    /// The tags, by slug.
    pub tags: Arc<BTreeMap<String, Tag>>,
    /// The dated states that the report keeps.
    pub editions: Arc<Editions>,
    /// The parts of the figures of each of them, by its name.
    edition_parts: Arc<BTreeMap<String, EditionParts>>,
    /// The projects of each domain by their figures.
    rankings: Arc<Rankings>,
    /// The pages that cite each source.
    citers: Arc<Citers>,
    /// Which project of a domain stands before and after each.
    siblings: Arc<Siblings>,
    /// The date of the build.
    as_of: Option<Date>,
    /// The pages that state figures, in the order of the list of all figures.
    ledger: Arc<Ledger>,
    directories: Arc<Directories>,
    /// What there is for pages that show the report as a whole.
    overviews: overviews::Overviews,
    /// What is wrong with names, references and tags.
    pub diagnostics: Arc<[Diagnostic]>,
    /// The documents it was made of.
    documents: Vec<Arc<Document>>,
    /// Whether drafts are among its pages.
    with_drafts: bool,
    /// Whether nothing is wrong with the references of its pages, so that there is nothing to say again.
    is_settled: bool,
}

/// A page in its place among the others.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its number.
    pub id: PageId,
    /// What its file says.
    pub document: Arc<Document>,
    /// The last part of its address, by which front matter refers to it.
    pub slug: Arc<str>,
    /// Its address.
    pub url: UrlPath,
    /// The pages its front matter refers to.
    pub references: Arc<References>,
}

impl Page {
    /// What kind of page it is.
    pub fn kind(&self) -> Kind {
        self.document.kind
    }

    /// A place of its file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(&self.document.path, range.clone())
    }

    /// What its front matter says.
    pub fn front(&self) -> &FrontMatter {
        &self.document.front
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.document.front.title.value
    }

    /// Its name where room is short: beside each figure, for a source.
    pub fn short_title(&self) -> &str {
        match &self.front().details {
            Details::Source { short_title: Some(title), .. } => title,
            _ => self.title(),
        }
    }

    /// What it is called besides its title: where room is short, in other spellings, in other languages.
    pub fn other_names(&self) -> impl Iterator<Item = &str> {
        let front = self.front();
        let local = front.names.iter().map(|local| local.name.value.as_str());
        let all = std::iter::once(self.short_title()).chain(front.spellings()).chain(local);
        all.filter(|name| *name != self.title())
    }

    /// How much there is to say of it: its figures count most.
    pub fn extent(&self) -> usize {
        let (front, references) = (self.front(), &self.references);
        let relations = references.projects.len() + references.companies.len() + references.related.len();
        3 * front.facts.len() + front.events.len() + relations
    }

    /// Whether it is the page of a part of the report rather than a chapter.
    pub fn is_part(&self) -> bool {
        self.kind() == Kind::Chapter && self.document.path.stem() == "index"
    }

    /// Where one of its aliases is published, if it makes an address.
    pub fn alias_url(&self, alias: &str) -> Option<UrlPath> {
        alias::address(self, alias).ok()
    }

    /// The terms it explains, if it is a glossary.
    pub fn terms(&self) -> &[Term] {
        if self.front().glossary { &self.document.body.terms } else { &[] }
    }

    /// Whether directories and charts show it: not if it only gives context to others.
    pub fn is_listed(&self) -> bool {
        self.front().tier != Tier::Context
    }

    /// What sorts it among its siblings: the author's order, then the title.
    pub fn sort_key(&self) -> (i64, String, PageId) {
        (self.front().order.unwrap_or(i64::MAX), self.title().to_lowercase(), self.id)
    }
}

impl Site {
    /// The page with this number.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0]
    }

    /// The pages of one kind, in the order they are listed: the author's, then by title.
    pub fn of_kind(&self, kind: Kind) -> Vec<&Page> {
        let mut pages: Vec<_> = self.pages.iter().filter(|page| page.kind() == kind).collect();
        pages.sort_by_cached_key(|page| page.sort_key());
        pages
    }

    /// Whether the site consists of these pages.
    fn has_pages(&self, pages: &[Page]) -> bool {
        let same = |(page, other): (&Page, &Page)| page.document.path == other.document.path;
        self.pages.len() == pages.len() && std::iter::zip(&self.pages, pages).all(same)
    }

    /// The same site with other texts; `None` if more than the text differs in the documents or the settings.
    fn with_texts(
        &self,
        config: &Arc<Config>,
        documents: &[Arc<Document>],
        editions: &Arc<Editions>,
    ) -> Option<Self> {
        let same = Arc::ptr_eq(&self.config, config) && Arc::ptr_eq(&self.editions, editions);
        if !same || self.documents.len() != documents.len() {
            return None;
        }
        let pairs = || std::iter::zip(&self.documents, documents);
        if !pairs().all(|(before, document)| before.same_head(document)) {
            return None;
        }
        let mut site = Self { documents: documents.to_vec(), ..self.clone() };
        for (_, document) in pairs().filter(|(before, document)| !Arc::ptr_eq(before, document)) {
            if let Some(id) = self.by_path.get(&document.path) {
                site.pages[id.0].document = document.clone();
            }
        }
        Some(site)
    }
}

/// Puts documents together into a site. Drafts are left out unless `drafts` is set. What the site before, if
/// there is one, already knows is taken from it.
pub fn assemble(
    config: &Arc<Config>,
    documents: &[Arc<Document>],
    editions: &Arc<Editions>,
    drafts: bool,
    previous: Option<&Site>,
) -> Site {
    let same = previous.filter(|before| before.with_drafts == drafts);
    if let Some(site) = same.and_then(|before| before.with_texts(config, documents, editions)) {
        return site;
    }
    let edition_parts = previous.filter(|before| Arc::ptr_eq(&before.editions, editions));
    let edition_parts = edition_parts
        .map_or_else(|| Arc::new(edition::parts(editions)), |before| before.edition_parts.clone());
    let mut diagnostics = Vec::new();
    let (published, left_out): (Vec<_>, Vec<_>) =
        documents.iter().partition(|document| drafts || !document.front.draft);
    let title = |document: &Document| document.front.title.value.clone();
    let titles: BTreeMap<_, _> =
        left_out.into_iter().map(|document| (document.path.clone(), title(document))).collect();
    let pages = place_all(&published, previous, &mut diagnostics);
    let previous = previous.filter(|before| before.has_pages(&pages));
    let mut names = Names::default();
    let (mut found_in_names, mut found_in_tags) = (Vec::new(), Vec::new());
    let mut tags = BTreeMap::new();
    let mut outline = Outline::default();
    rayon::scope(|scope| {
        scope.spawn(|_| names = Names::collect(&pages, previous, &mut found_in_names));
        scope.spawn(|_| tags = references::tags(&pages, &mut found_in_tags));
        scope.spawn(|_| outline = Outline::of(&pages));
    });
    let metrics = Metrics::collect(config, &pages, &mut diagnostics);
    metrics.check_columns(config, &mut diagnostics);
    // A page has the references of the site before until it gets its own.
    let is_settled = previous.is_some_and(|before| settled::hold(before, &metrics, &pages, &names));
    let others = diagnostics.len();
    let pages = if is_settled { pages } else { with_references(pages, &metrics, &names, &mut diagnostics) };
    let is_settled = diagnostics.len() == others;
    diagnostics.extend(found_in_names.into_iter().chain(found_in_tags));
    let by_path = || pages.iter().map(|page| (page.document.path.clone(), page.id)).collect();
    let by_url = || pages.iter().map(|page| (page.url.clone(), page.id)).collect();
    let site = Site {
        config: config.clone(),
        by_path: previous.map_or_else(|| Arc::new(by_path()), |before| before.by_path.clone()),
        by_url: previous.map_or_else(|| Arc::new(by_url()), |before| before.by_url.clone()),
        pages,
        names: Arc::new(names),
        outline: Arc::new(outline),
        metrics: Arc::new(metrics),
        drafts: Arc::new(titles),
        tags: Arc::new(tags),
        editions: editions.clone(),
        edition_parts,
        as_of: None,
        rankings: Arc::default(),
        citers: Arc::default(),
        siblings: Arc::default(),
        ledger: Arc::default(),
        directories: Arc::default(),
        overviews: overviews::Overviews::default(),
        diagnostics: diagnostics.into(),
        documents: documents.to_vec(),
        with_drafts: drafts,
        is_settled,
    };
    with_lists(site)
}

/// Works out what follows from all pages together.
fn with_lists(site: Site) -> Site {
    let as_of = age::as_of(&site.config, &site.pages);
    let (rankings, ledger) = (Arc::new(ranking::rank(&site)), Arc::new(ledger::ledger(&site)));
    let (citers, siblings) = (Arc::new(citers::citers(&site)), Arc::new(siblings::siblings(&site.pages)));
    let directories = Arc::new(directory::directories(&site));
    Site {
        as_of,
        rankings,
        citers,
        siblings,
        ledger,
        directories,
        overviews: overviews::overviews(&site),
        ..site
    }
}

/// Looks up what the pages refer to.
fn with_references(
    pages: Vec<Page>,
    metrics: &Metrics,
    names: &Names,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Page> {
    let mut references = references::resolve(metrics, &pages, names, diagnostics);
    levels::nest(&pages, &mut references, diagnostics);
    let complete = |(page, references)| Page { references: Arc::new(references), ..page };
    std::iter::zip(pages, references).map(complete).collect()
}

/// Gives every document that can have one its address; the others are reported.
fn place_all(
    documents: &[&Arc<Document>],
    previous: Option<&Site>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Page> {
    let mut known = previous.map(|site| site.pages.iter()).into_iter().flatten().peekable();
    let mut pages = Vec::with_capacity(documents.len());
    for document in documents {
        let id = PageId(pages.len());
        while known.next_if(|page| page.document.path < document.path).is_some() {}
        let same = known.next_if(|page| page.document.path == document.path);
        let page = match same {
            Some(page) => Page { id, document: Arc::clone(document), ..page.clone() },
            None if names::check_path(&document.path, diagnostics) => place(id, Arc::clone(document)),
            None => continue,
        };
        names::check_terms(&page, diagnostics);
        pages.push(page);
    }
    pages
}

/// Gives a document its address: its path below `content/`, each part as a slug.
fn place(id: PageId, document: Arc<Document>) -> Page {
    let mut parts: Vec<_> = names::folders(&document.path).map(slug).collect();
    if document.path.stem() != "index" {
        parts.push(slug(document.path.stem()));
    }
    let slug = parts.last().map_or("", String::as_str).into();
    // The error page is a file of its own because GitHub Pages looks for it under this name.
    let url = if parts == ["404"] { UrlPath::file("404.html") } else { UrlPath::folder(&parts.join("/")) };
    Page { id, document, slug, url, references: Arc::default() }
}
