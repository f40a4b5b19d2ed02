//! The marks of one lane: as many events as have room each have one, and where too many happened at one time they
//! share a mark with their number.

use std::collections::{BTreeMap, BTreeSet};

use super::dodge::{Extent, place};

/// A mark with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// Its middle, from `0` to `1`.
    pub(super) x: f64,
    /// Its row, counted from the base line.
    pub(super) row: usize,
    /// The events it stands for, by their places in the lane; at least one.
    pub(super) members: Vec<usize>,
}

/// How much room there is for the marks of a lane.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// The width of a mark, and how far apart two of them are.
    pub(super) step: f64,
    /// The rows there can be; with three, what is gathered has room whatever the dates.
    pub(super) rows: usize,
}

/// Gives the events of a lane marks that do not touch. Each event has an extent and lies in a span of years, by number;
/// `spans` gives their extents, and each of them but the last is as wide as a mark. What is too much for the rows is
/// gathered span by span, the fullest first.
pub(super) fn gather(events: &[(Extent, i16)], spans: impl Fn(i16) -> Extent, room: Room) -> Vec<Mark> {
    let mut members: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for (index, (_, span)) in events.iter().enumerate() {
        members.entry(*span).or_default().push(index);
    }
    // What can have no room whatever its neighbours need not be tried.
    let is_hopeless = |span: i16, count: usize| count > room.rows * across(spans(span), room.step);
    let hopeless = members.iter().filter(|(span, members)| is_hopeless(**span, members.len()));
    let mut gathered: BTreeSet<i16> = hopeless.map(|(span, _)| *span).collect();
    loop {
        let marks = placed(events, &members, &gathered, &spans, room.step);
        let crowded = marks.iter().filter(|mark| mark.row >= room.rows);
        let crowded: BTreeSet<i16> = crowded.map(|mark| events[mark.members[0]].1).collect();
        if crowded.is_empty() {
            return marks;
        }
        let can_be = |span: &&i16| !gathered.contains(*span) && members[*span].len() > 1;
        let fullest = |spans: &mut dyn Iterator<Item = &i16>| {
            spans.max_by_key(|span| (members[*span].len(), std::cmp::Reverse(**span))).copied()
        };
        let next = fullest(&mut crowded.iter().filter(can_be));
        match next.or_else(|| fullest(&mut members.keys().filter(can_be))) {
            Some(span) => gathered.insert(span),
            None => return marks,
        };
    }
}

/// How many marks fit beside each other, of which the first and the last stand on the edges.
fn across(extent: Extent, step: f64) -> usize {
    1 + (1..=u16::MAX).take_while(|count| f64::from(*count) * step <= extent.to - extent.from).count()
}

fn placed(
    events: &[(Extent, i16)],
    members: &BTreeMap<i16, Vec<usize>>,
    gathered: &BTreeSet<i16>,
    spans: impl Fn(i16) -> Extent,
    step: f64,
) -> Vec<Mark> {
    let mut marks: Vec<(Extent, Vec<usize>)> = Vec::new();
    for (span, members) in members {
        if gathered.contains(span) {
            marks.push((spans(*span), members.clone()));
        } else {
            marks.extend(members.iter().map(|index| (events[*index].0, vec![*index])));
        }
    }
    let extents: Vec<_> = marks.iter().map(|(extent, _)| *extent).collect();
    let dots = place(&extents, step);
    let marks = std::iter::zip(dots, marks);
    marks.map(|(dot, (_, members))| Mark { x: dot.x, row: dot.row, members }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spans of a tenth of the width.
    fn tenth(span: i16) -> Extent {
        Extent { from: f64::from(span) / 10.0, to: f64::from(span + 1) / 10.0 }
    }

    /// An event on a day of a span.
    fn on(span: i16, day: f64) -> (Extent, i16) {
        let x = tenth(span).from + day / 10.0;
        (Extent { from: x, to: x }, span)
    }

    const ROOM: Room = Room { step: 0.1, rows: 3 };

    fn counts(marks: &[Mark]) -> Vec<usize> {
        marks.iter().map(|mark| mark.members.len()).collect()
    }

    #[test]
    fn events_that_have_room_have_marks_of_their_own() {
        let marks = gather(&[on(1, 0.5), on(1, 0.5), on(1, 0.6), on(5, 0.2)], tenth, ROOM);
        assert_eq!(counts(&marks), [1, 1, 1, 1]);
        assert_eq!(marks.iter().map(|mark| mark.row).collect::<Vec<_>>(), [0, 1, 2, 0]);
    }

    #[test]
    fn the_events_of_a_span_that_is_too_full_share_a_mark() {
        let events: Vec<_> = [on(1, 0.5)].into_iter().chain([on(4, 0.5); 4]).chain([on(8, 0.5)]).collect();
        let marks = gather(&events, tenth, ROOM);
        assert_eq!(counts(&marks), [1, 4, 1]);
        assert_eq!(marks[1].members, [1, 2, 3, 4]);
        assert!((marks[1].x - 0.45).abs() < 1e-9, "{marks:?}");
    }

    #[test]
    fn whatever_the_dates_no_two_marks_touch_and_no_event_is_lost() {
        let mut seed = 7_u32;
        let mut next = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for count in [1, 5, 20, 60, 500] {
            let events: Vec<_> = (0..count)
                .map(|_| {
                    let span = i16::try_from(next(10)).unwrap();
                    // A date of which only the year is known reaches from one end to the other.
                    if next(3) == 0 { (tenth(span), span) } else { on(span, f64::from(next(100)) / 100.0) }
                })
                .collect();
            let marks = gather(&events, tenth, ROOM);
            let mut all: Vec<_> = marks.iter().flat_map(|mark| mark.members.clone()).collect();
            all.sort_unstable();
            assert_eq!(all, (0..events.len()).collect::<Vec<_>>());
            for (index, one) in marks.iter().enumerate() {
                assert!(one.row < ROOM.rows, "{count} events: {one:?}");
                for other in &marks[..index] {
                    let apart = (one.x - other.x).abs() > ROOM.step * 0.9999;
                    assert!(one.row != other.row || apart, "{count} events: {one:?} {other:?}");
                }
            }
        }
    }
}
