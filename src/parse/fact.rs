//! Facts and events: the dated, sourced statements in front matter.

use std::ops::Range;

use super::EventKind;
use super::remark::{Remark, citation, remark};
use crate::config::Metric;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Node, Value};
use crate::number::{Meant, Number, meant, meant_range};

/// A figure: one value of one metric at one time, from one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Where the fact stands.
    pub range: Range<usize>,
    /// Its anchor, unique on the page: `lines-of-code.2021-06.industry-2021`.
    pub id: String,
    /// What was counted; the name of a metric.
    pub metric: Spanned<String>,
    /// How much it was.
    pub value: Spanned<FactValue>,
    /// How precise the source is.
    pub precision: Spanned<Precision>,
    /// When it was so.
    pub as_of: Option<Date>,
    /// Slug of the source.
    pub source: Option<Spanned<String>>,
    /// Where in the source it stands.
    pub at: Option<String>,
    /// The date or source of the fact of the same metric that it contradicts.
    pub disputes: Option<Spanned<String>>,
    /// What exactly it counts.
    pub note: Option<String>,
    /// What speaks against it.
    pub doubt: Option<Remark>,
    /// Who has found it to hold, and when.
    pub verified: Vec<Verification>,
}

/// Somebody has looked at a fact again and found it to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// Who.
    pub by: String,
    /// When.
    pub at: Date,
}

/// A metric that a fact brings with it, since it is declared nowhere.
#[derive(Clone, Debug, PartialEq)]
pub struct BroughtMetric {
    /// Its name, where the fact says it.
    pub name: Spanned<String>,
    /// The metric.
    pub metric: Metric,
}

/// The value of a fact as it is written. Whether it is one of its metric is not known here.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// One number.
    Number(Number),
    /// Anything between two numbers, both included.
    Range(Number, Number),
    /// Anything else: a version, a date, or a claim that is no number. Empty if it could not be read, which was
    /// reported.
    Text(String),
}

impl FactValue {
    /// The ends of it, which are one for a number; `None` for a text.
    pub fn ends(&self) -> Option<(&Number, &Number)> {
        match self {
            Self::Number(number) => Some((number, number)),
            Self::Range(from, to) => Some((from, to)),
            Self::Text(_) => None,
        }
    }

    /// Both ends as they are written, which are one for a number and a text.
    pub fn written(&self) -> [&str; 2] {
        match self {
            Self::Number(number) => [number.written(); 2],
            Self::Range(from, to) => [from, to].map(Number::written),
            Self::Text(text) => [text; 2],
        }
    }

    /// The middle of it, by which it is compared with others; `None` for a text.
    pub fn midpoint(&self) -> Option<f64> {
        self.ends().map(|(from, to)| f64::midpoint(from.value(), to.value()))
    }
}

/// What a source says of the precision of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// Nothing.
    Exact,
    /// "About".
    Approximate,
    /// "Over" or "at least".
    AtLeast,
    /// "Up to" or "at most".
    AtMost,
}

impl Precision {
    /// Each with the word that figures and data files have for it.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("exact", Self::Exact),
        ("about", Self::Approximate),
        ("at least", Self::AtLeast),
        ("at most", Self::AtMost),
    ];

    /// Whether the figure is a bound: how far it is from the true one nobody knows.
    pub fn is_bound(self) -> bool {
        match self {
            Self::AtLeast | Self::AtMost => true,
            Self::Exact | Self::Approximate => false,
        }
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        Self::WORDS.iter().find(|(_, precision)| *precision == self).map_or("exact", |(word, _)| word)
    }

    /// What stands before a figure; nothing before one that is exact.
    pub fn mark(self) -> Option<&'static str> {
        (self != Self::Exact).then(|| self.name())
    }

    /// The key that says so in front matter; none for what is said by no key.
    pub fn key(self) -> Option<&'static str> {
        PRECISIONS.iter().find(|(_, precision)| *precision == self).map(|(key, _)| *key)
    }
}

/// Something that happened, or that somebody has said will.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Where the event stands.
    pub range: Range<usize>,
    /// Its anchor, unique on the page: `event.2016-04`.
    pub id: String,
    /// When it happened.
    pub date: Date,
    /// What happened.
    pub text: String,
    /// What sort of thing it is.
    pub kind: Option<EventKind>,
    /// Slugs of the other projects, companies and domains that it happened to.
    pub on: Vec<Spanned<String>>,
    /// Slug of the source.
    pub source: Option<Spanned<String>>,
    /// Where in the source it stands.
    pub at: Option<String>,
    /// What speaks against it.
    pub doubt: Option<Remark>,
}

/// Reads one item of `facts`; it gets its id when all are known. A metric that it brings is added to `brought`, even if the fact itself is wrong.
pub(super) fn fact(decoder: &mut Decoder<'_>, node: &Node, brought: &mut Vec<BroughtMetric>) -> Option<Fact> {
    let range = node.place();
    let mut fields = decoder.fields(node, "a fact")?;
    let metric = fields.spanned("metric");
    let metric = fields.require(metric, "metric", &range);
    let value = fields.written("value", value);
    let value = fields.require(value, "value", &range);
    // A fact whose value was reported is there all the same, for what refers to it and for its source.
    let value =
        value.unwrap_or_else(|| Spanned { value: FactValue::Text(String::new()), range: range.clone() });
    let precision = precision(&mut fields, &range);
    let as_of = fields.date("as-of");
    let (source, at) = citation(&mut fields);
    let disputes = fields.spanned("disputes");
    let note = fields.text("note");
    let doubt = fields.get("doubt", remark);
    let verified = fields.list("verified", verification);
    brought.extend(brought_metric(&mut fields, metric.as_ref(), &range));
    fields.finish();
    let id = String::new();
    Some(Fact {
        range,
        id,
        metric: metric?,
        value,
        precision,
        as_of,
        source,
        at,
        disputes,
        note,
        doubt,
        verified,
    })
}

