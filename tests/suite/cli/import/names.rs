//! Names that differ in a sign alone.

use insta::assert_snapshot;

use super::table::report;
use crate::cli::folder::Folder;

#[test]
fn names_that_differ_in_a_sign_are_pages_of_their_own() {
    let folder = report();
    let table = "title,related\nC++,C\nC,C++\nC#,C; C++\nA*,\nA,\n";
    folder.write("data.csv", table);
    let arguments = ["import", "csv", "data.csv", "--kind", "project", "--retrieved", "2026-11-27"];
    assert_snapshot!(folder.run(&arguments), @r"
    exit code 0
    --- stderr
    added 6 pages and 0 facts; 0 pages and 0 facts were there already
    ");
    let related = |slug: &str| {
        let text = folder.read(&format!("content/projects/{slug}.md"));
        text.lines()
            .filter(|line| line.starts_with("title") || line.starts_with("related"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let pages = ["c", "c-plus-plus", "c-sharp", "a", "a-2"].map(related);
    assert_snapshot!(pages.join("\n"), @r#"
    title: C related: [c-plus-plus]
    title: C++ related: [c]
    title: "C#" related: [c, c-plus-plus]
    title: A
    title: "A*"
    "#);
    let before = folder.tree("content");
    folder.succeed(&arguments);
    assert_eq!(folder.tree("content"), before);
}

#[test]
fn a_name_does_not_mean_a_page_that_only_has_its_slug() {
    let folder = report();
    folder.write("content/projects/c.md", "---\ntitle: C\n---\n");
    folder.write("content/projects/gin.md", "---\ntitle: Gin of old\n---\n");
    folder.write("data.csv", "title,related\nC+,\nGinger,C*\n");
    let arguments = ["import", "csv", "data.csv", "--kind", "project"];
    assert_snapshot!(folder.run(&arguments), @r"
    exit code 1
    --- stderr
    error: data.csv:3: no project has the slug `C*`
      help: did you mean `c`?
    nothing was written
    ");
    folder.write("data.csv", "title,speed\nC*,3\nGin,5\n");
    folder.succeed(&arguments);
    assert!(folder.read("content/projects/c-2.md").contains("value: 3"));
    assert!(
        folder.read("content/projects/gin.md").contains("value: 5"),
        "a page that has another title by now"
    );
    assert!(!folder.read("content/projects/c.md").contains("value"));
}

#[test]
fn rows_that_say_the_same_are_one_page() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    folder.write("models.csv", "Model,Maker\nA,Cobble Works\nB,Cobble Works\nC,Anvil Yard\n");
    let said = folder.run(&["import", "csv", "models.csv", "--kind", "organisation", "--map", "title=Maker"]);
    assert!(said.contains("added 3 pages and 0 facts; 1 page and 0 facts were there already"), "{said}");
    assert!(folder.read("content/companies/anvil-yard.md").contains("title: Anvil Yard\n"));
}
