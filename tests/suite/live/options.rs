//! What options change.

use super::program::Program;
use super::{ONE, ONE_URL, one, site};

#[test]
fn drafts_are_served_only_if_asked_for() {
    let folder = site();
    folder.write("content/three.md", "---\ntitle: Three\ndraft: true\n---\n");
    let without = Program::start(&folder, &[]);
    assert_eq!(without.get("/three/").status, 404);
    let with = Program::start(&folder, &["--drafts"]);
    assert_eq!(with.get("/three/").status, 200);
    folder.write("content/four.md", "---\ntitle: Four\ndraft: true\n---\n");
    with.until_status("/four/", 200);
    with.until_clean(&folder);
    folder.write("content/three.md", "---\ntitle: Three\n---\n");
    without.until_status("/three/", 200);
    without.until_clean(&folder);
    assert_eq!(without.get("/four/").status, 404);
}

#[test]
fn changes_are_found_by_looking_where_that_is_asked_for() {
    let folder = site();
    let program = Program::start(&folder, &["--poll"]);
    folder.write(ONE, one("One", "Text A."));
    program.until_page(ONE_URL, "Text A.");
    // As long as before, and within the same second.
    folder.write(ONE, one("One", "Text B."));
    program.until_page(ONE_URL, "Text B.");
    folder.write("content/new/three.md", one("Three", "New."));
    folder.remove("content/chapters/part/two.md");
    program.until_status("/new/three/", 200);
    program.until_clean(&folder);
}

#[test]
fn where_warnings_are_errors_a_page_with_one_is_shown_with_its_error() {
    let folder = site();
    let (strict, lenient) = (Program::start(&folder, &["--deny-warnings"]), Program::start(&folder, &[]));
    folder.write(ONE, one("One", "A line<i>break."));
    lenient.until_page(ONE_URL, "break.");
    lenient.until_said("1 warning");
    strict.until_said("error[raw-html]");
    strict.until_page(ONE_URL, "break.");
    folder.write(ONE, one("One", "A line."));
    strict.until_page(ONE_URL, "A line.");
}

/// Where the first problem leads in the editor, and the path of the site as addresses have it.
fn editor(arguments: &[&str], variables: &[(&str, &str)]) -> Option<String> {
    let folder = site();
    folder.write(ONE, one("One", "[[nobody]]"));
    let program = Program::start_with(&folder, arguments, variables);
    let (_, version) = program.plain(&program.get(ONE_URL));
    let problems = program.events_of(ONE_URL, &version).problems();
    let problem = &problems["problems"][0];
    assert_eq!((problem["file"].as_str(), problem["line"].as_u64()), (Some(ONE), Some(5)), "{problems}");
    problem["editor"].as_str().map(str::to_owned)
}

#[test]
fn problems_open_in_the_editor_that_is_named() {
    let end = "/content/chapters/part/one.md:5:3";
    let link = editor(&[], &[]).unwrap();
    assert!(link.starts_with("vscode://file/") && link.ends_with(end), "{link}");
    let link = editor(&["--editor", "zed"], &[("FIELDBOOK_EDITOR", "none")]).unwrap();
    assert!(link.starts_with("zed://file/") && link.ends_with(end), "{link}");
    let link = editor(&["--editor", "my:{path}#{line}"], &[]).unwrap();
    assert!(link.starts_with("my:/") && link.ends_with("/one.md#5"), "{link}");
    let link = editor(&[], &[("FIELDBOOK_EDITOR", "idea")]).unwrap();
    assert!(link.starts_with("idea://open?file=/"), "{link}");
    assert_eq!(editor(&["--editor", "none"], &[]), None);
    assert_eq!(editor(&[], &[("FIELDBOOK_EDITOR", "none")]), None);
}

#[test]
fn an_editor_of_the_environment_that_is_unknown_is_exit_code_2() {
    let folder = site();
    let output = folder.command(&["serve"]).env("FIELDBOOK_EDITOR", "ed").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`--editor ed`"));
}

#[test]
fn a_preview_says_that_it_is_without_the_sites_of_editions() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    assert!(!program.said().contains("editions"));
    folder.write("book.toml", "[book]\ntitle = \"Report\"\n[build]\narchive = true\n");
    let program = Program::start(&folder, &[]);
    assert!(program.said().contains("the preview is without the sites of editions"), "{}", program.said());
}
