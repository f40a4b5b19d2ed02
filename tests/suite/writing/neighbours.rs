//! Folders beside the output folder, and folders in it that cannot be removed.

use crate::cli::folder::Folder;

fn retitle(folder: &Folder, title: &str) {
    folder.write("book.toml", format!("[book]\ntitle = \"{title}\"\n"));
}

#[test]
fn a_neighbour_that_fieldbook_did_not_make_is_left_alone() {
    let folder = Folder::sound();
    let names = [".public.fieldbook-old", ".public.fieldbook-new", ".public.fieldbook-new-2"];
    for name in names {
        folder.write(&format!("{name}/precious.txt"), "mine");
    }
    // Where there is no output folder yet, none of them becomes it.
    for title in ["First", "Second", "Third"] {
        retitle(&folder, title);
        folder.succeed(&["build"]);
        assert!(folder.read("public/index.html").contains(title));
        for name in names {
            assert_eq!(folder.tree(name).len(), 1, "{name}");
        }
    }
    folder.succeed(&["clean"]);
    assert_eq!(folder.names(), [&names[1..], &names[..1], &["book.toml", "content"]].concat());
}

#[test]
fn what_a_killed_build_left_is_removed_by_the_next_one_and_by_clean() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    for command in ["build", "clean"] {
        folder.write(".public.fieldbook-new/.fieldbook-unfinished", "");
        folder.write(".public.fieldbook-new/half.html", "<p>ha");
        folder.succeed(&[command]);
        assert!(!folder.has(".public.fieldbook-new"), "{command}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_behind_a_link_beside_the_output_folder_is_left_alone() {
    let (folder, other) = (Folder::sound(), Folder::sound());
    other.succeed(&["build"]);
    other.write("public/mine.txt", "mine");
    let before = other.tree("public");
    for (name, command) in [("old", "build"), ("new", "build"), ("old", "clean")] {
        let link = format!(".public.fieldbook-{name}");
        std::os::unix::fs::symlink(other.join("public"), folder.join(&link)).unwrap();
        folder.succeed(&[command]);
        assert!(other.tree("public") == before, "{name}, {command}");
        folder.remove(&link);
    }
}

#[cfg(unix)]
#[test]
fn an_old_folder_without_permission_does_not_stop_later_builds() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::sound();
    folder.succeed(&["build"]);
    for (place, title) in [("public/projects/engine", "Second"), ("public", "Third")] {
        set_permissions(folder.join(place), Permissions::from_mode(0o555)).unwrap();
        for again in ["", ", again"] {
            retitle(&folder, &format!("{title}{again}"));
            folder.succeed(&["build"]);
            assert!(folder.read("public/index.html").contains(&format!("{title}{again}")));
            assert_eq!(folder.names(), ["book.toml", "content", "public"], "{place}{again}");
        }
    }
    folder.succeed(&["clean"]);
    assert_eq!(folder.names(), ["book.toml", "content"]);
}

#[test]
fn settings_cannot_have_a_site_written_out_of_its_folder() {
    let folder = Folder::sound();
    let outside = Folder::new();
    for place in
        ["../elsewhere", "a/../../elsewhere", &outside.join("site").to_string_lossy().replace('\\', "/")]
    {
        folder.write("book.toml", format!("[book]\ntitle = \"A\"\n[build]\nbuild-dir = \"{place}\"\n"));
        let said = folder.fail(1, &["build", "--message-format", "short"]);
        assert!(
            said.starts_with("book.toml:4:13: error[bad-value]: `build-dir` leads out of the site"),
            "{said}"
        );
    }
    retitle(&folder, "A");
    folder.succeed(&["build", "--dest-dir", &outside.join("site").to_string_lossy()]);
    assert!(outside.has("site/index.html"));
}
