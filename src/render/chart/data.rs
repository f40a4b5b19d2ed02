//! What a chart shows, in words: as a sentence, as a description of the whole, as a table.

use super::super::html::{Html, element, name, scrolled};
use super::super::provenance::{CONTESTED, age, contested, doubt, to_fact};
use super::number::compact;
use super::{Canvas, axis_words};
use crate::date::Date;
use crate::exhibit::{Axis, Bin, Chart, Datum, Form, Lines, Name, Point, Rows, Standing};
use crate::parse::exhibit::ScaleType;
use crate::spelling::capitalised;

/// A figure of a chart.
pub(super) struct Entry<'a> {
    pub(super) name: &'a Name,
    /// Which figure of this name it is: the series, the place on a line, the axis, the interval.
    pub(super) which: Option<String>,
    pub(super) datum: &'a Datum,
    pub(super) axis: &'a Axis,
}

/// All figures of a chart, in the order they are drawn in.
pub(super) fn entries(chart: &Chart) -> Vec<Entry<'_>> {
    match &chart.form {
        Form::Bars(rows) | Form::Stacked(rows) | Form::Dots(rows) => of_rows(&chart.axis, rows),
        Form::Lines(lines) => of_lines(&chart.axis, lines),
        Form::Scatter { across, points } => of_points(&chart.axis, across, points),
        Form::Histogram(bins) => of_bins(&chart.axis, bins),
    }
}

fn of_rows<'a>(axis: &'a Axis, rows: &'a Rows) -> Vec<Entry<'a>> {
    let which = |index: usize| rows.series.get(index).filter(|series| !series.is_empty()).cloned();
    let rows = rows.rows.iter().flat_map(|row| {
        let values = row.values.iter().enumerate();
        values.filter_map(move |(index, datum)| Some((row, index, datum.as_ref()?)))
    });
    rows.map(|(row, index, datum)| Entry { name: &row.label, which: which(index), datum, axis }).collect()
}

fn of_lines<'a>(axis: &'a Axis, lines: &'a Lines) -> Vec<Entry<'a>> {
    let points = lines
        .series
        .iter()
        .flat_map(|series| series.points.iter().map(|(_, place, datum)| (&series.label, place, datum)));
    let which = |place: &String, datum: &Datum| (!datum.is_of(place)).then(|| place.clone());
    points.map(|(name, place, datum)| Entry { name, which: which(place, datum), datum, axis }).collect()
}

fn of_points<'a>(upwards: &'a Axis, across: &'a Axis, points: &'a [Point]) -> Vec<Entry<'a>> {
    let figures =
        |point: &'a Point| [(upwards, &point.upwards), (across, &point.across)].map(|pair| (point, pair));
    let figures = points.iter().flat_map(figures);
    let which = |axis: &Axis| Some(axis.label.clone());
    figures
        .map(|(point, (axis, datum))| Entry { name: &point.label, which: which(axis), datum, axis })
        .collect()
}

fn of_bins<'a>(axis: &'a Axis, bins: &'a [Bin]) -> Vec<Entry<'a>> {
    let members = bins.iter().flat_map(|bin| bin.members.iter().map(move |member| (bin, member)));
    let which = |bin: &Bin| Some(interval(axis, bins, bin));
    members.map(|(bin, (name, datum))| Entry { name, which: which(bin), datum, axis }).collect()
}

/// `10k to 20k`.
pub(super) fn interval(axis: &Axis, bins: &[Bin], bin: &Bin) -> String {
    let largest = bins.iter().map(|bin| bin.to.0.abs()).fold(0.0, f64::max);
    format!("{} to {}", compact(bin.from.0, largest, axis), compact(bin.to.0, largest, axis))
}

/// `about 41 metres`.
pub(super) fn quantity(datum: &Datum, axis: &Axis) -> String {
    // The unit of an axis stands in the plural.
    let of_axis = axis.unit.as_ref().filter(|_| datum.text != "1");
    match datum.unit.as_ref().or(of_axis) {
        Some(unit) => format!("{} {unit}", datum.text),
        None => datum.text.clone(),
    }
}

