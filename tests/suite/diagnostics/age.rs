//! Ages of figures, and facts that are entered twice.

use insta::assert_snapshot;

use super::{lighthouses, report_on};

#[test]
fn a_span_of_time_that_is_none_is_underlined_in_settings_and_metrics() {
    let report = |line: &str| lighthouses().edit("book.toml", "unit = \"metres\"", line).build().report();
    assert_snapshot!(report("unit = \"metres\"\nmax-age = \"36 moons\""), @r#"
    error[bad-value]: `36 moons` is no span of time
     --> book.toml:7:11
      |
    7 | max-age = "36 moons"
      |           ^^^^^^^^^^
      |
      = help: write a number of months or years: `"36 months"`, `"5 years"`
    "#);
    assert_snapshot!(report("unit = \"metres\"\n\n[facts]\nmax-age = \"3.5 years\""), @r#"
    error[bad-value]: `3.5 years` is no span of time
     --> book.toml:9:11
      |
    9 | max-age = "3.5 years"
      |           ^^^^^^^^^^^
      |
      = help: write a number of months or years: `"36 months"`, `"5 years"`
    "#);
    assert_snapshot!(report("unit = \"metres\"\n\n[build]\nas-of = \"soon\""), @r#"
    error[bad-date]: `as-of` is not a date: `soon`
     --> book.toml:9:9
      |
    9 | as-of = "soon"
      |         ^^^^^^
      |
      = help: write `2016`, `2016-04` or `2016-04-11`
    "#);
}

#[test]
fn what_is_compared_takes_yes_or_no_and_a_number() {
    let report = |line: &str| {
        let line = format!("unit = \"metres\"\n{line}");
        lighthouses().edit("book.toml", "unit = \"metres\"", &line).build().report()
    };
    assert_snapshot!(report("comparable = \"no\""), @r#"
    error[wrong-type]: `comparable` takes `true` or `false`, not a text
     --> book.toml:7:14
      |
    7 | comparable = "no"
      |              ^^^^
      |
      = help: write `false` without quotes
    "#);
    assert_snapshot!(report("[facts]\nmin-exact = -1"), @r"
    error[bad-value]: `min-exact` takes a whole number from 0 up
     --> book.toml:8:13
      |
    8 | min-exact = -1
      |             ^^
    ");
}

#[test]
fn a_verification_says_who_and_when() {
    let fact = "{metric: height, value: 1, as-of: 1900, source: survey-1900, verified: [{by: A. Keeper}, {at: 1901}]}";
    assert_snapshot!(report_on("content/a.md", format!("---\ntitle: A\nfacts:\n  - {fact}\n---\n")), @r"
    error[missing-key]: the key `at` is missing
     --> content/a.md:4:78
      |
    4 |   - {metric: height, value: 1, as-of: 1900, source: survey-1900, verified: [{by: A. Keeper}, {at: 1901}]}
      |                                                                              ^^
      |
      = help: add `at: …`

    error[missing-key]: the key `by` is missing
     --> content/a.md:4:95
      |
    4 |   - {metric: height, value: 1, as-of: 1900, source: survey-1900, verified: [{by: A. Keeper}, {at: 1901}]}
      |                                                                                               ^^
      |
      = help: add `by: …`
    ");
}

#[test]
fn a_figure_that_is_old_is_reported_where_that_is_asked_for() {
    let old = "unit = \"metres\"\nmax-age = \"5 years\"\n\n[build]\nas-of = \"1851\"\n\n[check]\nstale-figure = \"warn\"";
    let site = lighthouses().edit("book.toml", "unit = \"metres\"", old);
    assert_snapshot!(site.clone().build().report(), @r"
    warning[stale-figure]: the figure `height` is 6 years old
     --> content/projects/skerryvore.md:5:14
      |
    5 |   - {metric: height, value: 48, as-of: 1844, source: survey-1900}
      |              ^^^^^^
      |
      = help: enter a newer one, or say under `verified` who has found it to hold
    ");
    let build = site.clone().build();
    assert!(build.main("/projects/skerryvore/").contains("<span class=\"age\">6 years old</span>"));
    let verified = "source: survey-1900, verified: [{by: A. Keeper, at: 1850-02}]";
    let renewed =
        site.clone().edit("content/projects/skerryvore.md", "source: survey-1900", verified).build();
    assert_eq!(renewed.report(), "");
    let page = renewed.main("/projects/skerryvore/");
    assert!(
        page.contains("Verified by A. Keeper, <time datetime=\"1850-02\">February 1850</time>"),
        "{page}"
    );
    assert!(!page.contains("class=\"age\""), "{page}");
    let allowed = site.edit("book.toml", "stale-figure = \"warn\"", "").build();
    assert_eq!(allowed.report(), "");
}

#[test]
fn a_fact_that_a_company_and_its_project_state_is_reported_at_the_company() {
    let fact = "facts:\n  - {metric: height, value: 48, as-of: 1844, source: survey-1900}";
    let company = |fact: &str| format!("---\ntitle: Northern Board\n{fact}\n---\n");
    assert_snapshot!(report_on("content/companies/northern-board.md", company(fact)), @r"
    warning[repeated-fact]: the project `Skerryvore` states the same figure `height`
     --> content/companies/northern-board.md:4:14
      |
    4 |   - {metric: height, value: 48, as-of: 1844, source: survey-1900}
      |              ^^^^^^
      |
     ::: content/projects/skerryvore.md:5:14
      |
    5 |   - {metric: height, value: 48, as-of: 1844, source: survey-1900}
      |              ------ and here
      |
      = help: take one away; the page of a company shows the figures of what it builds
    ");
    let other = company(&fact.replace("48", "49"));
    assert_eq!(report_on("content/companies/northern-board.md", other), "");
}

#[test]
fn a_date_that_is_written_otherwise_is_shown_as_it_is_written_here() {
    let text = "---\ntitle: A\ndate: 03/2024\nupdated: 3/4/2024\n---\n";
    let report = report_on("content/a.md", text);
    assert!(report.contains("help: write `2024-03`"), "{report}");
    assert!(report.contains("help: write `2016`, `2016-04` or `2016-04-11`"), "{report}");
}
