//! A history that fails → the shortest one found that still does.

use super::history::{Edit, Feed, History, Look, Step};
use super::oracle::{Failure, play};

/// The most histories that are tried.
const ATTEMPTS: usize = 3000;

/// Leaves out of a history whatever it fails without.
pub(super) fn shrink(mut history: History, mut failure: Failure) -> (History, Failure) {
    let mut left = ATTEMPTS;
    loop {
        history.steps.truncate(failure.step + 1);
        let mut shorter = smaller(&history).into_iter().take(left);
        let found = shorter.find_map(|one| {
            left -= 1;
            play(&one).err().map(|failure| (one, failure))
        });
        match found {
            Some(found) => (history, failure) = found,
            None => return (history, failure),
        }
    }
}

/// Every history that lacks one thing, those that lack most first.
fn smaller(history: &History) -> Vec<History> {
    let mut found = Vec::new();
    let mut without = |change: &dyn Fn(&mut History)| {
        let mut one = history.clone();
        change(&mut one);
        found.push(one);
    };
    for step in 1..history.steps.len() {
        without(&|one| _ = one.steps.remove(step));
    }
    for (number, Step { edits, feed, look }) in history.steps.iter().enumerate() {
        for edit in 0..edits.len() {
            without(&|one| _ = one.steps[number].edits.remove(edit));
        }
        if *feed != Feed::Changed && number > 0 {
            without(&|one| one.steps[number].feed = Feed::Changed);
        }
        if *look != Look::All {
            without(&|one| one.steps[number].look = Look::All);
        }
        for (at, edit) in edits.iter().enumerate() {
            for smaller in smaller_pages(edit) {
                without(&|one| one.steps[number].edits[at] = smaller.clone());
            }
        }
    }
    if history.drafts || history.deny_warnings || history.base_url.is_some() {
        without(&|one| (one.drafts, one.deny_warnings, one.base_url) = (false, false, None));
    }
    found
}

/// A page that is written with less on it.
fn smaller_pages(edit: &Edit) -> Vec<Edit> {
    let Edit::Write(path, page) = edit else { return Vec::new() };
    let fronts = (1..page.front.len()).map(|at| {
        let mut page = page.clone();
        page.front.remove(at);
        page
    });
    let bodies = (0..page.body.len()).map(|at| {
        let mut page = page.clone();
        page.body.remove(at);
        page
    });
    fronts.chain(bodies).map(|page| Edit::Write(path.clone(), page)).collect()
}
