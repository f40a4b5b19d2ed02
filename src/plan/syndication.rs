//! What the feed and the sitemap hold.

use super::machines::{ARTICLES, EDITION_FEED, FEED, FIGURE_FEED};
use super::view::EditionView;
use super::{Plan, Planner, Route, SpecialPage};
use crate::date::Date;
use crate::model::{Dependency, FactRef, Overview, Page, PageId};
use crate::parse::Kind;
use crate::paths::{EDITIONS, OutputPath, UrlPath};

/// The date of a feed in which nothing has happened yet: it has to have one.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// The Atom feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Feed {
    /// What it is known by.
    pub id: String,
    /// Its name: that of the site, or more.
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
    /// What it is known by, whatever its address.
    pub id: String,
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
            id: self.feed_id("/", &home),
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
        let url = self.permalink(&page.url)?;
        Some(FeedEntry {
            id: self.feed_id(&page.url.to_string(), &url),
            title: page.title().to_owned(),
            url,
            published: published.rfc3339(),
            updated: front.updated.unwrap_or(published).rfc3339(),
            summary: front.summary.clone(),
            authors: front.authors.clone(),
        })
    }

    /// What something is known by in feeds: its address, or its path behind the start of ids in `book.toml`, which
    /// stays when the site moves to another host.
    fn feed_id(&self, path: &str, address: &str) -> String {
        self.site
            .config()
            .feed_id
            .as_ref()
            .map_or_else(|| address.to_owned(), |start| format!("{start}{path}"))
    }

    /// The figures that took the place of an older one of their page, newest first.
    pub(super) fn figure_feed(&self) -> Option<Feed> {
        let config = self.site.config();
        let facts = self.site.pages().iter().flat_map(Page::facts);
        let mut changed: Vec<_> = facts.filter_map(|fact| self.change(fact)).collect();
        changed.sort_by_cached_key(|(date, fact, _)| (std::cmp::Reverse(*date), fact.url()));
        let changed = changed.into_iter().take(config.feed_limit);
        let entries: Vec<_> =
            changed.filter_map(|(date, fact, before)| self.figure_entry(date, fact, before)).collect();
        let address = self.permalink(&UrlPath::file(FIGURE_FEED))?;
        // A feed has to have a date, even before anything has changed.
        let updated = entries.iter().map(|entry| entry.updated.clone()).max();
        Some(Feed {
            id: self.feed_id(&format!("/{FIGURE_FEED}"), &address),
            title: format!("{}: changed figures", config.title),
            subtitle: config.description.clone(),
            home: self.permalink(&SpecialPage::Overview(Overview::Figures).url())?,
            address,
            authors: config.authors.clone(),
            language: config.language.clone(),
            updated: updated.unwrap_or_else(|| NEVER.to_owned()),
            entries,
        })
    }

    /// The date of a figure, and the figure whose place it took, if there is one.
    fn change<'p>(&self, fact: FactRef<'p>) -> Option<(Date, FactRef<'p>, FactRef<'p>)> {
        let date = fact.date(&self.site)?;
        let dated =
            fact.page().facts_of(fact.metric_name()).filter_map(|one| Some((one.date(&self.site)?, one)));
        let (_, before) = dated.filter(|(other, _)| *other < date).max_by_key(|(other, _)| *other)?;
        Some((date, fact, before))
    }

    fn figure_entry(&self, date: Date, fact: FactRef<'_>, before: FactRef<'_>) -> Option<FeedEntry> {
        let path = fact.url();
        let (page, anchor) = path.split_once('#').unwrap_or((&path, ""));
        let url = format!("{}#{anchor}", self.permalink(&fact.page().url)?);
        let (value, old) = (fact.text(&self.site), before.text(&self.site));
        let said = fact.source().map(|id| format!(" Source: {}.", self.site.page(id).title()));
        let when = before.date(&self.site).map(|date| format!(" ({})", date.long()));
        Some(FeedEntry {
            id: self.feed_id(&format!("{page}#{anchor}"), &url),
            title: format!("{}, {}: {value}", fact.page().title(), self.site.label(fact.metric_name())),
            url,
            published: date.rfc3339(),
            updated: date.rfc3339(),
            summary: Some(format!(
                "{}: {value}. Before: {old}{}.{}",
                date.long(),
                when.unwrap_or_default(),
                said.unwrap_or_default()
            )),
            authors: Vec::new(),
        })
    }

    /// The editions, the newest first, each with what came of the one before.
    pub(super) fn edition_feed(&self) -> Option<Feed> {
        let config = self.site.config();
        let address = self.permalink(&UrlPath::file(EDITION_FEED))?;
        let editions = self.editions().editions.into_iter().take(config.feed_limit);
        let entries: Vec<_> = editions.filter_map(|edition| self.edition_entry(edition)).collect();
        let updated = entries.iter().map(|entry| entry.updated.clone()).max();
        Some(Feed {
            id: self.feed_id(&format!("/{EDITION_FEED}"), &address),
            title: format!("{}: editions", config.title),
            subtitle: config.description.clone(),
            home: self.permalink(&SpecialPage::Editions.url())?,
            address,
            authors: config.authors.clone(),
            language: config.language.clone(),
            updated: updated.unwrap_or_else(|| NEVER.to_owned()),
            entries,
        })
    }

    fn edition_entry(&self, edition: EditionView) -> Option<FeedEntry> {
        let (path, url) = (format!("/{EDITIONS}/{}/", edition.name), self.whole(edition.url));
        let date = Date::parse(&edition.date?.iso)?;
        let changes =
            edition.changes.iter().map(|one| format!("{} {}", one.count.unwrap_or_default(), one.label));
        let changes = changes.collect::<Vec<_>>().join(", ");
        let (pages, figures) = (edition.pages, edition.figures);
        let told = [edition.note, (!changes.is_empty()).then(|| format!("{changes}."))];
        let told = told.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let counts = format!("Pages: {pages}. Figures: {figures}. Digest: {}.", edition.digest);
        Some(FeedEntry {
            id: self.feed_id(&path, &url),
            title: format!("Edition {}", edition.title),
            url,
            published: date.rfc3339(),
            updated: date.rfc3339(),
            summary: Some([told, counts].join(" ").trim_start().to_owned()),
            authors: Vec::new(),
        })
    }

    /// Every page that is not an error page or a redirect, with the date of its last change.
    pub(super) fn sitemap(&self, plan: &Plan) -> Vec<(String, Option<String>)> {
        // Of all that is planned, only these come and go while the pages of the site stay the same.
        self.site.note(Dependency::Tags);
        self.site.note(Dependency::Overviews);
        self.site.note(Dependency::Ledger);
        self.site.note(Dependency::Editions);
        self.site.note(Dependency::ExhibitFiles);
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
