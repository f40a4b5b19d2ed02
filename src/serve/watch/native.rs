//! The system's own events: inotify, `FSEvents`, `ReadDirectoryChangesW`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, WatcherKind};

use super::gather::Closing;
use super::watched_paths::WatchedPaths;

/// How often the folders are looked at anew when they change while they are about to be watched.
const TRIES: usize = 5;

/// The system's watcher, and what it watches.
pub(super) struct Native {
    watcher: Box<dyn notify::Watcher + Send>,
    watched: BTreeMap<PathBuf, RecursiveMode>,
    closing: Closing,
}

impl Native {
    /// The watcher of this system. It watches nothing yet.
    pub(super) fn new(report: impl Fn(notify::Result<Event>) + Send + 'static) -> notify::Result<Self> {
        let handler = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, may_be_change) {
                report(event);
            }
        };
        // Listing does not enter folders behind symbolic links, so nobody needs to know what happens there.
        let config = notify::Config::default().with_follow_symlinks(false);
        let watcher: RecommendedWatcher = notify::Watcher::new(handler, config)?;
        let kind = <RecommendedWatcher as notify::Watcher>::kind();
        let closing = if kind == WatcherKind::Inotify { Closing::Reported } else { Closing::Unknown };
        Ok(Self::with(Box::new(watcher), closing))
    }

    /// Any watcher.
    pub(super) fn with(watcher: Box<dyn notify::Watcher + Send>, closing: Closing) -> Self {
        Self { watcher, watched: BTreeMap::new(), closing }
    }

    /// Whether the system says when a file is closed.
    pub(super) fn closing(&self) -> Closing {
        self.closing
    }

    /// Watches the folders that there are now, and looks at the layout once that is done.
    pub(super) fn renew(&mut self, paths: &mut WatchedPaths) -> notify::Result<()> {
        let mut result = Ok(());
        for _ in 0..TRIES {
            result = self.watch(paths.watched());
            // A folder may have gone while it was about to be watched, or come.
            if !paths.look() && result.is_ok() {
                break;
            }
        }
        result
    }

    fn watch(&mut self, wanted: BTreeMap<PathBuf, RecursiveMode>) -> notify::Result<()> {
        for path in self.watched.keys().filter(|path| !wanted.contains_key(*path)) {
            // What is gone is no longer watched anyway.
            let _ = self.watcher.unwatch(path);
        }
        self.watched.retain(|path, mode| wanted.get(path) == Some(mode));
        for (path, mode) in wanted {
            // inotify watches each folder by itself, and one that was created while events were lost is not yet
            // among them; notify also adds new folders only when it has read all events, so this waits for it.
            // Elsewhere one watch holds for all below it, and to set it again would lose events.
            if self.closing == Closing::Reported || !self.watched.contains_key(&path) {
                self.watcher.watch(&path, mode)?;
                self.watched.insert(path, mode);
            }
        }
        Ok(())
    }
}

/// Whether an event is worth waking up for: a build opens every file, and each time there is an event.
fn may_be_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

/// Why the system's events are not to be had.
pub(super) fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system's limit of watched folders is reached (`fs.inotify.max_user_watches`)".into()
        }
        ErrorKind::PathNotFound => "the folder of the site is gone".into(),
        ErrorKind::Io(cause) => format!("the system cannot watch the folders: {cause}"),
        _ => format!("the system cannot watch the folders: {error}"),
    }
}
