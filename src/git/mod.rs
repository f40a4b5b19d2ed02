//! The program `git`, which alone reads and writes the database of a repository.

mod revision;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

pub use revision::Tagged;

/// Why `git` does not answer.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// The program is not there.
    #[error("cannot run `git`: {0}")]
    NoGit(io::Error),
    /// The folder lies in no repository.
    #[error("`{0}` is in no repository of Git: `git init` makes one")]
    NoRepository(PathBuf),
    /// A command failed.
    #[error("`git {0}` failed: {1}")]
    Failed(String, String),
    /// No commit is called so.
    #[error("there is no revision `{name}`{hint}")]
    NoRevision {
        /// What it was called.
        name: String,
        /// What to do about it, behind a colon; empty if nothing is known.
        hint: String,
    },
    /// A commit without the folder of the site.
    #[error("there is no site in this folder at `{0}`")]
    NoSite(String),
}

/// A repository, through a folder of its working tree.
pub struct Repository {
    dir: PathBuf,
}

impl Repository {
    /// The repository that a folder lies in.
    pub fn of(dir: &Path) -> Result<Self, GitError> {
        let repository = Self { dir: dir.to_owned() };
        let output = repository.output(&["rev-parse", "--is-inside-work-tree"])?;
        if output.status.success() {
            return Ok(repository);
        }
        // The folders of other users are refused, and what is said names the setting that allows them.
        let said = said(&output);
        let is_refused = said.contains("safe.directory");
        Err(if is_refused {
            GitError::Failed("rev-parse".to_owned(), said)
        } else {
            GitError::NoRepository(dir.to_owned())
        })
    }

    /// What a command prints, without the line end; whatever else it says is the error if it fails.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<String, GitError> {
        let output = self.output(arguments)?;
        if output.status.success() { Ok(printed(&output.stdout)) } else { Err(failed(arguments, &output)) }
    }

    /// What a command prints, or `None` where it says no.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Result<Option<String>, GitError> {
        let output = self.output(arguments)?;
        Ok(output.status.success().then(|| printed(&output.stdout)))
    }

    /// The bytes that a command prints, or `None` where it says no.
    pub(crate) fn bytes(&self, arguments: &[&str]) -> Result<Option<Vec<u8>>, GitError> {
        let output = self.output(arguments)?;
        Ok(output.status.success().then_some(output.stdout))
    }

    /// How a command ended, and all it said.
    pub(crate) fn output(&self, arguments: &[&str]) -> Result<Output, GitError> {
        let mut command = self.command(arguments);
        command.stdin(Stdio::null()).output().map_err(GitError::NoGit)
    }

    /// What a command prints that takes what `write` gives it: little, as it is read when all is given.
    pub(crate) fn feed(
        &self,
        arguments: &[&str],
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<String, GitError> {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(GitError::NoGit)?;
        let written = give(&mut child, write);
        let output = child.wait_with_output().map_err(GitError::NoGit)?;
        // If the program ends early its own words say why, and not that nobody reads any more.
        if !output.status.success() {
            return Err(failed(arguments, &first_cause(output)));
        }
        written.map_err(GitError::NoGit)?;
        Ok(printed(&output.stdout))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        // Looking must not touch the index, which Git would bring up to date by the way.
        command.arg("--no-optional-locks").arg("-C").arg(&self.dir).args(arguments);
        command
    }
}

/// What was said, up to the first thing that could not be helped: `fast-import` then fails once more at each step of its
/// winding up, and takes a full disk for a broken one.
fn first_cause(mut output: Output) -> Output {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if let Some(line) = said.lines().find(|line| line.starts_with("fatal: ")) {
        output.stderr = line.into();
    }
    output
}

/// Fills the standard input of a process and closes it.
fn give(child: &mut Child, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let Some(stdin) = child.stdin.take() else { return Ok(()) };
    let mut stdin = io::BufWriter::new(stdin);
    write(&mut stdin)?;
    stdin.flush()
}

fn printed(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end().to_owned()
}

/// What a command said when it failed.
pub(crate) fn failed(arguments: &[&str], output: &Output) -> GitError {
    let what = arguments.first().copied().unwrap_or_default();
    GitError::Failed(what.to_owned(), said(output))
}

/// What a command said to people, on one line.
pub(crate) fn said(output: &Output) -> String {
    let lines = printed(&output.stderr);
    let lines: Vec<_> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("; ")
}
