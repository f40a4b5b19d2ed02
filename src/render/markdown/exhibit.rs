//! Exhibits as tables and lists of their data.

use super::Frame;
use super::claims::{bracketed, cited_remark, located, name, sort_of_event};
use super::text::{Text, Words};
use super::walkthrough;
use crate::config::headed;
use crate::date::Date;
use crate::exhibit::{
    Cell, Chart, Claim, Column, Content, Development, Disagreement, Exhibit, ExhibitFiles, Figure, Table,
    Timeline, TimelineEvent, ValueChange,
};
use crate::parse::EventKind;
use crate::render::{chart, exhibit as drawn, network};

/// Writes an exhibit: its title, what it shows, and where its data are.
pub(super) fn write<'a>(text: &mut Text<'a>, exhibit: &'a Exhibit, frame: &Frame<'_>) {
    let Exhibit { id: _, title, note, content, files } = exhibit;
    text.paragraph(Words::default().strong(Words::default().text(title.as_str())));
    match content {
        Content::Chart(chart) => figures(text, chart, frame),
        Content::Table(shown) => table(text, shown, frame),
        Content::Timeline(timeline) => events(text, timeline, frame),
        Content::Network(shown) => {
            text.paragraph(Words::default().text(network::described(shown)));
            table(text, &network::rows(shown), frame);
        }
        Content::Matrix(shown) => {
            text.paragraph(Words::default().text(network::matrix_told(shown)));
            table(text, &network::matrix_rows(shown), frame);
            table(text, &network::listed(&shown.relations), frame);
        }
        Content::Walkthrough(walk) => walkthrough::write(text, walk),
        Content::Disagreements(found) => disagreements(text, found, frame),
        Content::Development(development) => changes(text, development, frame),
    }
    text.paragraph(Words::default().text(note.as_deref().unwrap_or_default()));
    text.paragraph(places(files, frame));
}

/// Where it can be had besides.
fn places(files: &ExhibitFiles, frame: &Frame<'_>) -> Words<'static> {
    let ExhibitFiles { data, csv, svg, share } = files;
    let places = [("Page of this exhibit", share), ("CSV", csv), ("SVG", svg), ("All data", data)];
    let link = |(words, url): (&'static str, &Option<String>)| {
        Some(Words::default().link(words, frame.below(url.as_ref()?)))
    };
    Words::join(places.into_iter().filter_map(link), " · ")
}

fn figures<'a>(text: &mut Text<'a>, shown: &'a Chart, frame: &Frame<'_>) {
    text.paragraph(Words::default().text(chart::described(shown)));
    table(text, &chart::table(shown), frame);
    text.paragraph(Words::default().text(chart::told(shown)));
    let missing = Words::join(shown.missing.iter().map(|missing| name(missing, frame)), ", ");
    if !missing.is_empty() {
        let more =
            if shown.more_missing > 0 { format!(" and {} more", shown.more_missing) } else { String::new() };
        text.paragraph(Words::default().text("No figure: ").with(missing).text(more));
    }
}

/// All columns of a table, those included that few rows fill.
fn table(text: &mut Text<'_>, table: &Table, frame: &Frame<'_>) {
    let Table { columns, rows, left_out } = table;
    let head = |column: &Column| {
        let head = headed(&column.label, column.unit.as_deref());
        (Words::default().text(head), column.numeric)
    };
    let heads: Vec<_> = columns.iter().map(head).collect();
    let count = rows.len();
    let rows = rows.iter().map(|cells| {
        let cells = cells.iter().zip(columns);
        cells.map(|(shown, column)| cell(shown, column.bare, frame).into_static()).collect()
    });
    if !heads.is_empty() {
        text.table(heads, rows.collect());
    }
    if *left_out > 0 {
        text.paragraph(Words::default().text(format!("The first {count} of {} rows.", count + left_out)));
    }
}

fn cell<'a>(cell: &'a Cell, bare: bool, frame: &Frame<'_>) -> Words<'a> {
    match cell {
        Cell::Empty => Words::default(),
        Cell::Names(names) => Words::join(names.iter().map(|to| name(to, frame)), ", "),
        Cell::Figure(stated) => figure(stated, !bare, frame),
    }
}

