//! The line below an exhibit: where it comes from, what is to be said of it, and where it can be had.

use super::html::{Html, element, name};
use crate::exhibit::{Exhibit, ExhibitFiles, Name};

/// So many sources are named in the line; all of them stand in the notes.
pub(super) const NAMED: usize = 3;

/// What stands below an exhibit.
#[derive(Default)]
pub(super) struct Foot<'a> {
    /// What must not be overlooked: how much is left out, what is missing.
    pub(super) told: String,
    /// Where the figures come from, each once.
    pub(super) sources: Vec<&'a Name>,
    /// From when they are.
    pub(super) dates: Option<String>,
    /// The fine print, which is shown on request.
    pub(super) notes: Html,
}

/// What is to be said of a picture that was drawn on paper.
pub(super) struct Drawn<'a> {
    /// What it shows, in words.
    pub(super) description: String,
    /// What its marks mean.
    pub(super) explained: Option<String>,
    /// What stands below it; without notes.
    pub(super) foot: Foot<'a>,
}

/// Every name once, in the order of the first of each.
pub(super) fn distinct<'a>(names: impl IntoIterator<Item = &'a Name>) -> Vec<&'a Name> {
    let mut found: Vec<&Name> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

pub(super) fn render(exhibit: &Exhibit, foot: &Foot, base: &str) -> Option<Html> {
    let Foot { notes, .. } = foot;
    let said = said(foot, base).map(|said| element("p").with(said).line());
    let summary = element("summary").text("Notes");
    let summary = summary.with(element("span").class("visually-hidden").text(" and all figures"));
    let notes = (!notes.is_empty()).then(|| {
        let details = element("details").class("more notes").newline().with(summary.line());
        details.with(notes.clone()).line()
    });
    let files = files(exhibit, base).map(|files| element("p").class("files").with(files).line());
    let parts: Html = [said, notes, files].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| element("div").class("exhibit-foot").newline().with(parts).line())
}

/// `The 10 largest of 46. Sources: Survey, Log (2016 to June 2021)`.
fn said(foot: &Foot, base: &str) -> Option<Html> {
    let Foot { told, sources, dates, .. } = foot;
    let named = Html::join(sources.iter().take(NAMED).map(|source| name(source, base)), ", ");
    let label = if sources.len() == 1 { "Source: " } else { "Sources: " };
    let more = sources.len().saturating_sub(NAMED);
    let named = if more > 0 { named.text(format_args!(" and {more} more")) } else { named };
    let source = match (sources.is_empty(), dates) {
        (true, None) => None,
        (true, Some(dates)) => Some(Html::default().text("Figures of ").text(dates)),
        (false, None) => Some(Html::default().text(label).with(named)),
        (false, Some(dates)) => {
            Some(Html::default().text(label).with(named).text(format_args!(" ({dates})")))
        }
    };
    let told = (!told.is_empty()).then(|| Html::default().text(told));
    let said = Html::join([told, source].into_iter().flatten(), " ");
    (!said.is_empty()).then_some(said)
}

/// `Sources: Survey, Log (2016 to June 2021)`, in words.
pub(super) fn credit(foot: &Foot) -> Option<String> {
    let Foot { sources, dates, .. } = foot;
    let names: Vec<_> = sources.iter().map(|source| source.text.as_str()).collect();
    let label = if names.len() == 1 { "Source" } else { "Sources" };
    match (names.as_slice(), dates) {
        ([], None) => None,
        ([], Some(dates)) => Some(format!("Figures of {dates}")),
        (names, None) => Some(format!("{label}: {}", names.join(", "))),
        (names, Some(dates)) => Some(format!("{label}: {} ({dates})", names.join(", "))),
    }
}

/// Where it can be had as files, and where all data can.
fn files(exhibit: &Exhibit, base: &str) -> Option<Html> {
    let ExhibitFiles { data, csv, svg, share } = &exhibit.files;
    let file = |words: &str, url: &String| {
        let link = element("a").href(format_args!("{base}{url}")).flag("download");
        // Links of several exhibits that read alike are told apart.
        Html::from(link.attr("aria-label", format_args!("{words}: {}", exhibit.title)).text(words))
    };
    let data = data.as_ref().map(|url| element("a").href(format_args!("{base}{url}")).text("Data").into());
    let csv = csv.as_ref().map(|url| file("CSV", url));
    let svg = svg.as_ref().map(|url| file("SVG", url));
    let share = share.as_ref().map(|url| {
        let link = element("a").href(format_args!("{base}{url}"));
        link.attr("aria-label", format_args!("Share: {}", exhibit.title)).text("Share").into()
    });
    let links = Html::join([data, csv, svg, share].into_iter().flatten(), " · ");
    (!links.is_empty()).then_some(links)
}
