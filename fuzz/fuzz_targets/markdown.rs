//! The Markdown of a page, with links to the pages, figures and headings of a small site. The first line of the input says
//! in which folder the page lies.
#![no_main]

use fieldbook_fuzz::{page_path, small_site, small_site_becomes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (path, text) = page_path(text);
    let mut files = small_site();
    files.insert(path.as_str(), format!("---\ntitle: Fuzzed\n---\n{text}"));
    small_site_becomes(files);
});
