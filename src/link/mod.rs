//! Site → [`Links`]: where every link of every page leads, which names in prose become links, and who links
//! to whom.

mod boundary;
mod file;
mod mention;
mod ordinary;
mod picture;
mod resolve;
mod review;
mod sentence;
mod used;

pub(crate) use mention::source_range;
pub(crate) use ordinary::{is_indistinct, is_ordinary};
pub(crate) use resolve::Resolver;
pub use review::Mentioned;
pub(crate) use sentence::{bounds as sentence_bounds, heading_words, shown_blocks};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::asset::{Assets, Size};
use crate::diagnostic::Diagnostic;
use crate::model::{Changes, Dependency, Page, PageId, Reads, Site, Standing, Tracked, per_page};
use crate::parse::{Kind, Link};
use mention::Finder;
use sentence::Prose;

/// The links of all pages; one entry a page, in the order of [`Site::pages`].
#[derive(Clone, Debug)]
pub struct Links {
    pages: Vec<Arc<PageLinks>>,
    backlinks: Vec<Arc<[Backlink]>>,
    finder: Arc<Finder>,
}

impl Links {
    /// The links on a page, by place.
    pub fn on(&self, page: PageId) -> &Arc<[Resolved]> {
        &self.pages[page.index()].resolved
    }

    /// The links to a page, by the path of where they come from.
    pub fn to(&self, page: PageId) -> &[Backlink] {
        &self.backlinks[page.index()]
    }

    /// What is named or linked in a stretch of the blocks of a page, by block.
    pub(crate) fn named(&self, page: PageId, blocks: &Range<usize>) -> &[Reference] {
        let references = &self.pages[page.index()].references;
        let first = |index| references.partition_point(|one| one.block.unwrap_or(usize::MAX) < index);
        &references[first(blocks.start)..first(blocks.end)]
    }

    /// What is named in the headings of a page, in their order.
    pub(crate) fn named_in_headings(&self, page: PageId) -> &[Reference] {
        &self.pages[page.index()].in_headings
    }

    /// The fact that each use of a company names, in their order: its page, and its index there.
    pub fn uses(&self, page: PageId) -> &[Option<(PageId, usize)>] {
        &self.pages[page.index()].uses
    }

    /// What the links of a page depend on.
    pub fn reads(&self, page: PageId) -> &Reads {
        &self.pages[page.index()].reads
    }

    /// The address of the logo of a page, and its size.
    pub fn logo(&self, page: PageId) -> Option<&(String, Option<Size>)> {
        self.pages[page.index()].logo.as_ref()
    }

    /// What is wrong with the links.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.pages.iter().flat_map(|page| &page.diagnostics)
    }
}

/// A link, an image or a mention, with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Resolved {
    /// Where it stands; for a mention, the words that become the link.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: Target,
}

/// Where a link leads. Addresses inside the site come without the base path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A page, a heading on one, or a file of the site.
    Internal {
        /// The address, with its anchor.
        url: String,
        /// The words to show instead of those in the file.
        text: Option<String>,
        /// Whether it leads to a project or company.
        entity: bool,
        /// The size of the picture it leads to.
        size: Option<Size>,
    },
    /// Another site.
    External(String),
    /// A figure.
    Figure(PrintedFigure),
    /// A name in prose.
    Mention {
        /// The address.
        url: String,
        /// Whether it is a term of a glossary rather than an entity.
        term: bool,
    },
    /// Nowhere, and why: it is reported, and shown as plain words with a mark.
    Broken(String),
}

impl Target {
    /// An address of the site that is shown with the words in the file, and the size of the picture there.
    fn address(url: String, size: Option<Size>) -> Self {
        Self::Internal { url, text: None, entity: false, size }
    }
}

/// A figure as it is printed in prose.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PrintedFigure {
    /// `about 300,000 lines of code`.
    pub text: String,
    /// Address of the fact.
    pub url: String,
    /// Whether only the number is wanted, without its date and source.
    pub bare: bool,
    /// `June 2021`.
    pub date: Option<String>,
    /// Title of the source.
    pub source: Option<String>,
    /// How old it is, and whether sources differ on it.
    pub standing: Standing,
}

/// A page that links to or mentions another, with the first sentence in which it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The page.
    pub from: PageId,
    /// The anchor of the section; `None` before the first heading.
    pub anchor: Option<String>,
    /// The sentence up to the words of the link.
    pub before: String,
    /// The words of the link; empty if the page names the other one in no sentence.
    pub words: String,
    /// The sentence after them.
    pub after: String,
}

/// A link to a page or a mention of it, with what is needed to quote it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The page.
    pub(crate) to: PageId,
    /// Index of the block it stands in; `None` in a heading.
    pub(crate) block: Option<usize>,
    /// Index of the heading it stands below or in; `None` before the first.
    pub(crate) section: Option<usize>,
    /// Where its words stand in the text of the block.
    pub(crate) words: Range<usize>,
    /// Whether the words are a figure rather than a name of the page.
    figure: bool,
}

