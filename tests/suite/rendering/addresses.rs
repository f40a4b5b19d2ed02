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
    // Not every system can have such a file.
    let allowed = "[book]\ntitle = \"T\"\n[check]\nunportable-name = \"allow\"\n";
    let site = site.with("content/a#b?c.txt", "a").with("static/100% sure.txt", "b");
    let build = site.with("book.toml", allowed).build().clean();
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

/// The files that lead from aliases to a page that has these.
fn redirects(aliases: &str) -> Vec<String> {
    let page = format!("---\ntitle: New\naliases: {aliases}\n---\n");
    let build = with_home("").with("content/new.md", page).at("https://example.org/report/").build().clean();
    let leads = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("url=/report/new/");
    let output = build.0.output.iter().filter(|(_, bytes)| leads(bytes));
    output.map(|(path, _)| path.to_string()).collect()
}

#[test]
fn a_whole_address_is_published_as_it_is_written() {
    assert_eq!(
        redirects(
            r#"["/About_Us.html", "/docs/v1.2/", "/Blog/Post", "/old%20page", "/2019/c++/", "/über/", "/A.HTM"]"#
        ),
        [
            "2019/c++/index.html",
            "A.HTM",
            "About_Us.html",
            "Blog/Post/index.html",
            "docs/v1.2/index.html",
            "old page/index.html",
            "über/index.html",
        ]
    );
}

#[test]
fn an_address_that_is_written_twice_leads_to_the_page_all_the_same() {
    assert_eq!(redirects(r#"["/old", "/old/", "/%6Fld/"]"#), ["old/index.html"]);
}

#[test]
fn one_alias_of_a_project_and_a_company_is_an_address_of_each() {
    let page = |title: &str| format!("---\ntitle: {title}\naliases: [LG]\n---\n");
    let site = with_home("Made by Lamp and Lamp Group.")
        .with("content/projects/lamp.md", page("Lamp"))
        .with("content/companies/group.md", page("Lamp Group"));
    let build = site.build().clean();
    assert!(
        build.has("projects/lg/index.html") && build.has("companies/lg/index.html"),
        "{:?}",
        build.files()
    );
}
