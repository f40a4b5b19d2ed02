//! An import and the same once more: the site has no error that it had not before, and what is there already is not added
//! again.

use fieldbook::files::MemoryFiles;
use fieldbook::import::{Import, Rejection};
use fieldbook::pipeline::{Options, Silent, build};
use fieldbook::source::{SourceTree, discover};

use crate::{errors, one_thread, small_site};

/// Runs an import of `data` into the small site, and once more into what came of it.
pub fn twice(data: &str, run: impl Fn(&SourceTree) -> Result<Import, Vec<Rejection>>) {
    one_thread();
    let before = small_site();
    let lines = data.split('\n').count();
    let Some(after) = add(&before, &run, lines) else { return };
    let options = Options { drafts: true, ..Options::default() };
    let [old, new] = [&before, &after].map(|files| build(files, &options, &Silent).expect("files in memory"));
    let known = errors(&old);
    for (error, count) in errors(&new) {
        assert!(count <= known.get(&error).copied().unwrap_or(0), "an import made an error: {error}");
    }
    let tree = discover(&after).expect("files in memory");
    match run(&tree) {
        Ok(again) => assert!(again.revisions.is_empty(), "a second import adds {:?}", again.revisions),
        Err(rejections) => panic!("a second import is rejected: {rejections:?}"),
    }
}

/// The files after an import; nothing if it is rejected.
fn add(
    files: &MemoryFiles,
    run: &impl Fn(&SourceTree) -> Result<Import, Vec<Rejection>>,
    lines: usize,
) -> Option<MemoryFiles> {
    let tree = discover(files).expect("files in memory");
    let import = match run(&tree) {
        Ok(import) => import,
        Err(rejections) => {
            assert!(!rejections.is_empty(), "rejected without a reason");
            for rejection in rejections {
                let inside = rejection.line.is_none_or(|line| (1..=lines).contains(&line));
                assert!(inside, "{rejection:?} points beside the data");
                assert!(!rejection.message.is_empty());
            }
            return None;
        }
    };
    let mut after = files.clone();
    for revision in import.revisions {
        match revision.after {
            Some(bytes) => after.insert(revision.path.as_str(), bytes),
            None => after.remove(revision.path.as_str()),
        }
    }
    Some(after)
}
