//! The data file of a landscape, as landscape2 and the CNCF write it → projects, organisations and domains.

mod item;
mod organisation;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use super::draft::PageDraft;
use super::intake::says;
use super::{Import, Intake, Provenance, Rejection};
use crate::config::MetricFormat;
use crate::files::Files;
use crate::node::{Node, Value, parse_large_yaml};
use crate::parse::Kind;
use crate::paths::{SourcePath, slug};
use item::Item;
use organisation::Organisations;
use text::{Lines, get, items, text};

/// How a landscape is read.
pub struct Landscape<'a> {
    /// The name of its file, for messages.
    pub name: &'a str,
    /// The categories whose items are organisations; without any, those that are called so.
    pub organisations: Vec<String>,
    /// The folder of the logos, if there is one.
    pub logos: Option<&'a dyn Files>,
}

/// A subcategory in its category.
struct Place<'n> {
    category: &'n str,
    subcategory: &'n str,
    tag: String,
}

/// The metric of the items that have a `project`.
const MATURITY: &str = "maturity";

/// Adds what a landscape holds: an item is a project of the domain that its category is, with its subcategory and its
/// second place as tags, or an organisation.
pub fn from_landscape(
    mut intake: Intake<'_>,
    content: &str,
    landscape: &Landscape<'_>,
    provenance: &Provenance,
) -> Result<Import, Vec<Rejection>> {
    let lines = Lines::of(content);
    let root = parsed(content, &lines, landscape).map_err(|rejection| vec![rejection])?;
    let categories =
        get(&root, "landscape").or_else(|| get(&root, "categories")).map(items).unwrap_or_default();
    if categories.is_empty() {
        let message = "this is no data file of a landscape: it has no list `landscape`";
        return Err(vec![Rejection::new(1, message)]);
    }
    let placed = placed(&lines, &categories).map_err(|rejection| vec![rejection])?;
    intake.metric(MATURITY, "Maturity", MetricFormat::Text);
    let tags = tags(&placed);
    let mut organisations = Organisations::default();
    let mut projects = Vec::new();
    for (place, nodes) in placed {
        let is_organisation = is_organisations(place.category, landscape);
        for node in nodes {
            let item = Item::read(&lines, node).map_err(|rejection| vec![rejection])?;
            if is_organisation {
                organisations.add_member(&item, &place);
            } else {
                projects.push((item, Place { tag: place.tag.clone(), ..place }));
            }
        }
    }
    organisations.add_owners(projects.iter().map(|(item, _)| item));
    // A project that stands in several places is one page with the tags of all.
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (item, place) in &projects {
        places.entry(item.slug()).or_default().push(place.tag.clone());
    }
    let mut taken = BTreeSet::new();
    for (item, place) in &projects {
        let logo = item.logo(landscape, &mut intake);
        let mut draft =
            item.project(place, organisations.relation(item), logo.as_deref(), provenance, &intake);
        let own = places.get(&draft.slug).map(Vec::as_slice).unwrap_or_default();
        draft.set_list("tags", &item.tags(own, &tags));
        if taken.insert(draft.slug.clone()) {
            let draft = unless_said(&mut intake, draft);
            intake.page(draft).map_err(|rejection| vec![rejection])?;
        }
    }
    domains(&mut intake, &projects, provenance);
    organisations.finish(&mut intake, provenance).map_err(|rejection| vec![rejection])?;
    intake.finish(Some(provenance))
}

/// Takes out the facts that the newest ones of a page that is there say already.
fn unless_said(intake: &mut Intake<'_>, mut draft: PageDraft) -> PageDraft {
    let Some(page) = intake.known(draft.kind, &draft.slug, &draft.title).cloned() else { return draft };
    let (said, new): (Vec<_>, Vec<_>) =
        draft.facts.into_iter().partition(|fact| says(&page, &fact.metric, &fact.value));
    for _ in said {
        intake.keep_fact();
    }
    draft.facts = new;
    draft
}

fn parsed(content: &str, lines: &Lines, landscape: &Landscape<'_>) -> Result<Node, Rejection> {
    let mut problems = Vec::new();
    let root = parse_large_yaml(&SourcePath::new(landscape.name), content, &mut problems);
    if let Some(problem) = problems.first() {
        let start = problem.span.as_ref().map_or(0, |span| span.range.start);
        let help = problem.help.first().cloned();
        return Err(Rejection::new(lines.at(start), problem.message.clone()).help(help));
    }
    root.ok_or_else(|| Rejection::new(1, "this is not YAML"))
}

/// The subcategories in their order, with their items.
fn placed<'n>(lines: &Lines, categories: &[&'n Node]) -> Result<Vec<(Place<'n>, Vec<&'n Node>)>, Rejection> {
    let mut placed = Vec::new();
    for category in categories {
        let name = named(lines, category, "category")?;
        for subcategory in get(category, "subcategories").map(items).unwrap_or_default() {
            let sub = named(lines, subcategory, "subcategory")?;
            let nodes = get(subcategory, "items").map(items).unwrap_or_default();
            placed.push((Place { category: name, subcategory: sub, tag: String::new() }, nodes));
        }
    }
    // Two categories can have a subcategory of one name.
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for (place, _) in &placed {
        *count.entry(slug(place.subcategory)).or_default() += 1;
    }
    for (place, _) in &mut placed {
        let is_unique = count.get(&slug(place.subcategory)) == Some(&1);
        place.tag = if is_unique {
            place.subcategory.to_owned()
        } else {
            format!("{}: {}", place.category, place.subcategory)
        };
    }
    Ok(placed)
}

fn named<'n>(lines: &Lines, node: &'n Node, what: &str) -> Result<&'n str, Rejection> {
    get(node, "name")
        .and_then(text)
        .ok_or_else(|| Rejection::new(lines.at(node.place().start), format!("this {what} has no `name`")))
}

/// The tag of each subcategory, by the path of a second place.
fn tags(placed: &[(Place<'_>, Vec<&Node>)]) -> BTreeMap<String, String> {
    let path = |place: &Place<'_>| format!("{} / {}", place.category, place.subcategory);
    placed.iter().map(|(place, _)| (path(place), place.tag.clone())).collect()
}

/// Whether the items of a category are organisations.
fn is_organisations(category: &str, landscape: &Landscape<'_>) -> bool {
    if landscape.organisations.is_empty() {
        let name = category.to_lowercase();
        return name == "special" || name.split(' ').any(|word| word == "members");
    }
    landscape.organisations.iter().any(|name| name == category)
}

/// A domain for each category that has a project.
fn domains(intake: &mut Intake<'_>, projects: &[(Item<'_>, Place<'_>)], provenance: &Provenance) {
    let names: BTreeSet<_> = projects.iter().map(|(_, place)| place.category).collect();
    for name in names {
        let mut draft = PageDraft::new(Kind::Domain, &slug(name), name, None);
        draft.set_list("sources", &[provenance.slug()]);
        if intake.known(Kind::Domain, &draft.slug, name).is_none() {
            // A page without facts is added or kept, and nothing can be wrong with that.
            _ = intake.page(draft);
        }
    }
}

/// The value of a key that holds a list or nothing.
fn values<'n>(node: &'n Node, key: &str) -> Vec<&'n Node> {
    match get(node, key) {
        Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
        Some(one) if one.value != Value::Null => vec![one],
        Some(_) | None => Vec::new(),
    }
}
