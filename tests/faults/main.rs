//! What a machine refuses: a disk that is full, folders that may only be read. Each command says so in one message,
//! leaves what was there as it was, and leaves nothing behind.
//!
//! What needs a file system of its own, or another user, is reported as ignored where the machine gives neither; this is
//! why these tests bring a harness of their own.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "tests lay out folders and look at what stands in them")]

#[path = "../suite/cli/folder.rs"]
#[allow(dead_code, reason = "the suite uses more of it")]
mod folder;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod full;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod machine;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod mounted;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod readonly;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod writers;

use std::process::ExitCode;

use libtest_mimic::{Arguments, run};

fn main() -> ExitCode {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    let trials = [full::trials(), readonly::trials(), mounted::trials()].into_iter().flatten().collect();
    // Elsewhere there is neither the limit nor the file systems that they need.
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    let trials = Vec::new();
    run(&Arguments::from_args(), trials).exit_code()
}