/// The figure where the axis is told beside it: with its unit, unless the axis says what it counts.
pub(super) fn at_axis(datum: &Datum, axis: &Axis) -> String {
    if axis.unit.is_some() { datum.text.clone() } else { quantity(datum, axis) }
}

/// `Eddystone, 1882: about 41 metres, June 1910, Lights of 1910`.
pub(super) fn sentence(entry: &Entry) -> String {
    let Entry { name, which, datum, axis } = entry;
    let named = Some(name.text.as_str()).filter(|name| !name.is_empty());
    let of: Vec<_> = named.into_iter().chain(which.as_deref()).collect();
    let source = datum.source.as_ref().map(|source| source.text.clone());
    let Standing { age, contested } = datum.standing;
    let age = age.map(|age| age.to_string());
    let told = [quantity(datum, axis)].into_iter().chain(datum.date.map(Date::long)).chain(age);
    let told = told.chain(source).chain(contested.then(|| "sources differ".to_owned()));
    let told: Vec<_> = told.collect();
    format!("{}: {}", of.join(", "), told.join(", "))
}

/// The signs behind the figures of a mark in a picture: whether sources differ and, if remarks are `marked`, whether there
/// is one.
pub(super) fn signs(data: &[&Datum], marked: bool) -> String {
    let sign = |is_shown, sign| if is_shown { sign } else { "" };
    let contested = sign(data.iter().any(|datum| datum.standing.contested), CONTESTED);
    let doubted = sign(marked && data.iter().any(|datum| datum.doubt.is_some()), "†");
    format!("{contested}{doubted}")
}

/// What the picture shows: its form, how much it holds, and between which ends.
pub(super) fn description(chart: &Chart, entries: &[Entry]) -> String {
    let counted =
        |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let figures = counted(entries.len(), "figure", "figures");
    let form = match &chart.form {
        Form::Bars(_) => format!("Bar chart of {figures}"),
        Form::Stacked(rows) => {
            format!("{} put together from {figures}", counted(rows.rows.len(), "bar", "bars"))
        }
        Form::Dots(_) => format!("Dot plot of {figures}"),
        Form::Lines(lines) => {
            format!("Chart of {} through {figures}", counted(lines.series.len(), "line", "lines"))
        }
        Form::Scatter { points, .. } => {
            format!("Scatter plot of {}", counted(points.len(), "point", "points"))
        }
        Form::Histogram(bins) => {
            format!("Histogram of {figures} in {}", counted(bins.len(), "interval", "intervals"))
        }
    };
    let second = if let Form::Scatter { across, .. } = &chart.form { Some(across) } else { None };
    let axes = [Some(&chart.axis), second].into_iter().flatten();
    // Bars that are put together are drawn on a linear scale whatever was asked for.
    let added = matches!(chart.form, Form::Stacked(_));
    let words = |axis: &Axis| if added { linear_words(axis) } else { axis_words(axis) };
    let axes: Vec<_> = axes.map(|axis| ends(axis, &words(axis), entries)).collect();
    format!("{form}. {}.", axes.join(". "))
}

/// `Height: from 20 (Muckle Flugga) to at most 60 (Eddystone)`.
fn ends(axis: &Axis, words: &str, entries: &[Entry]) -> String {
    let on_axis = || entries.iter().filter(|entry| std::ptr::eq(entry.axis, axis));
    let low = on_axis().min_by(|one, other| one.datum.low.0.total_cmp(&other.datum.low.0));
    // Of equals the first, as with the least.
    let high = on_axis().rev().max_by(|one, other| one.datum.high.0.total_cmp(&other.datum.high.0));
    let (Some(low), Some(high)) = (low, high) else { return words.to_owned() };
    let end = |entry: &Entry| {
        // A line that is the only one may have no name.
        let which = entry.which.as_deref().filter(|_| entry.name.text.is_empty());
        format!("{} ({})", at_axis(entry.datum, axis), which.unwrap_or(&entry.name.text))
    };
    let told = if std::ptr::eq(low, high) { end(low) } else { format!("from {} to {}", end(low), end(high)) };
    if words.is_empty() { capitalised(&told) } else { format!("{words}: {told}") }
}

