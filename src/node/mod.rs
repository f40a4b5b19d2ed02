//! YAML and TOML as one tree in which every key and value knows its place in the file.
//!
//! serde would stop at the first wrong value. Authors want all of them at once, each underlined, so the files
//! are read into this tree by serde and the TOML parser, and [`decode`] takes the values out one by one.

pub mod characters;
mod cut_numbers;
mod cut_texts;
pub mod decode;
mod distinct;
mod quote;
mod required;
mod toml;
mod yaml;

use std::ops::Range;

pub use quote::{toml_text, yaml_text};
pub use toml::parse_toml;
pub use yaml::{parse_large_yaml, parse_yaml};

/// A value and its place, in bytes of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands; for a block of several lines, the place it starts at.
    pub range: Range<usize>,
}

/// What YAML and TOML have in common.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing after the colon.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file.
    Map(Vec<Entry>),
}

impl Node {
    /// The place to underline for the whole of it: of a map its first key, which is a better one than the bracket.
    pub fn place(&self) -> Range<usize> {
        match &self.value {
            Value::Map(entries) => entries.first().map_or(self.range.clone(), |entry| entry.range.clone()),
            _ => self.range.clone(),
        }
    }

    /// The same value for templates, without places; `file` is the text it stands in. What a template would print
    /// otherwise than it is written is its characters: `1.10` and `010` are versions and codes, and a float has
    /// fewer digits than some numbers.
    pub fn to_json(&self, file: &str) -> serde_json::Value {
        let written = file.get(self.range.clone()).unwrap_or_default();
        let as_written = |printed: String, value: serde_json::Value| {
            if printed == written { value } else { written.into() }
        };
        match &self.value {
            Value::Null => serde_json::Value::Null,
            // YAML's older words for the same, such as `no`, are more often words: the code of a country, an answer.
            Value::Bool(value) if written.eq_ignore_ascii_case(&value.to_string()) => (*value).into(),
            Value::Bool(_) => written.into(),
            Value::Integer(value) => as_written(value.to_string(), (*value).into()),
            // Templates print floats as Rust's `{:?}` does, with a point or an exponent.
            Value::Float(value) => as_written(format!("{value:?}"), (*value).into()),
            Value::Text(value) => value.as_str().into(),
            Value::List(items) => items.iter().map(|item| item.to_json(file)).collect(),
            Value::Map(entries) => {
                entries.iter().map(|entry| (entry.key.clone(), entry.node.to_json(file))).collect()
            }
        }
    }

    /// The value of a key, if it is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Value::Map(entries) = &self.value else { return None };
        entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// The items of a list; none of anything else.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::Text(_)
            | Value::Map(_) => &[],
        }
    }

    /// A text without blanks around it that is not empty.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Value::Null
            | Value::Bool(_)
            | Value::Integer(_)
            | Value::Float(_)
            | Value::List(_)
            | Value::Map(_) => None,
        }
    }

    /// The text of a key.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::text)
    }

    /// Whether it is nothing, but spelt out: `null` or `~`.
    pub fn is_written_null(&self) -> bool {
        self.value == Value::Null && !self.range.is_empty()
    }
}

/// One key of a map with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub range: Range<usize>,
    /// What belongs to it.
    pub node: Node,
}

impl Value {
    /// What a message calls a value of this type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Integer(_) => "a number",
            Self::Float(_) => "a number with a fraction",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }
}
