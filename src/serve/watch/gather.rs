//! File events → what was touched, until the batch is handed out.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};
use notify::{Event, EventKind};

use super::debounce::{Progress, RateLimit, Span};
use super::watched_paths::WatchedPaths;
use crate::paths::SourcePath;

/// How something was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Touch {
    /// It was written to, or its times or permissions were changed.
    Content,
    /// It came, went, or has another name.
    Place,
}

/// Whether the system says when a file that was being written is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// Until then it is half a file.
    Reported,
    /// There is no way to know.
    Unknown,
}

/// What has been touched since the last batch.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Files and folders, and the most that happened to them.
    pub(super) touched: BTreeMap<SourcePath, Touch>,
    /// Whether something happened that no path can be given for.
    pub(super) lost: bool,
    /// Files that are being written, or that went and may come back.
    unfinished: BTreeSet<SourcePath>,
    span: Option<Span>,
}

impl Gathered {
    /// When the batch is to be handed out; `None` while it is empty.
    pub(super) fn due(&self, rate_limit: &RateLimit) -> Option<Instant> {
        let progress = if self.unfinished.is_empty() { Progress::Complete } else { Progress::Unfinished };
        self.span.map(|span| span.due(progress, rate_limit))
    }

    /// Takes an event in.
    pub(super) fn event(&mut self, event: &Event, at: Instant, paths: &WatchedPaths, closing: Closing) {
        let Some((touch, step)) = meaning(event.kind, closing) else { return };
        if event.need_rescan() {
            self.all(at);
        }
        for path in &event.paths {
            match paths.sources(path) {
                None => self.all(at),
                // The site itself was moved or deleted.
                Some(_) if path == paths.root() && touch == Touch::Place => self.all(at),
                Some(sources) => sources.into_iter().for_each(|source| self.touch(source, touch, step, at)),
            }
        }
    }

    /// Takes in files that were found to be different.
    pub(super) fn found(&mut self, files: BTreeSet<SourcePath>, at: Instant) {
        for file in files {
            self.touch(file, Touch::Content, Step::Whole, at);
        }
    }

    /// Takes in that events were lost: anything may have changed.
    pub(super) fn all(&mut self, at: Instant) {
        self.lost = true;
        self.came(at);
    }

    fn touch(&mut self, path: SourcePath, touch: Touch, step: Step, at: Instant) {
        match step {
            Step::Begun => drop(self.unfinished.insert(path.clone())),
            Step::Whole => drop(self.unfinished.remove(&path)),
            Step::Aside => {}
        }
        self.touched.entry(path).and_modify(|before| *before = touch.max(*before)).or_insert(touch);
        self.came(at);
    }

    fn came(&mut self, at: Instant) {
        self.span = Some(self.span.map_or(Span::at(at), |span| span.with(at)));
    }
}

/// What an event says about whether a file can be read as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// More is likely to come.
    Begun,
    /// It is all there.
    Whole,
    /// It says nothing.
    Aside,
}

/// What an event says, if it is a change.
fn meaning(kind: EventKind, closing: Closing) -> Option<(Touch, Step)> {
    let written = match closing {
        Closing::Reported => Step::Begun,
        Closing::Unknown => Step::Whole,
    };
    Some(match kind {
        // What is mapped into memory is written without another event than this.
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => (Touch::Content, Step::Whole),
        // Our own reading is no change, or each build would start the next.
        EventKind::Access(_) => return None,
        EventKind::Create(CreateKind::Folder) => (Touch::Place, Step::Aside),
        EventKind::Create(_) => (Touch::Place, written),
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => {
            (Touch::Place, Step::Begun)
        }
        EventKind::Modify(ModifyKind::Name(RenameMode::To)) => (Touch::Place, Step::Whole),
        EventKind::Modify(ModifyKind::Name(_)) => (Touch::Place, Step::Aside),
        EventKind::Modify(ModifyKind::Data(_)) => (Touch::Content, written),
        EventKind::Modify(ModifyKind::Metadata(_)) => (Touch::Content, Step::Aside),
        EventKind::Modify(_) | EventKind::Any | EventKind::Other => (Touch::Content, Step::Whole),
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use notify::event::{DataChange, MetadataKind};

    use super::*;

    /// How long after the last of these events, all about one page, the batch is handed out, in milliseconds.
    fn wait(kinds: &[EventKind], closing: Closing) -> Option<u128> {
        let folder = tempfile::tempdir().unwrap();
        let paths = WatchedPaths::new(folder.path()).unwrap();
        let start = Instant::now() + Duration::from_secs(10);
        let mut gathered = Gathered::default();
        for kind in kinds {
            let event = Event::new(*kind).add_path(paths.root().join("book.toml"));
            gathered.event(&event, start, &paths, closing);
        }
        gathered.due(&RateLimit::full(start)).map(|due| (due - start).as_millis())
    }

    const OPENED: EventKind = EventKind::Access(AccessKind::Open(AccessMode::Any));
    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const MOVED_AWAY: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));
    const MOVED_HERE: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));
    const TOUCHED: EventKind = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));

    #[test]
    fn opening_and_reading_gathers_nothing() {
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Read));
        assert_eq!(wait(&[OPENED, EventKind::Access(AccessKind::Read), closed], Closing::Reported), None);
    }

    #[test]
    fn a_file_that_is_being_written_is_waited_for_until_it_is_closed() {
        assert_eq!(wait(&[OPENED, WRITTEN], Closing::Reported), Some(50));
        assert_eq!(wait(&[OPENED, WRITTEN, CLOSED], Closing::Reported), Some(10));
        assert_eq!(wait(&[WRITTEN], Closing::Unknown), Some(10));
        assert_eq!(wait(&[TOUCHED], Closing::Reported), Some(10));
    }

    #[test]
    fn a_file_that_went_is_waited_for_until_it_comes_back() {
        assert_eq!(wait(&[MOVED_AWAY], Closing::Unknown), Some(50));
        assert_eq!(wait(&[MOVED_AWAY, MOVED_HERE], Closing::Reported), Some(10));
        let created = EventKind::Create(CreateKind::File);
        assert_eq!(wait(&[MOVED_AWAY, created, WRITTEN], Closing::Reported), Some(50));
        assert_eq!(wait(&[MOVED_AWAY, created, WRITTEN, CLOSED], Closing::Reported), Some(10));
    }
}
