//! Figures as words: `about 300,000 lines of code`.

use super::{Page, PageId, Tracked};
use crate::config::{Metric, MetricFormat};
use crate::date::Date;
use crate::diagnostic::did_you_mean;
use crate::parse::{Fact, FactValue, Number};

/// Why a figure cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureError {
    /// The page has no fact with this metric; perhaps a help line.
    NoFact(Option<String>),
    /// The page has such facts, but none with this date or source; the ones it has.
    NoneSelected(Vec<String>),
}

impl Tracked<'_> {
    /// The fact that `page#metric@selector` means: the newest one, among those whose date or source is the
    /// selector. Facts of one date stand in the author's order.
    pub fn figure<'p>(
        &self,
        page: &'p Page,
        metric: &str,
        selector: Option<&str>,
    ) -> Result<(usize, &'p Fact), FigureError> {
        let facts: Vec<_> =
            page.front().facts.iter().enumerate().filter(|(_, fact)| fact.metric.value == metric).collect();
        if facts.is_empty() {
            let metrics = page.front().facts.iter().map(|fact| fact.metric.value.as_str());
            return Err(FigureError::NoFact(did_you_mean(metric, metrics)));
        }
        let matches = |index: usize, fact: &Fact| {
            selector
                .is_none_or(|selector| self.selectors(page, index, fact).iter().any(|name| name == selector))
        };
        let newest = facts
            .iter()
            .filter(|(index, fact)| matches(*index, fact))
            .max_by_key(|(index, fact)| (self.fact_date(page, *index, fact), std::cmp::Reverse(*index)));
        newest.copied().ok_or_else(|| {
            FigureError::NoneSelected(
                facts.iter().flat_map(|(index, fact)| self.selectors(page, *index, fact)).collect(),
            )
        })
    }

    /// The date of a fact; without one, that of its source.
    pub fn fact_date(&self, page: &Page, index: usize, fact: &Fact) -> Option<Date> {
        fact.as_of.or_else(|| self.page(page.fact_source(index)?).front().date)
    }

    /// What can stand behind `@` to choose this fact.
    fn selectors(&self, page: &Page, index: usize, fact: &Fact) -> Vec<String> {
        let date = self.fact_date(page, index, fact).map(|date| date.to_string());
        let source = fact.source.as_ref().map(|source| source.value.clone());
        date.into_iter().chain(source).collect()
    }
}

impl Page {
    /// The source of the fact with this index.
    pub fn fact_source(&self, index: usize) -> Option<PageId> {
        self.references.fact_sources.get(index).copied().flatten()
    }
}

/// The figure with its unit: `about 300,000 lines of code`.
pub fn quantity(fact: &Fact, metric: Option<&Metric>) -> String {
    let value = formatted(fact, metric);
    let Some(metric) = metric else { return value };
    let one = matches!(fact.value, FactValue::Number(number) if (number.value - 1.0).abs() < f64::EPSILON);
    let unit =
        if one { metric.unit_singular.as_ref().or(metric.unit.as_ref()) } else { metric.unit.as_ref() };
    match (unit, &fact.value) {
        (Some(unit), FactValue::Number(_) | FactValue::Range(..)) => format!("{value} {unit}"),
        _ => value,
    }
}

/// The figure without its unit, with the marks the source puts on it: `about 300,000`.
pub fn formatted(fact: &Fact, metric: Option<&Metric>) -> String {
    let format = metric.map_or(MetricFormat::Number, |metric| metric.format);
    let value = match &fact.value {
        FactValue::Number(number) => number_text(*number, format),
        FactValue::Range(from, to) => range_text(*from, *to, format),
        FactValue::Text(text) => text_text(text, format),
    };
    let mark = match (fact.approximate, fact.at_least, fact.at_most) {
        (_, true, false) => "at least ",
        (_, false, true) => "at most ",
        (true, ..) => "about ",
        (false, ..) => "",
    };
    format!("{mark}{value}")
}

/// A number in a format: `1,340,000`.
pub fn number_text(number: Number, format: MetricFormat) -> String {
    match format {
        MetricFormat::Number => grouped(number),
        MetricFormat::Percent => format!("{}%", grouped(number)),
        MetricFormat::MoneyUsd => format!("${}", grouped(number)),
        // A year: no separators.
        MetricFormat::Date | MetricFormat::Text => number.value.to_string(),
    }
}

fn range_text(from: Number, to: Number, format: MetricFormat) -> String {
    let to = number_text(to, format);
    let to = to.strip_prefix('$').unwrap_or(&to);
    let from = number_text(from, format);
    format!("{}–{to}", from.strip_suffix('%').unwrap_or(&from))
}

fn text_text(text: &str, format: MetricFormat) -> String {
    match format {
        MetricFormat::Date => Date::parse(text).map_or_else(|| text.to_owned(), Date::long),
        _ => text.to_owned(),
    }
}

/// `1340000.50` as `1,340,000.50`.
fn grouped(number: Number) -> String {
    let absolute = number.value.abs();
    // Written with an exponent, a number has digits behind the point that are not in its text.
    let text =
        if number.decimals > 0 { format!("{absolute:.*}", number.decimals) } else { absolute.to_string() };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::from(if number.value < 0.0 { "−" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64, decimals: usize) -> Number {
        Number { value, decimals }
    }

    #[test]
    fn digits_are_grouped_by_three_and_none_is_lost() {
        let cases = [
            (number(0.0, 0), "0"),
            (number(999.0, 0), "999"),
            (number(1000.0, 0), "1,000"),
            (number(-1_340_000.5, 1), "−1,340,000.5"),
            (number(1.0, 2), "1.00"),
            (number(0.25, 0), "0.25"),
        ];
        for (number, text) in cases {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn ranges_carry_their_sign_once() {
        let text = |from, to, format| range_text(number(from, 0), number(to, 0), format);
        assert_eq!(text(8.0, 10.0, MetricFormat::Number), "8–10");
        assert_eq!(text(30.0, 40.0, MetricFormat::Percent), "30–40%");
        assert_eq!(text(1000.0, 2000.0, MetricFormat::MoneyUsd), "$1,000–2,000");
    }
}
