//! The closed list of words for what sort of thing an event is.

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

    /// What readers see: one, and several of them.
    pub fn label(self) -> (&'static str, &'static str) {
        match self {
            Self::Founding => ("Founding", "foundings"),
            Self::Release => ("Release", "releases"),
            Self::Adoption => ("Adoption", "adoptions"),
            Self::Funding => ("Funding", "fundings"),
            Self::Transfer => ("Transfer", "transfers"),
            Self::Standard => ("Standard", "standards"),
            Self::End => ("End", "ends"),
            Self::Prediction => ("Prediction", "predictions"),
        }
    }
}
