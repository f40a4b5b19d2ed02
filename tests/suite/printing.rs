//! The whole report as one page: everything in it once, every link within it to its place, nothing twice.

use std::collections::BTreeSet;

use fieldbook::pipeline::Builder;
use fieldbook::source::discover;
use fieldbook::verify::Verifier;

use crate::site::{Built, Site, fixture};

const TEA: &str = r#"
-- book.toml --
[book]
title = "Tea"
description = "All of it"
[output.html]
site-url = "https://tea.example/r/"
print = true
-- content/index.md --
---
title: Tea
---
Begin with [leaves](chapters/one/leaves.md#black).
-- content/about.md --
---
title: About
---
Made by hand.[^1]

[^1]: With care.
-- content/chapters/one/index.md --
---
title: Part one
---
-- content/chapters/one/leaves.md --
---
title: Leaves
order: 1
tags: [hot]
sources: [yearbook]
---
## Black

Sold by [[kelda]], see [tags](/tags/hot/), [the next](water.md), [itself](#black) and [outside](https://elsewhere.example/).[^1]

```table
title: All teas
columns: [name]
kind: project
```

[^1]: A note.
-- content/chapters/one/water.md --
---
title: Water
order: 2
---
## Black

Boil it.[^1]

```table
title: All teas
columns: [name]
kind: project
```

[^1]: Another note.
-- content/projects/sencha.md --
---
title: Sencha
companies: [kelda]
---
-- content/companies/kelda.md --
---
title: Kelda
---
-- content/sources/yearbook.md --
---
title: Yearbook
summary: Of tea
---
-- content/secret.md --
---
title: Secret
draft: true
---
Not yet.
"#;

fn built() -> Built {
    Site::parse(TEA).build().clean()
}

fn ids(build: &Built) -> Vec<String> {
    build.attributes("/print/", "[id]", "id")
}

#[test]
fn everything_is_in_it_in_reading_order_with_numbers() {
    let build = built();
    assert_eq!(
        build.texts("/print/", "main h1, main h2, main h3"),
        [
            "Tea",
            "Contents",
            "In brief",
            "1 Part one",
            "1.1 Leaves",
            "1.2 Water",
            "2 Projects",
            "Sencha",
            "3 Organisations",
            "Kelda",
            "4 About",
            "5 Sources",
            "Yearbook"
        ]
    );
    assert_eq!(
        build.texts("/print/", ".print-contents li"),
        [
            "In brief",
            "1 Part one",
            "1.1 Leaves",
            "1.2 Water",
            "2 Projects",
            "3 Organisations",
            "4 About",
            "5 Sources"
        ]
    );
    assert_eq!(build.texts("/print/", "#\\/chapters\\/one\\/water\\/\\:black"), ["Black #"]);
    assert_eq!(build.texts("/print/", ".print-chapter h4"), ["Black #", "Sources", "Black #"]);
}

#[test]
fn no_id_stands_in_it_twice() {
    for build in [built(), print_of("lighthouses")] {
        let ids = ids(&build);
        let once: BTreeSet<_> = ids.iter().collect();
        let twice: Vec<_> =
            once.iter().filter(|id| ids.iter().filter(|other| other == *id).count() > 1).collect();
        assert!(ids.len() > 20 && twice.is_empty(), "{twice:?}");
    }
}

fn print_of(name: &str) -> Built {
    let mut site = fixture(name);
    site.options.print = true;
    site.build()
}

#[test]
fn links_to_what_is_in_it_lead_to_its_place_and_others_to_the_site() {
    let build = built();
    let links = build.attributes("/print/", "#\\/chapters\\/one\\/leaves\\/ ~ .prose p a[href]", "href");
    let note = "#/chapters/one/leaves/:fn-1";
    assert_eq!(
        links[..6],
        [
            "#/companies/kelda/",
            "https://tea.example/r/tags/hot/",
            "#/chapters/one/water/",
            "#/chapters/one/leaves/:black",
            "https://elsewhere.example/",
            note,
        ]
    );
    assert_eq!(
        build.attributes("/print/", ".print-part .prose a", "href")[0],
        "#/chapters/one/leaves/:black"
    );
}

#[test]
fn every_link_within_it_has_its_place_and_none_leads_to_a_page_that_is_in_it() {
    for build in [built(), print_of("lighthouses")] {
        let ids: BTreeSet<_> = ids(&build).into_iter().collect();
        let links = build.attributes("/print/", "main a[href]", "href");
        let inside: Vec<_> = links.iter().filter_map(|link| link.strip_prefix('#')).collect();
        assert!(inside.len() > 10);
        for link in inside {
            assert!(ids.contains(link), "#{link}");
        }
        for link in links.iter().filter(|link| link.contains("/projects/") && link.ends_with('/')) {
            assert!(link.starts_with('#'), "{link}");
        }
    }
}

#[test]
fn what_a_picture_is_named_by_and_painted_with_is_its_own() {
    let build = print_of("lighthouses");
    let ids: BTreeSet<_> = ids(&build).into_iter().collect();
    let named = build.attributes("/print/", "main [aria-labelledby]", "aria-labelledby");
    let described = build.attributes("/print/", "main [aria-describedby]", "aria-describedby");
    let names: Vec<_> = named.iter().chain(&described).flat_map(|names| names.split(' ')).collect();
    assert!(names.iter().any(|name| name.starts_with('/')));
    for name in names {
        assert!(ids.contains(name), "{name}");
    }
    for fill in build.attributes("/print/", "main [fill^=url]", "fill") {
        assert!(ids.contains(fill.trim_start_matches("url(#").trim_end_matches(')')), "{fill}");
    }
}

#[test]
fn it_is_kept_from_search_engines_and_out_of_the_lists() {
    let build = built();
    assert_eq!(build.attributes("/print/", "meta[name=robots]", "content"), ["noindex"]);
    assert!(build.attributes("/print/", "link[rel=canonical]", "href").is_empty());
    assert!(!build.html("/sitemap.xml").contains("/print/"));
    assert!(!build.html("/llms.txt").contains("/print/"));
    assert_eq!(build.attributes("/about/", ".site-footer a[href$='/print/']", "href"), ["/r/print/"]);
    let without = Site::parse(TEA).edit("book.toml", "print = true\n", "").build().clean();
    assert!(!without.has("print/index.html") && !without.html("/about/").contains("/print/"));
}

#[test]
fn its_cover_says_what_is_known_and_no_more() {
    let build = built();
    assert_eq!(build.texts("/print/", ".print-cover > *"), ["Tea", "All of it", "https://tea.example/r/"]);
    let more = "title = \"Tea\"\nversion = \"2\"\ndate = \"2021-06\"\nauthors = [\"A. Brewer\"]\n";
    let build = Site::parse(TEA).edit("book.toml", "title = \"Tea\"\n", more).at("/").build().clean();
    assert_eq!(
        build.texts("/print/", ".print-cover > *"),
        ["Tea", "All of it", "A. Brewer", "Version 2 · June 2021"]
    );
    // Without a host no address leads anywhere from paper; nothing of the words is lost.
    let html = build.main("/print/");
    assert!(html.contains("<a >tags</a>") && !html.contains("href=\"/tags/"), "{html}");
}

#[test]
fn a_draft_is_in_it_only_where_drafts_are_published() {
    assert!(!built().html("/print/").contains("Secret"));
    let drafts = Site::parse(TEA).with_drafts().build();
    assert!(drafts.texts("/print/", "h2").iter().any(|title| title.ends_with("Secret")));
}

#[test]
fn a_page_of_an_author_takes_its_place() {
    let own = Site::parse(TEA).with("content/print.md", "---\ntitle: Prints\n---\nOn paper.\n").build();
    assert!(own.html("/print/").contains("On paper.") && !own.html("/print/").contains("print-cover"));
    assert!(own.attributes("/about/", ".site-footer a[href$='/print/']", "href").is_empty());
}

#[test]
fn a_site_has_sections_and_a_frame_of_its_own() {
    let build = Site::parse(TEA)
        .with("templates/print.html", "<main>{{ page.title }}: {{ body }}</main>")
        .with("templates/_print_section.html", "<p id=\"x\">{{ page.kind }} {{ page.words }}</p>\n")
        .build()
        .clean();
    assert!(build.html("/print/").starts_with("<main>Tea: <nav"));
    assert!(build.html("/print/").contains("<p id=\"/about/:x\">page 5</p>"), "{}", build.html("/print/"));
}

#[test]
fn what_paper_has_no_use_for_is_not_given_to_its_sections() {
    let section = "{{ page.edit_url or page.citation or page.since or page.is_new }}\
                   {{ page.backlinks | length + page.breadcrumbs | length + page.toc | length }};";
    let edit = "[output.html]\nedit-url-template = \"https://tea.example/edit/{path}\"";
    let build = Site::parse(TEA)
        .edit("book.toml", "[output.html]", edit)
        .with("templates/_print_section.html", section)
        .with("templates/print.html", "{{ body }}")
        .build();
    let sections = build.html("/print/").matches("false0;").count();
    assert_eq!(sections, build.html("/print/").matches(';').count(), "{}", build.html("/print/"));
    assert!(sections > 3);
}

#[test]
fn a_part_without_a_page_stands_at_its_folder() {
    let build = Site::parse(TEA).remove("content/chapters/one/index.md").build();
    let titles = build.texts("/print/", ".print-part h2");
    assert_eq!(titles[1], "1 Chapters");
    assert_eq!(build.attributes("/print/", ".print-part h2", "id")[1], "/chapters/one/");
}

#[test]
fn an_edit_of_any_page_writes_it_again_as_a_first_build_does() {
    let site = Site::parse(TEA);
    let mut builder = Builder::new(site.options.clone());
    let mut verifier = Verifier::default();
    builder.update(&discover(&site.files).unwrap()).finish(&mut verifier);
    let edits = [
        ("content/projects/sencha.md", "title: Sencha", "title: Gyokuro"),
        ("content/sources/yearbook.md", "Of tea", "Of teas"),
        ("content/chapters/one/water.md", "Boil it", "Heat it"),
        ("content/index.md", "Begin", "Start"),
    ];
    let mut site = site;
    for (path, from, to) in edits {
        site = site.edit(path, from, to);
        let (warm, _) = builder.update(&discover(&site.files).unwrap()).finish(&mut verifier);
        let clean = site.build();
        let print = |tree: &fieldbook::render::OutputTree| {
            tree.iter().find(|(path, _)| path.as_str() == "print/index.html").map(|(_, bytes)| bytes.clone())
        };
        let [warm, clean] = [print(&warm), print(&clean.0.output)];
        let [warm, clean] = [warm, clean].map(|bytes| String::from_utf8_lossy(&bytes.unwrap()).into_owned());
        assert_eq!(warm, clean, "{path}");
        assert!(warm.contains(to.trim_start_matches("title: ")), "{path}");
    }
}
