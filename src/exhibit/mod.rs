//! Site → [`Exhibits`]: what the charts, tables, timelines and networks of each page show.
//!
//! A block of YAML in the Markdown asks for entities and their facts; here it gets them. How they are drawn is
//! left to `render`.

mod asked;
mod change;
mod chart;
mod claim;
mod connected;
mod connection;
mod context;
mod datum;
mod disagreement;
mod files;
mod inline;
mod lines;
mod matrix;
mod neighbours;
mod own_table;
mod panel;
mod printed;
mod query_cache;
mod select;
mod spread;
mod table;
mod timeline;
mod types;
mod use_rows;

use std::sync::Arc;

use crate::asset::Assets;
use crate::diagnostic::{Code, Diagnostic, Need};
use crate::link::Links;
use crate::model::{Changes, Dependency, Page, PageId, Reads, Site, Tracked, per_page};
use crate::parse::exhibit::{ExhibitBlock, Spec, TemplateQueries};
use asked::Asked;
use context::{Asker, Context};
use printed::Printed;
use query_cache::QueryCache;

pub use asked::{FoundPage, is_sort};
pub use change::{development_of_all, events_since};
pub use disagreement::all_disagreements;
pub use files::{block_file, file_url, panel_file, shared_url};
pub use matrix::matrix_of_all;
pub use neighbours::neighbours;
pub use panel::{comparison, domain_chart, history};
pub use table::{is_property, is_sparse};
pub use timeline::{timeline_of_all, timeline_of_years};
pub use types::*;

/// The exhibits of all pages; one entry a page, in the order of [`Site::pages`].
#[derive(Clone, Debug)]
pub struct Exhibits {
    pages: Vec<Arc<PageExhibits>>,
    asked: Asked,
    printed: Printed,
}

/// The exhibits of one page.
#[derive(Debug, Default)]
struct PageExhibits {
    /// One for each block of the page, in order.
    shown: Arc<[Result<Exhibit, Unshown>]>,
    diagnostics: Vec<Diagnostic>,
    /// The dependencies of all of this.
    reads: Reads,
}

impl Exhibits {
    /// What the blocks of a page show, in order.
    pub fn on(&self, page: PageId) -> &Arc<[Result<Exhibit, Unshown>]> {
        &self.pages[page.index()].shown
    }

    /// What the exhibits of a page depend on.
    pub fn reads(&self, page: PageId) -> &Reads {
        &self.pages[page.index()].reads
    }

    /// The queries that templates declare.
    pub fn queries(&self) -> &TemplateQueries {
        self.asked.queries()
    }

    /// What the queries that a template can use have found, by their names. One that could not be read, or means
    /// nothing, has found nothing.
    pub fn found(&self, template: &str) -> impl Iterator<Item = (&str, &[FoundPage])> {
        self.asked.of(template)
    }

    /// What a query of templates depends on, by what whoever uses it has noted.
    pub fn reads_of_query(&self, noted: Dependency) -> Option<&Reads> {
        self.asked.reads(noted)
    }

    /// What is wrong with the blocks, and with the queries of templates.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.pages.iter().flat_map(|page| &page.diagnostics).chain(self.asked.diagnostics())
    }
}

