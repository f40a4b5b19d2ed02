//! Lines: how a figure changes over time, or over anything else that has an order.

use super::super::html::{Html, element, name};
use super::super::svg::{self, percent};
use super::data::{Entry, sentence};
use super::marks::{self, Sample};
use super::place::{NARROW, Place, Taken, WIDE, place};
use super::plot::{self, Plot};
use super::rows::imprecise;
use super::scale::{Scale, Start, ends};
use super::{Canvas, axis_words};
use crate::exhibit::{Amount, Datum, Lines, Series};

/// The height of the picture where text is largest, in pixels: `15rem`.
const HEIGHT: f64 = 255.0;

/// So many figures of a line alone are written beside their points; of more, the first, the last, the least and
/// the largest are.
const WRITTEN: usize = 8;

pub(super) fn render(canvas: Canvas, lines: &Lines) -> Html {
    let data = || lines.series.iter().flat_map(|series| series.points.iter().map(|(_, _, datum)| datum));
    let values = ends(data());
    let scale = Scale::new(canvas.axis, &values, start(&values), 5);
    let upwards = scale.labels(canvas.axis);
    let beside = plot::beside(&upwards);
    let drawn = lines.series.iter().enumerate().map(|(index, series)| line(canvas, &scale, index, series));
    let figures = match lines.series.as_slice() {
        [series] => Some(figures(&scale, series, beside)),
        _ => None,
    };
    let inner = plot::grid(&scale).with(drawn.collect::<Html>()).with(figures);
    let names: Vec<_> = lines.series.iter().map(|series| name(&series.label, canvas.base)).collect();
    let plot = Plot { kind: "lines", upwards, inner, across: across(lines, beside), linked: false };
    let counts = element("p").class("counts").text(axis_words(canvas.axis)).line();
    counts.with(marks::legend(canvas, names, Sample::Line)).with(plot::render(canvas, plot))
}

/// Zero belongs to the picture, unless all that happens is far above it.
fn start(values: &[f64]) -> Start {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if least > 0.0 && least > largest / 2.0 { Start::Least } else { Start::Zero }
}

fn line(canvas: Canvas, scale: &Scale, index: usize, series: &Series) -> Html {
    let class = marks::class(index);
    let places: Vec<_> = series.points.iter().map(|(x, _, datum)| spot(scale, *x, datum)).collect();
    // What lies between two figures alone nobody has measured.
    let thin = if places.len() == 2 { " guess" } else { "" };
    let strokes = places.windows(2).map(|pair| stroke(&format!("stroke {class}{thin}"), pair[0], pair[1]));
    let point = |((x, words, datum), at): (&(Amount, String, Datum), &(f64, f64))| {
        let end = |value: Amount| (x.0 * 100.0, 100.0 - scale.position(value.0));
        let is_range = datum.low != datum.high;
        let span = is_range.then(|| stroke(&format!("span {class}"), end(datum.low), end(datum.high)));
        let which = (!datum.is_of(words)).then(|| words.clone());
        let title = sentence(&Entry { name: &series.label, which, datum, axis: canvas.axis });
        Html::from(span).with(marks::point(index, *at, imprecise(datum), &title))
    };
    let points = series.points.iter().zip(&places).map(point);
    strokes.chain(points).collect::<Html>().newline()
}

pub(super) fn stroke(class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> Html {
    svg::line(class, [x1, y1, x2, y2].map(percent).each_ref().map(String::as_str))
}

/// Where a point lies, from the left and from the top. A range is drawn around its middle.
fn spot(scale: &Scale, Amount(x): Amount, datum: &Datum) -> (f64, f64) {
    let middle = f64::midpoint(scale.position(datum.low.0), scale.position(datum.high.0));
    ((x * 100.0).clamp(0.0, 100.0), 100.0 - middle)
}

/// The figures of a line beside its points.
fn figures(scale: &Scale, series: &Series, beside: f64) -> Html {
    let spots: Vec<_> = series.points.iter().map(|(x, _, datum)| spot(scale, *x, datum)).collect();
    let dagger = |datum: &Datum| if datum.doubt.is_some() { "†" } else { "" };
    let words: Vec<_> =
        series.points.iter().map(|(_, _, datum)| format!("{}{}", datum.text, dagger(datum))).collect();
    let labels: Vec<_> = chosen(series).map(|index| (spots[index], words[index].as_str())).collect();
    let mut taken: Vec<_> = spots.iter().map(|at| Taken::point(*at)).collect();
    taken.extend(spots.windows(2).flat_map(|pair| along(pair[0], pair[1])));
    let places = place(&labels, taken, beside, HEIGHT);
    let label = |((at, words), found): (&((f64, f64), &str), Option<Place>)| {
        let Place { side, wide } = found?;
        Some(plot::label(*at, side, wide, words))
    };
    labels.iter().zip(places).filter_map(label).collect::<Html>().newline()
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
fn along(from: (f64, f64), to: (f64, f64)) -> impl Iterator<Item = Taken> {
    let piece = move |step: u8| {
        let part = f64::from(step) / 50.0;
        let at = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
        Taken { at, across: (-1.0, 1.0), down: (-1.0, 1.0) }
    };
    (0..=50).map(piece)
}

/// The words below the picture.
fn across(lines: &Lines, beside: f64) -> Html {
    let labels: Vec<_> = lines.ticks.iter().map(|(Amount(x), words)| (x * 100.0, words.as_str())).collect();
    plot::below(&labels, 0, (NARROW - beside, WIDE - beside))
}
