//! Networks: projects and companies as labelled pills in a box for each group, with lines between them, and the
//! same connections in words beneath.
//!
//! Text must keep its size, so a picture cannot shrink with the page. It is laid out for several widths instead,
//! and the style sheet shows the widest that there is room for.

mod words;

use super::layout::{Graph, Layout, PILL, Pill, fit, lay_out, widest_pill};
use crate::exhibit::{Exhibit, Name, Network, Node};
use crate::render::html::{href, text};

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

pub(in crate::render) fn render(exhibit: &Exhibit, network: &Network, base: &str) -> String {
    if network.nodes.is_empty() {
        return "<p>Nothing is connected.</p>\n".to_owned();
    }
    let drawing = Drawing::new(exhibit, network, base);
    let pictures: String = WIDTHS.iter().map(|width| drawing.picture(*width)).collect();
    let (id, legend) = (&drawing.id, words::legend(network));
    let (summary, list) = (text(&words::summary(network)), words::list(network, base));
    let listed = if network.left_out == 0 { "All connections" } else { "The connections that are drawn," };
    format!(
        "<p class=\"exhibit-summary\" id=\"fb-{id}-summary\">{summary}</p>\n{legend}\
         <a class=\"skip-picture\" href=\"#fb-{id}-list\">Skip the picture</a>\n\
         <div class=\"network-picture\">\n{pictures}</div>\n\
         <details class=\"more data\" id=\"fb-{id}-list\"><summary>{listed} in words</summary>\n{list}</details>\n"
    )
}

/// What all pictures of one network share.
struct Drawing<'a> {
    network: &'a Network,
    base: &'a str,
    id: String,
    title: String,
    graph: Graph,
    /// The names of the nodes and the titles of the groups as far as there is room for them.
    labels: Vec<String>,
    titles: Vec<(String, &'a Name)>,
}

impl<'a> Drawing<'a> {
    fn new(exhibit: &Exhibit, network: &'a Network, base: &'a str) -> Self {
        // Groups without nodes have no box, so the others are counted anew.
        let used = |group: &usize| network.nodes.iter().any(|node| node.group == *group);
        let used: Vec<_> = (0..network.groups.len()).filter(used).collect();
        let names = network.nodes.iter().map(|node| fit(&node.name.text, FONT, LONGEST));
        let (labels, widths): (Vec<_>, Vec<_>) = names.unzip();
        let titles = used.iter().filter_map(|&group| network.groups.get(group));
        let titles = titles.map(|name| (fit(&name.text, TITLE_FONT, widest_pill(WIDTHS[0].0)), name));
        let (titles, groups) = titles.map(|((title, width), name)| ((title, name), width)).unzip();
        let pill = |(node, width): (&Node, f64)| Pill {
            width: (width + 2.0 * INSET).round(),
            group: used.binary_search(&node.group).unwrap_or(0),
        };
        let pills = network.nodes.iter().zip(widths).map(pill).collect();
        let edges = network.edges.iter().map(|edge| (edge.from, edge.to)).collect();
        let (id, title) = (text(&exhibit.id), text(&exhibit.title));
        Self { network, base, id, title, graph: Graph { pills, edges, groups }, labels, titles }
    }

    fn picture(&self, (width, class): (f64, &str)) -> String {
        let layout = lay_out(&self.graph, width);
        let (id, title, height) = (&self.id, &self.title, layout.height);
        let (boxes, titles) = (boxes(&layout, width), self.titles(&layout, width));
        let (lines, pills) = (self.lines(&layout, width), self.pills(&layout, width));
        format!(
            "<svg class=\"{class}\" width=\"100%\" height=\"{}\" role=\"group\" aria-label=\"Network: {title}\" \
             aria-describedby=\"fb-{id}-summary\">\n{boxes}{lines}{titles}{pills}</svg>\n",
            height.ceil()
        )
    }

