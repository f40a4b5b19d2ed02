//! The theme every site starts with. A file of the same name in `templates/` or `static/` takes its place.

macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("builtin/", $folder, "/", $name)))),*]
    };
}

/// Files that are published, by their path below `static/`.
pub const STATIC: &[(&str, &str)] =
    files!["static": "css/exhibits.css", "css/fieldbook.css", "js/walkthrough.js"];

/// Templates, by their name.
pub const TEMPLATES: &[(&str, &str)] = files!["templates":
    "404.html",
    "_backlinks.html",
    "_below.html",
    "_body.html",
    "_doubts.html",
    "_edit.html",
    "_entity.html",
    "_events.html",
    "_facts.html",
    "_footer.html",
    "_head.html",
    "_links.html",
    "_list.html",
    "_notes.html",
    "_pager.html",
    "_relations.html",
    "_siblings.html",
    "_sources.html",
    "_subjects.html",
    "_tags.html",
    "_toc.html",
    "base.html",
    "chapter.html",
    "chapters.html",
    "companies.html",
    "company.html",
    "components.html",
    "disagreements.html",
    "domain.html",
    "domains.html",
    "home.html",
    "network.html",
    "overview.html",
    "page.html",
    "part.html",
    "project.html",
    "projects.html",
    "source.html",
    "sources.html",
    "tag.html",
    "tags.html",
    "timeline.html",
];
