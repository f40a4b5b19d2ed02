//! `serve`: watch → build → swap → tell the browser.
//!
//! One thread watches and builds, and swaps what is published for the new generation as soon as it is planned. A
//! page that is asked for is written then and there; another thread writes the rest, checks the whole, and gives
//! way when the next change comes.

mod edition;
pub mod events;
mod finish;
pub mod http;
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
use edition::Stage;
use finish::{Finisher, Job};
use http::server::Server;
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
pub enum Event<'a> {
    /// The site can be looked at.
    Serving {
        /// Where.
        address: &'a str,
        /// Why it polls although it was to use the system's events.
        fallback: Option<String>,
        /// Ends the server.
        stopper: Stopper,
    },
    /// Everything is built and checked.
    Built {
        /// The files that changed; empty for the first build.
        changed: &'a [SourcePath],
        /// How many files were written.
        written: usize,
        /// From the news of the change until the new state could be seen.
        served: Duration,
        /// From the news of the change until everything was done.
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
struct Teller<'a> {
    tell: &'a (dyn Fn(Event<'_>) + Sync),
    turn: Mutex<()>,
}

impl Teller<'_> {
    fn tell(&self, event: Event<'_>) {
        self.tell_if(&|| true, event);
    }

    /// Says it if it still holds when its turn comes.
    fn tell_if(&self, holds: &dyn Fn() -> bool, event: Event<'_>) {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        if holds() {
            (self.tell)(event);
        }
    }
}

/// Ends the finisher's thread however the author's is left: a scope waits for its threads even in a panic.
struct Ending<'a>(&'a Finisher<'a>);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Serves the site in `root` until it is stopped. `tell` is called from two threads, one at a time.
pub fn serve(
    root: &Path,
    options: &Options,
    settings: &Settings,
    tell: &(dyn Fn(Event<'_>) + Sync),
) -> Result<(), ServeError> {
    let files = DiskFiles::new(root);
    // That there is no site says more than that a folder cannot be watched.
    read_config(&files)?;
    let server = Server::bind(&settings.hostname, settings.port)?;
    // Whoever watches before reading misses no save.
    let watcher = Watcher::start(root, settings.mode)?;
    let tree = discover(&files)?;
    let stage = Arc::new(Stage::new(settings.editor.clone().map(|editor| editor.at(root))));
    let teller = Teller { tell, turn: Mutex::default() };
    let finisher = Finisher::new(&stage, &teller);
    let address = server.address();
    std::thread::scope(|scope| {
        scope.spawn(|| finisher.run());
        let ending = Ending(&finisher);
        let mut author = Author {
            files,
            tree,
            builder: Builder::new(options.clone()),
            stage: &stage,
            finisher: &finisher,
            teller: &teller,
            is_framed: false,
            overdue: false,
        };
        author.build(&[], Instant::now());
        let running = server.start(Arc::new(stage.clone()));
        let address = format!("http://{address}{}/", stage.base());
        let (fallback, stopper) = (watcher.fallback(), watcher.stopper());
        teller.tell(Event::Serving { address: &address, fallback, stopper });
        while let Some(batch) = watcher.next() {
            let since = Instant::now();
            // Some text made the program stumble; the next change is to find a server still.
            if catch_unwind(AssertUnwindSafe(|| author.take(&batch, since))).is_err() {
                author.begin_anew(options);
            }
        }
        drop(ending);
        stage.close();
        running.stop();
    });
    Ok(())
}

/// What follows the author's changes.
struct Author<'a> {
    files: DiskFiles,
    tree: SourceTree,
    builder: Builder,
    stage: &'a Arc<Stage>,
    finisher: &'a Finisher<'a>,
    teller: &'a Teller<'a>,
    /// Whether what is published has the settings and the templates that the author wants.
    is_framed: bool,
    /// Whether a change could not be read, so that everything has to be read again.
    overdue: bool,
}

impl Author<'_> {
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
                self.finisher.interrupt();
                self.stage.report_unreadable(&error);
                self.teller.tell(Event::Unreadable(&error));
            }
        }
    }

    /// Trusts nothing that was kept: the next change brings a build from nothing.
    fn begin_anew(&mut self, options: &Options) {
        self.builder = Builder::new(options.clone());
        self.overdue = true;
    }

    fn build(&mut self, changed: &[SourcePath], since: Instant) {
        self.finisher.interrupt();
        let draft = self.builder.update(&self.tree);
        let diagnostics = draft.diagnostics(&self.stage.late());
        let texts = self.tree.texts(&diagnostics, builtin_texts());
        let report = Report { diagnostics: &diagnostics, texts: &texts };
        // A site in another frame would look like another site. Until the frame is mended, the last one stays.
        if !draft.has_frame && self.is_framed {
            self.stage.stay(&report);
            self.teller.tell(Event::Stays { changed, report });
            return;
        }
        self.is_framed = draft.has_frame;
        self.stage.publish(&draft.generation, &report);
        let served = since.elapsed();
        self.finisher.start(Job { draft, tree: self.tree.clone(), changed: changed.to_vec(), since, served });
    }
}
