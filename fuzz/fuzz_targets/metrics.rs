//! `content/metrics.toml`, on a site with facts of the metrics `lines` and `share`.
#![no_main]

use fieldbook_fuzz::{SITE, read_site, small_site_becomes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // The settings declare none, so that those of the file hold.
    let at = SITE.find("[metrics").zip(SITE.find("-- content/index.md"));
    let (start, end) = at.expect("the small site declares metrics");
    let undeclared = format!("{}{}", &SITE[..start], &SITE[end..]);
    let mut files = read_site(&undeclared, Default::default());
    files.insert("content/metrics.toml", text);
    small_site_becomes(files);
});
