//! A block: the first line of the input is its word (`chart`, `table`, `walkthrough`, …), the rest its YAML.
#![no_main]

use fieldbook::parse::exhibit::BlockKind;
use fieldbook_fuzz::{small_site, small_site_becomes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (word, yaml) = text.split_once('\n').unwrap_or(("", text));
    if BlockKind::from_word(word).is_none() {
        return;
    }
    let mut files = small_site();
    files.insert("content/fuzzed.md", format!("---\ntitle: Fuzzed\n---\n````{word}\n{yaml}\n````\n"));
    small_site_becomes(files);
});
