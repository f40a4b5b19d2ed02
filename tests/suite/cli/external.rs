//! `check --external`, against a server on this machine.

use std::time::Duration;

use insta::assert_snapshot;

use fieldbook::files::DiskFiles;
use fieldbook::outside::{self, Manners};
use fieldbook::pipeline::{Builder, Options};
use fieldbook::source::discover;

use super::folder::Folder;
use super::web_server::{Asked, Says, WebServer};

/// Answers as the servers of the web do.
fn answer(asked: &Asked<'_>) -> Says {
    let path = asked.path.split('?').next().unwrap_or_default();
    match (path, asked.before) {
        ("/gone", _) => Says::status(410),
        ("/get-only", _) if asked.head => Says::status(405),
        ("/moved", _) => Says::status(301).with("Location", "/ok"),
        ("/circle", _) => Says::status(302).with("Location", "/circle"),
        ("/busy", before) if asked.head || before == 0 => Says::status(429).with("Retry-After", "0"),
        ("/flaky", 0) | ("/down", _) => Says::status(500),
        ("/ok" | "/get-only" | "/busy" | "/flaky", _) => Says::status(200),
        ("/members", _) => Says::status(403),
        _ => Says::status(404),
    }
}

/// What a check of the links to a server says, without its port.
fn run(folder: &Folder, arguments: &[&str], server: &WebServer) -> String {
    let said = folder.run(&[&["check", "--external"], arguments].concat());
    said.replace(&server.host(), "one.example")
}

