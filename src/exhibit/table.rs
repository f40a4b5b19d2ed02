//! `table`: rows of pages, or of the author.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::context::Context;
use super::datum::{figure, name};
use super::use_rows::{USE_COLUMNS, UseColumn, UseRow};
use super::{Cell, Column, Figure, Name, SortBy, Table};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic, Need, Spanned, did_you_mean};
use crate::model::{Page, PageId};
use crate::number::{Number, meant};
use crate::parse::exhibit::{Cells, ExhibitBlock, FactSelector, Order, Query, RowsOf, TableSpec};
use crate::parse::{Details, Kind, Licensing, OrganisationType, Origin, Role};

/// What pages have besides figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Property {
    Name,
    Summary,
    Domain,
    Companies,
    Builders,
    Users,
    Customers,
    Projects,
    Uses,
    Origin,
    Licensing,
    Type,
    Country,
    Tags,
}

const PROPERTIES: [(&str, Property, &str); 14] = [
    ("name", Property::Name, "Name"),
    ("summary", Property::Summary, "Summary"),
    ("domain", Property::Domain, "Domain"),
    ("companies", Property::Companies, "Companies"),
    ("builders", Property::Builders, "Built by"),
    ("users", Property::Users, "Users"),
    ("customers", Property::Customers, "Customers"),
    ("projects", Property::Projects, "Projects"),
    ("uses", Property::Uses, "Uses"),
    ("origin", Property::Origin, "Origin"),
    ("licensing", Property::Licensing, "Licensing"),
    ("type", Property::Type, "Type"),
    ("country", Property::Country, "Country"),
    ("tags", Property::Tags, "Tags"),
];

/// Whether a column of this name shows a property of pages rather than a metric.
pub fn is_property(name: &str, rows_of: RowsOf) -> bool {
    let used = use_columns(rows_of).iter().any(|(known, ..)| *known == name);
    used || PROPERTIES.iter().any(|(known, ..)| *known == name)
}

/// What a column shows.
enum Field {
    Property(Property),
    /// By index into the metrics of the table.
    Metric(usize),
    Use(UseColumn),
}

