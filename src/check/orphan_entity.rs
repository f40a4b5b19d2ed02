//! A project or company that readers find in the directory only.

use crate::diagnostic::{Code, Diagnostic, Need};
use crate::link::Links;
use crate::model::{Page, Site};
use crate::parse::Kind;

pub(super) fn check(site: &Site, links: &Links, diagnostics: &mut Vec<Diagnostic>) {
    let entities = site.pages.iter().filter(|page| page.kind().is_entity());
    for page in entities.filter(|page| is_orphan(links, page)) {
        let span = page.span(&page.front().title.range);
        let message = format!("nothing mentions the {} `{}`", page.kind().name(), page.title());
        let help =
            "mention it on a page it belongs to, or relate another project or company to it".to_owned();
        let kinds = if page.kind() == Kind::Project { "projects" } else { "companies" };
        let problem = Diagnostic::new(Code::OrphanEntity, span, message).help(help);
        diagnostics.push(problem.theme(format!("{kinds} that nothing mentions")).needing(Need::Heads));
    }
}

/// A domain's table shows its projects, so those that have one can be found.
fn is_orphan(links: &Links, page: &Page) -> bool {
    let references = &page.references;
    links.to(page.id).is_empty()
        && references.domain.is_none()
        && references.projects.is_empty()
        && references.companies.is_empty()
        && references.related.is_empty()
}
