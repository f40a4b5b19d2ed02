//! What the lines of a network mean.

use crate::parse::Role;

/// What a line means, which decides how it is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// One works on the other: builds, hosts or supports it.
    Work,
    /// One uses the other.
    Use,
    /// They are connected in some other way.
    Related,
}

impl LineKind {
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
