//! Which labels have room beside their points, and on which side of them.
//!
//! Widths of words are estimates on the safe side, since nobody knows the reader's font. Labels are placed for
//! the narrowest picture and stay apart in any wider one: across, points only move away from each other, so two
//! labels beside each other stay so if they stand in the order of their points.

use super::super::measure::width as words_width;

/// The size of the labels in a picture, where the text of the page is largest (17 pixels): `0.75rem`.
pub(super) const FONT: f64 = 12.75;

/// The width of an exhibit on the narrowest phone.
pub(super) const NARROW: f64 = 288.0;

/// The width from which on the style sheet shows what has the class `wide`.
pub(super) const WIDE: f64 = 544.0;

/// The room above a picture that labels may reach into, in pixels.
const ABOVE: f64 = 17.0;

/// What letters of a font need at most above and below their line, in parts of its size.
const ASCENT: f64 = 0.95;
const DESCENT: f64 = 0.25;

/// How wide words are, in pixels.
pub(super) fn width(words: &str) -> f64 {
    words_width(words, FONT)
}

/// What stays free at the right, so that marks at the end are not cut off.
const GAP: f64 = 10.0;

/// What the numbers of an upright axis and the gap beside them take from the width of a chart, in pixels.
pub(super) fn beside(labels: &[String]) -> f64 {
    labels.iter().map(|label| width(label)).fold(0.0, f64::max) + FONT + GAP
}

/// Something that takes room: where its anchor lies, in percent, and how far it reaches from there, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    /// Where its anchor lies, from the left and from the top.
    pub(super) at: (f64, f64),
    /// How far it reaches to the left and to the right.
    pub(super) across: (f64, f64),
    /// How far it reaches up and down.
    pub(super) down: (f64, f64),
}

impl Taken {
    /// A point with its mark.
    pub(super) fn point(at: (f64, f64)) -> Self {
        Self { at, across: (-5.0, 5.0), down: (-5.0, 5.0) }
    }

    /// Whether two never touch, in a picture of this size or a wider one.
    fn clear_of(&self, other: &Self, size: (f64, f64)) -> bool {
        let (top, bottom) = self.upright(size.1);
        let (other_top, other_bottom) = other.upright(size.1);
        let left_of =
            |one: &Self, two: &Self| one.at.0 <= two.at.0 && one.sides(size.0).1 + 3.0 <= two.sides(size.0).0;
        bottom <= other_top || other_bottom <= top || left_of(self, other) || left_of(other, self)
    }

    fn inside(&self, size: (f64, f64)) -> bool {
        let ((left, right), (top, bottom)) = (self.sides(size.0), self.upright(size.1));
        left >= 0.0 && right <= size.0 && top >= -ABOVE && bottom <= size.1
    }

    fn sides(&self, width: f64) -> (f64, f64) {
        let x = self.at.0 / 100.0 * width;
        (x + self.across.0, x + self.across.1)
    }

    fn upright(&self, height: f64) -> (f64, f64) {
        let y = self.at.1 / 100.0 * height;
        (y + self.down.0, y + self.down.1)
    }
}

/// Where a label stands, seen from its point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Side {
    /// Which part of the words stands there: `start`, `middle` or `end`.
    pub(super) anchor: &'static str,
    /// How far to the right of the point, in pixels.
    pub(super) dx: f64,
    /// How far below the point their line is, in pixels.
    pub(super) dy: f64,
}

/// Where a label can stand; the best comes first.
const SIDES: [Side; 8] = [
    Side { anchor: "start", dx: 8.0, dy: 4.0 },
    Side { anchor: "end", dx: -8.0, dy: 4.0 },
    Side { anchor: "middle", dx: 0.0, dy: -12.0 },
    Side { anchor: "middle", dx: 0.0, dy: 20.0 },
    Side { anchor: "start", dx: 2.0, dy: -12.0 },
    Side { anchor: "start", dx: 2.0, dy: 20.0 },
    Side { anchor: "end", dx: -2.0, dy: -12.0 },
    Side { anchor: "end", dx: -2.0, dy: 20.0 },
];

