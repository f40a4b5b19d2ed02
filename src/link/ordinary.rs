//! Names that are ordinary words: `kind`, `Open`, `sources`.

use std::sync::LazyLock;

static WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("ordinary.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Whether a name is one ordinary word, in small letters or with a capital. A list decides, and not the prose of
/// the site: there a name in small letters looks as a word does, and each page would depend on all others.
pub(crate) fn is_ordinary(name: &str) -> bool {
    let Some(first) = name.chars().next() else { return false };
    let rest = &name[first.len_utf8()..];
    let is_word = first.is_ascii_alphabetic() && rest.chars().all(|c| c.is_ascii_lowercase());
    let word = format!("{}{rest}", first.to_ascii_lowercase());
    is_word && stems(&word).any(|stem| WORDS.binary_search(&stem).is_ok())
}

/// Whether a name is an ordinary word and written as one, so that nothing in a text tells which of the two it is.
pub(crate) fn is_indistinct(name: &str) -> bool {
    name.starts_with(char::is_lowercase) && is_ordinary(name)
}

/// The word, and what it may be the plural of.
fn stems(word: &str) -> impl Iterator<Item = &str> {
    ["", "s", "es"].into_iter().filter_map(|ending| word.strip_suffix(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_ordinary_if_it_is_a_word_in_the_singular_or_plural() {
        for name in ["kind", "Open", "sources", "Go", "box", "Boxes"] {
            assert!(is_ordinary(name), "{name}");
        }
        for name in ["", "tokio", "serde", "Tokio", "OPEN", "openSUSE", "Go Lang", "go-lang", "é"] {
            assert!(!is_ordinary(name), "{name}");
        }
        assert!(is_indistinct("kind") && !is_indistinct("Kind"));
    }

    #[test]
    fn the_words_are_sorted() {
        assert!(WORDS.is_sorted());
    }
}
