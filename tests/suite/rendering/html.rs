//! The safe tags that HTML in Markdown may have.

use insta::assert_snapshot;

use super::{prose, with_page};
use crate::site::Site;

#[test]
fn a_line_break_and_small_marks_stand_in_prose_and_cells() {
    assert_snapshot!(prose("| a | b |\n|---|---|\n| one<br>two | H<sub>2</sub>O, <KBD>Ctrl</KBD> |\n\nx<sup>2</sup><br/>*<mark>y</mark>* <small>z</small>"), @r#"
    <div class="table-scroll" role="region" aria-label="Table 1" tabindex="0"><table>
    <thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody>
    <tr><td>one<br>two</td><td>H<sub>2</sub>O, <kbd>Ctrl</kbd></td></tr>
    </tbody></table></div>
    <p>x<sup>2</sup><br><em><mark>y</mark></em> <small>z</small></p>
    "#);
}

#[test]
fn details_fold_what_stands_between_their_tags() {
    assert_snapshot!(prose("<details>\n<summary>More &amp; more</summary>\n\nText\n\n</details>\n\n> <details><summary>In a quote</summary>\n>\n> Text\n> </details>\n\n- <details><summary>In an item</summary>text</details>"), @r"
    <details>
    <summary>More &amp; more</summary>
    <p>Text</p>
    </details>
    <blockquote>
    <details><summary>In a quote</summary>
    <p>Text</p>
    </details>
    </blockquote>
    <ul>
    <li><details><summary>In an item</summary>text</details>
    </li>
    </ul>
    ");
}

#[test]
fn a_safe_tag_alone_on_its_line_is_a_paragraph() {
    assert_eq!(prose("A\n\n<br>\n\n<kbd>\nkey\n</kbd>"), "<p>A</p>\n<p><br></p>\n<p><kbd>\nkey\n</kbd></p>");
}

#[test]
fn a_tag_without_its_other_half_in_the_same_element_is_shown_as_text() {
    let table = [
        ("a <sub>b", "<p>a &lt;sub&gt;b</p>"),
        ("a</sub> b", "<p>a&lt;/sub&gt; b</p>"),
        ("*a <sub>b* c</sub>", "<p><em>a &lt;sub&gt;b</em> c&lt;/sub&gt;</p>"),
        ("a <sub><kbd>b</sub></kbd>", "<p>a <sub>&lt;kbd&gt;b</sub>&lt;/kbd&gt;</p>"),
        ("a <details>b</details>", "<p>a &lt;details&gt;b&lt;/details&gt;</p>"),
        ("<sub>\n\na\n\n</sub>", "<p>&lt;sub&gt;</p>\n<p>a</p>\n<p>&lt;/sub&gt;</p>"),
        (
            "<details><summary>a</summary>\n\nb",
            "<p>&lt;details&gt;&lt;summary&gt;a&lt;/summary&gt;</p>\n<p>b</p>",
        ),
        (
            "- <details>\n\n</details>",
            "<ul>\n<li>\n<p>&lt;details&gt;</p>\n</li>\n</ul>\n<p>&lt;/details&gt;</p>",
        ),
        ("<summary>a</summary>", "<p>&lt;summary&gt;a&lt;/summary&gt;</p>"),
        ("<div class=\"a", "<p>&lt;div class=&quot;a</p>"),
    ];
    for (markdown, html) in table {
        assert_eq!(prose(markdown), html, "{markdown}");
    }
}

#[test]
fn a_line_break_parts_words() {
    let html = with_page("## One<br>two").build().html("/a/").to_owned();
    assert!(html.contains("id=\"one-two\""), "{html}");
}

/// A site whose page has this text, with a picture beside it and a page to link.
fn with_files(markdown: &str) -> Site {
    with_page(markdown)
        .with("content/lamp.gif", b"GIF89a\x40\x00\x30\x00\x00\x00\x00")
        .with("content/b.md", "---\ntitle: B\n---\n## One\n\n<a id=\"here\"></a> Words.\n")
}

#[test]
fn pictures_in_html_are_looked_up_like_those_of_markdown() {
    let built = with_files(
        "A <img src=\"lamp.gif\" alt=\"A lamp\"> and <IMG SRC='lamp.gif' ALT='' WIDTH=32 title=\"T\">\n\n\
         <img src=\"lamp.gif\" alt=\"x\" height=\"24px\">\n\n[<img src=lamp.gif alt=y width=1 height=2>](b.md)",
    )
    .at("https://example.org/r/")
    .build()
    .clean();
    assert_snapshot!(built.main("/a/").trim(), @r#"
    <p>A <img src="/r/lamp.gif" alt="A lamp" width="64" height="48" loading="lazy" decoding="async"> and <img src="/r/lamp.gif" alt="" title="T" width="32" height="24" loading="lazy" decoding="async"></p>
    <p><img src="/r/lamp.gif" alt="x" width="32" height="24" loading="lazy" decoding="async"></p>
    <p><a href="/r/b/"><img src="/r/lamp.gif" alt="y" width="1" height="2" loading="lazy" decoding="async"></a></p>
    "#);
}

#[test]
fn links_in_html_lead_where_those_of_markdown_do() {
    let built = with_files(
        "<a href=\"b.md#here\">*to* B</a>, <a id=top2 href=\"https://example.org/?a=1&amp;b=2\">https://example.org</a>\n\n\
         <a href=\"#there\" title=\"T\"><img src=\"lamp.gif\" alt=\"A lamp\"></a>\n\n## <a name=\"there\"></a>Words\n\n\
         <a id=\"alone\">\n\n[x](#alone) [y](b.md#here) [[b#one]]",
    )
    .build()
    .clean();
    assert_snapshot!(built.main("/a/").trim(), @r##"
    <p><a href="/b/#here"><em>to</em> B</a>, <a href="https://example.org/?a=1&amp;b=2" id="top2">https://example.org</a></p>
    <p><a href="/a/#there" title="T"><img src="/lamp.gif" alt="A lamp" width="64" height="48" loading="lazy" decoding="async"></a></p>
    <h2 id="words"><a id="there"></a>Words <a class="heading-anchor" href="#words" aria-label="Link to “Words”">#</a></h2>
    <p><a id="alone"></a></p>
    <p><a href="/a/#alone">x</a> <a href="/b/#here">y</a> <a href="/b/#one">One</a></p>
    "##);
}

#[test]
fn a_link_in_html_that_leads_nowhere_is_reported_and_marked() {
    let built = with_files(
        "<a href=\"c.md\">C</a> <img src=\"gone.png\" alt=\"Gone\"> <a href=\"javascript:x()\">x</a>",
    )
    .build();
    assert_eq!(built.codes(), ["broken-link", "missing-file", "unsafe-link"]);
    assert_snapshot!(built.report(), @r#"
    error[broken-link]: there is no file `content/c.md`
     --> content/a.md:4:10
      |
    4 | <a href="c.md">C</a> <img src="gone.png" alt="Gone"> <a href="javascript:x()">x</a>
      |          ^^^^
      |
      = help: did you mean `b.md`?

    error[missing-file]: there is no file `content/gone.png`
     --> content/a.md:4:32
      |
    4 | <a href="c.md">C</a> <img src="gone.png" alt="Gone"> <a href="javascript:x()">x</a>
      |                                ^^^^^^^^
      |
      = help: files lie in `static/`, linked as `/name`, or beside the page, linked as `name`

    error[unsafe-link]: links of the kind `javascript:` are not published
     --> content/a.md:4:63
      |
    4 | <a href="c.md">C</a> <img src="gone.png" alt="Gone"> <a href="javascript:x()">x</a>
      |                                                               ^^^^^^^^^^^^^^
      |
      = help: links start with `https:`, `http:` or `mailto:`, or are paths
    "#);
}

#[test]
fn a_link_in_html_can_stand_in_no_other_link() {
    for (markdown, html) in [
        (
            "[a <a href=\"b.md\">b</a>](b.md)",
            "<p><a href=\"/b/\">a &lt;a href=&quot;b.md&quot;&gt;b&lt;/a&gt;</a></p>",
        ),
        (
            "<a href=\"b.md\">a [b](b.md)</a>",
            "<p>&lt;a href=&quot;b.md&quot;&gt;a <a href=\"/b/\">b</a>&lt;/a&gt;</p>",
        ),
        (
            "<a href=\"b.md\">a *<a href=\"b.md\">b*",
            "<p>&lt;a href=&quot;b.md&quot;&gt;a <em>&lt;a href=&quot;b.md&quot;&gt;b</em></p>",
        ),
        ("<a href=\"b.md\">a <a id=x></a>b</a>", "<p><a href=\"/b/\">a <a id=\"x\"></a>b</a></p>"),
        (
            "<a href=\"b.md\">\n\na\n\n</a>",
            "<p>&lt;a href=&quot;b.md&quot;&gt;</p>\n<p>a</p>\n<p>&lt;/a&gt;</p>",
        ),
        ("<a name=\"x\"/>a <a onclick=x id=y>b</a>", "<p><a id=\"x\"></a>a <a id=\"y\"></a>b</p>"),
        (
            "<img alt=x> <img src=b.md alt>",
            "<p>&lt;img alt=x&gt; <img src=\"/b/\" alt=\"\" loading=\"lazy\" decoding=\"async\"></p>",
        ),
    ] {
        assert_eq!(with_files(markdown).build().main("/a/").trim(), html, "{markdown}");
    }
}

#[test]
fn ids_of_tags_and_headings_are_one_set() {
    let built =
        with_files("## X {#x}\n\n<a id=\"x\"></a><a id=\"y\"></a><a id=\"fn-1\"></a>\n\n## Y").build();
    let ids = built.attributes("/a/", "[id]", "id");
    assert_eq!(ids, ["x-1", "x", "y", "section-fn-1", "y-1"]);
    assert_eq!(built.codes(), ["duplicate-anchor", "duplicate-anchor"], "{}", built.report());
}

#[test]
fn many_tags_with_many_attributes_take_time_in_proportion() {
    let attributes: Vec<_> = (0..20_000).map(|n| format!(" a{n}=\"{n}\"")).collect();
    let attributes = attributes.concat();
    let html = prose(&format!(
        "<a{attributes} id=\"x\"></a>{}",
        "<a id=\"y\"></a><a href=\"#x\">z</a>".repeat(5_000)
    ));
    assert_eq!(html.matches("<a id=").count(), 5_001);
}

#[test]
fn the_menu_groups_what_one_explores_unless_it_is_a_single_page() {
    let site = |tags: &str| {
        Site::parse("-- content/index.md --\n---\ntitle: H\n---\n")
            .with("content/domains/d.md", "---\ntitle: D\n---\n")
            .with("content/projects/p.md", format!("---\ntitle: P\ndomain: d\n{tags}---\n"))
            .build()
            .clean()
    };
    let single = site("");
    assert_eq!(single.texts("/projects/p/", ".menu nav > ul > li > a"), ["Projects", "Domains", "Data"]);
    assert_eq!(single.texts("/projects/p/", ".submenu summary"), [""; 0]);
    let grouped = site("tags: [t]\n");
    assert_eq!(grouped.texts("/projects/p/", ".menu nav > ul > li > a"), ["Projects", "Data"]);
    assert_eq!(grouped.texts("/projects/p/", ".submenu summary"), ["Explore"]);
    assert_eq!(grouped.texts("/projects/p/", ".submenu a"), ["Domains", "Tags"]);
    assert_eq!(grouped.texts("/domains/d/", ".submenu .current"), ["Explore"]);
    assert_eq!(grouped.attributes("/domains/d/", ".submenu a", "aria-current"), ["true"]);
}
