//! Tables, and the same as CSV.

mod csv;

use std::collections::BTreeMap;

use crate::config::headed;
use crate::date::Date;
use crate::exhibit::{Cell, CitedRemark, Column, Exhibit, Figure, Name, SortBy, Table};
use crate::render::html::{Html, Tag, element, name, scrolled};
use crate::render::provenance::{age, contested, contested_legend, doubt, to_fact};

pub(in crate::render) use csv::rows as csv;

/// The remarks on figures, each once. They stand below the table, because a sentence in a column of numbers
/// would tear the rows apart, and are named by letters, which nobody takes for a digit of the figure.
#[derive(Default)]
struct Remarks<'a> {
    numbers: BTreeMap<Remark<'a>, usize>,
    order: Vec<Remark<'a>>,
}

/// What a figure counts, and what speaks against it.
type Remark<'a> = (Option<&'a str>, Option<&'a CitedRemark>);

impl<'a> Remarks<'a> {
    /// The letter of the remark on a figure, if there is one.
    fn letter(&mut self, figure: &'a Figure) -> Option<String> {
        let remark = (figure.note.as_deref(), figure.doubt.as_deref());
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
    id: &'a str,
    base: &'a str,
    remarks: Remarks<'a>,
}

pub(super) fn render(exhibit: &Exhibit, table: &Table, base: &str) -> Html {
    let mut context = Context { id: &exhibit.id, base, remarks: Remarks::default() };
    let shown = table.columns.iter().filter(|column| column.sparse.is_none());
    let heads = element("tr").with(shown.map(head).collect::<Html>());
    let rows: Html = table.rows.iter().map(|cells| row(&mut context, &table.columns, cells)).collect();
    let body = element("table")
        .class("directory")
        .newline()
        .with(element("caption").text(caption(table)).line())
        .with(element("thead").with(heads).line())
        .with(element("tbody").newline().with(rows).line());
    let area = scrolled(format_args!("Table: {}", exhibit.title)).newline().with(body.line());
    let legend = element("p").class("fine-print").with(contested_legend(base));
    let legend = table.figures().any(|figure| figure.standing.contested).then(|| legend.line());
    area.line().with(sparse(table)).with(notes(&context)).with(legend)
}

/// Where the figures come from.
pub(super) fn sources(table: &Table) -> Vec<&Name> {
    table.figures().filter_map(|figure| figure.source.as_ref()).collect()
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

/// Which columns are left out because few rows fill them.
fn sparse(table: &Table) -> Option<Html> {
    let rows = table.rows.len();
    let sparse = |column: &Column| Some(format!("{} ({} of {rows})", column.label, column.sparse?));
    let columns: Vec<_> = table.columns.iter().filter_map(sparse).collect();
    let words = format!("Left out, since fewer than a third of the rows fill it: {}.", columns.join(", "));
    (!columns.is_empty()).then(|| element("p").class("fine-print").text(words).line())
}

fn head(column: &Column) -> Html {
    let class = if column.numeric { "right" } else { "" };
    element("th").attr("scope", "col").class(class).text(headed(&column.label, column.unit.as_deref())).into()
}

fn row<'a>(context: &mut Context<'a>, columns: &[Column], cells: &'a [Cell]) -> Html {
    let shown = cells.iter().zip(columns).enumerate().filter(|(_, (_, column))| column.sparse.is_none());
    let cells = shown.map(|(place, (cell, column))| {
        let tag = match cell {
            // The words a row starts with are what it is about.
            Cell::Names(_) if place == 0 && !column.numeric => element("th").attr("scope", "row"),
            _ if column.numeric => sort_key(element("td").class("right"), cell),
            _ => sort_key(element("td"), cell),
        };
        tag.with(content(context, column, cell))
    });
    element("tr").with(cells.collect::<Html>()).line()
}

/// What a column of figures is sorted by in the browser.
fn sort_key(tag: Tag, cell: &Cell) -> Tag {
    match cell {
        Cell::Figure(figure) => match figure.sort {
            SortBy::Amount(amount) => tag.attr("data-sort", amount.0),
            SortBy::Date(date) => tag.attr("data-sort", date),
            SortBy::Words => tag,
        },
        Cell::Empty | Cell::Names(_) => tag,
    }
}

fn content<'a>(context: &mut Context<'a>, column: &Column, cell: &'a Cell) -> Html {
    match cell {
        Cell::Empty => Html::default(),
        Cell::Names(names) => Html::join(names.iter().map(|to| name(to, context.base)), ", "),
        Cell::Figure(stated) if column.bare => bare(context, stated),
        Cell::Figure(stated) => figure(context, stated),
    }
}

