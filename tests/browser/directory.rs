//! Directories that are sorted and narrowed down, and entities that are compared.

use crate::Stage;
use crate::search::{first, wait};
use crate::session::{ENTER, Session, TAB};

/// The names of the rows that are shown, in their order, a line each.
const NAMES: &str = "return [...document.querySelectorAll('.rows tbody tr:not([hidden]) th a')]\
    .map((one) => one.textContent).join('\\n')";

/// The names at the head of a comparison.
const COMPARED: &str =
    "return [...document.querySelectorAll('.comparison thead a')].map((one) => one.textContent).join()";

/// Chooses a value of a list, as a reader does.
pub(crate) fn choose(browser: &Session, name: &str, value: &str) {
    let script = "const field = document.querySelector(`.filters [name=${arguments[0]}]`); \
        field.value = arguments[1]; field.dispatchEvent(new Event('input', { bubbles: true })); return field.value";
    assert_eq!(browser.ask::<String>(script, &[name.into(), value.into()]), value);
}

pub(crate) fn a_directory_is_narrowed_down_and_sorted_and_its_address_says_so(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("projects.html").url);
    let all = wait(&browser, NAMES, |names| names.lines().count() > 50);
    wait(&browser, "return String(document.querySelectorAll('.filters').length)", |count| count == "1");
    browser.click(".filters input[type=search]");
    "database".chars().for_each(|key| browser.press(key));
    let few = wait(&browser, NAMES, |names| names.lines().count() < all.lines().count());
    assert!(few.contains("TiKV"), "{few}");
    browser.click(".rows thead .name button");
    let sorted = wait(&browser, NAMES, |names| first(names) != first(&few));
    let mut expected: Vec<_> = sorted.lines().map(str::to_lowercase).collect();
    expected.sort();
    assert_eq!(sorted.to_lowercase().lines().next(), expected.first().map(String::as_str));
    let address: String = browser.ask("return location.search", &[]);
    assert_eq!(address, "?text=database&sort=Project&order=up");
    browser.reload();
    wait(&browser, NAMES, |names| names == sorted);
    stage.give_back(browser);
}

/// The heads of the columns that are shown.
const COLUMNS: &str = "return [...document.querySelectorAll('.rows thead th')]\
    .filter((head) => getComputedStyle(head).display !== 'none').map((head) => head.textContent).join()";

pub(crate) fn columns_are_chosen_by_keyboard_and_the_address_says_which(stage: &Stage) {
    let browser = stage.used_browser();
    let url = &stage.page("projects.html").url;
    browser.resize(1000);
    browser.go(url);
    wait(&browser, "return String(document.querySelectorAll('.which').length)", |count| count == "1");
    let few = "Project,Contributors,Main developers,Lines of code";
    assert_eq!(browser.ask::<String>(COLUMNS, &[]), few);
    let names: String = browser.ask(NAMES, &[]);
    browser.ask::<()>("document.querySelector('.which summary').focus()", &[]);
    browser.press(ENTER);
    let ticked =
        "return [...document.querySelectorAll('.which input:checked')].map((one) => one.value).join()";
    wait(&browser, ticked, |ticked| ticked == "Contributors,Main developers,Lines of code");
    // The first box is that of the domains, for which there is no room unless somebody asks.
    browser.press(TAB);
    browser.press(' ');
    wait(&browser, COLUMNS, |columns| columns == "Project,Domain,Contributors,Main developers,Lines of code");
    assert!(browser.ask::<bool>("return document.documentElement.scrollWidth <= innerWidth", &[]));
    let chosen: String = browser.ask("return location.search", &[]);
    assert_eq!(chosen, "?column=Domain&column=Contributors&column=Main+developers&column=Lines+of+code");
    browser.press(' ');
    wait(&browser, COLUMNS, |columns| columns == few);
    assert_eq!(browser.ask::<String>("return location.search", &[]), "", "it is as it was");
    // Who is sent an address sees what was chosen, with the rows as they are; a phone shows what it has room for.
    browser.go(&format!("{url}?column=Country&column=Used+by"));
    wait(&browser, COLUMNS, |columns| columns == "Project,Used by,Country");
    assert_eq!(browser.ask::<String>(NAMES, &[]), names);
    browser.go(&format!("{url}?column="));
    wait(&browser, COLUMNS, |columns| columns == "Project");
    browser.resize(390);
    wait(&browser, COLUMNS, |columns| columns == "Project,Contributors");
    assert_eq!(
        browser.ask::<String>("return getComputedStyle(document.querySelector('.which')).display", &[]),
        "none"
    );
    stage.give_back(browser);
}

