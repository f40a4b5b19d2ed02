//! What is wrong between the `---` lines.

use fieldbook::diagnostic::Format;
use insta::assert_snapshot;

use super::{lighthouses, report_on};

#[test]
fn yaml_that_cannot_be_read_is_underlined_where_it_breaks() {
    assert_snapshot!(report_on("content/a.md", "---\nsummary: fine\ntitle: Eddystone: a tower\n---\n"), @r"
    error[bad-yaml]: this is not valid YAML: mapping values are not allowed in this context
     --> content/a.md:3:17
      |
    3 | title: Eddystone: a tower
      |                 ^
      |
      = help: a text that holds `: ` or starts with a special character needs quotes
    ");
}

#[test]
fn yaml_with_an_open_bracket_is_reported_with_its_place() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\ntags: [stone, iron\n---\nProse.\n"), @r"
    error[bad-yaml]: this is not valid YAML: unclosed bracket '['
     --> content/a.md:3:7
      |
    3 | tags: [stone, iron
      |       ^^^^^^^^^^^^
    ");
}

#[test]
fn a_tab_in_yaml_is_reported_with_its_place() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\nextra:\n\tx: 1\n---\n"), @r"
    error[bad-yaml]: this is not valid YAML: tabs disallowed within this context (block indentation)
     --> content/a.md:4:2
      |
    4 |     x: 1
      |     ^
      |
      = help: indent with blanks, not with tabs
    ");
}

#[test]
fn a_file_that_is_not_utf8_is_underlined_at_the_first_wrong_byte() {
    assert_snapshot!(report_on("content/a.md", b"---\ntitle: Caf\xe9\n---\n"), @r"
    error[not-utf8]: the file is not UTF-8
     --> content/a.md:2:11
      |
    2 | title: Caf�
      |           ^
      |
      = help: save it as UTF-8
    ");
}

#[test]
fn a_page_without_front_matter_is_shown_how_to_start() {
    assert_snapshot!(report_on("content/a.md", "# A lighthouse\n\nProse.\n"), @r"
    error[missing-front-matter]: the page has no front matter
     --> content/a.md:1:1
      |
    1 | # A lighthouse
      | ^^^^^^^^^^^^^^
      |
      = help: start the file with `---`, `title: …` and `---`, each on a line of its own
    ");
}

#[test]
fn an_empty_file_has_no_front_matter() {
    assert_snapshot!(report_on("content/a.md", ""), @r"
    error[missing-front-matter]: the page has no front matter
     --> content/a.md:1:1
      |
    1 |
      | ^
      |
      = help: start the file with `---`, `title: …` and `---`, each on a line of its own
    ");
}

#[test]
fn front_matter_without_an_end_is_underlined_at_its_start() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\n\nProse.\n"), @r"
    error[unclosed-front-matter]: the front matter that starts here has no end
     --> content/a.md:1:1
      |
    1 | ---
      | ^^^
      |
      = help: end it with a line that holds `---` and nothing else
    ");
}

#[test]
fn a_key_that_stands_twice_is_underlined_the_second_time() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\norder: 1\ntitle: B\n---\n"), @r"
    error[duplicate-key]: the key `title` stands twice in this map
     --> content/a.md:4:1
      |
    4 | title: B
      | ^^^^^
    ");
}

#[test]
fn a_misspelt_key_gets_the_nearest_one() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\nsumary: A tower\n---\n"), @r"
    error[unknown-key]: the key `sumary` has no meaning here
     --> content/a.md:3:1
      |
    3 | sumary: A tower
      | ^^^^^^
      |
      = help: did you mean `summary`?
    ");
}

#[test]
fn a_key_that_is_like_none_is_told_where_own_keys_go() {
    assert_snapshot!(report_on("content/chapters/a.md", "---\ntitle: A\nzzz: 1\n---\n"), @r"
    error[unknown-key]: the key `zzz` has no meaning here
     --> content/chapters/a.md:3:1
      |
    3 | zzz: 1
      | ^^^
      |
      = help: keys of your own, for templates, go below `extra`
    ");
}

#[test]
fn a_missing_title_is_reported_at_the_first_key() {
    assert_snapshot!(report_on("content/a.md", "---\nsummary: A tower\n---\n"), @r"
    error[missing-key]: the key `title` is missing
     --> content/a.md:2:1
      |
    2 | summary: A tower
      | ^
      |
      = help: add `title: …`
    ");
}

#[test]
fn empty_front_matter_lacks_a_title() {
    assert_snapshot!(report_on("content/a.md", "---\n---\nProse.\n"), @r"
    error[missing-key]: the key `title` is missing
     --> content/a.md:2:1
      |
    2 | ---
      | ^
    ");
}

#[test]
fn a_fact_without_a_value_is_reported_at_the_fact() {
    let facts = "---\ntitle: A\nfacts:\n  - {metric: height, source: survey-1900}\n---\n";
    assert_snapshot!(report_on("content/a.md", facts), @r"
    error[missing-key]: the key `value` is missing
     --> content/a.md:4:6
      |
    4 |   - {metric: height, source: survey-1900}
      |      ^^^^^^
      |
      = help: add `value: …`
    ");
}

#[test]
fn a_value_of_the_wrong_type_is_told_both_types() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\ntags: stone\n---\n"), @r"
    error[wrong-type]: `tags` takes a list, not a text
     --> content/a.md:3:7
      |
    3 | tags: stone
      |       ^^^^^
      |
      = help: write `[stone]`
    ");
}

#[test]
fn a_map_where_a_text_is_wanted_is_told_both_types() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: {en: A}\n---\n"), @r"
    error[wrong-type]: `title` takes a text, not a map
     --> content/a.md:2:8
      |
    2 | title: {en: A}
      |        ^
    ");
}

#[test]
fn a_word_that_is_no_role_gets_the_nearest_one() {
    let text = "---\ntitle: A\ncompanies:\n  - {company: northern-board, role: sponser}\n---\n";
    assert_snapshot!(report_on("content/projects/a.md", text), @r"
    error[bad-value]: `role` cannot be `sponser`
     --> content/projects/a.md:4:37
      |
    4 |   - {company: northern-board, role: sponser}
      |                                     ^^^^^^^
      |
      = help: did you mean `sponsor`?
    ");
}

#[test]
fn a_word_that_is_near_no_choice_gets_all_of_them() {
    let text = "---\ntitle: A\ncompanies: [northern-board]\nlicensing: free\n---\n";
    assert_snapshot!(report_on("content/projects/a.md", text), @r"
    error[bad-value]: `licensing` cannot be `free`
     --> content/projects/a.md:4:12
      |
    4 | licensing: free
      |            ^^^^
      |
      = help: it is one of `open-source`, `closed-source`, `mixed`
    ");
}

#[test]
fn a_range_that_ends_before_its_start_is_refused() {
    let text =
        "---\ntitle: A\nfacts:\n  - {metric: height, value: {from: 9, to: 8}, source: survey-1900}\n---\n";
    assert_snapshot!(report_on("content/a.md", text), @r"
    error[bad-value]: the range ends at 8, before its start at 9
     --> content/a.md:4:30
      |
    4 |   - {metric: height, value: {from: 9, to: 8}, source: survey-1900}
      |                              ^^^^
    ");
}

#[test]
fn a_range_of_one_value_is_told_to_be_a_number() {
    let text =
        "---\ntitle: A\nfacts:\n  - {metric: height, value: {from: 9, to: 9}, source: survey-1900}\n---\n";
    let report = report_on("content/a.md", text);
    assert!(report.contains("bad-value") && !report.contains("before its start"), "{report}");
}

#[test]
fn a_date_that_is_none_is_shown_how_dates_are_written() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\ndate: June 2020\n---\n"), @r"
    error[bad-date]: `date` is not a date: `June 2020`
     --> content/a.md:3:7
      |
    3 | date: June 2020
      |       ^^^^^^^^^
      |
      = help: write `2020-06`
    ");
}

#[test]
fn a_day_that_the_calendar_does_not_have_is_no_date() {
    assert_snapshot!(report_on("content/a.md", "---\ntitle: A\nupdated: 2021-02-29\n---\n"), @r"
    error[bad-date]: `updated` is not a date: `2021-02-29`
     --> content/a.md:3:10
      |
    3 | updated: 2021-02-29
      |          ^^^^^^^^^^
      |
      = help: there is no such day
    ");
}

#[test]
fn an_address_that_is_none_is_not_published() {
    let text = "---\ntitle: A\nlinks:\n  website: \"javascript:alert(1)\"\n---\n";
    assert_snapshot!(report_on("content/a.md", text), @r#"
    error[unsafe-link]: `javascript:alert(1)` is not a web address
     --> content/a.md:4:12
      |
    4 |   website: "javascript:alert(1)"
      |            ^^^^^^^^^^^^^^^^^^^^^
    "#);
}

#[test]
fn places_are_right_behind_crlf_a_byte_order_mark_and_blank_lines() {
    let text = "\u{feff}\r\n\r\n---\r\ntitle: Tür\r\ntags: [a, {b: c}]\r\n---\r\n\r\nThe [[Nowhere]]\r\n";
    assert_snapshot!(report_on("content/a.md", text), @r"
    error[wrong-type]: an item of `tags` takes a text, not a map
     --> content/a.md:5:11
      |
    5 | tags: [a, {b: c}]
      |           ^

    error[unknown-name]: no page is called `Nowhere`
     --> content/a.md:8:7
      |
    8 | The [[Nowhere]]
      |       ^^^^^^^
      |
      = help: write the title, the slug or an alias of a page
    ");
}

#[test]
fn an_address_without_a_scheme_is_shown_how_to_write_one() {
    let report = report_on("content/a.md", "---\ntitle: A\nlinks: {website: lights.example}\n---\n");
    assert!(report.contains("error[bad-value]") && report.contains("`https://lights.example`"), "{report}");
}

#[test]
fn aliases_that_multiply_are_refused_and_name_the_file() {
    // Ten times as much on each line: read to the end, the last would hold a billion words.
    let line = |level: u32| {
        let one = if level == 0 { "light".to_owned() } else { format!("*level{}", level - 1) };
        format!("  level{level}: &level{level} [{}]\n", [one.as_str(); 10].join(", "))
    };
    let levels: String = (0..9).map(line).collect();
    let text = format!("---\ntitle: A\nextra:\n{levels}---\n");
    let build = lighthouses().with("content/bomb.md", text).build();
    assert_eq!(build.codes(), ["bad-yaml"], "{}", build.report());
    let report = build.report_as(Format::Short);
    assert!(report.starts_with("content/bomb.md:"), "{report}");
    assert!(report.contains("it is too large or nested too deeply"), "{report}");
}

#[test]
fn a_fact_that_is_at_least_and_at_most_is_underlined() {
    let fact = "{metric: height, value: 9, at-least: true, at-most: true, source: survey-1900}";
    assert_snapshot!(report_on("content/a.md", format!("---\ntitle: A\nfacts:\n  - {fact}\n---\n")), @r"
    error[bad-value]: a fact cannot be both `at-least` and `at-most`
     --> content/a.md:4:57
      |
    4 |   - {metric: height, value: 9, at-least: true, at-most: true, source: survey-1900}
      |                                                         ^^^^
      |
     ::: content/a.md:4:42
      |
    4 |   - {metric: height, value: 9, at-least: true, at-most: true, source: survey-1900}
      |                                          ---- and here
      |
      = help: keep one; if both ends are known, write `value: {from: …, to: …}`
    ");
}

/// The help lines of a page with this front matter.
fn help_on(front: &str) -> Vec<String> {
    let report = report_on("content/a.md", format!("---\ntitle: A\n{front}\n---\n"));
    report.lines().filter_map(|line| line.trim().strip_prefix("= help: ")).map(str::to_owned).collect()
}

#[test]
fn a_key_of_another_generator_gets_the_key_that_means_the_same_here() {
    let cases = [
        ("description: y", "`summary`"),
        ("weight: 3", "`order`"),
        ("nav_order: 3", "`order`"),
        ("sidebar_position: 3", "`order`"),
        ("slug: a", "the file's name"),
        ("permalink: /a/", "the file's name"),
        ("lastmod: 2024-01-01", "`updated`"),
        ("categories: [a]", "`tags`"),
        ("redirect_from: /old/", "`aliases`"),
        ("publish: false", "`draft: true`"),
        ("author: Me", "`authors`"),
        ("layout: post", "`template`"),
        ("params: {a: 1}", "`extra`"),
    ];
    for (front, name) in cases {
        let help = help_on(front);
        assert!(matches!(help.as_slice(), [help] if help.contains(name)), "{front}: {help:?}");
    }
}

#[test]
fn a_key_of_another_kind_is_told_where_it_belongs() {
    assert_eq!(help_on("country: Norway"), ["it is a key of pages below `content/companies/`"]);
}

#[test]
fn front_matter_in_another_format_is_called_by_its_name() {
    assert_snapshot!(report_on("content/a.md", "+++\ntitle = \"A\"\n+++\nProse.\n"), @r"
    error[missing-front-matter]: this front matter is TOML
     --> content/a.md:1:1
      |
    1 | +++
      | ^^^
      |
      = help: write it as YAML between two lines `---`: `title: …`, each key on a line of its own
    ");
    for json in ["{\n  \"title\": \"A\"\n}\nProse.\n", ";;;\n{\"title\": \"A\"}\n;;;\nProse.\n"] {
        let report = report_on("content/a.md", json);
        assert!(report.starts_with("error[missing-front-matter]: this front matter is JSON"), "{report}");
        assert_eq!(report.matches("error[").count(), 1, "{report}");
    }
}

#[test]
fn a_word_where_a_list_belongs_is_shown_as_a_list() {
    assert_eq!(help_on("tags: database"), ["write `[database]`"]);
    assert_eq!(help_on("tags: stone, iron"), ["write `[stone, iron]`"]);
}
