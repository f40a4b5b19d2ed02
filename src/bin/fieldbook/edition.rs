//! The command `edition`: keeps the present state of the report as a manifest.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};

use fieldbook::config::EditionSites;
use fieldbook::diagnostic::{self, any_error, counted};
use fieldbook::edition::{Edition, manifest, manifest_path};
use fieldbook::files::{DiskFiles, State};
use fieldbook::freeze::{self, EditionRequest};
use fieldbook::paths::{OutputPath, SourcePath, slug};
use fieldbook::pipeline::{self, Options};
use fieldbook::write::{self, WriteError};

use crate::CONTENT;
use crate::author::{finish_revision, print_path};
use crate::cli::{EditionArgs, Global};
use crate::terminal::{Bar, conclude, print, print_report, tell};

/// Writes the manifest of an edition.
pub(crate) fn edition(args: &EditionArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let EditionArgs { name, title, note, date, as_of, dry_run, dir } = args;
    check_name(name)?;
    finish_revision(dir, dry_run.then_some("--dry-run"), global)?;
    let path = manifest_path(name);
    let files = DiskFiles::new(dir);
    if files.state(&path) != State::Nothing {
        return Err(taken(name, &path));
    }
    let request = EditionRequest {
        name: name.clone(),
        title: title.clone(),
        note: note.clone(),
        date: crate::date("--date", date.as_deref())?,
        until: crate::date("--as-of", as_of.as_deref())?,
    };
    let deny_warnings = global.deny_warnings;
    let options = Options { as_of: request.until, deny_warnings, ..Options::default() };
    let progress = Bar::new(global);
    let build =
        pipeline::build(&files, &options, &progress).with_context(|| format!("in `{}`", dir.display()))?;
    progress.clear();
    print_report(&build.diagnostics, &build.texts, global);
    if any_error(&build.diagnostics) {
        let problems = diagnostic::summary(&build.diagnostics).unwrap_or_default();
        conclude(global, &format!("{problems}; no edition was made"));
        return Ok(ExitCode::from(CONTENT));
    }
    let Some(edition) = freeze::edition(&build.rendered.site, &request) else {
        bail!("nothing in the report bears a date: give the edition one with `--date 2026-11`");
    };
    if *dry_run {
        print(&manifest(&edition))?;
        tell(global, &format!("{}; nothing was written", summary(&edition)));
        return Ok(ExitCode::SUCCESS);
    }
    write_new(dir, &path, &edition)?;
    tell(global, &summary(&edition));
    if build.config.edition_sites == EditionSites::Published {
        tell(global, &format!("commit it, and name that commit: `git tag {name}`"));
    }
    print_path(dir, &path)?;
    Ok(ExitCode::SUCCESS)
}

fn check_name(name: &str) -> anyhow::Result<()> {
    let near = slug(name);
    if !near.is_empty() && near == name {
        if OutputPath::new(name).is_some_and(|path| path.unportable().is_some()) {
            bail!("`{name}` cannot be the name of an edition, since Windows can have no such folder");
        }
        return Ok(());
    }
    let hint = if near.is_empty() { String::new() } else { format!(": write `{near}`") };
    bail!("`{name}` cannot be the name of an edition, which is small letters, digits and hyphens{hint}")
}

fn write_new(dir: &Path, path: &SourcePath, edition: &Edition) -> anyhow::Result<()> {
    match write::create_file(dir, path, &manifest(edition)) {
        Err(WriteError::Exists(_)) => Err(taken(&edition.name, path)),
        written => Ok(written?),
    }
}

fn taken(name: &str, path: &SourcePath) -> anyhow::Error {
    anyhow::anyhow!(
        "there is an edition `{name}` already, and it stays as it is: choose another name, or remove `{path}` if it was \
         never published"
    )
}

fn summary(edition: &Edition) -> String {
    let Edition { pages, facts, events, .. } = edition;
    let date = edition.date.map(|date| format!(", {}", date.long())).unwrap_or_default();
    format!(
        "edition {}{date}: {}, {}, {}; digest {}",
        edition.name,
        counted(pages.len(), "page", "pages"),
        counted(facts.len(), "figure", "figures"),
        counted(events.len(), "event", "events"),
        edition.digest,
    )
}
