//! How series are told apart: by colour, and by a pattern, a shape or dashes for those who see no colours.

use std::fmt::Write;

use super::super::html::text;
use super::Canvas;
use super::number::percent;

/// How many series look different; the next ones start again.
const SERIES: usize = 6;

/// The outlines of the marks of points, around the origin.
const SHAPES: [&str; SERIES] = [
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-3.7-3.7h7.4v7.4h-7.4z",
    "M0-5 4.8 3.6h-9.6z",
    "M0-5.4 5.4 0 0 5.4-5.4 0z",
    "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
    "M0 5 4.8-3.6h-9.6z",
];

/// The strokes over the colour of a bar, in a tile of 6 by 6; the first series has none.
const HATCHES: [&str; SERIES] =
    ["", "M-1 1l2-2M0 6l6-6M5 7l2-2", "M3 0v6", "M-1 5l2 2M0 0l6 6M5-1l2 2", "M0 3h6", "M0 3h6M3 0v6"];

/// The class of a series.
pub(super) fn class(series: usize) -> String {
    format!("s{}", series % SERIES + 1)
}

/// The tiles that bars of several series are filled with. The element takes no room.
pub(super) fn patterns(canvas: Canvas, series: usize) -> String {
    let tile = |series: usize| {
        format!(
            "<pattern id=\"{}\" class=\"{}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <rect class=\"fill\" width=\"6\" height=\"6\"/><path class=\"hatch\" d=\"{}\"/></pattern>",
            pattern(canvas, series),
            class(series),
            HATCHES[series % SERIES]
        )
    };
    if series < 2 {
        return String::new();
    }
    let tiles: String = (1..series.min(SERIES)).map(tile).collect();
    format!("<svg class=\"patterns\" aria-hidden=\"true\" focusable=\"false\"><defs>{tiles}</defs></svg>\n")
}

/// The attributes of a bar of a series.
pub(super) fn filled(canvas: Canvas, series: usize) -> String {
    let class = class(series);
    match series % SERIES {
        0 => format!("class=\"{class} fill\""),
        _ => format!("class=\"{class}\" fill=\"url(#{})\"", pattern(canvas, series)),
    }
}

fn pattern(canvas: Canvas, series: usize) -> String {
    format!("fb-{}-p{}", canvas.id, series % SERIES + 1)
}

/// The mark of a point, at a place in percent; `title` is told where it is pointed at.
pub(super) fn point(series: usize, (x, y): (f64, f64), hollow: bool, title: &str) -> String {
    let class = class(series);
    let hollow = if hollow { " hollow" } else { "" };
    let title = if title.is_empty() { String::new() } else { format!("<title>{}</title>", text(title)) };
    let shape = SHAPES[series % SERIES];
    // Paths know no percent; a picture inside of the picture does.
    format!(
        "<svg class=\"at\" x=\"{}\" y=\"{}\"><path class=\"mark {class}{hollow}\" d=\"{shape}\">{title}</path></svg>",
        percent(x),
        percent(y)
    )
}

/// What a legend shows of a series.
#[derive(Clone, Copy)]
pub(super) enum Sample {
    Bar,
    Point,
    Line,
}

/// A small picture of how a series is drawn.
pub(super) fn sample(canvas: Canvas, series: usize, sample: Sample) -> String {
    let (kind, inner) = match sample {
        Sample::Bar => ("bar", format!("<rect width=\"100%\" height=\"100%\" {}/>", filled(canvas, series))),
        Sample::Point => ("point", point(series, (50.0, 50.0), false, "")),
        Sample::Line => {
            let stroke = format!(
                "<line class=\"stroke {}\" x1=\"0\" y1=\"50%\" x2=\"100%\" y2=\"50%\"/>",
                class(series)
            );
            ("line", stroke + &point(series, (50.0, 50.0), false, ""))
        }
    };
    format!("<svg class=\"sample {kind}\" aria-hidden=\"true\" focusable=\"false\">{inner}</svg>")
}

/// The names of the series, as HTML, each with a sample; nothing, if there is but one.
pub(super) fn legend(canvas: Canvas, names: &[String], of: Sample) -> String {
    if names.len() < 2 {
        return String::new();
    }
    let mut out = "<ul class=\"legend\" role=\"list\">\n".to_owned();
    for (series, name) in names.iter().enumerate() {
        // Writing to a string cannot fail.
        _ = writeln!(out, "<li>{}{name}</li>", sample(canvas, series, of));
    }
    out + "</ul>\n"
}
