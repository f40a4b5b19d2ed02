//! Front matter in the order in which [`keys`] tells of it, its keys spelt as they are there.
//!
//! Whole stretches of lines move: a key with its value and the comments above it. No byte of a value changes, and none
//! behind the front matter. What comes out is read again before it counts: a file that would not say the same is left
//! alone.

mod blocks;
mod obstacle;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::files::FileContent;
use crate::keys;
use crate::node::{Entry, Node, Value};
use crate::parse::{self, Document, Head};
use crate::source::SourceFile;
use crate::write::Revision;
use blocks::Blocks;
pub(crate) use blocks::KeyPlace;
use obstacle::{BRACES, Obstacle, PLACES};

/// What formatting comes to.
#[derive(Debug, Default)]
pub struct Formatting {
    /// What becomes of each file that changes.
    pub revisions: Vec<Revision>,
    /// How many files are in order already.
    pub in_order: usize,
    /// Why other files stay as they are: what every build reports of those that cannot be read, and
    /// [`Code::UnsortableKeys`] for those whose keys cannot be moved.
    pub problems: Vec<Diagnostic>,
}

/// What becomes of one file.
enum Outcome {
    InOrder,
    Changed(String),
    LeftAlone(Vec<Diagnostic>),
}

/// What is wrong with a file of which it is not known what it says.
const UNREADABLE: [Code; 7] = [
    Code::BadYaml,
    Code::DuplicateKey,
    Code::ForbiddenCharacter,
    Code::MissingFrontMatter,
    Code::NotUtf8,
    Code::TooLarge,
    Code::UnclosedFrontMatter,
];

/// Those of them that a block below the front matter can have as well.
const OF_BLOCKS: [Code; 2] = [Code::BadYaml, Code::DuplicateKey];

/// Thinks out what becomes of pages.
pub fn plan<'f>(pages: impl IntoIterator<Item = &'f SourceFile>) -> Formatting {
    let mut formatting = Formatting::default();
    for page in pages {
        match outcome(page) {
            Outcome::InOrder => formatting.in_order += 1,
            Outcome::Changed(text) => formatting.revisions.push(Revision {
                path: page.path.clone(),
                before: Some(page.content.bytes().to_vec()),
                after: Some(text.into_bytes()),
            }),
            Outcome::LeftAlone(problems) => formatting.problems.extend(problems),
        }
    }
    formatting
}

/// Where a key goes that front matter does not have yet, so that it stays in order.
pub(crate) fn place_of_key(document: &Document, head: &Head, key: &str) -> KeyPlace {
    let known: Vec<_> = keys::of(document.kind).map(|key| key.name).collect();
    let rank = known.iter().position(|known| *known == key).unwrap_or(known.len());
    match Blocks::of(&document.text, head, &known) {
        Ok(blocks) => blocks.place_of(rank),
        Err(_) => KeyPlace { at: head.range.end, is_below_comment: false },
    }
}

fn outcome(page: &SourceFile) -> Outcome {
    let (document, problems) = parse::parse(page);
    if problems.iter().any(|problem| is_unreadable(problem, &document)) {
        let unreadable = problems.into_iter().filter(|problem| is_unreadable(problem, &document));
        return Outcome::LeftAlone(unreadable.collect());
    }
    let left_alone = |(range, Obstacle { message, help }): (Range<usize>, Obstacle)| {
        let span = Span::new(&document.path, range);
        Outcome::LeftAlone(vec![Diagnostic::new(Code::UnsortableKeys, span, message).help(help.to_owned())])
    };
    let text = &*document.text;
    let Some(head) = Head::of(&document) else {
        return match braces(&document) {
            Some(range) => left_alone((range, BRACES)),
            None => Outcome::InOrder,
        };
    };
    let known: Vec<_> = keys::of(document.kind).map(|key| key.name).collect();
    let blocks = match Blocks::of(text, &head, &known) {
        Ok(blocks) => blocks,
        Err(range) => return left_alone((range, PLACES)),
    };
    let arranged = blocks.arranged(text);
    let changed = [&text[..head.range.start], &arranged, &text[head.range.end..]].concat();
    if changed == text {
        return Outcome::InOrder;
    }
    match difference(&document, &head, &problems, &changed) {
        None => Outcome::Changed(changed),
        Some(difference) => left_alone(difference),
    }
}

/// Whether a problem is one of the front matter, or of the file as a whole.
fn is_unreadable(problem: &Diagnostic, document: &Document) -> bool {
    let is_of_body = problem.span.as_ref().is_some_and(|span| span.range.start >= document.body.start);
    UNREADABLE.contains(&problem.code) && !(is_of_body && OF_BLOCKS.contains(&problem.code))
}

/// The brace that front matter begins with, if there is anything behind it.
fn braces(document: &Document) -> Option<Range<usize>> {
    let Node { value: Value::Map(entries), range } = Head::values(document)? else { return None };
    (!entries.is_empty()).then_some(range.start..range.start + 1)
}

/// What a text says otherwise than the document does, and where that comes from: `None` if keys, values, body and
/// problems are the same.
fn difference(
    document: &Document,
    head: &Head,
    found: &[Diagnostic],
    changed: &str,
) -> Option<(Range<usize>, Obstacle)> {
    let content = FileContent::Text(changed.into());
    let (after, problems) = parse::parse(&SourceFile { path: document.path.clone(), content });
    let values = |head: &Head, text: &str| -> BTreeMap<String, serde_json::Value> {
        head.entries.iter().map(|entry| (entry.key.clone(), entry.node.to_json(text))).collect()
    };
    let reported = |problems: &[Diagnostic]| {
        let mut reported: Vec<_> =
            problems.iter().map(|problem| (problem.code, problem.message.clone())).collect();
        reported.sort();
        reported
    };
    let (before, other) = (values(head, &document.text), Head::of(&after));
    let other = other.map(|other| values(&other, &after.text));
    let is_same = other.as_ref() == Some(&before)
        && document.text[document.body.start..] == after.text[after.body.start..]
        && reported(found) == reported(&problems);
    let differs =
        |entry: &&Entry| other.as_ref().is_some_and(|other| other.get(&entry.key) != before.get(&entry.key));
    (!is_same).then(|| obstacle::of(&document.text, head, head.entries.iter().find(differs)))
}
