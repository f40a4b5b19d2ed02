//! Queries → the pages and facts they mean.

use std::sync::Arc;

use super::context::Asker;
use super::query_cache::{FactQuery, Facts, ResolvedQuery};
use crate::diagnostic::{Code, Diagnostic, Need, Spanned, did_you_mean};
use crate::model::PageId;
use crate::parse::exhibit::{FactSelector, Filter, Query};
use crate::parse::{Kind, Licensing, OrganisationType, Origin};
use crate::paths::slug;

/// What a query means.
pub(super) enum Selection {
    /// What passes a filter.
    All(ResolvedQuery),
    /// What is listed.
    Listed(Vec<PageId>),
}

impl Asker<'_> {
    /// What a query means; `None` if something in it means nothing, which is reported.
    pub(super) fn selection(&mut self, query: &Query, default: Option<Kind>) -> Option<Selection> {
        let before = self.diagnostics.len();
        let wanted = self.wanted(&query.filter, query.kind.or(default));
        let kinds = query.kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
        let listed: Vec<_> = query.entities.iter().filter_map(|slug| self.slug(&kinds, slug)).collect();
        if self.diagnostics.len() > before {
            return None;
        }
        if query.entities.is_empty() {
            return Some(Selection::All(wanted));
        }
        let wanted = ResolvedQuery { kind: query.kind, ..wanted };
        let passes = |id: &PageId| wanted.passes(self.site.page(*id));
        Some(Selection::Listed(listed.into_iter().filter(passes).collect()))
    }

    fn wanted(&mut self, filter: &Filter, kind: Option<Kind>) -> ResolvedQuery {
        let mut ids = |kind, slugs: &[Spanned<String>]| -> Vec<PageId> {
            slugs.iter().filter_map(|slug| self.slug(&[kind], slug)).collect()
        };
        let domain = ids(Kind::Domain, &filter.domain);
        let company = ids(Kind::Company, &filter.company);
        let project = ids(Kind::Project, &filter.project);
        ResolvedQuery {
            kind: implied(filter).or(kind),
            domain,
            company,
            project,
            origin: self.classes(&filter.origin, &Origin::WORDS),
            licensing: self.classes(&filter.licensing, &Licensing::WORDS),
            organisation: self.classes(&filter.organisation, &OrganisationType::WORDS),
            country: filter.country.iter().map(|word| word.value.clone()).collect(),
            tag: self.tags(&filter.tag),
        }
    }

    /// What the words authors write for classes mean.
    fn classes<T: Copy>(&mut self, words: &[Spanned<String>], known: &[(&str, T)]) -> Vec<T> {
        let mut classes = Vec::new();
        for word in words {
            if let Some((_, class)) = known.iter().find(|(written, _)| *written == word.value) {
                classes.push(*class);
            } else {
                let written = known.iter().map(|(written, _)| *written);
                let all = || format!("it is one of `{}`", written.clone().collect::<Vec<_>>().join("`, `"));
                let help = did_you_mean(&word.value, written.clone()).unwrap_or_else(all);
                let message = format!("nothing is `{}`", word.value);
                self.report(Code::BadValue, &word.range, message, Some(help));
            }
        }
        classes
    }

    fn tags(&mut self, words: &[Spanned<String>]) -> Vec<String> {
        let mut slugs = Vec::new();
        for word in words {
            let tag = slug(&word.value);
            if self.site.tag_title(&tag).is_none() {
                let help = did_you_mean(&word.value, self.site.tags().map(|(slug, _)| slug.as_str()));
                let message = format!("no page has the tag `{}`", word.value);
                let problem = Diagnostic::new(Code::BadValue, self.span(&word.range), message);
                self.diagnostics.push(problem.help(help).needing(Need::Heads));
            }
            slugs.push(tag);
        }
        slugs
    }

    /// The pages of a selection, in the order they are listed or were asked for.
    pub(super) fn pages(&self, selection: &Selection) -> Arc<[PageId]> {
        match selection {
            Selection::Listed(ids) => ids.clone().into(),
            Selection::All(wanted) => self.cache.pages(self.site, wanted),
        }
    }

    /// The facts of a selection; only `numbers`, if they are to be drawn.
    pub(super) fn facts(
        &mut self,
        selection: &Selection,
        metrics: &[Spanned<String>],
        pick: &FactSelector,
        numbers: bool,
    ) -> Option<Arc<Facts>> {
        let source = match &pick.source {
            Some(slug) => Some(self.slug(&[Kind::Source], slug)?),
            None => None,
        };
        let metrics: Vec<_> = metrics.iter().map(|metric| metric.value.clone()).collect();
        let figures = FactQuery { metrics, as_of: pick.as_of, source, numbers };
        Some(match selection {
            Selection::Listed(ids) => Arc::new(Facts::of(self.site, ids, &figures)),
            Selection::All(wanted) => self.cache.facts(self.site, wanted, figures),
        })
    }
}

/// The only kind of pages that can have what a filter asks for, if it asks for anything.
fn implied(filter: &Filter) -> Option<Kind> {
    filter.parts().into_iter().find_map(|(_, words, kind)| kind.filter(|_| !words.is_empty()))
}
