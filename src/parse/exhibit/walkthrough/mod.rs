//! `walkthrough`: code with a marked line per step beside stack, heap and output. YAML → [`WalkthroughSpec`].
//!
//! What a step leaves out is as in the step before it, so that an author writes what happens and no more.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Spanned, did_you_mean};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Entry, Node, Value};

/// What an author writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkthroughSpec {
    /// The language of the code; `None` for what is no code.
    pub language: Option<Spanned<String>>,
    /// The code, without blanks at its end.
    pub code: String,
    /// The steps; at least one.
    pub steps: Vec<WalkStep>,
}

/// One step: what has happened when these lines have run.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WalkStep {
    /// The lines that are marked, counted from one, in order; at least one.
    pub lines: Vec<usize>,
    /// What happens.
    pub text: String,
    /// What there is when it has happened.
    pub scene: Scene,
}

/// What a program has in memory, and what it has printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scene {
    /// The frames of the stack, the oldest first.
    pub stack: Vec<Frame>,
    /// What lies on the heap.
    pub heap: Vec<Slot>,
    /// What the program has printed so far.
    pub output: Option<String>,
}

/// A frame of the stack.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Frame {
    /// The function.
    pub name: String,
    /// Its variables.
    pub slots: Vec<Slot>,
}

/// A place in memory. Its value, its target or its state is given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Slot {
    /// The variable or address.
    pub name: String,
    /// What is in it.
    pub value: Option<String>,
    /// Where it points to: `frame.variable`, or the name of a place on the heap.
    pub to: Option<String>,
    /// What is special about it.
    pub state: Option<SlotState>,
}

/// What can be special about a place in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotState {
    /// Nothing was written to it yet.
    Uninitialised,
    /// Its value belongs to somebody else now.
    Moved,
    /// Somebody else looks at it, so that its owner may not do everything with it.
    Borrowed,
    /// Its value came to its end where the language says so.
    Dropped,
    /// It was given back by hand.
    Freed,
    /// Nobody knows of it any more, and it was never given back.
    Leaked,
    /// What it points to is not there any more.
    Dangling,
}

impl SlotState {
    /// All of them.
    const ALL: [Self; 7] = [
        Self::Uninitialised,
        Self::Moved,
        Self::Borrowed,
        Self::Dropped,
        Self::Freed,
        Self::Leaked,
        Self::Dangling,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Uninitialised => "uninitialised",
            Self::Moved => "moved",
            Self::Borrowed => "borrowed",
            Self::Dropped => "dropped",
            Self::Freed => "freed",
            Self::Leaked => "leaked",
            Self::Dangling => "dangling",
        }
    }
}

impl Frame {
    /// What a pointer to one of its variables is called.
    pub fn address(&self, slot: &Slot) -> String {
        format!("{}.{}", self.name, slot.name)
    }
}

/// The most lines of code and places in memory that all steps together show: a page of more is some megabytes.
const MAX_DRAWN: usize = 50_000;

impl Scene {
    /// How many places in memory and lines of output it has.
    fn size(&self) -> usize {
        let slots = self.stack.iter().map(|frame| 1 + frame.slots.len()).sum::<usize>() + self.heap.len();
        slots + self.output.as_ref().map_or(0, |output| output.lines().count())
    }

    /// What pointers can lead to.
    fn addresses(&self) -> BTreeSet<String> {
        let stack = self.stack.iter().flat_map(|frame| frame.slots.iter().map(|slot| frame.address(slot)));
        stack.chain(self.heap.iter().map(|slot| slot.name.clone())).collect()
    }
}

/// Reads the block. `place` is underlined where a key is missing.
pub(super) fn read(fields: &mut Fields<'_, '_>, place: &Range<usize>) -> Option<WalkthroughSpec> {
    let language = fields.spanned("language");
    let code = fields.get("code", verbatim);
    let code = fields.require(code, "code", place);
    let count = code.as_deref().map(|code| code.lines().count());
    let steps = fields.get("steps", |decoder, node, what| steps(decoder, node, what, count));
    let steps = fields.require(steps, "steps", place);
    Some(WalkthroughSpec { language, code: code?, steps: steps? })
}

/// A text with the blanks at its start, which mean something in code and in what a program prints.
fn verbatim(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<String> {
    match &node.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text.trim_end().to_owned()),
        _ => decoder.text(node, what).map(|text| text.value),
    }
}

