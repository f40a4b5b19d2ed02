//! The site before and after: every link shows the same words and leads to the same place under its new address.

use std::iter::zip;

use super::subject::Subject;
use super::{Refusal, Rename};
use crate::link::{PrintedFigure, Resolved, Target};
use crate::paths::SourcePath;
use crate::rendered_site::RenderedSite;

/// Refuses the rename if a link, a mention or a figure would mean something else.
pub(super) fn same_meaning(
    rename: &Rename<'_>,
    before: &RenderedSite,
    after: &RenderedSite,
    moved: Option<&(SourcePath, SourcePath)>,
) -> Result<(), Refusal> {
    for page in &before.site.pages {
        let path = &page.document.path;
        let new = moved.filter(|(old, _)| old == path).map_or(path, |(_, new)| new);
        let Some(other) = after.site.by_path.get(new) else { return Err(differs(path)) };
        let (old, new) = (before.links.on(page.id), after.links.on(*other));
        let same = |(old, new): (&Resolved, &Resolved)| meaning(rename, old) == meaning(rename, new);
        if old.len() != new.len() || !zip(old.iter(), new.iter()).all(same) {
            return Err(differs(path));
        }
    }
    Ok(())
}

fn differs(path: &SourcePath) -> Refusal {
    let message = format!("a link in `{path}` would mean something else, so nothing was written");
    Refusal::new(message, "choose another name".to_owned())
}

/// What a link shows, and the page it leads to. Anchors were checked with the errors of the new site.
fn meaning<'l>(rename: &Rename<'_>, link: &'l Resolved) -> (Option<&'l str>, Option<String>) {
    let page = |url: &str| Some(place(rename, url.split('#').next().unwrap_or_default()));
    match &link.target {
        Target::Internal { url, text, .. } => (text.as_deref(), page(url)),
        Target::Mention { url, .. } => (None, page(url)),
        Target::Figure(PrintedFigure { text, url, .. }) => (Some(text), page(url)),
        Target::External(url) => (None, Some(place(rename, url))),
        Target::Broken(_) => (None, None),
    }
}

/// An address with the last part of the subject's taken for the old one.
fn place(rename: &Rename<'_>, url: &str) -> String {
    let Subject::Page(page) = rename.subject else { return url.to_owned() };
    let old = page.url.to_string();
    let parent = old.trim_end_matches('/').rsplit_once('/').map_or("", |(parent, _)| parent);
    if url == format!("{parent}/{}/", rename.new) { old } else { url.to_owned() }
}
