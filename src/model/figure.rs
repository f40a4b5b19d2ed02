//! Figures as words: `about 300,000 lines of code`.

use crate::config::{Metric, MetricFormat, names_unit};
use crate::date::Date;
use crate::number::Number;
use crate::parse::{Fact, FactValue};

/// The figure with its unit: `about 300,000 lines of code`.
pub(super) fn quantity(fact: &Fact, metric: Option<&Metric>) -> String {
    let value = formatted(fact, metric);
    match unit(fact, metric) {
        Some(unit) => format!("{value} {unit}"),
        None => value,
    }
}

/// The figure with its unit, unless the words that stand beside it name that.
pub(super) fn beside(fact: &Fact, metric: Option<&Metric>, words: &str) -> String {
    let unit = metric.and_then(|metric| metric.unit.as_deref());
    match unit.filter(|unit| names_unit(words, unit)) {
        Some(_) => formatted(fact, metric),
        None => quantity(fact, metric),
    }
}

/// What stands behind the figure: `lines of code`, behind one `line of code`, and behind words and dates nothing.
pub(super) fn unit<'m>(fact: &Fact, metric: Option<&'m Metric>) -> Option<&'m str> {
    fact.amount(metric)?;
    let one = |number: &Number| (number.value() - 1.0).abs() < f64::EPSILON;
    let is_one = matches!(&fact.value.value, FactValue::Number(number) if one(number));
    let singular = metric?.unit_singular.as_deref().filter(|_| is_one);
    singular.or(metric?.unit.as_deref())
}

/// The figure without its unit, with the marks the source puts on it: `about 300,000`.
pub(super) fn formatted(fact: &Fact, metric: Option<&Metric>) -> String {
    let format = metric.map_or(MetricFormat::Number, |metric| metric.format);
    let value = match &fact.value.value {
        FactValue::Number(number) => number_text(number, format),
        FactValue::Range(from, to) => range_text(from, to, format),
        FactValue::Text(text) => text_text(text, format),
    };
    match fact.precision.value.mark() {
        Some(mark) => format!("{mark} {value}"),
        None => value,
    }
}

impl Fact {
    /// The value, if its metric counts something; `None` for words and dates, and for words in place of a number.
    pub fn amount(&self, metric: Option<&Metric>) -> Option<&FactValue> {
        let is_numeric = metric.is_none_or(|metric| metric.format.is_numeric());
        Some(&self.value.value).filter(|value| is_numeric && value.ends().is_some())
    }
}

/// A number in a format: `1,340,000`.
pub fn number_text(number: &Number, format: MetricFormat) -> String {
    match format {
        MetricFormat::Number => number.grouped(),
        MetricFormat::Percent => format!("{}%", number.grouped()),
        MetricFormat::MoneyUsd => money(number, false),
        // The year alone, or a version.
        MetricFormat::Date | MetricFormat::Name | MetricFormat::Text => number.written().to_owned(),
    }
}

/// An amount of money. The minus comes first, and cents have two digits.
fn money(number: &Number, is_continued: bool) -> String {
    let (is_negative, digits) = number.grouped_unsigned();
    let (minus, sign) = (if is_negative { "−" } else { "" }, if is_continued { "" } else { "$" });
    let has_tenths = digits.split_once('.').is_some_and(|(_, cents)| cents.len() == 1);
    format!("{minus}{sign}{digits}{}", if has_tenths { "0" } else { "" })
}

/// A range with the sign of its format once. A dash beside a minus could not be told from it.
fn range_text(from: &Number, to: &Number, format: MetricFormat) -> String {
    let [first, last] = [from, to].map(|number| number_text(number, format));
    if from.value() < 0.0 || to.value() < 0.0 {
        return format!("{first} to {last}");
    }
    match format {
        MetricFormat::Number | MetricFormat::Date | MetricFormat::Name | MetricFormat::Text => {
            format!("{first}–{last}")
        }
        MetricFormat::Percent => format!("{}–{last}", from.grouped()),
        MetricFormat::MoneyUsd => format!("{first}–{}", money(to, true)),
    }
}

fn text_text(text: &str, format: MetricFormat) -> String {
    match format {
        MetricFormat::Date => Date::parse(text).map_or_else(|| text.to_owned(), Date::long),
        MetricFormat::Number
        | MetricFormat::Percent
        | MetricFormat::MoneyUsd
        | MetricFormat::Name
        | MetricFormat::Text => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(written: &str) -> Number {
        Number::parse(written).unwrap()
    }

    #[test]
    fn money_has_its_minus_in_front_and_cents_of_two_digits() {
        for (written, text) in [
            ("-5000000", "−$5,000,000"),
            ("0.5", "$0.50"),
            ("-0.5", "−$0.50"),
            ("5", "$5"),
            ("1200.25", "$1,200.25"),
            ("0.125", "$0.125"),
        ] {
            assert_eq!(number_text(&number(written), MetricFormat::MoneyUsd), text);
        }
    }

    #[test]
    fn ranges_carry_their_sign_once() {
        let text = |from, to, format| range_text(&number(from), &number(to), format);
        assert_eq!(text("8", "10", MetricFormat::Number), "8–10");
        assert_eq!(text("-8", "10", MetricFormat::Number), "−8 to 10");
        assert_eq!(text("30", "40", MetricFormat::Percent), "30–40%");
        assert_eq!(text("1000", "2000", MetricFormat::MoneyUsd), "$1,000–2,000");
        assert_eq!(text("-2000", "-1000", MetricFormat::MoneyUsd), "−$2,000 to −$1,000");
        assert_eq!(text("1.10", "1.9", MetricFormat::Text), "1.10–1.9");
    }
}
