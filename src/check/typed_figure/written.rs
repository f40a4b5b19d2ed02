//! Numbers as authors type them: `300,000`, `1.3 million`, `29%`, `$5 billion`.
//!
//! What only looks like a number is left out: versions, times, days of a month, parts of words and addresses.

use std::ops::Range;

/// A number in a text. That is all that most numbers are asked for, so it costs little.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    /// How much it is.
    pub(super) value: f64,
    digits: Range<usize>,
    /// Where it ends, with the word that multiplies it.
    end: usize,
}

/// A number with what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Written<'t> {
    /// How much it is.
    pub(super) value: f64,
    /// Where it stands, with its sign and the word that multiplies it.
    pub(super) range: Range<usize>,
    /// Where its digits stand.
    pub(super) digits: Range<usize>,
    /// What it counts, as far as a sign says.
    pub(super) sign: Sign,
    before: &'t str,
    after: &'t str,
}

/// What stands before or behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Nothing.
    None,
    /// `%`, or the word.
    Percent,
    /// `$`, or the word.
    Dollar,
}

const SCALES: [(&str, f64); 5] =
    [("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("mn", 1e6), ("bn", 1e9)];

/// Short forms that stand directly behind the digits: `12.5k`, `$5m`.
const SHORT_SCALES: [(&str, f64); 6] =
    [("k", 1e3), ("K", 1e3), ("m", 1e6), ("M", 1e6), ("b", 1e9), ("B", 1e9)];

/// What sets groups of three digits apart besides the comma: a blank, one that does not break, narrow ones, and
/// the apostrophes of Switzerland.
const GROUPING: [char; 6] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];

const PERCENT: [&str; 3] = ["%", "percent", "per cent"];

const DOLLARS: [&str; 4] = ["dollars", "US dollars", "USD", "US$"];

/// What stands between the ends of a range.
const JOINTS: [&str; 5] = ["–", "-", "to", "or", "and"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Behind these a number is a name.
const NUMBERED: [&str; 7] = ["version", "versions", "chapter", "chapters", "section", "page", "step"];

/// The numbers of a text, from left to right.
pub(super) fn amounts(text: &str) -> impl Iterator<Item = Amount> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.as_bytes()[at..].iter().position(u8::is_ascii_digit)?;
            at = end_of_groups(text, end_of_digits(text, start), start);
            let digits = start..start + text[start..at].trim_end_matches([',', '.']).len();
            if let Some(amount) = amount(text, digits) {
                return Some(amount);
            }
        }
    })
}

/// Where the digits, commas and points end that start at a place.
fn end_of_digits(text: &str, start: usize) -> usize {
    start + text[start..].bytes().take_while(|byte| is_number((*byte).into())).count()
}

/// Where a number ends whose groups are set apart by blanks: `12 500`, `1 234 567.8`.
fn end_of_groups(text: &str, mut end: usize, start: usize) -> usize {
    if !(1..=3).contains(&(end - start)) || !text[start..end].bytes().all(|byte| byte.is_ascii_digit()) {
        return end;
    }
    while let Some(group) =
        text[end..].chars().next().filter(|c| GROUPING.contains(c)).map(|c| end + c.len_utf8())
    {
        let to = end_of_digits(text, group);
        let digits = text[group..to].trim_end_matches([',', '.']);
        let whole = digits.split('.').next().unwrap_or_default();
        if whole.len() != 3 || whole.contains(',') {
            break;
        }
        end = group + digits.len();
        if whole.len() < digits.len() {
            break;
        }
    }
    end
}

fn amount(text: &str, digits: Range<usize>) -> Option<Amount> {
    let (before, after) = (&text[..digits.start], &text[digits.end..]);
    let mut attached = SCALES.iter().chain(&SHORT_SCALES);
    let attached = attached.find_map(|(word, factor)| Some((*factor, directly_behind(after, word)?)));
    if is_glued(before, attached.map_or(after, |(_, rest)| rest)) {
        return None;
    }
    let value = plain_value(&text[digits.clone()].replace(GROUPING, ""))?;
    let value = if before.ends_with('−') { -value } else { value };
    let apart = || SCALES.iter().find_map(|(word, factor)| Some((*factor, behind(after, word)?)));
    let (factor, rest) = attached.or_else(apart).unwrap_or((1.0, after));
    Some(Amount { value: value * factor, digits, end: text.len() - rest.len() })
}

