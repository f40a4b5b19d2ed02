//! A number that is typed beside the name of an entity and equals one of its facts: what is typed twice can
//! differ from the data.

mod written;

use std::collections::BTreeMap;
use std::ops::Range;

use super::Checked;
use crate::config::{Metric, MetricFormat};
use crate::diagnostic::{Code, Diagnostic};
use crate::link::{Reference, sentence_bounds, source_range};
use crate::model::{Dependency, FactRef, Found};
use crate::parse::{Blocks, FactValue};
use written::{Amount, Sign, Written, amounts};

pub(super) fn check(checked: &Checked<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let page = checked.page;
    checked.site.note(Dependency::Links(page.id));
    for index in 0..page.document.body.blocks.len() {
        checked.check_block(index, diagnostics);
    }
    let mut named: BTreeMap<Option<usize>, Vec<&Reference>> = BTreeMap::new();
    for reference in checked.links.named_in_headings(page.id) {
        named.entry(reference.section).or_default().push(reference);
    }
    for index in 0..page.document.body.headings.len() {
        // The heading itself opens the section it heads.
        let named = named.get(&Some(index)).map_or(&[][..], Vec::as_slice);
        checked.check_heading(index, named, diagnostics);
    }
}

/// Words in which numbers are sought.
struct Text<'t> {
    words: &'t str,
    /// Index of their block; `None` for a heading.
    block: Option<usize>,
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
        let named = || self.links.named(self.page.id, &row(blocks, index)).iter().collect();
        let place = |number: &Written<'_>| {
            let ranges = [&number.range, &number.digits];
            ranges.into_iter().find_map(|range| source_range(&blocks.at(index), range))
        };
        self.check_text(&Text { words: blocks.at(index).text, block: Some(index) }, named, place, found);
    }

    fn check_heading(&self, index: usize, named: &[&'a Reference], found: &mut Vec<Diagnostic>) {
        let heading = &self.page.document.body.headings[index];
        let named = || named.to_vec();
        let source = &self.page.document.text[heading.range.clone()];
        let place = |number: &Written<'_>| {
            let digits = &heading.text[number.digits.clone()];
            let before = alone(&heading.text, digits).take_while(|at| *at < number.digits.start).count();
            // What stands in code or in a link is no number of the heading's own words.
            let count = |before: &str, sign| before.matches(sign).count();
            let is_plain = |at: &usize| {
                let before = &source[..*at];
                count(before, '`') % 2 == 0 && count(before, '[') == count(before, ']')
            };
            // Where a link leads is not printed.
            let is_printed = |at: &usize| source[..*at].rfind("](") <= source[..*at].rfind(')');
            let mut printed = alone(source, digits).filter(is_printed);
            let at = heading.range.start + printed.nth(before).filter(is_plain)?;
            Some(at..at + digits.len())
        };
        self.check_text(&Text { words: &heading.text, block: None }, named, place, found);
    }

    fn check_text(
        &self,
        text: &Text<'_>,
        named: impl FnOnce() -> Vec<&'a Reference>,
        place: impl Fn(&Written<'_>) -> Option<Range<usize>>,
        found: &mut Vec<Diagnostic>,
    ) {
        let mut amounts = amounts(text.words).peekable();
        if amounts.peek().is_none() {
            return;
        }
        let stated = self.stated(&named());
        let mut last = None;
        for amount in amounts {
            let meant = self.meant(&stated, text, &amount);
            let fact = meant.as_ref().map(|(stated, _)| stated.fact);
            if let Some((stated, number)) = meant {
                // The second end of `8–10` belongs to the first.
                let is_end = fact == last && stated.is_range() && number.ends_range();
                let range = place(&number).filter(|_| !is_end);
                found.extend(range.map(|range| self.diagnostic(&range, stated)));
            }
            last = fact;
        }
    }

    /// The facts of the page itself and of the entities that are named.
    fn stated(&self, named: &[&'a Reference]) -> Vec<Stated<'a>> {
        let entities = named.iter().map(|name| (Some(*name), self.site.page(name.to)));
        let entities = entities.filter(|(_, page)| page.kind().is_entity());
        let pages = std::iter::once((None, self.page)).chain(entities);
        let facts = pages.flat_map(|(name, page)| page.facts().map(move |fact| Stated { fact, name }));
        facts.collect()
    }

    /// The fact that a number repeats; of several the likeliest.
    fn meant<'s, 't>(
        &self,
        stated: &'s [Stated<'a>],
        Text { words, block }: &Text<'t>,
        amount: &Amount,
    ) -> Option<(&'s Stated<'a>, Written<'t>)> {
        let mut equal = stated.iter().filter(|stated| stated.equals(amount.value)).peekable();
        // Few numbers pass this, so what takes longer comes behind it.
        equal.peek()?;
        let number = amount.read(words)?;
        let sentence = sentence_bounds(words, &number.range);
        let is_near = |name: &Reference| {
            let words = &name.words;
            name.block != *block || (words.start < sentence.end && sentence.start < words.end)
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
            MetricFormat::Date | MetricFormat::Name | MetricFormat::Text => return None,
        };
        if sign != number.sign || number.is_version_of(stated.fact.page().title()) {
            return None;
        }
        match number.word_behind() {
            Some(word) if is_unit(metric, word) => Some(Likeness::Unit),
            _ => number.is_telling().then_some(Likeness::Value),
        }
    }

    fn diagnostic(&self, range: &Range<usize>, stated: &Stated<'_>) -> Diagnostic {
        let (metric, title) = (stated.fact.metric_name(), stated.fact.page().title());
        let message = format!("the fact `{metric}` of `{title}` is typed as a number");
        let help = format!("write `[[{}]]`", self.reference(stated.fact));
        Diagnostic::new(Code::TypedFigure, self.page.span(range), message).help(help)
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
    let Metric { label, unit, unit_singular, format: _, max_age: _, comparable: _ } = metric;
    let mut units = unit.iter().chain(unit_singular);
    let mut words = units.clone().chain([label]).flat_map(|words| words.split_whitespace());
    // The small words of a label, such as `in`, say nothing.
    units.any(|unit| unit == word) || (word.len() > 3 && words.any(|one| one.eq_ignore_ascii_case(word)))
}

/// Where the digits of a number stand in a text, and are no part of a longer word.
fn alone<'t>(text: &'t str, digits: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_alone = |at: &usize| {
        let joins = |c: char| c.is_alphanumeric();
        !text[..*at].ends_with(joins) && !text[at + digits.len()..].starts_with(|c: char| c.is_ascii_digit())
    };
    text.match_indices(digits).map(|(at, _)| at).filter(is_alone)
}

/// The blocks that count as one sentence with this one: the cells of its row.
fn row(blocks: &Blocks, index: usize) -> Range<usize> {
    let first = (0..=index).rev().find(|index| !blocks.at(*index).same_row).unwrap_or(0);
    let cells = blocks.iter().skip(index + 1).take_while(|block| block.same_row).count();
    first..index + 1 + cells
}
