//! Links in headings and to them: what the table of contents shows, and that thousands are no burden.

use std::fmt::Write as _;

use super::{coast, with_chapter};

/// How many headings and links a very long page has.
const MANY: usize = 3000;

#[test]
fn the_table_of_contents_shows_figures_and_titles_as_the_headings_do() {
    let text = "---\ntitle: T\n---\n## [[skerryvore]] is [[Skerryvore#height@1844]] high\n\n\
                ## Of [[bell-rock|the *other*]] tower\n\n## Last\n";
    let build = coast().remove("templates/chapter.html").with("content/chapters/t.md", text).build().clean();
    let toc = build.texts("/chapters/t/", ".toc a");
    assert_eq!(toc, ["Skerryvore is 48 metres high", "Of the other tower", "Last"]);
}

#[test]
fn thousands_of_equal_headings_have_an_id_each() {
    let build = with_chapter(&"## Rock\n\n".repeat(MANY)).clean();
    let html = build.main("/chapters/towers/");
    assert_eq!(html.matches("<h2 id=\"rock").count(), MANY);
    let last = format!("<h2 id=\"rock-{}\">", MANY - 1);
    assert!(html.contains("<h2 id=\"rock\">") && html.contains(&last), "{last} is missing");
}

#[test]
fn thousands_of_figures_on_one_page_are_printed() {
    let mut text = String::new();
    for number in 0..MANY {
        let apart = if number % 2 == 0 { " and" } else { ".\n\n" };
        write!(text, "It is [[skerryvore#height@1844]] high{apart} ").unwrap();
    }
    let build = with_chapter(&text).clean();
    let html = build.main("/chapters/towers/");
    assert_eq!(html.matches(">48 metres</span>").count(), MANY);
}

#[test]
fn a_heading_is_found_by_its_id_and_by_its_words() {
    let build =
        with_chapter("## What's *new* in v1.2?\n\n[[#whats-new-in-v12]] and [[#what's new in v1.2?]]")
            .clean();
    let html = build.main("/chapters/towers/");
    assert_eq!(html.matches("<a href=\"/chapters/towers/#whats-new-in-v12\">").count(), 2, "{html}");
}

#[test]
fn letters_of_every_script_stay_in_the_id_of_a_heading() {
    let text = "## 自动生成的链接\n\n## What's new in v1.2?\n\n## `Mutex<T>` and ->\n\n\
                [a](#自动生成的链接) [b](#whats-new-in-v12) [c](#mutext-and--)";
    with_chapter(text).clean();
}
