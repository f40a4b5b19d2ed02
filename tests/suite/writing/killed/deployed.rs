//! `deploy`, killed or run twice at once: the branch has the old commit or the new one, and the repository of the source
//! is as it was.

use std::collections::BTreeMap;
use std::os::unix::process::CommandExt;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rustix::process::{Pid, test_kill_process_group};

use super::{at_many_moments, end, time_of};
use crate::cli::deploy::Deployed;

/// How often it is killed: each time takes two deployments.
const ROUNDS: u32 = 12;

/// What is published, whatever no commit holds.
const DEPLOY: [&str; 3] = ["deploy", "site", "--allow-dirty"];

/// How long the programs of Git that a killed deployment has started are waited for. They end by themselves; where
/// nobody takes note of the end of a process without a parent, it looks as if they did not.
const PATIENCE: Duration = Duration::from_secs(1);

/// What must stay as it is: the files of the working tree, the index, and what all names but those of the remote
/// repository mean.
fn untouched(deployed: &Deployed) -> (BTreeMap<String, Vec<u8>>, String) {
    let mut files = deployed.folder.tree("site");
    files.retain(|path, _| !path.starts_with(".git/") || [".git/index", ".git/HEAD"].contains(&&**path));
    let names = deployed.git("site", &["for-each-ref"]);
    let own = names.lines().filter(|line| !line.contains("\trefs/remotes/"));
    (files, own.collect::<Vec<_>>().join("\n"))
}

fn retitle(deployed: &Deployed, title: &str) {
    let text = deployed.folder.read("site/book.toml");
    let (before, rest) = text.split_once("title = \"").unwrap();
    let (_, after) = rest.split_once('"').unwrap();
    deployed.folder.write("site/book.toml", format!("{before}title = \"{title}\"{after}"));
}

/// Kills a deployment after a while. What it has started of Git goes on, as after any kill of a program, and comes to
/// its end before the next command.
fn kill(deployed: &Deployed, after: Duration) {
    let mut command = deployed.folder.command(&DEPLOY);
    command.stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    let program = command.spawn().unwrap();
    let group = Pid::from_child(&program);
    end(program, after);
    let start = Instant::now();
    while test_kill_process_group(group).is_ok() && start.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_killed_deployment_leaves_the_old_commit_or_the_new_one_and_touches_nothing_else() {
    let deployed = Deployed::new();
    let published = |what: &str| deployed.git("remote.git", &["rev-parse", what]);
    let trees = ["One", "Other"].map(|title| {
        retitle(&deployed, title);
        deployed.folder.succeed(&DEPLOY);
        (title, published("gh-pages^{tree}"))
    });
    retitle(&deployed, trees[0].0);
    let whole = time_of(&deployed.folder, &DEPLOY);
    let mut stands = 0;
    let killed = at_many_moments(ROUNDS, whole, |round, moment| {
        let (wanted, tree) = &trees[1 - stands];
        retitle(&deployed, wanted);
        let (before, commit) = (untouched(&deployed), published("gh-pages"));
        kill(&deployed, moment);
        assert!(untouched(&deployed) == before, "round {round}: the repository of the source has changed");
        let is_done = published("gh-pages") != commit;
        if is_done {
            assert_eq!((published("gh-pages~"), published("gh-pages^{tree}")), (commit, tree.clone()));
        }
        deployed.folder.succeed(&DEPLOY);
        assert_eq!(published("gh-pages^{tree}"), *tree, "round {round}");
        assert!(untouched(&deployed) == before, "round {round}: the next one has changed the source");
        stands = 1 - stands;
        is_done
    });
    assert!(killed.late > 0, "none came to its end");
    for repository in ["site", "remote.git"] {
        deployed.git(repository, &["fsck", "--strict", "--no-dangling"]);
    }
}

#[test]
fn of_two_deployments_at_once_one_publishes_and_the_other_does_too_or_says_why_not() {
    let deployed = Deployed::new();
    deployed.folder.succeed(&DEPLOY);
    for round in 0..3 {
        retitle(&deployed, &format!("Round {round}"));
        let before = untouched(&deployed);
        let start = || {
            let mut command = deployed.folder.command(&DEPLOY);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let outputs = [start(), start()].map(|program| program.wait_with_output().unwrap());
        for output in &outputs {
            let said = String::from_utf8_lossy(&output.stderr);
            let is_late =
                said.starts_with("error: `origin` did not take the commit") && said.lines().count() == 1;
            assert!(output.status.success() || is_late, "round {round}: {said}");
        }
        assert!(outputs.iter().any(|output| output.status.success()), "round {round}");
        assert!(untouched(&deployed) == before, "round {round}: the repository of the source has changed");
        let home = deployed.git("remote.git", &["show", "gh-pages:index.html"]);
        assert!(home.contains(&format!("Round {round}")), "round {round}");
    }
}
