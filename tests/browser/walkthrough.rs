//! A walk-through can be read as a whole, and stepped through by buttons and keys where scripts run.

use fieldbook::config::BaseUrl;
use fieldbook::diagnostic::any_error;
use fieldbook::files::MemoryFiles;
use fieldbook::pipeline::{self, Options, Silent};
use serde::Deserialize;

use crate::Stage;
use crate::server::{Files, Server};
use crate::session::{ENTER, Session, TAB};

/// What the protocol calls the keys that step.
const LEFT: char = '\u{e012}';
const RIGHT: char = '\u{e014}';
const HOME: char = '\u{e011}';
const END: char = '\u{e010}';

const BOOK: &str = "[book]\ntitle = \"Test\"\n";

/// Two walk-throughs, so that it is seen whether one of them minds the keys of the other.
const PAGE: &str = r#"---
title: Two walk-throughs
---

```walkthrough
title: Three steps
language: c
code: |
  int a = 5;
  int *p = &a;
  printf("%d\n", *p);
steps:
  - lines: 1
    text: A number.
    stack: [{frame: main, slots: [{name: a, value: 5}]}]
  - lines: 2
    text: Its address.
    stack: [{frame: main, slots: [{name: a, value: 5}, {name: p, to: main.a}]}]
  - lines: 3
    text: It is printed.
    output: "5"
```

```walkthrough
title: Two steps
code: |
  one
  two
steps:
  - {lines: 1, text: The first.}
  - {lines: 2, text: The second.}
```
"#;

/// What a walk-through looks like to a reader.
#[derive(Debug, Deserialize)]
struct Sight {
    /// The numbers of the steps that are seen.
    steps: Vec<usize>,
    /// What is said beside the buttons to who sees them; nothing if there are none.
    status: String,
    height: u32,
}

/// Publishes the page and returns its address.
fn publish() -> String {
    let server = Server::start("/404.html", |origin| {
        let mut files = MemoryFiles::default();
        files.insert("book.toml", BOOK);
        files.insert("content/steps.md", PAGE);
        let base_url = Some(BaseUrl::parse(&format!("{origin}/")).expect("an address"));
        let build = pipeline::build(&files, &Options { base_url, ..Options::default() }, &Silent).unwrap();
        assert!(!any_error(&build.diagnostics), "{:#?}", build.diagnostics);
        build.output.iter().map(|(path, bytes)| (format!("/{path}"), bytes.clone())).collect::<Files>()
    });
    format!("{}/steps/", server.origin)
}

/// Both walk-throughs, as they are seen.
fn sights(browser: &Session) -> [Sight; 2] {
    browser.ask(
        "return [...document.querySelectorAll('figure.walkthrough')].map((figure) => {
            const seen = (one) => one.checkVisibility({ visibilityProperty: true });
            const steps = [...figure.querySelectorAll('.walk-step')];
            const status = figure.querySelector('.walk-status');
            return {
                steps: steps.flatMap((step, place) => (seen(step) ? [place + 1] : [])),
                status: seen(status) ? status.firstChild.textContent : '',
                height: Math.round(figure.getBoundingClientRect().height),
            };
        });",
        &[],
    )
}

/// The steps of both that are seen.
fn steps(browser: &Session) -> [Vec<usize>; 2] {
    sights(browser).map(|sight| sight.steps)
}

/// What the first walk-through tells who does not see it.
fn announced(browser: &Session) -> String {
    browser.ask("return document.querySelector('.walk-status').textContent", &[])
}

pub(crate) fn all_steps_are_seen_without_script(stage: &Stage) {
    let browser = stage.browser();
    browser.turn_scripts_off();
    browser.go(&publish());
    let [first, second] = sights(&browser);
    assert_eq!((first.steps, second.steps), (vec![1, 2, 3], vec![1, 2]));
    assert_eq!((first.status, second.status), (String::new(), String::new()), "buttons that do nothing");
}

pub(crate) fn buttons_and_keys_step_through_one_of_several(stage: &Stage) {
    let browser = stage.used_browser();
    for width in [390, 1440] {
        browser.resize(width);
        browser.go(&publish());
        let before = sights(&browser);
        assert_eq!(before[0].steps, [1]);
        assert_eq!(before[0].status, "Step 1 of 3");
        browser.click("figure.walkthrough .walk-bar button:nth-of-type(2)");
        assert_eq!(steps(&browser), [vec![2], vec![1]]);
        assert_eq!(announced(&browser), "Step 2 of 3. Line 2. Its address.");
        for (key, expected) in [(RIGHT, 3), (RIGHT, 3), (HOME, 1), (LEFT, 1), (END, 3), (LEFT, 2)] {
            browser.press(key);
            assert_eq!(steps(&browser), [vec![expected], vec![1]], "{key:?} at {width} px");
        }
        let after = sights(&browser);
        assert_eq!(after.map(|sight| sight.height), before.map(|sight| sight.height), "nothing jumps");
    }
    stage.give_back(browser);
}

pub(crate) fn all_steps_can_be_shown_at_once(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&publish());
    browser.click("figure.walkthrough .walk-bar button:nth-of-type(2)");
    browser.press(TAB);
    browser.press(ENTER);
    assert_eq!(steps(&browser), [vec![1, 2, 3], vec![1]]);
    browser.press(RIGHT);
    assert_eq!(steps(&browser), [vec![1, 2, 3], vec![1]], "there is nothing to step through");
    browser.press(ENTER);
    assert_eq!(steps(&browser), [vec![2], vec![1]], "one is where one was");
    stage.give_back(browser);
}

pub(crate) fn a_click_into_a_walk_through_gives_it_the_keys(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&publish());
    browser.click("figure.walkthrough .walk-step.shown .walk-text");
    browser.press(RIGHT);
    assert_eq!(steps(&browser), [vec![2], vec![1]]);
    stage.give_back(browser);
}

pub(crate) fn all_steps_are_on_paper(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&publish());
    browser.print();
    assert_eq!(steps(&browser), [vec![1, 2, 3], vec![1, 2]]);
    stage.give_back(browser);
}