/// The value of digits with separators and a point; `None` for versions, lists and numbers that start with a
/// zero, as parts of dates do.
fn plain_value(digits: &str) -> Option<f64> {
    let (whole, _) = digits.split_once('.').unwrap_or((digits, ""));
    let Some((first, groups)) = whole.split_once(',') else {
        let padded = whole.len() > 1 && whole.starts_with('0');
        return if padded { None } else { digits.parse().ok() };
    };
    let grouped = (1..=3).contains(&first.len()) && groups.split(',').all(|group| group.len() == 3);
    if grouped { digits.replace(',', "").parse().ok() } else { None }
}

impl Amount {
    /// Looks at what stands around it; `None` if that makes it a name or a date.
    pub(super) fn read<'t>(&self, text: &'t str) -> Option<Written<'t>> {
        let Self { value, digits, end } = self.clone();
        let (before, rest) = (&text[..digits.start], &text[end..]);
        if is_name(before, rest) {
            return None;
        }
        let follows = |words: &[&str]| words.iter().find_map(|word| behind(rest, word));
        let dollar = before.ends_with('$').then_some(rest);
        let (sign, after) = match (dollar.or_else(|| follows(&DOLLARS)), follows(&PERCENT)) {
            (Some(after), _) => (Sign::Dollar, after),
            (None, Some(after)) => (Sign::Percent, after),
            (None, None) => (Sign::None, rest),
        };
        let start = digits.start - usize::from(dollar.is_some());
        Some(Written { value, range: start..text.len() - after.len(), digits, sign, before, after })
    }
}

impl<'t> Written<'t> {
    /// Whether it says something by itself: a small number can count anything, and a year is a date.
    pub(super) fn is_telling(&self) -> bool {
        let small = self.value.abs() < 10.0 && self.value.fract() == 0.0;
        let year = self.range.len() == 4 && (1900.0..=2100.0).contains(&self.value);
        self.sign != Sign::None || !(small || year)
    }

    /// Whether it stands directly behind a name: `Lamp 13`.
    pub(super) fn is_version_of(&self, name: &str) -> bool {
        self.sign == Sign::None && self.before.trim_end().ends_with(name)
    }

    /// The word behind it, or behind the range that it opens: `8–10 lamps`, `8 to 10 lamps`.
    pub(super) fn word_behind(&self) -> Option<&'t str> {
        let rest = self.after.trim_start();
        let end = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)).map(str::trim_start);
        let behind_end =
            end.map(|end| end.trim_start_matches(is_number)).filter(|behind| Some(*behind) != end);
        let rest = behind_end.unwrap_or(rest).trim_start_matches([' ', '-']);
        rest.split(|c| !is_word(c)).next().filter(|word| !word.is_empty())
    }

    /// Whether it can be the second end of a range.
    pub(super) fn ends_range(&self) -> bool {
        let before = self.before.trim_end();
        JOINTS.iter().any(|joint| before.ends_with(joint))
    }
}

/// Whether digits are part of a word, a version, an address, a time or an amount in another currency.
fn is_glued(before: &str, after: &str) -> bool {
    let mut left = before.chars().rev();
    let mut right = after.chars();
    let (left, left_of_left) = (left.next().unwrap_or(' '), left.next().unwrap_or(' '));
    let (right, right_of_right) = (right.next().unwrap_or(' '), right.next().unwrap_or(' '));
    is_word(left)
        || is_word(right)
        || "€£¥".contains(left)
        || "#@/\\".contains(left)
        || "-.:,".contains(left) && is_word(left_of_left)
        || "@/\\".contains(right)
        || right == ':' && right_of_right.is_ascii_digit()
}

