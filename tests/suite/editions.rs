//! Editions: what their pages say, and what others say of them.

use fieldbook::freeze::EditionRequest;

use crate::site::{Built, Site};

const TOWER: &str = "content/projects/tower.md";

/// A report with two figures, an event and a source.
fn report() -> Site {
    Site::parse(
        r#"
        -- book.toml --
        [book]
        title = "Towers"
        [output.html]
        site-url = "https://towers.example/"
        [metrics.height]
        label = "Height"
        unit = "metres"
        -- content/index.md --
        ---
        title: Towers
        ---
        The [[Tower]].
        -- content/projects/tower.md --
        ---
        title: Tower
        facts:
          - {metric: height, value: 40, as-of: 2020, source: survey}
          - {metric: stairs, label: Stairs, value: 100, as-of: 2020, source: survey}
        events:
          - {date: 2019, text: It is built, source: survey}
        ---
        -- content/sources/survey.md --
        ---
        title: Survey
        date: 2020
        ---
        "#,
    )
}

/// The report with an edition, then changed, then kept as another one.
fn two(change: impl FnOnce(Site) -> Site) -> Built {
    let site = change(report().keeping("one")).keeping_as(&EditionRequest {
        name: "two".to_owned(),
        date: fieldbook::date::Date::parse("2030"),
        ..EditionRequest::default()
    });
    site.build().clean()
}

/// What came of the first edition until the second, in numbers.
fn totals(build: &Built) -> Vec<String> {
    build.texts("/editions/two/", ".totals li")
}

/// The rows below a heading of the second edition.
fn rows(build: &Built, id: &str) -> Vec<String> {
    build.texts("/editions/two/", &format!("section:has(> #fb-{id}) :is(tbody tr, li)"))
}

#[test]
fn two_editions_of_one_state_differ_in_nothing() {
    let build = two(|site| site);
    assert_eq!(totals(&build), [""; 0]);
    assert_eq!(build.texts("/editions/", "h2"), ["two", "one"]);
    let held = build.texts("/editions/", ".meta");
    assert_eq!(
        held,
        ["2030 · 3 pages · 2 figures · 1 event", "2020 · 3 pages · 2 figures · 1 event"].map(plain)
    );
}

/// The dots between the parts of a line stand in the style sheet.
fn plain(text: &str) -> String {
    text.replace(" · ", "")
}

#[test]
fn what_came_of_an_edition_is_told_by_kind() {
    let build = two(|site| {
        let site = site
            .edit(TOWER, "value: 40,", "value: 44,")
            .edit(TOWER, "events:", "  - {metric: stairs, value: 250, as-of: 2025, source: survey}\nevents:")
            .edit(TOWER, "It is built", "It is built of stone")
            .edit(TOWER, "title: Tower", "title: The Tower");
        let page = "---\ntitle: Mill\nfacts:\n  - {metric: height, value: 9, as-of: 2025, source: survey}\n\
                    \x20 - {metric: height, value: 8, as-of: 2025, source: log}\n---\n";
        site.with("content/projects/mill.md", page)
            .with("content/sources/log.md", "---\ntitle: Log\ndate: 2025\n---\n")
            .with("content/index.md", "---\ntitle: Towers\n---\nThe [[The Tower]] and the [[Mill]].\n")
    });
    assert_eq!(
        totals(&build),
        [
            "1 figure grew",
            "1 figure was corrected",
            "2 figures became disputed",
            "2 figures entered",
            "2 pages entered",
            "1 page was renamed",
        ]
    );
    assert_eq!(rows(&build, "newer"), ["The TowerStairs100 2020250× 2.52025Survey"]);
    assert_eq!(rows(&build, "corrected"), ["The TowerHeight40 metres44 metres+10%2020Survey"]);
    assert_eq!(rows(&build, "pages-renamed"), ["The Tower Before: Tower"]);
    assert_eq!(
        rows(&build, "events-reworded"),
        ["The Tower: It is built of stone 2019 · Survey Before: It is built (2019)"]
    );
    // What grew is told of the edition before, and of none before that.
    assert_eq!(build.texts("/editions/one/", ".totals li"), [""; 0]);
}

