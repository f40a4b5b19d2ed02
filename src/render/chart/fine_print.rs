//! What stands below a chart in small letters: when and by whom, how much is left out, what the marks mean.

use super::super::foot::{Foot, NAMED, distinct};
use super::super::html::{Html, element, name};
use super::super::provenance::contested_legend;
use super::Canvas;
use super::data::{Entry, quantity};
use crate::exhibit::{Chart, Datum, Form, Name, Row};
use crate::model::Age;
use crate::parse::Precision;
use crate::spelling::capitalised;

/// So many names are read as a sentence; more are put away behind a button.
const LISTED: usize = 8;

/// What stands below a chart; `table` has all its figures.
pub(super) fn foot<'a>(canvas: Canvas, chart: &'a Chart, entries: &[Entry<'a>], table: Html) -> Foot<'a> {
    let words = |words: Option<String>| words.map(|words| Html::default().text(words));
    let sources = distinct(entries.iter().filter_map(|entry| entry.datum.source.as_ref()));
    let notes = [
        all_sources(&sources, canvas.base),
        words(explained(chart, entries)),
        entries.iter().any(|entry| entry.datum.standing.contested).then(|| contested_legend(canvas.base)),
        words(doubts(entries)),
        aged(entries, canvas.base),
        undated(chart, canvas.base),
        gaps(chart, canvas.base),
        missing(&chart.missing, chart.more_missing, canvas.base),
    ];
    let lines: Html = notes.into_iter().flatten().map(|note| element("p").with(note).line()).collect();
    let print = element("div").class("fine-print").newline();
    let print = (!lines.is_empty()).then(|| print.with(lines).line());
    let notes = if entries.is_empty() { print.into() } else { Html::from(print).with(table) };
    Foot { told: told(chart), sources, dates: dates(entries), notes }
}

/// What must not be overlooked.
pub(in crate::render) fn told(chart: &Chart) -> String {
    let missing = match chart.missing.len() + chart.more_missing {
        0 => None,
        count => Some(format!("No figure for {count}.")),
    };
    let parts: Vec<_> = [left_out(chart), missing].into_iter().flatten().collect();
    parts.join(" ")
}

/// Every source, if they are more than the line has room for.
fn all_sources(sources: &[&Name], base: &str) -> Option<Html> {
    let names = Html::join(sources.iter().map(|source| name(source, base)), ", ");
    (sources.len() > NAMED).then(|| Html::default().text("Sources: ").with(names))
}

/// Whether remarks are marked: a mark at most figures tells nothing.
pub(super) fn are_marked(entries: &[Entry]) -> bool {
    entries.iter().filter(|entry| entry.datum.doubt.is_some()).count() * 2 < entries.len()
}

pub(super) fn dates(entries: &[Entry]) -> Option<String> {
    let dated = || entries.iter().filter_map(|entry| entry.datum.date);
    let (first, last) = (dated().min()?.long(), dated().max()?.long());
    Some(if first == last { first } else { format!("{first} to {last}") })
}

/// `The 10 largest of 46.`
fn left_out(chart: &Chart) -> Option<String> {
    let count = match &chart.form {
        Form::Bars(rows) | Form::Stacked(rows) | Form::Dots(rows) => rows.rows.len(),
        Form::Lines(lines) => lines.series.len(),
        Form::Scatter { points, .. } => points.len(),
        Form::Histogram(bins) => bins.iter().map(|bin| bin.members.len()).sum(),
    };
    let all = count + chart.left_out;
    let tied = match chart.tied {
        0 => String::new(),
        1 => " One that is left out equals the last.".to_owned(),
        tied => format!(" {tied} that are left out equal the last."),
    };
    let describe = match order(chart) {
        Some(order) if count == 1 => format!("The {order} of {all}."),
        Some(order) => format!("The {count} {order} of {all}."),
        None => format!("{count} of {all} are shown."),
    };
    (chart.left_out > 0).then_some(describe + &tied)
}

/// Figures that a line could not take up.
fn undated(chart: &Chart, base: &str) -> Option<Html> {
    let axis = &chart.axis;
    let Form::Lines(lines) = &chart.form else { return None };
    let figure = |(of, datum): &(Name, Datum)| {
        let source = datum.source.as_ref();
        let source = source.map(|source| Html::default().text(" (").with(name(source, base)).text(")"));
        name(of, base).text(": ").text(quantity(datum, axis)).with(source)
    };
    let describe = Html::join(lines.undated.iter().map(figure), ", ");
    let words = Html::default().text("Not drawn, since the date is not known: ");
    (!describe.is_empty()).then(|| words.with(describe))
}

/// The parts that rows of several series lack.
fn gaps(chart: &Chart, base: &str) -> Option<Html> {
    let (Form::Bars(rows) | Form::Stacked(rows) | Form::Dots(rows)) = &chart.form else { return None };
    let gap = |row: &Row| {
        let parts = std::iter::zip(&rows.series, &row.values).filter(|(_, datum)| datum.is_none());
        let parts: Vec<_> = parts.map(|(series, _)| series.as_str()).collect();
        let describe = || name(&row.label, base).text(format_args!(" ({})", parts.join(", ")));
        (!parts.is_empty()).then(describe)
    };
    let describe = listed(rows.rows.iter().filter_map(gap).collect());
    describe.map(|describe| Html::default().text("Some figures are missing: ").with(describe))
}

/// Some words with commas between them, and how many more there are.
fn listed(words: Vec<Html>) -> Option<Html> {
    let more = words.len().saturating_sub(LISTED);
    let shown = Html::join(words.into_iter().take(LISTED), ", ");
    let shown = if more > 0 { shown.text(format_args!(" and {more} more")) } else { shown };
    (!shown.is_empty()).then_some(shown)
}

/// Whether the rows stand from the largest down or from the smallest up.
fn order(chart: &Chart) -> Option<&'static str> {
    let (Form::Bars(rows) | Form::Dots(rows)) = &chart.form else { return None };
    let [_] = rows.series.as_slice() else { return None };
    let values = || rows.rows.iter().filter_map(|row| Some(row.values.first()?.as_ref()?.low.0));
    match () {
        () if values().is_sorted_by(|one, next| one >= next) => Some("largest"),
        () if values().is_sorted() => Some("smallest"),
        () => None,
    }
}

