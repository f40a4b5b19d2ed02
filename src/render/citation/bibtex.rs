//! BibTeX, in the words that BibLaTeX reads as well.

use super::author::Author;
use super::{Part, edition_field, one_line, part, text};
use crate::plan::view::CitationView;
use crate::render::html::Html;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The entry of a page, or of the report.
pub(super) fn entry(cited: &CitationView) -> Html {
    let authors: Vec<_> = cited.authors.iter().map(|author| name(author)).collect();
    let publisher = cited.publisher.as_deref();
    let (kind, publisher_key) = match (&cited.report, publisher) {
        (Some(_), _) => ("incollection", "publisher"),
        (None, Some(_)) => ("techreport", "institution"),
        (None, None) => ("misc", "publisher"),
    };
    let date = cited.date.as_ref().map(|date| date.iso.as_str());
    let month = date.and_then(|date| date.get(5..7)?.parse::<usize>().ok());
    let month = month.and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let whole = |words: &str| text(&format!("{{{{{}}}}}", escaped(words)));
    let braced = |words: &str| text(&format!("{{{words}}}"));
    let fields = [
        ("author", (!authors.is_empty()).then(|| braced(&authors.join(" and ")))),
        ("title", Some(text("{{").with(part(Part::Title, &escaped(&cited.title))).text("}}"))),
        ("booktitle", cited.report.as_deref().map(whole)),
        (publisher_key, publisher.map(whole)),
        ("date", date.map(braced)),
        ("year", date.and_then(|date| date.get(..4)).map(braced)),
        ("month", month.map(|month| text(month))),
        ("note", note(cited).map(|words| braced(&words))),
        ("doi", cited.doi.as_deref().map(|doi| braced(&address(doi)))),
        ("url", cited.url.as_ref().map(|url| text("{").with(part(Part::Address, &address(url))).text("}"))),
    ];
    let fields = fields.into_iter().filter_map(|(key, value)| Some((key, value?)));
    let line = |(key, value): (&str, Html)| text("  ").text(key).text(" = ").with(value).text(",\n");
    let head = text(&format!("@{kind}{{")).with(part(Part::Key, &cited.key)).text(",\n");
    fields.map(line).fold(head, Html::with).text("}")
}

/// The version and the edition.
fn note(cited: &CitationView) -> Option<String> {
    let version = cited.version.as_ref().map(|version| format!("Version {}", escaped(version)));
    let edition = cited.edition.as_ref().map(|edition| escaped(&edition_field(edition)));
    match (version, edition) {
        (Some(version), Some(edition)) => Some(format!("{version}. {edition}")),
        (version, edition) => version.or(edition),
    }
}

/// A person has the name of the family first; any other name is one word in braces.
fn name(author: &str) -> String {
    match Author::of(author) {
        Author::Person { family, given } => format!("{}, {}", escaped(family), escaped(given)),
        Author::Name(name) => format!("{{{}}}", escaped(name)),
    }
}

/// A text as TeX reads it. Braces are counted even behind a backslash, so they have names.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in one_line(words).chars() {
        match character {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '$' | '&' | '#' | '%' | '_' => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out
}

/// An address is taken as it stands, so nothing in it may end the field.
fn address(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}
