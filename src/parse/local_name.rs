//! Names in other languages.

use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::grammar::is_language_tag;
use crate::node::decode::{Decoder, Fields};
use crate::node::{Entry, Node, Value};

/// What something is called in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalName {
    /// The language, as BCP 47 names it: `zh-Hant`.
    pub language: String,
    /// The name.
    pub name: Spanned<String>,
}

/// Reads `names`: one name or a list of them for each language.
pub(super) fn names(fields: &mut Fields<'_, '_>) -> Vec<LocalName> {
    let entries = fields.map("names");
    let mut decoder = fields.decoder();
    let names = entries.iter().flat_map(|entry| of_language(&mut decoder, entry)).collect();
    let identity = |one: &LocalName| ((one.language.clone(), one.name.value.clone()), one.name.clone());
    decoder.without_repeats("names", names, identity)
}

fn of_language(decoder: &mut Decoder<'_>, entry: &Entry) -> Vec<LocalName> {
    let language = entry.key.as_str();
    if !is_language_tag(language) {
        let message = format!("`{language}` is no tag of a language");
        let help = "write one of BCP 47: `zh`, `ko`, `pt-BR`, `zh-Hant`".to_owned();
        let span = decoder.span(&entry.range);
        decoder.push(Diagnostic::new(Code::BadValue, span, message).help(help));
        return Vec::new();
    }
    let what = format!("the name in `{language}`");
    let items: &[Node] = match &entry.node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(&entry.node),
    };
    let named = |node: &Node| {
        let name = decoder.text(node, &what)?;
        Some(LocalName { language: language.to_owned(), name })
    };
    items.iter().filter_map(named).collect()
}
