//! YAML → [`Node`], through serde.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Location, Spanned};

use super::cut_numbers::{CutNumbers, cut_number};
use super::cut_texts::CutTexts;
use super::{Entry, Node, Value, characters};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::paths::SourcePath;

/// No front matter has more values than this; what has is an attack, or a file that is no page.
const MAX_NODES: usize = 50_000;

/// A file of data that is imported has fewer values than this: ten times the largest landscape there is.
const MAX_DATA_NODES: usize = 1_000_000;

/// Nothing that is read lies deeper than six values in each other; `extra` may. Each takes up to 50 kB of a stack, of
/// which threads have 2 MB.
const MAX_DEPTH: usize = 24;

/// Reads the YAML at `start..` of a file. What cannot be read at all is a diagnostic and no node.
pub fn parse_yaml(
    path: &SourcePath,
    text: &str,
    start: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let node = read(path, text, start, MAX_NODES, diagnostics)?;
    CutTexts { path, text, start, diagnostics }.look(&node);
    Some(node)
}

/// Reads a file of data, which may be large.
pub fn parse_large_yaml(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    read(path, text, 0, MAX_DATA_NODES, diagnostics)
}

fn read(
    path: &SourcePath,
    text: &str,
    start: usize,
    max_nodes: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let read = |policy| {
        let options = serde_yaml::options! {
            duplicate_keys: policy,
            // What is too large for a float is somebody else's text.
            non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
            budget: serde_yaml::budget! { max_nodes: max_nodes, max_depth: MAX_DEPTH },
        };
        serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options)
    };
    let raw = read(DuplicateKeyPolicy::Error).or_else(|error| {
        let diagnostic = diagnose(path, text, start, &error);
        let repeated = diagnostic.code == Code::DuplicateKey;
        let key = diagnostic.span.as_ref().map_or(0, |span| span.range.start - start);
        // The second group of `1,000,000` repeats the first one; both are reported as one number below.
        if !repeated || cut_number(text, key).is_none() {
            diagnostics.push(diagnostic);
        }
        // A repeated key is reported, and the rest of the file is still looked at.
        if repeated { read(DuplicateKeyPolicy::FirstWins) } else { Err(error) }
    });
    let mut node = raw.ok()?.into_node(text, start);
    characters::clean_node(path, &mut node, diagnostics);
    Some(CutNumbers { path, text, start, diagnostics }.taken_out(node))
}

fn diagnose(path: &SourcePath, text: &str, start: usize, error: &serde_yaml::Error) -> Diagnostic {
    let error = error.without_snippet();
    let at = error.location().map_or(0, |location| offset(text, &location));
    let end = text[at..].find(['\n', ':']).map_or(text.len(), |length| at + length);
    let message = error.to_string();
    // The location is shown by the report, in lines of the file rather than of its front matter.
    let message = message.split(" at line ").next().unwrap_or_default();
    let span = Span::new(path, start + at..start + end.max(at));
    let message =
        if message.starts_with("budget breached") { "it is too large or nested too deeply" } else { message };
    if message.starts_with("duplicate mapping key") {
        let key = &text[at..end];
        return Diagnostic::new(
            Code::DuplicateKey,
            span,
            format!("the key `{key}` stands twice in this map"),
        );
    }
    // What stands in a map must be found again by its key.
    let is_key = ["into string", "expected string scalar"].iter().any(|words| message.contains(words));
    let message = if is_key { "a key is a word or a text in quotes" } else { message };
    Diagnostic::new(Code::BadYaml, span, format!("this is not valid YAML: {message}")).help(advice(message))
}

