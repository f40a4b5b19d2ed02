//! What front matter refers to and does not exist, or exists twice.

use fieldbook::diagnostic::Format;
use insta::assert_snapshot;

use super::{lighthouses, report_on};

#[test]
fn an_entity_that_does_not_exist_is_underlined_in_its_list() {
    let text = "---\ntitle: A\nrelated: [skerryvore]\ncompanies: [northern-board, northern-bord]\n---\n";
    assert_snapshot!(report_on("content/projects/a.md", text), @r"
    error[unknown-company]: no company has the slug `northern-bord`
     --> content/projects/a.md:4:29
      |
    4 | companies: [northern-board, northern-bord]
      |                             ^^^^^^^^^^^^^
      |
      = help: did you mean `northern-board`?
    ");
}

#[test]
fn a_project_that_does_not_exist_gets_the_nearest_one() {
    let text = "---\ntitle: Board of Trade\nprojects:\n  - skerivore\n---\n";
    assert_snapshot!(report_on("content/companies/board-of-trade.md", text), @r"
    error[unknown-project]: no project has the slug `skerivore`
     --> content/companies/board-of-trade.md:4:5
      |
    4 |   - skerivore
      |     ^^^^^^^^^
      |
      = help: did you mean `skerryvore`?
    ");
}

#[test]
fn a_domain_that_does_not_exist_gets_the_file_that_would_be_it() {
    let text = "---\ntitle: A\ncompanies: [northern-board]\ndomain: rock-towers\n---\n";
    assert_snapshot!(report_on("content/projects/a.md", text), @r"
    error[unknown-domain]: no domain has the slug `rock-towers`
     --> content/projects/a.md:4:9
      |
    4 | domain: rock-towers
      |         ^^^^^^^^^^^
      |
      = help: a page `content/domains/rock-towers.md` would be it; `fieldbook new domain NAME` begins one
    ");
}

#[test]
fn a_source_that_does_not_exist_gets_the_nearest_one() {
    let text = "---\ntitle: A\nevents:\n  - {date: 1844, text: lit, source: survey-1901}\n---\n";
    assert_snapshot!(report_on("content/a.md", text), @r"
    error[unknown-source]: no source has the slug `survey-1901`
     --> content/a.md:4:37
      |
    4 |   - {date: 1844, text: lit, source: survey-1901}
      |                                     ^^^^^^^^^^^
      |
      = help: did you mean `survey-1900`?
    ");
}

#[test]
fn a_metric_that_is_not_declared_gets_the_declaration() {
    let text = "---\ntitle: A\nfacts:\n  - {metric: lamps, value: 1, source: survey-1900}\n---\n";
    assert_snapshot!(report_on("content/a.md", text), @r"
    error[unknown-metric]: no metric is called `lamps`
     --> content/a.md:4:14
      |
    4 |   - {metric: lamps, value: 1, source: survey-1900}
      |              ^^^^^
      |
      = help: declare it as `[metrics.lamps]` in `content/metrics.toml`, or give this fact a `label`
    ");
}

#[test]
fn two_entities_of_one_kind_and_name_are_shown_together() {
    let text = "---\ntitle: Sule Skerry\naliases: [skerryvore]\ncompanies: [northern-board]\n---\n";
    assert_snapshot!(report_on("content/projects/sule-skerry.md", text), @r"
    error[duplicate-name]: two pages of the kind project are called `skerryvore`
     --> content/projects/sule-skerry.md:3:11
      |
    3 | aliases: [skerryvore]
      |           ^^^^^^^^^^ called so here
      |
     ::: content/projects/skerryvore.md:2:8
      |
    2 | title: Skerryvore
      |        ---------- and here
      |
      = help: rename one of them, or take the alias away
    ");
}

#[test]
fn two_pages_of_one_address_are_shown_together() {
    let site = lighthouses().with("content/Rock Towers.md", "---\ntitle: Rock Towers\n---\n");
    assert_snapshot!(site.with("content/rock-towers.md", "---\ntitle: Other\n---\n").build().report(), @r"
    error[duplicate-url]: two things claim the address `/rock-towers/`: the page `content/Rock Towers.md` and the page `content/rock-towers.md`
     --> content/rock-towers.md:2:8
      |
    2 | title: Other
      |        ^^^^^ claimed here
      |
     ::: content/Rock Towers.md:2:8
      |
    2 | title: Rock Towers
      |        ----------- and here
      |
      = help: rename a file, or take an alias away; case does not tell addresses apart
    ");
}

#[test]
fn a_source_that_is_deleted_is_reported_where_it_was_cited() {
    let build = lighthouses().remove("content/sources/survey-1900.md").build();
    assert_snapshot!(build.report(), @r"
    error[unknown-source]: no source has the slug `survey-1900`
     --> content/projects/skerryvore.md:5:54
      |
    5 |   - {metric: height, value: 48, as-of: 1844, source: survey-1900}
      |                                                      ^^^^^^^^^^^
      |
      = help: a page `content/sources/survey-1900.md` would be it; `fieldbook new source NAME` begins one
    ");
}

#[test]
fn names_without_a_letter_or_digit_make_no_address() {
    let site = lighthouses()
        .with("content/++.md", "---\ntitle: Plus\n---\n")
        .with("content/notes.md", "---\ntitle: Notes\ntags: [\"?\"]\naliases: [\"!\"]\n---\n");
    assert_snapshot!(site.build().report(), @r#"
    error[bad-name]: no address can be made of the name `++`
     --> content/++.md:1:1
      |
    1 | ---
      | ^
      |
      = help: use at least one letter or digit

    error[bad-name]: no address can be made of the name `?`
     --> content/notes.md:3:8
      |
    3 | tags: ["?"]
      |        ^^^
      |
      = help: use at least one letter or digit

    error[bad-name]: no address can be made of the name `!`
     --> content/notes.md:4:11
      |
    4 | aliases: ["!"]
      |           ^^^
      |
      = help: use at least one letter or digit
    "#);
}

#[test]
fn an_alias_that_no_host_of_files_can_serve_gets_one_that_it_can() {
    let aliases = r#"["/list?id=3", "/list#prices", "/lamps.php", "/a//b", "/a/../b", "https://a.example/b", "b.html"]"#;
    let page = format!("---\ntitle: Notes\naliases: {aliases}\n---\n");
    let build = lighthouses().with("content/notes.md", page).build();
    let diagnostics = build.0.diagnostics.iter();
    let told = diagnostics.map(|found| format!("{}: {}; {}", found.code, found.message, found.help[0]));
    assert_snapshot!(told.collect::<Vec<_>>().join("\n"), @"
    bad-name: no host of files tells addresses apart by what follows `?`; write `/list`, which answers whatever follows it
    bad-name: no host of files tells addresses apart by what follows `#`; write `/list`, which answers whatever follows it
    bad-name: a host of files does not serve `/lamps.php` as a page; write `/lamps/`, and let the host send readers there if it can
    bad-name: the address `/a//b` has a part that is empty, `.` or `..`, which browsers take away; write `/a/b`
    bad-name: the address `/a/../b` has a part that is empty, `.` or `..`, which browsers take away; write `/b`
    bad-name: the alias `https://a.example/b` is neither a name nor a path; write the part behind the host, from its `/` on
    bad-name: the alias `b.html` is neither a name nor a whole address; a whole address starts with a slash: `/b.html`
    ");
    assert!(build.report().contains(" --> content/notes.md:3:11"), "{}", build.report());
}

#[test]
fn an_address_too_long_for_a_disk_is_an_error_where_it_is_written() {
    let (long, deep) = ("lamp-".repeat(60), "lamp/".repeat(300));
    let aliases = format!("[/{long}, {long}, /{deep}]");
    let page = format!("---\ntitle: Notes\ntags: [{long}]\naliases: {aliases}\n---\n");
    let report = lighthouses().with("content/notes.md", page).build().report_as(Format::Short);
    assert_snapshot!(report.replace(&long, "LONG-").replace(&deep, "DEEP/"), @"
    content/notes.md:3:8: error[bad-name]: the address of the page of the tag `LONG-` is longer than disks allow: one part has 299 bytes, and 255 are the most
    content/notes.md:4:11: error[bad-name]: the address of the alias `/LONG-` of `content/notes.md` is longer than disks allow: one part has 300 bytes, and 255 are the most
    content/notes.md:4:314: error[bad-name]: the address of the alias `LONG-` of `content/notes.md` is longer than disks allow: one part has 299 bytes, and 255 are the most
    content/notes.md:4:616: error[bad-name]: the address of the alias `/DEEP/` of `content/notes.md` is longer than disks allow: it has 1510 bytes, and 900 are the most
    ");
}

#[test]
fn a_file_whose_address_grows_too_long_is_an_error_of_its_own() {
    // Each of these is written in three bytes in the name and spelt out in the address.
    let path = format!("content/{}.md", "\u{5ee3}".repeat(80));
    let build = lighthouses().with(&path, "---\ntitle: Wide\n---\n").build();
    assert_eq!(build.codes(), ["bad-name"], "{}", build.report());
}

#[test]
fn two_tags_of_one_address_are_an_error_and_two_spellings_are_not() {
    let site = lighthouses()
        .with("content/a.md", "---\ntitle: A\ntags: [C, Tall Towers]\n---\n")
        .with("content/b.md", "---\ntitle: B\ntags: [C++, tall-towers]\n---\n");
    assert_snapshot!(site.build().report(), @r"
    error[duplicate-url]: the tags `C` and `C++` would have one address
     --> content/b.md:3:8
      |
    3 | tags: [C++, tall-towers]
      |        ^^^
      |
      = help: give one of them another name
    ");
}

#[test]
fn a_domain_within_itself_or_too_deep_is_reported_once() {
    let domain = |name: &str, parent: &str| {
        (format!("content/domains/{name}.md"), format!("---\ntitle: {name}\nparent: {parent}\n---\n"))
    };
    let pages = [
        domain("a", "b"),
        domain("b", "c"),
        domain("c", "b"),
        domain("own", "own"),
        domain("l4", "l3"),
        domain("l3", "l2"),
        domain("l2", "l1"),
        domain("l5", "l4"),
        domain("l6", "l5"),
        domain("l1", "rock-tower"),
    ];
    let site = pages.into_iter().fold(lighthouses(), |site, (path, text)| site.with(&path, text));
    assert_snapshot!(site.build().report(), @r"
    error[bad-value]: the domain would be a part of itself: `b` → `c` → `b`
     --> content/domains/b.md:3:9
      |
    3 | parent: c
      |         ^
      |
      = help: take one `parent` of these away

    error[unknown-domain]: no domain has the slug `rock-tower`
     --> content/domains/l1.md:3:9
      |
    3 | parent: rock-tower
      |         ^^^^^^^^^^
      |
      = help: a page `content/domains/rock-tower.md` would be it; `fieldbook new domain NAME` begins one

    error[bad-value]: there can be 4 levels of domains, and this one is deeper
     --> content/domains/l5.md:3:9
      |
    3 | parent: l4
      |         ^^
      |
      = help: name a `parent` that lies higher

    error[bad-value]: the domain would be a part of itself: `own` → `own`
     --> content/domains/own.md:3:9
      |
    3 | parent: own
      |         ^^^
      |
      = help: take one `parent` of these away
    ");
}

#[test]
fn a_second_domain_is_another_one() {
    let page = |domain: &str, others: &str| {
        let text = format!(
            "---\ntitle: Beacon\ndomain: {domain}\nalso-in: {others}\ncompanies: [northern-board]\n---\n"
        );
        lighthouses()
            .with("content/domains/towers.md", "---\ntitle: Towers\n---\n")
            .with("content/domains/lamps.md", "---\ntitle: Lamps\n---\n")
            .with("content/projects/beacon.md", text)
            .build()
            .report_as(Format::Short)
    };
    assert_snapshot!(page("towers", "[lamps, towers]"), @"content/projects/beacon.md:4:18: error[bad-value]: `towers` is the `domain` of the project already");
    // Two mistakes, each in its place.
    assert_snapshot!(page("towrs", "[lamps, towrs]"), @r"
    content/projects/beacon.md:3:9: error[unknown-domain]: no domain has the slug `towrs`
    content/projects/beacon.md:4:18: error[bad-value]: `towrs` is the `domain` of the project already
    ");
}
