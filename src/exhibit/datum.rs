//! Facts as figures that can be drawn.

use super::{Amount, Axis, CitedRemark, Claim, Datum, Figure, Name, SortBy, Standing};
use crate::config::{Metric, MetricFormat};
use crate::date::Date;
use crate::model::{FactRef, Page, RemarkRef, Tracked, metric_id};
use crate::number::Number;
use crate::parse::Precision;
use crate::parse::exhibit::ScaleType;

/// The name of a page, as a link to it.
pub(super) fn name(page: &Page) -> Name {
    Name { text: page.title().to_owned(), url: Some(page.url.to_string()) }
}

/// The name of a page, as a link to its facts of a metric.
pub(super) fn name_of_fact(page: &Page, metric: &str) -> Name {
    Name { url: Some(format!("{}#{}", page.url, metric_id(metric))), ..name(page) }
}

/// The mark of the source of a fact.
fn source(site: &Tracked<'_>, fact: FactRef<'_>) -> Option<Name> {
    Some(source_name(site.page(fact.source()?)))
}

/// The name of a source where room is short, as a link to it.
pub(super) fn source_name(source: &Page) -> Name {
    Name { text: source.short_title().to_owned(), ..name(source) }
}

/// What speaks against a fact or an event.
pub(super) fn remark(site: &Tracked<'_>, RemarkRef { remark, source }: RemarkRef<'_>) -> Box<CitedRemark> {
    Box::new(CitedRemark {
        text: remark.text.value.clone(),
        source: source.map(|id| source_name(site.page(id))),
        at: remark.at.clone(),
        link: remark.link.clone(),
        retrieved: remark.retrieved.map(Date::long),
    })
}

/// A fact as a figure; `None` if it is words.
pub(super) fn datum(site: &Tracked<'_>, fact: FactRef<'_>) -> Option<Datum> {
    let (low, high) = fact.amount(site)?.ends()?;
    Some(Datum {
        low: Amount(low.value()),
        high: Amount(high.value()),
        text: fact.value(site),
        unit: fact.unit(site).map(str::to_owned),
        digits: [low, high].map(Number::plain),
        precision: fact.fact().precision.value,
        date: fact.date(site),
        source: source(site, fact),
        at: fact.fact().at.clone(),
        note: fact.fact().note.clone(),
        doubt: fact.remark().map(|doubt| remark(site, doubt)),
        standing: fact.standing(site),
        url: Some(fact.url()),
    })
}

/// A number that stands in a block.
pub(super) fn plain(number: &Number, date: Option<Date>, source: Option<&Name>) -> Datum {
    Datum {
        low: Amount(number.value()),
        high: Amount(number.value()),
        text: number.grouped(),
        unit: None,
        digits: [number.plain(), number.plain()],
        precision: Precision::Exact,
        date,
        source: source.cloned(),
        at: None,
        note: None,
        doubt: None,
        standing: Standing::default(),
        url: None,
    }
}

/// A fact as it stands in a table, in a column whose head names its unit.
pub(super) fn figure(site: &Tracked<'_>, fact: FactRef<'_>) -> Box<Figure> {
    bare_figure(site, fact, datum(site, fact))
}

/// The same for a fact of which the amount is known, if it is one.
fn bare_figure(site: &Tracked<'_>, fact: FactRef<'_>, datum: Option<Datum>) -> Box<Figure> {
    let mut figure = datum.map_or_else(|| Box::new(words(site, fact)), Box::from);
    figure.unit = fact.metric(site).and_then(Metric::counted).map(str::to_owned);
    figure
}

/// A fact as it stands in a table, with its unit unless the head of its column names that.
pub(super) fn figure_below(site: &Tracked<'_>, fact: FactRef<'_>, head: &str) -> Box<Figure> {
    figure_of(site, fact, datum(site, fact), head)
}

/// The same for a fact of which the amount is known, if it is one.
pub(super) fn figure_of(
    site: &Tracked<'_>,
    fact: FactRef<'_>,
    datum: Option<Datum>,
    head: &str,
) -> Box<Figure> {
    let mut figure = bare_figure(site, fact, datum);
    figure.text = fact.beside(site, head);
    figure
}

/// A fact that is no amount.
fn words(site: &Tracked<'_>, fact: FactRef<'_>) -> Figure {
    Figure {
        sort: fact.day(site).map_or(SortBy::Words, SortBy::Date),
        text: fact.value(site),
        unit: None,
        plain: fact.fact().value.value.written().map(str::to_owned),
        precision: fact.fact().precision.value,
        date: fact.date(site),
        source: source(site, fact),
        at: fact.fact().at.clone(),
        note: fact.fact().note.clone(),
        doubt: fact.remark().map(|doubt| remark(site, doubt)),
        standing: fact.standing(site),
        url: Some(fact.url()),
    }
}

/// What a source says.
pub(super) fn claim(site: &Tracked<'_>, fact: FactRef<'_>) -> Claim {
    Claim {
        text: fact.text(site),
        span: None,
        printed: site.figure(fact.page(), fact.metric_name(), None).is_ok_and(|printed| printed == fact),
        date: fact.date(site).map(Date::long),
        source: source(site, fact),
        at: fact.fact().at.clone(),
        note: fact.fact().note.clone(),
        doubt: fact.remark().map(|doubt| remark(site, doubt)),
        age: fact.age(site),
        url: fact.url(),
    }
}

/// The axis of a metric.
pub(super) fn axis(metric: &Metric, scale: ScaleType) -> Axis {
    let (prefix, suffix) = marks(metric.format);
    Axis { label: metric.label.clone(), unit: metric.unit.clone(), prefix, suffix, scale }
}

/// What stands before and behind each number of a format.
pub(super) fn marks(format: MetricFormat) -> (&'static str, &'static str) {
    match format {
        MetricFormat::MoneyUsd => ("$", ""),
        MetricFormat::Percent => ("", "%"),
        MetricFormat::Number | MetricFormat::Date | MetricFormat::Name | MetricFormat::Text => ("", ""),
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

impl From<Datum> for Box<Figure> {
    fn from(datum: Datum) -> Self {
        Self::new(Figure {
            sort: SortBy::Amount(Amount(datum.middle())),
            text: datum.text,
            unit: datum.unit,
            plain: datum.digits,
            precision: datum.precision,
            date: datum.date,
            source: datum.source,
            at: datum.at,
            note: datum.note,
            doubt: datum.doubt,
            standing: datum.standing,
            url: datum.url,
        })
    }
}
