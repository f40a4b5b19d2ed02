//! Commands that are killed: what they write is the old state or the new one, whole, and nothing of others' is lost.
//!
//! `FIELDBOOK_KILLS=200 cargo test --test suite killed` kills each more often than an ordinary run does.

mod builds;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod deployed;
mod editions;
mod sources;

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::cli::folder::Folder;

/// How often each command is killed, unless more is asked for.
const ROUNDS: u32 = 20;

/// How many runs were killed before they had done their work, and how many after it.
struct Killed {
    early: u32,
    late: u32,
}

/// Kills a command at one moment after another of the time that it takes. `round` does so and tells whether the work was
/// done by then.
#[expect(clippy::print_stdout, reason = "whoever asks for more kills wants to know what came of them")]
fn at_many_moments(rounds: u32, whole: Duration, mut round: impl FnMut(u32, Duration) -> bool) -> Killed {
    let asked = std::env::var("FIELDBOOK_KILLS").ok();
    let rounds = asked.as_ref().map_or(rounds, |number| number.parse().expect("FIELDBOOK_KILLS is a number"));
    // When the work is done: each kill that came too late or too early says a little more about it.
    let mut turning_point = whole;
    let mut killed = Killed { early: 0, late: 0 };
    for number in 0..rounds {
        if round(number, moment(number, turning_point)) {
            killed.late += 1;
            turning_point = turning_point.mul_f64(0.95);
        } else {
            killed.early += 1;
            turning_point = turning_point.mul_f64(1.05);
        }
    }
    if asked.is_some() {
        println!("{} killed in time, {} too late, of a run of {whole:?}", killed.early, killed.late);
    }
    assert!(killed.early > 0, "none of {rounds} was killed in time");
    killed
}

/// The first moment comes before anything can have happened; of the others, every second one is near the turning point,
/// and the rest are spread over the run without a pattern, alike in every run of the tests.
fn moment(round: u32, turning_point: Duration) -> Duration {
    let spread = (f64::from(round) * 0.618_033_988_749_895).fract();
    match round {
        0 => Duration::ZERO,
        _ if round.is_multiple_of(2) => turning_point.mul_f64(spread),
        _ => turning_point.mul_f64(0.97 + 0.06 * spread),
    }
}

/// How long a command takes that nobody kills.
#[track_caller]
fn time_of(folder: &Folder, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    folder.succeed(arguments);
    start.elapsed()
}

/// Starts a command and kills it after a while.
fn kill(folder: &Folder, arguments: &[&str], after: Duration) {
    let mut command = folder.command(arguments);
    end(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap(), after);
}

/// Kills what runs after a while.
fn end(mut program: Child, after: Duration) {
    std::thread::sleep(after);
    program.kill().unwrap();
    program.wait().unwrap();
}

/// A sound site with so many pages more.
fn site_of(pages: usize) -> Folder {
    let folder = Folder::sound();
    for number in 0..pages {
        let page = format!("---\ntitle: Page {number}\n---\nOne Engine of Maker.\n");
        folder.write(&format!("content/notes/page-{number}.md"), page);
    }
    folder
}
