//! `rename` and `import`: the source is as it was, or as it was to become, once another command has run.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::process::Stdio;

use super::{ROUNDS, at_many_moments, kill, site_of, time_of};
use crate::cli::folder::Folder;

/// The source of a site, with all that a killed command has left in it.
fn source(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    folder.tree("content")
}

/// Lets the next command finish a change that was cut short.
#[track_caller]
fn finish(folder: &Folder) {
    let is_begun = folder.has(".fieldbook/revision");
    assert_eq!(
        folder.output(&["fmt", "--check"]).status.code() == Some(2),
        is_begun,
        "what is half done is told"
    );
    folder.succeed(&["fmt"]);
    assert!(!folder.has(".fieldbook"), "{:?}", folder.tree(".fieldbook").keys());
}

/// A site in which a change of two files was killed: one of them is there, the other lies beside its place.
fn half_done() -> Folder {
    let folder = Folder::sound();
    folder.write("content/notes/first.md", "---\ntitle: First\n---\n");
    folder.write("content/notes/.second.md.12~", "---\ntitle: Second\n---\n");
    let step = |name: &str| {
        format!(r#"{{"file": "content/notes/{name}.md", "new": ".{name}.md.12~", "before": null}}"#)
    };
    folder.write(".fieldbook/revision", format!("[{}, {}]", step("first"), step("second")));
    folder
}

#[test]
fn commands_that_only_look_refuse_a_source_that_is_half_changed() {
    let folder = half_done();
    let before = folder.tree(".");
    let looking: [&[&str]; 11] = [
        &["build"],
        &["check"],
        &["deploy"],
        &["pdf"],
        &["edition", "half", "--date", "2026", "--dry-run"],
        &["fmt", "--check"],
        &["rename", "maker", "other", "--dry-run"],
        &["query", "facts"],
        &["schema", "page"],
        &["why", "maker"],
        &["diff", "."],
    ];
    for arguments in looking {
        let said = folder.fail(2, arguments);
        assert_eq!(said.lines().count(), 1, "{arguments:?}: {said}");
        assert!(
            said.starts_with("error: a change of the files was cut short: run "),
            "{arguments:?}: {said}"
        );
    }
    assert!(folder.tree(".") == before);
}

#[test]
fn commands_that_write_source_finish_a_change_that_was_cut_short() {
    let writing: [&[&str]; 4] = [
        &["fmt"],
        &["edition", "next", "--date", "2026"],
        &["new", "project", "Boat"],
        &["eject", "base.html"],
    ];
    for arguments in writing {
        let folder = half_done();
        let said = folder.run(arguments);
        assert!(
            said.contains("finished a change that had been cut short: 1 file\n"),
            "{arguments:?}: {said}"
        );
        assert!(folder.has("content/notes/second.md"));
        assert!(!folder.has("content/notes/.second.md.12~") && !folder.has(".fieldbook"));
        folder.succeed(&["build"]);
    }
}

#[test]
fn a_killed_rename_is_finished_by_the_next_command_or_has_changed_nothing() {
    const NAMES: [&str; 2] = ["engine", "machine"];
    let folder = Folder::sound();
    for number in 0..60 {
        let page = format!("---\ntitle: Page {number}\n---\nOne [[projects/engine]] or two.\n");
        folder.write(&format!("content/notes/page-{number}.md"), page);
    }
    // There and back leaves aliases of both names behind, so that each way is the same from then on.
    for at in [0, 1, 0] {
        folder.succeed(&["rename", NAMES[at], NAMES[1 - at]]);
    }
    let whole = time_of(&folder, &["rename", NAMES[1], NAMES[0]]);
    let one = source(&folder);
    folder.succeed(&["rename", NAMES[0], NAMES[1]]);
    let sites = [one, source(&folder)];
    assert_ne!(sites[0], sites[1]);
    let mut stands = 1;
    let killed = at_many_moments(ROUNDS, whole, |round, moment| {
        let wanted = 1 - stands;
        kill(&folder, &["rename", NAMES[stands], NAMES[wanted]], moment);
        finish(&folder);
        let found = source(&folder);
        let index = sites.iter().position(|site| *site == found);
        let Some(index) = index else { panic!("round {round}: a mixture of both: {:?}", found.keys()) };
        stands = index;
        index == wanted
    });
    assert!(killed.late > 0, "none came to its end");
}

/// How many rows the table has, and how many of them are about pages that are there.
const ROWS: (usize, usize) = (60, 20);

const IMPORT: [&str; 9] = [
    "import",
    "csv",
    "table.csv",
    "--kind",
    "project",
    "--map",
    "title=Name,speed=Top",
    "--retrieved",
    "2026-11-27",
];

/// A site and a table, of which some rows are about pages that are there.
fn to_import() -> Folder {
    let folder = site_of(0);
    folder.write("content/metrics.toml", "[metrics.speed]\nlabel = \"Top speed\"\n");
    let mut table = "Name,Top\n".to_owned();
    for number in 0..ROWS.0 {
        writeln!(table, "Train {number},{}", number + 1).unwrap();
        if number < ROWS.1 {
            let page = format!("---\ntitle: Train {number}\n---\nIt is there.\n");
            folder.write(&format!("content/projects/train-{number}.md"), page);
        }
    }
    folder.write("table.csv", table);
    folder
}

#[test]
fn a_killed_import_is_finished_by_the_next_command_or_has_changed_nothing() {
    let folder = to_import();
    let before = source(&folder);
    let whole = time_of(&folder, &IMPORT);
    let after = source(&folder);
    assert_eq!(after.len(), before.len() + ROWS.0 - ROWS.1 + 1);
    let restore = || {
        for path in after.keys().filter(|path| !before.contains_key(*path)) {
            folder.remove(&format!("content/{path}"));
        }
        for (path, bytes) in &before {
            folder.write(&format!("content/{path}"), bytes);
        }
    };
    restore();
    let killed = at_many_moments(ROUNDS, whole, |round, moment| {
        kill(&folder, &IMPORT, moment);
        finish(&folder);
        let found = source(&folder);
        let is_done = found == after;
        assert!(
            is_done || found == before,
            "round {round}: neither the one nor the other: {:?}",
            found.keys()
        );
        if is_done {
            restore();
        }
        is_done
    });
    assert!(killed.late > 0, "none came to its end");
}

#[test]
fn of_imports_at_once_all_rows_are_there_once_and_who_comes_late_says_so() {
    let (folder, alone) = (to_import(), to_import());
    alone.succeed(&IMPORT);
    let start = || folder.command(&IMPORT).stderr(Stdio::piped()).spawn().unwrap();
    let outputs = [start(), start(), start()].map(|program| program.wait_with_output().unwrap());
    for output in &outputs {
        let said = String::from_utf8_lossy(&output.stderr);
        // What was written in between can be in its way in more ways than one.
        assert!(output.status.success() || said.starts_with("error: "), "{said}");
    }
    assert!(outputs.iter().any(|output| output.status.success()));
    assert!(source(&folder) == source(&alone));
    assert!(!folder.has(".fieldbook"));
}
