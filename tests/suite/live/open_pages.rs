//! What the pages that are open in browsers are told.

use std::fs;

use super::program::Program;
use super::{ONE, ONE_URL, one, site};

const ENGINE: &str = "/projects/engine/";

/// Breaks a page, of which every open page is told: an event after which nothing else is to come.
fn mark(folder: &crate::cli::folder::Folder) {
    folder.write("content/mark.md", "---\n");
}

#[test]
fn pages_that_show_an_edit_reload_and_others_do_not() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    let pages = [ONE_URL, "/chapters/part/two/", ENGINE, "/chapters/"];
    let mut streams = pages.map(|page| program.events(page));
    folder.write(ONE, "---\ntitle: One\nsummary: The first\n---\nOf the Maker and the Engine.\n");
    program.until_page(ENGINE, ">One</a>");
    mark(&folder);
    let told = streams.each_mut().map(|events| events.up_to("problems").len() > 1);
    assert_eq!(told, [true, false, true, false], "the page and the target are new, the others are not");
}

#[test]
fn pages_of_other_websites_are_told_nothing() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    for line in ["Sec-Fetch-Site: cross-site", "Origin: https://evil.test"] {
        let stream = "/repo/__fieldbook/events?path=/repo/&version=1";
        assert_eq!(program.client().get(stream, &[line]).status, 403, "{line}");
    }
}

#[test]
fn a_page_that_was_open_while_nobody_served_it_is_told_when_it_connects_again() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    let (_, version) = program.plain(&program.get(ONE_URL));
    let (_, same) = program.plain(&program.get(ENGINE));
    program.kill();
    folder.write(ONE, one("One", "Changed meanwhile."));
    let program = Program::start(&folder, &[]);
    assert_eq!(program.events_of(ONE_URL, &version).up_to("problems"), ["reload", "problems"]);
    assert_eq!(program.events_of(ENGINE, &same).up_to("problems"), ["problems"]);
    assert_eq!(program.events_of("/gone/", &version).up_to("problems"), ["gone", "problems"]);
}

#[test]
fn a_change_of_style_sheets_alone_is_told_with_their_addresses() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    let before = program.page(ONE_URL);
    let mut events = program.events(ONE_URL);
    folder.write("static/css/site.css", "body { color: red }\n");
    let (name, data) = events.next();
    let (after, version) = program.plain(&program.get(ONE_URL));
    assert_eq!((name.as_str(), data["version"].as_str()), ("styles", Some(version.as_str())));
    let urls = data["urls"].as_object().unwrap();
    let (old, new) = urls.iter().map(|(old, new)| (old, new.as_str().unwrap())).next().unwrap();
    assert!(urls.len() == 1 && before.contains(old.as_str()) && after.contains(new), "{data}");
    assert_eq!(program.client().get(new, &[]).text(), "body { color: red }\n");
}

#[test]
fn a_picture_under_the_address_it_had_reloads_the_pages_that_show_it() {
    let folder = site();
    folder.write("content/chapters/part/figure.svg", "<svg>1</svg>");
    folder.write(ONE, one("One", "![A figure](figure.svg)"));
    let program = Program::start(&folder, &[]);
    let (mut one, mut engine) = (program.events(ONE_URL), program.events(ENGINE));
    folder.write("content/chapters/part/figure.svg", "<svg>2</svg>");
    assert_eq!(one.next().0, "reload");
    mark(&folder);
    assert_eq!(engine.up_to("problems"), ["problems"]);
}

#[test]
fn a_page_that_is_gone_says_so_and_stays_until_it_exists_again() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    let mut events = program.events(ONE_URL);
    let text = folder.read(ONE);
    folder.remove(ONE);
    assert_eq!(events.next().0, "gone");
    // Whatever else changes, and be it the page that stands for all that is missing.
    folder.write("content/projects/engine.md", "---\ntitle: Engine\ncompanies: [maker]\n---\nOther.\n");
    program.until_page(ENGINE, "Other.");
    folder.write("content/404.md", "---\ntitle: Lost\n---\nNot here.\n");
    program.until_page("/404.html", "Not here.");
    mark(&folder);
    assert_eq!(events.up_to("problems"), ["problems"]);
    folder.remove("content/mark.md");
    assert_eq!(events.up_to("problems"), ["problems"]);
    // The very same page again: it is not the one in the browser that says it is gone.
    folder.write(ONE, text);
    assert_eq!(events.next().0, "reload");
}

#[test]
fn a_page_that_was_missing_appears_and_the_page_in_its_place_is_kept_fresh() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    let mut events = program.events("/three/");
    folder.write("content/404.md", "---\ntitle: Lost\n---\nNot here.\n");
    assert_eq!(events.next().0, "reload");
    let mut events = program.events("/three/");
    folder.write("content/three.md", one("Three", "Here."));
    assert_eq!(events.next().0, "reload");
    assert_eq!(program.get("/three/").status, 200);
}

#[test]
fn a_page_whose_folder_is_renamed_is_gone() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    let mut events = program.events(ONE_URL);
    fs::rename(folder.join("content/chapters/part"), folder.join("content/chapters/piece")).unwrap();
    assert_eq!(events.next().0, "gone");
    program.until_page("/chapters/piece/one/", "One");
}
