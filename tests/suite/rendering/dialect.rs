//! What people write and plain Markdown does not know.

use insta::assert_snapshot;

use super::{prose, with_page};

#[test]
fn bare_addresses_are_links_and_end_before_the_punctuation_around_them() {
    assert_snapshot!(prose("See https://example.org/a_b (or www.example.org/x?y=1&z), a@b.org.\n\n**https://example.org**"), @r#"
    <p>See <a href="https://example.org/a_b">https://example.org/a_b</a> (or <a href="http://www.example.org/x?y=1&amp;z">www.example.org/x?y=1&amp;z</a>), <a href="mailto:a@b.org">a@b.org</a>.</p>
    <p><strong><a href="https://example.org">https://example.org</a></strong></p>
    "#);
}

#[test]
fn addresses_in_code_links_and_html_stay_as_they_are() {
    let html = prose(
        "`https://a.org` [https://b.org](https://c.org) <https://d.org> [[a|www.e.org]]\n\n    https://f.org",
    );
    assert_eq!(html.matches("<a ").count(), 3, "{html}");
    assert!(html.contains("<code>https://a.org</code>") && html.contains(">https://f.org"), "{html}");
}

#[test]
fn an_address_in_a_heading_is_a_link_and_its_letters_are_in_the_id() {
    let html = prose("## See https://example.org");
    assert!(html.contains("<h2 id=\"see-httpsexampleorg\">See <a href=\"https://example.org\">"), "{html}");
}

#[test]
fn an_escaped_brace_behind_a_heading_is_text() {
    for (written, id, shown) in [
        ("## Head \\{#x}", "head-x", "Head {#x}"),
        ("## Head\\{#x} ##", "headx", "Head{#x}"),
        ("Head *b* \\{#x}\n---", "head-b-x", "Head <em>b</em> {#x}"),
        ("> ## Head \\{.x y=z}  \r\n", "head-x-yz", "Head {.x y=z}"),
        ("## \\{}", "", "{}"),
        ("## Head \\\\{#x}", "x", "Head \\"),
        ("## Head \\{a} {#x}", "x", "Head {a}"),
    ] {
        let html = prose(written);
        assert!(
            html.contains(&format!("\">{shown} <a")) || html.contains(&format!("\">{shown}<a")),
            "{written:?}: {html}"
        );
        assert!(id.is_empty() || html.contains(&format!("<h2 id=\"{id}\">")), "{written:?}: {html}");
    }
}

#[test]
fn an_escaped_line_in_an_address_of_a_cell_is_a_line() {
    let html = prose("| a |\n|---|\n| <https://example.org/a\\|b> |\n| [x](https://example.org/c\\|d) |\n");
    assert!(html.contains("<a href=\"https://example.org/a%7Cb\">https://example.org/a|b</a>"), "{html}");
    assert!(html.contains("<a href=\"https://example.org/c%7Cd\">x</a>"), "{html}");
    let html = prose("<https://example.org/a\\|b>");
    assert!(html.contains("%5C%7Cb\">https://example.org/a\\|b</a>"), "{html}");
}

#[test]
fn an_alert_has_the_title_that_stands_behind_its_marker() {
    assert_snapshot!(prose("> [!note] About *heat*\n> Very hot.\n>\n> So hot.\n\n> [!TIP]- Folded\n\n> [!CAUTION]\n> Plain."), @r#"
    <div class="alert alert-note" role="note"><p class="alert-title">About <em>heat</em></p>
    <p>Very hot.</p>
    <p>So hot.</p>
    </div>
    <div class="alert alert-tip" role="note"><p class="alert-title">Folded</p>
    </div>
    <div class="alert alert-caution" role="note"><p class="alert-title">Caution</p>
    <p>Plain.</p>
    </div>
    "#);
}

#[test]
fn an_alert_in_an_alert_and_one_without_text_keep_their_titles() {
    let html = prose("> [!NOTE] Outer\n> > [!TIP] Inner\n> > text\n>\n> > plain\n\nafter");
    assert_eq!(html.matches("class=\"alert-title\"").count(), 2, "{html}");
    assert_eq!((html.matches("<div").count(), html.matches("</div>").count()), (2, 2), "{html}");
    assert_eq!(html.matches("<blockquote>").count(), html.matches("</blockquote>").count(), "{html}");
}

#[test]
fn the_box_of_a_task_stays_before_whatever_follows() {
    for rest in [
        "| a | b |\n  |---|---|\n  | 1 | 2 |",
        "words",
        "# Heading",
        "```text\n  x\n  ```",
        "> said",
        "- item",
    ] {
        for mark in ["[x]", "[ ]"] {
            let html = prose(&format!("- {mark} {rest}\n- [ ] buy oil"));
            let boxes = html.matches("type=\"checkbox\"").count();
            assert!(boxes == 2 || html.contains(mark), "{mark} {rest} lost its box:\n{html}");
            assert!(boxes <= 2, "{html}");
        }
    }
}

#[test]
fn each_line_above_a_definition_is_a_term() {
    let html = prose("Lamp\nLantern\n: Gives light.");
    assert_eq!(html.matches("<dt>").count(), 2, "{html}");
    assert!(html.contains("<dt>Lamp</dt>") && html.contains("<dt>Lantern</dt>"), "{html}");
}

#[test]
fn words_stay_whatever_stands_around_an_address() {
    let build = with_page("a&amp;https://example.org/&amp; \\https://b.org *https://c.org*").build();
    let html = build.main("/a/");
    assert_eq!(html.matches("<a ").count(), 3, "{html}");
}

#[test]
fn an_alert_of_another_program_below_a_line_stays_the_paragraph_that_others_read() {
    for (markdown, html) in [
        ("An intro.\n:::note\nAn aside\n:::", "<p>An intro.\n:::note\nAn aside\n:::</p>"),
        ("*A* b\nc\n::: tip\nd", "<p><em>A</em> b\nc\n::: tip\nd</p>"),
        ("> A\n> :::x\n> B", "<blockquote>\n<p>A\n:::x\nB</p>\n</blockquote>"),
        ("Term\n: What it is", "<dl>\n<dt>Term</dt>\n<dd>What it is</dd>\n</dl>"),
        (
            "Term\n: What it is\n\nIntro\n:::note\nx",
            "<dl>\n<dt>Term</dt>\n<dd>What it is</dd>\n</dl>\n<p>Intro\n:::note\nx</p>",
        ),
    ] {
        assert_eq!(prose(markdown), html, "{markdown}");
    }
}

#[test]
fn blocks_in_what_is_no_definition_nest_right() {
    for markdown in [
        "A\n\n:::note\n\n    B\n\n    - c",
        "A\n:::\n    - b\n    - c",
        "A\n:::x\n\n    ```\n    c\n    ```\n\nD\n: e",
    ] {
        let html = prose(markdown);
        for tag in ["p", "ul", "li", "dl", "dd", "dt"] {
            let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
            assert_eq!(html.matches(&open).count(), html.matches(&close).count(), "{markdown}\n{html}");
        }
        assert!(!html.contains("<p><ul>") && !html.contains("<p><p>"), "{markdown}\n{html}");
    }
}

#[test]
fn a_wikilink_goes_on_in_the_next_line() {
    let site = |markdown: &str| with_page(markdown).with("content/b.md", "---\ntitle: Lamp oil\n---\n");
    for (markdown, html) in [
        ("A [[Lamp\noil]] b", "<p>A <a href=\"/b/\">Lamp\noil</a> b</p>"),
        (
            "> [[lamp\n> oil|some\n> words]].",
            "<blockquote>\n<p><a href=\"/b/\">some\nwords</a>.</p>\n</blockquote>",
        ),
        (
            "https://a.org [[b|x\ny]] https://b.org",
            "<p><a href=\"https://a.org\">https://a.org</a> <a href=\"/b/\">x\ny</a> <a href=\"https://b.org\">https://b.org</a></p>",
        ),
        ("\\[[Lamp\noil]] b", "<p>[[Lamp\noil]] b</p>"),
    ] {
        let built = site(markdown).build();
        assert_eq!(built.main("/a/").trim(), html, "{markdown}\n{}", built.report());
    }
}

#[test]
fn many_open_brackets_take_time_in_proportion() {
    for markdown in
        ["[[a\n".repeat(20_000), "[[a\n]] ".repeat(10_000), format!("{}\n]]", "[[".repeat(50_000))]
    {
        prose(&markdown);
    }
}
