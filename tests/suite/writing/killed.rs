//! A build that is killed: the site is the old one or the new one, whole, and nothing of others' is lost.

use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::cli::folder::Folder;

/// Enough pages for writing them to take a while.
const PAGES: usize = 300;

/// How many builds are killed.
const ROUNDS: u32 = 30;

/// The names of the two sites that take turns.
const TITLES: [&str; 2] = ["Old and good", "New and shiny"];

fn large_site() -> Folder {
    site_of(PAGES)
}

fn site_of(pages: usize) -> Folder {
    let folder = Folder::sound();
    for number in 0..pages {
        let page = format!("---\ntitle: Page {number}\n---\nOne Engine of Maker.\n");
        folder.write(&format!("content/notes/page-{number}.md"), page);
    }
    folder
}

fn rename(folder: &Folder, title: &str) {
    folder.write("book.toml", format!("[book]\ntitle = \"{title}\"\n"));
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new_one() {
    let folder = large_site();
    let sites = TITLES.map(|title| {
        rename(&folder, title);
        folder.succeed(&["build", "--dest-dir", title]);
        folder.tree(title)
    });
    // The title stands on every page, so that every file is written each time.
    rename(&folder, TITLES[0]);
    let start = Instant::now();
    folder.succeed(&["build"]);
    let whole = start.elapsed();
    // When the site changes: each kill that came too late or too early says a little more about it.
    let mut turning_point = whole;
    let mut stands = 0;
    let (mut cut_short, mut finished) = (0, 0);
    for round in 0..ROUNDS {
        let wanted = 1 - stands;
        rename(&folder, TITLES[wanted]);
        kill(&folder, &["build"], moment(round, turning_point));
        let found = folder.tree("public");
        let index = sites.iter().position(|site| *site == found);
        let Some(index) = index else { panic!("round {round}: a mixture of both, {} files", found.len()) };
        if index == wanted {
            finished += 1;
            turning_point = turning_point.mul_f64(0.94);
        } else {
            cut_short += 1;
            turning_point = turning_point.mul_f64(1.06);
        }
        stands = index;
    }
    assert!(cut_short > 0, "no build was killed in time: {finished} finished");
    folder.succeed(&["build"]);
    assert_eq!(folder.names(), [TITLES[1], TITLES[0], "book.toml", "content", "public"]);
}

/// Starts a command and kills it after a while.
fn kill(folder: &Folder, arguments: &[&str], after: Duration) {
    let mut command = folder.command(arguments);
    let mut program = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    program.kill().unwrap();
    program.wait().unwrap();
}

/// The first moment comes before anything can have happened; of the others, every second one is near the
/// turning point, and the rest are spread over the build without a pattern.
fn moment(round: u32, turning_point: Duration) -> Duration {
    let spread = (f64::from(round) * 0.618_033_988_749_895).fract();
    match round {
        0 => Duration::ZERO,
        _ if round.is_multiple_of(2) => turning_point.mul_f64(spread),
        _ => turning_point.mul_f64(0.97 + 0.06 * spread),
    }
}

#[test]
fn what_others_put_beside_the_site_survives_a_kill_between_two_steps() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    folder.write("public/.git/HEAD", "ref: refs/heads/pages");
    folder.succeed(&["build", "--dest-dir", "next"]);
    // So the disk looks when a build dies right after the new site has taken the place of the old one.
    std::fs::rename(folder.join("public"), folder.join(".public.fieldbook-new")).unwrap();
    std::fs::rename(folder.join("next"), folder.join("public")).unwrap();
    folder.succeed(&["build"]);
    rename(&folder, TITLES[1]);
    folder.succeed(&["build"]);
    let kept = [".public.fieldbook-new", "public"].iter().any(|at| folder.has(&format!("{at}/.git/HEAD")));
    assert!(kept, "the repository of the published site is gone");
}

#[test]
fn a_killed_edition_is_there_as_a_whole_or_not_at_all_and_takes_no_place() {
    let folder = site_of(30);
    let start = Instant::now();
    folder.succeed(&["edition", "whole", "--date", "2026-11"]);
    let (whole, mut turning_point) = (folder.read("editions/whole.toml"), start.elapsed());
    let (mut cut_short, mut finished) = (0, 0);
    for round in 0..ROUNDS {
        let name = format!("round-{round}");
        kill(&folder, &["edition", &name, "--date", "2026-11"], moment(round, turning_point));
        let path = format!("editions/{name}.toml");
        if folder.has(&path) {
            assert_eq!(folder.read(&path), whole, "round {round}");
            finished += 1;
            turning_point = turning_point.mul_f64(0.97);
            folder.remove(&path);
        } else {
            cut_short += 1;
            turning_point = turning_point.mul_f64(1.03);
        }
    }
    assert!(cut_short > 0 && finished > 0, "{cut_short} killed in time, {finished} finished");
    assert_eq!(folder.read("editions/whole.toml"), whole);
    // What a killed one has left beside it is none of the source.
    folder.succeed(&["check"]);
}

/// The source of a site, without what only programs look at.
fn source(folder: &Folder) -> BTreeMap<String, String> {
    let files = folder.tree("content").into_iter().filter(|(path, _)| !path.ends_with('~'));
    files.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

#[test]
fn a_killed_rename_or_import_is_finished_by_the_next_command_or_has_changed_nothing() {
    const NAMES: [&str; 2] = ["engine", "machine"];
    let folder = Folder::sound();
    for number in 0..120 {
        let page = format!("---\ntitle: Page {number}\n---\nOne [[projects/engine]] or two.\n");
        folder.write(&format!("content/notes/page-{number}.md"), page);
    }
    // There and back leaves aliases of both names behind, so that each way is the same from then on.
    for at in [0, 1, 0] {
        folder.succeed(&["rename", NAMES[at], NAMES[1 - at]]);
    }
    let start = Instant::now();
    folder.succeed(&["rename", NAMES[1], NAMES[0]]);
    let mut turning_point = start.elapsed();
    let one = source(&folder);
    folder.succeed(&["rename", NAMES[0], NAMES[1]]);
    let sites = [one, source(&folder)];
    assert_ne!(sites[0], sites[1]);
    let (mut stands, mut cut_short, mut finished) = (1, 0, 0);
    for round in 0..ROUNDS {
        kill(&folder, &["rename", NAMES[stands], NAMES[1 - stands]], moment(round, turning_point));
        let begun = folder.has(".fieldbook/revision");
        assert_eq!(
            folder.output(&["fmt", "--check"]).status.code() == Some(2),
            begun,
            "what is half done is told"
        );
        folder.succeed(&["fmt"]);
        assert!(!folder.has(".fieldbook/revision"));
        let found = source(&folder);
        let index = sites.iter().position(|site| *site == found);
        let Some(index) = index else { panic!("round {round}: a mixture of both") };
        if index == stands {
            cut_short += 1;
            turning_point = turning_point.mul_f64(1.04);
        } else {
            finished += 1;
            turning_point = turning_point.mul_f64(0.96);
        }
        stands = index;
    }
    assert!(cut_short > 0 && finished > 0, "{cut_short} in time, {finished} finished");
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
