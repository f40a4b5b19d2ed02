//! What authors are told: every code with its exact report, the order of reports, and the formats.

mod age;
mod causes;
mod checks;
mod editions;
mod exhibits;
mod figures;
mod files;
mod floods;
mod foreign;
mod front_matter;
mod grammar;
mod links;
mod logos;
mod lost;
mod metrics;
mod notes;
mod nothing;
mod policy;
mod reach;
mod references;
mod relations;
mod remarks;
mod settings;
mod structure;
mod templates;
mod terminal;
mod unpublishable;
mod values;

use fieldbook::diagnostic::{Code, Format, Severity};
use insta::assert_snapshot;

use crate::site::Site;

/// A small site without a fault, to which each test adds one.
fn lighthouses() -> Site {
    Site::parse(
        r#"
        -- book.toml --
        [book]
        title = "Lighthouses"

        [metrics.height]
        label = "Height"
        unit = "metres"
        -- content/index.md --
        ---
        title: Lighthouses
        ---
        [[Skerryvore]] is [[Skerryvore#height]] high.
        -- content/projects/skerryvore.md --
        ---
        title: Skerryvore
        companies: [northern-board]
        facts:
          - {metric: height, value: 48, as-of: 1844, source: survey-1900}
        ---
        -- content/companies/northern-board.md --
        ---
        title: Northern Board
        ---
        -- content/sources/survey-1900.md --
        ---
        title: Survey of 1900
        date: 1900
        ---
        "#,
    )
}

/// The report on the small site with one page more.
fn report_on(path: &str, text: impl AsRef<[u8]>) -> String {
    lighthouses().with(path, text).build().report()
}

/// The report on the small site with a page of this Markdown.
fn report_on_prose(markdown: &str) -> String {
    report_on("content/notes.md", format!("---\ntitle: Notes\n---\n{markdown}\n"))
}

#[test]
fn the_small_site_has_no_fault() {
    lighthouses().build().clean();
}

#[test]
fn every_code_has_a_snapshot() {
    let tests = [
        include_str!("age.rs"),
        include_str!("checks.rs"),
        include_str!("editions.rs"),
        include_str!("exhibits.rs"),
        include_str!("figures.rs"),
        include_str!("files.rs"),
        include_str!("floods.rs"),
        include_str!("foreign.rs"),
        include_str!("front_matter.rs"),
        include_str!("links.rs"),
        include_str!("metrics.rs"),
        include_str!("notes.rs"),
        include_str!("policy.rs"),
        include_str!("reach.rs"),
        include_str!("references.rs"),
        include_str!("relations.rs"),
        include_str!("remarks.rs"),
        include_str!("settings.rs"),
        include_str!("structure.rs"),
        include_str!("templates.rs"),
        include_str!("unpublishable.rs"),
        include_str!("../cli/external.rs"),
        include_str!("../cli/fmt.rs"),
        include_str!("../cli/untagged.rs"),
    ];
    for code in Code::ALL {
        let opening = format!("{}[{code}]: ", code.default_severity());
        assert!(tests.iter().any(|text| text.contains(&opening)), "no snapshot starts with `{opening}`");
    }
}

#[test]
fn the_faults_of_all_files_come_out_at_once_sorted_by_path() {
    let site = lighthouses()
        .with("content/b.md", "---\ntitle: B\ndate: soon\n---\n")
        .with("content/c.md", "---\ntitle: C\n---\n[[Nowhere at all]]\n")
        .with("content/a.md", "no front matter\n");
    assert_snapshot!(site.build().report_as(Format::Short), @r"
    content/a.md:1:1: error[missing-front-matter]: the page has no front matter
    content/b.md:3:7: error[bad-date]: `date` is not a date: `soon`
    content/c.md:4:3: error[unknown-name]: no page is called `Nowhere at all`
    ");
}

#[test]
fn several_faults_of_one_front_matter_come_out_at_once() {
    let text = "---\ntitel: Tower\ndate: 2020-13\norder: first\ntags: stone\nsources: [survey-1901]\n---\n";
    let build = lighthouses().with("content/tower.md", text).build();
    assert_snapshot!(build.report_as(Format::Short), @r"
    content/tower.md:2:1: error[unknown-key]: the key `titel` has no meaning here
    content/tower.md:3:7: error[bad-date]: `date` is not a date: `2020-13`
    content/tower.md:4:8: error[wrong-type]: `order` takes a whole number, not a text
    content/tower.md:5:7: error[wrong-type]: `tags` takes a list, not a text
    content/tower.md:6:11: error[unknown-source]: no source has the slug `survey-1901`
    ");
}

#[test]
fn several_faults_of_one_line_come_out_from_left_to_right() {
    let text = "---\ntitle: A\n---\n[[Nobody]] and [x](y.md) and [[Skerryvore#widht]]\n";
    let build = lighthouses().with("content/a.md", text).build();
    assert_snapshot!(build.report_as(Format::Short), @r"
    content/a.md:4:3: error[unknown-name]: no page is called `Nobody`
    content/a.md:4:20: error[broken-link]: there is no file `content/y.md`
    content/a.md:4:32: error[unknown-figure]: `Skerryvore` has neither a fact nor a heading `widht`
    ");
}

#[test]
fn a_fault_that_many_pages_share_through_the_frame_is_reported_once() {
    let build = lighthouses().with("templates/_heading.html", "<a href=\"/gone/\">x</a>").build();
    assert_eq!(build.codes(), ["dead-link"], "{}", build.report());
}

#[test]
fn a_dead_link_has_the_place_where_somebody_wrote_it() {
    let built = lighthouses()
        .edit("book.toml", "[metrics", "[build]\nraw-html = true\n[metrics")
        .with("content/notes.md", "---\ntitle: Notes\n---\nText <a href=\"/lost/\">x</a>\n")
        .with("templates/_footer.html", "<p>\n<a href=\"{{ site.base }}/gone/\">x</a></p>")
        .with("templates/source.html", "<a href=\"/no{{ 1 }}/\">x</a>")
        .with("static/own.html", "<p>\n<a href=\"away.html\">x</a>")
        .at("https://example.org/report/")
        .build();
    assert_snapshot!(built.report_as(Format::Short), @r"
    content/notes.md:4:6: error[dead-link]: `/lost/` on `/notes/` leads out of the folder the site is published under
    content/sources/survey-1900.md:1:1: error[dead-link]: `/no1/` on `/sources/survey-1900/` leads out of the folder the site is published under
    static/own.html:2:10: error[dead-link]: `away.html` on `/own.html` leads to no page or file of the site
    templates/_footer.html:2:25: error[dead-link]: `/report/gone/` on `/404.html` and 12 more leads to no page or file of the site
    ");
}

#[test]
fn json_has_one_object_a_line_with_place_and_help() {
    let build =
        lighthouses().with("content/a.md", "---\ntitle: A\n---\nüber [[Skerryvore#height|48]]\n").build();
    assert_snapshot!(build.report_as(Format::Json), @r#"{"severity":"error","code":"figure-text","message":"a figure is printed from the data and takes no text of its own","label":"","file":"content/a.md","line":4,"column":6,"range":[23,47],"related":[],"help":["write `|value` for the number alone, or nothing"]}"#);
    let line: serde_json::Value = serde_json::from_str(build.report_as(Format::Json).trim()).unwrap();
    assert_eq!(line["line"], 4);
    assert_eq!(line["column"], 6, "columns count characters, not bytes");
}

#[test]
fn github_shows_the_help_below_the_message() {
    let build =
        lighthouses().with("content/100%,a.md", "---\ntitle: A\n---\n[[Skerryvore#height|48]]\n").build();
    assert_snapshot!(build.report_as(Format::Github), @"::error file=content/100%25%2Ca.md,line=4,col=1,title=figure-text::a figure is printed from the data and takes no text of its own%0Awrite `|value` for the number alone, or nothing");
}

#[test]
fn a_report_without_a_place_has_no_place_in_any_format() {
    let build = lighthouses().with("templates/source.html", "<a href=\"/gone/\">x</a>").build();
    let formats = [Format::Human, Format::Short, Format::Json, Format::Github];
    assert_snapshot!(formats.map(|format| build.report_as(format)).concat(), @r#"
    error[dead-link]: `/gone/` on `/sources/survey-1900/` leads to no page or file of the site
     --> templates/source.html:1:10
      |
    1 | <a href="/gone/">x</a>
      |          ^^^^^^

    templates/source.html:1:10: error[dead-link]: `/gone/` on `/sources/survey-1900/` leads to no page or file of the site
    {"severity":"error","code":"dead-link","message":"`/gone/` on `/sources/survey-1900/` leads to no page or file of the site","label":"","file":"templates/source.html","line":1,"column":10,"range":[9,15],"related":[],"help":[]}
    ::error file=templates/source.html,line=1,col=10,title=dead-link::`/gone/` on `/sources/survey-1900/` leads to no page or file of the site
    "#);
}

#[test]
fn denied_warnings_are_errors() {
    let site = lighthouses().with("content/projects/lonely.md", "---\ntitle: Lonely\n---\n");
    let severities = |site: &Site| -> Vec<Severity> {
        site.build().0.diagnostics.iter().map(|diagnostic| diagnostic.severity).collect()
    };
    assert_eq!(severities(&site), [Severity::Warning]);
    assert_eq!(severities(&site.denying_warnings()), [Severity::Error]);
}

#[test]
fn a_check_can_be_switched_off_or_made_an_error() {
    let site = lighthouses().with("content/projects/lonely.md", "---\ntitle: Lonely\n---\n");
    let level = |level: &str| {
        let check = format!("[check]\norphan-entity = \"{level}\"\n\n[book]");
        site.clone().edit("book.toml", "[book]", &check).build().report_as(Format::Short)
    };
    assert_eq!(level("allow"), "");
    assert!(level("warn").contains("warning[orphan-entity]"), "{}", level("warn"));
    assert!(level("deny").contains("error[orphan-entity]"), "{}", level("deny"));
}
