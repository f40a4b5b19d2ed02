//! Links that authors paste from the browser: whole addresses of the site itself.

use insta::assert_snapshot;

use crate::site::{Built, Site};

/// A site that is published below a path of its host.
fn built(markdown: &str, base_url: Option<&str>) -> Built {
    let site = Site::parse(
        "
        -- book.toml --
        [book]
        title = \"Lamps\"

        [output.html]
        site-url = \"https://example.org/report/\"
        -- content/index.md --
        ---
        title: Home
        ---
        [[Oil]]
        -- content/chapters/oil.md --
        ---
        title: Oil
        tags: [fuel]
        aliases: [/old]
        ---
        ## Sperm whales
        -- static/map.png --
        PNG
        ",
    );
    let site = site.with("content/page.md", format!("---\ntitle: Page\n---\n{markdown}\n"));
    base_url.map_or(site.clone(), |url| site.at(url)).build()
}

#[test]
fn a_link_to_the_own_site_leads_there_under_another_address_too() {
    for (link, target) in [
        ("[x](https://example.org/report/)", "/"),
        ("[x](https://example.org/report)", "/"),
        ("[x](http://EXAMPLE.org/report/chapters/oil/)", "/chapters/oil/"),
        ("[x](https://example.org/report/chapters/oil)", "/chapters/oil/"),
        ("[x](https://example.org/report/chapters/oil/index.html)", "/chapters/oil/"),
        ("[x](https://example.org/report/chapters/oil/#sperm-whales)", "/chapters/oil/#sperm-whales"),
        ("[x](//example.org/report/tags/fuel/)", "/tags/fuel/"),
        ("[x](https://example.org/report/old/)", "/old/"),
        ("[x](https://example.org/report/map.png)", "/map.png"),
        ("[x](https://example.org/report/feed-me.html?no)", ""),
        ("<https://example.org/report/chapters/oil/>", "/chapters/oil/"),
        ("[x][ref]\n\n[ref]: https://example.org/report/chapters/oil/", "/chapters/oil/"),
    ] {
        for (url, base) in [(None, "/report"), (Some("https://preview.example/7/"), "/7")] {
            let build = built(link, url);
            if target.is_empty() {
                assert_eq!(build.codes(), ["broken-link"], "{link}");
            } else {
                let html = build.main("/page/");
                let leads = html.contains(&format!("href=\"{base}{target}\""));
                assert!(leads && build.codes().is_empty(), "{link}: {html}{}", build.report());
            }
        }
    }
}

#[test]
fn a_page_that_is_linked_by_its_own_address_knows_who_links_to_it() {
    let build = built("See [this](https://example.org/report/chapters/oil/).", None).clean();
    assert!(build.html("/chapters/oil/").contains("href=\"/report/page/\""));
}

#[test]
fn a_picture_of_the_own_site_is_shown() {
    let build = built("![A map](https://example.org/report/map.png)", None).clean();
    assert!(build.main("/page/").contains("src=\"/report/map.png\""));
}

#[test]
fn what_lies_beside_the_site_on_its_host_is_left_alone() {
    for url in [
        "https://example.org/other/",
        "https://example.org/",
        "https://example.org/reporting/",
        "https://x.example/report/no/",
    ] {
        let build = built(&format!("[x]({url})"), None).clean();
        assert!(build.main("/page/").contains(&format!("href=\"{url}\"")), "{url}");
    }
}

