//! A source that others change while it is read: what is published is one state of it, or the last good site stays.

use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::cli::folder::Folder;

/// How often a site is built meanwhile.
const ROUNDS: usize = 10;

/// Enough pages for reading them to take a while.
const PAGES: usize = 40;

/// Far more than a build takes, and far less than a pipe can be waited for.
const LIMIT: Duration = Duration::from_secs(20);

/// The page that is never the same for long.
const PAGE: &str = "content/notes/moving.md";

/// What becomes of the page, one after the other. Each is put in its place as a whole.
const STATES: [fn(&Folder); 6] = [
    |folder| text(folder, "One."),
    |_| {},
    |folder| text(folder, "Other."),
    |folder| assert!(Command::new("mkfifo").arg(folder.join(PAGE)).status().unwrap().success()),
    |folder| std::fs::create_dir(folder.join(PAGE)).unwrap(),
    |folder| symlink("nothing", folder.join(PAGE)).unwrap(),
];

/// Those with which there is a site, of which the second has no such page.
const SOUND: [usize; 3] = [0, 1, 2];

fn text(folder: &Folder, text: &str) {
    folder.write("beside", format!("---\ntitle: Moving\n---\n{text}\n"));
    std::fs::rename(folder.join("beside"), folder.join(PAGE)).unwrap();
}

fn clear(folder: &Folder) {
    let page = folder.join(PAGE);
    match page.symlink_metadata() {
        Ok(found) if found.is_dir() => std::fs::remove_dir(page).unwrap(),
        Ok(_) => std::fs::remove_file(page).unwrap(),
        Err(_) => {}
    }
}

fn site() -> Folder {
    let folder = Folder::sound();
    for number in 0..PAGES {
        folder.write(
            &format!("content/notes/page-{number}.md"),
            format!("---\ntitle: Page {number}\n---\nText.\n"),
        );
    }
    folder
}

#[test]
fn of_a_page_that_comes_and_goes_one_state_is_published_or_the_last_good_site_stays() {
    let folder = site();
    let sites = SOUND.map(|state| {
        clear(&folder);
        STATES[state](&folder);
        folder.succeed(&["build"]);
        folder.tree("public")
    });
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for state in STATES.iter().cycle() {
                clear(&folder);
                state(&folder);
                std::thread::sleep(Duration::from_millis(3));
                if stop.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        let seen: Vec<_> = (0..ROUNDS).map(|_| build(&folder, &sites)).collect();
        stop.store(true, Ordering::Relaxed);
        for seen in seen {
            assert_eq!(seen, Ok(()));
        }
    });
    clear(&folder);
    folder.succeed(&["build"]);
    assert!(folder.tree("public") == sites[1], "what was read meanwhile is remembered wrongly");
    assert_eq!(folder.names(), ["book.toml", "content", "public"]);
}

/// Builds the site, and says what was wrong with what came of it.
fn build(folder: &Folder, sites: &[std::collections::BTreeMap<String, Vec<u8>>]) -> Result<(), String> {
    let before = folder.tree("public");
    let mut program = folder.command(&["build"]).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while program.try_wait().unwrap().is_none() {
        if start.elapsed() > LIMIT {
            program.kill().unwrap();
            return Err("it does not come to an end".to_owned());
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let output = program.wait_with_output().unwrap();
    let (after, said) = (folder.tree("public"), String::from_utf8_lossy(&output.stderr).into_owned());
    match output.status.code() {
        Some(0) if sites.contains(&after) => Ok(()),
        Some(1 | 2) if after == before && said.contains("moving.md") => Ok(()),
        code => Err(format!("exit code {code:?}, the site is {} files: {said}", after.len())),
    }
}

#[test]
fn a_pipe_in_any_part_of_the_source_is_named_and_not_waited_for() {
    for path in [
        "content/pipe.md",
        "static/pipe.txt",
        "templates/page.html",
        "editions/one.toml",
        "content/metrics.toml",
    ] {
        let folder = Folder::sound();
        folder.succeed(&["build"]);
        let good = folder.tree("public");
        folder.write(path, "");
        folder.remove(path);
        assert!(Command::new("mkfifo").arg(folder.join(path)).status().unwrap().success());
        let output = folder.command(&["build"]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(said.matches(path).count(), 1, "{said}");
        assert!(!output.status.success() && said.contains("a pipe"), "{said}");
        assert!(folder.tree("public") == good);
    }
}
