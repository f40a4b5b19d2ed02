//! What is wrong with the manifests of editions that were edited by hand.

use insta::assert_snapshot;

use super::lighthouses;
use crate::site::Site;

const PATH: &str = "editions/2026.toml";

fn kept() -> Site {
    let site = lighthouses().edit(
        "content/projects/skerryvore.md",
        "facts:",
        "events:\n  - {date: 1844, text: The lamp is lit}\nfacts:",
    );
    site.keeping("2026")
}

/// What is reported if these words of the manifest are others.
fn edited(from: &str, to: &str) -> String {
    kept().edit(PATH, from, to).build().report()
}

#[test]
fn a_manifest_as_it_was_written_is_right_with_any_line_ends_and_other_words_on_it() {
    assert_eq!(kept().build().report(), "");
    assert_eq!(kept().edit(PATH, "\n", "\r\n").build().report(), "");
    assert_eq!(edited("\ndigest = ", "\ntitle = \"One\"\nnote = \"Two\"\ndigest = "), "");
}

#[test]
fn a_value_that_was_changed_is_reported_at_the_digest() {
    assert_snapshot!(edited("48 metres", "49 metres"), @r#"
    warning[edited-edition]: this edition does not hold what it held when it was made: its digest is another one
     --> editions/2026.toml:3:10
      |
    3 | digest = "2fe605c5b7b96d0c1c2c4967b5b6cd1561fadb6b5003166be0bf37e3998fb8c4"
      |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: bring the file back as it was, or write `digest = "7539795ac2925da238eeab38fbe511946c295c99382256b383a1c35d5d9fb06a"` if the change is meant
    "#);
    assert!(edited("\ndate = \"1900\"", "\ndate = \"1901\"").contains("edited-edition"));
}

#[test]
fn a_name_that_windows_cannot_have_is_told_at_its_manifest() {
    let site = kept().with("editions/con.toml", kept().text(PATH));
    assert_snapshot!(site.build().report(), @r#"
    warning[unportable-name]: Windows can have no file or folder `con`, so the page of the edition `con` cannot be built there
     --> editions/con.toml:1:1
      |
    1 | # An edition of the report, written by `fieldbook edition`: one line for each page, figure and event.
      | ^
      |
      = help: give it another name, or set `unportable-name = "allow"` under `[check]` in `book.toml`
    "#);
}

#[test]
fn a_manifest_without_a_digest_is_told_which() {
    let manifest = kept();
    let text = manifest.text(PATH);
    let digest = text.lines().find(|line| line.starts_with("digest")).unwrap();
    assert_snapshot!(edited(&format!("{digest}\n"), ""), @r#"
    error[missing-key]: the key `digest` is missing
     --> editions/2026.toml:1:1
      |
    1 | # An edition of the report, written by `fieldbook edition`: one line for each page, figure and event.
      | ^
      |
      = help: write `digest = "2fe605c5b7b96d0c1c2c4967b5b6cd1561fadb6b5003166be0bf37e3998fb8c4"` above the line `date`
    "#);
}

#[test]
fn a_line_that_is_wrong_is_reported_alone() {
    assert_snapshot!(edited("metric = \"height\"", "metrik = \"height\", amount2 = 5"), @r#"
    error[unknown-key]: the key `metrik` has no meaning here
      --> editions/2026.toml:13:52
       |
    13 | "/projects/skerryvore/#height.1844.survey-1900" = {metrik = "height", amount2 = 5, value = "48 metres", amount = 48, date = "1844", ...
       |                                                    ^^^^^^
       |
       = help: did you mean `metric`?

    error[unknown-key]: the key `amount2` has no meaning here
      --> editions/2026.toml:13:71
       |
    13 | "/projects/skerryvore/#height.1844.survey-1900" = {metrik = "height", amount2 = 5, value = "48 metres", amount = 48, date = "1844", ...
       |                                                                       ^^^^^^^
       |
       = help: did you mean `amount`?
    "#);
    assert_snapshot!(edited("amount = 48", "amount = \"tall\""), @r#"
    error[bad-value]: `amount` takes a number, or the two ends of a range
      --> editions/2026.toml:13:101
       |
    13 | "/projects/skerryvore/#height.1844.survey-1900" = {metric = "height", value = "48 metres", amount = "tall", date = "1844", source = ...
       |                                                                                                     ^^^^^^
       |
       = help: write `300` or `[8, 10]`
    "#);
    assert_snapshot!(edited("text = \"The lamp is lit\"", "words = \"The lamp is lit\""), @r#"
    error[missing-key]: the key `text` is missing
      --> editions/2026.toml:16:1
       |
    16 | "/projects/skerryvore/#event.1844" = {date = "1844", words = "The lamp is lit"}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add `text = …`

    error[unknown-key]: the key `words` has no meaning here
      --> editions/2026.toml:16:54
       |
    16 | "/projects/skerryvore/#event.1844" = {date = "1844", words = "The lamp is lit"}
       |                                                      ^^^^^
       |
       = help: the keys are `date`, `text`, `source`, `prediction`
    "#);
}

#[test]
fn an_address_that_is_none_is_reported_with_one_that_is() {
    assert_snapshot!(edited("\"/companies/northern-board/\"", "\"northern-board\""), @r#"
    error[bad-value]: `northern-board` is not the address of a page
     --> editions/2026.toml:8:1
      |
    8 | "northern-board" = {kind = "company", title = "Northern Board", digest = "f41c21380dcc64e6"}
      | ^^^^^^^^^^^^^^^^
      |
      = help: write the address on the site, such as `"/projects/lamp/"`
    "#);
    assert_snapshot!(edited("\"/projects/skerryvore/#event.1844\"", "\"/projects/skerryvore/\""), @r#"
    error[bad-value]: `/projects/skerryvore/` is not the address of a figure or an event
      --> editions/2026.toml:16:1
       |
    16 | "/projects/skerryvore/" = {date = "1844", text = "The lamp is lit"}
       | ^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: write the address on the site, such as `"/projects/lamp/#height.2020.survey"`
    "#);
    assert_snapshot!(edited("\"/projects/skerryvore/#event.1844\"", "\"/projects/skerry/#event.1844\""), @r#"
    error[bad-value]: this edition has no page `/projects/skerry/`
      --> editions/2026.toml:16:1
       |
    16 | "/projects/skerry/#event.1844" = {date = "1844", text = "The lamp is lit"}
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = help: add it below `[pages]`, or correct the address
    "#);
}

#[test]
fn an_address_begins_at_the_root_and_has_no_blanks() {
    for address in ["/companies/northern board/", "/companies/\\tboard/", "companies/northern-board/"] {
        let report = edited("\"/companies/northern-board/\"", &format!("\"{address}\""));
        assert!(report.contains("is not the address of a page"), "{address}\n{report}");
    }
}

#[test]
fn an_address_that_stands_twice_is_reported() {
    let line = "\"/companies/northern-board/\" = {kind = \"company\", title = \"Northern Board\"}\n";
    assert_snapshot!(edited("[pages]\n", &format!("[pages]\n{line}")), @r#"
    error[duplicate-key]: this key stands twice in its table
     --> editions/2026.toml:9:1
      |
    9 | "/companies/northern-board/" = {kind = "company", title = "Northern Board", digest = "f41c21380dcc64e6"}
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    "#);
}

#[test]
fn a_manifest_that_is_no_toml_loses_nothing_else() {
    assert_snapshot!(edited("[pages]", "[pages"), @"
    error[bad-toml]: this is not valid TOML: unclosed table, expected `]`
     --> editions/2026.toml:6:7
      |
    6 | [pages
      |       ^
    ");
    assert_snapshot!(kept().with(PATH, "").build().report(), @r"
    error[missing-key]: the key `date` is missing
     --> editions/2026.toml:1:1
      |
    1 |
      | ^
      |
      = help: add `date = …`
    ");
    assert_snapshot!(kept().with(PATH, [0xff]).build().report(), @"
    error[not-utf8]: the file is not UTF-8
     --> editions/2026.toml:1:1
      |
    1 | �
      | ^
      |
      = help: save it as UTF-8
    ");
}

#[test]
fn a_file_that_is_no_manifest_is_reported() {
    let site = lighthouses().with("editions/Autumn 2026.toml", "").with("editions/old/2021.toml", "");
    assert_snapshot!(site.with("editions/README.md", "").build().report(), @"
    error[bad-name]: `editions/` holds the manifests of editions, called `NAME.toml`, and nothing else
     --> editions/Autumn 2026.toml:1:1
      |
    1 |
      | ^
      |
      = help: rename it to `autumn-2026.toml`: a name is small letters, digits and hyphens

    error[bad-name]: `editions/` holds the manifests of editions, called `NAME.toml`, and nothing else
     --> editions/README.md:1:1
      |
    1 |
      | ^
      |
      = help: put it into another folder

    error[bad-name]: `editions/` holds the manifests of editions, called `NAME.toml`, and nothing else
     --> editions/old/2021.toml:1:1
      |
    1 |
      | ^
      |
      = help: put it into another folder
    ");
}
