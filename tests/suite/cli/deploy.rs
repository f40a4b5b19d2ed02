//! `deploy`: the site on a branch of a bare repository, which stands for GitHub.

use std::process::Command;

use insta::assert_snapshot;

use super::folder::{Folder, isolate_git};

/// A committed site in `site/` and a repository to push to in `remote.git/`.
pub(crate) struct Deployed {
    pub(crate) folder: Folder,
}

impl Deployed {
    pub(crate) fn new() -> Self {
        let deployed = Self { folder: Folder::new() };
        let folder = &deployed.folder;
        folder.succeed(&["init", "site"]);
        deployed.git(".", &["init", "--quiet", "--bare", "--initial-branch=main", "remote.git"]);
        deployed.git("site", &["init", "--quiet", "--initial-branch=main"]);
        for (key, value) in
            [("user.name", "Author"), ("user.email", "author@example.org"), ("core.autocrlf", "false")]
        {
            deployed.git("site", &["config", key, value]);
        }
        deployed.commit();
        deployed.git("site", &["remote", "add", "origin", "../remote.git"]);
        deployed.git("site", &["push", "--quiet", "origin", "main"]);
        deployed
    }

    #[track_caller]
    pub(crate) fn git(&self, folder: &str, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        isolate_git(command.args(arguments).current_dir(self.folder.join(folder)));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn commit(&self) {
        self.git("site", &["add", "--all"]);
        self.git("site", &["commit", "--quiet", "--message", "Change the report"]);
    }

    /// The files on the branch that is published.
    fn published(&self) -> Vec<String> {
        let listed = self.git("remote.git", &["ls-tree", "-r", "--name-only", "gh-pages"]);
        listed.lines().map(str::to_owned).collect()
    }

    /// How many commits the branch has.
    fn commits(&self) -> usize {
        self.git("remote.git", &["rev-list", "gh-pages"]).lines().count()
    }

    /// What a run says, without the names of commits and the number of files of the whole site.
    fn run(&self, arguments: &[&str]) -> String {
        let said = self.folder.run(&[&["deploy", "site"], arguments].concat());
        let is_hash = |word: &str| word.len() == 10 && word.chars().all(|c| c.is_ascii_hexdigit());
        let words =
            said.split_inclusive(' ').map(|word| if is_hash(word.trim_end()) { "[COMMIT] " } else { word });
        let said: String = words.collect();
        match said.split_once(" files new") {
            Some((before, after)) => {
                let before = before.trim_end_matches(|c: char| c.is_ascii_digit());
                format!("{before}[N] files new{after}")
            }
            None => said,
        }
    }
}

#[test]
fn the_site_is_pushed_to_a_branch_and_nothing_else_is_touched() {
    let deployed = Deployed::new();
    let before = deployed.folder.tree("site");
    let without_database = |mut files: std::collections::BTreeMap<String, Vec<u8>>| {
        files.retain(|path, _| !path.starts_with(".git/") || path == ".git/index" || path == ".git/HEAD");
        files
    };
    assert_snapshot!(deployed.run(&[]), @r"
    exit code 0
    --- stderr
    [N] pages (4 projects, 3 companies), no warnings: [N] files new, 0 changed, 0 removed; pushed [COMMIT] to `gh-pages` of `origin`
    ");
    let published = deployed.published();
    for file in [".nojekyll", "404.html", "index.html", "projects/minch-kite/index.html"] {
        assert!(published.contains(&file.to_owned()), "{file}: {published:?}");
    }
    assert!(!published.iter().any(|path| path.contains("manifest") || path.contains(".md")), "{published:?}");
    assert_eq!(without_database(deployed.folder.tree("site")), without_database(before));
    assert_eq!(deployed.git("site", &["for-each-ref", "refs/fieldbook", "refs/heads"]).lines().count(), 1);
    let message = deployed.git("remote.git", &["log", "-1", "--format=%an%n%B", "gh-pages"]);
    let head = deployed.git("site", &["rev-parse", "HEAD"]);
    assert!(message.contains("Author") && message.contains(head.trim_end()), "{message}");
}

#[test]
fn a_second_time_there_is_a_commit_only_if_something_changed() {
    let deployed = Deployed::new();
    assert!(deployed.run(&[]).starts_with("exit code 0"));
    assert_snapshot!(deployed.run(&[]), @r"
    exit code 0
    --- stderr
    [N] pages (4 projects, 3 companies), no warnings: `gh-pages` of `origin` has this very site; nothing to publish
    ");
    assert_eq!(deployed.commits(), 1);
    deployed.folder.remove("site/content/chapters/tides/owners.md");
    deployed.folder.write("site/content/about.md", "---\ntitle: About\n---\nWords.\n");
    deployed.commit();
    let said = deployed.run(&[]);
    assert!(
        said.contains("1 file new,") && said.contains("changed, ") && !said.contains(" 0 removed"),
        "{said}"
    );
    assert_eq!(deployed.commits(), 2);
    let published = deployed.published();
    assert!(published.contains(&"about/index.html".to_owned()), "{published:?}");
    assert!(!published.contains(&"chapters/tides/owners/index.html".to_owned()), "{published:?}");
}

#[test]
fn a_dry_run_pushes_nothing() {
    let deployed = Deployed::new();
    let said = deployed.run(&["--dry-run"]);
    assert!(said.contains("without `--dry-run` they would be pushed to `gh-pages` of `origin`"), "{said}");
    assert_eq!(deployed.git("remote.git", &["branch", "--list", "gh-pages"]), "");
    assert_eq!(deployed.git("site", &["for-each-ref", "refs/fieldbook"]), "");
}

#[test]
fn changes_that_no_commit_holds_are_refused_unless_allowed() {
    let deployed = Deployed::new();
    deployed.folder.write("site/content/about.md", "---\ntitle: About\n---\nWords.\n");
    assert_snapshot!(deployed.run(&[]), @r"
    exit code 2
    --- stderr
    error: `content/about.md` has changes that no commit holds: commit first, or publish all the same with `--allow-dirty`
    ");
    deployed.folder.write("site/book.toml", deployed.folder.read("site/book.toml") + "\n");
    assert_snapshot!(deployed.run(&[]), @r"
    exit code 2
    --- stderr
    error: `book.toml` and 1 other file have changes that no commit holds: commit first, or publish all the same with `--allow-dirty`
    ");
    assert_eq!(deployed.git("remote.git", &["branch", "--list", "gh-pages"]), "");
    assert!(deployed.run(&["--allow-dirty"]).starts_with("exit code 0"));
    assert!(deployed.published().contains(&"about/index.html".to_owned()));
}

#[test]
fn what_builds_and_checks_keep_for_the_next_run_is_no_change() {
    let deployed = Deployed::new();
    deployed.folder.remove("site/.gitignore");
    deployed.commit();
    for file in ["public/index.html", ".fieldbook/cache", ".fieldbook/links", ".fieldbook/editions/one"] {
        deployed.folder.write(&format!("site/{file}"), "something\n");
    }
    let said = deployed.run(&["--dry-run"]);
    assert!(said.starts_with("exit code 0"), "{said}");
    deployed.folder.write("site/.fieldbook/notes", "somebody's own\n");
    let said = deployed.run(&["--dry-run"]);
    assert!(said.starts_with("exit code 2") && said.contains("`.fieldbook/"), "{said}");
}

#[test]
fn a_site_with_errors_is_not_published() {
    let deployed = Deployed::new();
    deployed.folder.write("site/content/about.md", "---\ntitle: About\n---\n[[nobody]]\n");
    deployed.commit();
    assert_snapshot!(deployed.run(&["--message-format", "short"]), @r"
    exit code 1
    --- stderr
    content/about.md:4:3: error[unknown-name]: no page is called `nobody`
    1 error; nothing was published
    ");
    assert_eq!(deployed.git("remote.git", &["branch", "--list", "gh-pages"]), "");
}

#[test]
fn a_push_that_is_rejected_is_told_with_the_words_of_the_other_side() {
    let deployed = Deployed::new();
    let hook = "remote.git/hooks/pre-receive";
    deployed.folder.write(hook, "#!/bin/sh\necho 'the branch is protected' >&2\nexit 1\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let permissions = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(deployed.folder.join(hook), permissions).unwrap();
    }
    let said = deployed.run(&[]);
    assert!(said.starts_with("exit code 2\n"), "{said}");
    assert!(
        said.contains("error: `origin` did not take the commit for `gh-pages`; nothing was published: "),
        "{said}"
    );
    assert!(said.contains("the branch is protected"), "{said}");
    assert_eq!(deployed.git("site", &["for-each-ref", "refs/fieldbook"]), "");
}

#[test]
fn a_branch_with_the_source_is_never_published_to() {
    let deployed = Deployed::new();
    assert_snapshot!(deployed.run(&["--branch", "main"]), @r"
    exit code 2
    --- stderr
    error: the branch `main` holds the source of the site or shares its history: name another with `--branch`
    ");
    assert!(deployed.run(&["--branch", "pages"]).starts_with("exit code 0"));
    assert_snapshot!(deployed.run(&["--branch", "a..b"]), @r"
    exit code 2
    --- stderr
    error: `a..b` cannot be the name of a branch
    ");
}

#[test]
fn the_custom_domain_is_published_or_kept() {
    let deployed = Deployed::new();
    deployed.folder.write("site/book.toml", "[book]\ntitle = \"R\"\n[metrics.capacity]\nlabel = \"C\"\n[metrics.yearly-output]\nlabel = \"Y\"\n[metrics.employees]\nlabel = \"E\"\n[metrics.in-service]\nlabel = \"I\"\nformat = \"date\"\n[output.html]\ncname = \"tides.example\"\n");
    deployed.commit();
    let said = deployed.run(&[]);
    assert!(said.starts_with("exit code 0"), "{said}");
    assert_eq!(deployed.git("remote.git", &["show", "gh-pages:CNAME"]).trim_end(), "tides.example");
    let text = deployed.folder.read("site/book.toml").replace("cname = \"tides.example\"\n", "");
    deployed.folder.write("site/book.toml", text);
    deployed.folder.write("site/content/about.md", "---\ntitle: About\n---\nWords.\n");
    deployed.commit();
    let said = deployed.run(&[]);
    assert!(said.contains("hint: `CNAME` was kept as it is on the branch"), "{said}");
    assert_eq!(deployed.git("remote.git", &["show", "gh-pages:CNAME"]).trim_end(), "tides.example");
}

#[test]
fn without_a_repository_or_a_remote_it_says_what_to_do() {
    let deployed = Deployed::new();
    assert_snapshot!(deployed.run(&["--remote", "upstream"]), @r"
    exit code 2
    --- stderr
    error: this repository has no remote `upstream`: `git remote add upstream ADDRESS` names one
    ");
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let said = folder.fail(2, &["deploy"]);
    assert!(said.ends_with("is in no repository of Git: `git init` makes one\n"), "{said}");
}
