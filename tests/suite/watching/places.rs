//! However the root is given, and wherever symbolic links lead, files are named as the source names them.

use std::path::{Component, Path, PathBuf};

use super::Watched;
use crate::cli::folder::Folder;

/// The path from the working directory.
fn relative(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap();
    let up = here.components().filter(|part| matches!(part, Component::Normal(_))).map(|_| "..");
    let down = path.canonicalize().unwrap();
    up.collect::<PathBuf>().join(down.strip_prefix("/").unwrap())
}

#[cfg(unix)]
#[test]
fn a_relative_root() {
    let folder = Folder::sound();
    let watched = Watched::start(&relative(folder.path()));
    folder.write("content/chapters/one.md", "new");
    folder.write("book.toml", "[book]\n");
    watched.before_mark(&folder).expect(&["book.toml", "content/chapters/one.md"]);
}

#[test]
fn a_root_with_dots_in_it() {
    let folder = Folder::sound();
    let watched = Watched::start(&folder.join("content/./chapters/../.."));
    folder.write("content/chapters/one.md", "new");
    watched.before_mark(&folder).expect(&["content/chapters/one.md"]);
}

#[cfg(unix)]
mod links {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_root_that_is_a_symbolic_link() {
        let folder = Folder::sound();
        let elsewhere = Folder::new();
        let link = elsewhere.join("site");
        symlink(folder.path(), &link).unwrap();
        let watched = Watched::start(&link);
        folder.write("content/chapters/one.md", "new");
        watched.before_mark(&folder).expect(&["content/chapters/one.md"]);
        fs::write(link.join("content/chapters/one.md"), "newer").unwrap();
        watched.until_named("content/chapters/one.md").expect(&["content/chapters/one.md"]);
    }

    #[test]
    fn a_folder_of_the_site_that_is_a_symbolic_link() {
        let folder = Folder::following_links();
        let elsewhere = Folder::new();
        elsewhere.write("brand/logo.svg", "old");
        symlink(elsewhere.join("brand"), folder.join("static")).unwrap();
        let watched = Watched::start(folder.path());
        elsewhere.write("brand/logo.svg", "new");
        watched.until_named("static/logo.svg").expect(&["static/logo.svg"]);
    }

    #[test]
    fn a_file_that_is_a_symbolic_link_is_named_when_its_target_changes() {
        let folder = Folder::following_links();
        let elsewhere = Folder::new();
        elsewhere.write("logo.svg", "old");
        folder.write("CHANGELOG.md", "old");
        symlink("../CHANGELOG.md", folder.join("content/changelog.md")).unwrap();
        fs::create_dir(folder.join("static")).unwrap();
        symlink(elsewhere.join("logo.svg"), folder.join("static/logo.svg")).unwrap();
        let watched = Watched::start(folder.path());
        folder.write("CHANGELOG.md", "new");
        watched.until_named("content/changelog.md").expect(&["content/changelog.md"]);
        elsewhere.write("side", "new");
        fs::rename(elsewhere.join("side"), elsewhere.join("logo.svg")).unwrap();
        watched.until_named("static/logo.svg").expect(&["static/logo.svg"]);
    }

    #[test]
    fn a_symbolic_link_that_comes_later_is_followed_too() {
        let folder = Folder::following_links();
        let elsewhere = Folder::new();
        elsewhere.write("a.md", "old");
        let watched = Watched::start(folder.path());
        symlink(elsewhere.join("a.md"), folder.join("content/a.md")).unwrap();
        watched.until_named("content/a.md");
        elsewhere.write("a.md", "new");
        watched.until_named("content/a.md").expect(&["content/a.md"]);
    }

    #[test]
    fn a_folder_behind_a_link_is_watched_and_one_out_of_the_site_is_not() {
        let folder = Folder::sound();
        let elsewhere = Folder::new();
        elsewhere.write("a/b.md", "old");
        folder.write("shared/deep/lamp.md", "old");
        symlink("../shared", folder.join("content/shared")).unwrap();
        symlink(folder.join("content"), folder.join("content/loop")).unwrap();
        symlink(elsewhere.join("a"), folder.join("content/a")).unwrap();
        symlink(folder.join("nowhere"), folder.join("content/broken.md")).unwrap();
        let watched = Watched::start(folder.path());
        elsewhere.write("a/b.md", "new");
        folder.write("content/chapters/one.md", "new");
        watched.before_mark(&folder).expect(&["content/chapters/one.md"]);
        folder.write("shared/deep/lamp.md", "new");
        watched.until_named("content/shared/deep/lamp.md").expect(&["content/shared/deep/lamp.md"]);
        folder.write("shared/new/lamp.md", "new");
        watched.until(|seen| seen.rescan);
        folder.write("shared/new/lamp.md", "newer");
        watched.until_named("content/shared/new/lamp.md");
    }

    #[test]
    fn a_link_to_a_folder_that_comes_later_is_followed_too() {
        let folder = Folder::sound();
        folder.write("shared/lamp.md", "old");
        let watched = Watched::start(folder.path());
        symlink("../shared", folder.join("content/shared")).unwrap();
        watched.until(|seen| seen.rescan);
        folder.write("shared/lamp.md", "new");
        watched.until_named("content/shared/lamp.md").expect(&["content/shared/lamp.md"]);
        folder.remove("content/shared");
        watched.until(|seen| seen.rescan);
    }
}
