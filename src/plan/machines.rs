//! The files that machines read: their names, and the texts of the small ones that hosts and crawlers look for.

use crate::config::Config;
use crate::parse::Kind;
pub(super) use crate::paths::{CITATION, EDITION_FEED, FEED, FIGURE_FEED, GUIDE, SITEMAP};

/// The kinds of pages that are news.
pub(crate) const ARTICLES: [Kind; 2] = [Kind::Chapter, Kind::Other];

/// What crawlers are told.
pub(super) fn robots(config: &Config) -> String {
    let base = &config.base;
    let sitemap =
        (!base.origin.is_empty()).then(|| format!("\nSitemap: {}{}/{SITEMAP}\n", base.origin, base.path));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}
