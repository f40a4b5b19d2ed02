//! Facts as figures that can be drawn.

use super::{Amount, Axis, Claim, Datum, Figure, Name, SortBy};
use crate::config::{Metric, MetricFormat};
use crate::date::Date;
use crate::link::fact_id;
use crate::model::{Page, Tracked, formatted, quantity};
use crate::number::Number;
use crate::parse::Precision;
use crate::parse::exhibit::Scale;

/// The name of a page, as a link to it.
pub(super) fn name(page: &Page) -> Name {
    Name { text: page.title().to_owned(), url: Some(page.url.to_string()) }
}

/// The name of a page, as a link to its facts of a metric.
pub(super) fn name_of_fact(page: &Page, metric: &str) -> Name {
    Name { url: Some(format!("{}#{}", page.url, fact_id(metric))), ..name(page) }
}

/// The mark of the source of a fact.
pub(super) fn source(site: &Tracked<'_>, page: &Page, index: usize) -> Option<Name> {
    Some(source_name(site.page(page.fact_source(index)?)))
}

/// The name of a source where room is short, as a link to it.
pub(super) fn source_name(source: &Page) -> Name {
    Name { text: source.short_title().to_owned(), ..name(source) }
}

/// A fact as a figure; `None` if it is words.
pub(super) fn datum(site: &Tracked<'_>, page: &Page, index: usize) -> Option<Datum> {
    let fact = &page.front().facts[index];
    let metric = site.metric(&fact.metric.value);
    let (low, high) = fact.amount(metric)?.ends()?;
    Some(Datum {
        low: Amount(low.value()),
        high: Amount(high.value()),
        text: formatted(fact, metric),
        digits: [low, high].map(Number::plain),
        precision: fact.precision.value,
        date: site.fact_date(page, index, fact),
        source: source(site, page, index),
        note: fact.note.clone(),
        doubt: fact.doubt.clone(),
    })
}

/// A number that stands in a block.
pub(super) fn plain(number: &Number, date: Option<Date>, source: Option<&Name>) -> Datum {
    Datum {
        low: Amount(number.value()),
        high: Amount(number.value()),
        text: number.grouped(),
        digits: [number.plain(), number.plain()],
        precision: Precision::Exact,
        date,
        source: source.cloned(),
        note: None,
        doubt: None,
    }
}

/// A fact as it stands in a table.
pub(super) fn figure(site: &Tracked<'_>, page: &Page, index: usize) -> Figure {
    datum(site, page, index).map_or_else(|| words(site, page, index), Figure::from)
}

/// A fact that is no amount.
fn words(site: &Tracked<'_>, page: &Page, index: usize) -> Figure {
    let fact = &page.front().facts[index];
    let metric = site.metric(&fact.metric.value);
    let plain = fact.value.value.written();
    let is_date = metric.is_some_and(|metric| metric.format == MetricFormat::Date);
    let date = Date::parse(plain[0]).filter(|_| is_date);
    Figure {
        sort: date.map_or(SortBy::Words, SortBy::Date),
        text: formatted(fact, metric),
        plain: plain.map(str::to_owned),
        precision: fact.precision.value,
        date: site.fact_date(page, index, fact),
        source: source(site, page, index),
        note: fact.note.clone(),
        doubt: fact.doubt.clone(),
    }
}

/// What a source says.
pub(super) fn claim(site: &Tracked<'_>, page: &Page, index: usize) -> Claim {
    let fact = &page.front().facts[index];
    Claim {
        text: quantity(fact, site.metric(&fact.metric.value)),
        date: site.fact_date(page, index, fact).map(Date::long),
        source: source(site, page, index),
        note: fact.note.clone(),
        doubt: fact.doubt.clone(),
    }
}

/// The axis of a metric.
pub(super) fn axis(metric: &Metric, scale: Scale) -> Axis {
    let (prefix, suffix) = marks(metric.format);
    Axis { label: metric.label.clone(), unit: metric.unit.clone(), prefix, suffix, scale }
}

/// What stands before and behind each number of a format.
pub(super) fn marks(format: MetricFormat) -> (&'static str, &'static str) {
    match format {
        MetricFormat::MoneyUsd => ("$", ""),
        MetricFormat::Percent => ("", "%"),
        MetricFormat::Number | MetricFormat::Date | MetricFormat::Text => ("", ""),
    }
}

impl Datum {
    /// Whether its date is what these words say.
    pub fn is_of(&self, words: &str) -> bool {
        self.date.is_some_and(|date| date.long() == words)
    }

    /// The middle of it, by which it is sorted.
    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.low.0, self.high.0)
    }
}

impl From<Datum> for Figure {
    fn from(datum: Datum) -> Self {
        Self {
            sort: SortBy::Amount(Amount(datum.middle())),
            text: datum.text,
            plain: datum.digits,
            precision: datum.precision,
            date: datum.date,
            source: datum.source,
            note: datum.note,
            doubt: datum.doubt,
        }
    }
}
