//! Pages that come and go while somebody looks at where they are.

use super::{Live, in_overlay};
use crate::Stage;

pub(crate) fn a_page_that_was_deleted_says_so_and_comes_back(stage: &Stage) {
    let live = Live::start(stage);
    live.folder.edit("content/chapters/leaves.md", "Read [about this](../about.md) first.", "");
    live.open("about/");
    live.until("!document.querySelector('.backlinks')");
    live.mark();
    let text = live.folder.remove("content/about.md");
    live.until_told_that_it_is_gone();
    // Later edits do not take it away.
    live.folder.edit("content/projects/sencha.md", "Green", "Very green<i>");
    live.until_told_of("raw-html");
    assert!(live.is_marked(), "the page was loaded again");
    assert!(live.read::<bool>("document.body.innerText.includes('What this is.')"));
    let home: String = live.read(&format!("{}.href", in_overlay(".notice a")));
    assert_eq!(home, live.program.address);

    live.folder.write("content/about.md", &text);
    live.until(&format!("!{}", in_overlay(".notice:not([hidden])")));
    live.until_page_says("What this is.");
    assert!(!live.is_marked(), "only a reload takes the notice away");
    live.folder.remove("content/about.md");
    live.until_told_that_it_is_gone();
    live.folder.write("content/about.md", &text.replace("What", "All that"));
    live.until_page_says("All that this is.");
    live.until(&format!("!{}", in_overlay(".notice:not([hidden])")));
    live.folder.remove("content/about.md");
    live.until_told_that_it_is_gone();
    live.run(&format!("{}.click()", in_overlay(".notice a")));
    live.until_page_says("A drink made of water");
}

pub(crate) fn an_address_without_a_page_turns_into_the_page_that_is_written(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/matcha/");
    live.until_page_says("Page not found");
    live.folder.edit("content/about.md", "What", "What<i>");
    live.until_told_of("raw-html");
    assert!(live.is_marked(), "the error page is what it was");
    live.folder.write("content/projects/matcha.md", "---\ntitle: Matcha\n---\nGround to powder.\n");
    live.until_page_says("Ground to powder.");
    live.until(&format!("!{}", in_overlay(".notice:not([hidden])")));
}

pub(crate) fn a_page_goes_when_it_becomes_a_draft_and_comes_when_it_is_none(stage: &Stage) {
    let live = Live::start(stage);
    live.folder
        .write("content/projects/matcha.md", "---\ntitle: Matcha\ndraft: true\n---\nGround to powder.\n");
    live.open("projects/");
    live.until_page_says("Oolong");
    assert!(!live.read::<bool>("document.body.innerText.includes('Matcha')"));
    live.folder.edit("content/projects/matcha.md", "draft: true", "draft: false");
    live.until_page_says("Matcha");
    live.browser().click(".directory a[href$=\"/matcha/\"]");
    live.until_page_says("Ground to powder.");
    live.folder.edit("content/projects/matcha.md", "draft: false", "draft: true");
    live.until_told_that_it_is_gone();
    live.open("projects/");
    live.until_page_says("Oolong");
    assert!(!live.read::<bool>("document.body.innerText.includes('Matcha')"));
}
