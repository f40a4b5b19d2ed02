//! Charts in rows, each with its name: bars, stacked bars, dots.

use super::super::data::{Entry, sentence};
use super::super::scale::{Scale, Start, ends};
use super::shapes::Sample;
use super::{End, Fill, Mark, imprecise, range};
use crate::exhibit::{Axis, Datum, Row, Rows};
use crate::parse::Precision;
use crate::parse::exhibit::ScaleType;

/// The shortest bar, in percent.
const SLIVER: f64 = 0.5;

/// About how many steps the axis has.
const STEPS: u8 = 5;

/// A chart in rows.
pub(in crate::render::chart) struct RowsScene<'a> {
    /// What the rows are.
    pub(in crate::render::chart) kind: Kind,
    /// The axis that is drawn.
    pub(in crate::render::chart) axis: Axis,
    pub(in crate::render::chart) scale: Scale,
    /// The names of the series.
    pub(in crate::render::chart) series: &'a [String],
    pub(in crate::render::chart) rows: Vec<SceneRow<'a>>,
}

/// A row with what is drawn in it.
pub(in crate::render::chart) struct SceneRow<'a> {
    pub(in crate::render::chart) row: &'a Row,
    /// One line of marks or, where the bars of a row stand below each other, several.
    pub(in crate::render::chart) tracks: Vec<Track<'a>>,
}

/// One line of marks, with the figures that are written beside or below it, each with its series.
pub(in crate::render::chart) struct Track<'a> {
    pub(in crate::render::chart) marks: Vec<Mark>,
    pub(in crate::render::chart) figures: Vec<(usize, &'a Datum)>,
}

/// What the rows of a chart are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::render::chart) enum Kind {
    /// A bar each.
    Bars,
    /// Several bars each.
    Grouped,
    /// A bar each that is put together.
    Stacked,
    /// A point each.
    Dots,
    /// Several points each.
    SeveralDots,
}

impl Kind {
    /// Whether points are drawn, and not bars.
    pub(in crate::render::chart) fn is_dots(self) -> bool {
        match self {
            Self::Dots | Self::SeveralDots => true,
            Self::Bars | Self::Grouped | Self::Stacked => false,
        }
    }

    /// What a series is told by.
    pub(in crate::render::chart) fn sample(self) -> Sample {
        if self.is_dots() { Sample::Point } else { Sample::Bar }
    }

    /// Whether the figures stand beside the marks, and not below them.
    pub(in crate::render::chart) fn has_figures_beside(self) -> bool {
        match self {
            Self::Bars | Self::Grouped | Self::Dots => true,
            Self::Stacked | Self::SeveralDots => false,
        }
    }
}

/// A row for each name with a bar for each value.
pub(in crate::render::chart) fn bars<'a>(axis: &Axis, rows: &'a Rows) -> RowsScene<'a> {
    let grouped = rows.series.len() > 1;
    let scale = Scale::new(axis, &ends(data(rows)), Start::Zero, STEPS);
    let marked = rows.rows.iter().any(|row| row.marked);
    let tracks = |row: &'a Row| {
        let track = |(series, datum): (usize, &'a Datum)| {
            // Beside a row that stands out the others step back.
            let others = marked && !row.marked && !grouped;
            let title = title(axis, rows, row, series);
            Track { marks: bar(&scale, datum, series, others, &title), figures: vec![(series, datum)] }
        };
        values(row).map(track).collect()
    };
    let kind = if grouped { Kind::Grouped } else { Kind::Bars };
    let drawn = rows.rows.iter().map(|row| SceneRow { row, tracks: tracks(row) }).collect();
    RowsScene { kind, axis: axis.clone(), scale, series: &rows.series, rows: drawn }
}

/// A bar for each row, put together from its values.
pub(in crate::render::chart) fn stacked<'a>(axis: &Axis, rows: &'a Rows) -> RowsScene<'a> {
    if rows.series.len() < 2 {
        return bars(axis, rows);
    }
    // Lengths on a logarithmic scale do not add up.
    let axis = Axis { scale: ScaleType::Linear, ..axis.clone() };
    let totals: Vec<_> = rows.rows.iter().flat_map(|row| layers(row).flat_map(|(_, ends)| ends)).collect();
    let scale = Scale::new(&axis, &totals, Start::Zero, STEPS);
    let track = |row: &'a Row| {
        let segment = |(series, [from, to]): (usize, [f64; 2])| {
            let title = title(&axis, rows, row, series);
            piece((scale.position(from), scale.position(to)), series, Fill::default(), &title)
        };
        Track { marks: layers(row).map(segment).collect(), figures: values(row).collect() }
    };
    let drawn = rows.rows.iter().map(|row| SceneRow { row, tracks: vec![track(row)] }).collect();
    RowsScene { kind: Kind::Stacked, axis, scale, series: &rows.series, rows: drawn }
}

