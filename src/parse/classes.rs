//! The closed lists of words by which authors class projects and organisations.

/// Where a project comes from, seen from the country a source is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// From that country.
    Domestic,
    /// From another one.
    Foreign,
    /// Nobody could tell.
    Unknown,
}

impl Origin {
    /// Each as it is written.
    pub const WORDS: [(&'static str, Self); 3] =
        [("domestic", Self::Domestic), ("foreign", Self::Foreign), ("unknown", Self::Unknown)];
}

/// How a project may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Licensing {
    /// Under an open-source licence.
    OpenSource,
    /// Without its source.
    ClosedSource,
    /// Parts of it are open source.
    Mixed,
}

impl Licensing {
    /// Each as it is written.
    pub const WORDS: [(&'static str, Self); 3] =
        [("open-source", Self::OpenSource), ("closed-source", Self::ClosedSource), ("mixed", Self::Mixed)];
}

/// What sort of organisation something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrganisationType {
    /// A business.
    Company,
    /// A foundation or an association.
    Foundation,
    /// A public body.
    Agency,
    /// A university or an institute.
    University,
    /// People who work together without a legal form.
    Community,
    /// A magazine, a blog, a survey.
    Publication,
}

impl OrganisationType {
    /// Each as it is written.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("company", Self::Company),
        ("foundation", Self::Foundation),
        ("agency", Self::Agency),
        ("university", Self::University),
        ("community", Self::Community),
        ("publication", Self::Publication),
    ];
}
