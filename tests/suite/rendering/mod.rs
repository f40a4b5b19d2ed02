//! Markdown and front matter as HTML: what authors write is what readers see, and nothing else.

mod addresses;
mod dialect;
mod files;
mod footnotes;
mod frame;
mod hostile;
mod html;
mod marks;
mod pictures;
mod punctuation;
mod style_sheets;

use insta::assert_snapshot;

use crate::site::{Built, Site};

/// A site with one page of this Markdown, whose template shows the text and nothing else.
fn with_page(markdown: &str) -> Site {
    Site::parse("-- templates/page.html --\n<main>{{ body }}</main>\n")
        .with("content/a.md", format!("---\ntitle: A\n---\n{markdown}\n"))
}

/// The HTML of this Markdown.
fn prose(markdown: &str) -> String {
    with_page(markdown).build().main("/a/").trim().to_owned()
}

/// The site with raw HTML switched on.
fn with_raw_html(markdown: &str) -> Built {
    with_page(markdown).with("book.toml", "[book]\ntitle = \"T\"\n\n[build]\nraw-html = true\n").build()
}

#[test]
fn headings_get_ids_from_their_words_and_equal_ones_get_numbers() {
    assert_snapshot!(
        prose("# Über *uns* & `you`\n\n## Twice\n\n## Twice\n\n## Twice\n\n## ???\n\n## Own {#mine}"), @r##"
    <h2 id="über-uns--you">Über <em>uns</em> &amp; <code>you</code> <a class="heading-anchor" href="#über-uns--you" aria-label="Link to “Über uns &amp; you”">#</a></h2>
    <h2 id="twice">Twice <a class="heading-anchor" href="#twice" aria-label="Link to “Twice”">#</a></h2>
    <h2 id="twice-1">Twice <a class="heading-anchor" href="#twice-1" aria-label="Link to “Twice”">#</a></h2>
    <h2 id="twice-2">Twice <a class="heading-anchor" href="#twice-2" aria-label="Link to “Twice”">#</a></h2>
    <h2 id="section">??? <a class="heading-anchor" href="#section" aria-label="Link to “???”">#</a></h2>
    <h2 id="mine">Own <a class="heading-anchor" href="#mine" aria-label="Link to “Own”">#</a></h2>
    "##
    );
}

