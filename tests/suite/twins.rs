//! Markdown twins: `index.md` beside each page says what the page says, and what it says is read as it is meant.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use scraper::ElementRef;

use crate::site::{Built, Site, fixture};

/// What programs that read Markdown know.
fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// The words of a text, without what stands between them.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// What a reader of a twin reads, in small letters.
fn read(markdown: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, extensions()));
    let document = scraper::Html::parse_document(&html);
    document.root_element().text().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What of a page is there to be read, rather than to be used.
const SAID: [&str; 22] = [
    "main h1",
    "main .lead",
    "main .names",
    "main .meta span",
    "main .prose p",
    "main .prose li",
    "main .prose table",
    "main .prose h2",
    "main .prose h3",
    "main .prose pre",
    "main .findings li",
    "main .facts-panel dt",
    "main .facts-panel dd:not(.history)",
    "main .facts dd:not(.history)",
    "main .events li",
    "main .doubts li",
    "main .entries li",
    "main .backlinks li",
    "main .profile dd",
    "main .uses li",
    "main .exhibit-note",
    "main .directory tbody",
];

/// Words of the frame around what is said, and titles of alerts, which are signs in Markdown.
const FRAME: &str = "min read updated so another source otherwise about the same says time well in for chapter chapters notes and all figures \
                     note tip important warning caution sources differ";

fn missing(build: &Built, url: &str) -> Vec<String> {
    let twin = read(build.html(&format!("{url}index.md")));
    let document = scraper::Html::parse_document(build.html(url));
    let selector = scraper::Selector::parse(&SAID.join(", ")).unwrap();
    // Of an exhibit, what it shows counts, and not how its picture is explained.
    let in_exhibit = |element: &ElementRef<'_>| {
        element.ancestors().filter_map(ElementRef::wrap).any(|above| above.value().name() == "figure")
    };
    let shows = |element: &ElementRef<'_>| {
        let has = |element: ElementRef<'_>, name: &str| element.value().classes().any(|class| class == name);
        let list = element.parent().and_then(ElementRef::wrap);
        let happened = list.is_some_and(|list| has(list, "events"));
        element.value().name() == "tbody" || happened || has(*element, "exhibit-note")
    };
    let said = document.select(&selector).filter(|element| !in_exhibit(element) || shows(element));
    let said = said.flat_map(|element| element.text());
    let said: BTreeSet<_> = said.flat_map(words).collect();
    let is_told = |word: &&String| {
        // The letters of remarks lead to their words, which stand in the cells of a twin.
        !twin.contains(word.as_str()) && word.chars().count() > 1 && !words(FRAME).contains(*word)
    };
    said.iter().filter(is_told).cloned().collect()
}

fn with_twins(site: Site) -> Site {
    let book = site.text("book.toml");
    let html = "[output.html]\nmarkdown = true\n";
    if book.contains("markdown = true") {
        site
    } else if book.contains("[output.html]\n") {
        site.edit("book.toml", "[output.html]\n", html)
    } else {
        site.with("book.toml", format!("{book}\n{html}"))
    }
}

