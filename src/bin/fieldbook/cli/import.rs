//! The command line of `import`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Subcommand, ValueEnum};

use fieldbook::parse::Kind;

use super::NewKind;

/// What can be imported.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// A table of comma-separated values: a page or the facts of a page in each row
    Csv(CsvArgs),
    /// The data file of a landscape, `landscape.yml`, as landscape2 and the CNCF write it
    Landscape(LandscapeArgs),
    /// What crates.io tells of crates: a page for each, or its figures on the page that is there
    CratesIo(ServiceArgs),
    /// What GitHub tells of repositories, each named OWNER/REPOSITORY
    Github(ServiceArgs),
}

/// What `import crates-io` and `import github` take.
#[derive(Debug, Args)]
pub(crate) struct ServiceArgs {
    /// What is asked for
    #[arg(required = true)]
    pub(crate) names: Vec<String>,
    /// The address that answers, if not that of the service itself: of a mirror, or of GitHub Enterprise
    #[arg(long, value_name = "URL")]
    pub(crate) api: Option<String>,
    /// What every import takes.
    #[command(flatten)]
    pub(crate) import: ImportArgs,
}

/// What every import takes.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The day on which the data were read [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) retrieved: Option<String>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The site's folder, the one with `book.toml`
    #[arg(long, default_value = ".")]
    pub(crate) dir: PathBuf,
}

/// What `import csv` takes.
#[derive(Debug, Args)]
pub(crate) struct CsvArgs {
    /// The file
    pub(crate) file: PathBuf,
    /// What a row is
    #[arg(long, value_enum)]
    pub(crate) kind: RowKind,
    /// Which column has what, by the head of the column: `title=Name,country=Home`. Left of `=` stands a key of the
    /// front matter, `links.NAME`, `text` or a metric; for facts entity, metric, value, as-of, source, at, note or a
    /// metric. Without it, columns are called as the keys are
    #[arg(long, value_name = "KEY=COLUMN", value_delimiter = ',', value_parser = pair)]
    pub(crate) map: Vec<(String, String)>,
    /// The slug of the source, if no column has it [default: a new page for the file]
    #[arg(long, value_name = "SLUG")]
    pub(crate) source: Option<String>,
    /// The date of the facts, if no column has it
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// What every import takes.
    #[command(flatten)]
    pub(crate) import: ImportArgs,
}

/// `key=column`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (key, column) = text.split_once('=').ok_or("write `KEY=COLUMN`")?;
    Ok((key.trim().to_owned(), column.trim().to_owned()))
}

/// What the row of a table is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum RowKind {
    /// Facts of a page that is there.
    Fact,
    /// A page.
    Page(NewKind),
}

impl ValueEnum for RowKind {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Page(NewKind::Project),
            Self::Page(NewKind::Company),
            Self::Page(NewKind::Domain),
            Self::Page(NewKind::Source),
            Self::Fact,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Fact => PossibleValue::new("fact").help("Facts of a page that is there"),
            Self::Page(kind) => {
                let name = Kind::from(*kind).name();
                kind.to_possible_value()?.help(format!("A {name}"))
            }
        })
    }
}

/// What `import landscape` takes.
#[derive(Debug, Args)]
pub(crate) struct LandscapeArgs {
    /// The file
    pub(crate) file: PathBuf,
    /// A category whose items are organisations rather than projects; can be repeated [default: `Special`, and those
    /// with the word `Members`]
    #[arg(long, value_name = "CATEGORY")]
    pub(crate) organisations: Vec<String>,
    /// The folder of the logos [default: `hosted_logos` beside the file]
    #[arg(long, value_name = "DIR")]
    pub(crate) logos: Option<PathBuf>,
    /// The title of the site, if there is none yet
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// What every import takes.
    #[command(flatten)]
    pub(crate) import: ImportArgs,
}
