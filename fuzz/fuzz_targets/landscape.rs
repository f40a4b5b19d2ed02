//! `import landscape`: the data file of a landscape.
#![no_main]

use fieldbook::date::Date;
use fieldbook::import::{Intake, Landscape, Provenance, from_landscape};
use fieldbook::source::SourceTree;
use fieldbook_fuzz::import::twice;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let run = |tree: &SourceTree| {
        let retrieved = Date::parse("2026-11-28").expect("a date");
        let provenance =
            Provenance { title: "Landscape".to_owned(), stem: "landscape".to_owned(), retrieved };
        let landscape = Landscape { name: "landscape.yml", organisations: Vec::new(), logos: None };
        from_landscape(Intake::new(tree), text, &landscape, &provenance)
    };
    twice(text, run);
});
