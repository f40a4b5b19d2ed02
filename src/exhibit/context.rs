//! What is needed to collect what the blocks of one page ask for, or the queries of a template.

use std::ops::Range;

use super::query_cache::QueryCache;
use crate::asset::Assets;
use crate::config::Metric;
use crate::diagnostic::{Code, Diagnostic, Need, Span, Spanned, did_you_mean};
use crate::model::{Page, PageId, Tracked};
use crate::parse::Kind;
use crate::paths::SourcePath;

/// The page whose blocks are looked at, and what there is to look at.
pub(super) struct Context<'a> {
    pub(super) site: &'a Tracked<'a>,
    pub(super) assets: &'a Assets,
    pub(super) page: &'a Page,
    pub(super) ask: Asker<'a>,
}

/// The file in which somebody asks for pages and figures, and what was found wrong with that.
pub(super) struct Asker<'a> {
    pub(super) site: &'a Tracked<'a>,
    pub(super) path: &'a SourcePath,
    pub(super) cache: &'a QueryCache,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Asker<'a> {
    /// A place of the file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.path, range.clone())
    }

    /// Reports a problem at a place of the file.
    pub(super) fn report(&mut self, code: Code, range: &Range<usize>, message: String, help: Option<String>) {
        self.diagnostics.push(Diagnostic::new(code, self.span(range), message).help(help));
    }

    /// The page of one of these kinds that has a slug; none is reported.
    pub(super) fn slug(&mut self, kinds: &[Kind], slug: &Spanned<String>) -> Option<PageId> {
        let found = kinds.iter().find_map(|kind| self.site.slug(*kind, &slug.value));
        if found.is_none() {
            let slugs = kinds.iter().flat_map(|kind| self.site.slugs(*kind));
            let help = did_you_mean(&slug.value, slugs);
            let (code, what) = match kinds {
                [Kind::Project] => (Code::UnknownProject, "project"),
                [Kind::Company] => (Code::UnknownCompany, "company"),
                [Kind::Domain] => (Code::UnknownDomain, "domain"),
                [Kind::Source] => (Code::UnknownSource, "source"),
                _ => (Code::UnknownName, "page"),
            };
            let message = format!("no {what} has the slug `{}`", slug.value);
            let problem = Diagnostic::new(code, self.span(&slug.range), message).help(help);
            let needs = kinds.iter().map(|kind| Need::Folder(kind.content_folder()));
            self.diagnostics.push(needs.fold(problem, Diagnostic::needing));
        }
        found
    }

    /// The metric of this name; none is reported.
    pub(super) fn metric(&mut self, name: &Spanned<String>) -> Option<&'a Metric> {
        let metric = self.site.metric(&name.value);
        if metric.is_none() {
            let span = self.span(&name.range);
            let problem = self.site.metrics().unknown(&name.value, span, None);
            // A fact of a page may bring the metric.
            self.diagnostics.extend(problem.map(|problem| problem.needing(Need::Heads)));
        }
        metric
    }
}
