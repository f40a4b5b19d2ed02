//! The metrics of a site: those that are declared, and those that facts bring with them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::Page;
use crate::config::{Config, Metric};
use crate::diagnostic::{Code, Diagnostic, Need, Span, did_you_mean};
use crate::parse::BroughtMetric;
use crate::paths::{METRICS, SETTINGS, SourcePath};

/// The most names that a help line lists.
const MOST_NAMES: usize = 6;

/// The metrics that facts can have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metrics {
    by_name: BTreeMap<String, Metric>,
}

impl Metrics {
    /// Puts together what is declared and what the facts of pages bring. A metric that has two meanings is reported,
    /// and the first of them counts.
    pub(super) fn collect(config: &Config, pages: &[Page], diagnostics: &mut Vec<Diagnostic>) -> Self {
        let declared = config.metrics.iter().map(|(name, declared)| (name.clone(), declared.metric.clone()));
        let mut by_name: BTreeMap<_, _> = declared.collect();
        let mut brought: BTreeMap<&str, Span> = BTreeMap::new();
        for (page, metric) in
            pages.iter().flat_map(|page| page.front().metrics.iter().map(move |metric| (page, metric)))
        {
            let (name, span) = (metric.name.value.as_str(), page.span(&metric.name.range));
            if let Some(declared) = config.metrics.get(name) {
                diagnostics.push(declared_already(name, span, &declared.span));
                continue;
            }
            match by_name.entry(name.to_owned()) {
                Entry::Vacant(place) => {
                    place.insert(metric.metric.clone());
                    brought.insert(name, span);
                }
                Entry::Occupied(first) => {
                    let differing = differing(first.get(), metric);
                    let first = brought.get(name);
                    diagnostics
                        .extend(differing.zip(first).map(|(key, first)| differs(name, key, span, first)));
                }
            }
        }
        Self { by_name }
    }

    /// Reports names of columns that mean no metric.
    pub(super) fn check_columns(&self, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
        let book = SourcePath::new(SETTINGS);
        for column in config.project_columns.iter().chain(&config.company_columns) {
            let span = Span::new(&book, column.range.clone());
            diagnostics.extend(self.unknown(&column.value, span, None));
        }
    }

    /// The metric of this name.
    pub fn get(&self, name: &str) -> Option<&Metric> {
        self.by_name.get(name)
    }

    /// The names of all metrics, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// What can be chosen from, as a help line.
    pub fn choice(&self) -> String {
        let names: Vec<_> = self.names().take(MOST_NAMES).collect();
        match self.by_name.len().saturating_sub(MOST_NAMES) {
            _ if names.is_empty() => format!("there are no metrics yet: declare one in `{METRICS}`"),
            0 => format!("the metrics are {}", names.join(", ")),
            more => format!("the metrics are {} and {more} more", names.join(", ")),
        }
    }

    /// The report on a name that means no metric, with `help` if no name is near. It needs the settings: there may
    /// be more metrics in a file that cannot be read as a whole.
    pub fn unknown(&self, name: &str, span: Span, help: Option<String>) -> Option<Diagnostic> {
        if self.by_name.contains_key(name) {
            return None;
        }
        let message = format!("no metric is called `{name}`");
        let help = did_you_mean(name, self.names()).or(help).unwrap_or_else(|| self.choice());
        Some(Diagnostic::new(Code::UnknownMetric, span, message).help(help).needing(Need::Settings))
    }
}

/// The key on which two metrics of one name differ.
fn differing(one: &Metric, other: &BroughtMetric) -> Option<&'static str> {
    let other = &other.metric;
    let [label, unit, singular, format] = Metric::KEYS;
    let differs = [
        (label, one.label != other.label),
        (unit, one.unit != other.unit),
        (singular, one.unit_singular != other.unit_singular),
        (format, one.format != other.format),
    ];
    differs.into_iter().find_map(|(key, differs)| differs.then_some(key))
}

fn declared_already(name: &str, span: Span, declared: &Span) -> Diagnostic {
    let message = format!("the metric `{name}` is declared in `{}` already", declared.path);
    let help = "leave out `label`, `unit`, `unit-singular` and `format` here".to_owned();
    let diagnostic = Diagnostic::new(Code::DuplicateMetric, span, message);
    diagnostic.related(declared.clone(), "here").help(help)
}

fn differs(name: &str, key: &str, span: Span, first: &Span) -> Diagnostic {
    let message = format!("another fact brings the metric `{name}` with another `{key}`");
    let help = format!("write the same in both, or declare `[metrics.{name}]` in `{METRICS}`");
    Diagnostic::new(Code::DuplicateMetric, span, message).related(first.clone(), "here").help(help)
}