impl Side {
    /// The room that words take here.
    fn taken(self, at: (f64, f64), words: &str) -> Taken {
        let width = width(words);
        let left = match self.anchor {
            "start" => self.dx,
            "end" => self.dx - width,
            _ => self.dx - width / 2.0,
        };
        let down = (self.dy - ASCENT * FONT, self.dy + DESCENT * FONT);
        Taken { at, across: (left, left + width), down }
    }
}

/// A label that found a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    /// Where it stands.
    pub(super) side: Side,
    /// Whether there is room for it in a wide picture only.
    pub(super) wide: bool,
}

/// How often a label is compared with what takes room, at most: without a limit, that would be the square of the number
/// of points. Some hundred labels fill a picture.
const MOST_COMPARED: usize = 8_000_000;

/// Finds places for labels at points, the first ones first. Nothing may cover what is `taken`, the points among
/// it. `beside` is what the picture's width lacks to that of the exhibit, `height` its height.
pub(super) fn place(
    labels: &[((f64, f64), &str)],
    mut taken: Vec<Taken>,
    beside: f64,
    height: f64,
) -> Vec<Option<Place>> {
    let mut places = vec![None; labels.len()];
    for (wide, width) in [(false, NARROW), (true, WIDE)] {
        let size = (width - beside, height);
        let tried = MOST_COMPARED / SIDES.len() / taken.len().max(1);
        let without = places.iter_mut().zip(labels).filter(|(place, _)| place.is_none());
        for (place, (at, words)) in without.take(tried) {
            let rooms = SIDES.map(|side| (side, side.taken(*at, words)));
            let free =
                |room: &Taken| room.inside(size) && taken.iter().all(|other| room.clear_of(other, size));
            let Some((side, room)) = rooms.into_iter().find(|(_, room)| free(room)) else { continue };
            *place = Some(Place { side, wide });
            taken.push(room);
        }
    }
    places
}

/// Labels below a line that are shown at all widths, in wide pictures only, or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Always,
    Wide,
    Never,
}

/// Chooses every so many of the labels below a line, such that they stay apart and the one at `keep` is among
/// them; `labels` stand at places from 0 to 100. The line is `narrow` pixels wide at least, and in a wide picture
/// `wide`.
pub(super) fn thin(labels: &[(f64, String)], keep: usize, narrow: f64, wide: f64) -> Vec<Shown> {
    let fits = |stride: usize, width: f64| {
        let kept = labels.iter().skip(keep % stride).step_by(stride);
        let kept: Vec<_> = kept.map(|(x, words)| below(*x, words, narrow)).collect();
        kept.windows(2).all(|pair| pair[0].clear_of(&pair[1], (width, 100.0)))
    };
    let all = labels.len().max(1);
    let always =
        strides().take_while(|stride| *stride < all).find(|stride| fits(*stride, narrow)).unwrap_or(all);
    // What narrow pictures show stays: the others come between.
    let between = |stride: &usize| always.is_multiple_of(*stride) && fits(*stride, wide);
    let sometimes = (1..=always).find(between).unwrap_or(always);
    let shown = |index: usize| match index.abs_diff(keep) {
        distance if distance.is_multiple_of(always) => Shown::Always,
        distance if distance.is_multiple_of(sometimes) => Shown::Wide,
        _ => Shown::Never,
    };
    (0..labels.len()).map(shown).collect()
}

/// Distances that can be divided well: after every seventh label, none would come between.
fn strides() -> impl Iterator<Item = usize> {
    [1, 2, 3, 4, 6, 8, 10].into_iter().chain((1..).map(|dozens| dozens * 12))
}

