//! The program `git`, which alone reads and writes the database of a repository.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use super::DeployError;

/// A repository, through a folder of its working tree.
pub(super) struct Repository {
    dir: PathBuf,
}

impl Repository {
    /// The repository that a folder lies in.
    pub(super) fn of(dir: &Path) -> Result<Self, DeployError> {
        let repository = Self { dir: dir.to_owned() };
        let output = repository.output(&["rev-parse", "--is-inside-work-tree"])?;
        if output.status.success() { Ok(repository) } else { Err(DeployError::NoRepository(dir.to_owned())) }
    }

    /// What a command prints, without the line end; whatever else it says is the error if it fails.
    pub(super) fn run(&self, arguments: &[&str]) -> Result<String, DeployError> {
        let output = self.output(arguments)?;
        if output.status.success() { Ok(printed(&output.stdout)) } else { Err(failed(arguments, &output)) }
    }

    /// What a command prints, or `None` where it says no.
    pub(super) fn ask(&self, arguments: &[&str]) -> Result<Option<String>, DeployError> {
        let output = self.output(arguments)?;
        Ok(output.status.success().then(|| printed(&output.stdout)))
    }

    /// The bytes that a command prints, or `None` where it says no.
    pub(super) fn bytes(&self, arguments: &[&str]) -> Result<Option<Vec<u8>>, DeployError> {
        let output = self.output(arguments)?;
        Ok(output.status.success().then_some(output.stdout))
    }

    /// How a command ended, and all it said.
    pub(super) fn output(&self, arguments: &[&str]) -> Result<Output, DeployError> {
        let mut command = self.command(arguments);
        command.stdin(Stdio::null()).output().map_err(DeployError::NoGit)
    }

    /// Runs a command that takes what `write` gives it.
    pub(super) fn feed(
        &self,
        arguments: &[&str],
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), DeployError> {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(DeployError::NoGit)?;
        let written = give(&mut child, write);
        let output = child.wait_with_output().map_err(DeployError::NoGit)?;
        // If the program ends early its own words say why, and not that nobody reads any more.
        if !output.status.success() {
            return Err(failed(arguments, &output));
        }
        written.map_err(DeployError::NoGit)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        // Looking must not touch the index, which Git would bring up to date by the way.
        command.arg("--no-optional-locks").arg("-C").arg(&self.dir).args(arguments);
        command
    }
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
pub(super) fn failed(arguments: &[&str], output: &Output) -> DeployError {
    let what = arguments.first().copied().unwrap_or_default();
    DeployError::Failed(what.to_owned(), said(output))
}

/// What a command said to people, on one line.
pub(super) fn said(output: &Output) -> String {
    let lines = printed(&output.stderr);
    let lines: Vec<_> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("; ")
}
