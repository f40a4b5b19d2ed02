//! Every command that writes, with a site in which it has much to write.

use std::fmt::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::folder::{Folder, isolate_git};

/// A command that writes.
pub(crate) struct Writer {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Lays out its site.
    pub(crate) make: fn(&Folder),
    pub(crate) arguments: &'static [&'static str],
    /// The largest file that it may write, in blocks of 512 bytes or of 1 KiB, if it is to fail.
    pub(crate) limit: u32,
}

/// All of them.
pub(crate) const WRITERS: &[Writer] = &[
    Writer { name: "a first build", make: large, arguments: &["build"], limit: 256 },
    Writer { name: "a build", make: built, arguments: &["build"], limit: 256 },
    Writer { name: "init", make: |_| {}, arguments: &["init", "site"], limit: 2 },
    Writer { name: "edition", make: long, arguments: &["edition", "one", "--date", "2026"], limit: 8 },
    Writer { name: "import of much into a page", make: one_page_to_import, arguments: IMPORT, limit: 8 },
    Writer { name: "import of many pages", make: many_pages_to_import, arguments: IMPORT, limit: 8 },
    Writer { name: "rename", make: to_rename, arguments: &["rename", "engine", "machine"], limit: 8 },
    Writer { name: "deploy", make: deployed, arguments: &["deploy", "site", "--allow-dirty"], limit: 256 },
    Writer {
        name: "pdf",
        make: printed,
        arguments: &["pdf", "report.pdf", "--browser", "./browser"],
        limit: 8,
    },
];

const IMPORT: &[&str] = &["import", "csv", "table.csv", "--kind", "project", "--map", "title=Name,speed=Top"];

/// Bytes that cannot be packed into fewer.
pub(crate) fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

fn sound(folder: &Folder) {
    let sound = Folder::sound();
    for (path, bytes) in sound.tree(".") {
        folder.write(&path, bytes);
    }
}

/// A file that is larger than all others together.
fn large(folder: &Folder) {
    sound(folder);
    folder.write("static/large.bin", noise(400 << 10));
}

/// The site as it was before the last edit is published.
fn built(folder: &Folder) {
    sound(folder);
    folder.succeed(&["build"]);
    large(folder);
    folder.write("book.toml", "[book]\ntitle = \"Another\"\n");
}

/// Many pages, of which a manifest has a line each.
fn long(folder: &Folder) {
    sound(folder);
    for number in 0..200 {
        folder.write(
            &format!("content/chapters/page-{number}.md"),
            format!("---\ntitle: Page {number}\n---\nText.\n"),
        );
    }
}

fn table(folder: &Folder, rows: usize) {
    sound(folder);
    folder.write("content/metrics.toml", "[metrics.speed]\nlabel = \"Top speed\"\n");
    let mut table = "Name,Top\nEngine,1\n".to_owned();
    for number in 0..rows {
        writeln!(table, "Train {number},{}", number + 1).unwrap();
    }
    folder.write("table.csv", table);
}

fn many_pages_to_import(folder: &Folder) {
    table(folder, 150);
}

fn one_page_to_import(folder: &Folder) {
    table(folder, 3);
    folder
        .write("content/projects/engine.md", format!("---\ntitle: Engine\n---\n{}\n", "Long. ".repeat(4000)));
}

fn to_rename(folder: &Folder) {
    sound(folder);
    for number in 0..20 {
        folder.write(
            &format!("content/chapters/page-{number}.md"),
            format!("---\ntitle: Page {number}\n---\nOf [[engine]]. {}\n", "Long. ".repeat(number * 100)),
        );
    }
}

fn git(folder: &Folder, within: &str, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    isolate_git(command.args(arguments).current_dir(folder.join(within)));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A site that is published as it was before a large file came.
fn deployed(folder: &Folder) {
    let site = Folder::sound();
    for (path, bytes) in site.tree(".") {
        folder.write(&format!("site/{path}"), bytes);
    }
    git(folder, ".", &["init", "--quiet", "--bare", "--initial-branch=main", "remote.git"]);
    git(folder, "site", &["init", "--quiet", "--initial-branch=main"]);
    for (key, value) in [("user.name", "Author"), ("user.email", "author@example.org")] {
        git(folder, "site", &["config", key, value]);
    }
    git(folder, "site", &["add", "--all"]);
    git(folder, "site", &["commit", "--quiet", "--message", "Begin"]);
    git(folder, "site", &["remote", "add", "origin", "../remote.git"]);
    folder.succeed(&["deploy", "site"]);
    folder.write("site/static/large.bin", noise(400 << 10));
}

/// A program that stands in for a browser and has much to print.
fn printed(folder: &Folder) {
    sound(folder);
    let script = "#!/bin/sh\nfor argument; do case \"$argument\" in --print-to-pdf=*) out=${argument#*=};; esac; done\nhead -c 200000 /dev/zero > \"$out\"\n";
    folder.write("browser", script);
    std::fs::set_permissions(folder.join("browser"), std::fs::Permissions::from_mode(0o755)).unwrap();
    folder.write("report.pdf", "as it was");
}

/// What a command that fails must leave as it was: every file, and the folders. What Git keeps in its database, and
/// writes there of its own mishaps, is its own; what its names mean is not.
pub(crate) fn state(folder: &Folder) -> Vec<(String, Option<Vec<u8>>)> {
    let entries = walkdir::WalkDir::new(folder.path()).sort_by_file_name().into_iter().map(Result::unwrap);
    let mut state = Vec::new();
    for entry in entries {
        let path = entry.path().strip_prefix(folder.path()).unwrap().to_string_lossy().into_owned();
        let is_git = path.contains(".git/") && !path.ends_with(".git/index") && !path.ends_with(".git/HEAD");
        if !is_git {
            state.push((path, std::fs::read(entry.path()).ok()));
        }
    }
    let repositories = [("site", "site/.git"), ("remote.git", "remote.git")];
    for (repository, _) in repositories.into_iter().filter(|(_, at)| folder.has(at)) {
        state.push((repository.to_owned(), Some(git(folder, repository, &["for-each-ref"]).into_bytes())));
    }
    state
}
