//! The view of a page.

use std::collections::{BTreeMap, BTreeSet};

use super::view::{
    BacklinkView, DateView, EventView, ExtraView, FactView, HeadingView, LinkView, LocalNameView, MetricView,
    PageView, RemarkView, TemplateView, VerificationView,
};
use super::{BodyInput, PageInput, Planner, SpecialPage};
use crate::date::Date;
use crate::grammar::web_host;
use crate::link::{Backlink, heading_words};
use crate::model::{Dependency, EventRef, FactRef, Page, PageId, RemarkRef, metric_id};
use crate::parse::exhibit::Spec;
use crate::parse::{Event, EventKind, Kind, LocalName, Remark, Verification};
use crate::paths::UrlPath;

/// Words a minute of silent reading, for reading times; Brysbaert's mean for English non-fiction is 238 and
/// falls with figures and names in the text.
const READING_SPEED: usize = 220;

/// What templates call a page of this kind.
pub(super) fn kind_name(page: &Page) -> &'static str {
    match page.kind() {
        Kind::Chapter if page.is_part() => "part",
        Kind::Other if page.url == SpecialPage::Home.url() => SpecialPage::Home.name(),
        Kind::Chapter | Kind::Project | Kind::Company | Kind::Domain | Kind::Source | Kind::Other => {
            page.kind().name()
        }
    }
}

/// A date in both forms.
pub(super) fn date_view(date: Date) -> DateView {
    DateView { iso: date.to_string(), text: date.long() }
}

