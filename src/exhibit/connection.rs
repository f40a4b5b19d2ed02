//! `network`: projects and companies and how they are connected.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::datum::name;
use super::{Edge, Name, Network, Node};
use crate::model::{PageId, Tracked};
use crate::parse::Kind;
use crate::parse::exhibit::{ExhibitBlock, Query};

/// The most nodes that are drawn unless the author asks for more: beyond that a picture shows nothing any more.
const MAX_NODES: usize = 150;

/// A relation between two entities: the project first, if the other is a company.
type Relation = (PageId, PageId, &'static str);

impl Context<'_> {
    pub(super) fn network(
        &mut self,
        query: &Query,
        top: Option<usize>,
        block: &ExhibitBlock,
    ) -> Option<Network> {
        let selection = self.selection(query, None)?;
        let pages = self.pages(&selection);
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

/// The entities that are chosen with all they are connected to, the best connected `top` of them.
fn network(site: &Tracked<'_>, chosen: &BTreeSet<PageId>, top: usize) -> Network {
    let relations = relations(site, chosen);
    let mut degrees: BTreeMap<PageId, usize> = BTreeMap::new();
    for (from, to, _) in &relations {
        *degrees.entry(*from).or_default() += 1;
        *degrees.entry(*to).or_default() += 1;
    }
    let mut best: Vec<_> = degrees.iter().map(|(id, degree)| (Reverse(*degree), *id)).collect();
    best.sort_unstable();
    let kept: BTreeSet<_> = best.iter().take(top).map(|(_, id)| *id).collect();
    let relations: Vec<_> =
        relations.into_iter().filter(|(from, to, _)| kept.contains(from) && kept.contains(to)).collect();
    // What was connected only to those left out is left out as well.
    let connected: BTreeSet<_> = relations.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
    drawn(site, &connected, &relations, degrees.len() - connected.len())
}

/// The relations of the entities that are chosen, each once.
fn relations(site: &Tracked<'_>, chosen: &BTreeSet<PageId>) -> BTreeSet<Relation> {
    let mut found = BTreeSet::new();
    for id in chosen {
        let page = site.page(*id);
        let references = &page.references;
        match page.kind() {
            Kind::Project => {
                found.extend(references.companies.iter().map(|(role, to)| (*id, *to, role.name())));
            }
            Kind::Company => {
                found.extend(references.projects.iter().map(|(role, from)| (*from, *id, role.name())));
            }
            _ => continue,
        }
        found.extend(references.related.iter().map(|to| ((*id).min(*to), (*id).max(*to), "related")));
    }
    let listed = |id: PageId| site.page(id).is_listed();
    found.into_iter().filter(|(from, to, _)| listed(*from) && listed(*to)).collect()
}

fn drawn(
    site: &Tracked<'_>,
    connected: &BTreeSet<PageId>,
    relations: &[Relation],
    left_out: usize,
) -> Network {
    let group_of = groups(site, connected, relations);
    let used: BTreeSet<_> = group_of.values().copied().collect();
    let mut nodes: Vec<_> = connected.iter().copied().collect();
    let title = |id: PageId| site.page(id).title().to_lowercase();
    nodes.sort_by_cached_key(|id| (group_of[id], site.page(*id).kind(), title(*id), *id));
    let place = |id: &PageId| nodes.iter().position(|node| node == id).unwrap_or(0);
    let places: BTreeMap<_, _> = nodes.iter().map(|id| (*id, place(id))).collect();
    let edges = relations.iter().map(|(from, to, role)| Edge { from: places[from], to: places[to], role });
    let edges = edges.collect();
    let node = |id: &PageId| {
        let page = site.page(*id);
        let group = used.iter().position(|group| *group == group_of[id]).unwrap_or(0);
        Node { name: name(page), group, company: page.kind() == Kind::Company }
    };
    let group_name = |group: &Group| match group {
        Group::Domain(_, id) => name(site.page(*id)),
        Group::Other => Name { text: "Other".to_owned(), url: None },
    };
    Network {
        groups: used.iter().map(group_name).collect(),
        nodes: nodes.iter().map(node).collect(),
        edges,
        left_out,
    }
}

/// A group of nodes. Domains come in the order they are listed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Domain(usize, PageId),
    Other,
}

/// The group of each node: a project's domain, and the one in which a company has most of its projects.
fn groups(
    site: &Tracked<'_>,
    connected: &BTreeSet<PageId>,
    relations: &[Relation],
) -> BTreeMap<PageId, Group> {
    let domains: BTreeMap<_, _> =
        site.of_kind(Kind::Domain).iter().enumerate().map(|(at, page)| (page.id, at)).collect();
    let own = |id: PageId| {
        let domain = site.page(id).references.domain.filter(|domain| domains.contains_key(domain));
        domain.map_or(Group::Other, |domain| Group::Domain(domains[&domain], domain))
    };
    let mut counts: BTreeMap<PageId, BTreeMap<Group, usize>> = BTreeMap::new();
    for (project, company, _) in relations.iter().filter(|(_, to, _)| site.page(*to).kind() == Kind::Company)
    {
        *counts.entry(*company).or_default().entry(own(*project)).or_default() += 1;
    }
    let most = |id: PageId| {
        let counts = counts.get(&id)?.iter();
        // Of domains with as many, the first counts.
        counts.min_by_key(|(group, count)| (Reverse(**count), **group)).map(|(group, _)| *group)
    };
    connected.iter().map(|id| (*id, most(*id).unwrap_or_else(|| own(*id)))).collect()
}
