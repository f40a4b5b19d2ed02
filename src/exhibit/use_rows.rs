//! Tables of uses: a row for each thing that a company uses the subject of the report for.

use super::context::Context;
use super::datum::{figure_below, name, source_name};
use super::{Cell, Name};
use crate::date::Date;
use crate::link::Resolver;
use crate::model::{FactRef, Page, PageId, Usage};

/// What a column shows of a use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UseColumn {
    Organisation,
    Use,
    Since,
    Scale,
    Metric,
    Figure,
    Date,
    Source,
    Reading,
}

/// Each as it is written, with its head.
pub(super) const USE_COLUMNS: [(&str, UseColumn, &str); 9] = [
    ("organisation", UseColumn::Organisation, "Organisation"),
    ("use", UseColumn::Use, "Use"),
    ("since", UseColumn::Since, "Since"),
    ("scale", UseColumn::Scale, "Scale"),
    ("metric", UseColumn::Metric, "Metric"),
    ("figure", UseColumn::Figure, "Figure"),
    ("date", UseColumn::Date, "Date"),
    ("source", UseColumn::Source, "Source"),
    ("reading", UseColumn::Reading, "Our reading"),
];

/// One use of a company.
pub(super) struct UseRow<'a> {
    /// What is used, and what for.
    used: Vec<Name>,
    usage: Usage,
    /// The fact that tells of it.
    figure: Option<FactRef<'a>>,
    /// How the authors read the claim.
    reading: Option<&'a str>,
}

impl<'a> Context<'a> {
    /// What a company uses: projects first, then what it lists besides, both in the author's order.
    pub(super) fn uses(&self, company: &'a Page) -> Vec<UseRow<'a>> {
        let of_projects = company.references.projects.iter().filter(|(role, _)| role.is_use());
        let of_projects = of_projects.map(|(role, id)| {
            let usage = company.references.usages.get(&(*role, *id)).cloned().unwrap_or_default();
            let purpose = usage.purpose.clone().map(|text| Name { text, url: None });
            let used = std::iter::once(name(self.site.page(*id))).chain(purpose).collect();
            UseRow { used, usage, figure: None, reading: None }
        });
        let resolver = Resolver { site: self.site, assets: self.assets, page: company };
        let listed = company.uses().map(|used| {
            // What is wrong with it is reported where it is written.
            let figure = resolver.figure_of_use(used.written, &mut Vec::new());
            UseRow {
                used: vec![Name { text: used.written.what.value.clone(), url: None }],
                usage: used.usage,
                figure: figure.and_then(|(id, index)| self.site.page(id).fact(index)),
                reading: used.written.reading.as_deref(),
            }
        });
        of_projects.chain(listed).collect()
    }

    /// What a column with this head shows of a use.
    pub(super) fn use_cell(&self, company: &Page, row: &UseRow<'_>, column: UseColumn, head: &str) -> Cell {
        let date = |date: Option<Date>| words(date.map(Date::long));
        match column {
            UseColumn::Organisation => Cell::Names(vec![name(company)]),
            UseColumn::Use => Cell::Names(row.used.clone()),
            UseColumn::Since => date(row.usage.since),
            UseColumn::Scale => words(row.usage.scale.clone()),
            UseColumn::Metric => words(row.figure.map(|fact| self.site.label(fact.metric_name()).to_owned())),
            UseColumn::Figure => match row.figure {
                Some(fact) => Cell::Figure(figure_below(self.site, fact, head)),
                None => Cell::Empty,
            },
            UseColumn::Date => date(row.figure.and_then(|fact| fact.date(self.site))),
            UseColumn::Source => match row.figure {
                Some(fact) => self.cited(fact.source(), fact.fact().at.as_ref()),
                None => self.cited(row.usage.source, row.usage.at.as_ref()),
            },
            UseColumn::Reading => words(row.reading.map(str::to_owned)),
        }
    }

    /// Who says so, and where.
    fn cited(&self, source: Option<PageId>, at: Option<&String>) -> Cell {
        let Some(source) = source else { return Cell::Empty };
        let at = at.map(|at| Name { text: at.clone(), url: None });
        Cell::Names(std::iter::once(source_name(self.site.page(source))).chain(at).collect())
    }
}

fn words(text: Option<String>) -> Cell {
    text.map_or(Cell::Empty, |text| Cell::Names(vec![Name { text, url: None }]))
}
