//! Marks of other programs, which would be printed as they stand.

use insta::assert_snapshot;

use super::{lighthouses, report_on_prose};

#[test]
fn marks_of_other_programs_are_named_once_a_page() {
    let text = "An intro.\n:::note\nAn aside\n:::\n\n{{< youtube abc >}}\n\n{{ figure(src=1) }}\n\n$x^2$ and :tada:\n\n[TOC]";
    assert_snapshot!(report_on_prose(text), @r"
    warning[foreign-syntax]: `:::` has no meaning here and is printed as it stands, on 2 lines of this page
     --> content/notes.md:5:1
      |
    5 | :::note
      | ^^^
      |
      = help: an alert is written `> [!NOTE]`

    warning[foreign-syntax]: `{{…}}` has no meaning here and is printed as it stands, on 2 lines of this page
     --> content/notes.md:9:1
      |
    9 | {{< youtube abc >}}
      | ^^
      |
      = help: there are no shortcodes and nothing is included; for the signs themselves, write them as code

    warning[foreign-syntax]: `$…$` has no meaning here and is printed as it stands
      --> content/notes.md:13:1
       |
    13 | $x^2$ and :tada:
       | ^^^^^
       |
       = help: formulas are not set; write `\$` for the sign, or code

    warning[foreign-syntax]: `:…:` has no meaning here and is printed as it stands
      --> content/notes.md:13:11
       |
    13 | $x^2$ and :tada:
       |           ^^^^^^
       |
       = help: write the sign itself, or code

    warning[foreign-syntax]: `[TOC]` has no meaning here and is printed as it stands
      --> content/notes.md:15:1
       |
    15 | [TOC]
       | ^^^^^
       |
       = help: the table of contents is made without a mark
    ");
}

#[test]
fn marks_of_other_programs_in_code_or_behind_a_backslash_are_no_finding() {
    let text =
        "`{{x}}` and `$x$` and `:tada:` and \\$x\\$ and \\{{x}}\n\n    :::note\n\n```text\n[TOC]\n{{x}}\n```";
    assert_eq!(report_on_prose(text), "");
}

#[test]
fn settings_of_code_sizes_and_diagrams_of_other_programs_are_named_once_a_page() {
    let text = "```rust {1, 3-4} linenos\nx\n```\n\n```rust hl_lines=\"1 3\" ins={4}\nx\n```\n\n\
                ```mermaid\na --> b\n```\n\n```mermaid\nb --> c\n```\n\n![A lamp|300](/a.png) ![B|30x40](/a.png) ![C|d](/a.png)";
    let site = lighthouses()
        .with("static/a.png", "")
        .with("content/notes.md", format!("---\ntitle: Notes\n---\n{text}\n"));
    assert_snapshot!(site.build().report(), @r#"
    warning[foreign-syntax]: `{1, 3-4}` has no meaning here and is left out, 3 times on this page
     --> content/notes.md:4:9
      |
    4 | ```rust {1, 3-4} linenos
      |         ^^^^^^^^
      |
      = help: the settings are `title="…"`, `linenos` and `mark=1,3-5`; lines are marked by the last

    warning[foreign-syntax]: `mermaid` is no picture here, and printed as code, 2 times on this page
      --> content/notes.md:12:4
       |
    12 | ```mermaid
       |    ^^^^^^^
       |
       = help: blocks such as `chart`, `timeline` and `network` are drawn; for the code itself, write `text`

    warning[foreign-syntax]: `![…|300]` has no meaning here and is printed as it stands, 2 times on this page
      --> content/notes.md:20:1
       |
    20 | ![A lamp|300](/a.png) ![B|30x40](/a.png) ![C|d](/a.png)
       | ^^^^^^^^^^^^^^^^^^^^^
       |
       = help: a size is written `<img src="file" alt="what it shows" width="300">`
    "#);
}
