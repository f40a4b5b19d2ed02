//! What authors may write, and what they are told.

use super::*;
use crate::diagnostic::Severity;
use crate::node::parse_yaml;
use crate::paths::SourcePath;

/// The block, and each message with the words it underlines.
fn parse(text: &str) -> (Option<WalkthroughSpec>, Vec<String>) {
    let path = SourcePath::new("page.md");
    let mut diagnostics = Vec::new();
    let node = parse_yaml(&path, text, 0, &mut diagnostics).unwrap();
    let mut decoder = Decoder { path: &path, text, diagnostics: &mut diagnostics };
    let mut fields = decoder.fields(&node, "a walkthrough").unwrap();
    let spec = read(&mut fields, &(0..4));
    fields.finish();
    let messages = diagnostics.iter().map(|found| {
        assert_eq!(found.severity, Severity::Error);
        let range = found.span.as_ref().map_or(0..0, |span| span.range.clone());
        let help = found.help.first().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{} | {}{help}", text[range].trim(), found.message)
    });
    (spec, messages.collect())
}

const CODE: &str = "code: |\n  int main(void) {\n    int a = 5;\n  }\n";

#[test]
fn a_step_takes_over_what_it_leaves_out() {
    let (spec, messages) = parse(&format!(
        "language: c\n{CODE}steps:\n\
         - {{lines: 2, text: One., stack: [{{frame: main, slots: [{{name: a, value: 5}}]}}], output: hello}}\n\
         - {{lines: \"1-2\", text: Two., heap: [{{name: 1, to: main.a}}]}}\n\
         - {{lines: [3, 1-2], text: Three., stack: [], heap: []}}\n"
    ));
    assert_eq!(messages, [""; 0]);
    let spec = spec.unwrap();
    let [one, two, three] = spec.steps.as_slice() else { panic!("{spec:?}") };
    assert_eq!((&one.lines, &two.lines, &three.lines), (&vec![2], &vec![1, 2], &vec![1, 2, 3]));
    assert_eq!(one.scene.stack, two.scene.stack);
    assert_eq!(two.scene.heap[0].to.as_deref(), Some("main.a"));
    assert_eq!(three.scene, Scene { output: Some("hello".into()), ..Scene::default() });
}

#[test]
fn code_and_output_keep_the_blanks_before_them() {
    let (spec, _) = parse("code: |2\n    deep\n  flat\nsteps: [{lines: 1, text: x, output: \"  1\\n\"}]\n");
    let spec = spec.unwrap();
    assert_eq!(spec.code, "  deep\nflat");
    assert_eq!(spec.steps[0].scene.output.as_deref(), Some("  1"));
}

#[test]
fn what_is_missing_is_reported() {
    assert_eq!(
        parse("note: x\n").1,
        [
            "note | the key `code` is missing (add `code: …`)",
            "note | the key `steps` is missing (add `steps: …`)",
            "note | the key `note` has no meaning here (the keys are `language`, `code`, `steps`)",
        ]
    );
    let (spec, messages) = parse(&format!("{CODE}steps: []\n"));
    assert_eq!((spec, messages), (None, vec!["[ | `steps` is empty".to_owned()]));
    let (spec, messages) = parse(&format!(
        "{CODE}steps:\n- lines: []\n  stack: [{{slots: []}}]\n  heap: [{{value: 1}}, {{name: a}}]\n"
    ));
    assert_eq!(spec, None);
    assert_eq!(
        messages,
        [
            "[ | `lines` is empty",
            "slots | the key `frame` is missing (add `frame: …`)",
            "value | the key `name` is missing (add `name: …`)",
            "name | the key `value` is missing (add `value: …`)",
            "lines | the key `text` is missing (add `text: …`)",
        ]
    );
}

