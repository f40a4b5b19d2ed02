//! What is wrong with `book.toml`, and with files that get in each other's way.

use insta::assert_snapshot;

use super::{lighthouses, report_on};
use crate::site::Site;

/// The report on a site with these settings.
fn report(toml: &str) -> String {
    let site = Site::parse("-- content/index.md --\n---\ntitle: Home\n---\n").with("book.toml", toml);
    site.build().report()
}

#[test]
fn toml_that_cannot_be_read_is_underlined_where_it_breaks() {
    assert_snapshot!(report("[book]\ntitle = Lighthouses\n"), @r"
    error[bad-toml]: this is not valid TOML: string values must be quoted, expected literal string
     --> book.toml:2:9
      |
    2 | title = Lighthouses
      |         ^^^^^^^^^^^
    ");
}

#[test]
fn a_key_that_stands_twice_in_toml_is_underlined() {
    assert_snapshot!(report("[book]\ntitle = \"A\"\ntitle = \"B\"\n"), @r#"
    error[duplicate-key]: this key stands twice in its table
     --> book.toml:3:1
      |
    3 | title = "B"
      | ^^^^^
    "#);
}

#[test]
fn a_misspelt_setting_gets_the_nearest_one() {
    assert_snapshot!(report("[book]\ntitle = \"A\"\nlangage = \"en\"\n"), @r#"
    error[unknown-key]: the key `langage` has no meaning here
     --> book.toml:3:1
      |
    3 | langage = "en"
      | ^^^^^^^
      |
      = help: did you mean `language`?
    "#);
}

#[test]
fn a_site_without_a_title_is_told_so() {
    assert_snapshot!(report("[book]\nlanguage = \"en\"\n"), @r"
    error[missing-key]: the key `title` is missing
     --> book.toml:1:1
      |
    1 | [book]
      | ^
      |
      = help: add `title = …`
    ");
}

#[test]
fn settings_without_a_book_are_told_so() {
    assert_snapshot!(report(""), @r"
    error[missing-key]: the table `[book]` with a `title` is missing
     --> book.toml:1:1
      |
    1 |
      | ^
    ");
}

#[test]
fn an_address_that_is_none_is_shown_how_to_write_one() {
    assert_snapshot!(report("[book]\ntitle = \"A\"\n\n[output.html]\nsite-url = \"example.org\"\n"), @r#"
    error[bad-value]: `example.org` is not the address of a site
     --> book.toml:5:12
      |
    5 | site-url = "example.org"
      |            ^^^^^^^^^^^^^
      |
      = help: write `https://host/path/`, or `/path/` if the host is not known
    "#);
}

#[test]
fn a_metric_of_no_format_gets_the_formats() {
    assert_snapshot!(
        report("[book]\ntitle = \"A\"\n\n[metrics.height]\nlabel = \"Height\"\nformat = \"metres\"\n"), @r#"
    error[bad-value]: `format` cannot be `metres`
     --> book.toml:6:10
      |
    6 | format = "metres"
      |          ^^^^^^^^
      |
      = help: it is one of `number`, `percent`, `money-usd`, `date`, `name`, `text`
    "#
    );
}

#[test]
fn an_error_cannot_be_allowed() {
    assert_snapshot!(report("[book]\ntitle = \"A\"\n\n[check]\nbroken-link = \"allow\"\n"), @r#"
    error[unknown-key]: `broken-link` is not a check whose level can be set
     --> book.toml:5:1
      |
    5 | broken-link = "allow"
      | ^^^^^^^^^^^
      |
      = help: did you mean `broken-table`?
    "#);
}

#[test]
fn a_column_of_no_metric_gets_the_nearest_one() {
    assert_snapshot!(
        report(
            "[book]\ntitle = \"A\"\n\n[directory]\nprojects = [\"heigt\"]\n\n[metrics.height]\nlabel = \"H\"\n"
        ), @r#"
    error[unknown-metric]: no metric is called `heigt`
     --> book.toml:5:13
      |
    5 | projects = ["heigt"]
      |             ^^^^^^^
      |
      = help: did you mean `height`?
    "#
    );
}

#[test]
fn a_colour_theme_that_does_not_exist_gets_the_nearest_one() {
    let report = report("[book]\ntitle = \"A\"\n\n[highlight]\nlight = \"InspiredGithub\"\n");
    assert!(report.contains("did you mean `InspiredGitHub`?"), "{report}");
}

#[test]
fn an_alias_at_the_address_of_a_page_is_shown_with_the_page() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\naliases: [/projects/skerryvore/]\n---\n"), @r"
    error[duplicate-url]: two things claim the address `/projects/skerryvore/`: the page `content/projects/skerryvore.md` and the alias `/projects/skerryvore/` of `content/a.md`
     --> content/a.md:3:11
      |
    3 | aliases: [/projects/skerryvore/]
      |           ^^^^^^^^^^^^^^^^^^^^^ claimed here
      |
     ::: content/projects/skerryvore.md:2:8
      |
    2 | title: Skerryvore
      |        ---------- and here
      |
      = help: rename a file, or take an alias away; case does not tell addresses apart
    ");
}

#[test]
fn a_file_at_the_address_of_a_page_is_shown_with_the_page() {
    let site = lighthouses().with("static/projects/skerryvore/index.html", "mine");
    assert_snapshot!(site.build().report(), @r"
    error[duplicate-url]: two things claim the address `/projects/skerryvore/index.html`: the page `content/projects/skerryvore.md` and the file `static/projects/skerryvore/index.html`
     --> static/projects/skerryvore/index.html
      |
     ::: content/projects/skerryvore.md:2:8
      |
    2 | title: Skerryvore
      |        ---------- and here
      |
      = help: rename a file, or take an alias away; case does not tell addresses apart
    ");
}

#[test]
fn a_number_of_entries_below_zero_is_refused() {
    let report = report("[book]\ntitle = \"A\"\n\n[feed]\nlimit = -1\n");
    assert!(report.contains("error[bad-value]") && report.contains("book.toml:5:9"), "{report}");
}

#[test]
fn two_files_of_one_address_are_named_together() {
    let site = lighthouses()
        .with("static/projects/a.png", "PNG")
        .with("content/projects/a.png", "another PNG")
        .with("content/A b/x.txt", "one")
        .with("content/a-b/x.txt", "other");
    assert_snapshot!(site.build().report(), @r"
    error[duplicate-url]: two things claim the address `/a-b/x.txt`: the file `content/A b/x.txt` and the file `content/a-b/x.txt`
    --> content/a-b/x.txt
    ::: content/A b/x.txt
     = help: rename a file, or take an alias away; case does not tell addresses apart

    error[duplicate-url]: two things claim the address `/projects/a.png`: the file `static/projects/a.png` and the file `content/projects/a.png`
    --> content/projects/a.png
    ::: static/projects/a.png
     = help: rename a file, or take an alias away; case does not tell addresses apart
    ");
}

#[test]
fn a_custom_domain_is_the_bare_name_of_a_host() {
    assert_snapshot!(
        report("[book]\ntitle = \"A\"\n[output.html]\ncname = \"https://www.example.net/lamps\"\n"), @r#"
    error[bad-value]: `https://www.example.net/lamps` is not the name of a host
     --> book.toml:4:9
      |
    4 | cname = "https://www.example.net/lamps"
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: write `www.example.net`
    "#);
    for wrong in ["a.org\\nb.org", "<script>", "a b", "a/../b", "bücher.example"] {
        let report = report(&format!("[book]\ntitle = \"A\"\n[output.html]\ncname = \"{wrong}\"\n"));
        assert!(report.contains("error[bad-value]") && report.contains("book.toml:4:9"), "{wrong}: {report}");
    }
}

#[test]
fn a_custom_domain_and_the_address_of_the_site_agree() {
    let settings = |url: &str| {
        let table = format!("[output.html]\ncname = \"www.example.net\"\nsite-url = \"{url}\"\n");
        report(&format!("[book]\ntitle = \"A\"\n{table}"))
    };
    assert_snapshot!(settings("https://example.org/lamps/"), @r#"
    error[bad-value]: `cname` says that the site stands at `www.example.net`, and `site-url` says otherwise
     --> book.toml:5:12
      |
    5 | site-url = "https://example.org/lamps/"
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
     ::: book.toml:4:9
      |
    4 | cname = "www.example.net"
      |         ----------------- the custom domain
      |
      = help: write `site-url = "https://www.example.net/"`, or take `cname` away
    "#);
    assert!(settings("/lamps/").contains("bad-value"));
    assert_eq!((settings("https://www.example.net/"), settings("/")), (String::new(), String::new()));
}

#[test]
fn a_setting_of_another_generator_gets_the_one_that_means_the_same_here() {
    let cases = [
        ("base_url = \"https://example.org\"", "`site-url` below `[output.html]`"),
        ("baseURL = \"https://example.org\"", "`site-url` below `[output.html]`"),
        ("title = \"A\"", "`title` below `[book]`"),
        ("languageCode = \"en\"", "`language` below `[book]`"),
        ("[params]\na = 1", "`extra`"),
        ("[output.html]\ndefault-theme = \"dark\"", "`static/css/site.css`"),
    ];
    for (setting, name) in cases {
        let (first, then) = if setting.starts_with('[') { ("", setting) } else { (setting, "") };
        let report = report(&format!("{first}\n[book]\ntitle = \"A\"\n{then}\n"));
        assert!(report.contains(name), "{setting}: {report}");
        assert_eq!(report.matches("error[").count(), 1, "{setting}: {report}");
    }
}
