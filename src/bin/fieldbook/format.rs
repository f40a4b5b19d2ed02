//! `fmt`: the keys of front matter in order.

use std::path::{Path, absolute};
use std::process::ExitCode;

use anyhow::{Context, bail};

use fieldbook::diagnostic::counted;
use fieldbook::files::DiskFiles;
use fieldbook::format::{self, Formatting};
use fieldbook::source::{SourceFile, SourceTree, discover};
use fieldbook::write;

use crate::CONTENT;
use crate::author::{finish_revision, print_path};
use crate::cli::{FmtArgs, Global};
use crate::terminal::{print_report, tell};

/// Puts pages in order, or lists those that are not.
pub(crate) fn fmt(args: &FmtArgs, global: &Global) -> anyhow::Result<ExitCode> {
    finish_revision(&args.dir, args.check.then_some("--check"), global)?;
    let tree =
        discover(&DiskFiles::new(&args.dir)).with_context(|| format!("in `{}`", args.dir.display()))?;
    let Formatting { revisions, in_order, problems } = format::plan(wanted(&tree, args)?);
    print_report(&problems, &tree.texts(&problems, std::iter::empty()), global);
    if !args.check {
        write::revise(&args.dir, &revisions)?;
    }
    for revision in &revisions {
        print_path(&args.dir, &revision.path)?;
    }
    let changed = counted(revisions.len(), "page", "pages");
    let others = match in_order {
        0 => String::new(),
        one => format!("; {} in order already", counted(one, "page was", "pages were")),
    };
    let unsorted = args.check && !revisions.is_empty();
    let verb = if revisions.len() == 1 { "is" } else { "are" };
    if unsorted {
        tell(global, &format!("{changed} {verb} not in order: `fieldbook fmt` mends that"));
    } else {
        tell(global, &format!("put {changed} in order{others}"));
    }
    let failed = unsorted || !problems.is_empty();
    Ok(if failed { ExitCode::from(CONTENT) } else { ExitCode::SUCCESS })
}

/// The pages that are asked for, each once.
fn wanted<'t>(tree: &'t SourceTree, args: &FmtArgs) -> anyhow::Result<Vec<&'t SourceFile>> {
    let mut wanted = vec![args.paths.is_empty(); tree.pages.len()];
    for path in &args.paths {
        let mut found = false;
        for name in names(path, &args.dir) {
            for (is_wanted, page) in wanted.iter_mut().zip(&tree.pages) {
                let page = page.path.as_str();
                let below = page.strip_prefix(&*name).is_some_and(|rest| rest.starts_with('/'));
                if name.is_empty() || page == name || below {
                    (*is_wanted, found) = (true, true);
                }
            }
        }
        if !found {
            bail!("`{}` is no page of the site, and no folder that holds one", path.display());
        }
    }
    Ok(tree.pages.iter().zip(wanted).filter_map(|(page, wanted)| wanted.then_some(page)).collect())
}

/// What a path can mean below the folder of the site: as seen from where the command runs, as shells complete it and
/// editors give it, and as seen from the site.
fn names(path: &Path, dir: &Path) -> Vec<String> {
    let from_here = absolute(path).ok().zip(absolute(dir).ok());
    let from_here = from_here.and_then(|(path, dir)| Some(path.strip_prefix(dir).ok()?.to_owned()));
    let from_site = Some(path.to_owned()).filter(|path| path.is_relative());
    let spelt = |path: std::path::PathBuf| {
        let parts = path.components().filter(|part| !matches!(part, std::path::Component::CurDir));
        parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
    };
    from_here.into_iter().chain(from_site).map(spelt).collect()
}
