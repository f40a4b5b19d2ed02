//! Pages need no script: what one adds is a convenience, and everything there is to read is there without.

use std::collections::BTreeSet;

use crate::Stage;
use crate::session::Session;

pub(crate) fn pages_say_the_same_without_script(stage: &Stage) {
    let (with, without) = (stage.browser(), stage.browser());
    without.turn_scripts_off();
    stage.expect_none(|page| {
        let read = lines(&with, &page.url);
        assert!(read.len() > 10, "{} has {} lines", page.path, read.len());
        read.difference(&lines(&without, &page.url)).cloned().collect()
    });
}

pub(crate) fn the_menu_opens_without_script(stage: &Stage) {
    let browser = stage.browser();
    browser.turn_scripts_off();
    browser.resize(390);
    stage.expect_none(|page| {
        // What stands in a page elsewhere has no frame of the site around it.
        if page.template == "frame.html" {
            return Vec::new();
        }
        browser.go(&page.url);
        browser.click(".menu summary");
        browser.ask(include_str!("scripts/menu.js"), &[])
    });
}

pub(crate) fn scripts_can_be_turned_off(stage: &Stage) {
    let url = format!("{}/faulty/script.html", stage.server.origin);
    let browser = stage.browser();
    let said = "Said by a script";
    assert!(lines(&browser, &url).contains(said));
    browser.turn_scripts_off();
    assert!(!lines(&browser, &url).contains(said));
}

/// Everything there is to read on a page, folded lists included.
fn lines(browser: &Session, url: &str) -> BTreeSet<String> {
    browser.go(url);
    let text: String = browser.ask(include_str!("scripts/text.js"), &[]);
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}
