//! A number that is typed beside the name of an entity and equals one of its facts: what is typed twice can
//! differ from the data.

mod written;

use std::ops::Range;

use super::Checked;
use crate::config::{Metric, MetricFormat};
use crate::diagnostic::{Code, Diagnostic};
use crate::link::{Reference, sentence_bounds, source_range};
use crate::model::{Dependency, FactRef, Found};
use crate::parse::{Block, FactValue};
use written::{Amount, Sign, Written, amounts};

pub(super) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let page = checked.page;
    checked.site.note(Dependency::Links(page.id));
    for index in 0..page.document.body.blocks.len() {
        checked.check_block(index, diagnostics);
    }
}

/// A fact that a block can repeat.
struct Stated<'a> {
    fact: FactRef<'a>,
    /// What names its page; `None` for the page that the block stands on.
    name: Option<&'a Reference>,
}

/// How sure it is that a number is a fact; the surest comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// The word behind it says what the metric counts.
    Unit,
    /// It is too particular to be equal by chance.
    Value,
}

impl<'a> Checked<'a> {
    fn check_block(&self, index: usize, found: &mut Vec<Diagnostic>) {
        let blocks = &self.page.document.body.blocks;
        let mut amounts = amounts(&blocks[index].text).peekable();
        if amounts.peek().is_none() {
            return;
        }
        let stated = self.stated(self.links.named(self.page.id, &row(blocks, index)));
        let mut last = None;
        for amount in amounts {
            let meant = self.meant(&stated, index, &amount);
            let place = meant.as_ref().map(|(stated, _)| stated.fact);
            if let Some((stated, number)) = meant {
                // The second end of `8–10` belongs to the first.
                let is_end = place == last && stated.is_range() && number.ends_range();
                found.extend(self.diagnostic(&blocks[index], &number, stated).filter(|_| !is_end));
            }
            last = place;
        }
    }

    /// The facts of the page itself and of the entities that are named.
    fn stated(&self, named: &'a [Reference]) -> Vec<Stated<'a>> {
        let entities = named.iter().map(|name| (Some(name), self.site.page(name.to)));
        let entities = entities.filter(|(_, page)| page.kind().is_entity());
        let pages = std::iter::once((None, self.page)).chain(entities);
        let facts = pages.flat_map(|(name, page)| page.facts().map(move |fact| Stated { fact, name }));
        facts.collect()
    }

    /// The fact that a number repeats; of several the likeliest.
    fn meant<'s>(
        &self,
        stated: &'s [Stated<'a>],
        index: usize,
        amount: &Amount,
    ) -> Option<(&'s Stated<'a>, Written<'a>)> {
        let mut equal = stated.iter().filter(|stated| stated.equals(amount.value)).peekable();
        // Few numbers pass this, so what takes longer comes behind it.
        equal.peek()?;
        let text = self.page.document.body.blocks[index].text.as_str();
        let number = amount.read(text)?;
        let sentence = sentence_bounds(text, &number.range);
        let is_near = |name: &Reference| {
            let words = &name.words;
            name.block != Some(index) || (words.start < sentence.end && sentence.start < words.end)
        };
        let near = equal.filter(|stated| stated.name.is_none_or(is_near));
        let alike = near.filter_map(|stated| Some((self.likeness(stated, &number)?, stated)));
        let (_, stated) = alike.min_by_key(|(likeness, _)| *likeness)?;
        Some((stated, number))
    }

    /// How likely a number is a fact it equals; `None` if it counts something else.
    fn likeness(&self, stated: &Stated<'_>, number: &Written<'_>) -> Option<Likeness> {
        let metric = stated.fact.metric(self.site)?;
        let sign = match metric.format {
            MetricFormat::Number => Sign::None,
            MetricFormat::Percent => Sign::Percent,
            MetricFormat::MoneyUsd => Sign::Dollar,
            MetricFormat::Date | MetricFormat::Text => return None,
        };
        if sign != number.sign || number.is_version_of(stated.fact.page().title()) {
            return None;
        }
        match number.word_behind() {
            Some(word) if is_unit(metric, word) => Some(Likeness::Unit),
            _ => number.is_telling().then_some(Likeness::Value),
        }
    }

    /// The report; none if the number stands in code or in the words of a link, which have no place of their own.
    fn diagnostic(&self, block: &Block, number: &Written<'_>, stated: &Stated<'_>) -> Option<Diagnostic> {
        let ranges = [&number.range, &number.digits];
        let range = ranges.into_iter().find_map(|range| source_range(block, range))?;
        let (metric, title) = (stated.fact.metric_name(), stated.fact.page().title());
        let message = format!("the fact `{metric}` of `{title}` is typed as a number");
        let help = format!("write `[[{}]]`", self.reference(stated.fact));
        Some(Diagnostic::new(Code::TypedFigure, self.page.span(&range), message).help(help))
    }

    /// What refers to a fact from this page.
    fn reference(&self, fact: FactRef<'_>) -> String {
        let (site, page, metric) = (self.site, fact.page(), fact.metric_name());
        let name = match site.find(&page.slug) {
            _ if page.id == self.page.id => String::new(),
            Found::One(_) => page.slug.to_string(),
            Found::Many(_) | Found::None => site.path_name(page.id),
        };
        let date = fact.fact().as_of.map(|date| date.to_string());
        let source = fact.fact().source.as_ref().map(|source| source.value.clone());
        let means =
            |selector: Option<&str>| site.figure(page, metric, selector).is_ok_and(|found| found == fact);
        let selector = [date, source].into_iter().flatten().find(|selector| means(Some(selector)));
        match selector.filter(|_| !means(None)) {
            Some(selector) => format!("{name}#{metric}@{selector}"),
            None => format!("{name}#{metric}"),
        }
    }
}

impl Stated<'_> {
    fn value(&self) -> &FactValue {
        &self.fact.fact().value.value
    }

    fn equals(&self, value: f64) -> bool {
        // `1.3 million` need not come out at the same bits as `1300000`.
        let same = |stated: f64| (stated - value).abs() <= value.abs() * 1e-9;
        self.value().ends().is_some_and(|(from, to)| same(from.value()) || same(to.value()))
    }

    fn is_range(&self) -> bool {
        matches!(self.value(), FactValue::Range(..))
    }
}

/// Whether a word is one of those that say what a metric counts.
fn is_unit(metric: &Metric, word: &str) -> bool {
    let Metric { label, unit, unit_singular, format: _ } = metric;
    let mut units = unit.iter().chain(unit_singular);
    let mut words = units.clone().chain([label]).flat_map(|words| words.split_whitespace());
    // The small words of a label, such as `in`, say nothing.
    units.any(|unit| unit == word) || (word.len() > 3 && words.any(|one| one.eq_ignore_ascii_case(word)))
}

/// The blocks that count as one sentence with this one: the cells of its row.
fn row(blocks: &[Block], index: usize) -> Range<usize> {
    let first = (0..=index).rev().find(|index| !blocks[*index].same_row).unwrap_or(0);
    let cells = blocks[index + 1..].iter().take_while(|block| block.same_row).count();
    first..index + 1 + cells
}
