//! Charts in rows, each with its name: bars, stacked bars, dots.
//!
//! Rows are a list with names and figures as text; the pictures between them repeat what is written and are
//! hidden from those who listen. So names wrap, and links are links.

use super::super::html::{Html, element, name};
use super::super::provenance::to_fact;
use super::super::svg::{self, ornament, percent};
use super::data::{Entry, sentence};
use super::marks::{self, Paint, Sample, legend};
use super::plot::numbers;
use super::scale::{Scale, Start, ends};
use super::{Canvas, axis_words};
use crate::exhibit::{Axis, Datum, Row, Rows};
use crate::parse::Precision;
use crate::parse::exhibit::ScaleType;

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
pub(super) fn bars(canvas: Canvas, rows: &Rows) -> Html {
    let grouped = rows.series.len() > 1;
    let scale = Scale::new(canvas.axis, &ends(data(rows)), Start::Zero, STEPS);
    let marked = rows.rows.iter().any(|row| row.marked);
    let cells = |row: &Row| {
        let bar = |(series, datum): (usize, &Datum)| {
            // Beside a row that stands out the others step back.
            let steps_back = marked && !row.marked && !grouped;
            let paint = if steps_back { Paint::others() } else { Paint::series(canvas, series) };
            let title = title(canvas, rows, row, series);
            track(bar(&scale, datum, paint, &title)).with(value(canvas, rows, series, datum))
        };
        let bars = values(row).map(bar);
        if !grouped {
            return bars.collect();
        }
        bars.map(|bar| element("div").class("pair").with(bar).line()).collect()
    };
    let kind = if grouped { "grouped" } else { "single" };
    list(canvas, rows, &scale, kind, Sample::Bar, &cells)
}

/// A bar for each row, put together from its values.
pub(super) fn stacked(canvas: Canvas, rows: &Rows) -> Html {
    if rows.series.len() < 2 {
        return bars(canvas, rows);
    }
    // Lengths on a logarithmic scale do not add up.
    let axis = Axis { scale: ScaleType::Linear, ..canvas.axis.clone() };
    let canvas = Canvas { axis: &axis, ..canvas };
    let totals: Vec<_> = rows.rows.iter().flat_map(|row| layers(row).flat_map(|(_, _, ends)| ends)).collect();
    let scale = Scale::new(&axis, &totals, Start::Zero, STEPS);
    let cells = |row: &Row| {
        let segment = |(series, _, [from, to]): (usize, &Datum, [f64; 2])| {
            let title = title(canvas, rows, row, series);
            rect(scale.position(from), scale.position(to), &Paint::series(canvas, series), &title)
        };
        let segments: Html = layers(row).map(segment).collect();
        let bar = Html::from(zero_line(&scale)).with(segments);
        track(bar).with(parts(canvas, rows, row, Sample::Bar))
    };
    list(canvas, rows, &scale, "stacked", Sample::Bar, &cells)
}

/// A line for each row with a mark for each value.
pub(super) fn dots(canvas: Canvas, rows: &Rows) -> Html {
    let single = rows.series.len() < 2;
    let scale = Scale::new(canvas.axis, &ends(data(rows)), Start::Least, STEPS);
    let cells = |row: &Row| {
        let dot =
            |(series, datum): (usize, &Datum)| dot(&scale, datum, series, &title(canvas, rows, row, series));
        let dots: Html = values(row).map(dot).collect();
        let rail = svg::line("rail", ["0", "50%", "100%", "50%"]);
        let figures = match values(row).next() {
            Some((series, datum)) if single => value(canvas, rows, series, datum),
            _ => parts(canvas, rows, row, Sample::Point),
        };
        track(rail.with(dots)).with(figures)
    };
    let kind = if single { "single dots" } else { "stacked dots" };
    list(canvas, rows, &scale, kind, Sample::Point, &cells)
}

/// The frame of all three: legend, rows, axis. `cells` draws what stands behind the name of a row.
fn list(
    canvas: Canvas,
    rows: &Rows,
    scale: &Scale,
    kind: &str,
    sample: Sample,
    cells: &dyn Fn(&Row) -> Html,
) -> Html {
    let names: Vec<_> = rows.series.iter().map(|series| Html::default().text(series)).collect();
    let patterns = matches!(sample, Sample::Bar).then(|| marks::patterns(canvas, names.len()));
    let description = format!("fb-{}-desc", canvas.id);
    let row = |row: &Row| {
        let label = name(&row.label, canvas.base);
        let label = if row.marked { element("strong").with(label).into() } else { label };
        let name = element("div").class("name").with(label).line();
        element("li").with(name).with(cells(row)).line()
    };
    let list = element("ol").attr("role", "list").attr("aria-describedby", &description).newline();
    let list = list.with(rows.rows.iter().map(row).collect::<Html>());
    let track = if kind == "grouped" { GROUPED_TRACK } else { TRACK };
    let axis = ornament("axis").with(numbers(scale, canvas.axis, (track, track)));
    let signed = if zero_line(scale).is_some() { "signed" } else { "" };
    let picture = element("div")
        .classes(["rows", kind, &format!("steps-{}", scale.steps), signed])
        .newline()
        .with(list.line())
        .with(axis.line());
    let counts = element("p").class("counts").text(axis_words(canvas.axis));
    let words = element("p").class("visually-hidden").attr("id", &description).text(canvas.description);
    let legend = legend(canvas, names, sample);
    counts.line().with(patterns).with(legend).with(words.line()).with(picture.line())
}

