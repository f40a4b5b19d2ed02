//! The old address of a page, which leads to the new one from now on.

use super::Rename;
use super::edit::Edits;
use crate::format::{KeyPlace, place_of_key};
use crate::model::Page;
use crate::node::{Entry, Node, Value};
use crate::parse::Head;
use crate::paths::UrlPath;

impl Rename<'_> {
    /// Adds the old address to `aliases`. One that is the new address makes place for it.
    pub(super) fn leave_alias(&self, page: &Page, edits: &mut Edits) {
        let (path, text) = (&page.document.path, &page.document.text);
        let old = page.url.as_str();
        let parent = old.trim_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
        let new = UrlPath::folder(format!("{parent}/{}", self.new).trim_matches('/'));
        let aliases = &page.front().aliases;
        if aliases.iter().any(|alias| page.alias_url(&alias.value).as_ref() == Some(&page.url)) {
            return;
        }
        let address = |alias: &&crate::diagnostic::Spanned<String>| {
            alias.value.starts_with('/') && page.alias_url(&alias.value).as_ref() == Some(&new)
        };
        if let Some(alias) = aliases.iter().find(address) {
            edits.name(path, &alias.range, &alias.value, old);
            return;
        }
        let body = page.document.body.start;
        let Some(head) = Head::of(&page.document) else { return };
        let newline = if text[..body].contains("\r\n") { "\r\n" } else { "\n" };
        let entry = head.get("aliases");
        let (at, words) = match entry.map(|entry| (entry, &entry.node)) {
            None => {
                let KeyPlace { at, is_below_comment } = place_of_key(&page.document, &head, "aliases");
                let above = if is_below_comment { newline } else { "" };
                (at, format!("{above}aliases: [{old}]{newline}"))
            }
            Some((entry, Node { value: Value::List(items), range })) => match items.last() {
                None => (range.start + 1, old.to_owned()),
                Some(last) => behind_item(text, entry, last, old, newline),
            },
            // Nothing stands behind the colon.
            Some((entry, _)) => (entry.range.end + ":".len(), format!(" [{old}]")),
        };
        edits.insert(path, at, words);
    }
}

/// Where a new item goes behind the last one, and how it is written there.
fn behind_item(text: &str, entry: &Entry, last: &Node, item: &str, newline: &str) -> (usize, String) {
    let line = text[..last.range.start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..last.range.start];
    let is_block = before.trim() == "-" && line > entry.range.start;
    if !is_block {
        return (last.range.end, format!(", {item}"));
    }
    let end = text[last.range.end..].find('\n').map_or(text.len(), |at| last.range.end + at + 1);
    (end, format!("{before}{item}{newline}"))
}
