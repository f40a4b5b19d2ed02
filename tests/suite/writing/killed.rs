//! A build that is killed: the site is the old one or the new one, whole, and nothing of others' is lost.

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
    let folder = Folder::sound();
    for number in 0..PAGES {
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
        let mut build = folder.command(&["build"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(moment(round, turning_point));
        build.kill().unwrap();
        build.wait().unwrap();
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
