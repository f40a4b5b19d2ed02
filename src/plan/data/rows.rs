//! The rows of the data files.

use super::super::Planner;
use super::{DataValue, TableRows};
use crate::config::MetricFormat;
use crate::date::Date;
use crate::model::{Dependency, EventRef, FactRef, Page, PageId, RemarkRef, Usage, UsedRef};
use crate::parse::{Details, EventKind, FactValue, Kind, Precision, Role};

/// A relation on one of its two sides: the page, what the other is to it, and the other.
type Relation<'p> = (&'p Page, Role, PageId);

impl Planner<'_> {
    /// The rows of a table, by the paths of pages, and on each in the author's order.
    pub(super) fn data_rows(&self, rows: TableRows) -> Vec<Vec<DataValue>> {
        let pages = self.site.pages();
        match rows {
            TableRows::Facts => facts(pages).map(|fact| self.fact_row(fact)).collect(),
            TableRows::Events => events(pages).map(|event| self.event_row(event)).collect(),
            TableRows::Entities => entities(pages).map(|page| self.entity_row(page)).collect(),
            TableRows::Relations => relations(pages).map(|relation| self.relation_row(relation)).collect(),
            TableRows::Uses => pages.iter().flat_map(|page| self.use_rows(page)).collect(),
            TableRows::Sources => sources(pages).map(|source| self.source_row(source)).collect(),
        }
    }

    /// How many rows a table has.
    pub(super) fn data_count(&self, rows: TableRows) -> usize {
        let pages = self.site.pages();
        match rows {
            TableRows::Facts => facts(pages).count(),
            TableRows::Events => events(pages).count(),
            TableRows::Entities => entities(pages).count(),
            TableRows::Relations => relations(pages).count(),
            TableRows::Uses => pages.iter().map(|page| page.front().uses.len()).sum(),
            TableRows::Sources => sources(pages).count(),
        }
    }

    fn fact_row(&self, fact: FactRef<'_>) -> Vec<DataValue> {
        let (site, said) = (&self.site, fact.fact());
        let metric = fact.metric(site);
        let [min, max] = bounds(fact.amount(site), said.precision.value);
        let [remark, remark_source, remark_link] = self.remark(fact.remark());
        vec![
            text(entity_id(fact.page())),
            text(fact.id()),
            text(fact.metric_name()),
            text(site.label(fact.metric_name())),
            written(&said.value.value),
            min,
            max,
            text(said.precision.value.name()),
            text(metric.map_or(MetricFormat::Number, |metric| metric.format).name()),
            optional(metric.and_then(|metric| metric.unit.as_deref())),
            dated(fact.date(site)),
            self.source_id(fact.source()),
            optional(said.at.as_deref()),
            dated(said.verified.iter().map(|one| one.at).max()),
            optional(fact.disputed().map(FactRef::id)),
            optional(said.note.as_deref()),
            remark,
            remark_source,
            remark_link,
            text(self.whole(self.anchored(&fact.url()))),
        ]
    }

    fn event_row(&self, event: EventRef<'_>) -> Vec<DataValue> {
        let said = event.event();
        let others: Vec<_> = event.subjects().skip(1).map(|id| entity_id(self.site.page(id))).collect();
        let [remark, remark_source, remark_link] = self.remark(event.remark());
        vec![
            text(entity_id(event.page())),
            text(event.id()),
            dated(Some(said.date)),
            text(&said.text),
            optional(said.kind.map(EventKind::name)),
            listed(others.iter().map(String::as_str)),
            self.source_id(event.source()),
            optional(said.at.as_deref()),
            remark,
            remark_source,
            remark_link,
            text(self.whole(self.anchored(&event.url()))),
        ]
    }

    fn entity_row(&self, page: &Page) -> Vec<DataValue> {
        let front = page.front();
        let (licensing, origin, organisation) = match &front.details {
            Details::Project { origin, licensing, domain: _, also_in: _, country: _ } => {
                (licensing.map(|word| word.label()), origin.map(|word| word.label()), None)
            }
            Details::Company { organisation, country: _ } => {
                (None, None, organisation.map(|word| word.label()))
            }
            Details::None | Details::Domain { .. } | Details::Source { .. } => (None, None, None),
        };
        let named = front.names.iter().map(|name| format!("{}: {}", name.language, name.name.value));
        let named: Vec<_> = named.collect();
        vec![
            text(entity_id(page)),
            text(page.kind().name()),
            text(page.title()),
            listed(front.spellings()),
            listed(named.iter().map(String::as_str)),
            optional(front.summary.as_deref()),
            optional(page.references.domains.first().map(|id| entity_id(self.site.page(*id))).as_deref()),
            optional(licensing),
            optional(origin),
            optional(organisation),
            optional(self.site.country(page).as_deref()),
            listed(front.tags.iter().map(|tag| tag.name.value.as_str())),
            text(self.whole(self.address(&page.url))),
        ]
    }

    fn relation_row(&self, (page, role, other): Relation<'_>) -> Vec<DataValue> {
        let usage = page.references.usages.get(&(role, other));
        let mut row = vec![
            text(entity_id(page)),
            text(role.name()),
            text(entity_id(self.site.page(other))),
            optional(usage.and_then(|usage| usage.purpose.as_deref())),
        ];
        row.extend(self.usage(usage));
        row
    }

    /// What a company uses, in the author's order.
    fn use_rows(&self, page: &Page) -> Vec<Vec<DataValue>> {
        if page.front().uses.is_empty() {
            return Vec::new();
        }
        self.site.note(Dependency::Links(page.id));
        let uses = std::iter::zip(page.uses(), self.links.uses(page.id));
        uses.zip(1..).map(|((used, figure), number)| self.use_row(page, number, &used, *figure)).collect()
    }

    fn use_row(
        &self,
        page: &Page,
        number: usize,
        used: &UsedRef<'_>,
        figure: Option<(PageId, usize)>,
    ) -> Vec<DataValue> {
        let figure = figure.and_then(|(id, index)| self.site.page(id).fact(index));
        let number = DataValue::Number(number.to_string());
        let mut row = vec![text(entity_id(page)), number, text(&used.written.what.value)];
        row.extend(self.usage(Some(&used.usage)));
        row.push(optional(figure.map(|fact| entity_id(fact.page())).as_deref()));
        row.push(optional(figure.map(FactRef::id)));
        row.push(optional(used.written.reading.as_deref()));
        row
    }

    /// Since when something is used, how much of it, and who says so where.
    fn usage(&self, usage: Option<&Usage>) -> [DataValue; 4] {
        let Some(Usage { purpose: _, since, scale, source, at }) = usage else {
            return [const { DataValue::Missing }; 4];
        };
        [dated(*since), optional(scale.as_deref()), self.source_id(*source), optional(at.as_deref())]
    }

    /// A remark, and who says so.
    fn remark(&self, remark: Option<RemarkRef<'_>>) -> [DataValue; 3] {
        let Some(RemarkRef { remark, source }) = remark else {
            return [const { DataValue::Missing }; 3];
        };
        [text(&remark.text.value), self.source_id(source), optional(remark.link.as_deref())]
    }

    fn source_id(&self, source: Option<PageId>) -> DataValue {
        optional(source.map(|id| &*self.site.page(id).slug))
    }

    fn source_row(&self, source: &Page) -> Vec<DataValue> {
        let front = source.front();
        let (short_title, publisher, language, archive) = match &front.details {
            Details::Source { short_title, publisher, language, archive, retrieved: _ } => {
                (short_title, publisher, language, archive)
            }
            Details::None | Details::Project { .. } | Details::Domain { .. } | Details::Company { .. } => {
                (&None, &None, &None, &None)
            }
        };
        vec![
            text(&*source.slug),
            text(source.title()),
            optional(short_title.as_deref()),
            listed(front.authors.iter().map(String::as_str)),
            optional(publisher.as_deref()),
            dated(front.date),
            optional(language.as_deref()),
            optional(front.links.first().map(|(_, url)| url.as_str())),
            optional(archive.as_deref()),
            dated(front.retrieved()),
            text(self.whole(self.address(&source.url))),
        ]
    }
}