pub(crate) fn the_largest_of_a_tag_by_a_figure_is_two_clicks_from_its_directory(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("projects.html").url);
    wait(&browser, "return String(document.querySelectorAll('.filters').length)", |count| count == "1");
    choose(&browser, "tag", "database");
    browser.click(".rows thead .figure:last-child button");
    wait(&browser, NAMES, |names| first(names) == "TiKV");
    stage.give_back(browser);
}

pub(crate) fn three_projects_are_compared_in_four_clicks_from_their_directory(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&stage.page("projects.html").url);
    wait(&browser, "return String(document.querySelectorAll('.filters').length)", |count| count == "1");
    for slug in ["tikv", "vector", "arrow-rs"] {
        browser.click(&format!(".rows tr:has(th a[href$='/{slug}/']) input"));
    }
    browser.click(".compare-link");
    let names = wait(&browser, COMPARED, |names| names.matches(',').count() == 2);
    assert_eq!(names, "TiKV,Vector,arrow-rs");
    let row = "return [...document.querySelectorAll('.comparison tbody tr')].map((row) => row.textContent).join('\\n')";
    let rows: String = browser.ask(row, &[]);
    let lines = rows.lines().find(|row| row.starts_with("Lines of code")).unwrap();
    for part in ["about 300,000", "about 180,000", "June 2021", "Industry report"] {
        assert!(lines.contains(part), "{lines}");
    }
    assert!(browser.ask::<String>("return location.search", &[]).contains("p=tikv,vector,arrow-rs"));
    stage.give_back(browser);
}

pub(crate) fn names_are_added_to_a_comparison_and_taken_away(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&format!("{}?p=tikv,nothing-of-this-name", stage.page("compare.html").url));
    wait(&browser, COMPARED, |names| names == "TiKV");
    let status = "return document.querySelector('.compare-status').textContent";
    wait(&browser, status, |text| text.contains("nothing-of-this-name"));
    browser.click(".compare-add input");
    "redox".chars().for_each(|key| browser.press(key));
    browser.press(ENTER);
    wait(&browser, COMPARED, |names| names == "TiKV,Redox");
    browser.click(".comparison thead button");
    wait(&browser, COMPARED, |names| names == "Redox");
    browser.back();
    wait(&browser, COMPARED, |names| names == "TiKV,Redox");
    stage.give_back(browser);
}

/// Where the site of teas is published.
fn teas(stage: &Stage) -> String {
    format!("{}teas/", stage.page("home.html").url)
}

/// The labels of the figures of a comparison.
const LABELS: &str =
    "return [...document.querySelectorAll('.comparison tbody th')].map((one) => one.textContent).join()";

pub(crate) fn a_directory_in_parts_answers_for_all_of_its_rows(stage: &Stage) {
    let browser = stage.used_browser();
    let stars = format!("{}stars/projects/", stage.page("home.html").url);
    let status = "return document.querySelector('.filters [role=status]').textContent";
    let more = "return document.querySelector('.more-rows:not([hidden])')?.textContent ?? ''";
    browser.go(&stars);
    let first = wait(&browser, NAMES, |names| names.lines().count() == 200);
    wait(&browser, more, |text| text == "Show 200 more");
    let asked = "return String(performance.getEntriesByType('resource').filter((one) => one.name.includes('/letter/')).length)";
    assert_eq!(browser.ask::<String>(asked, &[]), "0", "nothing is fetched before somebody asks");
    // What is not on the page is found, and the address says what was asked for.
    browser.click(".filters input[type=search]");
    "57".chars().for_each(|key| browser.press(key));
    let few = wait(&browser, NAMES, |names| names.lines().any(|name| name == "B 571"));
    assert!(few.lines().all(|name| name.contains("57")), "{few}");
    wait(&browser, status, |text| text == "16 of 580 projects");
    assert_eq!(browser.ask::<String>(asked, &[]), "3", "one page for each letter");
    let address: String = browser.ask("return location.search", &[]);
    assert_eq!(address, "?text=57");
    // A tag that none of the first rows has can be chosen, by its address too.
    browser.go(&format!("{stars}?tag=red&sort=Light&order=down"));
    wait(&browser, NAMES, |names| names == "A 579\nC 578\nB 577");
    // All can be sorted, and are shown bit by bit.
    browser.go(&format!("{stars}?sort=Light&order=down"));
    wait(&browser, NAMES, |names| names.starts_with("A 579\nC 578"));
    assert_ne!(browser.ask::<String>(NAMES, &[]), first);
    for rows in [400, 580] {
        browser.click(".more-rows");
        wait(&browser, NAMES, |names| names.lines().count() == rows);
    }
    wait(&browser, more, str::is_empty);
    // The head of the table lies over a row that is scrolled to the top of the window.
    for slug in ["star-350", "star-2"] {
        let pick = format!(
            "document.querySelector(\".rows tr:has(th a[href$='/{slug}/']) input\").click(); return ''"
        );
        browser.ask::<String>(&pick, &[]);
    }
    let compare = "return document.querySelector('.compare-link').search";
    wait(&browser, compare, |search| search == "?p=star-350,star-2");
    stage.give_back(browser);
}

