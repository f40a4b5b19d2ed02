//! Tables, and the same as CSV.

mod csv;

use std::collections::BTreeMap;

use super::name;
use super::provenance::{citation, doubt};
use crate::date::Date;
use crate::exhibit::{Cell, Column, Datum, Exhibit, Table};
use crate::render::html::{href, text};

pub(in crate::render) use csv::csv;

/// The remarks on figures, each once. They stand below the table, because a sentence in a column of numbers
/// would tear the rows apart, and are named by letters, which nobody takes for a digit of the figure.
#[derive(Default)]
struct Remarks<'a> {
    numbers: BTreeMap<Remark<'a>, usize>,
    order: Vec<Remark<'a>>,
}

/// What a figure counts, and what speaks against it.
type Remark<'a> = (Option<&'a str>, Option<&'a str>);

impl<'a> Remarks<'a> {
    /// The letter of the remark on a figure, if there is one.
    fn letter(&mut self, datum: &'a Datum) -> Option<String> {
        let remark = (datum.note.as_deref(), datum.doubt.as_deref());
        if remark == (None, None) {
            return None;
        }
        let number = *self.numbers.entry(remark).or_insert_with(|| {
            self.order.push(remark);
            self.order.len() - 1
        });
        Some(letter(number))
    }
}

/// `a` to `z`, then `aa` and so on, as an ordered list of this type has them.
fn letter(number: usize) -> String {
    let last = char::from(b'a' + u8::try_from(number % 26).unwrap_or(0));
    let before = (number / 26).checked_sub(1).map(letter);
    before.unwrap_or_default() + &last.to_string()
}

/// What all cells of a table share.
struct Context<'a> {
    id: String,
    base: &'a str,
    remarks: Remarks<'a>,
}

pub(super) fn render(exhibit: &Exhibit, table: &Table, base: &str) -> String {
    let title = text(&exhibit.title);
    let mut context = Context { id: text(&exhibit.id), base, remarks: Remarks::default() };
    let heads: String = table.columns.iter().map(head).collect();
    let rows: String = table.rows.iter().map(|cells| row(&mut context, &table.columns, cells)).collect();
    let (caption, notes) = (caption(table), notes(&context));
    let csv = href(&format!("{base}{}", table.csv));
    format!(
        "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table: {title}\">\n\
         <table class=\"directory\">\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</div>\n{notes}\
         <p class=\"exhibit-data\"><a href=\"{csv}\" download>Download as CSV</a></p>\n"
    )
}

/// How many rows there are, and how many there would be.
fn caption(table: &Table) -> String {
    let shown = table.rows.len();
    match (shown, table.left_out) {
        (1, 0) => "1 row".to_owned(),
        (_, 0) => format!("{shown} rows"),
        (1, left_out) => format!("The first of {} rows", 1 + left_out),
        (_, left_out) => format!("The first {shown} of {} rows", shown + left_out),
    }
}

fn head(column: &Column) -> String {
    let class = if column.numeric { " class=\"right\"" } else { "" };
    format!("<th scope=\"col\"{class}>{}</th>", text(&column.label))
}

fn row<'a>(context: &mut Context<'a>, columns: &[Column], cells: &'a [Cell]) -> String {
    let cells: String = cells
        .iter()
        .zip(columns)
        .enumerate()
        .map(|(place, (cell, column))| match cell {
            // The words a row starts with are what it is about.
            Cell::Names(_) if place == 0 && !column.numeric => {
                format!("<th scope=\"row\">{}</th>", content(context, cell))
            }
            _ if column.numeric => {
                format!("<td class=\"right\"{}>{}</td>", sort_key(cell), content(context, cell))
            }
            _ => format!("<td>{}</td>", content(context, cell)),
        })
        .collect();
    format!("<tr>{cells}</tr>\n")
}

/// What a column of figures is sorted by in the browser.
fn sort_key(cell: &Cell) -> String {
    match cell {
        Cell::Figure(datum) => format!(" data-sort=\"{}\"", datum.low.0),
        Cell::Empty | Cell::Names(_) => String::new(),
    }
}

fn content<'a>(context: &mut Context<'a>, cell: &'a Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Names(names) => {
            let names: Vec<_> = names.iter().map(|to| name(to, context.base)).collect();
            names.join(", ")
        }
        Cell::Figure(datum) => figure(context, datum),
    }
}

