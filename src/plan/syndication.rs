//! What the feed and the sitemap hold.

use super::machines::{ARTICLES, FEED};
use super::{Plan, Planner, Route, SpecialPage};
use crate::model::{Dependency, Page, PageId};
use crate::parse::Kind;
use crate::paths::{OutputPath, UrlPath};

/// The Atom feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    pub entries: Vec<FeedEntry>,
}

/// An entry of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FeedEntry {
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
    /// Dated chapters and pages, newest first. The home page is what the feed as a whole stands for, and the error
    /// page is no news.
    pub(super) fn feed(&self) -> Option<Feed> {
        let config = self.site.config();
        let home = self.permalink(&SpecialPage::Home.url())?;
        let articles = ARTICLES.into_iter().flat_map(|kind| self.site.of_kind(kind));
        let is_news = |page: &&Page| {
            let is_article =
                !matches!(SpecialPage::of(page), Some(SpecialPage::Home | SpecialPage::NotFound));
            is_article && page.front().date.is_some()
        };
        let mut pages: Vec<_> = articles.filter(is_news).collect();
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

    fn entry(&self, page: &Page) -> Option<FeedEntry> {
        let front = page.front();
        let published = front.date?;
        Some(FeedEntry {
            title: page.title().to_owned(),
            url: self.permalink(&page.url)?,
            published: published.rfc3339(),
            updated: front.updated.unwrap_or(published).rfc3339(),
            summary: front.summary.clone(),
            authors: front.authors.clone(),
        })
    }

    /// Every page that is not an error page or a redirect, with the date of its last change.
    pub(super) fn sitemap(&self, plan: &Plan) -> Vec<(String, Option<String>)> {
        // Of all that is planned, only these come and go while the pages of the site stay the same.
        self.site.note(Dependency::Tags);
        self.site.note(Dependency::Overviews);
        self.site.note(Dependency::Ledger);
        let not_found = SpecialPage::NotFound.url().output();
        let pages =
            plan.routes.iter().filter(|(path, route)| route.is_page() && not_found.as_ref() != Some(*path));
        let entry = |(path, route): (&OutputPath, &Route)| {
            let changed = match route {
                Route::Page(id) => self.changed(*id),
                _ => None,
            };
            Some((self.permalink(&path.url())?, changed))
        };
        pages.filter_map(entry).collect()
    }

    /// When a page was last changed. The `date` of a source is that of its document and says nothing of the page.
    fn changed(&self, id: PageId) -> Option<String> {
        let (date, updated) = self.site.dates(id);
        let date = date.filter(|_| self.site.page(id).kind() != Kind::Source);
        updated.or(date).map(|date| date.to_string())
    }
}
