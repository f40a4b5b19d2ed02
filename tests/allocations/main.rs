//! What a build allocates, stage by stage, on sites that stay as they are: a measure of its work that is the same on a
//! busy machine and on an idle one.
//!
//! `expected.txt` has what is expected; what differs by more than 2 % fails, be it more or less. After a change that is
//! meant, `UPDATE_EXPECTED=1 cargo test --test allocations` writes the table anew. Another version of Rust or of a
//! dependency can change it too.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "tests lay out folders and look at what stands in them")]

mod growth;
mod sites;

use std::fmt::Write as _;
use std::path::Path;

use allocation_counter::{AllocationInfo, measure};
use fieldbook::files::MemoryFiles;
use fieldbook::paths::SourcePath;
use fieldbook::pipeline::{Builder, Options};
use fieldbook::source::{SourceTree, discover};
use fieldbook::verify::Verifier;

/// How far a number may be from what is expected.
const TOLERANCE: f64 = 0.02;

/// Numbers as small as this differ by more for nothing.
const NOISE: f64 = 16.0;

/// What one stage allocated: how often, how much in all, and how much of it at one time.
#[derive(Debug)]
struct Row {
    site: String,
    stage: String,
    numbers: [u64; 3],
}

/// Builds a site, edits it, and counts.
fn stages(name: &str, files: &MemoryFiles) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut count = |stage: &str, work: &mut dyn FnMut()| {
        let AllocationInfo { count_total, bytes_total, bytes_max, .. } = measure(work);
        let numbers = [count_total, bytes_total, bytes_max];
        rows.push(Row { site: name.to_owned(), stage: stage.to_owned(), numbers });
    };
    let mut tree = SourceTree::default();
    count("read", &mut || tree = discover(files).unwrap());
    let mut builder = Builder::new(Options::default());
    let mut planned = None;
    count("plan", &mut || planned = Some(builder.update(&tree)));
    let planned = planned.unwrap();
    count("render", &mut || planned.rendered.render_all(&|| true));
    let mut verifier = Verifier::default();
    let mut diagnostics = Vec::new();
    count("verify", &mut || diagnostics = planned.finish(&mut verifier).1);
    assert_eq!(diagnostics, [], "a site that cannot be published goes other ways");
    for (edit, change) in sites::EDITS {
        let mut files = files.clone();
        let path = change(&mut files);
        let changed = tree.reread(&files, [&SourcePath::new(path)]).unwrap();
        assert_eq!(changed.len(), 1, "{edit} changes `{path}`");
        count(&format!("after {edit}"), &mut || {
            let planned = builder.update(&tree);
            planned.rendered.render_all(&|| true);
            planned.finish(&mut verifier);
        });
    }
    rows
}

/// Does something in one thread that does all the work there is to share, as only what that thread allocates is counted.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let counting = || {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().unwrap();
        pool.install(work)
    };
    std::thread::scope(|scope| scope.spawn(counting).join().unwrap())
}

/// Counts on all sites, after a build that fills in what is made once in a process.
fn measured() -> Vec<Row> {
    alone(|| {
        let sites = sites::all();
        for (name, files) in sites.iter().take(1) {
            stages(name, files);
        }
        sites.iter().flat_map(|(name, files)| stages(name, files)).collect()
    })
}

/// The table as it is kept: tab-separated, as no number is as wide as another.
fn printed(rows: &[Row]) -> String {
    let mut out = "# site\tstage\tallocations\tbytes\tpeak\n".to_owned();
    for Row { site, stage, numbers: [count, bytes, peak] } in rows {
        _ = writeln!(out, "{site}\t{stage}\t{count}\t{bytes}\t{peak}");
    }
    out
}

fn read(table: &str) -> Vec<Row> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| {
        let cells: Vec<_> = line.split('\t').collect();
        let [site, stage, numbers @ ..] = &cells[..] else { panic!("no row: {line}") };
        let numbers: Vec<_> = numbers.iter().map(|number| number.parse().unwrap()).collect();
        Row { site: (*site).to_owned(), stage: (*stage).to_owned(), numbers: numbers.try_into().unwrap() }
    };
    lines.map(row).collect()
}

/// What is not as expected, a line each.
fn differences(found: &[Row], expected: &[Row]) -> Vec<String> {
    let key = |row: &Row| (row.site.clone(), row.stage.clone());
    if !found.iter().map(key).eq(expected.iter().map(key)) {
        return vec!["other sites or stages are measured".to_owned()];
    }
    let mut out = Vec::new();
    for (found, expected) in std::iter::zip(found, expected) {
        for ((what, found_number), number) in
            std::iter::zip(["allocations", "bytes", "bytes at one time"], found.numbers).zip(expected.numbers)
        {
            #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
            let (found_number, number) = (found_number as f64, number as f64);
            if (found_number - number).abs() > (number * TOLERANCE).max(NOISE) {
                let share = (found_number / number - 1.0) * 100.0;
                let Row { site, stage, .. } = found;
                out.push(format!("{site}, {stage}: {found_number} {what}, not {number} ({share:+.1} %)"));
            }
        }
    }
    out
}

#[test]
#[cfg_attr(
    not(all(target_os = "linux", target_pointer_width = "64")),
    ignore = "what the standard library allocates differs between systems; the table is that of Linux"
)]
fn each_stage_allocates_what_it_did_before() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/allocations/expected.txt");
    let found = measured();
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, printed(&found)).unwrap();
        return;
    }
    let expected = read(&std::fs::read_to_string(&path).unwrap());
    let differences = differences(&found, &expected);
    assert!(
        differences.is_empty(),
        "{}\nif this is meant, `UPDATE_EXPECTED=1 cargo test --test allocations` writes the table anew",
        differences.join("\n")
    );
}

#[test]
fn two_hundredths_pass_and_three_do_not() {
    let table = |count: u64| read(&format!("#\nsite\tread\t{count}\t100000\t1\n"));
    assert!(differences(&table(10_199), &table(10_000)).is_empty());
    assert!(differences(&table(9_801), &table(10_000)).is_empty());
    let found = differences(&table(10_300), &table(10_000));
    assert_eq!(found, ["site, read: 10300 allocations, not 10000 (+3.0 %)"]);
    assert_eq!(differences(&table(9_700), &table(10_000)).len(), 1);
    assert_eq!(differences(&table(1), &[]).len(), 1);
    assert_eq!(printed(&read(&printed(&table(5)))), printed(&table(5)));
}
