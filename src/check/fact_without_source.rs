//! A figure nobody can check.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Page;

pub(super) fn check(_: &Config, page: &Page, diagnostics: &mut Vec<Diagnostic>) {
    for fact in page.front().facts.iter().filter(|fact| fact.source.is_none()) {
        let span = page.span(&fact.metric.range);
        let message = format!("the fact `{}` names no source", fact.metric.value);
        let help = "add `source:` with the slug of a page in `content/sources/`".to_owned();
        diagnostics.push(Diagnostic::new(Code::FactWithoutSource, span, message).help(help));
    }
}
