//! The picture of a network in a file of its own.

use super::columns::{Columns, Entry, curve, middle};
use super::fit::fit;
use super::line_kind::{LineKind, lines};
use super::words::{Sign, signs, summary};
use crate::exhibit::Network;
use crate::parse::Kind;
use crate::render::foot::{Drawn, Foot};
use crate::render::html::{Html, Tag, element};
use crate::render::measure::width;
use crate::render::paper::{Anchor, MUTED, PAPER, Paper, SMALL, TEXT, line, px, rect, series, text};
use crate::render::svg::float;

/// The room for the names of either column, and between a name and the lines.
const NAMES: f64 = 225.0;
const GAP: f64 = 18.0;
/// From one name to the next.
const STEP: f64 = 22.0;
/// How large the sign of a node is.
const SIGN: f64 = 8.0;

/// Draws a network as it is on pages.
pub(in crate::render) fn draw<'a>(paper: &mut Paper, network: &Network) -> Drawn<'a> {
    legend(paper, network);
    paper.skip(8.0);
    let columns = Columns::of(network);
    let sheet = Sheet { network, sides: paper.sides(), top: paper.bottom, height: rows(&columns) };
    paper.add(sheet.lines(&columns));
    let count = columns.projects.len();
    for (row, entry) in columns.projects.iter().enumerate() {
        let y = sheet.y(middle(row, count));
        paper.add(match entry {
            Entry::Project(node) => sheet.project(*node, y),
            Entry::Title(group) => sheet.title(*group, y),
        });
    }
    let count = columns.organisations.len();
    for (row, node) in columns.organisations.iter().enumerate() {
        paper.add(sheet.organisation(*node, sheet.y(middle(row, count))));
    }
    paper.skip(sheet.height);
    let told = summary(network);
    Drawn { description: told.clone(), explained: None, foot: Foot { told, ..Foot::default() } }
}

fn rows(columns: &Columns) -> f64 {
    float(columns.rows()) * STEP
}

/// Where on the paper a network is drawn.
struct Sheet<'a> {
    network: &'a Network,
    sides: (f64, f64),
    top: f64,
    height: f64,
}

impl Sheet<'_> {
    fn y(&self, part: f64) -> f64 {
        self.top + part * self.height
    }

    fn lines(&self, columns: &Columns) -> Html {
        let (left, right) = (self.sides.0 + NAMES + GAP, self.sides.1 - NAMES - GAP);
        let lines = lines(self.network).into_iter().map(|(from, to, kind)| {
            let points = curve(columns.end(from), columns.end(to));
            let [start, one, two, end] =
                points.map(|(x, y)| format!("{} {}", px(left + x * (right - left)), px(self.y(y))));
            let path = element("path").attr("d", format_args!("M{start}C{one} {two} {end}"));
            let path = path.attr("fill", "none").attr("stroke", MUTED).attr("stroke-width", 1.2);
            dashed(path, kind).empty().newline()
        });
        lines.collect()
    }

    fn project(&self, node: usize, y: f64) -> Html {
        let x = self.sides.0 + NAMES;
        sign(Kind::Project, (x + GAP / 2.0, y)).with(self.named(node, Anchor::End, (x, y)))
    }

    fn organisation(&self, node: usize, y: f64) -> Html {
        let x = self.sides.1 - NAMES;
        sign(Kind::Company, (x - GAP / 2.0, y)).with(self.named(node, Anchor::Start, (x, y)))
    }

    fn named(&self, node: usize, anchor: Anchor, (x, y): (f64, f64)) -> Html {
        let name = &self.network.nodes[node].name.text;
        let words = text((x, y + 4.0), anchor, SMALL, TEXT, &fit(name, SMALL, NAMES));
        let group = element("g");
        let group = if self.network.focus == Some(node) { group.attr("font-weight", "bold") } else { group };
        group.with(element("title").text(name)).with(words).line()
    }

    fn title(&self, group: usize, y: f64) -> Html {
        let name = self.network.groups.get(group).map(|name| name.text.as_str()).unwrap_or_default();
        let at = (self.sides.0 + NAMES, y + 6.0);
        let words = text(at, Anchor::End, SMALL, MUTED, &fit(name, SMALL, NAMES));
        element("g").attr("font-weight", "bold").with(words).line()
    }
}

/// What stands between a name and its lines: a ring for a project, a square for an organisation.
fn sign(kind: Kind, (x, y): (f64, f64)) -> Html {
    match kind {
        Kind::Company => {
            let corner = (x - SIGN / 2.0, y - SIGN / 2.0);
            rect(corner, (SIGN, SIGN)).attr("fill", series(0)).empty().newline()
        }
        Kind::Project | Kind::Domain | Kind::Source | Kind::Chapter | Kind::Other => {
            let ring = element("circle").attr("cx", px(x)).attr("cy", px(y)).attr("r", SIGN / 2.0 - 0.8);
            ring.attr("fill", PAPER).attr("stroke", series(1)).attr("stroke-width", 1.6).empty().newline()
        }
    }
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
    for (drawn, words) in signs(network) {
        let room = match drawn {
            Sign::Node(kind) => {
                paper.add(sign(kind, (x + SIGN / 2.0, y - 4.0)));
                SIGN
            }
            Sign::Line(kind) => {
                let line = line((x, y - 4.0), (x + 26.0, y - 4.0), MUTED, 1.5);
                paper.add(dashed(line, kind).empty().newline());
                26.0
            }
        };
        paper.add(text((x + room + 6.0, y), Anchor::Start, SMALL, TEXT, words));
        x += room + 6.0 + width(words, SMALL) + 14.0;
    }
    paper.skip(18.0);
}
