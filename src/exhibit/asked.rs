//! What the queries of templates find: pages with some of their figures.

use std::cmp::Ordering;
use std::sync::Arc;

use super::context::Asker;
use super::query_cache::QueryCache;
use crate::diagnostic::{Code, Diagnostic, Need, Spanned, did_you_mean};
use crate::model::{Changes, Dependency, Page, PageId, Reads, Site, Tracked};
use crate::parse::exhibit::{DeclaredQuery, Order, PageQuery, TemplateQueries};
use crate::parse::{FactValue, Kind};

/// A page that a query has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPage {
    /// The page.
    pub page: PageId,
    /// The facts that were asked for, by index on the page, in the order of the metrics; none where it has none.
    pub facts: Vec<usize>,
}

/// The queries of all templates, with what they have found.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    queries: Arc<TemplateQueries>,
    /// One for each that is declared.
    answers: Vec<Arc<Answer>>,
}

#[derive(Debug)]
struct Answer {
    found: Vec<FoundPage>,
    diagnostics: Vec<Diagnostic>,
    /// The dependencies of all of this.
    reads: Reads,
}

/// What pages can be sorted by besides their figures.
const SORTS: [&str; 3] = ["name", "date", "updated"];

/// Whether pages can be sorted by this word although it is no metric.
pub fn is_sort(word: &str) -> bool {
    SORTS.contains(&word)
}

impl Asked {
    pub(super) fn queries(&self) -> &TemplateQueries {
        &self.queries
    }

    /// Answers all queries. An answer is kept if it depends on nothing in `changes`, to which is added which answers
    /// are new.
    pub(super) fn new(
        site: &Site,
        cache: &QueryCache,
        queries: &Arc<TemplateQueries>,
        previous: Option<&Self>,
        changes: &mut Changes,
    ) -> Self {
        let kept = previous.filter(|before| Arc::ptr_eq(&before.queries, queries));
        let answer = |(at, query): (usize, &DeclaredQuery)| {
            let before = kept.map(|before| &before.answers[at]);
            let before = before.filter(|answer| !changes.touch(&answer.reads));
            before.cloned().unwrap_or_else(|| Arc::new(answer(site, cache, query)))
        };
        let answers = queries.declared().iter().enumerate().map(answer).collect();
        let asked = Self { queries: queries.clone(), answers };
        for (query, answer) in asked.named() {
            let same =
                previous.and_then(|before| before.answer(query)).is_some_and(|old| old.found == answer.found);
            if !same {
                changes.add(Dependency::query(query));
            }
        }
        asked
    }

    fn named(&self) -> impl Iterator<Item = (&str, &Answer)> {
        let names = self.queries.declared().iter().map(|query| query.name.value.as_str());
        names.zip(self.answers.iter().map(|answer| &**answer))
    }

    fn answer(&self, name: &str) -> Option<&Answer> {
        self.named().find(|(known, _)| *known == name).map(|(_, answer)| answer)
    }

    pub(super) fn of(&self, template: &str) -> impl Iterator<Item = (&str, &[FoundPage])> {
        let used = self.queries.of(template).iter();
        used.map(|at| (self.queries.declared()[*at].name.value.as_str(), self.answers[*at].found.as_slice()))
    }

    pub(super) fn reads(&self, noted: Dependency) -> Option<&Reads> {
        self.named().find(|(name, _)| Dependency::query(name) == noted).map(|(_, answer)| &answer.reads)
    }

    pub(super) fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.answers.iter().flat_map(|answer| &answer.diagnostics)
    }
}

fn answer(site: &Site, cache: &QueryCache, query: &DeclaredQuery) -> Answer {
    let site = Tracked::new(site);
    let mut ask = Asker { site: &site, path: &query.path, cache, diagnostics: Vec::new() };
    let found = query.asked.as_ref().and_then(|asked| ask.found(asked)).unwrap_or_default();
    let diagnostics = ask.diagnostics;
    Answer { found, diagnostics, reads: site.into_reads() }
}

/// What a page is sorted by. Where figures are mixed, numbers come first and words last.
#[derive(PartialEq, PartialOrd)]
enum SortKey {
    Amount(f64),
    Words(String),
}

