//! Numbers and dates spread over an axis.

use super::{Amount, Bin, Datum, Name};
use crate::date::Date;
use crate::number::{Step, decade, power};
use crate::parse::exhibit::{MAX_BINS, ScaleType};

/// The most labelled places of an axis of time: more do not fit on a phone.
const MAX_TICKS: i32 = 6;

/// How many values lie in each interval. The values are above zero if the scale is logarithmic.
pub(super) fn histogram(values: Vec<(Name, Datum)>, scale: ScaleType, wanted: Option<u8>) -> Vec<Bin> {
    let numbers = || values.iter().map(|(_, value)| value.middle());
    let lowest = numbers().fold(f64::INFINITY, f64::min);
    let highest = numbers().fold(f64::NEG_INFINITY, f64::max);
    let edges = match scale {
        _ if values.is_empty() => Vec::new(),
        ScaleType::Logarithmic if lowest > 0.0 => decades(lowest, highest, wanted),
        ScaleType::Linear | ScaleType::Logarithmic => steps(lowest, highest, bins(values.len(), wanted)),
    };
    let mut bins: Vec<_> = edges
        .windows(2)
        .map(|edge| Bin { from: Amount(edge[0]), to: Amount(edge[1]), members: Vec::new() })
        .collect();
    for (name, value) in values {
        let at = bins.iter().rposition(|bin| bin.from.0 <= value.middle()).unwrap_or(0);
        if let Some(bin) = bins.get_mut(at) {
            bin.members.push((name, value));
        }
    }
    bins
}

/// Sturges' rule, unless the author knows better.
fn bins(values: usize, wanted: Option<u8>) -> u8 {
    let rule = u8::try_from(values.max(1).ilog2() + 1).unwrap_or(MAX_BINS);
    wanted.unwrap_or(rule).clamp(1, MAX_BINS)
}

/// Powers of ten from the one below `lowest` to the one above `highest`; only every so many, if they are more than
/// `wanted`.
fn decades(lowest: f64, highest: f64, wanted: Option<u8>) -> Vec<f64> {
    let (first, last) = (decade(lowest), decade(highest) + 1);
    let most = i32::from(bins(usize::MAX, Some(wanted.unwrap_or(MAX_BINS))));
    let step = (last - first + most - 1) / most;
    let count = (last - first + step - 1) / step;
    (0..=count).map(|index| power(first + index * step)).collect()
}

/// Edges at multiples of a round number, about `bins` of them. Values that are all equal have one interval.
fn steps(lowest: f64, highest: f64, bins: u8) -> Vec<f64> {
    let step = if lowest < highest {
        Step::spanning(lowest, highest, bins)
    } else if lowest.abs() < ALL_DIGITS {
        Step::reaching(1.0)
    } else {
        Step::reaching(power(decade(lowest.abs())))
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "steps are a trillionth of the largest number at least"
    )]
    let place = |value: f64| step.count(value).floor() as i64;
    let mut edges: Vec<_> = (place(lowest)..=place(highest) + 1).map(|count| step.times(count)).collect();
    // Beyond the largest number there is none.
    edges.dedup();
    edges
}

/// Whole numbers below this are told apart from the next one.
const ALL_DIGITS: f64 = 1e9;

/// An axis of time from the first date to the last.
pub(super) struct Time {
    from: f64,
    to: f64,
}

impl Time {
    pub(super) fn of(dates: &[Date]) -> Self {
        let years = || dates.iter().map(|date| date.fraction());
        Self { from: years().fold(f64::INFINITY, f64::min), to: years().fold(f64::NEG_INFINITY, f64::max) }
    }

    /// Where a date lies, from `0` to `1`.
    pub(super) fn at(&self, date: Date) -> Amount {
        self.place(date.fraction())
    }

    fn place(&self, years: f64) -> Amount {
        let length = self.to - self.from;
        Amount(if length > 0.0 { (years - self.from) / length } else { 0.5 })
    }

    /// The years that are labelled, or the first and the last date if there are fewer than two.
    pub(super) fn ticks(&self, dates: &[Date]) -> Vec<(Amount, String)> {
        #[expect(clippy::cast_possible_truncation, reason = "years are small")]
        let (first, last) = (self.from.ceil() as i32, self.to.floor() as i32);
        let step =
            [1, 2, 5, 10, 20, 50, 100, 1000].into_iter().find(|step| (last - first) / step < MAX_TICKS);
        let step = step.unwrap_or(10_000);
        let years = (first..=last).filter(|year| year % step == 0);
        let ticks: Vec<_> = years.map(|year| (self.place(f64::from(year)), year.to_string())).collect();
        if ticks.len() > 1 {
            return ticks;
        }
        let (first, last) = (dates.iter().min(), dates.iter().max());
        let mut ends: Vec<_> =
            first.into_iter().chain(last).map(|date| (self.at(*date), date.short())).collect();
        ends.dedup();
        ends
    }
}
