//! `chart`: facts of entities as rows, points and intervals.

use super::context::Context;
use super::datum::{axis, datum, name};
use super::query_cache::Facts;
use super::spread::histogram;
use super::{Axis, Chart, Datum, Form, Name, Point, Row, Rows};
use crate::config::MetricFormat;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::model::PageId;
use crate::parse::Kind;
use crate::parse::exhibit::{ChartForm, ChartSpec, Data, ExhibitBlock, FactSelector, Query, ScaleType, Sort};

/// The most entities without a figure that are named.
pub(super) const MAX_MISSING: usize = 24;

impl Context<'_> {
    pub(super) fn chart(&mut self, spec: &ChartSpec, block: &ExhibitBlock) -> Option<Chart> {
        let chart = match &spec.data {
            Data::Inline { rows, pick } => self.inline_chart(spec, rows, pick)?,
            Data::Facts { query, metrics, pick } => self.chart_of_facts(spec, query, metrics, pick, block)?,
        };
        if let Some(diagnostic) = self.no_logarithm(spec, &chart) {
            self.ask.diagnostics.push(diagnostic);
            return None;
        }
        Some(chart)
    }

    fn chart_of_facts(
        &mut self,
        spec: &ChartSpec,
        query: &Query,
        metrics: &[Spanned<String>],
        pick: &FactSelector,
        block: &ExhibitBlock,
    ) -> Option<Chart> {
        let axes = self.axes(spec, metrics);
        let selection = self.ask.selection(query, Some(Kind::Project));
        let facts = self.ask.facts(&selection?, metrics, pick, true)?;
        let axes = axes?;
        if facts.found().next().is_none() {
            let metrics: Vec<_> = metrics.iter().map(|metric| format!("`{}`", metric.value)).collect();
            self.empty(block, &format!("nothing that is asked for has a figure of {}", metrics.join(" or ")));
            return None;
        }
        let (missing, more_missing) = self.missing(&facts, spec.form);
        let mut cut = Cut::default();
        let form = match spec.form {
            ChartForm::Line => Form::Lines(self.lines_of(&facts, &metrics[0].value, pick)),
            ChartForm::Scatter => Form::Scatter { across: axes[0].clone(), points: self.points(&facts) },
            ChartForm::Histogram => Form::Histogram(self.bins(&facts, &axes[0], spec.bins)),
            ChartForm::Bar | ChartForm::Grouped | ChartForm::Stacked | ChartForm::Dot => {
                // The axis names a single metric.
                let label = |axis: &Axis| if metrics.len() > 1 { axis.label.clone() } else { String::new() };
                let labels = axes.iter().map(label).collect();
                let (rows, more) = self.rows(&facts, spec, !query.entities.is_empty());
                cut = more;
                rows_form(spec.form, Rows { series: labels, rows })
            }
        };
        if matches!(&form, Form::Lines(lines) if lines.series.is_empty()) {
            self.empty(block, "nothing that is asked for has a figure with a date");
            return None;
        }
        let axis = axes.last()?.clone();
        // With several metrics the legend names them, and the axis only what they have in common.
        let several = metrics.len() > 1 && spec.form != ChartForm::Scatter;
        let unit = axis.unit.clone().filter(|unit| axes.iter().all(|axis| axis.unit.as_ref() == Some(unit)));
        let label = if several { unit.clone().unwrap_or_default() } else { axis.label.clone() };
        let Cut { left_out, tied } = cut;
        Some(Chart { axis: Axis { label, unit, ..axis }, form, missing, more_missing, left_out, tied })
    }

    /// The axes of the metrics. One that is unknown, or holds words, or is written in another way than the
    /// others, is reported.
    fn axes(&mut self, spec: &ChartSpec, metrics: &[Spanned<String>]) -> Option<Vec<Axis>> {
        let scale = spec.scale.as_ref().map_or(ScaleType::Linear, |scale| scale.value);
        let mut axes: Vec<Axis> = Vec::new();
        for metric in metrics {
            let Some(declared) = self.ask.metric(metric) else { continue };
            if !declared.format.is_numeric() {
                let held = if declared.format == MetricFormat::Date { "dates" } else { "words" };
                let message = format!("the metric `{}` holds {held}, which cannot be drawn", metric.value);
                let help = "a `table` can show them".to_owned();
                self.ask.report(Code::WrongType, &metric.range, message, Some(help));
                continue;
            }
            let axis = axis(declared, scale);
            let shared = spec.form != ChartForm::Scatter;
            if let Some(first) = axes.first().filter(|first| shared && !first.is_written_like(&axis)) {
                let describe = |axis: &Axis| axis.unit.clone().unwrap_or_else(|| axis.label.clone());
                let message =
                    format!("`{}` and `{}` do not fit on one axis", describe(first), describe(&axis));
                self.ask.report(Code::BadValue, &metric.range, message, None);
            }
            axes.push(axis);
        }
        (axes.len() == metrics.len()).then_some(axes)
    }

    /// The first entities that lack a figure, and how many more there are.
    fn missing(&self, facts: &Facts, form: ChartForm) -> (Vec<Name>, usize) {
        let lacks = |found: &[Option<usize>]| match form {
            ChartForm::Scatter => found.iter().any(Option::is_none),
            ChartForm::Bar
            | ChartForm::Grouped
            | ChartForm::Stacked
            | ChartForm::Line
            | ChartForm::Dot
            | ChartForm::Histogram => found.iter().all(Option::is_none),
        };
        let mut missing = facts.pages.iter().filter(|(_, found)| lacks(found));
        let names = missing.by_ref().take(MAX_MISSING).map(|(id, _)| name(self.site.head(*id))).collect();
        (names, missing.count())
    }

    fn data<'f>(&self, facts: &'f Facts) -> impl Iterator<Item = (PageId, Vec<Option<Datum>>)> + use<'f, '_> {
        let site = self.site;
        facts.pages.iter().map(move |(id, found)| {
            let page = site.head(*id);
            (*id, found.iter().map(|index| datum(site, page.fact((*index)?)?)).collect())
        })
    }

    /// The rows in the order that was asked for, and what is cut off behind the last. Entities that are
    /// listed stay in their order, and those of a query come with the largest first, unless something else is asked
    /// for.
    fn rows(&self, facts: &Facts, spec: &ChartSpec, listed: bool) -> (Vec<Row>, Cut) {
        let sort = spec.sort.unwrap_or(if listed { Sort::None } else { Sort::Value });
        let head = |at: &usize| self.site.head(facts.pages[*at].0);
        let mut order = match sort {
            Sort::Value => facts.by_value(self.site).to_vec(),
            Sort::Name | Sort::Date | Sort::None => facts.found().collect(),
        };
        match sort {
            Sort::Name => order.sort_by_cached_key(|at| head(at).title().to_lowercase()),
            Sort::Date => order.sort_by_cached_key(|at| std::cmp::Reverse(self.newest(&facts.pages[*at]))),
            Sort::Value | Sort::None => {}
        }
        if spec.order.is_some_and(|order| order != sort.default_order()) {
            order.reverse();
        }
        let totals: Vec<_> = order.iter().map(|at| facts.total(self.site, *at)).collect();
        let cut = Cut::of(&totals, spec);
        let row = |at: &usize| {
            let (id, found) = &facts.pages[*at];
            let page = self.site.head(*id);
            let values = found.iter().map(|index| datum(self.site, page.fact((*index)?)?)).collect();
            Row { label: name(page), marked: false, values }
        };
        (order.iter().take(order.len() - cut.left_out).map(row).collect(), cut)
    }

    /// The date of the newest of an entity's facts.
    fn newest(&self, (id, found): &(PageId, Vec<Option<usize>>)) -> Option<Date> {
        let page = self.site.head(*id);
        let facts = found.iter().flatten().filter_map(|index| page.fact(*index));
        facts.map(|fact| fact.date(self.site)).max().flatten()
    }

    fn points(&self, facts: &Facts) -> Vec<Point> {
        let point = |(id, values): (PageId, Vec<Option<Datum>>)| {
            let mut values = values.into_iter();
            let (across, upwards) = (values.next()??, values.next()??);
            Some(Point { label: name(self.site.head(id)), across, upwards })
        };
        self.data(facts).filter_map(point).collect()
    }

    fn bins(&self, facts: &Facts, axis: &Axis, wanted: Option<u8>) -> Vec<super::Bin> {
        let first = |(id, values): (PageId, Vec<Option<Datum>>)| {
            Some((name(self.site.head(id)), values.into_iter().flatten().next()?))
        };
        histogram(self.data(facts).filter_map(first).collect(), axis.scale, wanted)
    }

    /// A logarithm is only of numbers above zero. Says which figure is none.
    fn no_logarithm(&self, spec: &ChartSpec, chart: &Chart) -> Option<Diagnostic> {
        let scale = spec.scale.as_ref().filter(|scale| scale.value == ScaleType::Logarithmic)?;
        if spec.form.has_bars() {
            // Those can have no such scale at all, which was reported.
            return None;
        }
        let figures = chart.form.figures();
        let (name, lowest) = figures.into_iter().find(|(_, value)| *value <= 0.0)?;
        let message = format!("a logarithmic scale cannot show the value {lowest} of {}", name.text);
        let help = "use `scale: linear`, or ask for other entities".to_owned();
        Some(Diagnostic::new(Code::BadValue, self.ask.span(&scale.range), message).help(help))
    }
}