/// What the marks of imprecise figures mean, as far as there are any.
pub(super) fn explained(chart: &Chart, entries: &[Entry]) -> Option<String> {
    let has = |what: fn(&Datum) -> bool| entries.iter().any(|entry| what(entry.datum));
    let approximate = has(|datum| datum.precision == Precision::Approximate);
    let at_least = has(|datum| datum.precision == Precision::AtLeast);
    let at_most = has(|datum| datum.precision == Precision::AtMost);
    let range = has(|datum| datum.low != datum.high);
    let bars = matches!(&chart.form, Form::Bars(_));
    let points = matches!(&chart.form, Form::Dots(_) | Form::Lines(_) | Form::Scatter { .. });
    let guess =
        matches!(&chart.form, Form::Lines(lines) if lines.series.iter().any(|one| one.points.len() == 2));
    let signs = [
        (bars && approximate, "a torn end: about"),
        (bars && at_least, "an arrow: at least"),
        (bars && at_most, "a hollow bar: at most"),
        (bars && range, "a light end: a range"),
        (points && (approximate || at_least || at_most), "a hollow mark: not exact"),
        (points && range, "a stroke through a mark: a range"),
        (guess, "a dotted line joins two figures alone"),
    ];
    let signs: Vec<_> = signs.into_iter().filter_map(|(seen, words)| seen.then_some(words)).collect();
    (!signs.is_empty()).then(|| format!("{}.", capitalised(&signs.join("; "))))
}

fn doubts(entries: &[Entry]) -> Option<String> {
    if !are_marked(entries) {
        return entries.first().map(|_| "There are remarks in the table below on most figures.".to_owned());
    }
    let mut names: Vec<_> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.datum.doubt.is_some()) {
        let name = entry.name.text.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| format!("† There is a remark in the table below: {}.", names.join(", ")))
}

