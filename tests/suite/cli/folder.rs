//! A site on disk, in a folder of its own that goes with the test, and the program run in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use walkdir::WalkDir;

/// The folder of a site.
pub(crate) struct Folder {
    temp: TempDir,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { temp: tempfile::tempdir().unwrap() }
    }

    /// A site with nothing wrong in it: a project, its company, and a chapter about both.
    pub(crate) fn sound() -> Self {
        let folder = Self::new();
        folder.write("book.toml", "[book]\ntitle = \"Report\"\n");
        folder.write("content/projects/engine.md", "---\ntitle: Engine\ncompanies: [maker]\n---\nText.\n");
        folder.write("content/companies/maker.md", "---\ntitle: Maker\n---\n");
        folder.write("content/chapters/one.md", "---\ntitle: One\n---\nAn Engine of Maker.\n");
        folder
    }

    /// A sound site that follows links out of it.
    pub(crate) fn following_links() -> Self {
        let folder = Self::sound();
        folder.write("book.toml", "[book]\ntitle = \"Report\"\n[build]\nfollow-links = \"anywhere\"\n");
        folder
    }

    /// A site with one error and one warning.
    pub(crate) fn faulty() -> Self {
        let folder = Self::sound();
        folder.write("content/projects/engine.md", "---\ntitle: Engine\ncompanies: [makr]\n---\nText<i>\n");
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.temp.path()
    }

    /// The path without symbolic links.
    pub(crate) fn real(&self) -> String {
        self.path().canonicalize().unwrap().to_string_lossy().into_owned()
    }

    pub(crate) fn join(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Takes a file away.
    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.join(path)).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.join(path)).unwrap()
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.join(path).symlink_metadata().is_ok()
    }

    /// Every file below a folder with its bytes.
    pub(crate) fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.join(folder);
        let entries = WalkDir::new(&root).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| !entry.file_type().is_dir());
        files
            .map(|entry| {
                let path = entry.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                (path, std::fs::read(entry.path()).unwrap_or_default())
            })
            .collect()
    }

    /// The same; nothing, if there is no such folder.
    pub(crate) fn tree_if_any(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        if self.has(folder) { self.tree(folder) } else { BTreeMap::new() }
    }

    /// The names directly in the folder, sorted, without what a build leaves to the next.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != ".fieldbook");
        names.sort();
        names
    }

    /// The program, about to be run in the folder. What the machine is set to does not reach it.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        command.args(arguments).current_dir(self.path());
        let colours = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"];
        for variable in colours.into_iter().chain(["RUST_BACKTRACE", "RUST_LOG", "FIELDBOOK_EDITOR"]) {
            command.env_remove(variable);
        }
        isolate_git(&mut command);
        command
    }

    pub(crate) fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that must succeed.
    #[track_caller]
    pub(crate) fn succeed(&self, arguments: &[&str]) {
        let output = self.output(arguments);
        assert!(output.status.success(), "{arguments:?}:\n{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Runs a command that must fail with this exit code, and returns what it says.
    #[track_caller]
    pub(crate) fn fail(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        let said = self.filtered(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}:\n{said}");
        said
    }

    /// What a command that must succeed writes to the standard output.
    #[track_caller]
    pub(crate) fn printed(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        assert!(output.status.success(), "{arguments:?}:\n{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command and shows all that comes of it.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        let Output { status, stdout, stderr } = self.output(arguments);
        let (stdout, stderr) = (self.filtered(&stdout), self.filtered(&stderr));
        let stdout = if stdout.is_empty() { stdout } else { format!("--- stdout\n{stdout}") };
        let stderr = if stderr.is_empty() { stderr } else { format!("--- stderr\n{stderr}") };
        format!("exit code {}\n{stdout}{stderr}", status.code().unwrap())
    }

    /// What was printed, without what differs from run to run and from system to system.
    fn filtered(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let text = text.replace(&*self.path().to_string_lossy(), "[SITE]").replace('\\', "/");
        text.lines().map(|line| without_pages(&without_duration(line)) + "\n").collect()
    }
}

/// Keeps what the machine has set up for Git, and the repository a test may run in, from a command.
pub(crate) fn isolate_git(command: &mut Command) {
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "no-such-file");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(variable);
    }
}

/// `12 pages (…` as `[N] pages (…`: every new listing would change the number.
fn without_pages(line: &str) -> String {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.starts_with(" pages (") { format!("[N]{rest}") } else { line.to_owned() }
}

/// `done in 12 ms → public` as `done in [TIME] → public`.
fn without_duration(line: &str) -> String {
    let Some((before, after)) = line.split_once(" in ") else { return line.to_owned() };
    let number = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = [" ms", " s"].iter().find_map(|unit| number.strip_prefix(unit));
    match rest {
        Some(rest) if number.len() < after.len() => format!("{before} in [TIME]{rest}"),
        _ => line.to_owned(),
    }
}

#[test]
fn durations_and_numbers_of_pages_are_filtered_and_nothing_else() {
    assert_eq!(without_pages("12 pages (1 project)"), "[N] pages (1 project)");
    assert_eq!(without_pages("12 files"), "12 files");
    assert_eq!(without_duration("3 pages in 12 ms → public"), "3 pages in [TIME] → public");
    assert_eq!(without_duration("3 pages in 1.5 s"), "3 pages in [TIME]");
    assert_eq!(without_duration("stands in 3 places"), "stands in 3 places");
}
