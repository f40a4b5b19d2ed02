//! Where the nodes of a network stand: labelled pills, in a box for each group, on a given width.
//!
//! The boxes are packed in rows (`pack`), forces find each pill a place among those it is connected with
//! (`force`), and then no two pills may touch (`separate`). Everything is computed with `+ - * /` and square
//! roots alone, whose results are the same on any machine.

mod force;
mod measure;
mod pack;
mod separate;

pub(super) use measure::fit;

/// The height of a pill, in pixels: large enough to be touched.
pub(super) const PILL: f64 = 24.0;
/// Between two pills beside each other.
const GAP_ACROSS: f64 = 14.0;
/// Between two pills below each other: room to see the lines that lead to them.
const GAP_DOWN: f64 = 16.0;
/// Between the border of a box and its pills.
const PADDING: f64 = 10.0;
/// From the upper border of a box to its first pill: its title.
const TITLE: f64 = 30.0;
/// Between two boxes.
const BETWEEN: f64 = 10.0;
/// How much more room than its own a pill gets, for the lines.
const AIR: f64 = 1.7;
/// Pills are wide and flat, so distances down count this many times.
const FLATTEN: f64 = 2.4;
/// The most that pills are moved apart to fill a box that is higher than they need.
const MOST_STRETCH: f64 = 1.5;

/// What is laid out.
#[derive(Debug)]
pub(super) struct Graph {
    /// The nodes.
    pub(super) pills: Vec<Pill>,
    /// The ends of each edge.
    pub(super) edges: Vec<(usize, usize)>,
    /// For each group the width of its title. Every group has a node.
    pub(super) groups: Vec<f64>,
}

/// A node.
#[derive(Debug)]
pub(super) struct Pill {
    /// Its width, in pixels.
    pub(super) width: f64,
    /// The group it belongs to.
    pub(super) group: usize,
}

/// A place, in pixels from the upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A box, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    /// Where the middle of a pill may be.
    fn room(&self, pill: &Pill) -> (Point, Point) {
        let across = (PADDING + pill.width / 2.0).min(self.width / 2.0);
        let from = Point { x: self.x + across, y: self.y + TITLE + PILL / 2.0 };
        let to = Point { x: self.x + self.width - across, y: self.y + self.height - PADDING - PILL / 2.0 };
        (from, Point { x: to.x.max(from.x), y: to.y.max(from.y) })
    }
}

/// A network laid out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// How high the picture is.
    pub(super) height: f64,
    /// A box for each group.
    pub(super) areas: Vec<Area>,
    /// The middle of each pill.
    pub(super) places: Vec<Point>,
}

/// The widest a pill may be for pictures of this width.
pub(super) fn widest_pill(width: f64) -> f64 {
    width - 2.0 * PADDING
}

/// Lays a network out on this width.
pub(super) fn lay_out(graph: &Graph, width: f64) -> Layout {
    let members = members(graph);
    let rows = pack::rows(&sizes(graph, &members), width);
    let mut areas = pack::areas(&rows, graph.groups.len());
    let mut places = force::spread(graph, &members, &areas);
    for (group, pills) in members.iter().enumerate() {
        separate::separate(graph, pills, &areas[group], &mut places);
    }
    let height = place(&rows, &members, &mut areas, &mut places);
    Layout { height, areas, places }
}

/// The nodes of each group, the best connected first.
fn members(graph: &Graph) -> Vec<Vec<usize>> {
    let mut degrees = vec![0_usize; graph.pills.len()];
    for &(from, to) in &graph.edges {
        degrees[from] += 1;
        degrees[to] += 1;
    }
    let mut members = vec![Vec::new(); graph.groups.len()];
    for (index, pill) in graph.pills.iter().enumerate() {
        members[pill.group].push(index);
    }
    for pills in &mut members {
        pills.sort_by_key(|&index| (std::cmp::Reverse(degrees[index]), index));
    }
    members
}

fn sizes(graph: &Graph, members: &[Vec<usize>]) -> Vec<pack::Size> {
    let size = |(pills, title): (&Vec<usize>, &f64)| {
        let widths = pills.iter().map(|&index| graph.pills[index].width);
        let widest = widths.clone().fold(*title, f64::max);
        let air = if pills.len() > 1 { AIR } else { 1.0 };
        let content = widths.map(|width| (width + GAP_ACROSS) * (PILL + GAP_DOWN) * air).sum();
        pack::Size { narrowest: widest + 2.0 * PADDING, content }
    };
    members.iter().zip(&graph.groups).map(size).collect()
}

/// Gives every box the height of its row, and the boxes of a row the height that the fullest needs. Returns the
/// height of all.
fn place(rows: &[pack::Row], members: &[Vec<usize>], areas: &mut [Area], places: &mut [Point]) -> f64 {
    let mut top = 0.0;
    for row in rows {
        let span = |group: usize| {
            let all = || members[group].iter().map(|&index| places[index].y);
            (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
        };
        let spans: Vec<_> = row.groups().map(span).collect();
        let free = spans.iter().map(|(first, last)| last - first).fold(0.0, f64::max);
        for (group, (first, last)) in row.groups().zip(spans) {
            let (area, used) = (&mut areas[group], last - first);
            (area.y, area.height) = (top, TITLE + PILL + free + PADDING);
            let stretch = if used > 0.0 { (free / used).min(MOST_STRETCH) } else { 1.0 };
            let start = top + TITLE + PILL / 2.0 + (free - used * stretch) / 2.0;
            for &index in &members[group] {
                places[index].y = start + (places[index].y - first) * stretch;
            }
        }
        top += TITLE + PILL + free + PADDING + BETWEEN;
    }
    (top - BETWEEN).max(0.0)
}

#[cfg(test)]
mod tests;
