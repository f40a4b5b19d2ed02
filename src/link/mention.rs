//! Names of entities in plain prose: the first in each section becomes a link.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, Anchored, Input, MatchKind, StartKind};

use super::{Reference, Resolved, Target};
use crate::model::{Page, PageId, Site, Tracked};
use crate::parse::{Block, Segment};

/// Finds every name of the site in one pass over a text.
#[derive(Debug)]
pub(super) struct Finder {
    automaton: Option<AhoCorasick>,
    /// For each pattern the names that differ from it in case only.
    names: Vec<Vec<Name>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    text: String,
    page: PageId,
    /// The anchor of a term on the page of its glossary.
    anchor: Option<String>,
    any_case: bool,
}

/// What a name means: an entity, or a term on the page of its glossary.
type Meaning<'n> = (PageId, Option<&'n str>);

impl Finder {
    pub(super) fn new(site: &Site) -> Self {
        let mut owners: BTreeMap<&str, BTreeSet<PageId>> = BTreeMap::new();
        let entities = site.pages.iter().filter(|page| page.kind().is_entity() && page.front().autolink);
        for page in entities {
            // An alias that starts with a slash is an old address and no name.
            let aliases = page.front().aliases.iter().map(|alias| alias.value.as_str());
            let aliases = aliases.filter(|alias| !alias.starts_with('/'));
            for name in std::iter::once(page.title()).chain(aliases) {
                owners.entry(name).or_default().insert(page.id);
            }
        }
        // A name that means several entities says nothing about which one is meant.
        let unambiguous =
            owners.into_iter().filter(|(name, pages)| pages.len() == 1 && name.chars().count() > 1);
        let entities = unambiguous.filter_map(|(name, pages)| {
            let any_case = is_distinctive(name);
            pages.first().map(|page| Name { text: name.to_owned(), page: *page, anchor: None, any_case })
        });
        let entities: Vec<_> = entities.collect();
        let terms = terms(site, &entities);
        Self::of(entities.into_iter().chain(terms))
    }

    fn of(names: impl Iterator<Item = Name>) -> Self {
        let mut by_pattern: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        for name in names {
            by_pattern.entry(name.text.to_ascii_lowercase()).or_default().push(name);
        }
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Both)
            .ascii_case_insensitive(true)
            .build(by_pattern.keys());
        // Building fails only for gigabytes of names; without an automaton nothing links by itself.
        Self { automaton: automaton.ok(), names: by_pattern.into_values().collect() }
    }

    /// A finder of the names that one of two finders knows and the other does not, or for another page.
    pub(super) fn difference(&self, other: &Self) -> Self {
        let all = |finder: &Self| {
            let names = finder.names.iter().flatten().cloned();
            names
                .map(|name| ((name.text.clone(), name.page, name.anchor.clone()), name))
                .collect::<BTreeMap<_, _>>()
        };
        let (one, other) = (all(self), all(other));
        let only = |these: &BTreeMap<_, Name>, those: &BTreeMap<_, Name>| {
            these
                .iter()
                .filter(|(key, _)| !those.contains_key(*key))
                .map(|(_, name)| name.clone())
                .collect::<Vec<_>>()
        };
        Self::of(only(&one, &other).into_iter().chain(only(&other, &one)))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether any of the names, in any case and be it within a word, stands in the prose of a page. Where none
    /// does, it makes no difference that the finder knows them.
    pub(super) fn occurs(&self, page: &Page) -> bool {
        let occurs = |automaton: &AhoCorasick, block: &Block| automaton.is_match(&block.text);
        let mut blocks = page.document.body.blocks.iter();
        self.automaton.as_ref().is_some_and(|automaton| blocks.any(|block| occurs(automaton, block)))
    }

    /// Every name in the text, from left to right, the longest that is meant where several start at one place.
    fn all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, Meaning<'t>)> + 't {
        let mut at = 0;
        std::iter::from_fn(move || {
            loop {
                let longest = self.automaton.as_ref()?.find(Input::new(text).range(at..))?.range();
                if let Some((range, meaning)) = self.meant(text, longest.clone()) {
                    at = range.end;
                    return Some((range, meaning));
                }
                // Another name can start inside of the one that was not meant.
                at = text.ceil_char_boundary(longest.start + 1);
            }
        })
    }

    /// The longest name within `range`, from its start, that these words mean.
    fn meant(&self, text: &str, mut range: Range<usize>) -> Option<(Range<usize>, Meaning<'_>)> {
        loop {
            let input = Input::new(text).range(range.clone()).anchored(Anchored::Yes);
            let found = self.automaton.as_ref()?.find(input)?;
            let names = &self.names[found.pattern().as_usize()];
            let meant = meaning(names, &text[found.range()]);
            if let Some(meaning) = meant.filter(|_| stands_alone(text, &found.range())) {
                return Some((found.range(), meaning));
            }
            range.end = text.floor_char_boundary(found.end() - 1);
        }
    }
}

/// Which of the names that are alike but for case these words mean: the one that is written so, or else the
/// only one that can be.
fn meaning<'n>(names: &'n [Name], words: &str) -> Option<Meaning<'n>> {
    if let Some(exact) = names.iter().find(|name| name.text == words) {
        return Some(exact.meaning());
    }
    let meanings: BTreeSet<_> =
        names.iter().filter(|name| name.is_meant(words)).map(|name| name.meaning()).collect();
    meanings.first().copied().filter(|_| meanings.len() == 1)
}

