//! What one build leaves to the next saves time and changes nothing: whatever was edited, spoilt or taken away in
//! between, the result is that of a build from nothing.

use crate::cli::folder::Folder;

/// The cache, in the folder of the site.
const CACHE: &str = ".fieldbook/cache";

/// Builds the site, and says how many pages came from the build before.
fn build(folder: &Folder) -> (usize, String) {
    let told = folder.run(&["build", "--verbose"]);
    assert!(told.starts_with("exit code 0"), "{told}");
    let line = told.lines().find(|line| line.ends_with("taken over from the build before"));
    let count = line.and_then(|line| line.split(' ').next()?.parse().ok());
    (count.unwrap_or_else(|| panic!("no count: {told}")), told)
}

/// Compares the site with what a build from nothing makes of the same source.
#[track_caller]
fn expect_as_from_nothing(folder: &Folder) {
    let clean = Folder::new();
    for part in ["content", "templates", "static"] {
        for (path, bytes) in folder.tree_if_any(part) {
            clean.write(&format!("{part}/{path}"), bytes);
        }
    }
    clean.write("book.toml", folder.read("book.toml"));
    assert_eq!(build(&clean).0, 0, "a build from nothing takes nothing over");
    assert!(folder.tree("public") == clean.tree("public"), "the sites differ");
}

#[test]
fn a_second_build_takes_every_page_over() {
    let folder = Folder::sound();
    assert_eq!(build(&folder).0, 0);
    let pages = folder.tree("public").keys().filter(|path| path.rsplit('.').next() == Some("html")).count();
    assert_eq!(build(&folder).0, pages);
    expect_as_from_nothing(&folder);
}

#[test]
fn twins_are_taken_over_like_their_pages() {
    let folder = Folder::sound();
    folder.write("book.toml", "[book]\ntitle = \"Report\"\n[output.html]\nmarkdown = true\n");
    build(&folder);
    let published = folder.tree("public");
    let of = |end: &str| published.keys().filter(|path| path.ends_with(end)).count();
    assert!(of("index.md") > 3);
    // An edit of nothing that is shown, so that the build before does not stand as a whole.
    folder.write("content/companies/maker.md", "---\ntitle: Maker\nextra: {a: 1}\n---\n");
    let (taken, told) = build(&folder);
    assert!(taken > of(".html"), "{told}");
    expect_as_from_nothing(&folder);
}

#[test]
fn a_page_is_made_again_where_it_rests_on_an_edit() {
    let folder = Folder::sound();
    build(&folder);
    let pages = build(&folder).0;
    folder.write("content/chapters/one.md", "---\ntitle: One\n---\nAnother Engine.\n");
    // The chapter, its mention on the engine's page, and the maker's page that loses its mention.
    assert_eq!(build(&folder).0, pages - 3);
    expect_as_from_nothing(&folder);
    folder.write("content/chapters/one.md", "---\ntitle: Two\n---\nAnother Engine.\n");
    assert!(build(&folder).0 < pages);
    expect_as_from_nothing(&folder);
    folder.write("book.toml", "[book]\ntitle = \"Other\"\n");
    assert_eq!(build(&folder).0, 0, "every page shows the title of the site");
    expect_as_from_nothing(&folder);
    folder.write("templates/company.html", "{% extends \"base.html\" %}{% block main %}new{% endblock %}");
    assert_eq!(build(&folder).0, pages - 1);
    expect_as_from_nothing(&folder);
    folder.remove("content/chapters/one.md");
    build(&folder);
    expect_as_from_nothing(&folder);
}

#[test]
fn a_page_that_was_spoilt_or_taken_away_is_made_again() {
    let folder = Folder::sound();
    build(&folder);
    let pages = build(&folder).0;
    folder.write("public/projects/engine/index.html", "spoilt");
    folder.remove("public/companies/maker/index.html");
    assert_eq!(build(&folder).0, pages - 2);
    expect_as_from_nothing(&folder);
}

#[test]
fn a_damaged_cache_is_not_used_and_that_is_said() {
    let folder = Folder::sound();
    build(&folder);
    let pages = build(&folder).0;
    let whole = folder.read(CACHE);
    for damaged in [&whole[..whole.len() / 2], "", "\0", &whole.replacen('a', "b", 1)] {
        folder.write(CACHE, damaged);
        let (taken, told) = build(&folder);
        assert_eq!(taken, 0, "{damaged:?}");
        assert!(told.contains("warning: `.fieldbook/cache` "), "{told}");
        expect_as_from_nothing(&folder);
    }
    assert_eq!(build(&folder).0, pages, "the next build has a sound one again");
}

