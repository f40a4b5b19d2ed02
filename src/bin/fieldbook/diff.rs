//! The command `diff`: what a change says and reaches.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;

use fieldbook::diagnostic::any_error;
use fieldbook::diff::{ReportFormat, ReportFrame, States, report};
use fieldbook::files::{DiskFiles, Files, State};
use fieldbook::git::Repository;
use fieldbook::paths::{SETTINGS, SourcePath};

use crate::CONTENT;
use crate::author::expect_whole;
use crate::cli::{DiffArgs, DiffFormat, Global};
use crate::terminal::{Bar, print};

/// One side of the comparison: what it is called, and what the site is made of there.
struct Side {
    name: String,
    files: Box<dyn Files>,
}

impl Side {
    /// The files of a folder.
    fn of_files(name: &str, folder: &Path) -> anyhow::Result<Self> {
        expect_whole(folder)?;
        Ok(Self { name: name.to_owned(), files: Box::new(DiskFiles::new(folder)) })
    }
}

/// Compares two states of a site.
pub(crate) fn diff(args: &DiffArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let base = match &args.base {
        Some(name) => side(&args.dir, name)?,
        None => merge_base(&args.dir)?,
    };
    let head = match &args.head {
        Some(name) => side(&args.dir, name)?,
        None => Side::of_files("the files", &args.dir)?,
    };
    let options = crate::options(&args.options, global)?;
    let progress = Bar::new(global);
    let states = States::build(&*base.files, &*head.files, &options, &progress)?;
    progress.clear();
    let format = match args.format {
        DiffFormat::Human => ReportFormat::Human,
        DiffFormat::Markdown => ReportFormat::Markdown,
        DiffFormat::Html => ReportFormat::Html,
        DiffFormat::Json => ReportFormat::Json,
    };
    let style = states.style();
    let frame = ReportFrame { names: [&base.name, &head.name], all: global.all, style: &style };
    print(&report(&states.review(), format, &frame))?;
    let failed = any_error(&states.head.diagnostics);
    // The process ends here; giving the memory of two sites back piece by piece would only take time.
    std::mem::forget(states);
    Ok(if failed { ExitCode::from(CONTENT) } else { ExitCode::SUCCESS })
}

/// A folder that holds a site, or a revision of the one in `dir`.
fn side(dir: &Path, name: &str) -> anyhow::Result<Side> {
    let folder = PathBuf::from(name);
    let settings = DiskFiles::new(&folder).state(&SourcePath::new(SETTINGS));
    if matches!(settings, State::File | State::LinkedFile) {
        return Side::of_files(name, &folder);
    }
    let repository = Repository::of(dir)?;
    let commit = repository.commit(name)?;
    Ok(Side { name: name.to_owned(), files: Box::new(repository.source_at(&commit)?) })
}

/// Where the present branch left the default one.
fn merge_base(dir: &Path) -> anyhow::Result<Side> {
    let repository = Repository::of(dir).context("name two folders, or compare within a repository")?;
    let commit = repository.merge_base()?;
    let files = Box::new(repository.source_at(&commit)?);
    Ok(Side { name: commit.chars().take(10).collect(), files })
}
