//! What the tests look at: the report of this repository, built in memory and published under a sub-path, and
//! beside it a few pages that have every fault the tests look for.

use std::collections::BTreeMap;
use std::path::Path;

use fieldbook::config::BaseUrl;
use fieldbook::diagnostic::any_error;
use fieldbook::files::{DiskFiles, Files as Source, MemoryFiles};
use fieldbook::pipeline::{self, Build, Options, Silent};

use crate::server::{Files, Server};

/// The report stands below the root of its host, as a project's pages do.
const BASE: &str = "/report/";

/// Every template makes at least one of the pages looked at.
const TEMPLATES: &[&str] = &[
    "404.html",
    "changes.html",
    "chapter.html",
    "chapters.html",
    "companies.html",
    "company.html",
    "compare.html",
    "data.html",
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
    "page.html",
    "part.html",
    "project.html",
    "projects.html",
    "search.html",
    "source.html",
    "sources.html",
    "tag.html",
    "tags.html",
    "timeline.html",
];

/// The page of the fixture that has every form of exhibit, and where the fixture is published beside the report.
const EXHIBITS: (&str, &str) = ("exhibits.md", "/report/lights/exhibits/");

/// Files of the faulty pages.
const FAULTY: &[(&str, &str)] = &[
    ("/faulty/colour.html", include_str!("pages/colour.html")),
    ("/faulty/layout.html", include_str!("pages/layout.html")),
    ("/faulty/policy.html", include_str!("pages/policy.html")),
    ("/faulty/script.html", include_str!("pages/script.html")),
    ("/faulty/script.js", include_str!("pages/script.js")),
];

/// A site with what the report has none of: a project and an organisation with one slug, a project in a folder below
/// those of all, signs in names, and no columns. It is published beside the report.
const TEAS: &[(&str, &str)] = &[
    ("book.toml", "[book]\ntitle = \"Teas\"\n[metrics.cups]\nlabel = \"Cups\"\n"),
    ("content/index.md", "---\ntitle: Teas\n---\nWelcome.\n"),
    (
        "content/about.md",
        "---\ntitle: About\n---\nThis and that on oolong, a tea of [Cash](companies/cash.md), and [[puer#cups]].\n",
    ),
    ("content/domains/green.md", "---\ntitle: Green\n---\n"),
    (
        "content/projects/leaf.md",
        "---\ntitle: Leaf\ndomain: green\ncompanies: [leaf]\nfacts:\n  - {metric: cups, value: 7, as-of: 2020}\n---\n",
    ),
    (
        "content/projects/china/oolong.md",
        "---\ntitle: Oolong\ndomain: green\nfacts:\n  - {metric: cups, value: 8, as-of: 2020}\n---\n",
    ),
    (
        "content/projects/sencha.md",
        "---\ntitle: Sencha\ndomain: green\nfacts:\n  - {metric: cups, value: 9, as-of: 2020}\n---\n",
    ),
    (
        "content/projects/puer.md",
        "---\ntitle: Pu'er\ndomain: green\nfacts:\n  - {metric: cups, value: 7, as-of: 2021}\n  \
            - {metric: cups, value: 9, as-of: 2022, note: Counted in March, doubt: Too many.}\n---\n",
    ),
    (
        "content/companies/leaf.md",
        "---\ntitle: Leaf Ltd\nfacts:\n  - {metric: cups, value: 40, as-of: 2021}\n---\n",
    ),
    (
        "content/companies/cash.md",
        "---\ntitle: Cash $& Carry\nfacts:\n  - {metric: cups, value: 50, as-of: 2021}\n---\n",
    ),
];

/// A page that the tests open.
pub(crate) struct Page {
    /// What it is made by: `project.html`.
    pub(crate) template: String,
    /// Its place on the host: `/report/projects/tikv/`.
    pub(crate) path: String,
    /// Its whole address.
    pub(crate) url: String,
}

