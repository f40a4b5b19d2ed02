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
            ",
        );
        site.with("content/page.md", format!("---\ntitle: Page\n---\n[x]({link})\n")).build()
    };
    for (link, target) in [
        ("https://example.org/", "/"),
        ("https://example.org/chapters/oil/", "/chapters/oil/"),
        ("https://example.org/other/", "https://example.org/other/"),
        ("https://example.org/chapter", "https://example.org/chapter"),
    ] {
        let build = page(link);
        let html = build.main("/page/");
        assert!(html.contains(&format!("href=\"{target}\"")) && build.codes().is_empty(), "{link}: {html}");
    }
    assert_eq!(page("https://example.org/chapters/gas/").codes(), ["broken-link"]);
}
