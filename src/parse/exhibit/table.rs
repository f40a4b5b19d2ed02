//! `table`: figures and words in rows and columns.

use std::ops::Range;

use super::query::{self, FactSelector, Order, Query};
use crate::diagnostic::{Code, Spanned};
use crate::node::decode::{Decoder, Fields};
use crate::node::{Node, Value};

/// What a table is to show.
#[derive(Clone, Debug, PartialEq)]
pub struct TableSpec {
    /// The columns: what pages have, or the heads of the author's own.
    pub columns: Vec<Spanned<String>>,
    /// What heads each column in place of what is usual; nothing where the author's own heads are the columns.
    pub heads: Vec<Option<String>>,
    /// What has a row.
    pub rows_of: RowsOf,
    /// Columns that every row fills: the others are left out.
    pub having: Vec<Spanned<String>>,
    /// Where the rows come from.
    pub cells: Cells,
    /// The column the rows are sorted by.
    pub sort: Option<Spanned<String>>,
    /// Which end comes first.
    pub order: Option<Order>,
    /// How many rows at most.
    pub top: Option<usize>,
    /// Whether columns that few rows fill are shown as well.
    pub every_column: bool,
}

/// What has a row in a table of pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowsOf {
    /// Each page.
    #[default]
    Pages,
    /// Each use of each company.
    Uses,
}

/// Where the rows of a table come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// A row for each page.
    Pages {
        /// Which pages.
        query: Box<Query>,
        /// Which of several facts.
        pick: FactSelector,
    },
    /// They stand in the block: words, `[[name]]` for a link, `[[page#metric]]` for a figure.
    Inline(Vec<Vec<Spanned<String>>>),
}

pub(super) fn read(fields: &mut Fields<'_, '_>, keyword: &Range<usize>) -> Option<TableSpec> {
    let written = fields.has("columns").then_some(());
    fields.require(written, "columns", keyword);
    let columns = fields.texts("columns");
    fields.require_items("columns", "name at least one");
    let written = fields.node("columns");
    let count =
        written.and_then(|node| if let Value::List(items) = &node.value { Some(items.len()) } else { None });
    let count = count.filter(|count| *count > 0);
    let spec = match fields.node("rows") {
        // Cells belong to columns by their number: where one could not be read, nothing is known of any.
        Some(node) => read_rows(fields, node, count)
            .filter(|_| count == Some(columns.len()))
            .map(|rows| TableSpec::of(rows, columns)),
        None => Some(of_pages(fields, columns)),
    };
    let (sort, order, top) = (fields.spanned("sort"), query::read_order(fields), fields.count("top", 1));
    spec.filter(|spec| !spec.columns.is_empty()).map(|spec| TableSpec { sort, order, top, ..spec })
}

/// A table whose rows are looked up.
fn of_pages(fields: &mut Fields<'_, '_>, columns: Vec<Spanned<String>>) -> TableSpec {
    let rows_of = [("pages", RowsOf::Pages), ("uses", RowsOf::Uses)];
    let rows_of = fields.choice("rows-of", &rows_of).unwrap_or_default();
    let (having, every_column) = (fields.distinct("having", str::to_owned), fields.bool("every-column"));
    fields.require_items("having", query::SOME_OR_NO_KEY);
    let query = match rows_of {
        RowsOf::Pages => query::read(fields),
        RowsOf::Uses => query::read_of_companies(fields),
    };
    let cells = Cells::Pages { query: Box::new(query), pick: query::read_selector(fields) };
    let (columns, heads) = columns.into_iter().map(with_head).unzip();
    let spec = TableSpec::of(cells, columns);
    TableSpec { heads, rows_of, having, every_column: every_column.unwrap_or(false), ..spec }
}

/// `name|words` is the column `name` under a head of one's own.
fn with_head(column: Spanned<String>) -> (Spanned<String>, Option<String>) {
    let Some((name, head)) = column.value.split_once('|') else { return (column, None) };
    let head = Some(head.trim().to_owned()).filter(|head| !head.is_empty());
    (Spanned { value: name.trim().to_owned(), range: column.range }, head)
}

impl TableSpec {
    fn of(cells: Cells, columns: Vec<Spanned<String>>) -> Self {
        Self {
            columns,
            heads: Vec::new(),
            rows_of: RowsOf::default(),
            having: Vec::new(),
            cells,
            sort: None,
            order: None,
            top: None,
            every_column: false,
        }
    }
}

/// The author's own rows. `columns` says how many cells each has, if that is known.
fn read_rows(fields: &mut Fields<'_, '_>, node: &Node, columns: Option<usize>) -> Option<Cells> {
    let rows = fields.list("rows", |decoder, node| row(decoder, node, columns));
    fields.require_items("rows", "write at least one row");
    let counted = if let Value::List(items) = &node.value { items.len() } else { 0 };
    (rows.len() == counted).then_some(Cells::Inline(rows))
}

fn row(decoder: &mut Decoder<'_>, node: &Node, columns: Option<usize>) -> Option<Vec<Spanned<String>>> {
    let Value::List(items) = &node.value else {
        decoder.report(Code::WrongType, &node.range, "a row is a list of cells: `[a, b]`");
        return None;
    };
    if let Some(columns) = columns.filter(|columns| *columns != items.len()) {
        let message = format!("the row has {} cells and the table {columns} columns", items.len());
        decoder.report(Code::BadValue, &node.range, message);
        return None;
    }
    let cell = |item: &Node| match item.value {
        // `-`, `~` and nothing at all leave a cell empty.
        Value::Null => Some(Spanned { value: String::new(), range: item.range.clone() }),
        _ => decoder.text(item, "a cell"),
    };
    items.iter().map(cell).collect()
}
