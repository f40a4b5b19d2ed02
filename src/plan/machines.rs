//! The files that machines read: their names, and the texts of the small ones that hosts and crawlers look for.

use crate::config::Config;
use crate::parse::Kind;

/// The kinds of pages that are news.
pub(crate) const ARTICLES: [Kind; 2] = [Kind::Chapter, Kind::Other];

/// The file name of the feed.
pub(super) const FEED: &str = "feed.xml";
/// The file name of the feed of changed figures.
pub(super) const FIGURE_FEED: &str = "figures.xml";
/// The file name of what tells programs where everything is.
pub(super) const GUIDE: &str = "llms.txt";
/// The file name of the sitemap.
pub(super) const SITEMAP: &str = "sitemap.xml";

/// The file name of what says how the report is cited.
pub(super) const CITATION: &str = "CITATION.cff";

/// What crawlers are told.
pub(super) fn robots(config: &Config) -> String {
    let base = &config.base;
    let sitemap =
        (!base.origin.is_empty()).then(|| format!("\nSitemap: {}{}/{SITEMAP}\n", base.origin, base.path));
    format!("User-agent: *\nAllow: /\n{}", sitemap.unwrap_or_default())
}
