//! `editions/*.toml` → [`Editions`]: dated states of the report, each as the manifest that was written at the time.
//!
//! A manifest says what the report held: its pages, figures and events by their addresses. Nothing here knows what the
//! report holds now.

mod compare;
mod metric_names;
mod print;
mod read;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::frozen::FrozenSite;
use crate::number::Number;
use crate::paths::{EDITIONS, SourcePath};
use crate::source::SourceFile;

use compare::metric_names;
pub use compare::{Comparison, Direction, FactAt, FigureStep, Renamed, compare};
pub use metric_names::MetricNames;
pub use print::manifest;

/// The hexadecimal digits of the digests of single things: as many as tell two versions of one thing apart.
const SHORT: usize = 16;

/// Where the manifest of an edition stands.
pub fn manifest_path(name: &str) -> SourcePath {
    SourcePath::new(&format!("{EDITIONS}/{name}.toml"))
}

/// A dated state of the report. Addresses are those that the site had then, without host and base path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edition {
    /// What it is called in addresses: `2026-11`.
    pub name: String,
    /// What it is called, if that is not its name.
    pub title: Option<String>,
    /// What there is to say of it.
    pub note: Option<String>,
    /// When the report was in this state.
    pub date: Option<Date>,
    /// The pages, by their addresses: `/projects/lamp/`.
    pub pages: BTreeMap<String, EditionPage>,
    /// The figures, by their addresses: `/projects/lamp/#height.2020.survey`.
    pub facts: BTreeMap<String, EditionFact>,
    /// The events, by their addresses: `/projects/lamp/#event.2020`.
    pub events: BTreeMap<String, EditionEvent>,
    /// Stands for all that it holds: everything in its manifest but title and note, which may be worded anew. Every
    /// citation names it, so whoever makes an edition has it made by [`Edition::sealed`], once.
    pub digest: String,
}

/// A page in an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionPage {
    /// What it was about: `project`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Stands for the text of its file; `None` if that is not known, as of an edition that was made later.
    pub digest: Option<String>,
}

/// A figure in an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionFact {
    /// The name of its metric.
    pub metric: String,
    /// The figure as it was printed, with its unit.
    pub value: String,
    /// How much it was: of a range both ends, otherwise the same twice.
    pub amount: Option<[Number; 2]>,
    /// Its date.
    pub date: Option<Date>,
    /// The slug of its source.
    pub source: Option<String>,
    /// What exactly it counted.
    pub note: Option<String>,
    /// Whether sources differed on it.
    pub disputed: bool,
    /// Stands for the value as it was written, whatever words it was printed with.
    pub digest: String,
}

/// An event in an edition.
#[derive(Clone, Debug, PartialEq)]
pub struct EditionEvent {
    /// When it happened.
    pub date: Date,
    /// What happened.
    pub text: String,
    /// The slug of its source.
    pub source: Option<String>,
    /// Whether it had not happened: somebody had said that it would. Of what other kind an event was is no claim.
    pub prediction: bool,
}

/// The editions of a report, the oldest first.
#[derive(Debug, Default)]
pub struct Editions {
    list: Vec<Edition>,
    /// By address, and by what a figure says, the first edition that has it.
    first: BTreeMap<String, usize>,
    /// Their sites as they were, by their names; those that are published.
    sites: BTreeMap<String, Arc<FrozenSite>>,
}

/// They are the same if all of them are.
impl PartialEq for Editions {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list && self.sites == other.sites
    }
}

impl Editions {
    /// Reads the manifests. One that cannot be read is reported and left out, or as much of it as cannot.
    pub fn load(files: &[SourceFile], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let read = |file: &SourceFile| {
            let mut found = Vec::new();
            (read::read(file, &mut found), found)
        };
        let read: Vec<_> = files.par_iter().map(read).collect();
        let mut list = Vec::new();
        for (edition, found) in read {
            list.extend(edition);
            diagnostics.extend(found);
        }
        list.sort_by(|one: &Edition, other| (one.date, &one.name).cmp(&(other.date, &other.name)));
        let first = first_of(&list);
        Self { list, first, sites: BTreeMap::new() }
    }

