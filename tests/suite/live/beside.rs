//! `build` while the same site is being served: neither meets half of what the other does.

use std::collections::BTreeMap;
use std::process::Stdio;

use fieldbook::pipeline::Options;

use super::program::{Program, clean_build};
use super::{ONE, ONE_URL, one, site};
use crate::cli::folder::Folder;

/// How many edits are built by three programs at a time.
const ROUNDS: usize = 4;

/// What is published in the folder, but for the list of it.
fn published(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    let mut files = folder.tree("public");
    files.retain(|path, _| path != ".fieldbook-manifest");
    files
}

#[test]
fn builds_beside_the_preview_are_right_and_so_is_the_preview() {
    let folder = site();
    let program = Program::start(&folder, &[]);
    for round in 0..ROUNDS {
        let title = format!("Round {round}");
        folder.write(ONE, one(&title, "Of the Maker."));
        let start = || folder.command(&["build"]).stderr(Stdio::piped()).spawn().unwrap();
        for build in [start(), start()] {
            let output = build.wait_with_output().unwrap();
            assert!(output.status.success(), "{title}: {}", String::from_utf8_lossy(&output.stderr));
        }
        program.until_page(ONE_URL, &title);
        program.until_clean(&folder);
        let clean = clean_build(folder.path(), &Options::default());
        let clean: BTreeMap<_, _> =
            clean.iter().map(|(path, bytes)| (path.to_string(), bytes.to_vec())).collect();
        assert!(published(&folder) == clean, "{title}: the builds differ from a clean one");
        // With what the builds have left for it, and the preview beside it.
        folder.write("public/index.html", "spoilt");
        folder.succeed(&["build"]);
        assert!(published(&folder) == clean, "{title}: the next build differs from a clean one");
    }
}
