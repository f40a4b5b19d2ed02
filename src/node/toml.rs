//! TOML → [`Node`].

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Node, Value, characters};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::paths::SourcePath;

/// Reads a whole TOML file. Every mistake is a diagnostic; what could be read is returned.
pub fn parse_toml(path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text);
    diagnostics.extend(errors.iter().map(|error| {
        let span = Span::new(path, error.span().unwrap_or(0..0));
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        if message.contains("duplicate key") {
            return Diagnostic::new(Code::DuplicateKey, span, "this key stands twice in its table");
        }
        Diagnostic::new(Code::BadToml, span, format!("this is not valid TOML: {message}"))
    }));
    let range = table.span();
    let mut root = Node { value: map(table.get_ref()), range };
    characters::clean_node(path, &mut root, diagnostics);
    root
}

fn node(value: &Spanned<DeValue<'_>>) -> Node {
    let range = value.span();
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
            .map_or(Value::Float(f64::INFINITY), Value::Integer),
        DeValue::Float(number) => {
            number.as_str().replace('_', "").parse().map_or(Value::Float(f64::NAN), Value::Float)
        }
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(node).collect()),
        DeValue::Table(table) => map(table),
    };
    Node { value, range }
}

/// The parser's table is sorted by key; the file's order is brought back.
fn map(table: &DeTable<'_>) -> Value {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| Entry { key: key.get_ref().to_string(), range: key.span(), node: node(value) })
        .collect();
    entries.sort_by_key(|entry| entry.range.start);
    Value::Map(entries)
}
