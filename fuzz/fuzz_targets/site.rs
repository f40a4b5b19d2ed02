//! A whole small site and what becomes of it: states that follow each other in one text, with a line `== ==` between
//! them. Each state has the files of the one before, but for those that it writes anew or takes away.
#![no_main]

use fieldbook::files::MemoryFiles;
use fieldbook_fuzz::{read_site, warm_equals_clean};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut files = MemoryFiles::default();
    files.insert("book.toml", "[book]\ntitle = \"Report\"\n");
    let mut states = Vec::new();
    for state in text.split("== ==\n").take(4) {
        files = read_site(state, files);
        states.push(files.clone());
    }
    // Once more as it is, and back to the first: what was kept of one state must not show in another.
    states.push(files);
    states.push(states[0].clone());
    warm_equals_clean(&states);
});
