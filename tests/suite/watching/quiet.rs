//! What is no change.

use std::fs;

use super::Watched;
use crate::cli::folder::Folder;

#[test]
fn what_stands_beside_the_source_is_no_change() {
    let folder = Folder::sound();
    folder.write("public/index.html", "old");
    let watched = Watched::start(folder.path());
    folder.write("public/index.html", "new");
    folder.write("public/new/index.html", "new");
    folder.write(".git/index", "index");
    folder.write("target/debug/out", "out");
    folder.write("Cargo.lock", "lock");
    folder.write("book.toml.orig", "a copy");
    fs::rename(folder.join("public"), folder.join("public.old")).unwrap();
    fs::remove_dir_all(folder.join("public.old")).unwrap();
    watched.before_mark(&folder).expect(&[]);
}

#[test]
fn a_build_is_no_change() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    folder.succeed(&["build"]);
    watched.before_mark(&folder).expect(&[]);
}

#[test]
fn reading_is_no_change() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    let files = folder.tree("content");
    assert_eq!(files.len(), 3);
    folder.read("book.toml");
    watched.before_mark(&folder).expect(&[]);
}

#[test]
fn files_that_only_editors_know_are_no_change() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    for name in [".one.md.swp", "one.md~", "#one.md#", "4913", ".goutputstream-7FUFN1", "~$one.xlsx"] {
        let path = format!("content/chapters/{name}");
        folder.write(&path, "not the author's");
        folder.remove(&path);
    }
    folder.write("content/.obsidian/workspace.json", "{}");
    folder.write("content/.obsidian/plugins/a.md", "a");
    let seen = watched.before_mark(&folder);
    seen.expect(&[]);
}

#[test]
fn a_folder_may_bear_a_name_that_is_hidden_for_files() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    folder.write("content/4913/a.md", "new");
    watched.until(|seen| seen.rescan);
    folder.write("content/4913/a.md", "newer");
    watched.until_named("content/4913/a.md");
    watched.before_mark(&folder);
    fs::rename(folder.join("content/4913"), folder.join("elsewhere")).unwrap();
    watched.until(|seen| seen.rescan);
}
