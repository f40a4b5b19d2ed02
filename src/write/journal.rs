//! What a change of the source is about to do, written down before it begins, so that one that is cut short is finished
//! by the next command rather than left as a mixture.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::beside::{beside, discard, write_through};
use super::output_dirs::locked;
use super::{WriteError, rename};
use crate::paths::SourcePath;
use crate::render::Digest;

/// The file, below the folder of the site; it is there only while a change is under way.
const PATH: &str = ".fieldbook/revision";

/// One file that changes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Step {
    /// The file, below the folder of the site.
    file: String,
    /// The name beside it under which its new content lies; `None` if it goes.
    new: Option<String>,
    /// The digest of what it holds until then; `None` if it is not there yet.
    before: Option<String>,
}

/// What was done to finish a change that had been cut short.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Finished {
    /// How many files were still to be changed.
    pub files: usize,
    /// Those that were not: somebody has changed them since, or what they were to hold is gone.
    pub kept: Vec<PathBuf>,
}

/// A step at its place on the disk.
struct Placed {
    file: PathBuf,
    new: Option<PathBuf>,
    before: Option<String>,
}

impl Step {
    /// What becomes of the file at `path`. `new` is where its new content lies, beside what the path leads to.
    pub(super) fn new(path: &SourcePath, new: Option<&Path>, before: Option<&[u8]>) -> Self {
        let name = |new: &Path| new.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let before = before.map(|bytes| Digest::of_bytes(bytes).to_string());
        Self { file: path.as_str().to_owned(), new: new.map(name), before }
    }

    /// Where this is in the site at `root`. `None` if it would be outside of it, which no command has written: the file
    /// may have come with somebody's repository.
    fn at(self, root: &Path) -> Option<Placed> {
        let Self { file, new, before } = self;
        let is_name = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains('\\');
        let is_inside =
            file.split('/').all(is_name) && new.iter().all(|new| is_name(new) && !new.contains('/'));
        let named = is_inside.then(|| root.join(&file))?;
        let Some(new) = new else { return Some(Placed { file: named, new: None, before }) };
        // The new content of what is behind a link lies beside that.
        let file = named.canonicalize().unwrap_or(named);
        Some(Placed { new: Some(file.with_file_name(new)), file, before })
    }
}

impl Placed {
    /// Whether it is done already.
    fn is_done(&self) -> bool {
        match &self.new {
            None => self.file.symlink_metadata().is_err(),
            Some(new) => new.symlink_metadata().is_err() && !self.is_as_before(),
        }
    }

    /// Whether the file is still what it was when the change was thought of.
    #[expect(clippy::disallowed_methods, reason = "what is written over is compared first")]
    fn is_as_before(&self) -> bool {
        let now = std::fs::read(&self.file).ok().map(|bytes| Digest::of_bytes(&bytes).to_string());
        now == self.before
    }

    /// Whether it can still be done: nobody has changed the file, and its new content is there.
    fn is_possible(&self) -> bool {
        self.is_as_before() && self.new.as_ref().is_none_or(|new| new.symlink_metadata().is_ok())
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

/// Whether a change of the source below `root` was cut short.
pub fn is_cut_short(root: &Path) -> bool {
    root.join(PATH).symlink_metadata().is_ok()
}

/// Finishes a change of the source below `root` that was cut short. `None` if there is none. A file that somebody has
/// changed since stays as it is. Fails if a file cannot be changed; the next command tries again.
#[expect(clippy::disallowed_methods, reason = "this file is no source")]
pub fn finish(root: &Path) -> Result<Option<Finished>, WriteError> {
    let _lock = locked(root);
    let Ok(text) = std::fs::read(root.join(PATH)) else { return Ok(None) };
    // It was put there as a whole; what is no list of steps within the site is somebody else's.
    let Ok(steps) = serde_json::from_slice::<Vec<Step>>(&text) else { return Ok(None) };
    let Some(steps) = steps.into_iter().map(|step| step.at(root)).collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    let mut finished = Finished::default();
    for step in steps.into_iter().filter(|step| !step.is_done()) {
        if step.is_possible() {
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
            Step::new(&SourcePath::new(name), Some(&new), Some(b"old"))
        };
        let mut steps = Vec::from(["a", "b", "c"].map(change));
        std::fs::write(at("d"), "old").unwrap();
        steps.push(Step::new(&SourcePath::new("d"), None, Some(b"old")));
        begin(folder.path(), &steps).unwrap();
        steps.swap_remove(0).at(folder.path()).unwrap().take().unwrap();
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

    #[test]
    fn a_folder_that_was_moved_meanwhile_is_finished_where_it_is() {
        let (folder, elsewhere) = (cut_short(), tempfile::tempdir().unwrap());
        let moved = elsewhere.path().join("moved");
        std::fs::rename(folder.path(), &moved).unwrap();
        assert_eq!(finish(&moved).unwrap(), Some(Finished { files: 3, kept: Vec::new() }));
        assert!(!moved.join("d").exists());
    }

    #[test]
    fn what_lost_its_new_content_is_told() {
        let folder = cut_short();
        std::fs::remove_file(beside(&folder.path().join("b")).unwrap()).unwrap();
        let finished = finish(folder.path()).unwrap().unwrap();
        assert_eq!((finished.files, finished.kept.len()), (2, 1));
        assert!(finished.kept[0].ends_with("b"), "{finished:?}");
    }

    #[test]
    fn steps_that_lead_out_of_the_site_are_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::NamedTempFile::new().unwrap();
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join(".fieldbook")).unwrap();
        std::fs::write(folder.path().join("victim"), "").unwrap();
        let before = Digest::of_bytes(b"").to_string();
        for file in [outside.path().to_str().unwrap(), "../victim", "content/../../victim"] {
            let steps = serde_json::json!([{"file": file, "new": null, "before": before}]);
            std::fs::write(site.join(PATH), steps.to_string()).unwrap();
            assert_eq!(finish(&site).unwrap(), None, "{file}");
        }
        assert!(outside.path().exists() && folder.path().join("victim").exists());
    }
}
