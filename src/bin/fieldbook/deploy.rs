//! The command `deploy`: build, check, commit, push.

use std::process::ExitCode;

use anyhow::{Context, bail};

use fieldbook::archive::Archive;
use fieldbook::deploy::{Deployment, Destination, Outcome, pages_address};
use fieldbook::diagnostic::{self, counted};
use fieldbook::files::DiskFiles;
use fieldbook::{pipeline, source};

use crate::CONTENT;
use crate::archive::{self, Keep};
use crate::author::expect_whole;
use crate::cli::{DeployArgs, Global};
use crate::terminal::{Bar, conclude, print_report, say, summary, tell};

/// Publishes the site.
pub(crate) fn deploy(args: &DeployArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let dir = &args.site.dir;
    expect_whole(dir)?;
    let files = DiskFiles::new(dir);
    let settings = pipeline::settings(&files).with_context(|| format!("in `{}`", dir.display()))?;
    let Some(settings) = settings else { bail!("`book.toml` has errors: `fieldbook check` shows them") };
    let target = Destination { remote: args.remote.clone(), branch: args.branch.clone() };
    let deployment = Deployment::new(dir, target)?;
    if !args.allow_dirty {
        deployment.check_clean(&settings.build_dir)?;
    }
    let mut options = crate::options(&args.site.options, global)?;
    if options.base_url.is_none() && !settings.has_address() {
        options.base_url = pages_address(&deployment.remote_url()?);
        if let Some(base) = &options.base_url {
            tell(
                global,
                &format!("the address is {}{}/, as the remote is on GitHub", base.origin, base.path),
            );
        }
    }
    let mut tree = source::discover(&files)?;
    let archived = Archive::find(dir, &tree, &options);
    archive::add(&mut tree, archived, dir, Keep::Yes, global);
    let progress = Bar::new(global);
    let build = pipeline::build_source(&tree, &options, &progress);
    progress.clear();
    print_report(&build.diagnostics, &build.texts, global);
    if diagnostic::any_error(&build.diagnostics) {
        let problems = diagnostic::summary(&build.diagnostics).unwrap_or_default();
        conclude(global, &format!("{problems}; nothing was published"));
        return Ok(ExitCode::from(CONTENT));
    }
    let outcome = deployment.publish(&build.output, args.dry_run)?;
    tell(global, &format!("{}: {}", summary(&build.rendered, &build.diagnostics), told(&outcome, args)));
    if let Outcome::Published { kept_domain: true, .. } = outcome {
        let advice = "set `cname` under `[output.html]` in `book.toml` to have it in the source";
        say(global, &format!("hint: `CNAME` was kept as it is on the branch; {advice}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// What came of it, in words.
fn told(outcome: &Outcome, args: &DeployArgs) -> String {
    let DeployArgs { branch, remote, .. } = args;
    match outcome {
        Outcome::Unchanged => format!("`{branch}` of `{remote}` has this very site; nothing to publish"),
        Outcome::Published { commit, files: [new, changed, gone], .. } => {
            let files = format!("{} new, {changed} changed, {gone} removed", counted(*new, "file", "files"));
            match commit {
                Some(commit) => {
                    format!("{files}; pushed {} to `{branch}` of `{remote}`", &commit[..commit.len().min(10)])
                }
                None => {
                    format!("{files}; without `--dry-run` they would be pushed to `{branch}` of `{remote}`")
                }
            }
        }
    }
}
