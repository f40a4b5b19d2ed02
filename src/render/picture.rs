//! The pictures of exhibits as files of their own: what stands on a sheet around what is drawn.

use super::foot::{Drawn, credit};
use super::paper::{MUTED, Paper, SMALL, TEXT};
use super::{chart, exhibit, network};
use crate::exhibit::Content;
use crate::plan::PictureInput;

/// How much room there is across, in pixels.
const ROOM: f64 = 680.0;

/// Writes the picture of an exhibit with its title, its sources and where it is from.
pub(super) fn svg(input: &PictureInput) -> String {
    let PictureInput { exhibit, language, site, permalink, licence } = input;
    let mut paper = Paper::new(ROOM);
    paper.title(&exhibit.title);
    let Some(Drawn { description, explained, foot }) = drawn(&mut paper, &exhibit.content) else {
        return paper.finish(language, &exhibit.title, "");
    };
    paper.skip(8.0);
    if let Some(note) = &exhibit.note {
        paper.words(note, SMALL, TEXT);
    }
    let credit = credit(&foot);
    let site = licence.as_ref().map_or_else(|| site.clone(), |licence| format!("{site} · {licence}"));
    let told = Some(foot.told).filter(|told| !told.is_empty());
    for words in [told, explained, credit, Some(site), permalink.clone()].into_iter().flatten() {
        paper.words(&words, SMALL, MUTED);
    }
    paper.finish(language, &exhibit.title, &description)
}

/// How high a picture is, without what stands around it.
pub(super) fn height(content: &Content) -> f64 {
    let mut paper = Paper::new(ROOM);
    let top = paper.bottom;
    drawn(&mut paper, content);
    paper.bottom - top
}

/// Draws what an exhibit shows, if it is a picture.
fn drawn<'a>(paper: &mut Paper, content: &'a Content) -> Option<Drawn<'a>> {
    match content {
        Content::Chart(chart) => Some(chart::draw(paper, chart)),
        Content::Timeline(timeline) => Some(exhibit::draw_timeline(paper, timeline)),
        Content::Network(network) => Some(network::draw(paper, network)),
        Content::Table(_)
        | Content::Matrix(_)
        | Content::Walkthrough(_)
        | Content::Development(_)
        | Content::Disagreements(_) => None,
    }
}
