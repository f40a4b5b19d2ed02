//! Numbers as they are written. What is printed comes from the characters of the source; a float is only for
//! drawing and for comparing sizes.

mod amount;
mod meant;
mod step;

use std::cmp::Ordering;

pub use amount::Amount;
pub use meant::{Meant, meant, meant_range};
pub use step::{Step, decade, power};

/// So many digits of a number that is written with an exponent are written out; one with more keeps its exponent,
/// for nobody counts the zeros.
const WRITTEN_OUT: usize = 21;

/// A number as it is written: `1.00` says more than `1`.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    written: String,
    value: f64,
}

/// The parts of a number, without zeros that say nothing: `-0012.50e3` has the digits `1250` of which -1 stand
/// behind the point.
struct Parts<'a> {
    is_negative: bool,
    whole: &'a str,
    fraction: &'a str,
    exponent: i32,
}

impl Number {
    /// Reads digits with a point, a sign and an exponent, all of them optional; `None` if the text is anything else,
    /// or too large or too small for a float.
    pub fn parse(written: &str) -> Option<Self> {
        let value = written.parse::<f64>().ok().filter(|value| value.is_finite())?;
        let parts = parts(written)?;
        let is_zero = parts.digits().all(|digit| digit == '0');
        // There is no zero below zero: two facts that are equal are drawn alike. Zero added to it is zero.
        (is_zero || value != 0.0).then(|| Self { written: written.to_owned(), value: value + 0.0 })
    }

    /// How much it is, as near as a float comes. Never infinite.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// The characters of the source.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// For machines: `-1340000.50`, with no digit more or less than the source has.
    pub fn plain(&self) -> String {
        let (sign, number) = self.unsigned();
        format!("{}{number}", if sign { "-" } else { "" })
    }

    /// For people: `−1,340,000.50`.
    pub fn grouped(&self) -> String {
        let (sign, number) = self.grouped_unsigned();
        format!("{}{number}", if sign { "−" } else { "" })
    }

    /// Whether it is below zero, and its digits in groups.
    pub fn grouped_unsigned(&self) -> (bool, String) {
        let (sign, number) = self.unsigned();
        let whole = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        let mut out = String::new();
        for (index, digit) in number[..whole].chars().enumerate() {
            if index > 0 && (whole - index).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        (sign, out + &number[whole..])
    }

    /// Whether it is below zero, and its digits with the point where the exponent puts it.
    fn unsigned(&self) -> (bool, String) {
        let Some(parts) = parts(&self.written) else { return (false, String::new()) };
        (parts.is_negative && self.value != 0.0, parts.text())
    }

    /// Compares what is written, digit by digit: floats of long numbers can be equal where these are not.
    pub fn compare(&self, other: &Self) -> Ordering {
        let by_value = self.value.total_cmp(&other.value);
        if by_value.is_ne() || self.value == 0.0 {
            return by_value;
        }
        let (Some(one), Some(other)) = (parts(&self.written), parts(&other.written)) else { return by_value };
        let by_digits = one.significant().cmp(&other.significant());
        if one.is_negative { by_digits.reverse() } else { by_digits }
    }
}

impl Parts<'_> {
    fn digits(&self) -> impl Iterator<Item = char> {
        self.whole.chars().chain(self.fraction.chars())
    }

    /// The exponent of the first digit that is not zero, and the digits from there to the last that is not.
    fn significant(&self) -> (i64, String) {
        let zeros = self.digits().take_while(|digit| *digit == '0').count();
        let digits: String = self.digits().skip(zeros).collect();
        let whole = i64::try_from(self.whole.len()).unwrap_or(0);
        let first = whole + i64::from(self.exponent) - i64::try_from(zeros).unwrap_or(0);
        (first, digits.trim_end_matches('0').to_owned())
    }

    fn text(&self) -> String {
        let shift = usize::try_from(self.exponent.unsigned_abs()).unwrap_or(usize::MAX);
        let is_long = self.digits().count().saturating_add(shift) > WRITTEN_OUT;
        if self.exponent == 0 || is_long {
            let exponent = if self.exponent == 0 { String::new() } else { format!("e{}", self.exponent) };
            return pointed(self.whole, self.fraction) + &exponent;
        }
        let zeros = "0".repeat(shift);
        let (digits, point) = if self.exponent > 0 {
            (format!("{}{}{zeros}", self.whole, self.fraction), self.whole.len() + shift)
        } else {
            (format!("{zeros}{}{}", self.whole, self.fraction), self.whole.len())
        };
        // Zeros that only the exponent brought are no precision.
        let end =
            if self.exponent > 0 { point.max(self.whole.len() + self.fraction.len()) } else { digits.len() };
        pointed(&digits[..point], &digits[point..end])
    }
}

/// Digits with a point between them, and no zeros in front but the one that the point needs.
fn pointed(whole: &str, fraction: &str) -> String {
    let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// Takes a number apart; `None` if it is none.
fn parts(written: &str) -> Option<Parts<'_>> {
    let unsigned = written.strip_prefix(['-', '+']).unwrap_or(written);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = are_digits(whole) && are_digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    let exponent = exponent.parse().ok()?;
    is_number.then_some(Parts { is_negative: written.starts_with('-'), whole, fraction, exponent })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(written: &str) -> Number {
        Number::parse(written).unwrap_or_else(|| panic!("{written} is a number"))
    }

    #[test]
    fn digits_are_those_of_the_source() {
        for (written, plain, grouped) in [
            ("0", "0", "0"),
            ("-0.00", "0.00", "0.00"),
            ("010", "10", "10"),
            ("+5", "5", "5"),
            (".5", "0.5", "0.5"),
            ("5.", "5", "5"),
            ("1000", "1000", "1,000"),
            ("-1340000.50", "-1340000.50", "−1,340,000.50"),
            ("12345678901234567", "12345678901234567", "12,345,678,901,234,567"),
            ("0.10000000000000000001", "0.10000000000000000001", "0.10000000000000000001"),
            ("1e3", "1000", "1,000"),
            ("1.50E+1", "15.0", "15.0"),
            ("1.5e3", "1500", "1,500"),
            ("12.5e-3", "0.0125", "0.0125"),
            ("-1e25", "-1e25", "−1e25"),
            ("2.50e-40", "2.50e-40", "2.50e-40"),
        ] {
            let number = number(written);
            assert_eq!((number.plain().as_str(), number.grouped().as_str()), (plain, grouped), "{written}");
            assert!(Number::parse(&number.plain()).is_some_and(|again| again.compare(&number).is_eq()));
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in
            ["", "-", ".", "e5", "1e", "1_000", "1,000", "0x1F", "NaN", "inf", ".inf", "1e400", "1e-400"]
        {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn long_numbers_are_compared_digit_by_digit() {
        for (less, more) in [
            ("12345678901234567", "12345678901234568"),
            ("-12345678901234568", "-12345678901234567"),
            ("9", "10"),
            ("-1", "0"),
            ("0.10000000000000000001", "0.10000000000000000002"),
        ] {
            assert_eq!(number(less).compare(&number(more)), Ordering::Less, "{less} {more}");
        }
        for (one, other) in [("1.0", "1"), ("1e3", "1000"), ("-0", "0.0"), ("0.5e1", "5"), ("010", "10")] {
            assert_eq!(number(one).compare(&number(other)), Ordering::Equal, "{one} {other}");
        }
    }
}
