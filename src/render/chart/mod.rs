//! Charts and networks → HTML with SVG in it.
//!
//! Pure drawing: what comes in is complete and in order. Places across are in percent, so a picture fits every
//! width without a script and its words keep their size; places upwards are in percent of a height that the
//! style sheet sets. Colours, heights and strokes are the style sheet's alone.

mod data;
mod fine_print;
mod histogram;
mod lines;
mod marks;
mod number;
mod paper;
mod place;
mod plot;
mod rows;
#[cfg(test)]
mod samples;
mod scale;
mod scatter;
mod scene;
mod table;

use super::foot::Foot;
use super::html::Html;
use crate::config::headed;
use crate::exhibit::{Axis, Chart, Exhibit, Form};
use crate::parse::exhibit::ScaleType;

pub(super) use fine_print::told;
pub(super) use paper::draw;
pub(super) use table::table;

/// What every part of a chart needs to know of the whole.
#[derive(Clone, Copy)]
struct Canvas<'a> {
    /// The anchor of the exhibit; ids of parts start with `fb-` and it.
    id: &'a str,
    title: &'a str,
    /// The axis of the values.
    axis: &'a Axis,
    /// What the picture shows, in words.
    description: &'a str,
    /// Whether a sign says which figures there is a remark on.
    marked: bool,
    /// Put in front of addresses.
    base: &'a str,
}

/// The picture, and what stands below it.
pub(super) fn render<'a>(exhibit: &'a Exhibit, chart: &'a Chart, base: &str) -> (Html, Foot<'a>) {
    let entries = data::entries(chart);
    let description = data::description(chart, &entries);
    let Exhibit { id, title, .. } = exhibit;
    let marked = fine_print::are_marked(&entries);
    let canvas = Canvas { id, title, axis: &chart.axis, description: &description, marked, base };
    let picture = match &chart.form {
        Form::Bars(rows) => rows::render(canvas, &scene::rows::bars(&chart.axis, rows)),
        Form::Stacked(rows) => rows::render(canvas, &scene::rows::stacked(&chart.axis, rows)),
        Form::Dots(rows) => rows::render(canvas, &scene::rows::dots(&chart.axis, rows)),
        Form::Lines(lines) => lines::render(canvas, lines, scene::lines::scene(&chart.axis, lines, marked)),
        Form::Scatter { across, points } => {
            scatter::render(canvas, across, scene::scatter::scene(&chart.axis, across, points, marked))
        }
        Form::Histogram(bins) => histogram::render(canvas, bins),
    };
    let table = data::table(canvas, &entries);
    (picture, fine_print::foot(canvas, chart, &entries, table))
}

/// What the picture shows, in words.
pub(super) fn described(chart: &Chart) -> String {
    data::description(chart, &data::entries(chart))
}

/// What an axis counts, in words: `Build time, in minutes, logarithmic scale`.
fn axis_words(axis: &Axis) -> String {
    let words = headed(&axis.label, axis.unit.as_deref());
    match axis.scale {
        ScaleType::Linear => words,
        ScaleType::Logarithmic => words + ", logarithmic scale",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_that_the_label_names_is_not_repeated() {
        let mut axis = samples::axis("Lines of code");
        axis.unit = Some("lines of code".into());
        assert_eq!(axis_words(&axis), "Lines of code");
        axis.unit = Some("kB".into());
        axis.scale = ScaleType::Logarithmic;
        assert_eq!(axis_words(&axis), "Lines of code, in kB, logarithmic scale");
    }

    #[test]
    fn each_form_is_drawn() {
        for (name, chart) in samples::charts() {
            insta::assert_snapshot!(name, samples::rendered(name, chart).as_str());
        }
    }

    #[test]
    fn figures_without_sense_are_drawn_without_nonsense() {
        for chart in samples::extremes() {
            let html = samples::rendered("extremes", chart).into_string();
            assert!(!html.contains("NaN") && !html.contains("inf%") && !html.contains("=\"-0"), "{html}");
        }
    }
}
