//! The closed list of words for what sort of thing an event is.

use crate::spelling::capitalised;

/// What sort of thing happened. The words fit any industry; what none of them fits has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Something begins to be: an organisation, a project, a product.
    Founding,
    /// A version or a product comes out.
    Release,
    /// Somebody begins to use something.
    Adoption,
    /// Somebody gives or promises money.
    Funding,
    /// Something comes into other hands: it is bought, joined to another, handed over.
    Transfer,
    /// A standard, a law or a rule is settled.
    Standard,
    /// Something ends.
    End,
    /// Nothing has happened: somebody has said that it will.
    Prediction,
}

impl EventKind {
    /// Each as it is written, in the order of legends.
    pub const WORDS: [(&'static str, Self); 8] = [
        ("founding", Self::Founding),
        ("release", Self::Release),
        ("adoption", Self::Adoption),
        ("funding", Self::Funding),
        ("transfer", Self::Transfer),
        ("standard", Self::Standard),
        ("end", Self::End),
        ("prediction", Self::Prediction),
    ];

    /// The word for it in files.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }

    /// What readers see: `Release`.
    pub fn label(self) -> String {
        capitalised(self.name())
    }

    /// The word for several of them.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Founding => "foundings",
            Self::Release => "releases",
            Self::Adoption => "adoptions",
            Self::Funding => "fundings",
            Self::Transfer => "transfers",
            Self::Standard => "standards",
            Self::End => "ends",
            Self::Prediction => "predictions",
        }
    }
}