impl Context<'_> {
    pub(super) fn table(&mut self, spec: &TableSpec, block: &ExhibitBlock) -> Option<Table> {
        let (mut columns, mut rows) = match &spec.cells {
            Cells::Inline(rows) => self.own_table(&spec.columns, rows)?,
            Cells::Pages { query, pick } => self.table_of_pages(spec, query, pick, block)?,
        };
        let needed: Option<Vec<_>> = spec.having.iter().map(|column| self.column_at(spec, column)).collect();
        for at in needed? {
            rows.retain(|row| row[at] != Cell::Empty);
        }
        if rows.is_empty() && !spec.having.is_empty() {
            self.empty(block, "no row has what `having` asks for");
            return None;
        }
        if let Some(sort) = &spec.sort {
            let by = self.column_at(spec, sort)?;
            let is_number = columns[by].numeric && !holds_dates(&rows, by);
            let default = if is_number { Order::Descending } else { Order::Ascending };
            sort_rows(&mut rows, by, spec.order.unwrap_or(default));
        }
        let left_out = spec.top.map_or(0, |top| rows.len().saturating_sub(top));
        rows.truncate(spec.top.unwrap_or(usize::MAX));
        if matches!(spec.cells, Cells::Pages { .. }) && !spec.every_column {
            let keys = spec.columns.iter().map(|column| &column.value);
            let is_sort = keys.map(|key| spec.sort.as_ref().is_some_and(|sort| sort.value == *key));
            for (at, (column, is_sort)) in std::iter::zip(&mut columns, is_sort).enumerate() {
                let filled = rows.iter().filter(|row| row[at] != Cell::Empty).count();
                // What rows are about and what they are sorted by stays.
                column.sparse = (at > 0 && !is_sort && is_sparse(filled, rows.len())).then_some(filled);
            }
        }
        Some(Table { columns, rows, left_out })
    }

    /// Which column a word names; none is reported.
    fn column_at(&mut self, spec: &TableSpec, column: &Spanned<String>) -> Option<usize> {
        let names = || spec.columns.iter().map(|column| column.value.as_str());
        let found = names().position(|name| name == column.value);
        if found.is_none() {
            let message = format!("the table has no column `{}`", column.value);
            let help = did_you_mean(&column.value, names());
            self.ask.report(Code::BadValue, &column.range, message, help);
        }
        found
    }

    fn table_of_pages(
        &mut self,
        spec: &TableSpec,
        query: &Query,
        pick: &FactSelector,
        block: &ExhibitBlock,
    ) -> Option<(Vec<Column>, Vec<Vec<Cell>>)> {
        let mut metrics = Vec::new();
        let fields: Option<Vec<_>> =
            spec.columns.iter().map(|column| self.field(column, spec.rows_of, &mut metrics)).collect();
        let selection = self.ask.selection(query, Some(Kind::Project))?;
        let facts = self.ask.facts(&selection, &metrics, pick, false)?;
        let mut fields = fields?;
        let is_dated = fields.iter().any(|(field, _)| matches!(field, Field::Use(UseColumn::Date)));
        for ((field, column), head) in std::iter::zip(&mut fields, &spec.heads) {
            column.label = head.clone().unwrap_or_else(|| std::mem::take(&mut column.label));
            column.bare = is_dated && matches!(field, Field::Use(UseColumn::Figure));
        }
        if facts.pages.is_empty() {
            self.empty(block, "no page is what is asked for");
            return None;
        }
        let row = |page: &Page, found: &[Option<usize>], one: Option<&UseRow<'_>>| {
            let cell = |(field, column): &(Field, Column)| match field {
                Field::Property(property) => self.property(page, *property),
                Field::Metric(at) => {
                    let fact = found[*at].and_then(|index| page.fact(index));
                    fact.map_or(Cell::Empty, |fact| Cell::Figure(figure(self.site, fact)))
                }
                Field::Use(shown) => {
                    one.map_or(Cell::Empty, |one| self.use_cell(page, one, *shown, &column.label))
                }
            };
            fields.iter().map(cell).collect()
        };
        let rows_of = |(id, found): &(_, Vec<Option<usize>>)| {
            let page = self.site.head(*id);
            match spec.rows_of {
                RowsOf::Pages => vec![row(page, found, None)],
                RowsOf::Uses => self.uses(page).iter().map(|one| row(page, found, Some(one))).collect(),
            }
        };
        let rows: Vec<Vec<Cell>> = facts.pages.iter().flat_map(rows_of).collect();
        if rows.is_empty() {
            self.empty(block, "nothing that is asked for has uses");
            return None;
        }
        Some((fields.into_iter().map(|(_, column)| column).collect(), rows))
    }

    /// What a column shows, and its head. A metric is added to `metrics`.
    fn field(
        &mut self,
        column: &Spanned<String>,
        rows_of: RowsOf,
        metrics: &mut Vec<Spanned<String>>,
    ) -> Option<(Field, Column)> {
        let used = use_columns(rows_of).iter().find(|(name, ..)| *name == column.value);
        if let Some((_, shown, label)) = used {
            return Some((Field::Use(*shown), Column { label: (*label).to_owned(), ..Column::default() }));
        }
        let property = PROPERTIES.iter().find(|(name, ..)| *name == column.value);
        if let Some((_, property, label)) = property {
            return Some((
                Field::Property(*property),
                Column { label: (*label).to_owned(), ..Column::default() },
            ));
        }
        let Some(metric) = self.site.metric(&column.value) else {
            let known = use_columns(rows_of).iter().map(|(name, ..)| *name);
            let known = known.chain(PROPERTIES.iter().map(|(name, ..)| *name));
            let known = known.chain(self.site.metrics().names());
            let properties = || PROPERTIES.map(|(name, ..)| name).join(", ");
            let choice = || format!("{}; the properties are {}", self.site.metrics().choice(), properties());
            let help = did_you_mean(&column.value, known).unwrap_or_else(choice);
            let message = format!("`{}` is neither a metric nor a property of pages", column.value);
            let problem = Diagnostic::new(Code::UnknownMetric, self.ask.span(&column.range), message);
            self.ask.diagnostics.push(problem.help(help).needing(Need::Settings).needing(Need::Heads));
            return None;
        };
        metrics.push(column.clone());
        let numeric = metric.format.is_numeric();
        Some((
            Field::Metric(metrics.len() - 1),
            Column { label: metric.label.clone(), unit: metric.unit.clone(), numeric, ..Column::default() },
        ))
    }

    fn property(&self, page: &Page, property: Property) -> Cell {
        let references = &page.references;
        let mut pages = match property {
            Property::Name => vec![page.id],
            Property::Domain => references.domain.into_iter().collect(),
            // A mere mention makes no project one of a company's.
            Property::Companies => having(&references.companies, |role| role != Role::Related),
            Property::Projects => having(&references.projects, |role| role != Role::Related),
            Property::Builders => having(&references.companies, |role| role == Role::Developer),
            Property::Users => having(&references.companies, |role| role == Role::User),
            Property::Customers => having(&references.companies, |role| role == Role::Customer),
            Property::Uses => having(&references.projects, Role::is_use),
            Property::Summary
            | Property::Origin
            | Property::Licensing
            | Property::Type
            | Property::Country
            | Property::Tags => Vec::new(),
        };
        // A company can have several roles in one project.
        let mut seen = BTreeSet::new();
        pages.retain(|id| seen.insert(*id));
        let pages = pages.into_iter().map(|id| name(self.site.page(id)));
        let words = words(page, property).into_iter().map(str::to_owned);
        let country = (property == Property::Country).then(|| self.site.country(page)).flatten();
        let words = words.chain(country).map(|text| Name { text, url: None });
        let found: Vec<_> = pages.chain(words).collect();
        if found.is_empty() { Cell::Empty } else { Cell::Names(found) }
    }
}

