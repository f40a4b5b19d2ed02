//! Metrics: what a figure counts, and how it is shown. Reads the tables `[metrics.NAME]` of `book.toml` and
//! `content/metrics.toml`, and the same keys where a fact brings them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};
use crate::files::FileContent;
use crate::node::Entry;
use crate::node::decode::{Decoder, Fields};
use crate::paths::{METRICS, SourcePath, slug};

/// What a figure counts, and how it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    /// Heads columns and lists: `Lines of code`.
    pub label: String,
    /// Stands behind the number: `lines of code`.
    pub unit: Option<String>,
    /// Stands behind the number one: `line of code`.
    pub unit_singular: Option<String>,
    /// How the number is written.
    pub format: MetricFormat,
    /// After how many months its figures show their age; only where it is declared.
    pub max_age: Option<u32>,
    /// Whether figures of one thing and another count the same, so that they can be ranked.
    pub comparable: bool,
}

/// How a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricFormat {
    /// `1,340,000`.
    Number,
    /// `29%`.
    Percent,
    /// `$5 million` is written `$5,000,000`.
    MoneyUsd,
    /// `January 2016`.
    Date,
    /// As it stands: who or what it is.
    Name,
    /// As it stands.
    Text,
}

impl MetricFormat {
    /// Each as it is written.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("number", Self::Number),
        ("percent", Self::Percent),
        ("money-usd", Self::MoneyUsd),
        ("date", Self::Date),
        ("name", Self::Name),
        ("text", Self::Text),
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(_, format)| *format == self).map_or("number", |(word, _)| word)
    }

    /// Whether its figures are amounts, which can be drawn and ranked.
    pub fn is_numeric(self) -> bool {
        match self {
            Self::Number | Self::Percent | Self::MoneyUsd => true,
            Self::Date | Self::Name | Self::Text => false,
        }
    }
}

/// A metric and the place that declares it.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredMetric {
    /// The metric.
    pub metric: Metric,
    /// Where its name stands.
    pub span: Span,
}

/// Metrics by name.
pub(super) type Declared = BTreeMap<String, DeclaredMetric>;

/// Whether words name a unit, so that figures beside them go without it: `Lines of code` names `lines of code`.
pub fn names_unit(words: &str, unit: &str) -> bool {
    let (words, unit) = (words.to_lowercase(), unit.to_lowercase());
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    words.match_indices(&unit).any(|(at, unit)| {
        let (before, behind) = (&words[..at], &words[at + unit.len()..]);
        is_apart(before.chars().next_back()) && is_apart(behind.chars().next())
    })
}

/// What heads bare numbers: `Height, in metres`, and `Lines of code` where `in lines of code` would say nothing.
pub fn headed(label: &str, unit: Option<&str>) -> String {
    match unit.filter(|unit| !names_unit(label, unit)) {
        Some(unit) => format!("{label}, in {unit}"),
        None => label.to_owned(),
    }
}

impl Metric {
    /// The keys that make a metric.
    pub const KEYS: [&str; 4] = ["label", "unit", "unit-singular", "format"];

    /// What its bare numbers count, for machines: `lines of code`, `%`; nothing of words and dates.
    pub fn counted(&self) -> Option<&str> {
        match self.format {
            MetricFormat::Number => self.unit.as_deref(),
            MetricFormat::Percent => Some(self.unit.as_deref().unwrap_or("%")),
            MetricFormat::MoneyUsd => Some(self.unit.as_deref().unwrap_or("US dollars")),
            MetricFormat::Date | MetricFormat::Text | MetricFormat::Name => None,
        }
    }

    /// Takes a metric out of a map that may have other keys as well. If the label is missing, that is reported at
    /// `place`, and the name stands in.
    pub fn read(fields: &mut Fields<'_, '_>, name: &str, place: &Range<usize>) -> Self {
        let label = fields.text("label");
        let label = fields.require(label, "label", place).unwrap_or_else(|| name.to_owned());
        let unit = fields.text("unit");
        let unit_singular = fields.text("unit-singular");
        let format = fields.choice("format", &MetricFormat::WORDS).unwrap_or(MetricFormat::Number);
        Self { label, unit, unit_singular, format, max_age: None, comparable: true }
    }

    /// Reports a name that no metric can have.
    pub fn check_name(decoder: &mut Decoder<'_>, name: &str, range: &Range<usize>) {
        let near = slug(name);
        if name.is_empty() || near != name {
            let message =
                format!("`{name}` cannot be a metric's name: use small letters, digits and hyphens");
            let help = (!near.is_empty()).then(|| format!("write `{near}`"));
            decoder.push(Diagnostic::new(Code::BadValue, decoder.span(range), message).help(help));
        }
    }
}

/// Reads `content/metrics.toml`.
pub(super) fn load(content: &FileContent, diagnostics: &mut Vec<Diagnostic>) -> Declared {
    super::read_file(&SourcePath::new(METRICS), content, diagnostics, |decoder, root| {
        let is_whole = decoder.diagnostics.is_empty();
        let Some(mut tables) = decoder.fields(root, "the file") else { return Declared::new() };
        let declared = declared(&mut tables);
        // Behind a head that is broken off, keys belong to no table.
        if is_whole {
            tables.finish();
        }
        declared
    })
}

/// The metrics that a file of settings declares.
pub(super) fn declared(tables: &mut Fields<'_, '_>) -> Declared {
    tables.map("metrics").iter().map(|entry| (entry.key.clone(), metric(tables, entry))).collect()
}

fn metric(tables: &mut Fields<'_, '_>, entry: &Entry) -> DeclaredMetric {
    let mut decoder = tables.decoder();
    let span = decoder.span(&entry.range);
    Metric::check_name(&mut decoder, &entry.key, &entry.range);
    let Some(mut fields) = decoder.fields(&entry.node, &format!("the metric `{}`", entry.key)) else {
        let (label, format) = (entry.key.clone(), MetricFormat::Number);
        let (unit, unit_singular, max_age, comparable) = (None, None, None, true);
        return DeclaredMetric {
            metric: Metric { label, unit, unit_singular, format, max_age, comparable },
            span,
        };
    };
    let metric = Metric::read(&mut fields, &entry.key, &entry.range);
    let max_age = super::max_age::read(&mut fields);
    let comparable = fields.bool("comparable").unwrap_or(true);
    let metric = Metric { max_age, comparable, ..metric };
    fields.finish();
    DeclaredMetric { metric, span }
}

/// Puts the metrics of both files together. One that both declare is reported where `book.toml` does.
pub(super) fn merge(book: Declared, shared: Declared, diagnostics: &mut Vec<Diagnostic>) -> Declared {
    let mut all = shared;
    for (name, declared) in book {
        if let Some(known) = all.get(&name) {
            let message = format!("the metric `{name}` is declared twice");
            let twice = Diagnostic::new(Code::DuplicateMetric, declared.span, message);
            let help = format!("remove one; what pages share stands in `{METRICS}`");
            diagnostics.push(twice.related(known.span.clone(), "and here").help(help));
        } else {
            all.insert(name, declared);
        }
    }
    all
}
