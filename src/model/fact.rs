//! Facts and events where they stand: each knows its page and its source.

use super::figure::{beside, formatted, quantity, unit};
use super::references::Cited;
use super::{Page, PageId, Tracked, Usage};
use crate::config::{Metric, MetricFormat};
use crate::date::Date;
use crate::diagnostic::did_you_mean;
use crate::parse::{Event, EventKind, Fact, FactValue, Remark, UseRef};

/// Why a figure cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureError {
    /// The page has no fact with this metric; perhaps a help line.
    NoFact(Option<String>),
    /// The page has such facts, but none with this date or source; the ones it has.
    NoneSelected(Vec<String>),
}

/// The anchor of a metric in the panel of facts.
pub fn metric_id(metric: &str) -> String {
    format!("fact-{metric}")
}

impl Tracked<'_> {
    /// The fact that `page#metric@selector` means: the newest one, among those whose date or source is the
    /// selector. Facts of one date stand in the author's order.
    pub fn figure<'p>(
        &self,
        page: &'p Page,
        metric: &str,
        selector: Option<&str>,
    ) -> Result<FactRef<'p>, FigureError> {
        let facts = page.facts_of(metric);
        if facts.clone().next().is_none() {
            let metrics = page.facts().map(FactRef::metric_name);
            return Err(FigureError::NoFact(did_you_mean(metric, metrics)));
        }
        let is_chosen = |fact: &FactRef<'_>| {
            selector.is_none_or(|selector| fact.selectors(self).iter().any(|name| name == selector))
        };
        let chosen = facts.clone().filter(is_chosen);
        let newest = chosen.max_by_key(|fact| (fact.date(self), std::cmp::Reverse(fact.index())));
        let known = || facts.flat_map(|fact| fact.selectors(self)).collect();
        newest.ok_or_else(|| FigureError::NoneSelected(known()))
    }
}

/// A fact of a page.
#[derive(Clone, Copy, Debug)]
pub struct FactRef<'p> {
    page: &'p Page,
    index: usize,
    fact: &'p Fact,
}

/// An event of a page.
#[derive(Clone, Copy, Debug)]
pub struct EventRef<'p> {
    page: &'p Page,
    index: usize,
    event: &'p Event,
}

/// What a company uses the subject of the report for, with the page of its source.
#[derive(Clone, Debug)]
pub struct UsedRef<'p> {
    /// What its file says.
    pub written: &'p UseRef,
    /// Since when, how much, and who says so.
    pub usage: Usage,
}

/// A remark on a page, a fact or an event, with the page of its source.
#[derive(Clone, Copy, Debug)]
pub struct RemarkRef<'p> {
    /// What its file says.
    pub remark: &'p Remark,
    /// The page of its source.
    pub source: Option<PageId>,
}

impl Page {
    /// Its facts, in the author's order.
    pub fn facts(&self) -> impl DoubleEndedIterator<Item = FactRef<'_>> + Clone {
        let facts = self.front().facts.iter().enumerate();
        facts.map(|(index, fact)| FactRef { page: self, index, fact })
    }

    /// Its facts of a metric.
    pub fn facts_of<'p>(&'p self, metric: &str) -> impl Iterator<Item = FactRef<'p>> + Clone {
        self.facts().filter(move |fact| fact.metric_name() == metric)
    }

    /// The metrics of its facts, in the author's order.
    pub fn metrics(&self) -> Vec<&str> {
        let mut metrics: Vec<&str> = Vec::new();
        for metric in self.facts().map(FactRef::metric_name) {
            if !metrics.contains(&metric) {
                metrics.push(metric);
            }
        }
        metrics
    }

    /// The fact with this [`FactRef::index`].
    pub fn fact(&self, index: usize) -> Option<FactRef<'_>> {
        let fact = self.front().facts.get(index)?;
        Some(FactRef { page: self, index, fact })
    }

    /// Its events, in the author's order.
    pub fn events(&self) -> impl Iterator<Item = EventRef<'_>> {
        let events = self.front().events.iter().enumerate();
        events.map(|(index, event)| EventRef { page: self, index, event })
    }

    /// What it uses, in the author's order.
    pub fn uses(&self) -> impl Iterator<Item = UsedRef<'_>> {
        let sources = self.references.use_sources.iter().copied().chain(std::iter::repeat(None));
        let uses = std::iter::zip(&self.front().uses, sources);
        uses.map(|(written, source)| UsedRef { written, usage: Usage::of(&written.usage, source) })
    }

    /// The remarks on it as a whole, in the author's order.
    pub fn remarks(&self) -> impl Iterator<Item = RemarkRef<'_>> {
        let sources = self.references.remark_sources.iter().copied().chain(std::iter::repeat(None));
        std::iter::zip(&self.front().doubts, sources).map(|(remark, source)| RemarkRef { remark, source })
    }

    /// The anchors of its facts and events.
    pub fn statement_ids(&self) -> impl Iterator<Item = &str> + Clone {
        let facts = self.front().facts.iter().map(|fact| fact.id.as_str());
        facts.chain(self.front().events.iter().map(|event| event.id.as_str()))
    }

    /// The address of something on the page.
    fn url_of(&self, id: &str) -> String {
        format!("{}#{id}", self.url)
    }
}

