//! The data file of a landscape, as landscape2 and the CNCF write it → projects, organisations and domains.

mod item;
mod organisation;

use std::collections::{BTreeMap, BTreeSet};

use super::draft::PageDraft;
use super::slugs::{has_signs, plain_name, wanted_slug};
use super::{Import, Intake, Provenance, Rejection};
use crate::config::MetricFormat;
use crate::diagnostic::LineIndex;
use crate::files::Files;
use crate::node::{Node, Value, parse_large_yaml};
use crate::parse::Kind;
use crate::paths::SourcePath;
use item::Item;
use organisation::Organisations;

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
    /// The title of its domain.
    title: String,
    /// The slug of the domain of the category.
    parent: String,
    /// The slug of its domain.
    domain: String,
}

/// The metric of the items that have a `project`.
const MATURITY: &str = "maturity";

/// Adds what a landscape holds: an item is a project of the domain that its subcategory is, which is a part of that of the
/// category, and of those of its second places, or an organisation.
pub fn from_landscape(
    mut intake: Intake<'_>,
    content: &str,
    landscape: &Landscape<'_>,
    provenance: &Provenance,
) -> Result<Import, Vec<Rejection>> {
    add(&mut intake, content, landscape, provenance).map_err(|rejection| vec![rejection])?;
    intake.finish(Some(provenance))
}

fn add(
    intake: &mut Intake<'_>,
    content: &str,
    landscape: &Landscape<'_>,
    provenance: &Provenance,
) -> Result<(), Rejection> {
    let lines = LineIndex::new(content.into());
    let root = parsed(content, &lines, landscape)?;
    let categories = root.get("landscape").or_else(|| root.get("categories")).map(Node::items);
    let categories = categories.unwrap_or_default();
    if categories.is_empty() {
        return Err(Rejection::new(1, "this is no data file of a landscape: it has no list `landscape`"));
    }
    intake.metric(MATURITY, "Maturity", MetricFormat::Text);
    let placed = placed(intake, &lines, categories)?;
    let paths = paths(&placed);
    let mut organisations = Organisations::default();
    let mut projects = Projects::default();
    for (place, nodes) in &placed {
        let is_organisation = is_organisations(place.category, landscape);
        for node in *nodes {
            let item = Item::read(&lines, node)?;
            if is_organisation {
                organisations.add_member(&item, place);
            } else {
                projects.add(item, place)?;
            }
        }
    }
    organisations.add_owners(projects.0.iter().map(|(item, _)| item));
    organisations.give_slugs(intake);
    let mut used = BTreeSet::new();
    for (item, _) in projects.0.iter().filter(|(item, _)| !has_signs(item.name)) {
        intake.give_slug(Kind::Project, item.name, &item.wanted_slug());
    }
    for (item, places) in &projects.0 {
        let slug = intake.give_slug(Kind::Project, item.name, &item.wanted_slug());
        let is_new = intake.known(Kind::Project, &slug, item.name).is_none();
        let logo = is_new.then(|| item.logo(landscape, intake)).flatten();
        let company = organisations.relation(item);
        let mut draft = item.project(&slug, places[0], company, logo.as_deref(), provenance);
        let own = places.iter().map(|place| place.domain.clone());
        let (also_in, unknown) = item.second_places(&paths);
        let mut domains: Vec<_> = own.chain(also_in).collect();
        let mut seen = BTreeSet::new();
        domains.retain(|domain| seen.insert(domain.clone()));
        used.extend(seen);
        draft.set_list("also-in", &domains[1..]);
        draft.set_list("tags", &item.tags(unknown));
        intake.page_unless_said(draft)?;
    }
    domains(intake, &used, &placed, provenance)?;
    organisations.finish(intake, provenance)
}

