//! Writing and checking what nobody has asked for yet, in a thread of its own that gives way to the next build.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::preview::Preview;
use super::{Report, Reporter, ServeEvent};
use crate::paths::SourcePath;
use crate::pipeline::PlannedBuild;
use crate::render::builtin_texts;
use crate::source::SourceTree;
use crate::verify::Verifier;

/// How long the browsers are left alone that were just told to ask for their pages.
const GRACE: Duration = Duration::from_millis(30);

/// A site that is published already.
pub(super) struct Job {
    pub(super) planned: PlannedBuild,
    pub(super) tree: SourceTree,
    pub(super) changed: Vec<SourcePath>,
    /// When the change was learnt of.
    pub(super) since: Instant,
    /// How long it took from then until it could be seen.
    pub(super) served: Duration,
}

/// Finishes one job after the other; the newest takes the place of the one before.
pub(super) struct BackgroundRenderer<'a> {
    preview: &'a Preview,
    reporter: &'a Reporter<'a>,
    next: Mutex<Next>,
    changed: Condvar,
    /// Counts the calls of `interrupt`: whoever works for an older number stops.
    number: AtomicUsize,
}

#[derive(Default)]
struct Next {
    /// The job, and how often there had been an interruption when it came.
    job: Option<(Job, usize)>,
    stopped: bool,
}

impl<'a> BackgroundRenderer<'a> {
    pub(super) fn new(preview: &'a Preview, reporter: &'a Reporter<'a>) -> Self {
        Self {
            preview,
            reporter,
            next: Mutex::default(),
            changed: Condvar::new(),
            number: AtomicUsize::new(0),
        }
    }

    /// Ends the work on the present job: what it would come to is out of date.
    pub(super) fn interrupt(&self) {
        self.number.fetch_add(1, Ordering::AcqRel);
    }

    pub(super) fn start(&self, job: Job) {
        let number = self.number.load(Ordering::Acquire);
        self.lock().job = Some((job, number));
        self.changed.notify_one();
    }

    pub(super) fn stop(&self) {
        self.interrupt();
        self.lock().stopped = true;
        self.changed.notify_one();
    }

    /// Works until `stop` is called.
    pub(super) fn run(&self) {
        let mut verifier = Verifier::default();
        while let Some((job, number)) = self.wait() {
            let is_current = || self.number.load(Ordering::Acquire) == number;
            let finish = || self.finish(&job, &mut verifier, &is_current);
            // Some page made the program stumble; the next change is to find a server still.
            if catch_unwind(AssertUnwindSafe(finish)).is_err() {
                verifier = Verifier::default();
            }
        }
    }

    fn wait(&self) -> Option<(Job, usize)> {
        let mut next = self.lock();
        loop {
            if next.stopped {
                return None;
            }
            if let Some(job) = next.job.take() {
                return Some(job);
            }
            next = self.changed.wait(next).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn finish(&self, job: &Job, verifier: &mut Verifier, is_current: &(dyn Fn() -> bool + Sync)) {
        std::thread::sleep(GRACE);
        let rendered = &job.planned.rendered;
        verifier.release(|path, bytes| rendered.has(path, bytes));
        rendered.render_all(is_current);
        if !is_current() {
            return;
        }
        let (_, diagnostics) = job.planned.finish(verifier);
        if !is_current() {
            return;
        }
        let texts = job.tree.texts(&diagnostics, builtin_texts());
        let report = Report { diagnostics: &diagnostics, texts: &texts };
        let early = job.planned.diagnostics(&[]);
        // Both are in the same order.
        let mut early = early.iter().peekable();
        let late =
            diagnostics.iter().filter(|problem| early.next_if_eq(problem).is_none()).cloned().collect();
        self.preview.report(&report, late, is_current);
        let (written, done) = (rendered.rendered_anew().count(), job.since.elapsed());
        let event = ServeEvent::Built { changed: &job.changed, written, served: job.served, done, report };
        self.reporter.tell_if(is_current, event);
    }

    fn lock(&self) -> MutexGuard<'_, Next> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
