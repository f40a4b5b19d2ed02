//! `import crates-io` and `import github`: a server on this machine answers as those do.

use insta::assert_snapshot;

use crate::cli::folder::Folder;
use crate::cli::web_server::{Asked, Says, WebServer};

const CRATE: &str = r#"{"crate": {"id": "tiderace", "name": "tiderace", "description": "Predicts tides.\n", "homepage": null,
"repository": "https://github.com/tides/tiderace", "documentation": "https://docs.rs/tiderace", "downloads": 1200300,
"recent_downloads": 4500, "max_stable_version": "1.10.0", "max_version": "2.0.0-rc.1", "created_at": "2016-04-11T05:06:07.8Z"}}"#;

const REPOSITORY: &str = r#"{"name": "tiderace", "full_name": "tides/tiderace", "description": "Predicts tides.",
"html_url": "https://github.com/tides/tiderace", "homepage": "", "stargazers_count": 321, "forks_count": 12,
"created_at": "2015-01-02T03:04:05Z"}"#;

fn answer(asked: &Asked<'_>) -> Says {
    let says = |body: &str| Says { body: body.to_owned(), ..Says::status(200) };
    match asked.path {
        "/crates/tiderace" => says(CRATE).with("Date", "Fri, 27 Nov 2026 08:49:37 GMT"),
        "/repos/tides/tiderace" => says(REPOSITORY).with("Date", "Sat, 28 Nov 2026 08:49:37 GMT"),
        "/repos/other/tiderace" => says(&REPOSITORY.replace("tides/tiderace", "other/tiderace")),
        "/crates/page" => says("<html>"),
        "/crates/busy" => Says::status(429),
        "/crates/broken" => Says::status(500),
        _ => Says::status(404),
    }
}

/// What a run says, without the port.
fn run(folder: &Folder, server: &WebServer, arguments: &[&str]) -> String {
    let api = format!("http://{}", server.host());
    let said = folder.run(&[&["import"], arguments, &["--api", &api]].concat());
    said.replace(&server.host(), "api.example")
}

/// A site with metrics of its own.
fn report() -> Folder {
    let folder = Folder::sound();
    folder.write("content/metrics.toml", "# Ours.\n[metrics.speed]\nlabel = \"Speed\"\n");
    folder
}

