//! `disagreements`: the facts on which sources differ.

use super::Disagreement;
use super::context::Context;
use super::datum::{claim, name_of_fact};
use crate::model::{FactRef, Page, Tracked};
use crate::parse::exhibit::{ExhibitBlock, Query};

impl Context<'_> {
    pub(super) fn disagreements(&mut self, query: &Query, block: &ExhibitBlock) -> Option<Vec<Disagreement>> {
        let selection = self.selection(query, None)?;
        let pages = self.pages(&selection);
        let pages = pages.iter().map(|id| self.site.page(*id));
        let found: Vec<_> = pages.flat_map(|page| of_page(self.site, page)).collect();
        if found.is_empty() {
            self.empty(block, "the sources agree on everything that is asked for");
            return None;
        }
        Some(found)
    }
}

/// The disagreements of all pages, by their titles.
pub fn all_disagreements(site: &Tracked<'_>) -> Vec<Disagreement> {
    let mut found: Vec<_> = site.pages().iter().flat_map(|page| of_page(site, page)).collect();
    found.sort_by_cached_key(|one| one.subject.text.to_lowercase());
    found
}

fn of_page(site: &Tracked<'_>, page: &Page) -> Vec<Disagreement> {
    let disagreement = |facts: Vec<FactRef<'_>>| {
        let metric = facts[0].metric_name();
        Disagreement {
            subject: name_of_fact(page, metric),
            metric: site.label(metric).to_owned(),
            claims: facts.into_iter().map(|fact| claim(site, fact)).collect(),
        }
    };
    site.disagreements(page).into_iter().map(disagreement).collect()
}
