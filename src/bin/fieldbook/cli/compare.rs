//! What the commands that look into a site take: `diff` and `query`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::OptionArgs;

/// What `query` takes.
#[derive(Debug, Args)]
pub(crate) struct QueryArgs {
    /// The table: facts, events, entities, relations, uses or sources
    pub(crate) table: String,
    /// Only figures of this metric
    #[arg(long)]
    pub(crate) metric: Option<String>,
    /// Only rows with this value in a column, of their own or of the page they are about, such as `domain=databases`;
    /// of several values with commas between any will do
    #[arg(long = "where", value_name = "COLUMN=VALUE")]
    pub(crate) filters: Vec<String>,
    /// The column that sorts the rows: numbers by their size, the largest first; words by their letters
    #[arg(long, value_name = "COLUMN")]
    pub(crate) sort: Option<String>,
    /// The other way round
    #[arg(long)]
    pub(crate) reverse: bool,
    /// How many rows at most
    #[arg(long, value_name = "NUMBER")]
    pub(crate) top: Option<usize>,
    /// The columns, with commas between; `all` for every one
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) columns: Option<String>,
    /// How the rows are written
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: QueryFormat,
    /// The site's folder, the one with `book.toml`
    #[arg(long, default_value = ".")]
    pub(crate) dir: PathBuf,
}

/// How the rows of `query` are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum QueryFormat {
    /// For a terminal
    Table,
    /// RFC 4180, with a head
    Csv,
    /// A list of objects
    Json,
}

/// What `diff` takes.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// What is compared with: a commit, branch or tag, or the folder of a site [default: the commit at which this
    /// branch left the default one]
    pub(crate) base: Option<String>,
    /// What is looked at: a commit, branch or tag, or the folder of a site [default: the files as they are]
    pub(crate) head: Option<String>,
    /// How the report is written
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: DiffFormat,
    /// The site's folder, the one with `book.toml`
    #[arg(long, default_value = ".")]
    pub(crate) dir: PathBuf,
    /// How both are built.
    #[command(flatten)]
    pub(crate) options: OptionArgs,
}

/// How the report of `diff` is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For a terminal
    Human,
    /// For a comment on a pull request
    Markdown,
    /// A page with charts and tables before and after
    Html,
    /// All there is, for programs
    Json,
}
