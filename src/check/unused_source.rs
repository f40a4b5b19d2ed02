//! A source that nothing rests on.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Need};
use crate::link::Links;
use crate::model::{PageId, Site};
use crate::parse::Kind;

pub(super) fn check(site: &Site, _: &Links, diagnostics: &mut Vec<Diagnostic>) {
    let mut used: BTreeSet<PageId> = BTreeSet::new();
    for references in site.pages.iter().map(|page| &page.references) {
        used.extend(references.cited());
    }
    for source in site.of_kind(Kind::Source).into_iter().filter(|source| !used.contains(&source.id)) {
        let span = source.span(&source.front().title.range);
        let message = format!("no fact, event or page cites the source `{}`", source.slug);
        let help = format!("cite it with `source: {}`, or remove it", source.slug);
        diagnostics.push(
            Diagnostic::new(Code::UnusedSource, span, message)
                .help(help)
                .theme("sources that nothing cites")
                .needing(Need::Heads),
        );
    }
}
