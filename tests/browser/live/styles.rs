//! Style sheets are exchanged under the page, which stays.

use super::Live;
use crate::Stage;

const COLOUR: &str = "getComputedStyle(document.querySelector('h1')).color";
const SHEETS: &str =
    "[...document.querySelectorAll('link[rel~=stylesheet]')].map((link) => new URL(link.href).pathname)";

pub(crate) fn a_style_sheet_is_exchanged_without_a_reload(stage: &Stage) {
    let live = Live::start(stage);
    live.open("chapters/water/");
    live.run("scrollTo(0, 900)");
    let before: Vec<String> = live.read(SHEETS);
    assert!(before[1].starts_with("/repo/css/site."), "{before:?}");
    let colours = ["rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)", "rgb(10, 11, 12)"];
    live.until(&format!("{COLOUR} === '{}'", colours[0]));
    for pair in colours.windows(2) {
        live.folder.edit("static/css/site.css", pair[0], pair[1]);
        live.until(&format!("{COLOUR} === '{}'", pair[1]));
        live.until(&format!("{SHEETS}.length === {}", before.len()));
    }
    assert!(live.is_marked(), "the page was loaded again");
    let (after, scrolled): (Vec<String>, f64) = live.read(&format!("[{SHEETS}, scrollY]"));
    assert!(after[0] == before[0] && after[1] != before[1], "{before:?} {after:?}");
    assert!((scrolled - 900.0).abs() < 1.0, "the page has moved to {scrolled}");

    // The page counts as the one with the new sheet, and still hears of edits.
    live.folder.edit("content/about.md", "What", "What<i>");
    live.until_told_of("raw-html");
    assert!(live.is_marked(), "the page was loaded again");
    live.folder.edit("content/chapters/water.md", "Water comes first.", "Water comes last.");
    live.until_page_says("Water comes last.");
    live.until(&format!("{COLOUR} === '{}'", colours[3]));
}

pub(crate) fn a_style_sheet_that_is_new_or_gone_is_seen(stage: &Stage) {
    let live = Live::start(stage);
    live.open("about/");
    let text = live.folder.remove("static/css/site.css");
    live.until(&format!("{COLOUR} !== 'rgb(1, 2, 3)' && {SHEETS}.length === 1"));
    live.folder.write("static/css/site.css", &text);
    live.until(&format!("{COLOUR} === 'rgb(1, 2, 3)'"));
    // Sheet and text in one save: both are seen.
    live.folder.edit("static/css/site.css", "rgb(1, 2, 3)", "rgb(4, 5, 6)");
    live.folder.edit("content/about.md", "What", "All that");
    live.until_page_says("All that this is.");
    live.until(&format!("{COLOUR} === 'rgb(4, 5, 6)'"));
}
