//! No two pills touch, and as few as can be lie on a line that leads past them, which would look as if it ended
//! there: each takes the best free place near the one it wants.

use super::{Area, FLATTEN, GAP_ACROSS, GAP_DOWN, Graph, PILL, Point};

/// Places are tried at this distance down. Two rows of pills are a multiple of it apart, so that they line up.
const LINE: f64 = 8.0;
/// Places are tried at these distances across, to keep clear of lines.
const STEPS: [f64; 6] = [24.0, 48.0, 72.0, 96.0, 120.0, 144.0];
/// A pill rather goes so far than lie on a line.
const DETOUR: f64 = 110.0;
/// Lines beyond these make a place no worse.
const MOST_HIDDEN: usize = 3;
/// In a box with more pills than these, lines lead below pills wherever these stand.
const CROWD: usize = 80;
/// How often each pill is placed anew, now that the others have their places.
const REVISIONS: usize = 3;
/// The least that a line keeps from a pill it leads past.
const MARGIN: f64 = 3.0;
/// Between the middles of two pills below each other there is never more, so that no part of a box is empty.
const MOST_DOWN: f64 = PILL + 3.0 * GAP_DOWN;

/// A box while it is filled. Its pills are counted anew.
struct Filling {
    /// Half the width of each.
    halves: Vec<f64>,
    /// The places of those that have one.
    places: Vec<Option<Point>>,
    /// The edges between them; none if they are too many to care for lines.
    edges: Vec<(usize, usize)>,
}

/// Gives each pill of a box a place of its own, the best connected first. The box grows up and down as needed.
pub(super) fn separate(graph: &Graph, pills: &[usize], area: &Area, places: &mut [Point]) {
    let mut filling = filling(graph, pills);
    let wanted = |&index: &usize| Point { x: places[index].x, y: (places[index].y / LINE).round() * LINE };
    let wanted: Vec<_> = pills.iter().map(wanted).collect();
    let revisions = if filling.edges.is_empty() { 0 } else { REVISIONS };
    for _ in 0..=revisions {
        for (own, &index) in pills.iter().enumerate() {
            let (from, to) = area.room(&graph.pills[index]);
            let place = filling.best(own, wanted[own], (from.x, to.x));
            filling.places[own] = Some(place);
            places[index] = place;
        }
    }
    squeeze(pills, places);
}

fn filling(graph: &Graph, pills: &[usize]) -> Filling {
    let mut own = vec![None; graph.pills.len()];
    for (position, &index) in pills.iter().enumerate() {
        own[index] = Some(position);
    }
    let edges = graph.edges.iter().filter_map(|&(from, to)| own[from].zip(own[to]));
    let edges =
        if pills.len() > CROWD { Vec::new() } else { edges.filter(|(from, to)| from != to).collect() };
    let halves = pills.iter().map(|&index| graph.pills[index].width / 2.0).collect();
    Filling { halves, places: vec![None; pills.len()], edges }
}

/// Takes out what is empty from one side of the box to the other.
fn squeeze(pills: &[usize], places: &mut [Point]) {
    let mut down = pills.to_vec();
    down.sort_by(|&one, &other| places[one].y.total_cmp(&places[other].y));
    let mut up = 0.0;
    for pair in down.windows(2) {
        // The first of the two has moved already.
        let gap = places[pair[1]].y - up - places[pair[0]].y;
        up += (gap - MOST_DOWN).max(0.0);
        places[pair[1]].y -= up;
    }
}

impl Filling {
    /// The free place with the least cost: its distance from the wanted one, and the lines it hides. Some line of
    /// places has room, if only the one below all others.
    fn best(&self, own: usize, wanted: Point, room: (f64, f64)) -> Point {
        let cost = |place: Point, far: f64| (far + DETOUR * DETOUR * self.hidden(own, place), place);
        let mut best = self.places[own].map(|place| cost(place, distance(wanted, place)));
        let mut lines = 0.0;
        loop {
            let down = lines * LINE * FLATTEN;
            if let Some((least, place)) = best
                && down * down >= least
            {
                return place;
            }
            for y in [wanted.y - lines * LINE, wanted.y + lines * LINE] {
                for x in self.free(own, Point { x: wanted.x, y }, room) {
                    let (place, least) = (Point { x, y }, best.map_or(f64::INFINITY, |(least, _)| least));
                    let far = distance(wanted, place);
                    // Looking for lines takes long, so it comes last.
                    if far < least {
                        let found = cost(place, far);
                        best = if found.0 < least { Some(found) } else { best };
                    }
                }
            }
            lines += 1.0;
        }
    }

    /// The others that have their place.
    fn others(&self, own: usize) -> impl Iterator<Item = (usize, Point)> {
        let places = self.places.iter().enumerate().filter(move |(other, _)| *other != own);
        places.filter_map(|(other, place)| place.map(|place| (other, place)))
    }

