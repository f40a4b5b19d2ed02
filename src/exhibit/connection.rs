//! `network`: projects and companies and how they are connected.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::datum::name;
use super::{Edge, Hub, Name, Network, NetworkNode};
use crate::model::{PageId, Tracked};
use crate::parse::exhibit::{ExhibitBlock, Query};
use crate::parse::{Kind, Role};

/// The most nodes that are drawn unless the author asks for more: beyond that a picture shows nothing any more.
const MAX_NODES: usize = 150;
/// Of how many nodes one is a hub where not all can be drawn, so that a hub brings some five neighbours along.
const NODES_PER_HUB: usize = 6;
/// How many of the best connected are named in words.
const NAMED_HUBS: usize = 3;

/// A relation between two entities: the project first, if the other is a company.
type Relation = (PageId, PageId, Role);

impl Context<'_> {
    pub(super) fn network(
        &mut self,
        query: &Query,
        top: Option<usize>,
        block: &ExhibitBlock,
    ) -> Option<Network> {
        let selection = self.ask.selection(query, None)?;
        let pages = self.ask.pages(&selection);
        let chosen: BTreeSet<_> = pages.iter().copied().collect();
        let network = network(self.site, &chosen, top.unwrap_or(MAX_NODES));
        if network.edges.is_empty() {
            self.empty(block, "nothing that is asked for is connected to anything");
            return None;
        }
        Some(network)
    }
}

/// The projects and companies of the whole site.
pub fn network_of_all(site: &Tracked<'_>) -> Network {
    let kinds = [Kind::Project, Kind::Company];
    let chosen = kinds.iter().flat_map(|kind| site.of_kind(*kind)).map(|page| page.id).collect();
    network(site, &chosen, MAX_NODES)
}

/// The entities that are chosen with all they are connected to; `top` of them at most.
fn network(site: &Tracked<'_>, chosen: &BTreeSet<PageId>, top: usize) -> Network {
    let relations = Relations::of(site, relations(site, chosen));
    let kept = relations.best(top);
    drawn(site, &relations, &kept)
}

/// Relations and how well each entity is connected by all of them, whether they are drawn or not.
struct Relations {
    edges: BTreeSet<Relation>,
    /// The other ends of each entity's relations, the best connected first.
    neighbours: BTreeMap<PageId, Vec<PageId>>,
    /// Every entity that has a relation, the best connected first; equals by their titles.
    by_degree: Vec<PageId>,
}

impl Relations {
    fn of(site: &Tracked<'_>, edges: BTreeSet<Relation>) -> Self {
        let mut neighbours: BTreeMap<PageId, Vec<PageId>> = BTreeMap::new();
        for (from, to, _) in &edges {
            neighbours.entry(*from).or_default().push(*to);
            neighbours.entry(*to).or_default().push(*from);
        }
        let degrees: BTreeMap<_, _> = neighbours.iter().map(|(id, ends)| (*id, ends.len())).collect();
        let rank = |id: &PageId| (Reverse(degrees[id]), site.page(*id).title().to_lowercase(), *id);
        for ends in neighbours.values_mut() {
            ends.sort_by_cached_key(rank);
        }
        let mut by_degree: Vec<_> = degrees.keys().copied().collect();
        by_degree.sort_by_cached_key(rank);
        Self { edges, neighbours, by_degree }
    }

    /// In how many relations an entity stands.
    fn degree(&self, id: PageId) -> usize {
        self.neighbours.get(&id).map_or(0, Vec::len)
    }

    fn between(&self, kept: &BTreeSet<PageId>) -> Vec<Relation> {
        let edges = self.edges.iter().copied();
        edges.filter(|(from, to, _)| kept.contains(from) && kept.contains(to)).collect()
    }

    /// At most `top` entities, each with a relation to another of them. Where not all can be had, the best connected
    /// are taken as hubs, and take turns in bringing along the best connected of their neighbours. To take simply
    /// the best connected would show hubs alone where, as in most industries, they are connected through entities
    /// that have no other connection.
    fn best(&self, top: usize) -> BTreeSet<PageId> {
        if self.by_degree.len() <= top {
            return self.by_degree.iter().copied().collect();
        }
        let mut kept = BTreeSet::new();
        // Hubs of the second rank get a turn only where those of the first have nobody left to bring.
        for hubs in self.by_degree.chunks(top.div_ceil(NODES_PER_HUB).max(1)) {
            let turns = hubs.iter().map(|hub| self.degree(*hub)).max().unwrap_or(0);
            for turn in 0..turns {
                for hub in hubs {
                    let pair =
                        self.neighbours[hub].get(turn).map(|neighbour| BTreeSet::from([*hub, *neighbour]));
                    let new: Vec<_> =
                        pair.iter().flatten().filter(|id| !kept.contains(*id)).copied().collect();
                    if kept.len() + new.len() <= top {
                        kept.extend(new);
                    }
                }
                if kept.len() == top {
                    return kept;
                }
            }
        }
        kept
    }
}

