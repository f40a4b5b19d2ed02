//! Arguments → one command → printed diagnostics → exit code.

mod archive;
mod author;
mod cli;
mod deploy;
mod diff;
mod edition;
mod external;
mod format;
mod import;
mod inspect;
mod pdf;
mod rename;
mod terminal;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Parser;

use fieldbook::archive::Archive;
use fieldbook::cache::{self, Cache, LastBuild};
use fieldbook::config::{BaseUrl, Config, EditionSites};
use fieldbook::date::Date;
use fieldbook::diagnostic::{self, Code};
use fieldbook::files::{DiskFiles, OutputFolder};
use fieldbook::pipeline::{self, Build, Options};
use fieldbook::render::Digest;
use fieldbook::serve::{self, Editor, Mode, ServeError};
use fieldbook::source::{self, ReadError};
use fieldbook::write::{self, WriteReport};

use archive::Keep;
use author::{cut_short, expect_whole};
use cli::{BuildArgs, CheckArgs, Cli, Command, Global, MessageFormat, OptionArgs, ServeArgs, SiteArgs};
use terminal::{Bar, conclude, duration, print, print_report, say, summary, tell, tell_event, warn_of};

/// A build makes and drops millions of small strings on all cores, which the allocator of most C libraries
/// serves slowly: with this one a build of 1,000 pages takes a tenth less.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit codes: the content has errors; the command line or the machine has.
const CONTENT: u8 = 1;
const MACHINE: u8 = 2;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(code) => code,
        Err(error) => {
            say(&cli.global, &format!("error: {error:#}"));
            if let Some(help) = help_on(&error) {
                format!("\nhelp: {help}").lines().for_each(|line| say(&cli.global, line));
            }
            ExitCode::from(MACHINE)
        }
    }
}

/// What to do about an error, if that is known.
fn help_on(error: &anyhow::Error) -> Option<&'static str> {
    let served = error.downcast_ref().and_then(|error| match error {
        ServeError::Read(error) => Some(error),
        ServeError::Bind(_) | ServeError::Watch(_) => None,
    });
    served.or_else(|| error.downcast_ref::<ReadError>())?.help()
}

fn run(cli: &Cli) -> anyhow::Result<ExitCode> {
    match &cli.command {
        Command::Init { dir, title } => author::init(dir, title.as_deref(), &cli.global),
        Command::New(args) => author::new(args, &cli.global),
        Command::Import(command) => import::import(command, &cli.global),
        Command::Rename(args) => rename::rename(args, &cli.global),
        Command::Fmt(args) => format::fmt(args, &cli.global),
        Command::Serve(args) => serve(args, &cli.global),
        Command::Build(args) => build(args, &cli.global),
        Command::Pdf(args) => pdf::pdf(args, &cli.global),
        Command::Check(args) => check(args, &cli.global),
        Command::Deploy(args) => deploy::deploy(args, &cli.global),
        Command::Query(args) => inspect::query(args, &cli.global),
        Command::Why { what, dir } => inspect::why(what, dir, &cli.global),
        Command::Diff(args) => diff::diff(args, &cli.global),
        Command::Edition(args) => edition::edition(args, &cli.global),
        Command::Clean { dir, dest_dir } => clean(dir, dest_dir.as_deref(), &cli.global),
        Command::Eject { name, dir } => tools::eject(name.as_deref(), dir, &cli.global),
        Command::Schema { what, dir } => tools::schema(*what, dir),
        Command::Completions { shell } => tools::completions(*shell),
        Command::Man { command } => tools::man(command.as_deref()),
        Command::Explain { code: Some(code) } => explain(code),
        Command::Explain { code: None } => list_codes(),
    }
}

