//! Folders that cannot change places, which a test cannot have without a mount: the exchange is made to fail. And what
//! is left beside the cache.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use walkdir::WalkDir;

use super::*;
use crate::paths::OutputPath;

/// A site on its way to the disk, with all its files.
fn put(files: &[(&str, &str)], target: &Path) -> SiteWriter {
    let writer = SiteWriter::begin(target).unwrap();
    for (path, text) in files {
        writer.put(&OutputPath::new(path).unwrap(), &Arc::from(text.as_bytes()));
    }
    writer
}

/// Writes a site where folders cannot change places.
fn write_in_place(files: &[(&str, &str)], target: &Path) -> WriteReport {
    put(files, target).finish_with(busy).unwrap()
}

/// A mount point: `EBUSY`.
fn busy(_: &OutputDirs, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::ResourceBusy.into())
}

/// What is on the disk below a folder, the manifest aside.
fn on_disk(folder: &Path) -> BTreeMap<String, String> {
    let files =
        WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let named = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        let text = OutputFolder::new(folder).read(&path).unwrap();
        (path, String::from_utf8(text).unwrap())
    });
    named.filter(|(path, _)| !path.ends_with(MANIFEST)).collect()
}

/// Fails unless these files are published, and nothing lies beside them.
#[track_caller]
fn expect(folder: &TempDir, files: &[(&str, &str)]) {
    let file = |(path, text): &(&str, &str)| (format!("public/{path}"), (*text).to_owned());
    assert_eq!(on_disk(folder.path()), files.iter().map(file).collect());
}

const OLD: &[(&str, &str)] = &[("a/index.html", "old"), ("b", "file"), ("c/d/e", "deep"), ("same", "same")];
const NEW: &[(&str, &str)] =
    &[("a/index.html", "new"), ("b/inside", "folder"), ("c", "file"), ("same", "same")];

#[test]
fn a_folder_that_cannot_be_moved_is_written_file_by_file_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    put(OLD, &target).finish().unwrap();
    let report = write_in_place(NEW, &target);
    assert!(matches!(report.notices[..], [Notice::InPlace(..)]), "{report:?}");
    assert_eq!((report.written, report.unchanged, report.removed), (3, 1, 2));
    expect(&folder, NEW);
    let report = write_in_place(NEW, &target);
    assert_eq!((report.written, report.notices.len()), (0, 0), "there was nothing to do");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test makes what a kill leaves")]
fn a_build_that_is_killed_between_two_files_is_repaired_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    put(OLD, &target).finish().unwrap();
    // So the disk looks then: the manifest names both sites, some files are new and one is not complete.
    let left = [format!("{}/a", in_place::STAGED), format!("{}/z/index.html", in_place::STAGED)];
    let staged = left.iter().map(String::as_str).chain([in_place::UNFINISHED]);
    let both = OLD.iter().chain(NEW).map(|(path, _)| *path).chain(staged);
    write_raw(&target.join(MANIFEST), &manifest_text(both));
    for path in &left {
        std::fs::create_dir_all(target.join(path).parent().unwrap()).unwrap();
        write_raw(&target.join(path), "staged");
    }
    write_raw(&target.join("a/index.html"), "new");
    write_raw(&target.join(in_place::UNFINISHED), "ha");
    write_in_place(NEW, &target);
    expect(&folder, NEW);
    assert_eq!(
        manifest(&OutputFolder::new(&target)).unwrap().len(),
        NEW.len() + 1,
        "the manifest names what is gone"
    );
}

#[expect(clippy::disallowed_methods, reason = "a test makes what a kill leaves")]
fn write_raw(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

#[test]
fn what_others_put_into_a_folder_that_cannot_be_moved_stays() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    put(OLD, &target).finish().unwrap();
    write_raw(&target.join("mine.txt"), "mine");
    write_in_place(NEW, &target);
    expect(&folder, &[NEW, &[("mine.txt", "mine")]].concat());
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test does what others do")]
fn what_others_put_into_the_folder_while_a_site_is_made_stays() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("public");
    let writer = put(OLD, &target);
    std::fs::create_dir(&target).unwrap();
    write_raw(&target.join("mine.txt"), "mine");
    writer.finish().unwrap();
    expect(&folder, &[OLD, &[("mine.txt", "mine")]].concat());
    let writer = put(NEW, &target);
    write_raw(&target.join("a/mine.txt"), "mine as well");
    writer.finish().unwrap();
    expect(&folder, &[NEW, &[("mine.txt", "mine"), ("a/mine.txt", "mine as well")]].concat());
    let writer = put(OLD, &target);
    write_raw(&target.join("b/mine.txt"), "in the way");
    assert!(matches!(writer.finish(), Err(WriteError::InTheWay(path)) if path.ends_with("b/mine.txt")));
    let all = [NEW, &[("mine.txt", "mine"), ("a/mine.txt", "mine as well"), ("b/mine.txt", "in the way")]];
    expect(&folder, &all.concat());
}

#[test]
fn what_a_build_that_was_killed_has_left_beside_the_cache_goes_with_the_next() {
    let folder = tempfile::tempdir().unwrap();
    write_cache("first", folder.path()).unwrap();
    for name in [".cache.12~", ".cache.mine~", ".links.12~"] {
        write_raw(&folder.path().join(".fieldbook").join(name), "");
    }
    write_cache("second", folder.path()).unwrap();
    let found = on_disk(folder.path());
    assert_eq!(found[".fieldbook/cache"], "second");
    let others: Vec<_> = found.keys().filter(|path| path.ends_with('~')).collect();
    assert_eq!(others, [".fieldbook/.cache.mine~", ".fieldbook/.links.12~"]);
}

#[test]
fn cleaning_takes_what_was_left_beside_the_cache_and_nothing_of_others() {
    let folder = tempfile::tempdir().unwrap();
    write_cache("first", folder.path()).unwrap();
    write_pack(b"pack", "2026", folder.path()).unwrap();
    for name in [".cache.12~", ".links.12~", "notes"] {
        write_raw(&folder.path().join(".fieldbook").join(name), "");
    }
    clean_cache(folder.path()).unwrap();
    assert_eq!(on_disk(folder.path()).into_keys().collect::<Vec<_>>(), [".fieldbook/notes"]);
}
