//! `import`: data of others as pages and facts.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, bail};

use fieldbook::date::Date;
use fieldbook::diagnostic::counted;
use fieldbook::files::{DiskFiles, Files, FollowLinks};
use fieldbook::import::{
    self, Answered, Import, Intake, Landscape, Provenance, Rejection, RowMapping, Service,
};
use fieldbook::parse::Kind;
use fieldbook::paths::{CONTENT, STATIC, SourcePath};
use fieldbook::source::{ReadError, SourceTree, discover};
use fieldbook::web::Web;
use fieldbook::write::{self, Revision};

use crate::author::finish_revision;
use crate::cli::{CsvArgs, Global, ImportArgs, ImportCommand, LandscapeArgs, RowKind, ServiceArgs};
use crate::terminal::{print, say, tell};
use crate::{CONTENT as CONTENT_HAS_ERRORS, MACHINE};

/// After how long a service that does not answer is given up.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The most problems that are printed.
const MOST_SHOWN: usize = 20;

/// The folder of logos beside the data of a landscape.
const LOGOS: &str = "hosted_logos";

/// Imports, or says what would be written.
pub(crate) fn import(command: &ImportCommand, global: &Global) -> anyhow::Result<ExitCode> {
    match command {
        ImportCommand::Csv(args) => csv(args, global),
        ImportCommand::Landscape(args) => landscape(args, global),
        ImportCommand::CratesIo(args) => service(Service::CratesIo, args, global),
        ImportCommand::Github(args) => service(Service::Github, args, global),
    }
}

fn csv(args: &CsvArgs, global: &Global) -> anyhow::Result<ExitCode> {
    finish_revision(&args.import.dir, args.import.dry_run.then_some("--dry-run"), global)?;
    let text = read(&args.file)?;
    let tree = discover(&DiskFiles::new(&args.import.dir))
        .with_context(|| format!("in `{}`", args.import.dir.display()))?;
    let kind = match args.kind {
        RowKind::Fact => None,
        RowKind::Page(kind) => Some(Kind::from(kind)),
    };
    let rows =
        RowMapping { kind, map: args.map.clone(), source: args.source.clone(), as_of: args.as_of.clone() };
    let provenance = of_file(&args.file, &args.import)?;
    let found = import::from_csv(Intake::new(&tree), &text, &rows, &provenance);
    finish(found, Vec::new(), &args.file.to_string_lossy(), &args.import, global)
}

fn landscape(args: &LandscapeArgs, global: &Global) -> anyhow::Result<ExitCode> {
    finish_revision(&args.import.dir, args.import.dry_run.then_some("--dry-run"), global)?;
    let text = read(&args.file)?;
    let provenance = of_file(&args.file, &args.import)?;
    let title = args.title.clone().unwrap_or_else(|| "Landscape".to_owned());
    let (tree, begun) = source_of(&args.import.dir, &title)?;
    let beside = args.file.parent().unwrap_or(Path::new("."));
    let logos = DiskFiles::new(&args.logos.clone().unwrap_or_else(|| beside.join(LOGOS)));
    let name = args.file.to_string_lossy();
    let landscape = Landscape { name: &name, organisations: args.organisations.clone(), logos: Some(&logos) };
    let found = import::from_landscape(Intake::new(&tree), &text, &landscape, &provenance);
    finish(found, begun, &name, &args.import, global)
}

fn service(service: Service, args: &ServiceArgs, global: &Global) -> anyhow::Result<ExitCode> {
    finish_revision(&args.import.dir, args.import.dry_run.then_some("--dry-run"), global)?;
    let files = DiskFiles::new(&args.import.dir);
    let tree = discover(&files).with_context(|| format!("in `{}`", args.import.dir.display()))?;
    let api = args.api.as_deref().unwrap_or(service.api());
    let web = Web::new(TIMEOUT);
    let (mut answers, mut day) = (Vec::new(), None);
    let mut seen = BTreeSet::new();
    for name in args.names.iter().filter(|name| seen.insert(*name)) {
        let url = service.url(api, name);
        let url = url.with_context(|| format!("`{name}` is no name on {}", service.title()))?;
        let answer = web.read(&url).map_err(|none| anyhow::anyhow!("cannot ask `{url}`: {}", none.why))?;
        match answer.status {
            200 => {}
            404 => bail!("{} knows nothing of `{name}`", service.title()),
            403 | 429 => {
                bail!("`{url}` answers {}: {} wants to be asked later", answer.status, service.title())
            }
            status => bail!("`{url}` answers {status}"),
        }
        day = day.or(answer.date);
        answers.push(Answered { name: name.clone(), url, body: answer.body });
    }
    let said = args.import.retrieved.is_some();
    let retrieved = day.filter(|_| !said).map_or_else(|| retrieved(&args.import), Ok)?;
    let (title, stem) = (service.title().to_owned(), service.stem().to_owned());
    let provenance = Provenance { title, stem, retrieved };
    let found = import::from_service(Intake::new(&tree), service, &answers, &provenance);
    let (found, stored) = match found {
        Ok((import, stored)) => (Ok(import), stored),
        Err(rejections) => (Err(rejections), Vec::new()),
    };
    let keep = |(path, text): (SourcePath, String)| {
        let before = files.read(&path).ok().map(|content| content.bytes().to_vec());
        Revision { path, before, after: Some(text.into_bytes()) }
    };
    let kept = stored.into_iter().map(keep).collect();
    finish(found, kept, service.title(), &args.import, global)
}

