//! Whether the value of a fact is one of its metric: each format refuses what is not of it, since a figure that
//! cannot be read as a number would be missing wherever figures are drawn, ranked or added.

use super::Page;
use crate::config::{Metric, MetricFormat};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::number::Number;
use crate::parse::{Fact, FactValue, how_to_write};

/// Reports a value that is not one of its metric.
pub(super) fn check(page: &Page, fact: &Fact, metric: &Metric, diagnostics: &mut Vec<Diagnostic>) {
    if matches!(&fact.value.value, FactValue::Text(text) if text.is_empty()) {
        return;
    }
    diagnostics.extend(match metric.format {
        MetricFormat::Number | MetricFormat::Percent | MetricFormat::MoneyUsd => amount(page, fact),
        MetricFormat::Date => date(page, fact),
        MetricFormat::Name | MetricFormat::Text => mark(page, fact),
    });
}

fn amount(page: &Page, fact: &Fact) -> Option<Diagnostic> {
    match &fact.value.value {
        FactValue::Number(_) => None,
        FactValue::Range(..) => order(page, fact),
        FactValue::Text(text) => {
            let quoted = if Number::parse(text).is_some() { "the text " } else { "" };
            let message = format!("`{}` takes a number, not {quoted}`{text}`", fact.metric.value);
            let words = || "if the source gives words, use a metric of the format `text`".to_owned();
            let help = how_to_write(text).unwrap_or_else(words);
            Some(problem(page, fact, Code::WrongType, message).help(help))
        }
    }
}

/// A range goes from the smaller to the larger number.
fn order(page: &Page, fact: &Fact) -> Option<Diagnostic> {
    let (from, to) = fact.value.value.ends()?;
    let message = match from.compare(to) {
        std::cmp::Ordering::Less => return None,
        std::cmp::Ordering::Equal => {
            format!("the range starts and ends at {}: write the number alone", from.written())
        }
        std::cmp::Ordering::Greater => {
            format!("the range ends at {}, before its start at {}", to.written(), from.written())
        }
    };
    Some(problem(page, fact, Code::BadValue, message))
}

fn date(page: &Page, fact: &Fact) -> Option<Diagnostic> {
    let written = match &fact.value.value {
        FactValue::Number(number) => number.written(),
        FactValue::Text(text) => text.as_str(),
        FactValue::Range(from, to) => {
            let are_dates = [from, to].iter().all(|end| Date::parse(end.written()).is_some());
            let message = format!("`{}` takes dates from and to", fact.metric.value);
            return if are_dates { order(page, fact) } else { Some(not_a_date(page, fact, message)) };
        }
    };
    let message = || format!("`{}` takes a date, not `{written}`", fact.metric.value);
    Date::parse(written).is_none().then(|| not_a_date(page, fact, message()))
}

fn not_a_date(page: &Page, fact: &Fact, message: String) -> Diagnostic {
    let help = "write `2016`, `2016-04` or `2016-04-11`".to_owned();
    problem(page, fact, Code::BadDate, message).help(help)
}

/// Nothing is more or less than a text.
fn mark(page: &Page, fact: &Fact) -> Option<Diagnostic> {
    let precision = fact.precision.value;
    let (key, words) = (precision.key()?, precision.mark()?);
    let message = format!("`{}` is a text, which cannot be `{key}`", fact.metric.value);
    let help = format!("write \u{201c}{words}\u{201d} in the text, if the source says so");
    Some(Diagnostic::new(Code::BadValue, page.span(&fact.precision.range), message).help(help))
}

fn problem(page: &Page, fact: &Fact, code: Code, message: String) -> Diagnostic {
    Diagnostic::new(code, page.span(&fact.value.range), message)
}
