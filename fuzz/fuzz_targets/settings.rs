//! `book.toml`: reading it never fails, and the site is built with it or the messages say why not.
#![no_main]

use fieldbook_fuzz::{small_site, small_site_becomes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut files = small_site();
    files.insert("book.toml", text);
    small_site_becomes(files);
});
