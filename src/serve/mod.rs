//! `serve`: watch → build → swap → tell the browser.
//!
//! One thread watches and builds, and swaps what is published for the new state of the site as soon as it is planned. A
//! page that is asked for is written then and there; another thread writes the rest, checks the whole, and gives
//! way when the next change comes.

mod background;
pub mod events;
pub mod http;
mod preview;
mod problems;
pub mod watch;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

pub use http::server::BindError;
pub use problems::Editor;
pub use watch::{Mode, Stopper, WatchError};

use crate::diagnostic::Diagnostic;
use crate::files::DiskFiles;
use crate::paths::SourcePath;
use crate::pipeline::{Builder, Options};
use crate::render::builtin_texts;
use crate::source::{ReadError, SourceTexts, SourceTree, discover, read_config};
use background::{BackgroundRenderer, Job};
use http::server::Server;
use preview::Preview;
use watch::{Batch, Watcher};

/// How a site is served.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name or address to listen at.
    pub hostname: String,
    /// The port; if none is given, the first free one from 1111 on.
    pub port: Option<u16>,
    /// How changes are found.
    pub mode: Mode,
    /// How the overlay links to places in files.
    pub editor: Option<Editor>,
}

/// What happens, for the terminal.
pub enum ServeEvent<'a> {
    /// The site can be looked at.
    Serving {
        /// Where.
        address: &'a str,
        /// Why it polls although it was to use the system's events.
        fallback: Option<String>,
        /// Ends the server.
        stopper: Stopper,
    },
    /// A round begins. It ends with one of the events below, or where the next one begins.
    Begun {
        /// The files that changed; empty for the first build.
        changed: &'a [SourcePath],
    },
    /// Everything is built and checked.
    Built {
        /// The files that changed; empty for the first build.
        changed: &'a [SourcePath],
        /// How many files were written.
        written: usize,
        /// From the updates of the change until the new state could be seen.
        served: Duration,
        /// From the updates of the change until everything was done.
        done: Duration,
        /// What is wrong.
        report: Report<'a>,
    },
    /// The settings or the templates cannot be read; what was published before stays.
    Stays {
        /// The files that changed.
        changed: &'a [SourcePath],
        /// What is wrong.
        report: Report<'a>,
    },
    /// The source could not be read at all; the next change brings another try.
    Unreadable(&'a ReadError),
}

/// What is wrong with the source, and the texts it points into.
pub struct Report<'a> {
    /// The problems.
    pub diagnostics: &'a [Diagnostic],
    /// The texts.
    pub texts: &'a SourceTexts,
}

/// Why a site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be had.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// Changes cannot be seen.
    #[error(transparent)]
    Watch(#[from] WatchError),
    /// There is no site.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Says what happens, one event after the other: two threads have something to say, and a report has many lines.
struct Reporter<'a> {
    tell: &'a (dyn Fn(ServeEvent<'_>) + Sync),
    turn: Mutex<()>,
}

impl Reporter<'_> {
    fn tell(&self, event: ServeEvent<'_>) {
        self.tell_if(&|| true, event);
    }

    /// Says it if it still holds when its turn comes.
    fn tell_if(&self, holds: &dyn Fn() -> bool, event: ServeEvent<'_>) {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if holds() {
            (self.tell)(event);
        }
    }
}

