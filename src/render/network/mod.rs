//! Networks: projects and companies as labelled pills in a box for each group, with lines between them, and the
//! same connections in words beneath.
//!
//! Text must keep its size, so a picture cannot shrink with the page. It is laid out for several widths instead,
//! and the style sheet shows the widest that there is room for.

mod layout;
mod line_kind;
mod paper;
mod words;

use crate::exhibit::{Exhibit, Name, Network, NetworkNode, Table};
use crate::parse::Kind;
use crate::render::html::{Html, Tag, element};
use crate::render::svg::{self, rounded};
use layout::{Graph, Layout, PILL, Pill, fit, lay_out, widest_pill};
use line_kind::LineKind;

/// The widths that are laid out for, in pixels, and the class each has in the style sheet. Places across are
/// percentages, so that a picture grows up to the next one's width.
const WIDTHS: [(f64, &str); 3] = [(288.0, "narrow"), (560.0, "middle"), (900.0, "wide")];
/// The size of names, in pixels.
const FONT: f64 = 12.0;
/// The size of titles: they are bold, which is as much wider.
const TITLE_FONT: f64 = 13.0 * 1.12;
/// No name is longer than this, in pixels, wherever it stands.
const LONGEST: f64 = 200.0;
/// Between the border of a pill and its name.
const INSET: f64 = 9.0;
/// Between the border of a box and its title, and down to its line.
const TITLE_AT: (f64, f64) = (10.0, 20.0);

pub(in crate::render) use paper::{ROOM, draw};

/// The connections in rows.
pub(in crate::render) fn rows(network: &Network) -> Table {
    words::rows(network)
}

/// What the picture shows, in words.
pub(in crate::render) fn described(network: &Network) -> String {
    if network.nodes.is_empty() { "Nothing is connected.".to_owned() } else { words::summary(network) }
}

pub(in crate::render) fn render(exhibit: &Exhibit, network: &Network, base: &str) -> Html {
    if network.nodes.is_empty() {
        return element("p").text("Nothing is connected.").line();
    }
    let drawing = Drawing::new(&exhibit.id, &exhibit.title, network, base);
    let pictures: Html = WIDTHS.iter().map(|(width, class)| drawing.picture(*width, class)).collect();
    let id = drawing.id;
    let summary = element("p").class("exhibit-summary").attr("id", format_args!("fb-{id}-summary"));
    let skip = element("a").class("skip-picture").leads_to(format_args!("fb-{id}-list"));
    let data = element("details").class("more data").attr("id", format_args!("fb-{id}-list"));
    let listed = if network.left_out == 0 { "All connections" } else { "The connections that are drawn," };
    let data = data.with(element("summary").text(listed).text(" in words").line());
    let summary = summary.text(words::summary(network)).line();
    summary
        .with(words::legend(network))
        .with(skip.text("Skip the picture").line())
        .with(element("div").class("network-picture").newline().with(pictures).line())
        .with(data.with(words::list(network, base)).line())
}

/// What all pictures of one network share.
struct Drawing<'a> {
    network: &'a Network,
    base: &'a str,
    id: &'a str,
    title: &'a str,
    graph: Graph,
    /// The names of the nodes and the titles of the groups as far as there is room for them.
    labels: Vec<String>,
    titles: Vec<(String, &'a Name)>,
}

impl<'a> Drawing<'a> {
    fn new(id: &'a str, title: &'a str, network: &'a Network, base: &'a str) -> Self {
        // Groups without nodes have no box, so the others are counted anew.
        let used = |group: &usize| network.nodes.iter().any(|node| node.group == *group);
        let used: Vec<_> = (0..network.groups.len()).filter(used).collect();
        let names = network.nodes.iter().map(|node| fit(&node.name.text, FONT, LONGEST));
        let (labels, widths): (Vec<_>, Vec<_>) = names.unzip();
        let titles = used.iter().filter_map(|&group| network.groups.get(group));
        let titles = titles.map(|name| (fit(&name.text, TITLE_FONT, widest_pill(WIDTHS[0].0)), name));
        let (titles, groups) = titles.map(|((title, width), name)| ((title, name), width)).unzip();
        let pill = |(node, width): (&NetworkNode, f64)| Pill {
            width: (width + 2.0 * INSET).round(),
            group: used.binary_search(&node.group).unwrap_or(0),
        };
        let pills = network.nodes.iter().zip(widths).map(pill).collect();
        let edges = network.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        Self { network, base, id, title, graph: Graph { pills, edges, groups }, labels, titles }
    }

    fn picture(&self, width: f64, class: &str) -> Html {
        let layout = lay_out(&self.graph, width);
        element("svg")
            .class(class)
            .attr("width", "100%")
            .attr("height", layout.height.ceil())
            .attr("role", "group")
            .attr("aria-label", format_args!("Network: {}", self.title))
            .attr("aria-describedby", format_args!("fb-{}-summary", self.id))
            .newline()
            .with(boxes(&layout, width))
            .with(self.lines(&layout, width))
            .with(self.titles(&layout, width))
            .with(self.pills(&layout, width))
            .line()
    }

