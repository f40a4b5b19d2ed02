//! `build` and `check`: the site is made, and written or not.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;

use fieldbook::archive::Archive;
use fieldbook::cache::{self, Cache, LastBuild};
use fieldbook::diagnostic;
use fieldbook::files::{DiskFiles, OutputFolder};
use fieldbook::pipeline::{self, Builder, PublishedBuild};
use fieldbook::render::Digest;
use fieldbook::source;
use fieldbook::write::{self, SiteWriter, WriteReport};

use crate::archive::{self, Keep};
use crate::author::expect_whole;
use crate::cli::{BuildArgs, CheckArgs, Global, MessageFormat, SiteArgs};
use crate::terminal::{Bar, conclude, duration, print, print_report, say, summary, tell, warn_of};
use crate::{CONTENT, external, options, target};

pub(crate) fn build(args: &BuildArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let (dir, dest_dir) = (&args.site.dir, args.dest_dir.as_deref());
    expect_whole(dir)?;
    let options = options(&args.site.options, global)?;
    let files = DiskFiles::new(dir);
    let mut tree = source::discover(&files).with_context(|| format!("in `{}`", dir.display()))?;
    let mut cache = load_cache(&files, &args.site, dest_dir, global);
    let archive = Archive::find(dir, &tree, &options);
    let inputs = archive.inputs_digest(&tree, &options);
    if let Some((cache, target)) = &cache
        && let Some(last) = cache.last.as_ref().filter(|last| inputs.is_some() && last.inputs == inputs)
        && write::is_as_left(target, last)
    {
        let report = WriteReport { unchanged: last.files, ..WriteReport::default() };
        tell_built(&last.summary, &report, cache.pages(), target, start, global);
        // The process ends here; giving the memory of a large site back piece by piece would only take time.
        std::mem::forget(tree);
        return Ok(ExitCode::SUCCESS);
    }
    archive::add(&mut tree, archive, dir, Keep::Yes, global);
    let planned = Builder::new(options).update(&tree);
    let target = target(dir, dest_dir, &planned.config.build_dir);
    write::check_target(&target, dir)?;
    // What is wrong with the folder is told after what is wrong with the site.
    let writer = (!planned.is_refused()).then(|| SiteWriter::begin(&target)).transpose();
    let open = writer.as_ref().ok().and_then(Option::as_ref);
    if let (Some((cache, _)), Some(writer)) = (&mut cache, open) {
        cache.set_as_left(cache.last.as_ref().is_some_and(|last| writer.is_as_left(last)));
    }
    let progress = Bar::new(global);
    let built = planned.publish(&tree, cache.as_ref().map(|(cache, _)| cache), open, &progress);
    progress.clear();
    print_report(&built.diagnostics, &built.texts, global);
    if diagnostic::any_error(&built.diagnostics) {
        let problems = diagnostic::summary(&built.diagnostics).unwrap_or_default();
        conclude(global, &format!("{problems}; `{}` was left as it is", target.display()));
        return Ok(ExitCode::from(CONTENT));
    }
    let writer = writer?.context("a site without errors has a place to go")?;
    let report = writer.finish()?;
    warn_of(&report.notices, global);
    let last = last_build(&built, inputs, &report);
    let entries = built.entries.iter().map(|(path, entry)| (path, *entry));
    let kept = cache::print(last.as_ref(), entries);
    if let Err(error) = kept.and_then(|text| write::write_cache(&text, dir)) {
        say(global, &format!("the next build will take as long as this one: `{}`: {error}", cache::PATH));
    }
    tell_built(&summary_of(&built), &report, built.taken, &target, start, global);
    std::mem::forget((built, tree));
    Ok(ExitCode::SUCCESS)
}

