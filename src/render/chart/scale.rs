//! Where a value lies on an axis, and which numbers are written along it.
//!
//! An axis reaches from tick to tick, so its ticks lie at equal distances and the labels of an upright axis need
//! no coordinates.

use super::number::compact;
use crate::exhibit::{Amount, Axis, Datum};
use crate::number::{Step, decade, power};
use crate::parse::exhibit::ScaleType;

/// Ticks below this or beyond the largest number are no floats, and are written by their digits.
const LEAST: f64 = 1e-323;

/// So many powers of ten are ticks each.
const DECADES: i32 = 8;

/// What an axis starts from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// Lengths are compared: zero, or a power of ten below all values.
    Zero,
    /// Places are compared: near the least value.
    Least,
}

/// Where a value lies on an axis.
#[derive(Debug, PartialEq)]
pub(super) struct Scale {
    spread: Spacing,
    /// The first tick, counted in steps from zero (or from one, if the scale is logarithmic).
    first: i64,
    /// How many steps there are; at least one.
    pub(super) steps: u8,
}

/// The distance of two ticks.
#[derive(Debug, PartialEq)]
enum Spacing {
    /// A difference.
    Linear(Step),
    /// A number of powers of ten.
    Logarithmic(i32),
}

impl Scale {
    /// The scale for an axis and the values on it, with about so many steps.
    pub(super) fn new(axis: &Axis, values: &[f64], start: Start, steps: u8) -> Self {
        match axis.scale {
            ScaleType::Linear => linear(values, start, steps),
            ScaleType::Logarithmic => logarithmic(values, start, steps),
        }
    }

    /// Where a value lies, from 0 to 100.
    pub(super) fn position(&self, value: f64) -> f64 {
        let steps = match self.spread {
            Spacing::Linear(step) => step.count(value),
            // What cannot be on a logarithmic axis lies at its lower end.
            Spacing::Logarithmic(_) if value <= 0.0 => return 0.0,
            Spacing::Logarithmic(step) => value.log10() / f64::from(step),
        };
        ((steps - float(self.first)) / f64::from(self.steps) * 100.0).clamp(0.0, 100.0)
    }

    /// Where bars start: at zero, or at the lower end if there is none.
    pub(super) fn zero(&self) -> f64 {
        self.position(0.0)
    }

    /// The values of the ticks, from the lowest.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let count = |index: u8| self.first + i64::from(index);
        (0..=self.steps).map(count).map(|count| self.value(count)).collect()
    }

    /// The words at the ticks.
    pub(super) fn labels(&self, axis: &Axis) -> Vec<String> {
        let ticks = self.ticks();
        let largest = ticks.iter().fold(0.0_f64, |largest, tick| largest.max(tick.abs()));
        let counts = self.first..=self.first + i64::from(self.steps);
        std::iter::zip(counts, ticks).map(|(count, tick)| self.label(count, tick, largest, axis)).collect()
    }

    fn label(&self, count: i64, tick: f64, largest: f64, axis: &Axis) -> String {
        if tick == 0.0 || (LEAST..f64::MAX).contains(&tick.abs()) {
            return compact(tick, largest, axis);
        }
        let written = match self.spread {
            Spacing::Linear(step) => step.written(count),
            Spacing::Logarithmic(step) => format!("1e{}", count * i64::from(step)),
        };
        let (sign, digits) = written.strip_prefix('-').map_or(("", written.as_str()), |digits| ("−", digits));
        format!("{sign}{}{digits}{}", axis.prefix, axis.suffix)
    }

    /// Where the ticks lie, from 0 to 100.
    pub(super) fn places(&self) -> impl Iterator<Item = f64> {
        let steps = f64::from(self.steps);
        (0..=self.steps).map(move |index| f64::from(index) / steps * 100.0)
    }

    fn value(&self, count: i64) -> f64 {
        match self.spread {
            Spacing::Linear(step) => step.times(count),
            Spacing::Logarithmic(step) => power(i32::try_from(count).unwrap_or(0) * step),
        }
    }
}

/// Both ends of every figure.
pub(super) fn ends<'a>(data: impl IntoIterator<Item = &'a Datum>) -> Vec<f64> {
    data.into_iter().flat_map(|datum| [datum.low, datum.high]).map(|Amount(value)| value).collect()
}

fn linear(values: &[f64], start: Start, most: u8) -> Scale {
    let (mut low, mut high) = extent(values);
    // One value alone is compared with nothing, or with zero.
    if start == Start::Zero || low >= high {
        (low, high) = (low.min(0.0), high.max(0.0));
    }
    if low >= high {
        high = low + 1.0;
    }
    let step = Step::spanning(low, high, most);
    let first = step.count(low).floor();
    // A value that lies on a tick but for the last digit does not need another step.
    let steps = (step.count(high) - first - 1e-9).ceil();
    Scale { spread: Spacing::Linear(step), first: whole(first), steps: count(steps) }
}