impl Asker<'_> {
    /// The pages that are asked for; `None` if something in it means nothing, which is reported.
    fn found(&mut self, asked: &PageQuery) -> Option<Vec<FoundPage>> {
        let by_figure = asked.sort.as_ref().filter(|sort| !is_sort(&sort.value));
        let known =
            [self.are_metrics(&asked.metrics), self.are_metrics(&asked.having), self.is_sort(by_figure)];
        let selection = self.selection(&asked.query, None);
        // Those that are wanted come first, so that the others can be taken off again.
        let metrics: Vec<_> = asked.metrics.iter().chain(&asked.having).chain(by_figure).cloned().collect();
        let facts = self.facts(selection.as_ref()?, &metrics, &asked.pick, false)?;
        if known.contains(&false) {
            return None;
        }
        let (wanted, needed) = (asked.metrics.len(), asked.metrics.len() + asked.having.len());
        let is_listed = asked.query.entities.is_empty();
        let has_all = |facts: &[Option<usize>]| facts[wanted..needed].iter().all(Option::is_some);
        let mut rows: Vec<(&Page, &[Option<usize>])> = facts
            .pages
            .iter()
            .map(|(id, facts)| (self.site.head(*id), facts.as_slice()))
            // The page of a part leads to its chapters and is none of them.
            .filter(|(page, facts)| has_all(facts) && !(is_listed && page.is_part()))
            .collect();
        if is_listed && asked.query.kind == Some(Kind::Chapter) {
            rows.sort_by_key(|(page, _)| self.site.position(page.id));
        }
        self.sort(&mut rows, asked, by_figure);
        rows.truncate(asked.top.unwrap_or(usize::MAX));
        let found = |(page, facts): (&Page, &[Option<usize>])| FoundPage {
            page: page.id,
            facts: facts[..wanted].iter().copied().flatten().collect(),
        };
        Some(rows.into_iter().map(found).collect())
    }

    fn are_metrics(&mut self, names: &[Spanned<String>]) -> bool {
        // Each that is none is reported.
        names.iter().filter(|name| self.metric(name).is_none()).count() == 0
    }

    fn is_sort(&mut self, sort: Option<&Spanned<String>>) -> bool {
        let Some(sort) = sort.filter(|sort| self.site.metric(&sort.value).is_none()) else { return true };
        let known = SORTS.into_iter().chain(self.site.metrics().names());
        let help = did_you_mean(&sort.value, known)
            .unwrap_or_else(|| format!("it is one of `{}`, or a metric", SORTS.join("`, `")));
        let message = format!("pages cannot be sorted by `{}`", sort.value);
        let problem = Diagnostic::new(Code::BadValue, self.span(&sort.range), message).help(help);
        self.diagnostics.push(problem.needing(Need::Settings).needing(Need::Heads));
        false
    }

    /// Sorts pages. Those that have nothing to be sorted by come last, whichever end comes first.
    fn sort<'p>(
        &self,
        rows: &mut [(&'p Page, &'p [Option<usize>])],
        asked: &PageQuery,
        by_figure: Option<&Spanned<String>>,
    ) {
        let Some(sort) = &asked.sort else {
            if asked.order == Some(Order::Descending) {
                rows.reverse();
            }
            return;
        };
        let words = sort.value == "name" || by_figure.is_some_and(|metric| !self.is_number(&metric.value));
        let order = asked.order.unwrap_or(if words { Order::Ascending } else { Order::Descending });
        let mut keyed: Vec<_> =
            rows.iter().map(|row| (self.sort_key(row.0, row.1, &sort.value), *row)).collect();
        keyed.sort_by(|(one, _), (other, _)| {
            let found = one.partial_cmp(other).unwrap_or(Ordering::Equal);
            let found = if order == Order::Descending { found.reverse() } else { found };
            one.is_none().cmp(&other.is_none()).then(found)
        });
        for (row, (_, sorted)) in rows.iter_mut().zip(keyed) {
            *row = sorted;
        }
    }

    fn is_number(&self, metric: &str) -> bool {
        self.site.metric(metric).is_some_and(|metric| metric.format.is_numeric())
    }

    fn sort_key(&self, page: &Page, facts: &[Option<usize>], sort: &str) -> Option<SortKey> {
        let front = page.front();
        let date =
            match sort {
                "name" => return Some(SortKey::Words(page.title().to_lowercase())),
                "date" => front.date,
                "updated" => front.updated.or(front.date),
                _ => {
                    let fact = page.fact((*facts.last()?)?)?;
                    let amount = fact.amount(self.site).and_then(FactValue::midpoint);
                    let amount = amount.or_else(|| Some(fact.day(self.site)?.fraction()));
                    return Some(amount.map_or_else(
                        || SortKey::Words(fact.value(self.site).to_lowercase()),
                        SortKey::Amount,
                    ));
                }
            };
        date.map(|date| SortKey::Amount(date.fraction()))
    }
}
