//! What machines read: the feed, the sitemap, and the small files hosts look for.

use super::{Claim, Outputs, Planner, View};
use crate::model::Page;
use crate::parse::Kind;
use crate::paths::UrlPath;

/// The file name of the feed.
pub(super) const FEED: &str = "feed.xml";
const SITEMAP: &str = "sitemap.xml";

/// The Atom feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The site's name.
    pub title: String,
    /// One sentence on the site.
    pub subtitle: Option<String>,
    /// Address of the home page.
    pub home: String,
    /// Address of the feed itself.
    pub address: String,
    /// Who publishes the site.
    pub authors: Vec<String>,
    /// BCP 47 tag.
    pub language: String,
    /// RFC 3339 date of the newest entry.
    pub updated: String,
    /// The entries, newest first.
    pub entries: Vec<Entry>,
}

/// An entry of the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The page's title.
    pub title: String,
    /// The page's address.
    pub url: String,
    /// RFC 3339 date.
    pub published: String,
    /// RFC 3339 date.
    pub updated: String,
    /// One sentence on the page.
    pub summary: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
}

impl Planner<'_> {
    /// Plans the files machines read, except those the author has put into `static/`. Says whether there is
    /// a feed: it and the sitemap need a host and are left out without one.
    pub(super) fn syndicate(&self, outputs: &mut Outputs<'_>) -> bool {
        let feed = self.feed();
        let has_feed = feed.is_some();
        if let Some(feed) = feed.filter(|_| !outputs.has(&UrlPath::file(FEED))) {
            outputs.add(&UrlPath::file(FEED), Claim::generated("feed"), View::Feed(feed));
        }
        let sitemap = self.permalink(&UrlPath::file(SITEMAP));
        if sitemap.is_some() && !outputs.has(&UrlPath::file(SITEMAP)) {
            let entries = sitemap_entries(outputs);
            outputs.add(&UrlPath::file(SITEMAP), Claim::generated("sitemap"), View::Sitemap(entries));
        }
        let sitemap = sitemap.map(|url| format!("\nSitemap: {url}\n")).unwrap_or_default();
        let robots = format!("User-agent: *\nAllow: /\n{sitemap}");
        let cname = self.site.config.cname.as_ref().map(|name| format!("{name}\n"));
        // Without `.nojekyll`, GitHub Pages drops files whose names start with an underscore.
        let texts = [("robots.txt", Some(robots)), (".nojekyll", Some(String::new())), ("CNAME", cname)];
        for (name, text) in texts {
            let url = UrlPath::file(name);
            if let Some(text) = text.filter(|_| !outputs.has(&url)) {
                outputs.add(&url, Claim::generated(&format!("file `{name}`")), View::Text(text));
            }
        }
        has_feed
    }

    /// Dated chapters and pages, newest first.
    fn feed(&self) -> Option<Feed> {
        let config = &self.site.config;
        let home = self.permalink(&UrlPath::folder(""))?;
        let is_article =
            |page: &&Page| matches!(page.kind(), Kind::Chapter | Kind::Page) && page.front().date.is_some();
        let mut pages: Vec<_> = self.site.pages.iter().filter(is_article).collect();
        pages.sort_by_cached_key(|page| (std::cmp::Reverse(page.front().date), page.url.clone()));
        let entries: Vec<_> =
            pages.into_iter().filter_map(|page| self.entry(page)).take(config.feed_limit).collect();
        Some(Feed {
            title: config.title.clone(),
            subtitle: config.description.clone(),
            home,
            address: self.permalink(&UrlPath::file(FEED))?,
            authors: config.authors.clone(),
            language: config.language.clone(),
            updated: entries.iter().map(|entry| entry.updated.clone()).max()?,
            entries,
        })
    }

    fn entry(&self, page: &Page) -> Option<Entry> {
        let front = page.front();
        let published = front.date?;
        Some(Entry {
            title: page.title().to_owned(),
            url: self.permalink(&page.url)?,
            published: published.rfc3339(),
            updated: front.updated.unwrap_or(published).rfc3339(),
            summary: front.summary.clone(),
            authors: front.authors.clone(),
        })
    }
}

/// Every page that is not an error page or a redirect, with the date of its last change.
fn sitemap_entries(outputs: &Outputs<'_>) -> Vec<(String, Option<String>)> {
    let pages = outputs.by_path.values().filter_map(|(_, view)| match view {
        View::Page(page) if !page.view.page.url.ends_with("/404.html") => Some(&page.view.page),
        _ => None,
    });
    let changed = |page: &super::view::PageView| {
        page.updated.as_ref().or(page.date.as_ref()).map(|date| date.iso.clone())
    };
    pages.filter_map(|page| Some((page.permalink.clone()?, changed(page)))).collect()
}
