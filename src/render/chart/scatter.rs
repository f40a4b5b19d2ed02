//! Scatter plots: two figures of each entity against each other.

use super::super::html::{Html, element};
use super::data::{Entry, sentence};
use super::lines::stroke;
use super::marks;
use super::place::{NARROW, Place, Taken, WIDE, place};
use super::plot::{self, Plot};
use super::rows::imprecise;
use super::scale::{Scale, Start, ends};
use super::{Canvas, axis_words};
use crate::exhibit::{Axis, Datum, Point};

/// The height of the picture where text is largest, in pixels: `22rem`.
const HEIGHT: f64 = 374.0;

/// The axes of the picture with what they count.
struct Axes<'a> {
    across: (Scale, &'a Axis),
    upwards: (Scale, &'a Axis),
}

pub(super) fn render(canvas: Canvas, across: &Axis, points: &[Point]) -> Html {
    let values = |of: fn(&Point) -> &Datum| ends(points.iter().map(of));
    let scale = |axis: &Axis, values: &[f64], steps| Scale::new(axis, values, Start::Least, steps);
    let upwards = scale(canvas.axis, &values(|point| &point.upwards), 6);
    let labels = upwards.labels(canvas.axis);
    let beside = plot::beside(&labels);
    let axes = Axes {
        across: (scale(across, &values(|point| &point.across), 5), across),
        upwards: (upwards, canvas.axis),
    };
    let (drawn, all_named) = drawn(canvas, &axes, points, beside);
    let plot = Plot {
        kind: "scatter",
        upwards: labels,
        inner: plot::grid(&axes.upwards.0).with(uprights(&axes.across.0)).with(drawn),
        across: plot::numbers(&axes.across.0, across, (NARROW - beside, WIDE - beside)),
        linked: points.iter().any(|point| point.label.url.is_some()),
    };
    let arrow = |words| element("span").attr("aria-hidden", "true").text(words);
    let above = element("p").class("counts").with(arrow("↑ ")).text(axis_words(canvas.axis));
    let below = element("p").class("counts below").text(axis_words(across)).with(arrow(" →"));
    let rest = element("p").class("counts").text("Names without room are in the data below.");
    let rest = (!all_named).then(|| rest.line());
    above.line().with(plot::render(canvas, plot)).with(below.line()).with(rest)
}

/// Lines up the picture at every number.
fn uprights(scale: &Scale) -> Html {
    let lines = scale.places().map(|x| stroke("grid", (x, 0.0), (x, 100.0)));
    lines.collect::<Html>().newline()
}

/// The points, and whether all of them have their names at every width.
fn drawn(canvas: Canvas, axes: &Axes, points: &[Point], beside: f64) -> (Html, bool) {
    let spots: Vec<_> = points.iter().map(|point| axes.spot(point)).collect();
    let words: Vec<_> = points.iter().map(words).collect();
    let labels: Vec<_> = spots.iter().copied().zip(words.iter().map(String::as_str)).collect();
    let taken = spots.iter().map(|at| Taken::point(*at)).collect();
    let places = place(&labels, taken, beside, HEIGHT);
    let all_named = places.iter().all(|place| place.is_some_and(|place| !place.wide));
    let drawn = points.iter().zip(&labels).zip(places).map(|((point, (at, words)), found)| {
        let label = found.map(|Place { side, wide }| plot::label(*at, side, wide, words));
        linked(canvas, point, axes.marks(point, *at).with(label), &axes.describe(point))
    });
    (drawn.collect(), all_named)
}

fn words(point: &Point) -> String {
    let doubted = point.across.doubt.is_some() || point.upwards.doubt.is_some();
    format!("{}{}", point.label.text, if doubted { "†" } else { "" })
}

/// A point as a link, if it leads anywhere. Its title is describe where it is pointed at, and heard.
fn linked(canvas: Canvas, point: &Point, inner: Html, describe: &str) -> Html {
    let group = match &point.label.url {
        Some(url) => element("a").href(format_args!("{}{url}", canvas.base)),
        None => element("g").attr("role", "img"),
    };
    group.with(element("title").text(describe)).with(inner).line()
}

impl Axes<'_> {
    /// Where a point lies, from the left and from the top. Ranges are drawn around their middle.
    fn spot(&self, point: &Point) -> (f64, f64) {
        let middle = |scale: &Scale, datum: &Datum| {
            f64::midpoint(scale.position(datum.low.0), scale.position(datum.high.0))
        };
        (middle(&self.across.0, &point.across), 100.0 - middle(&self.upwards.0, &point.upwards))
    }

    /// The mark of a point, with strokes along its ranges.
    fn marks(&self, point: &Point, (x, y): (f64, f64)) -> Html {
        let ends =
            |scale: &Scale, datum: &Datum| [datum.low, datum.high].map(|value| scale.position(value.0));
        let across = (point.across.low != point.across.high).then(|| {
            let [left, right] = ends(&self.across.0, &point.across);
            stroke("span s1", (left, y), (right, y))
        });
        let upwards = (point.upwards.low != point.upwards.high).then(|| {
            let [low, high] = ends(&self.upwards.0, &point.upwards);
            stroke("span s1", (x, 100.0 - low), (x, 100.0 - high))
        });
        let hollow = imprecise(&point.across) || imprecise(&point.upwards);
        Html::from(across).with(upwards).with(marks::point(0, (x, y), hollow, ""))
    }

    /// Both figures in a sentence each.
    fn describe(&self, point: &Point) -> String {
        let figure = |datum, axis| sentence(&Entry { name: &point.label, which: None, datum, axis });
        let upwards = figure(&point.upwards, self.upwards.1);
        let across = figure(&point.across, self.across.1);
        let across = across.strip_prefix(&format!("{}: ", point.label.text)).unwrap_or(&across);
        format!("{upwards}; {across}")
    }
}
