//! The small print behind a figure or an event: the same markup as the components of the templates write.

use super::html::{Html, element};
use crate::exhibit::{CitedRemark, Name, Standing};
use crate::grammar::web_host;
use crate::model::{Age, Overview};

/// When something was so, which leads to where it is stated, and who says so and where; nothing if neither is known.
pub(super) fn provenance(
    date: Option<&str>,
    source: Option<&Name>,
    at: Option<&str>,
    url: &str,
    base: &str,
) -> Option<Html> {
    let date = date.map(|date| element("a").href(format_args!("{base}{url}")).text(date).into());
    let source = source.map(|source| located(citation(source, &source.text, base), at));
    let known = Html::join([date, source].into_iter().flatten(), " · ");
    (!known.is_empty()).then(|| element("span").class("provenance").with(known).into())
}

/// The sign behind a figure on which sources differ; nothing behind others.
pub(super) fn contested(standing: &Standing) -> Option<Html> {
    let sign = element("span").attr("aria-hidden", "true").text(CONTESTED);
    let words = element("span").class("visually-hidden").text(" (sources differ)");
    let mark = element("span").class("contested").attr("title", "Sources differ on this figure");
    standing.contested.then(|| mark.with(sign).with(words).into())
}

/// The sign by itself, for labels in pictures.
pub(super) const CONTESTED: &str = "≠";

/// What the sign means, with a link to the page that lists all disagreements.
pub(super) fn contested_legend(base: &str) -> Html {
    let page = Overview::Disagreements.name();
    let all = element("a").href(format_args!("{base}/{page}/")).text("all disagreements");
    let sign = element("span").attr("aria-hidden", "true").text(CONTESTED).text(" ");
    Html::from(sign).text("Sources differ on this figure: it leads to what each says (").with(all).text(").")
}

/// How old a figure is, behind its date; nothing of one that is as new as it has to be.
pub(super) fn age(age: Option<Age>) -> Option<Html> {
    age.map(|age| element("span").class("age").text(age).into())
}

/// A link to where a figure is stated that reads as `words`, with its source in the tooltip; of one that stands in a block, the words alone.
pub(super) fn to_fact(url: Option<&str>, source: Option<&str>, words: &str, base: &str) -> Html {
    let words = Html::default().text(words);
    let Some(url) = url else { return words };
    let link = element("a").href(format_args!("{base}{url}"));
    let link = match source {
        Some(source) => link.attr("title", format_args!("Source: {source}")),
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

/// A source with the place in it.
fn located(source: Html, at: Option<&str>) -> Html {
    match at {
        Some(at) => source.text(", ").text(at),
        None => source,
    }
}

/// What speaks against a figure or an event; never left out where the figure is shown. Readers are told whose words it
/// is: those of a source, or the authors' own reading.
pub(super) fn doubt(remark: &CitedRemark, base: &str) -> Html {
    let cited = cited(remark, base);
    let label = if cited.is_empty() { "Our reading:" } else { "Remark:" };
    let small = (!cited.is_empty()).then(|| element("span").class("provenance").with(cited).into());
    let parts = [Some(element("b").text(label).into()), Some(Html::default().text(&remark.text)), small];
    element("span").class("doubt").with(Html::join(parts.into_iter().flatten(), " ")).into()
}

/// Where a remark is from: `Survey, p. 12 · example.org, retrieved 26 November 2026`.
fn cited(remark: &CitedRemark, base: &str) -> Html {
    let CitedRemark { text: _, source, at, link, retrieved } = remark;
    let at = at.as_deref();
    let outside = |link: &String| {
        let page = element("a").href(link).text(web_host(link)).into();
        let page = located(page, at.filter(|_| source.is_none()));
        match retrieved {
            Some(date) => page.text(", retrieved ").text(date),
            None => page,
        }
    };
    let source = source.as_ref().map(|source| located(citation(source, &source.text, base), at));
    Html::join([source, link.as_ref().map(outside)].into_iter().flatten(), " · ")
}
