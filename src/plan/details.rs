//! What pages have by their kind.

use super::Planner;
use super::page::{date_view, outside};
use super::view::{CitedFactView, DetailsView, EventView, LinkView};
use crate::grammar::web_host;
use crate::model::{EventRef, FactRef, Page};
use crate::parse::{Details, Kind};

/// The most chapters a part may have for all of them to be listed beside each. A longer list would make
/// every page grow with the report, and every title be part of every page.
pub(super) const MAX_SIBLINGS: usize = 40;

impl Planner<'_> {
    pub(super) fn details_of(&self, page: &Page) -> DetailsView {
        let details = DetailsView { logo: self.logo_of(page), ..self.own_details(page) };
        match page.kind() {
            Kind::Chapter => self.chapter_details(page, details),
            Kind::Source => self.source_details(page, details),
            Kind::Project => {
                let (previous, next) = self.site.neighbours(page.id);
                let [previous, next] = [previous, next].map(|id| id.map(|id| self.brief_link(id)));
                DetailsView { previous, next, ..details }
            }
            Kind::Company | Kind::Domain | Kind::Other => details,
        }
    }

    /// What stands in the page's own front matter.
    fn own_details(&self, page: &Page) -> DetailsView {
        let domain = page.references.domain.map(|id| self.brief_link(id));
        match &page.front().details {
            Details::None | Details::Domain { parent: _ } => DetailsView::default(),
            Details::Project { origin, licensing, domain: _, also_in: _, country: _ } => DetailsView {
                domain,
                also_in: self.links(&page.references.also_in),
                country: self.site.country(page),
                origin: origin.map(|origin| origin.label().to_owned()),
                licensing: licensing.map(|licensing| licensing.label().to_owned()),
                ..DetailsView::default()
            },
            Details::Company { organisation, country } => DetailsView {
                organisation: organisation.map(|organisation| organisation.label().to_owned()),
                country: country.clone(),
                ..DetailsView::default()
            },
            Details::Source { publisher, language, archive, retrieved, short_title: _ } => DetailsView {
                publisher: publisher.clone(),
                language: language.clone(),
                archive: archive.as_ref().map(|copy| outside(web_host(copy), copy)),
                retrieved: retrieved.map(date_view),
                ..DetailsView::default()
            },
        }
    }

    fn chapter_details(&self, page: &Page, details: DetailsView) -> DetailsView {
        let (previous, next) = self.site.neighbours(page.id);
        let part = self.site.part_page(page.id).filter(|id| *id != page.id);
        let part_size = self.site.part_size(page.id);
        let few = part_size <= MAX_SIBLINGS && !page.is_part();
        let listed = if few || page.is_part() { self.site.part_of(page.id) } else { None };
        let chapters = listed.map(|part| part.chapters.as_slice()).unwrap_or_default();
        DetailsView {
            part: part.map(|id| self.brief_link(id)),
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
        let citers = self.site.citers(source.id).iter();
        let mut pages: Vec<_> = citers.map(|id| self.site.page(*id)).collect();
        pages.sort_by_cached_key(|page| (page.title().to_lowercase(), page.id));
        let mut cited_events: Vec<_> =
            pages.iter().flat_map(|page| self.cited_events(page, source)).collect();
        cited_events.sort_by(|(_, one), (_, other)| one.date.iso.cmp(&other.date.iso));
        let rests = |page: &&&Page| page.references.rests_on(source.id);
        DetailsView {
            cited_facts: pages.iter().flat_map(|page| self.cited_facts(page, source)).collect(),
            cited_events,
            cited_by: pages.iter().filter(rests).map(|page| self.brief_link(page.id)).collect(),
            ..details
        }
    }

    fn cited_facts(&self, page: &Page, source: &Page) -> Vec<CitedFactView> {
        let from_source = page.facts().filter(|fact| fact.source() == Some(source.id));
        from_source.map(|fact| self.cited_fact(fact)).collect()
    }

    /// A fact where it is listed away from its page.
    pub(super) fn cited_fact(&self, fact: FactRef<'_>) -> CitedFactView {
        let metric = fact.metric_name();
        let label = self.site.label(metric).to_owned();
        let mut link = self.brief_link(fact.page().id);
        link.url = self.anchored(&fact.url());
        CitedFactView { page: link, label, fact: self.fact_view(fact), disputed_by: self.disputing(fact) }
    }

    fn cited_events(&self, page: &Page, source: &Page) -> Vec<(LinkView, EventView)> {
        let from_source = page.events().filter(|event| event.source() == Some(source.id));
        let link =
            |event: &EventRef<'_>| LinkView { url: self.anchored(&event.url()), ..self.brief_link(page.id) };
        from_source.map(|event| (link(&event), self.event_view(event, page.id))).collect()
    }
}
