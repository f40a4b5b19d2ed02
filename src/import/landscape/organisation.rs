//! The organisations of a landscape: its members, and the owners of its projects.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::Place;
use super::item::Item;
use crate::date::Date;
use crate::import::draft::{PageDraft, event, plain_markdown};
use crate::import::{Intake, Provenance, Rejection};
use crate::parse::Kind;
use crate::paths::slug;

/// An organisation while items tell of it.
struct Organisation<'n> {
    title: String,
    item: Option<&'n crate::node::Node>,
    name: Option<&'n str>,
    line: usize,
    tags: Vec<String>,
    joined: Option<(&'n str, String)>,
}

/// The slugs of the members of each subcategory.
type Members = Vec<(String, Vec<String>)>;

/// The organisations by their slugs.
#[derive(Default)]
pub(super) struct Organisations<'n> {
    all: BTreeMap<String, Organisation<'n>>,
    /// The slug of each by its name at Crunchbase.
    by_owner: BTreeMap<String, String>,
    /// The slugs by folded titles, which are unique.
    titles: BTreeMap<String, String>,
    hosts: BTreeSet<String>,
    /// The members of each category, in order.
    members: Vec<(String, Members)>,
}

impl<'n> Organisations<'n> {
    /// Adds an item that is an organisation.
    pub(super) fn add_member(&mut self, item: &Item<'n>, place: &Place<'_>) {
        let title = item.name.trim_end_matches(" (member)").trim_end_matches(" (supporter)");
        let own = self.titles.get(&slug(title)).cloned();
        let known = own.or_else(|| self.by_owner.get(&item.owner()?).cloned());
        let key = known.unwrap_or_else(|| self.add(title, item.owner()));
        let Some(organisation) = self.all.get_mut(&key) else { return };
        organisation.item.get_or_insert(item.node);
        organisation.name.get_or_insert(item.name);
        organisation.line = item.line;
        if !organisation.tags.contains(&place.tag) {
            organisation.tags.push(place.tag.clone());
        }
        if organisation.joined.is_none() {
            let text = format!("Joined {} ({})", place.category, place.subcategory);
            organisation.joined =
                item.get("joined").filter(|date| Date::parse(date).is_some()).map(|date| (date, text));
        }
        self.list(place, &key);
    }

    fn list(&mut self, place: &Place<'_>, key: &str) {
        if self.members.last().is_none_or(|(category, _)| category != place.category) {
            self.members.push((place.category.to_owned(), Vec::new()));
        }
        let Some((_, subcategories)) = self.members.last_mut() else { return };
        if subcategories.last().is_none_or(|(name, _)| name != place.subcategory) {
            subcategories.push((place.subcategory.to_owned(), Vec::new()));
        }
        let Some((_, slugs)) = subcategories.last_mut() else { return };
        if !slugs.iter().any(|known| known == key) {
            slugs.push(key.to_owned());
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
                let title = title_of(&owner);
                let known = self.titles.get(&slug(&title)).cloned();
                let key = known.unwrap_or_else(|| self.add(&title, None));
                self.by_owner.insert(owner.clone(), key);
            }
            if item.maturity().is_some()
                && let Some(key) = self.by_owner.get(&owner)
            {
                self.hosts.insert(key.clone());
            }
        }
    }

    fn add(&mut self, title: &str, owner: Option<String>) -> String {
        let key = slug(title);
        let organisation = Organisation {
            title: title.to_owned(),
            item: None,
            name: None,
            line: 0,
            tags: Vec::new(),
            joined: None,
        };
        self.all.entry(key.clone()).or_insert(organisation);
        self.titles.insert(key.clone(), key.clone());
        if let Some(owner) = owner {
            self.by_owner.entry(owner).or_insert_with(|| key.clone());
        }
        key
    }

    /// The relation of a project to its owner: a foundation hosts those that have a maturity.
    pub(super) fn relation(&self, item: &Item<'_>) -> Option<String> {
        let owner = self.by_owner.get(&item.owner()?)?;
        let is_host = self.hosts.contains(owner) && owner.contains("foundation");
        let is_hosted = item.maturity().is_some() && is_host;
        Some(if is_hosted { format!("{{company: {owner}, role: host}}") } else { owner.clone() })
    }

    /// Adds the pages, and one that lists the members of each category.
    pub(super) fn finish(self, intake: &mut Intake<'_>, provenance: &Provenance) -> Result<(), Rejection> {
        let source = provenance.slug();
        for (key, organisation) in &self.all {
            let mut draft = PageDraft::new(
                Kind::Company,
                key,
                &organisation.title,
                Some(organisation.line).filter(|line| *line > 0),
            );
            if let (Some(node), Some(name)) = (organisation.item, organisation.name) {
                Item { name, node, line: organisation.line }.describe(&mut draft, None);
            }
            draft.set_list("tags", &organisation.tags);
            draft.set("type", kind_of(organisation));
            draft.set_list("sources", std::slice::from_ref(&source));
            if let Some((date, text)) = &organisation.joined {
                draft.events.push(event(date, text, &source));
            }
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
        subcategories: &[(String, Vec<String>)],
        source: &str,
    ) -> Result<(), Rejection> {
        let mut draft = PageDraft::new(Kind::Chapter, &slug(category), category, None);
        if intake.has_draft(&draft.path()) {
            return Ok(());
        }
        draft.set_list("sources", &[source.to_owned()]);
        draft.keys.push(("autolink", "false".to_owned()));
        for (name, slugs) in subcategories {
            let link = |key: &String| {
                let title = self.all.get(key).map_or(key.as_str(), |one| one.title.as_str());
                format!("[{}](../companies/{key}.md)", plain_markdown(title))
            };
            let list = slugs.iter().map(link).collect::<Vec<_>>().join(",\n");
            _ = write!(draft.text, "## {}\n\n{list}\n\n", plain_markdown(name));
        }
        intake.page(draft)
    }
}

/// The name that is meant by one at Crunchbase: `red-hat` is Red Hat.
fn title_of(owner: &str) -> String {
    let capital = |word: &str| {
        let mut signs = word.chars();
        signs.next().map(|first| first.to_uppercase().chain(signs).collect::<String>()).unwrap_or_default()
    };
    owner.split('-').map(capital).collect::<Vec<_>>().join(" ")
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
