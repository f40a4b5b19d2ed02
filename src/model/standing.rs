//! What readers are told of a figure wherever it is printed, besides who says it.

use super::{Age, FactRef, Tracked};

/// How a figure stands on the date of the build and among what other sources say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    /// `5 years old`, if it is older than its metric allows and there is no newer one.
    pub age: Option<Age>,
    /// Whether sources differ on it.
    pub contested: bool,
}

impl FactRef<'_> {
    /// How it stands.
    pub fn standing(self, site: &Tracked<'_>) -> Standing {
        Standing { age: self.age(site), contested: self.is_contested(site) }
    }

    /// Whether another fact of its page differs from it.
    pub fn is_contested(self, site: &Tracked<'_>) -> bool {
        let mut others = self.page().facts_of(self.metric_name()).filter(|other| *other != self);
        others.any(|other| site.differ(self, other))
    }
}
