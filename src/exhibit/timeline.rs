//! `timeline`: events of pages in their order.

use std::collections::BTreeSet;

use super::context::Context;
use super::datum::{name, remark, source_name};
use super::{Name, Timeline, TimelineEvent, TimelinePart};
use crate::date::Date;
use crate::model::{EventRef, Page, Tracked};
use crate::parse::exhibit::{ExhibitBlock, Query};
use crate::parse::{Event, EventKind, Kind};

/// The most pages for which each has a lane of its own.
const MAX_LANES: usize = 10;

impl Context<'_> {
    pub(super) fn timeline(
        &mut self,
        query: &Query,
        kinds: &[EventKind],
        block: &ExhibitBlock,
    ) -> Option<Timeline> {
        let selection = self.ask.selection(query, None)?;
        let pages = self.ask.pages(&selection);
        let is_wanted = |event: EventRef<'_>| {
            kinds.is_empty() || event.event().kind.is_some_and(|kind| kinds.contains(&kind))
        };
        let timeline = timeline(self.site, pages.iter().map(|id| self.site.page(*id)), is_wanted);
        if timeline.is_empty() {
            if kinds.is_empty() {
                self.empty(block, "nothing that is asked for has an event");
            } else {
                let keys = "`events`, `kind`, `entities` and `where`";
                self.empty_by(block, "nothing that is asked for has an event of this kind", keys);
            }
            return None;
        }
        Some(timeline)
    }
}

/// The events of all pages.
pub fn timeline_of_all(site: &Tracked<'_>) -> Timeline {
    timeline(site, site.pages().iter(), |_| true)
}

/// What happened on all pages from one year to another.
pub fn timeline_of_years(site: &Tracked<'_>, (from, to): (i16, i16)) -> Timeline {
    let is_wanted =
        |event: EventRef<'_>| !event.is_prediction() && (from..=to).contains(&event.event().date.year());
    timeline(site, site.pages().iter(), is_wanted)
}

/// What happened on all pages after a date and up to that of the build.
pub(super) fn timeline_since(site: &Tracked<'_>, since: Date) -> Timeline {
    let is_wanted = |event: EventRef<'_>| {
        let date = event.event().date;
        !event.is_prediction() && !date.is_by(since) && site.as_of().is_none_or(|now| date.is_by(now))
    };
    timeline(site, site.pages().iter(), is_wanted)
}

impl Timeline {
    /// Whether there is nothing on it.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.predictions.is_empty()
    }

    /// Everything on it: what happened, then what was predicted.
    pub fn all(&self) -> impl Iterator<Item = &TimelineEvent> + Clone {
        self.events.iter().chain(&self.predictions)
    }
}

impl TimelinePart {
    /// Whether the events of a year stand there.
    pub fn has(&self, year: i16) -> bool {
        (self.years.0..=self.years.1).contains(&year)
    }
}

fn timeline<'p>(
    site: &Tracked<'p>,
    pages: impl Iterator<Item = &'p Page>,
    is_wanted: impl Fn(EventRef<'_>) -> bool,
) -> Timeline {
    let found = once_each(site, pages, is_wanted);
    let (predicted, happened): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(_, event)| event.is_prediction());
    let pages: BTreeSet<_> = happened.iter().map(|(page, _)| page.id).collect();
    let by_page = pages.len() <= MAX_LANES;
    let lane_of = |page: &Page| if by_page { (0, name(page)) } else { lane(site, page) };
    let lanes: BTreeSet<_> = pages.iter().map(|id| lane_of(site.page(*id))).collect();
    let lanes: Vec<_> = lanes.into_iter().collect();
    let in_order = |found: Vec<(&Page, EventRef<'_>)>| {
        let events = found.into_iter().map(|(page, event)| {
            let own = lane_of(page);
            let at = lanes.iter().position(|lane| *lane == own).unwrap_or(0);
            timeline_event(site, event, at)
        });
        let mut events: Vec<_> = events.collect();
        events
            .sort_by(|one, other| one.date.cmp(&other.date).then_with(|| one.subjects.cmp(&other.subjects)));
        events
    };
    let (events, predictions) = (in_order(happened), in_order(predicted));
    Timeline {
        events,
        predictions,
        lanes: lanes.into_iter().map(|(_, name)| name).collect(),
        elsewhere: Vec::new(),
    }
}

/// The events of pages, each with the page in whose lane it stands: that whose file says it, if it is among them, and
/// else the first of those that it names. An event of several pages stands once.
fn once_each<'p>(
    site: &Tracked<'p>,
    pages: impl Iterator<Item = &'p Page>,
    is_wanted: impl Fn(EventRef<'_>) -> bool,
) -> Vec<(&'p Page, EventRef<'p>)> {
    let on_pages: Vec<_> = pages.map(|page| (page, site.events_on(page))).collect();
    let mut found = Vec::new();
    let mut shown = BTreeSet::new();
    for is_own in [true, false] {
        for (page, on_page) in &on_pages {
            let wanted =
                on_page.iter().filter(|event| (event.page().id == page.id) == is_own && is_wanted(**event));
            found.extend(wanted.filter(|event| shown.insert(event.key())).map(|event| (*page, *event)));
        }
    }
    found
}

/// The lane of a page among those of all: the widest domain it stands in, or what kind of page it is. The number sorts the lanes.
fn lane(site: &Tracked<'_>, page: &Page) -> (usize, Name) {
    if let Some(domain) = page.references.domains.last().copied().filter(|_| page.kind() == Kind::Project) {
        let domains = site.of_kind(Kind::Domain);
        let at = domains.iter().position(|known| known.id == domain).unwrap_or(0);
        return (at, name(site.page(domain)));
    }
    let others = |text: &str| Name { text: text.to_owned(), url: None };
    match page.kind() {
        Kind::Company => (usize::MAX - 1, others("Organisations")),
        Kind::Project | Kind::Domain | Kind::Source | Kind::Chapter | Kind::Other => {
            (usize::MAX, others("Other"))
        }
    }
}

fn timeline_event(site: &Tracked<'_>, event: EventRef<'_>, lane: usize) -> TimelineEvent {
    let Event { date, text, kind, at, .. } = event.event();
    TimelineEvent {
        date: *date,
        text: text.clone(),
        kind: *kind,
        said: event.said(site),
        subjects: event.subjects().map(|id| name(site.page(id))).collect(),
        lane,
        doubt: event.remark().map(|doubt| remark(site, doubt)),
        source: event.source().map(|id| source_name(site.page(id))),
        url: event.url(),
        at: at.clone(),
    }
}
