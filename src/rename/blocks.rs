//! Names in blocks (charts, tables, timelines, networks), and in the queries of templates.

use super::edit::Edits;
use super::subject::Subject;
use super::{Refusal, Rename};
use crate::diagnostic::Spanned;
use crate::exhibit::{is_property, is_sort};
use crate::model::Page;
use crate::parse::Kind;
use crate::parse::exhibit::{Cells, Data, FactSelector, InlineValue, Query, Spec, TableSpec, wiki};
use crate::paths::SourcePath;

/// The blocks of one page, or the queries of a template, while their names are looked at.
struct Blocks<'r, 'a> {
    rename: &'r Rename<'a>,
    /// The file.
    path: &'r SourcePath,
    /// The page; `None` for a template.
    page: Option<&'r Page>,
    edits: &'r mut Edits,
}

impl Rename<'_> {
    /// The blocks of a page.
    pub(super) fn blocks(&self, page: &Page, edits: &mut Edits) -> Result<(), Refusal> {
        let mut blocks = Blocks { rename: self, path: &page.document.path, page: Some(page), edits };
        let exhibits = &page.document.body.exhibits;
        exhibits.iter().filter_map(|block| block.spec.as_ref()).try_for_each(|spec| blocks.spec(spec))
    }
}

impl Rename<'_> {
    /// The queries that templates declare.
    pub(super) fn queries(&self, edits: &mut Edits) -> Result<(), Refusal> {
        for declared in self.queries.declared() {
            let mut blocks = Blocks { rename: self, path: &declared.path, page: None, edits };
            let Some(asked) = &declared.asked else { continue };
            blocks.query(&asked.query)?;
            blocks.selector(&asked.pick);
            asked.metrics.iter().chain(&asked.having).for_each(|metric| blocks.metric(metric));
            if let Some(sort) = asked.sort.iter().find(|sort| blocks.is_metric(&sort.value)) {
                if is_sort(self.new) {
                    let message = format!("`{}` is what queries sort pages by themselves", self.new);
                    return Err(Refusal::new(message, "choose another name".to_owned()));
                }
                blocks.metric(sort);
            }
        }
        Ok(())
    }
}

impl Blocks<'_, '_> {
    fn spec(&mut self, spec: &Spec) -> Result<(), Refusal> {
        match spec {
            Spec::Chart(chart) => self.data(&chart.data),
            Spec::Table(table) => self.table(table),
            Spec::Timeline { query, .. } | Spec::Disagreements(query) | Spec::Network { query, .. } => {
                self.query(query)
            }
            Spec::Walkthrough(_) => Ok(()),
        }
    }

    fn data(&mut self, data: &Data) -> Result<(), Refusal> {
        match data {
            Data::Facts { query, metrics, pick } => {
                self.query(query)?;
                self.selector(pick);
                for metric in metrics {
                    self.metric(metric);
                }
            }
            Data::Inline { rows, pick } => {
                self.selector(pick);
                for row in rows {
                    self.words(&row.label);
                    for (_, value) in &row.values {
                        match value {
                            InlineValue::Fact(fact) => self.target(fact, &fact.value, true),
                            InlineValue::Number(_) => {}
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &TableSpec) -> Result<(), Refusal> {
        match &table.cells {
            Cells::Inline(rows) => rows.iter().flatten().for_each(|cell| self.words(cell)),
            Cells::Pages { query, pick } => {
                self.query(query)?;
                self.selector(pick);
                let columns = table.columns.iter().chain(&table.sort).chain(&table.having);
                for column in columns.filter(|column| !is_property(&column.value, table.rows_of)) {
                    if self.is_metric(&column.value) && is_property(self.rename.new, table.rows_of) {
                        let message =
                            format!("`{}` is what tables call a property of pages", self.rename.new);
                        return Err(Refusal::new(message, "choose another name".to_owned()));
                    }
                    self.metric(column);
                }
            }
        }
        Ok(())
    }

    fn is_metric(&self, word: &str) -> bool {
        matches!(self.rename.subject, Subject::Metric(old) if old == word)
    }

    fn metric(&mut self, word: &Spanned<String>) {
        if self.is_metric(&word.value) {
            self.edits.name(self.path, &word.range, &word.value, self.rename.new);
        }
    }

    fn selector(&mut self, pick: &FactSelector) {
        for source in pick.source.iter().filter(|source| self.rename.is_source(&source.value)) {
            self.edits.name(self.path, &source.range, &source.value, self.rename.new);
        }
    }

    fn query(&mut self, query: &Query) -> Result<(), Refusal> {
        let Subject::Page(subject) = self.rename.subject else { return Ok(()) };
        self.entities(query, subject)?;
        let filter = &query.filter;
        let lists = [
            (Kind::Domain, &filter.domain),
            (Kind::Company, &filter.company),
            (Kind::Project, &filter.project),
        ];
        let of_kind = lists.into_iter().filter(|(kind, _)| *kind == subject.kind());
        for slug in of_kind.flat_map(|(_, list)| list).filter(|slug| slug.value == *subject.slug) {
            self.slug(slug);
        }
        Ok(())
    }

    /// The slugs that are listed one by one. Without a kind, each is the first that has it.
    fn entities(&mut self, query: &Query, subject: &Page) -> Result<(), Refusal> {
        let kinds = query.kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
        let names = &self.rename.site.names;
        let first = |name: &str| kinds.iter().position(|kind| names.slug(*kind, name).is_some());
        let own = kinds.iter().position(|kind| *kind == subject.kind());
        let new = first(self.rename.new);
        for slug in &query.entities {
            let is_subject = slug.value == *subject.slug && own.is_some() && first(&slug.value) == own;
            let is_hidden = is_subject && new.is_some() && new < own;
            let hides = slug.value == *self.rename.new && own.is_some() && own < new;
            if let Some(other) = new.and_then(|at| kinds.get(at)).filter(|_| is_hidden || hides) {
                let (new, kind) = (self.rename.new, other.name());
                let message =
                    format!("a {kind} is called `{new}` too, and `entities` would mean the other one");
                let place = format!("say `kind:` in the blocks of `{}`", self.path);
                return Err(Refusal::new(message, place));
            }
            if is_subject {
                self.slug(slug);
            }
        }
        Ok(())
    }

    fn slug(&mut self, slug: &Spanned<String>) {
        self.edits.name(self.path, &slug.range, &slug.value, self.rename.new);
    }

    /// A cell or label: `[[name]]` and `[[name|words]]` are links.
    fn words(&mut self, written: &Spanned<String>) {
        if let Some(inner) = wiki(&written.value) {
            let (target, words) =
                inner.split_once('|').map_or((inner, None), |(one, words)| (one, Some(words)));
            self.target(written, target.trim(), words.is_some());
        }
    }

    fn target(&mut self, place: &Spanned<String>, target: &str, has_words: bool) {
        let Some(page) = self.page else { return };
        if let Some(new) = self.rename.wiki_target(page, target, has_words) {
            // The words behind the name may be the same ones.
            let (old, new) = (format!("[[{target}"), format!("[[{new}"));
            self.edits.name(self.path, &place.range, &old, &new);
        }
    }
}
