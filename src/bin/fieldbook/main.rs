//! Arguments → one command → printed diagnostics → exit code.

mod archive;
mod author;
mod build;
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

use anyhow::{Context, bail};
use clap::Parser;

use fieldbook::cache;
use fieldbook::config::{BaseUrl, Config, EditionSites};
use fieldbook::date::Date;
use fieldbook::diagnostic::{self, Code};
use fieldbook::files::DiskFiles;
use fieldbook::pipeline::{self, Options};
use fieldbook::serve::{self, Editor, Mode, ServeError};
use fieldbook::source::ReadError;
use fieldbook::write;

use author::cut_short;
use cli::{Cli, Command, Global, OptionArgs, ServeArgs};
use terminal::{print, say, tell, tell_event, warn_of};

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
        Command::Build(args) => build::build(args, &cli.global),
        Command::Pdf(args) => pdf::pdf(args, &cli.global),
        Command::Check(args) => build::check(args, &cli.global),
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