fn serve(args: &ServeArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let editor = match args.editor.as_str() {
        "none" => None,
        text => Some(Editor::parse(text).with_context(|| {
            let known = Editor::KNOWN.map(|(name, _)| name).join(", ");
            format!(
                "`--editor {text}` is neither a known editor ({known}, none) nor an address with `{{path}}`"
            )
        })?),
    };
    let settings = serve::Settings {
        hostname: args.hostname.clone(),
        port: args.port,
        mode: if args.poll { Mode::Poll } else { Mode::Native },
        editor,
    };
    let options = options(&args.site.options, global)?;
    let settings_of_site = pipeline::settings(&DiskFiles::new(&args.site.dir));
    let archives =
        |known: Option<Config>| known.is_some_and(|known| known.edition_sites == EditionSites::Published);
    if settings_of_site.is_ok_and(archives) {
        tell(global, "the preview is without the sites of editions, which `build` publishes");
    }
    if let Some(told) = cut_short(&args.site.dir) {
        say(global, &format!("warning: {told}"));
    }
    let reported = Mutex::new(String::new());
    let tell = |event: serve::ServeEvent<'_>| tell_event(event, args.open, &reported, global);
    serve::serve(&args.site.dir, &options, &settings, &tell)
        .with_context(|| format!("in `{}`", args.site.dir.display()))?;
    Ok(ExitCode::SUCCESS)
}

fn build(args: &BuildArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let (dir, dest_dir) = (&args.site.dir, args.dest_dir.as_deref());
    expect_whole(dir)?;
    let options = options(&args.site.options, global)?;
    let files = DiskFiles::new(dir);
    let mut tree = source::discover(&files).with_context(|| format!("in `{}`", dir.display()))?;
    let cache = load_cache(&files, &args.site, dest_dir, global);
    let archive = Archive::find(dir, &tree, &options);
    let inputs = archive.inputs_digest(&tree, &options);
    if let Some((cache, target)) = &cache
        && let Some(last) = cache.last.as_ref().filter(|last| Some(last.inputs) == inputs)
        && write::is_as_left(target, last)
    {
        let report = WriteReport { unchanged: last.files, ..WriteReport::default() };
        tell_built(&last.summary, &report, cache.pages(), target, start, global);
        // The process ends here; giving the memory of a large site back piece by piece would only take time.
        std::mem::forget(tree);
        return Ok(ExitCode::SUCCESS);
    }
    archive::add(&mut tree, archive, dir, Keep::Yes, global);
    let progress = Bar::new(global);
    let build = pipeline::build_source(&tree, &options, cache.map(|(cache, _)| cache), &progress);
    progress.clear();
    let target = target(dir, dest_dir, &build.config.build_dir);
    write::check_target(&target, dir)?;
    print_report(&build.diagnostics, &build.texts, global);
    if diagnostic::any_error(&build.diagnostics) {
        let problems = diagnostic::summary(&build.diagnostics).unwrap_or_default();
        conclude(global, &format!("{problems}; `{}` was left as it is", target.display()));
        return Ok(ExitCode::from(CONTENT));
    }
    let report = write::write(&build.output, &target)?;
    warn_of(&report.notices, global);
    let last = inputs.and_then(|inputs| last_build(&build, inputs, &report, &target));
    let kept = cache::print(last.as_ref(), build.rendered.cache_entries().into_iter());
    if let Err(error) = kept.and_then(|text| write::write_cache(&text, dir)) {
        say(global, &format!("the next build will take as long as this one: `{}`: {error}", cache::PATH));
    }
    tell_built(&summary(&build), &report, build.rendered.cache_hits(), &target, start, global);
    std::mem::forget((build, tree));
    Ok(ExitCode::SUCCESS)
}

/// What the next build needs to know of this one as a whole; `None` if there is something it has to say again.
fn last_build(build: &Build, inputs: Digest, report: &WriteReport, target: &Path) -> Option<LastBuild> {
    let is_silent = build.diagnostics.is_empty() && report.notices.is_empty();
    let output = is_silent.then(|| write::state(target)).flatten()?;
    let bytes = write::contents_of(&build.output);
    let files = report.written + report.unchanged;
    Some(LastBuild { inputs, output, bytes, files, summary: summary(build) })
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
        let WriteReport { written, unchanged, removed, notices: _ } = report;
        say(global, &format!("{written} files written, {unchanged} unchanged, {removed} removed"));
        let pages = diagnostic::counted(pages, "page", "pages");
        say(global, &format!("{pages} taken over from the build before"));
    }
}

