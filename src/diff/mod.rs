//! What differs between two states of a site: what they say, and which pages of the output that reaches.
//!
//! The second state is built after the first by the same builder, so it costs no more than an edit does, and what each
//! file depends on is known. That a page was reached is read off its bytes; why, off what it depends on.

mod exhibits;
mod html;
mod lines;
mod links;
mod metrics;
mod pages;
mod problems;
mod reach;
mod reasons;
mod report;
mod statements;
mod text;

use serde::Serialize;

use crate::builtin::STYLE_SHEET;
use crate::files::Files;
use crate::model::Changes;
use crate::paths::UrlPath;
use crate::pipeline::{Build, Builder, Options, Progress};
use crate::source::{ReadError, discover};
use crate::verify::Verifier;

pub use exhibits::ExhibitChange;
pub use lines::ReportFrame;
pub use links::LinkChange;
pub use metrics::MetricChange;
pub use pages::PageChange;
pub use problems::ProblemChange;
pub use reach::ReachedPage;
pub use report::{ReportFormat, report};
pub use statements::{RemarkChange, Stated, StatementChange};

/// Two states of a site.
pub struct States {
    /// The one that is compared with.
    pub base: Build,
    /// The one that is looked at.
    pub head: Build,
    /// What computations on the second would find new, if they had been done on the first.
    changes: Changes,
}

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// It was not there.
    Added,
    /// It is called or says something else.
    Changed,
    /// It is no longer there.
    Gone,
}

impl ChangeKind {
    /// What happened to something that was there before or is there after, or both.
    fn between(before: bool, after: bool) -> Self {
        match (before, after) {
            (false, _) => Self::Added,
            (true, true) => Self::Changed,
            (true, false) => Self::Gone,
        }
    }
}

/// All that differs. Addresses are those of the site, without host and base path.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Review {
    /// What is wrong now and was not, and what no longer is.
    pub problems: Vec<ProblemChange>,
    /// Figures and events.
    pub statements: Vec<StatementChange>,
    /// Metrics that are called otherwise.
    pub metrics: Vec<MetricChange>,
    /// Remarks, and what figures dispute.
    pub remarks: Vec<RemarkChange>,
    /// Pages that came, went, or have another address.
    pub pages: Vec<PageChange>,
    /// Addresses that lead nowhere now.
    pub lost: Vec<String>,
    /// Charts, tables, timelines and networks that show something else.
    pub exhibits: Vec<ExhibitChange>,
    /// Links of pages.
    pub links: Vec<LinkChange>,
    /// Pages whose bytes differ, those first whose own file does.
    pub reached: Vec<ReachedPage>,
    /// Other published files that came, went or differ.
    pub files: Vec<String>,
}

impl States {
    /// Builds both states in memory. Sites with errors are compared as far as they can be read.
    pub fn build(
        base: &dyn Files,
        head: &dyn Files,
        options: &Options,
        progress: &dyn Progress,
    ) -> Result<Self, ReadError> {
        let base_tree = discover(base)?;
        let mut head_tree = base_tree.clone();
        // What is the same in both is the same piece of memory then.
        head_tree.rescan(head)?;
        let mut builder = Builder::new(options.clone());
        let mut verifier = Verifier::default();
        let base = builder.update(&base_tree).complete(&base_tree, &mut verifier, progress);
        let planned = builder.update(&head_tree);
        let changes = planned.changes.clone();
        let head = planned.complete(&head_tree, &mut verifier, progress);
        Ok(Self { base, head, changes })
    }

    /// The style sheet of the site that is looked at; empty if it has none of that name.
    pub fn style(&self) -> String {
        let address = self.head.rendered.assets.urls.get(STYLE_SHEET).and_then(UrlPath::output);
        let bytes = address.and_then(|path| self.head.output.get(&path));
        bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
    }

    /// Compares them.
    pub fn review(&self) -> Review {
        let pairs = pages::pair(&self.base.rendered.site, &self.head.rendered.site);
        let (reached, files) = reach::reached(self, &pairs);
        let (statements, remarks, metrics) = statements::compare(self, &pairs);
        Review {
            problems: problems::compare(&self.base, &self.head),
            statements,
            metrics,
            remarks,
            pages: pages::compare(self, &pairs),
            lost: reach::lost(self),
            exhibits: exhibits::compare(self, &pairs),
            links: links::compare(self, &pairs),
            reached,
            files,
        }
    }
}

impl Review {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
