//! Text of authors → text that a terminal shows and does not obey.
//!
//! Whoever checks a stranger's pull request prints what the stranger wrote: sequences that set the title of the
//! window, write the clipboard or turn the direction of a line must arrive as words.

use std::borrow::Cow;

/// The text with controls and marks of direction written out, `\u{1b}`. Line ends and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    written_out(text, |c| c != '\n' && c != '\t' && is_obeyed(c))
}

/// The same on one line: line ends and tabs are blanks.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let is_blank = |c: char| matches!(c, '\n' | '\r' | '\t');
    if !text.contains(is_blank) {
        return written_out(text, is_obeyed);
    }
    let blank = text.replace("\r\n", " ").replace(is_blank, " ");
    Cow::Owned(written_out(&blank, is_obeyed).into_owned())
}

/// Lines of a file with a picture in place of each control, so that what stands below them stays in its column.
pub fn pictured(lines: &str) -> Cow<'_, str> {
    let hidden = |c: char| !matches!(c, '\n' | '\r' | '\t') && is_obeyed(c);
    if !lines.contains(hidden) {
        return Cow::Borrowed(lines);
    }
    let picture = |c: char| match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(lines.chars().map(|c| if hidden(c) { picture(c) } else { c }).collect())
}

/// Whether a terminal does something at this character instead of showing it.
fn is_obeyed(c: char) -> bool {
    // Line and paragraph separators; marks, embeddings, overrides and isolates of direction.
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn written_out(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if hidden(c) { out.extend(c.escape_unicode()) } else { out.push(c) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(visible("a\u{1b}]0;x\u{7}\n\tb\u{202e}\u{9b}"), "a\\u{1b}]0;x\\u{7}\n\tb\\u{202e}\\u{9b}");
        assert_eq!(one_line("a\r\nb\tc\u{1b}"), "a b c\\u{1b}");
        assert_eq!(pictured("a\u{1b}[\tb\u{202e}\u{9b}\r\n"), "a␛[\tb\u{fffd}\u{fffd}\r\n");
    }

    #[test]
    fn words_of_any_script_stay() {
        for text in ["Straße, 東京, עברית", "👩\u{200d}🚀 e\u{301}", "soft\u{ad}hyphen"] {
            assert!(matches!(one_line(text), Cow::Borrowed(same) if same == text));
        }
    }
}