impl Axis {
    fn is_written_like(&self, other: &Self) -> bool {
        (self.prefix, self.suffix) == (other.prefix, other.suffix)
    }
}

impl Form {
    /// The lower ends of all values, with the names of what they are of.
    fn figures(&self) -> Vec<(&Name, f64)> {
        match self {
            Self::Bars(rows) | Self::Stacked(rows) | Self::Dots(rows) => {
                let values = rows
                    .rows
                    .iter()
                    .flat_map(|row| row.values.iter().flatten().map(move |datum| (row, datum)));
                values.map(|(row, datum)| (&row.label, datum.low.0)).collect()
            }
            Self::Lines(lines) => {
                let points = lines
                    .series
                    .iter()
                    .flat_map(|series| series.points.iter().map(move |point| (series, point)));
                points.map(|(series, (.., datum))| (&series.label, datum.low.0)).collect()
            }
            Self::Scatter { points, .. } => {
                let both = points.iter().flat_map(|point| [(point, &point.across), (point, &point.upwards)]);
                both.map(|(point, datum)| (&point.label, datum.low.0)).collect()
            }
            Self::Histogram(bins) => {
                let members = bins.iter().flat_map(|bin| &bin.members);
                members.map(|(name, datum)| (name, datum.low.0)).collect()
            }
        }
    }
}

/// What is left out of a chart because only the first rows were asked for.
#[derive(Default)]
pub(super) struct Cut {
    pub(super) left_out: usize,
    /// How many of them are as large as the last that is shown.
    pub(super) tied: usize,
}

impl Cut {
    /// Cuts rows, given by their sizes in the order they are shown in.
    pub(super) fn of(totals: &[f64], spec: &ChartSpec) -> Self {
        let (shown, rest) = totals.split_at(totals.len().min(spec.top.unwrap_or(usize::MAX)));
        let is_tied = |total: &&f64| shown.last().is_some_and(|last| last.total_cmp(total).is_eq());
        Self { left_out: rest.len(), tied: rest.iter().filter(is_tied).count() }
    }
}

/// Rows in the form that was asked for.
pub(super) fn rows_form(form: ChartForm, rows: Rows) -> Form {
    match form {
        ChartForm::Stacked => Form::Stacked(rows),
        ChartForm::Dot => Form::Dots(rows),
        ChartForm::Bar | ChartForm::Grouped | ChartForm::Line | ChartForm::Scatter | ChartForm::Histogram => {
            Form::Bars(rows)
        }
    }
}
