//! Errors in the source are marked at their place and shown over the page, with the place and the help.

use serde::Deserialize;

use super::{Live, in_overlay};
use crate::Stage;
use crate::session::ESCAPE;

/// A problem as the overlay shows it.
#[derive(Debug, Deserialize)]
struct Shown {
    title: String,
    place: String,
    editor: String,
    text: String,
}

const SHOWN: &str = "(() => {
    const item = document.querySelector('fieldbook-serve').shadowRoot.querySelector('li.error');
    const text = (selector) => item.querySelector(selector)?.textContent ?? '';
    return { title: text('h3'), place: text('.place a'), editor: item.querySelector('.place a').href, text: text('pre') };
})()";

/// Whether the upper part of the page is to be seen, and a point of the overlay's list lies over the lower.
const PAGE_IS_BENEATH: &str = "document.elementFromPoint(innerWidth / 2, 20)?.closest('body') !== null
    && document.elementFromPoint(innerWidth / 2, innerHeight - 20)?.localName === 'fieldbook-serve'";

pub(crate) fn broken_front_matter_is_shown_over_the_page_until_it_is_mended(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/oolong/");
    live.folder.edit("content/projects/oolong.md", "summary: Half", "sumary: Half");
    live.until_told_of("sumary");
    let shown: Shown = live.read(SHOWN);
    assert!(shown.title.starts_with("error[unknown-key]") && shown.title.contains("`sumary`"), "{shown:#?}");
    assert_eq!(shown.place, "content/projects/oolong.md:3:1");
    let file = live.folder.join("content/projects/oolong.md");
    assert_eq!(shown.editor, format!("vscode://file{}:3:1", file.display()));
    assert_eq!(underlined(&shown.text), ["sumary"], "{}", shown.text);
    assert!(shown.text.contains("did you mean `summary`?"), "{}", shown.text);

    for reloaded in [false, true] {
        if reloaded {
            live.browser().reload();
            live.mark();
        }
        live.until_told_of("sumary");
        live.until(&in_overlay("section[role=dialog] details[open]"));
        live.until(PAGE_IS_BENEATH);
        live.until_page_says("Between green and black.");
    }
    live.folder.edit("content/projects/oolong.md", "sumary: Half", "summary: Half");
    live.until_page_says("Half of the way");
    live.until_overlay_is_gone();

    live.folder.edit("content/projects/oolong.md", "summary: Half", "sumary: Half");
    live.until_told_of("sumary");
    live.folder.edit("content/projects/oolong.md", "sumary: Half", "summary: Two thirds");
    live.until_page_says("Two thirds of the way");
    live.until_overlay_is_gone();
}

pub(crate) fn errors_elsewhere_are_shown_on_every_page_as_plain_text(stage: &Stage) {
    let live = Live::start(stage);
    live.open("chapters/leaves/");
    live.folder.edit("content/projects/sencha.md", "title:", "<b>bold</b>: 1\ntitle:");
    live.until_told_of("<b>bold</b>");
    assert!(live.read::<bool>(&format!("!{}", in_overlay("b"))), "what the author wrote has become HTML");
    // Two files with errors: the one of today does not hide the other.
    live.folder.edit("content/about.md", "title: About", "title: [About");
    live.until(
        "document.querySelector('fieldbook-serve').shadowRoot.querySelectorAll('li.error').length === 2",
    );
    live.folder.edit("content/projects/sencha.md", "<b>bold</b>: 1\n", "");
    live.until("document.querySelector('fieldbook-serve').shadowRoot.querySelectorAll('li').length === 1");
    live.folder.edit("content/about.md", "title: [About", "title: About");
    live.until_overlay_is_gone();
    assert!(live.is_marked(), "the page was loaded again");
}

