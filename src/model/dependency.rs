//! What computations can look at of a site, in a form that can be kept and compared.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::PageId;
use crate::parse::Kind;
use crate::spelling::fold;

/// Something of a site that a computation can look at. Which pages there are, their addresses and the settings
/// are not listed: when one of those changes, nothing is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dependency {
    /// What the front matter of a page says and refers to, and what refers to it.
    Head(PageId),
    /// The Markdown of a page.
    Text(PageId),
    /// The headings and other anchors of a page.
    Headings(PageId),
    /// Where the links on a page lead, and which names in it are mentions.
    Links(PageId),
    /// Which pages link to a page.
    Backlinks(PageId),
    /// What the charts and tables of a page show.
    Exhibits(PageId),
    /// What a query of templates has found.
    Query(Key),
    /// Which pages have the words of a shard of the search index.
    Words(u8),
    /// Which exhibits can be taken away as files or are shared, and what these are called.
    ExhibitFiles,
    /// The terms of the glossaries.
    Terms,
    /// What a metric counts, and how it is shown.
    Metric(Key),
    /// Which metrics there are, and what each counts.
    Metrics,
    /// The projects of a domain by their figures.
    Ranking(PageId),
    /// Which pages cite a source.
    Citers(PageId),
    /// The parts of the list of all figures.
    Ledger,
    /// The pages of a part of the list of all figures.
    LedgerPart(Key),
    /// Into which parts the directory of a kind is divided, if it is, and which columns these have.
    Directory(Kind),
    /// The pages of a part of a directory.
    DirectoryPart(Key),
    /// Which pages print the facts of a page.
    Printers(PageId),
    /// Whether there are figures, events, relations and disagreements at all.
    Overviews,
    /// The chapters before and after a chapter, or the projects before and after a project in its domain.
    Neighbours(PageId),
    /// The chapters of a part, in order.
    Part(usize),
    /// The heads of all pages of a kind.
    Heads(Kind),
    /// What a name means.
    Name(Key),
    /// Every name, for suggestions.
    Names,
    /// How a tag is written.
    Tag(Key),
    /// The pages that bear a tag.
    Tagged(Key),
    /// Which tags there are, how they are written, and how many pages bear each.
    Tags,
    /// The dated states that the report keeps.
    Editions,
    /// The titles of drafts.
    Drafts,
    /// The addresses of the files that are no pages.
    Files,
    /// The other names of all pages.
    Aliases,
    /// The dates of all pages.
    Dates,
    /// The date of the build.
    AsOf,
}

impl Dependency {
    /// What the query of this name has found.
    pub fn query(name: &str) -> Self {
        Self::Query(Key::of(name))
    }
}

/// A name or tag in short. Should two share a key, a result is made again that could have been kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64);

impl Key {
    /// The key of a name, however it is spelt.
    pub(super) fn of_name(name: &str) -> Self {
        Self::of(&fold(name))
    }

    pub(super) fn of(text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// All that a computation has looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads(pub(super) Box<[Dependency]>);

impl Reads {
    /// What was looked at, sorted.
    pub fn as_slice(&self) -> &[Dependency] {
        &self.0
    }
}
