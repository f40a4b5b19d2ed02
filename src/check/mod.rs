//! Checks: what is allowed, but probably not meant. One rule a file; `RULES` lists them.

mod fact_without_source;
mod orphan_entity;
mod raw_html;
mod unknown_language;
mod unused_source;

use crate::diagnostic::Diagnostic;
use crate::link::Links;
use crate::model::Site;

/// A rule looks at the whole site and reports what it finds.
type Rule = fn(&Site, &Links, &mut Vec<Diagnostic>);

const RULES: [Rule; 5] = [
    fact_without_source::check,
    orphan_entity::check,
    raw_html::check,
    unknown_language::check,
    unused_source::check,
];

/// Applies every rule.
pub fn check(site: &Site, links: &Links, diagnostics: &mut Vec<Diagnostic>) {
    for rule in RULES {
        rule(site, links, diagnostics);
    }
}
