//! Views: the complete input of each template. A template sees its view and nothing else.
//!
//! Addresses in views are ready to be printed: they carry the base path. Dates are strings, figures are
//! formatted. No view holds a place in a file, so that typing above a heading changes no other page.

use std::hash::{Hash, Hasher};

use serde::Serialize;

pub use super::claim_view::{
    CitedFactView, DateView, EventView, FactView, LinkView, LocalNameView, MetricView, ProjectFiguresView,
    RelationView, RemarkView, TotalView, UsageView, UseView, VerificationView,
};
pub use super::data_view::{
    CitationView, CitedEditionView, DataFieldView, DataFileView, LedgerRowView, ShareView,
};
pub use super::edition_view::{EditionRowView, EditionSectionView, EditionStateView, EditionView};
pub use super::listing_view::{
    BranchView, DoorView, FigureCellView, GroupView, LetterView, ListingView, NameView, PictureView,
    QueryRowView, RowView,
};

/// What every page shows of the site; `site` in templates.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// One sentence on what it is.
    pub description: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// `rtl` if that language is written from right to left, otherwise `ltr`.
    pub direction: &'static str,
    /// Who publishes it.
    pub authors: Vec<String>,
    /// Which state of the report this is.
    pub version: Option<String>,
    /// The edition whose site this is, by its title; `None` for the living one.
    pub edition: Option<String>,
    /// The base path; empty at the root of a host.
    pub base: String,
    /// Address of the home page.
    pub home: String,
    /// Address of the search.
    pub search: String,
    /// Address of the page that compares entities; `None` if there are no projects.
    pub compare: Option<String>,
    /// Address of the report as one page; `None` if it is not published.
    pub print: Option<String>,
    /// Address of the feed; `None` if the site does not know its host.
    pub feed: Option<String>,
    /// Address of the feed of changed figures; `None` if there is none.
    pub figure_feed: Option<String>,
    /// Address of the list of editions; `None` if there is none.
    pub editions: Option<String>,
    /// Address of the feed of editions; `None` if there is none.
    pub edition_feed: Option<String>,
    /// The Content-Security-Policy of every page, ready for the `meta` element.
    pub policy: String,
    /// The repository readers can go to.
    pub repository_url: Option<String>,
    /// The parts of the report, in order.
    pub parts: Vec<LinkView>,
    /// The directories that exist, for navigation: chapters, projects, companies, domains, sources, tags.
    pub directories: Vec<LinkView>,
    /// The same in groups, as the menu shows them.
    pub menu: Vec<MenuView>,
    /// What the navigation has besides: the items of `book.toml`.
    pub navigation: Vec<LinkView>,
    /// Address of the picture before the name of the site.
    pub logo: Option<String>,
    /// The icon of the pages.
    pub favicon: Option<IconView>,
    /// Address with the host of the picture that is shown with links to the site elsewhere.
    pub card: Option<String>,
    /// A sentence at the bottom of every page.
    pub footer: Option<String>,
    /// The terms under which others may use the report; the address is empty if it has none.
    pub licence: Option<LinkView>,
    /// Addresses of files from `static/` and of the built-in theme, by their path: `css/site.css`.
    pub assets: std::collections::BTreeMap<String, String>,
}

/// An icon.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct IconView {
    /// Address of the file.
    pub url: String,
    /// What kind of picture it is: `image/svg+xml`.
    pub media_type: &'static str,
}

/// A group of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct MenuView {
    /// `Explore`; nothing for a page that stands by itself.
    pub title: Option<String>,
    /// Its pages; at least one, and more than one if it has a title.
    pub links: Vec<LinkView>,
}

/// An entry of the table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct HeadingView {
    /// 1 to 6.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The words.
    pub text: String,
}

/// A page that links to or mentions this one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct BacklinkView {
    /// The page, with the anchor of the section the mention stands in.
    pub page: LinkView,
    /// The sentence up to the mention.
    pub before: String,
    /// The words of the mention.
    pub mention: String,
    /// The sentence after it.
    pub after: String,
}

/// What the author put under `extra`, in the author's order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct ExtraView(pub serde_json::Value);

/// A loop over it shows the order of keys and the sign of zero, which count for nothing where JSON is compared.
impl Hash for ExtraView {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_string().hash(state);
    }
}

