//! The pages that front matter refers to by slug, each looked up once, and relations seen from both sides.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Metrics, Names, Page, PageId, value};
use crate::diagnostic::{Code, Diagnostic, Need, Span, Spanned, did_you_mean};
use crate::parse::{Details, Kind, RelationRef, Role, TagRef};
use crate::paths::METRICS;

/// The pages one page's front matter refers to, and, for relations, those that refer to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// A project's domain.
    pub domain: Option<PageId>,
    /// The sources the prose rests on.
    pub sources: Vec<PageId>,
    /// The source of each fact, in their order.
    pub(super) fact_sources: Vec<Option<PageId>>,
    /// The source of each event, in their order.
    pub(super) event_sources: Vec<Option<PageId>>,
    /// Projects, with the company's role.
    pub projects: Vec<(Role, PageId)>,
    /// Companies, with their role.
    pub companies: Vec<(Role, PageId)>,
    /// Related entities of the same kind.
    pub related: Vec<PageId>,
}

impl References {
    /// The sources that the page cites: of its facts, of its events, and those its prose rests on.
    pub fn cited(&self) -> impl Iterator<Item = PageId> {
        self.fact_sources.iter().chain(&self.event_sources).flatten().chain(&self.sources).copied()
    }
}

/// A subject that several pages share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The tag as it is first written.
    pub title: String,
    /// The pages that bear it, by source path.
    pub pages: Vec<PageId>,
}

/// Looks up every reference of every page. The result is in the order of `pages`.
pub(super) fn resolve(
    metrics: &Metrics,
    pages: &[Page],
    names: &Names,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<References> {
    let found: Vec<_> = pages
        .par_iter()
        .map(|page| {
            let mut lookup = Lookup { metrics, names, diagnostics: Vec::new() };
            (lookup.page(page), lookup.diagnostics)
        })
        .collect();
    let mut all = Vec::with_capacity(pages.len());
    for (references, problems) in found {
        all.push(references);
        diagnostics.extend(problems);
    }
    missing_folders(names, diagnostics);
    mirror(pages, &mut all);
    all
}

/// Reports kinds of which there is not one page, although several files name some.
fn missing_folders(names: &Names, diagnostics: &mut Vec<Diagnostic>) {
    for kind in [Kind::Project, Kind::Company, Kind::Domain, Kind::Source] {
        if names.slugs(kind).next().is_some() {
            continue;
        }
        let found = diagnostics.iter().filter(|problem| problem.code == unknown(kind));
        let files: BTreeSet<_> = found.filter_map(|problem| Some(&problem.span.as_ref()?.path)).collect();
        let (count, folder) = (files.len(), kind.content_folder());
        if count > 1 {
            let message = format!("{count} files name pages of `{folder}/`, which has none");
            let help = "if the folder was renamed, give it this name again".to_owned();
            let span = Span::new(&folder, 0..0);
            diagnostics.push(Diagnostic::new(Code::MissingFolder, span, message).help(help));
        }
    }
}

/// The tags of all pages, by slug. Two spellings of one tag are one; two tags that would share an address are
/// an error.
pub(super) fn tags(pages: &[Page], diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Tag> {
    let mut tags: BTreeMap<String, Tag> = BTreeMap::new();
    for page in pages {
        for TagRef { name: written, slug } in page.front().tags.iter().filter(|tag| !tag.slug.is_empty()) {
            if !tags.contains_key(slug) {
                tags.insert(slug.clone(), Tag { title: written.value.clone(), pages: Vec::new() });
            }
            let Some(tag) = tags.get_mut(slug) else { continue };
            if tag.title != written.value && spelling(&tag.title) != spelling(&written.value) {
                let message =
                    format!("the tags `{}` and `{}` would have one address", tag.title, written.value);
                let help = "give one of them another name".to_owned();
                diagnostics
                    .push(Diagnostic::new(Code::DuplicateUrl, page.span(&written.range), message).help(help));
            }
            if tag.pages.last() != Some(&page.id) {
                tag.pages.push(page.id);
            }
        }
    }
    tags
}

/// What is left of a tag when case, blanks and hyphens do not count.
fn spelling(tag: &str) -> String {
    tag.to_lowercase().replace(['-', '_', ' '], "")
}

struct Lookup<'a> {
    metrics: &'a Metrics,
    names: &'a Names,
    diagnostics: Vec<Diagnostic>,
}

impl Lookup<'_> {
    fn page(&mut self, page: &Page) -> References {
        let front = page.front();
        for fact in &front.facts {
            match self.metrics.get(&fact.metric.value) {
                Some(metric) => value::check(page, fact, metric, &mut self.diagnostics),
                None => self.unknown_metric(page, &fact.metric),
            }
        }
        self.disputes(page);
        let domain = match &front.details {
            Details::Project { domain: Some(domain), .. } => self.slug(page, Kind::Domain, domain),
            _ => None,
        };
        let mut source = |slug: &Option<Spanned<String>>| {
            slug.as_ref().and_then(|slug| self.slug(page, Kind::Source, slug))
        };
        let fact_sources = front.facts.iter().map(|fact| source(&fact.source)).collect();
        let event_sources = front.events.iter().map(|event| source(&event.source)).collect();
        References {
            domain,
            sources: self.slugs(page, Kind::Source, &front.sources),
            fact_sources,
            event_sources,
            projects: self.relations(page, Kind::Project, &front.projects),
            companies: self.relations(page, Kind::Company, &front.companies),
            related: self.slugs(page, page.kind(), &front.related),
        }
    }

    fn slugs(&mut self, page: &Page, kind: Kind, slugs: &[Spanned<String>]) -> Vec<PageId> {
        let mut found: Vec<PageId> = Vec::new();
        for id in slugs.iter().filter_map(|slug| self.slug(page, kind, slug)) {
            if !found.contains(&id) {
                found.push(id);
            }
        }
        found
    }

    fn relations(&mut self, page: &Page, kind: Kind, relations: &[RelationRef]) -> Vec<(Role, PageId)> {
        let found = relations.iter().map(|relation| (relation.role, self.slug(page, kind, &relation.slug)));
        found.filter_map(|(role, id)| id.map(|id| (role, id))).collect()
    }

    fn slug(&mut self, page: &Page, kind: Kind, slug: &Spanned<String>) -> Option<PageId> {
        let found = self.names.slug(kind, &slug.value);
        if found.is_none() {
            let message = format!("no {} has the slug `{}`", kind.name(), slug.value);
            let span = page.span(&slug.range);
            let help = did_you_mean(&slug.value, self.names.slugs(kind)).unwrap_or_else(|| {
                format!("a page `{}/{}.md` would be it", kind.content_folder(), slug.value)
            });
            let problem = Diagnostic::new(unknown(kind), span, message).help(help);
            self.diagnostics.push(problem.needing(Need::Folder(kind.content_folder())));
        }
        found
    }

    /// A fact can only dispute one that is there.
    fn disputes(&mut self, page: &Page) {
        let facts = &page.front().facts;
        for (index, fact) in facts.iter().enumerate() {
            let Some(selector) = &fact.disputes else { continue };
            let others =
                facts.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, other)| other);
            let mut others = others.filter(|other| other.metric.value == fact.metric.value);
            if !others.any(|other| other.is_chosen_by(&selector.value)) {
                let message = format!("no other `{}` here has this date or source", fact.metric.value);
                let help = "name the `as-of` or the `source` of the fact it contradicts".to_owned();
                let span = page.span(&selector.range);
                let problem = Diagnostic::new(Code::UnknownFigure, span, message).help(help);
                self.diagnostics.push(problem.needing(Need::Head(page.document.path.clone())));
            }
        }
    }

    fn unknown_metric(&mut self, page: &Page, metric: &Spanned<String>) {
        let name = &metric.value;
        let help = format!("declare it as `[metrics.{name}]` in `{METRICS}`, or give this fact a `label`");
        let problem = self.metrics.unknown(name, page.span(&metric.range), Some(help));
        let theme = format!("facts are of the metric `{name}`, which is not declared");
        self.diagnostics.extend(problem.map(|problem| problem.theme(theme)));
    }
}

