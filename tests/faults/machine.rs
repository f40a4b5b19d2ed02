//! What a machine may give to a test: file systems of its own, and another user to run programs as.

use std::path::Path;
use std::process::{Command, Stdio};

use libtest_mimic::{Completion, Failed, Trial};

/// Set for a test that runs where it may mount file systems.
const INSIDE: &str = "FIELDBOOK_FAULTS_INSIDE";

/// A user who owns nothing: `nobody` on most systems.
const NOBODY: &str = "65534";

/// A command in which file systems can be mounted that nobody else sees.
fn apart() -> Command {
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "--"]);
    command
}

fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Whether file systems can be mounted.
fn can_mount() -> bool {
    let folder = tempfile::tempdir().unwrap();
    succeeds(apart().args(["mount", "-t", "tmpfs", "tmpfs"]).arg(folder.path()))
}

/// A test that may mount file systems. Its temporary folders lie on one of its own, with 12 MiB.
pub(crate) fn with_mounts(name: &'static str, test: fn()) -> Trial {
    Trial::ignorable_test(name, move || {
        if std::env::var_os(INSIDE).is_some() {
            test();
            return Ok(Completion::Completed);
        }
        if !can_mount() {
            return Ok(Completion::ignored_with("this machine lets nobody mount file systems of their own"));
        }
        let folder = tempfile::tempdir().unwrap();
        let script = "mount -t tmpfs -o size=12m tmpfs \"$TMPDIR\" && exec \"$@\"";
        let mut command = apart();
        command.args(["sh", "-c", script, "sh"]).arg(std::env::current_exe().unwrap());
        command.args([name, "--exact", "--test-threads=1"]);
        let output = command.env(INSIDE, "1").env("TMPDIR", folder.path()).output().unwrap();
        // None would succeed as well.
        if output.status.success() && String::from_utf8_lossy(&output.stdout).contains("1 passed") {
            return Ok(Completion::Completed);
        }
        let said = [output.stdout, output.stderr].concat();
        Err(Failed::from(String::from_utf8_lossy(&said).into_owned()))
    })
}

/// Lets a folder be read and no more, as one on a disc or in an image. It must lie on a file system of the test.
pub(crate) fn let_be_read(folder: &Path) {
    mount(&["--bind", folder.to_str().unwrap()], folder);
    mount(&["-o", "remount,bind,ro"], folder);
}

/// Gives a folder a file system of so many KiB.
pub(crate) fn mount_small(folder: &Path, kibibytes: u32) {
    mount(&["-t", "tmpfs", "-o", &format!("size={kibibytes}k"), "tmpfs"], folder);
}

fn mount(arguments: &[&str], folder: &Path) {
    let status = Command::new("mount").args(arguments).arg(folder).status().unwrap();
    assert!(status.success(), "mount {arguments:?}");
}

/// Whether whoever runs the tests may write everywhere.
fn is_almighty() -> bool {
    rustix::process::geteuid().is_root()
}

/// A test that runs the program as a user who may not write everywhere.
pub(crate) fn as_a_user(name: &'static str, test: fn()) -> Trial {
    Trial::ignorable_test(name, move || {
        let program = env!("CARGO_BIN_EXE_fieldbook");
        if is_almighty() && !succeeds(Command::new("setpriv").args(SETPRIV).args([program, "--version"])) {
            return Ok(Completion::ignored_with(
                "whoever runs it may write everywhere, and cannot run programs as others",
            ));
        }
        test();
        Ok(Completion::Completed)
    })
}

const SETPRIV: [&str; 4] = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"];

/// The program, run by a user who may not write everywhere.
pub(crate) fn program_of_a_user() -> Command {
    if !is_almighty() {
        return Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    }
    let mut command = Command::new("setpriv");
    command.args(SETPRIV).arg(env!("CARGO_BIN_EXE_fieldbook"));
    command
}

/// Gives a folder with all in it to the user who runs the program.
pub(crate) fn give_to_the_user(folder: &Path) {
    if is_almighty() {
        let owner = format!("{NOBODY}:{NOBODY}");
        assert!(Command::new("chown").args(["-R", &owner]).arg(folder).status().unwrap().success());
    }
}
