//! What programs read of a site: JSON-LD, tags for cards, `llms.txt`, the feed of changed figures, ids that stay.

use serde_json::Value;

use crate::site::{Built, Site};

fn report() -> Site {
    Site::parse(
        r#"
        -- book.toml --
        [book]
        title = "Lamps </script> & [lights]"
        description = "On <lamps>"
        authors = ["Lovelace, Ada", "The board"]
        [output.html]
        site-url = "https://lamps.example/report/"
        card = "img/card.png"
        licence = {name = "CC0", url = "/licence.txt"}
        [feed]
        id = "tag:lamps.example,2026:report"
        [metrics.lamps]
        label = "Lamps"
        unit = "lamps"
        [check]
        orphan-entity = "allow"
        -- static/img/card.png --
        x
        -- static/licence.txt --
        x
        -- content/index.md --
        ---
        title: Lamps
        ---
        -- content/chapters/one/index.md --
        ---
        title: "Part *one*"
        ---
        -- content/chapters/one/oil.md --
        ---
        title: "Oil </script><!-- & \"gas\""
        summary: How it burns
        date: 2020-05
        updated: 2021-06-07
        ---
        -- content/projects/tower.md --
        ---
        title: Tower
        licensing: open-source
        companies: [works]
        links: {website: "https://tower.example/"}
        facts:
          - {metric: lamps, value: 3, as-of: 2019, source: log}
          - {metric: lamps, value: 5, as-of: 2021-02, source: log}
          - {metric: lamps, value: 4, as-of: 2020, source: log}
        ---
        -- content/companies/works.md --
        ---
        title: Works
        country: Norway
        names: {zh: 灯厂}
        ---
        -- content/sources/log.md --
        ---
        title: The log
        ---
        "#,
    )
}

/// The things that the JSON-LD of a page is about.
fn things(build: &Built, url: &str) -> Vec<Value> {
    let scripts = build.written(url, "head > script[type='application/ld+json']");
    let graphs = scripts.iter().map(|text| serde_json::from_str::<Value>(text).unwrap()["@graph"].clone());
    graphs.flat_map(|graph| graph.as_array().unwrap().clone()).collect()
}

fn tag(build: &Built, url: &str, selector: &str) -> Vec<String> {
    build.attributes(url, &format!("head > meta{selector}"), "content")
}

#[test]
fn a_chapter_is_an_article_whatever_its_title_holds() {
    let build = report().build().clean();
    let things = things(&build, "/chapters/one/oil/");
    let article = &things[0];
    assert_eq!(article["@type"], "Article");
    assert_eq!(article["headline"], "Oil </script><!-- & \"gas\"");
    assert_eq!(
        (&article["datePublished"], &article["dateModified"]),
        (&"2020-05".into(), &"2021-06-07".into())
    );
    assert_eq!(article["url"], "https://lamps.example/report/chapters/one/oil/");
    assert_eq!(article["author"][0]["familyName"], "Lovelace");
    // Nobody can tell a board from a person by its name.
    assert_eq!(article["author"][1], serde_json::json!({ "name": "The board" }));
    assert_eq!(article["license"], "https://lamps.example/report/licence.txt");
    let way = &things[1]["itemListElement"];
    assert_eq!(way[0]["item"], "https://lamps.example/report/");
    assert_eq!(way[3]["name"], "Oil </script><!-- & \"gas\"");
}

#[test]
fn entities_are_what_is_known_of_them() {
    let build = report().build().clean();
    let project = &things(&build, "/projects/tower/")[0];
    assert_eq!(
        (&project["@type"], &project["sameAs"][0]),
        (&"SoftwareSourceCode".into(), &"https://tower.example/".into())
    );
    let company = &things(&build, "/companies/works/")[0];
    assert_eq!(project["author"][0]["@id"], company["@id"]);
    assert_eq!((&company["@type"], &company["alternateName"][0]), (&"Organization".into(), &"灯厂".into()));
    assert_eq!(company["address"]["addressCountry"], "Norway");
    let closed = report().edit("content/projects/tower.md", "licensing: open-source\n", "").build().clean();
    assert_eq!(things(&closed, "/projects/tower/")[0]["@type"], "Thing");
}

#[test]
fn the_page_of_the_data_is_a_dataset_with_its_files() {
    let build = report().build().clean();
    let set = &things(&build, "/data/")[0];
    assert_eq!(set["@type"], "Dataset");
    let files = set["distribution"].as_array().unwrap();
    assert!(
        files.iter().any(|file| file["contentUrl"] == "https://lamps.example/report/data/facts.csv"),
        "{files:?}"
    );
}

#[test]
fn every_page_has_a_description_and_a_card() {
    let build = report().build().clean();
    for page in build.pages() {
        let url = format!("/{page}");
        assert_eq!(tag(&build, &url, "[name=description]").len(), 1, "{page}");
        let card = tag(&build, &url, "[property='og:image']");
        assert!(
            card.len() == 1 && card[0].starts_with("https://lamps.example/report/img/card."),
            "{page}: {card:?}"
        );
    }
    let bare = Site::parse("-- content/index.md --\n---\ntitle: H\n---\n").build().clean();
    assert_eq!(tag(&bare, "/", "[name=description]"), ["Test"]);
    assert_eq!(tag(&bare, "/", "[name='twitter:card']"), ["summary"]);
}

#[test]
fn programs_are_told_where_everything_is() {
    insta::assert_snapshot!(report().build().clean().html("/llms.txt"));
}

#[test]
fn figures_that_took_the_place_of_others_have_a_feed() {
    insta::assert_snapshot!(report().build().clean().html("/figures.xml"));
}

#[test]
fn ids_in_feeds_stay_when_the_site_moves() {
    let ids = |site: Site| {
        let build = site.build().clean();
        let feeds = ["/feed.xml", "/figures.xml"].map(|url| build.html(url).to_owned());
        let lines = feeds.iter().flat_map(|feed| feed.lines()).filter(|line| line.contains("<id>"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let here = ids(report());
    assert_eq!(here[1].trim(), "<id>tag:lamps.example,2026:report/chapters/one/oil/</id>");
    assert_eq!(here, ids(report().at("https://lights.example/")));
}

#[test]
fn an_id_that_is_no_tag_is_reported() {
    let build = report().edit("book.toml", "tag:lamps.example,2026:report", "lamps.example").build();
    insta::assert_snapshot!(build.report());
}
