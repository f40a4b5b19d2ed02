//! A page as Markdown, for programs that read: the same view as that of its HTML.
//!
//! All of it is put together as events, as pulldown-cmark reads them, and spelled by pulldown-cmark-to-cmark, which knows
//! what has to be escaped where.

mod body;
mod claims;
mod exhibit;
mod foot;
mod head;
mod listing;
mod text;
mod walkthrough;

use super::body::Manner;
use crate::config::BaseUrl;
use crate::plan::PageInput;
use text::Text;

/// What is the same for all pages of a site.
pub(super) struct Frame<'a> {
    /// Where it is published.
    pub(super) base: &'a BaseUrl,
    /// The same in one text: the host as far as it is known, and the base path.
    pub(super) whole: &'a str,
    /// The name of the site.
    pub(super) site: &'a str,
}

impl Frame<'_> {
    /// A whole address for one that carries the base path already.
    fn address(&self, url: &str) -> String {
        if url.starts_with('/') { format!("{}{url}", self.base.origin) } else { url.to_owned() }
    }

    /// A whole address for one of the site without the base path.
    fn below(&self, url: &str) -> String {
        format!("{}{url}", self.whole)
    }
}

/// Writes a page.
pub(super) fn page(input: &PageInput, manner: Manner<'_>, frame: &Frame<'_>) -> String {
    let page = &input.view.page;
    let mut text = Text::default();
    head::title(&mut text, page, frame);
    if let Some(body) = &input.body {
        body::findings(&mut text, body, manner, frame);
    }
    head::figures(&mut text, page, frame);
    if let Some(body) = &input.body {
        body::write(&mut text, body, manner, frame);
    }
    for (name, exhibit) in &input.exhibits {
        // The course of a metric is among its figures.
        if !page.metrics.iter().any(|metric| metric.id == *name) {
            exhibit::write(&mut text, exhibit, frame);
        }
    }
    listing::write(&mut text, &input.view, frame);
    foot::write(&mut text, &input.view, frame);
    text.finish()
}
