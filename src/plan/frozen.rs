//! The sites of editions within the living one: which of their files are published, and what is put into their pages.
//!
//! A page there is what it was, but for three things: search engines are led to the page of today, a line says which
//! edition this is, and the style sheets and scripts that the living site has byte for byte are those.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::claim::Claim;
use super::edition::edition_url;
use super::routes::{FrozenFileRoute, Route, Router};
use super::view::LinkView;
use super::{Planner, View};
use crate::frozen::{self, FrozenRole, FrozenSite};
use crate::paths::{DATA, OutputPath, UrlPath, is_generated};

/// A page of the site of an edition, and what is put into it.
#[derive(Clone, Debug, Hash)]
pub struct FrozenInput {
    /// The page as it was built.
    pub bytes: Arc<[u8]>,
    /// What search engines are to take for it, with the host; `None` if that is the page itself, or no host is known.
    pub canonical: Option<String>,
    /// The line that says which edition this is; `None` on what is only shown in other pages or leads on to one.
    pub banner: Option<FrozenBanner>,
    /// What addresses of the site begin with.
    pub folder: String,
    /// What addresses of the living site begin with.
    pub base: String,
    /// The paths that are taken from there.
    pub shared: Arc<BTreeSet<OutputPath>>,
}

/// The line that says which edition a page belongs to.
#[derive(Clone, Debug, Hash)]
pub struct FrozenBanner {
    /// The edition.
    pub edition: LinkView,
    /// The address of the page as it is today; `None` if there is none any more.
    pub living: Option<String>,
}

impl Router<'_> {
    /// The files of the sites of editions. Called when all else is planned, since they lead there.
    pub(super) fn frozen(&mut self) {
        let sites: Vec<_> = self.site.editions().sites().values().cloned().collect();
        for site in sites {
            let shared = self.shared_with(&site);
            let files: Vec<_> = site.files.iter().filter(|(path, _)| !shared.contains(*path)).collect();
            let shared =
                Arc::new(shared.into_iter().chain(self.for_machines(&site)).collect::<BTreeSet<_>>());
            for (path, file) in files {
                let url = UrlPath::file(&format!("{}/{path}", frozen::folder(&site.name)));
                let living = file.page.as_ref().and_then(|page| self.living(page));
                let (edition, path) = (site.name.clone(), path.clone());
                let claim = Claim::FrozenSite(edition.clone());
                let route = FrozenFileRoute { edition, path, living, shared: shared.clone() };
                self.add(&url, claim, Route::Frozen(Box::new(route)));
            }
        }
    }

    /// The files that the living site has under the same path with the same bytes, and that are the same wherever they
    /// stand.
    fn shared_with(&self, site: &FrozenSite) -> BTreeSet<OutputPath> {
        let alone = site.files.iter().filter(|(_, file)| file.role == FrozenRole::Alone);
        let same = alone.filter(|(path, file)| match self.routes.get(*path) {
            Some((_, Route::File(bytes))) => **bytes == *file.bytes && is_plain(path),
            _ => false,
        });
        same.map(|(path, _)| path.clone()).collect()
    }

    /// The files for machines that only the living site has: links to its feed, say, lead there.
    fn for_machines(&self, site: &FrozenSite) -> Vec<OutputPath> {
        let is_missing = |path: &&OutputPath| is_generated(path.as_str()) && !site.files.contains_key(*path);
        self.routes
            .keys()
            .filter(is_missing)
            .filter(|path| !path.as_str().starts_with(DATA))
            .cloned()
            .collect()
    }

    /// The page that is published at a path today, or the one that it leads on to.
    fn living(&self, path: &OutputPath) -> Option<UrlPath> {
        match &self.routes.get(path)?.1 {
            Route::Redirect(id) => Some(self.site.url(*id).clone()),
            route => route.is_page().then(|| path.url()),
        }
    }
}

/// Whether an address in HTML is spelt as the path is.
fn is_plain(path: &OutputPath) -> bool {
    path.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte))
}

impl Planner<'_> {
    /// What addresses of the site of an edition begin with.
    pub(super) fn folder_of_edition(&self, name: &str) -> String {
        self.address(&UrlPath::file(&frozen::folder(name)))
    }

    /// Where the site of an edition is published, if it is.
    pub(super) fn site_of_edition(&self, name: &str) -> Option<String> {
        let is_there = self.site.editions().sites().contains_key(name);
        is_there.then(|| format!("{}/", self.folder_of_edition(name)))
    }

    /// A file of the site of an edition.
    pub(super) fn frozen_file(&self, route: &FrozenFileRoute) -> View {
        let FrozenFileRoute { edition, path, living, shared } = route;
        let editions = self.site.editions();
        let file = editions.sites().get(edition).and_then(|site| site.files.get(path));
        let Some((file, edition)) = file.zip(editions.get(edition)) else { return View::Text(String::new()) };
        let banner = match file.role {
            FrozenRole::Page => {
                let url = self.address(&edition_url(&edition.name, ""));
                let edition = LinkView { title: edition.title(), url, ..LinkView::default() };
                Some(FrozenBanner { edition, living: living.as_ref().map(|url| self.address(url)) })
            }
            FrozenRole::Part => None,
            FrozenRole::Alone | FrozenRole::File => return View::File(file.bytes.clone()),
        };
        View::Frozen(Box::new(FrozenInput {
            bytes: file.bytes.clone(),
            canonical: living.as_ref().and_then(|url| self.permalink(url)),
            banner,
            folder: self.folder_of_edition(&edition.name),
            base: self.site.config().base.path.clone(),
            shared: shared.clone(),
        }))
    }
}
