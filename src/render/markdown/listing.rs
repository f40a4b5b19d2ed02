//! What a page lists: directories, tags, domains, the ways into a report.

use super::Frame;
use super::claims::{bracketed, commas, to};
use super::foot::{entries, entry};
use super::text::{Text, Words};
use crate::plan::view::{
    BranchView, DoorView, FigureCellView, GroupView, ListingView, RowView, TemplateView,
};

pub(super) fn write<'a>(text: &mut Text<'a>, view: &'a TemplateView, frame: &Frame<'_>) {
    let ListingView { columns, groups, also, branches, doors, parts, count, rest, sparse, .. } =
        &view.listing;
    entries(text, "Chapters", &view.page.details.chapters, frame);
    if !parts.is_empty() {
        text.paragraph(Words::default().text("By letter: ").with(commas(parts, frame)));
    }
    if !parts.is_empty() && *rest > 0 {
        let told =
            format!("The {} of {count} of which there is most to say; all of them by letter.", count - rest);
        text.paragraph(Words::default().text(told));
    }
    for DoorView { title, links } in doors {
        text.section(title.as_str());
        text.list(links.iter().map(|link| {
            let count = link.count.map(|count| bracketed(Words::default().text(count.to_string())));
            let page = Words::default().link(link.label.as_str(), frame.address(&link.url));
            Words::join([Some(page), count].into_iter().flatten(), " ")
        }));
    }
    if !branches.is_empty() {
        if view.page.kind == "domain" {
            text.section("Domains within it");
        }
        let mut lines = Vec::new();
        tree(branches, "", &mut lines, frame);
        text.list(lines);
    }
    for GroupView { id: _, heading, rows } in groups {
        let has_counts = rows.first().is_some_and(|row| !row.figures.is_empty());
        match (heading, view.listing.name) {
            (Some(heading), _) => text.section(heading.title.as_str()),
            (None, "domain") => text.section("Projects"),
            (None, "home") => text.section(if has_counts { "Parts" } else { "Chapters" }),
            (None, _) => {}
        }
        text.list(rows.iter().map(|line| row(line, columns, frame)));
    }
    if !sparse.is_empty() {
        let left_out =
            format!("Left out, since fewer than a third of the rows fill it: {}.", sparse.join(", "));
        text.paragraph(Words::default().text(left_out));
    }
    if !also.is_empty() {
        text.section(if *rest > 0 { "More projects" } else { "Also mentioned" });
        text.list(also.iter().map(|line| row(line, columns, frame)));
    }
}

/// Every domain with the way to it, so that none is nested deeper than a program reads.
fn tree<'a>(branches: &'a [BranchView], above: &str, lines: &mut Vec<Words<'a>>, frame: &Frame<'_>) {
    for BranchView { page, count, projects, branches } in branches {
        let count = (*count > 0).then(|| bracketed(Words::default().text(count.to_string())));
        let name = Words::default().text(above.to_owned()).with(entry(page, frame));
        let projects = commas(projects, frame);
        let name = Words::join([Some(name), count].into_iter().flatten(), " ");
        lines.push(Words::join([name, projects], ": "));
        tree(branches, &format!("{above}{} › ", page.title), lines, frame);
    }
}

/// An entry with what the directory says of it.
fn row<'a>(row: &'a RowView, columns: &'a [String], frame: &Frame<'_>) -> Words<'a> {
    let RowView { page, logo: _, domain, related, used, uses, country, class, tags: _, figures } = row;
    let word = |word: &'a Option<String>| word.as_deref().map(|word| Words::default().text(word));
    let uses = uses.iter().map(|used| Words::default().text(used.as_str()));
    let used = Words::join([commas(used, frame)].into_iter().chain(uses), ", ");
    let labelled = |label: &'static str, words: Words<'a>| {
        (!words.is_empty()).then(|| Words::default().text(label).with(words))
    };
    let known = [
        domain.as_ref().map(|domain| to(domain, frame)),
        word(class),
        word(country),
        labelled(if page.kind == "company" { "projects: " } else { "by " }, commas(related, frame)),
        labelled(if page.kind == "company" { "uses " } else { "used by " }, used),
    ];
    let figures = columns.iter().zip(figures).filter_map(|(label, cell)| {
        Some(Words::default().text(label.as_str()).text(": ").with(figure(cell.as_ref()?, frame)))
    });
    let known = Words::join(known.into_iter().flatten().chain(figures), "; ");
    Words::join([entry(page, frame), bracketed(known)], " ")
}

fn figure<'a>(cell: &'a FigureCellView, frame: &Frame<'_>) -> Words<'a> {
    let FigureCellView { value, sort: _, date, age, contested, url } = cell;
    let url = url.as_ref().map(|url| frame.address(url)).unwrap_or_default();
    let date = date.as_ref().map(|date| Words::default().link(date.text.as_str(), url));
    let age = age.as_deref().map(|age| Words::default().text(age));
    let differ = contested.then(|| Words::default().text("sources differ"));
    let small = Words::join([date, age, differ].into_iter().flatten(), ", ");
    Words::join([Words::default().text(value.as_str()), small], ", ")
}
