//! Stack and heap as one table: the newest frame on top, as textbooks draw it, the heap at the bottom. Pointers
//! are named in words and drawn as arrows beside the rows.
//!
//! An arrow is a cell that spans the rows from one end to the other, so the browser knows where its ends are,
//! however high the rows are, and neither script nor inline style is needed.

use crate::parse::exhibit::{Scene, Slot, SlotState};
use crate::render::html::{Element, Html, Tag, element};

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
pub(super) fn table(scene: &Scene, before: Option<&Scene>) -> Option<Html> {
    let groups = groups(scene, before);
    if groups.is_empty() {
        let was_there = before.is_some_and(|before| !before.stack.is_empty() || !before.heap.is_empty());
        let label = || element("p").class("walk-label").text("Memory: nothing is left").line();
        return was_there.then(label);
    }
    let arrows = arrows(&groups);
    let lanes = arrows.iter().map(|arrow| arrow.lane + 1).max().unwrap_or_default();
    let places = groups.iter().flat_map(|group| (0..group.rows()).map(move |place| (group, place)));
    let rows = places.enumerate().map(|(row, (group, place))| {
        let arrows = (0..lanes).filter_map(|lane| arrow_cell(&arrows, row, lane));
        cells(group, place).with(arrows.collect::<Html>()).line()
    });
    let body = element("tbody").newline().with(rows.collect::<Html>());
    let table = element("table").class("walk-memory").newline();
    Some(table.with(element("caption").text(caption(scene)).line()).with(body.line()).line())
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

/// A row with its cells, without those of arrows.
fn cells(group: &Group<'_>, place: usize) -> Element {
    let head = (place == 0).then(|| group_head(group));
    let end = if place + 1 == group.rows() { "walk-end" } else { "" };
    let Some((slot, change)) = group.slots.get(place) else {
        let none = element("td").attr("colspan", 2).class("walk-none").text("no variables");
        return element("tr").class(end).with(head).with(none);
    };
    let changed = if matches!(change, Change::None) { "" } else { "changed" };
    let name = element("th").attr("scope", "row").classes(["walk-name", long(&slot.name)]).text(&slot.name);
    let value = element("td").class("walk-value").with(value(slot, *change));
    element("tr").classes([end, changed]).with(head).with(name).with(value)
}

/// The cell that stands before all rows of a frame or of the heap.
fn group_head(group: &Group<'_>) -> Html {
    let (name, kind) = group.function.map_or(("heap", "walk-heap"), |function| (function, "walk-frame"));
    let new = group.is_new.then(|| Html::default().text(" ").with(element("small").text("new")));
    let head = element("th").attr("scope", "row").attr("rowspan", group.rows());
    head.classes([kind, long(name)]).text(name).with(new).into()
}

fn long(name: &str) -> &'static str {
    if name.chars().count() > LONG_NAME { "walk-long" } else { "" }
}

/// What is in a place, what is special about it, and what was there before.
fn value(slot: &Slot, change: Change<'_>) -> Html {
    // Struck out is what the program must not use any more.
    let gone = matches!(slot.state, Some(SlotState::Moved | SlotState::Dropped | SlotState::Freed));
    let content = Some(content(slot)).filter(|content| !content.is_empty());
    let content = content
        .map(|content| if gone { element("s").text(content).into() } else { Html::default().text(content) });
    let state = slot.state.map(|state| {
        let now = if is_new_state(slot, change) { "now " } else { "" };
        element("small").class("walk-state").text(now).text(state.word()).into()
    });
    let note = note(slot, change).map(|note| element("small").text(note).into());
    Html::join([content, state, note].into_iter().flatten(), " ")
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
    let (before, state) = (content(old), old.state.map_or("", SlotState::word));
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
        let dangling = slot.state == Some(SlotState::Dangling);
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
fn arrow_cell(arrows: &[Arrow], row: usize, lane: usize) -> Option<Html> {
    let hidden = |cell: Tag| Some(cell.attr("aria-hidden", "true").into());
    let here = arrows.iter().find(|arrow| arrow.lane == lane && (arrow.rows.0..=arrow.rows.1).contains(&row));
    let Some(arrow) = here else { return hidden(element("td").class("walk-lane")) };
    if arrow.rows.0 < row {
        return None;
    }
    let lane = format!("walk-lane-{}", lane + 1);
    let direction = if arrow.down { "walk-down" } else { "walk-up" };
    let dangling = if arrow.dangling { "walk-dangling" } else { "" };
    let cell = element("td").attr("rowspan", arrow.rows.1 - arrow.rows.0 + 1);
    hidden(cell.classes(["walk-lane", &lane, direction, dangling]))
}