#[test]
fn a_newer_figure_of_the_same_value_is_told_to_be_unchanged() {
    let newer = "  - {metric: height, value: 40, as-of: 2025, source: survey}\nevents:";
    let build = two(|site| site.edit(TOWER, "events:", newer));
    assert_eq!(totals(&build), ["1 newer figure"]);
    assert_eq!(rows(&build, "newer"), ["TowerHeight40 metres 202040 metresunchanged2025Survey"]);
}

#[test]
fn an_event_whose_date_was_corrected_is_the_same_event() {
    let build = two(|site| site.edit(TOWER, "date: 2019", "date: 2018"));
    assert_eq!(totals(&build), [""; 0]);
    assert_eq!(
        rows(&build, "events-reworded"),
        ["Tower: It is built 2018 · Survey Before: It is built (2019)"]
    );
}

#[test]
fn figures_are_told_in_the_order_of_their_addresses() {
    // The one that came stands before the one that was there.
    let other = "  - {metric: height, value: 44, as-of: 2020, source: log}\nevents:";
    let build = two(|site| {
        site.edit(TOWER, "events:", other)
            .with("content/sources/log.md", "---\ntitle: Log\ndate: 2020\n---\n")
    });
    let disputed =
        build.attributes("/editions/two/", "section:has(> #fb-disputed) tbody td a[href*='#']", "href");
    assert_eq!(disputed, ["/projects/tower/#height.2020.log", "/projects/tower/#height.2020.survey"]);
}

#[test]
fn what_left_leads_to_what_is_still_there() {
    let build = two(|site| {
        site.edit(TOWER, "  - {metric: stairs, label: Stairs, value: 100, as-of: 2020, source: survey}\n", "")
            .edit(TOWER, "events:\n  - {date: 2019, text: It is built, source: survey}\n", "")
    });
    assert_eq!(totals(&build), ["1 figure left", "1 event left"]);
    let links = build.attributes("/editions/one/", "tbody a[href^='/projects/']", "href");
    assert_eq!(links, ["/projects/tower/", "/projects/tower/#height.2020.survey", "/projects/tower/"]);
}

#[test]
fn a_page_that_is_gone_is_named_without_a_link() {
    let build = two(|site| {
        site.remove(TOWER).with("content/index.md", "---\ntitle: Towers\nsources: [survey]\n---\nNone.\n")
    });
    assert_eq!(totals(&build), ["2 figures left", "1 page left", "1 event left"]);
    assert_eq!(build.attributes("/editions/one/", "tbody a[href^='/projects/']", "href"), [""; 0]);
    assert_eq!(build.texts("/editions/one/", "tbody th"), ["Tower", "Tower"]);
}

#[test]
fn a_renamed_page_is_followed_by_its_alias() {
    let build = two(|site| {
        let text = site.text(TOWER).replace("title: Tower", "title: Keep\naliases: [tower]");
        site.remove(TOWER).with("content/projects/keep.md", text).edit(
            "content/index.md",
            "[[Tower]]",
            "[[Keep]]",
        )
    });
    assert_eq!(totals(&build), ["1 page was renamed"]);
    let links = build.attributes("/editions/one/", "tbody td a.quiet", "href");
    assert_eq!(links, ["/projects/keep/#height.2020.survey", "/projects/keep/#stairs.2020.survey"]);
    assert_eq!(build.attributes("/projects/keep/", "p.since a", "href"), ["/editions/one/"]);
}