/// What an axis counts, without its scale.
fn linear_words(axis: &Axis) -> String {
    axis_words(&Axis { scale: ScaleType::Linear, ..axis.clone() })
}

/// Every figure with its date, its source and what is to be said of it.
pub(super) fn table(canvas: Canvas, entries: &[Entry]) -> Html {
    let columns = columns(canvas, entries);
    let class = |column: &Column| if column.numeric { "right" } else { "" };
    let head = |column: &Column| element("th").attr("scope", "col").class(class(column)).text(&column.head);
    let row = |entry: &Entry| {
        let cell = |(index, column): (usize, &Column)| match index {
            0 => element("th").attr("scope", "row").with((column.cell)(entry, canvas.base)),
            _ => element("td").class(class(column)).with((column.cell)(entry, canvas.base)),
        };
        element("tr").with(columns.iter().enumerate().map(cell).collect::<Html>()).line()
    };
    let heads = element("tr").with(columns.iter().map(head).collect::<Html>());
    let rows: Html = entries.iter().map(row).collect();
    let table = element("table")
        .newline()
        .with(element("thead").with(heads).line())
        .with(element("tbody").newline().with(rows).line());
    scrolled(format_args!("Data: {}", canvas.title)).newline().with(table.line()).line()
}

struct Column {
    head: String,
    numeric: bool,
    /// What stands in the cell of a row.
    cell: fn(&Entry, &str) -> Html,
}

/// The columns that hold anything.
fn columns(canvas: Canvas, entries: &[Entry]) -> Vec<Column> {
    let column = |head: &str, cell| Column { head: head.to_owned(), numeric: false, cell };
    let one_axis = entries.iter().all(|entry| std::ptr::eq(entry.axis, canvas.axis));
    // Whether the axis is logarithmic does not matter to those who read numbers.
    let (value, text): (_, fn(&Entry, &str) -> Html) = if one_axis {
        (linear_words(canvas.axis), |entry, _| value(entry, &at_axis(entry.datum, entry.axis)))
    } else {
        ("Value".to_owned(), |entry, _| value(entry, &quantity(entry.datum, entry.axis)))
    };
    let all = vec![
        column("Name", |entry, base| name(entry.name, base)),
        column("Which", |entry, _| Html::default().text(entry.which.as_deref().unwrap_or_default())),
        Column { head: value, numeric: true, cell: text },
        column("Date", |entry, base| {
            let date = entry.datum.date.map(Date::long);
            let date = date.map(|date| to_fact(entry.datum.url.as_deref(), None, &date, base));
            Html::join([date, age(entry.datum.standing.age)].into_iter().flatten(), " ")
        }),
        column("Source", |entry, base| source(entry.datum, base)),
        column("Remarks", |entry, base| remarks(entry.datum, base)),
    ];
    let holds = |column: &Column| entries.iter().any(|entry| !(column.cell)(entry, canvas.base).is_empty());
    all.into_iter().filter(holds).collect()
}

/// The figure, with a sign if sources differ on it.
fn value(entry: &Entry, words: &str) -> Html {
    Html::default().text(words).with(contested(&entry.datum.standing))
}

fn source(datum: &Datum, base: &str) -> Html {
    let source = Html::from(datum.source.as_ref().map(|source| name(source, base)));
    match &datum.at {
        Some(at) => source.text(", ").text(at),
        None => source,
    }
}

fn remarks(datum: &Datum, base: &str) -> Html {
    let note = Html::default().text(datum.note.as_deref().unwrap_or_default());
    note.with(datum.doubt.as_ref().map(|remark| doubt(remark, base)))
}
