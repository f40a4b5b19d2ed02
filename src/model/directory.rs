//! The directories of projects and organisations that are too long for one page, in parts by what names begin with.

use std::collections::{BTreeMap, BTreeSet};

use super::dependency::Key;
use super::ledger::divided;
use super::{Dependency, Page, PageId, Site, Tracked};
use crate::parse::{Details, Kind, Tier};
use crate::paths::slug;

/// The most rows on one page of a directory. Two hundred take a CPU slowed four times about a second; `decisions.md`
/// has the measurements.
pub const MOST_ROWS: usize = 200;

/// How many names of which there is little to say cost what a row does: a name is a link, a row has ten elements.
const NAMES_A_ROW: usize = 4;

/// Stands before names that begin with a digit.
pub const DIGITS: &str = "0-9";

/// The directories that are divided.
pub(super) type Directories = BTreeMap<Kind, Directory>;

/// A directory in parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Directory {
    /// The pages of each part by what the names in it begin with.
    parts: BTreeMap<String, Vec<PageId>>,
    columns: SharedColumns,
}

/// The columns that a directory in parts has. All of its pages have the same, so that their rows fit together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SharedColumns {
    /// Whether any entry uses or is used.
    pub has_uses: bool,
    /// Whether it is known of any where it is at home.
    pub has_countries: bool,
}

/// Whether there is little to say of an entity, so that a directory has its name alone.
pub fn is_named_alone(page: &Page) -> bool {
    page.front().tier == Tier::Brief && page.front().facts.is_empty()
}

/// Divides the directories that need it.
pub(super) fn directories(site: &Site) -> Directories {
    let divided = |kind| Some((kind, directory(site, kind)?));
    [Kind::Project, Kind::Company].into_iter().filter_map(divided).collect()
}

fn directory(site: &Site, kind: Kind) -> Option<Directory> {
    let is_row = |page: &&Page| page.kind() == kind && page.is_listed();
    let pages: Vec<_> = site.pages.iter().filter(is_row).collect();
    let names = pages.iter().filter(|page| is_named_alone(page)).count();
    if pages.len() - names + names / NAMES_A_ROW <= MOST_ROWS {
        return None;
    }
    let entry = |page: &&Page| (sorted_name(page), page.id, 1);
    let parts = divided(pages.iter().map(entry).collect(), MOST_ROWS);
    let used = |page: &&Page| {
        let relations = page.references.companies.iter().chain(&page.references.projects);
        relations.into_iter().any(|(role, _)| role.is_use()) || page.front().used().next().is_some()
    };
    // A project is at home where those who build it are.
    let country = |page: &Page| match &page.front().details {
        Details::Project { country, .. } | Details::Company { country, .. } => country.is_some(),
        Details::None | Details::Domain { .. } | Details::Source { .. } => false,
    };
    let has_countries = if kind == Kind::Project {
        site.pages.iter().any(country)
    } else {
        pages.iter().copied().any(country)
    };
    Some(Directory { parts, columns: SharedColumns { has_uses: pages.iter().any(used), has_countries } })
}

/// What a page is sorted by. Names that begin with a digit are few and stand together.
fn sorted_name(page: &Page) -> String {
    let name = slug(page.title());
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("{DIGITS}{name}") } else { name }
}

/// Adds what differs between the directories of two sites.
pub(super) fn compare(before: &Directories, after: &Directories, set: &mut BTreeSet<Dependency>) {
    let none = Directory::default();
    let kinds: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    for kind in kinds {
        let (before, after) = (before.get(&kind).unwrap_or(&none), after.get(&kind).unwrap_or(&none));
        if before.columns != after.columns || !before.parts.keys().eq(after.parts.keys()) {
            set.insert(Dependency::Directory(kind));
        }
        let keys = before.parts.keys().chain(after.parts.keys());
        let moved = keys.filter(|key| before.parts.get(*key) != after.parts.get(*key));
        set.extend(moved.map(|key| Dependency::DirectoryPart(part_key(kind, key))));
    }
}

fn part_key(kind: Kind, key: &str) -> Key {
    Key::of(&format!("{}/{key}", kind.folder()))
}

impl<'a> Tracked<'a> {
    /// What the parts of a directory begin with, and its columns; `None` if it stands on one page.
    pub fn divided_directory(&self, kind: Kind) -> Option<(impl Iterator<Item = &'a str>, SharedColumns)> {
        self.note(Dependency::Directory(kind));
        let directory = self.site().directories.get(&kind)?;
        Some((directory.parts.keys().map(String::as_str), directory.columns))
    }

    /// The pages of a part of a directory, by their names.
    pub fn directory_part(&self, kind: Kind, key: &str) -> &'a [PageId] {
        self.note(Dependency::DirectoryPart(part_key(kind, key)));
        let part = self.site().directories.get(&kind).and_then(|directory| directory.parts.get(key));
        part.map_or(&[], Vec::as_slice)
    }
}
