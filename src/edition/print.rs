//! An edition as the manifest it is kept as: one line for each page, figure and event, sorted by address, so that what
//! differs between two of them, or between two states of one, is read off line by line.

use std::fmt::Write as _;

use super::{Edition, EditionEvent, EditionFact, EditionPage};
use crate::node::toml_text;
use crate::number::Number;

/// What a manifest begins with.
const HEAD: &str = "\
# An edition of the report, written by `fieldbook edition`: one line for each page, figure and event.
# `title` and `note` may be changed; `digest` stands for everything from the line `date` on.
";

/// The whole digits of numbers that TOML reads as such.
const MOST_DIGITS: usize = 18;

/// Writes the manifest.
pub fn manifest(edition: &Edition) -> String {
    let mut out = HEAD.to_owned();
    for (key, value) in [("title", &edition.title), ("note", &edition.note)] {
        if let Some(value) = value {
            // Writing to a string cannot fail.
            _ = writeln!(out, "{key} = {}", toml_text(value));
        }
    }
    let held = held(edition);
    _ = writeln!(out, "digest = \"{}\"\n{held}", edition.digest);
    out.truncate(out.trim_end().len());
    out + "\n"
}

/// What the digest stands for. It is written anew from what was read, so that line ends and spaces do not count.
pub(super) fn held(edition: &Edition) -> String {
    let Edition { name: _, title: _, note: _, date, pages, facts, events, digest: _ } = edition;
    let mut out = String::new();
    if let Some(date) = date {
        _ = writeln!(out, "date = \"{date}\"");
    }
    table(&mut out, "pages", pages.iter().map(|(address, page)| (address, page_line(page))));
    table(&mut out, "facts", facts.iter().map(|(address, fact)| (address, fact_line(fact))));
    table(&mut out, "events", events.iter().map(|(address, event)| (address, event_line(event))));
    out
}

fn table<'a>(out: &mut String, name: &str, lines: impl Iterator<Item = (&'a String, String)>) {
    _ = writeln!(out, "\n[{name}]");
    for (address, line) in lines {
        _ = writeln!(out, "{} = {{{line}}}", toml_text(address));
    }
}

fn page_line(page: &EditionPage) -> String {
    let EditionPage { kind, title, digest } = page;
    joined([
        ("kind", Some(toml_text(kind))),
        ("title", Some(toml_text(title))),
        ("digest", digest.as_deref().map(toml_text)),
    ])
}

fn fact_line(fact: &EditionFact) -> String {
    let EditionFact { metric, value, amount, date, source, note, disputed, digest } = fact;
    joined([
        ("metric", Some(toml_text(metric))),
        ("value", Some(toml_text(value))),
        ("amount", amount.as_ref().map(amount_text)),
        ("date", date.map(|date| toml_text(&date.to_string()))),
        ("source", source.as_deref().map(toml_text)),
        ("note", note.as_deref().map(toml_text)),
        ("disputed", disputed.then(|| "true".to_owned())),
        ("digest", Some(toml_text(digest))),
    ])
}

fn event_line(event: &EditionEvent) -> String {
    let EditionEvent { date, text, source, prediction } = event;
    joined([
        ("date", Some(toml_text(&date.to_string()))),
        ("text", Some(toml_text(text))),
        ("source", source.as_deref().map(toml_text)),
        ("prediction", prediction.then(|| "true".to_owned())),
    ])
}

fn joined<const N: usize>(fields: [(&str, Option<String>); N]) -> String {
    let fields = fields.into_iter().filter_map(|(key, value)| Some(format!("{key} = {}", value?)));
    fields.collect::<Vec<_>>().join(", ")
}

fn amount_text([from, to]: &[Number; 2]) -> String {
    let text = |number: &Number| {
        let plain = number.plain();
        let is_whole = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        if is_whole && plain.len() > MOST_DIGITS { toml_text(&plain) } else { plain }
    };
    if from == to { text(from) } else { format!("[{}, {}]", text(from), text(to)) }
}
