//! Checks: what is allowed, but probably not meant. One rule a file; two tables list them.

mod fact_without_source;
mod orphan_entity;
mod raw_html;
mod typed_figure;
mod unknown_language;
mod unused_source;

use rayon::prelude::*;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::link::Links;
use crate::model::{Page, Site};

/// A rule for pages looks at each by itself and reports what it finds.
type PageRule = fn(&Config, &Page, &mut Vec<Diagnostic>);

/// A rule for sites looks at the whole.
type SiteRule = fn(&Site, &Links, &mut Vec<Diagnostic>);

const PAGE_RULES: [PageRule; 3] = [fact_without_source::check, raw_html::check, unknown_language::check];

const SITE_RULES: [SiteRule; 3] = [orphan_entity::check, typed_figure::check, unused_source::check];

/// Applies every rule.
pub fn check(site: &Site, links: &Links, diagnostics: &mut Vec<Diagnostic>) {
    let check_page = |page: &Page| {
        let mut found = Vec::new();
        for rule in PAGE_RULES {
            rule(&site.config, page, &mut found);
        }
        found
    };
    diagnostics.par_extend(site.pages.par_iter().flat_map_iter(check_page));
    for rule in SITE_RULES {
        rule(site, links, diagnostics);
    }
}
