//! Tables as CSV: RFC 4180, a header row, one line for each row.
//!
//! A column of figures becomes several, named after it. `X` is the plain number, without separators or unit; if
//! one of the figures is a range, `X from` and `X to` take its place, since spreadsheets make a day of `8-10`. Of a
//! date it is `2021-06`, and of words the words.
//! `X unit` is there if its head does not name what one of the figures counts. `X mark` (about, at least, at most), `X at` (where in the source), `X note` and `X remark` are there if a cell has one; `X date` and
//! `X source` always.

use crate::config::names_unit;
use crate::exhibit::{Cell, Figure, Name, SortBy, Table};
use crate::parse::Precision;
use crate::render::csv;

/// One column of the file: the name it adds to the table's column, and what it takes from a figure.
struct Part {
    suffix: &'static str,
    of: fn(&Figure) -> String,
}

/// The rows as RFC 4180 has them.
pub(in crate::render) fn rows(table: &Table) -> String {
    let cells = |place| table.rows.iter().map(move |row: &Vec<Cell>| row.get(place).unwrap_or(&Cell::Empty));
    let columns = table.columns.iter().enumerate();
    let columns: Vec<_> =
        columns.map(|(place, column)| (&column.label, parts(&column.label, cells(place)))).collect();

    let heads = columns.iter().flat_map(|(label, parts)| heads(label, parts));
    let mut file = csv::line(heads);
    for row in &table.rows {
        let fields = row.iter().zip(&columns).flat_map(|(cell, (_, parts))| fields(cell, parts));
        file += &csv::line(fields);
    }
    file
}

/// What the figures among the cells of a column have, in the order of its columns. Nothing if none of them is a figure.
fn parts<'a>(label: &str, cells: impl Iterator<Item = &'a Cell>) -> Vec<Part> {
    let figures = cells.filter_map(|cell| match cell {
        Cell::Figure(figure) => Some(figure),
        Cell::Empty | Cell::Names(_) => None,
    });
    let figures: Vec<_> = figures.collect();
    let any = |has: fn(&Figure) -> bool| figures.iter().any(|figure| has(figure));
    let ranges = any(|figure| figure.plain[0] != figure.plain[1]);
    let mut units = figures.iter().filter_map(|figure| figure.unit.as_deref());
    let is_untold = units.any(|unit| !names_unit(label, unit));
    let parts = [
        (!ranges, Part { suffix: "", of: |figure| plain(figure, 0) }),
        (ranges, Part { suffix: " from", of: |figure| plain(figure, 0) }),
        (ranges, Part { suffix: " to", of: |figure| plain(figure, 1) }),
        (is_untold, Part { suffix: " unit", of: |figure| words(figure.unit.as_deref()) }),
        (
            any(|figure| figure.precision != Precision::Exact),
            Part { suffix: " mark", of: |figure| mark(figure).to_owned() },
        ),
        (
            true,
            Part {
                suffix: " date",
                of: |figure| figure.date.map(|date| date.to_string()).unwrap_or_default(),
            },
        ),
        (
            true,
            Part { suffix: " source", of: |figure| words(figure.source.as_ref().map(|to| to.text.as_str())) },
        ),
        (any(|figure| figure.at.is_some()), Part { suffix: " at", of: |figure| words(figure.at.as_deref()) }),
        (
            any(|figure| figure.note.is_some()),
            Part { suffix: " note", of: |figure| words(figure.note.as_deref()) },
        ),
        (
            any(|figure| figure.doubt.is_some()),
            Part {
                suffix: " remark",
                of: |figure| words(figure.doubt.as_ref().map(|remark| remark.text.as_str())),
            },
        ),
    ];
    parts.into_iter().filter_map(|(wanted, part)| (wanted && !figures.is_empty()).then_some(part)).collect()
}