/// The figures that are older than they should be, each with its age.
fn aged(entries: &[Entry], base: &str) -> Option<Html> {
    let mut told: Vec<(&Name, Age)> = Vec::new();
    for entry in entries {
        let Some(age) = entry.datum.standing.age else { continue };
        if !told.contains(&(entry.name, age)) {
            told.push((entry.name, age));
        }
    }
    let told = told.into_iter().map(|(of, age)| name(of, base).text(format_args!(" ({age})")));
    listed(told.collect()).map(|told| Html::default().text("Old figures: ").with(told))
}

/// Names what was asked for and has no figure: nothing must look like a zero.
fn missing(names: &[Name], more: usize, base: &str) -> Option<Html> {
    let listed = Html::join(names.iter().map(|missing| name(missing, base)), ", ");
    let listed = if more > 0 { listed.text(format_args!(" and {more} more")) } else { listed };
    (!names.is_empty()).then(|| Html::default().text("No figure: ").with(listed))
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::exhibit::{Amount, CitedRemark};

    fn bars(values: &[f64]) -> Chart {
        let chart = samples::charts().into_iter().find(|(name, _)| *name == "bars").map(|(_, chart)| chart);
        let mut chart = chart.unwrap();
        let Form::Bars(rows) = &mut chart.form else { panic!("bars are bars") };
        rows.rows.truncate(values.len());
        for (row, value) in rows.rows.iter_mut().zip(values) {
            row.values[0].as_mut().unwrap().low = Amount(*value);
        }
        chart
    }

    #[test]
    fn what_is_left_out_is_counted_in_the_words_of_the_order() {
        let describe = |values, left| left_out(&Chart { left_out: left, ..bars(values) });
        assert_eq!(describe(&[3.0, 2.0, 1.0], 0), None);
        assert_eq!(describe(&[3.0, 2.0, 1.0], 43).unwrap(), "The 3 largest of 46.");
        assert_eq!(describe(&[1.0, 2.0, 3.0], 43).unwrap(), "The 3 smallest of 46.");
        assert_eq!(describe(&[3.0, 1.0, 2.0], 43).unwrap(), "3 of 46 are shown.");
        assert_eq!(describe(&[3.0], 1).unwrap(), "The largest of 2.");
    }

    #[test]
    fn what_is_missing_is_counted_in_the_line_and_named_in_the_notes() {
        let names: Vec<_> = ["A", "B"].map(|letter| Name { text: letter.into(), url: None }).into();
        assert_eq!(missing(&[], 0, ""), None);
        assert_eq!(missing(&names, 0, "").unwrap().as_str(), "No figure: A, B");
        assert_eq!(missing(&names, 3, "").unwrap().as_str(), "No figure: A, B and 3 more");
        let chart = Chart { missing: names, more_missing: 3, left_out: 1, ..bars(&[3.0]) };
        assert_eq!(told(&chart), "The largest of 2. No figure for 5.");
    }

    #[test]
    fn remarks_are_marked_where_fewer_than_half_of_the_figures_have_one() {
        let remark = || Some(Box::new(CitedRemark { text: "Not so.".into(), ..CitedRemark::default() }));
        let mut chart = bars(&[3.0, 2.0, 1.0, 0.5]);
        let doubted = |chart: &mut Chart, count: usize| {
            let Form::Bars(rows) = &mut chart.form else { panic!("bars are bars") };
            for (index, row) in rows.rows.iter_mut().enumerate() {
                row.values[0].as_mut().unwrap().doubt = (index < count).then(remark).flatten();
            }
        };
        for (count, marked) in [(0, true), (1, true), (2, false), (4, false)] {
            doubted(&mut chart, count);
            let html = samples::rendered("remarks", chart.clone()).into_string();
            assert_eq!(html.matches("class=\"dagger\"").count(), if marked { count } else { 0 });
            assert_eq!(html.contains("on most figures"), !marked);
        }
    }
}
