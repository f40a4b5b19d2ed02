//! `diff`: two folders, and revisions of a repository.

use std::process::Command;

use insta::assert_snapshot;

use super::folder::{Folder, isolate_git};

/// A site with a commit on `main`.
struct Repository {
    folder: Folder,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: Folder::sound() };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        for (key, value) in
            [("user.name", "Author"), ("user.email", "author@example.org"), ("core.autocrlf", "false")]
        {
            repository.git(&["config", key, value]);
        }
        repository.commit();
        repository
    }

    #[track_caller]
    fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        isolate_git(command.args(arguments).current_dir(self.folder.path()));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Change the report"]);
    }

    /// What a run says, without the names of commits.
    fn run(&self, arguments: &[&str]) -> String {
        let said = self.folder.run(&[&["diff"], arguments].concat());
        let is_hash = |word: &str| word.len() == 10 && word.chars().all(|c| c.is_ascii_hexdigit());
        let words = said.split_inclusive([' ', '`', '\n']).map(|word| {
            let bare = word.trim_end_matches([' ', '`']);
            if is_hash(bare) { word.replace(bare, "[COMMIT]") } else { word.to_owned() }
        });
        words.collect()
    }
}

#[test]
fn a_change_that_no_commit_holds_is_compared_with_the_last_commit() {
    let site = Repository::new();
    site.folder.write("content/companies/maker.md", "---\ntitle: The Maker\n---\n");
    let index = std::fs::read(site.folder.join(".git/index")).unwrap();
    let said = site.run(&[]);
    assert!(said.contains("Maker") && said.contains("title of The Maker, before Maker"), "{said}");
    assert_eq!(std::fs::read(site.folder.join(".git/index")).unwrap(), index);
}

#[test]
fn a_branch_is_compared_with_where_it_left_the_default_one() {
    let site = Repository::new();
    site.git(&["checkout", "--quiet", "-b", "work"]);
    site.folder.write("content/chapters/one.md", "---\ntitle: One\n---\nAn Engine of Maker, new.\n");
    site.commit();
    // What others did on the default branch meanwhile is none of the change.
    site.git(&["checkout", "--quiet", "main"]);
    site.folder.write("content/companies/maker.md", "---\ntitle: Other\n---\n");
    site.commit();
    site.git(&["checkout", "--quiet", "work"]);
    assert_snapshot!(site.run(&[]));
    let said = site.run(&["main", "work", "--format", "json"]);
    assert!(said.contains("\"pages\"") && said.contains("title of Maker, before Other"), "{said}");
}

#[test]
fn a_site_in_a_folder_of_the_repository_is_found_there() {
    let site = Repository::new();
    site.git(&["checkout", "--quiet", "-b", "work"]);
    site.folder.write("docs/report/book.toml", "[book]\ntitle = \"Inner\"\n");
    site.folder.write("docs/report/content/index.md", "---\ntitle: Home\n---\nWords.\n");
    site.commit();
    site.folder.write("docs/report/content/index.md", "---\ntitle: Home\n---\nOther words.\n");
    let said = site.run(&["HEAD", "--dir", "docs/report"]);
    assert!(said.contains("1 page reached"), "{said}");
    assert_snapshot!(site.run(&["main", "--dir", "docs/report"]), @r"
    exit code 2
    --- stderr
    error: there is no site in this folder at `[COMMIT]`
    ");
}

#[test]
fn a_link_of_the_source_is_followed_in_a_revision_as_on_disk() {
    let site = Repository::new();
    site.folder.write("content/shared/note.md", "---\ntitle: Note\n---\nWords.\n");
    let link = |target: &str, path: &str| {
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, site.folder.join(path)).unwrap();
        #[cfg(windows)]
        std::fs::copy(site.folder.join("content/shared/note.md"), site.folder.join(path)).map(drop).unwrap();
        _ = target;
    };
    link("../shared/note.md", "content/chapters/two.md");
    site.commit();
    assert_snapshot!(site.run(&["HEAD"]), @r"
    exit code 0
    --- stdout
    HEAD → the files: nothing differs in what is published
    ");
}

#[test]
fn two_folders_need_no_repository() {
    let folder = Folder::new();
    folder.succeed(&["init", "before"]);
    folder.succeed(&["init", "after"]);
    folder.write("after/content/about.md", "---\ntitle: About\n---\nWords.\n");
    let said = folder.run(&["diff", "before", "after"]);
    assert!(said.contains("+ About: page, 1 word"), "{said}");
    assert_snapshot!(folder.run(&["diff", "before", "before"]), @r"
    exit code 0
    --- stdout
    before → before: nothing differs in what is published
    ");
}

#[test]
fn what_cannot_be_compared_is_said_with_what_to_do() {
    let folder = Folder::sound();
    assert!(folder.run(&["diff"]).contains("compare within a repository"), "{}", folder.run(&["diff"]));
    let site = Repository::new();
    assert_snapshot!(site.run(&["mian"]), @r"
    exit code 2
    --- stderr
    error: there is no revision `mian`: did you mean `main`?
    ");
    assert_snapshot!(site.run(&["--", "--upload-pack=x"]), @r"
    exit code 2
    --- stderr
    error: there is no revision `--upload-pack=x`
    ");
}

#[test]
fn a_clone_without_the_commit_says_how_to_get_it() {
    let site = Repository::new();
    site.folder.write("content/companies/maker.md", "---\ntitle: Other\n---\n");
    site.commit();
    let first = site.git(&["rev-list", "--max-parents=0", "HEAD"]);
    let url = format!("file://{}", site.folder.path().display());
    site.git(&["clone", "--quiet", "--depth", "1", &url, "clone"]);
    let said = site.run(&[first.trim(), "--dir", "clone"]);
    assert!(
        said.contains("this clone has only the newest commits") && said.contains("fetch-depth: 0"),
        "{said}"
    );
}

#[test]
fn a_state_with_errors_is_compared_as_far_as_it_can_be_read() {
    let site = Repository::new();
    site.folder.write("content/chapters/one.md", "---\ntitle: One\nproject: [engine]\n---\nAn Engine.\n");
    let said = site.run(&[]);
    assert!(
        said.starts_with("exit code 1\n") && said.contains("+ content/chapters/one.md:3:1: error["),
        "{said}"
    );
    site.commit();
    site.folder.write("content/chapters/one.md", "---\ntitle: One\n---\nAn Engine.\n");
    let said = site.run(&["HEAD"]);
    assert!(
        said.starts_with("exit code 0\n") && said.contains("- content/chapters/one.md:3:1: error["),
        "{said}"
    );
}
