//! What stands below the text of a page: its events, what is said of it elsewhere, its sources and its address.

use super::Frame;
use super::claims::{bracketed, cited, event, figure, remark, to, usage};
use super::text::{Text, Words};
use crate::plan::view::{BacklinkView, DetailsView, LinkView, PageView, TemplateView};
use crate::render::citation;

pub(super) fn write<'a>(text: &mut Text<'a>, view: &'a TemplateView, frame: &Frame<'_>) {
    let page = &view.page;
    used(text, page, frame);
    from_source(text, &page.details, frame);
    for (title, events) in [("Timeline", &page.events), ("Predictions", &page.predictions)] {
        if !events.is_empty() {
            text.section(title);
            text.list(events.iter().map(|one| event(one, None, frame)));
        }
    }
    if !page.doubts.is_empty() {
        text.section("Remarks");
        text.list(page.doubts.iter().map(|doubt| remark(doubt, frame)));
    }
    entries(text, "Sources", &page.sources, frame);
    if !page.backlinks.is_empty() {
        text.section("Mentioned in");
        text.list(page.backlinks.iter().map(|link| backlink(link, frame)));
    }
    end(text, view, frame);
}

/// What the projects of a company count, and what it uses besides.
fn used<'a>(text: &mut Text<'a>, page: &'a PageView, frame: &Frame<'_>) {
    if !page.project_figures.is_empty() {
        text.section("Figures of its projects");
        text.list(page.project_figures.iter().flat_map(|project| {
            project
                .figures
                .iter()
                .map(|figure| to(&project.page, frame).text(", ").with(cited(figure, frame)))
        }));
    }
    if !page.uses.is_empty() {
        text.section("Uses");
        text.list(page.uses.iter().map(|used| {
            let what = Words::default().text(used.what.as_str());
            let figure = used.figure.as_ref().map(|figure| bracketed(cited(figure, frame)));
            let reading = used.reading.as_deref();
            let reading = reading.map(|reading| Words::default().text("Our reading: ").text(reading));
            let parts = [Some(what), Some(usage(&used.usage, frame)), figure, reading];
            Words::join(parts.into_iter().flatten(), " ")
        }));
    }
}

/// What the report takes from a source.
fn from_source<'a>(text: &mut Text<'a>, details: &'a DetailsView, frame: &Frame<'_>) {
    entries(text, "Pages that rest on it", &details.cited_by, frame);
    if !details.cited_facts.is_empty() {
        text.section("Figures from it");
        text.list(details.cited_facts.iter().map(|cited| {
            let of = to(&cited.page, frame).text(", ").text(cited.label.as_str()).text(": ");
            of.with(figure(&cited.fact.text, &cited.fact, &cited.disputed_by, None, frame))
        }));
    }
    if !details.cited_events.is_empty() {
        text.section("Events from it");
        text.list(details.cited_events.iter().map(|(page, one)| event(one, Some(page), frame)));
    }
}

/// Pages below a heading, each with its sentence.
pub(super) fn entries<'a>(text: &mut Text<'a>, title: &'a str, pages: &'a [LinkView], frame: &Frame<'_>) {
    if !pages.is_empty() {
        text.section(title);
        text.list(pages.iter().map(|page| entry(page, frame)));
    }
}

/// A page with its sentence.
pub(super) fn entry<'a>(page: &'a LinkView, frame: &Frame<'_>) -> Words<'a> {
    let summary = page.summary.as_deref().map(|summary| Words::default().text(summary));
    Words::join([Some(to(page, frame)), summary].into_iter().flatten(), ": ")
}

fn backlink<'a>(link: &'a BacklinkView, frame: &Frame<'_>) -> Words<'a> {
    let BacklinkView { page, before, mention, after } = link;
    let quoted = |words: Words<'a>| Words::default().text("“").with(words).text("”");
    let mention = (!mention.is_empty()).then(|| {
        let words = Words::default().text(before.as_str()).text(mention.as_str());
        quoted(words.text(after.as_str()))
    });
    Words::join([Some(to(page, frame)), mention].into_iter().flatten(), ": ")
}

/// Since when the page is there, how it is cited, and its address.
fn end<'a>(text: &mut Text<'a>, view: &'a TemplateView, frame: &Frame<'_>) {
    let page = &view.page;
    text.rule();
    let line = |label: &'static str| Words::default().text(label);
    let contested = page.contested.as_ref().map(|all| {
        let all = Words::default().link("all disagreements", frame.address(all));
        line("Where sources differ on a figure, its address leads to what each says (").with(all).text(").")
    });
    let since = page.since.as_ref().filter(|_| page.kind != "home");
    let figures =
        if page.metrics.is_empty() { "." } else { ", like its figures, unless one says otherwise." };
    let since =
        since.map(|edition| line("In the report since the edition ").with(to(edition, frame)).text(figures));
    let new = (page.is_new && page.kind != "home").then(|| line("Not yet in an edition of the report."));
    let cited = page.citation.as_ref().map(|cited| line("Cite as: ").text(citation::plain(cited)));
    let address = page.permalink.as_deref().unwrap_or(&page.url);
    let address = line("Page: ").address(address);
    let edit = page.edit_url.as_deref().map(|url| line("Edit: ").address(url));
    let DetailsView { previous, next, .. } = &page.details;
    let [previous, next] = [("Previous: ", previous), ("Next: ", next)]
        .map(|(label, page)| page.as_ref().map(|page| line(label).with(to(page, frame))));
    let site = line("Part of ").link(frame.site.to_owned(), frame.below("/"));
    text.list(
        [previous, next, contested, since, new, cited, Some(address), edit, Some(site)].into_iter().flatten(),
    );
}
