//! Data of others → pages and facts, with the source they are from. What is there is never written over, and what is
//! there already is not added again.
//!
//! All files are thought out first and the site is put together with them; what would be an error is told with the line
//! of the data that it comes from, and then nothing is written.

mod csv;
mod draft;
mod insert;
mod intake;
mod landscape;
mod names;
mod service;
mod slugs;

use crate::date::Date;
use crate::files::FileContent;
use crate::node::yaml_text;
use crate::paths::{SETTINGS, SourcePath};
use crate::source::{SourceFile, SourceTree};
use crate::write::Revision;

pub use csv::{RowMapping, from_csv};
pub use intake::Intake;
pub use landscape::{Landscape, from_landscape};
pub use service::{Answered, Service, StoredAnswers, from_service};

/// What an import comes to.
#[derive(Debug, Default)]
pub struct Import {
    /// The files that are new or change, ready to be written.
    pub revisions: Vec<Revision>,
    /// How many pages are new.
    pub pages: usize,
    /// How many facts are new.
    pub facts: usize,
    /// How many pages were there already.
    pub kept_pages: usize,
    /// How many facts were.
    pub kept_facts: usize,
}

/// Why an import cannot be done: one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// The line of the data, from one.
    pub line: Option<usize>,
    /// One lowercase phrase without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Rejection {
    pub(crate) fn new(line: impl Into<Option<usize>>, message: impl Into<String>) -> Self {
        Self { line: line.into(), message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<Option<String>>) -> Self {
        self.help = help.into();
        self
    }
}

/// A site that is begun by an import: its source, and the files of that.
pub fn new_site(title: &str) -> (SourceTree, Vec<Revision>) {
    let title = title.replace(char::is_control, " ");
    let book = format!("[book]\ntitle = {}\n", serde_json::Value::from(title.trim()));
    let index = format!(
        "---\ntitle: {}\n---\n\nWhat there is: [projects](projects/), [organisations](companies/) and [domains](domains/).\n",
        yaml_text(title.trim())
    );
    let path = SourcePath::new("content/index.md");
    let files = [(SourcePath::new(SETTINGS), &book), (path.clone(), &index)];
    let revisions = files.map(|(path, text)| Revision::new_file(path, text.clone().into_bytes())).into();
    let pages = vec![SourceFile { path, content: FileContent::Text(index.into()) }];
    (SourceTree { config: FileContent::Text(book.into()), pages, ..SourceTree::default() }, revisions)
}

/// Where data come from.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// The file or service, as readers see it.
    pub title: String,
    /// What the slug of its page starts with.
    pub stem: String,
    /// The day on which the data were read.
    pub retrieved: Date,
}

impl Provenance {
    /// The slug of its page: data that are read on another day are another source.
    pub fn slug(&self) -> String {
        format!("{}-{}", crate::paths::slug(&self.stem), self.retrieved)
    }

    /// The file of its page.
    fn path(&self) -> SourcePath {
        SourcePath::new(&format!("content/sources/{}.md", self.slug()))
    }
}
