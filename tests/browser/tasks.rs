//! What readers come for, and how many clicks it is away. More of it stands in `search` and `directory`.

use crate::Stage;
use crate::directory::choose;
use crate::search::{OPTIONS, first, look_up, wait};

/// A chapter that prints how large the compiler is.
const CHAPTER: &str = "chapters/the-industry/robots-rockets-art/";

/// Where the browser is, with what it points to.
const PLACE: &str = "return location.pathname + location.hash";

/// The rows of a directory that are shown, a line each.
const ROWS: &str = "return [...document.querySelectorAll('.rows tbody tr:not([hidden])')]\
    .map((row) => row.textContent.replace(/\\s+/g, ' ')).join('\\n')";

/// What the place that the address points to says, if a reader sees it.
const AT_PLACE: &str = "const place = document.getElementById(decodeURIComponent(location.hash.slice(1))); \
    return place?.checkVisibility() ? place.textContent.replace(/\\s+/g, ' ') : ''";

/// A page by its address below the root of the report.
fn below_root(stage: &Stage, path: &str) -> String {
    format!("{}{path}", stage.page("home.html").url)
}

pub(crate) fn organisations_of_a_country_and_what_they_use_are_two_clicks_from_home(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("home.html").url);
    browser.click(".doors a[href$='/companies/']");
    wait(&browser, "return String(document.querySelectorAll('.filters').length)", |count| count == "1");
    choose(&browser, "country", "China");
    let rows = wait(&browser, ROWS, |rows| !rows.contains("United States"));
    for (name, use_of_it) in [("Zhihu", "its search"), ("PingCAP", "TiKV"), ("ByteDance", "China")] {
        assert!(rows.lines().any(|row| row.contains(name) && row.contains(use_of_it)), "{rows}");
    }
    stage.give_back(browser);
}

pub(crate) fn where_a_figure_comes_from_and_what_speaks_against_it_is_one_click_away(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&below_root(stage, CHAPTER));
    browser.click("a.figure[href*='/rust-language/#lines-of-code']");
    let told = wait(&browser, AT_PLACE, |text| !text.is_empty());
    for part in ["about 1,790,000", "June 2021", "Industry report, 2021", "How the lines were counted"] {
        assert!(told.contains(part), "{told}");
    }
    stage.give_back(browser);
}

pub(crate) fn all_figures_as_a_file_are_two_clicks_from_home(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("home.html").url);
    browser.click(".doors a[href$='/data/']");
    wait(&browser, PLACE, |place| place.ends_with("/data/"));
    // A file that is clicked is stored and not shown, so what would be stored is fetched.
    let rows = "const link = document.querySelector('main a[href$=\"/data/facts.csv\"]'); \
        const request = new XMLHttpRequest(); request.open('GET', link.href, false); request.send(); \
        return link.checkVisibility() ? request.responseText : ''";
    let rows: String = browser.ask(rows, &[]);
    assert!(first(&rows).starts_with("entity,id,metric,"), "{}", first(&rows));
    assert!(rows.lines().count() > 400, "{} rows", rows.lines().count());
    stage.give_back(browser);
}

pub(crate) fn a_chapter_is_cited_in_two_clicks(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&below_root(stage, CHAPTER));
    browser.click("#fb-cite > summary");
    let form = "const form = document.querySelector('#fb-cite [data-form=text]'); \
        return form.checkVisibility() ? form.textContent : ''";
    let cited = wait(&browser, form, |text| text.contains(CHAPTER));
    assert!(cited.contains("The Rust industry report"), "{cited}");
    let said = "return document.querySelector('#fb-cite button')?.textContent ?? ''";
    wait(&browser, said, |text| text == "Copy");
    browser.click("#fb-cite button");
    wait(&browser, said, |text| text == "Copied");
    stage.give_back(browser);
}

pub(crate) fn a_figure_is_cited_by_its_own_address(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&below_root(stage, "projects/rust-language/"));
    browser.click("#fb-cite > summary");
    let form =
        |name: &str| format!("return document.querySelector('#fb-cite [data-form={name}]').textContent");
    let page = wait(&browser, &form("text"), |text| text.contains("/projects/rust-language/"));
    browser.click("dd[id^='lines-of-code.2021-06'] time a");
    let fact = wait(&browser, &form("text"), |text| *text != page);
    for format in ["text", "bibtex", "ris", "csl"] {
        let cited: String = browser.ask(&form(format), &[]);
        assert!(cited.contains("#lines-of-code.2021-06.industry-2021"), "{format}: {cited}");
    }
    assert!(fact.contains("1,790,000"), "{fact}");
    stage.give_back(browser);
}

pub(crate) fn what_changed_is_one_click_from_home(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("home.html").url);
    browser.click(".doors a[href$='/changes/']");
    wait(&browser, PLACE, |place| place.ends_with("/changes/"));
    let told: String = browser.ask("return document.querySelector('main').textContent", &[]);
    for part in ["2021", "2026", "crates.io"] {
        assert!(told.contains(part), "{told}");
    }
    stage.give_back(browser);
}

pub(crate) fn a_name_in_chinese_finds_its_organisation_in_one_click(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("home.html").url);
    look_up(&browser, "字节跳动");
    wait(&browser, OPTIONS, |text| first(text).contains("ByteDance"));
    browser.click(".suggestions a");
    wait(&browser, PLACE, |place| place.ends_with("/companies/bytedance/"));
    stage.give_back(browser);
}