fn unknown(kind: Kind) -> Code {
    match kind {
        Kind::Project => Code::UnknownProject,
        Kind::Company => Code::UnknownCompany,
        Kind::Domain => Code::UnknownDomain,
        Kind::Source => Code::UnknownSource,
        Kind::Chapter | Kind::Other => Code::UnknownName,
    }
}

/// Shows what is written on one side of a relation on the other side too.
fn mirror(pages: &[Page], all: &mut [References]) {
    let mut companies: BTreeSet<(PageId, Role, PageId)> = BTreeSet::new();
    let mut related: BTreeSet<(PageId, PageId)> = BTreeSet::new();
    for (page, references) in pages.iter().zip(all.iter()) {
        match page.kind() {
            Kind::Project => {
                companies.extend(references.companies.iter().map(|(role, id)| (page.id, *role, *id)));
            }
            Kind::Company => {
                companies.extend(references.projects.iter().map(|(role, id)| (*id, *role, page.id)));
            }
            Kind::Domain | Kind::Source | Kind::Chapter | Kind::Other => {}
        }
        related.extend(references.related.iter().flat_map(|id| [(page.id, *id), (*id, page.id)]));
    }
    for (page, references) in pages.iter().zip(all.iter_mut()) {
        if page.kind().is_entity() {
            references.companies.clear();
            references.projects.clear();
            references.related.clear();
        }
    }
    for (project, role, company) in companies {
        all[project.0].companies.push((role, company));
        all[company.0].projects.push((role, project));
    }
    for (one, other) in related.into_iter().filter(|(one, other)| one != other) {
        all[one.0].related.push(other);
    }
    let title = |id: &PageId| pages[id.0].title().to_lowercase();
    for references in all {
        references.companies.sort_by_cached_key(|(role, id)| (*role, title(id)));
        references.projects.sort_by_cached_key(|(role, id)| (*role, title(id)));
        references.related.sort_by_cached_key(title);
    }
}