/// The figure, which leads to where it is stated, and the letter of the remark on it.
fn bare<'a>(context: &mut Context<'a>, figure: &'a Figure) -> Html {
    let mark = context.remarks.letter(figure).map(|letter| mark(context.id, &letter));
    let source = figure.source.as_ref().map(|source| source.text.as_str());
    let words = to_fact(figure.url.as_deref(), source, &figure.text, context.base);
    let words = words.with(contested(&figure.standing)).with(mark);
    match age(figure.standing.age) {
        Some(age) => words.text(" ").with(element("small").class("provenance").with(age)),
        None => words,
    }
}

/// The figure, the letter of the remark on it, and its date, which leads to where it is stated.
fn figure<'a>(context: &mut Context<'a>, figure: &'a Figure) -> Html {
    let mark = context.remarks.letter(figure).map(|letter| mark(context.id, &letter));
    let words = Html::default().text(&figure.text).with(contested(&figure.standing)).with(mark);
    let source = figure.source.as_ref();
    let Some(small) = figure.date.map(Date::long).or_else(|| source.map(|_| "source".to_owned())) else {
        return words;
    };
    let said = source.map(|source| match &figure.at {
        Some(at) => format!("{}, {at}", source.text),
        None => source.text.clone(),
    });
    let small = to_fact(figure.url.as_deref(), said.as_deref(), &small, context.base);
    let small = Html::join([Some(small), age(figure.standing.age)].into_iter().flatten(), " ");
    words.text(" ").with(element("small").class("provenance").with(small))
}

/// Leads to a remark.
fn mark(id: &str, letter: &str) -> Html {
    let mark = element("a").class("remark-mark").leads_to(format_args!("fb-{id}-remark-{letter}"));
    mark.attr("aria-label", format_args!("Remark {letter}")).text(letter).into()
}

fn notes(context: &Context) -> Option<Html> {
    let remarks = context.remarks.order.iter().zip(0..);
    let notes: Html = remarks
        .map(|((note, against), number)| {
            let note = note.map(|note| Html::default().text(note));
            let words = [note, against.map(|remark| doubt(remark, context.base))].into_iter().flatten();
            let note = element("li").attr("id", format_args!("fb-{}-remark-{}", context.id, letter(number)));
            note.with(Html::join(words, " ")).line()
        })
        .collect();
    let list = element("ol").attr("type", "a").class("remarks").attr("aria-label", "Remarks");
    (!notes.is_empty()).then(|| list.newline().with(notes).line())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::{Amount, Content, Datum, ExhibitFiles, Standing};
    use crate::parse::Precision;

    pub(super) fn column(label: &str, numeric: bool) -> Column {
        Column { label: label.into(), numeric, ..Column::default() }
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
            unit: None,
            digits: [value.to_string(), value.to_string()],
            precision: Precision::Exact,
            date: None,
            source: None,
            at: None,
            note: None,
            doubt: None,
            standing: Standing::default(),
            url: Some(format!("/lights/#{value}")),
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
            doubt: Some(Box::new(CitedRemark {
                text: "Sailors <disagree>.".into(),
                ..CitedRemark::default()
            })),
            ..datum(300_000.0, "about 300,000")
        };
        let bell = Datum { source: Some(survey), note: skerry.note.clone(), ..datum(1_850.5, "1,850.5") };
        let again = Datum { date: Date::parse("1899"), ..skerry.clone() };
        Table {
            columns: vec![column("Name", false), column("Built by", false), column("Candelas", true)],
            rows: vec![
                vec![
                    names(&["Skerry <North>"]),
                    names(&["Stevenson", "Sons & Co"]),
                    Cell::Figure(skerry.into()),
                ],
                vec![names(&["Bell Rock"]), Cell::Empty, Cell::Figure(bell.into())],
                vec![names(&["Old Light"]), Cell::Empty, Cell::Figure(again.into())],
                vec![names(&["The Dark One"]), names(&["Nobody"]), Cell::Empty],
            ],
            left_out: 3,
        }
    }

    fn exhibit(table: Table) -> Exhibit {
        let (id, title) = ("lights".to_owned(), "How bright they are".to_owned());
        Exhibit { id, title, note: None, content: Content::Table(table), files: ExhibitFiles::default() }
    }

    #[test]
    fn figures_stand_to_the_right_with_their_date_source_and_remark() {
        let table = table();
        insta::assert_snapshot!(render(&exhibit(table.clone()), &table, "/base").as_str());
    }

    #[test]
    fn what_a_hidden_column_holds_is_neither_explained_nor_cited() {
        let mut table = table();
        for cell in table.rows.iter_mut().flatten() {
            let Cell::Figure(figure) = cell else { continue };
            figure.standing.contested = true;
        }
        let html = |table: &Table| render(&exhibit(table.clone()), table, "").into_string();
        assert!(html(&table).contains("Sources differ") && sources(&table).len() == 3);
        table.columns[2].sparse = Some(1);
        assert!(!html(&table).contains("Sources differ"), "{}", html(&table));
        assert_eq!(sources(&table), Vec::<&Name>::new());
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
