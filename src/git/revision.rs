//! The source of a site as a revision has it, read from the database of the repository: neither the working tree nor
//! the index is touched.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{ChildStdin, ChildStdout, Stdio};

use super::{GitError, Repository, failed};
use crate::diagnostic::did_you_mean;
use crate::files::{EntryKind, MemoryFiles, Reason, is_hidden};
use crate::paths::{CONTENT, EDITIONS, SETTINGS, STATIC, SourcePath, TEMPLATES};

/// The branches that others are made from, if the remote repository does not say which it is.
const DEFAULT_BRANCHES: [&str; 4] = ["origin/main", "origin/master", "main", "master"];

/// One file of a revision.
struct Entry {
    /// What its content is called in the database.
    object: String,
    /// Where it stands in the site.
    path: String,
    /// Whether it is a symbolic link; its content is then where it leads.
    is_link: bool,
}

/// What a tag names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// The commit.
    pub commit: String,
    /// Stands for the folder of the site in it, with all that lies there.
    pub tree: String,
}

impl Repository {
    /// The commit that a branch, a tag or any other name means.
    pub fn commit(&self, name: &str) -> Result<String, GitError> {
        let object = format!("{name}^{{commit}}");
        let found = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &object])?;
        match found {
            Some(hash) => Ok(hash),
            None => Err(GitError::NoRevision { name: name.to_owned(), hint: self.hint_for(name)? }),
        }
    }

    /// What to do about a name that means nothing.
    fn hint_for(&self, name: &str) -> Result<String, GitError> {
        if self.is_shallow()? {
            let advice = "`git fetch --unshallow` gets the rest, `fetch-depth: 0` in a workflow of GitHub";
            return Ok(format!(": this clone has only the newest commits; {advice}"));
        }
        if name == "HEAD" {
            return Ok(": commit first".to_owned());
        }
        let listed = self.run(&["for-each-ref", "--format=%(refname:short)"])?;
        Ok(did_you_mean(name, listed.lines()).map_or_else(String::new, |help| format!(": {help}")))
    }

    /// The commit that a tag names, and what stands for the folder of the site in it; `None` if there is no such tag.
    pub fn tagged(&self, name: &str) -> Result<Option<Tagged>, GitError> {
        let object = format!("refs/tags/{name}^{{commit}}");
        let Some(commit) = self.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &object])?
        else {
            return Ok(None);
        };
        let tree = self.ask(&["rev-parse", "--verify", "--quiet", &format!("{commit}:./")])?;
        let tree = tree.ok_or_else(|| GitError::NoSite(commit[..commit.len().min(10)].to_owned()))?;
        Ok(Some(Tagged { commit, tree }))
    }

    /// The first digits of the commit that brought a file of the site, as far as this clone goes back.
    pub fn brought(&self, file: &SourcePath) -> Result<Option<String>, GitError> {
        let arguments = ["log", "--diff-filter=A", "--max-count=1", "--format=%h", "--", file.as_str()];
        Ok(self.ask(&arguments)?.filter(|commit| !commit.is_empty()))
    }

    /// Whether this clone has the newest commits alone.
    pub fn is_shallow(&self) -> Result<bool, GitError> {
        Ok(self.run(&["rev-parse", "--is-shallow-repository"])? == "true")
    }

    /// The commit at which the present branch left the default one; that of the present branch itself if there is no
    /// other.
    pub fn merge_base(&self) -> Result<String, GitError> {
        let head = self.commit("HEAD")?;
        let named = self.ask(&["symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"])?;
        let candidates = named.iter().map(String::as_str).chain(DEFAULT_BRANCHES);
        for branch in candidates {
            if self.ask(&["rev-parse", "--verify", "--quiet", branch])?.is_none() {
                continue;
            }
            let base = self.ask(&["merge-base", &head, branch])?;
            return base.map_or_else(|| self.no_common_commit(branch), Ok);
        }
        Ok(head)
    }

    fn no_common_commit(&self, branch: &str) -> Result<String, GitError> {
        let hint = if self.is_shallow()? { self.hint_for(branch)? } else { String::new() };
        Err(GitError::NoRevision { name: format!("common to HEAD and {branch}"), hint })
    }

    /// What the site in this folder was made of at a commit.
    pub fn source_at(&self, commit: &str) -> Result<MemoryFiles, GitError> {
        let no_site = || GitError::NoSite(commit[..commit.len().min(10)].to_owned());
        let tree = self.ask(&["rev-parse", "--verify", "--quiet", &format!("{commit}:./")])?;
        let entries = self.entries(&tree.ok_or_else(no_site)?)?;
        if !entries.iter().any(|entry| entry.path == SETTINGS) {
            return Err(no_site());
        }
        let contents = self.contents(&entries)?;
        let mut files = MemoryFiles::default();
        let found: BTreeMap<&str, &[u8]> =
            std::iter::zip(&entries, &contents).map(|(entry, bytes)| (&*entry.path, &**bytes)).collect();
        for (entry, bytes) in std::iter::zip(&entries, &contents) {
            if entry.is_link {
                follow(entry, bytes, &found, &mut files);
            } else {
                files.insert(&entry.path, bytes.clone());
            }
        }
        Ok(files)
    }

    /// The files of the site in a tree of the database.
    fn entries(&self, tree: &str) -> Result<Vec<Entry>, GitError> {
        let folders = [SETTINGS, CONTENT, STATIC, TEMPLATES, EDITIONS];
        let arguments = [&["ls-tree", "-r", "-z", "--full-tree", tree, "--"], &folders[..]].concat();
        let output = self.output(&arguments)?;
        if !output.status.success() {
            return Err(failed(&arguments, &output));
        }
        let listed = String::from_utf8_lossy(&output.stdout);
        Ok(listed.split_terminator('\0').filter_map(entry).collect())
    }

    /// What the files hold, as they would stand in the working tree.
    fn contents(&self, entries: &[Entry]) -> Result<Vec<Vec<u8>>, GitError> {
        let arguments = ["cat-file", "--batch"];
        let mut command = self.command(&arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(GitError::NoGit)?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        // Who is asked answers while questions still come: one thread for both would wait for itself.
        let read = std::thread::scope(|scope| {
            let asking = scope.spawn(|| ask_for(entries, stdin));
            let read = answers(entries.len(), stdout);
            asking.join().unwrap_or(Ok(())).and(read)
        });
        let output = child.wait_with_output().map_err(GitError::NoGit)?;
        match read {
            Ok(contents) if output.status.success() => Ok(contents),
            Err(error) if output.status.success() => Err(GitError::NoGit(error)),
            Ok(_) | Err(_) => Err(failed(&arguments, &output)),
        }
    }
}

