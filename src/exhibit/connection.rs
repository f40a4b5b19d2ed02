//! `network`: projects and companies and how they are connected.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::datum::name;
use super::{Edge, Hub, Name, Network, NetworkNode};
use crate::diagnostic::{Code, Diagnostic, Need};
use crate::model::{PageId, Tracked};
use crate::parse::exhibit::{ExhibitBlock, NetworkSpec, Query};
use crate::parse::{Kind, Role};

/// The most nodes that are drawn unless the author asks for more: beyond that a picture shows nothing any more.
const MAX_NODES: usize = 150;
/// Of how many nodes one is a hub where not all can be drawn, so that a hub brings some five neighbours along.
const NODES_PER_HUB: usize = 6;
/// How many of the best connected are named in words.
pub(super) const NAMED_HUBS: usize = 3;

/// A relation between two entities: the project first, if the other is a company.
pub(super) type Relation = (PageId, PageId, Role);

impl Context<'_> {
    pub(super) fn network(
        &mut self,
        query: &Query,
        spec: NetworkSpec,
        block: &ExhibitBlock,
    ) -> Option<Network> {
        let selection = self.ask.selection(query, None)?;
        let pages = self.ask.pages(&selection);
        let chosen: BTreeSet<_> = pages.iter().copied().collect();
        let all = relations(self.site, &chosen);
        let drawn: BTreeSet<_> =
            all.iter().copied().filter(|(_, _, role)| spec.related || *role != Role::Related).collect();
        if drawn.is_empty() {
            if all.is_empty() {
                self.empty(block, "nothing that is asked for is connected to anything");
            } else {
                self.without_related(block);
            }
            return None;
        }
        let relations = Relations::of(self.site, drawn);
        let kept = relations.best(spec.top.unwrap_or(MAX_NODES));
        Some(picture(self.site, &relations, &kept))
    }

    /// Reports that what is asked for is related and nothing more.
    fn without_related(&mut self, block: &ExhibitBlock) {
        let what = "what is asked for is connected by `related` alone, which is not drawn";
        let problem = Diagnostic::new(Code::EmptyExhibit, self.ask.span(&block.keyword), what);
        let help = "write `related: true` to draw it".to_owned();
        self.ask.diagnostics.push(problem.help(help).needing(Need::Heads));
    }
}

/// Relations and how well each entity is connected by all of them, whether they are drawn or not.
pub(super) struct Relations {
    pub(super) edges: BTreeSet<Relation>,
    /// The other ends of each entity's relations, the best connected first.
    neighbours: BTreeMap<PageId, Vec<PageId>>,
    /// Every entity that has a relation, the best connected first; equals by their titles.
    by_degree: Vec<PageId>,
}

impl Relations {
    pub(super) fn of(site: &Tracked<'_>, edges: BTreeSet<Relation>) -> Self {
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
    pub(super) fn best(&self, top: usize) -> BTreeSet<PageId> {
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
pub(super) fn relations(site: &Tracked<'_>, chosen: &BTreeSet<PageId>) -> BTreeSet<Relation> {
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
pub(super) fn picture(site: &Tracked<'_>, relations: &Relations, connected: &BTreeSet<PageId>) -> Network {
    let drawn = relations.between(connected);
    let domains = Domains::of(site);
    let group = |id: PageId| (site.page(id).kind() == Kind::Project).then(|| domains.widest(site, id));
    let used: BTreeSet<_> = connected.iter().filter_map(|id| group(*id)).collect();
    let mut nodes: Vec<_> = connected.iter().copied().collect();
    nodes.sort_by_cached_key(|id| {
        let page = site.page(*id);
        (page.kind(), group(*id), page.title().to_lowercase(), *id)
    });
    let places: BTreeMap<_, _> = nodes.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    let edges = drawn.iter().map(|(from, to, role)| Edge { from: places[from], to: places[to], role: *role });
    let edges = edges.collect();
    let node = |id: &PageId| {
        let page = site.page(*id);
        let group = group(*id).and_then(|group| used.iter().position(|used| *used == group));
        NetworkNode { name: name(page), group, kind: page.kind() }
    };
    let hub = |id: &PageId| Hub { name: name(site.page(*id)).text, connections: relations.degree(*id) };
    Network {
        groups: used.iter().map(|group| group.name(site)).collect(),
        nodes: nodes.iter().map(node).collect(),
        edges,
        focus: None,
        hubs: relations.by_degree.iter().take(NAMED_HUBS).map(hub).collect(),
        left_out: relations.by_degree.len() - connected.len(),
        edges_left_out: relations.edges.len() - drawn.len(),
    }
}

/// What projects are grouped by. Domains come in the order they are listed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Domain(usize, PageId),
    Other,
}

impl Group {
    pub(super) fn name(self, site: &Tracked<'_>) -> Name {
        match self {
            Self::Domain(_, id) => name(site.page(id)),
            Self::Other => Name { text: "Other".to_owned(), url: None },
        }
    }
}

/// The domains of a site and their order.
pub(super) struct Domains(BTreeMap<PageId, usize>);

impl Domains {
    pub(super) fn of(site: &Tracked<'_>) -> Self {
        Self(site.of_kind(Kind::Domain).iter().enumerate().map(|(at, page)| (page.id, at)).collect())
    }

    /// The group of a project: the widest domain it stands in.
    pub(super) fn widest(&self, site: &Tracked<'_>, project: PageId) -> Group {
        let domain = site.page(project).references.domains.last();
        let known = domain.and_then(|domain| Some(Group::Domain(*self.0.get(domain)?, *domain)));
        known.unwrap_or(Group::Other)
    }
}
