//! Values of settings and of front matter that have a grammar: each is shown its place and what to write.

use super::{lighthouses, report_on};
use crate::site::Site;

/// What is wrong, where it stands, and what to write.
type Row = (&'static str, &'static str, &'static str);

/// Holds every row to its one message. `build` gives the report on a site that says what is wrong.
fn each_is_shown(rows: &[Row], build: impl Fn(&str) -> String) {
    for (wrong, place, help) in rows {
        let report = build(wrong);
        assert_eq!(report.matches("error[").count(), 1, "{wrong}: {report}");
        assert!(report.contains(&format!("--> {place}\n")), "{wrong} at {place}: {report}");
        assert!(report.contains(&format!("= help: {help}")), "{wrong}: {help}: {report}");
    }
}

/// The report on a small site with more in its `[book]` and behind it.
fn settings(more: &str) -> String {
    let toml = format!("[book]\ntitle = \"A\"\n{more}\n");
    Site::parse("-- content/index.md --\n---\ntitle: Home\n---\n").with("book.toml", toml).build().report()
}

#[test]
fn settings_are_held_to_their_grammar() {
    each_is_shown(
        &[
            ("language = \"en_US\"", "book.toml:3:12", "write `en-US`"),
            ("language = \"de_AT.UTF-8\"", "book.toml:3:12", "write `de-AT`"),
            ("language = \"English\"", "book.toml:3:12", "write a tag of BCP 47 such as `en`"),
            (
                "authors = [\"Jane <jane@>\"]",
                "book.toml:3:12",
                "write the name alone, or `Name <name@example.org>`",
            ),
            ("authors = [\"<jane@a.org>\"]", "book.toml:3:12", "write the name alone"),
            ("authors = [\"Jane\", \"Ann\", \"Jane\"]", "book.toml:3:27", "take one away"),
            ("[feed]\nlimit = \"5\"", "book.toml:4:9", "write `5` without quotes"),
            ("[build]\nraw-html = \"yes\"", "book.toml:4:12", "write `true` without quotes"),
            ("[output.html]\ncname = \"bücher.example\"", "book.toml:4:9", "write `xn--bcher-kva.example`"),
            (
                "[output.html]\ncname = \"https://Bücher.example/x\"",
                "book.toml:4:9",
                "write `xn--bcher-kva.example`",
            ),
            (
                "[output.html]\nsite-url = \"https://a.org:x/\"",
                "book.toml:4:12",
                "write `https://host/path/`",
            ),
            ("[output.html]\nsite-url = \"/a%zz/\"", "book.toml:4:12", "write `https://host/path/`"),
            (
                "[output.html]\nedit-url-template = \"https://a.org/{branch}/{path}\"",
                "book.toml:4:21",
                "write it as in `https://example.org/edit/main/{path}`",
            ),
            (
                "[output.html]\ngit-repository-url = \"a.org\"",
                "book.toml:4:22",
                "write it as in `https://example.org/`",
            ),
            ("[metrics.\"Lamp Oil\"]\nlabel = \"Oil\"", "book.toml:3:10", "write `lamp-oil`"),
            (
                "[directory]\nprojects = [\"h\", \"h\"]\n[metrics.h]\nlabel = \"H\"",
                "book.toml:4:18",
                "take one away",
            ),
        ],
        settings,
    );
    let report = settings("[metrics.\"\"]\nlabel = \"A\"");
    assert!(report.contains("cannot be a metric's name"), "{report}");
}

#[test]
fn settings_of_their_grammar_are_taken() {
    for right in [
        "language = \"zh-Hant\"",
        "language = \"sr-Latn-RS\"",
        "authors = [\"Jane Keeper <jane.keeper+web@example.org>\", \"The @lamp team\"]",
        "[feed]\nlimit = 0",
        "[output.html]\ncname = \"xn--bcher-kva.example\"",
        "[output.html]\nsite-url = \"http://127.0.0.1:8080/a%20b/\"",
        "[output.html]\nedit-url-template = \"https://a.org/e?f={path}\"",
    ] {
        assert_eq!(settings(right), "", "{right}");
    }
}

#[test]
fn front_matter_is_held_to_its_grammar() {
    each_is_shown(
        &[
            ("tags: [Lamps, oil, lamps]", "content/a.md:3:20", "take one away"),
            ("aliases: [Lens, Lens, Lens]", "content/a.md:3:17", "take one away"),
            ("authors: [Jane, Jane]", "content/a.md:3:17", "take one away"),
            ("authors: [Jane <jane at a.org>]", "content/a.md:3:11", "write the name alone"),
            ("sources: [survey-1900, survey-1900]", "content/a.md:3:24", "take one away"),
            ("order: \"3\"", "content/a.md:3:8", "write `3` without quotes"),
            ("draft: \"false\"", "content/a.md:3:8", "write `false` without quotes"),
            ("autolink: \"no\"", "content/a.md:3:11", "write `false` without quotes"),
            ("template: ../templates/page.html", "content/a.md:3:11", "did you mean `page.html`?"),
            ("links: {\"\": \"https://a.org\"}", "content/a.md:3:9", "write what the address is of"),
            ("links: {mail: \"mailto:jane@\"}", "content/a.md:3:15", "write `mailto:name@example.org`"),
            ("links: {mail: \"jane@a.org\"}", "content/a.md:3:15", "write `mailto:jane@a.org`"),
            ("links: {site: a.org}", "content/a.md:3:15", "write `https://a.org`"),
        ],
        |wrong| report_on("content/a.md", format!("---\ntitle: A\n{wrong}\n---\n")),
    );
}

#[test]
fn front_matter_of_its_grammar_is_taken() {
    for right in [
        "order: -1",
        "aliases: [GO, Go]",
        "links: {mail: \"mailto:jane@example.org?subject=Lamps\"}",
        "authors: [Jane <jane@example.org>, jane@example.org]",
        "tags: [Lamps, oil]",
    ] {
        assert_eq!(report_on("content/a.md", format!("---\ntitle: A\n{right}\n---\n")), "", "{right}");
    }
}

#[test]
fn a_company_is_each_of_several_things_to_a_project_once() {
    let report = |relations: &str| {
        let project = format!("---\ntitle: Lens\ncompanies: [{relations}]\n---\n");
        lighthouses()
            .with("content/companies/glass.md", "---\ntitle: Glass\n---\n")
            .with("content/projects/lens.md", project)
            .build()
            .report()
    };
    let twice = report("glass, {company: glass, role: user}, {company: glass, role: developer}");
    assert!(twice.contains("`glass` stands twice in `companies`"), "{twice}");
    assert!(!report("glass, {company: glass, role: user}").contains("twice"));
}

#[test]
fn the_id_of_a_block_is_what_its_anchor_ends_in() {
    let body = |id: &str| {
        let block = format!("```chart\ntitle: Heights\nid: {id}\ndata: [{{label: A, value: 1}}]\n```\n");
        report_on("content/a.md", format!("---\ntitle: A\n---\n{block}"))
    };
    each_is_shown(&[("My Chart", "content/a.md:6:5", "write `my-chart`")], body);
    assert_eq!(body("my-chart"), "");
}

#[test]
fn a_link_for_mail_holds_an_address() {
    each_is_shown(
        &[
            ("[write](mailto:)", "content/a.md:4:9", "write `mailto:name@example.org`"),
            ("[write](mailto:jane@)", "content/a.md:4:9", "write `mailto:name@example.org`"),
        ],
        |wrong| report_on("content/a.md", format!("---\ntitle: A\n---\n{wrong}\n")),
    );
    let right =
        "[a](mailto:jane@example.org?subject=x) <root@localhost> [b](mailto:?body=x) jane@example.org";
    assert_eq!(report_on("content/a.md", format!("---\ntitle: A\n---\n{right}\n")), "");
}
