//! An output folder that is a file system of its own, as a volume of a container is: folders cannot change places there.

use std::process::Stdio;
use std::time::Instant;

use libtest_mimic::Trial;

use crate::folder::Folder;
use crate::machine::{mount_small, with_mounts};
use crate::writers::{noise, state};

/// How often a build is killed, unless `FIELDBOOK_KILLS` asks for more.
const ROUNDS: u32 = 12;

/// The names of the two sites that take turns.
const TITLES: [&str; 2] = ["Old and good", "New and shiny"];

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        with_mounts("an_output_folder_on_a_disk_of_its_own_that_fills_up_keeps_the_last_good_site", fills_up),
        with_mounts("a_killed_build_into_a_disk_of_its_own_is_repaired_by_the_next", killed),
    ]
}

fn retitle(folder: &Folder, title: &str) {
    folder.write("book.toml", format!("[book]\ntitle = \"{title}\"\n"));
}

/// A site of which every file but one fits on its disk once more.
fn published(kibibytes: u32) -> Folder {
    let folder = Folder::sound();
    std::fs::create_dir(folder.join("public")).unwrap();
    mount_small(&folder.join("public"), kibibytes);
    retitle(&folder, TITLES[0]);
    let said = folder.run(&["build"]);
    assert!(said.starts_with("exit code 0") && said.contains("was written file by file"), "{said}");
    folder
}

fn fills_up() {
    let folder = published(1536);
    retitle(&folder, TITLES[1]);
    folder.write("static/large.bin", noise(1400 << 10));
    let before = state(&folder);
    for _ in 0..2 {
        let said = folder.fail(2, &["build"]);
        assert!(said.starts_with("error: cannot write `") && said.contains("No space left"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(state(&folder) == before, "{:?}", folder.tree("public").keys());
    }
    folder.remove("static/large.bin");
    folder.succeed(&["build"]);
    assert!(folder.read("public/index.html").contains(TITLES[1]));
}

fn killed() {
    let folder = published(4096);
    let sites = TITLES.map(|title| {
        retitle(&folder, title);
        folder.succeed(&["build", "--dest-dir", "elsewhere"]);
        folder.tree("elsewhere")
    });
    let start = Instant::now();
    folder.succeed(&["build"]);
    let whole = start.elapsed();
    let asked = std::env::var("FIELDBOOK_KILLS").ok();
    for round in 0..asked.map_or(ROUNDS, |number| number.parse().expect("FIELDBOOK_KILLS is a number")) {
        let wanted = usize::from(round % 2 == 1);
        retitle(&folder, TITLES[wanted]);
        let mut program = folder.command(&["build"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole.mul_f64((f64::from(round) * 0.618_033_988_749_895).fract()));
        program.kill().unwrap();
        program.wait().unwrap();
        folder.succeed(&["build"]);
        assert!(folder.tree("public") == sites[wanted], "round {round}: {:?}", folder.tree("public").keys());
    }
}
