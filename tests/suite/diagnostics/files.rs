//! What is wrong with files as such: their bytes, their names, and what stands in the place of one.

use insta::assert_snapshot;

use super::lighthouses;
use crate::cli::folder::Folder;
use fieldbook::diagnostic::Format;

#[test]
fn settings_that_are_not_utf8_are_reported_with_their_place_in_every_format() {
    let toml = b"[book]\ntitle = \"Caf\xe9\"\nlangage = \"en\"\n";
    let build =
        lighthouses().with("book.toml", toml).with("content/index.md", "---\ntitle: A\n---\n").build();
    assert_snapshot!(build.report_as(Format::Short).lines().next().unwrap(), @"book.toml:2:13: error[not-utf8]: the file is not UTF-8");
    let folder = Folder::sound();
    folder.write("book.toml", toml);
    for (format, place) in [
        ("human", " --> book.toml:2:13"),
        ("short", "book.toml:2:13: error[not-utf8]"),
        ("json", "\"file\":\"book.toml\",\"line\":2,\"column\":13"),
        ("github", "file=book.toml,line=2,col=13"),
    ] {
        let said = folder.fail(1, &["check", "--message-format", format]);
        assert!(said.contains(place) && said.contains("langage"), "{format}: {said}");
    }
}

#[test]
fn a_template_that_is_not_utf8_is_shown_where_it_is_not() {
    let build = lighthouses().with("templates/page.html", b"<p>\n caf\xe9</p>\n").build();
    assert_snapshot!(build.report(), @r"
    error[not-utf8]: the file is not UTF-8
     --> templates/page.html:2:5
      |
    2 |  caf�</p>
      |     ^
      |
      = help: save it as UTF-8
    ");
}

#[test]
fn markdown_under_another_extension_is_a_page_or_an_error_and_never_a_download() {
    let page = "---\ntitle: Notes\n---\n";
    let build =
        lighthouses().with("content/notes.markdown", page).with("content/b/index.MARKDOWN", page).build();
    let build = build.clean();
    assert!(build.has("notes/index.html") && build.has("b/index.html") && !build.has("notes.markdown"));
    let build = lighthouses().with("content/more.mdown", page).with("static/more.mkd", page).build();
    assert_snapshot!(build.report(), @r"
    error[misnamed-page]: pages are called `.md` or `.markdown`, not `.mdown`
    --> content/more.mdown
     = help: rename it to `more.md`
    ");
}

#[test]
fn leavings_of_editors_and_of_windows_are_not_published() {
    let folder = Folder::sound();
    for path in ["content/Thumbs.db", "static/desktop.ini", "content/notes.md.bak", "static/kept.txt"] {
        folder.write(path, "x");
    }
    folder.succeed(&["build"]);
    let published = folder.tree("public");
    let left = |path: &&String| ["Thumbs", "desktop", ".bak"].iter().any(|name| path.contains(name));
    assert_eq!((published.keys().find(left), folder.has("public/kept.txt")), (None, true));
}

#[test]
fn a_page_larger_than_16_mib_is_refused() {
    let text = format!("---\ntitle: A\n---\n{}", "All work and no play.\n".repeat(16 * 1024 * 1024 / 22 + 1));
    assert_snapshot!(lighthouses().with("content/a.md", text).build().report(), @r"
    error[too-large]: the page is larger than 16 MiB
     --> content/a.md:1:1
      |
    1 | ---
      | ^
      |
      = help: split it, or offer it as a file beside a page
    ");
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_link_out_of_the_site_is_refused_with_where_it_leads() {
        let (folder, elsewhere) = (Folder::sound(), Folder::new());
        elsewhere.write("secret.md", "---\ntitle: Secret\n---\n");
        symlink(elsewhere.join("secret.md"), folder.join("content/linked.md")).unwrap();
        symlink(elsewhere.path(), folder.join("static")).unwrap();
        let said = folder.fail(1, &["check", "-q"]).replace(&elsewhere.real(), "[ELSEWHERE]");
        assert_snapshot!(said, @r#"
        error[link-outside]: this link leads out of the site, to `[ELSEWHERE]/secret.md`
        --> content/linked.md
         = help: copy what it leads to, or set `follow-links = "anywhere"` under `[build]` in `book.toml`

        error[link-outside]: this link leads out of the site, to `[ELSEWHERE]`
        --> static
         = help: copy what it leads to, or set `follow-links = "anywhere"` under `[build]` in `book.toml`

        2 errors
        "#);
        folder.write("book.toml", "[book]\ntitle = \"Report\"\n[build]\nfollow-links = \"anywhere\"\n");
        folder.succeed(&["build"]);
        assert!(folder.has("public/linked/index.html") && folder.has("public/secret.md"));
    }

    #[test]
    fn settings_behind_a_link_out_of_the_site_have_to_allow_it() {
        let (folder, elsewhere) = (Folder::sound(), Folder::new());
        folder.remove("book.toml");
        symlink(elsewhere.join("book.toml"), folder.join("book.toml")).unwrap();
        elsewhere.write("book.toml", "[book]\nsecret = \"x\"\n");
        let said = folder.fail(2, &["check"]);
        assert!(said.contains("leads out of the site") && !said.contains("secret"), "{said}");
        elsewhere.write("book.toml", "[book]\ntitle = \"A\"\n[build]\nfollow-links = \"anywhere\"\n");
        folder.succeed(&["check"]);
    }

    #[test]
    fn linked_folders_are_followed_and_loops_are_named() {
        let folder = Folder::sound();
        folder.write("shared/lamp.md", "---\ntitle: Lamp\n---\n");
        folder.write("shared/deep/lamp.txt", "light");
        symlink("../shared", folder.join("content/shared")).unwrap();
        folder.write("static/keep.txt", "");
        symlink("../shared", folder.join("static/shared")).unwrap();
        folder.succeed(&["build"]);
        for path in ["shared/lamp/index.html", "shared/deep/lamp.txt", "shared/lamp.md"] {
            assert!(folder.has(&format!("public/{path}")), "{path}");
        }
        symlink("..", folder.join("shared/up")).unwrap();
        symlink(".", folder.join("static/here")).unwrap();
        symlink("../../static", folder.join("content/chapters/static")).unwrap();
        symlink("../content", folder.join("static/content")).unwrap();
        let said = folder.fail(1, &["check", "-q"]);
        for path in ["content/shared/up", "static/here", "static/content/chapters/static"] {
            let expected =
                format!("error[link-loop]: this link leads to a folder that it lies in\n--> {path}\n");
            assert!(said.contains(&expected), "{path}: {said}");
        }
    }

    #[test]
    fn links_into_the_output_folder_are_refused() {
        let folder = Folder::sound();
        folder.succeed(&["build", "--dest-dir", folder.join("other").to_str().unwrap()]);
        folder.succeed(&["build"]);
        symlink("../public", folder.join("content/copy")).unwrap();
        symlink("../other/index.html", folder.join("content/home.html")).unwrap();
        let said = folder.fail(1, &["check", "-q"]);
        for path in ["content/copy", "content/home.html"] {
            let expected = format!(
                "error[link-loop]: this link leads into the output folder, which is made from this one\n--> {path}\n"
            );
            assert!(said.contains(&expected), "{path}: {said}");
        }
    }

    #[test]
    fn what_is_no_file_is_named_and_not_waited_for() {
        let folder = Folder::sound();
        let pipe = |path: &str| {
            assert!(std::process::Command::new("mkfifo").arg(folder.join(path)).status().unwrap().success());
        };
        pipe("pipe");
        pipe("content/pipe.md");
        let _socket = std::os::unix::net::UnixListener::bind(folder.join("content/socket")).unwrap();
        symlink("../pipe", folder.join("content/linked.md")).unwrap();
        let start = Instant::now();
        let said = folder.fail(1, &["check", "-q"]);
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        assert_snapshot!(said, @r"
        error[not-a-file]: this is a pipe, and only files are published
        --> content/linked.md
         = help: remove it, or put a file in its place

        error[not-a-file]: this is a pipe, and only files are published
        --> content/pipe.md
         = help: remove it, or put a file in its place

        error[not-a-file]: this is a socket, and only files are published
        --> content/socket
         = help: remove it, or put a file in its place

        3 errors
        ");
        folder.remove("book.toml");
        pipe("book.toml");
        let said = folder.fail(2, &["check"]);
        assert!(said.contains("cannot read `book.toml`: it is a pipe and no file"), "{said}");
    }

    #[test]
    fn devices_are_never_opened() {
        let folder = Folder::sound();
        folder.write("book.toml", "[book]\ntitle = \"A\"\n[build]\nfollow-links = \"anywhere\"\n");
        symlink("/dev/zero", folder.join("content/zero.md")).unwrap();
        let said = folder.fail(1, &["check"]);
        assert!(said.contains("this is a device"), "{said}");
    }
}
