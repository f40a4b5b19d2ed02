//! The safe tags that HTML in Markdown may have.

use insta::assert_snapshot;

use super::{prose, with_page};

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