/// The source of the site. Where there is none and no page either, one is begun.
fn source_of(dir: &Path, title: &str) -> anyhow::Result<(SourceTree, Vec<Revision>)> {
    let files = DiskFiles::new(dir);
    match discover(&files) {
        Ok(tree) => Ok((tree, Vec::new())),
        Err(ReadError::NoSite)
            if files.list(CONTENT, FollowLinks::Site).is_ok_and(|listing| listing.files.is_empty()) =>
        {
            Ok(import::new_site(title))
        }
        Err(error) => Err(error).with_context(|| format!("in `{}`", dir.display())),
    }
}

/// A file of data.
fn read(file: &Path) -> anyhow::Result<String> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let content = DiskFiles::new(folder).read(&SourcePath::new(&name));
    let content = content.with_context(|| format!("cannot read `{}`", file.display()))?;
    match std::str::from_utf8(content.bytes()) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let line = content.bytes()[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            bail!("{}:{line}: the file is not UTF-8: save it as UTF-8", file.display())
        }
    }
}

/// A file as the source of what it holds.
fn of_file(file: &Path, args: &ImportArgs) -> anyhow::Result<Provenance> {
    let name = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (title, stem) = (name(file.file_name()), name(file.file_stem()));
    Ok(Provenance { title, stem, retrieved: retrieved(args)? })
}

/// The day on which the data were read: the one that is said, or today.
pub(crate) fn retrieved(args: &ImportArgs) -> anyhow::Result<Date> {
    let text =
        args.retrieved.clone().unwrap_or_else(|| jiff::Timestamp::now().strftime("%Y-%m-%d").to_string());
    Date::parse(&text).with_context(|| format!("`--retrieved {text}` is not a date such as `2026-11-26`"))
}

/// Writes what was found and says so, or says what is wrong.
pub(crate) fn finish(
    found: Result<Import, Vec<Rejection>>,
    begun: Vec<Revision>,
    name: &str,
    args: &ImportArgs,
    global: &Global,
) -> anyhow::Result<ExitCode> {
    let import = match found {
        Ok(import) => import,
        Err(rejections) => return Ok(reject(&rejections, name, global)),
    };
    let revisions = [begun, import.revisions].concat();
    let pages = counted(import.pages, "page", "pages");
    let facts = counted(import.facts, "fact", "facts");
    let kept = format!(
        "{} and {} were there already",
        counted(import.kept_pages, "page", "pages"),
        counted(import.kept_facts, "fact", "facts")
    );
    if args.dry_run {
        print(&listing(&revisions))?;
        tell(global, &format!("{pages} and {facts} would be added, {kept}; nothing was written"));
    } else {
        write::revise(&args.dir, &revisions)?;
        tell(global, &format!("added {pages} and {facts}; {kept}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// What becomes of each file: of pages and settings that are new the whole, of others the lines that are.
fn listing(revisions: &[Revision]) -> String {
    let mut text = String::new();
    for Revision { path, before, after } in revisions {
        let word = if before.is_some() { "changed" } else { "new" };
        _ = writeln!(text, "-- {path} ({word}) --");
        let after = std::str::from_utf8(after.as_deref().unwrap_or_default());
        let (Ok(after), false) = (after, path.part() == STATIC) else { continue };
        let before = String::from_utf8_lossy(before.as_deref().unwrap_or_default());
        for line in new_lines(&before, after) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// The lines between those that both texts start with and those that both end with.
fn new_lines<'t>(before: &str, after: &'t str) -> Vec<&'t str> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let start = std::iter::zip(&old, &new).take_while(|(old, new)| old == new).count();
    let rest = std::iter::zip(old[start..].iter().rev(), new[start..].iter().rev());
    let end = rest.take_while(|(old, new)| old == new).count();
    new[start..new.len() - end].to_vec()
}

fn reject(rejections: &[Rejection], name: &str, global: &Global) -> ExitCode {
    let shown = if global.all { rejections.len() } else { MOST_SHOWN };
    for Rejection { line, message, help } in rejections.iter().take(shown) {
        let place = line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"));
        say(global, &format!("error: {place}: {message}"));
        if let Some(help) = help {
            say(global, &format!("  help: {help}"));
        }
    }
    if rejections.len() > shown {
        say(global, &format!("error: {} more; `--all` shows every one", rejections.len() - shown));
    }
    say(global, "nothing was written");
    let is_usage = rejections.iter().all(|rejection| rejection.line.is_none());
    ExitCode::from(if is_usage { MACHINE } else { CONTENT_HAS_ERRORS })
}
