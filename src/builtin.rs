//! The theme every site starts with. A file of the same name in `templates/` or `static/` takes its place.

macro_rules! files {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("builtin/", $folder, "/", $name)))),*]
    };
}

/// The style sheet of the theme, by its path below `static/`.
pub const STYLE_SHEET: &str = "css/fieldbook.css";

/// The files that it is written in.
pub const STYLE_PARTS: [&str; 3] = ["css/exhibits.css", "css/fieldbook.css", "css/report.css"];

/// Files that are published, by their path below `static/`. The style sheet is written in parts and published as one
/// file: each more would be one more that a page waits for.
pub const STATIC: &[(&str, &str)] = &[
    (
        STYLE_SHEET,
        concat!(
            include_str!("builtin/static/css/fieldbook.css"),
            include_str!("builtin/static/css/exhibits.css"),
            include_str!("builtin/static/css/report.css")
        ),
    ),
    ("js/cards.js", include_str!("builtin/static/js/cards.js")),
    ("js/cite.js", include_str!("builtin/static/js/cite.js")),
    ("js/compare.js", include_str!("builtin/static/js/compare.js")),
    ("js/directory.js", include_str!("builtin/static/js/directory.js")),
    ("js/frame.js", include_str!("builtin/static/js/frame.js")),
    ("js/search-page.js", include_str!("builtin/static/js/search-page.js")),
    ("js/search.js", include_str!("builtin/static/js/search.js")),
    ("js/walkthrough.js", include_str!("builtin/static/js/walkthrough.js")),
];

/// The report that a new site starts with, by its path in the site. Names that start with `dot-` have a dot there: a
/// package leaves out files that are named like those of this repository's own set-up.
pub const STARTER: &[(&str, &str)] = files!["starter":
    "README.md",
    "book.toml",
    "content/chapters/tides/index.md",
    "content/chapters/tides/owners.md",
    "content/chapters/tides/plants.md",
    "content/companies/kelda-marine.md",
    "content/companies/northshore-power.md",
    "content/companies/university-of-saltmouth.md",
    "content/domains/barrages.md",
    "content/domains/open-current.md",
    "content/index.md",
    "content/projects/kelda-sound-array.md",
    "content/projects/minch-kite.md",
    "content/projects/norrick-lagoon.md",
    "content/projects/saltmouth-barrage.md",
    "content/sources/harbour-yearbook-2024.md",
    "content/sources/tide-survey-2023.md",
    "dot-editorconfig",
    "dot-github/workflows/pages.yml",
    "dot-gitignore",
    "dot-vscode/settings.json",
    "dot-vscode/tasks.json",
];

/// Templates, by their name.
pub const TEMPLATES: &[(&str, &str)] = files!["templates":
    "404.html",
    "_backlinks.html",
    "_below.html",
    "_body.html",
    "_cite.html",
    "_contested.html",
    "_doubts.html",
    "_edit.html",
    "_entity.html",
    "_events.html",
    "_facts.html",
    "_findings.html",
    "_footer.html",
    "_head.html",
    "_header.html",
    "_heading.html",
    "_links.html",
    "_list.html",
    "_notes.html",
    "_pager.html",
    "_print_section.html",
    "_profile.html",
    "_project_figures.html",
    "_relations.html",
    "_relations_in_full.html",
    "_search.html",
    "_siblings.html",
    "_since.html",
    "_source.html",
    "_sources.html",
    "_subjects.html",
    "_tags.html",
    "_toc.html",
    "_uses.html",
    "base.html",
    "chapter.html",
    "chapters.html",
    "companies.html",
    "compare.html",
    "company.html",
    "components.html",
    "data.html",
    "changes.html",
    "disagreements.html",
    "domain.html",
    "domains.html",
    "edition.html",
    "editions.html",
    "exhibit.html",
    "figures.html",
    "frame.html",
    "home.html",
    "network.html",
    "overview.html",
    "page.html",
    "part.html",
    "print.html",
    "project.html",
    "projects.html",
    "search.html",
    "source.html",
    "sources.html",
    "tag.html",
    "tags.html",
    "timeline.html",
];
