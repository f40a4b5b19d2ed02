//! A figure nobody can check.

use crate::diagnostic::{Code, Diagnostic};
use crate::link::Links;
use crate::model::Site;

pub(super) fn check(site: &Site, _: &Links, diagnostics: &mut Vec<Diagnostic>) {
    for page in &site.pages {
        for fact in page.front().facts.iter().filter(|fact| fact.source.is_none()) {
            let span = page.span(&fact.metric.range);
            let message = format!("the fact `{}` names no source", fact.metric.value);
            let help = "add `source:` with the slug of a page in `content/sources/`".to_owned();
            diagnostics.push(Diagnostic::new(Code::FactWithoutSource, span, message).help(help));
        }
    }
}
