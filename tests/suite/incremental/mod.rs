//! A build that keeps what still holds comes to the same as one that starts anew, whatever is done to the site.

mod counts;
mod dice;
mod directory;
mod history;
mod left;
mod names;
mod oracle;
mod prose;
mod random;
mod reach;
mod reviewed;
mod shrink;
mod teeth;
mod templates;
mod words;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use oracle::{Failure, play};
use shrink::shrink;

/// How many histories are tried unless `FIELDBOOK_HISTORIES` says otherwise.
const HISTORIES: u64 = 150;

/// A number from the environment, for longer runs and for those that failed.
fn setting(name: &str) -> Option<u64> {
    Some(std::env::var(name).ok()?.parse().unwrap_or_else(|_| panic!("`{name}` takes a number")))
}

/// The first of these seeds whose history fails, if any does, with how many were tried.
fn first_failure(seeds: std::ops::Range<u64>) -> Option<(u64, Failure)> {
    let next = AtomicU64::new(seeds.start);
    let found = Mutex::new(None::<(u64, Failure)>);
    let work = || {
        // The sites are so small that threads of their own would only cost time.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        while found.lock().unwrap().is_none() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if !seeds.contains(&seed) {
                break;
            }
            if let Err(failure) = pool.install(|| play(&random::history(seed))) {
                found.lock().unwrap().get_or_insert((seed, failure));
            }
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        (0..threads).for_each(|_| _ = scope.spawn(work));
    });
    found.into_inner().unwrap()
}

#[test]
fn after_every_step_of_a_random_history_a_warm_build_equals_a_clean_one() {
    let seed = setting("FIELDBOOK_SEED").unwrap_or(0);
    let count = setting("FIELDBOOK_HISTORIES").unwrap_or(HISTORIES);
    if let Some((seed, failure)) = first_failure(seed..seed + count) {
        let (history, failure) = shrink(random::history(seed), failure);
        let Failure { step, text } = failure;
        panic!("FIELDBOOK_SEED={seed}; the shortest history that was found:\n{history}\nstep {step}: {text}");
    }
}
