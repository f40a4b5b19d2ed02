//! The pages that front matter refers to by slug, each looked up once, and relations seen from both sides.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::usage::{Usage, Usages, of_relations};
use super::{Metrics, Names, Page, PageId, value};
use crate::diagnostic::{Code, Diagnostic, Need, Span, Spanned, did_you_mean};
use crate::parse::{Kind, RelationRef, Remark, Role, TagRef, UsageRef};
use crate::paths::METRICS;

/// The pages one page's front matter refers to, and, for relations, those that refer to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// A project's domain.
    pub domain: Option<PageId>,
    /// Other domains that list a project.
    pub also_in: Vec<PageId>,
    /// The domains it stands in: a project's own, then the one that this is a part of, and so on; a domain's the same
    /// from its parent on.
    pub domains: Vec<PageId>,
    /// The sources the prose rests on.
    pub sources: Vec<PageId>,
    /// What each fact cites, in their order.
    pub(super) facts: Vec<Cited>,
    /// What each event cites, in their order.
    pub(super) events: Vec<Cited>,
    /// The source of each remark on the page as a whole, in their order.
    pub(super) remark_sources: Vec<Option<PageId>>,
    /// The other pages that each event stands on, in their order.
    pub(super) shared_events: Vec<Vec<PageId>>,
    /// The events of other pages that stand on this one: the page, and the index among its events.
    pub(super) events_elsewhere: Vec<(PageId, usize)>,
    /// Projects, with the company's role.
    pub projects: Vec<(Role, PageId)>,
    /// Companies, with their role.
    pub companies: Vec<(Role, PageId)>,
    /// What its relations are for, by the other end.
    pub usages: Usages,
    /// The sources of its relations, as far as its own file names them.
    pub(super) usage_sources: Vec<PageId>,
    /// The source of each of its uses, in their order.
    pub(super) use_sources: Vec<Option<PageId>>,
    /// Related entities of the same kind.
    pub related: Vec<PageId>,
}

/// The sources of a fact or an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cited {
    /// Where it comes from.
    pub source: Option<PageId>,
    /// Where the remark on it comes from.
    pub remark: Option<PageId>,
}

impl References {
    /// The sources that the page cites: of its facts, its events and its remarks, and those its prose rests on.
    pub fn cited(&self) -> impl Iterator<Item = PageId> {
        let claims = self.facts.iter().chain(&self.events).flat_map(|cited| [cited.source, cited.remark]);
        let uses = self.use_sources.iter().copied().flatten().chain(self.usage_sources.iter().copied());
        claims
            .chain(self.remark_sources.iter().copied())
            .flatten()
            .chain(self.sources.iter().copied())
            .chain(uses)
    }

    /// Whether the prose, a remark, a relation or a use of the page rests on a source.
    pub fn rests_on(&self, source: PageId) -> bool {
        let remarks = self.facts.iter().chain(&self.events).map(|cited| cited.remark);
        let remarks = remarks.chain(self.remark_sources.iter().copied()).flatten();
        let uses = self.use_sources.iter().copied().flatten().chain(self.usage_sources.iter().copied());
        remarks.chain(self.sources.iter().copied()).chain(uses).any(|id| id == source)
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
    let found: Vec<_> = pages.par_iter().map(|page| own(metrics, names, page)).collect();
    let mut all = Vec::with_capacity(pages.len());
    for (references, problems) in found {
        all.push(references);
        diagnostics.extend(problems);
    }
    missing_folders(names, diagnostics);
    mirror(pages, &mut all, diagnostics);
    share_events(&mut all);
    all
}

/// What a page itself refers to, and what is wrong with it.
pub(super) fn own(metrics: &Metrics, names: &Names, page: &Page) -> (References, Vec<Diagnostic>) {
    let mut lookup = Lookup { metrics, names, diagnostics: Vec::new() };
    (lookup.page(page), lookup.diagnostics)
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
        let (wider, also_in) = front.details.domains();
        let wider = wider.and_then(|slug| self.slug(page, Kind::Domain, slug));
        let mut source = |slug: &Option<Spanned<String>>| {
            slug.as_ref().and_then(|slug| self.slug(page, Kind::Source, slug))
        };
        let mut cited = |own: &Option<Spanned<String>>, remark: Option<&Remark>| Cited {
            source: source(own),
            remark: remark.and_then(|remark| source(&remark.source)),
        };
        let facts = front.facts.iter().map(|fact| cited(&fact.source, fact.doubt.as_ref())).collect();
        let events = front.events.iter().map(|event| cited(&event.source, event.doubt.as_ref())).collect();
        let use_sources = front.uses.iter().map(|one| source(&one.usage.source)).collect();
        let remark_sources = front.doubts.iter().map(|remark| source(&remark.source)).collect();
        let usages = self.usages(page);
        let shared_events = front.events.iter().map(|event| self.subjects(page, &event.on)).collect();
        References {
            also_in: self.slugs(page, Kind::Domain, also_in),
            domain: wider.filter(|_| page.kind() == Kind::Project),
            domains: wider.into_iter().collect(),
            sources: self.slugs(page, Kind::Source, &front.sources),
            facts,
            events,
            remark_sources,
            shared_events,
            events_elsewhere: Vec::new(),
            projects: self.relations(page, Kind::Project, &front.projects),
            companies: self.relations(page, Kind::Company, &front.companies),
            usage_sources: usages.values().filter_map(|usage| usage.source).collect(),
            usages,
            use_sources,
            related: self.slugs(page, page.kind(), &front.related),
        }
    }

