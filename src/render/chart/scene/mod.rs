//! What a chart is made of: marks, and where each of them lies. Whatever draws a chart draws these, so the picture on
//! a page and the one in a file of its own cannot tell different things.
//!
//! Places are in percent of the picture, from the left and from the top.

pub(super) mod histogram;
pub(super) mod lines;
pub(super) mod rows;
pub(super) mod scatter;
pub(super) mod shapes;

use super::data::{at_axis, signs};
use super::place::Side;
use super::scale::Scale;
use crate::exhibit::{Amount, Axis, Datum};
use crate::parse::Precision;

/// A place in a picture.
pub(super) type At = (f64, f64);

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// A piece of a bar, as high as its row.
    Bar {
        /// Which series it is of, by index.
        series: usize,
        /// How it is filled.
        fill: Fill,
        /// Where it starts and ends across.
        ends: (f64, f64),
        /// What it is, in words.
        title: String,
    },
    /// What the end of a bar looks like whose figure is not exact.
    End {
        /// Where the bar ends.
        at: f64,
        /// Whether it is torn off, or goes on.
        end: End,
    },
    /// A stroke between two points of a line; it is a guess if the line has no others.
    Stroke { series: usize, from: At, to: At, guess: bool },
    /// A stroke along a range.
    Span { series: usize, from: At, to: At },
    /// A point.
    Point {
        /// Which series it is of, by index.
        series: usize,
        /// Where it lies.
        at: At,
        /// Whether its figure is not exact.
        hollow: bool,
        /// What it is, in words; may be empty.
        title: String,
    },
    /// Words beside a point.
    Label {
        /// Where the point lies.
        at: At,
        /// On which side of it they stand.
        side: Side,
        /// Whether there is room for them in a wide picture only.
        wide: bool,
        /// The words.
        words: String,
    },
}

/// How a piece of a bar is filled.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Fill {
    /// It is what is not certain of a range.
    pub(super) light: bool,
    /// Its figure is a limit that the true one lies below.
    pub(super) hollow: bool,
    /// It steps back behind a bar that stands out.
    pub(super) others: bool,
}

/// The end of a bar whose figure is not exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum End {
    /// About so much.
    Torn,
    /// At least so much.
    Arrow,
}

/// A figure as it is written beside its mark: with its unit unless the axis names that, and with its signs.
pub(super) fn written(datum: &Datum, axis: &Axis, marked: bool) -> String {
    format!("{}{}", at_axis(datum, axis), signs(&[datum], marked))
}

/// The numbers of an axis across with their places, and which of them has to have room: zero, if it is there.
pub(super) fn numbers(scale: &Scale, axis: &Axis) -> (Vec<(f64, String)>, usize) {
    let zero = scale.ticks().iter().position(|tick| *tick == 0.0).unwrap_or(0);
    (scale.places().zip(scale.labels(axis)).collect(), zero)
}

/// Whether a figure is drawn with a hollow mark.
fn imprecise(datum: &Datum) -> bool {
    match datum.precision {
        Precision::Exact => false,
        Precision::Approximate | Precision::AtLeast | Precision::AtMost => true,
    }
}

/// Both ends of a range; `None` of a single figure.
fn range(datum: &Datum, place: impl Fn(f64) -> f64) -> Option<[f64; 2]> {
    let (Amount(low), Amount(high)) = (datum.low, datum.high);
    (datum.low != datum.high).then(|| [place(low), place(high)])
}
