//! `import landscape`: a small file of the shape of the CNCF's.

use insta::assert_snapshot;

use crate::cli::folder::Folder;

const LANDSCAPE: &str = "\
landscape:
  - category:
    name: Provisioning
    subcategories:
      - subcategory:
        name: Tools
        items:
          - item:
            name: Kindle Box
            homepage_url: https://kindle.example
            repo_url: https://github.com/example/kindle
            project: sandbox
            logo: kindle.svg
            crunchbase: https://www.crunchbase.com/organization/lamp-foundation
            description: Lights *lamps* [of all kinds]. It also puts them out.
            second_path:
              - \"Runtime / Tools\"
            extra:
              accepted: '2021-09-14'
              audits:
                - date: '2022-01-02'
                  type: security
                  vendor: Watchers
  - category:
    name: Runtime
    subcategories:
      - subcategory:
        name: Tools
        items:
          - item:
            name: kind
            homepage_url: https://kind.example
            logo: none.svg
            crunchbase: https://www.crunchbase.com/organization/red-lamp
          - item:
            name: Kindle Box
            homepage_url: https://kindle.example
      - subcategory:
        name: Shelves
        items:
          - item:
            name: Kindle Box
            homepage_url: https://kindle.example
  - category:
    name: Lamp Members
    subcategories:
      - subcategory:
        name: Gold
        items:
          - item:
            name: Red Lamp (member)
            homepage_url: https://red.example
            joined: '2019-02-03'
            crunchbase: https://www.crunchbase.com/organization/red-lamp
          - item:
            name: Lone University
            homepage_url: https://lone.example
";

/// A folder with nothing but the data.
fn data() -> Folder {
    let folder = Folder::new();
    folder.write("data/landscape.yml", LANDSCAPE);
    folder.write(
        "data/hosted_logos/kindle.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
    );
    folder
}

const IMPORT: [&str; 7] =
    ["import", "landscape", "data/landscape.yml", "--retrieved", "2026-11-27", "--title", "Lamps"];

/// Pages of a site with their texts.
fn texts(folder: &Folder, pages: &[&str]) -> String {
    let text = |path: &&str| format!("-- {path}\n{}", folder.read(&format!("content/{path}.md")));
    pages.iter().map(text).collect()
}

