//! A page of any kind: reading it never fails, its messages point into it, and `fmt` puts its keys in order once, without
//! changing what they say.
#![no_main]

use fieldbook::files::MemoryFiles;
use fieldbook::format;
use fieldbook::parse::{Head, parse};
use fieldbook::source::SourceFile;
use fieldbook_fuzz::{page_path, points_into};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (path, text) = page_path(text);
    let file = SourceFile { path: path.clone(), content: text.as_bytes().to_vec().into() };
    let (document, diagnostics) = parse(&file);
    let mut files = MemoryFiles::default();
    files.insert(path.as_str(), text);
    points_into(&diagnostics, &files);
    let formatted = format::plan([&file]);
    for revision in formatted.revisions {
        let after = revision.after.expect("`fmt` takes no file away");
        let again = SourceFile { path: path.clone(), content: after.into() };
        let twice = format::plan([&again]);
        assert!(twice.in_order == 1, "not in order after `fmt`: {}", again.content.text());
        let (formatted, problems) = parse(&again);
        assert_eq!(problems.len(), diagnostics.len(), "other messages than before `fmt`");
        let values = |document| Head::values(document).map(|values| values.to_json("x"));
        assert_eq!(values(&formatted), values(&document), "`fmt` changed what is said");
    }
});
