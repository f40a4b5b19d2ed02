//! What the list of all figures and the page about the data files show, how pages are cited and exhibits shared.

use serde::Serialize;

use super::claim_view::{DateView, FactView, LinkView};
use crate::number::Amount;

/// A figure in the list of all figures.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct LedgerRowView {
    /// The page that states it.
    pub page: LinkView,
    /// `lines-of-code`.
    pub metric: String,
    /// `Lines of code`.
    pub label: String,
    /// The number to sort by: of a range the middle, of a date the year with its fraction; nothing for words.
    pub sort: Option<Amount>,
    /// The fact.
    pub fact: FactView,
    /// Facts of the page that contradict it, each in a few words; of more than 20, the first and a link to all of them.
    pub disputed_by: Vec<LinkView>,
    /// The newest fact of the same metric, if it is newer.
    pub newer: Option<LinkView>,
    /// The other pages that print it, in their prose, charts, tables or lists.
    pub printed_on: Vec<LinkView>,
}

/// A table of the data files.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DataFileView {
    /// `facts`.
    pub name: &'static str,
    /// `Figures`.
    pub title: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its address as CSV.
    pub csv: String,
    /// Its address as JSON.
    pub json: String,
    /// How many rows it has.
    pub rows: usize,
    /// Its columns.
    pub fields: Vec<DataFieldView>,
}

/// A column of a data file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DataFieldView {
    /// Its head.
    pub name: &'static str,
    /// `text`, `number`, `date` or `address`.
    pub kind: &'static str,
    /// What it means.
    pub about: &'static str,
}

/// How a page is cited, or the report as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CitationView {
    /// What it is called in a list of references: `the-report-projects-tower`.
    pub key: String,
    /// The title.
    pub title: String,
    /// The title of the report that it is part of; `None` for the report itself.
    pub report: Option<String>,
    /// The names of the authors: of the page, or else of the report.
    pub authors: Vec<String>,
    /// When it was last changed, or when this state of the report came out.
    pub date: Option<DateView>,
    /// Which state of the report this is.
    pub version: Option<String>,
    /// The edition that it is in, or the newest of the report; `None` if there is none.
    pub edition: Option<CitedEditionView>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The digital object identifier of the report.
    pub doi: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// The address with the host, if the site knows it.
    pub url: Option<String>,
}

/// The edition that a citation names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CitedEditionView {
    /// How the page stands to it: `edition` for its own page, `as in edition` if nothing has changed on the page since,
    /// `latest edition` otherwise.
    pub relation: &'static str,
    /// `2026-11`.
    pub name: String,
    /// `November 2026`.
    pub title: String,
    /// The first 16 digits of its digest.
    pub digest: String,
}

/// Where an exhibit that is shared is from, and how it is shown elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ShareView {
    /// The page it stands on, with its anchor there.
    pub from: LinkView,
    /// The address of the exhibit alone; `None` if the site does not know its host, without which no page elsewhere
    /// could show it.
    pub frame: Option<String>,
    /// The address of the exhibit alone as the newest edition has it whose site is published; `None` if none has it.
    pub pinned: Option<String>,
    /// The title of that edition.
    pub pinned_to: Option<String>,
    /// The address of what oEmbed tells programs, with the host.
    pub oembed: Option<String>,
}
