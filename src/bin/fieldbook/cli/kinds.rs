//! What commands can be asked about: kinds of pages, and what stands beside them.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use fieldbook::parse::Kind;

/// What there is a schema of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Described {
    /// `book.toml`.
    Book,
    /// `editions/NAME.toml`.
    Edition,
    /// The front matter of a kind of page.
    Pages(NewKind),
    /// The front matter of any other page.
    Page,
}

impl ValueEnum for Described {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Book,
            Self::Edition,
            Self::Pages(NewKind::Project),
            Self::Pages(NewKind::Company),
            Self::Pages(NewKind::Chapter),
            Self::Pages(NewKind::Domain),
            Self::Pages(NewKind::Source),
            Self::Page,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Book => PossibleValue::new("book").help("`book.toml`"),
            Self::Edition => PossibleValue::new("edition").help("`editions/NAME.toml`"),
            Self::Pages(kind) => {
                let name = Kind::from(*kind).name();
                kind.to_possible_value()?.help(format!("The front matter of a {name}"))
            }
            Self::Page => PossibleValue::new("page").help("The front matter of any other page"),
        })
    }
}

/// What `new` can begin.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Begun {
    /// A page.
    Page(NewKind),
    /// A metric.
    Metric,
}

impl ValueEnum for Begun {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Page(NewKind::Project),
            Self::Page(NewKind::Company),
            Self::Page(NewKind::Chapter),
            Self::Page(NewKind::Domain),
            Self::Page(NewKind::Source),
            Self::Metric,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Page(kind) => kind.to_possible_value(),
            Self::Metric => {
                Some(PossibleValue::new("metric").help("What figures count: a table of the settings"))
            }
        }
    }
}

/// Other words for a company.
pub(crate) const ORGANISATION: [&str; 2] = ["organisation", "organization"];

/// The kinds of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewKind {
    /// A project, product or tool
    Project,
    /// A company or any other organisation
    #[value(aliases = ORGANISATION)]
    Company,
    /// An article
    Chapter,
    /// A field that projects belong to
    Domain,
    /// A document that figures come from
    Source,
}

impl From<NewKind> for Kind {
    fn from(kind: NewKind) -> Self {
        match kind {
            NewKind::Project => Self::Project,
            NewKind::Company => Self::Company,
            NewKind::Chapter => Self::Chapter,
            NewKind::Domain => Self::Domain,
            NewKind::Source => Self::Source,
        }
    }
}
