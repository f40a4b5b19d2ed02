//! Charts in rows, each with its name: bars, stacked bars, dots.
//!
//! Rows are a list with names and figures as text; the pictures between them repeat what is written and are
//! hidden from those who listen. So names wrap, and links are links.

use std::fmt::Write;

use super::super::exhibit::name;
use super::super::html::text;
use super::data::{Entry, sentence};
use super::marks::{self, Sample, filled, legend};
use super::number::percent;
use super::plot::numbers;
use super::scale::{Scale, Start, ends};
use super::{Canvas, axis_words};
use crate::exhibit::{Axis, Datum, Row, Rows};
use crate::parse::Precision;
use crate::parse::exhibit::Scale as Spread;

/// The narrowest that the style sheet lets the bars become.
const TRACK: f64 = 190.0;
/// The same where figures stand beside the bars at all widths.
const GROUPED_TRACK: f64 = 150.0;

/// The teeth that are cut out of the end of a bar, in the colour of the page.
const TORN: &str = "M1-1V15H0L-4 11.7 0 9.3-4 7 0 4.7-4 2.3 0 0V-1z";
/// Points on from the end of a bar.
const ARROW: &str = "M2 7h9m-4-4 4 4-4 4";

/// The shortest bar, in percent.
const SLIVER: f64 = 0.5;

/// About how many steps the axis has.
const STEPS: u8 = 5;

/// The height of the picture in a row, in pixels; the style sheet sets it.
const HEIGHT: f64 = 14.0;

/// A row for each name with a bar for each value.
pub(super) fn bars(canvas: Canvas, rows: &Rows) -> String {
    let grouped = rows.series.len() > 1;
    let scale = Scale::new(canvas.axis, &ends(data(rows)), Start::Zero, STEPS);
    let marked = rows.rows.iter().any(|row| row.marked);
    let cells = |row: &Row| {
        let bar = |(series, datum): (usize, &Datum)| {
            // Beside a row that stands out the others step back.
            let steps_back = marked && !row.marked && !grouped;
            let look = if steps_back { "class=\"fill others\"".into() } else { filled(canvas, series) };
            let title = title(canvas, rows, row, series);
            let drawn = track(&bar(&scale, datum, &look, &title));
            format!("{drawn}{}", value(rows, series, datum))
        };
        let bars: Vec<_> = values(row).map(bar).collect();
        if !grouped {
            return bars.concat();
        }
        format!("<div class=\"pair\">{}</div>\n", bars.join("</div>\n<div class=\"pair\">"))
    };
    let kind = if grouped { "grouped" } else { "single" };
    list(canvas, rows, &scale, (kind, Sample::Bar), &cells)
}

/// A bar for each row, put together from its values.
pub(super) fn stacked(canvas: Canvas, rows: &Rows) -> String {
    if rows.series.len() < 2 {
        return bars(canvas, rows);
    }
    // Lengths on a logarithmic scale do not add up.
    let axis = Axis { scale: Spread::Linear, ..canvas.axis.clone() };
    let canvas = Canvas { axis: &axis, ..canvas };
    let totals: Vec<_> = rows.rows.iter().flat_map(|row| layers(row).flat_map(|(_, _, ends)| ends)).collect();
    let scale = Scale::new(&axis, &totals, Start::Zero, STEPS);
    let cells = |row: &Row| {
        let segment = |(series, _, [from, to]): (usize, &Datum, [f64; 2])| {
            let title = title(canvas, rows, row, series);
            rect(scale.position(from), scale.position(to), &filled(canvas, series), &title)
        };
        let segments: String = layers(row).map(segment).collect();
        track(&format!("{}{segments}", zero_line(&scale))) + &parts(canvas, rows, row, Sample::Bar)
    };
    list(canvas, rows, &scale, ("stacked", Sample::Bar), &cells)
}