#[test]
fn an_id_made_from_words_gives_way_to_one_that_is_taken() {
    let html = prose("## A {#x-1}\n\n## X\n\n## X\n\n## X");
    let ids: Vec<_> = html.split("<h2 id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids, ["x-1", "x", "x-2", "x-3"]);
}

#[test]
fn the_table_of_contents_lists_two_levels() {
    let page = "---\ntitle: A\n---\n## Two & *three*\n\n### Four\n\n#### Five\n";
    let build =
        Site::parse("-- content/index.md --\n---\ntitle: H\n---\n").with("content/a.md", page).build();
    let built = build.clean();
    assert_eq!(built.texts("/a/", ".toc a"), ["Two & three", "Four"]);
    assert_eq!(built.attributes("/a/", ".toc a", "href"), ["#two--three", "#four"]);
}

#[test]
fn footnotes_stand_at_the_end_in_the_order_they_are_referred_to() {
    assert_snapshot!(
        prose("B[^b] and a[^a] and b again[^b].\n\n[^a]: The *first*.\n\n[^b]: The second,\n\n    in two paragraphs.\n\n[^c]: Never."), @r##"
    <p>B<sup class="footnote-ref"><a id="fnref-1" href="#fn-1" aria-label="Footnote 1">1</a></sup> and a<sup class="footnote-ref"><a id="fnref-2" href="#fn-2" aria-label="Footnote 2">2</a></sup> and b again<sup class="footnote-ref"><a id="fnref-1-2" href="#fn-1" aria-label="Footnote 1">1</a></sup>.</p>
    <section class="footnotes" aria-label="Footnotes"><ol>
    <li id="fn-1">
    <p>The second,</p>
    <p>in two paragraphs.</p>
     <a class="footnote-back" href="#fnref-1" aria-label="Back to the text">↩</a> <a class="footnote-back" href="#fnref-1-2" aria-label="Back to the text, place 2">↩</a></li>
    <li id="fn-2">
    <p>The <em>first</em>.</p>
     <a class="footnote-back" href="#fnref-2" aria-label="Back to the text">↩</a></li>
    </ol></section>
    "##
    );
}

#[test]
fn a_footnote_in_a_footnote_is_shown_too() {
    let html = prose("A[^a]\n\n[^a]: See[^b]\n\n[^b]: Deep");
    assert!(html.contains("Deep"), "{html}");
    assert_eq!(html.matches("<li id=").count(), 2, "{html}");
}

#[test]
fn a_footnote_that_is_not_defined_is_plain_words() {
    assert_eq!(prose("A[^gone]"), "<p>A[^gone]</p>");
}

#[test]
fn alerts_are_notes_with_a_title() {
    assert_snapshot!(prose("> [!WARNING]\n> Mind the *step*.\n\n> Plain quote."), @r#"
    <div class="alert alert-warning" role="note"><p class="alert-title">Warning</p>
    <p>Mind the <em>step</em>.</p>
    </div>
    <blockquote>
    <p>Plain quote.</p>
    </blockquote>
    "#);
    for (kind, title) in
        [("NOTE", "Note"), ("TIP", "Tip"), ("IMPORTANT", "Important"), ("CAUTION", "Caution")]
    {
        let html = prose(&format!("> [!{kind}]\n> x"));
        assert!(html.contains(&format!(">{title}</p>")), "{html}");
    }
}

#[test]
fn code_is_coloured_numbered_and_marked_on_request() {
    assert_snapshot!(
        prose("```rust title=\"src/<main>.rs\" linenos mark=2-3\nfn main() {\n    let x = \"<b>\";\n}\n```"), @r#"
    <figure class="code numbered"><figcaption>src/&lt;main&gt;.rs</figcaption><pre tabindex="0"><code class="language-rust"><span class="line"><span class="k">fn </span><span class="f">main</span>() {
    </span><span class="line marked">    <span class="k">let</span> x <span class="o">= </span><span class="s">&quot;&lt;b&gt;&quot;</span>;
    </span><span class="line marked">}
    </span></code></pre></figure>
    "#
    );
    assert_snapshot!(prose("```\nplain <b>\n```\n\n    indented\n"), @r#"
    <figure class="code"><pre tabindex="0"><code class="language-text">plain &lt;b&gt;
    </code></pre></figure>
    <figure class="code"><pre tabindex="0"><code class="language-text">indented
    </code></pre></figure>
    "#);
}

#[test]
fn code_blocks_end_where_they_end() {
    assert_snapshot!(prose("```text\n\n  a\n\n```\nB"), @r#"
    <figure class="code"><pre tabindex="0"><code class="language-text">
      a

    </code></pre></figure>
    <p>B</p>
    "#);
}

#[test]
fn rustdoc_words_behind_the_language_are_not_shown() {
    let html = prose("```rust,no_run\nx\n```");
    assert!(html.contains("class=\"language-rust\"") && !html.contains("no_run"), "{html}");
}

#[test]
fn tables_have_head_cells_and_classes_instead_of_styles() {
    let html =
        prose("| A | B | C |\n| :-- | :-: | --: |\n| 1 | 2 | 3 |\n| [x](https://x.example/) | `a\\|b` | |");
    assert!(!html.contains("style="), "{html}");
    assert_snapshot!(html, @r#"
    <div class="table-scroll" role="region" aria-label="Table 1" tabindex="0"><table>
    <thead><tr><th scope="col">A</th><th scope="col" class="center">B</th><th scope="col" class="right">C</th></tr></thead><tbody>
    <tr><td>1</td><td class="center">2</td><td class="right">3</td></tr>
    <tr><td><a href="https://x.example/">x</a></td><td class="center"><code>a|b</code></td><td class="right"></td></tr>
    </tbody></table></div>
    "#);
}

#[test]
fn a_table_without_rows_is_complete() {
    let html = prose("| A |\n| --- |\n\nB");
    assert_eq!(html.matches("<tbody>").count(), html.matches("</tbody>").count(), "{html}");
}

#[test]
fn task_lists_are_boxes_that_say_what_they_are() {
    assert_snapshot!(prose("- [x] done\n- [ ] open"), @r#"
    <ul>
    <li><input type="checkbox" disabled checked aria-label="done"> done</li>
    <li><input type="checkbox" disabled aria-label="to do"> open</li>
    </ul>
    "#);
}

#[test]
fn definition_lists_struck_words_and_line_breaks_are_rendered() {
    assert_snapshot!(prose("Lamp\n: gives ~~gas~~ light\n: turns\n\nA\\\nB\n\n---\n\n3. three\n4. four"), @r#"
    <dl>
    <dt>Lamp</dt>
    <dd>gives <del>gas</del> light</dd>
    <dd>turns</dd>
    </dl>
    <p>A<br />
    B</p>
    <hr />
    <ol start="3">
    <li>three</li>
    <li>four</li>
    </ol>
    "#);
}

#[test]
fn text_keeps_its_characters() {
    assert_eq!(
        prose("a < b & c > \"d\" 'e' — &copy; \\*f\\*"),
        "<p>a &lt; b &amp; c &gt; \"d\" 'e' — © *f*</p>"
    );
}

#[test]
fn crlf_and_a_byte_order_mark_change_nothing() {
    let unix = with_page("# A\n\nx\ny\n\n```text\nz\n```").build();
    let text = "\u{feff}---\r\ntitle: A\r\n---\r\n# A\r\n\r\nx\r\ny\r\n\r\n```text\r\nz\r\n```\r\n";
    let windows = with_page("").with("content/a.md", text).build();
    assert_eq!(unix.main("/a/").trim(), windows.main("/a/").trim());
}

#[test]
fn an_id_stands_once_on_a_page_whatever_its_headings_are_called() {
    let text = "---\ntitle: P\nfacts:\n  - {metric: height, value: 1, source: s}\n---\n\
                ## Fact height\n\n## FB content\n\n## Fn 1\n\n## Fnref 1\n\nA[^1]\n\n[^1]: B\n";
    let build = Site::parse("-- content/sources/s.md --\n---\ntitle: S\n---\n")
        .with("book.toml", "[book]\ntitle = \"T\"\n\n[metrics.height]\nlabel = \"H\"\n")
        .with("content/projects/p.md", text)
        .build();
    let html = build.html("/projects/p/");
    let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    ids.sort_unstable();
    let repeated: Vec<_> = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    assert_eq!(repeated, [""; 0]);
}

#[test]
fn a_number_with_an_anchor_can_stand_for_a_date() {
    let page = "---\ntitle: A\nextra: {year: &year 2016, month: &month 2016-04}\ndate: *year\nupdated: *month\n---\n";
    let site =
        Site::parse("-- templates/page.html --\n<main>{{ page.date.iso }} {{ page.updated.iso }}</main>\n");
    let build = site.with("content/a.md", page).build();
    assert_eq!(build.main("/a/").trim(), "2016 2016-04", "{}", build.report());
}