#[test]
fn the_cache_of_another_version_is_not_used_and_that_is_said() {
    let folder = Folder::sound();
    build(&folder);
    let cache = folder.read(CACHE);
    let digest = cache.split_whitespace().nth(1).unwrap();
    folder.write(CACHE, cache.replacen(digest, &"0".repeat(digest.len()), 1));
    let (taken, told) = build(&folder);
    assert_eq!(taken, 0);
    assert!(told.contains("was left by another version of Fieldbook"), "{told}");
}

#[test]
fn the_cache_may_be_deleted_and_may_be_impossible_to_write() {
    let folder = Folder::sound();
    build(&folder);
    folder.remove(CACHE);
    assert_eq!(build(&folder).0, 0);
    expect_as_from_nothing(&folder);
    // A folder stands where the cache should go.
    folder.remove(CACHE);
    folder.write(".fieldbook/cache/x", "");
    let (taken, told) = build(&folder);
    assert_eq!(taken, 0);
    assert!(told.contains("the next build will take as long as this one"), "{told}");
    expect_as_from_nothing(&folder);
}

#[test]
fn clean_takes_the_cache_away() {
    let folder = Folder::sound();
    build(&folder);
    folder.succeed(&["clean"]);
    assert!(!folder.has(".fieldbook"));
}

#[test]
fn a_build_into_another_folder_takes_nothing_from_the_first() {
    let folder = Folder::sound();
    build(&folder);
    let told = folder.run(&["build", "--verbose", "--dest-dir", "elsewhere"]);
    assert!(told.contains("\n0 pages taken over from the build before"), "{told}");
    assert!(folder.tree("elsewhere") == folder.tree("public"));
}

#[test]
fn a_check_uses_the_cache_and_leaves_it_alone() {
    let folder = Folder::sound();
    build(&folder);
    let before = folder.read(CACHE);
    let told = folder.run(&["check"]);
    assert!(told.starts_with("exit code 0"), "{told}");
    assert_eq!(folder.read(CACHE), before);
}

/// Whether a build had nothing to do: it left even the cache alone.
fn does_nothing(folder: &Folder) -> bool {
    let written = || folder.join(CACHE).metadata().unwrap().modified().unwrap();
    let before = written();
    build(folder);
    written() == before
}

#[test]
fn where_nothing_has_changed_a_build_does_nothing_and_says_the_same() {
    let folder = Folder::sound();
    build(&folder);
    let line = |told: String| {
        told.lines()
            .find(|line| line.contains(" in "))
            .map(|line| line.split(" in ").next().unwrap_or_default().to_owned())
    };
    let (pages, told) = build(&folder);
    assert!(does_nothing(&folder));
    let (again, same) = build(&folder);
    assert_eq!((again, line(same)), (pages, line(told)));
    expect_as_from_nothing(&folder);
}

