//! The classes of projects and organisations in the words that readers see.

use crate::parse::{Licensing, OrganisationType, Origin};

impl Origin {
    /// As tables and profiles print it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Domestic => "domestic",
            Self::Foreign => "foreign",
            Self::Unknown => "unknown",
        }
    }
}

impl Licensing {
    /// As tables and profiles print it.
    pub fn label(self) -> &'static str {
        match self {
            Self::OpenSource => "open source",
            Self::ClosedSource => "closed source",
            Self::Mixed => "partly open source",
        }
    }
}

impl OrganisationType {
    /// As tables and profiles print it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Foundation => "foundation",
            Self::Agency => "agency",
            Self::University => "university",
            Self::Community => "community",
            Self::Publication => "publication",
        }
    }
}
