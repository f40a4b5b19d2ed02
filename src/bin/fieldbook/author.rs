//! The commands that write source: `init` and `new`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};

use fieldbook::diagnostic::counted;
use fieldbook::files::{DiskFiles, Files, State};
use fieldbook::parse::Kind;
use fieldbook::paths::{METRICS, SETTINGS, SourcePath};
use fieldbook::pipeline::{Builder, Options, PlannedBuild};
use fieldbook::scaffold::{self, Proposal};
use fieldbook::source::discover;
use fieldbook::starter;
use fieldbook::write::{self, Revision};

use crate::cli::{Begun, Global, NewArgs};
use crate::terminal::{print, say, tell};

/// Writes a small report to a new folder.
pub(crate) fn init(dir: &Path, title: Option<&str>, global: &Global) -> anyhow::Result<ExitCode> {
    let files = starter::files(title);
    write::create_site(dir, &files)?;
    let (place, enter) = match dir.to_string_lossy() {
        here if here == "." => ("this folder".to_owned(), String::new()),
        dir => (format!("`{dir}`"), format!("  cd {dir}\n")),
    };
    let next = format!(
        "wrote {} files to {place}; next:\n{enter}\
         \x20 fieldbook serve --open           shows the report while you write\n\
         \x20 fieldbook new project \"A name\"   begins a page\n\
         \x20 fieldbook deploy --dry-run       tells what publishing would do, once all is committed with Git\n\
         README.md says what stands where; everything in the report is invented and there to be replaced",
        files.len()
    );
    next.lines().for_each(|line| tell(global, line));
    Ok(ExitCode::SUCCESS)
}

/// The site as far as it can be read, drafts included.
pub(crate) fn planned(dir: &Path) -> anyhow::Result<PlannedBuild> {
    expect_whole(dir)?;
    let tree = discover(&DiskFiles::new(dir)).with_context(|| format!("in `{}`", dir.display()))?;
    let options = Options { drafts: true, ..Options::default() };
    Ok(Builder::new(options).update(&tree))
}

/// Finishes a change of the source that was cut short, before another one is thought of. A command that is to write
/// nothing (`trial` is the option that says so) cannot, and what it would tell of half a change would be wrong.
pub(crate) fn finish_revision(dir: &Path, trial: Option<&str>, global: &Global) -> anyhow::Result<()> {
    if let Some(option) = trial.filter(|_| write::is_cut_short(dir)) {
        bail!("{CUT_SHORT}: run this without `{option}`, which finishes it");
    }
    if let Some(write::Finished { files, kept }) = write::finish(dir)? {
        say(
            global,
            &format!("finished a change that had been cut short: {}", counted(files, "file", "files")),
        );
        for file in kept {
            say(global, &format!("warning: `{}` was changed since and stays as it is", file.display()));
            say(global, "help: it may name what has another name now: `fieldbook check` tells where");
        }
    }
    Ok(())
}

/// Refuses a source that is half old and half new, for a command that only looks at it.
pub(crate) fn expect_whole(dir: &Path) -> anyhow::Result<()> {
    cut_short(dir).map_or(Ok(()), |told| bail!(told))
}

/// What is told of a source that is half old and half new.
pub(crate) fn cut_short(dir: &Path) -> Option<String> {
    let advice = "run that command again, or `fieldbook fmt`, which finishes it";
    write::is_cut_short(dir).then(|| format!("{CUT_SHORT}: {advice}"))
}

/// What is told of a change that has not come to its end.
const CUT_SHORT: &str = "a change of the files was cut short";

/// Writes a new page and prints where it stands.
pub(crate) fn new(args: &NewArgs, global: &Global) -> anyhow::Result<ExitCode> {
    let kind = match args.kind {
        Begun::Page(kind) => Kind::from(kind),
        Begun::Metric => return metric(args, global),
    };
    if args.part.is_some() && kind != Kind::Chapter {
        bail!("`--part` is for chapters: a {} belongs to no part of the report", kind.name());
    }
    finish_revision(&args.dir, None, global)?;
    let build = planned(&args.dir)?;
    let site = &build.rendered.site;
    let page = match scaffold::page(site, kind, &args.name, args.part.as_deref()) {
        Proposal::New(page) => page,
        Proposal::Taken(path) => bail!("a {} of this name stands in `{path}`", kind.name()),
        Proposal::Nameless => {
            bail!("no file name can be made of `{}`: it has no letter and no digit", args.name)
        }
    };
    let parts = scaffold::parts(site);
    if kind == Kind::Chapter && args.part.is_none() && !parts.is_empty() {
        say(
            global,
            &format!("hint: `--part` puts a chapter into a part of the report: {}", parts.join(", ")),
        );
    }
    write::create_file(&args.dir, &page.path, &page.text)?;
    let folder = page.path.folder();
    if args.part.is_some() && !parts.iter().any(|part| folder.ends_with(&format!("/{part}"))) {
        say(global, &format!("hint: the part is new; `{folder}/index.md` would be its page"));
    }
    if let Some((title, path)) = page.close {
        say(global, &format!("hint: `{title}` is called much the same: `{path}`"));
    }
    print_path(&args.dir, &page.path)?;
    Ok(ExitCode::SUCCESS)
}

/// Declares a new metric, behind those that are there, and prints where it stands.
fn metric(args: &NewArgs, global: &Global) -> anyhow::Result<ExitCode> {
    if args.part.is_some() {
        bail!("`--part` is for chapters: a metric belongs to no part of the report");
    }
    finish_revision(&args.dir, None, global)?;
    let build = planned(&args.dir)?;
    let Some((name, table)) = scaffold::metric(&args.name) else {
        bail!("no name can be made of `{}`: it has no letter and no digit", args.name);
    };
    if build.rendered.site.metrics.get(&name).is_some() {
        bail!(
            "there is a metric `{name}` already: `fieldbook query facts --metric {name}` prints its figures"
        );
    }
    let files = DiskFiles::new(&args.dir);
    let metrics = SourcePath::new(METRICS);
    let path = if files.state(&metrics) == State::Nothing { SourcePath::new(SETTINGS) } else { metrics };
    let content = files.read(&path).with_context(|| format!("cannot read `{path}`"))?;
    let before = content.bytes().to_vec();
    let ends_in_crlf = before.ends_with(b"\r\n");
    let table = if ends_in_crlf { table.replace('\n', "\r\n") } else { table };
    let gap = if before.is_empty() || before.ends_with(b"\n") { "" } else { "\n" };
    let after = [&before, gap.as_bytes(), table.as_bytes()].concat();
    write::revise(&args.dir, &[Revision { path: path.clone(), before: Some(before), after: Some(after) }])?;
    say(global, &format!("hint: facts name it as `metric: {name}`, texts as `[[some-page#{name}]]`"));
    print_path(&args.dir, &path)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints where a file of the site stands, so that another program can open it.
pub(crate) fn print_path(dir: &Path, path: &SourcePath) -> anyhow::Result<()> {
    let written = dir.join(path.as_str());
    print(&format!("{}\n", written.strip_prefix(".").unwrap_or(&written).display()))
}
