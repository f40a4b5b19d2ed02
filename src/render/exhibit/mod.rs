//! Exhibits → HTML: the frame that all of them have, and one file for each kind.

mod disagreements;
pub(super) mod provenance;
mod table;
mod timeline;
mod walkthrough;

use super::chart::{self, network};
use super::html::{href, text};
use crate::exhibit::{Content, Exhibit, Name};

pub(super) use table::csv;

/// Writes an exhibit. `base` is put in front of addresses.
pub(super) fn render(exhibit: &Exhibit, base: &str) -> String {
    let (kind, inner) = match &exhibit.content {
        Content::Chart(chart) => ("chart", chart::render(exhibit, chart, base)),
        Content::Table(table) => ("table", table::render(exhibit, table, base)),
        Content::Timeline(timeline) => ("timeline", timeline::render(exhibit, timeline, base)),
        Content::Network(network) => ("network", network::render(exhibit, network, base)),
        Content::Walkthrough(walkthrough) => ("walkthrough", walkthrough::render(exhibit, walkthrough)),
        Content::Disagreements(found) => ("disagreements", disagreements::render(found, base)),
    };
    let (id, title) = (text(&exhibit.id), text(&exhibit.title));
    let note = exhibit.note.as_ref().map(|note| format!("<p class=\"exhibit-note\">{}</p>\n", text(note)));
    let note = note.unwrap_or_default();
    format!(
        "<figure class=\"exhibit {kind}\" id=\"{id}\">\n<figcaption>{title}</figcaption>\n{inner}{note}</figure>\n"
    )
}

/// A name, as a link if it leads anywhere.
pub(super) fn name(name: &Name, base: &str) -> String {
    match &name.url {
        Some(url) => format!("<a href=\"{}\">{}</a>", href(&format!("{base}{url}")), text(&name.text)),
        None => text(&name.text),
    }
}
