//! The command line. Arguments follow mdBook's where mdBook has them.

mod compare;
mod import;
mod kinds;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(crate) use compare::{DiffArgs, DiffFormat, QueryArgs, QueryFormat};
pub(crate) use import::{CsvArgs, ImportArgs, ImportCommand, LandscapeArgs, RowKind, ServiceArgs};
pub(crate) use kinds::{Begun, Described, NewKind};

/// Publish the report on an industry as a website.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub(crate) global: Global,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Begin a report: write a small complete one to a new folder
    Init {
        /// The folder, which must be empty
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// The title of the report
        #[arg(long)]
        title: Option<String>,
    },
    /// Begin a page or a metric: write it with every key it can have, and print where it stands
    New(NewArgs),
    /// Add pages and facts from data of others, with their source; what is there is never written over
    #[command(subcommand)]
    Import(ImportCommand),
    /// Give a page, a metric or a heading another name, everywhere; the old address leads to the new one
    Rename(RenameArgs),
    /// Put the keys of front matter in order and spell them as they are documented; values, comments and texts stay
    Fmt(FmtArgs),
    /// Show the website while you write: every save is seen in the browser at once
    Serve(ServeArgs),
    /// Write the website to the output folder
    Build(BuildArgs),
    /// Report every problem of the site, without building it to the output folder
    Check(CheckArgs),
    /// Write the whole report as a PDF with an outline, by an installed Chromium or Chrome
    Pdf(PdfArgs),
    /// Publish the website: commit it to a branch of its own and push that, as for GitHub Pages
    Deploy(DeployArgs),
    /// Tell what differs between two states of the site: figures, pages, addresses, and which pages that reaches
    Diff(DiffArgs),
    /// Print figures, events, pages, relations, uses or sources from the data of the site
    Query(QueryArgs),
    /// Tell what a published page is made of, or what an edit of a file can reach
    Why {
        /// An address such as `/projects/lamp/`, or a file such as `content/projects/lamp.md`
        what: String,
        /// The site's folder, the one with `book.toml`
        #[arg(long, default_value = ".")]
        dir: PathBuf,
    },
    /// Keep the present state of the report as an edition: write `editions/NAME.toml`, never over one that is there
    Edition(EditionArgs),
    /// Remove the output folder, and what builds and checks have kept in `.fieldbook/`
    Clean {
        /// The site's folder, the one with `book.toml`
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// The output folder, if not the one in `book.toml`
        #[arg(short, long, value_name = "DIR")]
        dest_dir: Option<PathBuf>,
    },
    /// Copy a template, the style sheet or a script of the built-in theme into the site, to change it there; without a name, list them
    Eject {
        /// Its name, such as `_footer.html` or `css/fieldbook.css`
        name: Option<String>,
        /// The site's folder, the one with `book.toml`
        #[arg(long, default_value = ".")]
        dir: PathBuf,
    },
    /// Print a JSON Schema for editors, with the slugs and metrics of the site
    Schema {
        /// What is described: the settings, an edition, or the front matter of a kind of page
        what: Described,
        /// The site's folder, the one with `book.toml`
        #[arg(default_value = ".")]
        dir: PathBuf,
    },
    /// Print what a shell needs to complete commands and options
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of the program or of one of its commands
    Man {
        /// The command
        command: Option<String>,
    },
    /// Tell what a code means, such as `unknown-company`, or list all codes
    Explain {
        /// The code in the square brackets of a message
        code: Option<String>,
    },
}

/// What `new` takes.
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// What is begun
    pub(crate) kind: Begun,
    /// Its title; the name of the file or of the metric is made of it
    pub(crate) name: String,
    /// The part of the report that a chapter goes to: a folder below `content/chapters/`
    #[arg(long)]
    pub(crate) part: Option<String>,
    /// The site's folder, the one with `book.toml`
    #[arg(long, default_value = ".")]
    pub(crate) dir: PathBuf,
}

/// What `edition` takes.
#[derive(Debug, Args)]
pub(crate) struct EditionArgs {
    /// What it is called in addresses, such as `2026-11`: small letters, digits and hyphens
    pub(crate) name: String,
    /// Its title, if that is not its name in words
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// What readers should know of it
    #[arg(long)]
    pub(crate) note: Option<String>,
    /// Its date [default: the date of the build, which is that of the newest statement unless `book.toml` says another]
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<String>,
    /// Take only what was said up to a date: figures and events whose date and source are not later, and their pages
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The site's folder, the one with `book.toml`
    #[arg(long, default_value = ".")]
    pub(crate) dir: PathBuf,
}

/// What `rename` takes.
#[derive(Debug, Args)]
pub(crate) struct RenameArgs {
    /// What it is called: the slug of a page, `folder/slug`, the name of a metric, `metrics/NAME`, or `page#heading`
    pub(crate) old: String,
    /// What it will be called: a slug, the name of a metric, or the id of a heading
    pub(crate) new: String,
    /// Print what would change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The site's folder, the one with `book.toml`
    #[arg(long, default_value = ".")]
    pub(crate) dir: PathBuf,
}

