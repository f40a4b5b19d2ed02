//! Site → [`SearchIndex`]: the words of every page, which the files that readers search are made of.
//!
//! The words of a page are found once and kept until one of the things they stand in changes. The files hold the
//! words of all pages by their beginning, a shard each, so that a query loads little, and an edit touches the shards
//! of the words that came and went alone.

mod vocabulary;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::link::{Links, heading_words, shown_blocks};
use crate::model::{Changes, Dependency, Page, Reads, Site, Tracked, per_page};

use vocabulary::{SharedVocabulary, Vocabulary};

pub(crate) use words::{fold, words};

/// The words of all pages; one entry a page, in the order of [`Site::pages`].
#[derive(Clone, Debug)]
pub struct SearchIndex {
    pages: Vec<Arc<PageWords>>,
    vocabulary: Vocabulary,
}

/// The words of one page, each once: by shard, and by number within one. A large site has millions of them.
#[derive(Debug)]
struct PageWords {
    /// The shard of each.
    shards: Box<[u8]>,
    words: Box<[Word]>,
    /// The dependencies of all of this.
    reads: Reads,
}

/// A word of a page: its number in its shard of the vocabulary, and how much it tells of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Word(u32);

impl Word {
    fn new(number: usize, weight: Weight) -> Self {
        // There is no memory for a shard of so many words.
        let number = u32::try_from(number).unwrap_or(u32::MAX).min(u32::MAX >> WEIGHT_BITS);
        Self(number << WEIGHT_BITS | weight as u32)
    }

    fn number(self) -> usize {
        (self.0 >> WEIGHT_BITS) as usize
    }

    /// The weight, as postings have it.
    fn weight(self) -> u32 {
        self.0 & !(u32::MAX << WEIGHT_BITS)
    }
}

/// How much a word tells of the page, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// It stands in the text once.
    Once,
    /// It stands there a few times.
    Some,
    /// It stands there often.
    Often,
    /// It is in a heading, or says what a figure counts.
    Heading,
    /// It is in the summary or a tag.
    Summary,
    /// It is in a name of the page.
    Name,
    /// It is a name of the page.
    WholeName,
}

/// Bits of a weight in a posting.
const WEIGHT_BITS: u32 = 3;

/// The pages that have a word, in order: how many further on each is than the one before, times eight, and how much
/// the word tells of it, up to seven.
pub type Postings = Vec<u32>;

fn postings(pages: impl Iterator<Item = (u32, u32)>) -> Postings {
    let mut before = 0;
    let posting = |(page, weight)| {
        let further = page - std::mem::replace(&mut before, page);
        further << WEIGHT_BITS | weight
    };
    pages.map(posting).collect()
}

/// The words that lie together.
pub struct Shard<'a> {
    /// Each with its pages.
    pub words: BTreeMap<&'a str, Postings>,
    /// Those that most pages have: they tell little, and list only the pages that are called so.
    pub common: Vec<&'a str>,
}

impl SearchIndex {
    /// How many shards there are.
    pub fn shards(&self) -> u16 {
        self.vocabulary.shards()
    }

    /// The number of each.
    pub fn numbers(&self) -> impl Iterator<Item = u8> + use<> {
        (0..=u8::MAX).take(usize::from(self.shards()))
    }

    /// The words of a shard.
    pub fn shard(&self, shard: u8) -> Shard<'_> {
        let words = self.vocabulary.shard(shard);
        let mut found = vec![Vec::new(); words.len()];
        for (page, in_page) in (0..).zip(&self.pages) {
            for word in in_page.within(shard) {
                found[word.number()].push((page, word.weight()));
            }
        }
        let most = (self.pages.len() / 2).max(FEW_PAGES);
        let found = std::iter::zip(words, found).filter(|(_, pages)| !pages.is_empty());
        let mut found: Vec<_> = found.map(|(word, pages)| (&**word, pages)).collect();
        found.sort_unstable_by_key(|(word, _)| *word);
        let mut shard = Shard { words: BTreeMap::new(), common: Vec::new() };
        for (word, pages) in found {
            let is_common = pages.len() > most;
            let kept = pages.into_iter().filter(|(_, weight)| !is_common || *weight >= Weight::Name as u32);
            shard.words.insert(word, postings(kept));
            shard.common.extend(is_common.then_some(word));
        }
        shard
    }
}

/// In fewer pages than this no word is too common to be looked for.
const FEW_PAGES: usize = 16;

/// Pages to a shard, before it is rounded: few enough for a shard to be small, and no more than there are beginnings
/// of words.
const PAGES_PER_SHARD: usize = 10;
/// As many as a byte can tell apart: it has the shard of a word.
const MOST_SHARDS: u16 = 256;

/// The number of shards for so many pages. It follows from nothing else, since every file depends on it.
fn shards_for(pages: usize) -> u16 {
    let wanted = (pages / PAGES_PER_SHARD).next_power_of_two();
    u16::try_from(wanted).map_or(MOST_SHARDS, |wanted| wanted.min(MOST_SHARDS))
}

