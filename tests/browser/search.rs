//! The search, as readers use it: what they type, what is found, and how many clicks it is away.

use std::path::Path;
use std::time::Duration;

use crate::Stage;
use crate::accessibility::script;
use crate::session::{ENTER, ESCAPE, Session};

/// What the protocol calls the arrow down.
const DOWN: char = '\u{e015}';

/// What can be chosen below the field, a line each.
pub(crate) const OPTIONS: &str = "return [...document.querySelectorAll('.suggestions:not([hidden]) [role=option]')]\
    .map((one) => one.textContent.replace(/\\s+/g, ' ')).join('\\n')";

/// What the page of the search has found, a line each.
const FOUND: &str = "return [...document.querySelectorAll('.search-results li')]\
    .map((one) => one.textContent.replace(/\\s+/g, ' ')).join('\\n')";

/// Waits until the page says what it is to say, and returns what a script says then.
#[track_caller]
pub(crate) fn wait(browser: &Session, script: &str, done: impl Fn(&str) -> bool) -> String {
    let mut said = String::new();
    for _ in 0..200 {
        said = browser.try_ask(script).unwrap_or_default();
        if done(&said) {
            return said;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("after ten seconds it says:\n{said}");
}

/// Goes to the field by its key and types.
pub(crate) fn look_up(browser: &Session, words: &str) {
    browser.press('/');
    words.chars().for_each(|key| browser.press(key));
}

pub(crate) fn first(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

pub(crate) fn a_figure_is_found_with_its_date_and_source_in_one_click(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("home.html").url);
    look_up(&browser, "tikv lines of code");
    let told = wait(&browser, OPTIONS, |text| first(text).contains("300,000"));
    for part in ["TiKV: Lines of code", "about 300,000", "June 2021", "Industry report"] {
        assert!(first(&told).contains(part), "{told}");
    }
    browser.click(".suggestions a");
    wait(&browser, "return location.href", |url| url.contains("/projects/tikv/#"));
    let seen: bool =
        browser.ask("return document.getElementById(location.hash.slice(1)).checkVisibility()", &[]);
    assert!(seen);
    stage.give_back(browser);
}

pub(crate) fn a_slip_of_the_keyboard_finds_the_same_page(stage: &Stage) {
    let browser = stage.used_browser();
    for slip in ["tkiv", "tikb", "tivk"] {
        browser.go(&stage.page("sources.html").url);
        look_up(&browser, slip);
        wait(&browser, OPTIONS, |text| text.contains("TiKV"));
    }
    stage.give_back(browser);
}

pub(crate) fn keys_choose_among_what_is_found_and_escape_closes_the_list(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("chapter.html").url);
    look_up(&browser, "tikv");
    wait(&browser, OPTIONS, |text| text.contains("TiKV"));
    let heard = "return document.querySelector('.search [role=status]').textContent";
    wait(&browser, heard, |text| text.contains("result"));
    browser.press(DOWN);
    let active = "const field = document.activeElement; return field.getAttribute('aria-expanded') + ' ' + \
        document.getElementById(field.getAttribute('aria-activedescendant'))?.textContent";
    assert!(browser.ask::<String>(active, &[]).starts_with("true TiKV"));
    browser.press(ESCAPE);
    assert_eq!(browser.ask::<String>(OPTIONS, &[]), "");
    assert_eq!(browser.ask::<String>("return document.activeElement.value", &[]), "tikv");
    browser.press('2');
    browser.press('\u{e003}');
    wait(&browser, OPTIONS, |text| text.contains("TiKV"));
    browser.press(DOWN);
    browser.press(ENTER);
    wait(&browser, "return location.pathname", |path| path.ends_with("/projects/tikv/"));
    stage.give_back(browser);
}

pub(crate) fn everything_on_a_word_is_on_one_page_that_going_back_returns_to(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("home.html").url);
    look_up(&browser, "embedded");
    browser.press(ENTER);
    wait(&browser, "return location.search", |query| query == "?q=embedded");
    let found = wait(&browser, FOUND, |text| text.lines().count() > 20);
    assert!(found.contains("embedded-hal"), "{found}");
    let marked = "return [...document.querySelectorAll('.search-results mark')].map((one) => one.textContent).join('\\n')";
    wait(&browser, marked, |text| text.to_lowercase().contains("embedded"));
    let status: String = browser.ask("return document.querySelector('.search-status').textContent", &[]);
    assert!(status.ends_with(" results"), "{status}");
    browser.click(".search-results a");
    wait(&browser, "return String(document.querySelector('.search-results') === null)", |gone| {
        gone == "true"
    });
    browser.back();
    wait(&browser, FOUND, |text| first(text) == first(&found));
    stage.give_back(browser);
}

pub(crate) fn results_are_narrowed_down_by_kind(stage: &Stage) {
    let browser = stage.used_browser();
    let search = stage.page("search.html").url.clone();
    browser.go(&format!("{search}?q=embedded&kind=d"));
    let headings =
        "return [...document.querySelectorAll('.search-results h2')].map((one) => one.textContent).join()";
    wait(&browser, headings, |text| text == "Domains");
    browser.go(&format!("{search}?q=embedded&tag=embedded"));
    let found = wait(&browser, FOUND, |text| text.contains("embedded-hal"));
    browser.go(&format!("{search}?q=embedded"));
    wait(&browser, FOUND, |text| text.lines().count() > found.lines().count());
    browser.go(&format!("{search}?q=database&organisation=PingCAP"));
    wait(&browser, FOUND, |text| text.contains("TiKV") && !text.contains("InfluxDB"));
    stage.give_back(browser);
}

