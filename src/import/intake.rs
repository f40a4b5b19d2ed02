//! What an import wants to add, put together with the site.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use super::draft::{FactDraft, PageDraft};
use super::insert::insertion;
use super::slugs::GivenSlugs;
use super::{Import, Provenance, Rejection};
use crate::config::MetricFormat;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::FileContent;
use crate::model::{FactRef, Page, PageId};
use crate::node::yaml_text;
use crate::parse::Kind;
use crate::paths::{METRICS, SourcePath};
use crate::pipeline::{Builder, Options};
use crate::rendered_site::RenderedSite;
use crate::source::{SourceFile, SourceTree};
use crate::write::Revision;

/// A site and what is to come to it.
pub struct Intake<'a> {
    pub(super) tree: &'a SourceTree,
    builder: Builder,
    before: Arc<RenderedSite>,
    errors: Vec<Diagnostic>,
    pages: BTreeMap<SourcePath, PageDraft>,
    facts: BTreeMap<PageId, Vec<FactDraft>>,
    metrics: BTreeMap<&'static str, (&'static str, MetricFormat)>,
    files: BTreeMap<SourcePath, Vec<u8>>,
    pub(super) given: GivenSlugs,
    import: Import,
}

/// The line of the data that a stretch of a file stands for.
type Origins = BTreeMap<SourcePath, Vec<(Range<usize>, usize)>>;

impl<'a> Intake<'a> {
    /// Begins an import into the site that `tree` holds.
    pub fn new(tree: &'a SourceTree) -> Self {
        let mut builder = Builder::new(Options { drafts: true, ..Options::default() });
        let planned = builder.update(tree);
        let errors = planned.diagnostics(&[]);
        Self {
            tree,
            builder,
            before: planned.rendered.clone(),
            errors,
            pages: BTreeMap::new(),
            facts: BTreeMap::new(),
            metrics: BTreeMap::new(),
            files: BTreeMap::new(),
            given: GivenSlugs::default(),
            import: Import::default(),
        }
    }

    /// The site as it is.
    pub(super) fn site(&self) -> &crate::model::Site {
        &self.before.site
    }

    /// Adds a page. One that is there already stays as it is and gets the facts alone that it lacks.
    pub(super) fn page(&mut self, draft: PageDraft) -> Result<(), Rejection> {
        let Some(page) = self.known(draft.kind, &draft.slug, &draft.title) else {
            if let Some(other) = self.pages.get(&draft.path()) {
                let (path, one, two) = (draft.path(), &other.title, &draft.title);
                let message = format!("two pages would be `{path}`: `{one}` and `{two}`");
                let help = "give one of them another name, or leave it out".to_owned();
                return Err(Rejection::new(draft.line, message).help(help));
            }
            self.import.facts += draft.facts.len();
            self.pages.insert(draft.path(), draft);
            return Ok(());
        };
        let id = page.id;
        self.import.kept_pages += 1;
        draft.facts.into_iter().try_for_each(|fact| self.fact(id, fact))
    }

    /// Adds a page, but for facts that the newest ones of the page that is there say already, whatever they are from.
    pub(super) fn page_unless_said(&mut self, mut draft: PageDraft) -> Result<(), Rejection> {
        if let Some(page) = self.known(draft.kind, &draft.slug, &draft.title) {
            let all = draft.facts.len();
            let new = |fact: &FactDraft| !says(page, &fact.metric, &fact.value);
            draft.facts.retain(new);
            self.import.kept_facts += all - draft.facts.len();
        }
        self.page(draft)
    }

