//! A table → pages of one kind, or facts of pages that are there.

use std::collections::BTreeMap;

use super::draft::{FactDraft, PageDraft, date, list};
use super::slugs::{has_signs, wanted_slug};
use super::{Intake, Provenance, Rejection};
use crate::diagnostic::did_you_mean;
use crate::keys::{self, Shape};
use crate::node::yaml_text;
use crate::parse::Kind;

/// What the rows of a table are.
#[derive(Clone, Debug)]
pub struct RowMapping {
    /// Pages of this kind; without one, each row has facts of a page that is there.
    pub kind: Option<Kind>,
    /// Which column has what: pairs of a key and the head of its column. Without any, columns are called as keys are.
    pub map: Vec<(String, String)>,
    /// The slug of the source of all facts, where no column names it.
    pub source: Option<String>,
    /// The date of all facts, where no column has it.
    pub as_of: Option<String>,
}

/// The keys that a row of facts can have beside metrics.
const FACT_KEYS: [&str; 10] =
    ["entity", "metric", "value", "as-of", "source", "at", "note", "approximate", "at-least", "at-most"];

/// The key of a page that is its text.
const TEXT: &str = "text";

/// Stands between the items of a list in one cell.
const SEPARATOR: char = ';';

/// A row: its line, and the cells that have a key and are not empty.
struct Row {
    line: usize,
    cells: BTreeMap<String, String>,
}

/// Adds the rows of a table. Facts without a source of their own are from `provenance`, whose page is added as well.
pub fn from_csv(
    mut intake: Intake<'_>,
    text: &str,
    rows: &RowMapping,
    provenance: &Provenance,
) -> Result<super::Import, Vec<Rejection>> {
    let table = read(&intake, text, rows).map_err(|rejection| vec![rejection])?;
    let mut rejections = Vec::new();
    if let Some(kind) = rows.kind {
        give_slugs(&mut intake, kind, &table);
    }
    let mut seen: BTreeMap<String, &Row> = BTreeMap::new();
    for row in &table {
        let added = match rows.kind {
            Some(kind) => page(&mut intake, kind, row, rows, provenance, &mut seen),
            None => facts(&mut intake, row, rows, provenance),
        };
        rejections.extend(added.err());
    }
    if !rejections.is_empty() {
        return Err(rejections);
    }
    intake.finish(rows.source.is_none().then_some(provenance))
}

/// Reads the table and finds the columns.
fn read(intake: &Intake<'_>, text: &str, rows: &RowMapping) -> Result<Vec<Row>, Rejection> {
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
    let delimiter =
        *[b',', b';', b'\t'].iter().max_by_key(|sign| (count(**sign), **sign == b',')).unwrap_or(&b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let heads: Vec<String> =
        reader.headers().map_err(|error| broken(&error))?.iter().map(str::to_owned).collect();
    if text.contains('\0') || heads.iter().all(String::is_empty) {
        return Err(Rejection::new(1, "this is no table of comma-separated values"));
    }
    let columns = columns(intake, &heads, rows)?;
    let mut table = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| broken(&error))?;
        let line = record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0));
        let cell = |(key, at): &(String, usize)| Some((key.clone(), record.get(*at)?.to_owned()));
        let cells = columns.iter().filter_map(cell).filter(|(_, cell)| !cell.is_empty()).collect();
        table.push(Row { line, cells });
    }
    Ok(table)
}

fn broken(error: &csv::Error) -> Rejection {
    let line = error.position().and_then(|at| usize::try_from(at.line()).ok());
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Rejection::new(line, format!("the row has {len} cells and the table {expected_len} columns"))
                .help("put cells that hold the separator into quotation marks".to_owned())
        }
        _ => Rejection::new(line, "this is no table of comma-separated values"),
    }
}

/// The key of each column that has one.
fn columns(
    intake: &Intake<'_>,
    heads: &[String],
    rows: &RowMapping,
) -> Result<Vec<(String, usize)>, Rejection> {
    let mut columns = Vec::new();
    if rows.map.is_empty() {
        let named = |head: &String| head.to_lowercase().replace([' ', '_'], "-");
        let keys = heads.iter().map(named).enumerate();
        columns.extend(keys.filter(|(_, key)| is_key(intake, key, rows.kind)).map(|(at, key)| (key, at)));
    }
    for (key, head) in &rows.map {
        let Some(at) = heads.iter().position(|known| known == head) else {
            let help = did_you_mean(head, heads.iter().map(String::as_str));
            let all = || format!("the columns are {}", heads.join(", "));
            return Err(
                Rejection::new(1, format!("the table has no column `{head}`")).help(help.unwrap_or_else(all))
            );
        };
        if !is_key(intake, key, rows.kind) {
            let known = known_keys(rows.kind);
            let help = did_you_mean(key, known.iter().copied().chain(intake.site().metrics.names()));
            let all = || format!("the keys are {}, and the metrics of the site", known.join(", "));
            let message = format!("`{key}` is neither a key that can be imported nor a metric");
            return Err(Rejection::new(None, message).help(help.unwrap_or_else(all)));
        }
        columns.push((key.clone(), at));
    }
    once(&columns, heads)?;
    let needed = if rows.kind.is_some() { "title" } else { "entity" };
    if columns.iter().any(|(key, _)| key == needed) {
        return Ok(columns);
    }
    let help = format!("say which one it is: `--map {needed}=COLUMN`; the columns are {}", heads.join(", "));
    Err(Rejection::new(1, format!("no column is the `{needed}`")).help(help))
}