#[test]
fn a_line_outside_of_the_code_is_reported() {
    let (_, messages) = parse(&format!(
        "{CODE}steps:\n\
         - {{lines: [0, 4, 2-9, 3-2, -1, x, {{}}], text: x}}\n\
         - {{lines: 99999999999, text: x}}\n- {{lines: 1.5, text: x}}\n"
    ));
    assert_eq!(
        messages,
        [
            "0 | there is no line 0: lines are counted from 1",
            "4 | there is no line 4: the code has 3 lines",
            "2-9 | there is no line 9: the code has 3 lines",
            "3-2 | the lines end at 2, before their start at 3",
            "-1 | lines are counted from 1 (write `3`, `3-5` or `[3, 5-7]`)",
            "x | `lines` cannot be `x` (write `3`, `3-5` or `[3, 5-7]`)",
            "{ | `lines` takes numbers of lines, not a map (write `3`, `3-5` or `[3, 5-7]`)",
            "99999999999 | there is no line 99999999999: the code has 3 lines",
            "1.5 | `lines` takes numbers of lines, not a number with a fraction (write `3`, `3-5` or `[3, 5-7]`)",
        ]
    );
}

#[test]
fn wrong_types_and_unknown_words_are_reported_together() {
    let (_, messages) = parse(&format!(
        "{CODE}steps:\n\
         - {{lines: 1, text: x, colour: red, stack: main, heap: [5, {{name: a, state: fred}}]}}\n"
    ));
    assert_eq!(
        messages,
        [
            "main | `stack` takes a list, not a text",
            "5 | a place in memory takes a map of keys and values, not a number",
            "fred | `state` cannot be `fred` (did you mean `freed`?)",
            "colour | the key `colour` has no meaning here \
             (the keys are `lines`, `text`, `stack`, `heap`, `output`)",
        ]
    );
}

#[test]
fn a_pointer_that_leads_nowhere_says_so() {
    let (_, messages) = parse(&format!(
        "{CODE}steps:\n\
         - lines: 1\n  text: x\n  stack:\n  - {{frame: main, slots: [{{name: p, to: main.q}}, {{name: q, to: box}}]}}\n  \
           heap: [{{name: box, value: 1}}, {{name: dead, to: gone, state: dangling}}]\n\
         - lines: 2\n  text: y\n  heap: []\n\
         - lines: 2\n  text: z\n  heap: [{{name: r, to: mian.p}}]\n  stack: [{{frame: main, slots: [{{name: p, value: 1}}]}}]\n"
    ));
    let nowhere = "(write `frame.variable` or the name of a place on the heap; \
                   if the pointer leads nowhere, its state is `dangling`)";
    assert_eq!(
        messages,
        [
            format!("lines | nothing in memory is called `box` in this step {nowhere}"),
            "mian.p | nothing in memory is called `mian.p` in this step (did you mean `main.p`?)".to_owned(),
        ]
    );
}

#[test]
fn a_broken_pointer_that_later_steps_take_over_is_reported_once() {
    let (_, messages) = parse(&format!(
        "language: c\n{CODE}steps:\n\
         - {{lines: 2, text: One., stack: [{{frame: main, slots: [{{name: p, to: box}}, {{name: q, to: lid}}]}}], \
         heap: [{{name: lid, value: 1}}]}}\n\
         - {{lines: 2, text: Two.}}\n\
         - {{lines: 2, text: Three., heap: []}}\n\
         - {{lines: 2, text: Four.}}\n"
    ));
    let of = |name: &str| messages.iter().filter(|message| message.contains(&format!("`{name}`"))).count();
    assert_eq!((messages.len(), of("box"), of("lid")), (2, 1, 1), "{messages:?}");
}

#[test]
fn what_a_wrong_step_has_in_memory_is_there_in_the_next() {
    let (_, messages) = parse(&format!(
        "language: c\n{CODE}steps:\n\
         - {{lines: 20, text: One., heap: [{{name: lid, value: 1}}]}}\n\
         - {{lines: 2, text: Two., stack: [{{frame: main, slots: [{{name: q, to: lid}}]}}]}}\n"
    ));
    assert_eq!(messages.len(), 1, "{messages:?}");
}
