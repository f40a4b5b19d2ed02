//! The source of a site in a folder of its own, and an author who edits it as plainly as an editor can.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

/// The folder of a site.
pub(crate) struct Folder {
    temp: TempDir,
}

/// The site's files. It is published below the root of its host, as a project's pages are.
const TEA: &[(&str, &str)] = &[
    ("book.toml", "[book]\ntitle = \"Tea\"\n\n[output.html]\nsite-url = \"https://example.org/repo/\"\n"),
    ("content/index.md", "---\ntitle: Tea\n---\nA drink made of water and Sencha.\n"),
    ("content/about.md", "---\ntitle: About\n---\nWhat this is.\n"),
    (
        "content/projects/oolong.md",
        "---\ntitle: Oolong\nsummary: Half of the way\n---\nBetween green and black.\n",
    ),
    ("content/projects/sencha.md", "---\ntitle: Sencha\n---\nGreen, and steamed.\n"),
    (
        "content/chapters/leaves.md",
        "---\ntitle: Leaves\n---\nOolong is rolled. ![a leaf](leaf.svg)\n\nRead [about this](../about.md) first.\n",
    ),
    ("content/chapters/leaf.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"/>\n"),
    ("static/css/site.css", "h1 { color: rgb(1, 2, 3); }\n"),
];

impl Folder {
    fn empty() -> Self {
        Self { temp: tempfile::tempdir().unwrap() }
    }

    /// A small site with nothing wrong in it.
    pub(crate) fn tea() -> Self {
        let folder = Self::empty();
        for (path, text) in TEA {
            folder.write(path, text);
        }
        folder.write("content/chapters/water.md", &long_chapter());
        folder
    }

    /// A copy of the report of this repository.
    pub(crate) fn report() -> Self {
        let folder = Self::empty();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sources = ["book.toml", "content", "static", "templates"];
        for entry in sources.into_iter().flat_map(|name| WalkDir::new(root.join(name))) {
            let entry = entry.unwrap();
            let target = folder.join(entry.path().strip_prefix(root).unwrap());
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(target).unwrap();
            } else {
                std::fs::copy(entry.path(), target).unwrap();
            }
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.temp.path()
    }

    pub(crate) fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.path().join(path)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.join(path)).unwrap()
    }

    /// Replaces words in a file. They must stand there.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "`{path}` does not hold `{from}`:\n{text}");
        self.write(path, &text.replace(from, to));
    }

    /// Takes a file away, and returns what it held.
    pub(crate) fn remove(&self, path: &str) -> String {
        let text = self.read(path);
        std::fs::remove_file(self.join(path)).unwrap();
        text
    }

    /// The files below the folder that hold some words, or have them in their name.
    pub(crate) fn files_with(&self, words: &str) -> Vec<PathBuf> {
        let entries = WalkDir::new(self.path()).into_iter().map(|entry| entry.unwrap().into_path());
        let holds = |path: &PathBuf| {
            let bytes = std::fs::read(path).unwrap_or_default();
            path.to_string_lossy().contains(words) || String::from_utf8_lossy(&bytes).contains(words)
        };
        entries.filter(holds).collect()
    }
}

/// A chapter of many screens, with headings to hold on to and a link in the last section.
fn long_chapter() -> String {
    let mut text = "---\ntitle: Water\n---\nWater comes first.\n".to_owned();
    for number in 1..=30 {
        let sentence = "It is drawn, carried, poured and heated. ".repeat(12);
        _ = write!(text, "\n## Step {number}\n\n{sentence}\n");
    }
    text + "\nThen see [the leaves](leaves.md).\n"
}
