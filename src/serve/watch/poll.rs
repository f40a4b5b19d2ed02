//! Looking for changes again and again, for file systems that do not tell of them: Docker, NFS, WSL.
//!
//! notify has a watcher of this kind. It reads every file each time, and of all that stands in the root.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::watched_paths::{FOLDERS, follow_links};
use crate::files::{DiskFiles, Files, Listing, Stamp};
use crate::paths::{SETTINGS, SourcePath};

/// The time between two looks.
const INTERVAL: Duration = Duration::from_millis(300);

/// For how long after a change a file is compared by its contents: some file systems count time in steps of two
/// seconds, and a second edit within the step can leave the stamp as it was.
const FRESH: Duration = Duration::from_secs(3);

/// What a look has found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Files that came, went, or hold something else.
    pub(super) files: BTreeSet<SourcePath>,
    /// Whether other things than before cannot be listed.
    pub(super) listing: bool,
}

/// A thread that looks at a site until this is dropped.
pub(super) struct Poller {
    _stop: Sender<()>,
}

impl Poller {
    /// Starts to look at the site in `root`. A change after this returns is found.
    pub(super) fn start(root: &Path, report: impl Fn(Found) + Send + 'static) -> io::Result<Self> {
        let disk = DiskFiles::new(root);
        let mut before = Look::first(&disk);
        let (stop, stopped) = channel();
        thread::Builder::new().name("poll".into()).spawn(move || {
            let mut took = Duration::ZERO;
            // Where a look takes long, looking must not take all the time there is.
            while stopped.recv_timeout(INTERVAL.max(took)) == Err(RecvTimeoutError::Timeout) {
                let start = Instant::now();
                let look = Look::after(&before, &disk, start);
                let found = look.since(&before);
                if found.listing || !found.files.is_empty() {
                    report(found);
                }
                before = look;
                took = start.elapsed();
            }
        })?;
        Ok(Self { _stop: stop })
    }
}

/// The state of a site at one look.
#[derive(Debug, Default)]
struct Look {
    files: BTreeMap<SourcePath, Seen>,
    /// What could not be listed, and why.
    trouble: Vec<String>,
}

/// The state of a file at one look.
#[derive(Clone, Debug)]
struct Seen {
    /// None of a file that cannot be looked at: a link that leads nowhere.
    stamp: Option<Stamp>,
    fresh_until: Instant,
    /// While it is fresh.
    contents: Option<blake3::Hash>,
}

impl Look {
    fn first(disk: &DiskFiles) -> Self {
        let now = Instant::now();
        let (stamps, trouble) = stamps(disk);
        let newest = stamps.values().filter_map(|stamp| stamp.as_ref()?.modified).max();
        let limit = newest.and_then(|newest| newest.checked_sub(FRESH));
        let files = stamps.into_iter().map(|(path, stamp)| {
            let fresh = stamp.and_then(|stamp| stamp.modified) >= limit;
            let seen = Seen::new(&path, stamp, if fresh { now + FRESH } else { now }, disk, now);
            (path, seen)
        });
        Self { files: files.collect(), trouble }
    }

    fn after(before: &Self, disk: &DiskFiles, now: Instant) -> Self {
        let (stamps, trouble) = stamps(disk);
        let files = stamps.into_iter().map(|(path, stamp)| {
            let same = before.files.get(&path).filter(|seen| seen.stamp == stamp);
            let fresh_until = same.map_or(now + FRESH, |seen| seen.fresh_until);
            let seen = Seen::new(&path, stamp, fresh_until, disk, now);
            (path, seen)
        });
        Self { files: files.collect(), trouble }
    }

    fn since(&self, before: &Self) -> Found {
        let differs = |path: &SourcePath, seen: &Seen| {
            before.files.get(path).is_none_or(|before| seen.differs_from(before))
        };
        let changed = self.files.iter().filter(|(path, seen)| differs(path, seen)).map(|(path, _)| path);
        let gone = before.files.keys().filter(|path| !self.files.contains_key(path));
        Found { files: changed.chain(gone).cloned().collect(), listing: self.trouble != before.trouble }
    }
}

impl Seen {
    fn new(
        path: &SourcePath,
        stamp: Option<Stamp>,
        fresh_until: Instant,
        disk: &DiskFiles,
        now: Instant,
    ) -> Self {
        let fresh = fresh_until > now;
        let contents =
            fresh.then(|| disk.read(path).ok().map(|content| blake3::hash(content.bytes()))).flatten();
        Self { stamp, fresh_until, contents }
    }

    fn differs_from(&self, before: &Self) -> bool {
        let contents = self.contents.zip(before.contents);
        self.stamp != before.stamp || contents.is_some_and(|(now, before)| now != before)
    }
}

/// The stamp of every file of the site, and what could not be listed.
fn stamps(disk: &DiskFiles) -> (BTreeMap<SourcePath, Option<Stamp>>, Vec<String>) {
    let mut paths = vec![SourcePath::new(SETTINGS)];
    let mut trouble = Vec::new();
    let links = follow_links(disk);
    for folder in FOLDERS {
        match disk.list(folder, links) {
            Ok(Listing { files, refused }) => {
                paths.extend(files);
                trouble.extend(refused.into_iter().map(|refused| format!("{refused:?}")));
            }
            Err(error) => trouble.push(error.to_string()),
        }
    }
    let stamped = paths.into_iter().map(|path| {
        let stamp = disk.stamp(&path).ok();
        (path, stamp)
    });
    (stamped.collect(), trouble)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn seen(stamp: Option<Stamp>, contents: Option<&str>) -> Seen {
        let contents = contents.map(|text| blake3::hash(text.as_bytes()));
        Seen { stamp, fresh_until: Instant::now(), contents }
    }

    #[test]
    fn a_fresh_file_is_compared_by_its_contents_and_an_old_one_by_its_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = tempfile::Builder::new();
        let settings = settings.prefix(SETTINGS).rand_bytes(0);
        let mut file = settings.tempfile_in(folder.path()).unwrap();
        let (disk, path) = (DiskFiles::new(folder.path()), SourcePath::new(SETTINGS));
        let start = Instant::now();
        let first = Look::first(&disk);
        assert!(first.files[&path].contents.is_some(), "it was written just now");
        let later = Look::after(&first, &disk, start + FRESH * 2);
        assert_eq!((later.files[&path].contents, later.since(&first).files), (None, BTreeSet::new()));
        file.write_all(b"new").unwrap();
        let changed = Look::after(&later, &disk, start + FRESH * 3);
        assert_eq!(changed.since(&later).files, BTreeSet::from([path.clone()]));
        assert!(
            changed.files[&path].contents.is_some(),
            "it may change again before the clock of the disk moves"
        );

        let stamp = changed.files[&path].stamp;
        assert!(seen(stamp, Some("one")).differs_from(&seen(stamp, Some("two"))));
        assert!(!seen(stamp, Some("one")).differs_from(&seen(stamp, Some("one"))));
        assert!(!seen(stamp, None).differs_from(&seen(stamp, Some("two"))), "it grew old");
    }
}
