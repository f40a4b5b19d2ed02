//! The scripts of the workflows that review pull requests, run with a program that stands for GitHub's.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use super::folder::{Folder, isolate_git};

const PROGRAM: &str = env!("CARGO_BIN_EXE_fieldbook");

fn script(name: &str) -> String {
    format!("{}/.github/scripts/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}\n{}{}", output.status, text(&output.stdout), text(&output.stderr))
}

fn git(folder: &Folder, arguments: &[&str]) {
    let mut command = Command::new("git");
    isolate_git(command.args(arguments).current_dir(folder.path()));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
}

/// A branch with one change, and the report on it in `review/`.
fn reviewed(change: impl FnOnce(&Folder)) -> (Folder, Output) {
    let folder = Folder::sound();
    let identity = ["-c", "user.name=Author", "-c", "user.email=author@example.org"];
    let commit = |words: &str| {
        git(&folder, &["add", "--all"]);
        git(&folder, &[&identity[..], &["commit", "--quiet", "--message", words]].concat());
    };
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    commit("Begin");
    git(&folder, &["checkout", "--quiet", "-b", "work"]);
    change(&folder);
    commit("Change");
    let mut command = Command::new("bash");
    command.args([&script("review"), PROGRAM, "review"]).current_dir(folder.path()).env("BASE", "main");
    isolate_git(&mut command);
    let output = command.output().unwrap();
    (folder, output)
}

#[test]
fn the_workflow_writes_the_report_in_two_forms_and_the_site() {
    let (folder, output) =
        reviewed(|folder| folder.write("content/companies/maker.md", "---\ntitle: The Maker\n---\n"));
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        folder.read("review/review.md").contains("title of The Maker"),
        "{}",
        folder.read("review/review.md")
    );
    assert!(folder.read("review/review.html").starts_with("<!doctype html>"));
    assert!(folder.join("review/site/index.html").is_file());
}

#[test]
fn errors_are_reported_and_do_not_end_the_workflow() {
    let text = "---\ntitle: One\nproject: [x]\n---\nText.\n";
    let (folder, output) = reviewed(|folder| folder.write("content/chapters/one.md", text));
    assert!(output.status.success(), "{}", said(&output));
    assert!(folder.read("review/review.md").contains("new: **content/chapters/one.md:3:1**"));
    assert!(!folder.join("review/site").exists());
}

/// Runs the script that comments, with a `gh` that prints what it is asked and answers from `answers`.
fn comment(folder: &Folder, pull: &str, known: &str) -> String {
    let gh = format!(
        "#!/bin/sh\necho \"gh $*\" >> asked\ncase \"$*\" in *pulls*) echo '{pull}';; *comments*--jq*) echo '{known}';; esac\n"
    );
    folder.write("bin/gh", gh);
    std::fs::set_permissions(folder.join("bin/gh"), PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.join("bin").display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command.args([&script("review-comment"), "review.md"]).current_dir(folder.path()).env("PATH", path);
    for (name, value) in [
        ("REPOSITORY", "owner/report"),
        ("HEAD", "stranger:a$(touch x)"),
        ("COMMIT", "abc"),
        ("RUN", "https://run"),
    ] {
        command.env(name, value);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert!(!Path::new(&folder.join("x")).exists(), "the name of the branch was run");
    folder.read("asked")
}

#[test]
fn one_comment_is_written_and_brought_up_to_date_later() {
    let folder = Folder::new();
    folder.write("review.md", "## What this change reaches\n");
    let first = comment(&folder, "7", "");
    assert!(first.contains("--method POST repos/owner/report/issues/7/comments"), "{first}");
    assert!(first.contains("head=stranger:a$(touch x)"), "{first}");
    folder.remove("asked");
    let second = comment(&folder, "7", "42");
    assert!(second.contains("--method PATCH repos/owner/report/issues/comments/42"), "{second}");
    folder.remove("asked");
    let moved_on = comment(&folder, "", "");
    assert_eq!(moved_on.lines().count(), 1, "{moved_on}");
}