/// The terms of all glossaries, each in the singular and the plural. A word that names an entity stays its name.
fn terms(site: &Site, entities: &[Name]) -> Vec<Name> {
    let taken: BTreeSet<_> = entities.iter().map(|name| name.text.to_lowercase()).collect();
    let mut terms = BTreeMap::new();
    for (page, term) in site.pages.iter().flat_map(|page| page.terms().iter().map(move |term| (page, term))) {
        // What stands in brackets spells an abbreviation out: `CVE (Common Vulnerabilities and Exposures)`. Behind
        // an ordinary word, `Result (the type)`, it says that not every result is meant, and none is linked.
        let short = term.text.split(" (").next().filter(|short| !short.contains(char::is_lowercase));
        let text = short.unwrap_or(&term.text);
        for text in [text.to_owned(), format!("{text}s")] {
            let name = Name { text, page: page.id, anchor: Some(term.id.clone()), any_case: false };
            terms.entry(name.text.to_lowercase()).or_insert(name);
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
        let capitalised = || words.starts_with(|c: char| c.is_uppercase()) && words[1..] == self.text[1..];
        // A term is written with a capital where it is explained, and without one in a sentence; an abbreviation
        // is written with capitals everywhere.
        let first = words.chars().next().map_or(0, char::len_utf8);
        let rest = |text: &str| text.get(first..).map(str::to_owned);
        let in_sentence =
            || self.text.chars().nth(1).is_some_and(char::is_lowercase) && rest(words) == rest(&self.text);
        words == self.text
            || (self.anchor.is_some() && in_sentence())
            || self.any_case
            || (self.text.starts_with(|c: char| c.is_ascii_lowercase())
                && self.text.len() > 3
                && capitalised())
    }
}

/// A name such as `LampDB`, `lamp-rs` or `Lamp Group` is no ordinary word in any case. `Vector` or `bat` is,
/// and so is every short name: there the case must be right.
fn is_distinctive(name: &str) -> bool {
    let mixed = name.chars().skip(1).any(|c| c.is_uppercase()) && name.chars().any(|c| c.is_lowercase());
    let compound = name.chars().any(|c| !c.is_alphabetic());
    name.chars().count() > 3 && (mixed || compound)
}

/// Whether the words are no part of a longer word, path or address.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let mut before = text[..range.start].chars().rev();
    let mut after = text[range.end..].chars();
    let first = text[range.clone()].chars().next().unwrap_or(' ');
    let last = text[range.clone()].chars().next_back().unwrap_or(' ');
    let (left, left_of_left) = (before.next().unwrap_or(' '), before.next().unwrap_or(' '));
    let (right, right_of_right) = (after.next().unwrap_or(' '), after.next().unwrap_or(' '));
    let glued_left = is_word(left) && !is_ideograph(left) && !is_ideograph(first);
    let glued_right = is_word(right) && !is_ideograph(right) && !is_ideograph(last);
    // `lamp-web` is not `web`, `github.com/lampdb` and `lampdb.org` are not `lampdb`; `LampDB-based` is about LampDB.
    let joined_left = "-./@#\\".contains(left) && (is_word(left_of_left) || left == '/' || left == '@');
    let joined_right = "./@\\".contains(right) && is_word(right_of_right);
    !(glued_left || glued_right || joined_left || joined_right)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Chinese and Japanese do not put spaces between words, so their characters never glue a name to its
/// neighbours.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
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
    if !page.front().autolink && !page.kind().is_entity() {
        return;
    }
    let mut linked: BTreeSet<(usize, PageId)> =
        references.iter().filter(|one| !one.figure).map(|one| (one.section, one.to)).collect();
    let mut explained = BTreeSet::new();
    for (index, block) in page.document.body.blocks.iter().enumerate() {
        for (words, (id, anchor)) in finder.all(&block.text) {
            let Some(range) = source_range(block, &words).filter(|_| id != page.id) else { continue };
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

/// Where words of a block stand in the file; `None` if a link, code or markup is among them.
pub(crate) fn source_range(block: &Block, words: &Range<usize>) -> Option<Range<usize>> {
    let segments = &block.segments;
    let first = segments.iter().position(|segment| segment.text.end > words.start)?;
    let start = in_source(&segments[first], words.start)?;
    let mut last = first;
    while segments[last].text.end < words.end {
        last += 1;
        segments.get(last).filter(|segment| segment.joined)?;
    }
    Some(start..in_source(&segments[last], words.end)?)
}

fn in_source(segment: &Segment, at: usize) -> Option<usize> {
    (segment.text.start..=segment.text.end).contains(&at).then(|| segment.source + at - segment.text.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_part_of_something_longer_do_not_count() {
        let alone = |text: &str| {
            let at = text.find("lampdb").unwrap();
            stands_alone(text, &(at..at + 6))
        };
        for yes in [
            "lampdb",
            "(lampdb)",
            "lampdb's",
            "lampdb-based",
            "lampdb.",
            "lampdb, x",
            "使用lampdb的",
            "\"lampdb\"",
        ] {
            assert!(alone(yes), "{yes}");
        }
        for no in [
            "lampdbs",
            "xlampdb",
            "a-lampdb",
            "lampdb.org",
            "github.com/lampdb",
            "/lampdb",
            "@lampdb",
            "_lampdb",
            "lampdb/x",
        ] {
            assert!(!alone(no), "{no}");
        }
    }

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
