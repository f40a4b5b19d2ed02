//! A build that starts from what an earlier run of the program has left on the disk comes to the same as a clean one,
//! though it reads, renders and checks only what may have changed.

use std::path::Path;

use fieldbook::cache::{self, Cache, LastBuild};
use fieldbook::config::BaseUrl;
use fieldbook::files::{DiskFiles, MemoryFiles, OutputFolder};
use fieldbook::pipeline::{self, Build, Builder, Options, PublishedBuild, Silent};
use fieldbook::source::discover;
use fieldbook::write::{self, SiteWriter};

use super::history::{History, World};
use super::reviewed::files;
use super::{random, setting};

/// How many histories are tried, unless `FIELDBOOK_HISTORIES` says otherwise: a twentieth of those, as each is written
/// to the disk.
const HISTORIES: u64 = 5;

#[test]
fn after_every_step_a_build_from_what_the_last_has_left_equals_a_clean_one() {
    let seed = setting("FIELDBOOK_SEED").unwrap_or(0);
    let count = setting("FIELDBOOK_HISTORIES").map_or(HISTORIES, |count| count / 20);
    let taken: usize = (seed..seed + count).map(|seed| play(seed, &random::history(seed))).sum();
    assert!(taken > 0 || count < HISTORIES, "no page was taken over");
}

/// Plays a history, and returns how many pages were taken over in all.
fn play(seed: u64, history: &History) -> usize {
    let base_url = history.base_url.map(|url| BaseUrl::parse(url).unwrap());
    let options = Options { base_url, drafts: history.drafts, ..Options::default() };
    let folder = tempfile::tempdir().unwrap();
    let (mut world, mut taken) = (World::default(), 0);
    for (number, step) in history.steps.iter().enumerate() {
        step.edits.iter().for_each(|edit| world.apply(edit));
        let files = files(&world);
        let Ok(clean) = pipeline::build(&files, &options, &Silent) else { continue };
        let built = build(folder.path(), &files, &options);
        let place = format!("FIELDBOOK_SEED={seed}, step {number}");
        assert_eq!(built.diagnostics, clean.diagnostics, "{place}");
        expect_published(folder.path(), &clean, &place);
        taken += built.taken;
    }
    taken
}

/// Builds as the command does, from what the last build has left in the folder, but that sites with errors are written
/// too: random histories know hardly any others.
fn build(folder: &Path, files: &MemoryFiles, options: &Options) -> PublishedBuild {
    let target = folder.join("public");
    let tree = discover(files).unwrap();
    let planned = Builder::new(options.clone()).update(&tree);
    let writer = SiteWriter::begin(&target).unwrap();
    let mut cache = Cache::load(&DiskFiles::new(folder), OutputFolder::new(&target)).unwrap();
    if let Some(cache) = &mut cache {
        cache.set_as_left(cache.last.as_ref().is_some_and(|last| writer.is_as_left(last)));
    }
    let built = planned.publish(&tree, cache.as_ref(), Some(&writer), &Silent);
    let report = writer.finish().unwrap();
    let (links, output, bytes) = (built.links, report.state.unwrap(), built.bytes);
    let last = LastBuild { inputs: None, links, output, bytes, files: 0, summary: String::new() };
    let entries = built.entries.iter().map(|(path, entry)| (path, *entry));
    write::write_cache(&cache::print(Some(&last), entries).unwrap(), folder).unwrap();
    built
}

#[track_caller]
fn expect_published(folder: &Path, clean: &Build, place: &str) {
    let published = OutputFolder::new(&folder.join("public"));
    for (path, bytes) in &clean.output {
        let found = published.read(path.as_str());
        assert!(found.as_deref() == Some(bytes), "{place}: {path} differs");
    }
    let ours = clean.output.keys().map(|path| path.as_str().to_owned());
    let manifest = fieldbook::files::MANIFEST.to_owned();
    assert_eq!(published.others(&ours.chain([manifest]).collect()).unwrap(), [""; 0], "{place}");
}
