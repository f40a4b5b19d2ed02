//! Lines: how a figure changes over time, or over anything else that has an order.

use super::super::data::{Entry, sentence};
use super::super::place::{Place, Taken, beside, place};
use super::super::scale::{Scale, Start, ends};
use super::{At, Mark, imprecise, range, written};
use crate::exhibit::{Amount, Axis, Datum, Lines, Series};

/// The height of the picture where text is largest, in pixels: `15rem`.
pub(in crate::render::chart) const HEIGHT: f64 = 255.0;

/// So many figures of a line alone are written beside their points; of more, the first, the last, the least and
/// the largest are.
const WRITTEN: usize = 8;

/// Lines over one axis.
pub(in crate::render::chart) struct LinesScene {
    pub(in crate::render::chart) scale: Scale,
    /// The words at its ticks.
    pub(in crate::render::chart) upwards: Vec<String>,
    /// What these take from the width, in pixels.
    pub(in crate::render::chart) beside: f64,
    /// The marks of each line.
    pub(in crate::render::chart) series: Vec<Vec<Mark>>,
    /// The figures of a line that stands alone.
    pub(in crate::render::chart) figures: Option<Vec<Mark>>,
    /// The words below the picture with their places.
    pub(in crate::render::chart) across: Vec<(f64, String)>,
}

pub(in crate::render::chart) fn scene(axis: &Axis, lines: &Lines, marked: bool) -> LinesScene {
    let data = || lines.series.iter().flat_map(|series| series.points.iter().map(|(_, _, datum)| datum));
    let values = ends(data());
    let scale = Scale::new(axis, &values, start(&values), 5);
    let upwards = scale.labels(axis);
    let beside = beside(&upwards);
    let drawn = lines.series.iter().enumerate().map(|(index, series)| line(axis, &scale, index, series));
    let series = drawn.collect();
    let figures = match lines.series.as_slice() {
        [series] => Some(figures(axis, &scale, series, beside, marked)),
        _ => None,
    };
    let across = lines.ticks.iter().map(|(Amount(x), words)| (x * 100.0, words.clone())).collect();
    LinesScene { scale, upwards, beside, series, figures, across }
}

/// Zero belongs to the picture, unless all that happens is far above it.
fn start(values: &[f64]) -> Start {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if least > 0.0 && least > largest / 2.0 { Start::Least } else { Start::Zero }
}

fn line(axis: &Axis, scale: &Scale, index: usize, series: &Series) -> Vec<Mark> {
    let places: Vec<_> = series.points.iter().map(|(x, _, datum)| spot(scale, *x, datum)).collect();
    // What lies between two figures alone nobody has measured.
    let guess = places.len() == 2;
    let stroke = |pair: &[At]| Mark::Stroke { series: index, from: pair[0], to: pair[1], guess };
    let strokes = places.windows(2).map(stroke);
    let point = |((x, words, datum), at): (&(Amount, String, Datum), &At)| {
        let span = range(datum, |value| 100.0 - scale.position(value));
        let x = x.0 * 100.0;
        let span = span.map(|[low, high]| Mark::Span { series: index, from: (x, low), to: (x, high) });
        let which = (!datum.is_of(words)).then(|| words.clone());
        let title = sentence(&Entry { name: &series.label, which, datum, axis });
        span.into_iter().chain([Mark::Point { series: index, at: *at, hollow: imprecise(datum), title }])
    };
    let points = series.points.iter().zip(&places).flat_map(point);
    strokes.chain(points).collect()
}

/// Where a point lies. A range is drawn around its middle.
fn spot(scale: &Scale, Amount(x): Amount, datum: &Datum) -> At {
    let middle = f64::midpoint(scale.position(datum.low.0), scale.position(datum.high.0));
    ((x * 100.0).clamp(0.0, 100.0), 100.0 - middle)
}

/// The figures of a line beside its points.
fn figures(axis: &Axis, scale: &Scale, series: &Series, beside: f64, marked: bool) -> Vec<Mark> {
    let spots: Vec<_> = series.points.iter().map(|(x, _, datum)| spot(scale, *x, datum)).collect();
    let words = series.points.iter().map(|(_, _, datum)| written(datum, axis, marked));
    let words: Vec<_> = words.collect();
    let labels: Vec<_> = chosen(series).map(|index| (spots[index], words[index].as_str())).collect();
    let mut taken: Vec<_> = spots.iter().map(|at| Taken::point(*at)).collect();
    taken.extend(spots.windows(2).flat_map(|pair| along(pair[0], pair[1])));
    let places = place(&labels, taken, beside, HEIGHT);
    let label = |((at, words), found): (&(At, &str), Option<Place>)| {
        let Place { side, wide } = found?;
        Some(Mark::Label { at: *at, side, wide, words: (*words).to_owned() })
    };
    labels.iter().zip(places).filter_map(label).collect()
}

/// The points of a line whose figures are written.
fn chosen(series: &Series) -> impl Iterator<Item = usize> {
    let count = series.points.len();
    let value = |index: &usize| series.points[*index].2.low;
    let compare = |one: &usize, other: &usize| value(one).0.total_cmp(&value(other).0);
    let ends = [Some(0), count.checked_sub(1), (0..count).max_by(compare), (0..count).min_by(compare)];
    (0..count).filter(move |index| count <= WRITTEN || ends.contains(&Some(*index)))
}

/// The room that a stretch of a line takes, as small pieces: a label may stand in the corner of a slope.
fn along(from: At, to: At) -> impl Iterator<Item = Taken> {
    let piece = move |step: u8| {
        let part = f64::from(step) / 50.0;
        let at = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
        Taken { at, across: (-1.0, 1.0), down: (-1.0, 1.0) }
    };
    (0..=50).map(piece)
}
