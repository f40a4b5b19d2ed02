//! The frame of charts with two axes: numbers at the left, the picture, words below.

use super::super::html::{Html, element};
use super::super::svg::{self, ornament, percent};
use super::place::{Shown, Side, anchor, thin};
use super::scale::Scale;
use super::{Canvas, scene};
use crate::exhibit::Axis;

/// A chart with two axes.
pub(super) struct Plot<'a> {
    /// Says how high the picture is.
    pub(super) kind: &'a str,
    /// The numbers at the left, from the lowest; none, if the axis is written into the picture.
    pub(super) upwards: Vec<String>,
    /// What is drawn.
    pub(super) inner: Html,
    /// What stands below it.
    pub(super) across: Html,
    /// Whether there are links in it.
    pub(super) linked: bool,
}

pub(super) fn render(canvas: Canvas, plot: Plot) -> Html {
    let Canvas { id, .. } = canvas;
    let Plot { kind, upwards, inner, across, linked } = plot;
    let labels: Html = upwards.iter().rev().map(|label| element("span").text(label)).collect();
    // A picture hides the links in it from those who listen; a group shows them.
    let role = if linked { "group" } else { "img" };
    let title = element("title").attr("id", format_args!("fb-{id}-title")).text(canvas.title);
    let description = element("desc").attr("id", format_args!("fb-{id}-desc")).text(canvas.description);
    let area = element("svg")
        .class("area")
        .attr("role", role)
        .attr("aria-labelledby", format_args!("fb-{id}-title fb-{id}-desc"))
        .newline()
        .with(title.line())
        .with(description.line())
        .with(inner);
    element("div")
        .classes(["plot", kind])
        .newline()
        .with(element("div").class("upwards").attr("aria-hidden", "true").with(labels).line())
        .with(area.line())
        .with(ornament("across").with(across).line())
        .line()
}

/// Lines across the picture at every number, and the ground they end on.
pub(super) fn grid(scale: &Scale) -> Html {
    let line = |place: f64| {
        let y = percent(100.0 - place);
        svg::line("grid", ["0", &y, "100%", &y])
    };
    scale.places().map(line).collect::<Html>().newline()
}

/// Words below a line at places from 0 to 100, as many as have room, and the one at `keep` in any case; the line
/// is `narrow` pixels wide at least, and in a wide picture `wide`.
pub(super) fn below(labels: &[(f64, String)], keep: usize, (narrow, wide): (f64, f64)) -> Html {
    let label = |((x, words), shown): (&(f64, String), Shown)| {
        let class = match shown {
            Shown::Always => "",
            Shown::Wide => "wide",
            Shown::Never => return None,
        };
        let label = element("text").class(class).attr("x", percent(*x)).attr("y", "75%");
        Some(label.attr("text-anchor", anchor(*x, words, narrow)).text(words))
    };
    labels.iter().zip(thin(labels, keep, narrow, wide)).filter_map(label).collect()
}

/// The numbers of an axis across, zero among them.
pub(super) fn numbers(scale: &Scale, axis: &Axis, widths: (f64, f64)) -> Html {
    let (labels, zero) = scene::numbers(scale, axis);
    below(&labels, zero, widths)
}

/// A label beside its point.
pub(super) fn label((x, y): (f64, f64), side: Side, wide: bool, words: &str) -> Html {
    let Side { anchor, dx, dy } = side;
    element("text")
        .classes(["label", if wide { "wide" } else { "" }])
        .attr("x", percent(x))
        .attr("y", percent(y))
        .attr("dx", dx)
        .attr("dy", dy)
        .attr("text-anchor", anchor)
        .text(words)
        .into()
}