pub(crate) fn organisations_are_compared_that_share_a_slug_with_a_project(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&format!("{}companies/", teas(stage)));
    wait(&browser, "return String(document.querySelectorAll('.filters').length)", |count| count == "1");
    for slug in ["leaf", "cash"] {
        browser.click(&format!(".rows tr:has(th a[href$='/{slug}/']) input"));
    }
    browser.click(".compare-link");
    let names = wait(&browser, COMPARED, |names| names.contains(','));
    assert_eq!(names, "Leaf Ltd,Cash $& Carry");
    let labels: String = browser.ask(LABELS, &[]);
    assert_eq!(labels, "What it is,Cups", "the figures of its projects are not its own");
    let remove =
        "return [...document.querySelectorAll('.comparison button')].map((one) => one.ariaLabel).join()";
    assert_eq!(browser.ask::<String>(remove, &[]), "Remove Leaf Ltd,Remove Cash $& Carry");
    stage.give_back(browser);
}

pub(crate) fn projects_below_a_folder_are_compared(stage: &Stage) {
    let browser = stage.used_browser();
    browser.go(&format!("{}domains/green/", teas(stage)));
    wait(&browser, "return String(document.querySelectorAll('.filters').length)", |count| count == "1");
    for slug in ["oolong", "leaf"] {
        browser.click(&format!(".rows tr:has(th a[href$='/{slug}/']) input"));
    }
    browser.click(".compare-link");
    wait(&browser, COMPARED, |names| names == "Oolong,Leaf");
    stage.give_back(browser);
}

pub(crate) fn nothing_but_projects_and_organisations_is_compared(stage: &Stage) {
    let browser = stage.used_browser();
    let elsewhere = "..,projects/../about,projects/.,leaf";
    browser.go(&format!("{}compare/?p={elsewhere}", teas(stage)));
    wait(&browser, COMPARED, |names| !names.is_empty());
    assert_eq!(browser.ask::<String>(COMPARED, &[]), "Leaf");
    let status = "return document.querySelector('.compare-status').textContent";
    wait(&browser, status, |text| text.contains("projects/../about"));
    stage.give_back(browser);
}

pub(crate) fn the_keyboard_stays_in_a_comparison_that_changes(stage: &Stage) {
    let browser = stage.used_browser();
    let focus = "const at = document.activeElement; return at.ariaLabel || at.id";
    browser.go(&format!("{}compare/?p=leaf,sencha,companies/leaf", teas(stage)));
    wait(&browser, COMPARED, |names| names == "Leaf,Sencha,Leaf Ltd");
    browser.click(".compare-add input");
    "cash".chars().for_each(|key| browser.press(key));
    browser.press(ENTER);
    wait(&browser, COMPARED, |names| names == "Leaf,Sencha,Leaf Ltd,Cash $& Carry");
    assert_eq!(browser.ask::<String>(focus, &[]), "Table: comparison");
    browser.click(".comparison thead button");
    wait(&browser, COMPARED, |names| names == "Sencha,Leaf Ltd,Cash $& Carry");
    assert_eq!(browser.ask::<String>(focus, &[]), "Remove Sencha");
    stage.give_back(browser);
}
