//! The files that the script of the search reads, and the page that readers see who have none.

use std::collections::{BTreeMap, BTreeSet};

use fieldbook::pipeline::Builder;
use fieldbook::source::discover;
use serde_json::Value;

use crate::site::{Built, Site, fixture};

/// A project with other names, a figure and a relation, a chapter that speaks of it, and one that only gives context.
fn lamps() -> Site {
    Site::parse(
        r#"
        -- book.toml --
        [book]
        title = "Lamps"
        [metrics.beam]
        label = "Reach of the beam"
        unit = "miles"
        -- content/index.md --
        ---
        title: Lamps
        ---
        Welcome.
        -- content/projects/fresnel.md --
        ---
        title: Fresnel
        summary: A lens for lighthouses
        aliases: [Stepped lens, 菲涅耳透镜]
        tags: [glass]
        facts:
          - {metric: beam, value: 20, as-of: 1823, source: survey, note: On clear nights}
        ---
        ## How it is ground

        Each ring is cut.
        -- content/projects/ringer.md --
        ---
        title: Ringer
        tier: context
        ---
        -- content/chapters/light.md --
        ---
        title: The light
        ---
        Its beam reaches [[fresnel#beam|value]] miles, said the *café* owner. [[fresnel]] made it, and [[ringer]] rang.
        -- content/sources/survey.md --
        ---
        title: Survey of lamps
        date: 1824
        ---
        "#,
    )
}

fn json(built: &Built, file: &str) -> Value {
    serde_json::from_str(built.html(&format!("/search/{file}.json"))).unwrap()
}

/// The numbers and weights of the pages that have a word, wherever it lies; `None` if no page has it.
fn pages_with(built: &Built, word: &str) -> Option<BTreeMap<u64, u64>> {
    let shards = json(built, "head")["shards"].as_u64().unwrap();
    let lists: Vec<_> = (0..shards)
        .filter_map(|shard| json(built, &format!("words-{shard}"))["words"].get(word).cloned())
        .collect();
    let [list] = lists.as_slice() else { return None };
    let mut page = 0;
    let postings = list.as_array().unwrap().iter().map(|posting| posting.as_u64().unwrap());
    Some(
        postings
            .map(|posting| {
                page += posting >> 3;
                (page, posting & 7)
            })
            .collect(),
    )
}

/// The titles of the pages that have a word, with how much it tells of each.
fn titles_with(built: &Built, word: &str) -> BTreeSet<(String, u64)> {
    let pages = json(built, "pages-0");
    let title = |page: u64| pages[usize::try_from(page).unwrap()]["title"].as_str().unwrap().to_owned();
    let found = pages_with(built, word).unwrap_or_default();
    found.into_iter().map(|(page, weight)| (title(page), weight)).collect()
}

#[track_caller]
fn expect(built: &Built, word: &str, expected: &[(&str, u64)]) {
    let expected = expected.iter().map(|(title, weight)| ((*title).to_owned(), *weight)).collect();
    assert_eq!(titles_with(built, word), expected, "{word}");
}

#[test]
fn pages_are_found_by_names_summaries_headings_figures_and_text() {
    let built = lamps().build().clean();
    expect(&built, "fresnel", &[("Fresnel", 6), ("The light", 0)]);
    expect(&built, "lens", &[("Fresnel", 5)]);
    expect(&built, "透镜", &[("Fresnel", 5)]);
    expect(&built, "glass", &[("Fresnel", 4)]);
    expect(&built, "lighthouses", &[("Fresnel", 4)]);
    expect(&built, "ground", &[("Fresnel", 3)]);
    expect(&built, "reach", &[("Fresnel", 3)]);
    expect(&built, "nights", &[("Fresnel", 0)]);
    expect(&built, "cafe", &[("The light", 0)]);
    expect(&built, "nowhere", &[]);
}

#[test]
fn the_text_is_searched_as_readers_see_it() {
    let built = lamps().build().clean();
    // The figure, not the name of its metric.
    expect(&built, "20", &[("Fresnel", 0), ("The light", 0)]);
    expect(&built, "value", &[]);
}

#[test]
fn a_page_is_described_with_its_figures() {
    let built = lamps().build().clean();
    let pages = json(&built, "pages-0");
    let fresnel = pages.as_array().unwrap().iter().find(|page| page["title"] == "Fresnel").unwrap();
    assert_eq!(fresnel["url"], "projects/fresnel/");
    assert_eq!(fresnel["names"], serde_json::json!(["Stepped lens", "菲涅耳透镜"]));
    let figure = fresnel["figures"][0].as_array().unwrap();
    assert_eq!(figure[..4], ["Reach of the beam", "20 miles", "1823", "Survey of lamps"]);
    let anchor = format!("id=\"{}\"", figure[4].as_str().unwrap());
    assert!(built.html("/projects/fresnel/").contains(&anchor), "{anchor}");
}

#[test]
fn entities_that_only_give_context_are_a_group_of_their_own_and_the_last() {
    let built = lamps().build().clean();
    let head = json(&built, "head");
    let groups: Vec<_> = head["groups"].as_array().unwrap().iter().map(|group| &group[0]).collect();
    assert_eq!(groups.first().unwrap(), &"p");
    assert_eq!(groups.last().unwrap(), &"x");
    let letters: Vec<char> = head["pages"].as_str().unwrap().chars().collect();
    let pages = json(&built, "pages-0");
    let of = |title: &str| {
        letters[pages.as_array().unwrap().iter().position(|page| page["title"] == title).unwrap()]
    };
    assert_eq!((of("Ringer"), of("Fresnel"), of("The light"), of("Survey of lamps")), ('x', 'p', 'h', 's'));
}

#[test]
fn every_address_in_the_files_of_the_search_is_published() {
    let built = fixture("lighthouses").build().clean();
    let head = json(&built, "head");
    let chunks = head["pages"].as_str().unwrap().len().div_ceil(32);
    let mut urls: Vec<String> = Vec::new();
    for chunk in 0..chunks {
        let pages = json(&built, &format!("pages-{chunk}"));
        urls.extend(pages.as_array().unwrap().iter().map(|page| page["url"].as_str().unwrap().to_owned()));
    }
    urls.extend(head["places"].as_array().unwrap().iter().map(|place| place[2].as_str().unwrap().to_owned()));
    // The error page is not found, and what is not found has no address; the home page's is the root.
    urls.retain(|url| !url.is_empty());
    assert!(urls.len() > 10, "{urls:?}");
    for url in urls {
        built.html(&format!("/{url}"));
    }
}

#[test]
fn words_that_most_pages_have_list_those_that_are_called_so() {
    let page = |number: usize| {
        let title = if number == 20 { "Common" } else { "Page" };
        format!("---\ntitle: {title} {number}\n---\nCommon and word{number}.\n")
    };
    let site = (10..50)
        .fold(Site::parse(""), |site, number| site.with(&format!("content/page-{number}.md"), page(number)));
    let built = site.build();
    assert_eq!(pages_with(&built, "common"), Some(BTreeMap::from([(10, 5)])));
    assert_eq!(pages_with(&built, "and"), Some(BTreeMap::new()));
    assert_eq!(pages_with(&built, "word12").unwrap().len(), 1);
    // Several shards, each with the words that start alike.
    assert_eq!(json(&built, "head")["shards"], 4);
}

#[test]
fn a_word_is_common_from_more_than_half_of_the_pages_on() {
    let page = |number: usize| {
        let half = if number <= 30 { "Half" } else { "" };
        let more = if number <= 31 { "More" } else { "" };
        format!("---\ntitle: Page {number}\n---\n{half} and {more}.\n")
    };
    let site = (1..=60)
        .fold(Site::parse(""), |site, number| site.with(&format!("content/page-{number}.md"), page(number)));
    let built = site.build();
    assert_eq!(pages_with(&built, "half").unwrap().len(), 30);
    assert_eq!(pages_with(&built, "more"), Some(BTreeMap::new()));
}

#[test]
fn an_edit_writes_the_shards_of_its_words_and_nothing_else_of_the_search() {
    let page =
        |number: usize| format!("---\ntitle: Page {number}\n---\nMany words stand here, of lamp{number}.\n");
    let site = (10..90)
        .fold(Site::parse(""), |site, number| site.with(&format!("content/page-{number}.md"), page(number)));
    let mut builder = Builder::new(site.options.clone());
    let mut tree = discover(&site.files).unwrap();
    builder.update(&tree).rendered.render_all(&|| true);
    let edited = site.edit("content/page-33.md", "lamp33", "buoy33");
    tree.rescan(&edited.files).unwrap();
    let rendered = builder.update(&tree).rendered;
    rendered.render_all(&|| true);
    let files = rendered.rendered_anew().filter(|path| path.as_str().starts_with("search/"));
    let written: Vec<_> = files.map(|path| path.as_str().to_owned()).collect();
    let of = |word| {
        let mut start = str::bytes(word).map(usize::from);
        format!("search/words-{}.json", (start.next().unwrap() * 37 + start.next().unwrap() * 101) % 8)
    };
    let expected: BTreeSet<_> = [of("lamp33"), of("buoy33")].into();
    assert_eq!(written.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn without_script_the_page_of_the_search_lists_all_names_by_letter() {
    let built = lamps().build().clean();
    assert_eq!(built.texts("/search/", ".names h3"), ["F", "L", "R", "S", "T", "…"]);
    let names = built.texts("/search/", ".names li");
    for name in ["Fresnel", "Stepped lens Fresnel", "菲涅耳透镜 Fresnel", "The light", "Ringer"] {
        assert!(names.iter().any(|one| one == name), "{name}: {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains("not found")), "{names:?}");
}

#[test]
fn old_addresses_are_no_names() {
    let page = "---\ntitle: Argand\naliases: [Quinquet, /old/burner/]\n---\n";
    let built = lamps().with("content/projects/argand.md", page).build();
    expect(&built, "quinquet", &[("Argand", 6)]);
    expect(&built, "burner", &[]);
    assert!(!built.html("/search/").contains("/old/burner/"));
    assert!(!built.html("/search/pages-0.json").contains("burner"));
}

#[test]
fn names_are_listed_by_their_letters_whatever_signs_they_have() {
    let mut site = lamps();
    for (slug, title) in [("a", "'Zeta' lamp"), ("b", "Arc-light"), ("c", "(Arc) lamp"), ("d", ".arcade")] {
        site = site.with(&format!("content/projects/{slug}.md"), format!("---\ntitle: \"{title}\"\n---\n"));
    }
    let built = site.build();
    let names = built.texts("/search/", ".names section li a");
    assert_eq!(names[..3], ["(Arc) lamp", "Arc-light", ".arcade"]);
    assert_eq!(names[names.len() - 2..], ["'Zeta' lamp", "菲涅耳透镜"]);
}

#[test]
fn the_form_of_every_page_leads_to_the_search_under_the_base_path() {
    let built = lamps().at("https://example.org/deep/").build().clean();
    for url in ["/", "/projects/fresnel/", "/404.html", "/search/"] {
        assert_eq!(built.attributes(url, "form.search", "action"), ["/deep/search/"], "{url}");
        assert_eq!(built.attributes(url, "form.search input", "name"), ["q"], "{url}");
    }
}

#[test]
fn results_are_narrowed_by_the_organisations_that_pages_name() {
    let trade = "---\ntitle: The trade\ncompanies: [abbot, zenith]\n---\nWho sells lamps.\n";
    let built = lamps()
        .with("content/companies/zenith.md", "---\ntitle: Zenith\n---\n")
        .with("content/companies/abbot.md", "---\ntitle: Abbot\nprojects: [fresnel]\n---\n")
        .with("content/chapters/trade.md", trade)
        .build();
    let pages = json(&built, "head")["pages"].as_str().unwrap().len();
    let titles: Vec<_> = (0..pages)
        .map(|at| json(&built, &format!("pages-{}", at / 32))[at % 32]["title"].as_str().unwrap().to_owned())
        .collect();
    let facets = json(&built, "facets");
    let found = facets["organisations"].as_array().unwrap().iter().map(|facet| {
        let title = |at: &Value| &*titles[usize::try_from(at.as_u64().unwrap()).unwrap()];
        let pages = facet[1].as_array().unwrap().iter().map(title);
        (facet[0].as_str().unwrap(), pages.collect::<BTreeSet<_>>())
    });
    let expected = [
        ("Abbot", BTreeSet::from(["Abbot", "Fresnel", "The trade"])),
        ("Zenith", BTreeSet::from(["Zenith", "The trade"])),
    ];
    assert_eq!(found.collect::<Vec<_>>(), expected);
}
