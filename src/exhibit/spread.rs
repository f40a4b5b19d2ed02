//! Numbers and dates spread over an axis.

use super::{Amount, Bin, Datum, Name};
use crate::date::Date;
use crate::parse::exhibit::Scale;

/// The most labelled places of an axis of time: more do not fit on a phone.
const MAX_TICKS: i32 = 6;

/// How many values lie in each interval. The values are above zero if the scale is logarithmic.
pub(super) fn histogram(values: Vec<(Name, Datum)>, scale: Scale, wanted: Option<usize>) -> Vec<Bin> {
    let numbers = || values.iter().map(|(_, value)| value.middle());
    let lowest = numbers().fold(f64::INFINITY, f64::min);
    let highest = numbers().fold(f64::NEG_INFINITY, f64::max);
    let is_log = scale == Scale::Logarithmic && lowest > 0.0;
    let edges =
        if is_log { decades(lowest, highest) } else { steps(lowest, highest, bins(values.len(), wanted)) };
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
fn bins(values: usize, wanted: Option<usize>) -> usize {
    wanted.unwrap_or_else(|| values.max(1).ilog2() as usize + 1).clamp(1, 40)
}

/// Powers of ten from the one below `lowest` to the one above `highest`.
fn decades(lowest: f64, highest: f64) -> Vec<f64> {
    let mut edge = 1.0;
    while edge > lowest {
        edge /= 10.0;
    }
    while edge * 10.0 <= lowest {
        edge *= 10.0;
    }
    let mut edges = vec![edge];
    while edge <= highest {
        edge *= 10.0;
        edges.push(edge);
    }
    edges
}

/// Edges at multiples of a round number, about `bins` of them.
fn steps(lowest: f64, highest: f64, bins: usize) -> Vec<f64> {
    #[expect(clippy::cast_precision_loss, reason = "there are at most 40")]
    let width = round_step((highest - lowest) / bins as f64);
    let first = (lowest / width).floor() * width;
    let mut edges = vec![first];
    #[expect(clippy::cast_precision_loss, reason = "there are at most a hundred")]
    while edges.len() < 2 || edges[edges.len() - 1] <= highest {
        edges.push(first + edges.len() as f64 * width);
    }
    edges
}

/// The next of 1, 2, 5, 10, … that is not below a distance.
fn round_step(distance: f64) -> f64 {
    if distance <= 0.0 || !distance.is_finite() {
        return 1.0;
    }
    let mut power = 1.0;
    while power > distance {
        power /= 10.0;
    }
    while power * 10.0 <= distance {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|step| step * power)
        .find(|step| *step >= distance)
        .unwrap_or(power * 10.0)
}

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