#[test]
fn a_landscape_becomes_a_site_without_a_warning() {
    let folder = data();
    assert_snapshot!(folder.run(&IMPORT), @r"
    exit code 0
    --- stderr
    added 12 pages and 1 fact; 0 pages and 0 facts were there already
    ");
    let files: Vec<_> = folder.tree("content").into_keys().collect();
    assert_snapshot!(files.join("\n"), @r"
    chapters/lamp-members.md
    companies/lamp-foundation.md
    companies/lone-university.md
    companies/red-lamp.md
    domains/provisioning-tools.md
    domains/provisioning.md
    domains/runtime-tools.md
    domains/runtime.md
    domains/shelves.md
    index.md
    metrics.toml
    projects/kind.md
    projects/kindle-box.md
    sources/landscape-2026-11-27.md
    ");
    assert!(folder.has("static/logos/kindle.svg"));
    folder.succeed(&["--deny-warnings", "build"]);
}

#[test]
fn an_item_becomes_a_project_with_what_is_told_of_it() {
    let folder = data();
    folder.succeed(&IMPORT);
    assert_snapshot!(texts(&folder, &["projects/kindle-box", "projects/kind"]), @r#"
    -- projects/kindle-box
    ---
    title: Kindle Box
    summary: "Lights *lamps* [of all kinds]"
    domain: provisioning-tools
    also-in: [runtime-tools, shelves]
    licensing: open-source
    logo: "/logos/kindle.svg"
    tags: [sandbox]
    companies: [{company: lamp-foundation, role: host}]
    sources: [landscape-2026-11-27]
    links: {website: "https://kindle.example", repository: "https://github.com/example/kindle", Crunchbase: "https://www.crunchbase.com/organization/lamp-foundation"}
    facts:
      - {metric: maturity, value: sandbox, as-of: 2026-11-27, source: landscape-2026-11-27}
    events:
      - {date: 2021-09-14, text: Accepted, kind: transfer, source: landscape-2026-11-27}
      - {date: 2022-01-02, text: Security audit by Watchers, source: landscape-2026-11-27}
    ---

    Lights \*lamps\* \[of all kinds\]. It also puts them out.
    -- projects/kind
    ---
    title: kind
    domain: runtime-tools
    autolink: false
    companies: [red-lamp]
    sources: [landscape-2026-11-27]
    links: {website: "https://kind.example", Crunchbase: "https://www.crunchbase.com/organization/red-lamp"}
    ---
    "#);
}

#[test]
fn members_and_owners_become_organisations_and_categories_domains() {
    let folder = data();
    folder.succeed(&IMPORT);
    let pages = [
        "companies/red-lamp",
        "companies/lone-university",
        "chapters/lamp-members",
        "domains/runtime",
        "domains/shelves",
    ];
    assert_snapshot!(texts(&folder, &pages), @r#"
    -- companies/red-lamp
    ---
    title: Red Lamp
    type: company
    tags: [Gold]
    sources: [landscape-2026-11-27]
    links: {website: "https://red.example", Crunchbase: "https://www.crunchbase.com/organization/red-lamp"}
    events:
      - {date: 2019-02-03, text: Joined Lamp Members (Gold), source: landscape-2026-11-27}
    ---
    -- companies/lone-university
    ---
    title: Lone University
    type: university
    tags: [Gold]
    sources: [landscape-2026-11-27]
    links: {website: "https://lone.example"}
    ---
    -- chapters/lamp-members
    ---
    title: Lamp Members
    autolink: false
    sources: [landscape-2026-11-27]
    ---

    ## Gold

    [Red Lamp](../companies/red-lamp.md),
    [Lone University](../companies/lone-university.md)
    -- domains/runtime
    ---
    title: Runtime
    sources: [landscape-2026-11-27]
    ---
    -- domains/shelves
    ---
    title: Shelves
    parent: runtime
    sources: [landscape-2026-11-27]
    ---
    "#);
}

#[test]
fn importing_again_adds_only_what_is_new() {
    let folder = data();
    folder.succeed(&IMPORT);
    let before = folder.tree("content");
    assert_snapshot!(folder.run(&IMPORT), @r"
    exit code 0
    --- stderr
    added 0 pages and 0 facts; 6 pages and 1 fact were there already
    ");
    let later = ["import", "landscape", "data/landscape.yml", "--retrieved", "2027-01-01"];
    folder.succeed(&later);
    assert_eq!(folder.tree("content"), before);
    folder.write("data/landscape.yml", LANDSCAPE.replace("project: sandbox", "project: graduated"));
    assert_snapshot!(folder.run(&later), @r"
    exit code 0
    --- stderr
    added 1 page and 1 fact; 6 pages and 0 facts were there already
    ");
    let text = folder.read("content/projects/kindle-box.md");
    assert!(text.contains(
        "facts:\n  - {metric: maturity, value: graduated, as-of: 2027-01-01, source: landscape-2027-01-01}\n  - {metric: maturity, value: sandbox,"
    ), "{text}");
    folder.succeed(&["--deny-warnings", "check"]);
}

#[test]
fn what_is_no_landscape_is_refused_with_its_line() {
    let folder = Folder::sound();
    let before = folder.tree("content");
    let said = [
        "a: [1\n",
        "- 1\n",
        "landscape:\n  - category:\n    subcategories: []\n",
        "landscape:\n  - name: A\n    subcategories:\n      - name: B\n        items:\n          - homepage_url: x\n",
        "landscape:\n  - name: A\n    subcategories:\n      - name: B\n        items:\n          - name: '!!'\n",
    ]
    .map(|text| {
        folder.write("l.yml", text);
        folder.run(&["import", "landscape", "l.yml"]).replace("--- stderr\n", "")
    });
    assert_snapshot!(said.join("\n"), @r"
    exit code 1
    error: l.yml:1: this is not valid YAML: unclosed bracket '['
    nothing was written

    exit code 1
    error: l.yml:1: this is no data file of a landscape: it has no list `landscape`
    nothing was written

    exit code 1
    error: l.yml:2: this category has no `name`
    nothing was written

    exit code 1
    error: l.yml:6: this item has no `name`
    nothing was written

    exit code 1
    error: l.yml:6: no file name can be made of `!!`: it has no letter and no digit
    nothing was written
    ");
    assert_eq!(folder.tree("content"), before);
    let said = folder.fail(2, &["import", "landscape", "none.yml"]);
    assert!(said.starts_with("error: cannot read `none.yml`: "), "{said}");
}

/// A landscape of one category with these items.
fn items(items: &[&str]) -> String {
    let items: Vec<_> = items.iter().map(|item| format!("          - {{{item}}}\n")).collect();
    format!(
        "landscape:\n  - name: Runtime\n    subcategories:\n      - name: Tools\n        items:\n{}",
        items.concat()
    )
}

#[test]
fn items_that_differ_in_a_sign_are_projects_of_their_own() {
    let folder = Folder::new();
    folder.write(
        "data/landscape.yml",
        items(&["name: C, description: Old.", "name: C++, description: New.", "name: Lamp", "name: lamp"]),
    );
    folder.succeed(&IMPORT);
    let names: Vec<_> = folder.tree("content/projects").into_keys().collect();
    assert_eq!(names, ["c-plus-plus.md", "c.md", "lamp.md"]);
    let before = folder.tree("content");
    folder.succeed(&IMPORT);
    assert_eq!(folder.tree("content"), before);
}

#[test]
fn items_of_one_name_that_contradict_each_other_are_refused() {
    let folder = Folder::new();
    folder.write(
        "data/landscape.yml",
        items(&["name: Lamp, project: sandbox", "name: Lamp", "name: Lamp, project: graduated"]),
    );
    assert_snapshot!(folder.run(&IMPORT), @r"
    exit code 1
    --- stderr
    error: data/landscape.yml:8: `Lamp` is `sandbox` in line 6 and `graduated` here: which one is its maturity?
      help: correct one of the two items
    nothing was written
    ");
    assert!(!folder.has("content"));
}

#[test]
fn an_owner_is_the_organisation_that_is_there_whatever_its_slug() {
    let folder = Folder::sound();
    folder.write("content/companies/red.md", "---\ntitle: Red\naliases: [Red Lamp]\n---\n");
    folder.write("content/companies/old/lone.md", "---\ntitle: Lone University\n---\n");
    folder.write("data/landscape.yml", LANDSCAPE);
    folder.succeed(&IMPORT);
    assert!(folder.read("content/projects/kind.md").contains("companies: [red]"));
    let members = folder.read("content/chapters/lamp-members.md");
    assert!(
        members.contains("[Red Lamp](../companies/red.md),\n[Lone University](../companies/old/lone.md)"),
        "{members}"
    );
    folder.succeed(&["check"]);
}

#[test]
fn a_member_is_linked_whatever_its_file_is_called() {
    let folder = Folder::sound();
    for (name, title) in [("red #1", "Red Lamp"), ("50% (old) R&amp;D", "Lone University")] {
        folder.write(&format!("content/companies/{name}.md"), format!("---\ntitle: {title}\n---\n"));
    }
    folder.write("data/landscape.yml", LANDSCAPE);
    folder.succeed(&IMPORT);
    let members = folder.read("content/chapters/lamp-members.md");
    assert!(members.contains("[Red Lamp](../companies/red%20%231.md)"), "{members}");
    folder.succeed(&["build"]);
    let page = folder.read("public/chapters/lamp-members/index.html");
    assert_eq!(page.matches("href=\"/companies/").count(), 2 + 1, "{page}");
}

#[test]
fn a_logo_comes_with_its_page_alone() {
    let folder = data();
    folder.write("content/index.md", "---\ntitle: Home\n---\n");
    folder.write("book.toml", "[book]\ntitle = \"Lamps\"\n");
    folder.write("content/projects/box.md", "---\ntitle: Kindle Box\n---\nOurs.\n");
    folder.succeed(&IMPORT);
    assert!(!folder.has("static/logos"));
}

#[test]
fn a_description_is_never_a_list() {
    let folder = Folder::new();
    let long = "- shines ".repeat(30);
    folder.write(
        "data/landscape.yml",
        items(&[
            &format!("name: Lamp, description: '{long}'"),
            &format!("name: Lantern, description: '1. {long}'"),
            &format!("name: Light, description: '2024 {long}'"),
        ]),
    );
    folder.succeed(&IMPORT);
    let text = |slug: &str| folder.read(&format!("content/projects/{slug}.md"));
    assert!(text("lamp").contains("\n\n\\- shines - shines"), "{}", text("lamp"));
    assert!(text("lantern").contains("\n\n1\\. - shines"), "{}", text("lantern"));
    assert!(text("light").contains("\n\n2024 - shines"), "{}", text("light"));
}
