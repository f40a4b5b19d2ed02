//! One Markdown file → [`Document`]. Parsing sees a single file and never fails: what is wrong becomes a
//! diagnostic, and a default stands in.

mod classes;
mod dialect;
mod elsewhere;
mod event_kind;
pub mod exhibit;
mod fact;
mod fact_id;
mod finding;
pub mod front_matter;
mod head;
mod local_name;
pub mod markdown;
mod outside;
mod relation;
mod remark;
mod scan;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

pub use classes::{Licensing, OrganisationType, Origin};
pub use event_kind::EventKind;
pub use fact::{BroughtMetric, Event, Fact, FactValue, Precision, Verification, how_to_write};
pub use finding::Finding;
pub use front_matter::{Details, FrontMatter, TagRef, Tier};
pub use head::Head;
pub use local_name::LocalName;
pub use relation::{RelationRef, Role, UsageRef, UseRef};
pub use remark::Remark;
pub use scan::{
    Block, Blocks, Body, Heading, Link, LinkKind, Notes, Piece, PieceKind, RawHtml, Segment, Shown, Term,
};

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::files::FileContent;
use crate::node::characters;
use crate::node::decode::Decoder;
use crate::node::parse_yaml;
use crate::paths::{CONTENT, SourcePath};
use crate::source::SourceFile;

/// What a page is; its folder decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An article of the report.
    Chapter,
    /// One project, product or tool.
    Project,
    /// One company, foundation, agency or university.
    Company,
    /// A field of application.
    Domain,
    /// A document the figures come from.
    Source,
    /// Anything else: home, about.
    Other,
}

impl Kind {
    /// Every kind, in the order names are looked up.
    pub const ALL: [Self; 6] =
        [Self::Project, Self::Company, Self::Domain, Self::Source, Self::Chapter, Self::Other];

    /// The folder below `content/` that holds pages of this kind; empty for [`Kind::Other`].
    pub fn folder(self) -> &'static str {
        match self {
            Self::Chapter => "chapters",
            Self::Project => "projects",
            Self::Company => "companies",
            Self::Domain => "domains",
            Self::Source => "sources",
            Self::Other => "",
        }
    }

    /// The same as a path from the root of the site.
    pub fn content_folder(self) -> SourcePath {
        SourcePath::new(&format!("{CONTENT}/{}", self.folder()))
    }

    /// The file of a page of this kind. `name` is its slug, with the folders below that of the kind before it.
    pub fn file(self, name: &str) -> SourcePath {
        let folders = [CONTENT, self.folder(), name].into_iter().filter(|part| !part.is_empty());
        SourcePath::new(&format!("{}.md", folders.collect::<Vec<_>>().join("/")))
    }

    /// The word for a page of this kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chapter => "chapter",
            Self::Project => "project",
            Self::Company => "company",
            Self::Domain => "domain",
            Self::Source => "source",
            Self::Other => "page",
        }
    }

    /// Whether two pages of this kind may not be called the same. Chapters of different parts may share a title;
    /// a link by it is then ambiguous.
    pub fn has_unique_names(self) -> bool {
        !matches!(self, Self::Chapter | Self::Other)
    }

    /// Whether pages of this kind are entities, which plain mentions link to.
    pub fn is_entity(self) -> bool {
        matches!(self, Self::Project | Self::Company)
    }

    /// The kind of a file. A folder's `index.md` belongs to the folder, so the one of `projects/` is no
    /// project; those of `chapters/` are parts of the report.
    fn of(path: &SourcePath) -> Self {
        let inside = path.inside();
        let Some((folder, rest)) = inside.split_once('/') else { return Self::Other };
        let kind = Self::ALL.into_iter().find(|kind| kind.folder() == folder).unwrap_or(Self::Other);
        if !rest.contains('/') && path.stem() == "index" && path.is_markdown() { Self::Other } else { kind }
    }
}

/// What one file says.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub path: SourcePath,
    /// What the page is.
    pub kind: Kind,
    /// The whole text of the file, which the places below point into.
    pub text: Arc<str>,
    /// Why its front matter could not be read, as it was reported; `None` if it was read.
    pub unread: Option<String>,
    /// Its front matter as it is written, if anything is wrong with it: it may not say all that it was to say.
    pub flawed: Option<String>,
    /// The values between the `---` lines.
    pub front: FrontMatter,
    /// What stands in the Markdown below them.
    pub body: Body,
}

