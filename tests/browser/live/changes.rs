//! What is edited is seen, on every page it bears on and on no other.

use super::{Live, in_overlay, program};
use crate::Stage;

pub(crate) fn an_edit_is_seen_on_the_open_page(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/oolong/");
    for (from, to) in [("Between", "Somewhere between"), ("green", "yellow"), ("black", "red")] {
        live.folder.edit("content/projects/oolong.md", from, to);
        live.until_page_says(to);
    }
    live.until_page_says("Somewhere between yellow and red.");
}

pub(crate) fn a_page_that_does_not_show_an_edit_is_not_reloaded(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/oolong/");
    live.folder.edit("content/projects/sencha.md", "Green", "Very green");
    live.folder.edit("content/about.md", "What", "All that");
    // What is told of this, is told after what may have been told of those.
    live.folder.edit("content/projects/sencha.md", "steamed", "steamed<i>");
    live.until_told_of("raw-html");
    assert!(live.is_marked(), "the page was loaded again");
    live.folder.edit("content/projects/oolong.md", "Between", "Somewhere between");
    live.until_page_says("Somewhere between");
    assert!(!live.is_marked(), "the mark survives a reload");
}

pub(crate) fn a_new_mention_is_seen_on_the_page_it_leads_to(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/oolong/");
    let backlinks: Vec<String> =
        live.read("[...document.querySelectorAll('.backlinks a')].map(a => a.textContent)");
    assert_eq!(backlinks, ["Leaves"]);
    live.folder.edit("content/chapters/water.md", "Water comes first.", "Oolong takes more water.");
    live.until("[...document.querySelectorAll('.backlinks li')].some(li => li.innerText.includes('takes more water'))");
    live.folder.edit("content/chapters/water.md", "Oolong takes more water.", "Water comes first.");
    live.until("document.querySelectorAll('.backlinks li').length === 1");
}

pub(crate) fn a_new_title_is_seen_on_an_open_listing(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/");
    live.folder.edit("content/projects/sencha.md", "title: Sencha", "title: Gyokuro\naliases: [Sencha]");
    live.until("[...document.querySelectorAll('.directory a')].some(a => a.textContent === 'Gyokuro')");
    assert!(!live.read::<bool>("document.body.innerText.includes('Sencha')"));
}

pub(crate) fn a_new_title_of_the_site_is_seen_on_every_page(stage: &Stage) {
    let live = Live::start(stage);
    let mut title = "Tea";
    for (path, next) in [("", "Cha"), ("chapters/water/", "Te"), ("tags/", "Tee"), ("no/such/page/", "Thé")]
    {
        live.open(path);
        live.folder.edit("book.toml", &format!("\"{title}\""), &format!("\"{next}\""));
        live.until(&format!("document.querySelector('.site-name').textContent === '{next}'"));
        live.until(&format!("document.title.endsWith('{next}')"));
        title = next;
    }
}

pub(crate) fn a_picture_that_was_replaced_is_seen(stage: &Stage) {
    let live = Live::start(stage);
    // A warning tells when the page is connected: it says nothing of pictures when it connects.
    live.folder.edit("content/about.md", "What", "What<i>");
    live.open("chapters/leaves/");
    live.until_told_of("raw-html");
    let width = "document.querySelector('.prose img').naturalWidth";
    live.until(&format!("{width} === 40"));
    live.folder.edit("content/chapters/leaf.svg", "width=\"40\"", "width=\"60\"");
    live.until(&format!("{width} === 60"));

    // A page without the picture has nothing to do with it.
    live.open("projects/sencha/");
    live.until_told_of("raw-html");
    live.folder.edit("content/chapters/leaf.svg", "width=\"60\"", "width=\"80\"");
    live.folder.edit("content/about.md", "What<i>", "What");
    live.until(&format!("!{}", in_overlay("li")));
    assert!(live.is_marked(), "the page was loaded again");
}

pub(crate) fn a_build_after_serving_holds_no_trace_of_it(stage: &Stage) {
    let live = Live::start(stage);
    live.open("chapters/leaves/");
    live.folder.edit("content/chapters/leaves.md", "rolled", "curled");
    live.until_page_says("curled");
    assert!(live.read::<bool>("document.documentElement.outerHTML.includes('__fieldbook')"));
    assert!(!live.folder.join("public").exists(), "the author asked for no output");
    let built = program::command("build", &live.folder).output().unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    assert!(live.folder.read("public/chapters/leaves/index.html").contains("curled"));
    assert_eq!(live.folder.files_with("__fieldbook"), [""; 0].map(std::path::PathBuf::from));
}
