//! The relations of the whole site: which organisations have projects in which domains.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::connection::{Domains, Group, NAMED_HUBS, Relation, Relations, picture, relations};
use super::datum::name;
use super::{Hub, Matrix, MatrixCell, MatrixRow, Network};
use crate::model::{PageId, Tracked};
use crate::parse::{Kind, Role};

/// The most organisations that have a column: as many as fit beside the names of the domains on a wide page.
const MAX_COLUMNS: usize = 16;

/// The projects of an organisation, and whether it works on each.
type Portfolio = BTreeMap<PageId, bool>;

/// The projects and organisations of the whole site.
pub fn matrix_of_all(site: &Tracked<'_>) -> Matrix {
    let kinds = [Kind::Project, Kind::Company];
    let entities = kinds.iter().flat_map(|kind| site.of_kind(*kind)).map(|page| page.id).collect();
    let relations = relations(site, &entities);
    let portfolios = portfolios(&relations);
    let mut ranked: Vec<_> = portfolios.keys().copied().collect();
    ranked
        .sort_by_cached_key(|id| (Reverse(portfolios[id].len()), site.page(*id).title().to_lowercase(), *id));
    let columns = &ranked[..ranked.len().min(MAX_COLUMNS)];
    let best = |id: &PageId| Hub { name: name(site.page(*id)).text, connections: portfolios[id].len() };
    let hubs = ranked.iter().take(NAMED_HUBS).map(best).collect();
    Matrix {
        organisations: columns.iter().map(|id| name(site.page(*id))).collect(),
        rows: rows(site, &portfolios, columns),
        more: ranked.len() - columns.len(),
        relations: Network { hubs, ..in_words(site, relations) },
    }
}

fn portfolios(relations: &BTreeSet<Relation>) -> BTreeMap<PageId, Portfolio> {
    let mut portfolios: BTreeMap<PageId, Portfolio> = BTreeMap::new();
    // All others are between a project and an organisation.
    for (project, company, role) in relations.iter().filter(|(_, _, role)| *role != Role::Related) {
        *portfolios.entry(*company).or_default().entry(*project).or_default() |= !role.is_use();
    }
    portfolios
}

fn rows(site: &Tracked<'_>, portfolios: &BTreeMap<PageId, Portfolio>, columns: &[PageId]) -> Vec<MatrixRow> {
    let domains = Domains::of(site);
    let mut cells: BTreeMap<Group, BTreeMap<PageId, MatrixCell>> = BTreeMap::new();
    for (company, portfolio) in portfolios {
        for (project, works_on) in portfolio {
            let row = cells.entry(domains.widest(site, *project)).or_default();
            let cell = row.entry(*company).or_default();
            let projects = if *works_on { &mut cell.works_on } else { &mut cell.uses };
            projects.push(site.page(*project).title().to_owned());
        }
    }
    let row = |(group, mut companies): (Group, BTreeMap<PageId, MatrixCell>)| {
        let cells = columns.iter().map(|id| companies.remove(id).map(sorted).unwrap_or_default()).collect();
        MatrixRow { domain: group.name(site), cells, others: companies.len() }
    };
    cells.into_iter().map(row).collect()
}

fn sorted(mut cell: MatrixCell) -> MatrixCell {
    for titles in [&mut cell.works_on, &mut cell.uses] {
        titles.sort_by_cached_key(|title| title.to_lowercase());
    }
    cell
}

/// All relations, those of the best connected organisations first.
fn in_words(site: &Tracked<'_>, all: BTreeSet<Relation>) -> Network {
    let all = Relations::of(site, all);
    let connected = all.edges.iter().flat_map(|(from, to, _)| [*from, *to]).collect();
    let mut network = picture(site, &all, &connected);
    let mut degrees = vec![0_usize; network.nodes.len()];
    for edge in network.edges.iter().filter(|edge| edge.role != Role::Related) {
        degrees[edge.to] += 1;
    }
    network.edges.sort_by_key(|edge| Reverse([edge.from, edge.to].map(|end| degrees[end]).into_iter().max()));
    network
}
