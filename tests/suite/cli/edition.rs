//! `edition`: states of the report that are kept.

use insta::assert_snapshot;

use super::folder::Folder;

const ENGINE: &str = r#"---
title: The "Engine"
aliases: [Engine]
companies: [maker]
facts:
  - {metric: users, label: Users, unit: users, value: 300, at-least: true, as-of: 2019, source: old}
  - {metric: users, value: {from: 8000, to: 10000}, as-of: 2026-11, source: new, note: "in all, #1"}
  - {metric: users, value: 7, as-of: 2026-11, source: old}
events:
  - {date: 2018-04, text: First release, on: [maker], source: old}
---
Text.
"#;

/// A report with a figure of 2019 and a newer one, an event, and a source of each year.
fn report() -> Folder {
    let folder = Folder::sound();
    folder.write("content/projects/engine.md", ENGINE);
    folder.write("content/sources/old.md", "---\ntitle: Old survey\ndate: 2019-06\n---\n");
    folder.write("content/sources/new.md", "---\ntitle: New survey\ndate: 2026-11-02\n---\n");
    folder
}

#[test]
fn an_edition_has_a_line_for_each_page_figure_and_event() {
    let folder = report();
    assert_snapshot!(folder.run(&["edition", "2026-11", "--title", "Autumn", "--note", "The \"first\" one"]), @"
    exit code 0
    --- stdout
    editions/2026-11.toml
    --- stderr
    edition 2026-11, 2 November 2026: 5 pages, 3 figures, 1 event; digest fcfbbd1c5e600eb36fdb2d59fad257d4ba596a0a8f59b0018cb4163d1c2e25cd
    ");
    assert_snapshot!(folder.read("editions/2026-11.toml"), @r#"
    # An edition of the report, written by `fieldbook edition`: one line for each page, figure and event.
    # `title` and `note` may be changed; `digest` stands for everything from the line `date` on.
    title = "Autumn"
    note = "The \"first\" one"
    digest = "fcfbbd1c5e600eb36fdb2d59fad257d4ba596a0a8f59b0018cb4163d1c2e25cd"
    date = "2026-11-02"

    [pages]
    "/chapters/one/" = {kind = "chapter", title = "One", digest = "d833094f0d9d87fe"}
    "/companies/maker/" = {kind = "company", title = "Maker", digest = "3786d3be78a979b0"}
    "/projects/engine/" = {kind = "project", title = "The \"Engine\"", digest = "f00bb938d21d504b"}
    "/sources/new/" = {kind = "source", title = "New survey", digest = "7a9c87b80ea16bdf"}
    "/sources/old/" = {kind = "source", title = "Old survey", digest = "1f488ad5fcb74364"}

    [facts]
    "/projects/engine/#users.2019.old" = {metric = "users", value = "at least 300 users", amount = 300, date = "2019", source = "old", digest = "85a2a649689a26df"}
    "/projects/engine/#users.2026-11.new" = {metric = "users", value = "8,000–10,000 users", amount = [8000, 10000], date = "2026-11", source = "new", note = "in all, #1", disputed = true, digest = "74b0b772bde252f1"}
    "/projects/engine/#users.2026-11.old" = {metric = "users", value = "7 users", amount = 7, date = "2026-11", source = "old", disputed = true, digest = "1c65f62f15720f1e"}

    [events]
    "/projects/engine/#event.2018-04" = {date = "2018-04", text = "First release", source = "old"}
    "#);
    folder.succeed(&["check"]);
}

#[test]
fn the_same_report_makes_the_same_edition() {
    let folder = report();
    folder.succeed(&["edition", "one"]);
    folder.succeed(&["edition", "two"]);
    assert_eq!(folder.read("editions/one.toml"), folder.read("editions/two.toml"));
}

#[test]
fn an_edition_as_of_a_date_holds_what_was_said_by_then() {
    let folder = report();
    folder.succeed(&["edition", "then", "--as-of", "2019-12"]);
    assert_snapshot!(folder.read("editions/then.toml"), @r#"
    # An edition of the report, written by `fieldbook edition`: one line for each page, figure and event.
    # `title` and `note` may be changed; `digest` stands for everything from the line `date` on.
    digest = "4d6399b5efce6d2c83d18ce04f6b5f79bf8abc167c577bad7ca52c2626d6e795"
    date = "2019-12"

    [pages]
    "/companies/maker/" = {kind = "company", title = "Maker"}
    "/projects/engine/" = {kind = "project", title = "The \"Engine\""}
    "/sources/old/" = {kind = "source", title = "Old survey"}

    [facts]
    "/projects/engine/#users.2019.old" = {metric = "users", value = "at least 300 users", amount = 300, date = "2019", source = "old", digest = "85a2a649689a26df"}

    [events]
    "/projects/engine/#event.2018-04" = {date = "2018-04", text = "First release", source = "old"}
    "#);
}

#[test]
fn an_edition_that_exists_stays_as_it_is() {
    let folder = report();
    folder.succeed(&["edition", "2026-11"]);
    let before = folder.tree("editions");
    assert_snapshot!(folder.run(&["edition", "2026-11", "--title", "Another"]), @"
    exit code 2
    --- stderr
    error: there is an edition `2026-11` already, and it stays as it is: choose another name, or remove `editions/2026-11.toml` if it was never published
    ");
    assert_eq!(folder.tree("editions"), before);
}

#[test]
fn the_name_of_an_edition_can_stand_in_an_address() {
    let folder = report();
    assert_snapshot!(folder.run(&["edition", "November 2026"]), @"
    exit code 2
    --- stderr
    error: `November 2026` cannot be the name of an edition, which is small letters, digits and hyphens: write `november-2026`
    ");
    assert!(folder.fail(2, &["edition", "../2026"]).contains("write `2026`"));
    assert!(folder.fail(2, &["edition", "…"]).contains("cannot be the name of an edition"));
    assert!(folder.fail(2, &["edition", "con"]).contains("Windows can have no such folder"));
    assert!(
        folder.fail(2, &["edition", "a", "--date", "yesterday"]).contains("`--date yesterday` is not a date")
    );
    assert!(!folder.has("editions"));
}

#[test]
fn a_report_with_errors_makes_no_edition() {
    let folder = Folder::faulty();
    let said = folder.fail(1, &["edition", "2026-11", "--date", "2026-11"]);
    assert!(said.contains("error[unknown-company]") && said.ends_with("no edition was made\n"), "{said}");
    assert!(!folder.has("editions"));
    folder.write("content/projects/engine.md", "---\ntitle: Engine\ncompanies: [maker]\n---\nText<i>\n");
    assert!(folder.fail(1, &["edition", "a", "--date", "2026", "--deny-warnings"]).contains("raw-html"));
    folder.succeed(&["edition", "a", "--date", "2026"]);
}

#[test]
fn an_edition_of_a_report_without_dates_is_given_one() {
    let folder = Folder::sound();
    assert_snapshot!(folder.run(&["edition", "first"]), @"
    exit code 2
    --- stderr
    error: nothing in the report bears a date: give the edition one with `--date 2026-11`
    ");
    folder.succeed(&["edition", "first", "--date", "2026"]);
    assert!(folder.read("editions/first.toml").contains("\ndate = \"2026\"\n"));
}
