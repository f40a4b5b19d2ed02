//! A network in words: what the picture shows, what its shapes mean, and each connection.

use std::collections::BTreeMap;

use super::line_kind::LineKind;
use crate::diagnostic::{counted, enumerated};
use crate::exhibit::{Cell, Column, Edge, Name, Network, Table};
use crate::parse::{Kind, Role};
use crate::render::html::{Html, element, name};

/// The most connections that a page lists: more would be too long to load, and nobody's to read.
const MAX_LISTED: usize = 1000;

/// What the picture shows.
pub(super) fn summary(network: &Network) -> String {
    let companies = network.nodes.iter().filter(|node| node.kind == Kind::Company).count();
    let projects = network.nodes.len() - companies;
    let counts = [
        (projects, "project", "projects"),
        (companies, "organisation", "organisations"),
        (network.edges.len(), "connection", "connections"),
    ];
    let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
    let counts: Vec<_> = counts.map(|(count, one, many)| counted(count, one, many)).collect();
    let hubs: Vec<_> = network.hubs.iter().map(|hub| format!("{} ({})", hub.name, hub.connections)).collect();
    let best =
        if hubs.is_empty() { String::new() } else { format!(" Best connected: {}.", enumerated(&hubs)) };
    format!("{}.{best}{}", enumerated(&counts), left_out(network))
}

fn left_out(network: &Network) -> String {
    if network.left_out == 0 {
        return String::new();
    }
    let nodes = counted(network.left_out, "other is", "others are");
    let edges = counted(network.edges_left_out, "connection", "connections");
    format!(" For want of room {nodes} left out, with {edges}.")
}

/// A shape or line that has a meaning.
#[derive(Clone, Copy)]
pub(super) enum Sign {
    Node(Kind),
    Line(LineKind),
}

/// The shapes and lines that occur, with what they mean.
pub(super) fn signs(network: &Network) -> impl Iterator<Item = (Sign, &'static str)> {
    let has_node =
        |kind| network.nodes.iter().any(|node| (node.kind == Kind::Company) == (kind == Kind::Company));
    let has_line = |kind| network.edges.iter().any(|edge| LineKind::of(edge.role) == kind);
    let nodes = [(Kind::Project, "Project"), (Kind::Company, "Organisation")];
    let nodes = nodes.map(|(kind, words)| (has_node(kind), Sign::Node(kind), words));
    let lines = [
        (LineKind::Work, "Builds, hosts or supports"),
        (LineKind::Use, "Uses or buys"),
        (LineKind::Related, "Related"),
    ];
    let lines = lines.map(|(kind, words)| (has_line(kind), Sign::Line(kind), words));
    let signs = nodes.into_iter().chain(lines).filter(|(occurs, ..)| *occurs);
    signs.map(|(_, sign, words)| (sign, words))
}

/// What the shapes and lines mean, as far as they occur.
pub(super) fn legend(network: &Network) -> Html {
    let entries = signs(network).map(|(sign, words)| {
        let sign: Html = match sign {
            Sign::Node(Kind::Company) => mark("organisation"),
            Sign::Node(_) => mark("project"),
            Sign::Line(kind) => {
                let line = element("path").class(kind.class()).attr("d", "M0 8H30").empty();
                let picture = element("svg").class("lines").attr("width", 30).attr("height", 16);
                picture.attr("aria-hidden", "true").with(line).into()
            }
        };
        element("li").with(sign).text(" ").text(words).line()
    });
    let legend = element("ul").class("legend").attr("aria-label", "Legend").newline();
    legend.with(entries.collect::<Html>()).line()
}

/// What stands beside the names of one kind.
fn mark(class: &str) -> Html {
    element("span").class(class).attr("aria-hidden", "true").content().into()
}

/// Each connection in a row.
pub(super) fn rows(network: &Network) -> Table {
    let row = |edge: &Edge| {
        let (subject, object) = ends(edge);
        let name = |at: usize| Cell::Names(vec![network.nodes[at].name.clone()]);
        let verb = Cell::Names(vec![Name { text: verb(edge.role).to_owned(), url: None }]);
        vec![name(subject), verb, name(object)]
    };
    let heads = ["From", "Relation", "To"];
    let columns = heads.map(|label| Column { label: label.to_owned(), ..Column::default() }).to_vec();
    Table { columns, rows: network.edges.iter().map(row).collect(), left_out: network.edges_left_out }
}

/// The connections in rows, as many as a page can bear.
pub(in crate::render) fn listed(network: &Network) -> Table {
    let mut table = rows(network);
    let beyond = table.rows.len().saturating_sub(MAX_LISTED);
    table.rows.truncate(MAX_LISTED);
    table.left_out += beyond;
    table
}