/// What `fmt` takes.
#[derive(Debug, Args)]
pub(crate) struct FmtArgs {
    /// Pages, or folders of pages; without one, all pages of the site
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing, list the pages that are not in order, and fail if there are any
    #[arg(long)]
    pub(crate) check: bool,
    /// The site's folder, the one with `book.toml`
    #[arg(long, default_value = ".")]
    pub(crate) dir: PathBuf,
}

/// What `deploy` takes.
#[derive(Debug, Args)]
pub(crate) struct DeployArgs {
    /// The site.
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// The branch that holds nothing but the website
    #[arg(long, default_value = "gh-pages")]
    pub(crate) branch: String,
    /// The name or address of the repository to push to
    #[arg(long, default_value = "origin")]
    pub(crate) remote: String,
    /// Do everything but the push
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Publish changes that no commit holds
    #[arg(long)]
    pub(crate) allow_dirty: bool,
}

/// What `build` takes.
#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// The site.
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// The output folder, if not the one in `book.toml`
    #[arg(short, long, value_name = "DIR")]
    pub(crate) dest_dir: Option<PathBuf>,
}

/// What `pdf` takes.
#[derive(Debug, Args)]
pub(crate) struct PdfArgs {
    /// The file; if there is one, it stays until the new one is complete
    #[arg(default_value = "report.pdf")]
    pub(crate) out: PathBuf,
    /// The site's folder, the one with `book.toml`
    #[arg(long, default_value = ".")]
    pub(crate) dir: PathBuf,
    /// How it is built.
    #[command(flatten)]
    pub(crate) options: OptionArgs,
    /// The browser [default: the first of chromium, google-chrome and others like them that is found]
    #[arg(long, value_name = "PATH")]
    pub(crate) browser: Option<PathBuf>,
    /// After how many seconds the browser is ended
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub(crate) time_limit: u64,
}

/// What `check` takes.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// The site.
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// List the mentions that become links by themselves: name, file, number, first sentence, with tabs between
    #[arg(long)]
    pub(crate) mentions: bool,
    /// Ask for every address outside the site, and report those at which nothing answers
    #[arg(long)]
    pub(crate) external: bool,
    /// For how many days an address that has answered is not asked for again
    #[arg(long, value_name = "DAYS", default_value_t = 7, requires = "external")]
    pub(crate) external_age: u32,
    /// After how many seconds there is no answer any more
    #[arg(long, value_name = "SECONDS", default_value_t = 20, requires = "external", value_parser = clap::value_parser!(u64).range(1..=300))]
    pub(crate) external_timeout: u64,
}

/// What `serve` takes.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// The site.
    #[command(flatten)]
    pub(crate) site: SiteArgs,
    /// The port to listen at [default: the first free one from 1111 on]
    #[arg(short, long)]
    pub(crate) port: Option<u16>,
    /// The name or address to listen at; 0.0.0.0 lets others on your network see the site
    #[arg(short = 'n', long, default_value = "127.0.0.1")]
    pub(crate) hostname: String,
    /// Open the site in the browser
    #[arg(short, long)]
    pub(crate) open: bool,
    /// Look for changes every 300 ms, where the system does not tell of them: in containers, on network disks
    #[arg(long)]
    pub(crate) poll: bool,
    /// What opens a place of a file from the list of problems in the browser: vscode, vscodium, cursor, zed,
    /// sublime, textmate, idea, none, or an address with {path}, {line} and {column}
    #[arg(long, env = "FIELDBOOK_EDITOR", default_value = "vscode", hide_env_values = true)]
    pub(crate) editor: String,
}

/// What every command that reads a site takes.
#[derive(Debug, Args)]
pub(crate) struct SiteArgs {
    /// The site's folder, the one with `book.toml`
    #[arg(default_value = ".")]
    pub(crate) dir: PathBuf,
    /// How it is built.
    #[command(flatten)]
    pub(crate) options: OptionArgs,
}

/// How a site is built, beyond what stands in `book.toml`.
#[derive(Debug, Args)]
pub(crate) struct OptionArgs {
    /// The address the site is published at, such as `https://example.org/report/`
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// The date from which ages of figures are counted; without it that of the newest statement
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,
    /// Include pages with `draft: true`
    #[arg(long)]
    pub(crate) drafts: bool,
}

/// What holds for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct Global {
    /// Print problems only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Print also how many files were written, kept and removed
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorWhen,
    /// How problems are printed
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,
    /// Show every problem, however many are alike; formats for editors and machines always do
    #[arg(long, global = true)]
    pub(crate) all: bool,
    /// Treat warnings as errors
    #[arg(long, global = true)]
    pub(crate) deny_warnings: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorWhen {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum MessageFormat {
    /// The line with the words underlined
    Human,
    /// `file:line:column: severity[code]: message`
    Short,
    /// One JSON object a line
    Json,
    /// Annotations for GitHub Actions
    Github,
}
