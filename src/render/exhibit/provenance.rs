//! The small print behind a figure or an event: the same markup as the components of the templates write.

use super::super::html::{href, text};
use crate::exhibit::Name;

/// When something was so and who says so. Empty if neither is known.
pub(super) fn provenance(date: Option<&str>, source: Option<&Name>, base: &str) -> String {
    let date = date.map(text);
    let source = source.map(|source| citation(source, &source.text, base));
    match (date, source) {
        (None, None) => String::new(),
        (Some(words), None) | (None, Some(words)) => format!("<span class=\"provenance\">{words}</span>"),
        (Some(date), Some(source)) => format!("<span class=\"provenance\">{date} · {source}</span>"),
    }
}

/// A link to a source that reads as `words`; its whole title is in the tooltip.
pub(super) fn citation(source: &Name, words: &str, base: &str) -> String {
    let (title, words) = (text(&source.text), text(words));
    match &source.url {
        Some(url) => {
            format!("<a href=\"{}\" title=\"Source: {title}\">{words}</a>", href(&format!("{base}{url}")))
        }
        None => format!("<span title=\"Source: {title}\">{words}</span>"),
    }
}

/// What speaks against a figure or an event; never left out where the figure is shown.
pub(super) fn doubt(words: &str) -> String {
    format!("<span class=\"doubt\"><b>Remark:</b> {}</span>", text(words))
}
