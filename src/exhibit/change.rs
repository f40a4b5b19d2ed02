//! What has changed from one date to another, and what happened since.

use std::collections::BTreeMap;

use super::datum::{datum, figure_of, name_of_fact};
use super::timeline::timeline_since;
use super::{Amount, Datum, Development, Timeline, ValueChange};
use crate::config::MetricFormat;
use crate::date::Date;
use crate::model::{Course, Tracked};
use crate::parse::Precision;

/// The most changes of a kind that are shown: a page of more is nobody's to read, and `/figures/` has them all.
const MAX_CHANGES: usize = 300;

/// From here on a change is told as a factor, and below in percent.
const FACTOR: f64 = 2.0;

/// The figures and statuses of all pages that have another value at a later date: figures with the greatest change
/// first, statuses by name.
pub fn development_of_all(site: &Tracked<'_>) -> Development {
    let courses = site.pages().iter().flat_map(|page| site.courses(page));
    let (figures, statuses): (Vec<_>, Vec<_>) =
        courses.map(|course| change(site, course)).partition(|change| change.is_figure);
    let cut = |mut list: Vec<Change>| {
        let by_name = |shown: &ValueChange| (shown.subject.text.to_lowercase(), shown.metric.clone());
        list.sort_by(|one, other| {
            other.size.total_cmp(&one.size).then_with(|| by_name(&one.shown).cmp(&by_name(&other.shown)))
        });
        let left_out = list.len().saturating_sub(MAX_CHANGES);
        (list.into_iter().take(MAX_CHANGES).map(|change| change.shown).collect(), left_out)
    };
    let ((figures, more_figures), (statuses, more_statuses)) = (cut(figures), cut(statuses));
    Development { figures, statuses, left_out: more_figures + more_statuses }
}

/// What happened since most of the first values were so, up to the date of the build, and the words for that date.
pub fn events_since(site: &Tracked<'_>, development: &Development) -> Option<(String, Timeline)> {
    let mut firsts: BTreeMap<Date, usize> = BTreeMap::new();
    for first in development.all().filter_map(|change| change.ends[0].date) {
        *firsts.entry(first).or_default() += 1;
    }
    let (since, _) = firsts.into_iter().max_by_key(|(date, count)| (*count, *date))?;
    let timeline = timeline_since(site, since);
    (!timeline.events.is_empty()).then(|| (since.long(), timeline))
}

impl Development {
    /// Everything that has changed: numbers, then words.
    pub fn all(&self) -> impl Iterator<Item = &ValueChange> {
        self.figures.iter().chain(&self.statuses)
    }
}

/// A change among others.
struct Change {
    shown: ValueChange,
    /// Whether it is one of numbers.
    is_figure: bool,
    /// How large it is: a factor from 1 up, or 0 if nobody can tell.
    size: f64,
}

fn change(site: &Tracked<'_>, course: Course<'_>) -> Change {
    let (first, last) = (course.first, course.last);
    let data = [first, last].map(|fact| datum(site, fact));
    let comparable = if course.is_comparable(site) { data[0].as_ref().zip(data[1].as_ref()) } else { None };
    let format = first.metric(site).map_or(MetricFormat::Number, |metric| metric.format);
    let by = comparable.and_then(|(first, last)| by(first, last, format));
    // How large a change is between bounds nobody knows.
    let size = comparable.filter(|_| by.is_some()).map_or(0.0, |(first, last)| factor(first, last));
    let drawn = comparable.map(|(first, last)| [first, last].map(|datum| [datum.low, datum.high]));
    let is_figure = data.iter().all(Option::is_some);
    let metric = site.label(first.metric_name()).to_owned();
    let [one, other] = data;
    let ends = [(first, one), (last, other)].map(|(fact, datum)| *figure_of(site, fact, datum, &metric));
    let subject = name_of_fact(first.page(), first.metric_name());
    Change {
        shown: ValueChange { subject, metric, ends, between: course.between, drawn, by },
        is_figure,
        size,
    }
}

/// By how much the larger is larger.
fn factor(first: &Datum, last: &Datum) -> f64 {
    let (one, other) = (first.middle(), last.middle());
    if one > 0.0 && other > 0.0 { one.max(other) / one.min(other) } else { 0.0 }
}

/// By how much a figure has changed, in words, as far as its ends let one tell: `about × 3.3`, `−12%`, `+5 points`.
fn by(first: &Datum, last: &Datum, format: MetricFormat) -> Option<String> {
    let (from, to) = (first.middle(), last.middle());
    let size = if format == MetricFormat::Percent {
        let points = signed(to - from);
        let unit = if matches!(points.as_str(), "+1" | "−1") { "point" } else { "points" };
        format!("{points} {unit}")
    } else if from <= 0.0 || to <= 0.0 {
        return None;
    } else if to / from >= FACTOR {
        format!("× {}", short(to / from))
    } else {
        format!("{}%", signed((to / from - 1.0) * 100.0))
    };
    // A lower bound at the end of a rise still tells how much it is at least.
    let mark = match (first.precision, last.precision) {
        (Precision::Exact, Precision::Exact) if is_number(first) && is_number(last) => "",
        (Precision::Exact | Precision::Approximate, Precision::Exact | Precision::Approximate) => "about ",
        (Precision::Exact, Precision::AtLeast) | (Precision::AtMost, Precision::Exact) if to > from => {
            "at least "
        }
        _ => return None,
    };
    Some(format!("{mark}{size}"))
}

fn is_number(datum: &Datum) -> bool {
    let (Amount(low), Amount(high)) = (datum.low, datum.high);
    low >= high
}

/// A number with its sign and one decimal where it is small.
fn signed(value: f64) -> String {
    let sign = if value < 0.0 { "−" } else { "+" };
    format!("{sign}{}", short(value.abs()))
}

fn short(value: f64) -> String {
    let written = if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") };
    written.strip_suffix(".0").map_or(written.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;

    fn told(first: (&str, Precision), last: (&str, Precision), format: MetricFormat) -> Option<String> {
        let datum = |(digits, precision): (&str, Precision)| {
            let number = Number::parse(digits).unwrap();
            Datum { precision, ..super::super::datum::plain(&number, None, None) }
        };
        by(&datum(first), &datum(last), format)
    }

    #[test]
    fn a_change_is_a_factor_a_percentage_or_points() {
        use Precision::{Approximate, AtLeast, AtMost, Exact};
        let number = |first, last| told(first, last, MetricFormat::Number).unwrap_or_default();
        assert_eq!(number(("100", Exact), ("330", Exact)), "× 3.3");
        assert_eq!(number(("1", Exact), ("1200", Exact)), "× 1200");
        assert_eq!(number(("100", Exact), ("143", Exact)), "+43%");
        assert_eq!(number(("100", Exact), ("65", Exact)), "−35%");
        assert_eq!(number(("100", Approximate), ("200", Exact)), "about × 2");
        assert_eq!(number(("100", Exact), ("250", AtLeast)), "at least × 2.5");
        assert_eq!(number(("100", AtMost), ("250", Exact)), "at least × 2.5");
        for (first, last) in [(AtLeast, Exact), (AtLeast, AtLeast), (Exact, AtMost)] {
            assert_eq!(number(("100", first), ("250", last)), "", "{first:?} {last:?}");
        }
        assert_eq!(number(("100", Exact), ("50", AtLeast)), "");
        assert_eq!(number(("0", Exact), ("5", Exact)), "");
        let points = told(("61.5", Exact), ("72", Exact), MetricFormat::Percent);
        assert_eq!(points.unwrap_or_default(), "+10 points");
    }
}