/// The figure, the letter of the remark on it, and its date, which leads to the source.
fn figure<'a>(context: &mut Context<'a>, datum: &'a Datum) -> String {
    let words = text(&datum.text)
        + &context.remarks.letter(datum).map(|letter| mark(&context.id, &letter)).unwrap_or_default();
    let small = match (datum.date.map(Date::long), &datum.source) {
        (None, None) => return words,
        (Some(date), None) => text(&date),
        (date, Some(source)) => citation(source, date.as_deref().unwrap_or("source"), context.base),
    };
    format!("{words} <small class=\"provenance\">{small}</small>")
}

/// Leads to a remark.
fn mark(id: &str, letter: &str) -> String {
    let target = format!("#fb-{id}-remark-{letter}");
    format!("<a class=\"remark-mark\" href=\"{target}\" aria-label=\"Remark {letter}\">{letter}</a>")
}

fn notes(context: &Context) -> String {
    if context.remarks.order.is_empty() {
        return String::new();
    }
    let notes: Vec<_> = context
        .remarks
        .order
        .iter()
        .zip(0..)
        .map(|((note, against), number)| {
            let note = note.map(text);
            let words: Vec<_> = note.into_iter().chain(against.map(doubt)).collect();
            format!("<li id=\"fb-{}-remark-{}\">{}</li>\n", context.id, letter(number), words.join(" "))
        })
        .collect();
    let notes = notes.concat();
    format!("<ol type=\"a\" class=\"remarks\" aria-label=\"Remarks\">\n{notes}</ol>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::{Amount, Content, Name};
    use crate::parse::Precision;

    pub(super) fn column(label: &str, numeric: bool) -> Column {
        Column { label: label.into(), numeric }
    }

    pub(super) fn names(names: &[&str]) -> Cell {
        let name =
            |text: &&str| Name { text: (*text).into(), url: Some(format!("/projects/{}/", text.len())) };
        Cell::Names(names.iter().map(name).collect())
    }

    pub(super) fn datum(value: f64, words: &str) -> Datum {
        let (low, text) = (Amount(value), words.to_owned());
        Datum {
            low,
            high: low,
            text,
            digits: [value.to_string(), value.to_string()],
            precision: Precision::Exact,
            date: None,
            source: None,
            note: None,
            doubt: None,
        }
    }

    /// Two lighthouses and one that nobody measured.
    pub(super) fn table() -> Table {
        let survey = Name { text: "Survey, \"1901\"".into(), url: Some("/sources/survey/".into()) };
        let skerry = Datum {
            precision: Precision::Approximate,
            date: Date::parse("1901-06"),
            source: Some(survey.clone()),
            note: Some("of the old lamp".into()),
            doubt: Some("Sailors <disagree>.".into()),
            ..datum(300_000.0, "about 300,000")
        };
        let bell = Datum { source: Some(survey), note: skerry.note.clone(), ..datum(1_850.5, "1,850.5") };
        let again = Datum { date: Date::parse("1899"), ..skerry.clone() };
        Table {
            columns: vec![column("Name", false), column("Built by", false), column("Candelas", true)],
            rows: vec![
                vec![names(&["Skerry <North>"]), names(&["Stevenson", "Sons & Co"]), Cell::Figure(skerry)],
                vec![names(&["Bell Rock"]), Cell::Empty, Cell::Figure(bell)],
                vec![names(&["Old Light"]), Cell::Empty, Cell::Figure(again)],
                vec![names(&["The Dark One"]), names(&["Nobody"]), Cell::Empty],
            ],
            left_out: 3,
            csv: "/data/lights.csv".into(),
        }
    }

    fn exhibit(table: Table) -> Exhibit {
        let (id, title) = ("lights".to_owned(), "How bright they are".to_owned());
        Exhibit { id, title, note: None, content: Content::Table(table) }
    }

    #[test]
    fn figures_stand_to_the_right_with_their_date_source_and_remark() {
        let table = table();
        insta::assert_snapshot!(render(&exhibit(table.clone()), &table, "/base"));
    }

    #[test]
    fn letters_go_on_after_the_alphabet() {
        assert_eq!([0, 25, 26, 701, 702].map(letter), ["a", "z", "aa", "zz", "aaa"]);
    }

    #[test]
    fn the_caption_counts_the_rows() {
        let count =
            |rows: usize, left_out| caption(&Table { rows: vec![Vec::new(); rows], left_out, ..table() });
        assert_eq!(count(1, 0), "1 row");
        assert_eq!(count(0, 0), "0 rows");
        assert_eq!(count(12, 0), "12 rows");
        assert_eq!(count(1, 4), "The first of 5 rows");
        assert_eq!(count(12, 30), "The first 12 of 42 rows");
    }
}
