//! What is published beside the pages' texts: redirects, feed, sitemap, error page, tags, drafts, sub-paths.

use insta::assert_snapshot;

use crate::site::Site;

/// A small report with a host.
fn report() -> Site {
    Site::parse(
        r#"
        -- book.toml --
        [book]
        title = "Lamps & lights"
        description = "On <lamps>"
        authors = ["Ada"]

        [output.html]
        site-url = "https://lamps.example/report/"

        [check]
        orphan-entity = "allow"
        -- content/index.md --
        ---
        title: Lamps & lights
        ---
        -- content/chapters/index.md --
        ---
        title: Chapters
        ---
        -- content/chapters/oil.md --
        ---
        title: Oil & gas
        summary: How it "burns"
        date: 2020-05
        updated: 2021-06-07
        authors: [Bo]
        tags: [Fuel, "Old lamps"]
        aliases: [Petroleum, /lamps/Oil/]
        ---
        -- content/chapters/electric.md --
        ---
        title: Electric
        date: 2020-05-02
        tags: [fuel]
        ---
        See [[Oil & gas]].
        -- content/chapters/secret.md --
        ---
        title: Secret
        draft: true
        date: 2022
        tags: [hidden]
        aliases: [mystery]
        ---
        [[Oil & gas]]
        "#,
    )
}

