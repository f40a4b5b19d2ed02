//! How editors save.

use std::fs::{self, File};
use std::io::Write;

use super::Watched;
use crate::cli::folder::Folder;

const PAGE: &str = "content/chapters/one.md";

fn rename(folder: &Folder, from: &str, to: &str) {
    fs::rename(folder.join(from), folder.join(to)).unwrap();
}

#[test]
fn a_file_written_in_place() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    folder.write(PAGE, "new");
    watched.before_mark(&folder).expect(&[PAGE]);
}

#[test]
fn a_file_written_piece_by_piece_without_closing_it() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    let mut file = File::options().append(true).open(folder.join(PAGE)).unwrap();
    for _ in 0..3 {
        file.write_all(b"more").unwrap();
        file.sync_all().unwrap();
        watched.until_named(PAGE).expect(&[PAGE]);
    }
}

/// Vim, with `writebackup` and a backup by renaming.
#[test]
fn a_file_renamed_to_a_backup_and_written_anew() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    folder.write("content/chapters/.one.md.swp", "swap");
    folder.write("content/chapters/4913", "");
    folder.remove("content/chapters/4913");
    rename(&folder, PAGE, "content/chapters/one.md~");
    folder.write(PAGE, "new");
    folder.remove("content/chapters/one.md~");
    folder.remove("content/chapters/.one.md.swp");
    watched.before_mark(&folder).expect(&[PAGE]);
}

/// VS Code where it writes to one side, gedit, Sublime Text, Emacs, sed, and most programs.
#[test]
fn a_file_written_to_one_side_and_renamed_over_the_old_one() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    let sides =
        ["one.md.vsctmp", ".goutputstream-7FUFN1", ".subl883.tmp", "#one.md#", "one.md.tmp.4711.1a2b"];
    for side in sides.map(|side| format!("content/chapters/{side}")) {
        folder.write(&side, "new");
        rename(&folder, &side, PAGE);
        watched.until_named(PAGE).expect(&[PAGE]);
    }
}

/// Kate and `sed -i` choose names that could be an author's. They may be named, for nothing stands there.
#[test]
fn a_file_written_under_an_unknown_name_and_renamed_over_the_old_one() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    for side in ["content/chapters/one.md.XhKLqz", "content/chapters/sedK2Dx1Q"] {
        folder.write(side, "new");
        rename(&folder, side, PAGE);
        watched.until_named(PAGE).expect(&[PAGE, side]);
    }
}

#[test]
fn a_file_deleted_and_created_again() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    folder.remove(PAGE);
    folder.write(PAGE, "new");
    watched.before_mark(&folder).expect(&[PAGE]);
}

/// The editors of the IDEA family, with the safe write.
#[test]
fn a_file_put_aside_and_replaced_by_a_complete_one() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    folder.write("content/chapters/one.md___jb_tmp___", "new");
    rename(&folder, PAGE, "content/chapters/one.md___jb_old___");
    rename(&folder, "content/chapters/one.md___jb_tmp___", PAGE);
    folder.remove("content/chapters/one.md___jb_old___");
    watched.before_mark(&folder).expect(&[PAGE]);
}

/// Helix.
#[test]
fn a_file_moved_to_a_backup_of_any_name_and_written_anew() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    rename(&folder, PAGE, "content/chapters/one.mdU77clA.bck");
    folder.write(PAGE, "new");
    folder.remove("content/chapters/one.mdU77clA.bck");
    watched.before_mark(&folder).expect(&[PAGE]);
}

#[test]
fn the_settings_written_in_place_and_replaced_by_renaming() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    folder.write("book.toml", "[book]\ntitle = \"New\"\n");
    watched.until_named("book.toml").expect(&["book.toml"]);
    for side in [".book.toml.tmp", "book.toml.new"] {
        folder.write(side, "[book]\ntitle = \"Newer\"\n");
        rename(&folder, side, "book.toml");
        watched.until_named("book.toml").expect(&["book.toml"]);
    }
    folder.remove("book.toml");
    watched.until_named("book.toml").expect(&["book.toml"]);
}

#[test]
fn a_file_that_is_renamed_or_moved_is_named_by_both_names() {
    let folder = Folder::sound();
    folder.write("static/a.txt", "a");
    let watched = Watched::start(folder.path());
    rename(&folder, PAGE, "content/chapters/two.md");
    rename(&folder, "static/a.txt", "content/a.txt");
    let seen = watched.before_mark(&folder);
    seen.expect(&[PAGE, "content/chapters/two.md", "content/a.txt", "static/a.txt"]);
}

#[test]
fn a_file_moved_out_of_the_site_or_into_it_is_named() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    rename(&folder, PAGE, "one.md");
    watched.until_named(PAGE).expect(&[PAGE]);
    rename(&folder, "one.md", PAGE);
    watched.until_named(PAGE).expect(&[PAGE]);
}

#[test]
fn a_touch_names_the_file_at_most() {
    let folder = Folder::sound();
    let watched = Watched::start(folder.path());
    let file = File::options().append(true).open(folder.join(PAGE)).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    drop(file);
    let seen = watched.before_mark(&folder);
    assert!(!seen.rescan && seen.files.iter().all(|file| file == PAGE), "{seen:?}");
}
