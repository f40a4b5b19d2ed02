//! Exhibits that are shared: a page of their own, a frame for pages elsewhere, and what programs are told.

use serde_json::Value;

use crate::site::{Built, Site};

/// A report with four exhibits that can be shared; `settings` and `keys` are more of `book.toml`
/// and of the chart.
fn lamps(settings: &str, keys: &str) -> Site {
    let book = format!(
        "[book]\ntitle = \"Lamps & lights\"\nauthors = [\"The board\"]\n\
         [output.html]\nsite-url = \"https://lamps.example/report/\"\nlicence = {{name = \"CC0\", url = \"/licence.txt\"}}\n\
         [check]\norphan-entity = \"allow\"\n\
         [metrics.lamps]\nlabel = \"Lamps\"\nunit = \"lamps\"\n{settings}"
    );
    let lamp = |title: &str, value: u8| {
        let facts = format!("  - {{metric: lamps, value: {value}, as-of: 1900, source: survey}}\n");
        let events = "  - {date: 1901, text: Lit, source: survey}\n";
        format!("---\ntitle: {title}\ncompanies: [board]\nfacts:\n{facts}events:\n{events}---\nx\n")
    };
    let page = format!(
        "---\ntitle: Pictures\n---\n```chart\ntitle: Lamps <then>\nnote: Nore has most.\nmetric: lamps\n{keys}```\n\n\
         ```table\ntitle: Rows\nid: rows\ncolumns: [name, lamps]\n```\n\n\
         ```timeline\ntitle: When\nid: when\n```\n\n```network\ntitle: Who\nid: who\n```\n"
    );
    Site::parse("")
        .with("book.toml", book)
        .with("static/licence.txt", "x")
        .with("content/chapters/lamps/pictures.md", page)
        .with("content/companies/board.md", "---\ntitle: Board\n---\nx\n")
        .with("content/sources/survey.md", "---\ntitle: Survey\n---\nx\n")
        .with("content/projects/nore.md", lamp("Nore", 7))
        .with("content/projects/elbe.md", lamp("Elbe", 3))
}

/// The same where the chart says that it is shared.
fn shared() -> Built {
    lamps("", "id: then\nshare: true\n").build().clean()
}

fn shares(built: &Built) -> Vec<&str> {
    built.files().into_iter().filter(|path| path.starts_with("x/")).collect()
}

