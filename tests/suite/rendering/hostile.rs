//! Words that would be markup, scripts or addresses if they were not escaped.

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};

use super::{prose, with_page, with_raw_html};
use crate::site::Site;

/// Words that end an attribute, a title and a comment, and start a script.
const EVIL: &str = r#"</title></script>"><script>alert("1")</script>' onload='x&amp;<!--]]>{{ 1 }}"#;

/// A site with `EVIL` wherever front matter and `book.toml` take words.
const SITE: &str = r#"
        -- book.toml --
        [book]
        title = "EVIL"
        description = "EVIL"
        authors = ["EVIL"]

        [output.html]
        site-url = "https://example.org/"
        git-repository-url = "https://example.org/EVIL"
        edit-url-template = "https://example.org/EVIL{path}"

        [metrics.height]
        label = "EVIL"
        unit = "EVIL"

        [directory]
        projects = ["height"]
        -- content/index.md --
        ---
        title: "EVIL"
        summary: "EVIL"
        date: 2020
        ---
        -- content/projects/p.md --
        ---
        title: "p EVIL"
        summary: "EVIL"
        tags: ["EVIL"]
        authors: ["EVIL"]
        domain: d
        companies: [c]
        doubts: ["EVIL", {text: "EVIL.", source: s, at: "EVIL", link: "https://example.org/?a=1&b=EVIL"}]
        links: {"EVIL": "https://example.org/?a=1&b=EVIL"}
        facts:
          - {metric: height, value: "EVIL", note: "EVIL", doubt: "EVIL", as-of: 1900, source: s}
          - {metric: height, value: 7, note: "EVIL", doubt: {text: "EVIL", source: s, at: "EVIL"}, as-of: 1900, source: s, at: "EVIL"}
          - {metric: height, value: 6, note: "EVIL", doubt: "EVIL", as-of: 1899, source: s}
        events:
          - {date: 1900, text: "EVIL", doubt: "EVIL", source: s, at: "EVIL"}
        ---
        ## EVIL

        [[p#height]]
        -- content/companies/c.md --
        ---
        title: "c EVIL"
        country: "EVIL"
        ---
        EVIL [[projects/p]] EVIL
        -- content/domains/d.md --
        ---
        title: "d EVIL"
        ---
        -- content/sources/s.md --
        ---
        title: "s EVIL"
        publisher: "EVIL"
        language: "EVIL"
        ---
        -- content/chapters/index.md --
        ---
        title: "i EVIL"
        ---
        -- content/chapters/a.md --
        ---
        title: "a EVIL"
        date: 2021
        summary: "EVIL"
        authors: ["EVIL"]
        ---
        [[projects/p]] and [[projects/p#height]] and [x](https://example.org/"onclick="EVIL).

        | EVIL |
        | --- |
        | EVIL |

        ```html title="EVIL"
        EVIL
        ```

        ```EVIL
        EVIL
        ```

        ![EVIL](/x.png 'EVIL')
        -- content/exhibits.md --
        ---
        title: Exhibits
        ---
        ```chart
        title: "EVIL"
        note: "EVIL"
        unit: "EVIL"
        source: s
        data:
          - {label: "EVIL", value: 1}
          - {label: "[[projects/p]]", value: 2}
        ```

        ```chart
        title: "EVIL"
        type: line
        data:
          - {label: "EVIL", values: {"EVIL": 1, b: 3}}
          - {label: b, values: {"EVIL": 2, b: 4}}
        ```

        ```chart
        title: "EVIL"
        type: scatter
        x: "EVIL"
        data:
          - {label: "EVIL", x: 1, y: 2}
          - {label: "b", x: 2, y: 1}
        ```

        ```table
        title: "EVIL"
        columns: ["EVIL", b]
        rows:
          - ["EVIL", "[[p#height]]"]
        ```

        ```timeline
        title: "EVIL"
        ```

        ```network
        title: "EVIL"
        ```

        ```disagreements
        title: "EVIL"
        ```

        ```walkthrough
        title: "EVIL"
        code: "EVIL"
        steps:
          - lines: 1
            text: "EVIL"
            output: "EVIL"
            stack: [{frame: "EVIL", slots: [{name: "EVIL", value: "EVIL"}]}]
            heap: [{name: "h", value: "EVIL"}]
        ```
        -- static/x.png --
        PNG
        "#;

/// The site with the evil words in the place of `EVIL`. Their JSON is a string in TOML and YAML too.
fn evil_site() -> Site {
    let quoted = serde_json::to_string(EVIL).unwrap();
    Site::parse(&SITE.replace("EVIL", &quoted[1..quoted.len() - 1]))
}

/// The elements and attributes of a page.
fn markup(html: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut elements, mut attributes) = (BTreeSet::new(), BTreeSet::new());
    for token in Tokenizer::new(html) {
        match token {
            Ok(Token::StartTag(tag)) => {
                elements.insert(String::from_utf8_lossy(&tag.name).into_owned());
                let names = tag.attributes.keys().map(|name| String::from_utf8_lossy(name).into_owned());
                attributes.extend(names);
            }
            Ok(Token::Comment(_)) => _ = elements.insert("a comment".to_owned()),
            Ok(_) | Err(_) => {}
        }
    }
    (elements, attributes)
}

#[test]
fn evil_words_become_no_markup_on_any_page() {
    let build = evil_site().build();
    let pages = build.pages();
    assert!(pages.len() > 12, "{pages:?}\n{}", build.report());
    for page in pages {
        let html = build.html(page);
        let (elements, attributes) = markup(html);
        // The scripts below `/js/` are the theme's.
        // What is `ld+json` is data.
        let own = [
            "<script src=\"/js/",
            "<script type=\"module\" src=\"/js/",
            "<script type=\"application/ld+json\">",
        ];
        let own: usize = own.iter().map(|start| html.matches(start).count()).sum();
        let scripts = html.matches("<script").count() - own;
        assert!(scripts == 0 && !elements.contains("a comment"), "{page}: {elements:?}");
        let odd = attributes.iter().find(|name| {
            name.starts_with("on")
                || *name == "style"
                // SVG has `x1` and, the one with a capital, `viewBox`, which is read in small letters.
                || name.contains(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-')
        });
        assert_eq!(odd, None, "{page}: {html}");
        // Pictures have titles as well.
        let head = html.split("</head>").next().unwrap_or_default();
        assert_eq!(head.matches("</title>").count(), 1, "{page}");
        assert!(!html.contains("&amp;amp;amp;"), "{page} is escaped twice: {html}");
    }
}

#[test]
fn evil_words_reach_the_reader_as_they_were_written() {
    let build = evil_site().build();
    let escaped = EVIL.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    for (page, at_least) in
        [("/projects/p/", 8), ("/companies/c/", 2), ("/sources/s/", 4), ("/chapters/a/", 2)]
    {
        let html = build.html(page).replace("&#x27;", "'").replace("&#39;", "'").replace("&#x2F;", "/");
        let count = html.matches(&escaped).count();
        assert!(count >= at_least, "{page} has the words {count} times: {html}");
    }
}

#[test]
fn evil_words_in_feed_and_sitemap_are_text() {
    let build = evil_site().build();
    for path in ["/feed.xml", "/sitemap.xml"] {
        let xml = build.html(path);
        let mut reader = quick_xml::Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{path}: {error}\n{xml}"),
            }
        }
        assert!(!xml.contains("<script"), "{xml}");
    }
    assert!(build.html("/feed.xml").contains("&lt;/title&gt;"));
}

#[test]
fn html_is_shown_as_text_unless_it_is_asked_for() {
    let html = "<div onclick=\"x()\">\n<b>bold</b>\n</div>\n\nA <em>word</em><br>.";
    let shown = prose(html);
    assert!(
        shown.contains("&lt;div onclick=") && shown.contains("A &lt;em&gt;word&lt;/em&gt;<br>."),
        "{shown}"
    );
    assert!(!shown.contains("<div") && !shown.contains("<em"), "{shown}");
    let passed = with_raw_html(html);
    assert!(
        passed.main("/a/").contains("<div onclick=\"x()\">\n<b>bold</b>\n</div>"),
        "{}",
        passed.main("/a/")
    );
    assert!(passed.main("/a/").contains("A <em>word</em><br>."));
    passed.clean();
}

#[test]
fn a_comment_is_shown_to_nobody() {
    assert_eq!(prose("A<!-- secret -->B\n\n<!-- a\nblock -->\n\nC"), "<p>AB</p>\n<p>C</p>");
    with_page("A<!-- secret -->B\n\n<!-- a\nblock -->\n\nC").build().clean();
}

#[test]
fn markup_behind_a_comment_is_shown_as_text() {
    let html = prose("<!-- a --><script>alert(1)</script><!-- b -->");
    assert!(!html.contains("<script"), "{html}");
    assert!(html.contains("alert(1)"), "nothing an author wrote disappears: {html}");
}

#[test]
fn raw_html_passes_all_but_comments() {
    let build =
        with_raw_html("<div>\n<!-- secret -->\n<i>x</i>\n</div>\n\nA<!-- secret -->B\n\n<!-- secret -->\n");
    let html = build.main("/a/");
    assert!(!html.contains("secret") && html.contains("<i>x</i>") && html.contains("AB"), "{html}");
}

#[test]
fn nothing_but_the_name_of_a_safe_tag_reaches_the_page() {
    for tag in [
        "<kbd onload=\"alert(1)\">",
        "<KBD STYLE='position:fixed'>",
        "<kbd a=\"'>\" b='\"' onclick=x>",
        "<kbd\tonload=alert(1) href=javascript:alert(1)>",
        "<kbd id=\"&quot;><script>\">",
    ] {
        for markdown in [format!("A {tag}key</kbd>."), format!("{tag}\n\nA")] {
            let html = prose(&markdown);
            let (elements, attributes) = markup(&html);
            assert!(attributes.is_empty(), "{markdown}: {html}");
            assert!(elements.iter().all(|name| name == "p" || name == "kbd"), "{markdown}: {html}");
        }
    }
    for tag in
        ["<iframe src=x>", "<a href=\"javascript:x\">", "<img alt=x onerror=y>", "<kbdx>", "<svg/onload=x>"]
    {
        let html = prose(&format!("A {tag} b\n\n{tag}\n"));
        assert_eq!(markup(&html).0.into_iter().collect::<Vec<_>>(), ["p"], "{tag}: {html}");
    }
}

#[test]
fn links_and_pictures_in_html_have_nothing_but_what_is_looked_up() {
    for markdown in [
        "<a href=\"https://a.example/\" onclick=x style=y target=z>x</a>",
        "<a href=\"https://a.example/\\\"><script>\" id=\"&quot;><script>\">x</a>",
        "<img src=\"https://a.example/&quot; onerror=x\" alt='\"><script>' onerror=y srcset=z width=\"1 onload\">",
    ] {
        let (elements, attributes) = markup(&prose(markdown));
        let known = ["href", "id", "src", "alt", "loading", "decoding"];
        assert!(attributes.iter().all(|name| known.contains(&name.as_str())), "{markdown}: {attributes:?}");
        assert!(
            elements.iter().all(|name| ["p", "a", "img"].contains(&name.as_str())),
            "{markdown}: {elements:?}"
        );
    }
    for target in ["javascript:x", " java\nscript:x", "&#106;avascript:x", "data:text/html,x", "vbscript:x"] {
        for markdown in [format!("<a href=\"{target}\">x</a>"), format!("<img alt=x src=\"{target}\">")] {
            let html = prose(&markdown);
            assert!(!html.contains("href") && !html.contains("src="), "{markdown}: {html}");
        }
    }
}

#[test]
fn thousands_of_tags_that_never_close_are_read_in_one_go() {
    for markdown in ["<sub>".repeat(50_000), format!("{}{}", "<sub>".repeat(50_000), "</sup>".repeat(50_000))]
    {
        let html = prose(&format!("A {markdown}"));
        assert!(!html.contains("<sub>") && html.contains("&lt;sub&gt;"));
    }
}

#[test]
fn a_link_that_would_run_is_shown_as_its_words() {
    for target in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "java&#115;cript:alert(1)",
        "&#1;javascript:alert(1)",
    ] {
        for markdown in [format!("[words](<{target}>)"), format!("![words](<{target}>)")] {
            let build = with_page(&markdown).build();
            let html = build.main("/a/");
            assert!(!html.contains("href") && !html.contains("src="), "{markdown}: {html}");
            assert!(html.contains("words"), "{markdown}: {html}");
            assert!(!build.0.diagnostics.is_empty(), "{markdown}");
        }
    }
}

#[test]
fn an_automatic_link_that_would_run_is_refused() {
    let build = with_page("<javascript:alert(1)>").build();
    assert_eq!(build.codes(), ["unsafe-link"]);
    assert!(!build.main("/a/").contains("href"));
}

#[test]
fn a_hidden_scheme_in_a_title_or_a_reference_is_seen() {
    let build = with_page("[x][y]\n\n[y]: javascript:alert(1) \"title\"").build();
    assert_eq!(build.codes(), ["unsafe-link"]);
}

#[test]
fn a_template_escapes_whatever_its_name_ends_in() {
    for name in ["card.tpl", "card", "card.txt", "card.html"] {
        let page = format!("---\ntitle: \"<script>alert(1)</script>\"\ntemplate: {name}\n---\n");
        let site = Site::parse("-- content/index.md --\n---\ntitle: H\nautolink: false\n---\n");
        let site =
            site.with(&format!("templates/{name}"), "<p>{{ page.title }}</p>").with("content/a.md", page);
        let build = site.build().clean();
        let html = build.html("/a/");
        assert!(html.starts_with("<p>&lt;script&gt;") && !html.contains("<script"), "{name}: {html}");
    }
}
