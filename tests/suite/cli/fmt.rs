//! `fmt`: the keys of front matter in order.

use insta::assert_snapshot;

use super::folder::Folder;

/// Two pages that are not in order, two that are, and one that no front matter can be read of.
fn mixed() -> Folder {
    let folder = Folder::sound();
    folder.write("content/projects/mill.md", "---\ntags: [a] # one\ntitle: Mill\n---\nWords.\n");
    folder.write("content/chapters/two.md", "---\norder: 2\ntitle: Two\n---\n");
    folder.write("content/chapters/one.md", "---\ntags: [a\ntitle: One\n---\n");
    folder
}

#[test]
fn pages_are_put_in_order_and_named() {
    let folder = mixed();
    folder.remove("content/chapters/one.md");
    assert_snapshot!(folder.run(&["fmt"]), @r"
    exit code 0
    --- stdout
    content/chapters/two.md
    content/projects/mill.md
    --- stderr
    put 2 pages in order; 2 pages were in order already
    ");
    assert_eq!(folder.read("content/projects/mill.md"), "---\ntitle: Mill\ntags: [a] # one\n---\nWords.\n");
    assert_eq!(folder.read("content/chapters/two.md"), "---\ntitle: Two\norder: 2\n---\n");
    assert_snapshot!(folder.run(&["fmt"]), @r"
    exit code 0
    --- stderr
    put 0 pages in order; 4 pages were in order already
    ");
    assert_snapshot!(folder.run(&["fmt", "--check"]), @r"
    exit code 0
    --- stderr
    put 0 pages in order; 4 pages were in order already
    ");
}

#[test]
fn check_lists_them_writes_nothing_and_fails() {
    let folder = mixed();
    folder.remove("content/chapters/one.md");
    let before = folder.tree("content");
    assert_snapshot!(folder.run(&["fmt", "--check"]), @r"
    exit code 1
    --- stdout
    content/chapters/two.md
    content/projects/mill.md
    --- stderr
    2 pages are not in order: `fieldbook fmt` mends that
    ");
    assert_eq!(folder.tree("content"), before);
    assert_eq!(folder.run(&["fmt", "--check", "--quiet", "content/companies"]), "exit code 0\n");
}

#[test]
fn what_cannot_be_read_is_reported_and_the_rest_is_put_in_order() {
    let folder = mixed();
    folder.write("content/chapters/three.md", "---\n? order\n: 2\ntitle: Three\n---\n");
    assert_snapshot!(folder.run(&["fmt"]), @r"
    exit code 1
    --- stdout
    content/chapters/two.md
    content/projects/mill.md
    --- stderr
    error[bad-yaml]: this is not valid YAML: illegal placement of ':' indicator
     --> content/chapters/one.md:3:6
      |
    3 | title: One
      |      ^

    error[unsortable-keys]: a key does not begin its line, or is marked in some way
     --> content/chapters/three.md:2:3
      |
    2 | ? order
      |   ^^^^^
      |
      = help: write each key as `key: value` on a line of its own

    put 2 pages in order; 2 pages were in order already
    ");
    assert_eq!(folder.read("content/chapters/one.md"), "---\ntags: [a\ntitle: One\n---\n");
    assert!(folder.read("content/projects/mill.md").starts_with("---\ntitle: Mill"));
    let said = folder.fail(1, &["fmt", "--check", "--message-format", "short", "content/chapters/one.md"]);
    assert!(said.starts_with("content/chapters/one.md:"), "{said}");
    let said = folder.fail(1, &["fmt", "--check", "--message-format", "json", "content/chapters/three.md"]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["code"], "unsortable-keys", "{said}");
}

#[test]
fn pages_and_folders_can_be_named_from_where_one_is() {
    let folder = mixed();
    let listed = |arguments: &[&str]| {
        let output = folder.output(&[&["fmt", "--check"], arguments].concat());
        String::from_utf8(output.stdout).unwrap().replace('\\', "/")
    };
    assert_eq!(listed(&["content/projects/"]), "content/projects/mill.md\n");
    assert_eq!(listed(&["./content/projects/mill.md", "content/projects"]), "content/projects/mill.md\n");
    assert_eq!(listed(&["content/chapters/two.md"]), "content/chapters/two.md\n");
    let whole = folder.join("content/projects/mill.md");
    assert_eq!(listed(&[whole.to_str().unwrap()]), "content/projects/mill.md\n");
    let site = Folder::new();
    for (path, bytes) in folder.tree(".") {
        site.write(&format!("site/{path}"), bytes);
    }
    for path in ["site/content/projects", "content/projects"] {
        assert_eq!(
            site.printed(&["fmt", "--dir", "site", path]).replace('\\', "/"),
            "site/content/projects/mill.md\n"
        );
        site.write("site/content/projects/mill.md", folder.read("content/projects/mill.md"));
    }
}

#[test]
fn a_path_without_a_page_is_refused_before_anything_is_written() {
    let folder = mixed();
    let before = folder.tree("content");
    for path in ["book.toml", "content/project", "content/projects/mill", "..", "/"] {
        let said = folder.fail(2, &["fmt", "content/projects", path]);
        assert_eq!(said, format!("error: `{path}` is no page of the site, and no folder that holds one\n"));
    }
    assert_eq!(folder.tree("content"), before);
    let said = Folder::new().fail(2, &["fmt"]);
    assert!(said.contains("there is no `book.toml` in this folder"), "{said}");
}

#[test]
fn what_init_new_and_import_write_is_in_order() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    for kind in ["project", "company", "chapter", "domain", "source"] {
        folder.succeed(&["new", kind, "Something new"]);
    }
    folder.write("list.csv", "Name,What,Field,Labels,Home,Power\nReef Turbine,A turbine,barrages,small;new,https://reef.example,12\n");
    folder.succeed(&[
        "import",
        "csv",
        "list.csv",
        "--kind",
        "project",
        "--as-of",
        "2026",
        "--retrieved",
        "2026-11-27",
        "--map",
        "title=Name,summary=What,domain=Field,tags=Labels,links.website=Home,capacity=Power",
    ]);
    let said = folder.run(&["fmt", "--check"]);
    assert!(said.starts_with("exit code 0"), "{said}");
}

#[test]
fn keys_that_import_and_rename_add_are_where_fmt_would_put_them() {
    let folder = Folder::sound();
    folder.write("content/metrics.toml", "[metrics.turns]\nlabel = \"Turns\"\n");
    folder.write("content/domains/a.md", "---\r\ntitle: A\r\nsummary: The first\r\nextra: {a: 1}\r\n---\r\n");
    folder.write(
        "content/projects/wheel.md",
        "---\ntitle: Wheel\n\n# What happened\n#events: []\n\nextra:\n  colour: red\n\n# That is all.\n---\n",
    );
    folder.write(
        "content/projects/engine.md",
        "---\n# Of the year\n\ncompanies: [maker]\ntitle: Engine\n# What it takes\n#tags: [a]\n\n# for templates\nextra: 1\n---\n",
    );
    folder.write("facts.csv", "entity,turns\nWheel,3\nEngine,4\n");
    let day = ["--as-of", "2026", "--retrieved", "2026-11-27"];
    folder.succeed(&[&["import", "csv", "facts.csv", "--kind", "fact"], &day[..]].concat());
    folder.succeed(&["rename", "domains/a", "aa"]);
    folder.succeed(&["rename", "projects/engine", "motor"]);
    let fact = |value| {
        format!("facts:\n  - {{metric: turns, value: {value}, as-of: 2026, source: facts-2026-11-27}}\n")
    };
    assert_eq!(
        folder.read("content/domains/aa.md"),
        "---\r\ntitle: A\r\nsummary: The first\r\naliases: [/domains/a/]\r\nextra: {a: 1}\r\n---\r\n"
    );
    assert_eq!(
        folder.read("content/projects/wheel.md"),
        format!(
            "---\ntitle: Wheel\n{}\n# What happened\n#events: []\n\nextra:\n  colour: red\n\n# That is all.\n---\n",
            fact(3)
        )
    );
    assert_eq!(
        folder.read("content/projects/motor.md"),
        format!(
            "---\n# Of the year\n\ncompanies: [maker]\ntitle: Engine\naliases: [/projects/engine/]\n# What it takes\n#tags: [a]\n\n{}\n# for templates\nextra: 1\n---\n",
            fact(4)
        )
    );
}

#[cfg(unix)]
#[test]
fn two_pages_that_are_links_to_one_file_are_put_in_order_by_one_change() {
    let folder = mixed();
    folder.remove("content/chapters/one.md");
    folder.write("content/mill.txt", folder.read("content/projects/mill.md"));
    for name in ["a", "b"] {
        std::os::unix::fs::symlink("../mill.txt", folder.join(&format!("content/projects/{name}.md")))
            .unwrap();
    }
    let said = folder.run(&["fmt"]);
    assert!(said.starts_with("exit code 0"), "{said}");
    assert_eq!(folder.read("content/mill.txt"), "---\ntitle: Mill\ntags: [a] # one\n---\nWords.\n");
    for name in ["a", "b"] {
        assert!(folder.join(&format!("content/projects/{name}.md")).is_symlink());
    }
}
