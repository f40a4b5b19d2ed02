//! Sites from `tests/fixtures/`, compared with what is expected of them file by file: most of them whole, so that
//! the frame of the pages is compared too, and one by what it draws.
//!
//! `UPDATE_EXPECTED=1 cargo test golden` writes what is built; what it changes is to be read before it is
//! committed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use fieldbook::builtin;
use walkdir::WalkDir;

use crate::site::{Built, fixture, fixture_path};

/// Files by their path below the output folder.
type Tree = BTreeMap<String, Vec<u8>>;

/// What the addresses of the theme's style sheets and scripts begin with, up to their hashes. Their bytes are left
/// out, and the hashes are cut, so that a colour or a script can change without a change to every page here.
fn theme() -> impl Iterator<Item = String> {
    let stems = builtin::STATIC.iter().filter_map(|(name, _)| name.rsplit_once('.'));
    stems.map(|(stem, _)| format!("{stem}."))
}

/// What a site publishes.
fn published(build: &Built) -> Tree {
    let files = build.0.output.iter();
    files.map(|(path, bytes)| (path.as_str().to_owned(), bytes.to_vec())).map(without_theme).collect()
}

fn without_theme((path, bytes): (String, Vec<u8>)) -> (String, Vec<u8>) {
    if theme().any(|stem| path.starts_with(&stem)) {
        return (unhashed(&path), b"/* The theme's. */\n".to_vec());
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.contains("<link rel=\"stylesheet\"") => (path, unhashed(&text).into_bytes()),
        Ok(text) => (path, text.into_bytes()),
        Err(error) => (path, error.into_bytes()),
    }
}

/// `css/fieldbook.0123456789.css` as `css/fieldbook.css`.
fn unhashed(text: &str) -> String {
    let mut out = text.to_owned();
    for stem in theme() {
        let mut from = 0;
        while let Some(at) = out[from..].find(&stem).map(|at| from + at + stem.len()) {
            let dot = out[at..].find('.').expect("a hash and an extension");
            out.replace_range(at..=at + dot, "");
            from = at;
        }
    }
    out
}

/// What is expected.
fn expected(folder: &Path) -> Tree {
    let files = WalkDir::new(folder).into_iter().map(|entry| entry.expect("a readable folder"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let named = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("a path below the folder");
        let name = path.to_str().expect("a UTF-8 name").replace(std::path::MAIN_SEPARATOR, "/");
        (name, fs::read(entry.path()).expect("a readable file"))
    });
    named.collect()
}

fn write(folder: &Path, tree: &Tree) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the folder of what was expected");
    }
    for (path, bytes) in tree {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, bytes).expect("a new file");
    }
}

/// What differs, in words; empty if nothing does.
fn differences(expected: &Tree, built: &Tree) -> String {
    let mut out = String::new();
    for (path, wanted) in expected {
        match built.get(path) {
            None => _ = writeln!(out, "{path} is missing"),
            Some(found) if found != wanted => {
                let (wanted, found) = (String::from_utf8_lossy(wanted), String::from_utf8_lossy(found));
                let line = wanted.lines().zip(found.lines()).take_while(|(one, other)| one == other).count();
                let show = |text: &str| text.lines().nth(line).unwrap_or("the end").to_owned();
                _ = writeln!(
                    out,
                    "{path}:{} differs\n  expected {}\n  built    {}",
                    line + 1,
                    show(&wanted),
                    show(&found)
                );
            }
            Some(_) => {}
        }
    }
    for path in built.keys().filter(|path| !expected.contains_key(*path)) {
        _ = writeln!(out, "{path} is not expected");
    }
    out
}

/// What stands inside `<main>` of some pages, and all tables.
fn parts(build: &Built, pages: &[&str]) -> Tree {
    let file = |page: &str| if page.is_empty() { "index.html".to_owned() } else { format!("{page}.html") };
    let main =
        |page: &&str| (file(page), build.main(&format!("/{page}/").replace("//", "/")).as_bytes().to_vec());
    let tables = published(build).into_iter().filter(|(path, _)| path.rsplit('.').next() == Some("csv"));
    pages.iter().map(main).chain(tables).collect()
}

/// Builds a fixture and compares all of it, or accepts it if that is asked for.
#[track_caller]
fn compare(name: &str) {
    compare_tree(name, &published(&fixture(name).build().clean()));
}

#[track_caller]
fn compare_tree(name: &str, built: &Tree) {
    let folder = fixture_path(name).join("expected");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        write(&folder, built);
    }
    let differences = differences(&expected(&folder), built);
    assert!(differences.is_empty(), "{name}:\n{differences}");
}

#[test]
fn a_report_with_everything_in_it_is_published_as_expected() {
    compare("lighthouses");
}

#[test]
fn a_site_of_one_page_is_published_as_expected() {
    compare("minimal");
}

#[test]
fn a_site_below_a_path_is_published_as_expected() {
    compare("sub-path");
}

#[test]
fn a_site_with_an_exhibit_to_share_is_published_as_expected() {
    compare("shared");
}

#[test]
fn claims_say_who_makes_them_as_expected() {
    let pages = [
        "",
        "timeline",
        "projects",
        "companies",
        "projects/skerryvore",
        "companies/northern-board",
        "companies/lens-works",
        "companies/harbour-trust",
        "companies/press",
        "sources/survey-1900",
        "sources/log",
    ];
    compare_tree("claims", &parts(&fixture("claims").build().clean(), &pages));
}

#[test]
fn every_form_of_exhibit_is_drawn_as_expected() {
    // Its other projects are there to be drawn: their pages would say the same once more.
    let pages = [
        "exhibits",
        "timeline",
        "network",
        "disagreements",
        "domains/rock-towers",
        "projects/bell-rock",
        "projects/hook-head",
        "projects/wreckers-fire",
    ];
    compare_tree("exhibits", &parts(&fixture("exhibits").build().clean(), &pages));
}

#[test]
fn every_fixture_is_compared() {
    let folder = fixture_path("");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.path().is_dir());
    for folder in folders {
        let name = format!("(\"{}\"", folder.file_name().to_str().unwrap());
        assert!(include_str!("golden.rs").contains(&name), "no test compares {name})");
    }
}

#[test]
fn a_missing_a_changed_and_a_leftover_file_are_all_told() {
    let tree = |files: &[(&str, &str)]| -> Tree {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    };
    let wanted = tree(&[("a", "1\n2\n"), ("gone", ""), ("same", "x")]);
    let built = tree(&[("a", "1\n3\n"), ("new", ""), ("same", "x")]);
    assert_eq!(
        differences(&wanted, &built),
        "a:2 differs\n  expected 2\n  built    3\ngone is missing\nnew is not expected\n"
    );
}

#[test]
fn hashes_of_the_theme_are_cut_and_others_are_kept() {
    assert_eq!(
        unhashed("/css/fieldbook.0a1b2c3d4e.css /js/frame.ffff.js /css/site.1.css"),
        "/css/fieldbook.css /js/frame.js /css/site.1.css"
    );
}

#[test]
fn editions_are_published_as_expected() {
    let build = fixture("ferries").build().clean();
    let pages =
        ["editions", "editions/2019", "editions/2026", "projects/island-queen", "projects/night-mail"];
    let mut tree = parts(&build, &pages);
    tree.retain(|path, _| pages.iter().any(|page| *path == format!("{page}.html")));
    tree.insert("editions.xml".to_owned(), build.html("/editions.xml").as_bytes().to_vec());
    compare_tree("ferries", &tree);
}
