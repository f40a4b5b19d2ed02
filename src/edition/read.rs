//! A manifest → an edition. Each line that is wrong is reported, and nothing else is lost by it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Edition, EditionEvent, EditionFact, EditionPage};
use crate::config::read_file;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Entry, Node, Value};
use crate::number::Number;
use crate::paths::{EDITIONS, SourcePath, slug};
use crate::source::SourceFile;

/// What an address leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Address {
    Page,
    Statement,
}

/// Reads one file below `editions/`; `None` if it cannot be the manifest of an edition.
pub(super) fn read(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Option<Edition> {
    let name = file.path.inside().strip_suffix(".toml").filter(|name| !name.contains('/'));
    let Some(name) = name.filter(|name| !name.is_empty() && slug(name) == *name) else {
        diagnostics.push(misnamed(&file.path));
        return None;
    };
    let mut found = Vec::new();
    let read = read_file(&file.path, &file.content, &mut found, edition);
    // What is not read as a whole has no digest.
    if let Some((edition, digest)) = read.as_ref().filter(|_| found.is_empty()) {
        found.extend(check_digest(&file.path, edition, digest.as_ref()));
    }
    diagnostics.extend(found);
    read.map(|(edition, _)| Edition { name: name.to_owned(), ..edition })
}

fn misnamed(path: &SourcePath) -> Diagnostic {
    let message =
        format!("`{EDITIONS}/` holds the manifests of editions, called `NAME.toml`, and nothing else");
    let name = slug(path.stem());
    let is_manifest = path.extension() == ".toml" && !path.inside().contains('/') && !name.is_empty();
    let help = if is_manifest {
        format!("rename it to `{name}.toml`: a name is small letters, digits and hyphens")
    } else {
        "put it into another folder".to_owned()
    };
    Diagnostic::new(Code::BadName, Span::new(path, 0..0), message).help(help)
}

fn edition(decoder: &mut Decoder<'_>, root: &Node) -> Option<(Edition, Option<Spanned<String>>)> {
    let mut fields = decoder.fields(root, "the file")?;
    let (title, note) = (fields.text("title"), fields.text("note"));
    let digest = fields.spanned("digest");
    let date = fields.date("date");
    let date = fields.require(date, "date", &(0..0));
    let pages = table(&mut fields, "pages", Address::Page, page);
    let facts = table(&mut fields, "facts", Address::Statement, fact);
    let events = table(&mut fields, "events", Address::Statement, event);
    check_pages(&mut fields.decoder(), &pages.places, facts.places.iter().chain(&events.places));
    fields.finish();
    let (pages, facts, events) = (pages.rows, facts.rows, events.rows);
    let edition = Edition { title, note, date, pages, facts, events, ..Edition::default() };
    Some((edition.sealed(), digest))
}

/// Reports pages that figures or events are on and that are not listed, each once. Of a file with other faults they may
/// stand in what was not read.
fn check_pages<'p>(
    decoder: &mut Decoder<'_>,
    pages: &BTreeMap<String, Range<usize>>,
    statements: impl Iterator<Item = (&'p String, &'p Range<usize>)>,
) {
    if !decoder.diagnostics.is_empty() {
        return;
    }
    let page = |address: &'p str| address.split('#').next().unwrap_or_default();
    let mut unknown = BTreeMap::new();
    for (address, range) in statements {
        if !pages.contains_key(page(address)) {
            unknown.entry(page(address)).or_insert(range);
        }
    }
    for (page, range) in unknown {
        let message = format!("this edition has no page `{page}`");
        let problem = Diagnostic::new(Code::BadValue, decoder.span(range), message);
        decoder.push(problem.help("add it below `[pages]`, or correct the address".to_owned()));
    }
}

/// The lines of a table, and where each address stands, in order, whether its line is right or not.
struct Table<T> {
    rows: BTreeMap<String, T>,
    places: BTreeMap<String, Range<usize>>,
}

fn table<T>(
    tables: &mut Fields<'_, '_>,
    key: &'static str,
    kind: Address,
    read: impl Fn(&mut Fields<'_, '_>, &Range<usize>) -> Option<T>,
) -> Table<T> {
    let mut table = Table { rows: BTreeMap::new(), places: BTreeMap::new() };
    for Entry { key: address, range, node } in tables.map(key) {
        let mut decoder = tables.decoder();
        if !is_address(address, kind) {
            decoder.push(no_address(&decoder, address, range, kind));
            continue;
        }
        table.places.insert(address.clone(), range.clone());
        let Some(mut fields) = decoder.fields(node, &format!("`{address}`")) else { continue };
        let row = read(&mut fields, range);
        fields.finish();
        table.rows.extend(row.map(|row| (address.clone(), row)));
    }
    table
}

