//! Characters and dates that can be written and cannot be published.

use fieldbook::diagnostic::Format;
use insta::assert_snapshot;

use super::{lighthouses, report_on};

#[test]
fn a_character_that_no_page_can_hold_is_reported_once_at_its_first_place() {
    let page = "---\ntitle: A\u{b}B\nsummary: \"an escape \\x1b\"\n---\nOne\u{fffe} and\u{fffe} two &#11;.\n";
    let site = lighthouses().with("content/a.md", page);
    assert_snapshot!(site.build().report_as(Format::Short), @"
    content/a.md:2:9: error[forbidden-character]: no page can hold the character U+000B
    content/a.md:3:10: error[forbidden-character]: no page can hold the character U+001B
    content/a.md:5:4: error[forbidden-character]: no page can hold the character U+FFFE, 2 times
    content/a.md:5:15: error[forbidden-character]: no page can hold the character U+000B
    ");
    let settings = lighthouses().edit("book.toml", "Lighthouses", "Light\u{fffe}houses \\u0007");
    assert_snapshot!(settings.build().report_as(Format::Short), @"
    book.toml:2:9: error[forbidden-character]: no page can hold the character U+0007
    book.toml:2:15: error[forbidden-character]: no page can hold the character U+FFFE
    ");
}

#[test]
fn a_page_changed_before_it_was_published_is_reported() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\ndate: 2024-03-05\nupdated: 2023-02\n---\n"), @r"
    error[bad-date]: the page was changed on 2023-02, before it was published on 2024-03-05
     --> content/a.md:4:10
      |
    4 | updated: 2023-02
      |          ^^^^^^^
      |
      = help: `date` says when it was first published, `updated` when it was last changed
    ");
    let allowed = |dates: &str| report_on("content/a.md", format!("---\ntitle: A\n{dates}---\n"));
    assert_eq!(allowed("date: 2024-03-05\nupdated: 2024\n"), "");
    assert_eq!(allowed("date: 2024\nupdated: 2024-03\n"), "");
}

#[test]
fn a_year_in_which_no_page_is_published_is_reported() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\ndate: 2099-01-01\n---\n"), @r"
    error[bad-date]: no page is published in the year 2099
     --> content/a.md:3:7
      |
    3 | date: 2099-01-01
      |       ^^^^^^^^^^
      |
      = help: the years from 1000 to 2050 can stand here
    ");
    let source = lighthouses().edit("content/sources/survey-1900.md", "date: 1900", "date: \"0090\"");
    assert_eq!(source.build().report(), "");
}