#[test]
fn a_crate_and_its_repository_become_one_page_with_two_sources() {
    let (server, folder) = (WebServer::new(answer), report());
    assert_snapshot!(run(&folder, &server, &["crates-io", "tiderace"]), @r"
    exit code 0
    --- stderr
    added 2 pages and 3 facts; 0 pages and 0 facts were there already
    ");
    assert_snapshot!(run(&folder, &server, &["github", "tides/tiderace"]), @r"
    exit code 0
    --- stderr
    added 1 page and 2 facts; 0 pages and 0 facts were there already
    ");
    assert_snapshot!(folder.read("content/projects/tiderace.md"), @r#"
    ---
    title: tiderace
    summary: Predicts tides
    sources: [crates-io-2026-11-27]
    links: {repository: "https://github.com/tides/tiderace", documentation: "https://docs.rs/tiderace"}
    facts:
      - {metric: github-stars, value: 321, as-of: 2026-11-28, source: github-2026-11-28}
      - {metric: github-forks, value: 12, as-of: 2026-11-28, source: github-2026-11-28}
      - {metric: crate-downloads, value: 1200300, as-of: 2026-11-27, source: crates-io-2026-11-27}
      - {metric: crate-recent-downloads, value: 4500, as-of: 2026-11-27, source: crates-io-2026-11-27}
      - {metric: crate-version, value: "1.10.0", as-of: 2026-11-27, source: crates-io-2026-11-27}
    events:
      - {date: 2016-04-11, text: First release on crates.io, kind: release, source: crates-io-2026-11-27}
    ---
    "#);
}

#[test]
fn metrics_are_declared_sources_added_and_answers_kept() {
    let (server, folder) = (WebServer::new(answer), report());
    run(&folder, &server, &["crates-io", "tiderace"]);
    run(&folder, &server, &["github", "tides/tiderace"]);
    assert_snapshot!(folder.read("content/metrics.toml"), @r#"
    # Ours.
    [metrics.speed]
    label = "Speed"

    [metrics.crate-downloads]
    label = "Downloads on crates.io"

    [metrics.crate-recent-downloads]
    label = "Downloads on crates.io in 90 days"

    [metrics.crate-version]
    label = "Newest version on crates.io"
    format = "text"

    [metrics.github-forks]
    label = "Forks on GitHub"

    [metrics.github-stars]
    label = "Stars on GitHub"
    "#);
    assert_snapshot!(folder.read("content/sources/github-2026-11-28.md"), @r#"
    ---
    title: "GitHub, read on 28 November 2026"
    short-title: GitHub
    retrieved: 2026-11-28
    ---
    "#);
    let stored = folder.read("data/crates-io/tiderace.json").replace(&server.host(), "api.example");
    assert!(
        stored.starts_with(
            "{\n  \"url\": \"http://api.example/crates/tiderace\",\n  \"retrieved\": \"2026-11-27\",\n"
        ),
        "{stored}"
    );
    assert!(folder.has("data/github/tides--tiderace.json"));
    folder.write("content/chapters/two.md", "---\ntitle: Two\n---\nThe tiderace runs.\n");
    server.asked();
    folder.succeed(&["--deny-warnings", "build"]);
    assert!(server.asked().is_empty());
    let before = folder.tree("content");
    run(&folder, &server, &["crates-io", "tiderace", "--retrieved", "2027-01-01"]);
    assert_eq!(folder.tree("content"), before, "what has not changed is not said again");
}

#[test]
fn a_dry_run_writes_nothing() {
    let (server, folder) = (WebServer::new(answer), report());
    let before = folder.tree(".");
    let said = run(&folder, &server, &["crates-io", "tiderace", "--dry-run"]);
    assert!(said.contains("-- content/projects/tiderace.md (new) --\n"), "{said}");
    assert!(said.contains("{metric: crate-version, value: \"1.10.0\", as-of: 2026-11-27"), "{said}");
    assert_eq!(folder.tree("."), before);
}

#[test]
fn what_a_service_does_not_know_or_say_is_one_message_and_nothing_is_written() {
    let (server, folder) = (WebServer::new(answer), report());
    let before = folder.tree(".");
    let said = [
        ["crates-io", "tideraces"],
        ["crates-io", "page"],
        ["crates-io", "busy"],
        ["crates-io", "broken"],
        ["crates-io", "../x"],
        ["github", "tiderace"],
    ]
    .map(|arguments| run(&folder, &server, &arguments).replace("--- stderr\n", ""));
    assert_snapshot!(said.join("\n"), @r"
    exit code 2
    error: crates.io knows nothing of `tideraces`

    exit code 2
    error: crates.io: `http://api.example/crates/page` does not answer as crates.io does
    nothing was written

    exit code 2
    error: `http://api.example/crates/busy` answers 429: crates.io wants to be asked later

    exit code 2
    error: `http://api.example/crates/broken` answers 500

    exit code 2
    error: `../x` is no name on crates.io

    exit code 2
    error: `tiderace` is no name on GitHub
    ");
    let nobody = folder.fail(2, &["import", "github", "a/b", "--api", "http://127.0.0.1:9"]);
    assert!(nobody.starts_with("error: cannot ask `http://127.0.0.1:9/repos/a/b`: "), "{nobody}");
    assert_eq!(folder.tree("."), before);
}

#[test]
fn two_repositories_of_one_name_do_not_become_one_page() {
    let (server, folder) = (WebServer::new(answer), report());
    let before = folder.tree("content");
    assert_snapshot!(run(&folder, &server, &["github", "tides/tiderace", "other/tiderace"]), @r"
    exit code 2
    --- stderr
    error: GitHub: two pages would be `content/projects/tiderace.md`: `tiderace` and `tiderace`
      help: give one of them another name, or leave it out
    nothing was written
    ");
    assert_eq!(folder.tree("content"), before);
}

#[test]
fn a_name_that_is_given_twice_is_asked_for_once() {
    let (server, folder) = (WebServer::new(answer), report());
    run(&folder, &server, &["crates-io", "tiderace", "tiderace"]);
    assert_eq!(server.asked(), ["GET /crates/tiderace"]);
    assert!(folder.has("content/projects/tiderace.md"));
}