/// Who does something, and to whom.
fn ends(edge: &Edge) -> (usize, usize) {
    if edge.role == Role::Related { (edge.from, edge.to) } else { (edge.to, edge.from) }
}

/// Whom one is connected with, by what one is to them.
type Roles<'a> = BTreeMap<Role, Vec<&'a Name>>;

/// Each connection once, by who does something: "Stevenson: builds Skerry, Bell Rock; uses Argand".
pub(super) fn list(network: &Network, base: &str) -> Html {
    list_of(network, &network.edges, base, |_| None)
}

/// The connections of a whole site, as many as a page can bear; each who does something can be led to.
pub(super) fn list_of_all(id: &str, network: &Network, base: &str) -> Html {
    let edges = &network.edges[..network.edges.len().min(MAX_LISTED)];
    list_of(network, edges, base, |subject| Some(anchor(id, subject)))
}

/// Where somebody stands in the list of all: an address is unique, and so is what it is made into.
pub(super) fn anchor(id: &str, name: &Name) -> String {
    let path = name.url.as_deref().unwrap_or(&name.text);
    format!("fb-{id}-{}", path.trim_matches('/').replace('/', "-"))
}

fn list_of(network: &Network, edges: &[Edge], base: &str, anchor: impl Fn(&Name) -> Option<String>) -> Html {
    let mut subjects: BTreeMap<(String, usize), Roles> = BTreeMap::new();
    for edge in edges {
        let (subject, object) = ends(edge);
        let sorted = (network.nodes[subject].name.text.to_lowercase(), subject);
        let objects = subjects.entry(sorted).or_default().entry(edge.role).or_default();
        objects.push(&network.nodes[object].name);
    }
    let lines = subjects.into_iter().map(|((_, subject), roles)| {
        let roles = roles.into_iter().map(|(role, objects)| {
            let objects = objects.into_iter().map(|object| name(object, base));
            Html::default().text(verb(role)).text(" ").with(Html::join(objects, ", "))
        });
        let subject = &network.nodes[subject].name;
        let line = match anchor(subject) {
            Some(anchor) => element("li").attr("id", anchor),
            None => element("li"),
        };
        let subject = element("b").with(name(subject, base));
        line.with(subject).text(": ").with(Html::join(roles, "; ")).line()
    });
    element("ul").class("connections").newline().with(lines.collect::<Html>()).line()
}

/// What one does who has a role.
fn verb(role: Role) -> &'static str {
    match role {
        Role::Developer => "builds",
        Role::Host => "hosts",
        Role::Sponsor => "sponsors",
        Role::Contributor => "contributes to",
        Role::User => "uses",
        Role::Customer => "is a customer of",
        Role::Related => "is related to",
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::network;
    use super::*;

    #[test]
    fn the_summary_counts_and_names_the_best_connected() {
        let mut network = network();
        insta::assert_snapshot!(summary(&network), @"3 projects, 2 organisations and 6 connections. Best connected: Stevenson (12) and Skerry (3). For want of room 2 others are left out, with 9 connections.");
        network.left_out = 1;
        network.edges_left_out = 1;
        network.nodes.truncate(2);
        network.edges = vec![network.edges[4]];
        network.hubs.truncate(1);
        insta::assert_snapshot!(summary(&network), @"2 projects and 1 connection. Best connected: Stevenson (12). For want of room 1 other is left out, with 1 connection.");
    }

    #[test]
    fn every_connection_is_listed_once_by_who_does_something() {
        let network = network();
        let lines: Vec<_> = network.edges.iter().map(|edge| verb(edge.role)).collect();
        assert_eq!(lines, ["uses", "builds", "builds", "uses", "is related to", "is related to"]);
        insta::assert_snapshot!(list(&network, "").as_str(), @r#"
    <ul class="connections">
    <li><b><a href="/argand/">Argand</a></b>: is related to <a href="/fresnel%20&amp;%20%3Csons%3E/">Fresnel &amp; &lt;Sons&gt;</a></li>
    <li><b><a href="/board/">Board</a></b>: uses <a href="/skerry/">Skerry</a></li>
    <li><b><a href="/skerry/">Skerry</a></b>: is related to <a href="/fresnel%20&amp;%20%3Csons%3E/">Fresnel &amp; &lt;Sons&gt;</a></li>
    <li><b><a href="/stevenson/">Stevenson</a></b>: builds <a href="/fresnel%20&amp;%20%3Csons%3E/">Fresnel &amp; &lt;Sons&gt;</a>, <a href="/skerry/">Skerry</a>; uses <a href="/argand/">Argand</a></li>
    </ul>
    "#);
    }
}