/// The projects with all their places. One that stands in several is one page.
#[derive(Default)]
struct Projects<'p, 'n>(Vec<(Item<'n>, Vec<&'p Place<'n>>)>, BTreeMap<String, usize>);

impl<'p, 'n> Projects<'p, 'n> {
    fn add(&mut self, item: Item<'n>, place: &'p Place<'n>) -> Result<(), Rejection> {
        let at = *self.1.entry(plain_name(item.name)).or_insert(self.0.len());
        let Some((first, places)) = self.0.get_mut(at) else {
            self.0.push((item, vec![place]));
            return Ok(());
        };
        places.push(place);
        match (first.maturity, item.maturity) {
            (Some(said), Some(other)) if said != other => {
                let message = format!(
                    "`{}` is `{said}` in line {} and `{other}` here: which one is its maturity?",
                    item.name, first.line
                );
                Err(Rejection::new(item.line, message).help("correct one of the two items".to_owned()))
            }
            (said, other) => {
                first.maturity = said.or(other);
                Ok(())
            }
        }
    }
}

fn parsed(content: &str, lines: &LineIndex, landscape: &Landscape<'_>) -> Result<Node, Rejection> {
    let mut problems = Vec::new();
    let root = parse_large_yaml(&SourcePath::new(landscape.name), content, &mut problems);
    if let Some(problem) = problems.first() {
        let start = problem.span.as_ref().map_or(0, |span| span.range.start);
        let help = problem.help.first().cloned();
        return Err(Rejection::new(lines.position(start).0, problem.message.clone()).help(help));
    }
    root.ok_or_else(|| Rejection::new(1, "this is not YAML"))
}

/// The subcategories in their order, with their items.
fn placed<'n>(
    intake: &mut Intake<'_>,
    lines: &LineIndex,
    categories: &'n [Node],
) -> Result<Vec<(Place<'n>, &'n [Node])>, Rejection> {
    let mut placed = Vec::new();
    // Two categories can have a subcategory of one name, and it can be that of a category as well.
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for node in categories {
        let category = named(lines, node, "category")?;
        *count.entry(plain_name(category)).or_default() += 1;
        for node in node.get("subcategories").map(Node::items).unwrap_or_default() {
            let subcategory = named(lines, node, "subcategory")?;
            *count.entry(plain_name(subcategory)).or_default() += 1;
            let nodes = node.get("items").map(Node::items).unwrap_or_default();
            placed.push((category, subcategory, nodes));
        }
    }
    let mut place = |category: &'n str, subcategory: &'n str| {
        let title = match count.get(&plain_name(subcategory)) {
            Some(1) => subcategory.to_owned(),
            _ => format!("{category}: {subcategory}"),
        };
        let parent = intake.give_slug(Kind::Domain, category, &wanted_slug(category));
        let domain = intake.give_slug(Kind::Domain, &title, &wanted_slug(&title));
        Place { category, subcategory, title, parent, domain }
    };
    Ok(placed.into_iter().map(|(category, sub, nodes)| (place(category, sub), nodes)).collect())
}

fn named<'n>(lines: &LineIndex, node: &'n Node, what: &str) -> Result<&'n str, Rejection> {
    node.text_of("name").ok_or_else(|| {
        Rejection::new(lines.position(node.place().start).0, format!("this {what} has no `name`"))
    })
}

/// The slug of the domain of each subcategory, by the path of a second place.
fn paths(placed: &[(Place<'_>, &[Node])]) -> BTreeMap<String, String> {
    let path = |place: &Place<'_>| format!("{} / {}", place.category, place.subcategory);
    placed.iter().map(|(place, _)| (path(place), place.domain.clone())).collect()
}

/// Whether the items of a category are organisations.
fn is_organisations(category: &str, landscape: &Landscape<'_>) -> bool {
    if landscape.organisations.is_empty() {
        let name = category.to_lowercase();
        return name == "special" || name.split(' ').any(|word| word == "members");
    }
    landscape.organisations.iter().any(|name| name == category)
}

/// A domain for each category and subcategory that a project stands in.
fn domains(
    intake: &mut Intake<'_>,
    used: &BTreeSet<String>,
    placed: &[(Place<'_>, &[Node])],
    provenance: &Provenance,
) -> Result<(), Rejection> {
    let mut named: BTreeMap<&str, (&str, Option<&str>)> = BTreeMap::new();
    for (place, _) in placed.iter().filter(|(place, _)| used.contains(&place.domain)) {
        named.entry(&place.parent).or_insert((place.category, None));
        named.entry(&place.domain).or_insert((&place.title, Some(&place.parent)));
    }
    for (slug, (title, parent)) in named {
        let mut draft = PageDraft::new(Kind::Domain, slug, title, None);
        draft.set("parent", parent.unwrap_or_default());
        draft.sources.push(provenance.slug());
        if intake.known(Kind::Domain, slug, title).is_none() {
            intake.page(draft)?;
        }
    }
    Ok(())
}

/// The value of a key that holds a list or nothing.
fn values<'n>(node: &'n Node, key: &str) -> Vec<&'n Node> {
    match node.get(key) {
        Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
        Some(one) if one.value != Value::Null => vec![one],
        Some(_) | None => Vec::new(),
    }
}
