//! What a change of the source is about to do, written down before it begins, so that one that is cut short is finished
//! by the next command rather than left as a mixture.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::beside::{beside, discard, write_through};
use super::output_dirs::locked;
use super::{WriteError, rename};
use crate::render::Digest;

/// The file, below the folder of the site; it is there only while a change is under way.
const PATH: &str = ".fieldbook/revision";

/// One file that changes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Step {
    /// The file.
    file: PathBuf,
    /// Where its new content lies; `None` if it goes.
    new: Option<PathBuf>,
    /// The digest of what it holds until then; `None` if it is not there yet.
    before: Option<String>,
}

/// What was done to finish a change that had been cut short.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Finished {
    /// How many files were still to be changed.
    pub files: usize,
    /// Those that somebody has changed since, which stay as they are.
    pub kept: Vec<PathBuf>,
}

impl Step {
    pub(super) fn new(file: &Path, new: Option<&Path>, before: Option<&[u8]>) -> Self {
        // The next command may be started in another folder.
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let before = before.map(|bytes| Digest::of_bytes(bytes).to_string());
        Self { file: absolute(file), new: new.map(absolute), before }
    }

    /// Whether it has not been taken.
    fn is_open(&self) -> bool {
        self.new.as_ref().unwrap_or(&self.file).symlink_metadata().is_ok()
    }

    /// Whether the file is still what it was when the change was thought of.
    #[expect(clippy::disallowed_methods, reason = "what is written over is compared first")]
    fn is_as_before(&self) -> bool {
        let now = std::fs::read(&self.file).ok().map(|bytes| Digest::of_bytes(&bytes).to_string());
        now == self.before
    }

    #[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
    fn take(&self) -> io::Result<()> {
        match &self.new {
            Some(new) => rename(new, &self.file),
            None => std::fs::remove_file(&self.file),
        }
    }
}

/// Writes down what is about to be done.
pub(super) fn begin(root: &Path, steps: &[Step]) -> io::Result<()> {
    let path = root.join(PATH);
    let new = beside(&path)?;
    let written =
        serde_json::to_vec(steps).map_err(io::Error::other).and_then(|text| write_through(&new, &text));
    let written = written.and_then(|()| rename(&new, &path));
    if written.is_err() {
        discard(&new);
    }
    written
}

/// All is done, or nothing.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
pub(super) fn end(root: &Path) {
    let path = root.join(PATH);
    discard(&path);
    // A folder that is not empty is somebody else's too.
    _ = path.parent().map(std::fs::remove_dir);
}

/// Finishes a change of the source below `root` that was cut short. `None` if there is none. A file that somebody has
/// changed since stays as it is. Fails if a file cannot be changed; the next command tries again.
#[expect(clippy::disallowed_methods, reason = "this file is no source")]
pub fn finish(root: &Path) -> Result<Option<Finished>, WriteError> {
    let _lock = locked(root);
    let Ok(text) = std::fs::read(root.join(PATH)) else { return Ok(None) };
    // It was put there as a whole; what is no list of steps is somebody else's.
    let Ok(steps) = serde_json::from_slice::<Vec<Step>>(&text) else { return Ok(None) };
    let mut finished = Finished::default();
    for step in steps.into_iter().filter(Step::is_open) {
        if step.is_as_before() {
            step.take().map_err(|error| WriteError::Disk(step.file.clone(), error))?;
            finished.files += 1;
        } else {
            step.new.as_deref().map(discard);
            finished.kept.push(step.file);
        }
    }
    end(root);
    Ok(Some(finished))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the tests look at what was written")]
mod tests {
    use super::*;

    /// A folder in which three files are to be changed and one is to go, and the first has been: the steps are written
    /// down.
    fn cut_short() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let change = |name: &str| {
            std::fs::write(at(name), "old").unwrap();
            let new = beside(&at(name)).unwrap();
            std::fs::write(&new, "new").unwrap();
            Step::new(&at(name), Some(&new), Some(b"old"))
        };
        let mut steps = Vec::from(["a", "b", "c"].map(change));
        std::fs::write(at("d"), "old").unwrap();
        steps.push(Step::new(&at("d"), None, Some(b"old")));
        begin(folder.path(), &steps).unwrap();
        steps[0].take().unwrap();
        folder
    }

    fn texts(folder: &tempfile::TempDir) -> Vec<(String, String)> {
        let entries = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let text = |path: PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).unwrap_or_default())
        };
        let mut texts: Vec<_> = entries.map(text).collect();
        texts.sort();
        texts
    }

    fn named(texts: &[(&str, &str)]) -> Vec<(String, String)> {
        texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_change_that_was_cut_short_is_finished_once() {
        let folder = cut_short();
        let finished = finish(folder.path()).unwrap();
        assert_eq!(finished, Some(Finished { files: 3, kept: Vec::new() }));
        assert_eq!(texts(&folder), named(&[("a", "new"), ("b", "new"), ("c", "new")]));
        assert_eq!(finish(folder.path()).unwrap(), None);
    }

    #[test]
    fn what_was_changed_since_the_change_was_cut_short_stays() {
        let folder = cut_short();
        for name in ["b", "d"] {
            std::fs::write(folder.path().join(name), "mine").unwrap();
        }
        let finished = finish(folder.path()).unwrap().unwrap();
        let kept: Vec<_> = finished.kept.iter().map(|path| path.file_name().unwrap().to_owned()).collect();
        assert_eq!((finished.files, kept), (1, vec!["b".into(), "d".into()]));
        assert_eq!(texts(&folder), named(&[("a", "new"), ("b", "mine"), ("c", "new"), ("d", "mine")]));
    }

    #[test]
    fn a_file_of_this_name_that_is_no_list_of_steps_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(".fieldbook")).unwrap();
        std::fs::write(folder.path().join(PATH), "notes").unwrap();
        assert_eq!(finish(folder.path()).unwrap(), None);
        assert!(folder.path().join(PATH).exists());
    }
}
