//! Lines: how a figure changes over time, or over anything else that has an order.

use super::super::html::{Html, element, name};
use super::marks::{self, drawn};
use super::place::{NARROW, WIDE};
use super::plot::{self, Plot};
use super::scene::lines::LinesScene;
use super::scene::shapes::Sample;
use super::{Canvas, axis_words};
use crate::exhibit::Lines;

pub(super) fn render(canvas: Canvas, lines: &Lines, scene: LinesScene) -> Html {
    let LinesScene { scale, upwards, beside, series, figures, across } = scene;
    let series: Html = series.iter().map(|marks| drawn(canvas, marks).newline()).collect();
    let figures = figures.map(|marks| drawn(canvas, &marks).newline());
    let inner = plot::grid(&scale).with(series).with(figures);
    let names: Vec<_> = lines.series.iter().map(|series| name(&series.label, canvas.base)).collect();
    let across = plot::below(&across, 0, (NARROW - beside, WIDE - beside));
    let plot = Plot { kind: "lines", upwards, inner, across, linked: false };
    let counts = element("p").class("counts").text(axis_words(canvas.axis)).line();
    counts.with(marks::legend(canvas, names, Sample::Line)).with(plot::render(canvas, plot))
}