/// Finds the words of all pages. Those of the site before are kept where they depend on nothing in `changes`, to which
/// is added what turns out to be new.
pub fn index(
    site: &Site,
    links: &Links,
    previous: Option<&SearchIndex>,
    changes: &mut Changes,
) -> SearchIndex {
    let previous = previous.filter(|_| *changes != Changes::Everything);
    let vocabulary = previous
        .map_or_else(|| Vocabulary::empty(shards_for(site.pages.len())), |before| before.vocabulary.clone());
    let vocabulary = SharedVocabulary::new(vocabulary);
    let holds = |_: &Page, words: &PageWords| !changes.touch(&words.reads);
    let words_of = |page: &Page| Arc::new(PageWords::of(site, links, page, &vocabulary));
    let pages = per_page(site, previous.map(|before| before.pages.as_slice()), holds, words_of);
    if let Some(before) = previous {
        for (old, new) in std::iter::zip(&before.pages, &pages).filter(|(old, new)| !Arc::ptr_eq(old, new)) {
            old.differences(new, changes);
        }
    }
    SearchIndex { pages, vocabulary: vocabulary.into_inner() }
}

impl PageWords {
    fn of(site: &Site, links: &Links, page: &Page, vocabulary: &SharedVocabulary) -> Self {
        let tracked = Tracked::new(site);
        for dependency in [Dependency::Head, Dependency::Text, Dependency::Links] {
            tracked.note(dependency(page.id));
        }
        let mut found = Found::default();
        found.head(&tracked, page);
        found.text(links, page);
        found.finish(vocabulary, tracked.into_reads())
    }

    /// The words of a shard.
    fn within(&self, shard: u8) -> &[Word] {
        let first = self.shards.partition_point(|of| *of < shard);
        let end = self.shards.partition_point(|of| *of <= shard);
        &self.words[first..end]
    }

    /// Adds the shards in which the words of a page are not what they were.
    fn differences(&self, new: &Self, changes: &mut Changes) {
        let (before, after): (BTreeSet<_>, BTreeSet<_>) = (self.told().collect(), new.told().collect());
        for (shard, _) in before.symmetric_difference(&after) {
            changes.add(Dependency::Words(*shard));
        }
    }

    /// What the files of the shards tell of the page.
    fn told(&self) -> impl Iterator<Item = (u8, Word)> {
        std::iter::zip(self.shards.iter().copied(), self.words.iter().copied())
    }
}

/// The words found on a page so far.
#[derive(Default)]
struct Found {
    /// The words of the text one after the other, and where each starts.
    text: String,
    starts: Vec<(usize, Option<Weight>)>,
}

impl Found {
    fn add(&mut self, text: &str, weight: Option<Weight>) {
        words(text, |word| {
            self.starts.push((self.text.len(), weight));
            self.text.push_str(word);
        });
    }

    /// A name, and whether a word is all of it.
    fn name(&mut self, name: &str) {
        let before = self.starts.len();
        self.add(name, Some(Weight::Name));
        if let [(_, weight)] = &mut self.starts[before..] {
            *weight = Some(Weight::WholeName);
        }
    }

    /// What the front matter says.
    fn head(&mut self, site: &Tracked<'_>, page: &Page) {
        let front = page.front();
        for name in std::iter::once(page.title()).chain(page.other_names()) {
            self.name(name);
        }
        let tags = front.tags.iter().map(|tag| tag.name.value.as_str());
        for text in front.summary.as_deref().into_iter().chain(tags) {
            self.add(text, Some(Weight::Summary));
        }
        for fact in page.facts() {
            self.add(site.label(fact.metric_name()), Some(Weight::Heading));
            self.add(&fact.text(site), None);
            self.add(fact.fact().note.as_deref().unwrap_or_default(), None);
        }
        for event in &front.events {
            self.add(&event.text, None);
        }
        for used in &front.uses {
            self.add(&used.what.value, None);
        }
        let on_facts = front.facts.iter().filter_map(|fact| fact.doubt.as_ref());
        for remark in front.doubts.iter().chain(on_facts) {
            self.add(&remark.text.value, None);
        }
    }

    /// What the Markdown says, as a reader sees it.
    fn text(&mut self, links: &Links, page: &Page) {
        let body = &page.document.body;
        for index in 0..body.headings.len() {
            self.add(&heading_words(body, index, links.on(page.id)), Some(Weight::Heading));
        }
        for exhibit in &body.exhibits {
            self.add(&exhibit.title, Some(Weight::Heading));
            self.add(exhibit.note.as_deref().unwrap_or_default(), None);
        }
        shown_blocks(body, links.on(page.id), |text| self.add(text, None));
    }

    /// Counts each word, and sorts them by shard.
    fn finish(self, vocabulary: &SharedVocabulary, reads: Reads) -> PageWords {
        let ends = self.starts.iter().skip(1).map(|(start, _)| *start).chain([self.text.len()]);
        let words = self.starts.iter().zip(ends).map(|((start, _), end)| &self.text[*start..end]);
        let numbers = vocabulary.numbers(words);
        let weights = self.starts.iter().map(|(_, weight)| *weight);
        let mut found: Vec<_> = numbers.into_iter().zip(weights).collect();
        found.sort_unstable();
        let alike = found.chunk_by(|(one, _), (other, _)| one == other);
        let told = alike.map(|alike| {
            // No weight of its own is less than any.
            let ((shard, number), best) = alike[alike.len() - 1];
            (shard, Word::new(number, best.unwrap_or_else(|| Weight::of(alike.len()))))
        });
        let (shards, words): (Vec<_>, Vec<_>) = told.unzip();
        PageWords { shards: shards.into(), words: words.into(), reads }
    }
}

impl Weight {
    /// The weight of a word that stands in the text so many times.
    fn of(count: usize) -> Self {
        match count {
            0 | 1 => Self::Once,
            2..=4 => Self::Some,
            _ => Self::Often,
        }
    }
}
