//! What a stage computes for each page, kept from the build before where it still holds.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Page, Site};

/// Computes one value a page, in the order of [`Site::pages`] and in parallel. The value of the build before is
/// taken over where `holds` says that nothing it depends on has changed; `previous` has as many values as the site
/// has pages.
pub fn per_page<T: Send + Sync>(
    site: &Site,
    previous: Option<&[Arc<T>]>,
    holds: impl Fn(&Page, &T) -> bool + Sync,
    compute: impl Fn(&Page) -> Arc<T> + Sync,
) -> Vec<Arc<T>> {
    let value = |(index, page): (usize, &Page)| {
        let before = previous.map(|before| &before[index]);
        before.filter(|before| holds(page, before)).map_or_else(|| compute(page), Arc::clone)
    };
    site.pages.par_iter().enumerate().map(value).collect()
}
