//! Symbolic links: those in the source, and an output folder that is one.

use std::os::unix::fs::symlink;

use crate::cli::folder::Folder;

#[test]
fn a_link_to_a_file_is_read_like_the_file() {
    let folder = Folder::sound();
    let elsewhere = Folder::new();
    elsewhere.write("linked.md", "---\ntitle: Linked\n---\nFrom elsewhere.\n");
    symlink(elsewhere.join("linked.md"), folder.join("content/linked.md")).unwrap();
    folder.write("book.toml", "[book]\ntitle = \"Report\"\n[build]\nfollow-links = \"anywhere\"\n");
    folder.succeed(&["build"]);
    assert!(folder.read("public/linked/index.html").contains("From elsewhere."));
}

#[test]
fn a_link_to_nothing_is_an_error_that_names_it() {
    let folder = Folder::sound();
    symlink("gone.md", folder.join("content/broken.md")).unwrap();
    let said = folder.fail(2, &["build"]);
    assert!(said.contains("content/broken.md"), "{said}");
    assert!(!folder.has("public"));
    folder.remove("content/broken.md");
    symlink("round.md", folder.join("content/round.md")).unwrap();
    let said = folder.fail(2, &["check"]);
    assert!(said.contains("content/round.md"), "{said}");
}

#[test]
fn an_output_folder_that_is_a_link_stays_one() {
    let folder = Folder::sound();
    let host = Folder::new();
    std::fs::create_dir(host.join("site")).unwrap();
    symlink(host.join("site"), folder.join("public")).unwrap();
    for title in ["First", "Second"] {
        folder.write("book.toml", format!("[book]\ntitle = \"{title}\"\n"));
        folder.succeed(&["build"]);
        assert!(folder.join("public").is_symlink(), "the link was replaced by a folder");
        assert!(host.read("site/index.html").contains(title));
    }
    assert_eq!(host.names(), ["site"]);
}

#[test]
fn a_link_among_the_published_files_is_replaced_and_not_written_through() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    let good = folder.tree("public");
    folder.write("victim.txt", "mine");
    folder.remove("public/404.html");
    symlink(folder.join("victim.txt"), folder.join("public/404.html")).unwrap();
    folder.succeed(&["build"]);
    assert_eq!(folder.read("victim.txt"), "mine");
    assert!(!folder.join("public/404.html").is_symlink());
    assert_eq!(folder.tree("public"), good);
}
