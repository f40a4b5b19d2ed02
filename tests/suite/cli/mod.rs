//! The program as it is run: what it prints, where, and with which exit code.
//!
//! 0: all is well. 1: the content has errors. 2: the command line or the machine has. Standard output is for
//! data, so that only what was asked for is written to it.

mod archive;
pub(crate) mod deploy;
mod diff;
mod edition;
mod external;
mod fmt;
pub(crate) mod folder;
mod guide;
mod import;
mod init;
mod inspect;
mod new;
mod pdf;
mod rename;
mod review;
mod start;
mod tools;
mod untagged;
pub(crate) mod web_server;

use insta::assert_snapshot;

use folder::Folder;

#[test]
fn a_build_says_in_one_line_what_was_published() {
    let folder = Folder::sound();
    assert_snapshot!(folder.run(&["build"]), @r"
    exit code 0
    --- stderr
    [N] pages (1 project, 1 company), no warnings in [TIME] → ./public
    ");
    assert!(folder.has("public/projects/engine/index.html"));
}

#[test]
fn verbose_tells_what_was_written_too() {
    let folder = Folder::sound();
    let first = folder.run(&["build", "--verbose"]);
    // The manifest is no part of the site.
    let files = folder.tree("public").len() - 1;
    let told = format!(
        "\n{files} files written, 0 unchanged, 0 removed\n0 pages taken over from the build before\n"
    );
    assert!(first.ends_with(&told), "{first}");
    let second = folder.run(&["build", "--verbose"]);
    assert!(second.contains(&format!("\n0 files written, {files} unchanged, 0 removed\n")), "{second}");
}

#[test]
fn a_check_writes_nothing() {
    let folder = Folder::sound();
    assert_snapshot!(folder.run(&["check"]), @r"
    exit code 0
    --- stderr
    [N] pages (1 project, 1 company), no warnings in [TIME]
    ");
    assert_eq!(folder.names(), ["book.toml", "content"]);
}

#[test]
fn errors_in_the_content_are_exit_code_1() {
    let folder = Folder::faulty();
    assert_snapshot!(folder.run(&["build"]), @r"
    exit code 1
    --- stderr
    error[unknown-company]: no company has the slug `makr`
     --> content/projects/engine.md:3:13
      |
    3 | companies: [makr]
      |             ^^^^
      |
      = help: did you mean `maker`?

    warning[raw-html]: `<i>` is shown as text
     --> content/projects/engine.md:5:5
      |
    5 | Text<i>
      |     ^^^
      |
      = help: write Markdown, or set `raw-html = true` under `[build]` in `book.toml`

    1 error, 1 warning; `./public` was left as it is
    ");
    assert_snapshot!(folder.run(&["check"]), @r"
    exit code 1
    --- stderr
    error[unknown-company]: no company has the slug `makr`
     --> content/projects/engine.md:3:13
      |
    3 | companies: [makr]
      |             ^^^^
      |
      = help: did you mean `maker`?

    warning[raw-html]: `<i>` is shown as text
     --> content/projects/engine.md:5:5
      |
    5 | Text<i>
      |     ^^^
      |
      = help: write Markdown, or set `raw-html = true` under `[build]` in `book.toml`

    1 error, 1 warning
    ");
    assert_eq!(folder.names(), ["book.toml", "content"]);
}

#[test]
fn the_site_may_stand_in_another_folder() {
    let folder = Folder::new();
    folder.write("report/book.toml", "[book]\ntitle = \"Report\"\n");
    folder.write("report/content/index.md", "---\ntitle: Home\n---\n[[nobody]]\n");
    assert_snapshot!(folder.run(&["check", "report", "--message-format", "short"]), @r"
    exit code 1
    --- stderr
    content/index.md:4:3: error[unknown-name]: no page is called `nobody`
    1 error
    ");
    folder.write("report/content/index.md", "---\ntitle: Home\n---\n");
    assert_snapshot!(folder.run(&["build", "report"]), @r"
    exit code 0
    --- stderr
    [N] pages (0 projects, 0 companies), no warnings in [TIME] → report/public
    ");
    assert!(folder.has("report/public/index.html"));
}

#[test]
fn warnings_fail_a_build_only_if_they_are_denied() {
    let folder = Folder::sound();
    folder.write("content/chapters/one.md", "---\ntitle: One\n---\nAn<i>Engine of Maker.\n");
    assert_snapshot!(folder.run(&["check", "--message-format=short"]), @r"
    exit code 0
    --- stderr
    content/chapters/one.md:4:3: warning[raw-html]: `<i>` is shown as text
    [N] pages (1 project, 1 company), 1 warning in [TIME]
    ");
    assert_snapshot!(folder.run(&["build", "--message-format=short", "--deny-warnings"]), @r"
    exit code 1
    --- stderr
    content/chapters/one.md:4:3: error[raw-html]: `<i>` is shown as text
    1 error; `./public` was left as it is
    ");
    assert!(!folder.has("public"));
}

#[test]
fn quiet_leaves_out_everything_but_problems() {
    assert_snapshot!(Folder::sound().run(&["build", "-q"]), @"exit code 0");
    assert_snapshot!(Folder::faulty().run(&["build", "-q", "--message-format=short"]), @r"
    exit code 1
    --- stderr
    content/projects/engine.md:3:13: error[unknown-company]: no company has the slug `makr`
    content/projects/engine.md:5:5: warning[raw-html]: `<i>` is shown as text
    1 error, 1 warning; `./public` was left as it is
    ");
    assert_snapshot!(Folder::sound().run(&["clean", "-q"]), @"exit code 0");
}

#[test]
fn problems_come_as_one_json_object_a_line() {
    let folder = Folder::faulty();
    assert_snapshot!(folder.run(&["check", "-q", "--message-format=json"]), @r#"
    exit code 1
    --- stderr
    {"severity":"error","code":"unknown-company","message":"no company has the slug `makr`","label":"","file":"content/projects/engine.md","line":3,"column":13,"range":[30,34],"related":[],"help":["did you mean `maker`?"]}
    {"severity":"warning","code":"raw-html","message":"`<i>` is shown as text","label":"","file":"content/projects/engine.md","line":5,"column":5,"range":[44,47],"related":[],"help":["write Markdown, or set `raw-html = true` under `[build]` in `book.toml`"]}
    "#);
    let stderr = folder.output(&["check", "--message-format=json"]).stderr;
    let text = String::from_utf8(stderr).unwrap();
    let objects = text.lines().filter(|line| line.starts_with('{'));
    let codes: Vec<_> = objects
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["code"].clone())
        .collect();
    assert_eq!(codes, ["unknown-company", "raw-html"]);
}

#[test]
fn problems_come_as_annotations_for_github() {
    let folder = Folder::faulty();
    assert_snapshot!(folder.run(&["check", "-q", "--message-format=github"]), @r"
    exit code 1
    --- stderr
    ::error file=content/projects/engine.md,line=3,col=13,title=unknown-company::no company has the slug `makr`%0Adid you mean `maker`?
    ::warning file=content/projects/engine.md,line=5,col=5,title=raw-html::`<i>` is shown as text%0Awrite Markdown, or set `raw-html = true` under `[build]` in `book.toml`
    1 error, 1 warning
    ");
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let folder = Folder::faulty();
    let coloured = |arguments: &[&str]| folder.output(arguments).stderr.contains(&0x1b);
    assert!(!coloured(&["check"]));
    assert!(!coloured(&["check", "--color=never"]));
    assert!(coloured(&["check", "--color=always"]));
}

#[test]
fn the_output_goes_where_it_is_asked_to_go() {
    let folder = Folder::sound();
    assert_snapshot!(folder.run(&["build", "--dest-dir", "out/site"]), @r"
    exit code 0
    --- stderr
    [N] pages (1 project, 1 company), no warnings in [TIME] → out/site
    ");
    assert!(folder.has("out/site/index.html") && !folder.has("public"));
    folder.write("book.toml", "[book]\ntitle = \"Report\"\n[build]\nbuild-dir = \"docs\"\n");
    folder.succeed(&["build"]);
    assert!(folder.has("docs/index.html") && !folder.has("public"));
}

#[test]
fn a_site_is_built_for_the_address_that_is_given() {
    let folder = Folder::sound();
    folder.succeed(&["build", "--base-url", "https://report.example/a/b/"]);
    let page = folder.read("public/projects/engine/index.html");
    assert!(page.contains("href=\"/a/b/companies/maker/\""), "{page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://report.example/a/b/projects/engine/\">"));
}

#[test]
fn an_address_that_is_none_is_exit_code_2() {
    let folder = Folder::sound();
    for wrong in ["report.example", "ftp://report.example/", "https://", "/../up", ""] {
        let said = folder.fail(2, &["build", "--base-url", wrong]);
        assert!(said.contains(&format!("`--base-url {wrong}`")), "{wrong}: {said}");
    }
    assert_snapshot!(folder.run(&["check", "--base-url", "report.example"]), @r"
    exit code 2
    --- stderr
    error: `--base-url report.example` is not an address such as `https://example.org/report/`
    ");
    assert!(!folder.has("public"));
}

#[test]
fn drafts_are_published_only_if_asked_for() {
    let folder = Folder::sound();
    folder.write("content/chapters/two.md", "---\ntitle: Two\ndraft: true\n---\n");
    folder.succeed(&["build"]);
    assert!(!folder.has("public/chapters/two"));
    folder.succeed(&["build", "--drafts"]);
    assert!(folder.has("public/chapters/two/index.html"));
}

#[test]
fn clean_removes_what_a_build_wrote() {
    let folder = Folder::sound();
    assert_snapshot!(folder.run(&["clean"]), @r"
    exit code 0
    --- stderr
    there is nothing to remove at ./public
    ");
    folder.succeed(&["build"]);
    assert_snapshot!(folder.run(&["clean"]), @r"
    exit code 0
    --- stderr
    removed ./public
    ");
    assert_eq!(folder.names(), ["book.toml", "content"]);
    folder.succeed(&["build", "--dest-dir", "out"]);
    assert_snapshot!(folder.run(&["clean", "--dest-dir", "out"]), @r"
    exit code 0
    --- stderr
    removed out
    ");
    assert_eq!(folder.names(), ["book.toml", "content"]);
}

#[test]
fn explain_prints_to_standard_output_so_that_it_can_be_paged() {
    assert_snapshot!(Folder::new().run(&["explain", "figure-text"]), @r"
    exit code 0
    --- stdout
    figure-text (error)

    A figure in prose is printed from the data, so it takes no text of its own: a number that is typed twice can differ from the data. `[[entity#metric|value]]` prints the number without unit and date.
    ");
}

#[test]
fn explain_lists_all_codes() {
    let said = Folder::new().run(&["explain"]);
    let lines: Vec<_> = said.lines().collect();
    assert_eq!((lines[..2].to_vec(), lines[2]), (vec!["exit code 0", "--- stdout"], "bad-toml (error)"));
    assert!(lines.contains(&"typed-figure (warning)"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_exit_code_2_and_a_closed_pipe_is_not() {
    let folder = Folder::new();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    for arguments in [&["explain", "bad-yaml"][..], &["explain"]] {
        let output = folder.command(arguments).stdout(full.try_clone().unwrap()).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("cannot write to the standard output"), "{said}");
    }
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    assert!(folder.command(&["explain"]).stdout(writer).status().unwrap().success());
}

#[test]
fn names_of_files_cannot_command_the_terminal() {
    let folder = Folder::sound();
    let output = folder.output(&["check", "--color=always", "--", "\u{1b}]0;PWN\u{7}\u{202e}"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("`\\u{1b}]0;PWN\\u{7}\\u{202e}`"), "{said:?}");
}

#[test]
fn explain_suggests_the_nearest_code() {
    let folder = Folder::new();
    assert_snapshot!(folder.run(&["explain", "unknown-compnay"]), @r"
    exit code 2
    --- stderr
    error: no code is called `unknown-compnay`; did you mean `unknown-company`?
    ");
    assert_snapshot!(folder.run(&["explain", "zzz"]), @r"
    exit code 2
    --- stderr
    error: no code is called `zzz`; `fieldbook explain` lists them
    ");
}

#[test]
fn arguments_that_make_no_sense_are_exit_code_2() {
    let folder = Folder::sound();
    let cases: [&[&str]; 6] = [
        &[],
        &["publish"],
        &["build", "--minify"],
        &["build", "-q", "-v"],
        &["check", "--message-format", "xml"],
        &["check", "--dest-dir", "out"],
    ];
    for arguments in cases {
        folder.fail(2, arguments);
    }
    assert_snapshot!(folder.run(&["biuld"]), @r"
    exit code 2
    --- stderr
    error: unrecognized subcommand 'biuld'

      tip: a similar subcommand exists: 'build'

    Usage: fieldbook [OPTIONS] <COMMAND>

    For more information, try '--help'.
    ");
    assert_eq!(folder.names(), ["book.toml", "content"]);
}

#[test]
fn clean_is_refused_if_the_settings_cannot_be_read() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    let good = folder.tree("public");
    for broken in ["[book\ntitle = 1", "[book]\ntitle = \"Report\"\n[build]\nbuild-dri = \"out\"\n"] {
        folder.write("book.toml", broken);
        let said = folder.fail(2, &["clean"]);
        assert_eq!(said, "error: `book.toml` has errors: `fieldbook check` shows them\n");
        folder.fail(2, &["clean", "--dest-dir", "public"]);
        assert_eq!(folder.tree("public"), good, "{broken}");
    }
}

#[test]
fn mentions_that_become_links_are_listed_by_name_and_page() {
    let folder = Folder::sound();
    folder.write("content/about.md", "---\ntitle: About\n---\nAn Engine runs. The Engine stops.\n");
    let told = folder.run(&["check", "--mentions"]);
    assert!(told.contains("Engine\tcontent/about.md\t1\tAn Engine runs.\n"), "{told}");
    let told = folder.run(&["check", "--mentions", "--message-format", "json"]);
    let line = r#"{"name":"Engine","page":"content/about.md","count":1,"sentence":"An Engine runs."}"#;
    assert!(told.contains(line), "{told}");
}