#[test]
fn links_that_lead_nowhere_are_reported_with_their_places() {
    let server = WebServer::new(answer);
    let folder = Folder::sound();
    let host = server.host();
    folder.write(
        "content/projects/engine.md",
        format!(
            "---\ntitle: Engine\ncompanies: [maker]\nlinks: {{website: \"http://{host}/ok#top\", repository: \"http://{host}/none\"}}\n---\n\
             [a](http://{host}/ok#other) [b](http://{host}/gone \"Title\") [c](http://{host}/get-only) [d](http://{host}/moved)\n\n\
             [e](http://{host}/circle) [f](http://{host}/busy) [g](http://{host}/flaky) <http://{host}/none?x=1#y>\n\n\
             <a href=\"http://{host}/down\">h</a> [i](http://{host}/members) [j](mailto:a@example.org)\n"
        ),
    );
    assert_snapshot!(run(&folder, &["--message-format", "short"], &server), @r"
    exit code 0
    --- stderr
    [N] pages (1 project, 1 company), no warnings in [TIME]
    content/projects/engine.md:4:63: warning[dead-external-link]: nothing is at `http://one.example/none`: the server answers 404 (not found)
    content/projects/engine.md:6:38: warning[dead-external-link]: nothing is at `http://one.example/gone`: the server answers 410 (gone)
    content/projects/engine.md:8:1: warning[dead-external-link]: nothing is at `http://one.example/circle`: too many redirects
    content/projects/engine.md:8:103: warning[dead-external-link]: nothing is at `http://one.example/none?x=1#y`: the server answers 404 (not found)
    content/projects/engine.md:10:1: warning[dead-external-link]: nothing is at `http://one.example/down`: the server answers 500
    11 addresses asked for, 0 known from before, 1 that do not tell; 5 warnings
    ");
    let asked = server.asked();
    assert_eq!(
        asked.iter().filter(|one| one.ends_with(" /ok") && one.starts_with("HEAD")).count(),
        2,
        "{asked:?}"
    );
    assert!(!asked.iter().any(|one| one.contains('#')), "{asked:?}");
    assert_eq!(asked.iter().filter(|one| *one == "GET /down").count(), 3, "{asked:?}");
    assert_snapshot!(run(&folder, &["--deny-warnings", "-q"], &server).lines().next().unwrap_or_default(), @r"exit code 1");
    let again = server.asked();
    assert!(
        !again.iter().any(|one| one.contains("/ok") || one.contains("/get-only")),
        "remembered: {again:?}"
    );
    run(&folder, &["--external-age", "0"], &server);
    assert!(server.asked().iter().any(|one| one == "HEAD /ok"));
}

#[test]
fn a_host_that_wants_to_be_left_alone_is_not_asked_again() {
    let server = WebServer::new(|_| Says::status(429).with("Retry-After", "86400"));
    let folder = Folder::sound();
    let links: Vec<_> = (0..5).map(|n| format!("[{n}](http://{}/{n})", server.host())).collect();
    let links = links.join(" ");
    folder.write("content/chapters/two.md", format!("---\ntitle: Two\n---\n{links}\n"));
    assert_snapshot!(run(&folder, &[], &server), @r"
    exit code 0
    --- stderr
    [N] pages (1 project, 1 company), no warnings in [TIME]
    1 address asked for, 0 known from before, 5 that do not tell; no warnings
    ");
    assert_eq!(server.asked(), ["HEAD /0"]);
}

#[test]
fn a_server_that_does_not_answer_in_time_is_dead() {
    let server = WebServer::new(|_| Says { after: Duration::from_secs(30), ..Says::status(200) });
    let folder = Folder::sound();
    folder
        .write("content/chapters/two.md", format!("---\ntitle: Two\n---\n[x](http://{}/)\n", server.host()));
    assert_snapshot!(run(&folder, &["--external-timeout", "1"], &server), @r"
    exit code 0
    --- stderr
    [N] pages (1 project, 1 company), no warnings in [TIME]
    warning[dead-external-link]: nothing is at `http://one.example/`: timeout: global
     --> content/chapters/two.md:4:1
      |
    4 | [x](http://one.example/)
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = help: let it lead to another address, or to a copy that stays; `allow` under `[external]` leaves addresses out that only browsers reach

    1 address asked for, 0 known from before, 0 that do not tell; 1 warning
    ");
}

#[test]
fn what_the_settings_allow_is_not_asked_for() {
    let server = WebServer::new(answer);
    let host = server.host();
    let folder = Folder::sound();
    let book = |allow: &str| format!("[book]\ntitle = \"Report\"\n[external]\nallow = [\"{allow}\"]\n");
    folder.write("content/chapters/two.md", format!("---\ntitle: Two\n---\n[x](http://{host}/gone)\n"));
    for allow in [host.clone(), format!("http://{host}/go")] {
        folder.write("book.toml", book(&allow));
        run(&folder, &["--deny-warnings"], &server);
        assert!(server.asked().is_empty(), "{allow}");
    }
    folder.write("book.toml", book("other.example"));
    let said = run(&folder, &["--deny-warnings"], &server);
    assert!(said.starts_with("exit code 1"), "{said}");
    folder.write("book.toml", "[book]\ntitle = \"Report\"\n[check]\ndead-external-link = \"allow\"\n");
    let said = run(&folder, &["--deny-warnings"], &server);
    assert!(said.starts_with("exit code 0"), "{said}");
}

#[test]
fn a_build_asks_nobody() {
    let server = WebServer::new(answer);
    let folder = Folder::sound();
    let host = server.host();
    folder.write("content/chapters/two.md", format!("---\ntitle: Two\n---\n[x](http://{host}/gone)\n"));
    folder.succeed(&["build"]);
    folder.succeed(&["check"]);
    assert!(server.asked().is_empty());
}

#[test]
fn addresses_are_asked_for_however_they_are_spelt() {
    let server = WebServer::new(|_| Says::status(200));
    let (folder, host) = (Folder::sound(), server.host());
    folder.write(
        "content/projects/engine.md",
        format!("---\n{{title: Engine, companies: [maker], links: {{website: \"http://{host}/braces\"}}}}\n---\n[a](HTTP://{host}/Capital) [b](http://{host}/stra\u{df}e)\n"),
    );
    assert_snapshot!(run(&folder, &[], &server), @r"
    exit code 0
    --- stderr
    [N] pages (1 project, 1 company), no warnings in [TIME]
    3 addresses asked for, 0 known from before, 0 that do not tell; no warnings
    ");
    assert_eq!(server.asked(), ["HEAD /Capital", "HEAD /braces", "HEAD /stra%C3%9Fe"]);
}

#[test]
fn a_host_that_never_answers_is_not_asked_for_everything() {
    let server = WebServer::new(|_| Says { after: Duration::from_secs(30), ..Says::status(200) });
    let folder = Folder::sound();
    let links: Vec<_> = (0..30).map(|n| format!("[{n}](http://{}/{n})", server.host())).collect();
    folder.write("content/chapters/two.md", format!("---\ntitle: Two\n---\n{}\n", links.join(" ")));
    let said = run(&folder, &["--external-timeout", "1", "--message-format", "short"], &server);
    assert_eq!(said.matches("timeout: global").count(), 2, "{said}");
    let others = "was not asked for: its host was silent about 2 other addresses";
    assert_eq!(said.matches(others).count(), 28, "{said}");
    assert!(
        said.contains("2 addresses asked for, 0 known from before, 0 that do not tell; 30 warnings"),
        "{said}"
    );
    let asked = server.asked();
    assert!(
        asked.len() <= 6 && asked.iter().all(|one| one.ends_with("/0") || one.ends_with("/1")),
        "{asked:?}"
    );
}

#[test]
fn waiting_for_a_busy_host_ends() {
    let server = WebServer::new(|_| Says::status(429).with("Retry-After", "1"));
    let folder = Folder::sound();
    let links: Vec<_> = (0..10).map(|n| format!("[{n}](http://{}/{n})", server.host())).collect();
    folder.write("content/chapters/two.md", format!("---\ntitle: Two\n---\n{}\n", links.join(" ")));
    let tree = discover(&DiskFiles::new(folder.path())).unwrap();
    let planned = Builder::new(Options::default()).update(&tree);
    let manners = Manners {
        hosts: 1,
        pause: Duration::ZERO,
        retry: Duration::ZERO,
        patience: Duration::from_millis(1500),
        timeout: Duration::from_secs(5),
        now: 0,
        max_age: 0,
    };
    let checked = outside::check(&planned.rendered.site, &planned.rendered.links, None, &manners);
    assert_eq!((checked.untold, checked.diagnostics.len()), (10, 0));
    assert_eq!(server.asked(), ["GET /0", "HEAD /0"]);
}
