//! Looking for changes again and again, where the system does not tell of them.

use std::fs::{self, File};

use fieldbook::serve::watch::Mode;

use super::{Seen, Watched};
use crate::cli::folder::Folder;

const PAGE: &str = "content/chapters/one.md";

fn poll(folder: &Folder) -> Watched {
    Watched::with(folder.path(), Mode::Poll)
}

fn named(seen: &Seen, files: &[&str]) -> bool {
    seen.rescan || files.iter().all(|file| seen.files.contains(*file))
}

#[test]
fn polling_finds_what_is_written_created_renamed_and_deleted() {
    let folder = Folder::sound();
    let watched = poll(&folder);
    assert_eq!((watched.watcher.mode(), watched.watcher.fallback()), (Mode::Poll, None));
    folder.write(PAGE, "new");
    watched.until_named(PAGE).expect(&[PAGE]);
    folder.write("static/css/site.css", "new");
    watched.until_named("static/css/site.css");
    fs::rename(folder.join(PAGE), folder.join("content/two.md")).unwrap();
    watched.until(|seen| named(seen, &[PAGE, "content/two.md"]));
    fs::rename(folder.join("content/projects"), folder.join("content/tools")).unwrap();
    watched.until(|seen| named(seen, &["content/projects/engine.md", "content/tools/engine.md"]));
    folder.remove("content/two.md");
    watched.until_named("content/two.md");
    folder.write("book.toml", "[book]\ntitle = \"New\"\n");
    watched.until_named("book.toml").expect(&["book.toml"]);
    fs::remove_dir_all(folder.join("content")).unwrap();
    watched.until(|seen| named(seen, &["content/tools/engine.md", "content/companies/maker.md"]));
    folder.write("content/index.md", "again");
    watched.until_named("content/index.md");
}

#[test]
fn polling_finds_an_edit_of_the_same_size_at_the_same_time() {
    let folder = Folder::sound();
    folder.write(PAGE, "text 0");
    let time = folder.join(PAGE).metadata().unwrap().modified().unwrap();
    let watched = poll(&folder);
    for count in 1..4 {
        folder.write(PAGE, format!("text {count}"));
        File::options().append(true).open(folder.join(PAGE)).unwrap().set_modified(time).unwrap();
        watched.until_named(PAGE).expect(&[PAGE]);
    }
}

#[test]
fn polling_passes_over_what_is_not_the_authors() {
    let folder = Folder::sound();
    let watched = poll(&folder);
    folder.write("public/index.html", "new");
    folder.write("content/chapters/.one.md.swp", "swap");
    folder.write("content/chapters/one.md~", "backup");
    folder.write("content/.obsidian/a.md", "a");
    folder.tree("content");
    // One look finds all there is, so what came before the mark is found no later.
    watched.before_mark(&folder).expect(&[]);
}

#[cfg(unix)]
#[test]
fn polling_follows_a_symbolic_link_to_a_file() {
    let folder = Folder::following_links();
    let elsewhere = Folder::new();
    elsewhere.write("a.md", "old");
    std::os::unix::fs::symlink(elsewhere.join("a.md"), folder.join("content/a.md")).unwrap();
    let watched = poll(&folder);
    elsewhere.write("a.md", "new text");
    watched.until_named("content/a.md").expect(&["content/a.md"]);
}

#[test]
fn polling_takes_over_when_the_folder_of_the_site_goes_and_sees_it_come_back() {
    let folder = Folder::new();
    folder.write("site/book.toml", "[book]\n");
    folder.write("site/content/a.md", "a");
    let watched = Watched::start(&folder.join("site"));
    assert_eq!(watched.watcher.mode(), Mode::Native);
    fs::rename(folder.join("site"), folder.join("away")).unwrap();
    watched.until(|seen| seen.rescan);
    assert_eq!(watched.watcher.mode(), Mode::Poll);
    assert_eq!(watched.watcher.fallback().unwrap(), "the folder of the site is gone");
    folder.write("site/content/a.md", "back");
    watched.until_named("content/a.md");
}