pub(crate) fn the_best_of_a_kind_is_found_where_pages_of_others_match_better(stage: &Stage) {
    let browser = stage.used_browser();
    let search = format!("{}teas/search/", stage.page("home.html").url);
    browser.go(&format!("{search}?q=oolong+cash"));
    wait(&browser, FOUND, |text| text.contains("About"));
    browser.go(&format!("{search}?q=oolong+cash&kind=p"));
    wait(&browser, FOUND, |text| text == "Oolong");
    stage.give_back(browser);
}

pub(crate) fn a_page_is_quoted_once_it_is_known_and_read_once(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("search.html").url);
    browser.click("main form.search input");
    "embedded".chars().for_each(|key| browser.press(key));
    let marked = "return [...document.querySelectorAll('.search-results mark')].map((one) => one.textContent).join('\\n')";
    wait(&browser, marked, |text| text.to_lowercase().contains("embedded"));
    "embedded".chars().for_each(|_| browser.press('\u{e003}'));
    wait(&browser, FOUND, str::is_empty);
    "embedded".chars().for_each(|key| browser.press(key));
    wait(&browser, marked, |text| text.to_lowercase().contains("embedded"));
    std::thread::sleep(Duration::from_millis(500));
    let read: Vec<String> = browser.ask(
        "return performance.getEntriesByType('resource').map((one) => one.name).filter((name) => name.endsWith('/'))",
        &[],
    );
    let mut once = read.clone();
    once.sort();
    once.dedup();
    assert!(!read.is_empty());
    assert_eq!(read.len(), once.len(), "{read:?}");
    stage.give_back(browser);
}

pub(crate) fn the_keyboard_goes_on_where_more_is_shown(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&format!("{}?q=embedded", stage.page("search.html").url));
    wait(&browser, FOUND, |text| text.lines().count() > 20);
    let title: String = browser.ask(
        "const section = document.querySelector('.search-results section:has(> button)'); \
            return section.querySelector('h2').textContent",
        &[],
    );
    browser.click(".search-results section > button");
    let at = "const section = document.activeElement.closest('.search-results section'); if (!section) return ''; \
        const links = [...section.querySelectorAll('a')]; \
        return `${section.querySelector('h2').textContent} ${links.indexOf(document.activeElement)}`";
    wait(&browser, at, |text| text == format!("{title} 10"));
    stage.give_back(browser);
}

pub(crate) fn the_folder_of_the_site_is_no_word_to_look_for(stage: &Stage) {
    let browser = stage.used_browser();
    let home = &stage.page("home.html").url;
    browser.go(&format!("{home}qqqzzzqqq/"));
    let looked =
        "return String(performance.getEntriesByType('resource').some((one) => one.name.includes('/words-')))";
    wait(&browser, looked, |looked| looked == "true");
    std::thread::sleep(Duration::from_millis(500));
    let meant = "return document.querySelector('.did-you-mean:not([hidden])')?.textContent ?? ''";
    assert_eq!(browser.ask::<String>(meant, &[]), "");
    stage.give_back(browser);
}

pub(crate) fn the_error_page_suggests_what_was_meant(stage: &Stage) {
    let browser = stage.used_browser();
    let home = &stage.page("home.html").url;
    browser.go(&format!("{home}projects/tivk.html"));
    let meant = "return document.querySelector('.did-you-mean:not([hidden])')?.textContent ?? ''";
    wait(&browser, meant, |text| text.contains("TiKV"));
    stage.give_back(browser);
}

pub(crate) fn a_first_query_loads_little(stage: &Stage) {
    let browser = stage.browser();
    browser.go(&stage.page("domains.html").url);
    look_up(&browser, "tikv lines of code");
    wait(&browser, OPTIONS, |text| first(text).contains("300,000"));
    let bytes: f64 = browser.ask(
        "return performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.json'))\
            .reduce((sum, one) => sum + one.decodedBodySize, 0)",
        &[],
    );
    // Hosts send a third of it.
    assert!(bytes > 1000.0 && bytes < 150_000.0, "{bytes} bytes");
}

pub(crate) fn a_phone_gets_from_home_to_an_entity_in_one_tap(stage: &Stage) {
    let browser = stage.used_browser();
    browser.resize(390);
    browser.go(&stage.page("home.html").url);
    browser.click("form.search input");
    "tikv".chars().for_each(|key| browser.press(key));
    wait(&browser, OPTIONS, |text| text.contains("TiKV"));
    let wide: bool = browser
        .ask("return document.documentElement.scrollWidth > document.documentElement.clientWidth", &[]);
    assert!(!wide, "the list makes the page scroll sideways");
    browser.click(".suggestions a");
    wait(&browser, "return location.pathname", |path| path.ends_with("/projects/tikv/"));
    stage.give_back(browser);
}

pub(crate) fn axe_finds_nothing_to_object_to_in_what_is_found(stage: &Stage, path: &Path) {
    let browser = stage.browser();
    let axe = script(path);
    for (width, scheme) in [(390, "dark"), (1440, "light")] {
        browser.resize(width);
        browser.prefer(scheme);
        browser.go(&stage.page("home.html").url);
        look_up(&browser, "tikv lines of code");
        wait(&browser, OPTIONS, |text| first(text).contains("300,000"));
        browser.press(DOWN);
        assert_eq!(browser.ask::<Vec<String>>(&axe, &[]), [""; 0], "at {width} px, {scheme}");
        browser.go(&format!("{}?q=embedded", stage.page("search.html").url));
        wait(&browser, FOUND, |text| text.contains("embedded-hal"));
        assert_eq!(browser.ask::<Vec<String>>(&axe, &[]), [""; 0], "at {width} px, {scheme}");
    }
}
