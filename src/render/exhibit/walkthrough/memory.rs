//! Stack and heap as one table: the newest frame on top, as textbooks draw it, the heap at the bottom. Pointers
//! are named in words and drawn as arrows beside the rows.
//!
//! An arrow is a cell that spans the rows from one end to the other, so the browser knows where its ends are,
//! however high the rows are, and neither script nor inline style is needed.

use std::fmt::Write as _;

use crate::parse::exhibit::{Scene, Slot, State};
use crate::render::html::text;

/// More arrows beside each other cannot be told apart; further ones are there in words alone.
const LANES: usize = 4;

/// Longer names may be broken anywhere, shorter ones only between words.
const LONG_NAME: usize = 12;

/// A frame, or the heap.
struct Group<'a> {
    /// The function; `None` for the heap.
    function: Option<&'a str>,
    /// Whether the step before did not have it.
    is_new: bool,
    slots: Vec<(&'a Slot, Change<'a>)>,
}

/// What a step did to a place in memory.
#[derive(Clone, Copy)]
enum Change<'a> {
    /// Nothing, or it is not told because everything around it is new.
    None,
    /// It was not there before.
    New,
    /// This was there before.
    From(&'a Slot),
}

/// A pointer, drawn in the cells beside the rows.
struct Arrow {
    /// The upper and the lower row.
    rows: (usize, usize),
    /// Whether it leads from the upper row to the lower one.
    down: bool,
    /// Whether what it leads to may not be used any more.
    dangling: bool,
    /// Its column, from the left.
    lane: usize,
}

/// The memory of a step, with what is not as in the step `before` it.
pub(super) fn table(scene: &Scene, before: Option<&Scene>) -> String {
    let groups = groups(scene, before);
    if groups.is_empty() {
        let was_there = before.is_some_and(|before| !before.stack.is_empty() || !before.heap.is_empty());
        return if was_there {
            "<p class=\"walk-label\">Memory: nothing is left</p>\n".into()
        } else {
            String::new()
        };
    }
    let arrows = arrows(&groups);
    let lanes = arrows.iter().map(|arrow| arrow.lane + 1).max().unwrap_or_default();
    let mut html = format!("<table class=\"walk-memory\">\n<caption>{}</caption>\n<tbody>\n", caption(scene));
    let mut row = 0;
    for group in &groups {
        for place in 0..group.rows() {
            let (class, cells) = cells(group, place);
            // Writing to a string cannot fail.
            _ = write!(html, "<tr{class}>{cells}");
            (0..lanes).for_each(|lane| html.push_str(&arrow_cell(&arrows, row, lane)));
            html.push_str("</tr>\n");
            row += 1;
        }
    }
    html.push_str("</tbody>\n</table>\n");
    html
}

fn caption(scene: &Scene) -> &'static str {
    match (scene.stack.len(), scene.heap.is_empty()) {
        (0, _) => "Heap",
        (1, true) => "Stack",
        (1, false) => "Stack and heap",
        (_, true) => "Stack, the newest frame on top",
        (_, false) => "Stack, the newest frame on top, and heap",
    }
}

/// Frames and heap in the order they are drawn in.
fn groups<'a>(scene: &'a Scene, before: Option<&'a Scene>) -> Vec<Group<'a>> {
    let frames = scene.stack.iter().enumerate().map(|(depth, frame)| {
        // The same function at the same depth is taken for the same call.
        let same = before.and_then(|before| before.stack.get(depth).filter(|old| old.name == frame.name));
        let slots = changes(&frame.slots, same.map(|old| old.slots.as_slice()));
        Group { function: Some(&frame.name), is_new: before.is_some() && same.is_none(), slots }
    });
    let heap = changes(&scene.heap, before.map(|before| before.heap.as_slice()));
    let heap = (!heap.is_empty()).then_some(Group { function: None, is_new: false, slots: heap });
    frames.rev().chain(heap).collect()
}

/// Each place with what happened to it since it looked as in `before`.
fn changes<'a>(slots: &'a [Slot], before: Option<&'a [Slot]>) -> Vec<(&'a Slot, Change<'a>)> {
    let with_change = slots.iter().enumerate().map(|(place, slot)| {
        // A variable may hide an older one of its name; then they are told apart by their order.
        let older = slots[..place].iter().filter(|other| other.name == slot.name).count();
        let old = before.map(|before| before.iter().filter(|old| old.name == slot.name).nth(older));
        let change = match old {
            Some(None) => Change::New,
            Some(Some(old)) if old != slot => Change::From(old),
            Some(Some(_)) | None => Change::None,
        };
        (slot, change)
    });
    with_change.collect()
}

impl Group<'_> {
    /// A frame without variables has a row that says so.
    fn rows(&self) -> usize {
        self.slots.len().max(1)
    }

    /// What pointers to one of its places are called.
    fn address(&self, slot: &Slot) -> String {
        self.function.map_or_else(|| slot.name.clone(), |function| format!("{function}.{}", slot.name))
    }
}

/// The classes of a row and its cells, without those of arrows.
fn cells(group: &Group<'_>, place: usize) -> (String, String) {
    let head = if place == 0 { group_head(group) } else { String::new() };
    let end = if place + 1 == group.rows() { "walk-end" } else { "" };
    let Some((slot, change)) = group.slots.get(place) else {
        return (class(&[end]), format!("{head}<td colspan=\"2\" class=\"walk-none\">no variables</td>"));
    };
    let changed = if matches!(change, Change::None) { "" } else { "changed" };
    let (name, long) = (text(&slot.name), class(&["walk-name", long(&slot.name)]));
    let value = value(slot, *change);
    let cells = format!("{head}<th scope=\"row\"{long}>{name}</th><td class=\"walk-value\">{value}</td>");
    (class(&[end, changed]), cells)
}

