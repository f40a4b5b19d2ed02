//! What pages have by their kind.

use super::Planner;
use super::view::{CitedFactView, DetailsView, EventView, LinkView};
use crate::link::fact_id;
use crate::model::Page;
use crate::parse::{Details, Kind};

/// The most chapters a part may have for all of them to be listed beside each. A longer list would make
/// every page grow with the report, and every title be part of every page.
pub(super) const MAX_SIBLINGS: usize = 40;

impl Planner<'_> {
    pub(super) fn details_of(&self, page: &Page) -> DetailsView {
        let details = self.own_details(page);
        match page.kind() {
            Kind::Chapter => self.chapter_details(page, details),
            Kind::Source => self.source_details(page, details),
            Kind::Project | Kind::Company | Kind::Domain | Kind::Page => details,
        }
    }

    /// What stands in the page's own front matter.
    fn own_details(&self, page: &Page) -> DetailsView {
        let domain = page.references.domain.map(|id| self.brief_link(id));
        let own = |word: Option<&str>| word.map(str::to_owned);
        match &page.front().details {
            Details::None => DetailsView::default(),
            Details::Project { origin, licensing, domain: _ } => DetailsView {
                domain,
                origin: own(*origin),
                licensing: own(*licensing),
                ..DetailsView::default()
            },
            Details::Company { organisation, country } => DetailsView {
                organisation: own(*organisation),
                country: country.clone(),
                ..DetailsView::default()
            },
            Details::Source { publisher, language, short_title: _ } => DetailsView {
                publisher: publisher.clone(),
                language: language.clone(),
                ..DetailsView::default()
            },
        }
    }

    fn chapter_details(&self, page: &Page, details: DetailsView) -> DetailsView {
        let (previous, next) = self.site.outline.neighbours(page.id);
        let part = self.site.outline.part_of(page.id);
        let chapters = part.map(|part| part.chapters.as_slice()).unwrap_or_default();
        let few = chapters.len() <= MAX_SIBLINGS && !page.is_part();
        DetailsView {
            part: part.and_then(|part| part.page).filter(|id| *id != page.id).map(|id| self.brief_link(id)),
            previous: previous.map(|id| self.brief_link(id)),
            next: next.map(|id| self.brief_link(id)),
            siblings: if few { self.links(chapters) } else { Vec::new() },
            chapters: if page.is_part() {
                chapters.iter().map(|id| self.link(*id)).collect()
            } else {
                Vec::new()
            },
            ..details
        }
    }

    fn source_details(&self, source: &Page, details: DetailsView) -> DetailsView {
        let pages = &self.by_title;
        let mut cited_events: Vec<_> =
            pages.iter().flat_map(|page| self.cited_events(page, source)).collect();
        cited_events.sort_by(|(_, one), (_, other)| one.date.iso.cmp(&other.date.iso));
        let cites = |page: &&Page| page.references.sources.contains(&source.id);
        DetailsView {
            cited_facts: pages.iter().flat_map(|page| self.cited_facts(page, source)).collect(),
            cited_events,
            cited_by: pages.iter().copied().filter(cites).map(|page| self.brief_link(page.id)).collect(),
            ..details
        }
    }

    fn cited_facts(&self, page: &Page, source: &Page) -> Vec<CitedFactView> {
        let facts = page.front().facts.iter().enumerate();
        let from_source = facts.filter(|(index, _)| self.site.fact_source(page, *index) == Some(source.id));
        from_source
            .map(|(index, fact)| {
                let metric = &fact.metric.value;
                let label = self.site.config.metrics.get(metric).map_or(metric, |metric| &metric.label);
                let mut link = self.brief_link(page.id);
                link.url = format!("{}#{}", link.url, fact_id(metric));
                CitedFactView { page: link, label: label.clone(), fact: self.fact_view(page, index, fact) }
            })
            .collect()
    }

    fn cited_events(&self, page: &Page, source: &Page) -> Vec<(LinkView, EventView)> {
        let events = page.front().events.iter().zip(&page.references.event_sources).enumerate();
        let from_source = events.filter(|(_, (_, cited))| **cited == Some(source.id));
        from_source
            .map(|(index, (event, _))| (self.brief_link(page.id), self.event_view(page, index, event)))
            .collect()
    }
}