impl<'p> FactRef<'p> {
    /// What its file says of it.
    pub fn fact(self) -> &'p Fact {
        self.fact
    }

    /// The page it stands on.
    pub fn page(self) -> &'p Page {
        self.page
    }

    /// What it is called on its page, and in files for machines: `lines-of-code.2021-06.industry-2021`.
    pub fn id(self) -> &'p str {
        &self.fact.id
    }

    /// Its address, without the base path.
    pub fn url(self) -> String {
        self.page.url_of(self.id())
    }

    /// Its place among the facts of its page, for what is kept longer than the page.
    pub fn index(self) -> usize {
        self.index
    }

    /// The page of its source.
    pub fn source(self) -> Option<PageId> {
        self.cited().source
    }

    /// The remark on it.
    pub fn remark(self) -> Option<RemarkRef<'p>> {
        Some(RemarkRef { remark: self.fact.doubt.as_ref()?, source: self.cited().remark })
    }

    fn cited(self) -> Cited {
        self.page.references.facts.get(self.index).copied().unwrap_or_default()
    }

    /// The name of its metric.
    pub fn metric_name(self) -> &'p str {
        &self.fact.metric.value
    }

    /// Its metric.
    pub fn metric<'a>(self, site: &Tracked<'a>) -> Option<&'a Metric> {
        site.metric(self.metric_name())
    }

    /// Its date; without one, that of its source.
    pub fn date(self, site: &Tracked<'_>) -> Option<Date> {
        self.fact.as_of.or_else(|| site.page(self.source()?).front().date)
    }

    /// The figure without its unit: `about 300,000`.
    pub fn value(self, site: &Tracked<'_>) -> String {
        formatted(self.fact, self.metric(site))
    }

    /// The figure with its unit: `about 300,000 lines of code`.
    pub fn text(self, site: &Tracked<'_>) -> String {
        quantity(self.fact, self.metric(site))
    }

    /// The figure with its unit, unless these words, which stand beside it, name that.
    pub fn beside(self, site: &Tracked<'_>, words: &str) -> String {
        beside(self.fact, self.metric(site), words)
    }

    /// The figure beside the label of its metric.
    pub fn labelled(self, site: &Tracked<'_>) -> String {
        self.beside(site, site.label(self.metric_name()))
    }

    /// Its unit: `lines of code`, or `line of code` of one.
    pub fn unit<'a>(self, site: &Tracked<'a>) -> Option<&'a str> {
        unit(self.fact, self.metric(site))
    }

    /// How much it is, if its metric counts something.
    pub fn amount(self, site: &Tracked<'_>) -> Option<&'p FactValue> {
        self.fact.amount(self.metric(site))
    }

    /// The date that it gives, if its metric holds dates; of two the first.
    pub fn day(self, site: &Tracked<'_>) -> Option<Date> {
        self.metric(site).filter(|metric| metric.format == MetricFormat::Date)?;
        Date::parse(self.fact.value.value.written()[0])
    }

    /// What can stand behind `@` to choose it.
    pub(super) fn selectors(self, site: &Tracked<'_>) -> Vec<String> {
        let date = self.date(site).map(|date| date.to_string());
        let source = self.fact.source.as_ref().map(|source| source.value.clone());
        date.into_iter().chain(source).collect()
    }
}

impl<'a> Tracked<'a> {
    /// The events that stand on a page: its own in the author's order, then those of other pages that name it.
    pub fn events_on<'p>(&self, page: &'p Page) -> Vec<EventRef<'p>>
    where
        'a: 'p,
    {
        let elsewhere = page.references.events_elsewhere.iter().filter_map(|(id, index)| {
            let page: &'p Page = self.page(*id);
            let event = page.front().events.get(*index)?;
            Some(EventRef { page, index: *index, event })
        });
        page.events().chain(elsewhere).collect()
    }
}

/// The same fact is the one at the same place of the same page.
impl PartialEq for FactRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.page.id, self.index) == (other.page.id, other.index)
    }
}

/// The same event is the one at the same place of the same page.
impl PartialEq for EventRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.page.id, self.index) == (other.page.id, other.index)
    }
}

impl<'p> EventRef<'p> {
    /// What tells it from all others.
    pub fn key(self) -> (PageId, usize) {
        (self.page.id, self.index)
    }

    /// What its file says of it.
    pub fn event(self) -> &'p Event {
        self.event
    }

    /// What it is called on its page, and in files for machines: `event.2016-04`.
    pub fn id(self) -> &'p str {
        &self.event.id
    }

    /// Its address, without the base path.
    pub fn url(self) -> String {
        self.page.url_of(self.id())
    }

    /// The page of its source.
    pub fn source(self) -> Option<PageId> {
        self.cited().source
    }

    /// Whether it has not happened: somebody has said that it will.
    pub fn is_prediction(self) -> bool {
        self.event.kind == Some(EventKind::Prediction)
    }

    /// When a prediction was made: the date of its source. Of what has happened nobody asks.
    pub fn said(self, site: &Tracked<'_>) -> Option<Date> {
        let source = self.source().filter(|_| self.is_prediction())?;
        site.page(source).front().date
    }

    /// The page whose file says it.
    pub fn page(self) -> &'p Page {
        self.page
    }

    /// Every page that it stands on, the one whose file says it first.
    pub fn subjects(self) -> impl Iterator<Item = PageId> + use<'p> {
        let shared =
            self.page.references.shared_events.get(self.index).map(Vec::as_slice).unwrap_or_default();
        std::iter::once(self.page.id).chain(shared.iter().copied())
    }

    fn cited(self) -> Cited {
        self.page.references.events.get(self.index).copied().unwrap_or_default()
    }

    /// The remark on it.
    pub fn remark(self) -> Option<RemarkRef<'p>> {
        Some(RemarkRef { remark: self.event.doubt.as_ref()?, source: self.cited().remark })
    }
}