/// The items of a list; anything else is reported.
fn items<'n>(decoder: &mut Decoder<'_>, node: &'n Node, what: &str) -> &'n [Node] {
    let Value::List(items) = &node.value else {
        let message = format!("{what} takes a list, not {}", node.value.type_name());
        decoder.report(Code::WrongType, &node.range, message);
        return &[];
    };
    items
}

/// Reads `steps`; the code has `count` lines, if it could be read.
fn steps(decoder: &mut Decoder<'_>, node: &Node, what: &str, count: Option<usize>) -> Option<Vec<WalkStep>> {
    if matches!(&node.value, Value::List(items) if items.is_empty()) {
        decoder.report(Code::BadValue, &node.range, format!("{what} is empty"));
    }
    let mut steps: Vec<WalkStep> = Vec::new();
    let (mut drawn, mut before) = (0, Scene::default());
    for item in items(decoder, node, what) {
        drawn += count.unwrap_or(0) + before.size();
        if drawn > MAX_DRAWN {
            too_long(decoder, item);
            return None;
        }
        steps.extend(step(decoder, item, count, &mut before));
    }
    (!steps.is_empty()).then_some(steps)
}

fn too_long(decoder: &mut Decoder<'_>, step: &Node) {
    let message =
        format!("up to this step more than {MAX_DRAWN} lines of code and places in memory are drawn");
    let help = "each step shows all of them: take another block for what follows".to_owned();
    decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&step.place()), message).help(help));
}

/// Reads one step. The scene becomes what it shows, even if something else in it is wrong: the next step takes it
/// over.
fn step(decoder: &mut Decoder<'_>, node: &Node, count: Option<usize>, scene: &mut Scene) -> Option<WalkStep> {
    let place = node.place();
    let mut fields = decoder.fields(node, "a step")?;
    let lines = fields.get("lines", |decoder, node, what| lines(decoder, node, what, count));
    let lines = fields.require(lines, "lines", &place);
    let text = fields.text("text");
    let text = fields.require(text, "text", &place);
    *scene = next_scene(&mut fields, std::mem::take(scene), &place);
    fields.finish();
    Some(WalkStep { lines: lines?, text: text?, scene: scene.clone() })
}

/// Reads `3`, `3-5` or a list of such.
fn lines(decoder: &mut Decoder<'_>, node: &Node, what: &str, count: Option<usize>) -> Option<Vec<usize>> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    if items.is_empty() {
        decoder.report(Code::BadValue, &node.range, format!("{what} is empty"));
    }
    let mut found = BTreeSet::new();
    for item in items {
        let Some((first, last)) = line_range(decoder, item, what) else { continue };
        match fault(first, last, count) {
            Some(message) => decoder.report(Code::BadValue, &item.range, message),
            // Without code a range may be of any length, and nothing will be shown.
            None => found.extend(first..=count.map_or(first, |_| last)),
        }
    }
    (!found.is_empty()).then(|| found.into_iter().collect())
}

