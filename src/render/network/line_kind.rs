//! What the lines of a network mean.

use std::collections::BTreeSet;

use crate::exhibit::Network;
use crate::parse::Role;

/// What a line means, which decides how it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LineKind {
    /// One works on the other: builds, hosts or supports it.
    Work,
    /// One uses the other.
    Use,
    /// They are connected in some other way.
    Related,
}

impl LineKind {
    pub(super) const ALL: [Self; 3] = [Self::Work, Self::Use, Self::Related];

    pub(super) fn of(role: Role) -> Self {
        match role {
            Role::Developer | Role::Host | Role::Sponsor | Role::Contributor => Self::Work,
            Role::User | Role::Customer => Self::Use,
            Role::Related => Self::Related,
        }
    }

    /// Its class in the style sheet; empty for the usual line.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Work => "",
            Self::Use => "uses",
            Self::Related => "related",
        }
    }
}

/// The lines of a network: the nodes at their ends and what they mean. Who builds a thing and uses it as well has one
/// line to it; two would lie on one another.
pub(super) fn lines(network: &Network) -> Vec<(usize, usize, LineKind)> {
    let edges = network.edges.iter().map(|edge| (edge.from, edge.to, LineKind::of(edge.role)));
    let worked_on: BTreeSet<_> =
        edges.clone().filter(|(.., kind)| *kind == LineKind::Work).map(|(from, to, _)| (from, to)).collect();
    let seen = |(from, to, kind): &(usize, usize, LineKind)| {
        *kind != LineKind::Use || !worked_on.contains(&(*from, *to))
    };
    let lines: BTreeSet<_> = edges.filter(seen).collect();
    lines.into_iter().collect()
}
