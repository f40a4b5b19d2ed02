//! What is wrong with links in prose.

use fieldbook::diagnostic::Severity;
use insta::assert_snapshot;

use super::{lighthouses, report_on_prose};

#[test]
fn a_name_that_nothing_has_gets_the_nearest_one() {
    assert_snapshot!(report_on_prose("Built like [[Skerrivore]], of granite."), @r"
    error[unknown-name]: no page is called `Skerrivore`
     --> content/notes.md:4:14
      |
    4 | Built like [[Skerrivore]], of granite.
      |              ^^^^^^^^^^
      |
      = help: did you mean `Skerryvore`?
    ");
}

#[test]
fn a_link_without_an_end_is_underlined_at_its_start() {
    assert_snapshot!(report_on_prose("| Tower |\n| --- |\n| [[Skerryvore|the tower]] |"), @r"
    error[unknown-name]: the link that starts here has no end
     --> content/notes.md:6:3
      |
    6 | | [[Skerryvore|the tower]] |
      |   ^^
      |
      = help: write `]]` on the same line; in a table, write `\|` for `|`; for plain brackets, `\[[`
    ");
}

#[test]
fn a_name_of_several_pages_gets_the_ways_to_say_which() {
    let site = lighthouses()
        .with("content/companies/skerryvore.md", "---\ntitle: Skerryvore\nprojects: [skerryvore]\n---\n");
    assert_snapshot!(site.build().report(), @r"
    error[ambiguous-name]: several pages are called `Skerryvore`
     --> content/index.md:4:3
      |
    4 | [[Skerryvore]] is [[Skerryvore#height]] high.
      |   ^^^^^^^^^^
      |
      = help: say which: `[[companies/skerryvore]]`, `[[projects/skerryvore]]`

    error[ambiguous-name]: several pages are called `Skerryvore`
     --> content/index.md:4:21
      |
    4 | [[Skerryvore]] is [[Skerryvore#height]] high.
      |                     ^^^^^^^^^^^^^^^^^
      |
      = help: say which: `[[companies/skerryvore]]`, `[[projects/skerryvore]]`
    ");
}

#[test]
fn a_figure_that_the_entity_does_not_have_gets_the_nearest_one() {
    assert_snapshot!(report_on_prose("It is [[Skerryvore#heigth]] high."), @r"
    error[unknown-figure]: `Skerryvore` has neither a fact nor a heading `heigth`
     --> content/notes.md:4:9
      |
    4 | It is [[Skerryvore#heigth]] high.
      |         ^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `height`?
    ");
}

#[test]
fn a_figure_of_another_time_gets_the_times_there_are() {
    assert_snapshot!(report_on_prose("It was [[Skerryvore#height@1850]] high."), @r"
    error[unknown-figure]: `Skerryvore` has no `height` for `1850`
     --> content/notes.md:4:10
      |
    4 | It was [[Skerryvore#height@1850]] high.
      |          ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: behind `@` can stand `1844`, `survey-1900`
    ");
}

#[test]
fn a_figure_in_prose_cannot_take_a_text() {
    assert_snapshot!(report_on_prose("It is [[Skerryvore#height|48 metres]] high."), @r"
    error[figure-text]: a figure is printed from the data and takes no text of its own
     --> content/notes.md:4:7
      |
    4 | It is [[Skerryvore#height|48 metres]] high.
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `|value` for the number alone, or nothing
    ");
}

#[test]
fn a_page_that_does_not_exist_gets_the_nearest_one() {
    assert_snapshot!(report_on_prose("See [the tower](projects/skerrivore.md#height)."), @r"
    error[broken-link]: there is no file `content/projects/skerrivore.md`
     --> content/notes.md:4:17
      |
    4 | See [the tower](projects/skerrivore.md#height).
      |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `projects/skerryvore.md`?
    ");
}

#[test]
fn a_link_that_climbs_out_of_the_site_is_broken() {
    assert_snapshot!(report_on_prose("See [this](../../etc/passwd.md)."), @r"
    error[broken-link]: the link `../../etc/passwd.md` leads out of the site
     --> content/notes.md:4:12
      |
    4 | See [this](../../etc/passwd.md).
      |            ^^^^^^^^^^^^^^^^^^^
    ");
}

#[test]
fn a_heading_that_does_not_exist_gets_the_nearest_one() {
    assert_snapshot!(report_on_prose("## Building it\n\nSee [above](#bulding-it)."), @r"
    error[broken-anchor]: `content/notes.md` has no heading `#bulding-it`
     --> content/notes.md:6:13
      |
    6 | See [above](#bulding-it).
      |             ^^^^^^^^^^^
      |
      = help: did you mean `#building-it`?
    ");
}

#[test]
fn a_file_that_a_style_sheet_names_and_there_is_not_is_underlined_there() {
    let css =
        ".a { background: url(/img/lamp.svg) }\n.b { background: url(../img/lmp.svg) }\n@import 'x.css';\n";
    let build = lighthouses().with("static/img/lamp.svg", "<svg/>").with("static/css/site.css", css).build();
    assert_snapshot!(build.report(), @r"
    error[missing-file]: there is no file `static/img/lmp.svg`
     --> static/css/site.css:2:22
      |
    2 | .b { background: url(../img/lmp.svg) }
      |                      ^^^^^^^^^^^^^^
      |
      = help: did you mean `/img/lamp.svg`?

    error[missing-file]: there is no file `static/css/x.css`
     --> static/css/site.css:3:9
      |
    3 | @import 'x.css';
      |         ^^^^^^^
      |
      = help: write a path from the root, as `/name`, or from the folder of the style sheet, as `name`
    ");
}

#[test]
fn an_image_that_does_not_exist_is_named_with_its_path() {
    assert_snapshot!(report_on_prose("![The tower](tower.png) and [the plan](/plans/tower.pdf)"), @r"
    error[missing-file]: there is no file `content/tower.png`
     --> content/notes.md:4:14
      |
    4 | ![The tower](tower.png) and [the plan](/plans/tower.pdf)
      |              ^^^^^^^^^
      |
      = help: files lie in `static/`, linked as `/name`, or beside the page, linked as `name`

    error[missing-file]: there is no file `static/plans/tower.pdf`
     --> content/notes.md:4:40
      |
    4 | ![The tower](tower.png) and [the plan](/plans/tower.pdf)
      |                                        ^^^^^^^^^^^^^^^^
      |
      = help: files lie in `static/`, linked as `/name`, or beside the page, linked as `name`
    ");
}

#[test]
fn a_link_that_would_run_in_the_browser_is_refused() {
    assert_snapshot!(report_on_prose("[Look](javascript:alert(1)) at this."), @r"
    error[unsafe-link]: links of the kind `javascript:` are not published
     --> content/notes.md:4:8
      |
    4 | [Look](javascript:alert(1)) at this.
      |        ^^^^^^^^^^^^^^^^^^^
      |
      = help: links start with `https:`, `http:` or `mailto:`, or are paths
    ");
}

#[test]
fn an_image_without_words_is_a_warning() {
    let site = lighthouses().with("content/tower.png", "PNG");
    let site = site.with("content/notes.md", "---\ntitle: Notes\n---\n![](tower.png)\n");
    assert_snapshot!(site.build().report(), @r"
    warning[missing-alt]: the image has no text for those who cannot see it
     --> content/notes.md:4:1
      |
    4 | ![](tower.png)
      | ^^^^^^^^^^^^^^
      |
      = help: write what it shows: `![what it shows](file)`
    ");
}

#[test]
fn a_link_over_two_lines_is_shown_with_both() {
    assert_snapshot!(report_on_prose("See [the tower\nand its keeper](nowhere.md) here."), @r"
    error[broken-link]: there is no file `content/nowhere.md`
     --> content/notes.md:5:17
      |
    5 | and its keeper](nowhere.md) here.
      |                 ^^^^^^^^^^
    ");
}

#[test]
fn a_page_in_the_same_folder_is_no_near_match_for_that_alone() {
    let report = report_on_prose("See [the other](projects/bell-rock.md).");
    assert!(report.contains("broken-link") && !report.contains("did you mean"), "{report}");
}

#[test]
fn a_picture_from_another_site_is_told_to_be_copied() {
    assert_snapshot!(report_on_prose("![A tower](https://elsewhere.example/tower.png)"), @r"
    warning[foreign-image]: the built-in pages show no pictures from other sites
     --> content/notes.md:4:12
      |
    4 | ![A tower](https://elsewhere.example/tower.png)
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: copy the file to `static/` or beside the page, or allow the host by `img-src` under `[output.html.csp]` in `book.toml`
    ");
}

#[test]
fn a_link_without_the_extension_gets_the_page() {
    assert_snapshot!(report_on_prose("[Home](index) and [home](index.html)"), @r"
    error[missing-file]: there is no file `content/index`
     --> content/notes.md:4:8
      |
    4 | [Home](index) and [home](index.html)
      |        ^^^^^
      |
      = help: did you mean `index.md`?

    error[missing-file]: there is no file `content/index.html`
     --> content/notes.md:4:26
      |
    4 | [Home](index) and [home](index.html)
      |                          ^^^^^^^^^^
      |
      = help: did you mean `index.md`?
    ");
}

#[test]
fn with_raw_html_an_anchor_is_sought_in_the_finished_page() {
    let site = lighthouses().edit("book.toml", "[book]", "[build]\nraw-html = true\n\n[book]");
    let page = "---\ntitle: A\n---\n<a id=\"old\"></a>\n\n[x](#old)\n";
    site.clone().with("content/a.md", page).build().clean();
    assert_snapshot!(site.with("content/a.md", page.replace("(#old)", "(#older)")).build().report(), @"
    error[dead-link]: `/a/#older` leads to a page that has no such anchor
     --> content/a.md:6:1
      |
    6 | [x](#older)
      | ^^^^^^^^^^^
    ");
}

#[test]
fn a_link_to_a_draft_is_told_that_it_is_one() {
    let site = lighthouses().with("content/secret.md", "---\ntitle: Secret\ndraft: true\n---\n");
    let site = site.with("content/notes.md", "---\ntitle: Notes\n---\n[x](secret.md)\n");
    assert_snapshot!(site.build().report(), @r"
    error[broken-link]: `content/secret.md` is a draft and is not published
     --> content/notes.md:4:5
      |
    4 | [x](secret.md)
      |     ^^^^^^^^^
      |
      = help: build with `--drafts` to include it
    ");
}

#[test]
fn a_project_that_cannot_be_read_is_reported_once_and_not_where_its_figures_are_asked_for() {
    let unreadable = ["---\ntitle: Skerryvore: a tower\n---\n", "---\ntitle: Skerryvore\n", "Skerryvore\n"];
    for text in unreadable {
        let build = lighthouses().with("content/projects/skerryvore.md", text).build();
        let found = &build.0.diagnostics;
        let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
        assert_eq!(errors.len(), 1, "{}", build.report());
        assert_eq!(errors[0].span.as_ref().unwrap().path.as_str(), "content/projects/skerryvore.md");
    }
}

#[test]
fn a_setting_of_a_code_block_that_has_no_meaning_gets_the_nearest_one() {
    assert_snapshot!(report_on_prose("```rust titel=\"main.rs\" linenos\nfn main() {}\n```"), @r#"
    warning[unknown-setting]: the setting `titel="main.rs"` of the code block has no meaning
     --> content/notes.md:4:9
      |
    4 | ```rust titel="main.rs" linenos
      |         ^^^^^^^^^^^^^^^
      |
      = help: did you mean `title=`?
    "#);
}

#[test]
fn the_name_of_a_draft_is_told_to_be_one() {
    let site = lighthouses()
        .with("content/secret.md", "---\ntitle: Secret\ndraft: true\n---\n")
        .with("content/notes.md", "---\ntitle: Notes\n---\n[[Secret]]\n");
    assert_snapshot!(site.build().report(), @r"
    error[unknown-name]: no page is called `Secret`
     --> content/notes.md:4:3
      |
    4 | [[Secret]]
      |   ^^^^^^
      |
      = help: `content/secret.md` is a draft: build with `--drafts` to include it
    ");
}

#[test]
fn a_draft_is_told_of_by_its_own_names_alone() {
    let site = lighthouses().with("content/secret.md", "---\ntitle: The plan\ndraft: true\n---\n");
    let report = |name: &str| {
        site.clone()
            .with("content/notes.md", format!("---\ntitle: Notes\n---\n[[{name}]]\n"))
            .build()
            .report()
    };
    for name in ["secret", "The plan", "the plan"] {
        assert!(report(name).contains("`content/secret.md` is a draft"), "{name}\n{}", report(name));
    }
    assert!(!report("Another").contains("draft"), "{}", report("Another"));
}

#[test]
fn a_picture_among_those_that_browsers_choose_from_has_to_be_there() {
    let template = "{% extends \"base.html\" %}\n{% block main %}{{ body }}\
                    <img src=\"/a.png\" srcset=\"/a.png 1x, /b.png 2x\" alt=\"\">{% endblock main %}\n";
    let site = lighthouses().with("templates/home.html", template).with("static/a.png", "x");
    let report = site.build().report();
    assert!(report.contains("error[dead-link]: `/b.png` on `/` leads to no page or file"), "{report}");
    assert_eq!(site.with("static/b.png", "x").build().codes(), [""; 0]);
}

#[test]
fn brackets_behind_a_backslash_are_plain_as_the_help_on_a_link_without_an_end_says() {
    for markdown in ["In the notation \\[[Skerryvore]] they are doubled.", "## \\[[x]]", "a \\[\\[x]]"] {
        assert_eq!(report_on_prose(markdown), "", "{markdown}");
    }
}

#[test]
fn a_link_without_an_end_is_found_in_a_heading() {
    assert_snapshot!(report_on_prose("## Of [[Skerryvore\n"), @r"
    error[unknown-name]: the link that starts here has no end
     --> content/notes.md:4:7
      |
    4 | ## Of [[Skerryvore
      |       ^^
      |
      = help: write `]]` on the same line; in a table, write `\|` for `|`; for plain brackets, `\[[`
    ");
}

#[test]
fn a_web_address_without_its_scheme_is_shown_with_it() {
    for address in ["www.example.org", "www.example.org/", "www.example.org/page"] {
        let report = report_on_prose(&format!("[x]({address})"));
        assert!(report.contains(&format!("= help: write `https://{address}`")), "{report}");
        assert_eq!(report.matches("error[").count(), 1, "{report}");
    }
}

#[test]
fn an_address_in_a_cell_is_underlined_alone() {
    let said = report_on_prose("| a |\n|---|\n| [x](none\\|b.md) |");
    assert_snapshot!(said, @r"
    error[broken-link]: there is no file `content/none|b.md`
     --> content/notes.md:6:7
      |
    6 | | [x](none\|b.md) |
      |       ^^^^^^^^^^
    ");
}
