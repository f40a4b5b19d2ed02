//! What is said where there is no site yet.

use insta::assert_snapshot;

use super::folder::Folder;

#[test]
fn without_book_toml_there_is_no_site() {
    let folder = Folder::new();
    folder.write("notes.txt", "mine");
    for command in ["build", "check", "clean"] {
        folder.fail(2, &[command]);
    }
    assert_snapshot!(folder.run(&["build"]), @r#"
    exit code 2
    --- stderr
    error: in `.`: there is no `book.toml` in this folder: it is not the root of a Fieldbook site

    help: `fieldbook init` writes a small report to start from; by hand, a site starts with two files:

      book.toml
          [book]
          title = "The title of the report"

      content/index.md
          ---
          title: Home
          ---
          The first words.
    "#);
    assert_eq!(folder.names(), ["notes.txt"]);
}

#[test]
fn a_folder_without_pages_is_told_how_to_start() {
    let folder = Folder::new();
    folder.write("book.toml", "");
    assert_snapshot!(folder.run(&["check"]), @r#"
    exit code 2
    --- stderr
    error: in `.`: there is no page in `content/`

    help: `fieldbook init` writes a small report to start from; by hand, a site starts with two files:

      book.toml
          [book]
          title = "The title of the report"

      content/index.md
          ---
          title: Home
          ---
          The first words.
    "#);
    assert!(folder.run(&["serve"]).contains(
        "help: `fieldbook init` writes a small report to start from; by hand, a site starts with two files:"
    ));
}
