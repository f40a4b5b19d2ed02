//! What is no change starts no build, and no open page hears of it.

use std::fs::File;
use std::time::{Duration, SystemTime};

use super::program::Program;
use super::{ONE, ONE_URL, one, site};

/// The longest that a change waits for others, twice.
const WAIT: Duration = Duration::from_millis(300);

#[test]
fn a_touch_without_a_change_starts_no_build_and_no_page_hears_of_it() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    program.until_builds(1);
    let mut events = program.events(ONE_URL);
    let touch = |path: &str| {
        let file = File::options().append(true).open(folder.join(path)).unwrap();
        file.set_modified(SystemTime::now()).unwrap();
    };
    for path in [ONE, "book.toml", "static/css/site.css"] {
        touch(path);
        folder.write(path, folder.read(path));
        // A build that there should not be is to have the time to show.
        std::thread::sleep(WAIT);
    }
    folder.write(ONE, one("One", "Changed."));
    program.until_page(ONE_URL, "Changed.");
    let builds = program.until_builds(2);
    assert!(builds.len() == 2 && builds[1].starts_with(&format!("{ONE}: ")), "{builds:?}");
    folder.write(ONE, "---\nbroken");
    assert_eq!(events.up_to("problems"), ["reload", "reload", "problems"]);
}

#[test]
fn files_that_are_no_source_start_no_build() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    program.until_builds(1);
    let beside =
        ["notes.md", "target/x", "content/.one.md.swp", "content/one.md~", "content/4913", ".git/HEAD"];
    for path in beside {
        folder.write(path, "x");
    }
    folder.succeed(&["build"]);
    folder.succeed(&["build", "--base-url", "/elsewhere/"]);
    std::thread::sleep(WAIT);
    folder.write(ONE, one("One", "Changed."));
    program.until_page(ONE_URL, "Changed.");
    let builds = program.until_builds(2);
    assert!(builds.len() == 2 && builds[1].starts_with(&format!("{ONE}: ")), "{builds:?}");
}

#[test]
fn an_edit_that_is_undone_leaves_the_site_as_it_was() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    let (before, text) = (program.get(ONE_URL), folder.read(ONE));
    folder.write(ONE, one("One", "Changed."));
    program.until_page(ONE_URL, "Changed.");
    folder.write(ONE, text);
    program.until_page(ONE_URL, "Of the");
    assert_eq!(program.get(ONE_URL).header("etag"), before.header("etag"));
    program.until_clean(&folder);
}
