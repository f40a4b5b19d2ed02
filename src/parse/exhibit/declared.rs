//! The queries that templates declare, in the words of blocks: a comment `{# queries: … #}` with YAML in it.
//!
//! They are declared rather than asked for while a template is filled in: a view is the complete input of a page, so
//! what a template asks for has to be known before.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::query::{self, FactSelector, Order, Query};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned, did_you_mean};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Node, Value, parse_yaml};
use crate::paths::SourcePath;

/// What the comment starts with, and the only key in it.
const KEY: &str = "queries";

/// A query that a template declares.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredQuery {
    /// What templates know its pages by.
    pub name: Spanned<String>,
    /// The file of the template.
    pub path: SourcePath,
    /// What is asked for; `None` if that could not be read, which was reported.
    pub asked: Option<PageQuery>,
}

/// Which pages, in which order, and which of their figures.
#[derive(Clone, Debug, PartialEq)]
pub struct PageQuery {
    /// Which pages.
    pub query: Query,
    /// The figures that are wanted of each.
    pub metrics: Vec<Spanned<String>>,
    /// Metrics without a figure of which a page is left out.
    pub having: Vec<Spanned<String>>,
    /// Which of several facts.
    pub pick: FactSelector,
    /// `name`, `date`, `updated` or a metric; without it pages stand as they are asked for or listed.
    pub sort: Option<Spanned<String>>,
    /// Which end comes first.
    pub order: Option<Order>,
    /// How many pages at most.
    pub top: Option<usize>,
}

/// The queries of all templates of a site, each under a name of its own.
#[derive(Debug, Default)]
pub struct TemplateQueries {
    declared: Vec<DeclaredQuery>,
    /// By the name of a template: those that it and all it draws on declare.
    used: BTreeMap<String, Vec<usize>>,
}

impl TemplateQueries {
    /// Puts together what templates declare. `drawn_on` says for each template which it draws on, itself included; a
    /// name that is taken is reported.
    pub fn new(
        by_template: &BTreeMap<String, Vec<DeclaredQuery>>,
        drawn_on: &BTreeMap<String, BTreeSet<String>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut declared: Vec<DeclaredQuery> = Vec::new();
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (template, queries) in by_template {
            for query in queries {
                let name = &query.name.value;
                if let Some(other) = declared.iter().find(|other| other.name.value == *name) {
                    diagnostics.push(taken(query, other));
                    continue;
                }
                places.entry(template).or_default().push(declared.len());
                declared.push(query.clone());
            }
        }
        let used = |(template, drawn_on): (&String, &BTreeSet<String>)| {
            let used = drawn_on.iter().filter_map(|name| places.get(name.as_str())).flatten();
            let used: Vec<_> = used.copied().collect();
            (!used.is_empty()).then(|| (template.clone(), used))
        };
        let used = drawn_on.iter().filter_map(used).collect();
        Self { declared, used }
    }

    /// All of them.
    pub fn declared(&self) -> &[DeclaredQuery] {
        &self.declared
    }

    /// Which of them a template can use, by index.
    pub fn of(&self, template: &str) -> &[usize] {
        self.used.get(template).map_or(&[], Vec::as_slice)
    }
}

fn taken(query: &DeclaredQuery, other: &DeclaredQuery) -> Diagnostic {
    let span = Span::new(&query.path, query.name.range.clone());
    let message = format!("`{}` declares a query `{}` already", other.path, query.name.value);
    let help = "give one of them another name: a name means the same in all templates".to_owned();
    Diagnostic::new(Code::DuplicateKey, span, message).help(help)
}

/// Reads what a template declares in its comments; `None` if it is not known which names it declares, which is reported.
pub fn declared_queries(
    path: &SourcePath,
    text: &str,
    comments: &[Range<usize>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<DeclaredQuery>> {
    let mut queries = Vec::new();
    for comment in comments {
        let yaml = text[comment.clone()].trim();
        let start = comment.end - text[comment.clone()].trim_start().len();
        let Some((key, _)) = yaml.split_once(':') else { continue };
        let key = key.trim_end();
        if key == KEY {
            let node = parse_yaml(path, yaml, start, diagnostics)?;
            queries.extend(read(&mut Decoder { path, text, diagnostics }, &node)?);
        } else if let Some(help) = did_you_mean(key, [KEY])
            && declares(path, yaml)
        {
            let span = Span::new(path, start..start + key.len());
            let message = format!("the key `{key}` has no meaning here");
            diagnostics.push(Diagnostic::new(Code::UnknownKey, span, message).help(help));
            return None;
        }
    }
    Some(queries)
}

/// Whether a comment has queries by names, under whatever key. Most are words for whoever reads the template.
fn declares(path: &SourcePath, yaml: &str) -> bool {
    let Some(Node { value: Value::Map(entries), .. }) = parse_yaml(path, yaml, 0, &mut Vec::new()) else {
        return false;
    };
    entries.iter().any(|entry| matches!(entry.node.value, Value::Map(_)))
}

fn read(decoder: &mut Decoder<'_>, node: &Node) -> Option<Vec<DeclaredQuery>> {
    let mut fields = decoder.fields(node, "the comment of queries")?;
    let is_map = fields.node(KEY).is_none_or(|node| matches!(node.value, Value::Map(_)));
    let entries = fields.map(KEY);
    fields.finish();
    let query = |entry: &crate::node::Entry| {
        let name = Spanned { value: entry.key.clone(), range: entry.range.clone() };
        let asked = if is_identifier(&name.value) {
            decoder.fields(&entry.node, &format!("the query `{}`", entry.key)).and_then(page_query)
        } else {
            let message = format!("`{}` is no name that templates can write", name.value);
            let help = "a name has letters, digits and `_`, and starts with a letter".to_owned();
            decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&name.range), message).help(help));
            None
        };
        DeclaredQuery { name, path: decoder.path.clone(), asked }
    };
    is_map.then(|| entries.iter().map(query).collect())
}

/// Whether a template can write `queries.NAME`.
fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn page_query(mut fields: Fields<'_, '_>) -> Option<PageQuery> {
    let before = fields.decoder().diagnostics.len();
    let asked = PageQuery {
        query: query::read(&mut fields),
        metrics: fields.distinct("metrics", str::to_owned),
        having: fields.distinct("having", str::to_owned),
        pick: query::read_selector(&mut fields),
        sort: fields.spanned("sort"),
        order: query::read_order(&mut fields),
        top: fields.count("top", 1),
    };
    let is_sound = fields.decoder().diagnostics.len() == before;
    fields.finish();
    is_sound.then_some(asked)
}
