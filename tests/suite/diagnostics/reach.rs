//! Pages that nobody comes to, names that not every system can have, and figures in headings.

use insta::assert_snapshot;

use super::{lighthouses, report_on_prose};

#[test]
fn a_page_that_no_link_leads_to_is_reported() {
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n{text}\n");
    let site = lighthouses()
        .with("content/people/ada.md", page("Ada", ""))
        .with("content/lost.md", page("Lost", "[[Found]]\n\n## X"))
        .with("content/found.md", page("Found", "[[Lost]]"))
        .with("content/alias.md", "---\ntitle: Alias\naliases: [/old]\n---\n")
        .all_reachable();
    assert_snapshot!(site.build().report(), @r"
    warning[unreachable-page]: no link leads to the page `Alias`
     --> content/alias.md:2:8
      |
    2 | title: Alias
      |        ^^^^^
      |
      = help: link it from a page that readers come to, or write `content/FOLDER/index.md`, which lists the pages of its folder

    warning[unreachable-page]: no link leads to the page `Found`
     --> content/found.md:2:8
      |
    2 | title: Found
      |        ^^^^^
      |
      = help: link it from a page that readers come to, or write `content/FOLDER/index.md`, which lists the pages of its folder

    warning[unreachable-page]: no link leads to the page `Lost`
     --> content/lost.md:2:8
      |
    2 | title: Lost
      |        ^^^^
      |
      = help: link it from a page that readers come to, or write `content/FOLDER/index.md`, which lists the pages of its folder

    warning[unreachable-page]: no link leads to the page `Ada`
     --> content/people/ada.md:2:8
      |
    2 | title: Ada
      |        ^^^
      |
      = help: link it from a page that readers come to, or write `content/FOLDER/index.md`, which lists the pages of its folder
    ");
    let footer =
        "<a href=\"{{ site.base }}/lost/#x\">x</a><a href=\"/alias/\">y</a><a href=\"/people/\">z</a>";
    let listed =
        site.with("content/people/index.md", page("People", "")).with("templates/_footer.html", footer);
    listed.build().clean();
}

#[test]
fn a_page_whose_link_is_broken_is_no_second_mistake() {
    let page = "---\ntitle: Lost\n---\n[x](lsot.md)\n";
    assert_eq!(lighthouses().with("content/lost.md", page).all_reachable().build().codes(), ["broken-link"]);
}

#[test]
fn every_way_of_linking_makes_a_page_reachable() {
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n{text}\n");
    let site = lighthouses()
        .edit("content/index.md", "high.", "high. [a](a.md) [[Words]] <a href=\"h.md\">h</a>")
        .with("content/a.md", page("A", "[b](b.md)"))
        .with("content/b.md", page("B", ""))
        .with("content/h.md", page("H", ""))
        .with(
            "content/words.md",
            "---\ntitle: Words\nglossary: true\n---\nLantern room\n: Where the light is.\n",
        )
        .with("content/tagged.md", "---\ntitle: Tagged\ntags: [stone]\n---\n")
        .with("content/people/ada.md", page("Ada", ""))
        .with("content/people/team/bob.md", page("Bob", ""))
        .with("content/people/team/index.md", page("Team", ""))
        .with("content/people/index.md", page("People", "[Ada](ada.md)"))
        .all_reachable();
    assert_eq!(site.build().codes(), ["unreachable-page"; 4], "{}", site.build().report());
    let built = site.edit("content/b.md", "\n---\n", "\n---\n[[People]]").build().clean();
    assert_eq!(built.texts("/people/", ".entries a"), ["Team"]);
    assert_eq!(built.texts("/people/team/", ".entries a"), ["Bob"]);
}

#[test]
fn a_number_in_a_heading_that_equals_a_fact_is_underlined() {
    let text = "## Skerryvore is 48 metres high\n\n## 48 metres\n\n## `48 metres` of Skerryvore\n\n## Of Skerryvore in 1848\n";
    assert_snapshot!(report_on_prose(text), @r"
    warning[typed-figure]: the fact `height` of `Skerryvore` is typed as a number
     --> content/notes.md:4:18
      |
    4 | ## Skerryvore is 48 metres high
      |                  ^^
      |
      = help: write `[[skerryvore#height]]`
    ");
}

#[test]
fn a_name_that_windows_cannot_have_is_reported_once() {
    let site = lighthouses()
        .with("content/con/index.md", "---\ntitle: Con\n---\n")
        .with("content/con/aux.md", "---\ntitle: Aux\n---\n")
        .with("static/COM1.txt", "x")
        .with("static/a:b.txt", "x")
        .with("static/com10.txt", "x")
        .with("static/control.txt", "x");
    assert_snapshot!(site.build().report(), @r#"
    warning[unportable-name]: Windows can have no file or folder `con`, so the page `content/con/aux.md` cannot be built there
     --> content/con/aux.md:2:8
      |
    2 | title: Aux
      |        ^^^
      |
      = help: give it another name, or set `unportable-name = "allow"` under `[check]` in `book.toml`

    warning[unportable-name]: Windows can have no file or folder `COM1.txt`, so the file `static/COM1.txt` cannot be built there
    --> static/COM1.txt
     = help: give it another name, or set `unportable-name = "allow"` under `[check]` in `book.toml`

    warning[unportable-name]: Windows can have no file or folder `a:b.txt`, so the file `static/a:b.txt` cannot be built there
    --> static/a:b.txt
     = help: give it another name, or set `unportable-name = "allow"` under `[check]` in `book.toml`
    "#);
}

#[test]
fn an_exhibit_that_is_shared_has_a_name_for_its_address() {
    let chart = |title: &str, keys: &str| {
        format!("```chart\ntitle: {title}\n{keys}data: [{{label: A, value: 1}}]\n```\n")
    };
    let text = chart("Old lamps", "")
        + &chart("\"?!\"", "")
        + &chart("Quiet", "share: false\n")
        + &chart("Named", "id: named\n");
    let site = lighthouses().with("content/lamps.md", format!("---\ntitle: Lamps\n---\n{text}"));
    site.build().clean();
    let site = site.edit("book.toml", "[metrics.height]", "[exhibits]\nshare = true\n[metrics.height]");
    assert_snapshot!(site.build().report(), @r"
    warning[unnamed-exhibit]: `Old lamps` is shared and has no `id`
     --> content/lamps.md:4:4
      |
    4 | ```chart
      |    ^^^^^
      |
      = help: write `id: old-lamps`, which stays when the title changes, or `share: false`

    warning[unnamed-exhibit]: `?!` is shared and has no `id`
     --> content/lamps.md:8:4
      |
    8 | ```chart
      |    ^^^^^
      |
      = help: give it an `id`, or write `share: false`
    ");
}

#[test]
fn two_exhibits_of_one_name_are_one_mistake_with_both_places() {
    let chart = |title: &str| {
        format!(
            "---\ntitle: {title}\n---\n```chart\ntitle: {title}\nid: lamps\nshare: true\ndata: [{{label: A, value: 1}}]\n```\n"
        )
    };
    let site = lighthouses().with("content/a.md", chart("Old")).with("content/b.md", chart("New"));
    assert_snapshot!(site.build().report(), @r"
    error[duplicate-url]: two things claim the address `/x/lamps/`: the shared exhibit `Old` on `content/a.md` and the shared exhibit `New` on `content/b.md`
     --> content/b.md:6:5
      |
    6 | id: lamps
      |     ^^^^^ claimed here
      |
     ::: content/a.md:6:5
      |
    6 | id: lamps
      |     ----- and here
      |
      = help: give the exhibit another `id`
    ");
}
