//! RIS: a tag and a value a line. It has no escapes, so a value is one line.

use super::author::Author;
use super::{Part, edition_field, one_line, part, text};
use crate::plan::view::CitationView;
use crate::render::html::Html;

/// The record of a page, or of the report.
pub(super) fn record(cited: &CitationView) -> Html {
    let value = |words: &String| text(&one_line(words));
    let kind = if cited.report.is_some() { "CHAP" } else { "RPRT" };
    let date = cited.date.as_ref().map(|date| date.iso.as_str());
    let authors = cited.authors.iter().map(|author| ("AU", Some(text(&name(author)))));
    let fields = [
        ("T2", cited.report.as_ref().map(value)),
        ("PY", date.and_then(|date| date.get(..4)).map(text)),
        ("DA", date.map(|date| text(&slashed(date)))),
        ("ET", cited.version.as_ref().map(value)),
        ("N1", cited.edition.as_ref().map(|edition| value(&edition_field(edition)))),
        ("PB", cited.publisher.as_ref().map(value)),
        ("DO", cited.doi.as_ref().map(value)),
        ("UR", cited.url.as_ref().map(|url| part(Part::Address, &one_line(url)))),
        ("LA", Some(value(&cited.language))),
        ("ID", Some(part(Part::Key, &cited.key))),
    ];
    let head = [("TY", Some(text(kind))), ("TI", Some(part(Part::Title, &one_line(&cited.title))))];
    let lines = head.into_iter().chain(authors).chain(fields);
    let lines = lines.filter_map(|(tag, value)| Some(text(tag).text("  - ").with(value?).newline()));
    lines.collect::<Html>().text("ER  - ")
}

/// A comma tells a person from any other name, and programs look for it.
fn name(author: &str) -> String {
    match Author::of(author) {
        Author::Person { family, given } => one_line(&format!("{family}, {given}")),
        Author::Name(name) => one_line(name),
    }
}

/// `2021-06` as `2021/06//`: year, month, day and a remark, any of which but the first can be missing.
fn slashed(date: &str) -> String {
    let mut parts: Vec<_> = date.split('-').collect();
    parts.resize(4, "");
    parts.join("/")
}
