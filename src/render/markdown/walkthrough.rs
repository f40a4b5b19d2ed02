//! Code, step by step: the code once, then what happens in each step and what there is when it has happened.

use super::text::{Text, Words};
use crate::exhibit::Walkthrough;
use crate::parse::exhibit::{Scene, Slot, WalkStep};
use crate::render::exhibit::line_words;

pub(super) fn write<'a>(text: &mut Text<'a>, walkthrough: &'a Walkthrough) {
    let Walkthrough { language, code, steps } = walkthrough;
    text.code(language, code);
    text.nested(steps.iter().zip(1..).map(|(step, number)| {
        let WalkStep { lines, text, scene } = step;
        let at = format!("Step {number} of {}, {}: ", steps.len(), line_words(lines).to_lowercase());
        (Words::default().text(at).with_code(text), memory(scene))
    }));
}

/// What is in memory, the newest frame first, and what was printed.
fn memory(scene: &Scene) -> Vec<Words<'_>> {
    let Scene { stack, heap, output } = scene;
    let places = |slots: &'_ [Slot]| slots.iter().map(place).collect::<Vec<_>>().join("; ");
    let frames = stack.iter().rev().map(|frame| (format!("Stack, {}: ", frame.name), places(&frame.slots)));
    let heap = (!heap.is_empty()).then(|| ("Heap: ".to_owned(), places(heap)));
    let output = output.as_ref().map(|output| ("Output: ".to_owned(), output.trim_end().to_owned()));
    let lines = frames.chain(heap).chain(output);
    lines
        .map(|(label, words)| {
            let words = if words.is_empty() { "nothing".to_owned() } else { words };
            Words::default().text(label).text(words)
        })
        .collect()
}

/// `v = 3 → heap buffer, moved`.
fn place(slot: &Slot) -> String {
    let Slot { name, value, to, state } = slot;
    let value = value.as_ref().map(|value| format!(" = {value}")).unwrap_or_default();
    let to = to.as_ref().map(|to| format!(" → {to}")).unwrap_or_default();
    let state = state.map(|state| format!(" ({})", state.word())).unwrap_or_default();
    format!("{name}{value}{to}{state}")
}