/// Which part of a label stands at its place, so that it does not reach over the ends of the line.
pub(super) fn anchor(x: f64, words: &str, narrow: f64) -> &'static str {
    let (x, half) = (x / 100.0 * narrow, width(words) / 2.0);
    match () {
        () if x < half => "start",
        () if x + half > narrow => "end",
        () => "middle",
    }
}

fn below(x: f64, words: &str, narrow: f64) -> Taken {
    let side = Side { anchor: anchor(x, words, narrow), dx: 0.0, dy: 0.0 };
    let Taken { at, across: (left, right), down } = side.taken((x, 50.0), words);
    // Words side by side need more of a gap than labels with their points.
    Taken { at, across: (left - 3.0, right + 3.0), down }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sides(points: &[(f64, f64)], words: &str) -> Vec<Option<(&'static str, bool)>> {
        let labels: Vec<_> = points.iter().map(|at| (*at, words)).collect();
        let taken = points.iter().map(|at| Taken::point(*at)).collect();
        let places = place(&labels, taken, 0.0, 300.0);
        places.into_iter().map(|place| place.map(|place| (place.side.anchor, place.wide))).collect()
    }

    #[test]
    fn a_label_stands_to_the_right_unless_something_is_in_the_way() {
        assert_eq!(sides(&[(50.0, 50.0)], "lamp"), [Some(("start", false))]);
        assert_eq!(sides(&[(99.0, 50.0)], "lamp"), [Some(("end", false))]);
        assert_eq!(
            sides(&[(50.0, 50.0), (56.0, 50.0)], "lamp"),
            [Some(("end", false)), Some(("start", false))]
        );
    }

    #[test]
    fn a_label_without_room_is_left_out_and_shown_where_there_is_more() {
        assert_eq!(sides(&[(50.0, 50.0)], &"lamp ".repeat(12)), [Some(("middle", true))]);
        assert_eq!(sides(&[(50.0, 50.0)], &"lamp ".repeat(50)), [None]);
        let crowd = [(50.0, 50.0); 12];
        assert_eq!(sides(&crowd, "lamp").iter().flatten().count(), 4);
    }

    #[test]
    fn of_very_many_points_the_first_are_named() {
        let left = (0..50_000).map(|_| (10.0, 50.0));
        let right = (0..50_000).map(|_| (60.0, 50.0));
        let found = sides(&left.chain(right).collect::<Vec<_>>(), "lamp");
        assert_eq!(found.iter().flatten().count(), 4);
        assert!(found[0].is_some());
    }

    #[test]
    fn labels_that_would_cross_in_a_wider_picture_are_not_beside_each_other() {
        let [left, right] = [40.0, 41.0];
        // The left point's label on the right side and the other's on the left would be apart at no width.
        let one = SIDES[0].taken((left, 50.0), "lamp");
        let two = SIDES[1].taken((right, 50.0), "lamp");
        assert!(!one.clear_of(&two, (288.0, 300.0)));
        // The right point's label ends left of where the left one's starts, until the points part.
        let one = SIDES[1].taken((right, 50.0), "lamp");
        let two = SIDES[0].taken((left, 50.0), "lamp");
        assert!(one.sides(288.0).1 + 3.0 <= two.sides(288.0).0);
        assert!(!one.clear_of(&two, (288.0, 300.0)));
    }

    #[test]
    fn labels_below_a_line_are_thinned_out_evenly() {
        let years: Vec<_> = (0..=10).map(|year| (f64::from(year) * 10.0, "June 2021".to_owned())).collect();
        let shown = thin(&years, 0, NARROW, WIDE);
        let count = |which| shown.iter().filter(|shown| **shown == which).count();
        assert_eq!((count(Shown::Always), count(Shown::Wide), count(Shown::Never)), (2, 2, 7));
        assert_eq!(thin(&[], 0, NARROW, WIDE), []);
        assert_eq!(anchor(0.0, "2016", NARROW), "start");
        assert_eq!(anchor(50.0, "2016", NARROW), "middle");
        assert_eq!(anchor(100.0, "2016", NARROW), "end");
    }
}
