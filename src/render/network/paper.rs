//! The picture of a network in a file of its own.

use super::layout::{PILL, lay_out};
use super::line_kind::LineKind;
use super::words::{Sign, signs, summary};
use super::{Drawing, FONT, TITLE_AT, WIDTHS};
use crate::exhibit::Network;
use crate::parse::Kind;
use crate::render::foot::{Drawn, Foot};
use crate::render::html::{Html, Tag, element};
use crate::render::measure::width;
use crate::render::paper::{
    Anchor, LINE, MUTED, PAPER, Paper, SMALL, STRONG, SURFACE, TEXT, line, rect, series, text,
};

/// How much room it takes across.
pub(in crate::render) const ROOM: f64 = WIDTHS[2].0;

/// Draws a network as it is on wide pages.
pub(in crate::render) fn draw<'a>(paper: &mut Paper, network: &Network) -> Drawn<'a> {
    let drawing = Drawing::new("", "", network, "");
    legend(paper, network);
    paper.skip(10.0);
    let layout = lay_out(&drawing.graph, ROOM);
    let (left, top) = (paper.sides().0, paper.bottom);
    let at = |x: f64, y: f64| (left + x, top + y);
    for area in &layout.areas {
        let area = rect(at(area.x, area.y), (area.width, area.height)).attr("rx", 4);
        paper.add(area.attr("fill", SURFACE).attr("stroke", LINE).empty().newline());
    }
    let edges = network.edges.iter().map(|edge| {
        let [from, to] = [edge.from, edge.to].map(|end| layout.places[end]);
        let [one, other] = [edge.from, edge.to].map(|end| drawing.graph.pills[end].group);
        let ink = if one == other { MUTED } else { STRONG };
        let width = if one == other { 1.5 } else { 1.0 };
        let line = line(at(from.x, from.y), at(to.x, to.y), ink, width);
        dashed(line, LineKind::of(edge.role)).empty().newline()
    });
    paper.add(edges.collect::<Html>());
    for ((title, _), area) in drawing.titles.iter().zip(&layout.areas) {
        let at = at(area.x + TITLE_AT.0, area.y + TITLE_AT.1);
        let title = text(at, Anchor::Start, FONT + 1.0, MUTED, title);
        paper.add(element("g").attr("font-weight", "bold").with(title).line());
    }
    let nodes = network.nodes.iter().zip(&drawing.labels).zip(&layout.places).zip(&drawing.graph.pills);
    for (((node, label), place), shape) in nodes {
        let corner = at(place.x - shape.width / 2.0, place.y - PILL / 2.0);
        let name = (*label != node.name.text).then(|| element("title").text(&node.name.text));
        let ink = if node.kind == Kind::Company { PAPER } else { TEXT };
        let pill = pill(node.kind, corner, (shape.width, PILL));
        let words = text(at(place.x, place.y + 4.0), Anchor::Middle, FONT, ink, label);
        paper.add(element("g").with(name).with(pill).with(words).line());
    }
    paper.skip(layout.height);
    let told = summary(network);
    Drawn { description: told.clone(), explained: None, foot: Foot { told, ..Foot::default() } }
}

/// A node: a company has corners, a project is round.
fn pill(kind: Kind, corner: (f64, f64), (width, height): (f64, f64)) -> Html {
    let is_company = kind == Kind::Company;
    let (fill, stroke, radius) =
        if is_company { (series(0), series(0), 2.0) } else { (PAPER, series(1), height / 2.0) };
    let pill = rect(corner, (width, height)).attr("rx", radius).attr("fill", fill);
    pill.attr("stroke", stroke).attr("stroke-width", 1.5).empty().newline()
}

fn dashed(line: Tag, kind: LineKind) -> Tag {
    match kind {
        LineKind::Work => line,
        LineKind::Use => line.attr("stroke-dasharray", "1 3").attr("stroke-linecap", "round"),
        LineKind::Related => line.attr("stroke-dasharray", "5 4"),
    }
}

fn legend(paper: &mut Paper, network: &Network) {
    let mut x = paper.sides().0;
    let y = paper.bottom + 14.0;
    for (sign, words) in signs(network) {
        let drawn = match sign {
            Sign::Node(kind) => pill(kind, (x + 1.0, y - 10.0), (28.0, 14.0)),
            Sign::Line(kind) => {
                dashed(line((x, y - 4.0), (x + 30.0, y - 4.0), MUTED, 1.5), kind).empty().newline()
            }
        };
        paper.add(drawn);
        paper.add(text((x + 36.0, y), Anchor::Start, SMALL, TEXT, words));
        x += 36.0 + width(words, SMALL) + 20.0;
    }
    paper.skip(18.0);
}
