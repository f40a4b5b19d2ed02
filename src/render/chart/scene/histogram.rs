//! Histograms: how many values lie in each of some intervals.

use super::super::data::interval;
use super::super::number::compact;
use super::super::place::{NARROW, WIDE, width};
use crate::exhibit::{Axis, Bin};
use crate::render::svg::float;

/// So many of those in an interval are named where it is pointed at.
const NAMED: usize = 12;

/// What the heights of the bars are.
pub(in crate::render::chart) const COUNTED: &str = "How many in each interval";

/// What the gap at the right takes from the width, in pixels.
pub(in crate::render::chart) const BESIDE: f64 = 10.0;

/// The bar of an interval, in percent of the picture.
pub(in crate::render::chart) struct Column {
    /// Where it starts, and how wide it is.
    pub(in crate::render::chart) across: (f64, f64),
    pub(in crate::render::chart) height: f64,
    /// How many values are in the interval.
    pub(in crate::render::chart) count: usize,
    /// Where the count has room above the bar: everywhere, or (`true`) in wide pictures only.
    pub(in crate::render::chart) counted: Option<bool>,
    /// Who is in the interval.
    pub(in crate::render::chart) title: String,
}

impl Column {
    /// The middle of the bar.
    pub(in crate::render::chart) fn middle(&self) -> f64 {
        self.across.0 + self.across.1 / 2.0
    }
}

/// The bars. Intervals are drawn equally wide, as they are on their scale.
pub(in crate::render::chart) fn columns(axis: &Axis, bins: &[Bin]) -> Vec<Column> {
    let most = bins.iter().map(|bin| bin.members.len()).max().unwrap_or(0).max(1);
    let each = 100.0 / float(bins.len());
    // A gap between the bars in proportion, for a gap in pixels would swallow narrow ones.
    let gap = each * 0.06;
    let column = |(index, bin): (usize, &Bin)| {
        let count = bin.members.len();
        let room = |width: f64| each / 100.0 * (width - BESIDE);
        let needed = width(&count.to_string());
        Column {
            across: (float(index) * each + gap, each - 2.0 * gap),
            // Room for the count stays free above the highest bar.
            height: float(count) / float(most) * 88.0,
            count,
            counted: if needed <= room(NARROW) {
                Some(false)
            } else {
                (needed <= room(WIDE)).then_some(true)
            },
            title: title(axis, bins, bin),
        }
    };
    bins.iter().enumerate().map(column).collect()
}

fn title(axis: &Axis, bins: &[Bin], bin: &Bin) -> String {
    let mut names: Vec<_> = bin.members.iter().take(NAMED).map(|(name, _)| name.text.as_str()).collect();
    if bin.members.len() > NAMED {
        names.push("…");
    }
    let named = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
    format!("{}: {}{named}", interval(axis, bins, bin), bin.members.len())
}

/// The numbers at the edges of the intervals, with their places across.
pub(in crate::render::chart) fn edges(axis: &Axis, bins: &[Bin]) -> Vec<(f64, String)> {
    let values = || bins.iter().map(|bin| bin.from.0).chain(bins.last().map(|bin| bin.to.0));
    let largest = values().fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let place = |index: usize| float(index) / float(bins.len()) * 100.0;
    values().enumerate().map(|(index, value)| (place(index), compact(value, largest, axis))).collect()
}
