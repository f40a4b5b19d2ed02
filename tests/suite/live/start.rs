//! How it starts, and what it says when it cannot.

use std::net::TcpListener;

use super::program::Program;
use super::site;
use crate::cli::folder::Folder;

#[test]
fn the_help_names_every_option() {
    let output = Folder::new().output(&["serve", "--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    let options = ["-p, --port <PORT>", "-n, --hostname <HOSTNAME>", "-o, --open", "--drafts", "--poll"];
    let more = ["--editor <EDITOR>", "FIELDBOOK_EDITOR", "--base-url <URL>", "--deny-warnings", "[DIR]"];
    for option in options.into_iter().chain(more).chain(["1111", "127.0.0.1", "vscode"]) {
        assert!(help.contains(option), "`{option}` is missing:\n{help}");
    }
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_port_that_is_taken_is_exit_code_2_and_the_message_names_it_and_the_flag() {
    let folder = site();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let said = folder.fail(2, &["serve", "-p", &port]);
    assert!(said.contains(&format!("port {port} of `127.0.0.1` is taken")), "{said}");
    assert!(said.contains("`--port`"), "{said}");
}

#[test]
fn without_a_port_the_next_free_one_is_taken() {
    let (one, two) = (site(), site());
    let serving = [&one, &two].map(|folder| Program::run(folder, &["serve"], &[]));
    assert_ne!(serving[0].address, serving[1].address);
    for program in serving {
        assert!((1111..=1211).contains(&program.address.port()), "{}", program.address);
        assert!(program.address.ip().is_loopback());
        program.page("/");
    }
}

#[test]
fn a_site_need_not_be_the_present_folder() {
    let folder = Folder::new();
    folder.write("sites/a/book.toml", "[book]\ntitle = \"Far\"\n");
    folder.write("sites/a/content/index.md", "---\ntitle: Home\n---\n");
    let program = Program::start(&folder, &["./sites/../sites/a"]);
    folder.write("sites/a/content/index.md", "---\ntitle: Home\n---\nNear.\n");
    program.until_page("/", "Near.");
}

#[test]
fn where_there_is_no_site_it_says_what_a_build_says() {
    let folder = Folder::new();
    let both = |folder: &Folder, arguments: &[&str]| {
        let [serve, build] =
            ["serve", "build"].map(|command| folder.fail(2, &[&[command], arguments].concat()));
        assert_eq!(serve, build);
        serve
    };
    assert!(both(&folder, &[]).contains("there is no `book.toml` in this folder"));
    assert!(both(&folder, &["no/such/folder"]).contains("in `no/such/folder`: there is no `book.toml`"));
    folder.write("book.toml", "[book]\ntitle = \"Report\"\n");
    assert!(both(&folder, &[]).contains("there is no page in `content/`"));
}

#[test]
fn arguments_that_make_no_sense_are_exit_code_2_and_named() {
    let folder = site();
    let said = folder.fail(2, &["serve", "--editor", "ed"]);
    assert!(said.contains("`--editor ed`") && said.contains("vscode, vscodium"), "{said}");
    assert!(said.contains("none") && said.contains("{path}"), "{said}");
    for arguments in [["--base-url", "report.example"], ["--port", "65536"], ["--hostname", "no such host"]] {
        let said = folder.fail(2, &["serve", arguments[0], arguments[1]]);
        assert!(said.contains(arguments[1]), "{said}");
    }
}
