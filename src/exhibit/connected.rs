//! Who is connected with whom, as networks and their table show it.

use super::Name;
use crate::parse::{Kind, Role};

/// Projects and companies and how they are connected.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Network {
    /// The groups of projects, in the order they are drawn in: domains.
    pub groups: Vec<Name>,
    /// The nodes, projects first and those of a group together. Every node has an edge.
    pub nodes: Vec<NetworkNode>,
    /// The edges.
    pub edges: Vec<Edge>,
    /// The node that it is about, by index, if it is about one.
    pub focus: Option<usize>,
    /// The best connected of all that was asked for, drawn or not, the best first.
    pub hubs: Vec<Hub>,
    /// How many nodes with edges are left out because there is no room for them.
    pub left_out: usize,
    /// How many edges are left out with them.
    pub edges_left_out: usize,
}

/// One of the best connected.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hub {
    /// What it is called.
    pub name: String,
    /// In how many relations it stands, counting those that are not drawn.
    pub connections: usize,
}

/// A node of a network.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NetworkNode {
    /// Its name.
    pub name: Name,
    /// The group of a project, by index.
    pub group: Option<usize>,
    /// Whether it is a project or a company.
    pub kind: Kind,
}

/// An edge of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edge {
    /// One end, by index of the node; the project, if the other is a company.
    pub from: usize,
    /// The other end.
    pub to: usize,
    /// What `to` is to `from`; [`Role::Related`] has no direction.
    pub role: Role,
}

/// Which organisations have projects in which domains, and all relations in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Matrix {
    /// The columns: the best connected organisations, by how many projects they work on or use.
    pub organisations: Vec<Name>,
    /// The rows, in the order of the domains.
    pub rows: Vec<MatrixRow>,
    /// How many organisations with projects have no column.
    pub more: usize,
    /// All relations, those of the best connected organisations first.
    pub relations: Network,
}

/// A domain and who has projects in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MatrixRow {
    /// The domain.
    pub domain: Name,
    /// One for each column.
    pub cells: Vec<MatrixCell>,
    /// How many organisations without a column have projects in it.
    pub others: usize,
}

/// The projects of a domain that are an organisation's, by their titles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MatrixCell {
    /// Those that it builds, hosts or supports.
    pub works_on: Vec<String>,
    /// Those that it uses and does not work on.
    pub uses: Vec<String>,
}
