//! Questions to the data of a site: rows of a table of the data files, chosen by what stands in them or on the page
//! that they are about.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::diagnostic::did_you_mean;
use crate::number::Number;
use crate::parse::Kind;
use crate::plan::{DataTable, DataValue, Field, FieldKind, Schema, TABLES};
use crate::rendered_site::RenderedSite;

/// A question.
#[derive(Clone, Debug)]
pub struct DataQuery {
    /// The table.
    pub table: &'static Schema,
    /// What rows must have: a column, and the values of which any will do.
    pub filters: Vec<(String, Vec<String>)>,
    /// The column that sorts the rows.
    pub sort: Option<String>,
    /// Whether the order is turned round.
    pub reverse: bool,
    /// How many rows at most.
    pub top: Option<usize>,
    /// The columns that are wanted; all if empty.
    pub columns: Vec<String>,
}

/// The rows that answer a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Its columns.
    pub columns: Vec<Field>,
    /// Its rows; each has a value for every column.
    pub rows: Vec<Vec<DataValue>>,
    /// How many there would be without a limit.
    pub found: usize,
}

/// The table of a name. The error is a sentence for people.
pub fn table(name: &str) -> Result<&'static Schema, String> {
    let names = || TABLES.iter().map(|table| table.name);
    let help = || {
        let all = names().collect::<Vec<_>>().join(", ");
        did_you_mean(name, names()).unwrap_or_else(|| format!("they are {all}"))
    };
    let kind = Kind::ALL.into_iter().find(|kind| [kind.name(), kind.folder()].contains(&name));
    let found = TABLES.iter().find(|table| table.name == name);
    found.ok_or_else(|| match kind {
        Some(kind) => format!(
            "there is no table `{name}`; ask for `entities` with `--where kind={}`, or for `sources`",
            kind.name()
        ),
        None => format!("there is no table `{name}`; {}", help()),
    })
}

/// Answers a question. The error is a sentence for people: a column or a metric that is not there.
pub fn answer(rendered: &RenderedSite, query: &DataQuery) -> Result<Answer, String> {
    let DataTable { schema, mut rows } = rendered.data(query.table);
    let filters = query.filters.iter().map(|(column, wanted)| filter(rendered, schema, column, wanted));
    let filters: Vec<_> = filters.collect::<Result<_, _>>()?;
    check_metrics(rendered, query)?;
    rows.retain(|row| filters.iter().all(|filter| filter.accepts(row)));
    if let Some(column) = &query.sort {
        let at = position(schema, column)?;
        rows.sort_by(|one, other| compare(&one[at], &other[at]));
    }
    if query.reverse {
        rows.reverse();
    }
    let found = rows.len();
    rows.truncate(query.top.unwrap_or(usize::MAX));
    let chosen = query.columns.iter().map(|column| position(schema, column));
    let mut chosen: Vec<_> = chosen.collect::<Result<_, _>>()?;
    if chosen.is_empty() {
        chosen = (0..schema.columns.len()).collect();
    }
    let pick = |row: Vec<DataValue>| chosen.iter().map(|at| row[*at].clone()).collect();
    Ok(Answer {
        columns: chosen.iter().map(|at| schema.columns[*at]).collect(),
        rows: rows.into_iter().map(pick).collect(),
        found,
    })
}

/// Fails if a metric is asked for that there is not, which no row can have.
fn check_metrics(rendered: &RenderedSite, query: &DataQuery) -> Result<(), String> {
    let metrics = &rendered.site.metrics;
    let asked = query.filters.iter().filter(|(column, _)| column == "metric").flat_map(|(_, wanted)| wanted);
    let mut unknown = asked.filter(|wanted| !metrics.names().any(|name| is_meant(name, wanted)));
    unknown.next().map_or(Ok(()), |metric| {
        let help = did_you_mean(metric, metrics.names()).unwrap_or_else(|| metrics.choice());
        Err(format!("no metric is called `{metric}`; {help}"))
    })
}

