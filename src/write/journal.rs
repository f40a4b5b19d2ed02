//! What a change of the source is about to do, written down before it begins, so that one that is cut short is finished
//! by the next command rather than left as a mixture.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::beside::{discard, is_beside, write_through};
use super::output_dirs::locked;
use super::{WriteError, rename};
use crate::paths::{CONTENT, SourcePath};
use crate::render::Digest;

/// The file, below the folder of the site; it is there only while files are being replaced.
const PATH: &str = ".fieldbook/revision";

/// What it is called while the new contents are still being written beside their files.
const PLANNED: &str = ".fieldbook/revision-planned";

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
        // No source is hidden, and what is may be the repository.
        let is_name = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains('\\');
        let named = file.split('/').all(is_name).then(|| root.join(&file))?;
        let Some(new) = new else {
            let placed = Placed { file: named, new: None, before };
            // A name behind a link to a folder elsewhere is that of somebody else's file.
            let is_inside = |file: &Path| {
                Some(file.parent()?.canonicalize().ok()?.starts_with(root.canonicalize().ok()?))
            };
            // One that is gone may be gone with its folder.
            return (placed.is_done() || is_inside(&placed.file)?).then_some(placed);
        };
        // The new content of what is behind a link lies beside that.
        let file = named.canonicalize().unwrap_or(named);
        is_beside(&new, &file).then(|| Placed { new: Some(file.with_file_name(new)), file, before })
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

/// Writes down what is about to be done, before anything is: so the next command can take away what a killed one has
/// left beside the files.
pub(super) fn plan(root: &Path, steps: &[Step]) -> Result<(), WriteError> {
    let path = root.join(PLANNED);
    let text = serde_json::to_vec(steps).map_err(io::Error::other);
    // Half of it is as good as nothing, as long as nothing lies beside the files.
    text.and_then(|text| write_through(&path, &text)).map_err(|error| {
        forget(root);
        WriteError::Disk(path, error)
    })
}

/// All new contents lie beside their files: from here on the change is finished rather than forgotten.
pub(super) fn begin(root: &Path) -> Result<(), WriteError> {
    let path = root.join(PATH);
    rename(&root.join(PLANNED), &path).map_err(|error| WriteError::Disk(path, error))
}

/// What was planned is done, or will not be.
pub(super) fn forget(root: &Path) {
    discard(&root.join(PLANNED));
    leave(root);
}

/// All that has begun is done, or undone.
pub(super) fn end(root: &Path) {
    discard(&root.join(PATH));
    leave(root);
}

/// Removes the folder if nothing else lies in it.
#[expect(clippy::disallowed_methods, reason = "writing is what this module is for")]
fn leave(root: &Path) {
    // A folder that is not empty is somebody else's too.
    _ = root.join(PATH).parent().map(std::fs::remove_dir);
}

/// Holds off others who change the source below `root`, while it is kept. The folder of the site itself is what a build
/// locks where the output folder is in it, and for as long as it takes; the content never is an output folder's.
pub(super) fn lock(root: &Path) -> Option<File> {
    locked(&root.join(CONTENT)).or_else(|| locked(root))
}

/// Whether a change of the source below `root` was cut short. One that is under way is waited for.
pub fn is_cut_short(root: &Path) -> bool {
    let is_begun = || steps(root, PATH).is_some();
    is_begun() && {
        let _lock = lock(root);
        is_begun()
    }
}

/// The steps that one of the two files names. It was put there as a whole; what is no list of steps within the site is
/// somebody else's.
#[expect(clippy::disallowed_methods, reason = "this file is no source")]
fn steps(root: &Path, path: &str) -> Option<Vec<Placed>> {
    let text = std::fs::read(root.join(path)).ok()?;
    let steps = serde_json::from_slice::<Vec<Step>>(&text).ok()?;
    steps.into_iter().map(|step| step.at(root)).collect()
}

/// Finishes a change of the source below `root` that was cut short. `None` if there is none. A file that somebody has
/// changed since stays as it is. Fails if a file cannot be changed; the next command tries again. Of a change that was
/// cut short before it began, what lies beside the files is taken away.
pub fn finish(root: &Path) -> Result<Option<Finished>, WriteError> {
    let _lock = lock(root);
    let planned = steps(root, PLANNED).unwrap_or_default();
    planned.iter().filter_map(|step| step.new.as_deref()).for_each(discard);
    forget(root);
    let Some(steps) = steps(root, PATH) else { return Ok(None) };
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
    use crate::write::beside::beside;

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
        plan(folder.path(), &steps).unwrap();
        begin(folder.path()).unwrap();
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
        assert!(!is_cut_short(folder.path()), "no command would finish it");
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
    fn what_has_gone_with_its_folder_meanwhile_is_done() {
        let folder = cut_short();
        let mut steps: Vec<serde_json::Value> =
            serde_json::from_slice(&std::fs::read(folder.path().join(PATH)).unwrap()).unwrap();
        steps.push(
            serde_json::json!({"file": "gone/e", "new": null, "before": Digest::of_bytes(b"").to_string()}),
        );
        std::fs::write(folder.path().join(PATH), serde_json::json!(steps).to_string()).unwrap();
        assert!(is_cut_short(folder.path()));
        assert_eq!(finish(folder.path()).unwrap(), Some(Finished { files: 3, kept: Vec::new() }));
        assert!(!is_cut_short(folder.path()));
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

    #[test]
    fn steps_that_no_change_of_a_source_has_are_not_taken() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for path in [".git/HEAD", "content/secret", "content/.a.md.12~"] {
            std::fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            std::fs::write(at(path), "").unwrap();
        }
        let before = Digest::of_bytes(b"").to_string();
        for step in [
            serde_json::json!({"file": ".git/HEAD", "new": null, "before": before}),
            serde_json::json!({"file": "content/a.md", "new": "secret", "before": null}),
            serde_json::json!({"file": "content/b.md", "new": ".a.md.12~", "before": null}),
        ] {
            for journal in [PATH, PLANNED] {
                std::fs::create_dir_all(at(".fieldbook")).unwrap();
                std::fs::write(at(journal), serde_json::json!([step]).to_string()).unwrap();
                assert_eq!(finish(folder.path()).unwrap(), None, "{step}");
                _ = std::fs::remove_file(at(journal));
            }
        }
        assert!(
            at(".git/HEAD").exists() && at("content/secret").exists() && at("content/.a.md.12~").exists()
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_name_behind_a_link_out_of_the_site_is_not_taken_away() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(elsewhere.path().join("victim"), "").unwrap();
        std::fs::create_dir_all(folder.path().join(".fieldbook")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("static")).unwrap();
        let before = Digest::of_bytes(b"").to_string();
        let steps = serde_json::json!([{"file": "static/victim", "new": null, "before": before}]);
        std::fs::write(folder.path().join(PATH), steps.to_string()).unwrap();
        assert_eq!(finish(folder.path()).unwrap(), None);
        assert!(elsewhere.path().join("victim").exists());
    }

    #[test]
    fn what_a_change_that_never_began_has_left_beside_the_files_is_taken_away() {
        let folder = cut_short();
        let left = texts(&folder);
        std::fs::rename(folder.path().join(PATH), folder.path().join(PLANNED)).unwrap();
        assert_eq!(finish(folder.path()).unwrap(), None);
        let without: Vec<_> = left.into_iter().filter(|(name, _)| !name.starts_with('.')).collect();
        assert_eq!(texts(&folder), without);
    }
}
