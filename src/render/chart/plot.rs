//! The frame of charts with two axes: numbers at the left, the picture, words below.

use std::fmt::Write;

use super::super::html::text;
use super::Canvas;
use super::number::percent;
use super::place::{FONT, Shown, Side, anchor, thin, width};
use super::scale::Scale;
use crate::exhibit::Axis;

/// A chart with two axes.
pub(super) struct Plot<'a> {
    /// Says how high the picture is.
    pub(super) kind: &'a str,
    /// The numbers at the left, from the lowest; none, if the axis is written into the picture.
    pub(super) upwards: Vec<String>,
    /// What is drawn.
    pub(super) inner: String,
    /// What stands below it.
    pub(super) across: String,
    /// Whether there are links in it.
    pub(super) linked: bool,
}

pub(super) fn render(canvas: Canvas, plot: &Plot) -> String {
    let Canvas { id, .. } = canvas;
    let Plot { kind, upwards, inner, across, linked } = plot;
    let labels: Vec<_> = upwards.iter().rev().map(|label| format!("<span>{}</span>", text(label))).collect();
    let labels = labels.concat();
    // A picture hides the links in it from those who listen; a group shows them.
    let role = if *linked { "group" } else { "img" };
    format!(
        "<div class=\"plot {kind}\">\n<div class=\"upwards\" aria-hidden=\"true\">{labels}</div>\n\
         <svg class=\"area\" role=\"{role}\" aria-labelledby=\"fb-{id}-title fb-{id}-desc\">\n\
         <title id=\"fb-{id}-title\">{}</title>\n<desc id=\"fb-{id}-desc\">{}</desc>\n{inner}</svg>\n\
         <svg class=\"across\" aria-hidden=\"true\" focusable=\"false\">{across}</svg>\n</div>\n",
        text(canvas.title),
        text(canvas.description)
    )
}

/// What the column of numbers and the gap beside it take from the width of a chart, in pixels.
pub(super) fn beside(labels: &[String]) -> f64 {
    labels.iter().map(|label| width(label)).fold(0.0, f64::max) + FONT + GAP
}

/// What stays free at the right, so that marks at the end are not cut off.
const GAP: f64 = 10.0;

/// Lines across the picture at every number, and the ground they end on.
pub(super) fn grid(scale: &Scale) -> String {
    let line = |place: f64| {
        let y = percent(100.0 - place);
        format!("<line class=\"grid\" x1=\"0\" y1=\"{y}\" x2=\"100%\" y2=\"{y}\"/>")
    };
    let lines: String = scale.places().map(line).collect();
    lines + "\n"
}

/// Words below a line at places from 0 to 100, as many as have room, and the one at `keep` in any case; the line
/// is `narrow` pixels wide at least, and in a wide picture `wide`.
pub(super) fn below(labels: &[(f64, &str)], keep: usize, (narrow, wide): (f64, f64)) -> String {
    let mut out = String::new();
    for ((x, words), shown) in labels.iter().zip(thin(labels, keep, narrow, wide)) {
        let class = match shown {
            Shown::Always => "",
            Shown::Wide => "class=\"wide\" ",
            Shown::Never => continue,
        };
        let (place, anchor) = (percent(*x), anchor(*x, words, narrow));
        // Writing to a string cannot fail.
        _ = write!(
            out,
            "<text {class}x=\"{place}\" y=\"75%\" text-anchor=\"{anchor}\">{}</text>",
            text(words)
        );
    }
    out
}

/// The numbers of an axis across, zero among them.
pub(super) fn numbers(scale: &Scale, axis: &Axis, widths: (f64, f64)) -> String {
    let words = scale.labels(axis);
    let labels: Vec<_> = scale.places().zip(words.iter().map(String::as_str)).collect();
    let zero = scale.ticks().iter().position(|tick| *tick == 0.0).unwrap_or(0);
    below(&labels, zero, widths)
}

/// A label beside its point.
pub(super) fn label((x, y): (f64, f64), side: Side, wide: bool, words: &str) -> String {
    let Side { anchor, dx, dy } = side;
    let class = if wide { "label wide" } else { "label" };
    format!(
        "<text class=\"{class}\" x=\"{}\" y=\"{}\" dx=\"{dx}\" dy=\"{dy}\" text-anchor=\"{anchor}\">{}</text>",
        percent(x),
        percent(y),
        text(words)
    )
}
