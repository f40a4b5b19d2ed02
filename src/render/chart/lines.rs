//! Lines: how a figure changes over time, or over anything else that has an order.

use super::super::html::{Html, element, name};
use super::marks::{self, Sample, drawn};
use super::place::{NARROW, WIDE};
use super::plot::{self, Plot};
use super::scene::lines::LinesScene;
use super::{Canvas, axis_words};
use crate::exhibit::{Amount, Lines};

pub(super) fn render(canvas: Canvas, lines: &Lines, scene: LinesScene) -> Html {
    let LinesScene { scale, upwards, beside, series, figures } = scene;
    let series: Html = series.iter().map(|marks| drawn(canvas, marks).newline()).collect();
    let figures = figures.map(|marks| drawn(canvas, &marks).newline());
    let inner = plot::grid(&scale).with(series).with(figures);
    let names: Vec<_> = lines.series.iter().map(|series| name(&series.label, canvas.base)).collect();
    let plot = Plot { kind: "lines", upwards, inner, across: across(lines, beside), linked: false };
    let counts = element("p").class("counts").text(axis_words(canvas.axis)).line();
    counts.with(marks::legend(canvas, names, Sample::Line)).with(plot::render(canvas, plot))
}

/// The words below the picture.
fn across(lines: &Lines, beside: f64) -> Html {
    let labels: Vec<_> = lines.ticks.iter().map(|(Amount(x), words)| (x * 100.0, words.as_str())).collect();
    plot::below(&labels, 0, (NARROW - beside, WIDE - beside))
}
