//! The small print behind a figure or an event: the same markup as the components of the templates write.

use super::html::{Html, element};
use crate::exhibit::Name;

/// When something was so, which leads to where it is stated, and who says so; nothing if neither is known.
pub(super) fn provenance(date: Option<&str>, source: Option<&Name>, url: &str, base: &str) -> Option<Html> {
    let date = date.map(|date| element("a").href(format_args!("{base}{url}")).text(date).into());
    let source = source.map(|source| citation(source, &source.text, base));
    let known = Html::join([date, source].into_iter().flatten(), " · ");
    (!known.is_empty()).then(|| element("span").class("provenance").with(known).into())
}

/// A link to where a figure is stated that reads as `words`; of one that stands in a block, the words alone.
pub(super) fn to_fact(url: Option<&str>, source: Option<&Name>, words: &str, base: &str) -> Html {
    let words = Html::default().text(words);
    let Some(url) = url else { return words };
    let link = element("a").href(format_args!("{base}{url}"));
    let link = match source {
        Some(source) => link.attr("title", format_args!("Source: {}", source.text)),
        None => link,
    };
    link.with(words).into()
}

/// A link to a source that reads as `words`; its whole title is in the tooltip.
pub(super) fn citation(source: &Name, words: &str, base: &str) -> Html {
    let cited = match &source.url {
        Some(url) => element("a").href(format_args!("{base}{url}")),
        None => element("span"),
    };
    cited.attr("title", format_args!("Source: {}", source.text)).text(words).into()
}

/// What speaks against a figure or an event; never left out where the figure is shown.
pub(super) fn doubt(words: &str) -> Html {
    element("span").class("doubt").with(element("b").text("Remark:")).text(" ").text(words).into()
}
