//! Texts that are no numbers, and the number that is meant: `300k`, `1,200`, `~800`, `$5`.

use super::Number;

/// The number a text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// How to write it: `300000`.
    pub digits: String,
    /// The key of a fact that says what the text says of its precision: `approximate`.
    pub mark: Option<&'static str>,
}

/// What stands before a number and says how precise it is. Of two that start alike the longer one comes first.
const MARKS: [(&str, &str); 24] = [
    ("about ", "approximate"),
    ("approximately ", "approximate"),
    ("approx. ", "approximate"),
    ("approx ", "approximate"),
    ("around ", "approximate"),
    ("roughly ", "approximate"),
    ("circa ", "approximate"),
    ("ca. ", "approximate"),
    ("ca ", "approximate"),
    ("c. ", "approximate"),
    ("~", "approximate"),
    ("≈", "approximate"),
    ("more than ", "at-least"),
    ("at least ", "at-least"),
    ("over ", "at-least"),
    (">=", "at-least"),
    (">", "at-least"),
    ("≥", "at-least"),
    ("at most ", "at-most"),
    ("up to ", "at-most"),
    ("under ", "at-most"),
    ("<=", "at-most"),
    ("<", "at-most"),
    ("≤", "at-most"),
];

/// Words and letters for thousands and more, with their zeros. Of two that end alike the longer one comes first.
const MULTIPLES: [(&str, usize); 11] = [
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("mln", 6),
    ("mn", 6),
    ("bn", 9),
    ("k", 3),
    ("m", 6),
    ("b", 9),
    ("t", 12),
];

/// What can stand between the groups of a number.
const GROUP_MARKS: [char; 5] = [',', ' ', '.', '\'', '_'];

/// The number that a text means; `None` if it means none for certain.
pub fn meant(text: &str) -> Option<Meant> {
    let text = folded(text);
    let (mark, rest) = marked(text.trim());
    let digits = amount(rest)?;
    Some(Meant { digits, mark })
}

/// The two numbers that a text such as `8–10` or `8 to 10` means.
pub fn meant_range(text: &str) -> Option<(String, String)> {
    let text = folded(text);
    let (from, to) = ["–", "—", " to ", " - ", "..", "-"].iter().find_map(|sign| text.split_once(sign))?;
    let (from, to) = (amount(from)?, amount(to)?);
    let is_range = Number::parse(&from)?.compare(&Number::parse(&to)?).is_lt();
    is_range.then_some((from, to))
}

/// The same in small letters and in the characters of ASCII, as far as they stand for digits and signs.
fn folded(text: &str) -> String {
    let fold = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => {
            u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(letter)
        }
        '−' => '-',
        '’' => '\'',
        _ if letter.is_whitespace() => ' ',
        _ => letter,
    };
    text.chars().map(fold).collect::<String>().to_lowercase()
}

fn marked(text: &str) -> (Option<&'static str>, &str) {
    if let Some((rest, mark)) = MARKS.iter().find_map(|(sign, mark)| Some((text.strip_prefix(sign)?, mark))) {
        return (Some(mark), rest);
    }
    match text.strip_suffix('+') {
        Some(rest) => (Some("at-least"), rest),
        None => (None, text),
    }
}

/// A number with signs of money and per cent, a word for thousands and marks between its groups.
fn amount(text: &str) -> Option<String> {
    let text = text.trim();
    let is_negative = text.starts_with('-');
    let text = text.strip_prefix(['-', '+']).unwrap_or(text).trim_start();
    let text = ["us$", "usd", "$"].iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text);
    let ends = ["%", "percent", "per cent", "usd", "dollars"];
    let text = ends.iter().find_map(|sign| text.strip_suffix(sign)).unwrap_or(text).trim();
    let multiple = MULTIPLES.iter().find_map(|(word, zeros)| Some((text.strip_suffix(word)?, *zeros)));
    let (text, zeros) = multiple.unwrap_or((text, 0));
    let digits = match text.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok()?.to_string(),
        None => without_groups(text.trim())?,
    };
    let number = Number::parse(&shifted(&digits, zeros))?.plain();
    Some(if is_negative { format!("-{number}") } else { number })
}

