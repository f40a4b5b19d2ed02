//! What steps look like as HTML.

use super::*;
use crate::exhibit::{Content, ExhibitFiles};
use crate::parse::exhibit::{Frame, Slot, SlotState};

fn slot(name: &str, value: &str) -> Slot {
    Slot { name: name.into(), value: Some(value.into()), to: None, state: None }
}

fn pointer(name: &str, to: &str) -> Slot {
    Slot { name: name.into(), value: None, to: Some(to.into()), state: None }
}

fn frame(name: &str, slots: Vec<Slot>) -> Frame {
    Frame { name: name.into(), slots }
}

fn step(line: usize, words: &str, scene: Scene) -> WalkStep {
    WalkStep { lines: vec![line], text: words.into(), scene }
}

fn html(code: &str, steps: Vec<WalkStep>) -> String {
    let walkthrough = Walkthrough { language: "c".into(), code: code.into(), steps };
    let content = Content::Walkthrough(walkthrough.clone());
    let exhibit = Exhibit {
        id: "swap".into(),
        title: "Swap <two>".into(),
        note: None,
        content,
        files: ExhibitFiles::default(),
    };
    render(&exhibit, &walkthrough).into_string()
}

/// Two numbers, with a frame on top of theirs in which they can be reached.
fn swapped(a: &str, b: &str) -> Scene {
    let main = frame("main", vec![slot("a", a), slot("b", b)]);
    let swap = frame("swap", vec![pointer("p", "main.a"), pointer("q", "main.b")]);
    Scene { stack: vec![main, swap], ..Scene::default() }
}

/// What the table of a scene says, without what is there for the eye alone.
fn cells(scene: &Scene, before: Option<&Scene>) -> Vec<String> {
    let html = Html::from(memory::table(scene, before)).into_string();
    let rows = html.split("<tr").skip(1).map(|row| {
        let tags = row.split('<').filter_map(|piece| Some(piece.split_once('>')?.1.trim()));
        tags.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
    });
    rows.collect()
}

/// For each row the classes of its arrows.
fn lanes(scene: &Scene) -> Vec<String> {
    let html = Html::from(memory::table(scene, None)).into_string();
    let rows = html.split("<tr").skip(1).map(|row| {
        let cells = row.split("<td").filter(|cell| cell.contains("walk-lane"));
        let cells = cells
            .map(|cell| cell.split('"').find(|piece| piece.starts_with("walk-lane")).unwrap_or_default());
        let cells = cells.map(|class| class.replace("walk-lane ", "").replace("walk-", ""));
        cells.collect::<Vec<_>>().join(", ")
    });
    rows.collect()
}

#[test]
fn every_step_shows_code_and_memory() {
    let first =
        Scene { stack: vec![frame("main", vec![slot("a", "5"), slot("b", "7")])], ..Scene::default() };
    let last = Scene {
        heap: vec![Slot { state: Some(SlotState::Freed), ..slot("1", "42") }],
        output: Some("7 & 5".into()),
        ..swapped("7", "7")
    };
    let steps = vec![
        step(1, "Two numbers, `a` and `b`.", first),
        step(2, "A call.", swapped("5", "7")),
        step(3, "`*p` is <a>.", last),
    ];
    insta::assert_snapshot!(html("int a = 5, b = 7;\nswap(&a, &b);\n*p = *q;", steps));
}

#[test]
fn a_single_step_has_no_buttons() {
    let html = html("x", vec![step(1, "All there is.", Scene::default())]);
    assert!(!html.contains("<button") && !html.contains("<table"), "{html}");
}

#[test]
fn later_steps_can_fold_what_is_far_from_their_lines() {
    let code = "line\n".repeat(15);
    let steps = vec![step(8, "One.", Scene::default()), step(6, "Two.", Scene::default())];
    let html = html(&code, steps);
    let (one, two) = html.split_once("Step 2 of 2").unwrap();
    assert!(!one.contains("walk-fold"));
    let folds: Vec<_> = two.split("<span class=\"walk-fold\">").skip(1).collect();
    let numbers = |html: &str| html.matches("data-line").count();
    assert_eq!(numbers(two), 15);
    assert!(folds[0].starts_with("<span class=\"line\" data-line=\"1\">"), "{two}");
    assert!(folds[1].starts_with("<span class=\"line\" data-line=\"9\">"), "{two}");
    assert_eq!(numbers(folds[1]), 7);
}

