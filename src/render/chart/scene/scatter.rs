//! Scatter plots: two figures of each entity against each other.

use super::super::data::{Entry, sentence, signs};
use super::super::place::{Place, Taken, beside, place};
use super::super::scale::{Scale, Start, ends};
use super::{At, Mark, imprecise, range};
use crate::exhibit::{Axis, Datum, Point};

/// The height of the picture where text is largest, in pixels: `22rem`.
pub(in crate::render::chart) const HEIGHT: f64 = 374.0;

/// Points between two axes.
pub(in crate::render::chart) struct ScatterScene<'a> {
    pub(in crate::render::chart) across: Scale,
    pub(in crate::render::chart) upwards: Scale,
    /// The words at the ticks of the upright axis.
    pub(in crate::render::chart) labels: Vec<String>,
    /// What these take from the width, in pixels.
    pub(in crate::render::chart) beside: f64,
    pub(in crate::render::chart) points: Vec<ScenePoint<'a>>,
    /// Whether all of them have their names at every width.
    pub(in crate::render::chart) all_named: bool,
}

/// A point with its marks and its name, if there is room for it.
pub(in crate::render::chart) struct ScenePoint<'a> {
    pub(in crate::render::chart) point: &'a Point,
    pub(in crate::render::chart) marks: Vec<Mark>,
    /// Both figures in a sentence each.
    pub(in crate::render::chart) title: String,
}

pub(in crate::render::chart) fn scene<'a>(
    upwards: &Axis,
    across: &Axis,
    points: &'a [Point],
    marked: bool,
) -> ScatterScene<'a> {
    let values = |of: fn(&Point) -> &Datum| ends(points.iter().map(of));
    let scale = |axis: &Axis, values: &[f64], steps| Scale::new(axis, values, Start::Least, steps);
    let scales = Scales {
        across: scale(across, &values(|point| &point.across), 5),
        upwards: scale(upwards, &values(|point| &point.upwards), 6),
    };
    let labels = scales.upwards.labels(upwards);
    let beside = beside(&labels);
    let spots: Vec<_> = points.iter().map(|point| scales.spot(point)).collect();
    let words: Vec<_> = points.iter().map(|point| words(point, marked)).collect();
    let named: Vec<_> = spots.iter().copied().zip(words.iter().map(String::as_str)).collect();
    let taken = spots.iter().map(|at| Taken::point(*at)).collect();
    let places = place(&named, taken, beside, HEIGHT);
    let all_named = places.iter().all(|place| place.is_some_and(|place| !place.wide));
    let drawn = points.iter().zip(&named).zip(places).map(|((point, (at, words)), found)| {
        let label = found.map(|Place { side, wide }| {
            let words = (*words).to_owned();
            Mark::Label { at: *at, side, wide, words }
        });
        let marks = scales.marks(point, *at).chain(label).collect();
        ScenePoint { point, marks, title: describe(point, upwards, across) }
    });
    let points = drawn.collect();
    let Scales { across, upwards } = scales;
    ScatterScene { across, upwards, labels, beside, points, all_named }
}

fn words(point: &Point, marked: bool) -> String {
    format!("{}{}", point.label.text, signs(&[&point.across, &point.upwards], marked))
}

/// Both figures in a sentence each.
fn describe(point: &Point, upwards: &Axis, across: &Axis) -> String {
    let figure = |datum, axis| sentence(&Entry { name: &point.label, which: None, datum, axis });
    let upwards = figure(&point.upwards, upwards);
    let across = figure(&point.across, across);
    let across = across.strip_prefix(&format!("{}: ", point.label.text)).unwrap_or(&across);
    format!("{upwards}; {across}")
}

struct Scales {
    across: Scale,
    upwards: Scale,
}

impl Scales {
    /// Where a point lies. Ranges are drawn around their middle.
    fn spot(&self, point: &Point) -> At {
        let middle = |scale: &Scale, datum: &Datum| {
            f64::midpoint(scale.position(datum.low.0), scale.position(datum.high.0))
        };
        (middle(&self.across, &point.across), 100.0 - middle(&self.upwards, &point.upwards))
    }

    /// The mark of a point, with strokes along its ranges.
    fn marks(&self, point: &Point, (x, y): At) -> impl Iterator<Item = Mark> + use<> {
        let across = range(&point.across, |value| self.across.position(value));
        let across = across.map(|[left, right]| Mark::Span { series: 0, from: (left, y), to: (right, y) });
        let upwards = range(&point.upwards, |value| 100.0 - self.upwards.position(value));
        let upwards = upwards.map(|[low, high]| Mark::Span { series: 0, from: (x, low), to: (x, high) });
        let hollow = imprecise(&point.across) || imprecise(&point.upwards);
        let mark = Mark::Point { series: 0, at: (x, y), hollow, title: String::new() };
        across.into_iter().chain(upwards).chain([mark])
    }
}