/// A line for each row with a mark for each value.
pub(super) fn dots(canvas: Canvas, rows: &Rows) -> String {
    let single = rows.series.len() < 2;
    let scale = Scale::new(canvas.axis, &ends(data(rows)), Start::Least, STEPS);
    let cells = |row: &Row| {
        let dot =
            |(series, datum): (usize, &Datum)| dot(&scale, datum, series, &title(canvas, rows, row, series));
        let dots: String = values(row).map(dot).collect();
        let rail = "<line class=\"rail\" x1=\"0\" y1=\"50%\" x2=\"100%\" y2=\"50%\"/>";
        let figures = match values(row).next() {
            Some((series, datum)) if single => value(rows, series, datum),
            _ => parts(canvas, rows, row, Sample::Point),
        };
        track(&format!("{rail}{dots}")) + &figures
    };
    list(canvas, rows, &scale, (if single { "single dots" } else { "stacked dots" }, Sample::Point), &cells)
}

/// The frame of all three: legend, rows, axis. `cells` draws what stands behind the name of a row.
fn list(
    canvas: Canvas,
    rows: &Rows,
    scale: &Scale,
    (kind, sample): (&str, Sample),
    cells: &dyn Fn(&Row) -> String,
) -> String {
    let names: Vec<_> = rows.series.iter().map(|series| text(series)).collect();
    let patterns =
        if matches!(sample, Sample::Bar) { marks::patterns(canvas, names.len()) } else { String::new() };
    let mut out = format!("<p class=\"counts\">{}</p>\n", text(&axis_words(canvas.axis)));
    out += &patterns;
    out += &legend(canvas, &names, sample);
    let id = canvas.id;
    // Writing to a string cannot fail.
    _ = writeln!(out, "<p class=\"visually-hidden\" id=\"fb-{id}-desc\">{}</p>", text(canvas.description));
    let signed = if zero_line(scale).is_empty() { "" } else { " signed" };
    _ = writeln!(out, "<div class=\"rows {kind} steps-{}{signed}\">", scale.steps);
    _ = writeln!(out, "<ol role=\"list\" aria-describedby=\"fb-{id}-desc\">");
    for row in &rows.rows {
        let label = name(&row.label, canvas.base);
        let label = if row.marked { format!("<strong>{label}</strong>") } else { label };
        _ = writeln!(out, "<li><div class=\"name\">{label}</div>\n{}</li>", cells(row));
    }
    out += "</ol>\n";
    let track = if kind == "grouped" { GROUPED_TRACK } else { TRACK };
    let axis = numbers(scale, canvas.axis, (track, track));
    out + "<svg class=\"axis\" aria-hidden=\"true\" focusable=\"false\">" + &axis + "</svg>\n</div>\n"
}

fn track(inner: &str) -> String {
    format!("<div class=\"track\"><svg aria-hidden=\"true\" focusable=\"false\">{inner}</svg></div>\n")
}

/// A bar from zero to its value, with the mark of its precision at the end.
fn bar(scale: &Scale, datum: &Datum, look: &str, title: &str) -> String {
    let (zero, low, high) = (scale.zero(), scale.position(datum.low.0), scale.position(datum.high.0));
    // Of a range, what it has in any case is solid, on either side of zero.
    let sure = if low > zero { low } else { high.min(zero) };
    let look = if datum.precision == Precision::AtMost {
        look.replacen("class=\"", "class=\"hollow ", 1)
    } else {
        look.into()
    };
    let mut out = zero_line(scale);
    out += &rect(zero, sure, &look, title);
    if datum.low != datum.high {
        out += &rect(low, high, &look.replacen("class=\"", "class=\"light ", 1), title);
    }
    let end = |class: &str, path: &str, x: f64| {
        format!("<svg class=\"at\" x=\"{}\"><path class=\"{class}\" d=\"{path}\"/></svg>", percent(x))
    };
    match datum.precision {
        // A bar shorter than its teeth would be gone.
        Precision::Approximate if high > zero + 3.0 => out += &end("torn", TORN, high),
        // Towards the other side the arrow would lie on the bar; the figure says it in words as well.
        Precision::AtLeast if high >= zero => out += &end("arrow", ARROW, high),
        Precision::Approximate | Precision::AtLeast | Precision::AtMost | Precision::Exact => {}
    }
    out
}

