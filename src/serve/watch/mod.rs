//! File events → batches of changed source paths.
//!
//! What can be told from the names alone is told exactly: a file is named. Where a folder came, went or moved, or
//! events were lost, the batch says that everything must be listed again. Nothing is read here, so a batch may
//! name files that hold what they held before, or that came and went.

mod debounce;
mod gather;
mod native;
mod poll;
mod watched_paths;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use notify::Event;

use crate::files::State;
use crate::paths::SourcePath;
use debounce::RateLimit;
use gather::{Closing, Gathered, Touch};
use native::{Native, reason};
use poll::{Found, Poller};
use watched_paths::WatchedPaths;

/// What has changed since the last batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Files that came, went or were written to, by all the names they had.
    pub files: BTreeSet<SourcePath>,
    /// Folders came, went or moved, or events were lost: everything must be listed again.
    pub rescan: bool,
}

/// How changes are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The system tells of them.
    Native,
    /// The files are looked at again and again.
    Poll,
}

/// Why a site cannot be watched at all.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// Its folder cannot be entered.
    #[error("cannot watch `{0}`: {1}")]
    Root(PathBuf, io::Error),
    /// There is no thread to look at the files with.
    #[error("cannot watch the files: {0}")]
    Thread(io::Error),
}

/// Watches the source of a site until it is dropped.
pub struct Watcher {
    sender: Sender<Message>,
    stopped: Arc<AtomicBool>,
    gathering: Mutex<Gathering>,
    watching: Mutex<Watching>,
}

/// Ends [`Watcher::next`] from another thread.
#[derive(Clone, Debug)]
pub struct Stopper {
    sender: Sender<Message>,
    stopped: Arc<AtomicBool>,
}

#[derive(Debug)]
enum Message {
    Event(Instant, notify::Result<Event>),
    Found(Instant, Found),
    Stop,
}

/// What has come since the last batch.
struct Gathering {
    messages: Receiver<Message>,
    rate_limit: RateLimit,
    gathered: Gathered,
}

/// What tells of changes at present.
struct Watching {
    paths: WatchedPaths,
    source: Source,
    /// Why it polls although the system was to tell.
    fallback: Option<String>,
    sender: Sender<Message>,
}

enum Source {
    Native(Native),
    Poll { _poller: Poller },
}

/// Makes the system's watcher.
type MakeNative = fn(Sender<Message>) -> notify::Result<Native>;

impl Watcher {
    /// Watches the site in `root`. A change after this returns is seen. Where the system's events are not to be
    /// had, it polls, and [`Self::fallback`] says why.
    pub fn start(root: &Path, mode: Mode) -> Result<Self, WatchError> {
        Self::start_with(root, mode, native)
    }

    fn start_with(root: &Path, mode: Mode, make: MakeNative) -> Result<Self, WatchError> {
        let (sender, messages) = channel();
        let mut paths = WatchedPaths::new(root).map_err(|error| WatchError::Root(root.to_owned(), error))?;
        let native = match mode {
            Mode::Native => Some(make(sender.clone()).and_then(|mut native| {
                native.renew(&mut paths)?;
                Ok(native)
            })),
            Mode::Poll => None,
        };
        let (source, fallback) = match native {
            Some(Ok(native)) => (Source::Native(native), None),
            unable => {
                let poller = poller(&paths, &sender).map_err(WatchError::Thread)?;
                (Source::Poll { _poller: poller }, unable.and_then(Result::err).map(|error| reason(&error)))
            }
        };
        let gathered = Gathered::default();
        let gathering = Gathering { messages, rate_limit: RateLimit::full(Instant::now()), gathered };
        let watching = Watching { paths, source, fallback, sender: sender.clone() };
        let (gathering, watching) = (Mutex::new(gathering), Mutex::new(watching));
        Ok(Self { sender, stopped: Arc::default(), gathering, watching })
    }

