//! The words of all pages, each once: pages hold their numbers.

use std::sync::{Arc, PoisonError, RwLock};

use indexmap::IndexSet;

use super::words;

/// The words of each shard. One that no page has any more keeps its number.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    shards: Vec<Arc<IndexSet<Box<str>>>>,
}

impl Vocabulary {
    /// No words in so many shards.
    pub(super) fn empty(shards: u16) -> Self {
        Self { shards: vec![Arc::default(); usize::from(shards)] }
    }

    /// How many shards there are: 256 at most.
    pub(super) fn shards(&self) -> u16 {
        u16::try_from(self.shards.len()).unwrap_or(u16::MAX)
    }

    /// The words of a shard in the order of their numbers.
    pub(super) fn shard(&self, shard: u8) -> &IndexSet<Box<str>> {
        &self.shards[usize::from(shard)]
    }

    fn number(&self, shard: u8, word: &str) -> Option<usize> {
        self.shard(shard).get_index_of(word)
    }

    /// The number of a word, which it gets if it has none. What other states of the site share is copied first.
    fn insert(&mut self, shard: u8, word: &str) -> usize {
        let words = Arc::make_mut(&mut self.shards[usize::from(shard)]);
        words.get_index_of(word).unwrap_or_else(|| words.insert_full(word.into()).0)
    }
}

/// A vocabulary to which many threads add.
pub(super) struct SharedVocabulary(RwLock<Vocabulary>);

impl SharedVocabulary {
    pub(super) fn new(vocabulary: Vocabulary) -> Self {
        Self(RwLock::new(vocabulary))
    }

    /// The shard of each word and its number there; those that are new get one.
    pub(super) fn numbers<'w>(&self, words: impl Iterator<Item = &'w str>) -> Vec<(u8, usize)> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let shards = known.shards();
        let mut missing = Vec::new();
        let number = |(at, word)| {
            let shard = words::shard(word, shards);
            let number = known.number(shard, word);
            if number.is_none() {
                missing.push((at, word));
            }
            (shard, number.unwrap_or_default())
        };
        let mut numbers: Vec<_> = words.enumerate().map(number).collect();
        drop(known);
        if !missing.is_empty() {
            let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
            for (at, word) in missing {
                let (shard, number) = &mut numbers[at];
                *number = all.insert(*shard, word);
            }
        }
        numbers
    }

    pub(super) fn into_inner(self) -> Vocabulary {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
