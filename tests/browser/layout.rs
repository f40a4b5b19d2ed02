//! From the narrowest phone to a desk, every page fits, and nothing on it is in the way of anything else.

use serde_json::json;

use crate::Stage;
use crate::session::Session;

/// The smallest phone that is still sold, an ordinary one, a tablet, a desk.
const WIDTHS: &[u32] = &[320, 390, 768, 1440];

pub(crate) fn no_page_scrolls_sideways(stage: &Stage) {
    expect_none(stage, "sideways");
}

pub(crate) fn nothing_is_cut_off(stage: &Stage) {
    expect_none(stage, "cut");
}

pub(crate) fn nothing_overlaps(stage: &Stage) {
    expect_none(stage, "overlap");
}

pub(crate) fn every_mark_of_a_timeline_is_a_target_of_its_own(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("timeline.html").url);
    let missed = |width| {
        browser.resize(width);
        browser.ask::<Vec<String>>(include_str!("scripts/targets.js"), &[])
    };
    for width in [320, 390, 600, 768, 1024, 1440] {
        assert_eq!(missed(width), Vec::<String>::new(), "at {width} px");
    }
    let nearer = "for (const mark of document.querySelectorAll('.lane .at')) mark.setAttribute('x', '50%'); return true";
    assert!(browser.ask::<bool>(nearer, &[]));
    assert!(missed(390).iter().any(|found| found.contains("share")));
    stage.give_back(browser);
}

pub(crate) fn dates_stay_behind_their_values_from_right_to_left(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("changes.html").url);
    browser.resize(1440);
    let found: Vec<String> = browser.ask(include_str!("scripts/courses.js"), &[]);
    assert_eq!(found, Vec::<String>::new());
    stage.give_back(browser);
}

pub(crate) fn faults_of_layout_are_found(stage: &Stage) {
    let browser = stage.browser();
    browser.go(&format!("{}/faulty/layout.html", stage.server.origin));
    let found = |question| problems(&browser, question, 320).join("\n");
    assert!(found("sideways").contains("<div#wide>"), "{}", found("sideways"));
    assert!(found("cut").contains("<div#cut>"), "{}", found("cut"));
    assert!(found("cut").contains("<text#edge>"), "{}", found("cut"));
    assert!(found("overlap").contains("<p#above>"), "{}", found("overlap"));
    assert!(found("overlap").contains("<text#two>"), "{}", found("overlap"));
    for question in ["sideways", "cut", "overlap"] {
        assert!(!found(question).contains("fine"), "{}", found(question));
    }
}

fn expect_none(stage: &Stage, question: &str) {
    let browser = stage.browser();
    stage.expect_none(|page| {
        browser.go(&page.url);
        let widths = WIDTHS.iter().flat_map(|&width| problems(&browser, question, width));
        widths.collect()
    });
}

fn problems(browser: &Session, question: &str, width: u32) -> Vec<String> {
    browser.resize(width);
    let found: Vec<String> = browser.ask(include_str!("scripts/layout.js"), &[json!(question), json!(width)]);
    found.into_iter().map(|what| format!("at {width} px {what}")).collect()
}