/// What the next build needs to know of this one as a whole; `None` if the system does not tell.
fn last_build(built: &PublishedBuild, inputs: Option<Digest>, report: &WriteReport) -> Option<LastBuild> {
    let is_silent = built.diagnostics.is_empty() && report.notices.is_empty();
    Some(LastBuild {
        inputs: inputs.filter(|_| is_silent),
        links: built.links,
        output: report.state?,
        bytes: built.bytes,
        files: report.written + report.unchanged,
        summary: summary_of(built),
    })
}

fn summary_of(built: &PublishedBuild) -> String {
    summary(&built.rendered, &built.diagnostics)
}

/// Says what a build came to: `pages` of it were taken over from the one before.
fn tell_built(
    summary: &str,
    report: &WriteReport,
    pages: usize,
    target: &Path,
    start: Instant,
    global: &Global,
) {
    tell(global, &format!("{summary} in {} → {}", duration(start.elapsed()), target.display()));
    if global.verbose {
        let WriteReport { written, unchanged, removed, state: _, notices: _ } = report;
        say(global, &format!("{written} files written, {unchanged} unchanged, {removed} removed"));
        let pages = diagnostic::counted(pages, "page", "pages");
        say(global, &format!("{pages} taken over from the build before"));
    }
}

pub(crate) fn check(args: &CheckArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let built = checked(&args.site, global)?;
    print_report(&built.diagnostics, &built.texts, global);
    if args.mentions {
        print(&mentions(&built, global)?)?;
    }
    if diagnostic::any_error(&built.diagnostics) {
        conclude(global, &diagnostic::summary(&built.diagnostics).unwrap_or_default());
        return Ok(ExitCode::from(CONTENT));
    }
    tell(global, &format!("{} in {}", summary_of(&built), duration(start.elapsed())));
    if args.external { external::check(&built, args, global) } else { Ok(ExitCode::SUCCESS) }
}

/// Makes a site that goes nowhere.
fn checked(args: &SiteArgs, global: &Global) -> anyhow::Result<PublishedBuild> {
    expect_whole(&args.dir)?;
    let options = options(&args.options, global)?;
    let files = DiskFiles::new(&args.dir);
    let mut cache = load_cache(&files, args, None, global);
    if let Some((cache, target)) = &mut cache {
        let state = write::state(target);
        cache.set_as_left(state.is_some() && cache.last.as_ref().map(|last| last.output) == state);
    }
    let mut tree = source::discover(&files).with_context(|| format!("in `{}`", args.dir.display()))?;
    let archived = Archive::find(&args.dir, &tree, &options);
    archive::add(&mut tree, archived, &args.dir, Keep::No, global);
    let progress = Bar::new(global);
    let planned = Builder::new(options).update(&tree);
    let built = planned.publish(&tree, cache.as_ref().map(|(cache, _)| cache), None, &progress);
    progress.clear();
    Ok(built)
}

/// The mentions that have become links, one a line.
fn mentions(built: &PublishedBuild, global: &Global) -> anyhow::Result<String> {
    let mut lines = String::new();
    for one in built.rendered.links.mentions(&built.rendered.site) {
        lines.push_str(&match global.message_format {
            MessageFormat::Json => serde_json::to_string(&one)?,
            MessageFormat::Human | MessageFormat::Short | MessageFormat::Github => {
                let columns = [one.name, one.page, &one.count.to_string(), &one.sentence];
                columns.map(diagnostic::terminal::one_line).join("\t")
            }
        });
        lines.push('\n');
    }
    Ok(lines)
}

/// What the build before has left, and the folder it is about. Errors in `book.toml` are reported by the pipeline.
fn load_cache(
    files: &DiskFiles,
    args: &SiteArgs,
    dest_dir: Option<&Path>,
    global: &Global,
) -> Option<(Cache, PathBuf)> {
    let settings = pipeline::settings(files).ok()??;
    let target = target(&args.dir, dest_dir, &settings.build_dir);
    let cache = Cache::load(files, OutputFolder::new(&target)).unwrap_or_else(|error| {
        say(global, &format!("warning: {error}"));
        None
    });
    cache.map(|cache| (cache, target))
}
