//! Logos that cannot be shown: what is said of them is about pictures, not about links.

use insta::assert_snapshot;

use super::{lighthouses, report_on};

#[test]
fn help_on_a_logo_is_about_pictures() {
    let site = |logo: &str| {
        lighthouses()
            .with("static/plan.pdf", "pdf")
            .with("static/board.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .with(
                "content/companies/northern-board.md",
                format!("---\ntitle: Northern Board\nlogo: {logo}\n---\n"),
            )
            .build()
            .report()
    };
    let logos = ["/plan.pdf", "/bord.svg", "bord.md", "'javascript:alert(1)'", "/board", "../../../x.svg"];
    assert_snapshot!(logos.map(site).join("\n"), @r"
    error[missing-file]: `static/plan.pdf` is no picture, so browsers show none
     --> content/companies/northern-board.md:3:7
      |
    3 | logo: /plan.pdf
      |       ^^^^^^^^^
      |
      = help: put it below `static/` and write `/NAME.svg`, or beside the page


    error[missing-file]: there is no file `static/bord.svg`
     --> content/companies/northern-board.md:3:7
      |
    3 | logo: /bord.svg
      |       ^^^^^^^^^
      |
      = help: did you mean `/board.svg`?


    error[broken-link]: there is no file `content/companies/bord.md`
     --> content/companies/northern-board.md:3:7
      |
    3 | logo: bord.md
      |       ^^^^^^^
      |
      = help: did you mean `/board.svg`?


    error[bad-value]: `logo` names a picture among the files of the site, not `javascript:alert(1)`
     --> content/companies/northern-board.md:3:8
      |
    3 | logo: 'javascript:alert(1)'
      |        ^^^^^^^^^^^^^^^^^^^
      |
      = help: put it below `static/` and write `/NAME.svg`, or beside the page


    error[missing-file]: there is no file `static/board`
     --> content/companies/northern-board.md:3:7
      |
    3 | logo: /board
      |       ^^^^^^
      |
      = help: did you mean `/board.svg`?


    error[broken-link]: the link `../../../x.svg` leads out of the site
     --> content/companies/northern-board.md:3:7
      |
    3 | logo: ../../../x.svg
      |       ^^^^^^^^^^^^^^
      |
      = help: put it below `static/` and write `/NAME.svg`, or beside the page
    ");
}

#[test]
fn a_logo_that_is_no_picture_of_the_site_is_reported() {
    let company =
        |logo: &str| report_on("content/companies/a.md", format!("---\ntitle: A\nlogo: {logo}\n---\n"));
    let said =
        ["/none.svg", "https://a.example/logo.svg", "northern-board.md", "mailto:a@example.org"].map(company);
    assert_snapshot!(said.join("\n"), @r"
    warning[orphan-entity]: nothing mentions the company `A`
     --> content/companies/a.md:2:8
      |
    2 | title: A
      |        ^
      |
      = help: mention it on a page it belongs to, or relate another project or company to it

    error[missing-file]: there is no file `static/none.svg`
     --> content/companies/a.md:3:7
      |
    3 | logo: /none.svg
      |       ^^^^^^^^^
      |
      = help: put it below `static/` and write `/NAME.svg`, or beside the page


    error[bad-value]: `logo` names a picture among the files of the site, not `https://a.example/logo.svg`
     --> content/companies/a.md:3:7
      |
    3 | logo: https://a.example/logo.svg
      |       ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: put it below `static/` and write `/NAME.svg`, or beside the page


    error[bad-value]: `logo` names a picture among the files of the site, not `northern-board.md`
     --> content/companies/a.md:3:7
      |
    3 | logo: northern-board.md
      |       ^^^^^^^^^^^^^^^^^
      |
      = help: put it below `static/` and write `/NAME.svg`, or beside the page


    error[bad-value]: `logo` names a picture among the files of the site, not `mailto:a@example.org`
     --> content/companies/a.md:3:7
      |
    3 | logo: mailto:a@example.org
      |       ^^^^^^^^^^^^^^^^^^^^
      |
      = help: put it below `static/` and write `/NAME.svg`, or beside the page
    ");
}
