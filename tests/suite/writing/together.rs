//! Two builds of one site at the same moment: each comes to an end, and what stands there is the site.

use std::process::Stdio;
use std::time::{Duration, Instant};

use fieldbook::write::SiteWriter;

use crate::cli::folder::Folder;

/// How often two builds are started together.
const ROUNDS: usize = 6;

/// Enough pages for the two to be writing at the same time.
const PAGES: usize = 100;

#[test]
fn two_builds_at_the_same_moment_both_succeed() {
    let folder = Folder::sound();
    for number in 0..PAGES {
        let page = format!("---\ntitle: Page {number}\n---\nOne Engine of Maker.\n");
        folder.write(&format!("content/notes/page-{number}.md"), page);
    }
    for round in 0..ROUNDS {
        // The title stands on every page, so that both have every file to write.
        folder.write("book.toml", format!("[book]\ntitle = \"Round {round}\"\n"));
        let start = || folder.command(&["build"]).stderr(Stdio::piped()).spawn().unwrap();
        let builds = [start(), start()];
        for build in builds {
            let output = build.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "round {round}: {said}");
        }
        assert_eq!(folder.names(), ["book.toml", "content", "public"], "round {round}");
        let found = folder.tree("public");
        folder.succeed(&["build", "--dest-dir", "alone"]);
        assert_eq!(found, folder.tree("alone"), "round {round}");
        std::fs::remove_dir_all(folder.join("alone")).unwrap();
    }
}

/// Two sites into one folder is a mistake of whoever starts them, and yet no reason for a mixture.
#[test]
fn of_two_sites_built_into_one_folder_at_the_same_moment_one_stands_there() {
    let sites = ["One", "Other"].map(|title| {
        let folder = Folder::sound();
        folder.write("book.toml", format!("[book]\ntitle = \"{title}\"\n"));
        folder.write(&format!("content/notes/{title}.md"), format!("---\ntitle: Note of {title}\n---\n"));
        folder.succeed(&["build", "--dest-dir", "alone"]);
        let tree = folder.tree("alone");
        (folder, tree)
    });
    let shared = Folder::new();
    let target = shared.join("public").to_string_lossy().into_owned();
    for round in 0..ROUNDS / 2 {
        let start = |(folder, _): &(Folder, _)| {
            folder.command(&["build", "--dest-dir", &target]).stderr(Stdio::piped()).spawn().unwrap()
        };
        for build in [start(&sites[round % 2]), start(&sites[1 - round % 2])] {
            let output = build.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let found = shared.tree("public");
        assert!(sites.iter().any(|(_, tree)| *tree == found), "round {round}: a mixture of both");
        assert_eq!(shared.names(), ["public"], "round {round}");
        // What each remembers of the folder is what it has written, and not what stands there.
        let (folder, tree) = &sites[round % 2];
        folder.succeed(&["build", "--dest-dir", &target]);
        assert!(shared.tree("public") == *tree, "round {round}: the other site was taken for this one");
    }
}

/// How long a command may take that has nothing to wait for, on a machine that is busy.
const PATIENCE: Duration = Duration::from_mins(1);

/// A build keeps the output folder to itself for as long as it takes, which is long for a large site.
#[test]
fn commands_that_only_look_or_write_source_do_not_wait_for_a_build() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    let building = SiteWriter::begin(&folder.join("public")).unwrap();
    for arguments in [&["check"][..], &["fmt"], &["new", "project", "Boat"], &["query", "facts"]] {
        let start = Instant::now();
        let mut program =
            folder.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let ended = std::iter::repeat_with(|| {
            std::thread::sleep(Duration::from_millis(20));
            program.try_wait().unwrap()
        });
        let status = ended.take_while(|_| start.elapsed() < PATIENCE).flatten().next();
        if status.is_none() {
            program.kill().unwrap();
            program.wait().unwrap();
        }
        assert!(status.is_some_and(|status| status.success()), "{arguments:?}: {status:?}");
    }
    drop(building);
    assert_eq!(folder.names(), ["book.toml", "content", "public"]);
}

/// As much as a container or a cautious system may leave to a program.
#[cfg(unix)]
#[test]
fn a_build_needs_few_open_files_at_a_time() {
    let folder = Folder::sound();
    for number in 0..PAGES {
        let page = format!("---\ntitle: Page {number}\n---\nOne Engine of Maker.\n");
        folder.write(&format!("content/notes/page-{number}.md"), page);
    }
    let program = env!("CARGO_BIN_EXE_fieldbook");
    let limited = format!("ulimit -n 32 && exec '{program}' build --dest-dir limited");
    let output = std::process::Command::new("sh").args(["-c", &limited]).current_dir(folder.path()).output();
    let output = output.unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder.succeed(&["build"]);
    assert_eq!(folder.tree("limited"), folder.tree("public"));
}
