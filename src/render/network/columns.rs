//! Where the names of a network stand: projects below one another on the left, organisations on the right, each as
//! near to what it is connected with as the order of the domains allows.

use crate::exhibit::{Network, NetworkNode};
use crate::parse::Kind;
use crate::render::svg::float;

/// How often each column is put in order after the other. More changes next to nothing.
const ROUNDS: usize = 6;

/// What stands in a row of the left column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// The title of a group, by its index.
    Title(usize),
    /// A project, by the index of its node.
    Project(usize),
}

/// The two columns from top to bottom. The rows of each are spread evenly over the height of both.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) projects: Vec<Entry>,
    /// By the indices of their nodes.
    pub(super) organisations: Vec<usize>,
    ends: Vec<End>,
}

/// Where the lines of a node end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct End {
    /// Whether it stands on the right.
    pub(super) is_right: bool,
    /// How far down, from `0` to `1`.
    pub(super) y: f64,
}

impl Columns {
    pub(super) fn of(network: &Network) -> Self {
        let is_right = |node: &NetworkNode| node.kind == Kind::Company;
        let of_side = |right: bool| {
            let nodes = network.nodes.iter().enumerate();
            nodes.filter(|(_, node)| is_right(node) == right).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let ends = network.nodes.iter().map(|node| End { is_right: is_right(node), y: 0.5 }).collect();
        let mut columns =
            Self { projects: grouped(network, &of_side(false)), organisations: of_side(true), ends };
        let across = across(network, &columns.ends);
        columns.settle();
        for _ in 0..ROUNDS {
            let wanted = columns.wanted(&across);
            columns.organisations.sort_by(|one, other| wanted[*one].total_cmp(&wanted[*other]));
            columns.settle();
            let wanted = columns.wanted(&across);
            let mut projects: Vec<_> = columns.projects.iter().filter_map(Entry::project).collect();
            let group = |at: usize| network.nodes[at].group.filter(|_| has_titles(network));
            projects.sort_by(|one, other| {
                group(*one).cmp(&group(*other)).then(wanted[*one].total_cmp(&wanted[*other]))
            });
            columns.projects = grouped(network, &projects);
            columns.settle();
        }
        columns
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.projects.len().max(self.organisations.len())
    }

    /// Where the lines of a node end.
    pub(super) fn end(&self, node: usize) -> End {
        self.ends[node]
    }

    /// Notes where each node is.
    fn settle(&mut self) {
        let count = self.projects.len();
        for (row, entry) in self.projects.iter().enumerate() {
            if let Entry::Project(node) = entry {
                self.ends[*node].y = middle(row, count);
            }
        }
        let count = self.organisations.len();
        for (row, node) in self.organisations.iter().enumerate() {
            self.ends[*node].y = middle(row, count);
        }
    }

    /// How far down each node would like to stand: in the middle of those it is connected with in the other column.
    fn wanted(&self, across: &[Vec<usize>]) -> Vec<f64> {
        let mean = |(node, ends): (usize, &Vec<usize>)| match ends.len() {
            0 => self.ends[node].y,
            count => ends.iter().map(|end| self.ends[*end].y).sum::<f64>() / float(count),
        };
        across.iter().enumerate().map(mean).collect()
    }
}

impl Entry {
    fn project(&self) -> Option<usize> {
        if let Self::Project(node) = self { Some(*node) } else { None }
    }
}

/// The nodes in the other column that each is connected with.
fn across(network: &Network, ends: &[End]) -> Vec<Vec<usize>> {
    let mut across = vec![Vec::new(); network.nodes.len()];
    let edges = network.edges.iter().map(|edge| (edge.from, edge.to));
    for (from, to) in edges.filter(|(from, to)| ends[*from].is_right != ends[*to].is_right) {
        across[from].push(to);
        across[to].push(from);
    }
    across
}

/// A single group needs no title.
fn has_titles(network: &Network) -> bool {
    network.groups.len() > 1
}

/// Projects below the titles of their groups.
fn grouped(network: &Network, projects: &[usize]) -> Vec<Entry> {
    let groups = projects.chunk_by(|one, other| network.nodes[*one].group == network.nodes[*other].group);
    let entries = groups.flat_map(|projects| {
        let title = network.nodes[projects[0]].group.filter(|_| has_titles(network)).map(Entry::Title);
        title.into_iter().chain(projects.iter().copied().map(Entry::Project))
    });
    entries.collect()
}

/// The middle of a row, from `0` to `1`.
pub(super) fn middle(row: usize, count: usize) -> f64 {
    (float(row) + 0.5) / float(count)
}

/// A line from a node to another as a curve of Bézier: where it starts, where it ends, and the points that bend it.
/// The left column ends at `0`, the right one starts at `1`.
pub(super) fn curve(one: End, other: End) -> [(f64, f64); 4] {
    let x = |end: End| if end.is_right { 1.0 } else { 0.0 };
    let bend = if one.is_right == other.is_right {
        // Names of one column are joined by arcs, which are wider the farther they reach.
        let depth = 0.25 + 0.65 * (one.y - other.y).abs();
        (x(one) - depth).abs()
    } else {
        0.5
    };
    [(x(one), one.y), (bend, one.y), (bend, other.y), (x(other), other.y)]
}

#[cfg(test)]
mod tests {
    use super::super::tests::{network, node};
    use super::*;
    use crate::exhibit::Edge;
    use crate::parse::Role;

    #[test]
    fn projects_stand_below_their_domains_and_nodes_beside_what_they_are_connected_with() {
        let mut network = network();
        let columns = Columns::of(&network);
        let titles = |columns: &Columns| {
            let words = columns.projects.iter().map(|entry| match entry {
                Entry::Title(group) => network.groups[*group].text.clone(),
                Entry::Project(node) => network.nodes[*node].name.text.clone(),
            });
            words.collect::<Vec<_>>()
        };
        // Stevenson has both lamps, and the board a tower alone.
        assert_eq!(titles(&columns), ["Lamps", "Argand", "Fresnel & <Sons>", "Towers", "Skerry"]);
        assert_eq!(columns.organisations, [3, 4]);
        assert_eq!(columns.rows(), 5);
        let places: Vec<_> = (0..5).map(|node| columns.end(node)).collect();
        assert!(places.iter().map(|end| end.is_right).eq([false, false, false, true, true]));
        assert!(
            places.iter().zip([0.3, 0.5, 0.9, 0.25, 0.75]).all(|(end, y)| (end.y - y).abs() < 1e-9),
            "{places:?}"
        );
        network.nodes.push(node("Above", None, Kind::Company));
        network.edges.push(Edge { from: 0, to: 5, role: Role::User });
        assert_eq!(Columns::of(&network).organisations, [5, 3, 4]);
    }

    #[test]
    fn what_stands_in_one_column_is_joined_by_an_arc_that_stays_between_them() {
        let end = |is_right, y| End { is_right, y };
        let bends = curve(end(false, 0.1), end(true, 0.6)).map(|(x, y)| format!("{x} {y}"));
        assert_eq!(bends, ["0 0.1", "0.5 0.1", "0.5 0.6", "1 0.6"]);
        for is_right in [false, true] {
            for y in [0.0, 0.5, 1.0] {
                let [(start, _), (bend, _), (same, _), (stop, _)] =
                    curve(end(is_right, 0.0), end(is_right, y));
                assert!(start.total_cmp(&stop).is_eq() && bend.total_cmp(&same).is_eq());
                assert!((0.05..0.95).contains(&bend), "{bend}");
            }
        }
    }
}
