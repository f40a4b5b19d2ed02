//! What must hold for any network on any width.

use proptest::prelude::*;

use super::*;

/// Networks of up to so many nodes.
fn graphs(nodes: usize) -> impl Strategy<Value = Graph> {
    let pill = (30.0..240.0_f64, 0..8_usize);
    let pills = prop::collection::vec(pill, 1..nodes);
    let edges =
        prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..2 * nodes);
    (pills, edges).prop_map(|(pills, edges)| {
        let count = pills.len();
        let mut groups: Vec<_> = pills.iter().map(|(_, group)| *group).collect();
        groups.sort_unstable();
        groups.dedup();
        let pill = |(width, group)| Pill { width, group: groups.binary_search(&group).unwrap() };
        let pills = pills.into_iter().map(pill).collect();
        let edges = edges.into_iter().map(|(from, to)| (from.index(count), to.index(count)));
        let edges = edges.filter(|(from, to)| from != to).collect();
        Graph { pills, edges, groups: vec![120.0; groups.len()] }
    })
}

/// The pill on a picture that is `wider` times as wide as it was laid out for: places are percentages there.
fn drawn(layout: &Layout, graph: &Graph, index: usize, wider: f64) -> Area {
    let (place, width) = (layout.places[index], graph.pills[index].width);
    Area { x: place.x * wider - width / 2.0, y: place.y - PILL / 2.0, width, height: PILL }
}

fn overlap(one: &Area, other: &Area) -> bool {
    let across = one.x < other.x + other.width && other.x < one.x + one.width;
    let down = one.y < other.y + other.height && other.y < one.y + one.height;
    across && down
}

fn inside(inner: &Area, outer: &Area) -> bool {
    let (right, bottom) = (outer.x + outer.width + 0.001, outer.y + outer.height + 0.001);
    outer.x - 0.001 <= inner.x
        && outer.y - 0.001 <= inner.y
        && inner.x + inner.width <= right
        && inner.y + inner.height <= bottom
}

fn check(graph: &Graph, width: f64, wider: f64) {
    let layout = lay_out(graph, width);
    let picture = Area { x: 0.0, y: 0.0, width: width * wider, height: layout.height };
    let areas: Vec<_> = layout
        .areas
        .iter()
        .map(|area| Area { x: area.x * wider, width: area.width * wider, ..*area })
        .collect();
    let pills: Vec<_> = (0..graph.pills.len()).map(|index| drawn(&layout, graph, index, wider)).collect();
    for (index, pill) in pills.iter().enumerate() {
        assert!(inside(pill, &areas[graph.pills[index].group]), "{pill:?} leaves its box");
        for other in &pills[..index] {
            assert!(!overlap(pill, other), "{pill:?} and {other:?}");
        }
    }
    for (index, area) in areas.iter().enumerate() {
        assert!(inside(area, &picture), "{area:?} leaves the picture");
        assert!(areas[..index].iter().all(|other| !overlap(area, other)), "{area:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn pills_never_touch_and_stay_in_their_boxes(graph in graphs(60)) {
        for (width, wider) in [(288.0, 1.0), (288.0, 1.9), (900.0, 1.0), (900.0, 1.33)] {
            check(&graph, width, wider);
        }
    }

    #[test]
    fn the_same_network_is_laid_out_the_same(graph in graphs(30)) {
        prop_assert_eq!(lay_out(&graph, 560.0), lay_out(&graph, 560.0));
    }
}

#[test]
fn a_thousand_nodes_on_a_phone_are_laid_out() {
    let pills = (0..1000_u32).map(|n| Pill { width: 40.0 + f64::from(n % 7) * 30.0, group: 0 }).collect();
    let edges = (1..1000).map(|n| (n / 3, n)).collect();
    check(&Graph { pills, edges, groups: vec![100.0] }, 288.0, 1.0);
}

#[test]
fn what_is_connected_stands_together() {
    let pills = (0..20).map(|_| Pill { width: 60.0, group: 0 }).collect();
    // Two hubs with nine others each.
    let edges: Vec<_> = (2..20).map(|n| (n % 2, n)).collect();
    let graph = Graph { pills, edges, groups: vec![100.0] };
    let layout = lay_out(&graph, 900.0);
    let far = |from: usize, to: usize| (layout.places[from].x - layout.places[to].x).abs();
    let own: f64 = (2..20).map(|n| far(n % 2, n)).sum();
    let other: f64 = (2..20).map(|n| far((n + 1) % 2, n)).sum();
    assert!(own < other, "{own} {other}");
}