/// The digits of a number with its decimal point, without the marks between groups.
fn without_groups(text: &str) -> Option<String> {
    if !text.starts_with(['-', '+']) && Number::parse(text).is_some() {
        return Some(text.to_owned());
    }
    if text.chars().any(|letter| !letter.is_ascii_digit() && !GROUP_MARKS.contains(&letter)) {
        return None;
    }
    // The last of two kinds of marks is the decimal one; a mark alone is one if no group of three stands behind it.
    let marks: Vec<_> = text.char_indices().filter(|(_, letter)| !letter.is_ascii_digit()).collect();
    let (last_at, last) = *marks.last()?;
    let count = marks.iter().filter(|(_, mark)| *mark == last).count();
    let is_decimal =
        [',', '.'].contains(&last) && count == 1 && (marks.len() > 1 || text.len() - last_at != 4);
    let (whole, fraction) = if is_decimal { (&text[..last_at], &text[last_at + 1..]) } else { (text, "") };
    let mut groups = whole.split(GROUP_MARKS);
    let first = groups.next()?;
    let are_groups = (1..=3).contains(&first.len()) && groups.all(|group| (2..=3).contains(&group.len()));
    let kinds = whole.chars().filter(|letter| !letter.is_ascii_digit()).collect::<Vec<_>>();
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let is_number =
        (are_groups || kinds.is_empty() || kinds == ['_']) && kinds.windows(2).all(|pair| pair[0] == pair[1]);
    let written = if fraction.is_empty() { digits } else { format!("{digits}.{fraction}") };
    (is_number && Number::parse(&written).is_some()).then_some(written)
}

/// Moves the point to the right.
fn shifted(digits: &str, zeros: usize) -> String {
    if zeros == 0 { digits.to_owned() } else { format!("{digits}e{zeros}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_that_is_meant_is_found() {
        for (text, digits, mark) in [
            ("300k", "300000", None),
            ("1.2M", "1200000", None),
            ("1.25 million", "1250000", None),
            ("12,000", "12000", None),
            ("1 000", "1000", None),
            ("1\u{a0}234\u{202f}567", "1234567", None),
            ("1_000", "1000", None),
            ("1'000.5", "1000.5", None),
            ("1.200.000", "1200000", None),
            ("1.200,50", "1200.50", None),
            ("3,5", "3.5", None),
            ("1200", "1200", None),
            ("１２", "12", None),
            ("~800", "800", Some("approximate")),
            ("about 12,5 %", "12.5", Some("approximate")),
            ("800+", "800", Some("at-least")),
            (">800", "800", Some("at-least")),
            (">= 1k", "1000", Some("at-least")),
            ("≤ 5", "5", Some("at-most")),
            ("12 %", "12", None),
            ("$5", "5", None),
            ("-$5.50", "-5.50", None),
            ("US$3bn", "3000000000", None),
            ("0x1F", "31", None),
        ] {
            let found = meant(text);
            assert_eq!(found, Some(Meant { digits: digits.to_owned(), mark }), "{text}");
        }
    }

    #[test]
    fn what_means_no_number_is_left_alone() {
        for text in
            ["true", "NaN", "", "~", "$", "k", "many", "12 lamps", "1.2.3", "v1", "2021-06", "1,2,3", "--5"]
        {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn ranges_are_two_numbers() {
        let range = |text| meant_range(text);
        assert_eq!(range("8–10"), Some(("8".into(), "10".into())));
        assert_eq!(range("8-10"), Some(("8".into(), "10".into())));
        assert_eq!(range("1,000 to 2k"), Some(("1000".into(), "2000".into())));
        assert_eq!(range("2021-06"), None);
        assert_eq!(range("10–8"), None);
        assert_eq!(range("-5"), None);
    }
}