/// What a page has by its kind; the fields are empty where they do not apply.
#[derive(Clone, Debug, Default, PartialEq, Hash, Serialize)]
pub struct DetailsView {
    /// Project and company: its logo.
    pub logo: Option<PictureView>,
    /// Project: its domain.
    pub domain: Option<LinkView>,
    /// Project: other domains that list it.
    pub also_in: Vec<LinkView>,
    /// Project: `domestic`, `foreign` or `unknown`.
    pub origin: Option<String>,
    /// Project: `open source`, `closed source` or `partly open source`.
    pub licensing: Option<String>,
    /// Company: `company`, `foundation`, `agency`, `university`, `community` or `publication`.
    pub organisation: Option<String>,
    /// Company and project: where it is at home; a project that says nothing where its developers are, if that is one
    /// country.
    pub country: Option<String>,
    /// Source: who published it.
    pub publisher: Option<String>,
    /// Source: its language.
    pub language: Option<String>,
    /// Source: the address of a copy that stays; its title is the host.
    pub archive: Option<LinkView>,
    /// Source: when it was read.
    pub retrieved: Option<DateView>,
    /// Source: the facts that come from it.
    pub cited_facts: Vec<CitedFactView>,
    /// Source: the events that come from it, with the page each stands on and its anchor there.
    pub cited_events: Vec<(LinkView, EventView)>,
    /// Source: the pages whose prose or remarks rest on it.
    pub cited_by: Vec<LinkView>,
    /// Chapter: the part it belongs to.
    pub part: Option<LinkView>,
    /// Chapter or part: the one before it; project: the one before it in its domain.
    pub previous: Option<LinkView>,
    /// Chapter, part or project: the one after it.
    pub next: Option<LinkView>,
    /// Chapter: the chapters of its part, itself included, if they are few enough for a sidebar.
    pub siblings: Vec<LinkView>,
    /// Part: its chapters, in order.
    pub chapters: Vec<LinkView>,
}

/// A page; `page` in templates.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct PageView {
    /// `chapter`, `part`, `project`, `company`, `domain`, `source`, `home`, `exhibit` or `page`.
    pub kind: &'static str,
    /// Its name.
    pub title: String,
    /// What it is called in other languages, in the author's order.
    pub names: Vec<LocalNameView>,
    /// One sentence on what it is.
    pub summary: Option<String>,
    /// Its address.
    pub url: String,
    /// Its address with the host; `None` if the site does not know its host.
    pub permalink: Option<String>,
    /// The address of the same as Markdown; `None` if there is none.
    pub twin: Option<String>,
    /// The way from the home page, without the page itself.
    pub breadcrumbs: Vec<LinkView>,
    /// When it was first published.
    pub date: Option<DateView>,
    /// When it was last changed.
    pub updated: Option<DateView>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its tags.
    pub tags: Vec<LinkView>,
    /// Its headings.
    pub toc: Vec<HeadingView>,
    /// Whether there is code in its text that can be stepped through.
    pub has_walkthrough: bool,
    /// Words of its prose.
    pub words: usize,
    /// Minutes it takes to read, at 220 words a minute; at least one.
    pub reading_minutes: usize,
    /// Its facts, by metric.
    pub metrics: Vec<MetricView>,
    /// Its events, oldest first.
    pub events: Vec<EventView>,
    /// What somebody has said will happen, in the same way.
    pub predictions: Vec<EventView>,
    /// What speaks against it as a whole.
    pub doubts: Vec<RemarkView>,
    /// Whether one of them is the authors' own reading.
    pub has_own_remarks: bool,
    /// The sources its prose rests on.
    pub sources: Vec<LinkView>,
    /// Its projects: of a company with their roles, of another page those it is about.
    pub projects: Vec<RelationView>,
    /// Its companies, in the same way.
    pub companies: Vec<RelationView>,
    /// Company: the figures of the projects that it builds.
    pub project_figures: Vec<ProjectFiguresView>,
    /// Company: what it uses the subject of the report for.
    pub uses: Vec<UseView>,
    /// Related entities of the same kind.
    pub related: Vec<LinkView>,
    /// Who links to it.
    pub backlinks: Vec<BacklinkView>,
    /// Addresses outside the site: their names and themselves.
    pub links: Vec<LinkView>,
    /// How it is cited; `None` if it only leads to other pages.
    pub citation: Option<CitationView>,
    /// An exhibit that is shared: where it is from, and how it is shown elsewhere.
    pub share: Option<ShareView>,
    /// Address of the page that lists all disagreements, if the page prints a figure on which sources differ.
    pub contested: Option<String>,
    /// The first edition that has it.
    pub since: Option<LinkView>,
    /// Whether there are editions and none has it.
    pub is_new: bool,
    /// Where it can be edited.
    pub edit_url: Option<String>,
    /// Anything the author put under `extra`.
    pub extra: ExtraView,
    /// What it has by its kind.
    pub details: DetailsView,
}

/// What a template gets besides `site` and `body`, the text of the page as HTML, which is printed unescaped and
/// is empty if there is none.
#[derive(Clone, Debug, PartialEq, Hash, Serialize)]
pub struct TemplateView {
    /// The page.
    pub page: PageView,
    /// The entries it lists, if it lists any.
    pub listing: ListingView,
    /// What the queries have found that the template and all it draws on declare, by their names.
    pub queries: std::collections::BTreeMap<String, Vec<QueryRowView>>,
}
