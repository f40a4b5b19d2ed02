//! A chart as rows and columns.

use super::data::interval;
use crate::exhibit::{Axis, Bin, Cell, Chart, Column, Datum, Form, Lines, Name, Point, Rows, Table};

/// The figures of a chart as a table.
pub(in crate::render) fn table(chart: &Chart) -> Table {
    let axis = &chart.axis;
    let (columns, rows) = match &chart.form {
        Form::Bars(rows) | Form::Stacked(rows) | Form::Dots(rows) => of_rows(axis, rows),
        Form::Lines(lines) => of_lines(axis, lines),
        Form::Scatter { across, points } => of_points(axis, across, points),
        Form::Histogram(bins) => of_bins(axis, bins),
    };
    Table { columns, rows, left_out: chart.left_out }
}

type Cells = (Vec<Column>, Vec<Vec<Cell>>);

fn column(label: &str, numeric: bool) -> Column {
    Column { label: label.to_owned(), numeric, ..Column::default() }
}

/// The head of a column of values, with their unit.
fn values(axis: &Axis) -> Column {
    let head = column(if axis.label.is_empty() { "Value" } else { &axis.label }, true);
    Column { unit: axis.unit.clone(), ..head }
}

fn named(name: &Name) -> Cell {
    Cell::Names(vec![name.clone()])
}

fn words(text: &str) -> Cell {
    Cell::Names(vec![Name { text: text.to_owned(), url: None }])
}

fn figure(datum: &Datum) -> Cell {
    Cell::Figure(datum.clone().into())
}

/// A column for each series.
fn of_rows(axis: &Axis, rows: &Rows) -> Cells {
    let head = |series: &String| if series.is_empty() { values(axis) } else { column(series, true) };
    let heads = [column("Name", false)].into_iter().chain(rows.series.iter().map(head)).collect();
    let cell = |datum: &Option<Datum>| datum.as_ref().map_or(Cell::Empty, figure);
    let rows = rows.rows.iter();
    (
        heads,
        rows.map(|row| [named(&row.label)].into_iter().chain(row.values.iter().map(cell)).collect())
            .collect(),
    )
}

/// A row for each point; where it stands has a column of its own, unless it is the date of the figure.
fn of_lines(axis: &Axis, lines: &Lines) -> Cells {
    let points = lines.series.iter().flat_map(|series| {
        series.points.iter().map(|(_, place, datum)| (&series.label, Some(place.as_str()), datum))
    });
    let undated = lines.undated.iter().map(|(name, datum)| (name, None, datum));
    let all: Vec<_> = points.chain(undated).collect();
    let has_places = all.iter().any(|(_, place, datum)| place.is_some_and(|place| !datum.is_of(place)));
    let place = |place: Option<&str>| has_places.then(|| place.map_or(Cell::Empty, words));
    let heads = [Some(column("Name", false)), has_places.then(|| column("At", false)), Some(values(axis))];
    let row = |(name, at, datum): &(&Name, Option<&str>, &Datum)| {
        [Some(named(name)), place(*at), Some(figure(datum))].into_iter().flatten().collect()
    };
    (heads.into_iter().flatten().collect(), all.iter().map(row).collect())
}

fn of_points(upwards: &Axis, across: &Axis, points: &[Point]) -> Cells {
    let row = |point: &Point| vec![named(&point.label), figure(&point.across), figure(&point.upwards)];
    (vec![column("Name", false), values(across), values(upwards)], points.iter().map(row).collect())
}

fn of_bins(axis: &Axis, bins: &[Bin]) -> Cells {
    let rows = bins.iter().flat_map(|bin| {
        let between = interval(axis, bins, bin);
        bin.members.iter().map(move |(name, datum)| vec![named(name), figure(datum), words(&between)])
    });
    (vec![column("Name", false), values(axis), column("Interval", false)], rows.collect())
}