/// The relations of the entities that are chosen, each once.
fn relations(site: &Tracked<'_>, chosen: &BTreeSet<PageId>) -> BTreeSet<Relation> {
    let mut found = BTreeSet::new();
    for id in chosen {
        let page = site.page(*id);
        let references = &page.references;
        match page.kind() {
            Kind::Project => {
                found.extend(references.companies.iter().map(|(role, to)| (*id, *to, *role)));
            }
            Kind::Company => {
                found.extend(references.projects.iter().map(|(role, from)| (*from, *id, *role)));
            }
            Kind::Domain | Kind::Source | Kind::Chapter | Kind::Other => continue,
        }
        found.extend(references.related.iter().map(|to| ((*id).min(*to), (*id).max(*to), Role::Related)));
    }
    let listed = |id: PageId| site.page(id).is_listed();
    found.into_iter().filter(|(from, to, _)| listed(*from) && listed(*to)).collect()
}

/// The picture of those relations of which both ends are in `connected`.
fn drawn(site: &Tracked<'_>, relations: &Relations, connected: &BTreeSet<PageId>) -> Network {
    let drawn = relations.between(connected);
    let group_of = groups(site, connected, &drawn);
    let used: BTreeSet<_> = group_of.values().copied().collect();
    let mut nodes: Vec<_> = connected.iter().copied().collect();
    let title = |id: PageId| site.page(id).title().to_lowercase();
    nodes.sort_by_cached_key(|id| (group_of[id], site.page(*id).kind(), title(*id), *id));
    let places: BTreeMap<_, _> = nodes.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let edges = drawn.iter().map(|(from, to, role)| Edge { from: places[from], to: places[to], role: *role });
    let edges = edges.collect();
    let node = |id: &PageId| {
        let page = site.page(*id);
        let group = used.iter().position(|group| *group == group_of[id]).unwrap_or(0);
        NetworkNode { name: name(page), group, kind: page.kind() }
    };
    let group_name = |group: &Group| match group {
        Group::Domain(_, id) => name(site.page(*id)),
        Group::Other => Name { text: "Other".to_owned(), url: None },
    };
    let hub = |id: &PageId| Hub { name: name(site.page(*id)).text, connections: relations.degree(*id) };
    Network {
        groups: used.iter().map(group_name).collect(),
        nodes: nodes.iter().map(node).collect(),
        edges,
        hubs: relations.by_degree.iter().take(NAMED_HUBS).map(hub).collect(),
        left_out: relations.by_degree.len() - connected.len(),
        edges_left_out: relations.edges.len() - drawn.len(),
    }
}

/// A group of nodes. Domains come in the order they are listed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Domain(usize, PageId),
    Other,
}

/// The group of each node: the widest domain of a project, and the one in which a company has most of its projects.
fn groups(
    site: &Tracked<'_>,
    connected: &BTreeSet<PageId>,
    relations: &[Relation],
) -> BTreeMap<PageId, Group> {
    let domains: BTreeMap<_, _> =
        site.of_kind(Kind::Domain).iter().enumerate().map(|(at, page)| (page.id, at)).collect();
    let own = |id: PageId| {
        let domain =
            site.page(id).references.domains.last().copied().filter(|domain| domains.contains_key(domain));
        domain.map_or(Group::Other, |domain| Group::Domain(domains[&domain], domain))
    };
    let mut counts: BTreeMap<PageId, BTreeMap<Group, usize>> = BTreeMap::new();
    // A mere mention makes no project one of the company's.
    let worked_on = relations.iter().filter(|(_, _, role)| *role != Role::Related);
    for (project, company, _) in worked_on.filter(|(_, to, _)| site.page(*to).kind() == Kind::Company) {
        *counts.entry(*company).or_default().entry(own(*project)).or_default() += 1;
    }
    let most = |id: PageId| {
        let counts = counts.get(&id)?.iter();
        // Of domains with as many, the first counts.
        counts.min_by_key(|(group, count)| (Reverse(**count), **group)).map(|(group, _)| *group)
    };
    connected.iter().map(|id| (*id, most(*id).unwrap_or_else(|| own(*id)))).collect()
}
