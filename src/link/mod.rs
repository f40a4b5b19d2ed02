//! Site → [`Links`]: where every link of every page leads, which names in prose become links, and who links
//! to whom.

mod mention;
mod resolve;
mod sentence;

pub(crate) use resolve::fact_id;
pub(crate) use sentence::heading_words;

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use crate::asset::Assets;
use crate::diagnostic::Diagnostic;
use crate::model::{Page, PageId, Site};

/// The links of all pages; one entry a page, in the order of [`Site::pages`].
#[derive(Debug, Default)]
pub struct Links {
    outgoing: Vec<Vec<Resolved>>,
    backlinks: Vec<Vec<Backlink>>,
}

impl Links {
    /// The links on a page, by place.
    pub fn on(&self, page: PageId) -> &[Resolved] {
        &self.outgoing[page.index()]
    }

    /// The links to a page, by the path of where they come from.
    pub fn to(&self, page: PageId) -> &[Backlink] {
        &self.backlinks[page.index()]
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
    Inside {
        /// The address, with its anchor.
        url: String,
        /// The words to show instead of those in the file.
        text: Option<String>,
        /// Whether it leads to a project or company.
        entity: bool,
    },
    /// Another site.
    Outside(String),
    /// A figure.
    Figure(Figure),
    /// A name in prose.
    Mention(String),
    /// Nowhere; reported already, and shown as plain words.
    Broken,
}

/// A figure as it is printed in prose.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// `about 300,000 lines of code`.
    pub text: String,
    /// Address of the fact.
    pub url: String,
    /// Whether only the number is wanted, without its date and source.
    pub bare: bool,
    /// `June 2021`.
    pub date: Option<String>,
    /// Title and address of the source.
    pub source: Option<(String, String)>,
}

/// A page that links to or mentions another, with the sentence in which it first does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The page.
    pub from: PageId,
    /// The anchor of the section; `None` before the first heading.
    pub anchor: Option<String>,
    /// The sentence up to the words of the link.
    pub before: String,
    /// The words of the link; empty if the page is about the other one without naming it in its text.
    pub words: String,
    /// The sentence after them.
    pub after: String,
}

/// A link to a page, with what is needed to quote it.
struct Reference {
    to: PageId,
    block: Option<usize>,
    section: usize,
    words: Range<usize>,
    /// Whether the words are a figure rather than a name of the page.
    figure: bool,
}

/// What the links of one page come to.
struct PageLinks {
    resolved: Vec<Resolved>,
    /// What each page it leads to shows of it.
    quotes: Vec<(PageId, Backlink)>,
    diagnostics: Vec<Diagnostic>,
}

/// Resolves the links of the whole site.
pub fn link(site: &Site, assets: &Assets, diagnostics: &mut Vec<Diagnostic>) -> Links {
    let finder = mention::Finder::new(site);
    let pages: Vec<_> = site.pages.par_iter().map(|page| link_page(site, assets, &finder, page)).collect();
    let mut links =
        Links { outgoing: Vec::new(), backlinks: site.pages.iter().map(|_| Vec::new()).collect() };
    for found in pages {
        diagnostics.extend(found.diagnostics);
        for (to, backlink) in found.quotes {
            links.backlinks[to.index()].push(backlink);
        }
        links.outgoing.push(found.resolved);
    }
    links
}

fn link_page(site: &Site, assets: &Assets, finder: &mention::Finder, page: &Page) -> PageLinks {
    let (mut resolved, mut references, mut diagnostics) = (Vec::new(), Vec::new(), Vec::new());
    let resolver = resolve::Resolver { site, assets, page };
    for link in &page.document.body.links {
        let (target, to) = resolver.resolve(link, &mut diagnostics);
        if let Some(to) = to {
            let words = link.at..link.at + link.text.len();
            let figure = matches!(target, Target::Figure(_));
            references.push(Reference { to, block: link.block, section: link.section, words, figure });
        }
        resolved.push(Resolved { range: link.range.clone(), target });
    }
    mention::find(site, finder, page, &mut resolved, &mut references);
    resolved.sort_by_key(|resolved| (resolved.range.start, resolved.range.end));
    references.sort_by_key(|reference| (reference.block.unwrap_or(usize::MAX), reference.words.start));
    let mut quoted = BTreeSet::from([page.id]);
    let first = references.iter().filter(|reference| quoted.insert(reference.to));
    let mut quotes: Vec<_> =
        first.map(|reference| (reference.to, quote(page, reference, &resolved))).collect();
    quotes
        .extend(about(page).filter(|id| quoted.insert(*id)).map(|id| (id, Backlink::without_words(page.id))));
    PageLinks { resolved, quotes, diagnostics }
}

/// The projects and companies a page is about by its front matter. Those of entities are relations and shown
/// as such.
fn about(page: &Page) -> impl Iterator<Item = PageId> {
    let references = &page.references;
    let related = references.projects.iter().chain(&references.companies);
    related.filter(|_| !page.kind().is_entity()).map(|(_, id)| *id)
}

impl Backlink {
    /// A page that is about another without naming it in its text.
    fn without_words(from: PageId) -> Self {
        Self { from, anchor: None, before: String::new(), words: String::new(), after: String::new() }
    }
}

fn quote(page: &Page, reference: &Reference, resolved: &[Resolved]) -> Backlink {
    let body = &page.document.body;
    let heading = reference.section.checked_sub(1).and_then(|index| body.headings.get(index));
    let note = reference.block.and_then(|block| body.blocks[block].note.as_ref());
    let number = note.and_then(|note| body.notes.iter().position(|known| known == note));
    let anchor = match number {
        Some(number) => Some(footnote_id(number + 1)),
        None => heading.map(|heading| heading.id.clone()),
    };
    let (before, words, after) = match (reference.block, reference.section.checked_sub(1)) {
        (Some(block), _) => sentence::around(body, block, &reference.words, resolved),
        (None, Some(index)) => (String::new(), heading_words(body, index, resolved), String::new()),
        (None, None) => (String::new(), String::new(), String::new()),
    };
    Backlink { from: page.id, anchor, before, words, after }
}

/// The anchor of a footnote, by its number.
pub(crate) fn footnote_id(number: usize) -> String {
    format!("fn-{number}")
}