fn heads(label: &str, parts: &[Part]) -> Vec<String> {
    match parts {
        [] => vec![words(Some(label))],
        _ => parts.iter().map(|part| words(Some(&format!("{label}{}", part.suffix)))).collect(),
    }
}

/// The fields of one cell, as many as its column has parts.
fn fields(cell: &Cell, parts: &[Part]) -> Vec<String> {
    let mut fields = match cell {
        Cell::Empty => Vec::new(),
        Cell::Names(names) => vec![listed(names)],
        Cell::Figure(figure) => parts.iter().map(|part| (part.of)(figure)).collect(),
    };
    fields.resize(parts.len().max(1), String::new());
    fields
}

fn listed(names: &[Name]) -> String {
    let names: Vec<_> = names.iter().map(|name| name.text.as_str()).collect();
    words(Some(&names.join(", ")))
}

/// One end of a figure.
fn plain(figure: &Figure, end: usize) -> String {
    let text = &figure.plain[end];
    match figure.sort {
        SortBy::Amount(_) | SortBy::Date(_) => text.clone(),
        SortBy::Words => words(Some(text)),
    }
}

fn mark(figure: &Figure) -> &'static str {
    figure.precision.mark().unwrap_or_default()
}

fn words(words: Option<&str>) -> String {
    csv::words(words.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{column, datum, names, table};
    use super::*;
    use crate::exhibit::{Amount, Datum};

    fn range(from: f64, to: f64) -> Datum {
        let digits = [from.to_string(), to.to_string()];
        Datum { low: Amount(from), high: Amount(to), digits, ..datum(from, "") }
    }

    #[test]
    fn a_column_of_figures_becomes_several() {
        insta::assert_snapshot!(rows(&table()).replace("\r\n", "\n"), @r#"
    Name,Built by,Candelas,Candelas mark,Candelas date,Candelas source,Candelas note,Candelas remark
    Skerry <North>,"Stevenson, Sons & Co",300000,about,1901-06,"Survey, ""1901""",of the old lamp,Sailors <disagree>.
    Bell Rock,,1850.5,,,"Survey, ""1901""",of the old lamp,
    Old Light,,300000,about,1899,"Survey, ""1901""",of the old lamp,Sailors <disagree>.
    The Dark One,Nobody,,,,,,
    "#);
    }

    #[test]
    fn a_range_is_two_numbers() {
        let mut table = table();
        table.columns = vec![column("Lamps", true)];
        table.rows = vec![
            vec![Cell::Figure(range(8.0, 10.0).into())],
            vec![Cell::Empty],
            vec![Cell::Figure(datum(-0.5, "").into())],
        ];
        assert_eq!(
            rows(&table),
            "Lamps from,Lamps to,Lamps date,Lamps source\r\n8,10,,\r\n,,,\r\n-0.5,-0.5,,\r\n"
        );
    }

    #[test]
    fn words_are_quoted_and_never_a_formula() {
        let mut table = table();
        table.columns = vec![column("=Name", false), column("Said", false)];
        table.rows = vec![
            vec![names(&["=HYPERLINK(\"x\")"]), names(&["a \"lamp\"", "two\nlines"])],
            vec![names(&["-5", "@b"]), Cell::Empty],
        ];
        assert_eq!(
            rows(&table),
            "'=Name,Said\r\n\"'=HYPERLINK(\"\"x\"\")\",\"a \"\"lamp\"\", two\nlines\"\r\n\"'-5, @b\",\r\n"
        );
    }

    #[test]
    fn large_and_small_numbers_have_no_exponent() {
        let mut table = table();
        table.columns = vec![column("Candelas", true)];
        table.rows = [1e21, 0.000_001].map(|value| vec![Cell::Figure(datum(value, "").into())]).to_vec();
        let numbers: Vec<_> = rows(&table).lines().skip(1).map(|line| line.replace(',', "")).collect();
        assert_eq!(numbers, ["1000000000000000000000", "0.000001"]);
    }
}
