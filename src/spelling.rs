//! Which spellings are one name: text → what is left when case, curled quotes, the width and number of blanks
//! and the forms of accents and hyphens do not count.
//!
//! An editor curls an apostrophe, a typographer keeps a name together with a no-break space, one keyboard
//! writes `é` as one character and another as two: none of this makes another name.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as names are compared in it, with the way back to the text as it stands.
#[derive(Debug)]
pub struct Folded<'t> {
    text: Cow<'t, str>,
    /// For each byte where its character starts in the original, and at the end the original's length; empty if
    /// both texts have the same places.
    origins: Vec<usize>,
}

impl<'t> Folded<'t> {
    /// Folds a text. One of ASCII alone is taken as it is: whoever searches it must ignore ASCII case.
    pub fn new(text: &'t str) -> Self {
        if is_plain(text) {
            return Self { text: Cow::Borrowed(text), origins: Vec::new() };
        }
        let (mut folded, mut origins) =
            (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
        for (at, cluster) in clusters(text) {
            push(&mut folded, cluster);
            origins.resize(folded.len(), at);
        }
        origins.push(text.len());
        Self { text: Cow::Owned(folded), origins }
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where a stretch of the folded text stands in the original; `None` if one of its ends lies within what was
    /// one character there.
    pub fn original(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if self.origins.is_empty() {
            return Some(range.clone());
        }
        let starts = |at: usize| at == 0 || self.origins[at] != self.origins[at - 1];
        (starts(range.start) && starts(range.end)).then(|| self.origins[range.start]..self.origins[range.end])
    }
}

/// A name as it is compared with others.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for (_, cluster) in clusters(name.trim()) {
        push(&mut folded, cluster);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// A name as it is compared with others where its case counts.
pub fn with_case(name: &str) -> String {
    let mut kept = String::with_capacity(name.len());
    for (_, cluster) in clusters(name.trim()) {
        kept.extend(plain(cluster, &kept).nfc());
    }
    kept
}

/// Words with a capital at their start.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Whether a text is its own folded form but for ASCII case.
fn is_plain(text: &str) -> bool {
    let blank = |byte: u8| byte.is_ascii_whitespace();
    let odd = |pair: &[u8]| blank(pair[0]) && (pair[0] != b' ' || blank(pair[1]));
    let bytes = text.as_bytes();
    text.is_ascii()
        && !bytes.windows(2).any(odd)
        && bytes.last().is_none_or(|last| !blank(*last) || *last == b' ')
}

/// The characters of a text, each with the marks that are put on it, and its place.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let rest = &text[start..];
        let first = rest.chars().next()?;
        let marks = rest[first.len_utf8()..].chars().take_while(|c| joins(*c));
        at += first.len_utf8() + marks.map(char::len_utf8).sum::<usize>();
        Some((start, &text[start..at]))
    })
}

/// Whether a character belongs to the one before it: an accent, or a part of a Korean syllable.
fn joins(c: char) -> bool {
    !c.is_ascii() && (is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11ff}'))
}

fn push(folded: &mut String, cluster: &str) {
    if cluster.len() == 1 && !cluster.starts_with(char::is_whitespace) {
        folded.extend(cluster.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    let plain: String = plain(cluster, folded).nfc().collect();
    folded.extend(plain.chars().flat_map(without_case));
}

/// A character in its plainest form, behind what stands before it; none if it is not seen.
fn plain<'c>(cluster: &'c str, before: &str) -> impl Iterator<Item = char> + use<'c> {
    let again = before.ends_with(' ');
    cluster.chars().filter_map(move |c| match c {
        _ if c.is_whitespace() => (!again).then_some(' '),
        // The soft hyphen, the zero-width space, the word joiner and the byte order mark.
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => None,
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' => Some('\''),
        '\u{201c}' | '\u{201d}' | '\u{201f}' => Some('"'),
        // The hyphen and the one that does not break.
        '\u{2010}' | '\u{2011}' => Some('-'),
        _ => Some(c),
    })
}

/// Unicode's full case folding: only by way of the capitals is `ß` the same as `SS`. The dot of a Turkish `İ`
/// does not count, so that it is the `i` it is written as in small letters.
fn without_case(c: char) -> impl Iterator<Item = char> {
    let capitals = c.to_lowercase().flat_map(char::to_uppercase);
    capitals.flat_map(char::to_lowercase).filter(|c| *c != '\u{307}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_to_the_same() {
        for (one, other) in [
            ("Let's Encrypt", "Let\u{2019}s Encrypt"),
            ("Tide DB", "Tide\u{a0}DB"),
            ("Tide DB", " tide\u{202f} \n DB "),
            ("Lamp-Oil", "Lamp\u{2011}Oil"),
            ("Leuchtturm", "Leucht\u{ad}turm"),
            ("Caf\u{e9}", "CAFE\u{301}"),
            ("Stra\u{df}e", "STRASSE"),
            ("Stra\u{1e9e}e", "stra\u{df}e"),
            ("\u{130}stanbul", "istanbul"),
            (
                "\u{3a3}\u{3af}\u{3c3}\u{3c5}\u{3c6}\u{3bf}\u{3c2}",
                "\u{3a3}\u{38a}\u{3a3}\u{3a5}\u{3a6}\u{39f}\u{3a3}",
            ),
            ("\u{ac01}", "\u{1100}\u{1161}\u{11a8}"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        for (one, other) in
            [("Cafe", "Caf\u{e9}"), ("Lamp-Oil", "Lamp\u{2013}Oil"), ("C++", "C"), ("a b", "ab")]
        {
            assert_ne!(fold(one), fold(other));
        }
    }

    #[test]
    fn what_is_found_in_the_folded_text_is_found_in_the_original() {
        let text = "The  cafe\u{301} and Ga\u{df}, Tide\u{a0}\n DB.";
        let folded = Folded::new(text);
        let original = |word: &str| {
            let at = folded.as_str().find(word).unwrap();
            folded.original(&(at..at + word.len())).map(|range| &text[range])
        };
        assert_eq!(original("caf\u{e9}"), Some("cafe\u{301}"));
        assert_eq!(original("tide db"), Some("Tide\u{a0}\n DB"));
        assert_eq!(original("gass"), Some("Ga\u{df}"));
        assert_eq!(original("gas"), None, "half of a letter is no place");
        assert_eq!(original("."), Some("."));
    }

    #[test]
    fn a_text_of_ascii_alone_stays_as_it_is() {
        for text in ["Plain Text, as it is.", "", "ends with a blank "] {
            let folded = Folded::new(text);
            assert_eq!((folded.as_str(), folded.original(&(0..text.len()))), (text, Some(0..text.len())));
        }
        assert_eq!(Folded::new("two  blanks").as_str(), "two blanks");
        assert_eq!(Folded::new("a\tb").as_str(), "a b");
    }
}
