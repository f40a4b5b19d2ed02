//! New facts in a page that is there: above the ones it has, which stay as they are.

use super::Rejection;
use super::draft::FactDraft;
use crate::format::{KeyPlace, place_of_key};
use crate::model::Page;
use crate::node::{Node, Value};
use crate::parse::Head;

/// What comes to a place of a file, with the line of the data for each stretch of it.
pub(super) struct Insertion {
    pub(super) at: usize,
    pub(super) pieces: Vec<(String, Option<usize>)>,
}

/// Where facts go in a page, and how they are written there.
pub(super) fn insertion(page: &Page, facts: &[FactDraft]) -> Result<Insertion, Rejection> {
    let text = &page.document.text;
    let line = facts.first().and_then(|fact| fact.line);
    let Some(head) = Head::of(&page.document) else {
        let message = format!("the front matter of `{}` cannot be added to", page.document.path);
        return Err(Rejection::new(line, message));
    };
    let newline = if text[..page.document.body.start].contains("\r\n") { "\r\n" } else { "\n" };
    let lines = |indent: &str| {
        let piece = |fact: &FactDraft| (format!("{indent}- {}{newline}", fact.yaml()), fact.line);
        facts.iter().map(piece).collect::<Vec<_>>()
    };
    let Some(entry) = head.get("facts") else {
        let KeyPlace { at, is_below_comment } = place_of_key(&page.document, &head, "facts");
        let above = if is_below_comment { newline } else { "" };
        let mut pieces = vec![(format!("{above}facts:{newline}"), None)];
        pieces.extend(lines("  "));
        return Ok(Insertion { at, pieces });
    };
    match &entry.node {
        Node { value: Value::List(items), range } if text[range.clone()].starts_with('[') => {
            let behind = if items.is_empty() { "" } else { ", " };
            let count = facts.len();
            let piece = |(index, fact): (usize, &FactDraft)| {
                let end = if index + 1 == count { behind } else { ", " };
                (format!("{}{end}", fact.yaml()), fact.line)
            };
            Ok(Insertion { at: range.start + 1, pieces: facts.iter().enumerate().map(piece).collect() })
        }
        Node { value: Value::List(items), .. } => {
            let start = items.first().map_or(entry.range.end, |item| item.place().start);
            let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let indent: String = text[line_start..start].chars().take_while(|sign| *sign == ' ').collect();
            let at = text[entry.range.end..].find('\n').map_or(text.len(), |at| entry.range.end + at + 1);
            Ok(Insertion { at, pieces: lines(&indent) })
        }
        _ => {
            let at = text[entry.range.end..].find('\n').map_or(text.len(), |at| entry.range.end + at + 1);
            Ok(Insertion { at, pieces: lines("  ") })
        }
    }
}
