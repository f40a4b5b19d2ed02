//! The report of this repository, served with an error in it: the overlay is a page's equal.

use std::path::Path;

use super::{Folder, Live, in_overlay};
use crate::{Stage, accessibility};

/// The pages that are looked at, by their templates.
const TEMPLATES: [&str; 3] = ["home.html", "chapter.html", "project.html"];

pub(crate) fn the_report_breaks_no_policy_while_it_is_served(stage: &Stage) {
    let live = serve(stage);
    for template in TEMPLATES {
        show_problems(&live, &stage.page(template).path);
        let complaints = live.browser().complaints();
        assert!(complaints.is_empty(), "{template}: {complaints:#?}");
    }
}

pub(crate) fn axe_finds_nothing_to_object_to_in_the_list_of_problems(stage: &Stage, axe: &Path) {
    let live = serve(stage);
    let script = accessibility::script(axe);
    for template in TEMPLATES {
        for (width, scheme) in [(390, "light"), (1440, "dark")] {
            live.browser().resize(width);
            live.browser().prefer(scheme);
            show_problems(&live, &stage.page(template).path);
            let found: Vec<String> = live.browser().ask(&script, &[]);
            assert!(found.is_empty(), "{template} at {width} px, {scheme}:\n{}", found.join("\n"));
        }
    }
}

/// Serves the report at the address it has in the other tests, and breaks two of its files then.
fn serve(stage: &Stage) -> Live<'_> {
    let folder = Folder::report();
    let live = Live::serve(stage, folder, &["--base-url", "https://example.org/report/"]);
    live.open("");
    live.folder.edit("content/index.md", "title:", "titel: Home\ntitle:");
    live.folder.edit("book.toml", "[book]", "[bok]\n[book]");
    live.until_told_of("bok");
    live
}

/// Opens a page and waits until the problems are shown over it.
fn show_problems(live: &Live<'_>, path: &str) {
    live.browser().go(&format!("{}{}", live.program.address.trim_end_matches("/report/"), path));
    live.until(&format!("document.readyState === 'complete' && !{}.hidden", in_overlay(".frame")));
    live.until(&format!("{} !== null", in_overlay("details[open] li.error pre")));
    live.until("document.querySelector('fieldbook-serve').shadowRoot.getAnimations().length === 0");
}
