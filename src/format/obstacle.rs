//! Why the keys of front matter cannot be moved, and where that stands.

use std::ops::Range;

use super::blocks::lines;
use crate::node::{Entry, Node, Value};
use crate::parse::Head;

/// One phrase, and what to do.
pub(super) struct Obstacle {
    pub(super) message: &'static str,
    pub(super) help: &'static str,
}

pub(super) const BRACES: Obstacle =
    Obstacle { message: "the front matter is a map in braces", help: "write each key on a line of its own" };
pub(super) const PLACES: Obstacle = Obstacle {
    message: "a key does not begin its line, or is marked in some way",
    help: "write each key as `key: value` on a line of its own",
};
const END: Obstacle = Obstacle {
    message: "`...` ends what YAML reads, and a key would come to stand below it",
    help: "take the line away: `---` ends the front matter",
};
const KEPT: Obstacle = Obstacle {
    message: "in another order this text would have other blank lines at its end",
    help: "write `|` or `>` without `+`",
};
const ALIAS: Obstacle = Obstacle {
    message: "in another order this alias would stand above what it stands for",
    help: "write the value out in its place",
};
const MEANING: Obstacle = Obstacle {
    message: "in another order the front matter would say something else",
    help: "put its keys in order by hand",
};

/// Why front matter would say something else in another order. `differing` is the key that would, as far as what comes
/// out can be read.
pub(super) fn of(text: &str, head: &Head, differing: Option<&Entry>) -> (Range<usize>, Obstacle) {
    let ends = |line: &Range<usize>| {
        text[line.clone()].trim_end() == "..." || text[line.clone()].starts_with("... ")
    };
    let end =
        lines(text, head.range.clone()).find(ends).map(|line| (line.start..line.start + "...".len(), END));
    let kept = || Some((kept(text, extent(head, differing?))?, KEPT));
    let alias =
        || head.entries.iter().find_map(|entry| Some((alias(text, entry, extent(head, entry))?, ALIAS)));
    let all = head.entries.first().map_or(head.range.clone(), |entry| entry.range.clone());
    let place = differing.map_or(all, |entry| entry.range.clone());
    end.or_else(kept).or_else(alias).unwrap_or((place, MEANING))
}

/// From a key to the next.
fn extent(head: &Head, entry: &Entry) -> Range<usize> {
    let starts = head.entries.iter().map(|entry| entry.range.start);
    let next = starts.filter(|start| *start > entry.range.start).min();
    entry.range.start..next.unwrap_or(head.range.end)
}

/// The marks of a text that keeps the blank lines below it.
fn kept(text: &str, extent: Range<usize>) -> Option<Range<usize>> {
    lines(text, extent).find_map(|line| {
        let written = text[line.clone()].trim_end();
        let (_, marks) = written.rsplit_once(char::is_whitespace)?;
        let (is_kept, end) =
            (marks.starts_with(['|', '>']) && marks.contains('+'), line.start + written.len());
        is_kept.then(|| end - marks.len()..end)
    })
}

/// An alias among the values of a key.
fn alias(text: &str, entry: &Entry, extent: Range<usize>) -> Option<Range<usize>> {
    if !has_alias(text, &entry.node, &extent) {
        return None;
    }
    let Some(at) = text[entry.range.end..extent.end].find('*') else { return Some(entry.range.clone()) };
    let start = entry.range.end + at;
    let length = text[start..].find(|c: char| c.is_whitespace() || ",]}".contains(c)).unwrap_or(1);
    Some(start..start + length)
}

/// Whether a value stands elsewhere. Lists and maps stand at their alias, and texts where they are written.
fn has_alias(text: &str, node: &Node, extent: &Range<usize>) -> bool {
    let is_alias = || text[node.range.start..].starts_with('*');
    match &node.value {
        Value::Null => false,
        Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Text(_) => {
            !extent.contains(&node.range.start)
        }
        Value::List(items) => is_alias() || items.iter().any(|item| has_alias(text, item, extent)),
        Value::Map(entries) => is_alias() || entries.iter().any(|entry| has_alias(text, &entry.node, extent)),
    }
}
