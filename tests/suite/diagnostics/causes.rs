//! One cause gives one message: what follows from it in other places is silent until it is mended.

use super::lighthouses;
use crate::site::Site;

/// A site that refers to a project in every way there is.
fn referring() -> Site {
    Site::parse(
        r#"
        -- book.toml --
        [book]
        title = "T"
        [metrics.stars]
        label = "Stars"
        unit = "stars"
        -- content/projects/p.md --
        ---
        title: Project P
        aliases: [Pea]
        tags: [green]
        facts: [{metric: stars, value: 3, source: s}]
        events: [{date: 2024, text: Begun, source: s}]
        ---
        ## How

        x
        -- content/sources/s.md --
        ---
        title: S
        date: 2024-01
        ---
        x
        -- content/index.md --
        ---
        title: Home
        ---
        [[Project P]], [[Pea]], [[p#stars]], [[p#stars@2024-01]], [down](projects/p.md#how), [[p#how]]

        ```chart
        title: A
        data:
          - {label: "[[Pea]]", value: "[[p#stars]]"}
        ```

        ```chart
        title: B
        metric: stars
        ```

        ```table
        title: C
        columns: [Name, Stars]
        rows: [["[[p]]", "[[p#stars@s]]"]]
        ```

        ```timeline
        title: D
        where: {tag: green}
        ```
        "#,
    )
}

const PROJECT: &str = "content/projects/p.md";

#[test]
fn the_site_that_refers_in_every_way_has_no_fault() {
    referring().build().clean();
}

#[test]
fn whatever_is_wrong_with_front_matter_is_the_only_message() {
    for (from, to, code) in [
        ("title: Project P", "title: Project P: a", "bad-yaml"),
        ("title: Project P", "titel: Project P", "unknown-key"),
        ("---\n## How", "## How", "unclosed-front-matter"),
        ("---\ntitle", "title", "missing-front-matter"),
        ("---\ntitle", "+++\ntitle", "missing-front-matter"),
        ("aliases: [Pea]", "aliases: Pea", "wrong-type"),
        ("aliases: [Pea]", "alias: [Pea]", "unknown-key"),
        ("metric: stars", "metric: stasr", "unknown-metric"),
        ("metric: stars", "metirc: stars", "unknown-key"),
        ("value: 3", "value: [3]", "wrong-type"),
        ("source: s}]\nevents", "source: [s]}]\nevents", "wrong-type"),
        ("facts: ", "fcats: ", "unknown-key"),
        ("tags: [green]", "tags: green", "wrong-type"),
    ] {
        let built = referring().edit(PROJECT, from, to).build();
        assert_eq!(built.codes(), [code], "{from} → {to}\n{}", built.report());
    }
}

#[test]
fn a_page_that_is_no_text_is_the_only_message() {
    let built =
        referring().with(PROJECT, b"---\ntitle: Project P\naliases: [Pea]\nsummary: \xff\n---\n").build();
    assert_eq!(built.codes(), ["not-utf8"], "{}", built.report());
}

#[test]
fn whatever_is_wrong_with_a_source_is_the_only_message() {
    for (from, to, code) in [
        ("title: S", "title: S: s", "bad-yaml"),
        ("date: 2024-01", "date: 2024-13", "bad-date"),
        ("date: 2024-01", "dat: 2024-01", "unknown-key"),
    ] {
        let built = referring().edit("content/sources/s.md", from, to).build();
        assert_eq!(built.codes(), [code], "{from} → {to}\n{}", built.report());
    }
}

#[test]
fn whatever_is_wrong_with_the_settings_is_the_only_message() {
    for (from, to, code) in [
        ("title = \"T\"", "title = T", "bad-toml"),
        ("[book]", "[book", "bad-toml"),
        ("[metrics.stars]", "[metrics.stars", "bad-toml"),
        ("[metrics.stars]", "[metrcs.stars]", "unknown-key"),
        ("title = \"T\"", "titel = \"T\"", "unknown-key"),
    ] {
        let built = referring().edit("book.toml", from, to).build();
        assert_eq!(built.codes(), [code], "{from} → {to}\n{}", built.report());
    }
}

#[test]
fn a_template_that_cannot_be_read_is_the_only_message() {
    let site = lighthouses().with("templates/own.html", "{% if %}");
    let built = site.with("content/a.md", "---\ntitle: A\ntemplate: own.html\n---\n").build();
    assert_eq!(built.codes(), ["template-error"], "{}", built.report());
}

#[test]
fn a_block_that_cannot_be_read_is_the_only_message() {
    let site =
        lighthouses().with("content/a.md", "---\ntitle: A\n---\n```timeline\ntitle: B\nzzz: 1\n: [\n```\n");
    let built = site.with("content/b.md", "---\ntitle: B\n---\n[x](a.md#exhibit-b)\n").build();
    assert_eq!(built.codes(), ["bad-yaml"], "{}", built.report());
}

#[test]
fn what_does_not_follow_from_an_error_is_reported_beside_it() {
    let site = referring().edit(PROJECT, "title: Project P", "title: Project P: a");
    let site = site
        .with("content/a.md", "---\ntitle: A\n---\n[[Nobody]], [[s#height]], [x](index.md#y), [z](z.md)\n");
    let codes = site.build().codes();
    assert_eq!(codes, ["unknown-name", "unknown-figure", "broken-anchor", "broken-link", "bad-yaml"]);
}
