//! The organisations of a landscape: its members, and the owners of its projects.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::Place;
use super::item::Item;
use crate::date::Date;
use crate::import::draft::{PageDraft, event, plain_markdown};
use crate::import::slugs::{plain_name, wanted_slug};
use crate::import::{Intake, Provenance, Rejection};
use crate::node::yaml_text;
use crate::parse::Kind;
use crate::spelling::capitalised;

/// An organisation while items tell of it.
struct Organisation<'n> {
    title: String,
    /// The slug of its page, once it is given.
    slug: String,
    item: Option<Item<'n>>,
    tags: Vec<String>,
    joined: Option<(&'n str, String)>,
}

/// The members of each subcategory, by their plain names.
type Members = Vec<(String, Vec<String>)>;

/// The organisations by their plain names.
#[derive(Default)]
pub(super) struct Organisations<'n> {
    all: BTreeMap<String, Organisation<'n>>,
    /// The plain name of each by its name at Crunchbase.
    by_owner: BTreeMap<String, String>,
    hosts: BTreeSet<String>,
    /// The members of each category, in order.
    members: Vec<(String, Members)>,
}

impl<'n> Organisations<'n> {
    /// Adds an item that is an organisation.
    pub(super) fn add_member(&mut self, item: &Item<'n>, place: &Place<'_>) {
        let title = item.name.trim_end_matches(" (member)").trim_end_matches(" (supporter)");
        let own = Some(plain_name(title)).filter(|name| self.all.contains_key(name));
        let known = own.or_else(|| self.by_owner.get(&item.owner()?).cloned());
        let key = known.unwrap_or_else(|| self.add(title, item.owner()));
        let Some(organisation) = self.all.get_mut(&key) else { return };
        organisation.item.get_or_insert(*item);
        if !organisation.tags.contains(&place.title) {
            organisation.tags.push(place.title.clone());
        }
        if organisation.joined.is_none() {
            let text = format!("Joined {} ({})", place.category, place.subcategory);
            organisation.joined =
                item.get("joined").filter(|date| Date::parse(date).is_some()).map(|date| (date, text));
        }
        self.list(place, &key);
    }

    fn list(&mut self, place: &Place<'_>, key: &str) {
        let members = part(part(&mut self.members, place.category), place.subcategory);
        if !members.iter().any(|known| known == key) {
            members.push(key.to_owned());
        }
    }

    /// Adds the owners of projects.
    pub(super) fn add_owners<'i>(&mut self, items: impl Iterator<Item = &'i Item<'n>>)
    where
        'n: 'i,
    {
        for item in items {
            let Some(owner) = item.owner() else { continue };
            if !self.by_owner.contains_key(&owner) {
                let key = self.add(&title_of(&owner), None);
                self.by_owner.insert(owner.clone(), key);
            }
            if item.maturity.is_some()
                && let Some(key) = self.by_owner.get(&owner)
            {
                self.hosts.insert(key.clone());
            }
        }
    }

    fn add(&mut self, title: &str, owner: Option<String>) -> String {
        let key = plain_name(title);
        self.all.entry(key.clone()).or_insert_with(|| Organisation {
            title: title.to_owned(),
            slug: String::new(),
            item: None,
            tags: Vec::new(),
            joined: None,
        });
        if let Some(owner) = owner {
            self.by_owner.entry(owner).or_insert_with(|| key.clone());
        }
        key
    }

    /// Gives each the slug of its page, be it there already or not.
    pub(super) fn give_slugs(&mut self, intake: &mut Intake<'_>) {
        for organisation in self.all.values_mut() {
            let title = &organisation.title;
            organisation.slug = intake.give_slug(Kind::Company, title, &wanted_slug(title));
        }
    }

    /// The relation of a project to its owner: a foundation hosts those that have a maturity.
    pub(super) fn relation(&self, item: &Item<'_>) -> Option<String> {
        let owner = self.by_owner.get(&item.owner()?)?;
        let is_host = self.hosts.contains(owner) && owner.contains("foundation");
        let is_hosted = item.maturity.is_some() && is_host;
        let slug = yaml_text(&self.all.get(owner)?.slug);
        Some(if is_hosted { format!("{{company: {slug}, role: host}}") } else { slug })
    }

    /// Adds the pages, and one that lists the members of each category.
    pub(super) fn finish(self, intake: &mut Intake<'_>, provenance: &Provenance) -> Result<(), Rejection> {
        let source = provenance.slug();
        for organisation in self.all.values() {
            let Organisation { title, slug, item, tags, joined } = organisation;
            let mut draft = PageDraft::new(Kind::Company, slug, title, item.map(|item| item.line));
            if let Some(item) = item {
                item.describe(&mut draft, None);
            }
            draft.set_list("tags", tags);
            draft.set("type", kind_of(organisation));
            draft.sources.push(source.clone());
            draft.events.extend(joined.as_ref().map(|(date, text)| event(date, text, None, &source)));
            intake.page(draft)?;
        }
        for (category, subcategories) in &self.members {
            self.list_page(intake, category, subcategories, &source)?;
        }
        Ok(())
    }

    /// A chapter with the names of all members, so that each is reached from somewhere.
    fn list_page(
        &self,
        intake: &mut Intake<'_>,
        category: &str,
        subcategories: &Members,
        source: &str,
    ) -> Result<(), Rejection> {
        let slug = intake.give_slug(Kind::Chapter, category, &wanted_slug(category));
        let mut draft = PageDraft::new(Kind::Chapter, &slug, category, None);
        draft.sources.push(source.to_owned());
        draft.keys.push(("autolink", "false".to_owned()));
        for (name, members) in subcategories {
            let link = |one: &Organisation<'_>| {
                let path = intake.path_of(Kind::Company, &one.slug).linked_from(&draft.path());
                format!("[{}]({path})", plain_markdown(&one.title))
            };
            let list: Vec<_> = members.iter().filter_map(|key| self.all.get(key)).map(link).collect();
            _ = write!(draft.text, "## {}\n\n{}\n\n", plain_markdown(name), list.join(",\n"));
        }
        intake.page(draft)
    }
}

/// The part of a list that has this name; one that is new comes to its end.
fn part<'l, T: Default>(parts: &'l mut Vec<(String, T)>, name: &str) -> &'l mut T {
    let at = parts.iter().position(|(known, _)| known == name).unwrap_or(parts.len());
    if at == parts.len() {
        parts.push((name.to_owned(), T::default()));
    }
    &mut parts[at].1
}

/// The name that is meant by one at Crunchbase: `red-hat` is Red Hat.
fn title_of(owner: &str) -> String {
    owner.split('-').map(capitalised).collect::<Vec<_>>().join(" ")
}

/// What sort of organisation it is, as far as its name and its place tell.
fn kind_of(organisation: &Organisation<'_>) -> &'static str {
    let words = format!("{} {}", organisation.title, organisation.tags.join(" ")).to_lowercase();
    let has = |sought: &[&str]| sought.iter().any(|word| words.contains(word));
    if has(&["university", "academic", "institut"]) {
        "university"
    } else if has(&["foundation", "nonprofit", "association"]) {
        "foundation"
    } else {
        "company"
    }
}