    /// The lines: those inside a box apart from those between boxes, which are many and lighter.
    fn lines(&self, layout: &Layout, width: f64) -> Html {
        let kinds = [LineKind::Work, LineKind::Use, LineKind::Related];
        let kinds = [true, false].into_iter().flat_map(|between| kinds.map(|kind| (kind, between)));
        let lines = kinds.map(|(kind, between)| {
            let edges = self.network.edges.iter().filter(|edge| {
                let [from, to] = [edge.from, edge.to].map(|end| self.graph.pills[end].group);
                LineKind::of(edge.role) == kind && (from != to) == between
            });
            let lines = edges.map(|edge| {
                let [from, to] = [edge.from, edge.to].map(|end| layout.places[end]);
                let [x1, x2] = [from, to].map(|end| percent(end.x, width));
                let [y1, y2] = [from, to].map(|end| pixels(end.y));
                svg::line("", [&x1, &y1, &x2, &y2]).newline()
            });
            let lines: Html = lines.collect();
            (!lines.is_empty()).then(|| {
                let between = if between { "between" } else { "" };
                element("g").classes(["edges", between, kind.class()]).newline().with(lines).line()
            })
        });
        lines.collect()
    }

    fn titles(&self, layout: &Layout, width: f64) -> Html {
        let titles = self.titles.iter().zip(&layout.areas).map(|((title, name), area)| {
            let words = element("text")
                .class("title")
                .attr("x", percent(area.x, width))
                .attr("dx", TITLE_AT.0)
                .attr("y", pixels(area.y + TITLE_AT.1))
                .text(title);
            self.linked(name).with(tooltip(title, name)).with(words).line()
        });
        titles.collect()
    }

    fn pills(&self, layout: &Layout, width: f64) -> Html {
        let nodes = self.network.nodes.iter().zip(&self.labels).zip(&layout.places).zip(&self.graph.pills);
        let nodes = nodes.map(|(((node, label), place), pill)| {
            let (class, radius) =
                if node.kind == Kind::Company { ("company", 2.0) } else { ("project", PILL / 2.0) };
            let pill = element("rect")
                .attr("x", -pill.width / 2.0)
                .attr("y", -PILL / 2.0)
                .attr("width", pill.width)
                .attr("height", PILL)
                .attr("rx", radius);
            let words = element("text").attr("y", 4).text(label);
            let pill = self.linked(&node.name).with(tooltip(label, &node.name)).with(pill.empty());
            // The inner picture puts its origin into the middle of the pill, so that what is in it has a fixed
            // size. It stands around the link, not in it, where readers of screens would not find the name.
            element("svg")
                .class(class)
                .attr("x", percent(place.x, width))
                .attr("y", pixels(place.y))
                .with(pill.with(words))
                .line()
        });
        nodes.collect()
    }

    fn linked(&self, name: &Name) -> Tag {
        match &name.url {
            Some(url) => element("a").href(format_args!("{}{url}", self.base)),
            None => element("g"),
        }
    }
}

fn boxes(layout: &Layout, width: f64) -> Html {
    let boxes = layout.areas.iter().map(|area| {
        element("rect")
            .class("group")
            .attr("x", percent(area.x, width))
            .attr("y", pixels(area.y))
            .attr("width", percent(area.width, width))
            .attr("height", pixels(area.height))
            .attr("rx", 4)
            .empty()
            .newline()
    });
    boxes.collect()
}

/// The whole name where only its beginning is to be seen.
fn tooltip(label: &str, name: &Name) -> Option<Html> {
    (label != name.text).then(|| element("title").text(&name.text).into())
}

fn percent(x: f64, width: f64) -> String {
    svg::percent(x / width * 100.0)
}

fn pixels(y: f64) -> String {
    rounded(y, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::{Content, Edge, ExhibitFiles, Hub};
    use crate::parse::Role;

    fn to(text: &str) -> Name {
        Name { text: text.into(), url: Some(format!("/{}/", text.to_lowercase())) }
    }

    fn node(name: &str, group: usize, kind: Kind) -> NetworkNode {
        NetworkNode { name: to(name), group, kind }
    }

    /// Lamps, towers, and who builds and uses them.
    pub(super) fn network() -> Network {
        let nodes = vec![
            node("Argand", 0, Kind::Project),
            node("Fresnel & <Sons>", 0, Kind::Project),
            node("Skerry", 2, Kind::Project),
            node("Stevenson", 2, Kind::Company),
            node("Board", 2, Kind::Company),
        ];
        let edge = |from, to, role| Edge { from, to, role };
        let edges = vec![
            edge(0, 3, Role::User),
            edge(1, 3, Role::Developer),
            edge(2, 3, Role::Developer),
            edge(2, 4, Role::User),
            edge(0, 1, Role::Related),
            edge(2, 1, Role::Related),
        ];
        let hub = |name: &str, connections| Hub { name: name.to_owned(), connections };
        Network {
            groups: vec![to("Lamps"), to("Empty"), to("Towers")],
            nodes,
            edges,
            hubs: vec![hub("Stevenson", 12), hub("Skerry", 3)],
            left_out: 2,
            edges_left_out: 9,
        }
    }

    fn rendered(network: &Network) -> String {
        let (id, title) = ("lights".to_owned(), "Who lights what".to_owned());
        let content = Content::Network(network.clone());
        render(&Exhibit { id, title, note: None, content, files: ExhibitFiles::default() }, network, "/base")
            .into_string()
    }

    #[test]
    fn projects_and_companies_are_drawn_for_three_widths() {
        insta::assert_snapshot!(rendered(&network()));
    }

    #[test]
    fn a_long_name_is_cut_and_stands_whole_in_its_tooltip() {
        let mut network = network();
        let long = "The Commissioners of the Northern Lighthouses and Beacons";
        network.nodes[4].name = Name { text: long.into(), url: None };
        let html = rendered(&network);
        assert_eq!(html.matches(&format!("<g><title>{long}</title>")).count(), 3);
        assert!(html.contains("The Commissioners of the…</text>"));
    }

    #[test]
    fn nothing_connected_is_said() {
        let network = Network { nodes: Vec::new(), edges: Vec::new(), ..network() };
        assert_eq!(rendered(&network), "<p>Nothing is connected.</p>\n");
    }
}