    /// Free places on the line of the wanted one.
    fn free(&self, own: usize, wanted: Point, (from, to): (f64, f64)) -> Vec<f64> {
        let near = self.others(own).filter(|(_, other)| (other.y - wanted.y).abs() < PILL + GAP_DOWN);
        // What the middle may not lie between.
        let blocked: Vec<_> = near
            .map(|(other, place)| {
                let apart = self.halves[other] + self.halves[own] + GAP_ACROSS;
                (place.x - apart, place.x + apart)
            })
            .collect();
        let mut places = vec![wanted.x];
        places.extend(blocked.iter().flat_map(|&(left, right)| [left, right]));
        if !self.edges.is_empty() {
            places.extend(STEPS.iter().flat_map(|step| [wanted.x - step, wanted.x + step]));
        }
        let open = |x: f64| blocked.iter().all(|&(left, right)| x <= left || right <= x);
        places.retain(|&x| from <= x && x <= to && open(x));
        places
    }

    /// How many lines would lead below a pill if this one stood here.
    #[expect(clippy::cast_precision_loss, reason = "it is three at most")]
    fn hidden(&self, own: usize, middle: Point) -> f64 {
        let place = |index: usize| if index == own { Some(middle) } else { self.places[index] };
        let hidden = self.edges.iter().filter_map(|&(from, to)| {
            let line = (place(from)?, place(to)?);
            if from != own && to != own {
                return Some(usize::from(covers(middle, self.halves[own], line)));
            }
            let between = |(other, _): &(usize, Point)| *other != from && *other != to;
            let others = self.others(own).filter(between);
            Some(others.filter(|&(other, place)| covers(place, self.halves[other], line)).count())
        });
        hidden.sum::<usize>().min(MOST_HIDDEN) as f64
    }
}

/// How far a place is from the wanted one, squared.
fn distance(wanted: Point, place: Point) -> f64 {
    let (across, down) = (place.x - wanted.x, (place.y - wanted.y) * FLATTEN);
    across * across + down * down
}

/// Whether a pill lies on a line. Pills are taken for rectangles.
fn covers(middle: Point, half: f64, (from, to): (Point, Point)) -> bool {
    let (half, height) = (half + MARGIN, PILL / 2.0 + MARGIN);
    let from = Point { x: from.x - middle.x, y: from.y - middle.y };
    let to = Point { x: to.x - middle.x, y: to.y - middle.y };
    let beside = from.x.max(to.x) <= -half || from.x.min(to.x) >= half;
    let above = from.y.max(to.y) <= -height || from.y.min(to.y) >= height;
    // The line misses it if all corners are on one side: then it is further from the middle than any corner.
    let (along, down) = (to.x - from.x, to.y - from.y);
    let miss = (along * from.y - down * from.x).abs() >= along.abs() * height + down.abs() * half;
    !(beside || above || miss)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_pill_covers_the_lines_that_lead_below_it() {
        let covers = |line| covers(at(100.0, 100.0), 30.0, line);
        assert!(covers((at(0.0, 100.0), at(200.0, 100.0))));
        assert!(covers((at(100.0, 0.0), at(110.0, 200.0))));
        assert!(covers((at(60.0, 60.0), at(140.0, 140.0))));
        assert!(!covers((at(0.0, 120.0), at(200.0, 120.0))));
        assert!(!covers((at(0.0, 100.0), at(60.0, 100.0))));
        assert!(!covers((at(60.0, 100.0), at(70.0, 50.0))));
    }

    #[test]
    fn a_pill_makes_way_for_a_line() {
        let pill = || super::super::Pill { width: 60.0, group: 0 };
        let graph = Graph { pills: vec![pill(), pill(), pill()], edges: vec![(0, 1)], groups: vec![50.0] };
        let area = Area { x: 0.0, y: 0.0, width: 500.0, height: 300.0 };
        let mut places = [at(100.0, 160.0), at(400.0, 160.0), at(250.0, 160.0)];
        separate(&graph, &[0, 1, 2], &area, &mut places);
        assert!((places[2].y - 160.0).abs() >= PILL / 2.0 + MARGIN, "{places:?}");
    }

    #[test]
    fn what_is_empty_is_taken_out() {
        let mut places = [at(0.0, 500.0), at(0.0, 100.0), at(0.0, 700.0)];
        squeeze(&[0, 1, 2], &mut places);
        let downs = places.map(|place| place.y.to_string());
        let expected = [100.0 + MOST_DOWN, 100.0, 100.0 + 2.0 * MOST_DOWN];
        assert_eq!(downs, expected.map(|down| down.to_string()));
    }
}