/// Where a column stands.
fn position(schema: &Schema, column: &str) -> Result<usize, String> {
    let names = || schema.columns.iter().map(|field| field.name);
    let help = || {
        let all = names().collect::<Vec<_>>().join(", ");
        did_you_mean(column, names()).unwrap_or_else(|| format!("they are {all}"))
    };
    let found = names().position(|name| name == column);
    found.ok_or_else(|| format!("`{}` has no column `{column}`; {}", schema.name, help()))
}

/// What a column must hold.
struct Filter<'q> {
    /// The column of the row that is looked at.
    at: usize,
    /// For a column of the page that a row is about: its value for each page.
    of_page: Option<BTreeMap<String, DataValue>>,
    wanted: &'q [String],
}

fn filter<'q>(
    rendered: &RenderedSite,
    schema: &'static Schema,
    column: &str,
    wanted: &'q [String],
) -> Result<Filter<'q>, String> {
    let own = position(schema, column);
    // Rows are about the page in their column `entity`.
    let about = position(schema, "entity").ok();
    let pages = TABLES.iter().find(|table| table.name == "entities");
    let (Err(unknown), Some(about), Some(pages)) = (&own, about, pages) else {
        return Ok(Filter { at: own?, of_page: None, wanted });
    };
    let at = position(pages, column).map_err(|_| unknown.clone())?;
    let id = position(pages, "id")?;
    let rows = rendered.data(pages).rows;
    let values = rows.into_iter().map(|row| (text(&row[id]).to_owned(), row[at].clone()));
    Ok(Filter { at: about, of_page: Some(values.collect()), wanted })
}

impl Filter<'_> {
    fn accepts(&self, row: &[DataValue]) -> bool {
        let own = &row[self.at];
        let value = match &self.of_page {
            Some(pages) => pages.get(text(own)).unwrap_or(&DataValue::Missing),
            None => own,
        };
        self.wanted.iter().any(|wanted| is_meant(text(value), wanted))
    }
}

/// Whether a value is this, or holds it: one of a list, or the path of a page by its last part.
fn is_meant(value: &str, wanted: &str) -> bool {
    let same = |one: &str| one.to_lowercase() == wanted.to_lowercase();
    let ends_so = |one: &str| one.rsplit_once('/').is_some_and(|(_, end)| same(end));
    same(value) || value.split("; ").any(|one| same(one) || ends_so(one))
}

fn text(value: &DataValue) -> &str {
    match value {
        DataValue::Missing => "",
        DataValue::Text(words) | DataValue::Number(words) => words,
    }
}

/// Numbers come first, the largest before all, then words by their letters, then what is missing.
fn compare(one: &DataValue, other: &DataValue) -> Ordering {
    let number = |value: &DataValue| Number::parse(text(value));
    match (number(one), number(other)) {
        (Some(one), Some(other)) => other.compare(&one),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => {
            let key = |value: &DataValue| (text(value).is_empty(), text(value).to_lowercase());
            key(one).cmp(&key(other))
        }
    }
}

impl Answer {
    /// The rows for a terminal, the columns below each other.
    pub fn lines(&self) -> String {
        let cells = |row: &Vec<DataValue>| row.iter().map(|value| text(value).to_owned()).collect();
        let head = self.columns.iter().map(|field| field.name.to_owned()).collect();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(self.rows.iter().map(cells)).collect();
        let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or_default();
        let widths: Vec<_> = (0..self.columns.len()).map(width).collect();
        let cell = |(at, text): (usize, &String)| {
            let (width, is_number) = (widths[at], self.columns[at].kind == FieldKind::Number);
            if is_number { format!("{text:>width$}") } else { format!("{text:width$}") }
        };
        let line = |row: &Vec<String>| row.iter().enumerate().map(cell).collect::<Vec<_>>().join("  ");
        rows.iter().flat_map(|row| [line(row).trim_end().to_owned(), "\n".to_owned()]).collect()
    }
}