/// Ends the background's thread however the author's is left: a scope waits for its threads even in a panic.
struct StopOnDrop<'a>(&'a BackgroundRenderer<'a>);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Serves the site in `root` until it is stopped. `tell` is called from two threads, one at a time.
pub fn serve(
    root: &Path,
    options: &Options,
    settings: &Settings,
    tell: &(dyn Fn(ServeEvent<'_>) + Sync),
) -> Result<(), ServeError> {
    let files = DiskFiles::new(root);
    // That there is no site says more than that a folder cannot be watched.
    read_config(&files)?;
    let server = Server::bind(&settings.hostname, settings.port)?;
    // Whoever watches before reading misses no save.
    let watcher = Watcher::start(root, settings.mode)?;
    let tree = discover(&files)?;
    let preview = Arc::new(Preview::new(settings.editor.clone().map(|editor| editor.at(root))));
    let reporter = Reporter { tell, turn: Mutex::default() };
    let background = BackgroundRenderer::new(&preview, &reporter);
    let address = server.address();
    std::thread::scope(|scope| {
        scope.spawn(|| background.run());
        let stop_on_drop = StopOnDrop(&background);
        let mut rebuilder = Rebuilder {
            files,
            tree,
            builder: Builder::new(options.clone()),
            preview: &preview,
            background: &background,
            reporter: &reporter,
            is_framed: false,
            overdue: false,
        };
        rebuilder.build(&[], Instant::now());
        let running = server.start(Arc::new(preview.clone()));
        let address = format!("http://{address}{}/", preview.base());
        let (fallback, stopper) = (watcher.fallback(), watcher.stopper());
        reporter.tell(ServeEvent::Serving { address: &address, fallback, stopper });
        while let Some(batch) = watcher.next() {
            let since = Instant::now();
            // Some text made the program stumble; the next change is to find a server still.
            if catch_unwind(AssertUnwindSafe(|| rebuilder.take(&batch, since))).is_err() {
                rebuilder.begin_anew(options);
            }
        }
        drop(stop_on_drop);
        preview.close();
        running.stop();
    });
    Ok(())
}

/// What follows the author's changes.
struct Rebuilder<'a> {
    files: DiskFiles,
    tree: SourceTree,
    builder: Builder,
    preview: &'a Arc<Preview>,
    background: &'a BackgroundRenderer<'a>,
    reporter: &'a Reporter<'a>,
    /// Whether what is published has the settings and the templates that the author wants.
    is_framed: bool,
    /// Whether a change could not be read, so that everything has to be read again.
    overdue: bool,
}

impl Rebuilder<'_> {
    /// Reads what may have changed, and builds if anything has.
    fn take(&mut self, batch: &Batch, since: Instant) {
        let changed = if batch.rescan || self.overdue {
            self.tree.rescan(&self.files)
        } else {
            self.tree.reread(&self.files, &batch.files)
        };
        match changed {
            Ok(changed) if changed.is_empty() && !self.overdue => {}
            Ok(changed) => {
                self.overdue = false;
                self.build(&changed, since);
            }
            Err(error) => {
                self.overdue = true;
                self.background.interrupt();
                self.reporter.tell(ServeEvent::Begun { changed: &[] });
                self.preview.report_unreadable(&error);
                self.reporter.tell(ServeEvent::Unreadable(&error));
            }
        }
    }

    /// Trusts nothing that was kept: the next change brings a build from nothing.
    fn begin_anew(&mut self, options: &Options) {
        self.builder = Builder::new(options.clone());
        self.overdue = true;
    }

    fn build(&mut self, changed: &[SourcePath], since: Instant) {
        self.background.interrupt();
        self.reporter.tell(ServeEvent::Begun { changed });
        let planned = self.builder.update(&self.tree);
        let diagnostics = planned.diagnostics(&self.preview.late());
        let texts = self.tree.texts(&diagnostics, builtin_texts());
        let report = Report { diagnostics: &diagnostics, texts: &texts };
        // A site in another frame would look like another site. Until the frame is mended, the last one stays.
        if !planned.has_frame && self.is_framed {
            self.preview.stay(&report);
            self.reporter.tell(ServeEvent::Stays { changed, report });
            return;
        }
        self.is_framed = planned.has_frame;
        self.preview.publish(&planned.rendered, &report);
        let served = since.elapsed();
        self.background.start(Job {
            planned,
            tree: self.tree.clone(),
            changed: changed.to_vec(),
            since,
            served,
        });
    }
}
