//! Markdown twins: which pages have one, and what it is made of.

use super::{PageInput, SpecialPage};
use crate::model::Overview;
use crate::paths::UrlPath;

/// What a twin is called, beside the `index.html` of its page.
pub(super) const FILE: &str = "index.md";

/// The address of the twin of a page in a folder of its own; `None` for any other page.
pub(super) fn twin_url(page: &UrlPath) -> Option<UrlPath> {
    let folder = page.as_str().strip_suffix('/')?;
    Some(UrlPath::file(format!("{folder}/{FILE}").trim_start_matches('/')))
}

impl SpecialPage {
    /// Whether a text can say what it shows: what is searched and compared needs a browser, and the data files hold all
    /// figures and editions already.
    pub(super) fn has_twin(self) -> bool {
        match self {
            Self::Home
            | Self::Tags
            | Self::Directory(_)
            | Self::Overview(
                Overview::Timeline | Overview::Network | Overview::Changes | Overview::Disagreements,
            ) => true,
            Self::NotFound
            | Self::Search
            | Self::Compare
            | Self::Data
            | Self::Editions
            | Self::Overview(Overview::Figures) => false,
        }
    }
}

/// Says on a page where its twin is.
pub(super) fn with_twin(mut input: PageInput) -> PageInput {
    let page = &mut input.view.page;
    page.twin = page.url.ends_with('/').then(|| format!("{}{FILE}", page.url));
    input
}
