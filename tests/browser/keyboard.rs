//! Whoever has no pointer gets everywhere, and sees where they are.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use crate::Stage;
use crate::session::{ENTER, Session, TAB};

/// The element that has the focus.
#[derive(Debug, Deserialize)]
struct Focus {
    /// Its words, or the class of one without.
    name: String,
    /// Its place among all links and controls that are shown; `None` if it is not one of them.
    place: Option<usize>,
    /// Whether it stands in the main content.
    in_main: bool,
    /// Whether it is in sight and nothing covers it.
    seen: bool,
    /// Whether it is told apart from what has not the focus.
    marked: bool,
}

pub(crate) fn tab_reaches_the_skip_link_first_and_it_leads_to_the_content(stage: &Stage) {
    let browser = stage.browser();
    for width in [390, 1440] {
        browser.resize(width);
        stage.expect_none(|page| {
            // Nothing stands before the content of a frame.
            if page.template == "frame.html" {
                return Vec::new();
            }
            browser.go(&page.url);
            browser.press(TAB);
            let first = focus(&browser);
            browser.press(ENTER);
            browser.press(TAB);
            let next = focus(&browser);
            let mut problems = Vec::new();
            if first.name != "Skip to content" || !first.seen {
                problems.push(format!("at {width} px Tab reaches {first:?}"));
            }
            if !next.in_main {
                problems.push(format!("at {width} px the skip link leads to {next:?}"));
            }
            problems
        });
    }
}

pub(crate) fn the_menu_opens_by_keyboard_on_a_phone(stage: &Stage) {
    let browser = stage.browser();
    browser.resize(390);
    for key in [ENTER, ' '] {
        browser.go(&stage.page("project.html").url);
        let before: Vec<String> = browser.ask(include_str!("scripts/menu.js"), &[]);
        assert!(
            before.iter().any(|problem| problem.contains("does not show")),
            "the menu is shut: {before:#?}"
        );
        tab_to(&browser, "Menu");
        browser.press(key);
        let problems: Vec<String> = browser.ask(include_str!("scripts/menu.js"), &[]);
        assert!(problems.is_empty(), "{problems:#?}");
    }
    tab_to(&browser, "Projects");
    browser.press(ENTER);
    let wanted = &stage.page("projects.html").url;
    let arrived = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        browser.ask::<String>("return location.href", &[]) == *wanted
    });
    assert!(arrived, "the menu does not lead to {wanted}");
}

pub(crate) fn tab_reaches_every_link_and_shows_where_it_is(stage: &Stage) {
    let browser = stage.browser();
    for (template, width) in [("project.html", 390), ("project.html", 1440), ("chapter.html", 1440)] {
        browser.resize(width);
        browser.go(&stage.page(template).url);
        let stops: Vec<String> = browser.ask(include_str!("scripts/stops.js"), &[]);
        assert!(stops.len() > 20, "{template} has {stops:?}");
        for (place, stop) in stops.iter().enumerate() {
            browser.press(TAB);
            let focus = focus(&browser);
            assert_eq!(focus.place, Some(place), "{template} at {width} px: {stop} is next, not {focus:?}");
            assert!(focus.seen && focus.marked, "{template} at {width} px: {focus:?}");
        }
    }
}

/// Presses Tab until the element with these words has the focus.
fn tab_to(browser: &Session, name: &str) {
    let reached = (0..20).any(|_| {
        browser.press(TAB);
        focus(browser).name == name
    });
    assert!(reached, "Tab does not reach {name}");
}

fn focus(browser: &Session) -> Focus {
    serde_json::from_value(browser.ask::<Value>(include_str!("scripts/focus.js"), &[])).unwrap()
}
