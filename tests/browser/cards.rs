//! What shows while one rests on a link.

use std::time::Duration;

use crate::Stage;
use crate::search::wait;
use crate::session::{ESCAPE, Session};

/// The words of the card; empty if none is shown.
const CARD: &str =
    "return document.querySelector('.card:not([hidden])')?.textContent.replace(/\\s+/g, ' ') ?? ''";

/// Puts the keyboard on the first link that a selector finds.
fn focus(browser: &Session, selector: &str) {
    let script = "const link = document.querySelector(arguments[0]); link.focus({ focusVisible: true }); \
        return link.getAttribute('href')";
    let href: String = browser.ask(script, &[selector.into()]);
    assert!(!href.is_empty());
}

/// Where what stands in the text stands.
const PLACES: &str = "return [...document.querySelectorAll('main *')].map((one) => { \
    const { x, y, width } = one.getBoundingClientRect(); return [x, y + scrollY, width].join() }).join(' ')";

pub(crate) fn a_link_to_an_entity_shows_its_summary_and_two_figures(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("projects.html").url);
    browser.resize(1440);
    wait(&browser, "return String(document.querySelectorAll('.card').length)", |count| count == "1");
    let link = ".rows tbody th a[href$='/projects/tikv/']";
    let show = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' }); return true";
    assert!(browser.ask::<bool>(show, &[link.into()]));
    let before: String = browser.ask(PLACES, &[]);
    browser.rest(link);
    let card = wait(&browser, CARD, |card| card.contains("TiKV"));
    assert!(card.contains("Lines of codeabout 300,000 June 2021"), "{card}");
    assert_eq!(browser.ask::<String>(PLACES, &[]), before, "nothing moves");
    let described = "return document.getElementById(document.querySelector(arguments[0]).getAttribute('aria-describedby'))\
        .getAttribute('role')";
    assert_eq!(browser.ask::<String>(described, &[link.into()]), "tooltip");
    browser.press(ESCAPE);
    wait(&browser, CARD, str::is_empty);
    assert_eq!(browser.complaints(), Vec::<String>::new());
    stage.give_back(browser);
}

pub(crate) fn a_figure_shows_its_date_source_and_other_values_to_the_keyboard(stage: &Stage) {
    let browser = stage.used_browser();
    let home = &stage.page("home.html").url;
    browser.go(&format!("{home}teas/about/"));
    wait(&browser, "return String(document.querySelectorAll('.card').length)", |count| count == "1");
    focus(&browser, "main .figure");
    let card = wait(&browser, CARD, |card| !card.is_empty());
    assert_eq!(card, "Pu'er · Cups9 2022 Counted in March Our reading: Too many.7 2021");
    // What the keyboard leaves is not shown for long.
    focus(&browser, "main a[href$='/companies/cash/']");
    wait(&browser, CARD, |card| card.starts_with("Cash $& Carry") && card.ends_with("Cups50 2021"));
    focus(&browser, ".site-name");
    wait(&browser, CARD, str::is_empty);
    stage.give_back(browser);
}

pub(crate) fn links_in_pictures_and_pages_that_cannot_be_read_break_nothing(stage: &Stage) {
    let browser = stage.used_browser();
    browser.resize(1440);
    browser.go(&stage.page("timeline.html").url);
    wait(&browser, "return String(document.querySelectorAll('.card').length)", |count| count == "1");
    let errors = "window.failed = []; addEventListener('error', ({ message }) => failed.push(message)); \
        addEventListener('unhandledrejection', ({ reason }) => failed.push(String(reason))); \
        window.fetch = () => Promise.reject(new Error('gone')); return true";
    let failed = "return window.failed.join()";
    assert!(browser.ask::<bool>(errors, &[]));
    let touch = "document.querySelector('main svg a').dispatchEvent(new PointerEvent('pointerover', { bubbles: true })); return true";
    assert!(browser.ask::<bool>(touch, &[]));
    std::thread::sleep(Duration::from_millis(400));
    assert_eq!(browser.ask::<String>(failed, &[]), "");
    browser.go(&stage.page("compare.html").url);
    wait(&browser, "return String(!document.querySelector('.compare-add').hidden)", |shown| shown == "true");
    assert!(browser.ask::<bool>(errors, &[]));
    let choose = "history.replaceState(null, '', '?p=tikv'); dispatchEvent(new PopStateEvent('popstate')); return true";
    assert!(browser.ask::<bool>(choose, &[]));
    let status = "return document.querySelector('.compare-status').textContent";
    wait(&browser, status, |text| text.contains("tikv"));
    assert_eq!(browser.ask::<String>(failed, &[]), "");
    stage.give_back(browser);
}

pub(crate) fn a_finger_gets_no_card(stage: &Stage) {
    let browser = stage.used_browser();
    browser.resize(390);
    browser.go(&format!("{}teas/about/", stage.page("home.html").url));
    wait(&browser, "return String(document.querySelectorAll('.card').length)", |count| count == "1");
    let touch = "const link = document.querySelector('main .figure'); \
        link.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'touch' })); return true";
    assert!(browser.ask::<bool>(touch, &[]));
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(browser.ask::<String>(CARD, &[]), "");
    stage.give_back(browser);
}
