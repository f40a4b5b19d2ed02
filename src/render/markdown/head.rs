//! The top of a page: its name, one sentence, what is to be known at a glance, and its figures.

use pulldown_cmark::HeadingLevel;

use super::Frame;
use super::claims::{commas, figure, to, usage};
use super::text::{Text, Words};
use crate::plan::view::{DetailsView, PageView, RelationView};

/// What the other end of a relation is to a project, and to a company.
const ROLES: [(&str, &str, &str); 7] = [
    ("developer", "Developed by", "Develops"),
    ("contributor", "Contributions by", "Contributes to"),
    ("host", "Hosted by", "Hosts"),
    ("sponsor", "Sponsored by", "Sponsors"),
    ("user", "Used by", "Uses"),
    ("customer", "Customers", "Customer of"),
    ("related", "Related organisations", "Related to"),
];

pub(super) fn title<'a>(text: &mut Text<'a>, page: &'a PageView, frame: &Frame<'_>) {
    text.heading(HeadingLevel::H1, page.title.as_str());
    let names = page.names.iter().map(|name| Words::default().text(name.text.as_str()));
    text.paragraph(Words::join(names, " · "));
    text.paragraph(Words::default().text(page.summary.as_deref().unwrap_or_default()));
    let glance = glance(page, frame);
    text.list(
        glance
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(label, words)| Words::default().text(label).text(": ").with(words)),
    );
}

/// What stands beside the text of a page: each with its label.
fn glance<'a>(page: &'a PageView, frame: &Frame<'_>) -> Vec<(&'static str, Words<'a>)> {
    let DetailsView {
        domain,
        also_in,
        origin,
        licensing,
        organisation,
        country,
        publisher,
        language,
        archive,
        retrieved,
        part,
        ..
    } = &page.details;
    let words = |words: &'a Option<String>| Words::default().text(words.as_deref().unwrap_or_default());
    let date = |date: Option<&'a crate::plan::view::DateView>| {
        Words::default().text(date.map_or("", |date| date.text.as_str()))
    };
    let link = |link: &'a Option<crate::plan::view::LinkView>| {
        link.as_ref().map(|link| to(link, frame)).unwrap_or_default()
    };
    let authors = page.authors.iter().map(|author| Words::default().text(author.as_str()));
    let mut glance = vec![
        (
            "In",
            if part.is_some() || domain.is_some() {
                Words::default()
            } else {
                commas(&page.breadcrumbs, frame)
            },
        ),
        ("Authors", Words::join(authors, ", ")),
        ("Published", date(page.date.as_ref())),
        ("Updated", date(page.updated.as_ref())),
        ("Part", link(part)),
        ("Domain", link(domain)),
        (if domain.is_some() { "Also in" } else { "Domains" }, commas(also_in, frame)),
        ("Kind", words(organisation)),
        ("Licensing", words(licensing)),
        ("Country", words(country)),
        ("Origin", words(origin)),
        ("Publisher", words(publisher)),
        ("Language", words(language)),
        ("Archived copy", link(archive)),
        ("Retrieved", date(retrieved.as_ref())),
    ];
    glance.extend(relations(page, frame));
    glance.extend([
        ("Related", commas(&page.related, frame)),
        ("Links", commas(&page.links, frame)),
        ("Tags", commas(&page.tags, frame)),
    ]);
    glance
}

/// The relations of an entity by role; those of another page name what it is about.
fn relations<'a>(page: &'a PageView, frame: &Frame<'_>) -> Vec<(&'static str, Words<'a>)> {
    let related = |relation: &'a RelationView| {
        let usage = usage(&relation.usage, frame);
        Words::join([to(&relation.page, frame), usage], " ")
    };
    if !matches!(page.kind, "project" | "company") {
        let all = |relations: &'a [RelationView]| {
            Words::join(relations.iter().map(|relation| to(&relation.page, frame)), ", ")
        };
        return vec![("Projects", all(&page.projects)), ("Organisations", all(&page.companies))];
    }
    let of = |relations: &'a [RelationView], role: &str| {
        Words::join(relations.iter().filter(|relation| relation.role == role).map(related), "; ")
    };
    let behind = ROLES.iter().map(|(role, words, _)| (*words, of(&page.companies, role)));
    let own = ROLES.iter().map(|(role, _, words)| (*words, of(&page.projects, role)));
    behind.chain(own).collect()
}

/// The figures by metric: the newest first, older ones and other sources' below it.
pub(super) fn figures<'a>(text: &mut Text<'a>, page: &'a PageView, frame: &Frame<'_>) {
    if page.metrics.is_empty() {
        return;
    }
    let since = page.since.as_ref().map(|edition| edition.url.as_str());
    text.section("Figures");
    text.list(page.metrics.iter().flat_map(|metric| &metric.facts).zip(labels(page)).map(|(fact, label)| {
        let label = Words::default().strong(Words::default().text(label));
        label.text(": ").with(figure(&fact.labelled, fact, &[], since, frame))
    }));
}

/// The label of each fact: every line says what it counts, so that it can be quoted alone.
fn labels(page: &PageView) -> impl Iterator<Item = &str> {
    page.metrics.iter().flat_map(|metric| metric.facts.iter().map(|_| metric.label.as_str()))
}