/// The cell that stands before all rows of a frame or of the heap.
fn group_head(group: &Group<'_>) -> String {
    let rows = group.rows();
    let (name, kind) = group.function.map_or(("heap", "walk-heap"), |function| (function, "walk-frame"));
    let class = class(&[kind, long(name)]);
    let new = if group.is_new { " <small>new</small>" } else { "" };
    format!("<th scope=\"row\" rowspan=\"{rows}\"{class}>{}{new}</th>", text(name))
}

fn long(name: &str) -> &'static str {
    if name.chars().count() > LONG_NAME { "walk-long" } else { "" }
}

/// The attribute with these classes.
fn class(names: &[&str]) -> String {
    let names: Vec<_> = names.iter().copied().filter(|name| !name.is_empty()).collect();
    if names.is_empty() { String::new() } else { format!(" class=\"{}\"", names.join(" ")) }
}

/// What is in a place, what is special about it, and what was there before.
fn value(slot: &Slot, change: Change<'_>) -> String {
    let content = text(&content(slot));
    // Struck out is what the program must not use any more.
    let gone = matches!(slot.state, Some(State::Moved | State::Dropped | State::Freed));
    let content = if gone && !content.is_empty() { format!("<s>{content}</s>") } else { content };
    let state = slot.state.map(|state| {
        let now = if is_new_state(slot, change) { "now " } else { "" };
        format!("<small class=\"walk-state\">{now}{}</small>", state.word())
    });
    let note = note(slot, change).map(|note| format!("<small>{}</small>", text(&note)));
    let parts = [Some(content).filter(|content| !content.is_empty()), state, note];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `5`, `→ main.a`.
fn content(slot: &Slot) -> String {
    let target = slot.to.as_ref().map(|to| format!("→ {to}"));
    slot.value.clone().into_iter().chain(target).collect::<Vec<_>>().join(" ")
}

/// Whether a place holds what it held and is in another state.
fn is_new_state(slot: &Slot, change: Change<'_>) -> bool {
    matches!(change, Change::From(old) if slot.state.is_some() && content(old) == content(slot))
}

/// What a step did to a place, in words, as far as its state does not say so.
fn note(slot: &Slot, change: Change<'_>) -> Option<String> {
    let old = match change {
        Change::None => return None,
        Change::New => return Some("new".to_owned()),
        Change::From(_) if is_new_state(slot, change) => return None,
        Change::From(old) => old,
    };
    let (before, state) = (content(old), old.state.map_or("", State::word));
    let was = if before.is_empty() || before == content(slot) { state } else { &before };
    Some(format!("was {was}"))
}

/// Pointers whose target is in sight, each in the first lane that is free beside its rows.
fn arrows(groups: &[Group<'_>]) -> Vec<Arrow> {
    let rows: Vec<_> = groups.iter().flat_map(rows).collect();
    let with_target = rows.iter().enumerate().filter_map(|(from, row)| {
        let slot = row.as_ref()?.1;
        let target = slot.to.as_ref()?;
        // Of several calls of one function the newest is meant.
        let to = rows.iter().position(|row| row.as_ref().is_some_and(|(address, _)| address == target))?;
        let dangling = slot.state == Some(State::Dangling);
        let arrow = Arrow { rows: (from.min(to), from.max(to)), down: from < to, dangling, lane: 0 };
        (from != to).then_some(arrow)
    });
    let mut arrows: Vec<_> = with_target.collect();
    // Short ones stand next to the rows, so that fewer lines cross.
    arrows.sort_by_key(|arrow| (arrow.rows.1 - arrow.rows.0, arrow.rows.0));
    in_lanes(arrows)
}

/// The rows of a group with their addresses.
fn rows<'a>(group: &Group<'a>) -> Vec<Option<(String, &'a Slot)>> {
    let rows = group.slots.iter().map(|(slot, _)| Some((group.address(slot), *slot)));
    let none = group.slots.is_empty().then_some(None);
    rows.chain(none).collect()
}

fn in_lanes(arrows: Vec<Arrow>) -> Vec<Arrow> {
    let mut placed: Vec<Arrow> = Vec::new();
    for arrow in arrows {
        let is_taken = |lane: usize| {
            let mut others = placed.iter().filter(|other| other.lane == lane);
            others.any(|other| other.rows.0 <= arrow.rows.1 && arrow.rows.0 <= other.rows.1)
        };
        let free = (0..LANES).find(|lane| !is_taken(*lane));
        placed.extend(free.map(|lane| Arrow { lane, ..arrow }));
    }
    placed
}

/// The cell of a lane in a row; none where an arrow from above reaches.
fn arrow_cell(arrows: &[Arrow], row: usize, lane: usize) -> String {
    let here = arrows.iter().find(|arrow| arrow.lane == lane && (arrow.rows.0..=arrow.rows.1).contains(&row));
    let Some(arrow) = here else { return "<td class=\"walk-lane\" aria-hidden=\"true\"></td>".to_owned() };
    if arrow.rows.0 < row {
        return String::new();
    }
    let rows = arrow.rows.1 - arrow.rows.0 + 1;
    let lane = format!("walk-lane-{}", lane + 1);
    let direction = if arrow.down { "walk-down" } else { "walk-up" };
    let class = class(&["walk-lane", &lane, direction, if arrow.dangling { "walk-dangling" } else { "" }]);
    format!("<td rowspan=\"{rows}\"{class} aria-hidden=\"true\"></td>")
}
