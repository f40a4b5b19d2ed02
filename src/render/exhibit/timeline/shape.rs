//! What the mark of an event looks like: each kind has an outline and a colour of its own, wherever it is drawn.

use super::counted_events;
use crate::diagnostic::counted;
use crate::exhibit::{Timeline, TimelineEvent};
use crate::parse::EventKind;
use crate::render::paper::{GOLD, MUTED, TEXT, series};

/// The days that a date without a month leaves open.
const YEAR: u16 = 366;

/// Whether only the year of an event is known; its mark is hollow.
pub(super) fn is_coarse(event: &TimelineEvent) -> bool {
    event.date.days() >= YEAR
}

/// The class that gives a mark its colour.
pub(in crate::render) fn class(kind: Option<EventKind>) -> String {
    format!("kind-{}", kind.map_or("none", EventKind::name))
}

/// The outline of a mark around its middle, some twelve pixels across.
pub(super) fn outline(kind: Option<EventKind>) -> &'static str {
    match kind {
        None => "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
        Some(EventKind::Founding) => "M0-6 6 4.5h-12z",
        Some(EventKind::Release) => "M0-6.2 6.2 0 0 6.2-6.2 0z",
        Some(EventKind::Adoption) => "M-4.6-4.6h9.2v9.2h-9.2z",
        Some(EventKind::Funding) => "M0 6 6-4.5h-12z",
        Some(EventKind::Transfer) => "M-4-6 6 0-4 6z",
        Some(EventKind::Standard) => "M-1.9-6h3.8v4.1h4.1v3.8h-4.1v4.1h-3.8v-4.1h-4.1v-3.8h4.1z",
        Some(EventKind::End) => "M-5.2-3 -3-5.2 0-2.2 3-5.2 5.2-3 2.2 0 5.2 3 3 5.2 0 2.2-3 5.2-5.2 3-2.2 0z",
        Some(EventKind::Prediction) => "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z",
    }
}

/// The colour of a mark in a file of its own.
pub(super) fn ink(kind: Option<EventKind>) -> &'static str {
    match kind {
        None => MUTED,
        Some(EventKind::Release) => series(0),
        Some(EventKind::Founding) => series(1),
        Some(EventKind::Transfer) => series(2),
        Some(EventKind::Adoption) => series(3),
        Some(EventKind::Funding) => series(4),
        Some(EventKind::Standard) => GOLD,
        Some(EventKind::End | EventKind::Prediction) => TEXT,
    }
}

/// How many there are of each kind, in the order of legends; those without one come last.
pub(super) fn by_kind(kinds: impl Iterator<Item = Option<EventKind>>) -> Vec<(Option<EventKind>, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for kind in kinds {
        *counts.entry((kind.is_none(), kind)).or_insert(0) += 1;
    }
    counts.into_iter().map(|((_, kind), count)| (kind, count)).collect()
}

/// How many events there are, and of what kinds: `4 events: 1 founding, 2 releases, 1 other event`.
pub(super) fn told_together(kinds: &[(Option<EventKind>, usize)]) -> String {
    let all = counted_events(kinds.iter().map(|(_, count)| count).sum());
    let kinds = tally(kinds);
    if kinds.is_empty() { all } else { format!("{all}: {kinds}") }
}

/// How many there are of what. Nothing if none of them has a kind.
fn tally(kinds: &[(Option<EventKind>, usize)]) -> String {
    if kinds.iter().all(|(kind, _)| kind.is_none()) {
        return String::new();
    }
    let words = kinds.iter().map(|(kind, count)| match kind {
        Some(kind) => counted(*count, kind.name(), kind.plural()),
        None => counted(*count, "other event", "other events"),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The kinds that a legend explains, each with its word; none if no event has one.
pub(super) fn explained(timeline: &Timeline) -> Vec<(Option<EventKind>, String)> {
    let kinds = by_kind(timeline.all().map(|event| event.kind));
    if kinds.iter().all(|(kind, _)| kind.is_none()) {
        return Vec::new();
    }
    let word = |kind: Option<EventKind>| kind.map_or_else(|| "Other".to_owned(), EventKind::label);
    kinds.into_iter().map(|(kind, _)| (kind, word(kind))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_an_outline_of_its_own() {
        let kinds: Vec<_> = EventKind::WORDS.iter().map(|(_, kind)| Some(*kind)).chain([None]).collect();
        assert_eq!(kinds.iter().map(|kind| outline(*kind)).collect::<BTreeSet<_>>().len(), kinds.len());
        assert_eq!(kinds.iter().map(|kind| class(*kind)).collect::<BTreeSet<_>>().len(), kinds.len());
    }

    #[test]
    fn events_are_counted_by_kind() {
        let kinds = [Some(EventKind::Release), None, Some(EventKind::Founding), Some(EventKind::Release)];
        let kinds = by_kind(kinds.into_iter());
        assert_eq!(tally(&kinds), "1 founding, 2 releases, 1 other event");
        assert_eq!(told_together(&kinds), "4 events: 1 founding, 2 releases, 1 other event");
        assert_eq!(tally(&by_kind([None, None].into_iter())), "");
    }
}
