//! Scatter plots: two figures of each entity against each other.

use super::super::html::{Html, element};
use super::marks::{drawn, stroke};
use super::place::{NARROW, WIDE};
use super::plot::{self, Plot};
use super::scale::Scale;
use super::scene::scatter::{ScatterScene, ScenePoint};
use super::{Canvas, axis_words};
use crate::exhibit::Axis;

pub(super) fn render(canvas: Canvas, across: &Axis, scene: ScatterScene) -> Html {
    let beside = scene.beside;
    let points: Html = scene.points.iter().map(|point| linked(canvas, point)).collect();
    let plot = Plot {
        kind: "scatter",
        upwards: scene.labels,
        inner: plot::grid(&scene.upwards).with(uprights(&scene.across)).with(points),
        across: plot::numbers(&scene.across, across, (NARROW - beside, WIDE - beside)),
        linked: scene.points.iter().any(|point| point.point.label.url.is_some()),
    };
    let arrow = |words| element("span").attr("aria-hidden", "true").text(words);
    let above = element("p").class("counts").with(arrow("↑ ")).text(axis_words(canvas.axis));
    let below = element("p").class("counts below").text(axis_words(across)).with(arrow(" →"));
    let rest = element("p").class("counts").text("Names without room are in the notes below.");
    let rest = (!scene.all_named).then(|| rest.line());
    above.line().with(plot::render(canvas, plot)).with(below.line()).with(rest)
}

/// Lines up the picture at every number.
fn uprights(scale: &Scale) -> Html {
    let lines = scale.places().map(|x| stroke("grid", (x, 0.0), (x, 100.0)));
    lines.collect::<Html>().newline()
}

/// A point as a link, if it leads anywhere. Its title is describe where it is pointed at, and heard.
fn linked(canvas: Canvas, ScenePoint { point, marks, title }: &ScenePoint) -> Html {
    let group = match &point.label.url {
        Some(url) => element("a").href(format_args!("{}{url}", canvas.base)),
        None => element("g").attr("role", "img"),
    };
    group.with(element("title").text(title)).with(drawn(canvas, marks)).line()
}
