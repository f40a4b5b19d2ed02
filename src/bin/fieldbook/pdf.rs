//! The command `pdf`: build, then let a browser print the report as one page.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context;

use fieldbook::diagnostic;
use fieldbook::files::DiskFiles;
use fieldbook::pdf::{PdfSettings, write_pdf};
use fieldbook::pipeline::{self, Options};
use fieldbook::source;

use crate::CONTENT;
use crate::author::expect_whole;
use crate::cli::{Global, PdfArgs};
use crate::terminal::{Bar, conclude, duration, print_report, summary, tell};

/// Writes the report as a PDF.
pub(crate) fn pdf(args: &PdfArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    expect_whole(&args.dir)?;
    let options = Options { print: true, ..crate::options(&args.options, global)? };
    let tree = source::discover(&DiskFiles::new(&args.dir))
        .with_context(|| format!("in `{}`", args.dir.display()))?;
    let progress = Bar::new(global);
    let build = pipeline::build_source(&tree, &options, &progress);
    progress.clear();
    print_report(&build.diagnostics, &build.texts, global);
    if diagnostic::any_error(&build.diagnostics) {
        let problems = diagnostic::summary(&build.diagnostics).unwrap_or_default();
        conclude(global, &format!("{problems}; `{}` was left as it was", args.out.display()));
        return Ok(ExitCode::from(CONTENT));
    }
    let limit = Duration::from_secs(args.time_limit);
    write_pdf(&build.rendered, &args.out, PdfSettings { browser: args.browser.as_deref(), limit })?;
    tell(
        global,
        &format!(
            "{} in {} → {}",
            summary(&build.rendered, &build.diagnostics),
            duration(start.elapsed()),
            args.out.display()
        ),
    );
    Ok(ExitCode::SUCCESS)
}
