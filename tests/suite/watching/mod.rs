//! Watching real folders: every save ends up in a batch, whatever the editor does, and nothing else does.

mod editors;
mod folders;
mod places;
mod polling;
mod quiet;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use fieldbook::serve::watch::{Batch, Mode, Watcher};

use crate::cli::folder::Folder;

/// How long to wait for what must come. A test that passes waits far less.
const PATIENCE: Duration = Duration::from_secs(20);

/// A site that is being watched.
struct Watched {
    watcher: Arc<Watcher>,
    batches: Receiver<Batch>,
    thread: Option<JoinHandle<()>>,
}

/// What came until what was waited for.
#[derive(Debug, Default)]
struct Seen {
    files: BTreeSet<String>,
    rescan: bool,
    batches: usize,
}

impl Watched {
    fn start(root: &Path) -> Self {
        Self::with(root, Mode::Native)
    }

    fn with(root: &Path, mode: Mode) -> Self {
        let watcher = Arc::new(Watcher::start(root, mode).unwrap());
        let (sender, batches) = channel();
        let thread = std::thread::spawn({
            let watcher = Arc::clone(&watcher);
            move || {
                while let Some(batch) = watcher.next() {
                    if sender.send(batch).is_err() {
                        break;
                    }
                }
            }
        });
        Self { watcher, batches, thread: Some(thread) }
    }

    /// Waits until what came satisfies the condition.
    #[track_caller]
    fn until(&self, condition: impl Fn(&Seen) -> bool) -> Seen {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = Seen::default();
        while !condition(&seen) {
            let left = deadline.saturating_duration_since(Instant::now());
            let Ok(batch) = self.batches.recv_timeout(left) else { panic!("only this came: {seen:?}") };
            seen.take(&batch);
        }
        seen
    }

    /// Waits until a file is named, or all is to be listed again.
    #[track_caller]
    fn until_seen(&self, path: &str) -> Seen {
        self.until(|seen| seen.rescan || seen.files.contains(path))
    }

    /// Waits until a file is named.
    #[track_caller]
    fn until_named(&self, path: &str) -> Seen {
        self.until(|seen| seen.files.contains(path))
    }

    /// What came before a file that is written now. Events come in their order, so whatever was done before
    /// has been told of by then.
    #[track_caller]
    fn before_mark(&self, folder: &Folder) -> Seen {
        folder.write("content/mark.md", "mark");
        let mut seen = self.until_named("content/mark.md");
        seen.files.remove("content/mark.md");
        seen
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.watcher.stopper().stop();
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Seen {
    fn take(&mut self, batch: &Batch) {
        assert!(batch.rescan || !batch.files.is_empty(), "an empty batch");
        self.files.extend(batch.files.iter().map(ToString::to_string));
        self.rescan |= batch.rescan;
        self.batches += 1;
    }

    /// Fails unless these files came, none else, and nothing has to be listed again.
    #[track_caller]
    fn expect(&self, files: &[&str]) {
        let expected: BTreeSet<_> = files.iter().map(ToString::to_string).collect();
        assert_eq!((&self.files, self.rescan), (&expected, false), "{self:?}");
    }
}

#[test]
fn stop_ends_a_call_that_waits_and_every_later_one() {
    let folder = Folder::sound();
    let watcher = Arc::new(Watcher::start(folder.path(), Mode::Native).unwrap());
    let stopper = watcher.stopper();
    let waiting = std::thread::spawn({
        let watcher = Arc::clone(&watcher);
        move || watcher.next()
    });
    stopper.stop();
    assert_eq!(waiting.join().unwrap(), None);
    folder.write("content/late.md", "late");
    assert_eq!(watcher.next(), None);
}

#[test]
fn a_folder_that_does_not_exist_cannot_be_watched() {
    let folder = Folder::new();
    for mode in [Mode::Native, Mode::Poll] {
        let error = Watcher::start(&folder.join("nowhere"), mode).err().unwrap().to_string();
        assert!(error.starts_with("cannot watch `") && error.contains("nowhere"), "{error}");
    }
}

#[test]
fn a_burst_of_saves_is_few_batches_and_the_last_one_holds_the_last_save() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    let start = Instant::now();
    let mut written = 0;
    // At the pace of somebody whose editor saves at every key.
    while start.elapsed() < Duration::from_millis(1_500) {
        folder.write("content/chapters/one.md", format!("text {written}"));
        folder.write(&format!("content/chapters/{written}.md"), "new");
        written += 1;
        std::thread::sleep(Duration::from_millis(7));
    }
    let last = format!("content/chapters/{}.md", written - 1);
    let seen = watched.until_named(&last);
    // Two at once, three more in the time of the burst, one after it, and one more for each half second of delay.
    let most = 6 + start.elapsed().as_millis().saturating_sub(1_500) / 500;
    assert!(u128::try_from(seen.batches).unwrap() <= most, "{} batches", seen.batches);
    assert_eq!(seen.files.len(), written + 1, "a save is missing: {seen:?}");
}

#[test]
fn a_single_save_does_not_wait_for_others() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    // The quickest of some: the machine may be busy with other tests.
    let waited = (0..5).map(|count| {
        let start = Instant::now();
        let path = format!("content/{count}.md");
        folder.write(&path, "text");
        watched.until_named(&path);
        start.elapsed()
    });
    let quickest = waited.min().unwrap();
    assert!(quickest < Duration::from_millis(120), "{quickest:?}");
}

#[test]
fn what_is_saved_while_nobody_waits_comes_with_the_next_batch() {
    let folder = Folder::sound();
    let watcher = Watcher::start(folder.path(), Mode::Native).unwrap();
    for count in 0..500 {
        folder.write(&format!("content/{count}.md"), "text");
    }
    let mut seen = Seen::default();
    while !seen.files.contains("content/499.md") {
        seen.take(&watcher.next().unwrap());
    }
    assert_eq!((seen.files.len(), seen.rescan), (500, false));
    assert!(seen.batches <= 4, "{} batches", seen.batches);
}