#[test]
fn a_twin_says_what_its_page_says() {
    let (mut pages, mut lacking) = (0, Vec::new());
    for name in ["lighthouses", "claims", "exhibits", "ferries", "sub-path", "shared"] {
        let build = with_twins(fixture(name)).build();
        for file in build.files() {
            let Some(folder) = file.strip_suffix("index.md") else { continue };
            let url = format!("/{folder}");
            let missing = missing(&build, &url);
            if !missing.is_empty() {
                lacking.push(format!("{name} {url} lacks {missing:?}"));
            }
            pages += 1;
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
    assert!(pages > 50, "{pages}");
}

/// A report whose texts are full of signs that mean something in Markdown.
const REPORT: &str = r##"
        -- book.toml --
        [book]
        title = "Lamps & *lights*"
        [output.html]
        site-url = "https://lamps.example/report/"
        smart-punctuation = true
        markdown = true
        [metrics.lamps]
        label = "Lamps"
        unit = "lamps"
        [metrics.signs]
        label = "Signs | of *it*"
        format = "text"
        [check]
        orphan-entity = "allow"
        unused-source = "allow"
        unused-note = "allow"
        -- content/index.md --
        ---
        title: Lamps
        findings:
          - {text: "The [[tower]] has [[tower#lamps]].", link: projects/tower.md}
        ---
        -- content/chapters/one/index.md --
        ---
        title: One
        ---
        -- content/chapters/one/oil.md --
        ---
        title: "# Oil <b>*x*</b> [a](b) `c` | d"
        summary: "1. It burns_ with &amp; without"
        ---
        Tower burns "oil"; see [the tower](../../projects/tower.md#how), [[tower|it]] and <https://oil.example/a_b>.
        It has [[tower#lamps]], or [[tower#lamps|value]].[^n]

        [^n]: A *note*.

        [^unused]: Nobody reads this.

        | a | b |
        |---|--:|
        | x \| y | **2** |

        > [!NOTE] Mind *this*
        > It is hot.

        Lamp
        : What burns.

        <details><summary>More & <kbd>k</kbd></summary>

        Inside.

        </details>

        ```rust title="a.rs" mark=1
        let a = "```";
        ```

        ```chart
        title: "How many | lamps"
        metric: lamps
        ```
        -- content/projects/tower.md --
        ---
        title: Tower
        facts:
          - {metric: lamps, value: 3, as-of: 2019, source: log, at: "p. 2 | 3", note: "the *old* ones",
             doubt: {text: "Or 4_5_.", source: log}}
          - {metric: signs, value: "a|b <i>*c*</i>", as-of: 2021-06, source: log}
        events:
          - {date: 2019-05-02, text: "Lit [by] hand", source: log}
        ---
        ## How

        It is lit.
        -- content/sources/log.md --
        ---
        title: The log
        date: 2019
        ---
        "##;

fn report() -> Site {
    Site::parse(REPORT)
}

#[test]
fn a_twin_of_a_chapter_has_its_text_with_addresses_and_figures() {
    insta::assert_snapshot!(report().build().clean().html("/chapters/one/oil/index.md"));
}

#[test]
fn a_twin_of_an_entity_has_its_figures_with_date_source_and_remark() {
    insta::assert_snapshot!(report().build().clean().html("/projects/tower/index.md"));
}

#[test]
fn what_findings_say_stands_in_the_twin_of_the_home_page() {
    let build = report().build().clean();
    let twin = build.html("/index.md");
    let finding = "- The [Tower](https://lamps.example/report/projects/tower/) has \
                   [3 lamps](https://lamps.example/report/projects/tower/#lamps.2019.log \"The log\") (2019).";
    assert!(twin.contains(finding), "{twin}");
}

/// A title is read as what it is, whatever signs are in it.
#[test]
fn texts_are_escaped() {
    let build = report().build().clean();
    let heading = |url: &str| {
        let mut open = false;
        let mut words = String::new();
        for event in Parser::new_ext(build.html(url), extensions()) {
            match event {
                Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) => open = true,
                Event::End(TagEnd::Heading(_)) => break,
                Event::Text(text) if open => words += &text,
                other => assert!(!open, "{other:?} in a title"),
            }
        }
        words
    };
    assert_eq!(heading("/chapters/one/oil/index.md"), "# Oil <b>*x*</b> [a](b) `c` | d");
    let tower = build.html("/projects/tower/index.md");
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(tower, extensions()));
    for text in ["a|b &lt;i&gt;*c*&lt;/i&gt;", "the *old* ones", "Or 4_5_.", "p. 2 | 3", "Lit [by] hand"] {
        assert!(html.contains(text), "{text} is not in\n{html}");
    }
}

#[test]
fn a_page_names_its_twin_and_the_guide_leads_to_it() {
    let build = report().build().clean();
    let twin = |url: &str| build.attributes(url, "head > link[type='text/markdown']", "href");
    assert_eq!(twin("/projects/tower/"), ["/report/projects/tower/index.md"]);
    assert_eq!(twin("/"), ["/report/index.md"]);
    assert_eq!(twin("/search/"), Vec::<String>::new());
    assert_eq!(twin("/404.html"), Vec::<String>::new());
    let guide = build.html("/llms.txt");
    assert!(guide.contains("(https://lamps.example/report/chapters/one/oil/index.md)"), "{guide}");
    assert!(guide.contains("(https://lamps.example/report/figures/)"), "{guide}");
}

#[test]
fn a_site_has_twins_if_it_asks_for_them() {
    let build = report().edit("book.toml", "markdown = true", "markdown = false").build().clean();
    assert!(!build.files().iter().any(|file| file.ends_with("index.md")), "{:?}", build.files());
    assert!(!build.html("/").contains("text/markdown"));
    assert!(!build.html("/llms.txt").contains("index.md"));
}

#[test]
fn a_file_of_the_author_stands_where_a_twin_would() {
    let build = report().with("static/projects/tower/index.md", "Our own.").build().clean();
    assert_eq!(build.html("/projects/tower/index.md"), "Our own.");
}

/// A page in a language without blanks, without a host, below a path.
#[test]
fn without_a_host_addresses_begin_at_the_root() {
    let build = report().at("/deep/").build();
    let twin = build.html("/projects/tower/index.md");
    assert!(twin.contains("[The log](/deep/sources/log/)"), "{twin}");
    assert!(twin.contains("Page: [/deep/projects/tower/](/deep/projects/tower/)"), "{twin}");
}

#[test]
fn the_twin_of_a_long_directory_says_that_there_is_more() {
    let site = crate::directories::languages(340);
    let markdown = "title = \"Languages\"\n[output.html]\nmarkdown = true";
    let built = site.edit("book.toml", "title = \"Languages\"", markdown).build().clean();
    let twin = built.html("/projects/index.md");
    assert!(twin.contains("The 200 of 340 of which there is most to say; all of them by letter."), "{twin}");
    assert!(built.html("/domains/old/index.md").contains("## More projects"));
}

#[test]
fn blank_lines_of_text_that_is_kept_as_it_is_stay() {
    let site = fixture("minimal");
    let book = site.text("book.toml");
    let home = "---\ntitle: Home\n---\n<pre>\na\n\n\nb\n</pre>\n\n<div>\n<p>c\n\nd</p>\n</div>\n";
    let site =
        site.with("book.toml", format!("{book}\n[build]\nraw-html = true\n[output.html]\nmarkdown = true\n"));
    let built = site.with("content/index.md", home).build();
    assert!(built.html("/index.md").contains("<pre>\na\n\n\nb\n</pre>"), "{}", built.html("/index.md"));
}
