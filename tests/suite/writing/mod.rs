//! What a build does to the disk: only what differs changes, the last good site survives whatever happens,
//! and nothing of anybody else's is touched.

mod killed;
#[cfg(unix)]
mod links;
#[cfg(unix)]
mod moving;
mod neighbours;
mod refused;
#[cfg(unix)]
mod together;

use crate::cli::folder::Folder;

#[test]
fn changed_files_are_replaced_and_stale_ones_go_with_their_folders() {
    let folder = Folder::sound();
    folder.write("content/chapters/part/two.md", "---\ntitle: Two\naliases: [Second]\n---\n");
    folder.write("static/img/old.txt", "old");
    folder.succeed(&["build"]);
    assert!(folder.has("public/chapters/part/second/index.html") && folder.has("public/img/old.txt"));
    folder.remove("content/chapters/part/two.md");
    folder.remove("static/img/old.txt");
    folder.write("content/chapters/one.md", "---\ntitle: One\n---\nAll new: an Engine of Maker.\n");
    folder.succeed(&["build"]);
    assert!(folder.read("public/chapters/one/index.html").contains("All new"));
    assert!(!folder.has("public/chapters/part") && !folder.has("public/img"));
    folder.succeed(&["build", "--dest-dir", "fresh"]);
    assert_eq!(folder.tree("public"), folder.tree("fresh"), "an updated site differs from a new one");
}

#[test]
fn a_file_can_become_a_folder_and_a_folder_a_file() {
    let folder = Folder::sound();
    folder.write("static/a", "file");
    folder.write("static/b/c", "file in a folder");
    folder.succeed(&["build"]);
    folder.remove("static/a");
    folder.write("static/a/x", "now in a folder");
    folder.remove("static/b/c");
    std::fs::remove_dir(folder.join("static/b")).unwrap();
    folder.write("static/b", "now a file");
    folder.succeed(&["build"]);
    assert_eq!(
        (folder.read("public/a/x"), folder.read("public/b")),
        ("now in a folder".into(), "now a file".into())
    );
}

#[test]
fn what_was_spoilt_by_hand_is_put_right_again() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    let good = folder.tree("public");
    folder.write("public/index.html", "spoilt");
    folder.remove("public/404.html");
    folder.remove("public/companies/maker/index.html");
    folder.write("public/companies/maker/index.html/inside", "a folder in the place of a file");
    folder.succeed(&["build"]);
    assert_eq!(folder.tree("public"), good);
}

#[test]
fn a_failing_build_leaves_the_last_good_site_as_it_is() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    let good = folder.tree("public");
    folder.write("content/chapters/one.md", "---\ntitle: Changed\n---\n[[nobody]]\n");
    folder.write("static/new.txt", "new");
    folder.fail(1, &["build"]);
    folder.write("content/chapters/one.md", "---\ntitle: Changed\n---\nA<i>break.\n");
    folder.fail(1, &["build", "--deny-warnings"]);
    folder.write("templates/page.html", "{% for %}");
    folder.fail(1, &["build"]);
    folder.remove("book.toml");
    folder.fail(2, &["build"]);
    assert_eq!(folder.tree("public"), good);
    assert_eq!(folder.names(), ["content", "public", "static", "templates"]);
}

#[test]
fn nothing_is_left_beside_the_output() {
    let folder = Folder::sound();
    for _ in 0..2 {
        folder.succeed(&["build"]);
        folder.write("static/new.txt", "new");
    }
    folder.succeed(&["build", "--dest-dir", "out/deep/site"]);
    assert_eq!(folder.names(), ["book.toml", "content", "out", "public", "static"]);
    let beside: Vec<_> = std::fs::read_dir(folder.join("out/deep")).unwrap().collect();
    assert_eq!(beside.len(), 1, "{beside:?}");
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_not_touched() {
    let folder = Folder::sound();
    folder.write("public/index.html", "my own page");
    folder.write("public/sub/.keep", "");
    let mine = folder.tree("public");
    let said = folder.fail(2, &["build"]);
    assert!(said.contains("./public") && said.contains("--dest-dir"), "{said}");
    let said = folder.fail(2, &["clean"]);
    assert!(said.contains("./public"), "{said}");
    assert_eq!(folder.tree("public"), mine);
    assert_eq!(folder.names(), ["book.toml", "content", "public"]);
}

#[test]
fn a_file_in_the_place_of_the_output_folder_is_refused() {
    let folder = Folder::sound();
    folder.write("public", "a file");
    let said = folder.fail(2, &["build"]);
    assert!(said.contains("public"), "{said}");
    folder.fail(2, &["clean"]);
    assert_eq!(folder.read("public"), "a file");
    assert_eq!(folder.names(), ["book.toml", "content", "public"]);
}

#[test]
fn an_empty_folder_may_become_the_output() {
    let folder = Folder::sound();
    std::fs::create_dir(folder.join("public")).unwrap();
    folder.succeed(&["build"]);
    assert!(folder.has("public/index.html"));
}

#[test]
fn what_others_put_beside_the_site_survives() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    folder.write("public/.git/HEAD", "ref: refs/heads/pages");
    folder.write("public/google123.html", "made by hand");
    for title in ["First", "Second"] {
        folder.write("book.toml", format!("[book]\ntitle = \"{title}\"\n"));
        folder.succeed(&["build"]);
        assert!(folder.read("public/index.html").contains(title));
        assert_eq!(folder.read("public/.git/HEAD"), "ref: refs/heads/pages");
        assert_eq!(folder.read("public/google123.html"), "made by hand");
    }
    assert_eq!(folder.names(), ["book.toml", "content", "public"]);
    let said = folder.fail(2, &["clean"]);
    assert!(said.contains("public"), "{said}");
    assert!(folder.has("public/.git/HEAD") && folder.has("public/index.html"));
}

