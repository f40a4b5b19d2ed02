//! Directories that are too long for one page.

use crate::site::{Built, Site};

/// A report on many languages: one in two begins with A, and one is called C. The last one has figures.
pub(crate) fn languages(count: usize) -> Site {
    let text = "
        -- book.toml --
        [book]
        title = \"Languages\"
        [directory]
        projects = [\"users\"]
        [metrics.users]
        label = \"Users\"
        [check]
        orphan-entity = \"allow\"
        fact-without-source = \"allow\"
        -- content/index.md --
        ---
        title: Home
        ---
        Home.
        -- content/domains/old.md --
        ---
        title: Old
        ---
        -- content/projects/c.md --
        ---
        title: C
        domain: old
        facts: [{metric: users, value: 9, as-of: 1972}]
        ---
        -- content/projects/other.md --
        ---
        title: ⍋
        tier: brief
        ---
        ";
    (2..count).fold(Site::parse(text), |site, number| {
        let letter = ["A", "B"][number % 2];
        let letter = if number < 5 { ["1", "2", "3"][number - 2] } else { letter };
        let text = format!("---\ntitle: {letter} {number}\ndomain: old\n---\n");
        site.with(&format!("content/projects/{letter}-{number}.md").to_lowercase(), text)
    })
}

fn names(built: &Built, url: &str) -> Vec<String> {
    built.texts(url, "tbody th a")
}

#[test]
fn a_long_directory_has_a_page_for_each_letter_and_begins_with_what_there_is_most_to_say_of() {
    let built = languages(340).build().clean();
    assert_eq!(built.texts("/projects/", ".parts a"), ["0–9", "A", "B", "C", "Other"]);
    let first = names(&built, "/projects/");
    assert_eq!((first.len(), first[0].as_str()), (200, "C"), "it has a figure");
    let caption = &built.texts("/projects/", "caption")[0];
    assert!(caption.starts_with("200 of 340 projects"), "{caption}");
    // Each is a row on the page of its letter, the one without words too.
    let parts = built.attributes("/projects/", ".parts a", "href");
    assert_eq!(parts[3], "/projects/letter/c/", "the language has its own place");
    let all: Vec<_> = parts.iter().flat_map(|part| names(&built, part)).collect();
    assert_eq!(all.len(), 340);
    assert!(all.contains(&"⍋".to_owned()) && all.contains(&"B 339".to_owned()));
    assert!(built.main("/projects/c/").contains("1972"));
    // Rows fit together only if all pages have the same columns, however few rows fill them.
    for page in parts.iter().map(String::as_str).chain(["/projects/"]) {
        assert_eq!(built.texts(page, "thead th"), ["Project", "Domain", "Developed by", "Users"], "{page}");
    }
    assert_eq!(built.texts("/projects/letter/c/", "h1"), ["Projects: C"]);
    assert_eq!(built.texts("/projects/letter/c/", "[aria-current=page]"), ["C"]);
}

#[test]
fn a_directory_that_fits_on_one_page_has_no_parts() {
    let built = languages(200).build().clean();
    assert_eq!(names(&built, "/projects/").len(), 199);
    assert_eq!(built.texts("/projects/", ".also li"), ["⍋"]);
    assert!(!built.pages().iter().any(|page| page.contains("/letter/")), "{:?}", built.pages());
}

#[test]
fn the_domain_of_very_many_projects_names_the_rest_below_its_table() {
    let built = languages(340).build().clean();
    let (rows, rest) = (names(&built, "/domains/old/"), built.texts("/domains/old/", ".also li"));
    assert_eq!((rows.len(), rest.len()), (200, 139));
    assert_eq!(built.texts("/domains/old/", ".also h2"), ["More projects"]);
}

#[test]
fn a_page_of_the_author_takes_the_place_of_a_part() {
    let site = languages(340).with("content/projects/letter/c.md", "---\ntitle: Sea\n---\nOur own.\n");
    let built = site.build();
    assert!(built.main("/projects/letter/c/").contains("Our own."), "{}", built.report());
}

#[test]
fn a_long_directory_shows_names_of_which_there_is_little_to_say_behind_the_others() {
    let site = (0..1300).fold(languages(4), |site, number| {
        let text = format!("---\ntitle: Dialect {number:04}\ntier: brief\n---\n");
        site.with(&format!("content/projects/dialect-{number:04}.md"), text)
    });
    let built = site.build().clean();
    let first = names(&built, "/projects/");
    assert_eq!((first.len(), first[0].as_str()), (200, "C"));
    assert!(built.texts("/projects/", "caption")[0].starts_with("200 of 1304 projects"));
}

#[test]
fn countries_are_a_column_of_organisations_only_if_one_is_known_of_them() {
    let site = (0..301).fold(languages(4), |site, number| {
        site.with(&format!("content/companies/firm-{number}.md"), format!("---\ntitle: Firm {number}\n---\n"))
    });
    let site = site.edit("content/projects/c.md", "domain: old", "domain: old\ncountry: Kelda");
    let heads = |site: &Site| site.build().clean().texts("/companies/", "thead th");
    assert!(!heads(&site).contains(&"Country".to_owned()));
    let known = site.edit("content/companies/firm-7.md", "title: Firm 7", "title: Firm 7\ncountry: Kelda");
    assert!(heads(&known).contains(&"Country".to_owned()));
}

#[test]
fn pages_in_a_language_from_right_to_left_say_so() {
    let arabic = languages(4).edit("book.toml", "[book]", "[book]\nlanguage = \"ar\"");
    let root = |site: &Site| site.build().html("/").lines().nth(1).unwrap_or_default().to_owned();
    assert_eq!(root(&arabic), r#"<html lang="ar" dir="rtl">"#);
    assert_eq!(root(&languages(4)), r#"<html lang="en">"#);
}
