//! What has become links by itself, for authors to look through.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::{Links, Target};
use crate::model::Site;

/// The mentions of one entity on one page that have become links.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Mentioned<'s> {
    /// The title of the entity.
    pub name: &'s str,
    /// The file of the page.
    pub page: &'s str,
    /// How many of them there are.
    pub count: usize,
    /// The first sentence of the page that names the entity; empty if none does.
    pub sentence: String,
}

impl Links {
    /// The mentions of entities that have become links, by name and page.
    pub fn mentions<'s>(&self, site: &'s Site) -> Vec<Mentioned<'s>> {
        let by_url: HashMap<_, _> = site.pages.iter().map(|page| (page.url.as_str(), page)).collect();
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for page in &site.pages {
            for link in self.on(page.id).iter() {
                let Target::Mention { url, term: false } = &link.target else { continue };
                if let Some(entity) = by_url.get(url.as_str()) {
                    *counts.entry((entity.title(), entity.id, page.id)).or_default() += 1;
                }
            }
        }
        let mentioned = counts.into_iter().map(|((name, entity, from), count)| {
            let quote = self.to(entity).iter().find(|quote| quote.from == from);
            let sentence = quote.map(|quote| format!("{}{}{}", quote.before, quote.words, quote.after));
            let sentence = sentence.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            Mentioned { name, page: site.page(from).document.path.as_str(), count, sentence }
        });
        mentioned.collect()
    }
}
