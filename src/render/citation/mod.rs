//! How a page is cited, as a sentence and in the formats that programs for bibliographies read.
//!
//! What changes if not the page is cited but a figure or an exhibit on it stands in elements of its own: the key, the
//! title and the address. A script writes those anew and need know nothing of the formats.

mod author;
mod bibtex;
mod csl;
mod file;
mod ris;

use std::collections::BTreeMap;

use super::html::{Html, element};
use crate::diagnostic::enumerated;
use crate::markup;
use crate::plan::view::{CitationView, CitedEditionView};
pub(super) use author::Author;

pub(super) use file::citation_file;

/// Writes every form of a citation, by the name that templates know it under.
pub(super) fn render(cited: &CitationView) -> BTreeMap<&'static str, Html> {
    BTreeMap::from([
        ("text", sentence(cited)),
        ("bibtex", bibtex::entry(cited)),
        ("csl", csl::item(cited)),
        ("ris", ris::record(cited)),
    ])
}

/// The sentence as plain words.
pub(super) fn plain(cited: &CitationView) -> String {
    markup::words(sentence(cited).as_str())
}

/// What a script may write anew.
#[derive(Clone, Copy)]
enum Part {
    Key,
    Title,
    Address,
}

/// Words that a script may write anew.
fn part(part: Part, words: &str) -> Html {
    let name = match part {
        Part::Key => "key",
        Part::Title => "title",
        Part::Address => "address",
    };
    element("span").attr("data-part", name).text(words).into()
}

fn text(words: &str) -> Html {
    Html::default().text(words)
}

/// A text without line ends and other controls, which no format for bibliographies has a place for.
fn one_line(words: &str) -> String {
    let plain: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `Ada and Bo. “Lamps.” The report, version 2, 30 June 2021. https://…`
fn sentence(cited: &CitationView) -> Html {
    let authors: Vec<_> = cited.authors.iter().map(|author| Author::of(author).plain()).collect();
    let published = [
        cited.version.as_ref().map(|version| format!("version {version}")),
        cited.edition.as_ref().map(edition),
        cited.publisher.clone().filter(|publisher| !authors.contains(publisher)),
        cited.date.as_ref().map(|date| date.text.clone()),
    ];
    let published: Vec<_> = published.into_iter().flatten().map(|words| format!(", {words}")).collect();
    let address = match &cited.doi {
        Some(doi) => Some(text(&format!("https://doi.org/{doi}"))),
        None => cited.url.as_ref().map(|url| part(Part::Address, url)),
    };
    let work = match &cited.report {
        Some(report) => {
            let page = text("“").with(part(Part::Title, &cited.title)).text(stopped(&cited.title, "”"));
            page.text(" ").with(element("cite").text(report))
        }
        None => element("cite").with(part(Part::Title, &cited.title)).into(),
    };
    let work = work.text(published.concat()).text(".");
    let authors = (!authors.is_empty()).then(|| {
        let list = enumerated(&authors);
        text(&list).text(stopped(&list, ""))
    });
    Html::join([authors, Some(work), address].into_iter().flatten(), " ")
}

/// `as in edition November 2026 (digest 9a0e137be222d7cb)`.
fn edition(edition: &CitedEditionView) -> String {
    format!("{} {} (digest {})", edition.relation, edition.title, edition.digest)
}

/// The same where it begins a field.
fn edition_field(cited: &CitedEditionView) -> String {
    let words = edition(cited);
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default()
        + letters.as_str()
}

/// What ends a part of the sentence: a full stop, unless the words end in a sign of their own, and a quotation mark.
fn stopped(words: &str, mark: &str) -> String {
    let ends = words.ends_with(['.', '?', '!', '…', '。', '？', '！']);
    if ends { mark.to_owned() } else { format!(".{mark}") }
}