#[test]
fn whatever_has_changed_is_seen_although_the_last_build_was_whole() {
    let folder = Folder::sound();
    let edits: [(&str, &str); 5] = [
        ("content/chapters/one.md", "---\ntitle: One\n---\nAn engine of Maker.\n"),
        ("content/picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("static/own.txt", "own"),
        ("templates/company.html", "{% extends \"base.html\" %}{% block main %}new{% endblock %}"),
        ("book.toml", "[book]\ntitle = \"Repart\"\n"),
    ];
    for (path, text) in edits {
        build(&folder);
        assert!(does_nothing(&folder), "before {path}");
        folder.write(path, text);
        assert!(!does_nothing(&folder), "{path}");
        expect_as_from_nothing(&folder);
    }
    assert!(does_nothing(&folder));
    folder.remove("static/own.txt");
    assert!(!does_nothing(&folder));
    expect_as_from_nothing(&folder);
}

#[test]
fn other_options_are_another_build() {
    let folder = Folder::sound();
    build(&folder);
    folder.succeed(&["build", "--base-url", "https://example.org/r/"]);
    assert!(folder.read("public/sitemap.xml").contains("https://example.org/r/"));
    assert!(!does_nothing(&folder));
    expect_as_from_nothing(&folder);
}

#[test]
#[cfg(unix)]
fn a_page_that_was_spoilt_is_seen_although_its_size_and_time_are_as_before() {
    let folder = Folder::sound();
    build(&folder);
    let page = "public/projects/engine/index.html";
    let (text, time) = (folder.read(page), folder.join(page).metadata().unwrap().modified().unwrap());
    // The time of the change must be another one than that of the build.
    std::thread::sleep(std::time::Duration::from_millis(20));
    folder.write(page, text.replacen("Engine", "Enigma", 1));
    std::fs::File::options().write(true).open(folder.join(page)).unwrap().set_modified(time).unwrap();
    assert!(!does_nothing(&folder));
    expect_as_from_nothing(&folder);
}

#[test]
fn a_site_that_was_carried_elsewhere_with_its_cache_and_its_output_is_known_again() {
    let first = Folder::sound();
    build(&first);
    let second = Folder::new();
    let carry = || {
        for part in ["content", "templates", "static", "public", ".fieldbook"] {
            for (path, bytes) in first.tree_if_any(part) {
                second.write(&format!("{part}/{path}"), bytes);
            }
        }
        second.write("book.toml", first.read("book.toml"));
    };
    carry();
    assert!(does_nothing(&second));
    let script = first.tree("public").into_keys().find(|path| path.starts_with("js/")).unwrap();
    for spoilt in ["public/projects/engine/index.html", &format!("public/{script}")] {
        carry();
        second.write(spoilt, second.read(spoilt).to_uppercase());
        assert!(!does_nothing(&second), "{spoilt}");
        expect_as_from_nothing(&second);
    }
    carry();
    second.write("content/chapters/one.md", "---\ntitle: One\n---\nAn engine of Maker.\n");
    assert!(!does_nothing(&second));
    expect_as_from_nothing(&second);
}

#[test]
fn warnings_are_said_in_every_build() {
    let folder = Folder::sound();
    folder.write("content/chapters/one.md", "---\ntitle: One\n---\nAn <i>Engine</i> of Maker.\n");
    for _ in 0..3 {
        let told = folder.run(&["build"]);
        assert!(told.contains("warning["), "{told}");
    }
}

/// What a build finds wrong.
fn problems(folder: &Folder) -> Vec<String> {
    let told = folder.run(&["build", "--message-format=short"]);
    told.lines()
        .filter(|line| line.contains("warning[") || line.contains("error["))
        .map(str::to_owned)
        .collect()
}

#[test]
fn links_of_a_page_that_is_taken_over_are_checked_where_what_they_lead_to_has_changed() {
    let folder = Folder::sound();
    let template =
        "{% extends \"base.html\" %}{% block main %}<a href=\"/chapters/one/#part\">x</a>{% endblock %}";
    folder.write("templates/company.html", template);
    folder.write("content/loose.md", "---\ntitle: Loose\n---\nText.\n");
    let chapter =
        |text: &str| folder.write("content/chapters/one.md", format!("---\ntitle: One\n---\n{text}"));
    let sound = "[Loose](../loose.md)\n\n## Part\n\nText.\n";
    let edits = [
        ("[Loose](../loose.md)\n\n## Other\n\nText.\n", "dead-link"),
        ("[A name](../loose.md)\n\nText.\n", "dead-link"),
        ("## Part\n\nText.\n", "unreachable-page"),
    ];
    for (text, code) in edits {
        chapter(sound);
        assert_eq!(problems(&folder), [""; 0]);
        chapter(text);
        let found = problems(&folder);
        assert!(found.len() == 1 && found[0].contains(code), "{text}: {found:?}");
        chapter(&format!("{text}\nMore.\n"));
        assert_eq!(problems(&folder), found, "it is said until it is mended");
    }
}

#[test]
fn a_link_of_a_page_that_is_taken_over_to_a_file_that_is_gone_is_reported() {
    let folder = Folder::sound();
    let template = "{% extends \"base.html\" %}{% block main %}<a href=\"/own.txt\">x</a>{% endblock %}";
    folder.write("templates/company.html", template);
    folder.write("static/own.txt", "own");
    assert_eq!(problems(&folder), [""; 0]);
    folder.remove("static/own.txt");
    let found = problems(&folder);
    assert!(found.len() == 1 && found[0].contains("dead-link"), "{found:?}");
    folder.write("static/own.txt", "own");
    assert_eq!(problems(&folder), [""; 0]);
}
