//! Characters that neither HTML nor XML can hold, not even escaped: control characters and Unicode's noncharacters. A
//! text is rid of them before anything else looks at it, so none reaches a page, a feed or a file of figures.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::paths::SourcePath;

/// Whether a published text cannot hold a character.
pub fn is_forbidden(character: char) -> bool {
    let is_blank = matches!(character, '\t' | '\n' | '\r');
    let is_noncharacter =
        matches!(character, '\u{fdd0}'..='\u{fdef}') || u32::from(character) & 0xfffe == 0xfffe;
    (character.is_control() && !is_blank) || is_noncharacter
}

/// Whether a text can hold a forbidden character: it has a byte that one of them starts with. Few texts have.
fn is_suspect(text: &str) -> bool {
    let starts = |byte: u8| {
        (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) || matches!(byte, 0x7f | 0xc2 | 0xef | 0xf0..)
    };
    // Without a way out of the loop, many bytes are looked at in one step.
    text.bytes().fold(false, |found, byte| found | starts(byte))
}

/// A text with blanks in place of what is forbidden, which keeps every place in it. Each character is reported once,
/// where it first stands.
pub fn cleaned<'t>(path: &SourcePath, text: &'t str, diagnostics: &mut Vec<Diagnostic>) -> Cow<'t, str> {
    if !is_suspect(text) {
        return Cow::Borrowed(text);
    }
    let mut found: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    for (at, character) in text.char_indices().filter(|(_, character)| is_forbidden(*character)) {
        found.entry(character).or_insert((at, 0)).1 += 1;
    }
    for (character, (at, count)) in &found {
        diagnostics.push(diagnose(path, *character, *at..at + character.len_utf8(), *count));
    }
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let clean = |character: char| {
        if is_forbidden(character) { " ".repeat(character.len_utf8()) } else { character.to_string() }
    };
    Cow::Owned(text.chars().map(clean).collect())
}

/// Takes out what is forbidden and was written as an escape, in all texts of a tree, and reports it.
pub(super) fn clean_node(path: &SourcePath, node: &mut Node, diagnostics: &mut Vec<Diagnostic>) {
    match &mut node.value {
        Value::Text(text) => clean_text(path, text, &node.range, diagnostics),
        Value::List(items) => items.iter_mut().for_each(|item| clean_node(path, item, diagnostics)),
        Value::Map(entries) => {
            for entry in entries {
                clean_text(path, &mut entry.key, &entry.range, diagnostics);
                clean_node(path, &mut entry.node, diagnostics);
            }
        }
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) => {}
    }
}

fn clean_text(path: &SourcePath, text: &mut String, range: &Range<usize>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(character) = text.chars().find(|character| is_forbidden(*character)) {
        let count = text.chars().filter(|other| *other == character).count();
        diagnostics.push(diagnose(path, character, range.clone(), count));
        text.retain(|character| !is_forbidden(character));
    }
}

/// The report of a character that stands at a place, and so often in all.
pub fn diagnose(path: &SourcePath, character: char, range: Range<usize>, count: usize) -> Diagnostic {
    let often = if count > 1 { format!(", {count} times") } else { String::new() };
    let message = format!("no page can hold the character U+{:04X}{often}", u32::from(character));
    let help = "delete it; many editors show it only on request".to_owned();
    Diagnostic::new(Code::ForbiddenCharacter, Span::new(path, range), message).help(help)
}
