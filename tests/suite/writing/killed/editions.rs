//! `edition`: the manifest is there as a whole or not at all.

use std::process::Stdio;

use super::{ROUNDS, at_many_moments, kill, site_of, time_of};

#[test]
fn a_killed_edition_is_there_as_a_whole_or_not_at_all_and_takes_no_place() {
    let folder = site_of(30);
    let time = time_of(&folder, &["edition", "whole", "--date", "2026-11"]);
    let whole = folder.read("editions/whole.toml");
    let killed = at_many_moments(ROUNDS, time, |round, moment| {
        let name = format!("round-{round}");
        kill(&folder, &["edition", &name, "--date", "2026-11"], moment);
        let path = format!("editions/{name}.toml");
        let is_there = folder.has(&path);
        if is_there {
            assert_eq!(folder.read(&path), whole, "round {round}");
            folder.remove(&path);
        }
        is_there
    });
    assert!(killed.late > 0, "none came to its end");
    assert_eq!(folder.read("editions/whole.toml"), whole);
    // What a killed one has left beside it is none of the source, and goes with the next.
    folder.succeed(&["check"]);
    folder.succeed(&["edition", "next", "--date", "2026-12"]);
    assert_eq!(folder.tree("editions").into_keys().collect::<Vec<_>>(), ["next.toml", "whole.toml"]);
    assert!(!folder.has(".fieldbook"));
}

#[cfg(unix)]
#[test]
fn of_editions_of_one_name_made_at_once_one_is_written() {
    let folder = site_of(30);
    let start = |title: &&str| {
        let mut program = folder.command(&["edition", "one", "--date", "2026-11", "--title", title]);
        program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let programs: Vec<_> = ["first", "second", "third"].iter().map(start).collect();
    let codes: Vec<_> =
        programs.into_iter().map(|mut program| program.wait().unwrap().code().unwrap()).collect();
    let made: Vec<_> = codes.iter().filter(|code| **code == 0).collect();
    assert_eq!(made.len(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| [0, 2].contains(code)), "{codes:?}");
    assert_eq!(folder.tree("editions").len(), 1);
}
