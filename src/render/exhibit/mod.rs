//! Exhibits → HTML: the frame that all of them have, and one file for each kind.

mod changes;
mod disagreements;
mod table;
mod timeline;
mod walkthrough;

use super::foot::{self, Foot, distinct};
use super::html::{Element, Html, element};
use super::{chart, network};
use crate::exhibit::{Content, Exhibit};

pub(super) use timeline::{described as timeline_summary, draw as draw_timeline};
pub(super) use walkthrough::line_words;

/// Writes an exhibit. `base` is put in front of addresses.
pub(super) fn render(exhibit: &Exhibit, base: &str) -> Html {
    let of = |sources| Foot { sources: distinct(sources), ..Foot::default() };
    let (kind, inner, foot) = match &exhibit.content {
        Content::Chart(chart) => {
            let (picture, foot) = chart::render(exhibit, chart, base);
            ("chart", picture, foot)
        }
        Content::Table(table) => ("table", table::render(exhibit, table, base), of(table::sources(table))),
        Content::Timeline(timeline) => {
            let sources = timeline.all().filter_map(|event| event.source.as_ref()).collect();
            ("timeline", timeline::render(exhibit, timeline, base), of(sources))
        }
        Content::Network(network) => ("network", network::render(exhibit, network, base), Foot::default()),
        Content::Matrix(matrix) => ("matrix", network::matrix(exhibit, matrix, base), Foot::default()),
        Content::Walkthrough(walkthrough) => {
            ("walkthrough", walkthrough::render(exhibit, walkthrough), Foot::default())
        }
        Content::Disagreements(found) => {
            ("disagreements", disagreements::render(found, base), Foot::default())
        }
        Content::Development(development) => {
            ("development", changes::render(development, base), Foot::default())
        }
    };
    let note = exhibit.note.as_ref().map(|note| element("p").class("exhibit-note").text(note).line());
    element("figure")
        .classes(["exhibit", kind])
        .attr("id", &exhibit.id)
        .newline()
        .with(caption(exhibit).line())
        .with(inner)
        .with(note)
        .with(foot::render(exhibit, &foot, base))
        .line()
}

/// The title, with the address of the exhibit behind it as behind a heading.
fn caption(exhibit: &Exhibit) -> Element {
    let anchor = element("a").class("heading-anchor").leads_to(&exhibit.id);
    let anchor = anchor.attr("aria-label", format_args!("Link to “{}”", exhibit.title)).text("#");
    element("figcaption").text(&exhibit.title).text(" ").with(anchor)
}

/// What an exhibit shows, in rows, as CSV.
pub(super) fn csv(content: &Content) -> String {
    match content {
        Content::Chart(chart) => table::csv(&chart::table(chart)),
        Content::Table(table) => table::csv(table),
        Content::Timeline(timeline) => table::csv(&timeline::rows(timeline)),
        Content::Network(network) => table::csv(&network::rows(network)),
        Content::Matrix(matrix) => table::csv(&network::rows(&matrix.relations)),
        // Code is no data, and what has changed and what sources disagree on is in the data files.
        Content::Walkthrough(_) | Content::Development(_) | Content::Disagreements(_) => String::new(),
    }
}