fn track(inner: Html) -> Html {
    element("div").class("track").with(ornament("").with(inner)).line()
}

/// A bar from zero to its value, with the mark of its precision at the end.
fn bar(scale: &Scale, datum: &Datum, paint: Paint, title: &str) -> Html {
    let (zero, low, high) = (scale.zero(), scale.position(datum.low.0), scale.position(datum.high.0));
    // Of a range, what it has in any case is solid, on either side of zero.
    let sure = if low > zero { low } else { high.min(zero) };
    let paint = if datum.precision == Precision::AtMost { paint.and("hollow") } else { paint };
    let solid = rect(zero, sure, &paint, title);
    let light = (datum.low != datum.high).then(|| rect(low, high, &paint.and("light"), title));
    let end = |class: &str, path: &str| {
        let shape = element("path").class(class).attr("d", path).empty();
        element("svg").class("at").attr("x", percent(high)).with(shape)
    };
    let end = match datum.precision {
        // A bar shorter than its teeth would be gone.
        Precision::Approximate if high > zero + 3.0 => Some(end("torn", TORN)),
        // Towards the other side the arrow would lie on the bar; the figure says it in words as well.
        Precision::AtLeast if high >= zero => Some(end("arrow", ARROW)),
        Precision::Approximate | Precision::AtLeast | Precision::AtMost | Precision::Exact => None,
    };
    Html::from(zero_line(scale)).with(solid).with(light).with(end)
}

fn rect(from: f64, to: f64, paint: &Paint, title: &str) -> Html {
    let length = (to - from).abs();
    // The smallest bar is still seen to be one.
    let length = if length > 0.0 { length.max(SLIVER) } else { length };
    let bar = element("rect").attr("x", percent(from.min(to))).attr("width", percent(length));
    paint.on(bar.attr("height", HEIGHT)).with(element("title").text(title)).into()
}

/// Where zero is, if bars start on both of its sides or end there.
fn zero_line(scale: &Scale) -> Option<Html> {
    let zero = percent(scale.zero());
    let bottom = (HEIGHT + 4.0).to_string();
    (zero != "0%").then(|| svg::line("zero", [&zero, "-4", &zero, &bottom]))
}

fn dot(scale: &Scale, datum: &Datum, series: usize, title: &str) -> Html {
    let (low, high) = (scale.position(datum.low.0), scale.position(datum.high.0));
    let class = format!("span {}", marks::class(series));
    let span = svg::line(&class, [&percent(low), "50%", &percent(high), "50%"]);
    let span = (datum.low != datum.high).then_some(span);
    let point = marks::point(series, (f64::midpoint(low, high), 50.0), imprecise(datum), title);
    Html::from(span).with(point)
}

/// Whether a figure is drawn with a hollow mark.
pub(super) fn imprecise(datum: &Datum) -> bool {
    match datum.precision {
        Precision::Exact => false,
        Precision::Approximate | Precision::AtLeast | Precision::AtMost => true,
    }
}

/// The figure beside its bar.
fn value(canvas: Canvas, rows: &Rows, series: usize, datum: &Datum) -> Html {
    element("div").class("value").with(heard(rows, series)).with(figure(canvas, datum)).into()
}

/// The figures of a row below its bar.
fn parts(canvas: Canvas, rows: &Rows, row: &Row, sample: Sample) -> Html {
    let part = |(series, datum): (usize, &Datum)| {
        let sample = marks::sample(canvas, series, sample);
        element("li").with(sample).with(heard(rows, series)).with(figure(canvas, datum))
    };
    let parts: Html = values(row).map(part).collect();
    element("ul").class("parts").attr("role", "list").with(parts).line()
}

/// The name of the series for those who do not see the legend.
fn heard(rows: &Rows, series: usize) -> Option<Html> {
    let name = rows.series.get(series).filter(|_| rows.series.len() > 1)?;
    Some(element("span").class("visually-hidden").text(name).text(": ").into())
}

/// The figure, which leads to where it is stated, with a sign if there is a remark on it.
fn figure(canvas: Canvas, datum: &Datum) -> Html {
    let doubt = datum.doubt.is_some().then(|| element("span").class("dagger").text("†"));
    to_fact(datum.url.as_deref(), None, &datum.text, canvas.base).with(doubt)
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
