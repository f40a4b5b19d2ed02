//! A site → an edition of it: what it holds now, or what of that was said by a date.

use std::collections::BTreeSet;

use crate::date::Date;
use crate::edition::{Edition, EditionEvent, EditionFact, EditionPage};
use crate::model::{EventRef, FactRef, Page, PageId, Site, Tracked};
use crate::parse::{FactValue, Kind};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct EditionRequest {
    /// What it is called in addresses.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// What there is to say of it.
    pub note: Option<String>,
    /// Its date, if it is not that of the build.
    pub date: Option<Date>,
    /// Up to when something was said that it takes; everything if there is no limit.
    pub until: Option<Date>,
}

/// Makes an edition. `None` if no date is given and nothing in the site bears one.
pub fn edition(site: &Site, request: &EditionRequest) -> Option<Edition> {
    let EditionRequest { name, title, note, date, until } = request.clone();
    let selection = Selection { site: Tracked::new(site), until };
    let facts: Vec<_> =
        site.pages.iter().flat_map(Page::facts).filter(|fact| selection.has_fact(*fact)).collect();
    let events: Vec<_> =
        site.pages.iter().flat_map(Page::events).filter(|event| selection.has_event(*event)).collect();
    let subjects =
        facts.iter().map(|fact| fact.page().id).chain(events.iter().flat_map(|one| one.subjects()));
    let pages = selection.pages(&subjects.collect());
    let edition = Edition {
        name,
        title,
        note,
        date: Some(date.or(until).or(site.as_of())?),
        pages: pages.into_iter().map(|page| (address(page), selection.page(page))).collect(),
        facts: facts.into_iter().map(|fact| (fact.url(), selection.fact(fact))).collect(),
        events: events.into_iter().map(|event| (event.url(), selection.event(event))).collect(),
        digest: String::new(),
    };
    Some(edition.sealed())
}

fn address(page: &Page) -> String {
    page.url.as_str().to_owned()
}

/// What of the site is taken.
struct Selection<'a> {
    site: Tracked<'a>,
    until: Option<Date>,
}

impl Selection<'_> {
    /// Whether a date is not too late; one that is not known may be.
    fn is_by(&self, date: Option<Date>) -> bool {
        self.until.is_none_or(|until| date.is_some_and(|date| date.is_by(until)))
    }

    /// Whether a source was there; of one without a date it is not known, and what cites it has a date of its own.
    fn has_source(&self, source: Option<PageId>) -> bool {
        let date = source.and_then(|source| self.site.page(source).front().date);
        date.is_none() || self.is_by(date)
    }

    fn has_fact(&self, fact: FactRef<'_>) -> bool {
        self.is_by(fact.date(&self.site)) && self.has_source(fact.source())
    }

    fn has_event(&self, event: EventRef<'_>) -> bool {
        self.is_by(Some(event.event().date)) && self.has_source(event.source())
    }

    /// The pages: all, or those about which something is taken, those that rest on a source that was there, such
    /// sources, what was published by then, and the domains of such projects.
    fn pages(&self, subjects: &BTreeSet<PageId>) -> Vec<&Page> {
        let pages = self.site.pages();
        let is_known = |page: &Page| {
            let dated = |id: &PageId| self.site.page(*id).front().date;
            let mut cited = page.references.cited();
            match page.kind() {
                Kind::Source => self.is_by(page.front().date),
                Kind::Chapter | Kind::Other => self.is_by(page.front().date) || subjects.contains(&page.id),
                Kind::Project | Kind::Company | Kind::Domain => {
                    subjects.contains(&page.id) || cited.any(|source| self.is_by(dated(&source)))
                }
            }
        };
        let taken: Vec<_> = pages.iter().filter(|page| self.until.is_none() || is_known(page)).collect();
        let domains: BTreeSet<_> = taken.iter().filter_map(|page| page.references.domain).collect();
        let taken: BTreeSet<_> = taken.into_iter().map(|page| page.id).chain(domains).collect();
        pages.iter().filter(|page| taken.contains(&page.id)).collect()
    }

    fn page(&self, page: &Page) -> EditionPage {
        // What the text was at an earlier date is not known.
        let digest = self.until.is_none().then(|| page.digest());
        EditionPage { kind: page.kind().name().to_owned(), title: page.title().to_owned(), digest }
    }

    fn fact(&self, fact: FactRef<'_>) -> EditionFact {
        let site = &self.site;
        let ends = fact.amount(site).and_then(FactValue::ends);
        let mut others = fact.page().facts_of(fact.metric_name()).filter(|other| *other != fact);
        EditionFact {
            metric: fact.metric_name().to_owned(),
            value: fact.text(site),
            amount: ends.map(|(from, to)| [from.clone(), to.clone()]),
            date: fact.date(site),
            source: fact.source().map(|id| site.page(id).slug.to_string()),
            note: fact.fact().note.clone(),
            disputed: others.any(|other| self.has_fact(other) && site.differ(fact, other)),
            digest: fact.digest(),
        }
    }

    fn event(&self, event: EventRef<'_>) -> EditionEvent {
        let said = event.event();
        EditionEvent {
            date: said.date,
            text: said.text.clone(),
            source: event.source().map(|id| self.site.page(id).slug.to_string()),
            prediction: event.is_prediction(),
        }
    }
}
