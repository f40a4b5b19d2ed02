//! Text → the words that readers look for.
//!
//! The script in the browser takes a query apart by the same rules (`fold` and `words` in `js/search.js`): what is
//! changed here has to be changed there.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters of a word: longer ones are digests and addresses.
const LONGEST: usize = 32;

/// A text as it is searched: in small letters, without accents and without other forms of the same characters.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        let has_capitals = text.bytes().any(|byte| byte.is_ascii_uppercase());
        return if has_capitals { Cow::Owned(text.to_ascii_lowercase()) } else { Cow::Borrowed(text) };
    }
    Cow::Owned(text.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c)).nfc().collect())
}

/// Calls `each` with every word of a text, in order. Scripts without blanks between words come in pairs of
/// characters that stand beside each other, which needs no dictionary.
pub(crate) fn words(text: &str, mut each: impl FnMut(&str)) {
    let text = fold(text);
    if !text.is_ascii() {
        return taken_apart(&text, &mut each);
    }
    // Of letters and digits alone are nearly all words, which are there to be lent.
    let tokens = text.split(|c: char| !c.is_ascii_alphanumeric() && !belongs_to_words(c));
    for token in tokens {
        if token.contains(belongs_to_words) {
            taken_apart(token, &mut each);
        } else {
            whole(token, &mut each);
        }
    }
}

/// The words of a text in small letters, character by character.
fn taken_apart(text: &str, each: &mut impl FnMut(&str)) {
    let mut word = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        if c.is_alphanumeric() {
            word.push(c);
        } else if within_number(word.chars().next_back(), c, next) {
            // The comma of `300,000` parts nothing, and the point of `1.79` belongs to it.
            if c == '.' {
                word.push(c);
            }
        } else if !word.is_empty() {
            if is_suffix(c) {
                let rest = chars.clone().take_while(|c| is_suffix(*c)).collect::<String>();
                if chars.clone().nth(rest.len()).is_none_or(|c| !c.is_alphanumeric()) {
                    word.push(c);
                    word.push_str(&rest);
                }
            }
            pieces(&word, each);
            word.clear();
        }
    }
    pieces(&word, each);
}

/// Whether a sign can be part of a word: of a number, or of the name of a language.
fn belongs_to_words(c: char) -> bool {
    matches!(c, '.' | ',') || is_suffix(c)
}

/// Which of so many shards the words that start like this one are in. Only the first two characters count, so that
/// all words with the beginning that a reader has typed lie together.
pub(crate) fn shard(word: &str, shards: u16) -> u8 {
    let mut start = word.chars().map(u32::from);
    let (first, second) = (start.next().unwrap_or(0), start.next().unwrap_or(0));
    // The rest of a division by so few is one of them.
    u8::try_from((first * 37 + second * 101) % u32::from(shards)).unwrap_or_default()
}

fn within_number(before: Option<char>, c: char, next: Option<char>) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    matches!(c, '.' | ',') && is_digit(before) && is_digit(next)
}

/// What names of languages end with: `c++`, `f#`.
fn is_suffix(c: char) -> bool {
    matches!(c, '+' | '#')
}

/// Takes words of scripts with and without blanks apart.
fn pieces(word: &str, each: &mut impl FnMut(&str)) {
    if word.is_ascii() {
        return whole(word, each);
    }
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let dense = is_dense(first);
        let end = rest.find(|c| is_dense(c) != dense).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        if dense {
            pairs(piece, each);
        } else {
            whole(piece, each);
        }
        rest = after;
    }
}

fn whole(word: &str, each: &mut impl FnMut(&str)) {
    // One letter finds nothing: readers who type it have not finished.
    let length = if word.is_ascii() { word.len() } else { word.chars().take(LONGEST + 1).count() };
    if (2..=LONGEST).contains(&length) {
        each(word);
    }
}

fn pairs(piece: &str, each: &mut impl FnMut(&str)) {
    let starts: Vec<_> = piece.char_indices().map(|(at, _)| at).chain([piece.len()]).collect();
    if let [start, end] = starts[..] {
        return each(&piece[start..end]);
    }
    for pair in starts.windows(3) {
        each(&piece[pair[0]..pair[2]]);
    }
}

/// Whether a character is of a script that puts no blanks between words: Thai to Khmer, kana, Han, Hangul.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn a_text_is_taken_apart_into_words_as_readers_type_them() {
        for (text, expected) in [
            ("The Lamp's oil", "the lamp oil"),
            ("serde_json, Arrow-rs and crates.io", "serde json arrow rs and crates io"),
            ("about 300,000 of 1.79 million, v1.2.3.", "about 300000 of 1.79 million v1.2.3"),
            ("C++, C# and F#; a+b C++11", "c++ c# and f# 11"),
            ("Café ﬁle Ｒｕｓｔ naïve", "cafe file rust naive"),
            ("x", ""),
            ("1", ""),
            ("字节跳动 uses 字", "字节 节跳 跳动 uses 字"),
            ("Rust语言", "rust 语言"),
            ("한국어", "한국 국어"),
            ("", ""),
        ] {
            assert_eq!(of(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn long_strings_of_characters_are_no_words() {
        assert_eq!(of(&"a".repeat(32)).len(), 1);
        assert_eq!(of(&"a".repeat(33)).len(), 0);
    }

    #[test]
    fn words_that_start_alike_lie_together() {
        assert_eq!(shard("embedded", 64), shard("em", 64));
        assert_eq!(shard("字", 1), 0);
    }
}
