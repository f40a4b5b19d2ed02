//! Names in front matter.

use super::Rename;
use super::edit::Edits;
use super::subject::Subject;
use crate::diagnostic::Spanned;
use crate::model::Page;
use crate::parse::Kind;

/// The kinds of pages that something can happen to.
const SUBJECTS: [Kind; 3] = [Kind::Project, Kind::Company, Kind::Domain];

impl Rename<'_> {
    /// The names in the front matter of a page, but for those of single figures.
    pub(super) fn front(&self, page: &Page, edits: &mut Edits) {
        let (path, front) = (&page.document.path, page.front());
        match self.subject {
            Subject::Page(subject) => {
                let old = &*subject.slug;
                for (_, slug) in
                    slugs(page).filter(|(kind, slug)| *kind == subject.kind() && slug.value == old)
                {
                    edits.name(path, &slug.range, old, self.new);
                }
                for on in front.events.iter().flat_map(|event| &event.on) {
                    self.event_on(page, subject, on, edits);
                }
            }
            Subject::Metric(old) => {
                for fact in front.facts.iter().filter(|fact| fact.metric.value == old) {
                    edits.name(path, &fact.metric.range, old, self.new);
                }
            }
            Subject::Heading { .. } => {}
        }
    }

    /// The figures that the uses of a company name.
    pub(super) fn uses(&self, page: &Page, edits: &mut Edits) {
        for figure in page.front().uses.iter().filter_map(|one| one.figure.as_ref()) {
            if let Some(new) = self.wiki_target(page, &figure.value, true) {
                edits.name(&page.document.path, &figure.range, &figure.value, &new);
            }
        }
    }

    /// A page that an event happened to: a slug, or `folder/slug`.
    fn event_on(&self, page: &Page, subject: &Page, on: &Spanned<String>, edits: &mut Edits) {
        let (folder, name) = on.value.rsplit_once('/').unwrap_or(("", &on.value));
        let own = subject.kind().folder();
        let is_other =
            |kind: &Kind| *kind != subject.kind() && self.site.names.slug(*kind, self.new).is_some();
        let is_meant = SUBJECTS.contains(&subject.kind())
            && *name == *subject.slug
            && (folder == own
                || folder.is_empty() && {
                    let mut kinds = SUBJECTS.into_iter().filter(|kind| *kind != subject.kind());
                    !kinds.any(|kind| self.site.names.slug(kind, name).is_some())
                });
        if is_meant {
            let is_ambiguous = folder.is_empty() && SUBJECTS.iter().any(is_other);
            let folder = if is_ambiguous { own } else { folder };
            let new = if folder.is_empty() { self.new.to_owned() } else { format!("{folder}/{}", self.new) };
            edits.name(&page.document.path, &on.range, &on.value, &new);
        }
    }
}

/// Every slug in the front matter of a page that means a page of one kind.
fn slugs(page: &Page) -> impl Iterator<Item = (Kind, &Spanned<String>)> {
    let front = page.front();
    let (wider, also_in) = front.details.domains();
    let relations = |kind| {
        let list = if kind == Kind::Project { &front.projects } else { &front.companies };
        list.iter().map(move |relation| (kind, &relation.slug))
    };
    wider
        .into_iter()
        .chain(also_in)
        .map(|slug| (Kind::Domain, slug))
        .chain(relations(Kind::Project))
        .chain(relations(Kind::Company))
        .chain(front.related.iter().map(|slug| (page.kind(), slug)))
        .chain(sources(page).map(|slug| (Kind::Source, slug)))
}

/// Every slug of a source in the front matter of a page.
fn sources(page: &Page) -> impl Iterator<Item = &Spanned<String>> {
    let front = page.front();
    let remarks = front
        .facts
        .iter()
        .filter_map(|fact| fact.doubt.as_ref())
        .chain(front.events.iter().filter_map(|event| event.doubt.as_ref()))
        .chain(&front.doubts)
        .filter_map(|remark| remark.source.as_ref());
    let facts = front.facts.iter().flat_map(|fact| [fact.source.as_ref(), fact.disputes.as_ref()]);
    let relations = front.projects.iter().chain(&front.companies).map(|relation| &relation.usage);
    let usages = relations.chain(front.uses.iter().map(|one| &one.usage));
    front
        .sources
        .iter()
        .chain(facts.flatten())
        .chain(front.events.iter().filter_map(|event| event.source.as_ref()))
        .chain(usages.filter_map(|usage| usage.source.as_ref()))
        .chain(remarks)
}