fn rect(from: f64, to: f64, look: &str, title: &str) -> String {
    let length = (to - from).abs();
    // The smallest bar is still seen to be one.
    let length = if length > 0.0 { length.max(SLIVER) } else { length };
    let (x, width) = (percent(from.min(to)), percent(length));
    format!(
        "<rect x=\"{x}\" width=\"{width}\" height=\"{HEIGHT}\" {look}><title>{}</title></rect>",
        text(title)
    )
}

/// Where zero is, if bars start on both of its sides or end there.
fn zero_line(scale: &Scale) -> String {
    let zero = percent(scale.zero());
    if zero == "0%" {
        return String::new();
    }
    format!("<line class=\"zero\" x1=\"{zero}\" y1=\"-4\" x2=\"{zero}\" y2=\"{}\"/>", HEIGHT + 4.0)
}

fn dot(scale: &Scale, datum: &Datum, series: usize, title: &str) -> String {
    let (low, high) = (scale.position(datum.low.0), scale.position(datum.high.0));
    let span = format!(
        "<line class=\"span {}\" x1=\"{}\" y1=\"50%\" x2=\"{}\" y2=\"50%\"/>",
        marks::class(series),
        percent(low),
        percent(high)
    );
    let span = if datum.low == datum.high { String::new() } else { span };
    span + &marks::point(series, (f64::midpoint(low, high), 50.0), imprecise(datum), title)
}

/// Whether a figure is drawn with a hollow mark.
pub(super) fn imprecise(datum: &Datum) -> bool {
    match datum.precision {
        Precision::Exact => false,
        Precision::Approximate | Precision::AtLeast | Precision::AtMost => true,
    }
}

/// The figure beside its bar.
fn value(rows: &Rows, series: usize, datum: &Datum) -> String {
    format!("<div class=\"value\">{}{}</div>", heard(rows, series), figure(datum))
}

/// The figures of a row below its bar.
fn parts(canvas: Canvas, rows: &Rows, row: &Row, sample: Sample) -> String {
    let part = |(series, datum): (usize, &Datum)| {
        let sample = marks::sample(canvas, series, sample);
        format!("<li>{sample}{}{}</li>", heard(rows, series), figure(datum))
    };
    let parts: String = values(row).map(part).collect();
    format!("<ul class=\"parts\" role=\"list\">{parts}</ul>\n")
}

/// The name of the series for those who do not see the legend.
fn heard(rows: &Rows, series: usize) -> String {
    let name = rows.series.get(series).filter(|_| rows.series.len() > 1);
    let heard = |name: &String| format!("<span class=\"visually-hidden\">{}: </span>", text(name));
    name.map(heard).unwrap_or_default()
}

/// The figure, with a sign if there is a remark on it.
fn figure(datum: &Datum) -> String {
    let doubt = if datum.doubt.is_some() { "<span class=\"dagger\">†</span>" } else { "" };
    text(&datum.text) + doubt
}

fn title(canvas: Canvas, rows: &Rows, row: &Row, series: usize) -> String {
    let which = rows.series.get(series).filter(|series| !series.is_empty()).cloned();
    let entry = |datum| Entry { name: &row.label, which, datum, axis: canvas.axis };
    let datum = row.values.get(series).and_then(Option::as_ref);
    datum.map(|datum| sentence(&entry(datum))).unwrap_or_default()
}

/// The values a row has, with their series.
fn values(row: &Row) -> impl Iterator<Item = (usize, &Datum)> {
    row.values.iter().enumerate().filter_map(|(series, datum)| Some((series, datum.as_ref()?)))
}

fn data(rows: &Rows) -> impl Iterator<Item = &Datum> {
    rows.rows.iter().flat_map(|row| values(row).map(|(_, datum)| datum))
}

/// The values of a row with where each starts and ends, one after the other; what is below zero goes the other
/// way. A range counts with its lower end, for more is not certain.
fn layers(row: &Row) -> impl Iterator<Item = (usize, &Datum, [f64; 2])> {
    let mut reached = (0.0, 0.0);
    values(row).map(move |(series, datum)| {
        let value = datum.low.0;
        let end = if value < 0.0 { &mut reached.0 } else { &mut reached.1 };
        let from = *end;
        // A sum of the largest numbers is none any more.
        *end = (*end + value).clamp(f64::MIN, f64::MAX);
        (series, datum, [from, *end])
    })
}