impl Table {
    /// The figures of the columns that are shown.
    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        let cells = self.rows.iter().flat_map(|row| std::iter::zip(row, &self.columns));
        cells.filter(|(_, column)| column.sparse.is_none()).filter_map(|(cell, _)| match cell {
            Cell::Figure(figure) => Some(&**figure),
            Cell::Empty | Cell::Names(_) => None,
        })
    }
}

/// The other ends of relations, by role.
fn having(relations: &[(Role, PageId)], is_wanted: fn(Role) -> bool) -> Vec<PageId> {
    relations.iter().filter(|(role, _)| is_wanted(*role)).map(|(_, id)| *id).collect()
}

/// What a page says of itself in words.
fn words(page: &Page, property: Property) -> Vec<&str> {
    let front = page.front();
    let word = match (property, &front.details) {
        (Property::Summary, _) => front.summary.as_deref(),
        (Property::Origin, Details::Project { origin, .. }) => origin.map(Origin::label),
        (Property::Licensing, Details::Project { licensing, .. }) => licensing.map(Licensing::label),
        (Property::Type, Details::Company { organisation, .. }) => organisation.map(OrganisationType::label),
        (Property::Uses, _) => return front.used().collect(),
        (Property::Tags, _) => return front.tags.iter().map(|tag| tag.name.value.as_str()).collect(),
        _ => None,
    };
    word.into_iter().collect()
}

/// Whether a column holds dates that an author typed. A year alone is a number as well, so all cells tell.
fn holds_dates(rows: &[Vec<Cell>], by: usize) -> bool {
    let filled = rows.iter().map(|row| &row[by]).filter(|cell| **cell != Cell::Empty);
    let dates: Option<Vec<_>> = filled.map(Cell::typed_date).collect();
    dates.is_some_and(|dates| dates.iter().any(|date| date.to_string().len() > "2021".len()))
}

/// Empty cells come last, whichever end comes first.
fn sort_rows(rows: &mut [Vec<Cell>], by: usize, order: Order) {
    let holds_dates = holds_dates(rows, by);
    let key = |cell: &Cell| match cell.typed_date().filter(|_| holds_dates) {
        Some(date) => Key::Date(date),
        None => cell.key(),
    };
    rows.sort_by(|one, other| {
        let (one, other) = (&one[by], &other[by]);
        let found = key(one).partial_cmp(&key(other)).unwrap_or(Ordering::Equal);
        let found = if order == Order::Descending { found.reverse() } else { found };
        (*one == Cell::Empty).cmp(&(*other == Cell::Empty)).then(found)
    });
}

/// What a cell is sorted by. In a column that mixes them, numbers come first and words last.
#[derive(PartialEq, PartialOrd)]
enum Key {
    Amount(f64),
    Date(Date),
    Words(String),
}

impl Key {
    /// How much words mean, if they mean a number: of 9 and 10 the second is larger, though its first letter is not.
    fn of(words: &str) -> Self {
        let number = meant(words).and_then(|meant| Number::parse(&meant.digits));
        number.map_or_else(|| Self::Words(words.to_lowercase()), |number| Self::Amount(number.value()))
    }
}

impl Cell {
    /// Whether it is a number, or words that look like one.
    pub(super) fn is_numeric(&self) -> bool {
        match self {
            Self::Figure(figure) => match figure.sort {
                SortBy::Amount(_) => true,
                SortBy::Date(_) => false,
                SortBy::Words => looks_like_number(&figure.text),
            },
            Self::Empty => false,
            Self::Names(names) => names.iter().all(|name| looks_like_number(&name.text)),
        }
    }

    /// The date that an author typed into the block.
    fn typed_date(&self) -> Option<Date> {
        match self {
            Self::Names(names) => Date::parse_words(&names.first()?.text),
            Self::Figure(figure) => match figure.sort {
                SortBy::Date(date) => Some(date),
                SortBy::Amount(_) | SortBy::Words => None,
            },
            Self::Empty => None,
        }
    }

    fn key(&self) -> Key {
        match self {
            Self::Figure(figure) => match figure.sort {
                SortBy::Amount(amount) => Key::Amount(amount.0),
                SortBy::Date(date) => Key::Date(date),
                SortBy::Words => Key::of(&figure.text),
            },
            Self::Names(names) => Key::of(names.first().map_or("", |name| &name.text)),
            Self::Empty => Key::of(""),
        }
    }
}

fn looks_like_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || "$€£−-+<>~≈".contains(c))
        && text.contains(|c: char| c.is_ascii_digit())
}

/// What columns can show of the rows besides what pages have.
fn use_columns(rows_of: RowsOf) -> &'static [(&'static str, UseColumn, &'static str)] {
    match rows_of {
        RowsOf::Pages => &[],
        RowsOf::Uses => &USE_COLUMNS,
    }
}

/// Whether so few rows fill a column that it is left out.
pub fn is_sparse(filled: usize, rows: usize) -> bool {
    filled.saturating_mul(3) < rows
}
