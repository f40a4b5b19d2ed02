//! The directories of kinds of pages. Long ones are divided: the page of the directory has the entries of which there
//! is most to say, and a page for what names begin with has all others too.

use std::cmp::Reverse;

use super::view::{LinkView, ListingView};
use super::{PageInput, Planner, SpecialPage};
use crate::model::{DIGITS, MOST_ROWS, Page, SharedColumns, Tracked, is_named_alone};
use crate::parse::Kind;
use crate::paths::UrlPath;
use crate::spelling::capitalised;

/// The folder of the parts of a directory. It keeps them apart from the pages: there is a language called C.
const PARTS: &str = "letter";

/// The address of a part.
pub(super) fn part_url(kind: Kind, key: &str) -> UrlPath {
    UrlPath::folder(&format!("{}/{PARTS}/{key}", kind.folder()))
}

/// All parts of all directories.
pub(super) fn parts(site: &Tracked<'_>) -> Vec<(Kind, String)> {
    let of = |kind| {
        let keys = site.divided_directory(kind).map(|(keys, _)| keys);
        keys.into_iter().flatten().map(move |key| (kind, key.to_owned()))
    };
    [Kind::Project, Kind::Company].into_iter().flat_map(of).collect()
}

impl Planner<'_> {
    /// What the directory of a kind lists.
    pub(super) fn directory(&self, kind: Kind) -> ListingView {
        if kind == Kind::Chapter {
            return self.chapters(SpecialPage::Directory(kind).name());
        }
        let mut pages = self.site.of_kind(kind);
        pages.retain(|page| page.is_listed());
        match kind {
            Kind::Project | Kind::Company => self.entities(kind, pages),
            Kind::Domain => self.domain_tree(),
            Kind::Chapter | Kind::Source | Kind::Other => self.list(kind.folder(), &pages),
        }
    }

    /// The entities of a kind, or those of them of which there is most to say, and the way to the others.
    fn entities(&self, kind: Kind, pages: Vec<&Page>) -> ListingView {
        let (name, columns) = (kind.folder(), self.columns(kind));
        let Some((_, shared)) = self.site.divided_directory(kind) else {
            return self.ranked(name, &columns, pages);
        };
        let count = pages.len();
        let (mut first, brief) = by_extent(pages);
        first.extend(brief);
        first.truncate(MOST_ROWS);
        let table = self.table(name, &columns, &first, Some(shared));
        ListingView { count, rest: count - first.len(), parts: self.parts(kind), ..table }
    }

    /// A table of entities, those first of which there is most to say; below it the names of those of which there is
    /// little, and of those that are too many.
    pub(super) fn ranked(&self, name: &'static str, columns: &[&str], pages: Vec<&Page>) -> ListingView {
        let count = pages.len();
        let (mut told, brief) = by_extent(pages);
        let rest = told.split_off(told.len().min(MOST_ROWS));
        let table = self.table(name, columns, &told, None);
        let also = rest.iter().chain(&brief).map(|page| self.brief_row(page)).collect();
        ListingView { count, rest: rest.len(), also, ..table }
    }

    /// The page of a part of a directory.
    pub(super) fn directory_page(&self, kind: Kind, key: &str) -> PageInput {
        let special = SpecialPage::Directory(kind);
        let title = format!("{}: {}", special.title(&self.site), part_name(key));
        let shared =
            self.site.divided_directory(kind).map_or_else(SharedColumns::default, |(_, shared)| shared);
        let ids = self.site.directory_part(kind, key);
        let pages: Vec<_> = ids.iter().map(|id| self.site.page(*id)).collect();
        let table = self.table(kind.folder(), &self.columns(kind), &pages, Some(shared));
        let listing = ListingView { parts: self.parts(kind), ..table };
        self.listed(special.name(), &title, &part_url(kind, key), listing)
    }

    fn columns(&self, kind: Kind) -> Vec<&str> {
        if kind == Kind::Company { self.site.company_columns() } else { self.site.project_columns() }
    }

    /// Links to the parts of a directory.
    fn parts(&self, kind: Kind) -> Vec<LinkView> {
        let keys = self.site.divided_directory(kind).map(|(keys, _)| keys);
        let part = |key: &str| LinkView {
            title: part_name(key),
            url: self.address(&part_url(kind, key)),
            summary: None,
            kind: "",
        };
        keys.into_iter().flatten().map(part).collect()
    }
}

/// What the names in a part begin with, as a title.
fn part_name(key: &str) -> String {
    match key.strip_prefix(DIGITS) {
        Some(digits) if !digits.is_empty() => digits.to_owned(),
        _ if DIGITS.starts_with(key) => "0–9".to_owned(),
        _ => capitalised(key),
    }
}

/// Entities, those first of which there is most to say, and those of which there is little, unless these are all.
fn by_extent(pages: Vec<&Page>) -> (Vec<&Page>, Vec<&Page>) {
    let (brief, mut told): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| is_named_alone(page));
    if told.is_empty() {
        return (brief, told);
    }
    told.sort_by_cached_key(|page| {
        let (order, title, id) = page.sort_key();
        (order, Reverse(page.extent()), title, id)
    });
    (told, brief)
}