fn facts(pages: &[Page]) -> impl Iterator<Item = FactRef<'_>> {
    pages.iter().flat_map(Page::facts)
}

fn events(pages: &[Page]) -> impl Iterator<Item = EventRef<'_>> {
    pages.iter().flat_map(Page::events)
}

fn entities(pages: &[Page]) -> impl Iterator<Item = &Page> {
    pages.iter().filter(|page| is_entity(page))
}

fn sources(pages: &[Page]) -> impl Iterator<Item = &Page> {
    pages.iter().filter(|page| page.kind() == Kind::Source)
}

/// All relations, each on one of its two sides alone.
fn relations(pages: &[Page]) -> impl Iterator<Item = Relation<'_>> {
    pages.iter().flat_map(|page| {
        let companies = page.references.companies.iter().filter(|_| page.kind() == Kind::Project);
        let related = &page.references.related;
        let related = related.iter().filter(|id| page.kind().is_entity() && page.id < **id);
        let companies = companies.map(move |(role, id)| (page, *role, *id));
        companies.chain(related.map(move |id| (page, Role::Related, *id)))
    })
}

/// Whether the table of entities has a page.
fn is_entity(page: &Page) -> bool {
    let front = page.front();
    matches!(page.kind(), Kind::Project | Kind::Company | Kind::Domain)
        || !front.facts.is_empty()
        || !front.events.is_empty()
}

/// What the tables call a page: its path. The home page is `index`.
fn entity_id(page: &Page) -> String {
    let path = page.url.as_str().trim_matches('/');
    if path.is_empty() { "index".to_owned() } else { path.to_owned() }
}

/// The value as its source gives it: of a range both ends are bounds, and there is no single value.
fn written(value: &FactValue) -> DataValue {
    match value {
        FactValue::Number(number) => DataValue::Number(number.written().to_owned()),
        FactValue::Range(..) => DataValue::Missing,
        FactValue::Text(words) => text(words),
    }
}

/// The least and the most that an amount is.
fn bounds(amount: Option<&FactValue>, precision: Precision) -> [DataValue; 2] {
    let Some((low, high)) = amount.and_then(FactValue::ends) else {
        return [DataValue::Missing, DataValue::Missing];
    };
    let [low, high] = [low, high].map(|number| DataValue::Number(number.plain()));
    match precision {
        Precision::Exact | Precision::Approximate => [low, high],
        Precision::AtLeast => [low, DataValue::Missing],
        Precision::AtMost => [DataValue::Missing, high],
    }
}

fn text(words: impl Into<String>) -> DataValue {
    DataValue::Text(words.into())
}

fn optional(words: Option<&str>) -> DataValue {
    words.map_or(DataValue::Missing, text)
}

fn dated(date: Option<Date>) -> DataValue {
    date.map_or(DataValue::Missing, |date| text(date.to_string()))
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> DataValue {
    let words: Vec<_> = words.collect();
    if words.is_empty() { DataValue::Missing } else { text(words.join("; ")) }
}
