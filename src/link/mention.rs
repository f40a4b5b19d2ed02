//! Names of entities in plain prose: the first in each section becomes a link.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, Anchored, Input, MatchKind, StartKind};

use super::boundary::stands_alone;
use super::ordinary::{is_indistinct, is_ordinary};
use super::{Reference, Resolved, Target, sentence};
use crate::model::{Page, PageId, Site, Tracked};
use crate::parse::{Block, Segment};
use crate::spelling::{Folded, fold, with_case};

/// Finds every name of the site in one pass over a text.
#[derive(Debug)]
pub(super) struct Finder {
    automaton: Option<AhoCorasick>,
    /// For each pattern the names that are spelt as it is but for case.
    names: Vec<Vec<Name>>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    /// As it is compared where its case counts.
    text: String,
    page: PageId,
    /// The anchor of a term on the page of its glossary.
    anchor: Option<String>,
    any_case: bool,
    /// Whether it is an ordinary word with a capital, which says nothing where a sentence starts.
    ordinary: bool,
}

/// What a name means: an entity, or a term on the page of its glossary.
type Meaning<'n> = (PageId, Option<&'n str>);

impl Finder {
    pub(super) fn new(site: &Site) -> Self {
        let mut owners: BTreeMap<String, BTreeSet<PageId>> = BTreeMap::new();
        let entities = site.pages.iter().filter(|page| is_linked(page));
        for page in entities {
            for name in std::iter::once(page.title()).chain(page.other_names()) {
                owners.entry(with_case(name)).or_default().insert(page.id);
            }
        }
        // A name that means several entities says nothing about which one is meant.
        let unambiguous =
            owners.into_iter().filter(|(name, pages)| pages.len() == 1 && name.chars().count() > 1);
        let entities = unambiguous.filter_map(|(text, pages)| {
            let page = *pages.first()?;
            let insisted = site.page(page).front().autolink == Some(true);
            let (any_case, ordinary) = (is_distinctive(&text), !insisted && is_ordinary(&text));
            let means_it = insisted || !is_indistinct(&text);
            means_it.then_some(Name { text, page, anchor: None, any_case, ordinary })
        });
        let entities: Vec<_> = entities.collect();
        let terms = terms(site, &entities);
        Self::of(entities.into_iter().chain(terms))
    }

    fn of(names: impl Iterator<Item = Name>) -> Self {
        let mut by_pattern: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for name in names {
            by_pattern.entry(fold(&name.text)).or_default().push(name);
        }
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Both)
            .ascii_case_insensitive(true)
            .build(by_pattern.keys());
        // Building fails only for gigabytes of names; without an automaton nothing links by itself.
        Self { automaton: automaton.ok(), names: by_pattern.into_values().collect() }
    }

    /// A finder of the names that one of two finders knows and the other does not, or in another way.
    pub(super) fn difference(&self, other: &Self) -> Self {
        let all = |finder: &Self| finder.names.iter().flatten().cloned().collect::<BTreeSet<_>>();
        let (one, other) = (all(self), all(other));
        Self::of(one.symmetric_difference(&other).cloned())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether any of the names, in any case and be it within a word, stands in the prose of a page. Where none
    /// does, it makes no difference that the finder knows them.
    pub(super) fn occurs(&self, page: &Page) -> bool {
        let body = &page.document.body;
        let blocks = body.blocks.iter().map(|block| block.text);
        let mut texts = blocks.chain(body.headings.iter().map(|heading| heading.text.as_str()));
        let occurs = |automaton: &AhoCorasick, text: &str| automaton.is_match(Folded::new(text).as_str());
        self.automaton.as_ref().is_some_and(|automaton| texts.any(|text| occurs(automaton, text)))
    }

    /// Every name in the text, from left to right, the longest that is meant where several start at one place.
    fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, Meaning<'t>)> + 't {
        let folded = Folded::new(text);
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let longest = self.automaton.as_ref()?.find(Input::new(folded.as_str()).range(at..))?.range();
                if let Some((found, range, meaning)) = self.meant(text, &folded, longest.clone()) {
                    at = found.end;
                    return Some((range, meaning));
                }
                // Another name can start inside of the one that was not meant.
                at = folded.as_str().ceil_char_boundary(longest.start + 1);
            }
        })
    }

    /// The longest name within `range` of the folded text, from its start, that these words mean: where it stands
    /// there, where it stands in the text, and what it means.
    fn meant(
        &self,
        text: &str,
        folded: &Folded<'_>,
        mut range: Range<usize>,
    ) -> Option<(Range<usize>, Range<usize>, Meaning<'_>)> {
        loop {
            let input = Input::new(folded.as_str()).range(range.clone()).anchored(Anchored::Yes);
            let found = self.automaton.as_ref()?.find(input)?;
            let names = &self.names[found.pattern().as_usize()];
            let written = folded.original(&found.range()).filter(|written| stands_alone(text, written));
            let meant = written.and_then(|written| Some((meant_by(names, &text[written.clone()])?, written)));
            let meant = meant.filter(|(name, written)| !(name.ordinary && sentence::starts(text, written)));
            if let Some((name, written)) = meant {
                return Some((found.range(), written, name.meaning()));
            }
            range.end = folded.as_str().floor_char_boundary(found.end() - 1);
        }
    }
}

