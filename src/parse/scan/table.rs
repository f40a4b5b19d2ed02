//! Tables of Markdown: rows that lose cells, and tables that are none.

use std::ops::Range;

use super::Scan;
use crate::diagnostic::{Code, Diagnostic};

impl Scan<'_> {
    /// A row with more cells than the head loses them, and one with fewer has perhaps lost a `|`.
    pub(super) fn check_row(&mut self, range: &Range<usize>) {
        let row = self.text[range.clone()].trim_end();
        let cells = cells(row);
        if cells == self.columns || is_torn(row) {
            return;
        }
        let (lost, help) = if cells > self.columns {
            (", so its end is lost", "write `\\|` for a `|` that ends no cell")
        } else {
            ("", "write `| |` for an empty cell")
        };
        let message = format!("the row has {cells} cells and the head {}{lost}", self.columns);
        let span = self.span(&(range.start..range.start + row.len()));
        self.diagnostics.push(Diagnostic::new(Code::BrokenTable, span, message).help(help.to_owned()));
    }

    /// Lines that look like the rows of a table and were read as a paragraph.
    pub(super) fn unread_table(&mut self, start: usize, end: usize) {
        let rows =
            || self.text[start..end].lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end());
        let is_row = |row: &str| row.len() > 2 && row.starts_with('|') && row.ends_with('|');
        let mut all = rows();
        let Some(head) = all.next().filter(|head| is_row(head)) else { return };
        if all.next().is_none() || !rows().all(is_row) {
            return;
        }
        let message = "this table is printed as it stands: no line below its head fits it";
        let help = format!("below the head stands `|{}`", "---|".repeat(cells(head)));
        let span = self.span(&(start..start + head.len()));
        self.diagnostics.push(Diagnostic::new(Code::BrokenTable, span, message).help(help));
    }
}

/// How many cells a row has as GitHub counts them: `\|` ends none, whatever stands around it.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let inside = row.strip_prefix('|').unwrap_or(row);
    let is_border = |at: &usize| !inside[..*at].ends_with('\\');
    let borders: Vec<_> = inside.match_indices('|').map(|(at, _)| at).filter(is_border).collect();
    let is_closed = borders.last().is_some_and(|at| at + 1 == inside.len());
    borders.len() + usize::from(!is_closed)
}

/// Whether a `|` without a backslash stands inside of `[[…]]`: that is reported as a link without an end.
fn is_torn(row: &str) -> bool {
    let mut links = row.split("[[").skip(1).filter_map(|rest| rest.split_once("]]"));
    links.any(|(link, _)| link.replace("\\|", "").contains('|'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_github_does() {
        let table = [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a | b", 2),
            ("|a||b|", 3),
            ("| `a\\|b` | c |", 2),
            ("| a |", 1),
            ("||", 1),
        ];
        for (row, count) in table {
            assert_eq!(cells(row), count, "{row}");
        }
    }
}
