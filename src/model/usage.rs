//! What companies use projects for: said on one side of a relation, shown on both.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Page, PageId};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::{Kind, RelationRef, Role, UsageRef};

/// What something is used for, and who says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// What for.
    pub purpose: Option<String>,
    /// Since when.
    pub since: Option<Date>,
    /// How much of it, in words.
    pub scale: Option<String>,
    /// The page of the source.
    pub source: Option<PageId>,
    /// Where in the source it stands.
    pub at: Option<String>,
}

impl Usage {
    /// The same as it is written, with the page of its source.
    pub(super) fn of(written: &UsageRef, source: Option<PageId>) -> Self {
        let UsageRef { purpose, since, scale, source: _, at } = written.clone();
        Self { purpose, since, scale, source, at }
    }
}

/// A relation: the project, what the company is to it, and the company.
pub(super) type Ends = (PageId, Role, PageId);

/// What the relations of a page say, by the other end.
pub(super) type Usages = BTreeMap<(Role, PageId), Usage>;

/// What is said of each relation. What both ends say is reported: it would stand twice, and could differ.
pub(super) fn of_relations<'u>(
    pages: &[Page],
    said: impl Iterator<Item = (PageId, &'u Usages)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Ends, Usage> {
    let mut found: BTreeMap<Ends, (PageId, Usage)> = BTreeMap::new();
    for (from, usages) in said {
        let page = &pages[from.0];
        for ((role, other), usage) in usages {
            let ends = match page.kind() {
                Kind::Project => (from, *role, *other),
                Kind::Company => (*other, *role, from),
                Kind::Chapter | Kind::Domain | Kind::Source | Kind::Other => continue,
            };
            if let Some((first, _)) = found.get(&ends) {
                diagnostics.extend(twice(page, &pages[first.0], *role));
                continue;
            }
            found.insert(ends, (from, usage.clone()));
        }
    }
    found.into_iter().map(|(ends, (_, usage))| (ends, usage)).collect()
}

fn twice(page: &Page, first: &Page, role: Role) -> Option<Diagnostic> {
    let (here, there) = (place(page, first, role)?, place(first, page, role)?);
    let message = format!("`{}` says as well what this relation is for", first.title());
    let problem = Diagnostic::new(Code::BadValue, page.span(&here), message);
    Some(problem.related(first.span(&there), "and here").help("say it on one of the two pages".to_owned()))
}

/// Where a page lists its relation to another.
fn place(page: &Page, other: &Page, role: Role) -> Option<Range<usize>> {
    let is_it = |relation: &&RelationRef| relation.role == role && *relation.slug.value == *other.slug;
    let mut relations = page.front().projects.iter().chain(&page.front().companies);
    relations.find(is_it).map(|relation| relation.slug.range.clone())
}
