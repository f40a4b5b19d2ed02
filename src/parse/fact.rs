//! Facts and events: the dated, sourced statements in front matter.

use std::ops::Range;

use crate::date::Date;
use crate::diagnostic::{Code, Spanned};
use crate::node::decode::Decoder;
use crate::node::{Node, Value};

/// A figure: one value of one metric at one time, from one source.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Where the fact stands.
    pub range: Range<usize>,
    /// What was counted; a name from `[metrics]`.
    pub metric: Spanned<String>,
    /// How much it was.
    pub value: FactValue,
    /// The source says "about".
    pub approximate: bool,
    /// The source says "over" or "at least".
    pub at_least: bool,
    /// The source says "up to" or "at most".
    pub at_most: bool,
    /// When it was so.
    pub as_of: Option<Date>,
    /// Slug of the source.
    pub source: Option<Spanned<String>>,
    /// The date or source of the fact of the same metric that it contradicts.
    pub disputes: Option<Spanned<String>>,
    /// What exactly it counts.
    pub note: Option<String>,
    /// What speaks against it.
    pub doubt: Option<String>,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// One number.
    Number(Number),
    /// Anything between two numbers, both included.
    Range(Number, Number),
    /// A version, a date, or a claim that is no number.
    Text(String),
}

/// A number as precise as it is written: `1.00` says more than `1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// How much it is.
    pub value: f64,
    /// Digits behind the point.
    pub decimals: usize,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Where the event stands.
    pub range: Range<usize>,
    /// When it happened.
    pub date: Date,
    /// What happened.
    pub text: String,
    /// Slug of the source.
    pub source: Option<Spanned<String>>,
    /// What speaks against it.
    pub doubt: Option<String>,
}

/// Reads one item of `facts`.
pub(super) fn fact(decoder: &mut Decoder<'_>, node: &Node) -> Option<Fact> {
    let range = node.place();
    let mut fields = decoder.fields(node, "a fact")?;
    let metric = fields.spanned("metric");
    let metric = fields.require(metric, "metric", &range);
    let value = fields.get("value", value);
    let value = fields.require(value, "value", &range);
    let approximate = fields.bool("approximate").unwrap_or(false);
    let at_least = fields.bool("at-least").unwrap_or(false);
    let at_most = fields.bool("at-most").unwrap_or(false);
    if at_least && at_most {
        fields.decoder().report(Code::BadValue, &range, "a fact cannot be both `at-least` and `at-most`");
    }
    let as_of = fields.date("as-of");
    let source = fields.spanned("source");
    let disputes = fields.spanned("disputes");
    let note = fields.text("note");
    let doubt = fields.text("doubt");
    fields.finish();
    let (metric, value) = (metric?, value?);
    Some(Fact { range, metric, value, approximate, at_least, at_most, as_of, source, disputes, note, doubt })
}

/// Reads one item of `events`.
pub(super) fn event(decoder: &mut Decoder<'_>, node: &Node) -> Option<Event> {
    let range = node.place();
    let mut fields = decoder.fields(node, "an event")?;
    let date = fields.date("date");
    let date = fields.require(date, "date", &range);
    let text = fields.text("text");
    let text = fields.require(text, "text", &range);
    let source = fields.spanned("source");
    let doubt = fields.text("doubt");
    fields.finish();
    Some(Event { range, date: date?, text: text?, source, doubt })
}

fn value(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<FactValue> {
    match &node.value {
        Value::Map(_) => interval(decoder, node, what),
        _ => number(decoder, node)
            .map(FactValue::Number)
            .or_else(|| decoder.text(node, what).map(|text| FactValue::Text(text.value))),
    }
}

fn interval(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<FactValue> {
    let mut fields = decoder.fields(node, what)?;
    let mut end = |key| {
        let value = fields.get(key, |decoder, node, what| {
            let value = number(decoder, node);
            if value.is_none() {
                decoder.report(Code::WrongType, &node.range, format!("{what} takes a number"));
            }
            value
        });
        fields.require(value, key, &node.place())
    };
    let (from, to) = (end("from"), end("to"));
    fields.finish();
    let (from, to) = (from?, to?);
    if from.value >= to.value {
        let equal = from.value.total_cmp(&to.value).is_eq();
        let message = if equal {
            format!("the range starts and ends at {}: write the number alone", from.value)
        } else {
            format!("the range ends at {}, before its start at {}", to.value, from.value)
        };
        decoder.report(Code::BadValue, &node.place(), message);
        return None;
    }
    Some(FactValue::Range(from, to))
}

/// A number as it is written.
pub(super) fn number(decoder: &Decoder<'_>, node: &Node) -> Option<Number> {
    let written = decoder.text.get(node.range.clone()).unwrap_or_default();
    let plain = written.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    let decimals = written.split_once('.').filter(|_| plain).map_or(0, |(_, decimals)| decimals.len());
    match node.value {
        // Figures above 2^53 are estimates with fewer digits than a float holds.
        #[expect(clippy::cast_precision_loss, reason = "see above")]
        Value::Integer(value) => Some(Number { value: value as f64, decimals: 0 }),
        // There is no zero below zero: two facts that are equal must be printed alike. Zero added to it is zero.
        Value::Float(value) if value.is_finite() => Some(Number { value: value + 0.0, decimals }),
        _ => None,
    }
}
