//! `check --external`: the links that lead out of the site.

use std::process::ExitCode;
use std::time::Duration;

use fieldbook::diagnostic::{self, counted};
use fieldbook::files::{DiskFiles, Files};
use fieldbook::outside::{self, Checked, Manners};
use fieldbook::paths::SourcePath;
use fieldbook::pipeline::PublishedBuild;
use fieldbook::source::discover;
use fieldbook::write::{self, LINK_MEMORY};

use crate::CONTENT;
use crate::cli::{CheckArgs, Global};
use crate::terminal::{print_report, say, tell};

/// The seconds of a day.
const DAY: u64 = 24 * 60 * 60;

/// Asks for all of them and reports those that lead nowhere.
pub(crate) fn check(built: &PublishedBuild, args: &CheckArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let dir = &args.site.dir;
    let files = DiskFiles::new(dir);
    let memory = files.read(&SourcePath::new(LINK_MEMORY)).ok().map(|content| content.text());
    let manners = Manners {
        hosts: 16,
        pause: Duration::from_millis(250),
        retry: Duration::from_secs(1),
        patience: Duration::from_secs(15),
        timeout: Duration::from_secs(args.external_timeout),
        now: u64::try_from(jiff::Timestamp::now().as_second()).unwrap_or_default(),
        max_age: u64::from(args.external_age) * DAY,
    };
    let rendered = &built.rendered;
    let checked = outside::check(&rendered.site, &rendered.links, memory.as_deref(), &manners);
    let Checked { diagnostics, asked, remembered, untold, memory } = checked;
    let found = diagnostic::finalize(diagnostics, &built.config.levels, global.deny_warnings, &|_| None);
    let texts = discover(&files)?.texts(&found, std::iter::empty());
    print_report(&found, &texts, global);
    if let Err(error) = write::write_link_memory(&memory, dir) {
        say(global, &format!("warning: cannot write `{LINK_MEMORY}`: {error}"));
    }
    let dead = diagnostic::summary(&found).unwrap_or_else(|| "no warnings".to_owned());
    let asked = counted(asked, "address", "addresses");
    tell(
        global,
        &format!("{asked} asked for, {remembered} known from before, {untold} that do not tell; {dead}"),
    );
    Ok(if diagnostic::any_error(&found) { ExitCode::from(CONTENT) } else { ExitCode::SUCCESS })
}
