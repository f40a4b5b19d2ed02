//! Arguments → one command → printed diagnostics → exit code.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, bail};
use clap::Parser;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use fieldbook::cache::{self, Cache};
use fieldbook::cli::{BuildArgs, Cli, ColorWhen, Command, Global, MessageFormat, ServeArgs, SiteArgs};
use fieldbook::config::BaseUrl;
use fieldbook::diagnostic::{self, Code, Diagnostic, Format};
use fieldbook::files::{DiskFiles, OutputFolder};
use fieldbook::parse::Kind;
use fieldbook::paths::SourcePath;
use fieldbook::pipeline::{self, Build, Options, Progress};
use fieldbook::serve::{self, Editor, Mode, ServeError};
use fieldbook::source::{ReadError, SourceTexts};
use fieldbook::write;

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
        Command::Serve(args) => serve(args, &cli.global),
        Command::Build(args) => build(args, &cli.global),
        Command::Check(args) => check(args, &cli.global),
        Command::Clean { dir, dest_dir } => clean(dir, dest_dir.as_deref(), &cli.global),
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
    let options = options(&args.site, global)?;
    let reported = Mutex::new(String::new());
    let tell = |event: serve::Event<'_>| tell_event(event, args.open, &reported, global);
    serve::serve(&args.site.dir, &options, &settings, &tell)
        .with_context(|| format!("in `{}`", args.site.dir.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// What `serve` says of what happens. `reported` is the last report: what is wrong still is not said again with
/// every save.
fn tell_event(event: serve::Event<'_>, open: bool, reported: &Mutex<String>, global: &Global) {
    let print_news = |report: &serve::Report<'_>| {
        let text = render_report(report.diagnostics, report.texts, global);
        let mut reported = reported.lock().unwrap_or_else(PoisonError::into_inner);
        if *reported != text {
            _ = write!(stderr(global), "{text}");
            *reported = text;
        }
    };
    match event {
        serve::Event::Serving { address, fallback, stopper } => {
            // Without the handler, Ctrl-C ends the process all the same, only less tidily.
            _ = ctrlc::set_handler(move || stopper.stop());
            if let Some(reason) = fallback {
                say(global, &format!("looking for changes every 300 ms, because {reason}"));
            }
            tell(global, &format!("serving at {address} (Ctrl-C ends it)"));
            if open && let Err(error) = open::that_detached(address) {
                say(global, &format!("the browser could not be opened: {error}"));
            }
        }
        serve::Event::Built { changed, written, served, done, report } => {
            print_news(&report);
            let files = diagnostic::counted(written, "file", "files");
            let problems =
                diagnostic::summary(report.diagnostics).unwrap_or_else(|| "no warnings".to_owned());
            let (served, done) = (duration(served), duration(done));
            tell(
                global,
                &format!(
                    "{}: {files} written in {done}, to be seen after {served}; {problems}",
                    named(changed)
                ),
            );
        }
        serve::Event::Stays { changed, report } => {
            print_news(&report);
            let problems = diagnostic::summary(report.diagnostics).unwrap_or_default();
            conclude(global, &format!("{}: {problems}; what was served before stays", named(changed)));
        }
        serve::Event::Unreadable(error) => {
            conclude(global, &format!("{error}; what was served before stays"));
        }
    }
}

/// The files that changed, as many as fit on a line.
fn named(changed: &[SourcePath]) -> String {
    match changed {
        [] => "the whole site".to_owned(),
        [one] => one.to_string(),
        [one, other] => format!("{one}, {other}"),
        [one, more @ ..] => format!("{one} and {} more", more.len()),
    }
}

fn build(args: &BuildArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let dir = &args.site.dir;
    let build = run_pipeline(&args.site, args.dest_dir.as_deref(), global)?;
    let target = target(dir, args.dest_dir.as_deref(), &build.config.build_dir);
    write::check_target(&target, dir)?;
    print_report(&build.diagnostics, &build.texts, global);
    if diagnostic::any_error(&build.diagnostics) {
        let problems = diagnostic::summary(&build.diagnostics).unwrap_or_default();
        conclude(global, &format!("{problems}; `{}` was left as it is", target.display()));
        return Ok(ExitCode::from(CONTENT));
    }
    let report = write::write(&build.output, &target)?;
    warn_of(&report.notices, global);
    let kept = cache::print(build.generation.entries().into_iter());
    if let Err(error) = kept.and_then(|text| write::write_cache(&text, dir)) {
        say(global, &format!("the next build will take as long as this one: `{}`: {error}", cache::PATH));
    }
    tell(global, &format!("{} in {} → {}", summary(&build), duration(start.elapsed()), target.display()));
    if global.verbose {
        let write::WriteReport { written, unchanged, removed, notices: _ } = report;
        say(global, &format!("{written} files written, {unchanged} unchanged, {removed} removed"));
        let pages = diagnostic::counted(build.generation.found(), "page", "pages");
        say(global, &format!("{pages} taken over from the build before"));
    }
    // The process ends here; giving the memory of a large site back piece by piece would only take time.
    std::mem::forget(build);
    Ok(ExitCode::SUCCESS)
}

fn check(args: &SiteArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let start = Instant::now();
    let build = run_pipeline(args, None, global)?;
    print_report(&build.diagnostics, &build.texts, global);
    if diagnostic::any_error(&build.diagnostics) {
        conclude(global, &diagnostic::summary(&build.diagnostics).unwrap_or_default());
        return Ok(ExitCode::from(CONTENT));
    }
    tell(global, &format!("{} in {}", summary(&build), duration(start.elapsed())));
    Ok(ExitCode::SUCCESS)
}

fn clean(dir: &Path, dest_dir: Option<&Path>, global: &Global) -> anyhow::Result<ExitCode> {
    let build_dir =
        pipeline::build_dir(&DiskFiles::new(dir)).with_context(|| format!("in `{}`", dir.display()))?;
    let Some(build_dir) = build_dir else { bail!("`book.toml` has errors: `fieldbook check` shows them") };
    let target = target(dir, dest_dir, &build_dir);
    write::check_target(&target, dir)?;
    let write::CleanReport { removed, notices } = write::clean(&target)?;
    warn_of(&notices, global);
    write::clean_cache(dir).with_context(|| format!("cannot remove `{}`", cache::PATH))?;
    let what = if removed { "removed" } else { "there is nothing to remove at" };
    tell(global, &format!("{what} {}", target.display()));
    Ok(ExitCode::SUCCESS)
}

/// Tells what did not go as usual while the disk was written.
fn warn_of(notices: &[write::Notice], global: &Global) {
    for notice in notices {
        say(global, &format!("warning: {notice}"));
    }
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

/// Prints what was asked for. A reader that closes the pipe has read enough.
fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to the standard output")
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

fn run_pipeline(args: &SiteArgs, dest_dir: Option<&Path>, global: &Global) -> anyhow::Result<Build> {
    let options = options(args, global)?;
    let files = DiskFiles::new(&args.dir);
    let progress = Bar { bar: OnceLock::new(), shown: !global.quiet && std::io::stderr().is_terminal() };
    let build = pipeline::rebuild(&files, &options, load_cache(&files, args, dest_dir, global), &progress)
        .with_context(|| format!("in `{}`", args.dir.display()))?;
    progress.clear();
    Ok(build)
}

/// What the build before has left. Errors in `book.toml` are reported by the pipeline.
fn load_cache(files: &DiskFiles, args: &SiteArgs, dest_dir: Option<&Path>, global: &Global) -> Option<Cache> {
    let build_dir = pipeline::build_dir(files).ok()??;
    let folder = OutputFolder::new(&target(&args.dir, dest_dir, &build_dir));
    Cache::load(files, folder).unwrap_or_else(|error| {
        say(global, &format!("warning: {error}"));
        None
    })
}

fn options(args: &SiteArgs, global: &Global) -> anyhow::Result<Options> {
    let base_url = args.base_url.as_deref().map(|url| {
        BaseUrl::parse(url).with_context(|| {
            format!("`--base-url {url}` is not an address such as `https://example.org/report/`")
        })
    });
    Ok(Options { base_url: base_url.transpose()?, drafts: args.drafts, deny_warnings: global.deny_warnings })
}

/// The output folder: the one asked for, or the one in `book.toml`, which is relative to the site.
fn target(dir: &Path, dest_dir: Option<&Path>, build_dir: &str) -> PathBuf {
    dest_dir.map_or_else(|| dir.join(build_dir), Path::to_owned)
}

fn print_report(diagnostics: &[Diagnostic], texts: &SourceTexts, global: &Global) {
    _ = write!(stderr(global), "{}", render_report(diagnostics, texts, global));
}

/// The problems as text. The stream takes the colours out again where they are not wanted.
fn render_report(diagnostics: &[Diagnostic], texts: &SourceTexts, global: &Global) -> String {
    let format = match global.message_format {
        MessageFormat::Human => Format::Human,
        MessageFormat::Short => Format::Short,
        MessageFormat::Json => Format::Json,
        MessageFormat::Github => Format::Github,
    };
    let shown = match format {
        Format::Human | Format::Github if !global.all => Some(diagnostic::digest(diagnostics)),
        Format::Human | Format::Short | Format::Json | Format::Github => None,
    };
    let shown = shown.as_deref().unwrap_or(diagnostics);
    match format {
        // GitHub shows the first ten of a step.
        Format::Github => diagnostic::render(&diagnostic::causes_first(shown), texts, format, true),
        Format::Human | Format::Short | Format::Json => diagnostic::render(shown, texts, format, true),
    }
}

/// `128 pages, 2 warnings`.
fn summary(build: &Build) -> String {
    let pages = build.generation.plan.routes.values().filter(|route| route.is_page()).count();
    let count = |kind| build.generation.site.of_kind(kind).len();
    let projects = diagnostic::counted(count(Kind::Project), "project", "projects");
    let companies = diagnostic::counted(count(Kind::Company), "company", "companies");
    let pages = diagnostic::counted(pages, "page", "pages");
    let problems = diagnostic::summary(&build.diagnostics).unwrap_or_else(|| "no warnings".to_owned());
    format!("{pages} ({projects}, {companies}), {problems}")
}

fn duration(duration: Duration) -> String {
    if duration.as_millis() < 1000 {
        format!("{} ms", duration.as_millis())
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}

/// Prints a line unless `--quiet` is set.
fn tell(global: &Global, line: &str) {
    if !global.quiet {
        conclude(global, line);
    }
}

/// Prints a line for people; whoever reads JSON wants nothing else.
fn conclude(global: &Global, line: &str) {
    if !matches!(global.message_format, MessageFormat::Json) {
        say(global, line);
    }
}

/// Prints a line to stderr: stdout is for data. Names of files are in it, and whoever chose them is not at this
/// terminal.
fn say(global: &Global, line: &str) {
    _ = writeln!(stderr(global), "{}", diagnostic::terminal::one_line(line));
}

fn stderr(global: &Global) -> AutoStream<std::io::Stderr> {
    let choice = match global.color {
        ColorWhen::Auto => ColorChoice::Auto,
        ColorWhen::Always => ColorChoice::Always,
        ColorWhen::Never => ColorChoice::Never,
    };
    AutoStream::new(std::io::stderr(), choice)
}

/// A bar on the terminal, from half a second on.
struct Bar {
    bar: OnceLock<(ProgressBar, Instant)>,
    shown: bool,
}

impl Bar {
    fn clear(&self) {
        if let Some((bar, _)) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn begin(&self, files: usize) {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} files") {
            bar.set_style(style);
        }
        _ = self.bar.set((bar, Instant::now()));
    }

    fn step(&self) {
        let Some((bar, start)) = self.bar.get() else { return };
        bar.inc(1);
        if self.shown && bar.is_hidden() && start.elapsed() > Duration::from_millis(500) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}