/// Reads `3` or `3-5`.
fn line_range(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<(usize, usize)> {
    let help = "write `3`, `3-5` or `[3, 5-7]`".to_owned();
    let (code, message) = match &node.value {
        Value::Integer(line) if *line < 0 => (Code::BadValue, "lines are counted from 1".to_owned()),
        Value::Integer(line) => return usize::try_from(*line).ok().map(|line| (line, line)),
        Value::Text(text) => {
            let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
            if let (Ok(first), Ok(last)) = (first.trim().parse(), last.trim().parse()) {
                return Some((first, last));
            }
            (Code::BadValue, format!("{what} cannot be `{text}`"))
        }
        other => (Code::WrongType, format!("{what} takes numbers of lines, not {}", other.type_name())),
    };
    let diagnostic = Diagnostic::new(code, decoder.span(&node.range), message).help(help);
    decoder.push(diagnostic);
    None
}

/// What is wrong with a range of lines.
fn fault(first: usize, last: usize, count: Option<usize>) -> Option<String> {
    if first == 0 {
        return Some("there is no line 0: lines are counted from 1".to_owned());
    }
    if last < first {
        return Some(format!("the lines end at {last}, before their start at {first}"));
    }
    let count = count.filter(|count| last > *count)?;
    let noun = if count == 1 { "line" } else { "lines" };
    Some(format!("there is no line {last}: the code has {count} {noun}"))
}

/// Reads what a step shows; what it leaves out is as before.
fn next_scene(fields: &mut Fields<'_, '_>, before: Scene, place: &Range<usize>) -> Scene {
    let mut pointers = Vec::new();
    let known = before.addresses();
    let stack = fields.get("stack", |decoder, node, what| {
        let frames = items(decoder, node, what);
        Some(frames.iter().filter_map(|item| frame(decoder, item, &mut pointers)).collect())
    });
    let heap = fields.get("heap", |decoder, node, what| Some(slots(decoder, node, what, &mut pointers)));
    let output = fields.get("output", verbatim);
    let stack = stack.unwrap_or_else(|| {
        pointers.extend(before.stack.iter().flat_map(|frame| taken_over(&frame.slots, &known, place)));
        before.stack
    });
    let heap = heap.unwrap_or_else(|| {
        pointers.extend(taken_over(&before.heap, &known, place));
        before.heap
    });
    let scene = Scene { stack, heap, output: output.or(before.output) };
    follow(&mut fields.decoder(), &scene, &pointers);
    scene
}

/// Pointers of the step before that led to what was `known` in it: that may be gone. The others were reported there.
fn taken_over(slots: &[Slot], known: &BTreeSet<String>, place: &Range<usize>) -> Vec<Spanned<String>> {
    let alive = slots.iter().filter(|slot| slot.state != Some(SlotState::Dangling));
    let targets = alive.filter_map(|slot| slot.to.as_ref()).filter(|to| known.contains(*to));
    targets.cloned().map(|value| Spanned { value, range: place.clone() }).collect()
}

/// Reports pointers that lead nowhere without saying so.
fn follow(decoder: &mut Decoder<'_>, scene: &Scene, pointers: &[Spanned<String>]) {
    let known = scene.addresses();
    for pointer in pointers.iter().filter(|pointer| !known.contains(&pointer.value)) {
        let message = format!("nothing in memory is called `{}` in this step", pointer.value);
        let help = did_you_mean(&pointer.value, known.iter().map(String::as_str)).unwrap_or_else(|| {
            "write `frame.variable` or the name of a place on the heap; \
             if the pointer leads nowhere, its state is `dangling`"
                .to_owned()
        });
        decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&pointer.range), message).help(help));
    }
}

fn frame(decoder: &mut Decoder<'_>, node: &Node, pointers: &mut Vec<Spanned<String>>) -> Option<Frame> {
    let mut fields = decoder.fields(node, "a frame")?;
    let name = fields.text("frame");
    let name = fields.require(name, "frame", &node.place());
    let slots = fields.get("slots", |decoder, node, what| Some(slots(decoder, node, what, pointers)));
    fields.finish();
    Some(Frame { name: name?, slots: slots.unwrap_or_default() })
}

fn slots(
    decoder: &mut Decoder<'_>,
    node: &Node,
    what: &str,
    pointers: &mut Vec<Spanned<String>>,
) -> Vec<Slot> {
    let items = items(decoder, node, what);
    items.iter().filter_map(|item| slot(decoder, item, pointers)).collect()
}

fn slot(decoder: &mut Decoder<'_>, node: &Node, pointers: &mut Vec<Spanned<String>>) -> Option<Slot> {
    let place = node.place();
    let mut fields = decoder.fields(node, "a place in memory")?;
    let name = fields.text("name");
    let name = fields.require(name, "name", &place);
    let value = fields.text("value");
    let to = fields.spanned("to");
    let state = fields.choice("state", &SlotState::ALL.map(|state| (state.word(), state)));
    // What points somewhere or is in a special state need not have a value that one could write down.
    let instead = |entry: &Entry| matches!(entry.key.as_str(), "to" | "state");
    if !matches!(&node.value, Value::Map(entries) if entries.iter().any(instead)) {
        fields.require(value.as_ref(), "value", &place);
    }
    fields.finish();
    let target = to.as_ref().map(|to| to.value.clone());
    pointers.extend(to.filter(|_| state != Some(SlotState::Dangling)));
    Some(Slot { name: name?, value, to: target, state })
}

#[cfg(test)]
mod tests;