/// Refuses two columns that are one key: one of them would be lost.
fn once(columns: &[(String, usize)], heads: &[String]) -> Result<(), Rejection> {
    for (index, (key, at)) in columns.iter().enumerate() {
        if let Some((_, first)) = columns[..index].iter().find(|(other, _)| other == key) {
            let message =
                format!("the columns `{}` and `{}` are both the `{key}`", heads[*first], heads[*at]);
            return Err(Rejection::new(1, message)
                .help("keep one of them, or say by `--map` which one it is".to_owned()));
        }
        if let Some(other) = (*at + 1..heads.len()).find(|other| heads[*other] == heads[*at]) {
            let message =
                format!("the columns {} and {} are both called `{}`", at + 1, other + 1, heads[*at]);
            return Err(Rejection::new(1, message).help("give one of them another name".to_owned()));
        }
    }
    Ok(())
}

fn is_key(intake: &Intake<'_>, key: &str, kind: Option<Kind>) -> bool {
    let is_link = kind.is_some() && key.strip_prefix("links.").is_some_and(|name| !name.is_empty());
    is_link || known_keys(kind).contains(&key) || intake.site().metrics.get(key).is_some()
}

/// The keys that a column can be.
fn known_keys(kind: Option<Kind>) -> Vec<&'static str> {
    let Some(kind) = kind else { return FACT_KEYS.to_vec() };
    let fits = |shape: Shape| match shape {
        Shape::Text
        | Shape::Texts
        | Shape::Date
        | Shape::Integer
        | Shape::Bool
        | Shape::Word(_)
        | Shape::Slug(_)
        | Shape::Slugs(_)
        | Shape::Siblings
        | Shape::Relations(_) => true,
        Shape::Facts
        | Shape::Events
        | Shape::Remarks
        | Shape::Findings
        | Shape::Uses
        | Shape::Names
        | Shape::Links
        | Shape::Anything => false,
    };
    let keys = keys::of(kind).filter(|key| fits(key.shape)).map(|key| key.name);
    keys.chain([TEXT, "as-of", "source"].into_iter().filter(|key| !keys_of(kind).contains(key))).collect()
}

fn keys_of(kind: Kind) -> Vec<&'static str> {
    keys::of(kind).map(|key| key.name).collect()
}

/// Gives the pages of all rows their slugs, since a row can name the page of one below it.
fn give_slugs(intake: &mut Intake<'_>, kind: Kind, table: &[Row]) {
    let titles: Vec<_> = table.iter().filter_map(|row| row.cells.get("title")).collect();
    let (signed, plain): (Vec<_>, Vec<_>) = titles.into_iter().partition(|title| has_signs(title));
    for title in plain.into_iter().chain(signed) {
        intake.give_slug(kind, title, &wanted_slug(title));
    }
}

/// Adds the page of a row.
fn page<'r>(
    intake: &mut Intake<'_>,
    kind: Kind,
    row: &'r Row,
    rows: &RowMapping,
    provenance: &Provenance,
    seen: &mut BTreeMap<String, &'r Row>,
) -> Result<(), Rejection> {
    let Some(title) = row.cells.get("title") else {
        return Err(Rejection::new(row.line, "the row has no `title`"));
    };
    let wanted = wanted_slug(title);
    if wanted.is_empty() {
        let message = format!("no file name can be made of `{title}`: it has no letter and no digit");
        return Err(Rejection::new(row.line, message));
    }
    let slug = intake.give_slug(kind, title, &wanted);
    let first = *seen.entry(slug.clone()).or_insert(row);
    if first.line != row.line {
        // A column of makers has each of them once for each of its products.
        if first.cells == row.cells {
            intake.keep_page();
            return Ok(());
        }
        let message =
            format!("`{title}` stands in line {} already and says something else there", first.line);
        return Err(Rejection::new(row.line, message).help("keep one of the two rows".to_owned()));
    }
    let mut draft = PageDraft::new(kind, &slug, title, Some(row.line));
    for key in keys::of(kind).filter(|key| !["title", "sources"].contains(&key.name)) {
        if let Some(cell) = row.cells.get(key.name) {
            draft.keys.push((key.name, written(intake, kind, key.shape, cell)));
        }
    }
    let named = row.cells.iter().filter_map(|(key, url)| Some((key.strip_prefix("links.")?, url.as_str())));
    let named = named.map(|(name, url)| format!("{}: {}", yaml_text(name), serde_json::Value::from(url)));
    let named: Vec<_> = named.collect();
    if !named.is_empty() {
        draft.keys.push(("links", format!("{{{}}}", named.join(", "))));
    }
    draft.text = row.cells.get(TEXT).cloned().unwrap_or_default();
    draft.facts = columns_of_metrics(intake, row, rows, provenance);
    draft.sources = match row.cells.get("sources") {
        Some(cell) => items(cell).map(|name| intake.slug_of(Kind::Source, name)).collect(),
        None if kind == Kind::Source => Vec::new(),
        None => vec![rows.source.clone().unwrap_or_else(|| provenance.slug())],
    };
    intake.page(draft)
}

