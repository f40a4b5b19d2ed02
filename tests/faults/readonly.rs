//! Folders that may be read and not written to.

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use libtest_mimic::Trial;

use crate::folder::Folder;
use crate::machine::{as_a_user, give_to_the_user, let_be_read, program_of_a_user, with_mounts};
use crate::writers::state;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        with_mounts(
            "a_site_on_a_disk_that_may_only_be_read_can_be_looked_at_and_built_elsewhere",
            read_only_site,
        ),
        with_mounts("an_output_folder_on_a_disk_that_may_only_be_read_is_one_message", read_only_output),
        as_a_user(
            "a_folder_without_permission_to_write_is_one_message_and_changes_nothing",
            without_permission,
        ),
    ]
}

#[track_caller]
fn expect_one_message(output: &Output, named: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("error: cannot write `") && said.lines().count() == 1, "{said}");
    assert!(said.contains(named), "{said}");
}

fn read_only_site() {
    let (folder, elsewhere) = (Folder::sound(), Folder::new());
    folder.write("content/metrics.toml", "[metrics.speed]\nlabel = \"Top speed\"\n");
    folder.write("table.csv", "Name,Top\nTrain,1\n");
    let_be_read(folder.path());
    // What was not mounted over is another folder.
    let before = state(&folder);
    folder.succeed(&["check"]);
    folder.succeed(&["fmt", "--check"]);
    let target = elsewhere.join("public").to_string_lossy().into_owned();
    let said = folder.run(&["build", "--dest-dir", &target]);
    assert!(
        said.starts_with("exit code 0") && said.contains("the next build will take as long as this one"),
        "{said}"
    );
    assert!(elsewhere.read("public/index.html").contains("Report"));
    let writers: [&[&str]; 5] = [
        &["build"],
        &["edition", "one", "--date", "2026"],
        &["rename", "engine", "machine"],
        &["import", "csv", "table.csv", "--kind", "project", "--map", "title=Name,speed=Top"],
        &["new", "project", "Boat"],
    ];
    for arguments in writers {
        expect_one_message(&folder.output(arguments), "Read-only file system");
    }
    assert!(state(&folder) == before);
}

fn read_only_output() {
    for stands in [false, true] {
        let (folder, elsewhere) = (Folder::sound(), Folder::new());
        let target = elsewhere.join("out/public").to_string_lossy().into_owned();
        elsewhere.write("out/notes.txt", "mine");
        if stands {
            folder.succeed(&["build", "--dest-dir", &target]);
            folder.write("book.toml", "[book]\ntitle = \"Another\"\n");
        }
        let_be_read(&elsewhere.join("out"));
        let before = (state(&folder), state(&elsewhere));
        for _ in 0..2 {
            expect_one_message(&folder.output(&["build", "--dest-dir", &target]), "Read-only file system");
        }
        assert!((state(&folder), state(&elsewhere)) == before, "a site stands there: {stands}");
    }
}

fn without_permission() {
    let folder = Folder::sound();
    folder.succeed(&["build"]);
    folder.write("book.toml", "[book]\ntitle = \"Another\"\n");
    folder.write("editions/one.toml", "");
    folder.remove("editions/one.toml");
    give_to_the_user(folder.path());
    let program =
        |arguments: &[&str]| program_of_a_user().args(arguments).current_dir(folder.path()).output().unwrap();
    let modes = |mode: u32| {
        for place in ["public/projects", "public", "editions", "content/projects", "."] {
            set_permissions(folder.join(place), Permissions::from_mode(mode)).unwrap();
        }
    };
    modes(0o555);
    let before = state(&folder);
    let writers: [&[&str]; 3] =
        [&["build"], &["edition", "one", "--date", "2026"], &["rename", "engine", "machine"]];
    for arguments in writers {
        expect_one_message(&program(arguments), "Permission denied");
    }
    assert!(program(&["check"]).status.success());
    assert!(state(&folder) == before);
    modes(0o755);
    for (place, mode) in [("content/projects/engine.md", 0o644), ("content/projects", 0o755)] {
        set_permissions(folder.join(place), Permissions::from_mode(0o000)).unwrap();
        let output = program(&["build"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(
            said.starts_with("error: ") && said.lines().count() == 1 && said.contains("content"),
            "{said}"
        );
        set_permissions(folder.join(place), Permissions::from_mode(mode)).unwrap();
    }
    assert!(state(&folder) == before);
    assert!(program(&["build"]).status.success());
    assert!(folder.read("public/index.html").contains("Another"));
}
