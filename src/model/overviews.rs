//! Whether there is anything for the pages that show the report as a whole.

use super::{Site, Tracked};

/// What a site has of that which belongs to no single page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overviews {
    /// Events.
    pub events: bool,
    /// Relations between projects and companies, or among either.
    pub relations: bool,
    /// Facts on which sources differ.
    pub disagreements: bool,
}

impl Overviews {
    pub(super) fn of(site: &Site) -> Self {
        let tracked = Tracked::new(site);
        Self {
            events: site.pages.iter().any(|page| !page.front().events.is_empty()),
            relations: site.pages.iter().filter(|page| page.kind().is_entity()).any(|page| {
                let references = &page.references;
                !(references.companies.is_empty()
                    && references.projects.is_empty()
                    && references.related.is_empty())
            }),
            disagreements: site.pages.iter().any(|page| !tracked.disagreements(page).is_empty()),
        }
    }
}
