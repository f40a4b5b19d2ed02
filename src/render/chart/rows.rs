//! Charts in rows, each with its name: bars, stacked bars, dots.
//!
//! Rows are a list with names and figures as text; the pictures between them repeat what is written and are
//! hidden from those who listen. So names wrap, and links are links.

use super::super::html::{Html, element, name};
use super::super::provenance::{contested, to_fact};
use super::super::svg::{self, ornament, percent};
use super::data::at_axis;
use super::marks::{self, legend};
use super::plot::numbers;
use super::scale::Scale;
use super::scene::rows::{Kind, RowsScene, SceneRow, Track};
use super::scene::shapes::HEIGHT;
use super::{Canvas, axis_words};
use crate::exhibit::Datum;

/// The narrowest that the style sheet lets the bars become.
const TRACK: f64 = 190.0;
/// The same where figures stand beside the bars at all widths.
const GROUPED_TRACK: f64 = 150.0;

/// A row for each name with a bar for each value, or all of them in one.
pub(super) fn render(canvas: Canvas, scene: &RowsScene) -> Html {
    let Canvas { id, base, .. } = canvas;
    let names: Vec<_> = scene.series.iter().map(|series| Html::default().text(series)).collect();
    let patterns = (!scene.kind.is_dots()).then(|| marks::patterns(canvas, names.len()));
    let description = format!("fb-{id}-desc");
    let row = |row: &SceneRow| {
        let label = name(&row.row.label, base);
        let label = if row.row.marked { element("strong").with(label).into() } else { label };
        let name = element("div").class("name").with(label).line();
        element("li").with(name).with(cells(canvas, scene, row)).line()
    };
    let list = element("ol").attr("role", "list").attr("aria-describedby", &description).newline();
    let list = list.with(scene.rows.iter().map(row).collect::<Html>());
    let track = if scene.kind == Kind::Grouped { GROUPED_TRACK } else { TRACK };
    let axis = ornament("axis").with(numbers(&scene.scale, &scene.axis, (track, track)));
    let signed = if zero_line(&scene.scale).is_some() { "signed" } else { "" };
    let picture = element("div")
        .classes(["rows", class(scene.kind), &format!("steps-{}", scene.scale.steps), signed])
        .newline()
        .with(list.line())
        .with(axis.line());
    let counts = element("p").class("counts").text(axis_words(&scene.axis));
    let words = element("p").class("visually-hidden").attr("id", &description).text(canvas.description);
    let legend = legend(canvas, names, scene.kind.sample());
    counts.line().with(patterns).with(legend).with(words.line()).with(picture.line())
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Bars => "single",
        Kind::Grouped => "grouped",
        Kind::Stacked => "stacked",
        Kind::Dots => "single dots",
        Kind::SeveralDots => "stacked dots",
    }
}

/// What stands behind the name of a row.
fn cells(canvas: Canvas, scene: &RowsScene, row: &SceneRow) -> Html {
    let ground = || match scene.kind {
        Kind::Bars | Kind::Grouped | Kind::Stacked => zero_line(&scene.scale),
        Kind::Dots | Kind::SeveralDots => Some(svg::line("rail", ["0", "50%", "100%", "50%"])),
    };
    let cell = |drawn: &Track| {
        let track = track(Html::from(ground()).with(marks::drawn(canvas, &drawn.marks)));
        match drawn.figures.as_slice() {
            [(series, datum)] if scene.kind.has_figures_beside() => {
                track.with(value(canvas, scene, *series, datum))
            }
            figures => track.with(parts(canvas, scene, figures)),
        }
    };
    let cells = row.tracks.iter().map(cell);
    if scene.kind == Kind::Grouped {
        return cells.map(|cell| element("div").class("pair").with(cell).line()).collect();
    }
    cells.collect()
}

fn track(inner: Html) -> Html {
    element("div").class("track").with(ornament("").with(inner)).line()
}

/// Where zero is, if bars start on both of its sides or end there.
fn zero_line(scale: &Scale) -> Option<Html> {
    let zero = percent(scale.zero());
    let bottom = (HEIGHT + 4.0).to_string();
    (zero != "0%").then(|| svg::line("zero", [&zero, "-4", &zero, &bottom]))
}

/// The figure beside its bar.
fn value(canvas: Canvas, scene: &RowsScene, series: usize, datum: &Datum) -> Html {
    element("div").class("value").with(heard(scene, series)).with(figure(canvas, datum)).into()
}

/// The figures of a row below its bar.
fn parts(canvas: Canvas, scene: &RowsScene, figures: &[(usize, &Datum)]) -> Html {
    let part = |(series, datum): &(usize, &Datum)| {
        let sample = marks::sample(canvas, *series, scene.kind.sample());
        element("li").with(sample).with(heard(scene, *series)).with(figure(canvas, datum))
    };
    let parts: Html = figures.iter().map(part).collect();
    element("ul").class("parts").attr("role", "list").with(parts).line()
}

/// The name of the series for those who do not see the legend.
fn heard(scene: &RowsScene, series: usize) -> Option<Html> {
    let name = scene.series.get(series).filter(|_| scene.series.len() > 1)?;
    Some(element("span").class("visually-hidden").text(name).text(": ").into())
}

/// The figure, which leads to where it is stated, with a sign if sources differ on it, and one if there is a remark.
fn figure(canvas: Canvas, datum: &Datum) -> Html {
    let doubt = (canvas.marked && datum.doubt.is_some()).then(|| element("span").class("dagger").text("†"));
    to_fact(datum.url.as_deref(), None, &at_axis(datum, canvas.axis), canvas.base)
        .with(contested(&datum.standing))
        .with(doubt)
}
