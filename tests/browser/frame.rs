//! What the frame of every page does by script: the choice of colours is kept, and menus shut.

use serde_json::json;

use crate::Stage;
use crate::session::{ESCAPE, Session};

const CHOOSE: &str = "const choice = document.querySelector('.theme-choice');\
    choice.value = arguments[0]; choice.dispatchEvent(new Event('change'));";

pub(crate) fn the_choice_of_colours_is_kept_from_page_to_page(stage: &Stage) {
    let browser = stage.browser();
    browser.prefer("light");
    browser.go(&stage.page("project.html").url);
    let light = ground(&browser);
    browser.ask::<()>(CHOOSE, &[json!("dark")]);
    let dark = ground(&browser);
    assert_ne!(light, dark);
    browser.go(&stage.page("chapter.html").url);
    assert_eq!(ground(&browser), dark, "another page is as dark");
    let shown: String = browser.ask("return document.querySelector('.theme-choice').value", &[]);
    assert_eq!(shown, "dark", "and shows what was chosen");
    browser.ask::<()>(CHOOSE, &[json!("light")]);
    browser.prefer("dark");
    assert_eq!(ground(&browser), light, "the choice goes before the desktop");
    browser.ask::<()>(CHOOSE, &[json!("")]);
    assert_eq!(ground(&browser), dark, "until it is taken back");
    browser.go(&stage.page("project.html").url);
    assert_eq!(ground(&browser), dark);
}

pub(crate) fn a_list_of_the_menu_opens_without_script_and_shuts_with_one(stage: &Stage) {
    let (with, without) = (stage.browser(), stage.browser());
    without.turn_scripts_off();
    for browser in [&with, &without] {
        browser.resize(1440);
        browser.go(&stage.page("project.html").url);
        assert!(!is_open(browser), "it is shut at first");
        press(browser);
        assert!(is_open(browser), "a click opens it");
    }
    with.press(ESCAPE);
    assert!(!is_open(&with), "Escape shuts it");
    press(&with);
    with.click("h1");
    assert!(!is_open(&with), "so does a click beside it");
    press(&without);
    assert!(!is_open(&without), "and without script another click");
}

/// Presses the button of the list. The driver takes whatever is in a `details` without `open` for hidden, and the menu
/// around it is held open by its style.
fn press(browser: &Session) {
    browser.ask::<()>("document.querySelector('.submenu summary').click()", &[]);
}

fn ground(browser: &Session) -> String {
    browser.ask("return getComputedStyle(document.body).backgroundColor", &[])
}

/// Whether a link of the list is seen.
fn is_open(browser: &Session) -> bool {
    browser.ask("return document.querySelector('.submenu a').checkVisibility()", &[])
}
