//! `import csv`. The first line of the input is the kind of page (`project`, `company`, `source`), or anything else for
//! facts of pages that are there; the rest is the table.
#![no_main]

use fieldbook::date::Date;
use fieldbook::import::{Import, Intake, Provenance, Rejection, RowMapping, from_csv};
use fieldbook::parse::Kind;
use fieldbook::source::SourceTree;
use fieldbook_fuzz::import::twice;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (kind, table) = text.split_once('\n').unwrap_or(("", text));
    let kind = match kind {
        "project" => Some(Kind::Project),
        "company" => Some(Kind::Company),
        "source" => Some(Kind::Source),
        _ => None,
    };
    let rows = RowMapping { kind, map: Vec::new(), source: None, as_of: Some("2024".to_owned()) };
    let run = |tree: &SourceTree| -> Result<Import, Vec<Rejection>> {
        let retrieved = Date::parse("2026-11-28").expect("a date");
        let provenance = Provenance { title: "Table".to_owned(), stem: "table".to_owned(), retrieved };
        from_csv(Intake::new(tree), table, &rows, &provenance)
    };
    twice(table, run);
});
