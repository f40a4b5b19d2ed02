//! How many instructions a build takes, counted by Valgrind: a measure of its time that is the same on a busy machine
//! and on an idle one.
//!
//! `expected.txt` has what is expected; what differs by more than 3 % fails, be it more or less. After a change that is
//! meant, `UPDATE_EXPECTED=1 cargo test --test instructions` writes the table anew.
//!
//! Needs `valgrind` on the `PATH`, and the compiler and the processor of which the table is. Where one is missing the
//! count is reported as ignored; where Valgrind is missing it fails if `FIELDBOOK_REQUIRE_VALGRIND` is set. This is why
//! it brings a harness of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "tests lay out folders and look at what stands in them")]

mod count;
#[path = "../allocations/sites.rs"]
mod sites;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Completion, Failed, Trial};

use table::Table;

fn main() -> ExitCode {
    let trials = vec![
        Trial::ignorable_test("a_build_takes_as_many_instructions_as_before", counted),
        Trial::test("three_hundredths_pass_and_four_do_not", || {
            table::three_hundredths_pass_and_four_do_not();
            Ok(())
        }),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Compares what is counted with the table, if both can be had.
fn counted() -> Result<Completion, Failed> {
    if let Err(missing) = count::valgrind() {
        let is_required = std::env::var_os("FIELDBOOK_REQUIRE_VALGRIND").is_some();
        return if is_required { Err(missing.into()) } else { Ok(Completion::ignored_with(missing)) };
    }
    let here = match count::platform() {
        Ok(here) => here,
        Err(reason) => return Ok(Completion::ignored_with(reason)),
    };
    let is_update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let expected = Table::read(&std::fs::read_to_string(path()).unwrap_or_default());
    if !is_update && expected.platform != here {
        let reason = format!("the table is that of {}, and this is {here}", expected.platform);
        return Ok(Completion::ignored_with(reason));
    }
    let found = Table { platform: here, rows: count::rows() };
    if is_update {
        std::fs::write(path(), found.print()).unwrap();
        return Ok(Completion::Completed);
    }
    let differences = found.differences(&expected);
    if differences.is_empty() {
        return Ok(Completion::Completed);
    }
    Err(Failed::from(format!(
        "{}\nif this is meant, `UPDATE_EXPECTED=1 cargo test --test instructions` writes the table anew",
        differences.join("\n")
    )))
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/instructions/expected.txt")
}