    /// The pages that an event happened to besides its own.
    fn subjects(&mut self, page: &Page, slugs: &[Spanned<String>]) -> Vec<PageId> {
        slugs.iter().filter_map(|slug| self.subject(page, slug)).collect()
    }

    fn subject(&mut self, page: &Page, slug: &Spanned<String>) -> Option<PageId> {
        let (folder, name) = slug.value.rsplit_once('/').unwrap_or(("", &slug.value));
        let kinds = SUBJECTS.into_iter().filter(|kind| folder.is_empty() || kind.folder() == folder);
        let found: Vec<_> = kinds.filter_map(|kind| Some((kind, self.names.slug(kind, name)?))).collect();
        let (code, message, help) = match found.as_slice() {
            [(_, id)] if *id != page.id => return Some(*id),
            [_] => {
                let message = format!("`{}` is the page that the event stands on", slug.value);
                (Code::BadValue, message, "`on` lists the others: take it away".to_owned())
            }
            [] => {
                let known = SUBJECTS.into_iter().flat_map(|kind| self.names.slugs(kind));
                let help = did_you_mean(&slug.value, known);
                let help =
                    help.unwrap_or_else(|| "`on` lists slugs of projects, companies and domains".to_owned());
                (
                    Code::UnknownName,
                    format!("no project, company or domain has the slug `{}`", slug.value),
                    help,
                )
            }
            _ => {
                let ways = found.iter().map(|(kind, _)| format!("`{}/{name}`", kind.folder()));
                let help = format!("say which: {}", ways.collect::<Vec<_>>().join(", "));
                (Code::AmbiguousName, format!("several pages have the slug `{}`", slug.value), help)
            }
        };
        let problem = Diagnostic::new(code, page.span(&slug.range), message).help(help);
        let folders = SUBJECTS.into_iter().filter(|_| code == Code::UnknownName).map(Kind::content_folder);
        self.diagnostics.push(folders.map(Need::Folder).fold(problem, Diagnostic::needing));
        None
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

    /// What the relations of a page say besides the role, as far as they do.
    fn usages(&mut self, page: &Page) -> Usages {
        let front = page.front();
        let projects = front.projects.iter().map(|relation| (Kind::Project, relation));
        let all = projects.chain(front.companies.iter().map(|relation| (Kind::Company, relation)));
        let said = all.filter(|(_, relation)| relation.usage != UsageRef::default());
        let usage = |(kind, relation): (Kind, &RelationRef)| {
            let source = relation.usage.source.as_ref();
            let source = source.and_then(|slug| self.slug(page, Kind::Source, slug));
            // That there is no such page was reported with the relation itself.
            let other = self.names.slug(kind, &relation.slug.value)?;
            Some(((relation.role, other), Usage::of(&relation.usage, source)))
        };
        said.filter_map(usage).collect()
    }

    fn slug(&mut self, page: &Page, kind: Kind, slug: &Spanned<String>) -> Option<PageId> {
        let found = self.names.slug(kind, &slug.value);
        if found.is_none() {
            let message = format!("no {} has the slug `{}`", kind.name(), slug.value);
            let span = page.span(&slug.range);
            let help = did_you_mean(&slug.value, self.names.slugs(kind)).unwrap_or_else(|| {
                let (file, kind) = (kind.file(&slug.value), kind.name());
                format!("a page `{file}` would be it; `fieldbook new {kind} NAME` begins one")
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

/// The kinds of pages that something can happen to.
const SUBJECTS: [Kind; 3] = [Kind::Project, Kind::Company, Kind::Domain];

/// Shows an event on every page that it names.
fn share_events(all: &mut [References]) {
    let mut shared = Vec::new();
    for (from, references) in all.iter().enumerate() {
        for (index, pages) in references.shared_events.iter().enumerate() {
            shared.extend(pages.iter().map(|to| (*to, (PageId(from), index))));
        }
    }
    for (to, event) in shared {
        all[to.0].events_elsewhere.push(event);
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
fn mirror(pages: &[Page], all: &mut [References], diagnostics: &mut Vec<Diagnostic>) {
    let said = pages.iter().zip(all.iter()).map(|(page, references)| (page.id, &references.usages));
    let usages = of_relations(pages, said, diagnostics);
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
            references.usages.clear();
        }
    }
    for (project, role, company) in companies {
        all[project.0].companies.push((role, company));
        all[company.0].projects.push((role, project));
    }
    for (one, other) in related.into_iter().filter(|(one, other)| one != other) {
        all[one.0].related.push(other);
    }
    for ((project, role, company), usage) in usages {
        all[project.0].usages.insert((role, company), usage.clone());
        all[company.0].usages.insert((role, project), usage);
    }
    let title = |id: &PageId| pages[id.0].title().to_lowercase();
    for references in all {
        references.companies.sort_by_cached_key(|(role, id)| (*role, title(id)));
        references.projects.sort_by_cached_key(|(role, id)| (*role, title(id)));
        references.related.sort_by_cached_key(title);
    }
}
