//! Names in data → the slugs that new pages get.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::Kind;
use crate::paths;
use crate::spelling::fold;

/// The slugs that an import has given away.
#[derive(Default)]
pub(super) struct GivenSlugs {
    pub(super) by_name: BTreeMap<(Kind, String), String>,
    pub(super) taken: BTreeSet<(Kind, String)>,
}

/// A name without what only separates its words. `Red Hat` and `Red-Hat` are one; `C` and `C++` are two, though
/// their slugs are one.
pub(super) fn plain_name(name: &str) -> String {
    let is_sign =
        |sign: &char| !sign.is_alphanumeric() && !sign.is_whitespace() && !SEPARATORS.contains(*sign);
    let signs: String = fold(name).chars().filter(is_sign).collect();
    format!("{}{signs}", paths::slug(name))
}

/// Signs that stand between words or around them and make no other name.
const SEPARATORS: &str = "-_./\\,;:!?&'\"()[]{}|‐‑–—’‘“”«»·®™©";

/// Whether a name has signs that its slug cannot have, so that one without them should get the slug.
pub(super) fn has_signs(name: &str) -> bool {
    plain_name(name) != wanted_slug(name)
}

/// A slug for a name. Signs that make another name are spelt out: `C++` is `c-plus-plus`.
pub(super) fn wanted_slug(name: &str) -> String {
    let mut spelt = String::with_capacity(name.len());
    for sign in name.chars() {
        let follows_word = spelt.ends_with(|c: char| c.is_alphanumeric() || c == ' ');
        match sign {
            '+' if follows_word => spelt.push_str(" plus "),
            '#' if follows_word => spelt.push_str(" sharp "),
            _ => spelt.push(sign),
        }
    }
    if paths::slug(name).is_empty() { String::new() } else { paths::slug(&spelt) }
}

#[cfg(test)]
mod tests {
    use super::{plain_name, wanted_slug};

    #[test]
    fn signs_that_make_another_name_are_told_from_those_between_words() {
        for (one, other) in [("Red Hat", "red-hat"), ("Yahoo!", "Yahoo"), ("AT&T", "at&t")] {
            assert_eq!(plain_name(one), plain_name(other));
        }
        for (one, other) in [("C", "C++"), ("C", "C#"), ("A*", "A")] {
            assert_ne!(plain_name(one), plain_name(other));
        }
        let slugs = ["C++", "C#", "#1 Lamps", "A + B", "++", "Disney+"].map(wanted_slug);
        assert_eq!(slugs, ["c-plus-plus", "c-sharp", "1-lamps", "a-plus-b", "", "disney-plus"]);
    }
}