#[test]
fn what_others_put_in_the_way_of_a_page_is_not_lost() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    folder.write("public/notes/mine.txt", "made by hand");
    folder.write("content/notes.md", "---\ntitle: Notes\n---\n");
    // Whether the build refuses or keeps both, the folder that Fieldbook did not make is not emptied.
    folder.output(&["build"]);
    assert!(folder.has("public/notes/mine.txt"), "the file made by hand is gone");
}

#[test]
fn the_source_is_never_the_output() {
    let folder = Folder::sound();
    let absolute = folder.join("content/out");
    let before = folder.tree(".");
    let refused =
        [".", "content", "content/out", "static/site", "templates", "..", absolute.to_str().unwrap()];
    for target in refused {
        let said = folder.fail(2, &["build", "--dest-dir", target]);
        assert!(said.contains("source") || said.contains("made by Fieldbook"), "{target}: {said}");
        folder.fail(2, &["clean", "--dest-dir", target]);
        assert_eq!(folder.tree("."), before, "{target}");
    }
    folder.write("book.toml", "[book]\ntitle = \"x\"\n[build]\nbuild-dir = \"content/out\"\n");
    folder.fail(2, &["build"]);
    assert!(!folder.has("content/out"));
}

#[test]
fn a_way_round_through_another_folder_leads_to_the_source_too() {
    let folder = Folder::sound();
    folder.write("docs/readme.txt", "");
    for target in ["docs/../content/out", "./docs/.././static"] {
        folder.fail(2, &["build", "--dest-dir", target]);
        assert!(!folder.has("content/out") && !folder.has("static"), "{target}");
    }
}

#[test]
fn clean_takes_away_nothing_but_what_a_build_wrote() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    folder.write("public/mine.txt", "made by hand");
    let before = folder.tree(".");
    folder.fail(2, &["clean"]);
    assert_eq!(folder.tree("."), before);
    folder.remove("public/mine.txt");
    folder.succeed(&["clean"]);
    assert_eq!(folder.names(), ["book.toml", "content"]);
}

#[cfg(unix)]
#[test]
fn unchanged_files_are_the_very_same_files() {
    use std::os::unix::fs::MetadataExt;
    use std::time::Duration;

    let folder = Folder::sound();
    folder.write("static/pic.bin", [0, 159, 146, 150]);
    folder.succeed(&["build"]);
    let identity = |path: &str| {
        let metadata = folder.join("public").join(path).symlink_metadata().unwrap();
        (metadata.ino(), metadata.modified().unwrap())
    };
    let state = || -> Vec<_> {
        let files = folder.tree("public").into_iter();
        files.map(|(path, bytes)| (identity(&path), path, bytes)).collect()
    };
    let (first, root) = (state(), identity(""));
    // A clock that ticks coarsely would hide a file that was written again.
    std::thread::sleep(Duration::from_millis(30));
    folder.succeed(&["build"]);
    assert_eq!((state(), identity("")), (first.clone(), root), "a build without changes wrote something");
    folder.write("content/chapters/one.md", "---\ntitle: One\n---\nAn Engine of Maker, in other words.\n");
    folder.succeed(&["build"]);
    let second = state();
    assert_eq!(first.len(), second.len());
    let mut changed = Vec::new();
    for (old, new) in first.iter().zip(&second).filter(|(_, new)| !new.1.starts_with(".fieldbook")) {
        assert_eq!(old.2 == new.2, old.0 == new.0, "{}: bytes and identity disagree", old.1);
        changed.extend((old.2 != new.2).then_some(new.1.as_str()));
    }
    assert!(changed.contains(&"chapters/one/index.html"), "{changed:?}");
    assert!(!changed.contains(&"pic.bin") && changed.len() < first.len() / 2, "{changed:?}");
}

#[test]
fn a_file_in_the_place_of_the_output_folder_is_named() {
    let folder = Folder::sound();
    folder.write("notes.txt", "mine");
    for target in ["book.toml", "notes.txt", "notes.txt/public"] {
        let said = folder.fail(2, &["build", "--dest-dir", folder.join(target).to_str().unwrap()]);
        assert!(said.contains("is a file, and a site needs a folder"), "{target}: {said}");
    }
    assert!(folder.has("book.toml") && folder.has("notes.txt"));
}
