//! What an entity is connected with, as the picture that its page has without asking.

use std::collections::BTreeSet;

use super::connection::{Relation, Relations, picture, relations};
use super::{Content, Exhibit, ExhibitFiles, Network};
use crate::model::{Page, PageId, Tracked};
use crate::parse::{Kind, Role};

/// Fewer relations are told by the list beside the page.
const MIN_RELATIONS: usize = 3;
/// The most neighbours that are drawn.
const MAX_NODES: usize = 40;
/// The most projects, and the most organisations, with which the neighbours of the neighbours are drawn as well.
const MAX_COLUMN: usize = 14;

/// An entity with all that works on it or uses it, or that it works on or uses; and, where all of them have room,
/// with what its neighbours are connected to.
pub fn neighbours(site: &Tracked<'_>, page: &Page) -> Option<Exhibit> {
    let own = worked_on_or_used(site, &BTreeSet::from([page.id]));
    if own.len() < MIN_RELATIONS {
        return None;
    }
    let near = ends(&own);
    let around = worked_on_or_used(site, &near);
    let all = ends(&around);
    let shown = if has_room(site, &all) {
        around
    } else {
        around.into_iter().filter(|(from, to, _)| near.contains(from) && near.contains(to)).collect()
    };
    let known = Relations::of(site, shown);
    let kept = known.best(MAX_NODES);
    let network = picture(site, &known, &kept);
    let focus = network.nodes.iter().position(|node| node.name.url.as_deref() == Some(page.url.as_str()));
    // Connections that are not looked at are not counted, so nobody can say who has most.
    let network = Network { focus, hubs: Vec::new(), groups: Vec::new(), ..network };
    Some(Exhibit {
        id: "fb-neighbours".to_owned(),
        title: format!("{} and what it is connected with", page.title()),
        note: None,
        content: Content::Network(network),
        files: ExhibitFiles::without_own(site),
    })
}

fn worked_on_or_used(site: &Tracked<'_>, of: &BTreeSet<PageId>) -> BTreeSet<Relation> {
    relations(site, of).into_iter().filter(|(_, _, role)| *role != Role::Related).collect()
}

fn ends(relations: &BTreeSet<Relation>) -> BTreeSet<PageId> {
    relations.iter().flat_map(|(from, to, _)| [*from, *to]).collect()
}

fn has_room(site: &Tracked<'_>, all: &BTreeSet<PageId>) -> bool {
    let companies = all.iter().filter(|id| site.page(**id).kind() == Kind::Company).count();
    companies <= MAX_COLUMN && all.len() - companies <= MAX_COLUMN
}
