//! Where files, pages and aliases are published when their names are out of the ordinary.

use crate::site::Site;

/// A site of one page that says this.
fn with_home(markdown: &str) -> Site {
    Site::parse("").with("content/index.md", format!("---\ntitle: Home\n---\n{markdown}\n"))
}

#[test]
fn a_folder_static_inside_static_keeps_its_name() {
    let build = with_home("[x](/static/x.txt)").with("static/static/x.txt", "x").build().clean();
    assert!(build.has("static/x.txt") && !build.has("x.txt"), "{:?}", build.files());
}

#[test]
fn signs_with_a_meaning_in_addresses_are_escaped_in_links_to_files() {
    let site = with_home("[a](a%23b%3Fc.txt) [b](/100%25%20sure.txt)");
    let build = site.with("content/a#b?c.txt", "a").with("static/100% sure.txt", "b").build().clean();
    assert!(build.has("a#b?c.txt") && build.has("100% sure.txt"), "{:?}", build.files());
    let html = build.main("/");
    assert!(html.contains("href=\"/a%23b%3Fc.txt\""), "{html}");
    assert!(html.contains("href=\"/100%25%20sure.txt\""), "{html}");
}

#[test]
fn a_script_beside_a_page_carries_the_hash_of_its_bytes() {
    let site = with_home("").with("content/chapters/demo.md", "---\ntitle: D\n---\n[source](demo.js)\n");
    let published = |script: &str| {
        let build = site.clone().with("content/chapters/demo.js", script).build().clean();
        let is_script = |file: &&str| file.starts_with("chapters/demo.");
        let name = build.files().into_iter().find(is_script).unwrap().to_owned();
        let html = build.main("/chapters/demo/");
        assert!(html.contains(&format!("href=\"/{name}\"")), "{name}: {html}");
        name
    };
    let first = published("light()");
    let hash = first.strip_prefix("chapters/demo.").and_then(|rest| rest.strip_suffix(".js"));
    assert!(hash.is_some_and(|hash| hash.len() == 10), "{first}");
    assert_ne!(first, published("dark()"));
}

#[test]
fn an_extension_in_capitals_makes_a_page_too() {
    let site = with_home("[x](x.MD) and [[X]]").with("content/x.MD", "---\ntitle: X\n---\nLit.\n");
    let build = site.build().clean();
    assert!(build.main("/x/").contains("<p>Lit.</p>"), "{}", build.main("/x/"));
    assert_eq!(build.main("/").matches("href=\"/x/\"").count(), 2, "{}", build.main("/"));
    assert!(!build.has("x.MD"));
}

#[test]
fn an_alias_that_ends_in_html_is_that_very_file() {
    let page = "---\ntitle: New\naliases: [/old/page.html]\n---\n";
    let build = with_home("").with("content/new.md", page).build().clean();
    assert!(build.html("/old/page.html").contains("url=/new/"), "{}", build.html("/old/page.html"));
    let old: Vec<_> = build.files().into_iter().filter(|file| file.starts_with("old")).collect();
    assert_eq!(old, ["old/page.html"]);
}
