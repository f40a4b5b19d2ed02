//! `chart`: figures as a picture.

use std::collections::BTreeSet;
use std::ops::Range;

use super::query::{self, FactSelector, Order, Query, Sort};
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Entry, Node, Value};
use crate::number::Number;
use crate::parse::fact::{no_number, number};

/// How figures are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChartForm {
    /// A bar for each entity.
    Bar,
    /// Several bars for each entity.
    Grouped,
    /// A bar for each entity, put together from several values.
    Stacked,
    /// A line for each entity, over time.
    Line,
    /// A point for each entity, by two metrics.
    Scatter,
    /// A dot for each value, those of an entity on one line.
    Dot,
    /// How many entities have a value in each interval.
    Histogram,
}

/// How the numbers of an axis are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScaleType {
    /// Equal distances are equal differences.
    Linear,
    /// Equal distances are equal ratios.
    Logarithmic,
}

/// What a chart is to show.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSpec {
    /// How.
    pub form: ChartForm,
    /// Where the figures come from.
    pub data: Data,
    /// How the axis is spread; for a scatter plot, both axes.
    pub scale: Option<Spanned<ScaleType>>,
    /// What figures given in the block count.
    pub unit: Option<String>,
    /// What those of a scatter plot count across.
    pub across: Option<String>,
    /// What comes first; each form has its own default.
    pub sort: Option<Sort>,
    /// Which end comes first.
    pub order: Option<Order>,
    /// How many rows at most.
    pub top: Option<usize>,
    /// About how many intervals a histogram has, from 1 to 40.
    pub bins: Option<u8>,
}

/// Where the figures of a chart come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// The facts of pages.
    Facts {
        /// Which pages.
        query: Box<Query>,
        /// Which metrics; of a scatter plot, the one across and the one upwards.
        metrics: Vec<Spanned<String>>,
        /// Which of several facts.
        pick: FactSelector,
    },
    /// They stand in the block.
    Inline {
        /// The rows.
        rows: Vec<InlineRow>,
        /// Where and when the figures come from.
        pick: FactSelector,
    },
}

/// A row of figures that stand in the block.
#[derive(Clone, Debug, PartialEq)]
pub struct InlineRow {
    /// What the figures are of; `[[name]]` is a link.
    pub label: Spanned<String>,
    /// The figures with the names of their series; one without a name if there is only one.
    pub values: Vec<(Option<String>, InlineValue)>,
}

/// A figure that stands in the block.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineValue {
    /// One number.
    Number(Number),
    /// The fact that `[[page#metric]]` means.
    Fact(Spanned<String>),
}

const FORMS: [(&str, ChartForm); 7] = [
    ("bar", ChartForm::Bar),
    ("grouped", ChartForm::Grouped),
    ("stacked", ChartForm::Stacked),
    ("line", ChartForm::Line),
    ("scatter", ChartForm::Scatter),
    ("dot", ChartForm::Dot),
    ("histogram", ChartForm::Histogram),
];

const SORTS: [(&str, Sort); 4] =
    [("value", Sort::Value), ("name", Sort::Name), ("date", Sort::Date), ("none", Sort::None)];

/// The most intervals of a histogram: more are not told apart on a phone.
pub const MAX_BINS: u8 = 40;

/// The most series of a chart: only six of them look different.
const MAX_SERIES: usize = 40;

impl ChartForm {
    /// Whether it shows values by lengths.
    pub fn has_bars(self) -> bool {
        match self {
            Self::Bar | Self::Grouped | Self::Stacked => true,
            Self::Line | Self::Scatter | Self::Dot | Self::Histogram => false,
        }
    }

    /// Whether each row stands for itself, so that rows can be sorted and left out.
    fn has_rows(self) -> bool {
        matches!(self, Self::Bar | Self::Grouped | Self::Stacked | Self::Dot)
    }
}

