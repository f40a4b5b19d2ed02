//! A disk that is full, and one that fills up while a command writes.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use libtest_mimic::Trial;

use crate::folder::Folder;
use crate::machine::with_mounts;
use crate::writers::{WRITERS, Writer, state};

pub(crate) fn trials() -> Vec<Trial> {
    let limited = Trial::test("what_is_larger_than_a_file_may_be_is_one_message_and_changes_nothing", || {
        WRITERS.iter().for_each(too_large);
        Ok(())
    });
    let full = with_mounts("a_disk_that_fills_up_is_one_message_and_changes_nothing", || {
        WRITERS.iter().for_each(fills_up);
    });
    let few = Trial::test("commands_that_write_need_few_open_files_at_a_time", || {
        WRITERS.iter().for_each(few_files);
        Ok(())
    });
    vec![limited, full, few]
}

/// Fails unless a command has said in one line what the disk refused, and has left everything as it was.
#[track_caller]
fn expect_nothing_changed(
    writer: &Writer,
    what: &str,
    output: &Output,
    folder: &Folder,
    before: &[(String, Option<Vec<u8>>)],
) {
    let (name, said) = (writer.name, String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(2), "{name}, {what}: {said}");
    assert!(said.starts_with("error: ") && said.lines().count() == 1, "{name}, {what}: {said}");
    assert!(said.matches("fatal: ").count() < 2, "{name}, {what}: {said}");
    let after = state(folder);
    let differs = after
        .iter()
        .filter(|one| !before.contains(one))
        .chain(before.iter().filter(|one| !after.contains(one)));
    let differs: Vec<_> = differs.map(|(path, bytes)| (path, bytes.as_ref().map(Vec::len))).collect();
    assert!(differs.is_empty(), "{name}, {what}: {said}{differs:?}");
}

/// A limit on the size of files stands in for a disk that is full, wherever there is a shell.
fn too_large(writer: &Writer) {
    let folder = Folder::new();
    (writer.make)(&folder);
    let before = state(&folder);
    let output = limited(&folder, writer, &format!("trap '' XFSZ; ulimit -f {}", writer.limit));
    expect_nothing_changed(writer, "with a limit", &output, &folder, &before);
    assert!(
        folder.output(writer.arguments).status.success(),
        "{}: it fails without the limit too",
        writer.name
    );
}

/// As much as a container or a cautious system may leave to a program.
fn few_files(writer: &Writer) {
    let folder = Folder::new();
    (writer.make)(&folder);
    let output = limited(&folder, writer, "ulimit -n 32");
    assert!(output.status.success(), "{}: {}", writer.name, String::from_utf8_lossy(&output.stderr));
}

/// Runs a command in a shell that has limited itself.
fn limited(folder: &Folder, writer: &Writer, limit: &str) -> Output {
    let command = folder.command(writer.arguments);
    let mut limited = Command::new("sh");
    limited.args(["-c", &format!("{limit}; exec \"$@\""), "sh"]);
    limited.arg(command.get_program()).args(command.get_args()).current_dir(folder.path());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    limited.output().unwrap()
}

/// How much there is left on the disk, in KiB, from one run to the next.
fn rooms() -> impl Iterator<Item = u64> {
    std::iter::once(0).chain((1..8).map(|power| 1 << (2 * power)))
}

/// Runs a command with ever more room, until it has all it needs.
fn fills_up(writer: &Writer) {
    let folder = Folder::new();
    (writer.make)(&folder);
    let before = state(&folder);
    let ballast = tempfile::NamedTempFile::new().unwrap();
    for (failed, room) in rooms().enumerate() {
        fill(ballast.path(), room);
        let output = folder.output(writer.arguments);
        ballast.as_file().set_len(0).unwrap();
        if output.status.success() {
            assert!(failed > 1, "{}: {room} KiB are enough", writer.name);
            assert!(state(&folder) != before, "{}: it has written nothing", writer.name);
            return;
        }
        expect_nothing_changed(writer, &format!("{room} KiB"), &output, &folder, &before);
    }
    panic!("{}: no room is enough", writer.name);
}

/// Fills the disk up to so many KiB.
fn fill(ballast: &Path, room: u64) {
    let mut file = std::fs::File::create(ballast).unwrap();
    let block = [1; 4096];
    while file.write_all(&block).is_ok() {}
    let length = file.metadata().unwrap().len();
    file.set_len(length.saturating_sub(room * 1024)).unwrap();
}
