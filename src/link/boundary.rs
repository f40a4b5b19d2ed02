//! Whether words stand for themselves in a text, or are part of a longer word, name, path or address.

use std::ops::Range;

/// Whether the words are no part of something longer.
pub(super) fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let words = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    !(is_glued_left(before, words)
        || is_glued_right(words, after)
        || is_joined_left(before)
        || is_joined_right(after)
        || is_first_of_compound(words, after))
}

/// What decides whether two characters side by side belong to one word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// No part of a word.
    None,
    /// Written without blanks between words, so that nothing tells where one ends: Chinese, Hiragana, Thai, Lao,
    /// Burmese and Khmer.
    Unspaced,
    /// Runs of it are words of their own.
    Katakana,
    /// With blanks between words, but particles are written together with them.
    Hangul,
    /// With blanks between words.
    Spaced,
}

fn script(c: char) -> Script {
    match c {
        '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{ff66}'..='\u{ff9f}' => Script::Katakana,
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' => Script::Hangul,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{309f}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Script::Unspaced,
        _ if is_word(c) => Script::Spaced,
        _ => Script::None,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first character that is seen: a soft hyphen and a zero-width space are not.
fn first_seen(mut chars: impl Iterator<Item = char>) -> char {
    chars.find(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')).unwrap_or(' ')
}

/// Whether two neighbours are of one word. A name in one script beside a word in another stands alone where one
/// of the two does not put blanks between words, or writes particles to them: `Tokio는`, `使用Tokio的`.
fn is_one_word(one: Script, other: Script) -> bool {
    match other {
        Script::Katakana | Script::Hangul => one == other,
        // A name can end in a sign, as in `C++11`.
        Script::Spaced => matches!(one, Script::Spaced | Script::None),
        Script::None | Script::Unspaced => false,
    }
}

fn is_glued_left(before: &str, words: &str) -> bool {
    let (left, first) = (first_seen(before.chars().rev()), first_seen(words.chars()));
    is_one_word(script(first), script(left))
}

fn is_glued_right(words: &str, after: &str) -> bool {
    let (last, right) = (first_seen(words.chars().rev()), first_seen(after.chars()));
    let glued = is_one_word(script(last), script(right));
    glued && !(script(right) == Script::Hangul && starts_with_particles(after))
}

/// What Korean writes behind a noun.
const PARTICLES: [&str; 48] = [
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "에게",
    "께서",
    "와",
    "과",
    "랑",
    "이랑",
    "하고",
    "도",
    "로",
    "으로",
    "만",
    "나",
    "이나",
    "든지",
    "부터",
    "까지",
    "마다",
    "조차",
    "밖에",
    "보다",
    "처럼",
    "같이",
    "만큼",
    "라",
    "이라",
    "라고",
    "이라고",
    "라는",
    "이라는",
    "란",
    "이란",
    "들",
    "이다",
    "입니다",
    "이며",
    "이고",
    "에는",
    "이자",
    "인",
];

/// Whether all that is written together with a Korean word are particles: `의`, `에서는`, `들이`.
fn starts_with_particles(after: &str) -> bool {
    let end = after.find(|c| script(c) != Script::Hangul).unwrap_or(after.len());
    // More than three are not put together.
    are_particles(&after[..end], 3)
}

fn are_particles(run: &str, most: usize) -> bool {
    let mut rests = PARTICLES.iter().filter_map(|particle| run.strip_prefix(particle));
    run.is_empty() || (most > 0 && rests.any(|rest| are_particles(rest, most - 1)))
}

/// `lamp-web` is not `web`, `github.com/lampdb` and `@lampdb` are not `lampdb`, `.NET` is not `NET`.
fn is_joined_left(before: &str) -> bool {
    let mut chars = before.chars().rev();
    let (left, beyond) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    match left {
        '/' | '@' | '$' | '\\' => true,
        '-' | '\u{2010}' | '\u{2011}' | '#' | '&' | '=' => is_word(beyond),
        ':' => is_word(beyond) || beyond == ':',
        // Behind an ellipsis a sentence can start.
        '.' => beyond != '.' && !is_closing(beyond),
        _ => false,
    }
}

/// What can stand before the full stop of a sentence that runs into the next.
fn is_closing(c: char) -> bool {
    ")]\"'”’»".contains(c)
}

/// `lampdb.org`, `lampdb/x`, `lampdb@2` and `lampdb::x` are not `lampdb`, `C++` and `C#` are not `C`.
fn is_joined_right(after: &str) -> bool {
    let mut chars = after.chars();
    let (right, beyond) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    match right {
        '.' | '/' | '@' | '\\' | '&' | '=' => is_word(beyond),
        ':' => is_word(beyond) || beyond == ':',
        '#' => true,
        // `Lamp+` is the name of another thing; in `Lamp+Oil` two are put together.
        '+' => !is_word(beyond),
        _ => false,
    }
}

/// What English makes of any noun, however it is written: `serde-based` is about serde, `serde-json` is not.
const SUFFIXES: [&str; 44] = [
    "aware",
    "backed",
    "based",
    "built",
    "centric",
    "compatible",
    "compliant",
    "derived",
    "driven",
    "enabled",
    "era",
    "exclusive",
    "first",
    "flavored",
    "flavoured",
    "focused",
    "free",
    "friendly",
    "funded",
    "generated",
    "heavy",
    "hosted",
    "independent",
    "inspired",
    "internal",
    "led",
    "less",
    "level",
    "like",
    "maintained",
    "native",
    "only",
    "oriented",
    "owned",
    "powered",
    "ready",
    "related",
    "side",
    "specific",
    "sponsored",
    "style",
    "supported",
    "wide",
    "written",
];

/// Whether the words are the first part of a longer name with a hyphen. A capital or a digit behind it makes one,
/// `Tokio-Console`; so does any word behind the name of a package, `serde-json`, but those that English puts
/// behind every noun.
fn is_first_of_compound(words: &str, after: &str) -> bool {
    let Some(rest) = after.strip_prefix(['-', '\u{2010}', '\u{2011}']) else { return false };
    let part = rest.split(|c: char| !is_word(c)).next().unwrap_or_default();
    let Some(first) = part.chars().next() else { return false };
    let is_package = !words.contains(char::is_uppercase) || words.contains(['/', '_', '-']);
    !first.is_lowercase() || (is_package && !SUFFIXES.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a name stands alone where it is first found.
    fn alone(name: &str, text: &str) -> bool {
        let at = text.find(name).unwrap();
        stands_alone(text, &(at..at + name.len()))
    }

    #[test]
    fn words_that_are_part_of_something_longer_do_not_count() {
        for yes in [
            "lampdb",
            "(lampdb)",
            "lampdb's",
            "lampdb’s",
            "lampdb-based",
            "lampdb.",
            "lampdb, x",
            "使用lampdb的",
            "\"lampdb\"",
            "lampdb: x",
            "lampdb- and x-based",
            "…lampdb",
            "...lampdb",
            "lampdb+x",
            "x.) lampdb",
            "lampdb는",
            "lampdbを",
            "ใช้lampdbใน",
            "lampdb!",
            "l'lampdb",
        ] {
            assert!(alone("lampdb", yes), "{yes}");
        }
        for no in [
            "lampdbs",
            "xlampdb",
            "a-lampdb",
            "lampdb.org",
            "github.com/lampdb",
            "/lampdb",
            "@lampdb",
            "_lampdb",
            "lampdb/x",
            "lampdb-json",
            "lampdb-2",
            "lampdb_x",
            "lampdb::x",
            "x::lampdb",
            "lampdb@2",
            "me@lampdb.org",
            "lampdb.rs",
            "lampdb:80",
            "$lampdb",
            ".lampdb",
            "x.lampdb.org",
            "lampdb#1",
            "lampdb++",
            "lampdb+",
            "x&lampdb",
            "lampdb\u{2011}json",
            "lampdb\u{ad}s",
            "C:\\lampdb",
        ] {
            assert!(!alone("lampdb", no), "{no}");
        }
    }

    #[test]
    fn a_capital_behind_a_hyphen_makes_a_longer_name() {
        for yes in ["Tokio-based", "Tokio-like", "Tokio-written tools", "Tokio-console"] {
            assert!(alone("Tokio", yes), "{yes}");
        }
        for no in ["Tokio-Console", "Tokio-2", "Tokio\u{2010}Console"] {
            assert!(!alone("Tokio", no), "{no}");
        }
        assert!(!alone("@lamp/core", "@lamp/core-dom") && alone("@lamp/core", "@lamp/core-based"));
        assert!(!alone("Node", "Node.js") && alone("Node", "Node. js"));
        assert!(!alone("C", "C++") && !alone("C", "C#") && alone("C", "C, too") && alone("C++", "C++ and"));
        assert!(!alone("NET", ".NET") && alone("Reilly", "(Reilly)"));
    }

    #[test]
    fn each_script_ends_its_words_in_its_own_way() {
        for (name, yes) in [
            ("ラスト", "ラストは"),
            ("ラスト", "言葉ラスト"),
            ("東京", "東京都"),
            ("灯台", "灯台の"),
            ("등대", "등대는 높다"),
            ("등대", "등대에서는"),
            ("등대", "등대들의 빛"),
            ("등대", "등대"),
            ("등대", "(등대)"),
        ] {
            assert!(alone(name, yes), "{name} in {yes}");
        }
        for (name, no) in [
            ("ラスト", "ブラスト"),
            ("ラスト", "ラストー"),
            ("등대", "등대지기"),
            ("등대", "새등대는"),
            ("ﾗｽﾄ", "ﾌﾞﾗｽﾄ"),
        ] {
            assert!(!alone(name, no), "{name} in {no}");
        }
    }
}
