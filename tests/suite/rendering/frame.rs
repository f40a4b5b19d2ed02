//! What stands around every page is the author's: logo, icon, navigation, footer, licence, and hooks for the rest.

use insta::assert_snapshot;

use crate::site::{Built, Site};

const BOOK: &str = "[book]\ntitle = \"Tides\"\n\n[output.html]\n";

fn site(keys: &str) -> Site {
    Site::parse("-- content/about.md --\n---\ntitle: About\n---\nWords.\n")
        .with("book.toml", format!("{BOOK}{keys}"))
        .with("static/img/logo.png", "png")
        .with("static/favicon.ico", "ico")
}

fn links(build: &Built, selector: &str) -> Vec<(String, String)> {
    std::iter::zip(build.texts("/about/", selector), build.attributes("/about/", selector, "href")).collect()
}

#[test]
fn navigation_has_the_items_of_the_settings_behind_the_directories() {
    let keys = "navigation = [{title = \"About us\", url = \"/about/\"}, {title = \"Shop\", url = \"https://shop.example/\"}]\n";
    let build = site(keys).at("https://tides.example/report/").build().clean();
    let expected = [("About us", "/report/about/"), ("Shop", "https://shop.example/")];
    let expected = expected.map(|(title, url)| (title.to_owned(), url.to_owned()));
    assert_eq!(links(&build, ".site-header nav a"), expected);
    let current = build.texts("/about/", ".site-header a[aria-current]");
    assert_eq!(current, ["About us"]);
}

#[test]
fn an_item_that_leads_nowhere_is_reported_once_at_its_place() {
    let build = site("navigation = [{title = \"About\", url = \"/abuot/\"}]\n").build();
    assert_snapshot!(build.report(), @r#"
    error[broken-link]: `/abuot/` leads to no page or file of the site
     --> book.toml:5:39
      |
    5 | navigation = [{title = "About", url = "/abuot/"}]
      |                                       ^^^^^^^^^
      |
      = help: write the address that a page has, such as `/about/`
    "#);
}

#[test]
fn items_and_licences_need_words_and_an_address() {
    let keys = "navigation = [{title = \"About\"}, {title = \"B\", url = \"about\"}]\nlicence = {url = \"/about/\"}\n";
    assert_snapshot!(site(keys).build().report(), @r#"
    error[missing-key]: the key `url` is missing
     --> book.toml:5:16
      |
    5 | navigation = [{title = "About"}, {title = "B", url = "about"}]
      |                ^^^^^
      |
      = help: add `url = …`

    error[bad-value]: `about` is no address
     --> book.toml:5:54
      |
    5 | navigation = [{title = "About"}, {title = "B", url = "about"}]
      |                                                      ^^^^^^^
      |
      = help: write an address of the site such as `/about/`, or a whole one, `https://example.org/`

    error[missing-key]: the key `name` is missing
     --> book.toml:6:12
      |
    6 | licence = {url = "/about/"}
      |            ^^^
      |
      = help: add `name = …`
    "#);
}

#[test]
fn the_logo_stands_before_the_name_and_the_icon_can_be_of_any_format() {
    let build = site("logo = \"img/logo.png\"\nfavicon = \"img/logo.png\"\n").build().clean();
    assert_eq!(build.attributes("/about/", ".site-name img", "src"), ["/img/logo.png"]);
    assert_eq!(build.attributes("/about/", "link[rel=icon]", "href"), ["/img/logo.png"]);
    assert_eq!(build.attributes("/about/", "link[rel=icon]", "type"), ["image/png"]);
    let found = site("").build().clean();
    assert_eq!(found.attributes("/about/", "link[rel=icon]", "type"), ["image/x-icon"]);
    assert_eq!(found.attributes("/about/", ".site-name img", "src"), [""; 0]);
}

#[test]
fn a_logo_that_is_not_there_is_reported() {
    assert_snapshot!(site("logo = \"img/lgo.png\"\n").build().report(), @r#"
    error[missing-file]: there is no file `static/img/lgo.png`
     --> book.toml:5:8
      |
    5 | logo = "img/lgo.png"
      |        ^^^^^^^^^^^^^
      |
      = help: did you mean `img/logo.png`?
    "#);
}

#[test]
fn the_footer_has_the_licence_and_a_sentence() {
    let keys = "footer = \"Made by <the> sea.\"\nlicence = {name = \"CC BY 4.0\", url = \"https://creativecommons.org/licenses/by/4.0/\"}\n";
    let build = site(keys).build().clean();
    assert_eq!(links(&build, ".site-footer a[rel=license]")[0].0, "CC BY 4.0");
    assert_eq!(build.texts("/about/", ".site-footer p").last().unwrap(), "Made by <the> sea.");
    let plain = site("licence = \"All rights reserved\"\n").build().clean();
    assert!(plain.texts("/about/", ".site-footer p")[0].ends_with("· All rights reserved"));
}

#[test]
fn lines_of_a_site_s_own_end_the_head_and_the_header() {
    let build = site("")
        .with("templates/_head.html", "<meta name=\"of\" content=\"{{ page.title }}\">\n")
        .with("templates/_header.html", "<p class=\"mine\">{{ site.title }}</p>\n")
        .build()
        .clean();
    assert_eq!(build.attributes("/about/", "head meta:last-child", "content"), ["About"]);
    assert_eq!(build.texts("/about/", ".site-header > .mine:last-child"), ["Tides"]);
}

#[test]
fn a_template_can_tell_what_a_page_lists() {
    let build = site("")
        .with("content/chapters/high.md", "---\ntitle: High water\ntags: [sea]\n---\nRead off the [[gauge]].\n")
        .with("content/sources/log.md", "---\ntitle: Log\ndate: 1900\n---\n")
        .with(
            "content/projects/gauge.md",
            "---\ntitle: Gauge\nfacts: [{metric: range, label: Range, value: 3, as-of: 1900, source: log}]\n---\n",
        )
        .with("templates/_footer.html", "<p class=\"which\">{{ listing.name }}</p>\n")
        .build()
        .clean();
    for (url, name) in [
        ("/", "home"),
        ("/chapters/", "chapters"),
        ("/projects/", "projects"),
        ("/figures/", "figures"),
        ("/tags/", "tags"),
        ("/tags/sea/", "tag"),
        ("/search/", "search"),
        ("/compare/", "compare"),
        ("/404.html", "404"),
        ("/about/", ""),
    ] {
        assert_eq!(build.texts(url, ".which"), [name], "{url}");
    }
}

#[test]
fn the_chapters_of_a_part_stand_beside_each_up_to_forty() {
    let part = |count: usize| {
        let page = |site: Site, number| {
            let text = format!("---\ntitle: Tide {number}\norder: {number}\n---\nWords.\n");
            site.with(&format!("content/chapters/tides/{number}.md"), text)
        };
        (1..=count).fold(site(""), page).build().clean()
    };
    let beside = |build: &Built| build.texts("/chapters/tides/1/", ".siblings li").len();
    assert_eq!((beside(&part(40)), beside(&part(41))), (40, 0));
}
