//! What is allowed, but probably not meant.

use insta::assert_snapshot;

use super::{lighthouses, report_on, report_on_prose};

#[test]
fn the_second_heading_with_an_id_is_underlined() {
    assert_snapshot!(report_on_prose("## Stone {#stone}\n\n## Granite {#stone}"), @r"
    warning[duplicate-anchor]: the id `stone` is taken by an earlier heading
     --> content/notes.md:6:1
      |
    6 | ## Granite {#stone}
      | ^^^^^^^^^^^^^^^^^^^
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
fn html_that_is_shown_as_text_is_underlined_as_a_block() {
    assert_snapshot!(report_on_prose("<div>\n<b>x</b>\n</div>\n\nA word in <b>bold</b>."), @r"
    warning[raw-html]: this HTML is shown as text
     --> content/notes.md:4:1
      |
    4 | / <div>
    5 | | <b>x</b>
    6 | | </div>
      | |______^
      |
      = help: write Markdown, or set `raw-html = true` under `[build]` in `book.toml`

    warning[raw-html]: this HTML is shown as text
     --> content/notes.md:8:11
      |
    8 | A word in <b>bold</b>.
      |           ^^^
      |
      = help: write Markdown, or set `raw-html = true` under `[build]` in `book.toml`

    warning[raw-html]: this HTML is shown as text
     --> content/notes.md:8:18
      |
    8 | A word in <b>bold</b>.
      |                  ^^^^
      |
      = help: write Markdown, or set `raw-html = true` under `[build]` in `book.toml`
    ");
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
fn an_entity_that_a_chapter_is_about_is_no_orphan() {
    let lonely = lighthouses()
        .with("content/projects/fastnet.md", "---\ntitle: Fastnet\n---\n")
        .with("content/companies/irish-lights.md", "---\ntitle: Irish Lights\n---\n");
    assert_eq!(lonely.build().codes(), ["orphan-entity"; 2]);
    let chapter = "---\ntitle: Rock\nprojects: [fastnet]\ncompanies: [irish-lights]\n---\n";
    lonely.with("content/chapters/rock.md", chapter).build().clean();
}
