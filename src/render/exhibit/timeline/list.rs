//! The events in words, year by year, and below them what was predicted.

use super::by_year;
use super::shape::class;
use crate::exhibit::{Exhibit, Timeline, TimelineEvent, TimelinePart};
use crate::model::MOST_EVENTS;
use crate::parse::EventKind;
use crate::render::html::{Html, element, name};
use crate::render::provenance::{doubt, provenance};

/// From this many years on, there is a list of them to jump to.
const JUMP_FROM: usize = 6;

/// What stands below a picture.
pub(super) struct List<'a> {
    id: &'a str,
    title: &'a str,
    events: &'a [TimelineEvent],
    predictions: &'a [TimelineEvent],
    /// Where the events of other years are listed.
    elsewhere: &'a [TimelinePart],
    /// How many earlier ones are listed nowhere, or a page would be too long to load, and nobody's to read.
    left_out: usize,
}

impl<'a> List<'a> {
    pub(super) fn of(exhibit: &'a Exhibit, timeline: &'a Timeline) -> Self {
        let Timeline { events, predictions, elsewhere, .. } = timeline;
        let is_here = |event: &TimelineEvent| elsewhere.iter().all(|part| !part.has(event.date.year()));
        // Those of other years come before or behind.
        let start = events.iter().position(is_here).unwrap_or(events.len());
        let end = events.iter().rposition(is_here).map_or(start, |last| last + 1);
        let here = &events[start..end];
        // What is divided is divided so that it fits.
        let left_out = if elsewhere.is_empty() { here.len().saturating_sub(MOST_EVENTS) } else { 0 };
        let events = &here[left_out..];
        Self { id: &exhibit.id, title: &exhibit.title, events, predictions, elsewhere, left_out }
    }

    /// Where the events of a year are listed.
    pub(super) fn address(&self, year: i16, base: &str) -> Option<String> {
        let anchor = format!("#fb-{}-year-{year}", self.id);
        if self.events.iter().any(|event| event.date.year() == year) {
            return Some(anchor);
        }
        let part = self.elsewhere.iter().find(|part| part.has(year))?;
        Some(format!("{base}{}{anchor}", part.url))
    }

    /// Where the predictions are listed.
    pub(super) fn predictions(&self) -> String {
        format!("#fb-{}-predictions", self.id)
    }

    /// What is listed nowhere, in words.
    pub(super) fn left_out(&self) -> String {
        match self.left_out {
            0 => String::new(),
            1 => " The earliest of them is not listed.".to_owned(),
            count => format!(" The {count} earliest of them are not listed."),
        }
    }

    /// Years are no headings, because the page's own headings go on below the exhibit.
    pub(super) fn render(&self, base: &str) -> Html {
        let years = by_year(self.events).map(|events| {
            let year = events[0].date.year();
            self.section(&format!("year-{year}"), &year.to_string(), events, base)
        });
        let years: Html = years.collect();
        let predictions = (!self.predictions.is_empty())
            .then(|| self.section("predictions", "Predictions", self.predictions, base));
        let list = element("div").class("happenings").attr("id", format_args!("fb-{}-list", self.id));
        Html::from(self.jumps()).with(list.newline().with(years).with(predictions).line())
    }

    fn section(&self, end: &str, label: &str, events: &[TimelineEvent], base: &str) -> Html {
        let events: Html = events.iter().map(|happening| event(happening, base)).collect();
        let id = format!("fb-{}-{end}", self.id);
        let list = element("ol").class("events").attr("aria-labelledby", &id).newline().with(events);
        element("p").class("year").attr("id", &id).text(label).line().with(list.line())
    }

    /// Links to the years, if they are many.
    fn jumps(&self) -> Option<Html> {
        let years: Vec<_> = by_year(self.events).map(|events| events[0].date.year()).collect();
        if years.len() < JUMP_FROM {
            return None;
        }
        let link = |end: &str, label: &str| {
            let link = element("a").leads_to(format_args!("fb-{}-{end}", self.id));
            element("li").with(link.text(label))
        };
        let links = years.into_iter().map(|year| link(&format!("year-{year}"), &year.to_string()));
        let ahead = (!self.predictions.is_empty()).then(|| link("predictions", "Predictions"));
        let nav = element("nav").class("years").attr("aria-label", format_args!("Years: {}", self.title));
        Some(nav.with(element("ul").with(links.chain(ahead).collect::<Html>())).line())
    }
}

fn event(event: &TimelineEvent, base: &str) -> Html {
    let link = element("a").href(format_args!("{base}{}", event.url)).text(event.date.long());
    let time = element("time").attr("datetime", event.date).with(link);
    let (source, at) = (event.source.as_ref(), event.at.as_deref());
    let said = event.said.map(|said| format!("prediction of {}", said.long()));
    let source = provenance(None, source, at, &event.url, base);
    let said = said.map(|said| element("span").class("provenance").text(said).into());
    let doubt = event.doubt.as_ref().map(|remark| doubt(remark, base));
    let behind = said.into_iter().chain(source).chain(doubt).map(|part| Html::default().text(" ").with(part));
    let words = element("span")
        .with(Html::join(event.subjects.iter().map(|subject| name(subject, base)), ", "))
        .text(format_args!(": {}", event.text))
        .with(behind.collect::<Html>());
    // The heading of the predictions says what they are.
    let kind = event.kind.filter(|kind| *kind != EventKind::Prediction);
    let kind = kind.map(|kind| Html::from(element("span").class("kind").text(kind.label())).text(" "));
    let class = event.kind.map(|kind| class(Some(kind))).unwrap_or_default();
    element("li").class(&class).with(time).text(" ").with(kind).with(words).line()
}
