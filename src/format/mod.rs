//! Front matter in the order in which [`keys`] tells of it, its keys spelt as they are there.
//!
//! Whole stretches of lines move: a key with its value and the comments above it. No byte of a value changes, and none
//! behind the front matter. What comes out is read again before it counts: a file that would not say the same is left
//! alone.

mod blocks;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::files::FileContent;
use crate::keys;
use crate::node::{Node, Value};
use crate::parse::{self, Document, Head};
use crate::paths::SourcePath;
use crate::source::SourceFile;
use crate::write::Revision;
use blocks::Blocks;

/// What formatting comes to.
#[derive(Debug, Default)]
pub struct Formatting {
    /// What becomes of each file that changes.
    pub revisions: Vec<Revision>,
    /// How many files are in order already.
    pub in_order: usize,
    /// Why other files cannot be read, as every build reports it.
    pub unread: Vec<Diagnostic>,
    /// Files that are read, and whose keys cannot be moved.
    pub left_alone: Vec<LeftAlone>,
}

/// A file that stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftAlone {
    /// The file.
    pub path: SourcePath,
    /// The line its front matter starts at, from one.
    pub line: usize,
    /// Why: one lowercase phrase without a full stop.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// What becomes of one file.
enum Outcome {
    InOrder,
    Changed(String),
    Unread(Vec<Diagnostic>),
    LeftAlone(LeftAlone),
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

const BRACES: [&str; 2] = ["the front matter is a map in braces", "write each key on a line of its own"];
const PLACES: [&str; 2] = [
    "a key does not begin its line, or is marked in some way",
    "write each key as `key: value` on a line of its own",
];
const MEANING: [&str; 2] = [
    "in another order the front matter would say something else",
    "write values out in place of aliases (`*name`), and texts without `+` behind their `|` or `>`",
];

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
            Outcome::Unread(problems) => formatting.unread.extend(problems),
            Outcome::LeftAlone(left) => formatting.left_alone.push(left),
        }
    }
    formatting
}

fn outcome(page: &SourceFile) -> Outcome {
    let (document, mut problems) = parse::parse(page);
    let found = problems.clone();
    problems.retain(|problem| is_unreadable(problem, &document));
    if !problems.is_empty() {
        return Outcome::Unread(problems);
    }
    let left_alone = |[message, help]: [&'static str; 2]| {
        let path = page.path.clone();
        Outcome::LeftAlone(LeftAlone { path, line: first_line(&document), message, help })
    };
    let text = &*document.text;
    let Some(head) = Head::of(&document) else {
        let is_empty = document.front.title.range.is_empty();
        return if is_empty { Outcome::InOrder } else { left_alone(BRACES) };
    };
    let known: Vec<_> = keys::of(document.kind).map(|key| key.name).collect();
    let Some(blocks) = Blocks::of(text, &head, &known) else { return left_alone(PLACES) };
    let lines = blocks.arranged(text);
    let changed = [&text[..head.range.start], &lines, &text[head.range.end..]].concat();
    if changed == text {
        return Outcome::InOrder;
    }
    if says_the_same(&document, &head, &found, &changed) {
        Outcome::Changed(changed)
    } else {
        left_alone(MEANING)
    }
}

/// Whether a problem is one of the front matter, or of the file as a whole.
fn is_unreadable(problem: &Diagnostic, document: &Document) -> bool {
    let is_of_body = problem.span.as_ref().is_some_and(|span| span.range.start >= document.body.start);
    UNREADABLE.contains(&problem.code) && (problem.code != Code::BadYaml || !is_of_body)
}

fn first_line(document: &Document) -> usize {
    let before = &document.text[..document.body.start];
    before[..before.find("---").unwrap_or_default()].matches('\n').count() + 1
}

/// Whether a text says what the document does: the same keys with the same values, the same body, the same problems.
fn says_the_same(document: &Document, head: &Head, found: &[Diagnostic], changed: &str) -> bool {
    let content = FileContent::Text(changed.into());
    let (after, problems) = parse::parse(&SourceFile { path: document.path.clone(), content });
    let Some(other) = Head::of(&after) else { return false };
    let values = |head: &Head, text: &str| -> BTreeMap<String, String> {
        head.entries.iter().map(|entry| (entry.key.clone(), said(&entry.node, text))).collect()
    };
    let reported = |problems: &[Diagnostic]| {
        let mut reported: Vec<_> =
            problems.iter().map(|problem| (problem.code, problem.message.clone())).collect();
        reported.sort();
        reported
    };
    let body = |document: &Document| document.text[document.body.start..].to_owned();
    head.entries.len() == other.entries.len()
        && values(head, &document.text) == values(&other, &after.text)
        && body(document) == body(&after)
        && reported(found) == reported(&problems)
}

/// A value with everything that can be read out of it: of what is no text, the characters too.
fn said(node: &Node, text: &str) -> String {
    let written = || text.get(node.range.clone()).unwrap_or_default();
    match &node.value {
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) => {
            format!("{} `{}`", node.value.type_name(), written())
        }
        Value::Text(value) => format!("{value:?}"),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(|item| said(item, text)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entry = |entry: &crate::node::Entry| format!("{:?}: {}", entry.key, said(&entry.node, text));
            let entries: Vec<_> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}
