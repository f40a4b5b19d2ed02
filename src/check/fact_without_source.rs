//! A figure nobody can check.

use super::Checked;
use crate::diagnostic::{Code, Diagnostic, Need};

pub(super) fn check(Checked { page, .. }: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for fact in page.front().facts.iter().filter(|fact| fact.source.is_none()) {
        let span = page.span(&fact.metric.range);
        let message = format!("the fact `{}` names no source", fact.metric.value);
        let help = "add `source:` with the slug of a page in `content/sources/`".to_owned();
        diagnostics.push(
            Diagnostic::new(Code::FactWithoutSource, span, message)
                .help(help)
                .theme("facts that name no source")
                .needing(Need::Head(page.document.path.clone())),
        );
    }
}