#[test]
fn a_dead_link_is_shown_where_it_is_written() {
    let markdown = "Go to [nothing](https://example.org/report/no/such/page/), [none](https://example.org/report/chapters/oil/#no)\n\
                    or a [folder](/nowhere/).";
    assert_snapshot!(built(markdown, None).report(), @"
    error[broken-link]: `/report/no/such/page/` leads to no page or file of the site
     --> content/page.md:4:7
      |
    4 | Go to [nothing](https://example.org/report/no/such/page/), [none](https://example.org/report/chapters/oil/#no)
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write the path of the file that the page is made from, such as `../projects/name.md`

    error[broken-anchor]: `content/chapters/oil.md` has no heading `#no`
     --> content/page.md:4:67
      |
    4 | Go to [nothing](https://example.org/report/no/such/page/), [none](https://example.org/report/chapters/oil/#no)
      |                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    error[broken-link]: `/report/nowhere/` leads to no page or file of the site
     --> content/page.md:5:6
      |
    5 | or a [folder](/nowhere/).
      |      ^^^^^^^^^^^^^^^^^^^
      |
      = help: write the path of the file that the page is made from, such as `../projects/name.md`
    ");
}

#[test]
fn beside_a_site_at_the_root_of_its_host_others_can_live() {
    let page = |link: &str| {
        let site = Site::parse(
            "
            -- book.toml --
            [book]
            title = \"Lamps\"

            [output.html]
            site-url = \"https://example.org/\"
            -- content/index.md --
            ---
            title: Home
            ---
            -- content/chapters/oil.md --
            ---
            title: Oil
            ---
            -- static/map.png --
            PNG
            -- static/img/a.png --
            PNG
            ",
        );
        site.with("content/page.md", format!("---\ntitle: Page\n---\n[x]({link})\n")).build()
    };
    for (link, target) in [
        ("https://example.org/", "/"),
        ("https://example.org/chapters/oil/", "/chapters/oil/"),
        ("https://example.org/other/", "https://example.org/other/"),
        ("https://example.org/chapter", "https://example.org/chapter"),
        ("https://example.org/map.png?v=1", "/map.png?v=1"),
        ("https://example.org/img/a.png", "/img/a.png"),
        ("https://example.org/sitemap.xml", "/sitemap.xml"),
        ("https://example.org/im", "https://example.org/im"),
        ("https://example.org/map", "https://example.org/map"),
    ] {
        let build = page(link);
        let html = build.main("/page/");
        assert!(html.contains(&format!("href=\"{target}\"")) && build.codes().is_empty(), "{link}: {html}");
    }
    for dead in ["chapters/gas/", "img/none.png", "feed.xml"] {
        assert_eq!(page(&format!("https://example.org/{dead}")).codes(), ["broken-link"], "{dead}");
    }
}

#[test]
fn an_id_leads_to_its_heading_as_browsers_copy_it_too() {
    for link in ["[x](page.md#über)", "[x](page.md#%C3%BCber)", "[x](#%c3%bcber)", "[x](#%E7%81%AF)"] {
        let build = built(&format!("## Light {{#über}}\n\n## 灯\n\n{link}"), None);
        assert!(build.codes().is_empty(), "{link}: {}", build.report());
        let html = build.main("/page/");
        assert!(html.contains("#%C3%BCber\">x<") || html.contains("#%E7%81%AF\">x<"), "{html}");
    }
}

#[test]
fn files_that_are_made_for_machines_can_be_linked() {
    for path in ["/sitemap.xml", "/robots.txt", "/404.html"] {
        let build = built(&format!("[x]({path})"), None);
        assert!(build.codes().is_empty(), "{path}: {}", build.report());
        assert!(build.main("/page/").contains(&format!("href=\"/report{path}\"")), "{path}");
    }
    let build = built("[x](/data/none.csv)", None);
    assert_eq!(build.codes(), ["broken-link"], "{}", build.report());
}

#[test]
fn a_file_of_the_theme_is_no_way_out() {
    let report = built("[x](/js/search.js)", None).report();
    assert!(report.contains("error[missing-file]") && !report.contains("built-in:"), "{report}");
}

#[test]
fn an_image_is_the_file_of_a_picture() {
    for (image, file) in [
        ("![oil](notes.txt)", "`content/notes.txt`"),
        ("![oil](/page.csv)", "`static/page.csv`"),
        ("<img src=\"notes.txt\" alt=\"oil\">", "`content/notes.txt`"),
    ] {
        let site = Site::parse("-- static/page.csv --\na,b\n-- content/notes.txt --\na\n")
            .with(
                "book.toml",
                "[book]\ntitle = \"A\"\n[output.html]\nsite-url = \"https://example.org/report/\"\n",
            )
            .with("content/chapters/oil.md", "---\ntitle: Oil\n---\n")
            .with("content/page.md", format!("---\ntitle: Page\n---\n{image}\n"));
        let build = site.build();
        assert_eq!(build.codes(), ["missing-file"], "{image}: {}", build.report());
        assert!(build.report().contains(&format!("{file} is no picture")), "{}", build.report());
    }
    assert!(built("![map](/map.png) ![map](https://example.org/report/map.png)", None).codes().is_empty());
}

#[test]
fn whole_addresses_of_the_site_are_checked_wherever_they_stand() {
    let lost = "https://example.org/report/lost/";
    let site = Site::parse("-- content/index.md --\n---\ntitle: Home\n---\n[[page]]\n").with(
        "book.toml",
        "[book]\ntitle = \"A\"\n[output.html]\nsite-url = \"https://example.org/report/\"\n",
    );
    let page = |front: &str| format!("---\ntitle: Page\n{front}---\n");
    let there = site.clone().with(
        "content/page.md",
        page("links: {a: \"https://example.org/report/\", b: \"https://example.org/x/\"}\n"),
    );
    assert!(there.build().codes().is_empty(), "{}", there.build().report());
    for site in [
        site.clone().with("content/page.md", page(&format!("links: {{website: \"{lost}\"}}\n"))),
        site.clone()
            .with("content/page.md", page(&format!("doubts: [{{text: \"A day.\", link: \"{lost}\"}}]\n"))),
        site.clone()
            .with("content/page.md", page(""))
            .with("templates/_header.html", format!("<a href=\"{lost}\">x</a>")),
    ] {
        let build = site.build();
        assert_eq!(build.codes(), ["dead-link"], "{}{}", build.report(), build.html("/page/"));
    }
}
