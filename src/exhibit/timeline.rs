//! `timeline`: events of pages in their order.

use std::collections::BTreeSet;

use super::context::Context;
use super::datum::{name, remark, source_name};
use super::{Name, Timeline, TimelineEvent};
use crate::date::Date;
use crate::model::{EventRef, Page, Tracked};
use crate::parse::exhibit::{ExhibitBlock, Query};
use crate::parse::{Event, Kind};

/// The most events that are shown: the newest of them. A page of more would be too long to load, and nobody's to
/// read.
const MAX_EVENTS: usize = 1000;

/// The most pages for which each has a lane of its own.
const MAX_LANES: usize = 10;

impl Context<'_> {
    pub(super) fn timeline(&mut self, query: &Query, block: &ExhibitBlock) -> Option<Timeline> {
        let selection = self.ask.selection(query, None)?;
        let pages = self.ask.pages(&selection);
        let timeline = timeline(self.site, pages.iter().map(|id| self.site.page(*id)));
        if timeline.events.is_empty() {
            self.empty(block, "nothing that is asked for has an event");
            return None;
        }
        Some(timeline)
    }
}

/// The events of all pages.
pub fn timeline_of_all(site: &Tracked<'_>) -> Timeline {
    timeline(site, site.pages().iter())
}

/// The events of all pages after a date and up to that of the build.
pub(super) fn timeline_since(site: &Tracked<'_>, since: Date) -> Timeline {
    let is_wanted = |date: Date| !date.is_by(since) && site.as_of().is_none_or(|now| date.is_by(now));
    timeline_where(site, site.pages().iter(), is_wanted)
}

fn timeline<'p>(site: &Tracked<'_>, pages: impl Iterator<Item = &'p Page>) -> Timeline {
    timeline_where(site, pages, |_| true)
}

fn timeline_where<'p>(
    site: &Tracked<'_>,
    pages: impl Iterator<Item = &'p Page>,
    is_wanted: impl Fn(Date) -> bool,
) -> Timeline {
    let wanted = |page| {
        let mut events = site.events_on(page);
        events.retain(|event| is_wanted(event.event().date));
        (page, events)
    };
    let with_events = pages.map(wanted).filter(|(_, events)| !events.is_empty());
    let (pages, on_pages): (Vec<_>, Vec<_>) = with_events.unzip();
    let by_page = pages.len() <= MAX_LANES;
    let lane_of = |page: &Page| if by_page { (0, name(page)) } else { lane(site, page) };
    let lanes: BTreeSet<_> = pages.iter().map(|page| lane_of(page)).collect();
    let lanes: Vec<_> = lanes.into_iter().collect();
    let mut events = Vec::new();
    let mut shown = BTreeSet::new();
    // An event of several pages stands once: in the lane of the page whose file says it, if that is among them.
    for is_own in [true, false] {
        for (page, on_page) in std::iter::zip(&pages, &on_pages) {
            let own = lane_of(page);
            let at = lanes.iter().position(|lane| *lane == own).unwrap_or(0);
            let on_page = on_page.iter().filter(|event| (event.page().id == page.id) == is_own);
            let new = on_page.filter(|event| shown.insert(event.key()));
            events.extend(new.map(|event| timeline_event(site, *event, at)));
        }
    }
    events.sort_by(|one, other| one.date.cmp(&other.date).then_with(|| one.subjects.cmp(&other.subjects)));
    let left_out = events.len().saturating_sub(MAX_EVENTS);
    let events = events.split_off(left_out);
    Timeline { events, left_out, lanes: lanes.into_iter().map(|(_, name)| name).collect() }
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
        Kind::Company => (usize::MAX - 1, others("Companies")),
        Kind::Project | Kind::Domain | Kind::Source | Kind::Chapter | Kind::Other => {
            (usize::MAX, others("Other"))
        }
    }
}

fn timeline_event(site: &Tracked<'_>, event: EventRef<'_>, lane: usize) -> TimelineEvent {
    let Event { date, text, at, .. } = event.event();
    TimelineEvent {
        date: *date,
        text: text.clone(),
        subjects: event.subjects().map(|id| name(site.page(id))).collect(),
        lane,
        doubt: event.remark().map(|doubt| remark(site, doubt)),
        source: event.source().map(|id| source_name(site.page(id))),
        url: event.url(),
        at: at.clone(),
    }
}