/// Which of the names that are alike but for case these words mean: the one that is written so, or else the
/// only one that can be.
fn meant_by<'n>(names: &'n [Name], words: &str) -> Option<&'n Name> {
    let words = with_case(words);
    let words = words.as_str();
    if let Some(exact) = names.iter().find(|name| name.text == words) {
        return Some(exact);
    }
    let mut meant = names.iter().filter(|name| name.is_meant(words));
    let first = meant.next()?;
    meant.all(|name| name.meaning() == first.meaning()).then_some(first)
}

/// Whether plain mentions of a page link to it.
fn is_linked(page: &Page) -> bool {
    page.kind().is_entity() && page.front().autolink != Some(false)
}

/// The terms of all glossaries, each in the singular and the plural. A word that names an entity stays its name.
fn terms(site: &Site, entities: &[Name]) -> Vec<Name> {
    let taken: BTreeSet<_> = entities.iter().map(|name| fold(&name.text)).collect();
    let mut terms = BTreeMap::new();
    for (page, term) in site.pages.iter().flat_map(|page| page.terms().iter().map(move |term| (page, term))) {
        // What stands in brackets spells an abbreviation out: `CVE (Common Vulnerabilities and Exposures)`. Behind
        // an ordinary word, `Result (the type)`, it says that not every result is meant, and none is linked.
        let short = term.text.split(" (").next().filter(|short| !short.contains(char::is_lowercase));
        let text = with_case(short.unwrap_or(&term.text));
        for text in [text.clone(), format!("{text}s")] {
            let name =
                Name { text, page: page.id, anchor: Some(term.id.clone()), any_case: false, ordinary: false };
            terms.entry(fold(&name.text)).or_insert(name);
        }
    }
    terms.retain(|text, _| !taken.contains(text) && text.chars().count() > 2);
    terms.into_values().collect()
}

impl Name {
    fn meaning(&self) -> Meaning<'_> {
        (self.page, self.anchor.as_deref())
    }

    /// Whether these words, alike but for case, mean the entity.
    fn is_meant(&self, words: &str) -> bool {
        let capitalised =
            || words.starts_with(char::is_uppercase) && behind_first(words) == behind_first(&self.text);
        // A term is written with a capital where it is explained, and without one in a sentence; an abbreviation
        // is written with capitals everywhere.
        let in_sentence = || {
            behind_first(&self.text).starts_with(char::is_lowercase)
                && behind_first(words) == behind_first(&self.text)
        };
        words == self.text
            || (self.anchor.is_some() && in_sentence())
            || self.any_case
            || (self.text.starts_with(char::is_lowercase) && self.text.chars().count() > 3 && capitalised())
    }
}

