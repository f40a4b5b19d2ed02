//! What is wrong with the addresses that files claim: two at one address, and those that no disk can hold.

use std::sync::Arc;

use super::claim::{self, Claim};
use super::routes::Router;
use crate::diagnostic::{Code, Diagnostic};
use crate::paths::{OutputPath, UrlPath};

impl Router<'_> {
    /// A file cannot have the name of a folder.
    pub(super) fn check_folders(&mut self) {
        // Nearly all files are pages, called `index.html`, and folders are not called so.
        let odd = self.folded.keys().any(|path| path.contains("index.html/"));
        let could_be_folder = |path: &&Arc<str>| odd || !path.ends_with("index.html");
        let mut found = Vec::new();
        for name in self.folded.keys().filter(could_be_folder) {
            let inside = format!("{name}/");
            let depth = inside.matches('/').count();
            let below = self.folded.range(Arc::from(inside.as_str())..);
            for (_, path) in below.take_while(|(folded, _)| folded.starts_with(&inside)) {
                let ((file, _), (other, _)) = (&self.routes[&self.folded[name]], &self.routes[path]);
                let folder: Vec<_> = path.as_str().split('/').take(depth).collect();
                found.push(claim::collision(&self.site, &UrlPath::file(&folder.join("/")), other, file));
            }
        }
        self.diagnostics.extend(found);
    }

    /// Reports an address that no disk can hold. One below a page that is reported itself is no second mistake.
    pub(super) fn check_length(&mut self, path: &OutputPath, claim: &Claim) {
        let below_another = match claim {
            Claim::Exhibit(page, ..) => {
                self.site.url(*page).output().is_some_and(|page| page.excess().is_some())
            }
            Claim::Page(_)
            | Claim::Alias(..)
            | Claim::Shared(..)
            | Claim::File(_)
            | Claim::Tag(..)
            | Claim::Edition(_)
            | Claim::FrozenSite(_)
            | Claim::Generated(_) => false,
        };
        let Some(excess) = path.excess().filter(|_| !below_another) else { return };
        let (what, span) = claim.describe(&self.site);
        let message = format!("the address of {what} is longer than disks allow: {excess}");
        let help = "give it a shorter name".to_owned();
        self.diagnostics.push(Diagnostic::new(Code::BadName, span, message).help(help));
    }

    /// Reports an address that cannot be a file on Windows, where others may want to build the site.
    pub(super) fn check_portable(&mut self, path: &OutputPath, claim: &Claim) {
        // What was published at the time keeps its names, and nobody can give it others.
        if matches!(claim, Claim::FrozenSite(_)) {
            return;
        }
        let Some((part, end)) = path.unportable() else { return };
        // An exhibit has files of several kinds and one name.
        let name = path.as_str()[..end].trim_end_matches(".csv").trim_end_matches(".svg");
        if !self.unportable.insert(name.to_lowercase()) {
            return;
        }
        let (what, span) = claim.describe(&self.site);
        let message = format!("Windows can have no file or folder `{part}`, so {what} cannot be built there");
        let help =
            "give it another name, or set `unportable-name = \"allow\"` under `[check]` in `book.toml`";
        self.diagnostics.push(Diagnostic::new(Code::UnportableName, span, message).help(help.to_owned()));
    }
}