/// The items of a list in a cell.
fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(SEPARATOR).map(str::trim).filter(|item| !item.is_empty())
}

/// A cell as what stands behind the colon of its key.
fn written(intake: &Intake<'_>, own: Kind, shape: Shape, cell: &str) -> String {
    let texts = || items(cell).map(str::to_owned).collect::<Vec<_>>();
    let slugs = |kind| items(cell).map(|name| intake.slug_of(kind, name)).collect::<Vec<_>>();
    match shape {
        Shape::Texts => list(&texts()),
        Shape::Date => date(cell),
        Shape::Integer | Shape::Bool if cell.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => {
            cell.to_lowercase()
        }
        Shape::Slug(kind) => yaml_text(&intake.slug_of(kind, cell)),
        Shape::Slugs(kind) | Shape::Relations(kind) => list(&slugs(kind)),
        Shape::Siblings => list(&slugs(own)),
        Shape::Text
        | Shape::Word(_)
        | Shape::Integer
        | Shape::Bool
        | Shape::Facts
        | Shape::Events
        | Shape::Remarks
        | Shape::Findings
        | Shape::Uses
        | Shape::Names
        | Shape::Links
        | Shape::Anything => yaml_text(cell),
    }
}

/// Adds the facts of a row to the page that it names.
fn facts(
    intake: &mut Intake<'_>,
    row: &Row,
    rows: &RowMapping,
    provenance: &Provenance,
) -> Result<(), Rejection> {
    let Some(name) = row.cells.get("entity") else {
        return Err(Rejection::new(row.line, "the row has no `entity`"));
    };
    let id = intake.entity(name, row.line)?;
    let mut facts = columns_of_metrics(intake, row, rows, provenance);
    match (row.cells.get("metric"), row.cells.get("value")) {
        (Some(metric), Some(value)) => {
            let metric = intake.metric_name(metric);
            facts.push(fact(intake, metric, value, row, rows, provenance));
        }
        (None, Some(_)) => return Err(Rejection::new(row.line, "the row has a `value` and no `metric`")),
        // Nobody has counted it, or a column is the metric.
        (None | Some(_), None) => {}
    }
    facts.into_iter().try_for_each(|fact| intake.fact(id, fact))
}

/// The facts of the columns that are metrics themselves.
fn columns_of_metrics(
    intake: &Intake<'_>,
    row: &Row,
    rows: &RowMapping,
    provenance: &Provenance,
) -> Vec<FactDraft> {
    let metrics = row.cells.iter().filter(|(key, _)| intake.site().metrics.get(key).is_some());
    metrics.map(|(key, value)| fact(intake, key.clone(), value, row, rows, provenance)).collect()
}

fn fact(
    intake: &Intake<'_>,
    metric: String,
    value: &str,
    row: &Row,
    rows: &RowMapping,
    provenance: &Provenance,
) -> FactDraft {
    let cell = |key: &str| row.cells.get(key).cloned();
    let named = cell("source").map(|name| intake.slug_of(Kind::Source, &name));
    let source = named.or_else(|| rows.source.clone()).unwrap_or_else(|| provenance.slug());
    let words = ["at", "note"].into_iter().filter_map(|key| Some((key, yaml_text(&cell(key)?))));
    let marks = ["approximate", "at-least", "at-most"].into_iter();
    let marks = marks.filter_map(|key| Some((key, cell(key)?.to_lowercase())));
    let marks = marks.map(|(key, word)| {
        (key, if ["true", "false"].contains(&word.as_str()) { word } else { yaml_text(&word) })
    });
    FactDraft {
        metric,
        value: value.to_owned(),
        as_of: cell("as-of").or_else(|| rows.as_of.clone()),
        source: Some(source),
        others: words.chain(marks).collect(),
        line: Some(row.line),
    }
}

impl Intake<'_> {
    /// The metric that a cell names: by its name or its label.
    fn metric_name(&self, cell: &str) -> String {
        let metrics = &self.site().metrics;
        let labelled = |name: &&str| metrics.get(name).is_some_and(|metric| metric.label == cell);
        match metrics.get(cell) {
            Some(_) => cell.to_owned(),
            None => metrics.names().find(labelled).map_or_else(|| cell.to_owned(), str::to_owned),
        }
    }
}