/// Collects what the blocks of all pages and the queries of templates ask for. What the blocks of a page show is kept if it depends on nothing in
/// `changes`, to which is added what turns out to be new.
pub fn collect(
    site: &Site,
    assets: &Assets,
    links: &Links,
    queries: &Arc<TemplateQueries>,
    previous: Option<&Exhibits>,
    changes: &mut Changes,
) -> Exhibits {
    let previous = previous.filter(|_| *changes != Changes::Everything);
    let cache = QueryCache::default();
    let none = Arc::new(PageExhibits::default());
    let holds = |page: &Page, before: &PageExhibits| {
        before.shown.len() == page.document.body.exhibits.len() && !changes.touch(&before.reads)
    };
    let collect = |page: &Page| match page.document.body.exhibits.as_slice() {
        [] => none.clone(),
        _ => Arc::new(page_exhibits(site, assets, &cache, page)),
    };
    let pages = per_page(site, previous.map(|before| before.pages.as_slice()), holds, collect);
    if let Some(before) = previous {
        for (page, (old, new)) in std::iter::zip(&site.pages, std::iter::zip(&before.pages, &pages)) {
            if !Arc::ptr_eq(old, new) && old.shown != new.shown {
                changes.add(Dependency::Exhibits(page.id));
            }
        }
    }
    let asked = Asked::new(site, &cache, queries, previous.map(|before| &before.asked), changes);
    let exhibits = Exhibits { pages, asked, printed: Printed::default() };
    let printed = Printed::of(site, links, &exhibits, previous, changes);
    Exhibits { printed, ..exhibits }
}

fn page_exhibits(site: &Site, assets: &Assets, cache: &QueryCache, page: &Page) -> PageExhibits {
    let site = Tracked::new(site);
    // The places of what is reported, and the names `[[#metric]]` means.
    site.note(Dependency::Head(page.id));
    site.note(Dependency::Text(page.id));
    let ask = Asker { site: &site, path: &page.document.path, cache, diagnostics: Vec::new() };
    let mut context = Context { site: &site, assets, page, ask };
    let blocks = page.document.body.exhibits.iter();
    let shown: Vec<_> = blocks.map(|block| context.shown(block)).collect();
    let diagnostics = context.ask.diagnostics;
    PageExhibits { shown: shown.into(), diagnostics, reads: site.into_reads() }
}

impl Context<'_> {
    /// What a block shows, or why it shows nothing.
    fn shown(&mut self, block: &ExhibitBlock) -> Result<Exhibit, Unshown> {
        let before = self.ask.diagnostics.len();
        self.exhibit(block).ok_or_else(|| {
            let found = self.ask.diagnostics[before..].iter().map(|problem| problem.message.clone());
            Unshown { problems: block.problems.iter().cloned().chain(found).collect() }
        })
    }

    fn exhibit(&mut self, block: &ExhibitBlock) -> Option<Exhibit> {
        let content = match block.spec.as_ref()? {
            Spec::Chart(spec) => Content::Chart(self.chart(spec, block)?),
            Spec::Table(spec) => Content::Table(self.table(spec, block)?),
            Spec::Timeline { query, kinds } => Content::Timeline(self.timeline(query, kinds, block)?),
            Spec::Network { query, spec } => Content::Network(self.network(query, *spec, block)?),
            Spec::Walkthrough(spec) => Content::Walkthrough(Walkthrough {
                language: spec.language.as_ref().map(|language| language.value.clone()).unwrap_or_default(),
                code: spec.code.clone(),
                steps: spec.steps.clone(),
            }),
            Spec::Disagreements(query) => Content::Disagreements(self.disagreements(query, block)?),
        };
        let (id, title, note) = (block.id.clone(), block.title.clone(), block.note.clone());
        let files = match &content {
            // Code is no data.
            Content::Walkthrough(_) => ExhibitFiles::default(),
            _ => ExhibitFiles::of_block(self.site, &self.page.url, block),
        };
        Some(Exhibit { id, title, note, content, files })
    }

    /// Reports that a block has nothing to show.
    fn empty(&mut self, block: &ExhibitBlock, what: &str) {
        self.empty_by(block, what, "`kind`, `entities` and `where`");
    }

    /// The same, with the keys that may ask for too little.
    fn empty_by(&mut self, block: &ExhibitBlock, what: &str, keys: &str) {
        let help = format!("look at {keys}, or take the block away");
        let problem = Diagnostic::new(Code::EmptyExhibit, self.ask.span(&block.keyword), what);
        self.ask.diagnostics.push(problem.help(help).needing(Need::Heads));
    }
}