    /// Adds a fact to a page that is there, if it lacks it.
    pub(super) fn fact(&mut self, id: PageId, fact: FactDraft) -> Result<(), Rejection> {
        let page = self.before.site.page(id);
        let same_place = |known: &FactRef<'_>| {
            let known = known.fact();
            known.as_of.map(|date| date.to_string()) == fact.as_of
                && known.source.as_ref().map(|source| &source.value) == fact.source.as_ref()
        };
        let is_said = |known: &FactRef<'_>| known.fact().value.value.written()[0] == fact.value;
        let known: Vec<_> = page.facts_of(&fact.metric).filter(same_place).collect();
        if known.iter().any(is_said) {
            self.import.kept_facts += 1;
            return Ok(());
        }
        if let Some(known) = known.first() {
            let has = known.fact().value.value.written()[0];
            let message =
                format!("`{}` has {has} of `{}` already, not {}", page.title(), fact.metric, fact.value);
            let help = "correct one of them, or name another date or source".to_owned();
            return Err(Rejection::new(fact.line, message).help(help));
        }
        let facts = self.facts.entry(id).or_default();
        let is_same = |other: &&FactDraft| {
            (&other.metric, &other.as_of, &other.source) == (&fact.metric, &fact.as_of, &fact.source)
        };
        match facts.iter().find(is_same) {
            None => {
                facts.push(fact);
                self.import.facts += 1;
                Ok(())
            }
            Some(other) if other.yaml() == fact.yaml() => {
                self.import.kept_facts += 1;
                Ok(())
            }
            Some(other) => Err(contradiction(page.title(), other, &fact)),
        }
    }

    /// Counts a page that is there.
    pub(super) fn keep_page(&mut self) {
        self.import.kept_pages += 1;
    }

    /// Counts a fact that is there.
    pub(super) fn keep_fact(&mut self) {
        self.import.kept_facts += 1;
    }

    /// Declares a metric, if there is none of this name.
    pub(super) fn metric(&mut self, name: &'static str, label: &'static str, format: MetricFormat) {
        if self.site().metrics.get(name).is_none() {
            self.metrics.insert(name, (label, format));
        }
    }

    /// Adds a file that is no page, if there is none.
    pub(super) fn file(&mut self, path: SourcePath, bytes: Vec<u8>) {
        // The source lists its files by their paths.
        if self.tree.statics.binary_search_by(|file| file.path.cmp(&path)).is_err() {
            self.files.entry(path).or_insert(bytes);
        }
    }

    /// Adds the page of a source, if anything else is new and there is no such page.
    fn source(&mut self, provenance: &Provenance) {
        let slug = provenance.slug();
        let is_named = self.facts.values().flatten().any(|fact| fact.source.as_ref() == Some(&slug));
        let is_needed = is_named || self.pages.values().any(|page| page.names_source(&slug));
        if !is_needed || self.site().names.slug(Kind::Source, &slug).is_some() {
            return;
        }
        let title = format!("{}, read on {}", provenance.title, provenance.retrieved.long());
        let mut draft = PageDraft::new(Kind::Source, &slug, &title, None);
        draft.set("short-title", &provenance.title);
        draft.keys.push(("retrieved", provenance.retrieved.to_string()));
        self.pages.insert(provenance.path(), draft);
    }

    /// All files, if the site has no error more with them.
    pub fn finish(mut self, provenance: Option<&Provenance>) -> Result<Import, Vec<Rejection>> {
        if let Some(provenance) = provenance {
            self.source(provenance);
        }
        let mut tree = self.tree.clone();
        let mut origins = Origins::new();
        let mut revisions = Vec::new();
        let added = self.add_facts(&mut tree, &mut origins, &mut revisions);
        let added = added.and_then(|()| self.add_metrics(&mut tree, &mut revisions));
        added.map_err(|rejection| vec![rejection])?;
        for (path, draft) in &self.pages {
            let drafted = draft.drafted();
            origins.insert(path.clone(), drafted.origins);
            revisions.push(Revision::new_file(path.clone(), drafted.text.clone().into_bytes()));
            let content = FileContent::Text(drafted.text.into());
            tree.pages.push(SourceFile { path: path.clone(), content });
        }
        tree.pages.sort_by(|one, other| one.path.cmp(&other.path));
        for (path, bytes) in std::mem::take(&mut self.files) {
            revisions.push(Revision::new_file(path.clone(), bytes.clone()));
            tree.statics.push(SourceFile { path, content: FileContent::from(bytes) });
        }
        tree.statics.sort_by(|one, other| one.path.cmp(&other.path));
        self.check(&tree, &origins)?;
        let pages = self.pages.len();
        Ok(Import { revisions, pages, ..self.import })
    }

    /// Puts new facts into pages that are there.
    fn add_facts(
        &self,
        tree: &mut SourceTree,
        origins: &mut Origins,
        revisions: &mut Vec<Revision>,
    ) -> Result<(), Rejection> {
        let at = |path: &SourcePath| self.tree.pages.binary_search_by(|file| file.path.cmp(path));
        for (id, facts) in &self.facts {
            let page = self.before.site.page(*id);
            let (path, text) = (&page.document.path, &page.document.text);
            let place = insertion(page, facts)?;
            let mut after = text[..place.at].to_owned();
            for (piece, line) in place.pieces {
                let start = after.len();
                after.push_str(&piece);
                let origin = line.map(|line| (start..after.len(), line));
                origins.entry(path.clone()).or_default().extend(origin);
            }
            after.push_str(&text[place.at..]);
            let Ok(at) = at(path) else { continue };
            let file = &mut tree.pages[at];
            let before = utf8(path, &file.content)?.as_bytes().to_vec();
            file.content = FileContent::Text(after.clone().into());
            let (before, after) = (Some(before), Some(after.into_bytes()));
            revisions.push(Revision { path: path.clone(), before, after });
        }
        Ok(())
    }

    /// Declares what new facts count, at the end of the file of metrics.
    fn add_metrics(&self, tree: &mut SourceTree, revisions: &mut Vec<Revision>) -> Result<(), Rejection> {
        let used = self.pages.values().flat_map(|page| &page.facts).chain(self.facts.values().flatten());
        let used: BTreeSet<_> = used.map(|fact| fact.metric.as_str()).collect();
        let mut added = String::new();
        for (name, (label, format)) in self.metrics.iter().filter(|(name, _)| used.contains(**name)) {
            _ = write!(added, "[metrics.{name}]\nlabel = \"{label}\"\n");
            if *format != MetricFormat::Number {
                _ = writeln!(added, "format = \"{}\"", format.name());
            }
            added.push('\n');
        }
        if added.is_empty() {
            return Ok(());
        }
        let path = SourcePath::new(METRICS);
        let before = tree.metrics.first().map(|file| utf8(&path, &file.content)).transpose()?;
        let start = before.map(|text| format!("{}\n\n", text.trim_end())).unwrap_or_default();
        let after = format!("{start}{}\n", added.trim_end());
        let before = before.map(|text| text.as_bytes().to_vec());
        revisions.push(Revision { path: path.clone(), before, after: Some(after.clone().into_bytes()) });
        tree.metrics = vec![SourceFile { path, content: FileContent::Text(after.into()) }];
        Ok(())
    }

    /// What would be wrong with the site and is not yet, by the lines of the data.
    fn check(&mut self, tree: &SourceTree, origins: &Origins) -> Result<(), Vec<Rejection>> {
        let planned = self.builder.update(tree);
        let found = planned.diagnostics(&[]);
        let is_new = |problem: &&Diagnostic| {
            let known = |old: &Diagnostic| (old.code, &old.message) == (problem.code, &problem.message);
            problem.severity == Severity::Error && !self.errors.iter().any(known)
        };
        let mut rejections = Vec::new();
        for problem in found.iter().filter(is_new) {
            let line = problem.span.as_ref().and_then(|span| {
                let holds = |(range, _): &&(Range<usize>, usize)| range.contains(&span.range.start);
                origins.get(&span.path)?.iter().find(holds).map(|(_, line)| *line)
            });
            let place = problem.span.as_ref().filter(|_| line.is_none());
            let place = place.map(|span| format!("{}: ", span.path)).unwrap_or_default();
            let help = (!problem.help.is_empty()).then(|| problem.help.join("; "));
            let rejection = Rejection::new(line, format!("{place}{}", problem.message)).help(help);
            if !rejections.contains(&rejection) {
                rejections.push(rejection);
            }
        }
        rejections.sort_by_key(|rejection| rejection.line);
        if rejections.is_empty() { Ok(()) } else { Err(rejections) }
    }
}