/// Whether a sign can be part of a number.
fn is_number(c: char) -> bool {
    c.is_ascii_digit() || c == ',' || c == '.'
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// `11 April`, `April 11` and `version 11` count nothing.
fn is_name(before: &str, after: &str) -> bool {
    let word = before.trim_end().rsplit(|c| !is_word(c)).next().unwrap_or_default();
    MONTHS.iter().any(|month| *month == word || behind(after, month).is_some())
        || NUMBERED.iter().any(|kind| kind.eq_ignore_ascii_case(word))
}

/// What stands behind a short form that nothing sets apart from the digits before it.
fn directly_behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).filter(|rest| !rest.starts_with(is_word))
}

/// What stands behind a word, or a sign, with which the text starts.
fn behind<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.trim_start().strip_prefix(word)?;
    let ends = !word.ends_with(is_word) || !rest.starts_with(is_word);
    ends.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(&str, f64, Sign)> {
        let numbers = amounts(text).filter_map(|amount| amount.read(text));
        numbers.map(|number| (&text[number.range.clone()], number.value, number.sign)).collect()
    }

    #[test]
    fn numbers_are_read_as_the_report_prints_them_and_with_words() {
        let cases = [
            ("about 300,000 lines", "300,000", 300_000.0, Sign::None),
            ("300000, it says", "300000", 300_000.0, Sign::None),
            ("1.3 million.", "1.3 million", 1_300_000.0, Sign::None),
            ("(29%)", "29%", 29.0, Sign::Percent),
            ("29.5 per cent", "29.5 per cent", 29.5, Sign::Percent),
            ("for $5 billion a year", "$5 billion", 5e9, Sign::Dollar),
            ("40 US dollars", "40 US dollars", 40.0, Sign::Dollar),
            ("at −12 degrees", "12", -12.0, Sign::None),
            ("a 300-line program", "300", 300.0, Sign::None),
            ("5 millions", "5", 5.0, Sign::None),
            ("12 500 stars", "12 500", 12_500.0, Sign::None),
            ("12\u{a0}500, it says", "12\u{a0}500", 12_500.0, Sign::None),
            ("1\u{202f}234\u{202f}567.5 lamps", "1\u{202f}234\u{202f}567.5", 1_234_567.5, Sign::None),
            ("12’500 stars", "12’500", 12_500.0, Sign::None),
            ("12.5k stars", "12.5k", 12_500.0, Sign::None),
            ("made $5m.", "$5m", 5e6, Sign::Dollar),
            ("1.2 bn lamps", "1.2 bn", 1.2e9, Sign::None),
            ("5mn lamps", "5mn", 5e6, Sign::None),
        ];
        for (text, range, value, sign) in cases {
            assert_eq!(values(text), [(range, value, sign)], "{text}");
        }
        assert_eq!(amounts("8–10 lamps").map(|amount| amount.value).collect::<Vec<_>>(), [8.0, 10.0]);
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for text in [
            "1.2.3",
            "v12",
            "x86-64",
            "2016-04-11",
            "11 April",
            "April 11",
            "Version 13",
            "1,2",
            "007",
            "24/7",
            "HTTP/3",
            "10:30",
            "€12",
            "12th",
            "#12",
            "lamp.12",
        ] {
            let found: Vec<_> = values(text).into_iter().filter(|(_, value, _)| *value < 2000.0).collect();
            assert_eq!(found, [], "{text}");
        }
    }

    #[test]
    fn the_unit_is_sought_behind_the_whole_range() {
        let word = |text: &'static str| amounts(text).next()?.read(text)?.word_behind();
        for text in ["8 lamps", "8–10 lamps", "8 to 10 lamps", "8-lamps"] {
            assert_eq!(word(text), Some("lamps"), "{text}");
        }
        assert_eq!(word("8. Lamps"), None);
        assert_eq!(word("8 to lamps"), Some("to"));
    }
}