/// Publishes the report and chooses the pages to look at.
pub(crate) fn publish() -> (Server, Vec<Page>) {
    let mut chosen = BTreeMap::new();
    let server = Server::start("/report/404.html", |origin| {
        let report = build(&on_disk(""), &format!("{origin}{BASE}"));
        chosen = choose(&report);
        let output = report.output.iter().map(|(path, bytes)| (format!("{BASE}{path}"), bytes.clone()));
        let faulty = FAULTY.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().into()));
        let fixture = build(&on_disk("tests/fixtures/exhibits"), &format!("{origin}{BASE}lights/"));
        let fixture = fixture.output.into_iter().map(|(path, bytes)| (format!("{BASE}lights/{path}"), bytes));
        let mut teas = MemoryFiles::default();
        for (path, text) in TEAS {
            teas.insert(path, *text);
        }
        let teas = build(&teas, &format!("{origin}{BASE}teas/"));
        let teas = teas.output.into_iter().map(|(path, bytes)| (format!("{BASE}teas/{path}"), bytes));
        let stars = build(&stars(), &format!("{origin}{BASE}stars/"));
        let stars = stars.output.into_iter().map(|(path, bytes)| (format!("{BASE}stars/{path}"), bytes));
        output.chain(faulty).chain(fixture).chain(teas).chain(stars).collect::<Files>()
    });
    let pages = chosen.into_iter().map(|(template, path)| {
        let url = format!("{}{path}", server.origin);
        Page { template, path, url }
    });
    let mut pages: Vec<_> = pages.collect();
    let templates: Vec<_> = pages.iter().map(|page| page.template.as_str()).collect();
    assert_eq!(templates, TEMPLATES, "every template makes a page, and every page is looked at");
    let (name, path) = EXHIBITS;
    let url = format!("{}{path}", server.origin);
    pages.push(Page { template: name.to_owned(), path: path.to_owned(), url });
    (server, pages)
}

/// A site with so many projects that their directory has parts. The last of them shines most, and three are red.
fn stars() -> MemoryFiles {
    let mut files = MemoryFiles::default();
    let book = "[book]\ntitle = \"Stars\"\n[directory]\nprojects = [\"light\"]\n[metrics.light]\nlabel = \"Light\"\n";
    files.insert("book.toml", book);
    files.insert("content/index.md", "---\ntitle: Stars\n---\nSo many.\n");
    for number in 0..580 {
        let letter = ["A", "B", "C"][number % 3];
        let red = if number >= 577 { "tags: [red]\n" } else { "" };
        let text = format!(
            "---\ntitle: {letter} {number:03}\n{red}facts:\n  - {{metric: light, value: {number}, as-of: 2020}}\n---\n"
        );
        files.insert(&format!("content/projects/star-{number}.md"), text.as_str());
    }
    files
}

/// The site in a folder of this repository.
fn on_disk(folder: &str) -> DiskFiles {
    DiskFiles::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
}

fn build(files: &impl Source, base: &str) -> Build {
    let base_url = Some(BaseUrl::parse(base).expect("an address"));
    let build = pipeline::build(files, &Options { base_url, ..Options::default() }, &Silent).unwrap();
    assert!(!any_error(&build.diagnostics), "the report has errors");
    build
}

/// The longest page of each template: it holds most of what can go wrong. A chapter has to have code and a table.
fn choose(build: &Build) -> BTreeMap<String, String> {
    let mut longest: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for path in build.output.keys() {
        let page = build.rendered.get(path);
        let Some(template) = page.and_then(|page| page.template.as_deref()) else { continue };
        let html = String::from_utf8_lossy(&build.output[path]);
        if template == "chapter.html" && !(html.contains("<pre") && html.contains("<table")) {
            continue;
        }
        // The error page is met at addresses of any depth, and there its links have to work.
        let url = match template {
            "404.html" => format!("{BASE}projects/no/such/page"),
            _ => format!("{BASE}{}", path.url().as_str().trim_start_matches('/')),
        };
        let best = longest.entry(template.to_owned()).or_default();
        *best = std::mem::take(best).max((html.len(), url));
    }
    longest.into_iter().map(|(template, (_, url))| (template, url)).collect()
}
