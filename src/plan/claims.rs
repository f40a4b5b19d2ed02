//! What is wrong with the addresses that files claim: two at one address, and those that no disk can hold.

use std::sync::Arc;

use super::routes::{Claim, Router};
use crate::diagnostic::{Code, Diagnostic, Span};
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
                let ((file, _), (claim, _)) = (&self.routes[&self.folded[name]], &self.routes[path]);
                let folder: Vec<_> = path.as_str().split('/').take(depth).collect();
                found.push(self.collision(&UrlPath::file(&folder.join("/")), claim, file));
            }
        }
        self.diagnostics.extend(found);
    }

    pub(super) fn collision(&self, url: &UrlPath, second: &Claim, first: &Claim) -> Diagnostic {
        let ((first, first_span), (second, second_span)) = (self.describe(first), self.describe(second));
        let message = format!("two things claim the address `{url}`: {first} and {second}");
        let help = "rename a file, or take an alias away; case does not tell addresses apart".to_owned();
        let span = second_span.or_else(|| first_span.clone());
        let diagnostic = Diagnostic::new(Code::DuplicateUrl, span.clone(), message).help(help);
        match first_span {
            Some(other) if Some(&other) != span.as_ref() => {
                diagnostic.label("claimed here").related(other, "and here")
            }
            _ => diagnostic,
        }
    }

    /// Reports an address that no disk can hold. One below a page that is reported itself is no second mistake.
    pub(super) fn check_length(&mut self, path: &OutputPath, claim: &Claim) {
        let below_another = match claim {
            Claim::Exhibit(page, ..) => {
                self.site.url(*page).output().is_some_and(|page| page.excess().is_some())
            }
            Claim::Page(_) | Claim::Alias(..) | Claim::File(_) | Claim::Tag(..) | Claim::Generated(_) => {
                false
            }
        };
        let Some(excess) = path.excess().filter(|_| !below_another) else { return };
        let (what, span) = self.describe(claim);
        let message = format!("the address of {what} is longer than disks allow: {excess}");
        let help = "give it a shorter name".to_owned();
        self.diagnostics.push(Diagnostic::new(Code::BadName, span, message).help(help));
    }

    /// Reports an address that cannot be a file on Windows, where others may want to build the site.
    pub(super) fn check_portable(&mut self, path: &OutputPath, claim: &Claim) {
        let Some((part, end)) = path.unportable() else { return };
        // An exhibit has files of several kinds and one name.
        let name = path.as_str()[..end].trim_end_matches(".csv").trim_end_matches(".svg");
        if !self.unportable.insert(name.to_lowercase()) {
            return;
        }
        let (what, span) = self.describe(claim);
        let message = format!("Windows can have no file or folder `{part}`, so {what} cannot be built there");
        let help =
            "give it another name, or set `unportable-name = \"allow\"` under `[check]` in `book.toml`";
        self.diagnostics.push(Diagnostic::new(Code::UnportableName, span, message).help(help.to_owned()));
    }

    /// A claim in words, and the place where it is made.
    fn describe(&self, claim: &Claim) -> (String, Option<Span>) {
        match claim {
            Claim::Page(id) => {
                let page = self.site.page(*id);
                let span = page.span(&page.front().title.range);
                (format!("the page `{}`", page.document.path), Some(span))
            }
            Claim::Alias(id, alias, range) => {
                let page = self.site.page(*id);
                (format!("the alias `{alias}` of `{}`", page.document.path), Some(page.span(range)))
            }
            Claim::Exhibit(id, title, range) => {
                let page = self.site.page(*id);
                (format!("the file of `{title}` on `{}`", page.document.path), Some(page.span(range)))
            }
            Claim::File(source) => (format!("the file `{source}`"), Some(Span::new(source, 0..0))),
            Claim::Tag(slug, title) => (format!("the page of the tag `{title}`"), self.first_use(slug)),
            Claim::Generated(what) => (format!("the generated {what}"), None),
        }
    }

    /// Where a tag is first written.
    fn first_use(&self, slug: &str) -> Option<Span> {
        let page = self.site.page(*self.site.tag(slug)?.pages.first()?);
        let tag = page.front().tags.iter().find(|tag| tag.slug == slug)?;
        Some(page.span(&tag.name.range))
    }
}
