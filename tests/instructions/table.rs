//! The table of counts: how it is written, and how far a count may be from it.

use std::fmt::Write as _;

/// How far a number may be from what is expected.
const TOLERANCE: f64 = 0.03;

/// What a build of a site took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) site: String,
    pub(crate) build: String,
    pub(crate) instructions: u64,
}

/// What was counted, and with which compiler on what kind of processor: others have other counts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) platform: String,
    pub(crate) rows: Vec<Row>,
}

const PLATFORM: &str = "# counted with ";

impl Table {
    /// The table as it is kept.
    pub(crate) fn print(&self) -> String {
        let mut out = format!("{PLATFORM}{}\n# site\tbuild\tinstructions\n", self.platform);
        for Row { site, build, instructions } in &self.rows {
            // Writing to a string cannot fail.
            _ = writeln!(out, "{site}\t{build}\t{instructions}");
        }
        out
    }

    pub(crate) fn read(text: &str) -> Self {
        let platform = text.lines().find_map(|line| line.strip_prefix(PLATFORM)).unwrap_or_default();
        let rows = text.lines().filter(|line| !line.starts_with('#')).map(|line| {
            let cells: Vec<_> = line.split('\t').collect();
            let [site, build, number] = cells[..] else { panic!("no row: {line}") };
            Row { site: site.to_owned(), build: build.to_owned(), instructions: number.parse().unwrap() }
        });
        Self { platform: platform.to_owned(), rows: rows.collect() }
    }

    /// What is not as expected, a line each.
    pub(crate) fn differences(&self, expected: &Self) -> Vec<String> {
        let key = |row: &Row| (row.site.clone(), row.build.clone());
        if !self.rows.iter().map(key).eq(expected.rows.iter().map(key)) {
            return vec!["other sites or builds are counted".to_owned()];
        }
        let pairs = std::iter::zip(&self.rows, &expected.rows);
        pairs.filter_map(|(found, expected)| found.difference(expected)).collect()
    }
}

impl Row {
    fn difference(&self, expected: &Self) -> Option<String> {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let (found, number) = (self.instructions as f64, expected.instructions as f64);
        let share = found / number - 1.0;
        let Self { site, build, instructions } = self;
        (share.abs() > TOLERANCE).then(|| {
            let Self { instructions: before, .. } = expected;
            format!("{site}, {build}: {instructions} instructions, not {before} ({:+.1} %)", share * 100.0)
        })
    }
}

/// The table is compared as it says.
pub(crate) fn three_hundredths_pass_and_four_do_not() {
    let table = |number: u64| Table::read(&format!("{PLATFORM}a compiler\n#\nsite\tcold\t{number}\n"));
    assert!(table(102_999).differences(&table(100_000)).is_empty());
    assert!(table(97_001).differences(&table(100_000)).is_empty());
    let found = table(104_000).differences(&table(100_000));
    assert_eq!(found, ["site, cold: 104000 instructions, not 100000 (+4.0 %)"]);
    assert_eq!(table(96_000).differences(&table(100_000)).len(), 1);
    assert_eq!(table(1).differences(&Table::default()).len(), 1);
    assert_eq!(Table::read(&table(5).print()), table(5));
    assert_eq!(table(5).platform, "a compiler");
}
