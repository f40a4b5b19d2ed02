//! Who wrote what stands in a published file: the Markdown of a page, the HTML in it, a template, or somebody's file.

use super::Authors;
use crate::config::EditionSites;
use crate::diagnostic::Span;
use crate::frozen;
use crate::link::{Resolved, Target};
use crate::model::{Page, PageId};
use crate::parse::{Kind, RawHtml};
use crate::paths::{OutputPath, SETTINGS, SourcePath, decoded, is_generated};
use crate::plan::{Route, SharedFile, SpecialPage};
use crate::rendered_site::RenderedSite;

impl Authors for RenderedSite {
    fn links(&self, path: &OutputPath, address: &str) -> Vec<Span> {
        let wanted = decoded(address);
        let Some(wanted) = wanted.strip_prefix(&self.site.config.base.path) else { return Vec::new() };
        let leads = |link: &&Resolved| match &link.target {
            Target::Internal { url, .. } => wanted == decoded(url),
            Target::External(_) | Target::Figure(_) | Target::Mention { .. } | Target::Broken(_) => false,
        };
        let on = |id: PageId| {
            let links = self.links.on(id).iter().filter(leads);
            links.map(|link| self.site.page(id).span(&link.range)).collect()
        };
        let written: Vec<_> = self.page_at(path).map(on).unwrap_or_default();
        if written.is_empty() { self.in_settings(wanted) } else { written }
    }

    fn markup(&self, path: &OutputPath, texts: &[String]) -> Option<Span> {
        match self.plan.routes.get(path)? {
            Route::Page(id) => self.in_html(*id, &self.with_rests(texts)),
            Route::File(_) => self.in_file(path, &self.with_rests(texts)),
            Route::Generated(_)
            | Route::Tag(_)
            | Route::OverviewPart(..)
            | Route::DirectoryPart(..)
            | Route::Edition(..)
            | Route::Exhibit(..)
            | Route::Shared(..)
            | Route::Redirect(_)
            | Route::Data(..)
            | Route::DataPackage
            | Route::Print
            | Route::Citation
            | Route::Feed
            | Route::FigureFeed
            | Route::EditionFeed
            | Route::Guide
            | Route::Sitemap
            | Route::Search(_)
            | Route::Frozen(_)
            | Route::Twin(_)
            | Route::Text(_) => None,
        }
    }

    fn is_frozen(&self, path: &OutputPath) -> bool {
        match self.plan.routes.get(path) {
            Some(route) => matches!(route, Route::Frozen(_)),
            // What the site of an edition has not got for machines, the living one has.
            None if self.site.config.edition.is_some() && is_generated(path.as_str()) => true,
            None => self.site.config.edition_sites == EditionSites::Published && self.is_left_out(path),
        }
    }

    fn is_templated(&self, path: &OutputPath) -> bool {
        let other = |route: &Route| matches!(route, Route::Shared(SharedFile::Frame, ..) | Route::Print);
        self.plan.routes.get(path).is_some_and(|route| route.is_page() || other(route))
    }

    fn template(&self, texts: &[String]) -> Option<Span> {
        self.in_template(&self.with_rests(texts))
    }

    fn page(&self, path: &OutputPath) -> Option<Span> {
        match self.plan.routes.get(path)? {
            Route::File(_) => self.in_file(path, &[String::new()]),
            _ => self.page_at(path).map(|id| self.site.page(id).span(&(0..0))),
        }
    }

    fn unlisted(&self) -> Vec<(OutputPath, String, Span)> {
        let pages = self.site.pages.iter();
        let is_unlisted = |page: &&Page| page.kind() == Kind::Other && SpecialPage::of(page).is_none();
        let found = pages.filter(is_unlisted).filter_map(|page| {
            let span = page.span(&page.front().title.range);
            Some((page.url.output()?, page.title().to_owned(), span))
        });
        found.collect()
    }

    fn is_way(&self, path: &OutputPath) -> bool {
        let special = match self.plan.routes.get(path) {
            Some(Route::Redirect(_) | Route::Shared(SharedFile::Frame, ..)) => return false,
            Some(Route::Generated(special)) => Some(*special),
            Some(Route::Page(id)) => SpecialPage::of(self.site.page(*id)),
            _ => None,
        };
        special != Some(SpecialPage::Search)
    }

    fn has_picture(&self, path: &OutputPath, address: &str) -> bool {
        let shows = |link: &Resolved| matches!(&link.target, Target::External(url) if url == address);
        self.page_at(path).is_some_and(|id| self.links.on(id).iter().any(shows))
    }
}

impl RenderedSite {
    /// The texts, and those that are addresses of the site without its base path: a template writes that by its name.
    fn with_rests(&self, texts: &[String]) -> Vec<String> {
        let base = &self.site.config.base.path;
        let below =
            |text: &String| text.strip_prefix(base).filter(|rest| !rest.is_empty()).map(str::to_owned);
        let rests = texts.iter().filter_map(below).filter(|rest| !base.is_empty() && rest.len() > 1);
        texts.iter().cloned().chain(rests).collect()
    }

    /// Whether a path lies in the site of an edition that this build was not given.
    fn is_left_out(&self, path: &OutputPath) -> bool {
        let editions = &self.site.editions;
        let mut left_out =
            editions.all().iter().filter(|edition| !editions.sites().contains_key(&edition.name));
        left_out.any(|edition| {
            let rest = path.as_str().strip_prefix(&frozen::folder(&edition.name));
            rest.is_some_and(|rest| rest.starts_with('/'))
        })
    }

    fn page_at(&self, path: &OutputPath) -> Option<PageId> {
        match self.plan.routes.get(path)? {
            Route::Page(id) => Some(*id),
            _ => None,
        }
    }

    /// Where `book.toml` has an address that stands on every page.
    fn in_settings(&self, wanted: &str) -> Vec<Span> {
        let frame = &self.site.config.frame;
        let licence = frame.licence.iter().filter_map(|licence| licence.url.as_ref());
        let urls = frame.navigation.iter().map(|item| &item.url).chain(licence);
        let urls = urls.filter(|url| decoded(&url.value) == wanted);
        urls.map(|url| Span::new(&SourcePath::new(SETTINGS), url.range.clone())).collect()
    }

    /// Where the HTML in the Markdown of a page holds one of the texts.
    fn in_html(&self, id: PageId, texts: &[String]) -> Option<Span> {
        let page = self.site.page(id);
        let all = &page.document.body.html;
        let found =
            |text: &String| all.iter().find_map(|html| Some(place(html, html.source.find(text.as_str())?)));
        texts.iter().find_map(found).map(|range| page.span(&range))
    }

    /// Where a file that is published as it is holds one of the texts.
    fn in_file(&self, path: &OutputPath, texts: &[String]) -> Option<Span> {
        let file = self.assets.files.iter().find(|file| file.url.output().as_ref() == Some(path))?;
        let content = std::str::from_utf8(&file.written).unwrap_or_default();
        let range = |text: &String| content.find(text.as_str()).map(|at| at..at + text.len());
        Some(Span::new(&file.source, texts.iter().find_map(range).unwrap_or(0..0)))
    }
}

/// The tag around a place in HTML, or all of it.
fn place(html: &RawHtml, at: usize) -> std::ops::Range<usize> {
    let piece = html.pieces.iter().find(|piece| piece.at.contains(&at));
    // The text of a script follows its tag.
    let before = html.pieces.iter().rev().find(|piece| piece.at.end <= at);
    piece.or(before).map_or_else(|| html.range.clone(), |piece| piece.place.clone())
}