/// Reads a chart. Keys are asked for only where they have a meaning, and in any case before anything is given up:
/// those that nobody asked for are reported.
pub(super) fn read(fields: &mut Fields<'_, '_>, keyword: &Range<usize>) -> Option<ChartSpec> {
    let has_form = fields.has("type");
    let chosen = fields.choice("type", &FORMS);
    if has_form && chosen.is_none() {
        read_without_form(fields);
        return None;
    }
    let form = chosen.unwrap_or(ChartForm::Bar);
    let inline = fields.node("data");
    let data = match inline {
        Some(node) => read_inline(fields, node, form),
        None => read_facts(fields, form, keyword),
    };
    let scale = read_scale(fields);
    let unit = inline.and_then(|_| fields.text("unit"));
    let across = inline.filter(|_| form == ChartForm::Scatter).and_then(|_| fields.text("x"));
    let (sort, order, top) = if form.has_rows() { read_rows(fields) } else { (None, None, None) };
    let bins = if form == ChartForm::Histogram { read_bins(fields) } else { None };
    // Bars have lengths, and on a logarithmic scale lengths mean nothing.
    let is_logarithmic = scale.as_ref().is_some_and(|scale| scale.value == ScaleType::Logarithmic);
    let form = if chosen.is_none() && is_logarithmic { ChartForm::Dot } else { form };
    let spec = ChartSpec { form, data: data?, scale, unit, across, sort, order, top, bins };
    check_bars(fields, &spec);
    Some(spec)
}

/// Looks at what a chart has whatever its form. The rest cannot be judged while nobody knows which form is meant.
fn read_without_form(fields: &mut Fields<'_, '_>) {
    query::read(fields);
    query::read_selector(fields);
    read_scale(fields);
    read_rows(fields);
    read_bins(fields);
    for key in ["data", "unit", "metric", "metrics", "x", "y"] {
        fields.node(key);
    }
}

fn read_scale(fields: &mut Fields<'_, '_>) -> Option<Spanned<ScaleType>> {
    fields.spanned_choice("scale", &[("linear", ScaleType::Linear), ("log", ScaleType::Logarithmic)])
}

/// Reads how many intervals there are.
fn read_bins(fields: &mut Fields<'_, '_>) -> Option<u8> {
    let bins = fields.count("bins", 1)?;
    let few = u8::try_from(bins).ok().filter(|bins| *bins <= MAX_BINS);
    if few.is_none() {
        let range = fields.node("bins")?.range.clone();
        let message = format!("a histogram has {MAX_BINS} intervals at most");
        fields.decoder().report(Code::BadValue, &range, message);
    }
    few
}

/// Reads which rows come first, and how many there are.
fn read_rows(fields: &mut Fields<'_, '_>) -> (Option<Sort>, Option<Order>, Option<usize>) {
    (fields.choice("sort", &SORTS), query::read_order(fields), fields.count("top", 1))
}

/// A bar twice as long means twice as much, and on a logarithmic scale it would not.
fn check_bars(fields: &mut Fields<'_, '_>, spec: &ChartSpec) {
    let scale = spec.scale.as_ref().filter(|scale| scale.value == ScaleType::Logarithmic);
    let Some(scale) = scale else { return };
    let message = match spec.form {
        ChartForm::Bar | ChartForm::Grouped => "their lengths would say nothing",
        ChartForm::Stacked => "their parts would not add up",
        ChartForm::Line | ChartForm::Scatter | ChartForm::Dot | ChartForm::Histogram => return,
    };
    let message = format!("bars cannot have a logarithmic scale: {message}");
    let help = "use `type: dot`, or `scale: linear`".to_owned();
    let decoder = fields.decoder();
    let span = decoder.span(&scale.range);
    decoder.diagnostics.push(Diagnostic::new(Code::BadValue, span, message).help(help));
}

fn read_facts(fields: &mut Fields<'_, '_>, form: ChartForm, keyword: &Range<usize>) -> Option<Data> {
    let query = Box::new(query::read(fields));
    let pick = query::read_selector(fields);
    let metrics = if form == ChartForm::Scatter {
        let (across, upwards) = (fields.spanned("x"), fields.spanned("y"));
        let across = fields.require(across, "x", keyword);
        let upwards = fields.require(upwards, "y", keyword);
        vec![across?, upwards?]
    } else if fields.has("metrics") {
        fields.require_items("metrics", "name at least one");
        fields.distinct("metrics", str::to_owned)
    } else {
        let metric = fields.spanned("metric");
        vec![fields.require(metric, "metric", keyword)?]
    };
    let one = [ChartForm::Bar, ChartForm::Line, ChartForm::Histogram];
    if let Some(second) = metrics.get(1).filter(|_| one.contains(&form)) {
        let message = "this chart draws one metric".to_owned();
        let help = "`grouped`, `stacked` and `dot` draw several".to_owned();
        let decoder = fields.decoder();
        let span = decoder.span(&second.range);
        decoder.diagnostics.push(Diagnostic::new(Code::BadValue, span, message).help(help));
        return None;
    }
    if let Some(metric) = metrics.get(MAX_SERIES) {
        too_many_series(fields, &metric.range, "draw the others in a chart of their own".to_owned());
        return None;
    }
    (!metrics.is_empty()).then_some(Data::Facts { query, metrics, pick })
}

