//! Relations, uses, names in other languages, and events of several pages: what is wrong with them.

use insta::assert_snapshot;

use super::{lighthouses, report_on};

/// The report on a project with this line of front matter.
fn report_on_project(line: &str) -> String {
    report_on("content/projects/a.md", format!("---\ntitle: A\n{line}\n---\n[[Skerryvore]]\n"))
}

/// The report on a company with this line of front matter, which `Skerryvore` is developed by.
fn report_on_company(line: &str) -> String {
    report_on("content/companies/northern-board.md", format!("---\ntitle: Northern Board\n{line}\n---\n"))
}

#[test]
fn a_relation_that_says_nothing_behind_for_is_underlined() {
    let line = "companies: [{company: northern-board, role: user, for: , since: 1900}]";
    assert_snapshot!(report_on_project(line), @r"
    error[bad-value]: `for` says nothing
     --> content/projects/a.md:3:51
      |
    3 | companies: [{company: northern-board, role: user, for: , since: 1900}]
      |                                                   ^^^
      |
      = help: say what it is used for, or take `for` away
    ");
}

#[test]
fn a_source_of_a_relation_that_is_not_there_is_underlined() {
    let line = "companies: [{company: northern-board, for: light, source: survey-1901, at: p. 3}]";
    assert_snapshot!(report_on_project(line), @r"
    error[unknown-source]: no source has the slug `survey-1901`
     --> content/projects/a.md:3:59
      |
    3 | companies: [{company: northern-board, for: light, source: survey-1901, at: p. 3}]
      |                                                           ^^^^^^^^^^^
      |
      = help: did you mean `survey-1900`?
    ");
}

#[test]
fn a_place_without_a_source_is_underlined_in_a_relation_and_in_a_use() {
    assert_snapshot!(report_on_project("companies: [{company: northern-board, at: p. 3}]"), @r"
    error[missing-key]: `at` says where in a source it stands, and there is none
     --> content/projects/a.md:3:43
      |
    3 | companies: [{company: northern-board, at: p. 3}]
      |                                           ^^^^
      |
      = help: add `source:` with the slug of a page in `content/sources/`
    ");
    assert_snapshot!(report_on_company("uses: [{what: Light, at: p. 3}]"), @r"
    error[missing-key]: `at` says where in a source it stands, and there is none
     --> content/companies/northern-board.md:3:26
      |
    3 | uses: [{what: Light, at: p. 3}]
      |                          ^^^^
      |
      = help: add `source:` with the slug of a page in `content/sources/`
    ");
}

#[test]
fn what_a_page_is_about_is_no_relation_that_could_say_what_for() {
    let line = "companies: [{company: northern-board, for: light}]";
    assert_snapshot!(report_on("content/a.md", format!("---\ntitle: A\n{line}\n---\n")), @r"
    error[unknown-key]: the key `for` has no meaning here
     --> content/a.md:3:39
      |
    3 | companies: [{company: northern-board, for: light}]
      |                                       ^^^
      |
      = help: the keys are `company`, `role`
    ");
}

#[test]
fn what_both_ends_say_of_a_relation_is_reported_once() {
    let project = "companies: [northern-board]";
    let site = lighthouses().edit(
        "content/projects/skerryvore.md",
        project,
        "companies: [{company: northern-board, role: user, for: light}]",
    );
    let company =
        "---\ntitle: Northern Board\nprojects:\n  - {project: skerryvore, role: user, since: 1900}\n---\n";
    assert_snapshot!(site.with("content/companies/northern-board.md", company).build().report(), @r"
    error[bad-value]: `Northern Board` says as well what this relation is for
     --> content/projects/skerryvore.md:3:23
      |
    3 | companies: [{company: northern-board, role: user, for: light}]
      |                       ^^^^^^^^^^^^^^
      |
     ::: content/companies/northern-board.md:4:15
      |
    4 |   - {project: skerryvore, role: user, since: 1900}
      |               ---------- and here
      |
      = help: say it on one of the two pages
    ");
}

#[test]
fn a_use_without_words_is_reported_at_its_first_key() {
    assert_snapshot!(report_on_company("uses: [{since: 1900}]"), @r"
    error[missing-key]: the key `what` is missing
     --> content/companies/northern-board.md:3:9
      |
    3 | uses: [{since: 1900}]
      |         ^^^^^
      |
      = help: add `what: …`
    ");
}

#[test]
fn a_relation_to_nobody_is_reported_at_its_first_key() {
    let lines = "companies:\n  - role: user\n    since: 1900\n  - {role: host}";
    assert_snapshot!(report_on_project(lines), @r"
    error[missing-key]: the key `company` is missing
     --> content/projects/a.md:4:5
      |
    4 |   - role: user
      |     ^^^^
      |
      = help: add `company: …`

    error[missing-key]: the key `company` is missing
     --> content/projects/a.md:6:6
      |
    6 |   - {role: host}
      |      ^^^^
      |
      = help: add `company: …`
    ");
}

#[test]
fn a_figure_of_a_use_that_does_not_exist_is_underlined() {
    assert_snapshot!(report_on_company("uses: [{what: Light, figure: skerryvore#width}]"), @r"
    error[unknown-figure]: `Skerryvore` has no fact `width`
     --> content/companies/northern-board.md:3:30
      |
    3 | uses: [{what: Light, figure: skerryvore#width}]
      |                              ^^^^^^^^^^^^^^^^
    ");
    assert_snapshot!(report_on_company("uses: [{what: Light, figure: skerryvore#height@1901}]"), @r"
    error[unknown-figure]: `Skerryvore` has no `height` for `1901`
     --> content/companies/northern-board.md:3:30
      |
    3 | uses: [{what: Light, figure: skerryvore#height@1901}]
      |                              ^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: behind `@` can stand `1844`, `survey-1900`
    ");
    assert_snapshot!(report_on_company("uses: [{what: Light, figure: skerrivore#height}]"), @r"
    error[unknown-name]: no page is called `skerrivore`
     --> content/companies/northern-board.md:3:30
      |
    3 | uses: [{what: Light, figure: skerrivore#height}]
      |                              ^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `Skerryvore`?
    ");
    assert_eq!(report_on_company("uses: [{what: Light, figure: skerryvore#height@1844}, More light]"), "");
}

#[test]
fn a_name_that_leads_nowhere_hides_no_other_of_its_file() {
    let uses = "uses: [{what: Light, figure: skerrivore#height}, {what: Fog, figure: \"#width\"}]";
    assert_snapshot!(report_on_company(uses), @r##"
    error[unknown-name]: no page is called `skerrivore`
     --> content/companies/northern-board.md:3:30
      |
    3 | uses: [{what: Light, figure: skerrivore#height}, {what: Fog, figure: "#width"}]
      |                              ^^^^^^^^^^^^^^^^^
      |
      = help: did you mean `Skerryvore`?

    error[unknown-figure]: `Northern Board` has no fact `width`
     --> content/companies/northern-board.md:3:71
      |
    3 | uses: [{what: Light, figure: skerrivore#height}, {what: Fog, figure: "#width"}]
      |                                                                       ^^^^^^
    "##);
}

#[test]
fn a_name_in_a_language_that_is_none_is_underlined() {
    assert_snapshot!(report_on_company("names: {chinese: 北方局, zh-Hant: 北方局}"), @r"
    error[bad-value]: `chinese` is no tag of a language
     --> content/companies/northern-board.md:3:9
      |
    3 | names: {chinese: 北方局, zh-Hant: 北方局}
      |         ^^^^^^^
      |
      = help: write one of BCP 47: `zh`, `ko`, `pt-BR`, `zh-Hant`
    ");
}

#[test]
fn two_companies_of_one_name_in_another_language_are_reported() {
    let other = "---\ntitle: Southern Board\nnames: {zh: 灯塔局}\n---\n[[Skerryvore]]\n";
    let own = "---\ntitle: Northern Board\nnames: {zh: 灯塔局}\n---\n[[Southern Board]]\n";
    let site = lighthouses().with("content/companies/southern-board.md", other);
    assert_snapshot!(site.with("content/companies/northern-board.md", own).build().report(), @r"
    error[duplicate-name]: two pages of the kind company are called `灯塔局`
     --> content/companies/southern-board.md:3:13
      |
    3 | names: {zh: 灯塔局}
      |             ^^^^^^ called so here
      |
     ::: content/companies/northern-board.md:3:13
      |
    3 | names: {zh: 灯塔局}
      |             ------ and here
      |
      = help: rename one of them, or take the alias away
    ");
}

#[test]
fn a_page_that_an_event_did_not_happen_to_is_underlined() {
    let report = |on: &str| report_on_company(&format!("events: [{{date: 1900, text: Lit, on: [{on}]}}]"));
    assert_snapshot!(report("skerrivore"), @r"
    error[unknown-name]: no project, company or domain has the slug `skerrivore`
     --> content/companies/northern-board.md:3:39
      |
    3 | events: [{date: 1900, text: Lit, on: [skerrivore]}]
      |                                       ^^^^^^^^^^
      |
      = help: did you mean `skerryvore`?
    ");
    assert_snapshot!(report("northern-board"), @r"
    error[bad-value]: `northern-board` is the page that the event stands on
     --> content/companies/northern-board.md:3:39
      |
    3 | events: [{date: 1900, text: Lit, on: [northern-board]}]
      |                                       ^^^^^^^^^^^^^^
      |
      = help: `on` lists the others: take it away
    ");
    let site = lighthouses()
        .with("content/companies/skerryvore.md", "---\ntitle: Skerryvore & Sons\n---\n")
        .with("content/a.md", "---\ntitle: A\nevents: [{date: 1900, text: Lit, on: [skerryvore]}]\n---\n");
    assert_snapshot!(site.build().report(), @r"
    error[ambiguous-name]: several pages have the slug `skerryvore`
     --> content/a.md:3:39
      |
    3 | events: [{date: 1900, text: Lit, on: [skerryvore]}]
      |                                       ^^^^^^^^^^
      |
      = help: say which: `projects/skerryvore`, `companies/skerryvore`

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
    assert_eq!(report("skerryvore"), "");
    assert_eq!(report("projects/skerryvore"), "");
}
