//! Lists in which nothing stands twice.

use std::collections::BTreeMap;
use std::ops::Range;

use super::decode::{Decoder, Fields};
use crate::diagnostic::{Code, Diagnostic, Spanned};

impl Decoder<'_> {
    /// The items of the list `key` of which no other has the same identity. What stands a second time is reported, once
    /// however often it stands there; `identity` says what an item is and where it is written.
    pub fn without_repeats<T, I: Ord>(
        &mut self,
        key: &str,
        items: Vec<T>,
        identity: impl Fn(&T) -> (I, Spanned<String>),
    ) -> Vec<T> {
        let mut known: BTreeMap<I, (Range<usize>, bool)> = BTreeMap::new();
        let mut is_first = |item: &T| {
            let (identity, text) = identity(item);
            let Some((first, is_said)) = known.get_mut(&identity) else {
                known.insert(identity, (text.range, false));
                return true;
            };
            if !std::mem::replace(is_said, true) {
                let message = format!("`{}` stands twice in `{key}`", text.value);
                let twice = Diagnostic::new(Code::BadValue, self.span(&text.range), message);
                let twice = twice.related(self.span(first), "and here").help("take one away".to_owned());
                self.push(twice);
            }
            false
        };
        items.into_iter().filter(|item| is_first(item)).collect()
    }
}

impl Fields<'_, '_> {
    /// A list of texts in which none stands twice; `identity` says which texts are one. A second one is reported and
    /// left out.
    pub fn distinct(&mut self, key: &'static str, identity: impl Fn(&str) -> String) -> Vec<Spanned<String>> {
        let texts = self.texts(key);
        self.decoder().without_repeats(key, texts, |text| (identity(&text.value), text.clone()))
    }
}
