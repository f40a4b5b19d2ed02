//! `[build] archive`: editions whose sites cannot be published.

use insta::assert_snapshot;

use super::archive::Report;
use super::folder::Folder;

#[test]
fn an_edition_without_a_tag_is_told_with_the_commit_that_it_was_made_in() {
    let report = Report::new();
    report.git(&["tag", "--delete", "one"]);
    assert_snapshot!(report.run(&["check"]), @"
    exit code 0
    --- stderr
    built the site of the edition two from its tag
    warning[unfrozen-edition]: the site of the edition `one` cannot be published: there is no tag `one`
     --> editions/one.toml:1:1
      |
    1 | # An edition of the report, written by `fieldbook edition`: one line for each page, figure and event.
      | ^
      |
      = help: `git fetch --tags` gets it if it is elsewhere; `git tag one [COMMIT]` names the commit that the edition was made in

    [N] pages (1 project, 1 company), 1 warning in [TIME]
    ");
    let denied = report.run(&["build", "--deny-warnings"]);
    assert!(denied.starts_with("exit code 1") && !report.folder.has("public"), "{denied}");
    report.run(&["build"]);
    assert!(report.folder.has("public/editions/two/site") && !report.folder.has("public/editions/one/site"));
    assert!(!report.page("editions/one").contains("/editions/one/site/"));
    // An edition of what was said by a date was never published as it is: it needs no tag.
    report.folder.run(&["edition", "past", "--as-of", "2020"]);
    let names = |said: &str| said.matches("cannot be published").count();
    assert_eq!(names(&report.run(&["check"])), 1);
}

#[test]
fn a_commit_that_cannot_be_built_is_told_with_its_first_error() {
    let report = Report::new();
    report.folder.write("content/companies/maker.md", "---\ntitle: Maker\nfonded: 1\n---\n");
    report.commit();
    report.git(&["tag", "--force", "one"]);
    report.git(&["tag", "--force", "two", "main~3"]);
    report.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    report.git(&["rm", "--quiet", "--cached", "-r", "."]);
    report.git(&["commit", "--quiet", "--message", "Nothing"]);
    report.git(&["tag", "--force", "two"]);
    assert_snapshot!(report.run(&["check"]), @"
    exit code 0
    --- stderr
    warning[unfrozen-edition]: the site of the edition `one` cannot be published: its commit has 1 error for this version of Fieldbook
     --> editions/one.toml:1:1
      |
    1 | # An edition of the report, written by `fieldbook edition`: one line for each page, figure and event.
      | ^
      |
      = help: the first is at content/companies/maker.md:3:1: the key `fonded` has no meaning here; `git tag --force one COMMIT` moves the tag to a commit that can be built

    warning[unfrozen-edition]: the site of the edition `two` cannot be published: there is no site in this folder at `[COMMIT]`
     --> editions/two.toml:1:1
      |
    1 | # An edition of the report, written by `fieldbook edition`: one line for each page, figure and event.
      | ^
      |
      = help: `git tag --force two COMMIT` moves the tag to a commit that can be built

    [N] pages (1 project, 1 company), 2 warnings in [TIME]
    ");
}

#[test]
fn a_site_in_no_repository_and_a_clone_without_tags_say_so_once() {
    let report = Report::new();
    let clone = Folder::new();
    let url = format!("file://{}", report.folder.path().display());
    report.git(&["clone", "--quiet", "--depth=1", "--no-tags", &url, &clone.path().to_string_lossy()]);
    assert_snapshot!(clone.run(&["check"]), @"
    exit code 0
    --- stderr
    warning[unfrozen-edition]: the sites of editions cannot be published: this clone has only the newest commits, and no tag `one`
     --> book.toml:1:1
      |
    1 | [book]
      | ^
      |
      = help: `git fetch --unshallow --tags` gets the rest, `fetch-depth: 0` in a workflow of GitHub

    [N] pages (1 project, 1 company), 1 warning in [TIME]
    ");
    std::fs::remove_dir_all(clone.join(".git")).unwrap();
    assert_snapshot!(clone.run(&["check"]), @"
    exit code 0
    --- stderr
    warning[unfrozen-edition]: the sites of editions cannot be published: `.` is in no repository of Git: `git init` makes one
     --> book.toml:1:1
      |
    1 | [book]
      | ^
      |
      = help: build within the repository of the report, or take `archive` away

    [N] pages (1 project, 1 company), 1 warning in [TIME]
    ");
}

#[test]
fn a_repository_that_git_refuses_and_a_machine_without_git_are_told_as_they_are() {
    let report = Report::new();
    let said = |variable: &str, value: &str| {
        let output = report.folder.command(&["check"]).env(variable, value).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stderr).unwrap()
    };
    let refused = said("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    assert!(refused.contains("dubious ownership") && refused.contains("safe.directory"), "{refused}");
    assert!(!refused.contains("in no repository"), "{refused}");
    let missing = said("PATH", "");
    assert!(missing.contains("the sites of editions cannot be published: cannot run `git`"), "{missing}");
}
