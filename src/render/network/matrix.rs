//! The network of the whole site: how many projects of each domain are which organisation's, and below it every
//! relation in words.

use super::words;
use crate::diagnostic::counted;
use crate::exhibit::{Cell, Column, Exhibit, Matrix, MatrixCell, MatrixRow, Name, Table};
use crate::render::html::{Html, element, name, scrolled};

pub(in crate::render) fn render(exhibit: &Exhibit, matrix: &Matrix, base: &str) -> Html {
    if matrix.relations.edges.is_empty() {
        return element("p").text("Nothing is connected.").line();
    }
    let id = &exhibit.id;
    let summary = element("p").class("exhibit-summary").text(told(matrix)).line();
    let table = (!matrix.rows.is_empty()).then(|| {
        let area = scrolled(format_args!("Table: {}", exhibit.title));
        legend().with(area.newline().with(table(id, matrix, base)).line())
    });
    let list = element("section").class("relations").newline();
    let title = element("h2").attr("id", format_args!("fb-{id}-list")).text("All connections");
    let rest = words::listed(&matrix.relations).left_out;
    let rest = (rest > 0).then(|| {
        let words = format!("{rest} more, of those with fewer connections, are in the files below.");
        element("p").class("fine-print").text(words).line()
    });
    let list = list.with(title.line()).with(words::list_of_all(id, &matrix.relations, base)).with(rest);
    summary.with(table).with(list.line())
}

/// What there is, in words.
pub(in crate::render) fn told(matrix: &Matrix) -> String {
    let summary = words::summary(&matrix.relations);
    if matrix.more == 0 {
        return summary;
    }
    let more = counted(matrix.more, "organisation with fewer has", "organisations with fewer have");
    format!("{summary} {more} no column.")
}

/// What the two numbers of a cell mean.
fn legend() -> Html {
    let sign = |class, words| {
        let sign = element("span").class(class).attr("aria-hidden", "true").text("3");
        element("li").with(sign).text(" ").text(words).line()
    };
    let signs = sign("works", "projects that it builds, hosts or supports")
        .with(sign("uses", "projects that it uses or buys"));
    element("ul").class("legend").attr("aria-label", "Legend").newline().with(signs).line()
}

fn table(id: &str, matrix: &Matrix, base: &str) -> Html {
    let head = |class, words: Html| {
        let words = element("span").with(words);
        element("th").attr("scope", "col").class(class).with(words)
    };
    let heads: Html =
        matrix.organisations.iter().map(|to| Html::from(head("organisation", name(to, base)))).collect();
    let others = (matrix.more > 0).then(|| head("organisation", Html::default().text("Other organisations")));
    let domain = element("th").attr("scope", "col").text("Domain");
    let heads = element("tr").with(domain).with(heads).with(others);
    let rows = matrix.rows.iter().map(|row| self::row(id, matrix, row, base));
    element("table")
        .class("crossing")
        .newline()
        .with(element("caption").text("Projects by domain and organisation").line())
        .with(element("thead").with(heads).line())
        .with(element("tbody").newline().with(rows.collect::<Html>()).line())
        .line()
}

fn row(id: &str, matrix: &Matrix, row: &MatrixRow, base: &str) -> Html {
    let cells = matrix.organisations.iter().zip(&row.cells);
    let cells: Html = cells.map(|(organisation, cell)| self::cell(id, organisation, cell)).collect();
    let others = (matrix.more > 0).then(|| {
        let others = (row.others > 0).then_some(row.others);
        element("td").class("others").with(others.map(|count| Html::default().text(count)))
    });
    let domain = element("th").attr("scope", "row").with(name(&row.domain, base));
    element("tr").with(domain).with(cells).with(others).line()
}

/// The numbers lead to the organisation in the list, where the projects are.
fn cell(id: &str, organisation: &Name, cell: &MatrixCell) -> Html {
    if cell.works_on.is_empty() && cell.uses.is_empty() {
        return element("td").content().into();
    }
    let number = |class, titles: &[String], does: &str| {
        let words = element("span").class("visually-hidden").text(format_args!(" {does}"));
        let number = element("span").class(class).text(titles.len()).with(words);
        (!titles.is_empty()).then(|| Html::from(number))
    };
    let numbers = [number("works", &cell.works_on, "worked on"), number("uses", &cell.uses, "used")];
    let link = element("a").leads_to(words::anchor(id, organisation)).attr("title", titles(cell));
    element("td").with(link.with(Html::join(numbers.into_iter().flatten(), " "))).into()
}

/// The projects of a cell by their titles.
fn titles(cell: &MatrixCell) -> String {
    let all = [("builds, hosts or supports ", &cell.works_on), ("uses ", &cell.uses)];
    let all = all.into_iter().filter(|(_, titles)| !titles.is_empty());
    all.map(|(does, titles)| format!("{does}{}", titles.join(", "))).collect::<Vec<_>>().join("; ")
}

/// The table with words instead of numbers.
pub(in crate::render) fn rows(matrix: &Matrix) -> Table {
    let column = |label: &str| Column { label: label.to_owned(), ..Column::default() };
    let others = (matrix.more > 0).then(|| column("Other organisations"));
    let heads = matrix.organisations.iter().map(|name| column(&name.text));
    let columns = std::iter::once(column("Domain")).chain(heads).chain(others.clone()).collect();
    let words = |text: String| match text.as_str() {
        "" => Cell::Empty,
        _ => Cell::Names(vec![Name { text, url: None }]),
    };
    let row = |row: &MatrixRow| {
        let cells = row.cells.iter().map(|cell| words(counts(cell)));
        let count = if row.others == 0 { String::new() } else { row.others.to_string() };
        let rest = others.as_ref().map(|_| words(count));
        std::iter::once(Cell::Names(vec![row.domain.clone()])).chain(cells).chain(rest).collect()
    };
    if matrix.rows.is_empty() {
        return Table { columns: Vec::new(), rows: Vec::new(), left_out: 0 };
    }
    Table { columns, rows: matrix.rows.iter().map(row).collect(), left_out: 0 }
}

/// `3 worked on, 1 used`.
fn counts(cell: &MatrixCell) -> String {
    let counts = [(cell.works_on.len(), "worked on"), (cell.uses.len(), "used")];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, does)| format!("{count} {does}")).collect::<Vec<_>>().join(", ")
}
