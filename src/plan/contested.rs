//! Whether a page prints a figure on which sources differ, and so has to say what the sign behind it means.

use super::view::{FactView, ListingView, PageView, TemplateView};
use super::{Planner, SpecialPage};
use crate::link::{Resolved, Target};
use crate::model::Overview;

impl Planner<'_> {
    /// The view with the address of the page that lists all disagreements, if the page or its text, in which `links`
    /// stand, prints a figure on which sources differ. Charts and tables say themselves what the sign means.
    pub(super) fn with_sign(&self, view: TemplateView, links: &[Resolved]) -> TemplateView {
        let is_printed = prints(&view.page) || lists(&view.listing) || links.iter().any(is_contested);
        let contested =
            is_printed.then(|| self.address(&SpecialPage::Overview(Overview::Disagreements).url()));
        TemplateView { page: PageView { contested, ..view.page }, ..view }
    }
}

fn is_contested(link: &Resolved) -> bool {
    matches!(&link.target, Target::Figure(figure) if figure.standing.contested)
}

fn prints(page: &PageView) -> bool {
    let own = page.metrics.iter().flat_map(|metric| &metric.facts);
    let projects = page.project_figures.iter().flat_map(|project| &project.figures);
    let uses = page.uses.iter().filter_map(|one| one.figure.as_ref());
    let cited = projects.chain(uses).chain(&page.details.cited_facts).map(|cited| &cited.fact);
    own.chain(cited).any(|fact: &FactView| fact.contested)
}

fn lists(listing: &ListingView) -> bool {
    let rows = listing.groups.iter().flat_map(|group| &group.rows).chain(&listing.also);
    let mut cells = rows.flat_map(|row| row.figures.iter().flatten());
    cells.any(|cell| cell.contested) || listing.ledger.iter().any(|row| row.fact.contested)
}
