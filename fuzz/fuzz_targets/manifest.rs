//! The manifest of an edition: reading it never fails, and what was read whole is printed and read back as the same.
#![no_main]

use fieldbook::diagnostic::Code;
use fieldbook::edition::{Comparison, compare, manifest};
use fieldbook_fuzz::read_manifest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (editions, problems) = read_manifest("2026", text);
    // What is wrong in it is reported, and what is left is no edition that a site could have; only its digest may be wrong,
    // or every change would end here.
    let is_whole = problems.iter().all(|problem| problem.code == Code::EditedEdition);
    for edition in editions.all().iter().filter(|_| is_whole) {
        let sealed = edition.clone().sealed();
        let printed = manifest(&sealed);
        let (again, problems) = read_manifest("2026", &printed);
        assert_eq!(problems, [], "what was printed is not read back:\n{printed}");
        assert_eq!(again.all(), [sealed.clone()], "{printed}");
        let none = format!("{:?}", compare(&sealed, &sealed, &|address: &str| address.to_owned()));
        assert_eq!(none, format!("{:?}", Comparison::default()), "an edition differs from itself");
    }
});
