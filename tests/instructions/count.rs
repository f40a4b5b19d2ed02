//! Counts the instructions of builds: the program of this repository, run by Valgrind in folders of their own.

use std::path::Path;
use std::process::{Command, Stdio};

use fieldbook::files::{Files, FollowLinks, MemoryFiles};
use fieldbook::paths::SourcePath;

use crate::sites;
use crate::table::Row;

/// The edit after which a site is built once more.
const EDIT: &str = "a word";

/// Left out of the count: it reads the whole program to tell versions apart, and how large that is has nothing to do with
/// the work. Were it counted, every line of code would add to it.
const NOT_COUNTED: &str = "*fieldbook::cache::program_digest*";

/// Whether Valgrind can be run; otherwise what is missing.
pub(crate) fn valgrind() -> Result<(), String> {
    let found =
        Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    match found {
        Ok(status) if status.success() => Ok(()),
        Ok(_) | Err(_) => Err("there is no `valgrind` on the PATH".to_owned()),
    }
}

/// What the counts depend on beside the code: the compiler and what the processor can do. Or why there is no table for it.
///
/// The C library and the C compiler are not named. The functions of the one are a twentieth of a count, and take 0.4 % more
/// of it where they use no AVX2; what the other compiles is less than a third.
pub(crate) fn platform() -> Result<String, String> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu")) {
        return Err("the table is that of Linux on x86-64 with the GNU C library".to_owned());
    }
    if !cfg!(debug_assertions) {
        return Err("the table is that of a program that is not optimised".to_owned());
    }
    let rustc =
        Command::new("rustc").arg("--version").output().map_err(|error| format!("`rustc`: {error}"))?;
    let version = String::from_utf8_lossy(&rustc.stdout).trim().to_owned();
    let vectors = if has_avx2() { "with" } else { "without" };
    Ok(format!("{version} on x86-64 {vectors} AVX2"))
}

#[cfg(target_arch = "x86_64")]
fn has_avx2() -> bool {
    std::arch::is_x86_feature_detected!("avx2")
}

#[cfg(not(target_arch = "x86_64"))]
fn has_avx2() -> bool {
    false
}

/// Builds the smaller site three times: at first, with nothing new, and after an edit. How costs grow with a site is what
/// `tests/allocations` looks at; here each page more takes seconds.
pub(crate) fn rows() -> Vec<Row> {
    let (name, files) = sites::all().swap_remove(0);
    let folder = tempfile::tempdir().unwrap();
    let row = |build: &str| Row {
        site: name.clone(),
        build: build.to_owned(),
        instructions: of_build(folder.path()),
    };
    write(folder.path(), &files);
    let (cold, unchanged) = (row("cold"), row("nothing new"));
    let (_, edit) = sites::EDITS.into_iter().find(|(name, _)| *name == EDIT).unwrap();
    let mut edited = files.clone();
    let path = SourcePath::new(edit(&mut edited));
    std::fs::write(folder.path().join(path.as_str()), edited.read(&path).unwrap().bytes()).unwrap();
    vec![cold, unchanged, row(&format!("after {EDIT}"))]
}

fn write(folder: &Path, files: &MemoryFiles) {
    let listed = ["content", "static"].map(|below| files.list(below, FollowLinks::default()).unwrap().files);
    for path in listed.into_iter().flatten().chain([SourcePath::new("book.toml")]) {
        let place = folder.join(path.as_str());
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, files.read(&path).unwrap().bytes()).unwrap();
    }
}

/// The instructions of one build, beyond those that the program takes to start: how many these are is up to the linker.
fn of_build(folder: &Path) -> u64 {
    of_command(folder, &["build", "--quiet", "--deny-warnings"]) - of_command(folder, &["--version"])
}

/// The instructions of one command in one thread: how threads share their work differs from run to run.
fn of_command(folder: &Path, arguments: &[&str]) -> u64 {
    let counts = tempfile::NamedTempFile::new().unwrap();
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--quiet"]);
    // To name where counting is switched over lets it begin switched off, unless the opposite is said behind it.
    command.arg(format!("--toggle-collect={NOT_COUNTED}")).arg("--collect-atstart=yes");
    command.arg(format!("--callgrind-out-file={}", counts.path().display()));
    command.arg(env!("CARGO_BIN_EXE_fieldbook")).args(arguments);
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env_clear().env("PATH", path).env("RAYON_NUM_THREADS", "1").current_dir(folder);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{arguments:?} failed, or said:\n{said}");
    let counted = std::fs::read_to_string(counts.path()).unwrap();
    let total = counted.lines().find_map(|line| line.strip_prefix("totals: "));
    total.expect("Valgrind writes what it has counted").trim().parse().unwrap()
}
