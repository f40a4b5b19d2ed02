//! `pdf`, with programs that stand in for a browser; `tests/browser` lets a true one print.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;

use super::folder::Folder;

/// A sound site with a program that is called as a browser would be. It has the path of the PDF as `$out`.
fn with_browser(script: &str) -> Folder {
    let folder = Folder::sound();
    let out = "for argument; do case \"$argument\" in --print-to-pdf=*) out=${argument#*=};; esac; done\n";
    folder.write("browser", format!("#!/bin/sh\n{out}{script}\n"));
    std::fs::set_permissions(folder.join("browser"), std::fs::Permissions::from_mode(0o755)).unwrap();
    folder.write("report.pdf", "as it was");
    folder
}

/// What is at the file, and what lies beside it that does not belong to the site.
fn left(folder: &Folder) -> (String, Vec<String>) {
    let known = ["book.toml", "browser", "content", "report.pdf"];
    let names = folder.names().into_iter().filter(|name| !known.contains(&name.as_str())).collect();
    (std::fs::read_to_string(folder.join("report.pdf")).unwrap(), names)
}

#[test]
fn without_a_browser_the_package_to_install_is_named() {
    let folder = with_browser("");
    let output = folder.command(&["pdf"]).env("PATH", "").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("apt install chromium") && said.contains("--browser PATH"), "{said}");
    assert_eq!(left(&folder), ("as it was".to_owned(), Vec::new()));
}

#[test]
fn a_browser_that_is_named_and_not_there_is_an_error_of_its_own() {
    let said = with_browser("").fail(2, &["pdf", "--browser", "./gone"]);
    assert!(said.contains("cannot run `./gone`"), "{said}");
}

#[test]
fn what_the_browser_has_written_takes_the_place_of_the_file() {
    let folder = with_browser("printf '%s\\n' \"$@\" > \"$out\"");
    folder.succeed(&["pdf", "report.pdf", "--browser", "./browser"]);
    let (arguments, others) = left(&folder);
    assert!(others.is_empty(), "{others:?}");
    let arguments: Vec<_> = arguments.lines().collect();
    assert!(arguments.contains(&"--headless") && arguments.contains(&"--generate-pdf-document-outline"));
    let address = arguments.last().unwrap();
    assert!(address.starts_with("http://127.0.0.1:") && address.ends_with("/print/"), "{address}");
    let profile = arguments.iter().find_map(|one| one.strip_prefix("--user-data-dir=")).unwrap();
    assert!(!std::path::Path::new(profile).exists(), "{profile}");
}

#[test]
fn a_browser_that_fails_or_writes_nothing_leaves_the_file_as_it_was_and_its_last_words_are_told() {
    for script in ["echo first >&2; echo 'out of memory' >&2; exit 3", "echo 'out of memory' >&2"] {
        let folder = with_browser(script);
        let said = folder.fail(2, &["pdf", "--browser", "./browser"]);
        assert!(said.contains("`./browser` made no PDF: out of memory"), "{said}");
        assert_eq!(left(&folder), ("as it was".to_owned(), Vec::new()));
    }
}

#[test]
fn a_browser_that_does_not_come_to_an_end_is_ended() {
    let folder =
        with_browser("echo half > \"$out\"; echo $$ > \"$(dirname \"$0\")/content/pid.txt\"; exec sleep 600");
    let said = folder.fail(2, &["pdf", "--browser", "./browser", "--time-limit", "1"]);
    assert!(said.contains("ended after 1 seconds without a PDF"), "{said}");
    assert_eq!(left(&folder), ("as it was".to_owned(), Vec::new()));
    let pid = std::fs::read_to_string(folder.join("content/pid.txt")).unwrap();
    assert!(!std::path::Path::new("/proc").join(pid.trim()).exists(), "{pid}");
}

#[test]
fn with_errors_in_the_content_nothing_is_printed() {
    let folder = with_browser("echo new > \"$out\"");
    folder.write("content/chapters/one.md", "---\ntitle: One\n---\n[[gone]]\n");
    folder.fail(1, &["pdf", "--browser", "./browser"]);
    assert_eq!(left(&folder).0, "as it was");
}

#[test]
fn a_page_of_an_author_at_the_address_stands_in_its_way() {
    let folder = with_browser("echo new > \"$out\"");
    folder.write("content/print.md", "---\ntitle: Prints\n---\nOf the site.\n");
    let said = folder.fail(2, &["pdf", "--browser", "./browser"]);
    assert!(said.contains("`/print/` is a page of the site"), "{said}");
}
