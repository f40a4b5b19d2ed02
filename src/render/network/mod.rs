//! Networks: projects on the left, organisations on the right, and curves between them; the same connections in
//! words beneath. The network of the whole site is a table of domains and organisations instead.
//!
//! Names are words of the page, which keep their size and are cut by the browser where there is no room for them.
//! Between them lies one picture that is stretched to the room there is, and for each name one of its own lines,
//! which is shown while the pointer or the focus is on the name.

mod columns;
mod fit;
mod line_kind;
mod matrix;
mod paper;
mod words;

use crate::exhibit::{Exhibit, Network, NetworkNode, Table};
use crate::render::html::{Element, Html, element, name};
use crate::render::svg::{ornament, rounded};
use columns::{Columns, Entry, curve};
use line_kind::{LineKind, lines};

pub(in crate::render) use matrix::{render as matrix, rows as matrix_rows, told as matrix_told};
pub(in crate::render) use paper::draw;
pub(in crate::render) use words::listed;

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
    let Exhibit { id, title, .. } = exhibit;
    let summary = element("p").class("exhibit-summary").attr("id", format_args!("fb-{id}-summary"));
    let skip = element("a").class("skip-picture").leads_to(format_args!("fb-{id}-list"));
    let data = element("details").class("more data").attr("id", format_args!("fb-{id}-list"));
    let listed = if network.left_out == 0 { "All connections" } else { "The connections that are drawn," };
    let data = data.with(element("summary").text(listed).text(" in words").line());
    let picture = element("div")
        .class("network-picture")
        .attr("role", "group")
        .attr("aria-label", format_args!("Network: {title}"))
        .attr("aria-describedby", format_args!("fb-{id}-summary"))
        .newline()
        .with(Drawing { network, base, columns: Columns::of(network), lines: lines(network) }.columns());
    let summary = summary.text(words::summary(network)).line();
    summary
        .with(words::legend(network))
        .with(skip.text("Skip the picture").line())
        .with(picture.line())
        .with(data.with(words::list(network, base)).line())
}

/// A network and where its names stand.
struct Drawing<'a> {
    network: &'a Network,
    base: &'a str,
    columns: Columns,
    /// The nodes at the ends of each line, and what it means.
    lines: Vec<(usize, usize, LineKind)>,
}

impl Drawing<'_> {
    fn columns(&self) -> Html {
        let projects: Html = self.columns.projects.iter().map(|entry| self.entry(*entry)).collect();
        let organisations: Html = self.columns.organisations.iter().map(|node| self.node(*node)).collect();
        let column = |class, label, rows: Html| {
            let column = element("ul").class(class).attr("aria-label", label).newline();
            (!rows.is_empty()).then(|| column.with(rows).line())
        };
        Html::from(column("projects", "Projects", projects)).with(self.lines(|_| true)).with(column(
            "organisations",
            "Organisations",
            organisations,
        ))
    }

    fn entry(&self, entry: Entry) -> Html {
        match entry {
            Entry::Project(node) => self.node(node),
            Entry::Title(group) => {
                let row = element("li").class("title");
                match self.network.groups.get(group) {
                    Some(title) => row.attr("title", &title.text).with(name(title, self.base)).line(),
                    None => row.with(Html::default()).line(),
                }
            }
        }
    }

    fn node(&self, node: usize) -> Html {
        let class = if self.network.focus == Some(node) { "focus" } else { "" };
        let named = named(&self.network.nodes[node], self.base);
        let row = element("li").class(class).attr("title", &self.network.nodes[node].name.text).with(named);
        row.with(self.lines(|(from, to)| from == node || to == node)).line()
    }

    /// The lines whose ends are wanted, those that mean the same together.
    fn lines(&self, is_wanted: impl Fn((usize, usize)) -> bool) -> Html {
        let kinds = LineKind::ALL.into_iter().filter_map(|kind| {
            let lines = self.lines.iter().filter(|(from, to, of)| *of == kind && is_wanted((*from, *to)));
            let ends = lines.map(|(from, to, _)| [*from, *to].map(|end| self.columns.end(end)));
            let path = ends.fold(String::new(), |path, [from, to]| path + &self::path(curve(from, to)));
            (!path.is_empty()).then(|| element("path").class(kind.class()).attr("d", path).empty())
        });
        ornament("lines")
            .attr("viewBox", "0 0 100 100")
            .attr("preserveAspectRatio", "none")
            .with(kinds.collect::<Html>())
            .line()
    }
}

/// The name of a node, as a link if it leads anywhere.
fn named(node: &NetworkNode, base: &str) -> Element {
    let tag = match &node.name.url {
        Some(url) => element("a").href(format_args!("{base}{url}")),
        None => element("span"),
    };
    tag.text(&node.name.text)
}

/// A curve in percent of the room between the columns.
fn path(points: [(f64, f64); 4]) -> String {
    let [start, one, two, end] = points.map(|(x, y)| {
        let at = |part: f64| rounded(part * 100.0, 1);
        format!("{} {}", at(x), at(y))
    });
    format!("M{start}C{one} {two} {end}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::{Content, Edge, ExhibitFiles, Hub, Name};
    use crate::parse::{Kind, Role};

    fn to(text: &str) -> Name {
        Name { text: text.into(), url: Some(format!("/{}/", text.to_lowercase())) }
    }

    pub(super) fn node(name: &str, group: Option<usize>, kind: Kind) -> NetworkNode {
        NetworkNode { name: to(name), group, kind }
    }

    /// Lamps, towers, and who builds and uses them.
    pub(super) fn network() -> Network {
        let nodes = vec![
            node("Argand", Some(0), Kind::Project),
            node("Fresnel & <Sons>", Some(0), Kind::Project),
            node("Skerry", Some(1), Kind::Project),
            node("Stevenson", None, Kind::Company),
            node("Board", None, Kind::Company),
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
            groups: vec![to("Lamps"), to("Towers")],
            nodes,
            edges,
            focus: Some(2),
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
    fn projects_and_organisations_stand_in_columns_with_curves_between_them() {
        insta::assert_snapshot!(rendered(&network()));
    }

    #[test]
    fn every_line_is_drawn_once_and_once_more_with_each_of_its_ends() {
        // The legend has one of each kind.
        assert_eq!(rendered(&network()).matches('M').count(), 3 + 3 * 6);
    }

    #[test]
    fn who_builds_a_thing_and_uses_it_has_one_line_to_it() {
        let mut network = network();
        network.edges.push(Edge { from: 2, to: 3, role: Role::User });
        network.edges.push(Edge { from: 2, to: 3, role: Role::Sponsor });
        let html = rendered(&network);
        assert_eq!(html.matches('M').count(), 3 + 3 * 6);
        assert!(html.contains("sponsors <a href=\"/base/skerry/\">Skerry</a>; uses "), "{html}");
    }

    #[test]
    fn where_all_are_projects_there_is_one_column() {
        let mut network = network();
        network.nodes.truncate(3);
        network.edges.drain(..4);
        let html = rendered(&network);
        assert!(
            !html.contains("Organisation") && html.matches("<ul class=\"projects\"").count() == 1,
            "{html}"
        );
    }

    #[test]
    fn nothing_connected_is_said() {
        let network = Network { nodes: Vec::new(), edges: Vec::new(), ..network() };
        assert_eq!(rendered(&network), "<p>Nothing is connected.</p>\n");
    }
}
