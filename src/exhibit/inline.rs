//! Figures that stand in a block, and the facts it names one by one.

use super::chart::{Cut, rows_form};
use super::context::Context;
use super::datum::{datum, marks, plain, source_name};
use super::lines::lines;
use super::spread::histogram;
use super::{Amount, Axis, Chart, Datum, Form, Lines, Name, Point, Row, Rows, Series};
use crate::config::Metric;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Need, Spanned};
use crate::link::{Resolver, Target};
use crate::model::FactRef;
use crate::parse::exhibit::{
    ChartForm, ChartSpec, FactSelector, InlineRow, InlineValue, ScaleType, Sort, wiki,
};
use crate::parse::{Kind, Link, LinkKind};

/// The rows of a block with their figures looked up.
struct Rowset<'a> {
    series: Vec<String>,
    rows: Vec<(Name, Vec<Option<Datum>>)>,
    /// What the facts among them count.
    metrics: Vec<&'a Metric>,
}

impl<'a> Context<'a> {
    pub(super) fn inline_chart(
        &mut self,
        spec: &ChartSpec,
        rows: &[InlineRow],
        pick: &FactSelector,
    ) -> Option<Chart> {
        let before = self.ask.diagnostics.len();
        let set = self.rowset(rows, pick);
        if self.ask.diagnostics.len() > before {
            return None;
        }
        let scale = spec.scale.as_ref().map_or(ScaleType::Linear, |scale| scale.value);
        let (series, metrics) = (set.series.clone(), set.metrics.clone());
        let mut cut = Cut::default();
        let form = match spec.form {
            ChartForm::Line => Form::Lines(set.lines(rows)),
            ChartForm::Scatter => {
                let label = spec.across.clone().unwrap_or_else(|| "x".to_owned());
                Form::Scatter { across: Axis { label, ..bare_axis(scale) }, points: set.points() }
            }
            ChartForm::Histogram => {
                let first = |(name, values): (Name, Vec<Option<Datum>>)| {
                    Some((name, values.into_iter().flatten().next()?))
                };
                Form::Histogram(histogram(set.rows.into_iter().filter_map(first).collect(), scale, spec.bins))
            }
            ChartForm::Bar | ChartForm::Grouped | ChartForm::Stacked | ChartForm::Dot => {
                let mut rows = set.sorted(spec);
                let totals: Vec<_> = rows.iter().map(Row::total).collect();
                cut = Cut::of(&totals, spec);
                rows.truncate(rows.len() - cut.left_out);
                rows_form(spec.form, Rows { series, rows })
            }
        };
        let axis = axis(spec, &metrics, scale);
        let Cut { left_out, tied } = cut;
        Some(Chart { axis, form, missing: Vec::new(), more_missing: 0, left_out, tied })
    }

    fn rowset(&mut self, rows: &[InlineRow], pick: &FactSelector) -> Rowset<'a> {
        let source = pick.source.as_ref().and_then(|slug| self.ask.slug(&[Kind::Source], slug));
        let source = source.map(|id| source_name(self.site.page(id)));
        let mut set = Rowset { series: Vec::new(), rows: Vec::new(), metrics: Vec::new() };
        for name in rows.iter().flat_map(|row| &row.values).map(|(name, _)| name.clone().unwrap_or_default())
        {
            if !set.series.contains(&name) {
                set.series.push(name);
            }
        }
        for row in rows {
            let mut values = vec![None; set.series.len()];
            for (name, value) in &row.values {
                let at = set.series.iter().position(|known| Some(known) == name.as_ref()).unwrap_or(0);
                values[at] = match value {
                    InlineValue::Number(number) => Some(plain(number, pick.as_of, source.as_ref())),
                    InlineValue::Fact(written) => self.fact_datum(written, &mut set.metrics),
                };
            }
            set.rows.push((self.words(&row.label), values));
        }
        set
    }

    fn fact_datum(&mut self, written: &Spanned<String>, metrics: &mut Vec<&'a Metric>) -> Option<Datum> {
        let fact = self.fact(written)?;
        metrics.extend(fact.metric(self.site));
        let figure = datum(self.site, fact);
        if figure.is_none() {
            let message = format!("`{}` is words, which cannot be drawn", written.value);
            let problem = Diagnostic::new(Code::WrongType, self.ask.span(&written.range), message);
            self.ask.diagnostics.push(problem.needing(Need::Head(fact.page().document.path.clone())));
        }
        figure
    }

    /// The fact that `page#metric@selector` means.
    pub(super) fn fact(&mut self, written: &Spanned<String>) -> Option<FactRef<'a>> {
        let resolver = Resolver { site: self.site, assets: self.assets, page: self.page };
        resolver.fact(&link(written, "")).map_err(|diagnostic| self.ask.diagnostics.push(*diagnostic)).ok()
    }

    /// Words as they are written; `[[name]]` and `[[name|words]]` are links.
    pub(super) fn words(&mut self, written: &Spanned<String>) -> Name {
        let Some(inner) = wiki(&written.value) else {
            return Name { text: written.value.clone(), url: None };
        };
        let (target, words) = inner.split_once('|').unwrap_or((inner, ""));
        let target = Spanned { value: target.trim().to_owned(), range: written.range.clone() };
        let resolver = Resolver { site: self.site, assets: self.assets, page: self.page };
        let (found, _) = resolver.resolve(&link(&target, ""), &mut self.ask.diagnostics);
        let (url, title) = match found {
            Target::Internal { url, text, .. } => (Some(url), text),
            Target::Figure(figure) => (Some(figure.url), Some(figure.text)),
            Target::External(_) | Target::Mention { .. } | Target::Broken(_) => (None, None),
        };
        let words = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        Name { text: words.or(title).unwrap_or(target.value), url }
    }
}

