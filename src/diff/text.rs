//! Reviews for terminals and for comments on pull requests.

use std::fmt::Write as _;

use super::lines::{Item, ReportFrame, sections, summary, word};
use super::{ChangeKind, Review};
use crate::diagnostic::terminal::one_line;

/// The most lines of a list that are written unless all are wanted.
const MOST_ON_TERMINALS: usize = 20;

/// GitHub takes comments of 65,536 characters.
const MOST_IN_COMMENTS: usize = 25;

/// The most characters of one line of a comment.
const MOST_CHARACTERS: usize = 240;

/// For terminals.
pub(super) fn human(review: &Review, frame: &ReportFrame<'_>) -> String {
    let [base, head] = frame.names;
    let mut out = format!("{base} → {head}: {}\n", summary(review));
    let most = if frame.all { usize::MAX } else { MOST_ON_TERMINALS };
    for section in sections(review) {
        // Writing to a string cannot fail.
        _ = writeln!(out, "\n{} ({})", section.title, section.items.len());
        for item in section.items.iter().take(most) {
            let mark = item.mark.as_ref().map(|mark| format!(" [{mark}]")).unwrap_or_default();
            let line = format!("{} {}{}{mark}", sign(item.change), item.name, behind_colon(&item.words));
            _ = writeln!(out, "  {}", one_line(&line));
            if let Some(address) = item.address.as_ref().filter(|address| **address != item.name) {
                _ = writeln!(out, "      {}", one_line(address));
            }
        }
        if let Some(more) = section.items.len().checked_sub(most).filter(|more| *more > 0) {
            _ = writeln!(out, "  … {more} more; `--all` lists them");
        }
    }
    out
}

/// For comments on pull requests.
pub(super) fn markdown(review: &Review, frame: &ReportFrame<'_>) -> String {
    let [base, head] = frame.names.map(escaped);
    let mut out = format!("## What this change reaches\n\n{base} → {head}: {}.\n", summary(review));
    let most = if frame.all { usize::MAX } else { MOST_IN_COMMENTS };
    for section in sections(review) {
        // Writing to a string cannot fail.
        _ = writeln!(out, "\n<details><summary>{} ({})</summary>\n", section.title, section.items.len());
        for item in section.items.iter().take(most) {
            _ = writeln!(out, "- {}", comment_line(item));
        }
        if let Some(more) = section.items.len().checked_sub(most).filter(|more| *more > 0) {
            _ = writeln!(out, "- … {more} more");
        }
        out.push_str("\n</details>\n");
    }
    out
}

fn comment_line(item: &Item) -> String {
    let change = item.change.map(|change| format!("{}: ", word(change))).unwrap_or_default();
    let name = format!("**{}**", escaped(&cut(&item.name)));
    let mark = item.mark.as_ref().map(|mark| format!(" ⚠ **{mark}**")).unwrap_or_default();
    let words = behind_colon(&escaped(&cut(&item.words)));
    let address = item.address.as_ref().filter(|address| **address != item.name);
    let address = address.map(|address| format!(" ({})", escaped(address))).unwrap_or_default();
    format!("{change}{name}{words}{mark}{address}")
}

fn behind_colon(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(": {words}") }
}

fn sign(change: Option<ChangeKind>) -> &'static str {
    match change {
        Some(ChangeKind::Added) => "+",
        Some(ChangeKind::Changed) => "~",
        Some(ChangeKind::Gone) => "-",
        None => "·",
    }
}

/// A text that is not longer than a line of a comment may be.
fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Text as Markdown that shows it as it is. Nobody is told of a comment because a page names them, and no number
/// becomes a link to an issue.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '@' => out.push_str("@<!-- -->"),
            '#' => out.push_str("#<!-- -->"),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            _ if char.is_control() => out.push(' '),
            _ if char.is_ascii_punctuation() && !"/.,:;-'%()+?!=".contains(char) => out.extend(['\\', char]),
            _ => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn a_comment_shows_names_and_marks_as_they_are() {
        assert_eq!(escaped("ask @ferris in #12"), "ask @<!-- -->ferris in #<!-- -->12");
        assert_eq!(escaped("a*b_c [x](y) `z`"), r"a\*b\_c \[x\](y) \`z\`");
        assert_eq!(escaped("<img src=x>\nnext"), r"&lt;img src=x\> next");
    }
}
