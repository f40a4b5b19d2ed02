//! A reload leaves the reader where they were.

use super::Live;
use crate::Stage;

/// How far a heading in the middle of the chapter is from the upper edge of the window.
const TOP: &str = "document.getElementById('step-20').getBoundingClientRect().top";

pub(crate) fn the_place_is_kept_when_the_text_above_grows(stage: &Stage) {
    let live = Live::start(stage);
    live.browser().resize(1440);
    live.open("chapters/water/");
    live.run("document.getElementById('step-20').scrollIntoView()");
    live.run("scrollBy(0, -200)");
    let (top, scrolled): (f64, f64) = live.read(&format!("[{TOP}, scrollY]"));
    let grown = format!("Water comes last.\n\n{}", "And there is a lot of it.\n\n".repeat(40));
    live.folder.edit("content/chapters/water.md", "Water comes first.", &grown);
    live.until_page_says("Water comes last.");
    live.until(&format!("scrollY > {scrolled} + 500 && Math.abs({TOP} - {top}) < 2"));
    live.folder.edit("content/chapters/water.md", &grown, "Water comes first.");
    live.until_page_says("Water comes first.");
    live.until(&format!("Math.abs(scrollY - {scrolled}) < 2 && Math.abs({TOP} - {top}) < 2"));
}

pub(crate) fn what_was_opened_and_what_has_the_focus_stays(stage: &Stage) {
    let live = Live::start(stage);
    live.browser().resize(390);
    live.open("chapters/water/");
    live.browser().click(".menu summary");
    live.until("document.querySelector('.menu').open");
    live.run("document.querySelector('.prose a[href$=\"/leaves/\"]').focus()");
    let scrolled: f64 = live.read("scrollY");
    assert!(scrolled > 1000.0, "the link is far down the page, not at {scrolled}");
    live.folder.edit("content/chapters/water.md", "Water comes first.", "Water is the first of all things.");
    live.until_page_says("Water is the first of all things.");
    live.until("document.activeElement.matches('.prose a[href$=\"/leaves/\"]')");
    live.until("document.querySelector('.menu').open && !document.querySelector('.toc').open");
    live.until(&format!("Math.abs(scrollY - {scrolled}) < 2"));
    assert!(!live.is_marked());
}

pub(crate) fn a_page_that_the_reader_goes_back_to_is_up_to_date(stage: &Stage) {
    let live = Live::start(stage);
    live.open("chapters/leaves/");
    live.browser().click(".prose a[href$=\"/about/\"]");
    live.until_page_says("What this is.");
    live.folder.edit("content/chapters/leaves.md", "rolled", "curled");
    live.browser().back();
    live.until_page_says("Oolong is curled.");
    // And it hears of what comes.
    live.folder.edit("content/chapters/leaves.md", "curled", "twisted");
    live.until_page_says("Oolong is twisted.");
}