#[test]
fn a_metric_that_was_renamed_keeps_its_figures() {
    let renamed = |site: Site| {
        let site = site.edit("book.toml", "[metrics.height]", "[metrics.tallness]");
        site.edit(TOWER, "metric: height", "metric: tallness")
    };
    let build = two(renamed);
    assert_eq!(totals(&build), [""; 0]);
    let page = "In the report since the edition one, like its figures, unless one says otherwise.";
    assert_eq!(build.texts("/projects/tower/", ".since"), [page], "its figures are as old as it is");
    let newer = |site| {
        renamed(site).edit(
            TOWER,
            "events:",
            "  - {metric: tallness, value: 50, as-of: 2021, source: survey}\nevents:",
        )
    };
    assert_eq!(totals(&two(newer)), ["1 figure grew"]);
}

#[test]
fn other_words_for_the_same_value_are_no_correction() {
    // The unit of a metric, the slug of a source, and a figure beside that gives both longer ids.
    let build = two(|site| {
        let text = site.text("content/sources/survey.md");
        site.edit("book.toml", "metres", "m")
            .remove("content/sources/survey.md")
            .with("content/sources/census.md", text)
            .edit(TOWER, "source: survey", "source: census")
    });
    assert_eq!(totals(&build), ["1 page entered", "1 page left"]);
    let build = two(|site| {
        site.edit(
            TOWER,
            "  - {metric: stairs,",
            "  - {metric: height, value: 44, as-of: 2020, source: survey, note: with mast}\n  - {metric: stairs,",
        )
    });
    assert_eq!(totals(&build), ["2 figures became disputed", "1 figure entered"]);
}

#[test]
fn pages_and_figures_say_since_when_they_are_there() {
    let build = two(|site| {
        site.edit(
            TOWER,
            "events:",
            "  - {metric: steps, label: Steps, value: 3, as-of: 2025, source: survey}\nevents:",
        )
        .with("content/projects/mill.md", "---\ntitle: Mill\n---\nThe [[Tower]].\n")
        .edit("content/index.md", "The [[Tower]].", "The [[Tower]] and the [[Mill]].")
    });
    let since = build.texts("/projects/tower/", ".since");
    let page = "In the report since the edition one, like its figures, unless one says otherwise.";
    assert_eq!(since, ["since edition two", page]);
    assert_eq!(build.texts("/projects/mill/", ".since"), ["In the report since the edition two."]);
    let late = report()
        .keeping("one")
        .edit(TOWER, "value: 40,", "value: 40, note: in all,")
        .with("content/projects/mill.md", "---\ntitle: Mill\nrelated: [tower]\n---\n");
    let build =
        late.edit(TOWER, "as-of: 2020, source: survey}\nevents", "as-of: 2021, source: survey}\nevents");
    let build = build.build();
    assert_eq!(build.texts("/projects/tower/", "dd .since"), ["not yet in an edition"]);
    assert_eq!(build.texts("/projects/mill/", ".since"), ["Not yet in an edition of the report."]);
}

#[test]
fn a_citation_names_the_newest_edition_and_its_digest() {
    let site = report().keeping("one").keeping("two");
    let text = site.text("editions/two.toml");
    let digest: String = text.split("digest = \"").nth(1).unwrap().chars().take(16).collect();
    let build = site.clone().edit(TOWER, "value: 40,", "value: 41,").build();
    let cited = |url: &str, form: &str| build.texts(url, &format!("[data-form={form}]")).concat();
    assert!(cited("/projects/tower/", "text").contains(&format!("latest edition two (digest {digest})")));
    assert!(cited("/editions/one/", "text").contains(&format!("edition one (digest {digest})")));
    let same = site.build();
    let cited = |form: &str| same.texts("/projects/tower/", &format!("[data-form={form}]")).concat();
    assert!(cited("text").contains(&format!("as in edition two (digest {digest})")), "{}", cited("text"));
    assert!(
        cited("bibtex").contains(&format!("note = {{As in edition two (digest {digest})}}")),
        "{}",
        cited("bibtex")
    );
    assert!(cited("ris").contains(&format!("N1 - As in edition two (digest {digest})")), "{}", cited("ris"));
    assert!(
        cited("csl").contains(&format!("\"note\": \"As in edition two (digest {digest})\"")),
        "{}",
        cited("csl")
    );
    assert!(same.html("/CITATION.cff").contains(&format!("    value: \"{digest}\"\n")));
}

