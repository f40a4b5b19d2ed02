//! Many problems that are one thing, or alike, are told as few.

use fieldbook::diagnostic::{Format, causes_first, digest, render};
use insta::assert_snapshot;

use super::lighthouses;
use crate::site::{Built, Site};

/// The report as people see it.
fn digested(built: &Built) -> String {
    render(&digest(&built.0.diagnostics), &built.0.texts, Format::Human, false)
}

/// The site with so many pages, each made of its number.
fn with_pages(site: Site, count: usize, folder: &str, text: impl Fn(usize) -> String) -> Site {
    (0..count)
        .fold(site, |site, number| site.with(&format!("content/{folder}page-{number:02}.md"), text(number)))
}

#[test]
fn a_folder_that_was_renamed_is_one_message() {
    let site = with_pages(lighthouses(), 5, "projects/", |number| {
        format!(
            "---\ntitle: P{number}\ncompanies: [northern-board]\n---\n[[companies/northern-board]], [x](../companies/northern-board.md), [y](/companies/)\n\n```table\ntitle: T\nkind: company\ncolumns: [name]\n```\n"
        )
    });
    let site = site.remove("content/companies/northern-board.md");
    let site = site.with("content/boards/northern-board.md", "---\ntitle: N\ncountry: X\ntier: brief\n---\n");
    assert_snapshot!(site.build().report(), @r"
    error[missing-folder]: 6 files name pages of `content/companies/`, which has none
    --> content/companies
     = help: if the folder was renamed, give it this name again
    ");
}

#[test]
fn a_metric_that_many_facts_have_and_nothing_declares_is_one_message() {
    let fact = |_| "---\ntitle: P\nfacts: [{metric: width, value: 3, source: survey-1900}]\n---\n".to_owned();
    let built = with_pages(lighthouses(), 6, "", fact).build();
    assert_eq!(built.codes().len(), 6);
    assert_snapshot!(digested(&built), @r"
    error[unknown-metric]: 6 facts are of the metric `width`, which is not declared
     --> content/page-00.md:3:18
      |
    3 | facts: [{metric: width, value: 3, source: survey-1900}]
      |                  ^^^^^
      |
     ::: content/page-01.md:3:18
      |
    3 | facts: [{metric: width, value: 3, source: survey-1900}]
      |                  -----
      |
     ::: content/page-02.md:3:18
      |
    3 | facts: [{metric: width, value: 3, source: survey-1900}]
      |                  -----
      |
      = help: declare it as `[metrics.width]` in `content/metrics.toml`, or give this fact a `label`
      = help: `--all` shows every one of them
    ");
}

#[test]
fn entities_that_nothing_mentions_are_counted_in_one_message() {
    let built =
        with_pages(lighthouses(), 30, "companies/", |number| format!("---\ntitle: C{number}\n---\n")).build();
    assert_eq!(built.codes().len(), 30);
    assert_snapshot!(digested(&built), @r"
    warning[orphan-entity]: 30 companies that nothing mentions
     --> content/companies/page-00.md:2:8
      |
    2 | title: C0
      |        ^^
      |
     ::: content/companies/page-01.md:2:8
      |
    2 | title: C1
      |        --
      |
     ::: content/companies/page-02.md:2:8
      |
    2 | title: C2
      |        --
      |
      = help: mention it on a page it belongs to, or relate another project or company to it
      = help: `--all` shows every one of them
    ");
}

#[test]
fn of_many_of_one_kind_the_first_are_shown_and_the_others_counted() {
    let built = with_pages(lighthouses(), 25, "", |_| "---\ntitle: P\n---\n[x](y.md)\n".to_owned()).build();
    let report = digested(&built);
    assert_eq!(report.matches("there is no file").count(), 10, "{report}");
    assert!(report.contains("error[broken-link]: 15 more of this kind in 15 files"), "{report}");
    assert!(report.contains("= help: `--all` shows every one of them"), "{report}");
}

#[test]
fn annotations_begin_with_one_problem_of_each_kind() {
    let site = with_pages(lighthouses(), 25, "", |_| "---\ntitle: P\n---\n[x](y.md) [[Nobody]]\n".to_owned());
    let built = site.with("content/z.md", "---\ntitle: Z: z\n---\n").build();
    let report = render(&causes_first(&digest(&built.0.diagnostics)), &built.0.texts, Format::Github, false);
    let first: Vec<_> = report
        .lines()
        .take(3)
        .map(|line| line.split("title=").nth(1).and_then(|rest| rest.split("::").next()))
        .collect();
    assert_eq!(first, [Some("broken-link"), Some("unknown-name"), Some("bad-yaml")]);
}