fn is_address(address: &str, kind: Address) -> bool {
    let (page, id) = address.split_once('#').map_or((address, None), |(page, id)| (page, Some(id)));
    let is_plain = !address.contains(|c: char| c.is_whitespace() || c.is_control());
    let has_id = match kind {
        Address::Page => id.is_none(),
        Address::Statement => id.is_some_and(|id| !id.is_empty()),
    };
    page.starts_with('/') && is_plain && has_id
}

fn no_address(decoder: &Decoder<'_>, address: &str, range: &Range<usize>, kind: Address) -> Diagnostic {
    let (what, example) = match kind {
        Address::Page => ("a page", "\"/projects/lamp/\""),
        Address::Statement => ("a figure or an event", "\"/projects/lamp/#height.2020.survey\""),
    };
    let message = format!("`{address}` is not the address of {what}");
    Diagnostic::new(Code::BadValue, decoder.span(range), message)
        .help(format!("write the address on the site, such as `{example}`"))
}

fn page(fields: &mut Fields<'_, '_>, place: &Range<usize>) -> Option<EditionPage> {
    let kind = required(fields, "kind", place);
    let title = required(fields, "title", place);
    let digest = fields.text("digest");
    Some(EditionPage { kind: kind?, title: title?, digest })
}

fn fact(fields: &mut Fields<'_, '_>, place: &Range<usize>) -> Option<EditionFact> {
    let metric = required(fields, "metric", place);
    let value = required(fields, "value", place);
    let amount = fields.get("amount", amount);
    let date = fields.date("date");
    let (source, note) = (fields.text("source"), fields.text("note"));
    let disputed = fields.bool("disputed").unwrap_or(false);
    let digest = required(fields, "digest", place);
    Some(EditionFact {
        metric: metric?,
        value: value?,
        amount,
        date,
        source,
        note,
        disputed,
        digest: digest?,
    })
}

fn event(fields: &mut Fields<'_, '_>, place: &Range<usize>) -> Option<EditionEvent> {
    let date = fields.date("date");
    let date = fields.require(date, "date", place);
    let text = required(fields, "text", place);
    let source = fields.text("source");
    let prediction = fields.bool("prediction").unwrap_or(false);
    Some(EditionEvent { date: date?, text: text?, source, prediction })
}

fn required(fields: &mut Fields<'_, '_>, key: &'static str, place: &Range<usize>) -> Option<String> {
    let value = fields.text(key);
    fields.require(value, key, place)
}

/// A number, or the two ends of a range.
fn amount(decoder: &mut Decoder<'_>, node: &Node, what: &str) -> Option<[Number; 2]> {
    let ends = match &node.value {
        Value::List(items) if items.len() == 2 => [&items[0], &items[1]],
        _ => [node, node],
    };
    let number = |node: &Node| {
        let written = decoder.text.get(node.range.clone()).unwrap_or_default();
        Number::parse(written.trim_matches('"'))
    };
    let numbers = ends.map(number);
    let [Some(from), Some(to)] = numbers else {
        let message = format!("{what} takes a number, or the two ends of a range");
        let help = "write `300` or `[8, 10]`".to_owned();
        decoder.push(Diagnostic::new(Code::BadValue, decoder.span(&node.range), message).help(help));
        return None;
    };
    Some([from, to])
}

fn check_digest(
    path: &SourcePath,
    edition: &Edition,
    digest: Option<&Spanned<String>>,
) -> Option<Diagnostic> {
    let held = &edition.digest;
    let Some(digest) = digest else {
        let missing = Diagnostic::new(Code::MissingKey, Span::new(path, 0..0), "the key `digest` is missing");
        return Some(missing.help(format!("write `digest = \"{held}\"` above the line `date`")));
    };
    if digest.value == *held {
        return None;
    }
    let message = "this edition does not hold what it held when it was made: its digest is another one";
    let help =
        format!("bring the file back as it was, or write `digest = \"{held}\"` if the change is meant");
    let span = Span::new(path, digest.range.clone());
    Some(Diagnostic::new(Code::EditedEdition, span, message).help(help))
}
