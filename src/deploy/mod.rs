//! The site as a commit on a branch of its own, pushed to where it is published from. Neither the working tree nor the
//! index nor any local branch is touched: the commit is made in the database of the repository and pushed from there.

mod address;
mod stream;

use std::path::Path;
use std::sync::Arc;

pub use address::pages_address;
use stream::Commit;

use crate::cache;
use crate::diagnostic::counted;
use crate::git::{GitError, Repository, said};
use crate::paths::{DOMAIN, OutputPath, SETTINGS};
use crate::render::OutputTree;
use crate::write::{EDITION_PACKS, LINK_MEMORY};

/// Where the site goes.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The name of the remote repository, or its address.
    pub remote: String,
    /// The branch there.
    pub branch: String,
}

/// What stands in the way, which only the repository or the machine can know.
#[derive(Debug, thiserror::Error)]
pub enum DeployError {
    /// Git does not answer.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The remote repository is not known.
    #[error("this repository has no remote `{0}`: `git remote add {0} ADDRESS` names one")]
    NoRemote(String),
    /// The name of a branch that Git would not take.
    #[error("`{0}` cannot be the name of a branch")]
    BadBranch(String),
    /// What would be published is in no commit.
    #[error("{0}: commit first, or publish all the same with `--allow-dirty`")]
    Dirty(String),
    /// The branch holds the source, which the site would replace.
    #[error(
        "the branch `{0}` holds the source of the site or shares its history: name another with `--branch`"
    )]
    SourceBranch(String),
    /// The remote repository does not take the commit.
    #[error("`{0}` did not take the commit for `{1}`; nothing was published: {2}")]
    Rejected(String, String, String),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What is published is this very site.
    Unchanged,
    /// The site was published, or would be.
    Published {
        /// The commit; on a dry run there is none.
        commit: Option<String>,
        /// Files that are new, others that differ, and those that are gone.
        files: [usize; 3],
        /// Whether a custom domain that only the branch knew was kept.
        kept_domain: bool,
    },
}

/// A site in a repository that can be published from.
pub struct Deployment {
    repository: Repository,
    target: Destination,
}

impl Deployment {
    /// Looks whether the site in `dir` can be published to `target` at all.
    pub fn new(dir: &Path, target: Destination) -> Result<Self, DeployError> {
        let repository = Repository::of(dir)?;
        let is_branch = !target.branch.starts_with('-')
            && repository.ask(&["check-ref-format", "--branch", &target.branch])?.is_some();
        if !is_branch {
            return Err(DeployError::BadBranch(target.branch));
        }
        let deployment = Self { repository, target };
        deployment.remote_url()?;
        Ok(deployment)
    }

    /// The address of the remote repository.
    pub fn remote_url(&self) -> Result<String, DeployError> {
        let remote = &self.target.remote;
        // What is no name of a remote can be an address.
        let is_address = remote.contains(['/', ':', '\\']) && !remote.starts_with('-');
        let url = self.repository.ask(&["remote", "get-url", "--", remote])?;
        url.or(is_address.then(|| remote.clone())).ok_or_else(|| DeployError::NoRemote(remote.clone()))
    }

    /// Refuses a source that no commit holds. What builds and checks write does not count.
    pub fn check_clean(&self, build_dir: &str) -> Result<(), DeployError> {
        let written = [build_dir, cache::PATH, LINK_MEMORY, EDITION_PACKS];
        let excluded = written.map(|path| format!(":(exclude){path}"));
        let mut arguments = Vec::from(["status", "--porcelain", "--", "."]);
        arguments.extend(excluded.iter().map(String::as_str));
        let status = self.repository.run(&arguments)?;
        let mut files = status.lines().filter_map(|line| line.get(3..));
        let Some(first) = files.next() else { return Ok(()) };
        let message = match files.count() {
            0 => format!("`{first}` has changes that no commit holds"),
            more => format!(
                "`{first}` and {} have changes that no commit holds",
                counted(more, "other file", "other files")
            ),
        };
        Err(DeployError::Dirty(message))
    }

