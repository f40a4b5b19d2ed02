//! Checks: what is allowed, but probably not meant. One rule a file; two tables list them.

mod common_word_name;
mod fact_without_source;
mod orphan_entity;
mod raw_html;
mod remark_without_source;
mod repeated_fact;
mod stale_figure;
mod typed_figure;
mod unknown_language;
mod unnamed_exhibit;
mod unused_source;

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::link::Links;
use crate::model::{Changes, Dependency, Page, Reads, Site, Tracked, per_page};

/// A rule for pages looks at one page, and at others only as far as it notes that.
type PageRule = fn(&Checked<'_>, &mut Vec<Diagnostic>);

/// A rule for sites looks at the whole.
type SiteRule = fn(&Site, &Links, &mut Vec<Diagnostic>);

const PAGE_RULES: [PageRule; 9] = [
    common_word_name::check,
    fact_without_source::check,
    raw_html::check,
    remark_without_source::check,
    repeated_fact::check,
    stale_figure::check,
    typed_figure::check,
    unknown_language::check,
    unnamed_exhibit::check,
];

const SITE_RULES: [SiteRule; 2] = [orphan_entity::check, unused_source::check];

/// The page that is checked, and what there is beside it.
struct Checked<'a> {
    site: &'a Tracked<'a>,
    links: &'a Links,
    page: &'a Page,
}

/// What the rules have found; one entry a page, in the order of [`Site::pages`].
#[derive(Debug)]
pub struct Checks {
    pages: Vec<Arc<PageChecks>>,
    site: Vec<Diagnostic>,
}

/// What the rules have found on one page.
#[derive(Debug)]
struct PageChecks {
    diagnostics: Vec<Diagnostic>,
    /// The dependencies of all of this.
    reads: Reads,
}

impl Checks {
    /// Everything that was found.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.pages.iter().flat_map(|page| &page.diagnostics).chain(&self.site)
    }
}

/// Applies every rule. What was found on a page the time before is kept if it depends on nothing in `changes`.
pub fn check(site: &Site, links: &Links, previous: Option<&Checks>, changes: &Changes) -> Checks {
    let previous = previous.filter(|_| *changes != Changes::Everything);
    let previous = previous.map(|before| before.pages.as_slice());
    let holds = |_: &Page, known: &PageChecks| !changes.touch(&known.reads);
    let pages = per_page(site, previous, holds, |page| Arc::new(page_checks(site, links, page)));
    let mut found = Vec::new();
    for rule in SITE_RULES {
        rule(site, links, &mut found);
    }
    Checks { pages, site: found }
}

fn page_checks(site: &Site, links: &Links, page: &Page) -> PageChecks {
    let site = Tracked::new(site);
    site.note(Dependency::Head(page.id));
    site.note(Dependency::Text(page.id));
    let mut diagnostics = Vec::new();
    for rule in PAGE_RULES {
        rule(&Checked { site: &site, links, page }, &mut diagnostics);
    }
    PageChecks { diagnostics, reads: site.into_reads() }
}