impl Reference {
    /// What sorts it among those of its page: the block, headings last, and the place in it.
    fn place(&self) -> (usize, usize) {
        (self.block.unwrap_or(usize::MAX), self.words.start)
    }
}

/// What the links of one page come to.
#[derive(Debug)]
struct PageLinks {
    resolved: Arc<[Resolved]>,
    /// Everything that leads to a page of the site, by block.
    references: Vec<Reference>,
    /// The names in its headings.
    in_headings: Vec<Reference>,
    /// What each page it leads to shows of it.
    quotes: BTreeMap<PageId, Backlink>,
    /// The fact that each use names.
    uses: Vec<Option<(PageId, usize)>>,
    /// Where its logo lies, and the size of that.
    logo: Option<(String, Option<Size>)>,
    diagnostics: Vec<Diagnostic>,
    /// The dependencies of all of this.
    reads: Reads,
}

/// Resolves the links of the whole site. Those of the site before hold for every page that depends on nothing in
/// `changes`, to which is added what turns out to be new.
pub fn link(site: &Site, assets: &Assets, previous: Option<&Links>, changes: &mut Changes) -> Links {
    let previous = previous.filter(|_| *changes != Changes::Everything);
    let (finder, new_names) = finder(site, previous, changes);
    let is_kept = |page: &Page, links: &PageLinks| {
        !changes.touch(&links.reads) && !new_names.as_ref().is_some_and(|names| names.occurs(page))
    };
    let link = |page: &Page| Arc::new(link_page(site, assets, &finder, page));
    let pages = per_page(site, previous.map(|links| links.pages.as_slice()), is_kept, link);
    let backlinks = match previous {
        Some(before) => update_backlinks(before, &pages, site, changes),
        None => collect_backlinks(&pages),
    };
    Links { pages, backlinks, finder }
}

/// The finder of names, and one for the names that are new or gone, if there are any.
fn finder(site: &Site, previous: Option<&Links>, changes: &Changes) -> (Arc<Finder>, Option<Finder>) {
    let Some(before) = previous else { return (Arc::new(Finder::new(site)), None) };
    let entities = Kind::ALL.into_iter().filter(|kind| kind.is_entity());
    let mut names = entities.map(Dependency::Heads).chain([Dependency::Terms]);
    if !names.any(|names| changes.contains(names)) {
        return (before.finder.clone(), None);
    }
    let finder = Finder::new(site);
    let new_names = finder.difference(&before.finder);
    (Arc::new(finder), Some(new_names).filter(|names| !names.is_empty()))
}

fn collect_backlinks(pages: &[Arc<PageLinks>]) -> Vec<Arc<[Backlink]>> {
    let mut backlinks: Vec<Vec<Backlink>> = pages.iter().map(|_| Vec::new()).collect();
    for (to, backlink) in pages.iter().flat_map(|page| &page.quotes) {
        backlinks[to.index()].push(backlink.clone());
    }
    backlinks.into_iter().map(Arc::from).collect()
}

/// Puts the quotes of the pages whose links are new in place of their old ones.
fn update_backlinks(
    before: &Links,
    pages: &[Arc<PageLinks>],
    site: &Site,
    changes: &mut Changes,
) -> Vec<Arc<[Backlink]>> {
    let mut backlinks = before.backlinks.clone();
    for (page, (old, new)) in std::iter::zip(&site.pages, std::iter::zip(&before.pages, pages)) {
        if Arc::ptr_eq(old, new) {
            continue;
        }
        let heads = old.in_headings != new.in_headings || old.uses != new.uses || old.logo != new.logo;
        if heads || old.resolved != new.resolved || old.references != new.references {
            changes.add(Dependency::Links(page.id));
        }
        let to: BTreeSet<_> = old.quotes.keys().chain(new.quotes.keys()).copied().collect();
        for to in to.into_iter().filter(|to| old.quotes.get(to) != new.quotes.get(to)) {
            let list = &mut backlinks[to.index()];
            let others = list.iter().filter(|backlink| backlink.from != page.id);
            let mut quotes: Vec<_> = others.chain(new.quotes.get(&to)).cloned().collect();
            quotes.sort_by_key(|backlink| backlink.from);
            *list = quotes.into();
            changes.add(Dependency::Backlinks(to));
        }
    }
    backlinks
}