#[test]
fn a_report_without_editions_shows_nothing_of_them() {
    let own = "---\ntitle: Our editions\n---\nOf books.\n";
    let site = report()
        .with("content/editions/index.md", own)
        .with("content/editions/first.md", "---\ntitle: First\n---\nA book.\n")
        .edit("content/index.md", "The [[Tower]].", "The [[Tower]]. [Books](editions/index.md)");
    let build = site.build().clean();
    assert_eq!(build.texts("/editions/", ".entries li"), ["First"]);
    for (path, bytes) in &build.0.output {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("editions.xml") && !text.contains("class=\"since\""), "{path}");
    }
    assert_eq!(
        build
            .texts("/projects/tower/", "header nav a")
            .iter()
            .filter(|text| text.contains("ditions"))
            .count(),
        0
    );
    // With an edition the page is theirs, with the author's words on it.
    let build = site.keeping("one").build().clean();
    assert_eq!(build.texts("/editions/", ".editions h2"), ["one"]);
    assert!(build.main("/editions/").contains("Of books."));
    assert!(build.texts("/projects/tower/", "header nav a").contains(&"Our editions".to_owned()));
}

#[test]
fn very_many_figures_stand_on_pages_of_their_parts() {
    let mut site = report();
    for number in 0..260 {
        let facts = [0, 1, 2, 3]
            .map(|at| format!("  - {{metric: height, value: {at}, as-of: {}, source: survey}}\n", 2000 + at));
        let facts = facts.concat();
        let (letter, name) = (['a', 'b'][number % 2], number);
        site = site.with(
            &format!("content/projects/{letter}{name}.md"),
            format!("---\ntitle: {letter}{name}\nfacts:\n{facts}---\n"),
        );
    }
    let build = site.keeping("one").build();
    assert_eq!(build.codes(), ["orphan-entity"; 260]);
    assert_eq!(build.texts("/editions/one/", ".parts a"), ["A", "B", "T"]);
    assert_eq!(build.texts("/editions/one/", "tbody tr"), [""; 0]);
    assert_eq!(build.texts("/editions/one/figures/a/", "tbody tr").len(), 520);
    assert_eq!(
        build.attributes("/editions/one/figures/a/", ".breadcrumbs a", "href"),
        ["/editions/", "/editions/one/"]
    );
}

#[test]
fn editions_have_a_feed_with_what_came_of_each() {
    let build = two(|site| site.edit(TOWER, "value: 40,", "value: 41,"));
    let feed = build.html("/editions.xml");
    assert!(
        feed.contains("<title>Edition two</title>")
            && feed.contains("<updated>2030-01-01T00:00:00Z</updated>")
    );
    assert!(feed.contains("<summary>1 figure was corrected. Pages: 3. Figures: 2. Digest: "), "{feed}");
    let links = build.attributes("/projects/tower/", "link[type='application/atom+xml']", "href");
    assert_eq!(links, ["/figures.xml", "/editions.xml"]);
}

#[test]
fn what_a_manifest_says_is_text() {
    let hostile = "<script>alert(1)</script>";
    let site = report().keeping_as(&EditionRequest {
        name: "one".to_owned(),
        title: Some(hostile.to_owned()),
        note: Some(hostile.to_owned()),
        ..EditionRequest::default()
    });
    let build = site.build().clean();
    for page in ["/editions/", "/editions/one/", "/projects/tower/", "/editions.xml"] {
        assert!(!build.html(page).contains(hostile) && build.html(page).contains("&lt;script"), "{page}");
    }
}
