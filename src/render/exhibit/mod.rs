//! Exhibits → HTML: the frame that all of them have, and one file for each kind.

mod changes;
mod disagreements;
mod table;
mod timeline;
mod walkthrough;

use super::html::{Element, Html, element};
use super::{chart, network};
use crate::exhibit::{Content, Exhibit};

pub(super) use table::csv;

/// Writes an exhibit. `base` is put in front of addresses.
pub(super) fn render(exhibit: &Exhibit, base: &str) -> Html {
    let (kind, inner) = match &exhibit.content {
        Content::Chart(chart) => ("chart", chart::render(exhibit, chart, base)),
        Content::Table(table) => ("table", table::render(exhibit, table, base)),
        Content::Timeline(timeline) => ("timeline", timeline::render(exhibit, timeline, base)),
        Content::Network(network) => ("network", network::render(exhibit, network, base)),
        Content::Walkthrough(walkthrough) => ("walkthrough", walkthrough::render(exhibit, walkthrough)),
        Content::Development(development) => ("development", changes::render(development, base)),
        Content::Disagreements(found) => ("disagreements", disagreements::render(found, base)),
    };
    let note = exhibit.note.as_ref().map(|note| element("p").class("exhibit-note").text(note).line());
    element("figure")
        .classes(["exhibit", kind])
        .attr("id", &exhibit.id)
        .newline()
        .with(caption(exhibit).line())
        .with(inner)
        .with(note)
        .line()
}

/// The title, with the address of the exhibit behind it as behind a heading.
fn caption(exhibit: &Exhibit) -> Element {
    let anchor = element("a").class("heading-anchor").href(format_args!("#{}", exhibit.id));
    let anchor = anchor.attr("aria-label", format_args!("Link to “{}”", exhibit.title)).text("#");
    element("figcaption").text(&exhibit.title).text(" ").with(anchor)
}
