//! Documents → [`Site`]: which pages there are, what they are called, and how they belong together.
//!
//! The site is complete when [`assemble`] returns it and is never changed afterwards. It holds no HTML and
//! knows nothing of links in prose.

mod figure;
mod names;
mod outline;
mod references;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

pub use figure::{FigureError, formatted, quantity};
pub use names::{Found, Names};
pub use outline::{Outline, Part};
pub use references::{References, Tag};

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Span};
use crate::parse::{Details, Document, FrontMatter, Kind};
use crate::paths::{SourcePath, UrlPath, slug};

/// A page's number within one [`Site`]. It means nothing outside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(usize);

impl PageId {
    /// Where the page stands in [`Site::pages`].
    pub fn index(self) -> usize {
        self.0
    }
}

/// Everything the report says, in one place.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The pages, sorted by source path.
    pub pages: Vec<Page>,
    /// Pages by the file they come from.
    pub by_path: BTreeMap<SourcePath, PageId>,
    /// Pages by their address.
    pub by_url: BTreeMap<UrlPath, PageId>,
    /// Pages by what they are called.
    pub names: Names,
    /// The chapters in reading order.
    pub outline: Outline,
    /// Files that are drafts and left out, with their titles.
    pub drafts: BTreeMap<SourcePath, String>,
    /// The tags, by slug.
    pub tags: BTreeMap<String, Tag>,
}

/// A page in its place among the others.
#[derive(Debug)]
pub struct Page {
    /// Its number.
    pub id: PageId,
    /// What its file says.
    pub document: Arc<Document>,
    /// The last part of its address, by which front matter refers to it.
    pub slug: String,
    /// Its address.
    pub url: UrlPath,
    /// The pages its front matter refers to.
    pub references: References,
}

impl Page {
    /// What kind of page it is.
    pub fn kind(&self) -> Kind {
        self.document.kind
    }

    /// A place of its file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        Span::new(&self.document.path, range.clone())
    }

    /// What its front matter says.
    pub fn front(&self) -> &FrontMatter {
        &self.document.front
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.document.front.title.value
    }

    /// Its name where room is short: beside each figure, for a source.
    pub fn short_title(&self) -> &str {
        match &self.front().details {
            Details::Source { short_title: Some(title), .. } => title,
            _ => self.title(),
        }
    }

    /// Whether it is the page of a part of the report rather than a chapter.
    pub fn is_part(&self) -> bool {
        self.kind() == Kind::Chapter && self.document.path.stem() == "index"
    }

    /// What sorts it among its siblings: the author's order, then the title.
    pub fn sort_key(&self) -> (i64, String, PageId) {
        (self.front().order.unwrap_or(i64::MAX), self.title().to_lowercase(), self.id)
    }
}

impl Site {
    /// The page with this number.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0]
    }

    /// The pages of one kind, in the order they are listed: the author's, then by title.
    pub fn of_kind(&self, kind: Kind) -> Vec<&Page> {
        let mut pages: Vec<_> = self.pages.iter().filter(|page| page.kind() == kind).collect();
        pages.sort_by_cached_key(|page| page.sort_key());
        pages
    }
}

/// Puts documents together into a site. Drafts are left out unless `drafts` is set.
pub fn assemble(
    config: Arc<Config>,
    documents: Vec<Arc<Document>>,
    drafts: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let (documents, left_out): (Vec<_>, Vec<_>) =
        documents.into_iter().partition(|document| drafts || !document.front.draft);
    let title = |document: &Document| document.front.title.value.clone();
    let drafts = left_out.into_iter().map(|document| (document.path.clone(), title(&document))).collect();
    let documents = documents.into_iter();
    let documents =
        documents.filter(|document| names::check_path(&document.path, diagnostics)).collect::<Vec<_>>();
    let numbered = documents.into_iter().enumerate();
    let mut pages: Vec<_> = numbered.map(|(index, document)| place(PageId(index), document)).collect();
    for page in &pages {
        names::check_terms(page, diagnostics);
    }
    let by_path = pages.iter().map(|page| (page.document.path.clone(), page.id)).collect();
    let by_url = pages.iter().map(|page| (page.url.clone(), page.id)).collect();
    let names = Names::collect(&pages, diagnostics);
    let references = references::resolve(&config, &pages, &names, diagnostics);
    for (page, references) in pages.iter_mut().zip(references) {
        page.references = references;
    }
    let outline = Outline::of(&pages);
    let tags = references::tags(&pages, diagnostics);
    Site { config, pages, by_path, by_url, names, outline, drafts, tags }
}

/// Gives a document its address: its path below `content/`, each part as a slug.
fn place(id: PageId, document: Arc<Document>) -> Page {
    let mut parts: Vec<_> = names::folders(&document.path).map(slug).collect();
    if document.path.stem() != "index" {
        parts.push(slug(document.path.stem()));
    }
    let slug = parts.last().cloned().unwrap_or_default();
    // The error page is a file of its own because GitHub Pages looks for it under this name.
    let url = if parts == ["404"] { UrlPath::file("404.html") } else { UrlPath::folder(&parts.join("/")) };
    Page { id, document, slug, url, references: References::default() }
}
