//! A source that cannot be built: the last good site stays, and the reason is told.

use crate::cli::folder::Folder;

#[test]
fn a_site_whose_pages_are_gone_is_refused_and_the_last_good_one_stays() {
    let folder = Folder::sound();
    folder.write("static/a.txt", "a");
    folder.succeed(&["build"]);
    let good = folder.tree("public");
    std::fs::rename(folder.join("content"), folder.join("elsewhere")).unwrap();
    let said = folder.fail(2, &["build"]);
    assert!(said.contains("there is no page in `content/`"), "{said}");
    assert_eq!(folder.tree("public"), good);
    std::fs::create_dir(folder.join("content")).unwrap();
    folder.fail(2, &["build"]);
    assert_eq!(folder.tree("public"), good);
    assert_eq!(folder.names(), ["book.toml", "content", "elsewhere", "public", "static"]);
}

#[cfg(unix)]
#[test]
fn a_content_folder_that_is_a_link_to_nothing_is_refused_and_the_last_good_site_stays() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    let good = folder.tree("public");
    std::fs::rename(folder.join("content"), folder.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink("nowhere", folder.join("content")).unwrap();
    let said = folder.fail(2, &["build"]);
    assert!(said.contains("`content`"), "{said}");
    assert_eq!(folder.tree("public"), good);
}

#[cfg(unix)]
#[test]
fn a_file_with_a_line_break_in_its_name_is_reported() {
    let folder = Folder::sound();
    folder.write("static/new\nline.txt", "x");
    let said = folder.fail(1, &["build"]);
    assert!(said.contains("error[bad-name]: no address can be made of the name `new/nline.txt`"), "{said}");
    assert!(!folder.has("public"));
}