#[test]
fn what_a_step_changes_is_told_in_words() {
    let before = Scene {
        stack: vec![frame(
            "main",
            vec![
                slot("same", "1"),
                slot("x", "1"),
                slot("x", "2"),
                pointer("p", "1"),
                slot("s", "text"),
                Slot { value: None, state: Some(SlotState::Uninitialised), ..slot("u", "") },
            ],
        )],
        heap: vec![slot("1", "42")],
        output: None,
    };
    let mut now = before.clone();
    now.stack[0].slots[2] = slot("x", "3");
    now.stack[0].slots[3].state = Some(SlotState::Dangling);
    now.stack[0].slots[4].state = Some(SlotState::Moved);
    now.stack[0].slots[5] = slot("u", "0");
    now.stack[0].slots.push(slot("n", "9"));
    now.stack.push(frame("call", vec![]));
    now.heap[0].state = Some(SlotState::Freed);
    assert_eq!(
        cells(&now, Some(&before)),
        [
            "call new no variables",
            "main same 1",
            "x 1",
            "x 3 was 2",
            "p → 1 now dangling",
            "s text now moved",
            "u 0 was uninitialised",
            "n 9 new",
            "heap 1 42 now freed",
        ]
    );
    assert_eq!(cells(&before, Some(&before))[6], "heap 1 42");
    assert_eq!(cells(&before, Some(&now))[4], "s text was moved");
    let left = memory::table(&Scene::default(), Some(&before)).unwrap();
    assert!(left.as_str().contains("nothing is left"));
    assert_eq!(memory::table(&Scene::default(), None), None);
}

#[test]
fn arrows_stand_beside_each_other_where_their_rows_meet() {
    assert_eq!(lanes(&swapped("1", "2")), ["lane-1 down, lane", "lane-2 down", "", "lane"]);
    let list = ["1", "2", "3", "4", "5", "6", "7"].map(|name| match name {
        "1" => pointer(name, "2"),
        "2" => Slot { state: Some(SlotState::Dangling), ..pointer(name, "1") },
        "3" => pointer(name, "3"),
        "4" => pointer(name, "gone"),
        _ => pointer(name, "1"),
    });
    let scene = Scene { heap: list.to_vec(), ..Scene::default() };
    let lanes = lanes(&scene);
    assert_eq!(lanes[0], "lane-1 down, lane-2 up dangling, lane-3 up, lane-4 up");
    assert_eq!(lanes[6], "lane, lane, lane, lane", "the last arrow is there in words alone");
}

#[test]
fn lines_and_backticks_are_put_in_words() {
    assert_eq!(line_words(&[3]), "Line 3");
    assert_eq!(line_words(&[1, 3, 4, 5, 8, 9]), "Lines 1, 3–5, 8–9");
    assert_eq!(words("`a<b>` and `c").as_str(), "<code>a&lt;b&gt;</code> and `c");
}

#[test]
fn only_what_is_added_to_the_output_stands_out() {
    let scene = |output: &str| Scene { output: Some(output.into()), ..Scene::default() };
    let last = |now: &str, before: Option<&Scene>| {
        let html = output(&scene(now), before).unwrap().into_string();
        html.split("<samp>").nth(1).unwrap().split("</samp>").next().unwrap().to_owned()
    };
    assert_eq!(last("1\n2", None), "1\n2");
    assert_eq!(last("1\n2", Some(&scene("1"))), "1<b class=\"walk-new\">\n2</b>");
    assert_eq!(last("1", Some(&Scene::default())), "<b class=\"walk-new\">1</b>");
    assert_eq!(last("other", Some(&scene("1"))), "other");
}
