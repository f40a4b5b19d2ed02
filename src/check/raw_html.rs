//! HTML in Markdown, on a site that shows it as text but for a few safe tags.

use std::collections::BTreeMap;

use super::Checked;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::{Piece, PieceKind, RawHtml, Shown};

/// Tags of one name, or what is left out of them.
struct Found<'a> {
    first: &'a Piece,
    starts: usize,
    ends: usize,
}

/// Each kind of tag is named once, and each attribute that a kind of tag loses.
pub(super) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Checked { site, page, .. } = checked;
    if site.config().raw_html {
        return;
    }
    for ((name, attribute), found) in found(&page.document.body.html) {
        let span = page.span(&found.first.place);
        let count = found.starts.max(found.ends);
        let times = if count > 1 { format!(", {count} times on this page") } else { String::new() };
        let (message, help) = match attribute {
            Some(attribute) => (
                format!("`{attribute}` of `<{name}>` is left out"),
                "remove it, or set `raw-html = true` under `[build]` in `book.toml`",
            ),
            None => shown(found.first),
        };
        diagnostics.push(Diagnostic::new(Code::RawHtml, span, message + &times).help(help.to_owned()));
    }
}

/// By name, and by attribute where the tag itself is let through.
fn found(html: &[RawHtml]) -> BTreeMap<(&str, Option<&str>), Found<'_>> {
    let mut all = BTreeMap::new();
    for html in html {
        for piece in &html.pieces {
            let mut add = |attribute| {
                let key = (piece.name.as_str(), attribute);
                let found = all.entry(key).or_insert(Found { first: piece, starts: 0, ends: 0 });
                let is_end = html.source[piece.at.clone()].starts_with("</");
                found.starts += usize::from(!is_end);
                found.ends += usize::from(is_end);
            };
            match piece.kind {
                PieceKind::Shown(_) => add(None),
                PieceKind::Start(_) | PieceKind::Anchor => {
                    piece.dropped.iter().for_each(|name| add(Some(name.as_str())));
                }
                PieceKind::AnchorEnd | PieceKind::Comment | PieceKind::End(_) => {}
            }
        }
    }
    all
}

/// What is said of a tag that is shown as text, and what can be done.
fn shown(piece: &Piece) -> (String, &'static str) {
    let name = &piece.name;
    match piece.kind {
        PieceKind::Shown(Shown::Unclosed) => (
            format!("`<{name}>` has no end in the same paragraph, item or quote and is shown as text"),
            "write the end tag, that of a block on a line of its own behind an empty one; for the sign itself, `\\<`",
        ),
        PieceKind::Shown(Shown::Stray) => (
            format!("`</{name}>` ends nothing in the same paragraph, item or quote and is shown as text"),
            "remove it, or write the start tag; for the sign itself, `\\<`",
        ),
        PieceKind::Shown(Shown::Misplaced) if name == "img" => (
            "`<img>` without `src` is shown as text".to_owned(),
            "write `src=\"file\"`; for the sign itself, `\\<`",
        ),
        PieceKind::Shown(Shown::Misplaced) if name == "a" => {
            ("`<a>` cannot stand in another link and is shown as text".to_owned(), "end the link before it")
        }
        PieceKind::Shown(Shown::Misplaced) => (
            format!("`<{name}>` cannot stand here and is shown as text"),
            "write `<details>` on a line of its own behind an empty one, and `<summary>` right in it",
        ),
        PieceKind::Shown(Shown::Unsafe)
        | PieceKind::Anchor
        | PieceKind::AnchorEnd
        | PieceKind::Comment
        | PieceKind::Start(_)
        | PieceKind::End(_) => (
            if name.starts_with(['!', '?']) {
                "this HTML is shown as text".to_owned()
            } else {
                format!("`<{name}>` is shown as text")
            },
            "write Markdown, or set `raw-html = true` under `[build]` in `book.toml`",
        ),
    }
}