/// A figure with all that is to be said of it.
fn figure<'a>(figure: &'a Figure, dated: bool, frame: &Frame<'_>) -> Words<'a> {
    let Figure {
        text,
        date,
        source,
        at,
        note,
        doubt,
        standing,
        url,
        sort: _,
        unit: _,
        plain: _,
        precision: _,
    } = figure;
    let url = url.as_ref().map(|url| frame.below(url)).unwrap_or_default();
    let date = date.filter(|_| dated).map(|date| Words::default().text(date.long()));
    let source = source.as_ref().map(|source| located(name(source, frame), at.as_deref()));
    let age = standing.age.map(|age| Words::default().text(age.to_string()));
    let differ = standing.contested.then(|| Words::default().text("sources differ"));
    let small = bracketed(Words::join([date, source, age, differ].into_iter().flatten(), "; "));
    let note = note.as_deref().map(|note| Words::default().text(note));
    let doubt = doubt.as_ref().map(|remark| cited_remark(remark, frame));
    let value = Words::default().link(text.as_str(), url);
    let value = Words::join([Some(value), note].into_iter().flatten(), ", ");
    Words::join([Some(value), Some(small), doubt].into_iter().flatten(), " ")
}

fn events<'a>(text: &mut Text<'a>, timeline: &'a Timeline, frame: &Frame<'_>) {
    text.paragraph(Words::default().text(drawn::timeline_summary(timeline)));
    text.list(timeline.events.iter().map(|event| happening(event, frame)));
    if !timeline.predictions.is_empty() {
        text.paragraph(Words::default().text("Predictions:"));
        text.list(timeline.predictions.iter().map(|event| happening(event, frame)));
    }
}

fn happening<'a>(event: &'a TimelineEvent, frame: &Frame<'_>) -> Words<'a> {
    let TimelineEvent { date, text, kind, said, subjects, lane: _, doubt, source, at, url } = event;
    let date = Words::default().link(date.long(), frame.below(url)).text(": ");
    let subjects = Words::join(subjects.iter().map(|subject| name(subject, frame)), ", ");
    let kind = sort_of_event(kind.map(EventKind::name), said.map(Date::long).as_deref());
    let source = source.as_ref().map(|source| bracketed(located(name(source, frame), at.as_deref())));
    let doubt = doubt.as_ref().map(|remark| cited_remark(remark, frame));
    let words = date.with(Words::join([subjects, Words::default().text(text.as_str())], ": "));
    Words::join([Some(words), kind, source, doubt].into_iter().flatten(), " ")
}

fn disagreements<'a>(text: &mut Text<'a>, found: &'a [Disagreement], frame: &Frame<'_>) {
    if found.is_empty() {
        return text.paragraph(Words::default().text("The sources agree."));
    }
    text.nested(found.iter().map(|found| {
        let Disagreement { subject, metric, kind: _, gap, claims } = found;
        let of = name(subject, frame).text(", ").text(metric.as_str());
        let gap = gap.as_deref().map(|gap| Words::default().text(gap));
        let of = Words::join([Some(of), gap].into_iter().flatten(), ": ");
        (of, claims.iter().map(|said| claim(said, frame)).collect())
    }));
}

fn claim<'a>(claim: &'a Claim, frame: &Frame<'_>) -> Words<'a> {
    let Claim { text, span: _, printed, date, source, at, note, doubt, age, url } = claim;
    let date = date.as_deref().unwrap_or("stated");
    let date = Words::default().link(date, frame.below(url));
    let source = source.as_ref().map(|source| located(name(source, frame), at.as_deref()));
    let age = age.map(|age| Words::default().text(age.to_string()));
    let small = bracketed(Words::join([Some(date), source, age].into_iter().flatten(), "; "));
    let printed = printed.then(|| Words::default().text("Printed in this report."));
    let note = note.as_deref().map(|note| Words::default().text(note));
    let doubt = doubt.as_ref().map(|remark| cited_remark(remark, frame));
    let value = Words::join([Some(Words::default().text(text.as_str())), note].into_iter().flatten(), ", ");
    let parts = [Some(value), Some(small), printed, doubt];
    Words::join(parts.into_iter().flatten(), " ")
}

fn changes<'a>(text: &mut Text<'a>, development: &'a Development, frame: &Frame<'_>) {
    let Development { figures, statuses, left_out } = development;
    text.list(figures.iter().chain(statuses).map(|change| {
        let ValueChange { subject, metric, ends, between, drawn: _, by } = change;
        let [first, last] = ends.each_ref().map(|end| figure(end, true, frame));
        let of = name(subject, frame).text(", ").text(metric.as_str()).text(": ");
        let between = match between {
            0 => None,
            1 => Some("1 value between".to_owned()),
            more => Some(format!("{more} values between")),
        };
        let rest = [by.clone(), between].into_iter().flatten().map(|words| Words::default().text(words));
        Words::join([of.with(first).text(" → ").with(last)].into_iter().chain(rest), ", ")
    }));
    if *left_out > 0 {
        text.paragraph(Words::default().text(format!("{left_out} more are among all figures.")));
    }
}
