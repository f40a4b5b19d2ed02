//! What is allowed, but probably not meant.

use fieldbook::diagnostic::Format;
use insta::assert_snapshot;

use super::{lighthouses, report_on, report_on_prose};

#[test]
fn the_second_heading_with_an_id_is_underlined() {
    assert_snapshot!(report_on_prose("## Stone {#stone}\n\n## Granite {#stone}"), @r"
    warning[duplicate-anchor]: the id `stone` is set by an earlier heading or tag
     --> content/notes.md:6:1
      |
    6 | ## Granite {#stone}
      | ^^^^^^^^^^^^^^^^^^^
      |
     ::: content/notes.md:4:1
      |
    4 | ## Stone {#stone}
      | ----------------- set here first
    ");
}

#[test]
fn a_language_that_is_not_known_is_underlined() {
    assert_snapshot!(report_on_prose("```lamp linenos\non\n```"), @r"
    warning[unknown-language]: the language `lamp` is not known, so its code has no colours
     --> content/notes.md:4:4
      |
    4 | ```lamp linenos
      |    ^^^^
      |
      = help: write `text` for what is no code
    ");
}

#[test]
fn a_block_whose_word_is_spelt_otherwise_is_pointed_out() {
    for word in ["Chart", "charts", "tabel", "walk-through"] {
        let report = report_on_prose(&format!("```{word}\ntitle: Heights\n```"));
        assert!(report.contains("help: did you mean the block `"), "{word}: {report}");
    }
}

#[test]
fn a_kind_of_tag_that_is_shown_as_text_is_named_once_with_its_count() {
    assert_snapshot!(report_on_prose("<div>\n<b>x</b>\n</div>\n\nA word in <b>bold</b>.\n\n<p class=\"a\"\n"), @r#"
    warning[raw-html]: `<div>` is shown as text
     --> content/notes.md:4:1
      |
    4 | <div>
      | ^^^^^
      |
      = help: write Markdown, or set `raw-html = true` under `[build]` in `book.toml`

    warning[raw-html]: `<b>` is shown as text, 2 times on this page
     --> content/notes.md:5:1
      |
    5 | <b>x</b>
      | ^^^
      |
      = help: write Markdown, or set `raw-html = true` under `[build]` in `book.toml`

    warning[raw-html]: `<p>` is shown as text
      --> content/notes.md:10:1
       |
    10 | <p class="a"
       | ^^^^^^^^^^^^
       |
       = help: write Markdown, or set `raw-html = true` under `[build]` in `book.toml`
    "#);
}

#[test]
fn an_attribute_of_a_safe_tag_is_named_as_it_is_left_out() {
    assert_snapshot!(report_on_prose("A<br class=\"a\">B<BR CLASS='b' />C <kbd onload=x()>D</kbd>"), @r#"
    warning[raw-html]: `class` of `<br>` is left out, 2 times on this page
     --> content/notes.md:4:2
      |
    4 | A<br class="a">B<BR CLASS='b' />C <kbd onload=x()>D</kbd>
      |  ^^^^^^^^^^^^^^
      |
      = help: remove it, or set `raw-html = true` under `[build]` in `book.toml`

    warning[raw-html]: `onload` of `<kbd>` is left out
     --> content/notes.md:4:35
      |
    4 | A<br class="a">B<BR CLASS='b' />C <kbd onload=x()>D</kbd>
      |                                   ^^^^^^^^^^^^^^^^
      |
      = help: remove it, or set `raw-html = true` under `[build]` in `book.toml`
    "#);
}

#[test]
fn safe_tags_that_do_not_open_and_close_in_one_element_are_reported() {
    assert_snapshot!(report_on_prose("H<sub>2 and\n\n3</sup>.\n\nMore <details>here</details>\n"), @r"
    warning[raw-html]: `<sub>` has no end in the same paragraph, item or quote and is shown as text
     --> content/notes.md:4:2
      |
    4 | H<sub>2 and
      |  ^^^^^
      |
      = help: write the end tag, that of a block on a line of its own behind an empty one; for the sign itself, `\<`

    warning[raw-html]: `</sup>` ends nothing in the same paragraph, item or quote and is shown as text
     --> content/notes.md:6:2
      |
    6 | 3</sup>.
      |  ^^^^^^
      |
      = help: remove it, or write the start tag; for the sign itself, `\<`

    warning[raw-html]: `<details>` cannot stand here and is shown as text
     --> content/notes.md:8:6
      |
    8 | More <details>here</details>
      |      ^^^^^^^^^
      |
      = help: write `<details>` on a line of its own behind an empty one, and `<summary>` right in it
    ");
}

#[test]
fn safe_tags_and_comments_are_nothing_to_report() {
    let tags = "H<sub>2</sub>O<br/>x<SUP>2</SUP> <kbd>A</kbd> <small>b</small> <mark>c</mark> <!-- d -->";
    let details = "<details>\n<summary>More</summary>\n\nText\n\n</details>";
    assert_eq!(
        report_on_prose(&format!("{tags}\n\n{details}\n\n- {tags}\n\n| a |\n|---|\n| {tags} |\n")),
        ""
    );
}

#[test]
fn a_fact_without_a_source_is_underlined_at_its_metric() {
    assert_snapshot!(
        report_on("content/a.md", "---\ntitle: A\nfacts:\n  - {metric: height, value: 1}\n---\n"), @r"
    warning[fact-without-source]: the fact `height` names no source
     --> content/a.md:4:14
      |
    4 |   - {metric: height, value: 1}
      |              ^^^^^^
      |
      = help: add `source:` with the slug of a page in `content/sources/`
    "
    );
}

#[test]
fn a_source_that_nothing_cites_is_underlined_at_its_title() {
    assert_snapshot!(report_on("content/sources/log-1850.md", "---\ntitle: The log of 1850\n---\n"), @r"
    warning[unused-source]: no fact, event or page cites the source `log-1850`
     --> content/sources/log-1850.md:2:8
      |
    2 | title: The log of 1850
      |        ^^^^^^^^^^^^^^^
      |
      = help: cite it with `source: log-1850`, or remove it
    ");
}

#[test]
fn an_entity_that_nothing_mentions_is_underlined_at_its_title() {
    assert_snapshot!(report_on("content/projects/fastnet.md", "---\ntitle: Fastnet\n---\n"), @r"
    warning[orphan-entity]: nothing mentions the project `Fastnet`
     --> content/projects/fastnet.md:2:8
      |
    2 | title: Fastnet
      |        ^^^^^^^
      |
      = help: mention it on a page it belongs to, or relate another project or company to it
    ");
}

#[test]
fn a_name_that_is_an_ordinary_word_is_underlined_at_the_title() {
    let related = "---\ntitle: kind\ncompanies: [northern-board]\n---\n";
    assert_snapshot!(report_on("content/projects/kind.md", related), @r"
    warning[common-word-name]: `kind` is an ordinary word, so mentions of it do not link by themselves
     --> content/projects/kind.md:2:8
      |
    2 | title: kind
      |        ^^^^
      |
      = help: say so with `autolink: false`, or link the word wherever it stands with `autolink: true`
    ");
    for fine in ["autolink: true\ntitle: kind", "autolink: false\ntitle: kind", "title: Kind", "title: kindd"]
    {
        let page = related.replace("title: kind", fine);
        lighthouses().with("content/projects/kind.md", &page).build().clean();
    }
}

#[test]
fn an_entity_that_a_chapter_is_about_is_no_orphan() {
    let lonely = lighthouses()
        .with("content/projects/fastnet.md", "---\ntitle: Fastnet\n---\n")
        .with("content/companies/irish-lights.md", "---\ntitle: Irish Lights\n---\n");
    assert_eq!(lonely.build().codes(), ["orphan-entity"; 2]);
    let chapter = "---\ntitle: Rock\nprojects: [fastnet]\ncompanies: [irish-lights]\n---\n";
    lonely.with("content/chapters/rock.md", chapter).build().clean();
}

/// The small site with a lighthouse that has figures of every format, and a page of this Markdown.
fn beside_figures(markdown: &str) -> crate::site::Site {
    let metrics = "[metrics.keepers]\nlabel = \"Keepers\"\nunit = \"keepers\"\nunit-singular = \"keeper\"\n\
                   [metrics.lit]\nlabel = \"Nights lit\"\nformat = \"percent\"\n\
                   [metrics.cost]\nlabel = \"Cost\"\nformat = \"money-usd\"\n\
                   [metrics.built]\nlabel = \"Built\"\nformat = \"date\"\n\
                   [metrics.lens]\nlabel = \"Lens\"\nformat = \"text\"\n\n[metrics.height]";
    let fact = |fact: &str| format!("  - {{metric: {fact}, source: survey-1900}}\n");
    let facts = [
        "height, value: 1300000, as-of: 1850",
        "keepers, value: 3",
        "lit, value: 29",
        "cost, value: 5000000000",
        "built, value: 1844",
        "lens, value: \"12.5\"",
        "height, value: {from: 40, to: 49}, as-of: 1860",
    ];
    let facts = facts.map(fact).concat();
    lighthouses()
        .edit("book.toml", "[metrics.height]", metrics)
        .with(
            "content/projects/noss-head.md",
            format!("---\ntitle: Noss Head\ncompanies: [northern-board]\nfacts:\n{facts}---\n"),
        )
        .with("content/notes.md", format!("---\ntitle: Notes\n---\n{markdown}\n"))
}

#[test]
fn a_number_that_is_a_fact_of_what_its_sentence_names_is_underlined() {
    assert_snapshot!(report_on_prose("The tower of Skerryvore is 48 metres high."), @r"
    warning[typed-figure]: the fact `height` of `Skerryvore` is typed as a number
     --> content/notes.md:4:28
      |
    4 | The tower of Skerryvore is 48 metres high.
      |                            ^^
      |
      = help: write `[[skerryvore#height]]`
    ");
}

#[test]
fn a_number_that_is_a_fact_of_its_own_page_is_underlined() {
    let site =
        lighthouses().edit("content/projects/skerryvore.md", "1900}\n---\n", "1900}\n---\n48 metres.\n");
    assert_snapshot!(site.build().report(), @r"
    warning[typed-figure]: the fact `height` of `Skerryvore` is typed as a number
     --> content/projects/skerryvore.md:7:1
      |
    7 | 48 metres.
      | ^^
      |
      = help: write `[[#height]]`
    ");
}

#[test]
fn a_number_in_a_heading_is_underlined_and_not_one_that_begins_alike() {
    let report = report_on_prose("## Beside 480 others and tower48: Skerryvore, 48 metres");
    assert!(report.contains("content/notes.md:4:47"), "{report}");
    let report = report_on_prose("## [A list](/#48) of Skerryvore, 48 metres");
    assert!(report.contains("content/notes.md:4:34"), "{report}");
}

#[test]
fn a_figure_is_known_with_blanks_between_its_digits_and_short_words_behind_them() {
    for words in [
        "1 300 000 metres",
        "1\u{a0}300\u{a0}000 metres",
        "1\u{202f}300\u{202f}000 metres",
        "1’300’000 metres",
        "1.3m metres",
        "1,300k metres",
        "1.3 mn metres",
        "a cost of $5bn",
        "a cost of $5b",
    ] {
        let build = beside_figures(&format!("Noss Head has {words}.")).build();
        assert_eq!(build.codes(), ["typed-figure"], "{words}: {}", build.report());
    }
    for words in ["1 300 0000 metres", "1 30 000 metres", "1.3 m", "1300 000 metres"] {
        let build = beside_figures(&format!("Noss Head has {words}.")).build();
        assert!(build.codes().is_empty(), "{words}: {}", build.report());
    }
}

#[test]
fn a_figure_is_known_in_every_form_it_can_be_typed_in() {
    let markdown = [
        "Noss Head: 1,300,000, 1300000 or 1.3 million.",
        "At Noss Head 29% of nights, or 29 percent, or **29** per cent.",
        "[[noss-head|The light]] cost $5,000,000,000; $5 billion; 5 billion dollars.",
        "Noss Head had 3 keepers once, and 40–49 metres, 40 to 49 at least.",
        "Read of [it](projects/noss-head.md): 1,300,000\nmetres.",
        "- [[noss-head#lit]] and 3 keepers",
        "Noss Head.[^1]\n\n[^1]: Noss Head has 49.",
    ];
    let build = beside_figures(&markdown.join("\n\n")).build();
    assert_snapshot!(build.report_as(Format::Short), @r"
    content/notes.md:4:12: warning[typed-figure]: the fact `height` of `Noss Head` is typed as a number
    content/notes.md:4:23: warning[typed-figure]: the fact `height` of `Noss Head` is typed as a number
    content/notes.md:4:34: warning[typed-figure]: the fact `height` of `Noss Head` is typed as a number
    content/notes.md:6:14: warning[typed-figure]: the fact `lit` of `Noss Head` is typed as a number
    content/notes.md:6:32: warning[typed-figure]: the fact `lit` of `Noss Head` is typed as a number
    content/notes.md:6:49: warning[typed-figure]: the fact `lit` of `Noss Head` is typed as a number
    content/notes.md:8:30: warning[typed-figure]: the fact `cost` of `Noss Head` is typed as a number
    content/notes.md:8:46: warning[typed-figure]: the fact `cost` of `Noss Head` is typed as a number
    content/notes.md:8:58: warning[typed-figure]: the fact `cost` of `Noss Head` is typed as a number
    content/notes.md:10:15: warning[typed-figure]: the fact `keepers` of `Noss Head` is typed as a number
    content/notes.md:10:35: warning[typed-figure]: the fact `height` of `Noss Head` is typed as a number
    content/notes.md:10:49: warning[typed-figure]: the fact `height` of `Noss Head` is typed as a number
    content/notes.md:12:38: warning[typed-figure]: the fact `height` of `Noss Head` is typed as a number
    content/notes.md:15:25: warning[typed-figure]: the fact `keepers` of `Noss Head` is typed as a number
    content/notes.md:19:21: warning[typed-figure]: the fact `height` of `Noss Head` is typed as a number
    ");
}

#[test]
fn the_cells_of_a_row_are_one_sentence_and_those_of_a_table_are_not() {
    let table =
        "| Light | Height | Nights |\n|---|--:|--:|\n| Noss Head | 1,300,000 | 29% |\n| Fastnet | 49 | 29% |";
    assert_snapshot!(beside_figures(table).build().report_as(Format::Short), @r"
    content/notes.md:6:15: warning[typed-figure]: the fact `height` of `Noss Head` is typed as a number
    content/notes.md:6:27: warning[typed-figure]: the fact `lit` of `Noss Head` is typed as a number
    ");
}

#[test]
fn the_reference_to_write_says_which_page_and_which_fact() {
    let board = "---\ntitle: Noss Head Board\nrelated: [northern-board]\naliases: [noss-head]\n---\n";
    let site = beside_figures("Noss Head: 1,300,000, now 49.").with("content/companies/board.md", board);
    assert_snapshot!(site.build().report(), @r"
    warning[typed-figure]: the fact `height` of `Noss Head` is typed as a number
     --> content/notes.md:4:12
      |
    4 | Noss Head: 1,300,000, now 49.
      |            ^^^^^^^^^
      |
      = help: write `[[projects/noss-head#height@1850]]`

    warning[typed-figure]: the fact `height` of `Noss Head` is typed as a number
     --> content/notes.md:4:27
      |
    4 | Noss Head: 1,300,000, now 49.
      |                           ^^
      |
      = help: write `[[projects/noss-head#height]]`
    ");
}

#[test]
fn a_number_that_is_equal_for_another_reason_is_no_figure() {
    let markdown = [
        "Noss Head stands far away. Here are 1,300,000 birds.",
        "Noss Head has 3 doors, 3 and 3%; in 1844 and 12.5, and 29 birds for $29, 5,000,000,000 and 1,300,000%.",
        "`Noss Head 1,300,000` and `1,300,000` of Noss Head, by <https://noss-head.example/49>.",
        "Noss Head 49, version 49 of Noss Head, 49 May, May 49, 49.1.2 and C-49 of [49](projects/noss-head.md).",
        "Noss Head is [[noss-head#height@1860]] high and burnt [[noss-head#lit|value]] of nights.",
        "## Here\n\nAnother 1,300,000.",
        "```text\nNoss Head 1,300,000\n```",
        "[[survey-1900]] counts 1,900.",
    ];
    beside_figures(&markdown.join("\n\n")).build().clean();
}

#[test]
fn code_too_long_to_be_coloured_is_reported_at_its_language() {
    let code = format!("```ini\na = {}\n```\n\n```text\n{}\n```", " ".repeat(800), " ".repeat(900));
    let report = report_on_prose(&code).replace(&" ".repeat(700), " … ");
    assert_snapshot!(report, @r"
    warning[code-too-long]: the code is too long to be coloured
     --> content/notes.md:4:4
      |
    4 | ```ini
      |    ^^^
      |
      = help: show less of it, break its long lines, or write `text` for the language
    ");
}