#[test]
fn every_file_of_a_site_is_published_once() {
    let build = report().build().clean();
    let of_theme = |file: &&str| file.starts_with("css/") || file.starts_with("js/");
    let files: Vec<_> = build.files().into_iter().filter(|file| !of_theme(file)).collect();
    assert_snapshot!(files.join("\n"), @r"
    .nojekyll
    404.html
    CITATION.cff
    chapters/electric/index.html
    chapters/index.html
    chapters/oil/index.html
    chapters/petroleum/index.html
    feed.xml
    index.html
    lamps/Oil/index.html
    llms.txt
    robots.txt
    search/facets.json
    search/head.json
    search/index.html
    search/pages-0.json
    search/words-0.json
    sitemap.xml
    tags/fuel/index.html
    tags/index.html
    tags/old-lamps/index.html
    ");
}

#[test]
fn an_alias_is_a_page_that_leads_on() {
    let build = report().build();
    assert_snapshot!(build.html("/chapters/petroleum/"), @r#"
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <title>Moved</title>
    <link rel="canonical" href="https://lamps.example/report/chapters/oil/">
    <meta http-equiv="refresh" content="0; url=/report/chapters/oil/">
    </head>
    <body>
    <p>This page is now at <a href="/report/chapters/oil/">/report/chapters/oil/</a>.</p>
    </body>
    </html>
    "#);
    assert_eq!(build.html("/chapters/petroleum/"), build.html("/lamps/Oil/"));
}

#[test]
fn an_alias_equal_to_the_slug_needs_no_redirect() {
    let page = "---\ntitle: Skerry Vore\naliases: [skerry-vore, Skerry vore, SV]\n---\n";
    let build = Site::parse("-- content/index.md --\n---\ntitle: H\n---\n")
        .with("content/skerry-vore.md", page)
        .build()
        .clean();
    assert!(build.has("sv/index.html"), "{:?}", build.files());
    assert!(build.html("/skerry-vore/").contains("<h1>Skerry Vore</h1>"));
}

#[test]
fn the_feed_lists_dated_chapters_newest_first() {
    assert_snapshot!(report().build().html("/feed.xml"), @r#"
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
     <title>Lamps &amp; lights</title>
     <subtitle>On &lt;lamps&gt;</subtitle>
     <id>https://lamps.example/report/</id>
     <updated>2021-06-07T00:00:00Z</updated>
     <link rel="alternate" href="https://lamps.example/report/"/>
     <link rel="self" href="https://lamps.example/report/feed.xml"/>
     <author>
      <name>Ada</name>
     </author>
     <entry>
      <title>Electric</title>
      <id>https://lamps.example/report/chapters/electric/</id>
      <link rel="alternate" href="https://lamps.example/report/chapters/electric/"/>
      <published>2020-05-02T00:00:00Z</published>
      <updated>2020-05-02T00:00:00Z</updated>
     </entry>
     <entry>
      <title>Oil &amp; gas</title>
      <id>https://lamps.example/report/chapters/oil/</id>
      <link rel="alternate" href="https://lamps.example/report/chapters/oil/"/>
      <published>2020-05-01T00:00:00Z</published>
      <updated>2021-06-07T00:00:00Z</updated>
      <author>
       <name>Bo</name>
      </author>
      <summary>How it &quot;burns&quot;</summary>
     </entry>
    </feed>
    "#);
}

#[test]
fn the_feed_stops_at_the_limit() {
    let site = report().edit("book.toml", "[check]", "[feed]\nlimit = 1\n\n[check]");
    let build = site.build().clean();
    assert_eq!(build.html("/feed.xml").matches("<entry>").count(), 1);
    assert!(build.html("/feed.xml").contains("<title>Electric</title>"));
}

#[test]
fn the_sitemap_has_every_page_and_neither_redirects_nor_the_error_page() {
    assert_snapshot!(report().build().html("/sitemap.xml"), @r#"
    <?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
     <url>
      <loc>https://lamps.example/report/chapters/electric/</loc>
      <lastmod>2020-05-02</lastmod>
     </url>
     <url>
      <loc>https://lamps.example/report/chapters/</loc>
     </url>
     <url>
      <loc>https://lamps.example/report/chapters/oil/</loc>
      <lastmod>2021-06-07</lastmod>
     </url>
     <url>
      <loc>https://lamps.example/report/</loc>
     </url>
     <url>
      <loc>https://lamps.example/report/search/</loc>
     </url>
     <url>
      <loc>https://lamps.example/report/tags/fuel/</loc>
     </url>
     <url>
      <loc>https://lamps.example/report/tags/</loc>
     </url>
     <url>
      <loc>https://lamps.example/report/tags/old-lamps/</loc>
     </url>
    </urlset>
    "#);
}

#[test]
fn robots_are_told_where_the_sitemap_is() {
    let build = report().build();
    assert_eq!(
        build.html("/robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://lamps.example/report/sitemap.xml\n"
    );
    assert_eq!(build.html("/.nojekyll"), "");
}

#[test]
fn a_file_in_static_takes_the_place_of_a_generated_one() {
    let site = report().with("static/robots.txt", "mine").with("static/CNAME", "other.example\n");
    let build = site.build().clean();
    assert_eq!((build.html("/robots.txt"), build.html("/CNAME")), ("mine", "other.example\n"));
}

#[test]
fn a_site_without_a_host_has_neither_feed_nor_sitemap() {
    let site = report().edit("book.toml", "https://lamps.example/report/", "/report/");
    let build = site.build().clean();
    assert!(!build.has("feed.xml") && !build.has("sitemap.xml"), "{:?}", build.files());
    assert_eq!(build.html("/robots.txt"), "User-agent: *\nAllow: /\n");
    let home = build.html("/");
    assert!(!home.contains("canonical") && !home.contains("atom+xml") && !home.contains("og:url"), "{home}");
}

#[test]
fn a_site_without_dates_has_no_feed() {
    let build =
        Site::parse("-- content/index.md --\n---\ntitle: H\n---\n").at("https://a.example/").build().clean();
    assert!(build.has("sitemap.xml") && !build.has("feed.xml"));
    assert!(!build.html("/").contains("atom+xml"));
}

#[test]
fn pages_name_their_own_address() {
    let build = report().build();
    let html = build.html("/chapters/oil/");
    assert!(
        html.contains("<link rel=\"canonical\" href=\"https://lamps.example/report/chapters/oil/\">"),
        "{html}"
    );
    assert!(html.contains("<title>Oil &amp; gas – Lamps &amp; lights</title>"), "{html}");
}

#[test]
fn under_a_sub_path_every_address_of_the_site_starts_with_it() {
    let build = report().build().clean();
    for file in build.pages() {
        let html = build.html(file);
        for marker in ["href=\"/", "src=\"/", "url=/"] {
            for (at, _) in html.match_indices(marker) {
                let address = &html[at + marker.len() - 1..];
                assert!(address.starts_with("/report/"), "{file}: {}", &address[..40.min(address.len())]);
            }
        }
    }
}

#[test]
fn the_address_of_the_command_line_wins_over_the_settings() {
    let build = report().at("https://other.example/").build().clean();
    assert!(build.html("/chapters/oil/").contains("href=\"https://other.example/chapters/oil/\""));
    assert!(!build.html("/").contains("/report/"));
}

#[test]
fn the_error_page_stands_at_the_root_and_asks_not_to_be_found() {
    let build = report().build();
    let html = build.html("/404.html");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{html}");
    assert!(html.contains("<h1>Page not found</h1>") && html.contains("href=\"/report/\""), "{html}");
}

#[test]
fn an_author_can_write_the_error_page() {
    let build =
        report().with("content/404.md", "---\ntitle: Lost at sea\n---\nNo light here.\n").build().clean();
    let html = build.html("/404.html");
    assert!(html.contains("<h1>Lost at sea</h1>") && html.contains("<p>No light here.</p>"), "{html}");
    assert!(!build.has("404/index.html") && !build.html("/sitemap.xml").contains("404"));
}

#[test]
fn tags_that_differ_in_case_are_one() {
    let build = report().build();
    let tag = build.main("/tags/fuel/");
    assert!(tag.contains(">Electric</a>") && tag.contains(">Oil &amp; gas</a>"), "{tag}");
    let all = build.main("/tags/");
    assert!(all.contains("href=\"/report/tags/old-lamps/\"") && !all.contains("hidden"), "{all}");
}

#[test]
fn a_draft_leaves_no_trace_unless_it_is_asked_for() {
    let build = report().build().clean();
    for file in build.files() {
        let bytes =
            std::str::from_utf8(&build.0.output[&fieldbook::paths::OutputPath::new(file).unwrap()]).unwrap();
        assert!(!bytes.to_lowercase().contains("secret"), "{file}");
    }
    let drafts = report().with_drafts().build().clean();
    assert!(drafts.has("chapters/secret/index.html") && drafts.has("tags/hidden/index.html"));
    assert!(drafts.has("chapters/mystery/index.html"));
}

#[test]
fn a_link_to_a_draft_is_broken_unless_drafts_are_asked_for() {
    let site =
        report().edit("content/chapters/electric.md", "See [[Oil & gas]].", "[[Secret]] [x](secret.md)");
    assert_eq!(site.build().codes(), ["unknown-name", "broken-link"]);
    site.with_drafts().build().clean();
}

#[test]
fn style_sheets_carry_the_hash_of_their_bytes() {
    let build = report().with("static/css/site.css", "body { color: red }").build().clean();
    let find = |build: &crate::site::Built| {
        build.files().into_iter().find(|file| file.starts_with("css/site.")).unwrap().to_owned()
    };
    let first = find(&build);
    assert!(build.html("/").contains(&format!("href=\"/report/{first}\"")), "{first}");
    assert_ne!(first, find(&report().with("static/css/site.css", "body { color: blue }").build()));
}

#[test]
fn a_site_of_one_page_is_a_site() {
    let build = Site::parse("-- content/index.md --\n---\ntitle: Alone\n---\nHello.\n").build().clean();
    assert!(build.html("/").contains("<p>Hello.</p>"));
    assert!(build.has("404.html"));
}

#[test]
fn a_site_without_a_written_home_page_has_a_generated_one() {
    let build = Site::parse("-- content/about.md --\n---\ntitle: About\n---\n").build().clean();
    assert!(build.html("/").contains("<h1>Test</h1>"), "{}", build.html("/"));
}

#[test]
fn a_site_without_pages_is_refused_because_it_would_replace_the_last_good_one() {
    let site = Site::parse("-- static/a.txt --\nx\n");
    assert_eq!(site.refusal(), "there is no page in `content/`");
}

#[test]
fn a_feed_and_a_sitemap_in_static_take_the_place_of_the_generated_ones() {
    let site = report().with("static/feed.xml", "<feed/>").with("static/sitemap.xml", "<urlset/>");
    let build = site.build().clean();
    assert_eq!((build.html("/feed.xml"), build.html("/sitemap.xml")), ("<feed/>", "<urlset/>"));
    assert!(build.html("/").contains("href=\"/report/feed.xml\""), "the pages lead to the feed");
}

#[test]
fn a_file_with_a_vast_tag_is_published_and_checked_like_any_other() {
    let attributes: Vec<_> = (0..50_000).map(|n| format!(" data-v{n}=\"x\"")).collect();
    let attributes = attributes.concat();
    let html = format!("<!doctype html><p{attributes}><a href=\"/gone/\">x</a>");
    let xml = format!("<urlset{attributes}><loc>/lost/</loc></urlset>");
    let page = format!("---\ntitle: A\n---\n<p{attributes}>\n");
    let site = Site::parse("").with("static/vast.html", html).with("static/vast.xml", xml);
    let book = "[book]\ntitle = \"T\"\n\n[build]\nraw-html = true\n";
    let build = site.with("content/a.md", page).with("book.toml", book).build();
    let report = build.report();
    assert!(report.contains("`/gone/` on `/vast.html` leads to no page"), "{report}");
    assert!(report.contains("`/lost/` on `/vast.xml` leads to no page"), "{report}");
    assert_eq!(build.html("/a/").matches("data-v").count(), 50_000);
}

#[test]
fn neither_the_error_page_nor_the_home_page_is_news() {
    let page = |title: &str| format!("---\ntitle: {title}\ndate: 2024-05-01\n---\n");
    let site = report().with("content/404.md", page("Not here")).with("content/index.md", page("Home"));
    let build = site.build();
    let feed = build.html("/feed.xml");
    assert!(!feed.contains("Not here") && !feed.contains("Home"), "{feed}");
    assert!(feed.contains("<updated>2021-06-07T00:00:00Z</updated>"), "{feed}");
}

#[test]
fn the_sitemap_says_when_the_page_of_a_source_changed_and_not_how_old_its_document_is() {
    let source = |more: &str| format!("---\ntitle: Gazette\ndate: 1898-05-01\n{more}---\n");
    let map = |more: &str| {
        let build = report().with("content/sources/gazette.md", source(more)).build();
        let map = build.html("/sitemap.xml");
        map.split("sources/gazette/</loc>")
            .nth(1)
            .unwrap_or_default()
            .split("</url>")
            .next()
            .map(str::trim)
            .map(str::to_owned)
    };
    assert_eq!(map("").as_deref(), Some(""));
    assert_eq!(map("updated: 2024-02-03\n").as_deref(), Some("<lastmod>2024-02-03</lastmod>"));
}