fn logarithmic(values: &[f64], start: Start, most: u8) -> Scale {
    let values: Vec<_> = values.iter().copied().filter(|value| *value > 0.0).collect();
    let (low, high) = if values.is_empty() { (1.0, 10.0) } else { extent(&values) };
    let (mut from, mut to) = (decade(low), decade(high));
    let on_tick = |value: f64, exponent| value <= power(exponent);
    if !on_tick(high, to) || from == to {
        to += 1;
    }
    // A bar from the first tick to the first tick would not be seen.
    if start == Start::Zero && on_tick(low, from) {
        from -= 1;
    }
    // Every power of ten is a tick, as far as that makes sense: others are no numbers to count by.
    let most = i32::from(most).max(DECADES);
    let step = (to - from + most - 1) / most;
    let first = from.div_euclid(step);
    let steps = (to - first * step + step - 1) / step;
    Scale { spread: Spacing::Logarithmic(step), first: i64::from(first), steps: count(f64::from(steps)) }
}

/// The least and the largest of some values; zero twice, if there are none.
fn extent(values: &[f64]) -> (f64, f64) {
    let extent = values.iter().fold(None, |extent: Option<(f64, f64)>, &value| {
        Some(extent.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    });
    extent.unwrap_or((0.0, 0.0))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and 100")]
fn count(steps: f64) -> u8 {
    steps.clamp(1.0, 100.0) as u8
}

#[expect(clippy::cast_possible_truncation, reason = "steps are a trillionth of the largest number at least")]
fn whole(steps: f64) -> i64 {
    steps as i64
}

#[expect(clippy::cast_precision_loss, reason = "see above")]
fn float(steps: i64) -> f64 {
    steps as f64
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[track_caller]
    fn check(spread: ScaleType, values: &[f64], start: Start, labels: &[&str]) {
        let axis = Axis { scale: spread, ..samples::axis("Reach") };
        let scale = Scale::new(&axis, values, start, 5);
        assert_eq!(scale.labels(&axis), labels, "{values:?}");
        for value in values {
            let position = scale.position(*value);
            assert!((0.0..=100.0).contains(&position), "{value} lies at {position}");
        }
    }

    #[test]
    fn ticks_are_numbers_that_people_count_by() {
        let check = |values, start, labels| check(ScaleType::Linear, values, start, labels);
        check(&[12.0, 43.0], Start::Zero, &["0", "10", "20", "30", "40", "50"]);
        check(&[1_340_000.0, 300.0], Start::Zero, &["0", "500k", "1M", "1.5M"]);
        check(&[0.3], Start::Zero, &["0", "0.1", "0.2", "0.3"]);
        check(&[2015.0, 2021.0], Start::Least, &["2014", "2016", "2018", "2020", "2022"]);
        check(&[-30.0, 70.0], Start::Zero, &["−40", "−20", "0", "20", "40", "60", "80"]);
        check(&[-30.0, -10.0], Start::Zero, &["−30", "−20", "−10", "0"]);
    }

    #[test]
    fn a_logarithmic_scale_counts_in_powers_of_ten() {
        let check = |values, start, labels| check(ScaleType::Logarithmic, values, start, labels);
        check(&[12.0, 43_000.0], Start::Zero, &["10", "100", "1k", "10k", "100k"]);
        check(&[10.0, 1000.0], Start::Zero, &["1", "10", "100", "1000"]);
        check(&[10.0, 1000.0], Start::Least, &["10", "100", "1000"]);
        check(&[5.0], Start::Least, &["1", "10"]);
        check(&[1e-2, 3e9], Start::Least, &["0.01", "1", "100", "10k", "1M", "100M", "10B"]);
    }

    #[test]
    fn values_without_sense_have_a_place_too() {
        check(ScaleType::Linear, &[], Start::Zero, &["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        check(ScaleType::Linear, &[0.0, 0.0], Start::Least, &["0", "0.2", "0.4", "0.6", "0.8", "1"]);
        check(ScaleType::Logarithmic, &[0.0, -5.0], Start::Zero, &["0.1", "1", "10"]);
        let ends = ["−2e308", "−1e308", "0", "1e308", "2e308"];
        check(ScaleType::Linear, &[f64::MAX, f64::MIN], Start::Zero, &ends);
        let powers =
            ["1e-395", "1e-316", "1e-237", "1e-158", "1e-79", "1", "1e79", "1e158", "1e237", "1e316"];
        check(ScaleType::Logarithmic, &[1e-320, 1e308], Start::Least, &powers);
        check(ScaleType::Linear, &[5e-324], Start::Least, &["0", "1e-323"]);
    }
}
