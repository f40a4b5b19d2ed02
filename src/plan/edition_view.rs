//! What the pages of editions show: the list of them, and each with its figures and what came of the one before.

use serde::Serialize;

use super::claim_view::{DateView, LinkView, TotalView};

/// An edition.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct EditionView {
    /// What it is called in addresses: `2026-11`.
    pub name: String,
    /// `November 2026`.
    pub title: String,
    /// The address of its page.
    pub url: String,
    /// When the report was in this state.
    pub date: Option<DateView>,
    /// What there is to say of it.
    pub note: Option<String>,
    /// Where the whole site is published as it was; `None` where it is not.
    pub site: Option<String>,
    /// How many pages it has.
    pub pages: usize,
    /// How many figures it has.
    pub figures: usize,
    /// How many events it has.
    pub events: usize,
    /// Stands for all that it holds, in hexadecimal digits.
    pub digest: String,
    /// How many of what came, went or became another since the one before, as far as there are any; each leads to the
    /// list of them.
    pub changes: Vec<TotalView>,
}

/// An edition with all that its page shows.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct EditionStateView {
    /// The edition.
    pub edition: EditionView,
    /// The one before it.
    pub before: Option<LinkView>,
    /// The one after it.
    pub after: Option<LinkView>,
    /// What differs from the one before; those that hold something. None on the pages of parts.
    pub sections: Vec<EditionSectionView>,
    /// Its figures, by the titles of their pages; those of the part, on the page of one.
    pub figures: Vec<EditionRowView>,
    /// The pages of its parts, if there are so many figures that it has some.
    pub parts: Vec<LinkView>,
}

/// One kind of what differs between two editions.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct EditionSectionView {
    /// The anchor of its heading: `fb-corrected`.
    pub id: String,
    /// What heads it.
    pub title: &'static str,
    /// `figures`, `pages` or `events`.
    pub of: &'static str,
    /// How many there are.
    pub count: usize,
    /// Whether its rows say what was before.
    pub has_before: bool,
    /// The rows; of very many, the first.
    pub rows: Vec<EditionRowView>,
}

/// A page, a figure or an event of an edition.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct EditionRowView {
    /// The page by its title then; the address is that of today, and empty if it is gone.
    pub page: LinkView,
    /// What the figure counts: `Lines of code`. Of an event `prediction`, if it is one.
    pub label: String,
    /// What it was before, or what the page was called.
    pub before: Option<String>,
    /// The date of that.
    pub before_date: Option<DateView>,
    /// The figure as it was printed, or what happened.
    pub value: String,
    /// Where that stands today; empty if nowhere.
    pub url: String,
    /// Its date.
    pub date: Option<DateView>,
    /// Its source: by its name, without an address if it is gone.
    pub source: Option<LinkView>,
    /// How much it grew or fell: `× 2.5`, `+12%`.
    pub change: Option<String>,
    /// What exactly it counts.
    pub note: Option<String>,
    /// Whether sources differed on it.
    pub disputed: bool,
}
