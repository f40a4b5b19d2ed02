//! The report of this repository as it is published: nothing is wrong with it, and each of its pages is what
//! browsers, screen readers and a strict Content-Security-Policy want.

mod facts;
pub(crate) mod html;
mod samples;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use fieldbook::diagnostic::{self, Format};
use fieldbook::files::DiskFiles;
use fieldbook::pipeline::{self, Build, Options, Silent};

use html::{Tag, decode, tags};

/// Built once for all tests.
static REPORT: LazyLock<Build> = LazyLock::new(|| {
    let files = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR")));
    let options = Options { deny_warnings: true, ..Options::default() };
    pipeline::build(&files, &options, &Silent).unwrap()
});

/// A page as it is published.
struct Page {
    path: &'static str,
    html: &'static str,
    tags: Vec<Tag>,
}

impl Page {
    fn named<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Tag> {
        self.tags.iter().filter(move |tag| tag.name == name)
    }

    /// Whether it does nothing but send readers on.
    fn is_redirect(&self) -> bool {
        self.named("meta").any(|tag| tag.get("http-equiv") == Some("refresh"))
    }
}

/// The published files with an extension, and their text.
fn texts(extension: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = REPORT.output.iter().map(|(path, bytes)| (path.as_str(), bytes));
    let files = files.filter(move |(path, _)| path.rsplit('.').next() == Some(extension));
    files.map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap()))
}

fn pages() -> Vec<Page> {
    let pages: Vec<_> = texts("html").map(|(path, html)| Page { path, html, tags: tags(html) }).collect();
    assert!(pages.len() > 100, "there are only {} pages", pages.len());
    pages
}

/// Fails with everything that is wrong with any page.
#[track_caller]
fn expect_none(problem: impl Fn(&Page) -> Vec<String>) {
    let found: Vec<_> = pages()
        .iter()
        .flat_map(|page| problem(page).into_iter().map(|what| format!("{}: {what}", page.path)))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn nothing_is_wrong_with_the_report() {
    let Build { diagnostics, texts, .. } = &*REPORT;
    assert!(diagnostics.is_empty(), "\n{}", diagnostic::render(diagnostics, texts, Format::Human, false));
}

#[test]
fn the_data_files_are_what_their_descriptor_says() {
    crate::data::check_package(&|path| {
        let extension = path.rsplit('.').next().unwrap();
        texts(extension).find(|(name, _)| *name == path).map(|(_, text)| text).unwrap()
    });
}

#[test]
fn every_page_has_exactly_one_first_heading() {
    expect_none(|page| match page.named("h1").count() {
        1 => Vec::new(),
        0 if page.is_redirect() => Vec::new(),
        count => vec![format!("{count} h1")],
    });
}

#[test]
fn every_page_has_a_title_a_language_and_a_main_part() {
    expect_none(|page| {
        let title = page.html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        let titled = title.is_some_and(|(title, _)| !decode(title).trim().is_empty());
        let root = page.named("html").next();
        let language = root.and_then(|tag| tag.get("lang")).is_some_and(|lang| !lang.is_empty());
        let main = page.named("main").count() == 1 || page.is_redirect();
        let wants = [("title", titled), ("lang", language), ("main", main)];
        wants.iter().filter(|(_, has)| !has).map(|(what, _)| format!("no {what}")).collect()
    });
}

#[test]
fn no_two_pages_have_one_title() {
    let mut seen = BTreeSet::new();
    for page in pages().into_iter().filter(|page| !page.is_redirect()) {
        let title = page.html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        let (title, _) = title.unwrap();
        assert!(seen.insert(title), "{}: a page before it is called `{title}` too", page.path);
    }
}

#[test]
fn no_page_needs_an_inline_script_or_style() {
    expect_none(|page| {
        let code = |tag: &&Tag| {
            tag.name == "style" || (tag.name == "script" && tag.get("src").is_none() && !is_data(tag))
        };
        let elements = page.tags.iter().filter(code).map(|tag| format!("<{}>", tag.name));
        let attributes = page.tags.iter().flat_map(|tag| &tag.attributes);
        let inline = attributes.filter(|(name, value)| {
            name == "style" || name.starts_with("on") || value.trim_start().starts_with("javascript:")
        });
        elements.chain(inline.map(|(name, value)| format!("{name}=\"{value}\""))).collect()
    });
}

/// Whether a script is a block of data, which nothing runs.
fn is_data(script: &Tag) -> bool {
    script.get("type") == Some("application/ld+json")
}

#[test]
fn no_id_stands_twice_on_a_page() {
    expect_none(|page| {
        let mut seen = BTreeSet::new();
        let ids = page.tags.iter().filter_map(|tag| tag.get("id"));
        ids.filter(|id| !seen.insert(*id)).map(|id| format!("id=\"{id}\"")).collect()
    });
}

#[test]
fn labels_and_descriptions_refer_to_something_on_the_page() {
    expect_none(|page| {
        let ids: BTreeSet<_> = page.tags.iter().filter_map(|tag| tag.get("id")).collect();
        let names = ["aria-labelledby", "aria-describedby", "aria-controls", "for"];
        let references = page.tags.iter().flat_map(|tag| names.iter().filter_map(|name| tag.get(name)));
        let missing = references.flat_map(str::split_whitespace).filter(|id| !ids.contains(id));
        missing.map(|id| format!("nothing has the id `{id}`")).collect()
    });
}

#[test]
fn no_page_loads_anything_from_another_host() {
    expect_none(|page| {
        let loaded = page.tags.iter().flat_map(loaded_by);
        let here = |address: &&str| {
            let own = address.starts_with('/') && !address.starts_with("//");
            own || address.starts_with("data:image/")
        };
        loaded.filter(|address| !here(address)).map(|address| format!("loads {address}")).collect()
    });
}

/// The addresses that a browser fetches by itself for an element.
fn loaded_by(tag: &Tag) -> Vec<&str> {
    let fetched = ["src", "poster", "data", "background"].iter().filter_map(|name| tag.get(name));
    let candidates = tag.get("srcset").into_iter().flat_map(|set| set.split(','));
    let candidates = candidates.filter_map(|one| one.split_whitespace().next());
    let kinds =
        ["stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"];
    let relations = tag.get("rel").unwrap_or_default();
    let linked = tag.name == "link" && relations.split_whitespace().any(|rel| kinds.contains(&rel));
    let used = ["use", "image"].contains(&tag.name.as_str());
    fetched.chain(candidates).chain(tag.get("href").filter(|_| linked || used)).collect()
}

#[test]
fn no_style_sheet_loads_anything_from_another_host() {
    let sheets: Vec<_> = texts("css").collect();
    assert!(!sheets.is_empty());
    for (path, css) in sheets {
        assert!(!css.contains("@import"), "{path} imports a sheet");
        let addresses = css.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'']));
        let foreign = addresses.filter(|address| !address.starts_with("data:"));
        for address in foreign.filter_map(|address| address.split(')').next()) {
            assert!(!address.contains("//"), "{path} loads {address}");
        }
    }
}

#[test]
fn pictures_have_words_for_those_who_cannot_see_them() {
    expect_none(|page| {
        let mute = page.named("img").filter(|tag| tag.get("alt").is_none());
        mute.map(|tag| format!("an img without alt: {}", tag.get("src").unwrap_or_default())).collect()
    });
}
