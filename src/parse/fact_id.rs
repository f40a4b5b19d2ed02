//! The ids of facts and events: what links lead to, and what files for machines, feeds and citations name them by.
//!
//! An id is made of what is said and not of where it stands, so it stays while others come and go:
//!
//! ```text
//! fact  = METRIC [ "." DATE ] [ "." SOURCE ]     lines-of-code.2021-06.industry-2021
//!       | METRIC ".unsourced"                    if it has neither
//! event = "event." DATE                          event.2016-04
//! ```
//!
//! Where several on a page would have one id, each has `.WORDS` behind it: the first words of its note or, of an
//! event, of its text. Those that are still alike are numbered from the second on, and reported. An id holds small
//! letters, digits, hyphens and dots; a dot is never part of one of its names.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Event, Fact};
use crate::diagnostic::{Code, Diagnostic};
use crate::node::decode::Decoder;
use crate::paths::slug;

/// The most characters of the words in an id.
const MOST_OF_WORDS: usize = 40;

/// What an id is made of.
struct Claim<'a> {
    base: String,
    words: &'a str,
    range: &'a Range<usize>,
}

/// Gives the facts and events of a page their ids, and reports those whose ids would be the same.
pub(super) fn give(decoder: &mut Decoder<'_>, facts: &mut [Fact], events: &mut [Event]) {
    let ids = distinct(decoder, &facts.iter().map(of_fact).collect::<Vec<_>>(), &FACTS);
    for (fact, id) in std::iter::zip(facts, ids) {
        fact.id = id;
    }
    let ids = distinct(decoder, &events.iter().map(of_event).collect::<Vec<_>>(), &EVENTS);
    for (event, id) in std::iter::zip(events, ids) {
        event.id = id;
    }
}

fn of_fact(fact: &Fact) -> Claim<'_> {
    let date = fact.as_of.map(|date| date.to_string());
    let source = fact.source.as_ref().map(|source| slug(&source.value));
    let mut base = slug(&fact.metric.value);
    if date.is_none() && source.is_none() {
        base.push_str(".unsourced");
    }
    for part in [date, source].into_iter().flatten() {
        base.push('.');
        base.push_str(&part);
    }
    Claim { base, words: fact.note.as_deref().unwrap_or_default(), range: &fact.range }
}

fn of_event(event: &Event) -> Claim<'_> {
    Claim { base: format!("event.{}", event.date), words: &event.text, range: &event.range }
}

/// How those are spoken of that cannot be told apart.
struct Words {
    what: &'static str,
    help: &'static str,
}

const FACTS: Words = Words {
    what: "facts",
    help: "if they are one figure, remove one; if not, say in the `note` of each what it counts",
};

const EVENTS: Words =
    Words { what: "events", help: "if they are one, remove one; if not, begin their texts with other words" };

fn distinct(decoder: &mut Decoder<'_>, claims: &[Claim<'_>], words: &Words) -> Vec<String> {
    let mut sharing: BTreeMap<&str, usize> = BTreeMap::new();
    for claim in claims {
        *sharing.entry(&claim.base).or_default() += 1;
    }
    // Where each id was given first, and the number that the next of the same words tries.
    let mut given: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut ids = Vec::with_capacity(claims.len());
    for (index, claim) in claims.iter().enumerate() {
        let is_shared = sharing.get(claim.base.as_str()).is_some_and(|count| *count > 1);
        let wanted = if is_shared { with_words(claim) } else { claim.base.clone() };
        let mut id = wanted.clone();
        if let Some((first, mut number)) = given.get(&wanted).copied() {
            decoder.push(repeated(decoder, words, &wanted, claim.range, claims[first].range));
            while given.contains_key(&id) {
                id = format!("{wanted}.{number}");
                number += 1;
            }
            given.insert(wanted, (first, number));
        }
        given.insert(id.clone(), (index, 2));
        ids.push(id);
    }
    ids
}

fn with_words(claim: &Claim<'_>) -> String {
    let words = first_words(claim.words);
    if words.is_empty() { claim.base.clone() } else { format!("{}.{words}", claim.base) }
}

/// The first words of a text as a slug, cut between two of them.
fn first_words(text: &str) -> String {
    let mut words = slug(text);
    if words.len() > MOST_OF_WORDS {
        let end = words[..=MOST_OF_WORDS].rfind('-').unwrap_or(MOST_OF_WORDS);
        words.truncate(end);
    }
    words
}

fn repeated(
    decoder: &Decoder<'_>,
    words: &Words,
    id: &str,
    second: &Range<usize>,
    first: &Range<usize>,
) -> Diagnostic {
    let message = format!("two {} would have the id `{id}`", words.what);
    let problem = Diagnostic::new(Code::RepeatedFactId, decoder.span(second), message);
    problem.related(decoder.span(first), "the first of them").help(words.help.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths::SourcePath;

    /// The ids of claims, each a base and words, and the number of reports.
    fn ids(claims: &[(&str, &str)]) -> (Vec<String>, usize) {
        let mut diagnostics = Vec::new();
        let path = SourcePath::new("content/a.md");
        let mut decoder = Decoder { path: &path, text: "", diagnostics: &mut diagnostics };
        let range = 0..0;
        let claims: Vec<_> = claims
            .iter()
            .map(|(base, words)| Claim { base: (*base).to_owned(), words, range: &range })
            .collect();
        let ids = distinct(&mut decoder, &claims, &FACTS);
        (ids, diagnostics.len())
    }

    #[test]
    fn words_stand_only_behind_what_several_share() {
        let (ids, reports) =
            ids(&[("a.2020.s", "lamps"), ("b.2020.s", "in use"), ("b.2020.s", "In store, all of them")]);
        assert_eq!(ids, ["a.2020.s", "b.2020.s.in-use", "b.2020.s.in-store-all-of-them"]);
        assert_eq!(reports, 0);
    }

    #[test]
    fn what_words_do_not_tell_apart_is_numbered_and_reported() {
        let (ids, reports) = ids(&[("a.s", ""), ("a.s", ""), ("a.s", "x"), ("a.s", "!"), ("a.s.2", "")]);
        assert_eq!(ids, ["a.s", "a.s.2", "a.s.x", "a.s.3", "a.s.2.2"]);
        assert_eq!(reports, 3);
    }

    #[test]
    fn long_words_are_cut_between_two_of_them() {
        assert_eq!(
            first_words("Lamp 2.0 together with the general release of oils"),
            "lamp-2-0-together-with-the-general"
        );
        assert_eq!(first_words(&"x".repeat(50)).len(), MOST_OF_WORDS);
        assert_eq!(first_words(&"x".repeat(MOST_OF_WORDS)).len(), MOST_OF_WORDS);
        assert_eq!(first_words("灯塔 founded"), "deng-ta-founded");
        assert_eq!(first_words("\"…\" <&>"), "");
    }
}
