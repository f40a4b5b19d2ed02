//! What marks look like, wherever they are drawn: their outlines and the sizes these are made for.

/// How many series look different; the next ones start again.
pub(in crate::render::chart) const SERIES: usize = 6;

/// The outlines of the marks of points, around the origin.
pub(in crate::render::chart) const SHAPES: [&str; SERIES] = [
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "M-3.7-3.7h7.4v7.4h-7.4z",
    "M0-5 4.8 3.6h-9.6z",
    "M0-5.4 5.4 0 0 5.4-5.4 0z",
    "M-1.5-5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
    "M0 5 4.8-3.6h-9.6z",
];

/// The strokes over the colour of a bar, in a tile of 6 by 6; the first series has none.
pub(in crate::render::chart) const HATCHES: [&str; SERIES] =
    ["", "M-1 1l2-2M0 6l6-6M5 7l2-2", "M3 0v6", "M-1 5l2 2M0 0l6 6M5-1l2 2", "M0 3h6", "M0 3h6M3 0v6"];

/// The height of the picture in a row, in pixels; the style sheet sets it.
pub(in crate::render::chart) const HEIGHT: f64 = 14.0;

/// The teeth that are cut out of the end of a bar, in the colour of the page.
pub(in crate::render::chart) const TORN: &str = "M1-1V15H0L-4 11.7 0 9.3-4 7 0 4.7-4 2.3 0 0V-1z";
/// Points on from the end of a bar.
pub(in crate::render::chart) const ARROW: &str = "M2 7h9m-4-4 4 4-4 4";

/// What a legend shows of a series.
#[derive(Clone, Copy)]
pub(in crate::render::chart) enum Sample {
    Bar,
    Point,
    Line,
}