pub(crate) fn a_template_with_an_error_leaves_the_last_good_page(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/oolong/");
    let good = "{% extends \"base.html\" %}{% block main %}<p>Mine: {{ page.title }}</p>{% endblock main %}";
    live.folder.write("templates/project.html", good);
    live.until_page_says("Mine: Oolong");
    live.mark();
    // One is found before any page is made, the other while one is.
    for broken in ["{{ page.title", "{{ page.title.no.such }}"] {
        live.folder.edit("templates/project.html", "{{ page.title }}", broken);
        live.until_told_of("templates/project.html:1:");
        live.until_page_says("Mine: Oolong");
        assert!(live.is_marked(), "the page was loaded again");
        live.browser().reload();
        live.mark();
        live.until_told_of("templates/project.html:1:");
        live.until_page_says("Mine: Oolong");
        live.folder.edit("templates/project.html", broken, "{{ page.title }}");
        live.until_overlay_is_gone();
    }
    live.folder.edit("templates/project.html", "Mine", "Ours");
    live.until_page_says("Ours: Oolong");
}

pub(crate) fn the_panel_stays_as_the_reader_left_it_until_there_is_another_error(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/oolong/");
    live.folder.edit("content/about.md", "title: About", "titel: About\ntitle: About");
    live.until(&in_overlay("details[open]"));
    live.browser().press(ESCAPE);
    live.until(&in_overlay("details:not([open])"));
    live.browser().reload();
    live.until_told_of("titel");
    assert!(live.read::<bool>(&format!("{} !== null", in_overlay("details:not([open])"))));
    live.folder.edit("content/projects/sencha.md", "title:", "colour: green\ntitle:");
    live.until(&in_overlay("details[open]"));
    live.until_told_of("colour");
}

pub(crate) fn what_leads_nowhere_is_marked_until_it_leads_somewhere(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/oolong/");
    live.folder.edit("content/projects/oolong.md", "Between", "[[Not yet]] between");
    live.until(
        "getComputedStyle(document.querySelector('span.fieldbook-problem')).textDecorationStyle === 'wavy'",
    );
    live.until("document.querySelector('span.fieldbook-problem').title === 'no page is called `Not yet`'");
    live.folder.write("content/not-yet.md", "---\ntitle: Not yet\n---\n");
    live.until("document.querySelector('main a[href=\"/repo/not-yet/\"]') !== null");
    live.until_overlay_is_gone();
}

pub(crate) fn a_site_that_starts_broken_is_seen_all_the_same(stage: &Stage) {
    for (file, whole, broken) in [
        ("content/projects/oolong.md", "summary: Half", "sumary: Half"),
        ("book.toml", "title = \"Tea\"", "title = Tea"),
        // Without it nobody knows where the site is, and it appears elsewhere than the page that says so.
        ("book.toml", "https://example.org/repo/", "example.org/repo/"),
    ] {
        let folder = super::Folder::tea();
        folder.edit(file, whole, broken);
        let live = Live::serve(stage, folder, &[]);
        live.open("");
        live.until_page_says("A drink made of water");
        live.until_told_of(&format!("{file}:"));
        live.folder.edit(file, broken, whole);
        live.until_overlay_is_gone();
        live.until("location.pathname === '/repo/'");
    }
}

pub(crate) fn the_program_goes_on_after_a_hundred_mishaps(stage: &Stage) {
    let live = Live::start(stage);
    live.open("projects/oolong/");
    let good = live.folder.read("content/projects/oolong.md");
    // As a text grows under the author's fingers, in an editor that saves each stroke.
    for end in (0..good.len()).chain((0..good.len()).rev()) {
        live.folder.write("content/projects/oolong.md", &good[..end]);
    }
    live.folder.write("content/projects/oolong.md", &good.replace("Between", "Right between"));
    live.until_page_says("Right between green and black.");
    live.until_overlay_is_gone();
}

/// The words that carets stand under.
fn underlined(report: &str) -> Vec<String> {
    let lines: Vec<Vec<char>> = report.lines().map(|line| line.chars().collect()).collect();
    let marked = lines.windows(2).filter(|pair| pair[1].contains(&'^'));
    let words = marked.map(|pair| {
        let marks = pair[1].iter().enumerate().filter(|(_, mark)| **mark == '^');
        marks.filter_map(|(column, _)| pair[0].get(column)).collect()
    });
    words.collect()
}