/// What to do about the mistakes that are made most often, by the words of the parser.
fn advice(message: &str) -> Option<String> {
    const QUOTES: &str = "a text that holds `: ` or starts with a special character needs quotes";
    const ADVICE: [(&str, &str); 13] = [
        ("tabs", "indent with blanks, not with tabs"),
        ("mapping values", QUOTES),
        ("unexpected character", QUOTES),
        ("unknown anchor", QUOTES),
        ("while scanning a block scalar", QUOTES),
        ("did not find expected key", QUOTES),
        ("block sequence entries", QUOTES),
        ("mapping keys are not allowed", QUOTES),
        ("a block mapping", QUOTES),
        ("a key is a word", "keys with special characters, and `null` and `~`, need quotes"),
        ("quoted scalar, found unknown escape", "write `\\\\` for a backslash, or put the text between `'`"),
        ("multiline quoted scalar", "the quotation mark before this line is not closed"),
        ("too large", "front matter has 50,000 values at most, and 24 in each other"),
    ];
    ADVICE.iter().find(|(words, _)| message.contains(words)).map(|(_, advice)| (*advice).to_owned())
}

/// The place of an error; the parser counts lines and columns in characters, both from one.
fn offset(text: &str, location: &Location) -> usize {
    let line = usize::try_from(location.line()).unwrap_or(1).saturating_sub(1);
    let column = usize::try_from(location.column()).unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = &text[start..];
    start + rest.char_indices().nth(column).map_or(rest.len(), |(at, _)| at)
}

/// A value as serde sees it; the places around it are added by [`Spanned`].
enum Raw {
    Leaf(Value),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

trait IntoNode {
    fn into_node(self, text: &str, start: usize) -> Node;
}

impl IntoNode for Spanned<Raw> {
    fn into_node(self, text: &str, start: usize) -> Node {
        // The text of an alias stands where it is defined.
        let place = if matches!(self.value, Raw::Leaf(_)) { &self.defined } else { &self.referenced };
        let mut range = range(place, text, start);
        // `!!int '5'` is a number, and its marks are no part of it.
        if let Raw::Leaf(Value::Bool(_) | Value::Integer(_) | Value::Float(_)) = self.value {
            let written = text.get(range.start - start..range.end - start).unwrap_or_default();
            let is_quoted = |mark| written.len() > 1 && written.starts_with(mark) && written.ends_with(mark);
            if is_quoted('"') || is_quoted('\'') {
                range = range.start + 1..range.end - 1;
            }
        }
        let value = match self.value {
            Raw::Leaf(Value::Float(value)) => {
                whole(text.get(range.start - start..range.end - start).unwrap_or_default(), value)
            }
            Raw::Leaf(value) => value,
            Raw::List(items) => {
                Value::List(items.into_iter().map(|item| item.into_node(text, start)).collect())
            }
            Raw::Map(entries) => Value::Map(
                entries
                    .into_iter()
                    .map(|(key, value)| Entry {
                        range: self::range(&key.referenced, text, start),
                        key: key.value,
                        node: value.into_node(text, start),
                    })
                    .collect(),
            ),
        };
        Node { value, range }
    }
}

/// Digits alone are a whole number, whatever they start with. The reader takes `010` for a fraction, because some
/// take it for an octal number.
fn whole(written: &str, value: f64) -> Value {
    let unsigned = written.strip_prefix(['+', '-']).unwrap_or(written);
    let is_whole = unsigned.bytes().all(|byte| byte.is_ascii_digit());
    let integer = written.parse().ok().filter(|_| is_whole);
    integer.map_or(Value::Float(value), Value::Integer)
}

fn range(location: &Location, text: &str, start: usize) -> Range<usize> {
    let span = location.span();
    let byte = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok());
    let from = byte(span.byte_offset()).unwrap_or_else(|| offset(text, location)).min(text.len());
    let length = byte(span.byte_len()).unwrap_or(0).min(text.len() - from);
    // A block scalar's place includes the line break behind it.
    let length = text.get(from..from + length).map_or(length, |words| words.trim_end().len());
    start + from..start + from + length
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Leaf(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Raw, E> {
        Ok(Raw::Leaf(Value::Integer(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Raw, E> {
        // Beyond 2^63 a figure's last digits mean nothing, so the nearest float is as good.
        #[expect(clippy::cast_precision_loss, reason = "see above")]
        let float = value as f64;
        Ok(Raw::Leaf(i64::try_from(value).map_or(Value::Float(float), Value::Integer)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Raw, E> {
        Ok(Raw::Leaf(Value::Float(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Leaf(Value::Text(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Leaf(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Leaf(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Map(entries))
    }
}
