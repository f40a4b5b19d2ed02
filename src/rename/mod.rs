//! Another name for a page, a metric or a heading, wherever the source of a site refers to it.
//!
//! What is changed are the places that parsing and resolving know, and nothing else in a file. The site is put together
//! again with the changes before anything is written: where a reference was missed, or would mean something else, the
//! rename is refused.

mod alias;
mod blocks;
mod edit;
mod front;
mod heading;
mod name;
mod proof;
mod prose;
mod subject;

use std::collections::BTreeMap;

use crate::asset::Assets;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Page, Site, Tracked};
use crate::parse::exhibit::TemplateQueries;
use crate::paths::{SETTINGS, SourcePath};
use crate::pipeline::{Builder, Options, PlannedBuild};
use crate::source::{SourceTexts, SourceTree};
use crate::write::Revision;
use edit::Edits;
use subject::Subject;

pub use edit::Change;

/// A rename that can be done.
pub struct Renaming {
    /// The places that change, by file and place.
    pub changes: Vec<Change>,
    /// Where the page of the name stands now, and where it will.
    pub moved: Option<(SourcePath, SourcePath)>,
    /// What becomes of each file.
    pub revisions: Vec<Revision>,
}

/// Why a rename is not done.
pub struct Refusal {
    /// One lowercase phrase without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// What is wrong with the site as it is, or would be, and the texts that points into.
    pub problems: Option<(Vec<Diagnostic>, SourceTexts)>,
}

impl Refusal {
    fn new(message: String, help: impl Into<Option<String>>) -> Self {
        Self { message, help: help.into(), problems: None }
    }
}

/// The site as it is, and what is asked of it.
struct Rename<'a> {
    site: &'a Site,
    tracked: &'a Tracked<'a>,
    assets: &'a Assets,
    queries: &'a TemplateQueries,
    subject: Subject<'a>,
    /// What it is called from now on.
    new: &'a str,
    /// The ids that facts will have, by the file and the id of now.
    fact_ids: BTreeMap<(SourcePath, String), String>,
}

/// Thinks out how `old` becomes `new`. `old` is the slug of a page, `folder/slug`, the name of a metric, or
/// `page#heading`.
pub fn plan(tree: &SourceTree, old: &str, new: &str) -> Result<Renaming, Refusal> {
    let mut builder = Builder::new(Options { drafts: true, ..Options::default() });
    let before = builder.update(tree);
    if let Some(problems) = errors(&before, tree) {
        let message = "the site has errors, which can hide what refers to the name".to_owned();
        let help = "mend what `fieldbook check --drafts` reports, then rename".to_owned();
        return Err(Refusal { message, help: Some(help), problems: Some(problems) });
    }
    let site = &before.rendered.site;
    let tracked = Tracked::new(site);
    let subject = Subject::find(site, old, new)?;
    let assets = &before.rendered.assets;
    let queries = before.rendered.exhibits.queries();
    let fact_ids = BTreeMap::new();
    let mut rename = Rename { site, tracked: &tracked, assets, queries, subject, new, fact_ids };
    let edits = rename.edits()?;
    let moved = rename.moved(tree)?;
    let changed = edits.applied(tree, moved.as_ref())?;
    let after = builder.update(&changed.tree);
    if let Some(problems) = errors(&after, &changed.tree) {
        let message = format!("with `{new}` the site would have errors, so nothing was written");
        return Err(Refusal { message, help: None, problems: Some(problems) });
    }
    proof::same_meaning(&rename, &before.rendered, &after.rendered, moved.as_ref())?;
    Ok(Renaming { changes: edits.changes(tree), moved, revisions: changed.revisions })
}

/// The errors of a site, if it has any, and the texts they point into.
fn errors(build: &PlannedBuild, tree: &SourceTree) -> Option<(Vec<Diagnostic>, SourceTexts)> {
    let mut found = build.diagnostics(&[]);
    found.retain(|problem| problem.severity == Severity::Error);
    (!found.is_empty()).then(|| {
        let texts = tree.texts(&found, std::iter::empty());
        (found, texts)
    })
}

impl Rename<'_> {
    /// Every place that changes.
    fn edits(&mut self) -> Result<Edits, Refusal> {
        let mut edits = Edits::default();
        self.settings(&mut edits);
        self.queries(&mut edits)?;
        for page in &self.site.pages {
            self.front(page, &mut edits);
        }
        self.fact_ids = edits.fact_ids(self.site)?;
        for page in &self.site.pages {
            self.uses(page, &mut edits);
            self.prose(page, &mut edits)?;
            self.blocks(page, &mut edits)?;
        }
        match self.subject {
            Subject::Page(page) => self.leave_alias(page, &mut edits),
            Subject::Heading { page, heading } => self.leave_anchor(page, heading, &mut edits),
            Subject::Metric(_) => {}
        }
        Ok(edits)
    }

    /// The names in `book.toml` and `content/metrics.toml`.
    fn settings(&self, edits: &mut Edits) {
        let config = &self.site.config;
        match self.subject {
            Subject::Metric(name) => {
                if let Some(declared) = config.metrics.get(name) {
                    edits.name(&declared.span.path, &declared.span.range, name, self.new);
                }
                let columns = config.project_columns.iter().chain(&config.company_columns);
                for column in columns.filter(|column| column.value == name) {
                    edits.name(&SourcePath::new(SETTINGS), &column.range, name, self.new);
                }
            }
            Subject::Page(page) => {
                for item in &config.frame.navigation {
                    if let Some(address) = self.address(page, &item.url.value) {
                        edits.name(&SourcePath::new(SETTINGS), &item.url.range, &item.url.value, &address);
                    }
                }
            }
            Subject::Heading { .. } => {}
        }
    }

    /// Where the page goes.
    fn moved(&self, tree: &SourceTree) -> Result<Option<(SourcePath, SourcePath)>, Refusal> {
        let Subject::Page(page) = self.subject else { return Ok(None) };
        let old = page.document.path.clone();
        let new = SourcePath::new(&format!("{}/{}{}", old.folder(), self.new, old.extension()));
        let mut files = tree.pages.iter().chain(&tree.attachments);
        match files.find(|file| file.path == new && new != old) {
            Some(_) => Err(Refusal::new(format!("`{new}` is there already"), None)),
            None => Ok(Some((old, new))),
        }
    }

    /// Whether a page is the one that gets another name.
    fn is_subject(&self, page: &Page) -> bool {
        matches!(self.subject, Subject::Page(subject) if subject.id == page.id)
    }
}