impl Document {
    /// Whether the file says the same of the page as a whole, whatever its text has become. Places count: what is
    /// reported of the front matter points at them.
    pub fn same_head(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
            || (&self.path, self.kind, &self.unread) == (&other.path, other.kind, &other.unread)
                && self.front == other.front
                && self.flawed == other.flawed
    }
}

/// Reads one file.
pub fn parse(file: &SourceFile) -> (Document, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let kind = Kind::of(&file.path);
    let text = decode_utf8(file, &mut diagnostics);
    // A file that could not be decoded is empty; that its front matter is missing would say nothing new.
    let decoded = diagnostics.iter().all(|diagnostic| diagnostic.code == Code::ForbiddenCharacter);
    let head =
        if decoded { split(&file.path, &text, &mut diagnostics) } else { Halves { front: None, body: 0 } };
    let head_range = head.front.clone();
    let node = head
        .front
        .and_then(|range| parse_yaml(&file.path, &text[range.clone()], range.start, &mut diagnostics));
    let unread = diagnostics.last().filter(|_| node.is_none()).map(|problem| problem.message.clone());
    let mut decoder = Decoder { path: &file.path, text: &text, diagnostics: &mut diagnostics };
    let front = front_matter::read(&mut decoder, node.as_ref(), kind);
    let flawed = (!diagnostics.is_empty()).then(|| head_as_written(file, head_range));
    let body = scan::scan(&file.path, &text, head.body, &front, &mut diagnostics);
    (Document { path: file.path.clone(), kind, text, unread, flawed, front, body }, diagnostics)
}

/// The front matter of a file. Where it is not known what belongs to it, that is what stands before the first blank
/// line.
fn head_as_written(file: &SourceFile, range: Option<Range<usize>>) -> String {
    let text = String::from_utf8_lossy(file.content.bytes());
    match range {
        Some(range) => text[range].to_owned(),
        None => text.lines().take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n"),
    }
}

/// The most bytes of a page: 30 times the Bible's largest book. Reading and drawing a page takes many times its size.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// A file that is not UTF-8, or too large, is read as empty, so that nothing half-understood is published.
fn decode_utf8(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Arc<str> {
    match &file.content {
        content if content.bytes().len() > MOST_BYTES => {
            let message = "the page is larger than 16 MiB";
            let help = "split it, or offer it as a file beside a page".to_owned();
            diagnostics
                .push(Diagnostic::new(Code::TooLarge, Span::new(&file.path, 0..0), message).help(help));
            "".into()
        }
        FileContent::Text(text) => match characters::cleaned(&file.path, text, diagnostics) {
            Cow::Borrowed(_) => text.clone(),
            Cow::Owned(clean) => clean.into(),
        },
        FileContent::Bytes(bytes) => {
            diagnostics.push(Diagnostic::not_utf8(&file.path, bytes));
            "".into()
        }
    }
}

/// The two halves of a file.
struct Halves {
    front: Option<Range<usize>>,
    body: usize,
}

/// Finds the front matter. A byte-order mark and blank lines before it are allowed, as editors leave them.
fn split(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Halves {
    let start = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
    let first = text[start..].split_inclusive('\n').next().unwrap_or_default();
    let front = start + first.len();
    if first.trim_end() != "---" {
        let span = Span::new(path, start..start + first.trim_end().len());
        let (diagnostic, end) = match elsewhere::Format::of(first) {
            Some(format) => (format.report(span), line(text, front, format.end())),
            None => (no_front_matter(span), None),
        };
        diagnostics.push(diagnostic);
        let body = end.map_or(start, |line| line.end);
        return Halves { front: None, body };
    }
    if let Some(line) = line(text, front, "---") {
        return Halves { front: Some(front..line.start), body: line.end };
    }
    let help = "end it with a line that holds `---` and nothing else".to_owned();
    let span = Span::new(path, start..start + 3);
    let message = "the front matter that starts here has no end";
    diagnostics.push(Diagnostic::new(Code::UnclosedFrontMatter, span, message).help(help));
    Halves { front: None, body: text.len() }
}

/// The first line from `start` on that holds these words and nothing else.
fn line(text: &str, start: usize, words: &str) -> Option<Range<usize>> {
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        end += line.len();
        if line.trim_end() == words {
            return Some(end - line.len()..end);
        }
    }
    None
}

fn no_front_matter(span: Span) -> Diagnostic {
    let help = "start the file with `---`, `title: …` and `---`, each on a line of its own".to_owned();
    Diagnostic::new(Code::MissingFrontMatter, span, "the page has no front matter").help(help)
}
