//! Fenced blocks of YAML that ask for a chart, a table, a timeline: what is asked for, as one file can tell.

mod chart;
mod query;
mod table;
mod walkthrough;

use std::ops::Range;

pub use chart::{ChartForm, ChartSpec, Data, InlineRow, InlineValue, MAX_BINS, ScaleType};
pub use query::{FactSelector, Filter, FilterPart, Order, Query, Sort};
pub use table::{Cells, RowsOf, TableSpec};
pub use walkthrough::{Frame, Scene, Slot, SlotState, WalkStep, WalkthroughSpec};

use crate::diagnostic::{Code, Diagnostic};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Value, parse_yaml};
use crate::paths::{SourcePath, slug};

/// What the anchors of exhibits start with.
pub const ID_PREFIX: &str = "exhibit-";

/// What a block is, by the word behind its opening fence; [`Spec`] has what each asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its word")]
pub enum BlockKind {
    Chart,
    Table,
    Timeline,
    Network,
    Walkthrough,
    Disagreements,
}

impl BlockKind {
    const ALL: [Self; 6] =
        [Self::Chart, Self::Table, Self::Timeline, Self::Network, Self::Walkthrough, Self::Disagreements];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::Table => "table",
            Self::Timeline => "timeline",
            Self::Network => "network",
            Self::Walkthrough => "walkthrough",
            Self::Disagreements => "disagreements",
        }
    }

    /// The kind that a word behind a fence means, if it means one.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A block as it is written.
#[derive(Clone, Debug)]
pub struct ExhibitBlock {
    /// Where it stands, with its fences.
    pub range: Range<usize>,
    /// Where the word stands that says what it is.
    pub keyword: Range<usize>,
    /// Its anchor, unique on the page.
    pub id: String,
    /// Stands above it.
    pub title: String,
    /// Stands below it.
    pub note: Option<String>,
    /// What it asks for; `None` if that could not be read, which was reported.
    pub spec: Option<Spec>,
    /// What is wrong with it, as it was reported.
    pub problems: Vec<String>,
}

impl ExhibitBlock {
    /// A block of which nothing is known but its place.
    pub(super) fn unread(fenced: &Fenced) -> Self {
        Self {
            range: fenced.range.clone(),
            keyword: fenced.keyword.clone(),
            id: ID_PREFIX.trim_end_matches('-').to_owned(),
            title: String::new(),
            note: None,
            spec: None,
            problems: Vec::new(),
        }
    }

    /// Whether its rows are published beside the page as well.
    pub fn is_table(&self) -> bool {
        matches!(self.spec, Some(Spec::Table(_)))
    }
}

/// What stands between the brackets of `[[…]]`, if the whole text is that.
pub fn wiki(text: &str) -> Option<&str> {
    text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"))
}

/// What a block asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Spec {
    /// Figures as a picture.
    Chart(Box<ChartSpec>),
    /// Figures and words in rows and columns.
    Table(Box<TableSpec>),
    /// The events of the pages that are asked for.
    Timeline(Query),
    /// The relations between the projects and companies that are asked for.
    Network {
        /// Which of them.
        query: Query,
        /// How many, the best connected first.
        top: Option<usize>,
    },
    /// Code, step by step.
    Walkthrough(WalkthroughSpec),
    /// The facts on which sources differ, of the pages that are asked for.
    Disagreements(Query),
}

/// A block in the Markdown, before it is read.
pub(super) struct Fenced {
    /// What it is.
    pub(super) kind: BlockKind,
    /// Where the block stands, with its fences.
    pub(super) range: Range<usize>,
    /// Where the word stands that says what it is.
    pub(super) keyword: Range<usize>,
    /// Where its lines stand.
    pub(super) yaml: Range<usize>,
}

/// Reads a block. Its anchor is what it would like to have; the page may give that to another already.
pub(super) fn read(
    path: &SourcePath,
    text: &str,
    fenced: &Fenced,
    diagnostics: &mut Vec<Diagnostic>,
) -> ExhibitBlock {
    let Fenced { kind, keyword, yaml, .. } = fenced;
    let empty = ExhibitBlock::unread(fenced);
    let node = parse_yaml(path, &text[yaml.clone()], yaml.start, diagnostics);
    let Some(mut node) = node else { return empty };
    if node.value == Value::Null {
        // An empty block lacks its title, and that is what is said of it.
        (node.value, node.range) = (Value::Map(Vec::new()), keyword.clone());
    }
    let mut decoder = Decoder { path, text, diagnostics };
    let Some(mut fields) = decoder.fields(&node, &format!("the block `{}`", kind.word())) else {
        return empty;
    };
    let title = fields.text("title");
    let title = fields.require(title, "title", keyword).unwrap_or_default();
    let id = read_id(&mut fields).unwrap_or_else(|| slug(&title));
    let note = fields.text("note");
    let spec = read_spec(*kind, &mut fields, keyword);
    fields.finish();
    let id = if id.is_empty() { empty.id } else { format!("{ID_PREFIX}{id}") };
    ExhibitBlock { id, title, note, spec, ..empty }
}

/// The end of an anchor that others can link to: it is what the author wrote, or an error.
fn read_id(fields: &mut Fields<'_, '_>) -> Option<String> {
    let id = fields.spanned("id")?;
    let end = slug(&id.value);
    if end != id.value {
        let message =
            format!("`{}` cannot be the id of a block: use small letters, digits and hyphens", id.value);
        let help = (!end.is_empty()).then(|| format!("write `{end}`"));
        let mut decoder = fields.decoder();
        decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&id.range), message).help(help));
    }
    Some(end)
}

fn read_spec(kind: BlockKind, fields: &mut Fields<'_, '_>, keyword: &Range<usize>) -> Option<Spec> {
    match kind {
        BlockKind::Chart => chart::read(fields, keyword).map(|spec| Spec::Chart(Box::new(spec))),
        BlockKind::Table => table::read(fields, keyword).map(|spec| Spec::Table(Box::new(spec))),
        BlockKind::Timeline => Some(Spec::Timeline(query::read(fields))),
        BlockKind::Network => Some(Spec::Network { query: query::read(fields), top: fields.count("top", 2) }),
        BlockKind::Walkthrough => walkthrough::read(fields, keyword).map(Spec::Walkthrough),
        BlockKind::Disagreements => Some(Spec::Disagreements(query::read(fields))),
    }
}
