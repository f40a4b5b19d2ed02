//! What the mark of an event looks like: each kind has an outline and a colour of its own, wherever it is drawn.

use crate::exhibit::TimelineEvent;
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

/// How many there are of what: `10 releases, 2 foundings and 1 other event`. Nothing if none of them has a kind.
pub(super) fn tally(kinds: impl Iterator<Item = Option<EventKind>>) -> String {
    let counts = counted(kinds);
    if counts.iter().all(|(kind, _)| kind.is_none()) {
        return String::new();
    }
    let words = counts.into_iter().map(|(kind, count)| {
        let (one, many) = kind.map_or(("Other event", "other events"), EventKind::label);
        if count == 1 { format!("1 {}", one.to_lowercase()) } else { format!("{count} {many}") }
    });
    words.collect::<Vec<_>>().join(", ")
}

/// How many there are of each kind, in the order of legends; those without one come last.
pub(super) fn counted(kinds: impl Iterator<Item = Option<EventKind>>) -> Vec<(Option<EventKind>, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for kind in kinds {
        *counts.entry((kind.is_none(), kind)).or_insert(0) += 1;
    }
    counts.into_iter().map(|((_, kind), count)| (kind, count)).collect()
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
        assert_eq!(tally(kinds.into_iter()), "1 founding, 2 releases, 1 other event");
        assert_eq!(tally([None, None].into_iter()), "");
    }
}
