//! Names in data → slugs of pages.

use super::{Intake, Rejection};
use crate::diagnostic::did_you_mean;
use crate::model::{Found, PageId};
use crate::parse::Kind;
use crate::paths::slug;

impl Intake<'_> {
    /// The slug of the page of a kind that is called so; if there is none, the one it would have.
    pub(super) fn slug_of(&self, kind: Kind, name: &str) -> String {
        match self.known(kind, name, name) {
            Some(page) => page.slug.to_string(),
            None => slug(name),
        }
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
