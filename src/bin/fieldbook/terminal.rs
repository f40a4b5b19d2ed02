//! What is printed: reports, the line that ends a command, the events of the preview, and the bar.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use fieldbook::diagnostic::{self, Diagnostic, Format};
use fieldbook::parse::Kind;
use fieldbook::paths::SourcePath;
use fieldbook::pipeline::Progress;
use fieldbook::rendered_site::RenderedSite;
use fieldbook::serve;
use fieldbook::source::SourceTexts;
use fieldbook::write;

use crate::cli::{ColorWhen, Global, MessageFormat};

/// What `serve` says of what happens. `reported` is the last report: people are not told again with every save what is
/// wrong still. Editors are: they forget with each round what the one before has told.
pub(crate) fn tell_event(
    event: serve::ServeEvent<'_>,
    open: bool,
    reported: &Mutex<String>,
    global: &Global,
) {
    let for_editors = matches!(global.message_format, MessageFormat::Short);
    let print_news = |report: &serve::Report<'_>| {
        let text = render_report(report.diagnostics, report.texts, global);
        let mut reported = reported.lock().unwrap_or_else(PoisonError::into_inner);
        if *reported != text || for_editors {
            _ = write!(stderr(global), "{text}");
            *reported = text;
        }
    };
    match event {
        serve::ServeEvent::Serving { address, fallback, stopper } => {
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
        serve::ServeEvent::Begun { changed } => {
            if for_editors {
                tell(global, &format!("{}: building", named(changed)));
            }
        }
        serve::ServeEvent::Built { changed, written, served, done, report } => {
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
        serve::ServeEvent::Stays { changed, report } => {
            print_news(&report);
            let problems = diagnostic::summary(report.diagnostics).unwrap_or_default();
            conclude(global, &format!("{}: {problems}; what was served before stays", named(changed)));
        }
        serve::ServeEvent::Unreadable(error) => {
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

/// Tells what did not go as usual while the disk was written.
pub(crate) fn warn_of(notices: &[write::Notice], global: &Global) {
    for notice in notices {
        say(global, &format!("warning: {notice}"));
    }
}

/// Prints what was asked for. A reader that closes the pipe has read enough.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to the standard output")
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Prints the problems.
pub(crate) fn print_report(diagnostics: &[Diagnostic], texts: &SourceTexts, global: &Global) {
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
pub(crate) fn summary(rendered: &RenderedSite, diagnostics: &[Diagnostic]) -> String {
    let pages = rendered.plan.routes.values().filter(|route| route.is_page()).count();
    let count = |kind| rendered.site.of_kind(kind).len();
    let projects = diagnostic::counted(count(Kind::Project), "project", "projects");
    let companies = diagnostic::counted(count(Kind::Company), "company", "companies");
    let pages = diagnostic::counted(pages, "page", "pages");
    let problems = diagnostic::summary(diagnostics).unwrap_or_else(|| "no warnings".to_owned());
    format!("{pages} ({projects}, {companies}), {problems}")
}

/// `20 ms` or `1.5 s`.
pub(crate) fn duration(duration: Duration) -> String {
    if duration.as_millis() < 1000 {
        format!("{} ms", duration.as_millis())
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}

/// Prints a line unless `--quiet` is set.
pub(crate) fn tell(global: &Global, line: &str) {
    if !global.quiet {
        conclude(global, line);
    }
}

/// Prints a line for people; whoever reads JSON wants nothing else.
pub(crate) fn conclude(global: &Global, line: &str) {
    if !matches!(global.message_format, MessageFormat::Json) {
        say(global, line);
    }
}

/// Prints a line to stderr: stdout is for data. Names of files are in it, and whoever chose them is not at this
/// terminal.
pub(crate) fn say(global: &Global, line: &str) {
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
pub(crate) struct Bar {
    bar: OnceLock<(ProgressBar, Instant)>,
    shown: bool,
}

impl Bar {
    /// A bar that is shown if somebody looks at it.
    pub(crate) fn new(global: &Global) -> Self {
        Self { bar: OnceLock::new(), shown: !global.quiet && std::io::stderr().is_terminal() }
    }

    pub(crate) fn clear(&self) {
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