/// What stands behind the first character.
fn behind_first(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

/// A name such as `LampDB`, `lamp-rs` or `Lamp Group` is no ordinary word in any case. `Vector` or `bat` is,
/// and so is every short name: there the case must be right.
fn is_distinctive(name: &str) -> bool {
    let mixed = name.chars().skip(1).any(|c| c.is_uppercase()) && name.chars().any(|c| c.is_lowercase());
    let compound = name.chars().any(|c| !c.is_alphabetic());
    name.chars().count() > 3 && (mixed || compound)
}

/// Adds the mentions on a page: a link for the first of each entity in each section, unless the author has
/// linked it there, and a reference for every one. A term is linked once a page, and nobody is told.
pub(super) fn find(
    site: &Tracked<'_>,
    finder: &Finder,
    page: &Page,
    resolved: &mut Vec<Resolved>,
    references: &mut Vec<Reference>,
) {
    if page.front().autolink == Some(false) && !page.kind().is_entity() {
        return;
    }
    let mut linked: BTreeSet<(Option<usize>, PageId)> =
        references.iter().filter(|one| !one.figure).map(|one| (one.section, one.to)).collect();
    let mut explained = BTreeSet::new();
    for (index, block) in page.document.body.blocks.iter().enumerate() {
        for (words, (id, anchor)) in finder.all(block.text) {
            let Some(range) = source_range(&block, &words).filter(|_| id != page.id) else { continue };
            if in_brackets(block.text, &words) {
                continue;
            }
            let url = site.url(id);
            if let Some(anchor) = anchor {
                if explained.insert(anchor) {
                    let target = Target::Mention { url: format!("{url}#{anchor}"), term: true };
                    resolved.push(Resolved { range, target });
                }
                continue;
            }
            let (block, section) = (Some(index), block.section);
            references.push(Reference { to: id, block, section, words, figure: false });
            if linked.insert((section, id)) {
                let target = Target::Mention { url: url.to_string(), term: false };
                resolved.push(Resolved { range, target });
            }
        }
    }
}

/// Whether words stand in `[[…]]`: a link that is none any more is one that somebody shows, with its brackets.
fn in_brackets(text: &str, words: &Range<usize>) -> bool {
    const MOST_BYTES: usize = 200;
    let before = &text[text.ceil_char_boundary(words.start.saturating_sub(MOST_BYTES))..words.start];
    let behind = &text[words.end..text.floor_char_boundary(text.len().min(words.end + MOST_BYTES))];
    let opens = before.rfind("[[").is_some_and(|at| !before[at..].contains("]]"));
    opens && behind.find("]]").is_some_and(|at| !behind[..at].contains("[["))
}

/// The names of entities in the headings of a page. They become no links, and nobody is told.
pub(super) fn in_headings(finder: &Finder, page: &Page) -> Vec<Reference> {
    let headings = page.document.body.headings.iter().enumerate();
    let names = headings.flat_map(|(index, heading)| {
        let found = finder.all(&heading.text).filter(|(_, (_, anchor))| anchor.is_none());
        let section = Some(index);
        found.map(move |(words, (to, _))| Reference { to, block: None, section, words, figure: false })
    });
    names.collect()
}

/// Where words of a block stand in the file; `None` if a link, code or markup is among them.
pub(crate) fn source_range(block: &Block<'_>, words: &Range<usize>) -> Option<Range<usize>> {
    let segments = block.segments;
    let first = segments.iter().position(|segment| segment.text().end > words.start)?;
    let start = in_source(&segments[first], words.start)?;
    let mut last = first;
    while segments[last].text().end < words.end {
        last += 1;
        segments.get(last).filter(|segment| segment.joined)?;
    }
    Some(start..in_source(&segments[last], words.end)?)
}

fn in_source(segment: &Segment, at: usize) -> Option<usize> {
    let text = segment.text();
    (text.start..=text.end).contains(&at).then(|| segment.source() + at - text.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_ordinary_names_are_taken_at_their_word() {
        for name in ["LampDB", "lamp-rs", "Lamp Group", "Lamp Oil"] {
            assert!(is_distinctive(name), "{name}");
        }
        for name in ["Vector", "bat", "NLB", "ALK", "Harbour", "IOx"] {
            assert!(!is_distinctive(name), "{name}");
        }
    }
}