/// Reads a line of `git ls-tree`. What is no file and what no author named is passed over, as on the disk.
fn entry(line: &str) -> Option<Entry> {
    let (about, path) = line.split_once('\t')?;
    let mut words = about.split(' ');
    let (mode, kind, object) = (words.next()?, words.next()?, words.next()?);
    let hidden = |(at, name): (usize, &str)| {
        let kind = if at == path.len() { EntryKind::File } else { EntryKind::Folder };
        is_hidden(name, kind)
    };
    let mut end = 0;
    let mut names = path.split('/').map(|name| {
        end += name.len() + usize::from(end > 0);
        (end, name)
    });
    let is_file = kind == "blob" && !names.any(hidden);
    is_file.then(|| Entry { object: object.to_owned(), path: path.to_owned(), is_link: mode == "120000" })
}

fn ask_for(entries: &[Entry], stdin: Option<ChildStdin>) -> io::Result<()> {
    let Some(stdin) = stdin else { return Ok(()) };
    let mut stdin = io::BufWriter::new(stdin);
    for entry in entries {
        writeln!(stdin, "{}", entry.object)?;
    }
    stdin.flush()
}

/// Reads so many answers of `git cat-file --batch`: a line that ends with the number of bytes, the bytes, a line end.
fn answers(count: usize, stdout: Option<ChildStdout>) -> io::Result<Vec<Vec<u8>>> {
    let Some(stdout) = stdout else { return Ok(Vec::new()) };
    let mut stdout = BufReader::new(stdout);
    let mut answer = || {
        let mut head = String::new();
        stdout.read_line(&mut head)?;
        let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
        let size: usize =
            size.ok_or_else(|| io::Error::other(format!("`{}` has no size", head.trim_end())))?;
        let mut bytes = vec![0; size];
        stdout.read_exact(&mut bytes)?;
        stdout.read_exact(&mut [0])?;
        Ok(bytes)
    };
    (0..count).map(|_| answer()).collect()
}

/// Puts what a symbolic link leads to in its place: a file or folder of the site. Any other is refused, as it is on
/// the disk.
fn follow(entry: &Entry, target: &[u8], found: &BTreeMap<&str, &[u8]>, files: &mut MemoryFiles) {
    let target = String::from_utf8_lossy(target);
    let path = SourcePath::new(&entry.path).join(&target);
    let path = path.as_ref().map(SourcePath::as_str).unwrap_or_default();
    if let Some(bytes) = found.get(path) {
        files.insert(&entry.path, *bytes);
        return;
    }
    let folder = format!("{path}/");
    let below = found.range(folder.as_str()..).take_while(|(inside, _)| inside.starts_with(&folder));
    let mut is_empty = true;
    for (inside, bytes) in below.filter(|_| !path.is_empty()) {
        files.insert(&format!("{}{}", entry.path, &inside[path.len()..]), *bytes);
        is_empty = false;
    }
    if is_empty {
        files.refuse(&entry.path, Reason::Outside(PathBuf::from(&*target)));
    }
}