    /// The same with the sites of those that are there.
    #[must_use]
    pub fn with_sites(mut self, sites: &BTreeMap<String, Arc<FrozenSite>>) -> Self {
        self.sites = sites.clone();
        self.sites.retain(|name, _| self.list.iter().any(|edition| edition.name == *name));
        self
    }

    /// The sites that are published as they were, by the names of their editions.
    pub fn sites(&self) -> &BTreeMap<String, Arc<FrozenSite>> {
        &self.sites
    }

    /// All, the oldest first.
    pub fn all(&self) -> &[Edition] {
        &self.list
    }

    /// The one of this name.
    pub fn get(&self, name: &str) -> Option<&Edition> {
        self.list.iter().find(|edition| edition.name == name)
    }

    /// The one before it.
    pub fn before(&self, edition: &Edition) -> Option<&Edition> {
        let at = self.list.iter().position(|one| one.name == edition.name)?;
        self.list.get(at.checked_sub(1)?)
    }

    /// The first edition that has a page at one of these addresses.
    pub fn since<'u>(&self, addresses: impl Iterator<Item = &'u str>) -> Option<&Edition> {
        self.earliest(addresses.filter_map(|address| self.first.get(address)))
    }

    /// The first edition that has a figure on a page that had one of these addresses: under its id, or under another
    /// with the same metric, date and value.
    pub fn fact_since<'u>(
        &self,
        addresses: impl Iterator<Item = &'u str>,
        id: &str,
        metric: &str,
        date: Option<Date>,
        digest: &str,
    ) -> Option<&Edition> {
        let keys = addresses.flat_map(|page| [format!("{page}#{id}"), statement(page, metric, date, digest)]);
        self.earliest(keys.filter_map(|key| self.first.get(&key)))
    }

    fn earliest<'i>(&self, found: impl Iterator<Item = &'i usize>) -> Option<&Edition> {
        self.list.get(*found.min()?)
    }
}

/// By address, and by what a figure says, the first edition that has it; metrics by the names that they have in the
/// newest.
fn first_of(list: &[Edition]) -> BTreeMap<String, usize> {
    let steps: Vec<_> =
        list.windows(2).map(|pair| metric_names(&pair[0], &pair[1], &str::to_owned)).collect();
    let mut first = BTreeMap::new();
    for (index, edition) in list.iter().enumerate() {
        let facts = edition.facts.iter().flat_map(|(address, fact)| {
            let (page, id) = address.split_once('#').unwrap_or((address, ""));
            let mut named = (id.to_owned(), fact.metric.as_str());
            for names in steps.get(index..).unwrap_or_default() {
                named = (names.later_id(&named.0, named.1), names.later(named.1));
            }
            let (id, metric) = named;
            [format!("{page}#{id}"), statement(page, metric, fact.date, &fact.digest)]
        });
        for key in edition.pages.keys().cloned().chain(facts) {
            first.entry(key).or_insert(index);
        }
    }
    first
}

/// What a figure says, in one line. No address has such a sign in it.
fn statement(page: &str, metric: &str, date: Option<Date>, digest: &str) -> String {
    let date = date.map(|date| date.to_string()).unwrap_or_default();
    format!("{page}\n{metric}\n{date}\n{digest}")
}

impl Edition {
    /// What readers see it called: its title, or its name, in words if it is a date.
    pub fn title(&self) -> String {
        let in_words = || Date::parse(&self.name).map_or_else(|| self.name.clone(), Date::long);
        self.title.clone().unwrap_or_else(in_words)
    }

    /// The same with its digest.
    #[must_use]
    pub fn sealed(self) -> Self {
        Self { digest: blake3::hash(print::held(&self).as_bytes()).to_hex().to_string(), ..self }
    }

    /// The title of the page that a figure or an event is on; its address if it is not among the pages.
    pub fn title_of<'e>(&'e self, address: &'e str) -> &'e str {
        let page = address.split('#').next().unwrap_or_default();
        self.pages.get(page).map_or(page, |page| page.title.as_str())
    }
}

/// Stands for a text: the beginning of its BLAKE3.
pub fn short_digest(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(SHORT).collect()
}
