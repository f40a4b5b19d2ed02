//! Links that pages gained, lost, or that lead nowhere now.

use std::collections::BTreeSet;

use serde::Serialize;

use super::States;
use super::pages::Pair;
use crate::link::{Links, Target};
use crate::model::Page;

/// The links of a page that came or went. Figures are told of elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkChange {
    /// The title of the page.
    pub page: String,
    /// Its address.
    pub address: String,
    /// Where it leads now and did not.
    pub added: Vec<String>,
    /// Where it no longer leads.
    pub gone: Vec<String>,
    /// What is wrong with links that lead nowhere now.
    pub broken: Vec<String>,
}

/// The pages whose links lead to other places.
pub(super) fn compare(states: &States, pairs: &[Pair<'_>]) -> Vec<LinkChange> {
    let links = [&states.base, &states.head].map(|state| &state.rendered.links);
    let change = |pair: &Pair<'_>| {
        let (base, head) = pair.both()?;
        let [before, after] = [targets(links[0], base), targets(links[1], head)];
        let less = |one: &Targets, other: &Targets| one.0.difference(&other.0).cloned().collect::<Vec<_>>();
        let change = LinkChange {
            page: head.title().to_owned(),
            address: head.url.to_string(),
            added: less(&after, &before),
            gone: less(&before, &after),
            broken: after.1.difference(&before.1).cloned().collect(),
        };
        let is_empty = change.added.is_empty() && change.gone.is_empty() && change.broken.is_empty();
        (!is_empty).then_some(change)
    };
    let mut changes: Vec<_> = pairs.iter().filter_map(change).collect();
    changes.sort_by_key(|change| change.broken.is_empty());
    changes
}

/// Where the links of a page lead, and what is wrong with the others.
#[derive(Default)]
struct Targets(BTreeSet<String>, BTreeSet<String>);

fn targets(links: &Links, page: &Page) -> Targets {
    let mut targets = Targets::default();
    for link in &**links.on(page.id) {
        match &link.target {
            Target::Internal { url, .. } | Target::External(url) | Target::Mention { url, term: _ } => {
                targets.0.insert(url.clone());
            }
            Target::Figure(_) => {}
            Target::Broken(why) => {
                targets.1.insert(why.clone());
            }
        }
    }
    targets
}
