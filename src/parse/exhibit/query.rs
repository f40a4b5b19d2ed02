//! Which pages and which of their facts a block asks for.

use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Node, Value};
use crate::parse::Kind;

/// Which pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    /// Of which kind; `None` for all.
    pub kind: Option<Kind>,
    /// These and no others, by slug, in this order; all if empty.
    pub entities: Vec<Spanned<String>>,
    /// What they must have.
    pub filter: Filter,
}

/// What pages must have: one of the words of each list that is not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Slugs of domains.
    pub domain: Vec<Spanned<String>>,
    /// Slugs of companies behind a project.
    pub company: Vec<Spanned<String>>,
    /// Slugs of projects of a company.
    pub project: Vec<Spanned<String>>,
    /// Where projects come from.
    pub origin: Vec<Spanned<String>>,
    /// How projects may be used.
    pub licensing: Vec<Spanned<String>>,
    /// What sort of organisations.
    pub organisation: Vec<Spanned<String>>,
    /// Where companies are at home.
    pub country: Vec<Spanned<String>>,
    /// Tags, as their addresses have them or as they are written.
    pub tag: Vec<Spanned<String>>,
}

/// Which of several facts of one metric.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FactSelector {
    /// The newest that is not later than this; the newest of all without it.
    pub as_of: Option<Date>,
    /// Only facts from this source, by slug.
    pub source: Option<Spanned<String>>,
}

/// What rows are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The value, or the sum of the values.
    Value,
    /// The name.
    Name,
    /// The date of the value.
    Date,
    /// Nothing: as they are asked for.
    None,
}

impl Sort {
    /// Which end comes first unless something else is asked for.
    pub fn default_order(self) -> Order {
        match self {
            Self::Value | Self::Date => Order::Descending,
            Self::Name | Self::None => Order::Ascending,
        }
    }
}

/// Which end comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The smallest, the earliest, A.
    Ascending,
    /// The largest, the latest, Z.
    Descending,
}

/// A list of a filter, with its key and the kind of pages that can have it; `None` for any.
pub type FilterPart<'a> = (&'static str, &'a [Spanned<String>], Option<Kind>);

impl Filter {
    /// Every list.
    pub fn parts(&self) -> [FilterPart<'_>; 8] {
        [
            ("domain", &self.domain, Some(Kind::Project)),
            ("company", &self.company, Some(Kind::Project)),
            ("project", &self.project, Some(Kind::Company)),
            ("origin", &self.origin, Some(Kind::Project)),
            ("licensing", &self.licensing, Some(Kind::Project)),
            ("type", &self.organisation, Some(Kind::Company)),
            ("country", &self.country, Some(Kind::Company)),
            ("tag", &self.tag, None),
        ]
    }
}

/// What to do about an empty list of a query: nobody can tell whether all were meant or none.
pub(super) const SOME_OR_NO_KEY: &str = "name at least one, or take the key away";

/// Reads `kind`, `entities` and `where`.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> Query {
    let kinds = Kind::ALL.map(|kind| (kind.name(), kind));
    let kind = fields.choice("kind", &kinds);
    let entities = fields.distinct("entities", str::to_owned);
    fields.require_items("entities", SOME_OR_NO_KEY);
    let filter = fields.get("where", read_filter).unwrap_or_default();
    check_kind(fields, kind, &filter);
    Query { kind, entities, filter }
}

/// Reads the same where only companies can be meant.
pub(super) fn read_of_companies(fields: &mut Fields<'_, '_>) -> Query {
    let range = fields.node("kind").map(|node| node.range.clone());
    let query = read(fields);
    match (query.kind, range) {
        (Some(kind), Some(range)) if kind != Kind::Company => {
            let message = format!("a {} has no uses", kind.name());
            fields.decoder().report(Code::BadValue, &range, message);
        }
        (None, _) => check_kind(fields, Some(Kind::Company), &query.filter),
        _ => {}
    }
    Query { kind: Some(Kind::Company), ..query }
}

fn read_filter(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<Filter> {
    let mut fields = decoder.fields(node, what)?;
    let filter = Filter {
        domain: some(&mut fields, "domain"),
        company: some(&mut fields, "company"),
        project: some(&mut fields, "project"),
        origin: some(&mut fields, "origin"),
        licensing: some(&mut fields, "licensing"),
        organisation: some(&mut fields, "type"),
        country: some(&mut fields, "country"),
        tag: some(&mut fields, "tag"),
    };
    fields.finish();
    Some(filter)
}

/// One text, or a list of texts of which any will do.
fn some(fields: &mut Fields<'_, '_>, key: &'static str) -> Vec<Spanned<String>> {
    let (nodes, mut decoder) = (any_of(fields, key), fields.decoder());
    let texts = nodes.iter().filter_map(|node| decoder.text(node, &format!("`{key}`"))).collect();
    decoder.without_repeats(key, texts, |text| (text.value.clone(), text.clone()))
}

/// What stands below a key, be it one thing or a list of those of which any will do.
pub(super) fn any_of<'n>(fields: &mut Fields<'_, 'n>, key: &'static str) -> &'n [Node] {
    fields.require_items(key, SOME_OR_NO_KEY);
    match fields.node(key) {
        Some(Node { value: Value::List(items), .. }) => items,
        Some(node) => std::slice::from_ref(node),
        None => &[],
    }
}

/// A filter that no page of the kind can pass is a slip.
fn check_kind(fields: &mut Fields<'_, '_>, kind: Option<Kind>, filter: &Filter) {
    let Some(kind) = kind else { return };
    for (key, words, wanted) in filter.parts() {
        let (Some(first), Some(wanted)) = (words.first(), wanted.filter(|wanted| *wanted != kind)) else {
            continue;
        };
        let message = format!("a {} has no `{key}`", kind.name());
        let help = format!("`{key}` is something of a {}", wanted.name());
        let decoder = fields.decoder();
        let span = decoder.span(&first.range);
        decoder.diagnostics.push(Diagnostic::new(Code::BadValue, span, message).help(help));
    }
}

/// Reads `as-of` and `source`.
pub(super) fn read_selector(fields: &mut Fields<'_, '_>) -> FactSelector {
    FactSelector { as_of: fields.date("as-of"), source: fields.spanned("source") }
}

/// Reads `order`.
pub(super) fn read_order(fields: &mut Fields<'_, '_>) -> Option<Order> {
    fields.choice("order", &[("ascending", Order::Ascending), ("descending", Order::Descending)])
}
