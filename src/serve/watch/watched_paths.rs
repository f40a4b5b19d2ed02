//! The folders that are watched, and the files of the source that the system's paths stand for.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use notify::RecursiveMode;

use crate::config;
use crate::files::{self, DiskFiles, EntryKind, Files, FollowLinks, Layout, State};
use crate::paths::{CONTENT, EDITIONS, SETTINGS, STATIC, SourcePath, TEMPLATES};

/// The folders that belong to a site. Whatever else stands in its root is no change.
pub(super) const FOLDERS: [&str; 4] = [CONTENT, STATIC, TEMPLATES, EDITIONS];

/// Where a site stands, and how it is laid out.
pub(super) struct WatchedPaths {
    root: PathBuf,
    disk: DiskFiles,
    layout: Layout,
}

impl WatchedPaths {
    /// Looks at the site in `root`; an error if the folder cannot be entered.
    pub(super) fn new(root: &Path) -> io::Result<Self> {
        let root = files::real_path(root)?;
        let disk = DiskFiles::new(&root);
        let layout = disk.layout(&parts(), follow_links(&disk));
        Ok(Self { root, disk, layout })
    }

    /// The root, without symbolic links.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Looks at the layout anew and says whether other folders are to be watched than before.
    pub(super) fn look(&mut self) -> bool {
        let before = self.watched();
        self.layout = self.disk.layout(&parts(), follow_links(&self.disk));
        self.watched() != before
    }

    /// The folders to watch: the root, because editors replace `book.toml` by renaming and the others can be
    /// created later; the parts that exist, with all in them; and the folders of files that links lead to.
    pub(super) fn watched(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let inside = |folder: &Path| self.layout.parts.iter().any(|(_, part)| folder.starts_with(part));
        let linked = self.layout.links.keys().filter_map(|target| target.parent());
        let linked = linked.filter(|folder| !inside(folder)).map(Path::to_owned);
        let mut watched: BTreeMap<_, _> =
            linked.map(|folder| (folder, RecursiveMode::NonRecursive)).collect();
        watched.insert(self.root.clone(), RecursiveMode::NonRecursive);
        // What lies in a folder that is watched is watched with it.
        let parts = || self.layout.parts.iter().map(|(_, part)| part);
        let inner = |part: &Path| parts().any(|other| part != other && part.starts_with(other));
        watched
            .extend(parts().filter(|part| !inner(part)).map(|part| (part.clone(), RecursiveMode::Recursive)));
        watched
    }

    /// The files and folders of the source that a path of the system stands for; none if it is nothing of the
    /// author's, `None` if the name is no text and cannot be said.
    pub(super) fn sources(&self, path: &Path) -> Option<Vec<SourcePath>> {
        let mut sources = Vec::new();
        if path.parent() == Some(&self.root) {
            sources.extend(parts().into_iter().find(|part| path.ends_with(part)).map(SourcePath::new));
        }
        for (part, real) in &self.layout.parts {
            let Ok(inside) = path.strip_prefix(real) else { continue };
            let inside = inside.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
            let source = if inside.is_empty() { part.clone() } else { join(part, &inside) };
            if !self.is_hidden(&source) && !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources.extend(self.layout.links.get(path).into_iter().flatten().cloned());
        Some(sources)
    }

    /// Whether listing passes over a path.
    fn is_hidden(&self, path: &SourcePath) -> bool {
        let name = path.name();
        let in_hidden = path.folder().split('/').any(|folder| files::is_hidden(folder, EntryKind::Folder));
        let as_folder = in_hidden || files::is_hidden(name, EntryKind::Folder);
        // The event does not always say whether it is about a file or a folder. The disk is asked only for names
        // that are hidden if they are a file's.
        as_folder
            || (files::is_hidden(name, EntryKind::File) && !self.was_folder(path) && !self.is_folder(path))
    }

    fn is_folder(&self, path: &SourcePath) -> bool {
        self.state(path) == State::Folder
    }

    /// Whether the path was a folder when the layout was last looked at.
    pub(super) fn was_folder(&self, path: &SourcePath) -> bool {
        self.layout.folders.contains(path)
    }

    /// What stands at the path now.
    pub(super) fn state(&self, path: &SourcePath) -> State {
        self.disk.state(path)
    }
}

/// How far links are followed: what is not read is not watched.
pub(super) fn follow_links(disk: &DiskFiles) -> FollowLinks {
    let settings = disk.read(&SourcePath::new(SETTINGS));
    settings.map_or(FollowLinks::Site, |settings| config::follow_links(&settings))
}

fn parts() -> [&'static str; 5] {
    let [content, statics, templates, editions] = FOLDERS;
    [SETTINGS, content, statics, templates, editions]
}

fn join(folder: &SourcePath, inside: &str) -> SourcePath {
    SourcePath::new(&format!("{folder}/{inside}"))
}
