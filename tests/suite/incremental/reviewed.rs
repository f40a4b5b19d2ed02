//! A review of two states names every page whose bytes differ, and says nothing where none do.

use std::collections::BTreeSet;

use fieldbook::config::BaseUrl;
use fieldbook::diff::States;
use fieldbook::files::MemoryFiles;
use fieldbook::paths::OutputPath;
use fieldbook::pipeline::{self, Build, Options, Silent};
use fieldbook::plan::Route;

use super::history::{History, World};
use super::{random, setting};

/// How many histories are tried, unless `FIELDBOOK_HISTORIES` says otherwise.
const HISTORIES: u64 = 12;

#[test]
fn a_review_names_every_page_whose_bytes_differ() {
    let seed = setting("FIELDBOOK_SEED").unwrap_or(0);
    let count = setting("FIELDBOOK_HISTORIES").unwrap_or(HISTORIES).min(HISTORIES);
    for seed in seed..seed + count {
        compare_steps(seed, &random::history(seed));
    }
}

fn compare_steps(seed: u64, history: &History) {
    let base_url = history.base_url.map(|url| BaseUrl::parse(url).unwrap());
    let options = Options { base_url, drafts: history.drafts, ..Options::default() };
    let mut world = World::default();
    let mut before: Option<(MemoryFiles, Build)> = None;
    for (number, step) in history.steps.iter().enumerate() {
        step.edits.iter().for_each(|edit| world.apply(edit));
        let files = files(&world);
        let Ok(build) = pipeline::build(&files, &options, &Silent) else { continue };
        if let Some((base, built)) = &before {
            let review = States::build(base, &files, &options, &Silent).unwrap().review();
            let reached = review.reached.iter().map(|page| &page.address);
            let named: BTreeSet<_> =
                reached.chain(&review.files).chain(&review.lost).map(String::as_str).collect();
            let differing = differing(built, &build);
            let place = format!("FIELDBOOK_SEED={seed}, step {number}");
            assert_eq!(named, differing.iter().map(String::as_str).collect(), "{place}");
            assert!(review.reached.iter().all(|page| !page.why.is_empty()), "{place}");
            let same_problems = built.diagnostics == build.diagnostics;
            assert!(!same_problems || !differing.is_empty() || review.reached.is_empty(), "{place}");
        }
        before = Some((files, build));
    }
}

/// The files of a site as builds see them.
pub(super) fn files(world: &World) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    for (path, bytes) in world.files() {
        files.insert(&path, bytes);
    }
    for (path, reason) in world.refused() {
        files.refuse(&path, reason);
    }
    files
}

/// The addresses of the files that differ, without those that repeat pages, which differ with them.
fn differing(base: &Build, head: &Build) -> BTreeSet<String> {
    let paths: BTreeSet<_> = base.output.keys().chain(head.output.keys()).collect();
    let route =
        |build: &Build, path: &OutputPath| build.rendered.plan.routes.get(path).map(Route::repeats_pages);
    let repeats = |path: &OutputPath| route(head, path).or_else(|| route(base, path)) == Some(true);
    let differs = paths.into_iter().filter(|path| base.output.get(*path) != head.output.get(*path));
    let differs = differs.filter(|path| !repeats(path));
    differs.map(|path| path.url().to_string()).collect()
}