impl Planner<'_> {
    pub(super) fn page_input(&self, id: PageId) -> PageInput {
        let page = self.site.page(id);
        let seen = [Dependency::Text, Dependency::Links, Dependency::Backlinks, Dependency::Exhibits];
        for dependency in seen {
            self.site.note(dependency(id));
        }
        let front = page.front();
        let template = front.template.as_ref();
        let (page_view, listing) = (self.page_view(page), self.listing_of(page));
        let view = TemplateView { page: page_view, listing, queries: BTreeMap::new() };
        let (links, exhibits) = (self.links.on(id).clone(), self.exhibits.on(id).clone());
        let view = self.with_sign(view, &links);
        PageInput {
            template: template.map_or_else(|| self.default_template(page), |template| template.value.clone()),
            template_span: template.map(|template| page.span(&template.range)),
            view,
            body: Some(BodyInput { document: page.document.clone(), links, exhibits }),
            exhibits: self.exhibits_of(page),
        }
    }

    pub(super) fn page_view(&self, page: &Page) -> PageView {
        let front = page.front();
        let references = &page.references;
        let body = &page.document.body;
        let domains = references.domains.iter().rev().map(|id| self.brief_link(*id));
        let since = self.site.page_since(page).map(|edition| self.edition_link(edition));
        let (events, predictions) = self.events_of(page);
        PageView {
            names: front.names.iter().map(name_view).collect(),
            breadcrumbs: self.breadcrumbs(&page.url).into_iter().chain(domains).collect(),
            date: front.date.map(date_view),
            updated: front.updated.map(date_view),
            authors: front.authors.clone(),
            tags: self.tags_of(page),
            toc: self.toc_of(page),
            has_walkthrough: body
                .exhibits
                .iter()
                .any(|block| matches!(block.spec, Some(Spec::Walkthrough(_)))),
            words: body.words,
            reading_minutes: body.words.div_ceil(READING_SPEED).max(1),
            metrics: self.metrics_of(page),
            events,
            predictions,
            has_own_remarks: front.doubts.iter().any(Remark::is_own),
            doubts: page.remarks().map(|remark| self.remark_view(remark)).collect(),
            sources: self.links(&references.sources),
            projects: self.relations(page, &references.projects),
            companies: self.relations(page, &references.companies),
            project_figures: self.project_figures(page),
            uses: self.uses_of(page),
            related: self.links(&references.related),
            backlinks: self.backlinks_of(page),
            links: front.links.iter().map(|(name, url)| outside(name, url)).collect(),
            citation: self.citation_of(page),
            is_new: since.is_none() && !self.site.editions().all().is_empty(),
            since,
            edit_url: self.edit_url(page),
            extra: ExtraView(front.extra.clone()),
            details: self.details_of(page),
            ..self.bare_view(kind_name(page), page.title(), front.summary.clone(), &page.url)
        }
    }

    /// The view of a page that has no file: its name and place, and nothing else.
    pub(super) fn bare_view(
        &self,
        kind: &'static str,
        title: &str,
        summary: Option<String>,
        url: &UrlPath,
    ) -> PageView {
        PageView {
            kind,
            title: title.to_owned(),
            names: Vec::new(),
            summary,
            url: self.address(url),
            permalink: self.permalink(url),
            twin: None,
            breadcrumbs: self.breadcrumbs(url),
            date: None,
            updated: None,
            authors: Vec::new(),
            tags: Vec::new(),
            toc: Vec::new(),
            has_walkthrough: false,
            words: 0,
            reading_minutes: 1,
            metrics: Vec::new(),
            events: Vec::new(),
            predictions: Vec::new(),
            doubts: Vec::new(),
            has_own_remarks: false,
            sources: Vec::new(),
            projects: Vec::new(),
            companies: Vec::new(),
            project_figures: Vec::new(),
            uses: Vec::new(),
            related: Vec::new(),
            backlinks: Vec::new(),
            links: Vec::new(),
            citation: None,
            share: None,
            contested: None,
            since: None,
            is_new: false,
            edit_url: None,
            extra: ExtraView::default(),
            details: super::view::DetailsView::default(),
        }
    }

    /// The pages of the folders above, as far as they have one.
    pub(super) fn breadcrumbs(&self, url: &UrlPath) -> Vec<LinkView> {
        let parts: Vec<_> =
            url.as_str().trim_matches('/').split('/').filter(|part| !part.is_empty()).collect();
        let above = (1..parts.len()).map(|depth| parts[..depth].join("/"));
        above.filter_map(|folder| self.folder_link(&UrlPath::folder(&folder))).collect()
    }

    fn toc_of(&self, page: &Page) -> Vec<HeadingView> {
        let body = &page.document.body;
        let links = self.links.on(page.id);
        let headings = body.headings.iter().enumerate();
        let views = headings.map(|(index, heading)| HeadingView {
            level: heading.level,
            id: heading.id.clone(),
            text: heading_words(body, index, links),
        });
        views.filter(|heading| !heading.text.trim().is_empty()).collect()
    }

    pub(super) fn tags_of(&self, page: &Page) -> Vec<LinkView> {
        let mut seen = BTreeSet::new();
        let slugs = page.front().tags.iter().map(|tag| &tag.slug).filter(|slug| seen.insert(*slug));
        slugs.filter_map(|slug| Some(self.tag_link(slug, self.site.tag_title(slug)?))).collect()
    }

    /// The facts by metric, in the author's order of metrics, the newest first within each.
    pub(super) fn metrics_of(&self, page: &Page) -> Vec<MetricView> {
        let view = |metric: &str| {
            let mut facts: Vec<_> = page.facts_of(metric).collect();
            facts.sort_by_key(|fact| std::cmp::Reverse(fact.date(&self.site)));
            let label = self.site.label(metric);
            let facts = facts.into_iter().map(|fact| self.fact_view(fact)).collect();
            MetricView { id: metric_id(metric), label: label.to_owned(), facts }
        };
        page.metrics().into_iter().map(view).collect()
    }

    pub(super) fn fact_view(&self, fact: FactRef<'_>) -> FactView {
        let site = &self.site;
        FactView {
            id: fact.id().to_owned(),
            url: self.anchored(&fact.url()),
            text: fact.text(site),
            value: fact.value(site),
            labelled: fact.labelled(site),
            date: fact.date(site).map(date_view),
            age: fact.age(site).map(|age| age.to_string()),
            contested: fact.is_contested(site),
            verified: fact.fact().verified.iter().map(verification_view).collect(),
            disputes: self.disputed_by(fact),
            note: fact.fact().note.clone(),
            doubt: fact.remark().map(|remark| self.remark_view(remark)),
            source: fact.source().map(|id| self.source_mark(id)),
            at: fact.fact().at.clone(),
            since: fact.since(site).map(|edition| self.edition_link(edition)),
        }
    }

    /// The fact that this one contradicts, with its source.
    fn disputed_by(&self, fact: FactRef<'_>) -> Option<String> {
        let disputed = fact.disputed()?;
        let text = disputed.text(&self.site);
        let source = disputed.source().map(|id| self.site.page(id).short_title());
        Some(source.map_or_else(|| text.clone(), |source| format!("{text} ({source})")))
    }

    /// What happened, and what somebody has said will happen.
    fn events_of(&self, page: &Page) -> (Vec<EventView>, Vec<EventView>) {
        let mut events = self.site.events_on(page);
        events.sort_by_key(|event| event.event().date);
        let (predicted, happened): (Vec<_>, Vec<_>) =
            events.into_iter().partition(|event| event.is_prediction());
        [happened, predicted].map(|events| self.event_views(events, page.id)).into()
    }

    fn event_views(&self, events: Vec<EventRef<'_>>, on: PageId) -> Vec<EventView> {
        events.into_iter().map(|event| self.event_view(event, on)).collect()
    }

    /// An event as it stands on a page.
    pub(super) fn event_view(&self, event: EventRef<'_>, on: PageId) -> EventView {
        let Event { date, text, kind, at, .. } = event.event();
        EventView {
            id: if event.page().id == on { event.id().to_owned() } else { String::new() },
            url: self.anchored(&event.url()),
            date: date_view(*date),
            text: text.clone(),
            kind: kind.map(EventKind::name),
            said: event.said(&self.site).map(date_view),
            pages: event.subjects().filter(|id| *id != on).map(|id| self.brief_link(id)).collect(),
            doubt: event.remark().map(|remark| self.remark_view(remark)),
            source: event.source().map(|id| self.source_mark(id)),
            at: at.clone(),
        }
    }

    fn remark_view(&self, RemarkRef { remark, source }: RemarkRef<'_>) -> RemarkView {
        RemarkView {
            text: remark.text.value.clone(),
            own: remark.is_own(),
            source: source.map(|id| self.source_mark(id)),
            at: remark.at.clone(),
            link: remark.link.as_ref().map(|link| outside(web_host(link), link)),
            retrieved: remark.retrieved.map(date_view),
        }
    }

    /// Chapters come first, in reading order, then the other kinds by title.
    fn backlinks_of(&self, page: &Page) -> Vec<BacklinkView> {
        let mut backlinks: Vec<_> = self.links.to(page.id).iter().collect();
        backlinks.sort_by_cached_key(|backlink| {
            let from = self.site.page(backlink.from);
            let chapter = self.site.position(backlink.from);
            (chapter.is_none(), chapter, from.kind(), from.title().to_lowercase(), backlink.from)
        });
        backlinks.into_iter().map(|backlink| self.backlink_view(backlink)).collect()
    }

    fn backlink_view(&self, backlink: &Backlink) -> BacklinkView {
        let mut page = self.brief_link(backlink.from);
        if let Some(anchor) = &backlink.anchor {
            page.url = format!("{}#{anchor}", page.url);
        }
        let Backlink { before, words, after, .. } = backlink.clone();
        BacklinkView { page, before, mention: words, after }
    }

    /// The template of a page that asks for none.
    fn default_template(&self, page: &Page) -> String {
        let special = SpecialPage::of_page(page, &self.site);
        format!("{}.html", special.map_or_else(|| kind_name(page), SpecialPage::name))
    }

    fn edit_url(&self, page: &Page) -> Option<String> {
        let template = self.site.config().edit_url.as_ref()?;
        Some(template.replace("{path}", page.document.path.as_str()))
    }
}

pub(super) fn outside(name: &str, url: &str) -> LinkView {
    LinkView { title: name.to_owned(), url: url.to_owned(), summary: None, kind: "" }
}

fn verification_view(Verification { by, at }: &Verification) -> VerificationView {
    VerificationView { by: by.clone(), date: date_view(*at) }
}

fn name_view(LocalName { language, name }: &LocalName) -> LocalNameView {
    LocalNameView { language: language.clone(), text: name.value.clone() }
}
