//! Whether the references of all pages are those of the site before.

use std::sync::Arc;

use super::{Metrics, Names, Page, Site, references};

/// Whether every page refers to what it did in `before`, a site with the same pages. So it is if nothing was wrong there
/// and the pages whose front matter is another one name the same pages as they did, without a mistake.
pub(super) fn hold(before: &Site, metrics: &Metrics, pages: &[Page], names: &Names) -> bool {
    let names_the_same = |(old, page): (&Page, &Page)| {
        let (now, problems) = references::own(metrics, names, page);
        let (then, _) = references::own(&before.metrics, &before.names, old);
        problems.is_empty() && now == then && stays_in_order(old, page)
    };
    let mut changed = std::iter::zip(&before.pages, pages).filter(|(old, page)| {
        let (then, now) = (&old.document, &page.document);
        !Arc::ptr_eq(then, now) && !then.same_head(now)
    });
    before.is_settled && *before.metrics == *metrics && changed.all(names_the_same)
}

/// Relations are listed by the titles of the pages at their other ends.
fn stays_in_order(old: &Page, page: &Page) -> bool {
    let is_listed = page.kind().is_entity() || !old.references.related.is_empty();
    !is_listed || old.title() == page.title()
}