    /// Publishes the files of a site. On a dry run everything is done but the push.
    pub fn publish(&self, output: &OutputTree, dry_run: bool) -> Result<Outcome, DeployError> {
        let parent = self.published()?;
        let (output, kept_domain) = self.with_domain(output, parent.as_deref())?;
        let commit = Commit {
            message: self.message()?,
            committer: self.repository.run(&["var", "GIT_COMMITTER_IDENT"])?,
            parent: parent.as_deref(),
            files: &output,
        };
        let hash = self.make(&commit)?;
        let files = match &parent {
            Some(parent) => self.differing(&hash, parent)?,
            None => [output.len(), 0, 0],
        };
        if files == [0; 3] && parent.is_some() {
            return Ok(Outcome::Unchanged);
        }
        let commit = self.push(hash, dry_run)?;
        Ok(Outcome::Published { commit, files, kept_domain })
    }

    /// The commit that is published, with its history; `None` if there is no such branch yet.
    fn published(&self) -> Result<Option<String>, DeployError> {
        let Destination { remote, branch } = &self.target;
        let name = format!("refs/heads/{branch}");
        let listed = self.repository.run(&["ls-remote", "--", remote, &name])?;
        let Some((hash, _)) = listed.split_once('\t') else { return Ok(None) };
        self.repository.run(&["fetch", "--quiet", "--no-tags", "--", remote, &name])?;
        let holds_source = self.repository.ask(&["cat-file", "-e", &format!("{hash}:{SETTINGS}")])?.is_some()
            || self.repository.ask(&["merge-base", hash, "HEAD"])?.is_some();
        if holds_source { Err(DeployError::SourceBranch(branch.clone())) } else { Ok(Some(hash.to_owned())) }
    }

    /// The files with the custom domain that the branch has, if the site names none: GitHub writes it there.
    fn with_domain(
        &self,
        output: &OutputTree,
        parent: Option<&str>,
    ) -> Result<(OutputTree, bool), DeployError> {
        let mut output = output.clone();
        let (Some(path), Some(parent)) = (OutputPath::new(DOMAIN), parent) else {
            return Ok((output, false));
        };
        if output.contains_key(&path) {
            return Ok((output, false));
        }
        let domain = self.repository.bytes(&["cat-file", "blob", &format!("{parent}:{DOMAIN}")])?;
        let kept = domain.map(|bytes| output.insert(path, Arc::from(bytes))).is_some();
        Ok((output, kept))
    }

    /// Says of which commit of the source the site was made.
    fn message(&self) -> Result<String, DeployError> {
        let head = self.repository.ask(&["rev-parse", "--verify", "--quiet", "HEAD"])?;
        Ok(match head {
            Some(head) => {
                format!("Publish {}\n\nMade by Fieldbook of {head}.\n", &head[..head.len().min(10)])
            }
            None => "Publish\n\nMade by Fieldbook of files that no commit holds.\n".to_owned(),
        })
    }

    /// Writes the commit into the database. No branch and no other name leads to it, so that nothing has to be taken
    /// away, whenever the program is stopped: what nothing leads to goes with the next `git gc`.
    fn make(&self, commit: &Commit<'_>) -> Result<String, DeployError> {
        let format = self.repository.ask(&["rev-parse", "--show-object-format"])?;
        let digits = if format.as_deref() == Some("sha256") { 64 } else { 40 };
        let arguments = ["fast-import", "--quiet", "--force", "--done"];
        Ok(self.repository.feed(&arguments, |to| commit.write(digits, to))?)
    }

    /// Publishes a commit, and names it; a dry run does neither.
    fn push(&self, hash: String, dry_run: bool) -> Result<Option<String>, DeployError> {
        if dry_run {
            return Ok(None);
        }
        let Destination { remote, branch } = &self.target;
        let refspec = format!("{hash}:refs/heads/{branch}");
        let output = self.repository.output(&["push", "--quiet", "--", remote, &refspec])?;
        if !output.status.success() {
            return Err(DeployError::Rejected(remote.clone(), branch.clone(), said(&output)));
        }
        Ok(Some(hash))
    }

    /// How many files are new, differ and are gone.
    fn differing(&self, hash: &str, parent: &str) -> Result<[usize; 3], DeployError> {
        let listed =
            self.repository.run(&["diff-tree", "-r", "--no-renames", "--name-status", parent, hash])?;
        let count = |letter: &str| listed.lines().filter(|line| line.starts_with(letter)).count();
        let (new, gone) = (count("A"), count("D"));
        Ok([new, listed.lines().count() - new - gone, gone])
    }
}
