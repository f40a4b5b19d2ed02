//! Folders that come, go and move, and many files at once.

use std::collections::BTreeSet;
use std::fs;

use super::Watched;
use crate::cli::folder::Folder;

#[test]
fn a_file_in_a_folder_that_was_just_created_is_seen() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    for count in 0..4 {
        let path = format!("content/new/{count}/deep/a.md");
        folder.write(&path, "at once");
        let seen = watched.until_seen(&path);
        assert!(seen.rescan, "a folder came: {seen:?}");
        // By now the folder is watched itself.
        folder.write(&path, "later");
        watched.until_named(&path);
    }
}

#[test]
fn a_folder_that_is_renamed_is_listed_again_and_watched_under_its_new_name() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    fs::rename(folder.join("content/chapters"), folder.join("content/parts")).unwrap();
    watched.until(|seen| seen.rescan);
    folder.write("content/parts/one.md", "new");
    let seen = watched.until_named("content/parts/one.md");
    assert!(!seen.files.contains("content/chapters/one.md"), "{seen:?}");
}

#[test]
fn a_folder_that_is_moved_out_of_the_site_and_back_is_listed_again() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    fs::rename(folder.join("content/chapters"), folder.join("chapters")).unwrap();
    watched.until(|seen| seen.rescan);
    folder.write("chapters/one.md", "outside");
    watched.before_mark(&folder).expect(&[]);
    fs::rename(folder.join("chapters"), folder.join("content/chapters")).unwrap();
    watched.until(|seen| seen.rescan);
    folder.write("content/chapters/one.md", "inside");
    watched.until_named("content/chapters/one.md");
}

#[test]
fn a_folder_that_is_deleted_and_one_that_takes_its_place_are_listed_again() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    fs::remove_dir_all(folder.join("content/chapters")).unwrap();
    watched.until(|seen| seen.rescan);
    watched.before_mark(&folder);
    folder.write("content/chapters/one.md", "again");
    watched.until(|seen| seen.rescan);
    folder.write("content/chapters/one.md", "and again");
    watched.until_named("content/chapters/one.md");
}

#[test]
fn a_file_in_the_place_of_a_folder_and_the_other_way_round_are_listed_again() {
    let folder = Folder::sound();
    folder.write("static/a/b", "b");
    let watched = Watched::start(folder.path());
    fs::rename(folder.join("static/a"), folder.join("elsewhere")).unwrap();
    folder.write("static/a", "a file");
    watched.until(|seen| seen.rescan);
    watched.before_mark(&folder);
    folder.remove("static/a");
    folder.write("static/a/b", "b");
    watched.until(|seen| seen.rescan);
}

#[test]
fn the_folders_of_a_site_are_taken_up_when_they_come_and_let_go_when_they_go() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    let parts = ["static", "templates", "editions"];
    for _ in 0..2 {
        for part in parts {
            folder.write(&format!("{part}/a.txt"), "at once");
        }
        assert!(watched.before_mark(&folder).rescan, "folders came");
        for part in parts {
            folder.write(&format!("{part}/a.txt"), "later");
        }
        watched.before_mark(&folder).expect(&["editions/a.txt", "static/a.txt", "templates/a.txt"]);
        for part in parts {
            fs::remove_dir_all(folder.join(part)).unwrap();
        }
        assert!(watched.before_mark(&folder).rescan, "folders went");
    }
    fs::rename(folder.join("content"), folder.join("old")).unwrap();
    watched.until(|seen| seen.rescan);
    folder.write("content/a.md", "at once");
    watched.until(|seen| seen.rescan);
    folder.write("content/a.md", "later");
    watched.until_named("content/a.md");
}

#[test]
fn five_hundred_files_changed_at_once_arrive_within_a_few_batches() {
    let folder = Folder::sound();
    for count in 0..500 {
        folder.write(&format!("content/{}/{count}.md", count % 7), "old");
    }
    let watched = Watched::start(folder.path());
    for count in 0..500 {
        // As git does it.
        let path = format!("content/{}/{count}.md", count % 7);
        folder.remove(&path);
        folder.write(&path, "new");
    }
    let seen = watched.until_named("content/2/499.md");
    assert!(seen.batches <= 6, "{} batches", seen.batches);
    assert!(seen.rescan || seen.files.len() == 500, "{} files", seen.files.len());
}

#[test]
fn a_checkout_that_makes_and_removes_folders_leaves_all_of_them_watched() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    for round in 0..3 {
        for count in 0..60 {
            folder.write(&format!("content/{round}/{count}/a.md"), "new");
        }
        if round > 0 {
            fs::remove_dir_all(folder.join(&format!("content/{}", round - 1))).unwrap();
        }
        watched.before_mark(&folder);
        let paths: BTreeSet<_> = (0..60).map(|count| format!("content/{round}/{count}/a.md")).collect();
        for path in &paths {
            folder.write(path, "later");
        }
        watched.until(|seen| seen.files.is_superset(&paths));
    }
}

#[test]
fn templates_and_static_files_are_watched() {
    let folder = Folder::sound();
    folder.write("templates/page.html", "old");
    folder.write("static/css/site.css", "old");
    let watched = Watched::start(folder.path());
    folder.write("templates/page.html", "new");
    folder.write("static/css/site.css", "new");
    watched.before_mark(&folder).expect(&["static/css/site.css", "templates/page.html"]);
}