    /// How changes are found at present: polling can take over at any time.
    pub fn mode(&self) -> Mode {
        match lock(&self.watching).source {
            Source::Native(_) => Mode::Native,
            Source::Poll { .. } => Mode::Poll,
        }
    }

    /// Why it polls although it was to use the system's events: a phrase for the terminal.
    pub fn fallback(&self) -> Option<String> {
        lock(&self.watching).fallback.clone()
    }

    /// Waits for changes. Every save ends up in some batch; what came together comes in one. What changes after
    /// this returns is in a later batch, so that the caller can look at the files in peace. `None` once stopped.
    pub fn next(&self) -> Option<Batch> {
        let mut gathering = lock(&self.gathering);
        loop {
            gathering.take_waiting(&self.watching);
            if self.stopped.load(Ordering::Acquire) {
                return None;
            }
            let now = Instant::now();
            match gathering.gathered.due(&gathering.rate_limit) {
                Some(due) if due <= now => {
                    let gathered = std::mem::take(&mut gathering.gathered);
                    if let Some(batch) = lock(&self.watching).batch(gathered) {
                        gathering.rate_limit.take(now);
                        return Some(batch);
                    }
                }
                due => gathering.wait(due, &self.watching),
            }
        }
    }

    /// A handle that ends [`Self::next`].
    pub fn stopper(&self) -> Stopper {
        Stopper { sender: self.sender.clone(), stopped: self.stopped.clone() }
    }
}

impl Stopper {
    /// Ends a call of [`Watcher::next`] that is under way, and every later one.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Release);
        // Without a receiver there is nothing to end.
        let _ = self.sender.send(Message::Stop);
    }
}

impl Gathering {
    /// Takes in all that has come up to now.
    fn take_waiting(&mut self, watching: &Mutex<Watching>) {
        let now = Instant::now();
        while let Ok(message) = self.messages.try_recv() {
            // A stream that never ends must not keep the batch from being handed out.
            if self.take(message, watching).is_some_and(|at| at > now) {
                break;
            }
        }
    }

    /// Waits for the next message, no longer than until `due`.
    fn wait(&mut self, due: Option<Instant>, watching: &Mutex<Watching>) {
        let message = match due {
            // The watcher keeps a sender, so the channel stays open.
            None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(due) => self.messages.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        if let Ok(message) = message {
            self.take(message, watching);
        }
    }

    /// Takes a message in, and says when it came.
    fn take(&mut self, message: Message, watching: &Mutex<Watching>) -> Option<Instant> {
        let watching = lock(watching);
        match message {
            Message::Event(at, Ok(event)) => {
                let closing = match &watching.source {
                    Source::Native(native) => native.closing(),
                    Source::Poll { .. } => Closing::Unknown,
                };
                self.gathered.event(&event, at, &watching.paths, closing);
                Some(at)
            }
            Message::Event(at, Err(_)) => {
                self.gathered.all(at);
                Some(at)
            }
            Message::Found(at, Found { files, listing }) => {
                self.gathered.found(files, at);
                if listing {
                    self.gathered.all(at);
                }
                Some(at)
            }
            Message::Stop => None,
        }
    }
}

impl Watching {
    /// What was gathered, told apart by what stands on the disk now; `None` if it comes to nothing.
    fn batch(&mut self, gathered: Gathered) -> Option<Batch> {
        let mut batch = Batch { files: BTreeSet::new(), rescan: gathered.lost };
        let mut relinked = false;
        for (path, touch) in gathered.touched {
            let state = self.paths.state(&path);
            match (self.paths.was_folder(&path), state) {
                (false, State::File | State::LinkedFile | State::Nothing) => {
                    relinked |= state == State::LinkedFile && touch == Touch::Place;
                    batch.files.insert(path);
                }
                // Its times or permissions; what changed inside is told of by itself.
                (true, State::Folder) if touch == Touch::Content => {}
                (false, State::Folder | State::Other)
                | (true, State::File | State::LinkedFile | State::Folder | State::Other | State::Nothing) => {
                    batch.rescan = true;
                }
            }
        }
        if batch.rescan || relinked {
            let before = self.fallback.is_some();
            self.renew();
            // What the system had yet to tell is lost when polling takes over.
            batch.rescan |= self.fallback.is_some() != before;
        }
        (batch.rescan || !batch.files.is_empty()).then_some(batch)
    }