    /// The lines: those inside a box apart from those between boxes, which are many and lighter.
    fn lines(&self, layout: &Layout, width: f64) -> String {
        let kinds = [("edges between", false, true), ("edges between related", true, true)];
        let kinds = kinds.into_iter().chain([("edges", false, false), ("edges related", true, false)]);
        let lines = kinds.map(|(class, related, between)| {
            let edges = self.network.edges.iter().filter(|edge| {
                let [from, to] = [edge.from, edge.to].map(|end| self.graph.pills[end].group);
                (edge.role == words::RELATED) == related && (from != to) == between
            });
            let lines: Vec<_> = edges
                .map(|edge| {
                    let [from, to] = [edge.from, edge.to].map(|end| layout.places[end]);
                    let [x1, x2] = [from, to].map(|end| percent(end.x, width));
                    let [y1, y2] = [from, to].map(|end| pixels(end.y));
                    format!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>\n")
                })
                .collect();
            match lines.concat().as_str() {
                "" => String::new(),
                lines => format!("<g class=\"{class}\">\n{lines}</g>\n"),
            }
        });
        lines.collect()
    }

    fn titles(&self, layout: &Layout, width: f64) -> String {
        let titles = self.titles.iter().zip(&layout.areas).map(|((title, name), area)| {
            let (x, y) = (percent(area.x, width), pixels(area.y + TITLE_AT.1));
            let (words, whole) = (text(title), tooltip(title, name));
            let words =
                format!("<text class=\"title\" x=\"{x}\" dx=\"{}\" y=\"{y}\">{words}</text>", TITLE_AT.0);
            self.linked(name, &format!("{whole}{words}")) + "\n"
        });
        titles.collect()
    }

    fn pills(&self, layout: &Layout, width: f64) -> String {
        let nodes = self.network.nodes.iter().zip(&self.labels).zip(&layout.places).zip(&self.graph.pills);
        let nodes = nodes.map(|(((node, label), place), pill)| {
            let (x, y) = (percent(place.x, width), pixels(place.y));
            let (class, radius) = if node.company { ("company", 2.0) } else { ("project", PILL / 2.0) };
            let (words, whole) = (text(label), tooltip(label, &node.name));
            let half = pill.width / 2.0;
            let pill = format!(
                "{whole}<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{PILL}\" rx=\"{radius}\"/><text y=\"4\">{words}</text>",
                -half,
                -PILL / 2.0,
                pill.width
            );
            // The inner picture puts its origin into the middle of the pill, so that what is in it has a fixed
            // size. It stands around the link, not in it, where readers of screens would not find the name.
            format!("<svg class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</svg>\n", self.linked(&node.name, &pill))
        });
        nodes.collect()
    }

    fn linked(&self, name: &Name, inner: &str) -> String {
        match &name.url {
            Some(url) => format!("<a href=\"{}\">{inner}</a>", href(&format!("{}{url}", self.base))),
            None => format!("<g>{inner}</g>"),
        }
    }
}

fn boxes(layout: &Layout, width: f64) -> String {
    let boxes = layout.areas.iter().map(|area| {
        let (x, across) = (percent(area.x, width), percent(area.width, width));
        let (y, height) = (pixels(area.y), pixels(area.height));
        format!(
            "<rect class=\"group\" x=\"{x}\" y=\"{y}\" width=\"{across}\" height=\"{height}\" rx=\"4\"/>\n"
        )
    });
    boxes.collect()
}

/// The whole name where only its beginning is to be seen.
fn tooltip(label: &str, name: &Name) -> String {
    if label == name.text { String::new() } else { format!("<title>{}</title>", text(&name.text)) }
}

fn percent(x: f64, width: f64) -> String {
    format!("{}%", trimmed(&format!("{:.2}", x / width * 100.0)))
}

fn pixels(y: f64) -> String {
    trimmed(&format!("{y:.1}")).to_owned()
}

fn trimmed(number: &str) -> &str {
    number.trim_end_matches('0').trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::{Content, Edge, Hub};

    fn to(text: &str) -> Name {
        Name { text: text.into(), url: Some(format!("/{}/", text.to_lowercase())) }
    }

    fn node(name: &str, group: usize, company: bool) -> Node {
        Node { name: to(name), group, company }
    }

    /// Lamps, towers, and who builds and uses them.
    pub(super) fn network() -> Network {
        let nodes = vec![
            node("Argand", 0, false),
            node("Fresnel & <Sons>", 0, false),
            node("Skerry", 2, false),
            node("Stevenson", 2, true),
            node("Board", 2, true),
        ];
        let edge = |from, to, role| Edge { from, to, role };
        let edges = vec![
            edge(0, 3, "user"),
            edge(1, 3, "developer"),
            edge(2, 3, "developer"),
            edge(2, 4, "user"),
            edge(0, 1, "related"),
            edge(2, 1, "related"),
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
        render(&Exhibit { id, title, note: None, content }, network, "/base")
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
