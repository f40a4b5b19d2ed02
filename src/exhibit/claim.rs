//! What sources say, and what speaks against it: the types that are ready to be printed.

use crate::model::Age;
use crate::number::Amount;

/// Words, and where they lead if anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The words.
    pub text: String,
    /// An address inside the site.
    pub url: Option<String>,
}

/// What speaks against a figure or an event, and who says so: if nobody is named, it is the authors' own reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CitedRemark {
    /// The sentence.
    pub text: String,
    /// The source that says so.
    pub source: Option<Name>,
    /// Where in it, or at the address, it stands.
    pub at: Option<String>,
    /// A whole address outside the site.
    pub link: Option<String>,
    /// `26 November 2026`: when that was read.
    pub retrieved: Option<String>,
}

/// Facts on which sources differ.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Disagreement {
    /// Whom they are about; leads to the facts.
    pub subject: Name,
    /// `Lines of code`.
    pub metric: String,
    /// What they are on.
    pub kind: DisagreementKind,
    /// How far apart the lowest and the highest are, in words: `up to 4.3 times`; of figures and dates alone.
    pub gap: Option<String>,
    /// The facts, newest first; at least two.
    pub claims: Vec<Claim>,
}

/// What sources differ on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DisagreementKind {
    /// How much something is.
    Figure,
    /// When something was.
    Date,
    /// Who or what it is.
    Name,
    /// What is to be thought of something.
    Judgement,
}

/// What one source says.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Claim {
    /// `about 300,000 lines of code`.
    pub text: String,
    /// Where it starts and ends in a picture of all of them, in percent; of figures alone.
    pub span: Option<[Amount; 2]>,
    /// Whether it is the one that the report prints where it does not choose another.
    pub printed: bool,
    /// `June 2021`.
    pub date: Option<String>,
    /// Who says so.
    pub source: Option<Name>,
    /// Where in the source it stands.
    pub at: Option<String>,
    /// What exactly it counts.
    pub note: Option<String>,
    /// What speaks against it.
    pub doubt: Option<Box<CitedRemark>>,
    /// `5 years old`, if it is older than its metric allows and there is no newer one.
    pub age: Option<Age>,
    /// The address of the fact.
    pub url: String,
}
