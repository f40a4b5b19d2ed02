//! What ends of paths mean in `[[…]]`.

use insta::assert_snapshot;

use crate::site::{Built, Site};

/// Pages of one name in several folders, and a page of this Markdown.
fn built(markdown: &str) -> Built {
    let mut site = Site::parse("").with("content/page.md", format!("---\ntitle: Page\n---\n{markdown}\n"));
    for path in [
        "chapters/day/index",
        "chapters/day/summary",
        "chapters/night/index",
        "chapters/night/summary",
        "notes/a/intro",
        "notes/b/intro",
        "intro",
        "My Notes/First Try",
    ] {
        site = site.with(&format!("content/{path}.md"), format!("---\ntitle: About {path}\n---\n"));
    }
    site.build()
}

/// The address that a link leads to.
#[track_caller]
fn target(link: &str) -> String {
    let build = built(link).clean();
    let html = build.main("/page/");
    let (_, rest) = html.split_once("<p><a href=\"").unwrap_or_else(|| panic!("{html}"));
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn every_end_of_a_path_that_one_page_has_leads_to_it() {
    for (link, url) in [
        ("[[night/summary]]", "/chapters/night/summary/"),
        ("[[chapters/night/summary]]", "/chapters/night/summary/"),
        ("[[chapters/night/summary.md]]", "/chapters/night/summary/"),
        ("[[/chapters/day/summary]]", "/chapters/day/summary/"),
        ("[[notes/b/intro]]", "/notes/b/intro/"),
        ("[[b/intro.md]]", "/notes/b/intro/"),
        ("[[/intro]]", "/intro/"),
        ("[[chapters/night]]", "/chapters/night/"),
        ("[[night/index.md]]", "/chapters/night/"),
        ("[[My Notes/First Try]]", "/my-notes/first-try/"),
        ("[[my-notes/first-try]]", "/my-notes/first-try/"),
        ("[[page.md]]", "/page/"),
        ("[[b/intro|text]]", "/notes/b/intro/"),
    ] {
        assert_eq!(target(link), url, "{link}");
    }
}

#[test]
fn a_link_by_its_path_shows_the_title() {
    let build = built("[[night/summary]] and [[first-try.md]]");
    let html = build.main("/page/");
    assert!(html.contains(">About chapters/night/summary</a> and"), "{html}");
    assert!(html.contains(">About My Notes/First Try</a>"), "{html}");
}

#[test]
fn an_end_that_several_pages_have_gets_the_ends_that_one_has() {
    assert_snapshot!(built("[[summary]], [[chapters/summary]] and [[intro]]").report(), @r"
    error[ambiguous-name]: several pages are called `summary`
     --> content/page.md:4:3
      |
    4 | [[summary]], [[chapters/summary]] and [[intro]]
      |   ^^^^^^^
      |
      = help: say which: `[[day/summary]]`, `[[night/summary]]`

    error[ambiguous-name]: several pages are called `chapters/summary`
     --> content/page.md:4:16
      |
    4 | [[summary]], [[chapters/summary]] and [[intro]]
      |                ^^^^^^^^^^^^^^^^
      |
      = help: say which: `[[day/summary]]`, `[[night/summary]]`

    error[ambiguous-name]: several pages are called `intro`
     --> content/page.md:4:41
      |
    4 | [[summary]], [[chapters/summary]] and [[intro]]
      |                                         ^^^^^
      |
      = help: say which: `[[/intro]]`, `[[a/intro]]`, `[[b/intro]]`
    ");
}

#[test]
fn every_way_that_a_help_offers_leads_to_its_page() {
    let offered = built("[[summary]] [[intro]]").report();
    let links: Vec<_> = offered.split('`').filter(|words| words.starts_with("[[")).collect();
    assert_eq!(links.len(), 5, "{offered}");
    let targets: std::collections::BTreeSet<_> = links.iter().map(|link| target(link)).collect();
    assert_eq!(targets.len(), links.len(), "each leads to another page");
}

#[test]
fn a_title_that_is_also_a_path_says_not_which_page_is_meant() {
    let site = Site::parse("")
        .with("content/tcp/ip.md", "---\ntitle: Addresses\n---\n")
        .with("content/net.md", "---\ntitle: TCP/IP\n---\n")
        .with("content/page.md", "---\ntitle: Page\n---\n[[TCP/IP]]\n");
    let report = site.build().report();
    assert!(report.contains("say which: `[[/net]]`, `[[/tcp/ip]]`"), "{report}");
}

#[test]
fn a_link_to_a_folder_leads_to_its_page_under_either_extension() {
    for name in ["index.md", "index.markdown"] {
        let site = Site::parse("")
            .with(&format!("content/lamps/{name}"), "---\ntitle: Lamps\n---\n## Oil\n")
            .with("content/page.md", "---\ntitle: Page\n---\n[lamps](lamps/#oil) [none](lamps/#wax)\n");
        let build = site.build();
        assert!(build.report().contains("has no heading `#wax`"), "{name}: {}", build.report());
        assert!(!build.report().contains("`#oil`"), "{name}: {}", build.report());
    }
}