/// A link as prose would have it, with its own words unless they are empty.
pub(super) fn link(written: &Spanned<String>, words: &str) -> Link {
    Link {
        target: written.value.clone(),
        kind: if words.is_empty() { LinkKind::Wiki } else { LinkKind::WikiWithText },
        text: words.to_owned(),
        range: written.range.clone(),
        block: None,
        at: 0,
        section: None,
    }
}

impl Rowset<'_> {
    /// The rows as they are written, unless another order is asked for.
    fn sorted(self, spec: &ChartSpec) -> Vec<Row> {
        let row = |(label, values)| Row { label, marked: false, values };
        let mut rows: Vec<_> = self.rows.into_iter().map(row).collect();
        let sort = spec.sort.unwrap_or(Sort::None);
        match sort {
            Sort::Value => rows.sort_by(|one, other| other.total().total_cmp(&one.total())),
            Sort::Name => rows.sort_by_cached_key(|row| row.label.text.to_lowercase()),
            // Rows that stand in a block share one date.
            Sort::Date | Sort::None => {}
        }
        if spec.order.is_some_and(|order| order != sort.default_order()) {
            rows.reverse();
        }
        rows
    }

    fn points(self) -> Vec<Point> {
        let point = |(label, values): (Name, Vec<Option<Datum>>)| {
            let mut values = values.into_iter();
            Some(Point { label, across: values.next()??, upwards: values.next()?? })
        };
        self.rows.into_iter().filter_map(point).collect()
    }

    /// A line for each series over the labels of the rows: over time if all of them are dates, else at equal
    /// distances.
    fn lines(self, written: &[InlineRow]) -> Lines {
        let dates: Option<Vec<_>> = written.iter().map(|row| Date::parse(&row.label.value)).collect();
        let columns = self.series.into_iter().enumerate();
        if let Some(dates) = dates {
            let series = columns.map(|(column, name)| {
                let values = std::iter::zip(&dates, &self.rows);
                let points = values.filter_map(|(date, (_, values))| Some((*date, values[column].clone()?)));
                let mut points: Vec<_> = points.collect();
                points.sort_by_key(|(date, _)| *date);
                (Name { text: name, url: None }, points)
            });
            return lines(series.collect());
        }
        let count = self.rows.len();
        #[expect(clippy::cast_precision_loss, reason = "nobody writes 2^52 rows")]
        let place = |index: usize| Amount(if count > 1 { index as f64 / (count - 1) as f64 } else { 0.5 });
        let series = columns.map(|(column, name)| {
            let values = self.rows.iter().enumerate();
            let point = |(index, (label, values)): (usize, &(Name, Vec<Option<Datum>>))| {
                Some((place(index), label.text.clone(), values[column].clone()?))
            };
            Series { label: Name { text: name, url: None }, points: values.filter_map(point).collect() }
        });
        let series = series.filter(|series| !series.points.is_empty()).collect();
        let ticks =
            self.rows.iter().enumerate().map(|(index, (label, _))| (place(index), label.text.clone()));
        Lines { ticks: ticks.collect(), series, undated: Vec::new() }
    }
}

/// The axis of figures that stand in a block: what the author says they count, else what the facts among them do if
/// it is one thing.
fn axis(spec: &ChartSpec, metrics: &[&Metric], scale: ScaleType) -> Axis {
    let Some(first) = metrics.first() else {
        return Axis {
            label: spec.unit.clone().unwrap_or_default(),
            unit: spec.unit.clone(),
            ..bare_axis(scale)
        };
    };
    let same = |metric: &&Metric| metric.unit == first.unit && metric.format == first.format;
    let unit = first.unit.clone().filter(|_| metrics.iter().all(same));
    let (prefix, suffix) = if metrics.iter().all(same) { marks(first.format) } else { ("", "") };
    let unit = spec.unit.clone().or(unit);
    Axis { label: unit.clone().unwrap_or_default(), unit, prefix, suffix, scale }
}

fn bare_axis(scale: ScaleType) -> Axis {
    Axis { label: String::new(), unit: None, prefix: "", suffix: "", scale }
}

impl Row {
    /// What it is sorted by.
    fn total(&self) -> f64 {
        self.values.iter().flatten().map(Datum::middle).sum()
    }
}
