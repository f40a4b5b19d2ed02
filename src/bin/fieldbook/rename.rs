//! `rename`: another name, wherever the source of the site refers to it.

use std::process::ExitCode;

use anyhow::Context;

use fieldbook::diagnostic::{counted, terminal::one_line};
use fieldbook::files::DiskFiles;
use fieldbook::rename::{self, Change, Refusal, Renaming};
use fieldbook::source::discover;
use fieldbook::write;

use crate::author::finish_revision;
use crate::cli::{Global, RenameArgs};
use crate::terminal::{print, print_report, say, tell};
use crate::{CONTENT, MACHINE};

/// Renames, or says what would be renamed.
pub(crate) fn rename(args: &RenameArgs, global: &Global) -> anyhow::Result<ExitCode> {
    finish_revision(&args.dir, args.dry_run.then_some("--dry-run"), global)?;
    let tree =
        discover(&DiskFiles::new(&args.dir)).with_context(|| format!("in `{}`", args.dir.display()))?;
    let renaming = match rename::plan(&tree, &args.old, &args.new) {
        Ok(renaming) => renaming,
        Err(refusal) => return Ok(refuse(&refusal, global)),
    };
    print(&listing(&renaming))?;
    let places = counted(renaming.changes.len(), "place", "places");
    let gone = renaming.revisions.iter().filter(|revision| revision.after.is_none()).count();
    let files = counted(renaming.revisions.len() - gone, "file", "files");
    if args.dry_run {
        tell(global, &format!("{places} in {files} would change; nothing was written"));
    } else {
        write::revise(&args.dir, &renaming.revisions)?;
        tell(global, &format!("changed {places} in {files}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Each place on a line of its own, and where the page goes.
fn listing(renaming: &Renaming) -> String {
    let line = |Change { path, at: (line, column), old, new }: &Change| {
        let (old, new) = (one_line(old.trim()), one_line(new.trim()));
        let arrow = if old.is_empty() { String::new() } else { format!("{old} → ") };
        format!("{path}:{line}:{column}: {arrow}{new}\n")
    };
    let moved = renaming.moved.iter().map(|(old, new)| format!("{old} → {new}\n"));
    renaming.changes.iter().map(line).chain(moved).collect()
}

fn refuse(refusal: &Refusal, global: &Global) -> ExitCode {
    if let Some((problems, texts)) = &refusal.problems {
        print_report(problems, texts, global);
    }
    say(global, &format!("error: {}", refusal.message));
    if let Some(help) = &refusal.help {
        say(global, &format!("help: {help}"));
    }
    ExitCode::from(if refusal.problems.is_some() { CONTENT } else { MACHINE })
}
