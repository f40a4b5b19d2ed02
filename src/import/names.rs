//! Names in data → slugs of pages: of those that are there, and of those that an import will make.

use super::slugs::{plain_name, wanted_slug};
use super::{Intake, Rejection};
use crate::diagnostic::did_you_mean;
use crate::model::{Found, Page, PageId};
use crate::parse::Kind;
use crate::paths::{self, SourcePath};
use crate::spelling::fold;

impl Intake<'_> {
    /// The page of a kind that bears this title or alias, or else this slug. A page whose title makes the slug and
    /// is another name is another thing.
    pub(super) fn known(&self, kind: Kind, slug: &str, title: &str) -> Option<&Page> {
        let site = self.site();
        let called = site.names.called(title).iter().map(|id| site.page(*id)).find(|page| {
            let front = page.front();
            let names = front.aliases.iter().chain(front.names.iter().map(|local| &local.name));
            let bears = |name: &str| fold(name) == fold(title);
            page.kind() == kind && names.chain([&front.title]).any(|name| bears(&name.value))
        });
        let at_slug = || site.names.slug(kind, slug).map(|id| site.page(id));
        let is_other = |page: &Page| {
            let title_makes_slug = [paths::slug(page.title()), wanted_slug(page.title())]
                .iter()
                .any(|slug| **slug == *page.slug);
            title_makes_slug && plain_name(page.title()) != plain_name(title)
        };
        called.or_else(|| at_slug().filter(|page| !is_other(page)))
    }

    /// The slug of the page of a name: of the one that is there or that is given to it already, or else `wanted`, with
    /// a number behind it where something else has that.
    pub(super) fn give_slug(&mut self, kind: Kind, name: &str, wanted: &str) -> String {
        if let Some(page) = self.known(kind, wanted, name) {
            return page.slug.to_string();
        }
        let key = (kind, plain_name(name));
        if let Some(slug) = self.given.by_name.get(&key) {
            return slug.clone();
        }
        let is_free = |slug: &String| {
            self.site().names.slug(kind, slug).is_none() && !self.given.taken.contains(&(kind, slug.clone()))
        };
        let numbered = (2..).map(|number: u32| format!("{wanted}-{number}"));
        let free = std::iter::once(wanted.to_owned()).chain(numbered).find(is_free);
        let slug = free.unwrap_or_else(|| wanted.to_owned());
        self.given.taken.insert((kind, slug.clone()));
        self.given.by_name.insert(key, slug.clone());
        slug
    }

    /// The slug of the page of a kind that is called so, or that this import makes of it; if there is none, the one it
    /// would have.
    pub(super) fn slug_of(&self, kind: Kind, name: &str) -> String {
        let site = self.site();
        if let Some(page) =
            self.known(kind, name, name).or_else(|| self.known(kind, &paths::slug(name), name))
        {
            return page.slug.to_string();
        }
        if let Some(given) = self.given.by_name.get(&(kind, plain_name(name))) {
            return given.clone();
        }
        let is_slug = |slug: &str| {
            site.names.slug(kind, slug).is_some() || self.given.taken.contains(&(kind, slug.to_owned()))
        };
        let wanted = wanted_slug(name);
        // What is only spelt like the slug of something else must not become that in silence.
        if is_slug(name) || wanted.is_empty() || is_slug(&wanted) { name.to_owned() } else { wanted }
    }

    /// The file of the page of a kind that has this slug, or will have it.
    pub(super) fn path_of(&self, kind: Kind, slug: &str) -> SourcePath {
        let site = self.site();
        let there = site.names.slug(kind, slug).map(|id| site.page(id).document.path.clone());
        there.unwrap_or_else(|| kind.file(slug))
    }

    /// The page that a name in the data means.
    pub(super) fn entity(&self, name: &str, line: usize) -> Result<PageId, Rejection> {
        let site = self.site();
        match site.find(name) {
            Found::One(id) => Ok(id),
            Found::Many(ids) => {
                let ways = ids.iter().map(|id| format!("`{}`", site.path_name(*id)));
                let help = format!("say which: {}", ways.collect::<Vec<_>>().join(", "));
                Err(Rejection::new(line, format!("several pages are called `{name}`")).help(help))
            }
            Found::None => {
                let titles = site.pages.iter().filter(|page| page.kind().is_entity());
                let help = did_you_mean(name, titles.flat_map(|page| [page.title(), &*page.slug]));
                Err(Rejection::new(line, format!("no page is called `{name}`")).help(help))
            }
        }
    }
}