/// The text of a file that is added to.
fn utf8<'c>(path: &SourcePath, content: &'c FileContent) -> Result<&'c str, Rejection> {
    match content {
        FileContent::Text(text) => Ok(text),
        FileContent::Bytes(_) => {
            let message = format!("`{path}` is not UTF-8, so nothing can be added to it");
            Err(Rejection::new(None, message).help("save it as UTF-8".to_owned()))
        }
    }
}

/// What is said where two lines of the data say one thing of a page in two ways.
fn contradiction(title: &str, first: &FactDraft, other: &FactDraft) -> Rejection {
    let place = first.line.map(|line| format!(" in line {line}")).unwrap_or_default();
    let (metric, value) = (&other.metric, &first.value);
    let message = if first.value == other.value {
        format!("`{title}` has {value} of `{metric}`{place} already, in other words")
    } else {
        format!("`{title}` has {value} of `{metric}`{place}, not {}", other.value)
    };
    Rejection::new(other.line, message)
        .help("keep one of the two, or give one another date or source".to_owned())
}

/// Whether the newest fact of a metric says this, whatever it is from.
pub(super) fn says(page: &Page, metric: &str, value: &str) -> bool {
    let facts = page.facts_of(metric);
    let newest = facts.max_by_key(|fact| (fact.fact().as_of, std::cmp::Reverse(fact.index())));
    newest.is_some_and(|fact| fact.fact().value.value.written()[0] == value)
}

/// A map of names to addresses.
pub(super) fn links(pairs: &[(&str, &str)]) -> Option<String> {
    let web = |url: &str| crate::grammar::is_web_address(url);
    let pairs = pairs.iter().filter(|(_, url)| web(url));
    let written = pairs.map(|(name, url)| format!("{}: {}", yaml_text(name), serde_json::Value::from(*url)));
    let written: Vec<_> = written.collect();
    (!written.is_empty()).then(|| format!("{{{}}}", written.join(", ")))
}