fn read_inline(fields: &mut Fields<'_, '_>, node: &Node, form: ChartForm) -> Option<Data> {
    let pick = query::read_selector(fields);
    let scatter = form == ChartForm::Scatter;
    let rows = fields.list("data", |decoder, node| row(decoder, node, scatter));
    fields.require_items("data", "write at least one row");
    let counted = if let Value::List(items) = &node.value { items.len() } else { 0 };
    let few = has_few_series(fields, &rows) && (form != ChartForm::Histogram || has_one_value(fields, &rows));
    // A row that could not be read was reported, and a chart without it would be another one.
    (few && rows.len() == counted && counted > 0).then_some(Data::Inline { rows, pick })
}

/// Every row has a place for every series, so a series of its own for each row would be too much to draw and to read.
fn has_few_series(fields: &mut Fields<'_, '_>, rows: &[InlineRow]) -> bool {
    let mut series = BTreeSet::new();
    for row in rows {
        series.extend(row.values.iter().filter_map(|(name, _)| name.as_deref()));
        if series.len() > MAX_SERIES {
            let help = "a row is what is compared, and each key of its `values` is a series".to_owned();
            too_many_series(fields, &row.label.range, help);
            return false;
        }
    }
    true
}

/// A histogram counts each row once.
fn has_one_value(fields: &mut Fields<'_, '_>, rows: &[InlineRow]) -> bool {
    let Some(row) = rows.iter().find(|row| row.values.len() > 1) else { return true };
    let message = "a histogram counts one value of each row";
    fields.decoder().report(Code::BadValue, &row.label.range, message);
    false
}

fn too_many_series(fields: &mut Fields<'_, '_>, range: &Range<usize>, help: String) {
    let message = format!("a chart has {MAX_SERIES} series at most, and here are more");
    let decoder = fields.decoder();
    let span = decoder.span(range);
    decoder.diagnostics.push(Diagnostic::new(Code::BadValue, span, message).help(help));
}

fn row(decoder: &mut Decoder<'_>, node: &Node, scatter: bool) -> Option<InlineRow> {
    let mut fields = decoder.fields(node, "a row of `data`")?;
    let label = fields.spanned("label");
    let label = fields.require(label, "label", &node.range);
    let named =
        |(name, value): (&str, Option<InlineValue>)| value.map(|value| (Some(name.to_owned()), value));
    let values: Option<Vec<_>> = if scatter {
        let mut axis = |key| {
            let value = fields.get(key, value);
            (key, fields.require(value, key, &node.range))
        };
        [axis("x"), axis("y")].into_iter().map(named).collect()
    } else if fields.has("values") {
        let entries = fields.map("values");
        let mut decoder = fields.decoder();
        let read = |entry: &Entry| {
            let value = value(&mut decoder, &entry.node, &format!("`{}`", entry.key))?;
            Some((Some(entry.key.clone()), value))
        };
        entries.iter().map(read).collect()
    } else {
        let value = fields.get("value", value);
        fields.require(value, "value", &node.range).map(|value| vec![(None, value)])
    };
    fields.finish();
    Some(InlineRow { label: label?, values: values.filter(|values| !values.is_empty())? })
}

fn value(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<InlineValue> {
    if let Some(number) = number(decoder, node) {
        return Some(InlineValue::Number(number));
    }
    let fact = match &node.value {
        Value::Text(text) => super::wiki(text.trim()).filter(|inner| inner.contains('#')),
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::List(_)
        | Value::Map(_) => None,
    };
    if fact.is_none() {
        no_number(decoder, node, what, "a number or a figure such as `[[page#metric]]`");
    }
    fact.map(|fact| InlineValue::Fact(Spanned { value: fact.to_owned(), range: node.range.clone() }))
}
