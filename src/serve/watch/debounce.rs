//! When a batch of changes is handed out: a pure function of the instants at which they came.
//!
//! A single save must be on the screen at once, and a burst of saves must not start a build each.

use std::time::{Duration, Instant};

/// No more is coming when nothing has come for this long.
const QUIET: Duration = Duration::from_millis(10);

/// The same for a file that is half written, or that was taken away and may be about to come back.
const UNFINISHED: Duration = Duration::from_millis(50);

/// The longest a change waits for others, so that a program that never stops writing holds nothing up.
const LONGEST: Duration = Duration::from_millis(150);

/// How often a batch may be handed out when they come one after the other.
const INTERVAL: Duration = Duration::from_millis(500);

/// A bucket of two tokens, of which each batch takes one, and to which one comes back every [`INTERVAL`].
#[derive(Clone, Copy, Debug)]
pub(super) struct RateLimit {
    /// From when on there is a token.
    ready: Instant,
}

impl RateLimit {
    /// A full bucket.
    pub(super) fn full(now: Instant) -> Self {
        Self { ready: now.checked_sub(INTERVAL).unwrap_or(now) }
    }

    /// Takes a token. There must be one.
    pub(super) fn take(&mut self, now: Instant) {
        // With both tokens there, `ready` lies an interval or more in the past, and the second one is ready now.
        self.ready = (self.ready + INTERVAL).max(now);
    }
}

/// When the changes of a batch came.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    first: Instant,
    last: Instant,
}

impl Span {
    /// The span of one change.
    pub(super) fn at(instant: Instant) -> Self {
        Self { first: instant, last: instant }
    }

    /// The span with one more change.
    pub(super) fn with(self, instant: Instant) -> Self {
        Self { first: self.first.min(instant), last: self.last.max(instant) }
    }

    /// When the batch is to be handed out if nothing else comes.
    pub(super) fn due(self, state: Progress, rate_limit: &RateLimit) -> Instant {
        let quiet = match state {
            Progress::Complete => QUIET,
            Progress::Unfinished => UNFINISHED,
        };
        (self.last + quiet).min(self.first + LONGEST).max(rate_limit.ready)
    }
}

/// Whether the files of a batch can be read as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// As far as is known, all is written.
    Complete,
    /// A file is being written, or one is missing that may come back.
    Unfinished,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    /// When batches are handed out for complete saves at these milliseconds, counted from the same start.
    fn served(saves: &[u64]) -> Vec<u64> {
        let start = Instant::now() + ms(10_000);
        let mut rate_limit = RateLimit::full(start);
        let mut open: Option<Span> = None;
        let mut served = Vec::new();
        let mut hand_out = |open: &mut Option<Span>, until: Option<Instant>| {
            let Some(due) = open.map(|span| span.due(Progress::Complete, &rate_limit)) else { return };
            if until.is_none_or(|until| due <= until) {
                rate_limit.take(due);
                served.push(u64::try_from((due - start).as_millis()).unwrap());
                *open = None;
            }
        };
        for save in saves {
            let at = start + ms(*save);
            hand_out(&mut open, Some(at));
            open = Some(open.map_or(Span::at(at), |span| span.with(at)));
        }
        hand_out(&mut open, None);
        served
    }

    #[test]
    fn a_single_save_is_served_after_ten_milliseconds() {
        assert_eq!(served(&[0]), [10]);
        assert_eq!(served(&[0, 5_000]), [10, 5_010]);
    }

    #[test]
    fn saves_that_come_together_are_served_together() {
        assert_eq!(served(&[0, 3, 9, 12]), [22]);
        let steady: Vec<_> = (0..20).map(|n| n * 9).collect();
        assert_eq!(served(&steady)[0], 150, "a stream of changes is held up for too long");
    }

    #[test]
    fn two_saves_are_served_at_once_and_the_third_waits_for_a_token() {
        assert_eq!(served(&[0, 100, 200]), [10, 110, 510]);
        assert_eq!(served(&[0, 100, 200, 300, 400]), [10, 110, 510]);
        assert_eq!(served(&[0, 100, 200, 2_000, 2_100, 2_200]), [10, 110, 510, 2_010, 2_110, 2_510]);
    }

    #[test]
    fn two_hundred_saves_in_five_seconds_are_at_most_a_dozen_batches_and_the_last_is_served() {
        let saves: Vec<_> = (0..200).map(|n| n * 25).collect();
        let served = served(&saves);
        assert!((8..=12).contains(&served.len()), "{served:?}");
        assert!((4_985..=5_500).contains(served.last().unwrap()), "{served:?}");
    }

    #[test]
    fn an_unfinished_file_is_waited_for_but_not_for_ever() {
        let now = Instant::now() + ms(10_000);
        let rate_limit = RateLimit::full(now);
        let due = |span: Span, progress| (span.due(progress, &rate_limit) - now).as_millis();
        assert_eq!(due(Span::at(now), Progress::Unfinished), 50);
        assert_eq!(due(Span::at(now).with(now + ms(140)), Progress::Unfinished), 150);
        assert_eq!(due(Span::at(now).with(now + ms(45)), Progress::Complete), 55);
    }
}
