//! Charts, tables, timelines and networks that came, went, or show something else.

use std::collections::BTreeMap;

use serde::Serialize;

use super::pages::Pair;
use super::{ChangeKind, States};
use crate::exhibit::Exhibit;
use crate::model::Page;
use crate::pipeline::Build;

/// An exhibit that came, went, or shows something else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExhibitChange {
    /// What happened to it.
    pub change: ChangeKind,
    /// The title of its page.
    pub page: String,
    /// Its title.
    pub title: String,
    /// Where it stands; where it stood, if it is gone.
    pub address: String,
    /// How it was drawn, as HTML; for reports with pictures.
    #[serde(skip)]
    pub before: Option<String>,
    /// How it is drawn.
    #[serde(skip)]
    pub after: Option<String>,
}

/// The exhibits in the text of pages that differ.
pub(super) fn compare(states: &States, pairs: &[Pair<'_>]) -> Vec<ExhibitChange> {
    pairs.iter().flat_map(|pair| compare_page(states, pair)).collect()
}

fn compare_page(states: &States, pair: &Pair<'_>) -> Vec<ExhibitChange> {
    let before = pair.base.map(|page| shown(&states.base, page)).unwrap_or_default();
    let after = pair.head.map(|page| shown(&states.head, page)).unwrap_or_default();
    let ids = after.keys().chain(before.keys().filter(|id| !after.contains_key(*id)));
    let differing = ids.filter(|id| before.get(*id) != after.get(*id));
    let change = |id: &&str| {
        let (old, new) = (before.get(*id), after.get(*id));
        let change = ChangeKind::between(old.is_some(), new.is_some());
        let page = if new.is_some() { pair.head } else { pair.base }?;
        Some(ExhibitChange {
            change,
            page: page.title().to_owned(),
            title: new.or(old)?.title.clone(),
            address: format!("{}#{id}", page.url),
            before: old.map(|exhibit| states.base.rendered.exhibit(exhibit)),
            after: new.map(|exhibit| states.head.rendered.exhibit(exhibit)),
        })
    };
    differing.filter_map(change).collect()
}

/// What the blocks of a page show, by anchor.
fn shown<'a>(state: &'a Build, page: &Page) -> BTreeMap<&'a str, &'a Exhibit> {
    let exhibits = state.rendered.exhibits.on(page.id).iter().filter_map(|shown| shown.as_ref().ok());
    exhibits.map(|exhibit| (exhibit.id.as_str(), exhibit)).collect()
}
