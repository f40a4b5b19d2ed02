//! `diff` of two states of a site, which the line `== ==` parts. The second has the files of the first, but for those that
//! it writes anew or takes away.
#![no_main]

use fieldbook::diff::{ReportFormat, ReportFrame, States, report};
use fieldbook::files::MemoryFiles;
use fieldbook::pipeline::{Options, Silent};
use fieldbook_fuzz::{one_thread, read_site};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    one_thread();
    let (base, head) = text.split_once("== ==\n").unwrap_or((text, ""));
    let mut files = MemoryFiles::default();
    files.insert("book.toml", "[book]\ntitle = \"Report\"\n");
    let base = read_site(base, files);
    let head = read_site(head, base.clone());
    let options = Options::default();
    let Ok(states) = States::build(&base, &head, &options, &Silent) else { return };
    let review = states.review();
    let style = states.style();
    let formats = [ReportFormat::Human, ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Json];
    for (format, all) in formats.into_iter().flat_map(|format| [(format, false), (format, true)]) {
        let frame = ReportFrame { names: ["base", "head"], all, style: &style };
        let written = report(&review, format, &frame);
        assert_eq!(written, report(&review, format, &frame));
        assert!(!written.contains("<script>alert"), "content got through as a script");
    }
    let again = States::build(&base, &head, &options, &Silent).expect("what was read before").review();
    assert_eq!(review, again, "a second comparison finds something else");
    let none = States::build(&head, &head, &options, &Silent).expect("what was read before").review();
    assert!(none.is_empty(), "a state differs from itself: {none:?}");
});
