//! CSL-JSON, which Zotero, pandoc and most processors of citations read.

use serde_json::{Map, Value, json};

use super::author::Author;
use super::{Part, edition_field, part, text};
use crate::plan::view::CitationView;
use crate::render::html::Html;

/// A list with the one item that a page is, or the report.
pub(super) fn item(cited: &CitationView) -> Html {
    let authors: Vec<_> = cited.authors.iter().map(|author| name(author)).collect();
    let date = cited.date.as_ref().map(|date| date_parts(&date.iso));
    let (kind, report) = match &cited.report {
        Some(report) => ("chapter", Some(value(report))),
        None => ("report", None),
    };
    let fields = [
        ("id", Some(marked(Part::Key, &cited.key))),
        ("type", Some(value(kind))),
        ("title", Some(marked(Part::Title, &cited.title))),
        ("container-title", report),
        ("author", (!authors.is_empty()).then(|| text(&Value::from(authors).to_string()))),
        ("issued", date.map(|date| text(&json!({ "date-parts": [date] }).to_string()))),
        ("version", cited.version.as_deref().map(value)),
        ("note", cited.edition.as_ref().map(|edition| value(&edition_field(edition)))),
        ("publisher", cited.publisher.as_deref().map(value)),
        ("DOI", cited.doi.as_deref().map(value)),
        ("URL", cited.url.as_deref().map(|url| marked(Part::Address, url))),
        ("language", Some(value(&cited.language))),
    ];
    let fields = fields.into_iter().filter_map(|(key, value)| Some((key, value?)));
    let fields = fields.map(|(key, value)| text(&format!("  \"{key}\": ")).with(value));
    text("[{\n").with(Html::join(fields, ",\n")).text("\n}]")
}

fn value(words: &str) -> Html {
    text(&Value::from(words).to_string())
}

/// A text whose inside a script may write anew.
fn marked(which: Part, words: &str) -> Html {
    let quoted = Value::from(words).to_string();
    text("\"").with(part(which, &quoted[1..quoted.len() - 1])).text("\"")
}

fn name(author: &str) -> Value {
    match Author::of(author) {
        Author::Person { family, given } => json!({ "family": family, "given": given }),
        Author::Name(name) => Value::Object(Map::from_iter([("literal".to_owned(), name.into())])),
    }
}

/// `2021-06` as the numbers 2021 and 6.
fn date_parts(date: &str) -> Vec<u32> {
    date.split('-').filter_map(|part| part.parse().ok()).collect()
}
