//! Several tabs, a program that goes away and comes back, and one that polls.

use super::{Folder, Live};
use crate::Stage;

pub(crate) fn every_tab_shows_the_edit_when_it_is_looked_at(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/oolong/");
    let [first, second] = live.browser().open_tab();
    live.open("chapters/leaves/");
    live.folder.edit("content/projects/oolong.md", "title: Oolong", "title: Dong Ding\naliases: [Oolong]");
    live.folder.edit("content/chapters/leaves.md", "rolled", "curled");
    live.until_page_says("Oolong is curled.");
    live.browser().show_tab(&first);
    live.until_page_says("Dong Ding");
    live.folder.edit("content/projects/oolong.md", "Between", "Somewhere between");
    live.until_page_says("Somewhere between");
    live.folder.edit("content/chapters/leaves.md", "curled", "twisted");
    live.browser().show_tab(&second);
    live.until_page_says("Oolong is twisted.");
}

pub(crate) fn more_tabs_than_a_browser_opens_connections_are_all_up_to_date(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/oolong/");
    let mut tabs = Vec::new();
    for path in
        ["", "about/", "chapters/", "chapters/leaves/", "chapters/water/", "projects/", "projects/sencha/"]
    {
        tabs = [tabs, live.browser().open_tab().to_vec()].concat();
        live.open(path);
    }
    live.folder.edit("book.toml", "\"Tea\"", "\"Cha\"");
    tabs.dedup();
    assert_eq!(tabs.len(), 8);
    for tab in tabs {
        live.browser().show_tab(&tab);
        live.until("document.querySelector('.site-name').textContent === 'Cha'");
    }
}

pub(crate) fn two_browsers_show_the_edit_at_once(stage: &Stage) {
    let mut live = Live::start(stage);
    live.open("projects/oolong/");
    let first = live.lent.replace(stage.used_browser()).unwrap();
    live.open("chapters/leaves/");
    live.folder.edit("book.toml", "\"Tea\"", "\"Cha\"");
    live.until("document.querySelector('.site-name').textContent === 'Cha'");
    stage.give_back(live.lent.replace(first).unwrap());
    live.until("document.querySelector('.site-name').textContent === 'Cha'");
}

pub(crate) fn a_page_refreshes_by_itself_when_the_program_comes_back(stage: &Stage) {
    let mut live = Live::start(stage);
    live.open("projects/oolong/");
    live.program.kill();
    live.folder.edit("content/projects/oolong.md", "Between", "Somewhere between");
    live.program.start_again(&live.folder);
    live.until_page_says("Somewhere between");
    // What is as it was, is left alone; the stream is alive again all the same.
    live.mark();
    live.program.kill();
    live.program.start_again(&live.folder);
    live.folder.edit("content/about.md", "What", "What<i>");
    live.until_told_of("raw-html");
    assert!(live.is_marked(), "the page was loaded again");
    live.program.kill();
    live.folder.edit("content/about.md", "<i>", "");
    live.program.start_again(&live.folder);
    live.until_overlay_is_gone();
}

pub(crate) fn polling_finds_the_same_edits(stage: &Stage) {
    let live = Live::serve(stage, Folder::tea(), &["--poll"]);
    live.open("projects/oolong/");
    live.folder.edit("content/projects/oolong.md", "Between", "Somewhere between");
    live.until_page_says("Somewhere between");
    live.folder.edit("content/projects/oolong.md", "title:", "titel: Oolong\ntitle:");
    live.until_told_of("titel");
    live.folder.edit("content/projects/oolong.md", "titel: Oolong\n", "");
    live.until_overlay_is_gone();
    live.mark();
    live.folder.edit("static/css/site.css", "rgb(1, 2, 3)", "rgb(4, 5, 6)");
    live.until("getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)'");
    assert!(live.is_marked(), "the page was loaded again");
}