fn check(args: &CheckArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let build = run_pipeline(&args.site, global)?;
    print_report(&build.diagnostics, &build.texts, global);
    if args.mentions {
        print(&mentions(&build, global)?)?;
    }
    if diagnostic::any_error(&build.diagnostics) {
        conclude(global, &diagnostic::summary(&build.diagnostics).unwrap_or_default());
        return Ok(ExitCode::from(CONTENT));
    }
    tell(global, &format!("{} in {}", summary(&build), duration(start.elapsed())));
    if args.external { external::check(&build, args, global) } else { Ok(ExitCode::SUCCESS) }
}

/// The mentions that have become links, one a line.
fn mentions(build: &Build, global: &Global) -> anyhow::Result<String> {
    let mut lines = String::new();
    for one in build.rendered.links.mentions(&build.rendered.site) {
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

fn clean(dir: &Path, dest_dir: Option<&Path>, global: &Global) -> anyhow::Result<ExitCode> {
    let settings =
        pipeline::settings(&DiskFiles::new(dir)).with_context(|| format!("in `{}`", dir.display()))?;
    let Some(settings) = settings else { bail!("`book.toml` has errors: `fieldbook check` shows them") };
    let target = target(dir, dest_dir, &settings.build_dir);
    write::check_target(&target, dir)?;
    let write::CleanReport { removed, notices } = write::clean(&target)?;
    warn_of(&notices, global);
    write::clean_cache(dir).with_context(|| format!("cannot remove `{}`", cache::PATH))?;
    let what = if removed { "removed" } else { "there is nothing to remove at" };
    tell(global, &format!("{what} {}", target.display()));
    Ok(ExitCode::SUCCESS)
}

fn explain(name: &str) -> anyhow::Result<ExitCode> {
    let Some(code) = Code::from_name(name) else {
        let help = diagnostic::did_you_mean(name, Code::ALL.iter().map(|code| code.name()));
        bail!(
            "no code is called `{name}`; {}",
            help.unwrap_or_else(|| "`fieldbook explain` lists them".into())
        );
    };
    print(&format!("{code} ({})\n\n{}\n", code.default_severity(), diagnostic::explain(code)))?;
    Ok(ExitCode::SUCCESS)
}

fn list_codes() -> anyhow::Result<ExitCode> {
    let lines = Code::ALL.iter().map(|code| format!("{code} ({})\n", code.default_severity()));
    print(&lines.collect::<String>())?;
    Ok(ExitCode::SUCCESS)
}

fn run_pipeline(args: &SiteArgs, global: &Global) -> anyhow::Result<Build> {
    expect_whole(&args.dir)?;
    let options = options(&args.options, global)?;
    let files = DiskFiles::new(&args.dir);
    let cache = load_cache(&files, args, None, global).map(|(cache, _)| cache);
    let mut tree = source::discover(&files).with_context(|| format!("in `{}`", args.dir.display()))?;
    let archived = Archive::find(&args.dir, &tree, &options);
    archive::add(&mut tree, archived, &args.dir, Keep::No, global);
    let progress = Bar::new(global);
    let build = pipeline::build_source(&tree, &options, cache, &progress);
    progress.clear();
    Ok(build)
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

fn options(args: &OptionArgs, global: &Global) -> anyhow::Result<Options> {
    let base_url = args.base_url.as_deref().map(|url| {
        BaseUrl::parse(url).with_context(|| {
            format!("`--base-url {url}` is not an address such as `https://example.org/report/`")
        })
    });
    Ok(Options {
        edition: None,
        print: false,
        base_url: base_url.transpose()?,
        as_of: date("--as-of", args.as_of.as_deref())?,
        drafts: args.drafts,
        deny_warnings: global.deny_warnings,
    })
}

/// The date behind an option.
fn date(option: &str, text: Option<&str>) -> anyhow::Result<Option<Date>> {
    let parse = |text: &str| {
        Date::parse(text).with_context(|| format!("`{option} {text}` is not a date such as `2026-11-26`"))
    };
    text.map(parse).transpose()
}

/// The output folder: the one asked for, or the one in `book.toml`, which is relative to the site.
fn target(dir: &Path, dest_dir: Option<&Path>, build_dir: &str) -> PathBuf {
    dest_dir.map_or_else(|| dir.join(build_dir), Path::to_owned)
}