/// A line for each row with a mark for each value.
pub(in crate::render::chart) fn dots<'a>(axis: &Axis, rows: &'a Rows) -> RowsScene<'a> {
    let scale = Scale::new(axis, &ends(data(rows)), Start::Least, STEPS);
    let track = |row: &'a Row| {
        let dots = values(row)
            .flat_map(|(series, datum)| dot(&scale, datum, series, title(axis, rows, row, series)));
        Track { marks: dots.collect(), figures: values(row).collect() }
    };
    let kind = if rows.series.len() < 2 { Kind::Dots } else { Kind::SeveralDots };
    let drawn = rows.rows.iter().map(|row| SceneRow { row, tracks: vec![track(row)] }).collect();
    RowsScene { kind, axis: axis.clone(), scale, series: &rows.series, rows: drawn }
}

/// A bar from zero to its value, with the mark of its precision at the end.
fn bar(scale: &Scale, datum: &Datum, series: usize, others: bool, title: &str) -> Vec<Mark> {
    let (zero, low, high) = (scale.zero(), scale.position(datum.low.0), scale.position(datum.high.0));
    // Of a range, what it has in any case is solid, on either side of zero.
    let sure = if low > zero { low } else { high.min(zero) };
    let fill = Fill { others, hollow: datum.precision == Precision::AtMost, light: false };
    let solid = piece((zero, sure), series, fill, title);
    let light = range(datum, |value| scale.position(value))
        .map(|[low, high]| piece((low, high), series, Fill { light: true, ..fill }, title));
    let end = match datum.precision {
        // A bar shorter than its teeth would be gone.
        Precision::Approximate if high > zero + 3.0 => Some(End::Torn),
        // Towards the other side the arrow would lie on the bar; the figure says it in words as well.
        Precision::AtLeast if high >= zero => Some(End::Arrow),
        Precision::Approximate | Precision::AtLeast | Precision::AtMost | Precision::Exact => None,
    };
    let end = end.map(|end| Mark::End { at: high, end });
    [Some(solid), light, end].into_iter().flatten().collect()
}

fn piece((from, to): (f64, f64), series: usize, fill: Fill, title: &str) -> Mark {
    let (start, length) = (from.min(to), (to - from).abs());
    // The smallest bar is still seen to be one.
    let length = if length > 0.0 { length.max(SLIVER) } else { length };
    Mark::Bar { series, fill, ends: (start, start + length), title: title.to_owned() }
}

fn dot(scale: &Scale, datum: &Datum, series: usize, title: String) -> impl Iterator<Item = Mark> {
    let (low, high) = (scale.position(datum.low.0), scale.position(datum.high.0));
    let span = range(datum, |value| scale.position(value));
    let span = span.map(|[low, high]| Mark::Span { series, from: (low, 50.0), to: (high, 50.0) });
    let at = (f64::midpoint(low, high), 50.0);
    span.into_iter().chain([Mark::Point { series, at, hollow: imprecise(datum), title }])
}

fn title(axis: &Axis, rows: &Rows, row: &Row, series: usize) -> String {
    let which = rows.series.get(series).filter(|series| !series.is_empty()).cloned();
    let entry = |datum| Entry { name: &row.label, which, datum, axis };
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

/// Where each of the values of a row starts and ends, one after the other; what is below zero goes the other way. A
/// range counts with its lower end, for more is not certain.
fn layers(row: &Row) -> impl Iterator<Item = (usize, [f64; 2])> {
    let mut reached = (0.0, 0.0);
    values(row).map(move |(series, datum)| {
        let value = datum.low.0;
        let end = if value < 0.0 { &mut reached.0 } else { &mut reached.1 };
        let from = *end;
        // A sum of the largest numbers is none any more.
        *end = (*end + value).clamp(f64::MIN, f64::MAX);
        (series, [from, *end])
    })
}
