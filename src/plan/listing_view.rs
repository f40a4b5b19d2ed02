//! What directories, lists and the home page show.

use serde::Serialize;

use super::claim_view::{DateView, FactView, LinkView, TotalView};
use super::data_view::{DataFileView, LedgerRowView};
use super::edition_view::{EditionStateView, EditionView};
use crate::number::Amount;

/// A domain with those within it.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct BranchView {
    /// The domain.
    pub page: LinkView,
    /// How many projects are in it and in those within it.
    pub count: usize,
    /// Domain: the projects that are in it and in none within it.
    pub projects: Vec<LinkView>,
    /// The domains within it.
    pub branches: Vec<BranchView>,
}

/// A row of a directory; of a plain list it has the page alone.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct RowView {
    /// The project, company or page.
    pub page: LinkView,
    /// Its logo.
    pub logo: Option<PictureView>,
    /// Its domain.
    pub domain: Option<LinkView>,
    /// For a project its developers, for a company its projects.
    pub related: Vec<LinkView>,
    /// For a project its users and customers, for a company the projects that it uses.
    pub used: Vec<LinkView>,
    /// Company: what else it uses, in words.
    pub uses: Vec<String>,
    /// Where a company or project is at home; a project that says nothing where its developers are, if that is one country.
    pub country: Option<String>,
    /// Of a project how it may be used, of a company what sort of organisation it is.
    pub class: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The newest fact of each of the directory's metrics, in the order of its columns.
    pub figures: Vec<Option<FigureCellView>>,
}

/// A group of rows below a heading of its own.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct GroupView {
    /// The anchor of its heading: `fb-chapters.one`.
    pub id: Option<String>,
    /// What the rows share; `None` if the listing is not grouped.
    pub heading: Option<LinkView>,
    /// The rows.
    pub rows: Vec<RowView>,
}

/// What the template of a listing gets besides `page`; `listing` in templates. Home, domains and tags have
/// one as well.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct ListingView {
    /// `projects`, `companies`, `domains`, `sources`, `chapters`, `tags`, `tag`, `domain`, `home`,
    /// `search`, `compare`, `editions`, `edition` or `404`; empty for a page that lists nothing.
    pub name: &'static str,
    /// How many entries there are in all.
    pub count: usize,
    /// The labels of the columns of figures.
    pub columns: Vec<String>,
    /// Columns that are left out because fewer than a third of the rows fill them: `Keepers (2 of 9)`.
    pub sparse: Vec<String>,
    /// Whether any of the entries uses or is used.
    pub has_uses: bool,
    /// Whether it is known of any of the entries where it is at home.
    pub has_countries: bool,
    /// The entries.
    pub groups: Vec<GroupView>,
    /// Projects, companies and domain: the entities of which there is little to say.
    pub also: Vec<RowView>,
    /// Domains: all of them, those within others below these; domain: those within it.
    pub branches: Vec<BranchView>,
    /// Projects, companies and domain: whether an entry has a logo.
    pub has_logos: bool,
    /// Home: the ways into the report.
    pub doors: Vec<DoorView>,
    /// How many entries have no row: they stand in `also` by name, or on the pages in `parts`.
    pub rest: usize,
    /// Figures, projects, companies: the pages of its parts, if there is so much that it has some.
    pub parts: Vec<LinkView>,
    /// Figures: every figure, by the titles of their pages.
    pub ledger: Vec<LedgerRowView>,
    /// Data: the files.
    pub files: Vec<DataFileView>,
    /// Data: the address of the file that says what the others hold.
    pub package: String,
    /// Data: the address of the folder of the files, with the host if the site knows it.
    pub folder: String,
    /// Search: every name and other name of a page, by letter.
    pub letters: Vec<LetterView>,
    /// Editions: all of them, the newest first.
    pub editions: Vec<EditionView>,
    /// Edition: it, and what came of the one before.
    pub edition: Option<Box<EditionStateView>>,
}

/// The names that start with a letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LetterView {
    /// `A`; `0–9` for digits, `…` for scripts without letters.
    pub letter: String,
    /// The names, in order.
    pub names: Vec<NameView>,
}

/// A name of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct NameView {
    /// The name.
    pub name: String,
    /// The address of the page.
    pub url: String,
    /// The title of the page, if the name is another one.
    pub of: Option<String>,
}

/// A way into the report.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DoorView {
    /// `Read`, `Look up`, `Explore` or `Data`.
    pub title: String,
    /// The pages behind it; at least one.
    pub links: Vec<TotalView>,
}

/// A page that a query of a template has found.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct QueryRowView {
    /// The page.
    pub page: LinkView,
    /// When it was first published.
    pub date: Option<DateView>,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// Project: its domain.
    pub domain: Option<LinkView>,
    /// Its tags.
    pub tags: Vec<LinkView>,
    /// The facts that were asked for, by the name of their metric; only those it has.
    pub figures: std::collections::BTreeMap<String, FactView>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PictureView {
    /// Its address.
    pub url: String,
    /// Its width in pixels, if that is known.
    pub width: Option<usize>,
    /// Its height.
    pub height: Option<usize>,
}

/// A figure in a table.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct FigureCellView {
    /// `about 300,000`.
    pub value: String,
    /// The number to sort by.
    pub sort: Amount,
    /// `June 2021`.
    pub date: Option<DateView>,
    /// `5 years old`, if it is older than its metric allows.
    pub age: Option<String>,
    /// Whether sources differ on it.
    pub contested: bool,
    /// The address of the fact; `None` if it is counted rather than stated.
    pub url: Option<String>,
}
