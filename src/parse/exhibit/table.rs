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
    let mut every_column = false;
    let cells = if let Some(node) = fields.node("rows") {
        read_rows(fields, node, columns.len())
    } else {
        every_column = fields.bool("every-column").unwrap_or(false);
        Some(Cells::Pages { query: Box::new(query::read(fields)), pick: query::read_selector(fields) })
    };
    let (sort, order, top) = (fields.spanned("sort"), query::read_order(fields), fields.count("top", 1));
    (!columns.is_empty()).then_some(TableSpec { columns, cells: cells?, sort, order, top, every_column })
}

fn read_rows(fields: &mut Fields<'_, '_>, node: &Node, columns: usize) -> Option<Cells> {
    let rows = fields.list("rows", |decoder, node| row(decoder, node, columns));
    let counted = if let Value::List(items) = &node.value { items.len() } else { 0 };
    (rows.len() == counted).then_some(Cells::Inline(rows))
}

fn row(decoder: &mut Decoder<'_>, node: &Node, columns: usize) -> Option<Vec<Spanned<String>>> {
    let Value::List(items) = &node.value else {
        decoder.report(Code::WrongType, &node.range, "a row is a list of cells: `[a, b]`");
        return None;
    };
    if items.len() != columns {
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