fn link_page(site: &Site, assets: &Assets, finder: &Finder, page: &Page) -> PageLinks {
    let site = Tracked::new(site);
    site.note(Dependency::Head(page.id));
    site.note(Dependency::Text(page.id));
    let (mut resolved, mut references, mut diagnostics) = (Vec::new(), Vec::new(), Vec::new());
    let resolver = Resolver { site: &site, assets, page };
    // With raw HTML its tags reach the page as they are written.
    let is_ours = |link: &&Link| !(site.config().raw_html && link.kind.is_html());
    for link in page.document.body.links.iter().filter(is_ours) {
        let (target, to) = resolver.resolve(link, &mut diagnostics);
        // The words of a picture are none of the text around it.
        if let Some(to) = to.filter(|_| !link.kind.is_image()) {
            let words = link.at..link.at + link.text.len();
            let figure = matches!(target, Target::Figure(_));
            references.push(Reference { to, block: link.block, section: link.section, words, figure });
        }
        resolved.push(Resolved { range: link.range.clone(), target });
    }
    let uses = page.front().uses.iter().map(|one| resolver.figure_of_use(one, &mut diagnostics)).collect();
    let logo = page.front().logo.as_ref().and_then(|logo| resolver.logo(logo, &mut diagnostics));
    mention::find(&site, finder, page, &mut resolved, &mut references);
    resolved.sort_by_key(|resolved| (resolved.range.start, resolved.range.end));
    references.sort_by_key(Reference::place);
    let quotes = quotes(page, &references, &resolved);
    references.shrink_to_fit();
    let in_headings = mention::in_headings(finder, page);
    PageLinks {
        resolved: resolved.into(),
        references,
        in_headings,
        quotes,
        uses,
        logo,
        diagnostics,
        reads: site.into_reads(),
    }
}

/// What each page that is referred to shows of this one: the first sentence that does, or where it is named first.
fn quotes(page: &Page, references: &[Reference], resolved: &[Resolved]) -> BTreeMap<PageId, Backlink> {
    let mut quotes: BTreeMap<PageId, Backlink> = BTreeMap::new();
    let mut tried: BTreeMap<PageId, usize> = BTreeMap::new();
    let prose = Prose::new(&page.document.body, resolved);
    for reference in references.iter().filter(|reference| reference.to != page.id) {
        let tried = tried.entry(reference.to).or_default();
        let quote = quotes.get(&reference.to);
        if *tried == MOST_TRIED || quote.is_some_and(|quote| !quote.words.is_empty()) {
            continue;
        }
        *tried += 1;
        if let Some(sentence) = quote_sentence(page, reference, references, &prose) {
            quotes.insert(reference.to, sentence);
        } else {
            quotes.entry(reference.to).or_insert_with(|| Backlink::at(page, reference));
        }
    }
    for id in about(page).filter(|id| *id != page.id) {
        quotes.entry(id).or_insert_with(|| Backlink::without_words(page.id, None));
    }
    quotes
}

/// The most places at which a sentence about one page is sought: a table can name it in every row.
const MOST_TRIED: usize = 16;

/// The projects and companies a page is about by its front matter. Those of entities are relations and shown
/// as such.
fn about(page: &Page) -> impl Iterator<Item = PageId> {
    let references = &page.references;
    let related = references.projects.iter().chain(&references.companies);
    related.filter(|_| !page.kind().is_entity()).map(|(_, id)| *id)
}

impl Backlink {
    /// A page that refers to another, but in no sentence.
    fn without_words(from: PageId, anchor: Option<String>) -> Self {
        Self { from, anchor, before: String::new(), words: String::new(), after: String::new() }
    }

    /// The place of a reference, without a quotation.
    fn at(page: &Page, reference: &Reference) -> Self {
        let body = &page.document.body;
        let heading = reference.section.and_then(|index| body.headings.get(index));
        let note = reference.block.and_then(|block| body.blocks.at(block).note);
        let number = note.and_then(|note| body.notes.number(note));
        let anchor = match number {
            Some(number) => Some(footnote_id(number)),
            None => heading.map(|heading| heading.id.clone()),
        };
        Self::without_words(page.id, anchor)
    }
}

/// The sentence in which a reference stands; `None` if it stands in a heading, or among words that are none.
fn quote_sentence(
    page: &Page,
    reference: &Reference,
    references: &[Reference],
    prose: &Prose<'_>,
) -> Option<Backlink> {
    let block = reference.block?;
    let text = page.document.body.blocks.at(block).text;
    let bounds = sentence::bounds(text, &reference.words);
    let start = bounds.start + text[bounds.clone()].len() - text[bounds.clone()].trim_start().len();
    let named = references.binary_search_by_key(&(block, start), Reference::place).is_ok();
    let starts_with_name = named || text[start..].starts_with(page.title());
    if !sentence::is_whole(text, &bounds, starts_with_name) {
        return None;
    }
    let (before, words, after) = prose.around(block, &bounds, &reference.words);
    Some(Backlink { before, words, after, ..Backlink::at(page, reference) })
}

/// The anchor of a footnote, by its number.
pub(crate) fn footnote_id(number: usize) -> String {
    format!("fn-{number}")
}