#[test]
fn an_exhibit_that_is_shared_has_a_page_that_says_where_it_is_from_and_how_it_is_shown_elsewhere() {
    let built = shared();
    assert_eq!(shares(&built), ["x/then/frame/index.html", "x/then/index.html", "x/then/oembed.json"]);
    let place = "/chapters/lamps/pictures/";
    let links = built.attributes(place, "#exhibit-then .files a", "href");
    assert_eq!(links.last().map(String::as_str), Some("/report/x/then/"), "{links:?}");
    assert_eq!(built.texts("/x/then/", "h1, .lead"), ["Lamps <then>", "Nore has most."]);
    assert_eq!(built.texts("/x/then/", ".files a"), ["Data", "CSV", "SVG"], "it is where it would lead");
    let html = built.main("/x/then/");
    for words in [
        "From <a href=\"/report/chapters/lamps/pictures/#exhibit-then\">Pictures</a> · Licence: <a href=\"/report/licence.txt\" rel=\"license\">CC0</a>",
        "href=\"/report/chapters/lamps/pictures/then.csv\"",
        "Survey",
        "<code>&lt;iframe src=&quot;https://lamps.example/report/x/then/frame/&quot; title=&quot;Lamps &amp;lt;then&amp;gt;&quot;",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let cited = built.texts("/x/then/", ".cite .form")[0].clone();
    assert!(
        cited.contains("“Lamps <then>.”") && cited.contains("https://lamps.example/report/x/then/"),
        "{cited}"
    );
    assert!(built.html("/sitemap.xml").contains("<loc>https://lamps.example/report/x/then/</loc>"));
    assert!(!built.html("/sitemap.xml").contains("frame"));
}

#[test]
fn a_frame_has_no_script_and_is_found_by_the_page_of_the_exhibit() {
    let built = shared();
    let html = built.html("/x/then/frame/");
    assert!(!html.contains("<script") && !html.contains("style="), "{html}");
    assert_eq!(built.attributes("/x/then/frame/", "meta[name=robots]", "content"), ["noindex"]);
    let canonical = built.attributes("/x/then/frame/", "link[rel=canonical]", "href");
    assert_eq!(canonical, ["https://lamps.example/report/x/then/"]);
    assert_eq!(built.attributes("/x/then/frame/", "base", "target"), ["_blank"]);
    assert_eq!(built.texts("/x/then/frame/", "footer"), ["Lamps & lights · CC0"]);
    assert!(html.contains("Nore has most.") && html.contains("Survey") && html.len() < 20_000, "{html}");
}

#[test]
fn links_within_an_exhibit_stay_in_its_frame_and_all_others_open_beside_the_page_that_holds_it() {
    let built = lamps("[exhibits]\nshare = true\n", "id: then\n").build().clean();
    for frame in ["/x/who/frame/", "/x/when/frame/"] {
        let within = built.attributes(frame, "main a[href^='#']", "target");
        assert!(!within.is_empty() && within.iter().all(|target| target == "_self"), "{frame}: {within:?}");
        assert_eq!(built.attributes(frame, "main a:not([href^='#'])", "target"), Vec::<String>::new());
        assert_eq!(built.attributes(frame, "base", "target"), ["_blank"]);
    }
}

#[test]
fn programs_are_told_how_to_show_an_exhibit() {
    let built = shared();
    let address = built.attributes("/x/then/", "link[type='application/json+oembed']", "href");
    assert_eq!(address, ["https://lamps.example/report/x/then/oembed.json"]);
    let told: Value = serde_json::from_str(built.html("/x/then/oembed.json")).expect("JSON");
    let texts = ["version", "type", "title", "provider_name", "provider_url", "author_name"];
    let texts = texts.map(|key| told[key].as_str().expect("a text"));
    let home = "https://lamps.example/report/";
    assert_eq!(texts, ["1.0", "rich", "Lamps <then>", "Lamps & lights", home, "The board"]);
    let height = told["height"].as_u64().expect("a number");
    assert!((240..=900).contains(&height) && told["width"].as_u64() == Some(720), "{told}");
    assert_eq!(told["html"].as_str().expect("a text"), built.texts("/x/then/", ".embed")[0]);
}

#[test]
fn settings_share_every_exhibit_but_those_that_say_otherwise() {
    let all = "[exhibits]\nshare = true\n";
    let pages = |built: &Built| shares(built).iter().filter(|path| path.matches('/').count() == 2).count();
    // A page and what oEmbed tells of each.
    assert_eq!(pages(&lamps(all, "id: then\n").build().clean()), 8);
    assert_eq!(pages(&lamps(all, "share: false\n").build().clean()), 6);
    assert_eq!(pages(&lamps("", "id: then\n").build().clean()), 0);
}

#[test]
fn a_site_that_does_not_know_its_host_has_pages_of_exhibits_and_no_frames() {
    let built = lamps("", "id: then\nshare: true\n").at("/report/").build().clean();
    assert_eq!(shares(&built), ["x/then/index.html"]);
    assert!(!built.html("/x/then/").contains("iframe") && !built.html("/x/then/").contains("oembed"));
}

#[test]
fn the_address_of_an_exhibit_stays_when_it_moves_to_another_page() {
    let site = || lamps("", "id: then\nshare: true\n");
    let text = "---\ntitle: Elsewhere\n---\n```chart\ntitle: Lamps of old\nid: then\nshare: true\nmetric: lamps\n```\n";
    let moved = site().remove("content/chapters/lamps/pictures.md").with("content/moved.md", text);
    let (before, after) = (site().build().clean(), moved.build().clean());
    assert_eq!(shares(&before), shares(&after));
    assert_eq!(after.texts("/x/then/", "h1"), ["Lamps of old"]);
}

#[test]
fn what_is_shared_without_a_name_is_reported_and_not_published() {
    let built = lamps("", "share: true\n").build();
    assert_eq!(shares(&built), Vec::<&str>::new());
    assert_eq!(built.codes(), ["unnamed-exhibit"]);
    let denied = lamps("", "share: true\n").denying_warnings().build().report();
    assert!(denied.contains("error[unnamed-exhibit]"), "{denied}");
}

#[test]
fn what_is_no_picture_of_data_cannot_be_shared() {
    let page = "---\ntitle: Doubts\n---\n```disagreements\ntitle: Doubts\nshare: true\n```\n";
    let built = lamps("", "").with("content/doubts.md", page).build();
    assert_eq!(built.codes(), ["empty-exhibit", "unknown-key"]);
}