    /// Watches what is there now, before the caller looks at it. So nothing falls between the two.
    fn renew(&mut self) {
        let Source::Native(native) = &mut self.source else { return };
        let Err(error) = native.renew(&mut self.paths) else { return };
        // Without a thread to poll with, half a watch is better than none.
        if let Ok(poller) = poller(&self.paths, &self.sender) {
            self.source = Source::Poll { _poller: poller };
            self.fallback = Some(reason(&error));
        }
    }
}

fn native(sender: Sender<Message>) -> notify::Result<Native> {
    Native::new(move |event| {
        // Without a receiver nobody wants to know.
        let _ = sender.send(Message::Event(Instant::now(), event));
    })
}

fn poller(paths: &WatchedPaths, sender: &Sender<Message>) -> io::Result<Poller> {
    let sender = sender.clone();
    Poller::start(paths.root(), move |found| {
        // Without a receiver nobody wants to know.
        let _ = sender.send(Message::Found(Instant::now(), found));
    })
}

/// A thread that panicked while it held the lock has left nothing half done that matters here.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use notify::event::Flag;
    use notify::{ErrorKind, EventKind, RecursiveMode, WatcherKind};

    use super::*;

    /// A watcher that can watch so many folders, and reports that events were lost for the last of them.
    struct Limited(usize, Sender<Message>);

    impl notify::Watcher for Limited {
        fn new<F: notify::EventHandler>(_: F, _: notify::Config) -> notify::Result<Self> {
            Err(notify::Error::generic("made by hand"))
        }

        fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
            let left = self.0.checked_sub(1).ok_or_else(|| notify::Error::new(ErrorKind::MaxFilesWatch));
            self.0 = left?;
            if self.0 == 0 {
                let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
                self.1.send(Message::Event(Instant::now(), Ok(lost))).unwrap();
            }
            Ok(())
        }

        fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
            Ok(())
        }

        fn kind() -> WatcherKind {
            WatcherKind::NullWatcher
        }
    }

    fn limited(limit: usize, sender: Sender<Message>) -> Native {
        Native::with(Box::new(Limited(limit, sender)), Closing::Reported)
    }

    fn start(make: MakeNative) -> (tempfile::TempDir, Watcher) {
        let folder = tempfile::tempdir().unwrap();
        let watcher = Watcher::start_with(folder.path(), Mode::Native, make).unwrap();
        (folder, watcher)
    }

    #[test]
    fn without_the_systems_events_it_polls_and_says_why() {
        let (_folder, watcher) = start(|_| Err(notify::Error::io(io::Error::other("too many open files"))));
        let said = "the system cannot watch the folders: too many open files";
        assert_eq!((watcher.mode(), watcher.fallback().as_deref()), (Mode::Poll, Some(said)));
    }

    #[test]
    fn at_the_limit_of_watched_folders_it_polls() {
        let (_folder, watcher) = start(|sender| Ok(limited(0, sender)));
        assert_eq!(watcher.mode(), Mode::Poll);
        assert!(watcher.fallback().unwrap().contains("max_user_watches"));
    }

    #[test]
    fn lost_events_mean_a_new_listing_and_a_limit_that_is_reached_then_means_polling() {
        let (_folder, watcher) = start(|sender| Ok(limited(1, sender)));
        assert_eq!((watcher.mode(), watcher.fallback()), (Mode::Native, None));
        assert_eq!(watcher.next(), Some(Batch { files: BTreeSet::new(), rescan: true }));
        assert_eq!(watcher.mode(), Mode::Poll);
        assert!(watcher.fallback().unwrap().contains("max_user_watches"));
    }
}
