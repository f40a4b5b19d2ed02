//! Histograms: how many values lie in each of some intervals.

use super::super::html::{Html, element};
use super::super::svg::{self, percent};
use super::place::{NARROW, WIDE};
use super::plot::{self, Plot};
use super::scene::histogram::{BESIDE, COUNTED, Column, columns, edges};
use super::{Canvas, axis_words};
use crate::exhibit::Bin;

pub(super) fn render(canvas: Canvas, bins: &[Bin]) -> Html {
    let bars: Html = columns(canvas.axis, bins).iter().map(bar).collect();
    let inner = bars.with(svg::line("ground", ["0", "100%", "100%", "100%"])).newline();
    let across = plot::below(&edges(canvas.axis, bins), 0, (NARROW - BESIDE, WIDE - BESIDE));
    let plot = Plot { kind: "histogram", upwards: Vec::new(), inner, across, linked: false };
    let above = element("p").class("counts").text(COUNTED).line();
    let below = element("p").class("counts below").text(axis_words(canvas.axis)).line();
    above.with(plot::render(canvas, plot)).with(below)
}

/// A bar with the count above it.
fn bar(column: &Column) -> Html {
    let top = percent(100.0 - column.height);
    let bar = element("rect")
        .class("s1 fill")
        .attr("x", percent(column.across.0))
        .attr("y", &top)
        .attr("width", percent(column.across.1))
        .attr("height", percent(column.height))
        .with(element("title").text(&column.title));
    let Some(wide) = column.counted else { return bar.into() };
    let label = element("text")
        .class(if wide { "count wide" } else { "count" })
        .attr("x", percent(column.middle()))
        .attr("y", top)
        .attr("dy", "-5")
        .attr("text-anchor", "middle")
        .text(column.count);
    Html::from(bar).with(label.line())
}