fn verification(decoder: &mut Decoder<'_>, node: &Node) -> Option<Verification> {
    let mut fields = decoder.fields(node, "an item of `verified`")?;
    let (by, at) = (fields.text("by"), fields.date("at"));
    let by = fields.require(by, "by", &node.place());
    let at = fields.require(at, "at", &node.place());
    fields.finish();
    Some(Verification { by: by?, at: at? })
}

fn precision(fields: &mut Fields<'_, '_>, fact: &Range<usize>) -> Spanned<Precision> {
    let mut found = Spanned { value: Precision::Exact, range: fact.clone() };
    for (key, precision) in PRECISIONS {
        let is_said = fields.bool(key).unwrap_or(false);
        let Some(node) = fields.node(key).filter(|_| is_said) else { continue };
        if found.value == Precision::AtLeast {
            let mut decoder = fields.decoder();
            let message = "a fact cannot be both `at-least` and `at-most`";
            let problem = Diagnostic::new(Code::BadValue, decoder.span(&node.range), message);
            let problem = problem.related(decoder.span(&found.range), "and here");
            let help = "keep one; if both ends are known, write `value: {from: …, to: …}`";
            decoder.push(problem.help(help.to_owned()));
        }
        found = Spanned { value: precision, range: node.range.clone() };
    }
    found
}

/// The keys that say how precise a figure is. A later one tells more than an earlier one.
const PRECISIONS: [(&str, Precision); 3] = [
    ("approximate", Precision::Approximate),
    ("at-least", Precision::AtLeast),
    ("at-most", Precision::AtMost),
];

/// The metric that a fact brings: the same keys as where one is declared.
fn brought_metric(
    fields: &mut Fields<'_, '_>,
    name: Option<&Spanned<String>>,
    place: &Range<usize>,
) -> Option<BroughtMetric> {
    let written = Metric::KEYS.map(|key| fields.node(key).is_some());
    let name = name.filter(|_| written.contains(&true))?;
    Metric::check_name(&mut fields.decoder(), &name.value, &name.range);
    Some(BroughtMetric { name: name.clone(), metric: Metric::read(fields, &name.value, place) })
}

/// Reads one item of `events`; it gets its id when all are known.
pub(super) fn event(decoder: &mut Decoder<'_>, node: &Node) -> Option<Event> {
    let range = node.place();
    let mut fields = decoder.fields(node, "an event")?;
    let date = fields.date("date");
    let date = fields.require(date, "date", &range);
    let text = fields.text("text");
    let text = fields.require(text, "text", &range);
    let kind = fields.choice("kind", &EventKind::WORDS);
    let on = fields.distinct("on", str::to_owned);
    let (source, at) = citation(&mut fields);
    let doubt = fields.get("doubt", remark);
    fields.finish();
    Some(Event { range, id: String::new(), date: date?, text: text?, kind, on, source, at, doubt })
}

fn value(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<Spanned<FactValue>> {
    let value = match &node.value {
        Value::Map(_) => interval(decoder, node, what)?,
        _ => match number(decoder, node) {
            Some(number) => FactValue::Number(number),
            None => FactValue::Text(decoder.written(node, what)?),
        },
    };
    Some(Spanned { value, range: node.place() })
}

fn interval(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<FactValue> {
    let mut fields = decoder.fields(node, what)?;
    let mut end = |key| {
        let value = fields.get(key, |decoder, node, what| {
            let value = number(decoder, node);
            if value.is_none() {
                no_number(decoder, node, what, "a number");
            }
            value
        });
        fields.require(value, key, &node.place())
    };
    let (from, to) = (end("from"), end("to"));
    fields.finish();
    Some(FactValue::Range(from?, to?))
}

/// A number as it is written; `None` for anything else, quoted numbers among it.
pub(super) fn number(decoder: &Decoder<'_>, node: &Node) -> Option<Number> {
    match node.value {
        Value::Integer(_) | Value::Float(_) => Number::parse(decoder.text.get(node.range.clone())?),
        Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => None,
    }
}

/// Reports what stands where a number is `wanted`, with the number that is meant if there is one.
pub(super) fn no_number(decoder: &mut Decoder<'_>, node: &Node, what: &str, wanted: &str) {
    let Some(text) = decoder.written(node, what) else { return };
    let message = format!("{what} takes {wanted}, not `{text}`");
    let help = how_to_write(&text);
    decoder.push(Diagnostic::new(Code::WrongType, decoder.span(&node.range), message).help(help));
}

/// How to write the number that a text means, if it means one.
pub fn how_to_write(text: &str) -> Option<String> {
    if Number::parse(text).is_some() {
        return Some(format!("write `{text}` without quotes"));
    }
    if let Some(Meant { digits, mark }) = meant(text) {
        let mark = mark.map(|mark| format!(", and `{mark}: true` beside it"));
        return Some(format!("write `{digits}`{}", mark.unwrap_or_default()));
    }
    meant_range(text).map(|(from, to)| format!("write `{{from: {from}, to: {to}}}`"))
}
