//! Fenced blocks of YAML that ask for a chart, a table, a timeline: what is asked for, as one file can tell.

mod chart;
mod declared;
mod query;
mod table;
mod walkthrough;

use std::ops::Range;

pub use chart::{ChartForm, ChartSpec, Data, InlineRow, InlineValue, MAX_BINS, ScaleType};
pub use declared::{DeclaredQuery, PageQuery, TemplateQueries, declared_queries};
pub use query::{FactSelector, Filter, FilterPart, Order, Query, Sort};
pub use table::{Cells, RowsOf, TableSpec};
pub use walkthrough::{Frame, Scene, Slot, SlotState, WalkStep, WalkthroughSpec};

use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Node, Value, parse_yaml};
use crate::parse::EventKind;
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

    /// The words for all of them.
    pub fn words() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().map(Self::word)
    }

    /// Whether what it shows can have a page of its own.
    fn can_be_shared(self) -> bool {
        match self {
            Self::Chart | Self::Table | Self::Timeline | Self::Network => true,
            Self::Walkthrough | Self::Disagreements => false,
        }
    }

    /// The kind that a word behind a fence means, if it means one.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A file in which an exhibit can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExhibitFormat {
    /// What it shows, in rows.
    Csv,
    /// The picture.
    Svg,
}

impl ExhibitFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Svg];

    /// What the names of its files end in.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Svg => "svg",
        }
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
    /// What the author calls it: the end of its anchor, and of its address if it is shared.
    pub name: Option<Spanned<String>>,
    /// Whether it is shared; the settings decide if it does not say and can be.
    pub share: Option<bool>,
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
            name: None,
            share: None,
            title: String::new(),
            note: None,
            spec: None,
            problems: Vec::new(),
        }
    }

    /// Whether it is shared; `all` says whether those are that say nothing of it.
    pub fn is_shared(&self, all: bool) -> bool {
        self.spec.is_some() && self.share.unwrap_or(all)
    }

    /// What its address is made of, if it is shared and has a name.
    pub fn shared_as(&self, all: bool) -> Option<&Spanned<String>> {
        self.name.as_ref().filter(|_| self.is_shared(all))
    }

    /// The files in which what it shows is published beside the page as well.
    pub fn formats(&self) -> &'static [ExhibitFormat] {
        match self.spec {
            Some(Spec::Chart(_) | Spec::Timeline { .. } | Spec::Network { .. }) => &ExhibitFormat::ALL,
            Some(Spec::Table(_)) => &[ExhibitFormat::Csv],
            Some(Spec::Walkthrough(_) | Spec::Disagreements(_)) | None => &[],
        }
    }
}

/// What stands between the brackets of `[[…]]`, if the whole text is that.
pub fn wiki(text: &str) -> Option<&str> {
    text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"))
}

/// How a network is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NetworkSpec {
    /// How many entities at most, the best connected first.
    pub top: Option<usize>,
    /// Whether those are connected as well that are related in some other way than by work or use.
    pub related: bool,
}

/// What a block asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Spec {
    /// Figures as a picture.
    Chart(Box<ChartSpec>),
    /// Figures and words in rows and columns.
    Table(Box<TableSpec>),
    /// The events of the pages that are asked for.
    Timeline {
        /// Which pages.
        query: Query,
        /// Which kinds of events; all if empty.
        kinds: Vec<EventKind>,
    },
    /// The relations between the projects and companies that are asked for.
    Network {
        /// Which of them.
        query: Query,
        /// How they are drawn.
        spec: NetworkSpec,
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
    let written = read_id(&mut fields);
    let note = fields.text("note");
    let share = if kind.can_be_shared() { fields.bool("share") } else { Some(false) };
    let spec = read_spec(*kind, &mut fields, keyword);
    fields.finish();
    let id = written.as_ref().map_or_else(|| slug(&title), |id| id.value.clone());
    let id = if id.is_empty() { empty.id } else { format!("{ID_PREFIX}{id}") };
    let name = written.filter(|name| !name.value.is_empty());
    ExhibitBlock { id, name, share, title, note, spec, ..empty }
}

/// The end of an anchor that others can link to: it is what the author wrote, or an error.
fn read_id(fields: &mut Fields<'_, '_>) -> Option<Spanned<String>> {
    let id = fields.spanned("id")?;
    let end = slug(&id.value);
    if end != id.value {
        let message =
            format!("`{}` cannot be the id of a block: use small letters, digits and hyphens", id.value);
        let help = (!end.is_empty()).then(|| format!("write `{end}`"));
        let mut decoder = fields.decoder();
        decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&id.range), message).help(help));
    }
    Some(Spanned { value: end, ..id })
}

/// The kinds of events that a timeline shows; none for all. `None` if what stands there is not one or several of them.
fn kinds_of_events(fields: &mut Fields<'_, '_>) -> Option<Vec<EventKind>> {
    const KEY: &str = "events";
    let (nodes, is_said, mut decoder) = (query::any_of(fields, KEY), fields.has(KEY), fields.decoder());
    let kind = |node: &Node| {
        let value = decoder.choice(node, &format!("`{KEY}`"), &EventKind::WORDS)?;
        Some(Spanned { value, range: node.range.clone() })
    };
    let kinds: Vec<_> = nodes.iter().filter_map(kind).collect();
    let is_whole = kinds.len() == nodes.len() && !(is_said && kinds.is_empty());
    let kinds = decoder.without_repeats(KEY, kinds, |kind| {
        let word = kind.value.name().to_owned();
        (kind.value, Spanned { value: word, range: kind.range.clone() })
    });
    is_whole.then(|| kinds.into_iter().map(|kind| kind.value).collect())
}

fn read_spec(kind: BlockKind, fields: &mut Fields<'_, '_>, keyword: &Range<usize>) -> Option<Spec> {
    match kind {
        BlockKind::Chart => chart::read(fields, keyword).map(|spec| Spec::Chart(Box::new(spec))),
        BlockKind::Table => table::read(fields, keyword).map(|spec| Spec::Table(Box::new(spec))),
        BlockKind::Timeline => {
            let query = query::read(fields);
            kinds_of_events(fields).map(|kinds| Spec::Timeline { query, kinds })
        }
        BlockKind::Network => {
            let query = query::read(fields);
            let (top, related) = (fields.count("top", 2), fields.bool("related").unwrap_or(false));
            Some(Spec::Network { query, spec: NetworkSpec { top, related } })
        }
        BlockKind::Walkthrough => walkthrough::read(fields, keyword).map(Spec::Walkthrough),
        BlockKind::Disagreements => Some(Spec::Disagreements(query::read(fields))),
    }
}
