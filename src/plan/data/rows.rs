//! The rows of the data files.

use super::super::Planner;
use super::DataValue;
use crate::config::MetricFormat;
use crate::model::{EventRef, FactRef, Page, PageId};
use crate::parse::{Details, FactValue, Kind, Precision, Role};

impl Planner<'_> {
    /// The rows of the table of this name, by the paths of pages, and on each in the author's order.
    pub(super) fn data_rows(&self, table: &str) -> Vec<Vec<DataValue>> {
        let pages = self.site.pages();
        match table {
            "facts" => pages.iter().flat_map(|page| page.facts().map(|fact| self.fact_row(fact))).collect(),
            "events" => {
                let events = pages.iter().flat_map(|page| page.events().map(move |event| (page, event)));
                events.map(|(page, event)| self.event_row(page, event)).collect()
            }
            "relations" => pages.iter().flat_map(|page| self.relation_rows(page)).collect(),
            "sources" => {
                let sources = pages.iter().filter(|page| page.kind() == Kind::Source);
                sources.map(|source| self.source_row(source)).collect()
            }
            _ => pages.iter().filter(|page| is_entity(page)).map(|page| self.entity_row(page)).collect(),
        }
    }

    fn fact_row(&self, fact: FactRef<'_>) -> Vec<DataValue> {
        let (site, said) = (&self.site, fact.fact());
        let metric = fact.metric(site);
        let [min, max] = bounds(fact.amount(site), said.precision.value);
        let disputed = fact.page().facts().find(|other| fact.disputes(*other));
        vec![
            text(entity_id(fact.page())),
            text(fact.id()),
            text(fact.metric_name()),
            text(site.label(fact.metric_name())),
            written(&said.value.value),
            min,
            max,
            text(precision(said.precision.value)),
            text(metric.map_or("number", |metric| format(metric.format))),
            optional(metric.and_then(|metric| metric.unit.as_deref())),
            optional(fact.date(site).map(|date| date.to_string()).as_deref()),
            optional(fact.source().map(|id| &*site.page(id).slug)),
            optional(disputed.map(FactRef::id)),
            optional(said.note.as_deref()),
            optional(said.doubt.as_ref().map(|remark| remark.text.value.as_str())),
            text(self.data_address(&fact.url())),
        ]
    }

    fn event_row(&self, page: &Page, event: EventRef<'_>) -> Vec<DataValue> {
        let said = event.event();
        vec![
            text(entity_id(page)),
            text(event.id()),
            text(said.date.to_string()),
            text(&said.text),
            optional(event.source().map(|id| &*self.site.page(id).slug)),
            optional(said.doubt.as_ref().map(|remark| remark.text.value.as_str())),
            text(self.data_address(&event.url())),
        ]
    }

    fn entity_row(&self, page: &Page) -> Vec<DataValue> {
        let front = page.front();
        let (licensing, origin, organisation, country) = match &front.details {
            Details::Project { origin, licensing, domain: _ } => {
                (licensing.map(|word| word.label()), origin.map(|word| word.label()), None, None)
            }
            Details::Company { organisation, country } => {
                (None, None, organisation.map(|word| word.label()), country.as_deref())
            }
            Details::None | Details::Source { .. } => (None, None, None, None),
        };
        vec![
            text(entity_id(page)),
            text(page.kind().name()),
            text(page.title()),
            listed(front.spellings()),
            optional(front.summary.as_deref()),
            optional(page.references.domain.map(|id| entity_id(self.site.page(id))).as_deref()),
            optional(licensing),
            optional(origin),
            optional(organisation),
            optional(country),
            listed(front.tags.iter().map(|tag| tag.name.value.as_str())),
            text(self.data_address(page.url.as_str())),
        ]
    }

    /// The relations of a page, each on one of its two sides alone.
    fn relation_rows(&self, page: &Page) -> Vec<Vec<DataValue>> {
        let row = |role: Role, id: PageId| {
            vec![text(entity_id(page)), text(role.name()), text(entity_id(self.site.page(id)))]
        };
        let companies = page.references.companies.iter().filter(|_| page.kind() == Kind::Project);
        let related = page.references.related.iter().filter(|id| page.kind().is_entity() && page.id < **id);
        let companies = companies.map(|(role, id)| row(*role, *id));
        companies.chain(related.map(|id| row(Role::Related, *id))).collect()
    }

    fn source_row(&self, source: &Page) -> Vec<DataValue> {
        let front = source.front();
        let (short_title, publisher, language) = match &front.details {
            Details::Source { short_title, publisher, language, .. } => (short_title, publisher, language),
            Details::None | Details::Project { .. } | Details::Company { .. } => (&None, &None, &None),
        };
        vec![
            text(&*source.slug),
            text(source.title()),
            optional(short_title.as_deref()),
            listed(front.authors.iter().map(String::as_str)),
            optional(publisher.as_deref()),
            optional(front.date.map(|date| date.to_string()).as_deref()),
            optional(language.as_deref()),
            optional(front.links.first().map(|(_, url)| url.as_str())),
            text(self.data_address(source.url.as_str())),
        ]
    }

    /// An address with the host, if the site knows it.
    fn data_address(&self, url: &str) -> String {
        format!("{}{}", self.site.config().base.origin, self.anchored(url))
    }
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

fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Exact => "exact",
        Precision::Approximate => "about",
        Precision::AtLeast => "at least",
        Precision::AtMost => "at most",
    }
}

fn format(format: MetricFormat) -> &'static str {
    match format {
        MetricFormat::Number => "number",
        MetricFormat::Percent => "percent",
        MetricFormat::MoneyUsd => "money-usd",
        MetricFormat::Date => "date",
        MetricFormat::Text => "text",
    }
}

fn text(words: impl Into<String>) -> DataValue {
    DataValue::Text(words.into())
}

fn optional(words: Option<&str>) -> DataValue {
    words.map_or(DataValue::Missing, text)
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> DataValue {
    let words: Vec<_> = words.collect();
    if words.is_empty() { DataValue::Missing } else { text(words.join("; ")) }
}
