//! Forces: what is connected attracts, what stands in one box repels. After Fruchterman and Reingold, “Graph
//! Drawing by Force-directed Placement” (1991), with a box as the frame of each group.

use super::{Area, FLATTEN, Graph, Point};

/// How many pairs of nodes may be looked at for one picture: a few milliseconds.
const PAIRS: usize = 800_000;
/// More rounds than these move nothing any more.
const MOST_ROUNDS: usize = 200;
/// Fewer would leave a large network as it was thrown.
const LEAST_ROUNDS: usize = 10;

/// What one round needs to know. Heights are multiplied by [`FLATTEN`] throughout.
struct Field<'a> {
    graph: &'a Graph,
    members: &'a [Vec<usize>],
    /// Where each node may be.
    rooms: Vec<(Point, Point)>,
    /// For each group the distance at which its nodes leave each other alone.
    ideals: Vec<f64>,
    /// For each node how many edges lead to other boxes.
    outward: Vec<f64>,
}

/// Where the nodes want to be; they may still overlap.
pub(super) fn spread(graph: &Graph, members: &[Vec<usize>], areas: &[Area]) -> Vec<Point> {
    let field = field(graph, members, areas);
    let mut places = thrown(&field);
    let pairs: usize = members.iter().map(|pills| pills.len() * pills.len() / 2).sum();
    let rounds = (PAIRS / pairs.max(1)).clamp(LEAST_ROUNDS, MOST_ROUNDS);
    for round in 0..rounds {
        #[expect(clippy::cast_precision_loss, reason = "there are a few hundred rounds")]
        let heat = 1.0 - round as f64 / rounds as f64;
        step(&field, &mut places, heat);
    }
    places.into_iter().map(|place| Point { x: place.x, y: place.y / FLATTEN }).collect()
}

fn field<'a>(graph: &'a Graph, members: &'a [Vec<usize>], areas: &[Area]) -> Field<'a> {
    let flat = |point: Point| Point { x: point.x, y: point.y * FLATTEN };
    let room = |pill: &super::Pill| {
        let (from, to) = areas[pill.group].room(pill);
        (flat(from), flat(to))
    };
    #[expect(clippy::cast_precision_loss, reason = "no group has so many nodes")]
    let ideal = |(area, pills): (&Area, &Vec<usize>)| {
        (area.width * area.height * FLATTEN / pills.len().max(1) as f64).sqrt() * 0.7
    };
    let mut outward = vec![0.0; graph.pills.len()];
    for &(from, to) in graph.edges.iter().filter(|edge| leads_out(graph, **edge)) {
        outward[from] += 1.0;
        outward[to] += 1.0;
    }
    let rooms = graph.pills.iter().map(room).collect();
    Field { graph, members, rooms, ideals: areas.iter().zip(members).map(ideal).collect(), outward }
}

fn leads_out(graph: &Graph, (from, to): (usize, usize)) -> bool {
    graph.pills[from].group != graph.pills[to].group
}

/// The first places: evenly over each box, the best connected in its middle.
fn thrown(field: &Field) -> Vec<Point> {
    let mut places = vec![Point::default(); field.rooms.len()];
    for pills in field.members {
        // Roberts's sequence: its points are spread more evenly than random ones.
        let mut at = Point { x: 0.5, y: 0.5 };
        for &index in pills {
            let (from, to) = field.rooms[index];
            places[index] = Point { x: from.x + (to.x - from.x) * at.x, y: from.y + (to.y - from.y) * at.y };
            at = Point { x: (at.x + 0.754_877_666).fract(), y: (at.y + 0.569_840_291).fract() };
        }
    }
    places
}

/// Moves every node as the forces want, and the less the cooler it is.
fn step(field: &Field, places: &mut [Point], heat: f64) {
    let mut forces = vec![Point::default(); places.len()];
    for (pills, ideal) in field.members.iter().zip(&field.ideals) {
        for (position, &one) in pills.iter().enumerate() {
            for &other in &pills[..position] {
                let (away, distance) = between(places[other], places[one]);
                push(&mut forces, (one, other), away, ideal * ideal / (distance * distance));
            }
        }
    }
    for &(from, to) in &field.graph.edges {
        attract(field, places, &mut forces, (from, to));
    }
    for (index, force) in forces.iter().enumerate() {
        let most = field.ideals[field.graph.pills[index].group] * heat;
        let length = (force.x * force.x + force.y * force.y).sqrt();
        let part = if length > most { most / length } else { 1.0 };
        let (from, to) = field.rooms[index];
        let place = &mut places[index];
        place.x = (place.x + force.x * part).clamp(from.x, to.x);
        place.y = (place.y + force.y * part).clamp(from.y, to.y);
    }
}

/// An edge draws its ends together. One that leads to another box only turns its ends to that side, however far
/// away and however many they are.
fn attract(field: &Field, places: &[Point], forces: &mut [Point], (from, to): (usize, usize)) {
    let (away, distance) = between(places[from], places[to]);
    let (one, other) = (field.graph.pills[from].group, field.graph.pills[to].group);
    if one == other {
        push(forces, (from, to), away, distance / field.ideals[one]);
        return;
    }
    let turn = |index: usize, group: usize| field.ideals[group] * 0.6 / field.outward[index] / distance;
    let (near, far) = (turn(from, one), turn(to, other));
    forces[from] = Point { x: forces[from].x + away.x * near, y: forces[from].y + away.y * near };
    forces[to] = Point { x: forces[to].x - away.x * far, y: forces[to].y - away.y * far };
}

/// From one place to another, and how far it is. Never nothing, so that two nodes on one spot part.
fn between(from: Point, to: Point) -> (Point, f64) {
    let away = Point { x: to.x - from.x, y: to.y - from.y };
    let distance = (away.x * away.x + away.y * away.y).sqrt();
    if distance < 0.1 { (Point { x: 0.1, y: 0.1 }, 0.1) } else { (away, distance) }
}

/// Moves the first along `away`, and the second against it.
fn push(forces: &mut [Point], (one, other): (usize, usize), away: Point, strength: f64) {
    forces[one] = Point { x: forces[one].x + away.x * strength, y: forces[one].y + away.y * strength };
    forces[other] = Point { x: forces[other].x - away.x * strength, y: forces[other].y - away.y * strength };
}
