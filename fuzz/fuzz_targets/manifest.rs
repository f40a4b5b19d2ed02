//! The manifest of an edition: reading it never fails, and what was read whole is printed and read back as the same.
#![no_main]

use fieldbook::edition::{Comparison, compare, manifest};
use fieldbook_fuzz::read_manifest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (editions, _) = read_manifest("2026", text);
    for edition in editions.all() {
        let sealed = edition.clone().sealed();
        let printed = manifest(&sealed);
        let (again, problems) = read_manifest("2026", &printed);
        assert_eq!(problems, [], "what was printed is not read back:\n{printed}");
        assert_eq!(again.all(), [sealed.clone()], "{printed}");
        let none = format!("{:?}", compare(&sealed, &sealed, &|address: &str| address.to_owned()));
        assert_eq!(none, format!("{:?}", Comparison::default()), "an edition differs from itself");
    }
});
