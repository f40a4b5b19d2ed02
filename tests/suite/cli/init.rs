//! `init`: a report to start from.

use insta::assert_snapshot;

use super::folder::Folder;

#[test]
fn a_new_report_builds_without_a_warning() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    assert_snapshot!(folder.run(&["build", "--deny-warnings"]), @r"
    exit code 0
    --- stderr
    [N] pages (4 projects, 3 companies), no warnings in [TIME] → ./public
    ");
    let home = folder.read("public/index.html");
    assert!(home.contains("<title>Tide power</title>"), "{home}");
    assert!(
        folder.read("public/chapters/tides/plants/index.html").contains("exhibit-capacity-of-the-plants")
    );
    let doubts = folder.read("public/disagreements/index.html");
    assert!(doubts.contains("Kelda Sound Array"), "{doubts}");
    for file in [".gitignore", ".editorconfig", ".vscode/tasks.json", ".vscode/settings.json", "README.md"] {
        assert!(folder.has(file), "{file}");
    }
}

#[test]
fn it_says_what_comes_next() {
    let folder = Folder::new();
    assert_snapshot!(folder.run(&["init", "report"]), @r#"
    exit code 0
    --- stderr
    wrote 22 files to `report`; next:
      cd report
      fieldbook serve --open           shows the report while you write
      fieldbook new project "A name"   begins a page
      fieldbook deploy --dry-run       tells what publishing would do, once all is committed with Git
    README.md says what stands where; everything in the report is invented and there to be replaced
    "#);
    assert!(folder.has("report/book.toml"));
    assert_snapshot!(Folder::new().run(&["init", "--quiet"]), @"exit code 0");
}

#[test]
fn any_title_becomes_the_title_of_the_report() {
    for title in ["Lights: a \"report\" #1", "C:\\coast", "no", "Küste & Meer", "{{version}}"] {
        let folder = Folder::new();
        folder.succeed(&["init", "--title", title]);
        folder.succeed(&["build", "--deny-warnings"]);
        let escaped = title.replace('&', "&amp;").replace('"', "&quot;");
        let home = folder.read("public/index.html");
        assert!(home.contains(&format!("<title>{escaped}</title>")), "{title}: {home}");
    }
}

#[test]
fn the_workflow_names_this_version_of_the_program() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let workflow = folder.read(".github/workflows/pages.yml");
    let version = format!("@v{}\n", env!("CARGO_PKG_VERSION"));
    assert!(workflow.contains(&version), "{workflow}");
    for (path, bytes) in folder.tree(".") {
        let text = String::from_utf8(bytes).unwrap();
        let left =
            ["{{title}}", "{{version}}", "{{repository}}"].into_iter().find(|word| text.contains(word));
        assert_eq!(left, None, "{path}");
    }
}

#[test]
fn a_folder_that_is_not_empty_is_refused() {
    let folder = Folder::new();
    folder.write("notes.txt", "mine");
    assert_snapshot!(folder.run(&["init"]), @r"
    exit code 2
    --- stderr
    error: `.` is not empty, `notes.txt` is in it: name a new folder
    ");
    assert_eq!(folder.names(), ["notes.txt"]);
    let folder = Folder::new();
    folder.write(".git/HEAD", "ref: refs/heads/main\n");
    folder.succeed(&["init"]);
    assert!(folder.has("book.toml"));
}

#[test]
fn the_example_theme_changes_the_report_and_builds_without_a_warning() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let theme = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/harbour");
    for entry in walkdir::WalkDir::new(theme).min_depth(2).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(theme).unwrap().to_str().unwrap().replace('\\', "/");
            folder.write(&path, std::fs::read(entry.path()).unwrap());
        }
    }
    let settings =
        folder.read("book.toml").replace("[output.html]\n", "[output.html]\nlogo = \"img/harbour.svg\"\n");
    folder.write("book.toml", settings);
    folder.succeed(&["build", "--deny-warnings"]);
    let home = folder.read("public/index.html");
    for part in
        ["<p class=\"banner\">", "<img class=\"site-logo\"", "name=\"theme-color\"", "class=\"doors\""]
    {
        assert!(home.contains(part), "{part}: {home}");
    }
    assert!(
        folder.read("public/companies/kelda-marine/index.html").contains("<p class=\"tagline\">company</p>")
    );
}
