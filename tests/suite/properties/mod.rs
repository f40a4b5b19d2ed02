//! What holds for every site, tried on random ones.

mod format;
mod growth;
mod links;
mod numbers;
mod sites;

use std::collections::BTreeSet;
use std::path::Path;

use fieldbook::config::{self, BaseUrl};
use fieldbook::diagnostic::{Diagnostic, Severity, any_error};
use fieldbook::files::{DiskFiles, FileContent, Files};
use fieldbook::parse::{self, Document, LinkKind};
use fieldbook::paths::{OutputPath, SourcePath, slug};
use fieldbook::pipeline::{self, Build, Options, Silent};
use fieldbook::render::OutputTree;
use fieldbook::source::SourceFile;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{TestError, TestRunner};

use crate::site::Site;
use sites::{RandomSite, sites};

/// The address random sites are published at: everything in it must be kept.
const BASE: &str = "https://report.example/deep/re-po/";

fn config(cases: u32) -> ProptestConfig {
    // Shrinking builds the site again and again; beyond this, what is left is small enough to read.
    ProptestConfig { cases, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() }
}

/// Tries a property and shows the smallest case that breaks it, as text rather than as one long line.
fn hold<T: std::fmt::Debug>(
    cases: u32,
    strategy: &impl Strategy<Value = T>,
    property: impl Fn(T) -> Result<(), TestCaseError>,
) {
    match TestRunner::new(config(cases)).run(strategy, property) {
        Ok(()) => {}
        Err(TestError::Fail(reason, case)) => panic!("{reason}\nfor {case:#?}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

fn in_memory(site: &RandomSite) -> Site {
    let empty = Site::parse("").at(BASE);
    site.files.iter().fold(empty, |site, (path, text)| site.with(path, text))
}

/// Builds with so many threads.
fn build_with(threads: usize, files: &dyn Files) -> Build {
    let options = Options { base_url: BaseUrl::parse(BASE), ..Options::default() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| pipeline::build(files, &options, &Silent)).unwrap()
}

#[test]
fn every_link_of_a_random_site_leads_somewhere_below_its_base_path() {
    hold(300, &sites(), |site| {
        let built = in_memory(&site).build();
        let report = built.report();
        let Build { output, diagnostics, rendered, .. } = &built.0;
        prop_assert!(!built.codes().contains(&"template-error"), "{}", report);
        prop_assert!(!(site.sound && any_error(diagnostics)), "nothing is wrong with it:\n{}", report);
        let broken = links::broken(output, &BaseUrl::parse(BASE).unwrap());
        if !any_error(diagnostics) {
            prop_assert!(broken.is_empty(), "broken links: {broken:#?}\n{}", report);
            let repeated = links::repeated_ids(output);
            prop_assert!(repeated.is_empty(), "two elements with one id: {repeated:#?}");
        } else if output.len() == rendered.plan.routes.len() {
            let seen = |code: &&str| ["dead-link", "broken-link"].contains(code);
            let reported = built.codes().iter().any(seen);
            prop_assert!(reported || broken.is_empty(), "broken: {broken:#?}\n{report}");
        }
        let running = links::running(output);
        prop_assert!(running.is_empty(), "content got through as script or style: {running:#?}");
        stays_inside(output)
    });
}

/// Fails for a path that leaves the output folder, or that some system takes for another path of the site.
fn stays_inside(output: &OutputTree) -> Result<(), TestCaseError> {
    let mut folded = BTreeSet::new();
    for path in output.keys().map(OutputPath::as_str) {
        let parts = || path.split('/');
        let safe = parts().all(|part| !["", ".", ".."].contains(&part) && !part.contains(['\\', '\0']));
        prop_assert!(safe && Path::new(path).is_relative(), "{path} is no path below the output folder");
        prop_assert!(folded.insert(path.to_lowercase()), "two paths differ in case only: {path}");
    }
    Ok(())
}

#[test]
fn threads_and_the_order_of_files_leave_no_trace() {
    hold(40, &sites(), |site| {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in site.files.iter().rev() {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let one = build_with(1, &in_memory(&site).files);
        let reversed = RandomSite { files: site.files.iter().rev().cloned().collect(), ..site };
        let others =
            [build_with(4, &in_memory(&reversed).files), build_with(4, &DiskFiles::new(folder.path()))];
        for other in others {
            prop_assert_eq!(&one.diagnostics, &other.diagnostics);
            prop_assert!(one.output.keys().eq(other.output.keys()), "other files are published");
            let differing = one.output.iter().find(|(path, bytes)| other.output[*path] != **bytes);
            prop_assert!(differing.is_none(), "other bytes at {}", differing.unwrap().0);
        }
        Ok(())
    });
}

#[test]
fn slugs_are_safe_and_stay_as_they_are() {
    hold(5000, &any::<String>(), |text| {
        let once = slug(&text);
        prop_assert_eq!(slug(&once), once.clone());
        let safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        prop_assert!(once.chars().all(safe), "{once:?}");
        prop_assert!(!once.starts_with('-') && !once.ends_with('-'), "{once:?}");
        Ok(())
    });
}

/// Bits of front matter, of Markdown, and of what neither of them is.
const BITS: &[&str] = &[
    "---\n",
    "\n",
    "\n\n",
    " ",
    "  ",
    "title: ",
    "aliases: [",
    "]",
    "facts:\n",
    "  - {metric: lines, ",
    "value: ",
    "}",
    "from: 2",
    "1e999",
    "-7",
    "'",
    "\"",
    "|\n  x\n",
    ">-\n",
    "&a ",
    "*a",
    "? ",
    "extra: {a: [1, {b: ~}]}\n",
    "events:\n  - date: 2016-13\n",
    "title: x\n",
    "\u{feff}",
    "\r\n",
    "\0",
    "ß",
    "数据",
    "👩‍👩‍👧",
    "# ",
    "## H {#i}\n",
    "[[",
    "]]",
    "|",
    "#",
    "[a](",
    ")",
    "![",
    "`",
    "```rust mark=1-\n",
    "~~~\n",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "[^1]",
    "[^1]: ",
    "* ",
    "1. ",
    "> [!NOTE]\n",
    "\\",
    "***",
    "_",
    "|-|-|\n",
    ": ",
    "\t",
    "draft: yes\n",
    "!!str ",
    "Alpha ",
    "[[Alpha]]",
    "<div>\n",
    "<p onclick=x>",
];

/// Files that are nearly right, which reach further into a parser than noise does.
fn soup() -> impl Strategy<Value = Vec<u8>> {
    let bit = prop_oneof![8 => select(BITS).prop_map(str::to_owned), 1 => any::<String>()];
    let closed = vec(bit, 0..40).prop_map(|bits| bits.concat());
    (any::<bool>(), closed).prop_map(|(opened, text)| {
        let opening = if opened { "---\ntitle: x\n" } else { "" };
        format!("{opening}{text}").into_bytes()
    })
}

#[test]
fn no_file_is_too_broken_to_be_read() {
    const PATHS: &[&str] =
        &["content/projects/a.md", "content/companies/b.md", "content/sources/c.md", "content/index.md"];
    let bytes = prop_oneof![1 => vec(any::<u8>(), 0..200), 6 => soup()];
    hold(10_000, &(select(PATHS), bytes), |(path, bytes)| {
        let file = SourceFile { path: SourcePath::new(path), content: bytes.clone().into() };
        let (document, diagnostics) = parse::parse(&file);
        // What is no UTF-8 is shown with a mark in its place, and the places are those of what is shown.
        let text = String::from_utf8_lossy(&bytes);
        for diagnostic in &diagnostics {
            points_into(&text, path, diagnostic)?;
        }
        places_lie_in_the_file(&document)
    });
}

#[test]
fn no_text_is_too_broken_to_be_rendered() {
    let empty = Site::parse("").at(BASE).with("content/projects/Alpha.md", "---\ntitle: Alpha\n---\n");
    hold(300, &soup(), |bytes| {
        let built =
            empty.clone().with("content/projects/soup.md", &bytes).with("content/soup.md", &bytes).build();
        let output = &built.0.output;
        prop_assert!(!built.codes().contains(&"template-error"), "{}", built.report());
        prop_assert_eq!(links::running(output), [""; 0]);
        if !any_error(&built.0.diagnostics) {
            prop_assert_eq!(links::broken(output, &BaseUrl::parse(BASE).unwrap()), [""; 0]);
            prop_assert_eq!(links::repeated_ids(output), [""; 0]);
        }
        Ok(())
    });
}

/// Bits of a `book.toml`, right and wrong.
const TOML_BITS: &[&str] = &[
    "[book]\n",
    "title = ",
    "\"x\"",
    "'",
    "\n",
    "[metrics.lines]\n",
    "label = ",
    "[check]\n",
    "orphan-entity = ",
    "\"warn\"",
    "[output.html]\n",
    "site-url = ",
    "\"/../\"",
    "[",
    "]",
    "{",
    "}",
    "=",
    ",",
    "ß",
    "数",
    "\"\"\"",
    "1_0",
    "0xff",
    "nan",
    "2016-01-01",
    "true",
    ".",
    "[feed]\nlimit = ",
    "-1",
    "[build]\n",
    "#",
    "\0",
];

#[test]
fn no_book_toml_is_too_broken_to_be_read() {
    hold(5000, &vec(select(TOML_BITS), 0..30), |bits| {
        let text = bits.concat();
        let mut diagnostics = Vec::new();
        config::load(&FileContent::from(text.clone().into_bytes()), None, &mut diagnostics);
        diagnostics.iter().try_for_each(|diagnostic| points_into(&text, "book.toml", diagnostic))
    });
}

/// Fails if a diagnostic underlines what is not there, or half of a character.
fn points_into(text: &str, path: &str, diagnostic: &Diagnostic) -> Result<(), TestCaseError> {
    let spans = diagnostic.span.iter().chain(diagnostic.related.iter().map(|(span, _)| span));
    for span in spans {
        prop_assert_eq!(span.path.as_str(), path);
        prop_assert!(text.get(span.range.clone()).is_some(), "{diagnostic:?} does not lie in {text:?}");
    }
    prop_assert!(!diagnostic.message.is_empty());
    Ok(())
}

/// Fails if a place that later stages cut text at does not lie in the file.
fn places_lie_in_the_file(document: &Document) -> Result<(), TestCaseError> {
    let Document { text, front, body, .. } = document;
    let tags = front.tags.iter().map(|tag| &tag.name);
    let spanned = [&front.title].into_iter().chain(&front.aliases).chain(tags).chain(&front.sources);
    let ranges = spanned.map(|written| &written.range);
    let ranges = ranges.chain(front.facts.iter().map(|fact| &fact.range));
    let ranges = ranges.chain(body.headings.iter().map(|heading| &heading.range));
    let ranges = ranges.chain(body.links.iter().map(|link| &link.range));
    let ranges = ranges.chain(body.html.iter().map(|html| &html.range));
    let ranges = ranges.chain(body.html.iter().flat_map(|html| &html.pieces).map(|piece| &piece.place));
    for range in ranges.chain(body.languages.iter().map(|language| &language.range)) {
        prop_assert!(text.get(range.clone()).is_some(), "{range:?} does not lie in {text:?}");
    }
    for block in body.blocks.iter() {
        for segment in block.segments {
            let (words, source) = (&block.text[segment.text()], segment.source());
            prop_assert_eq!(text.get(source..source + words.len()), Some(words));
        }
    }
    for link in &body.links {
        let block = link.block.filter(|index| *index < body.blocks.len()).map(|index| body.blocks.at(index));
        let shown = block.and_then(|block| block.text.get(link.at..link.at + link.text.len()));
        let hidden = link.kind == LinkKind::Image || link.block.is_none();
        prop_assert!(hidden || shown.is_some(), "the words of {link:?} do not lie in their block");
    }
    Ok(())
}

// What the properties found, by name.

/// A site with one metric, one source that nothing else cites, and one page.
fn one_page(path: &str, page: &str) -> Site {
    Site::parse("")
        .with("book.toml", "[book]\ntitle = \"x\"\n[metrics.lines]\nlabel = \"Lines\"\n")
        .with("content/sources/paper.md", "---\ntitle: Paper\n---\n")
        .with(path, page)
}

#[test]
fn a_figure_is_shown_wherever_it_is_linked_to() {
    let pages = [
        "projects/one",
        "companies/one",
        "domains/one",
        "sources/one",
        "chapters/one",
        "one",
        "index",
        "chapters/part/index",
        "projects/index",
        "companies/index",
        "domains/index",
        "sources/index",
        "chapters/index",
        "tags/index",
        "404",
    ];
    let facts = "facts: [{metric: lines, value: 7, as-of: 2021, source: paper}]";
    let page = format!("---\ntitle: One\ntags: [tag]\n{facts}\n---\n[[#lines]]\n");
    let broken = pages.map(|path| {
        let built = one_page(&format!("content/{path}.md"), &page).build();
        if any_error(&built.0.diagnostics) { format!("{path}:\n{}", built.report()) } else { String::new() }
    });
    assert!(broken.concat().is_empty(), "{}", broken.concat());
}

#[test]
fn a_heading_never_takes_an_id_of_what_stands_around_the_text() {
    let headings = ["x {#fb-content}", "Fb content", "Fact lines", "Fn 1", "Fnref 1", "Fnref 1-2"];
    let front = "title: One\nfacts: [{metric: lines, value: 7}]";
    let taken = headings.map(|heading| {
        let text = format!("A note[^1] twice[^1].\n\n[^1]: Note.\n\n# {heading}\n");
        let built = one_page("content/projects/one.md", &format!("---\n{front}\n---\n{text}")).build();
        // To refuse the heading is as good as to give it another id.
        let refused = built.codes().contains(&"duplicate-anchor");
        if refused { Vec::new() } else { links::repeated_ids(&built.0.output) }
    });
    assert_eq!(taken.concat(), [""; 0]);
}

#[test]
fn a_name_that_gives_no_address_is_an_error_where_it_stands() {
    let cases = [
        ("content/projects/++.md", "---\ntitle: Plus\n---\n"),
        ("content/projects/plus.md", "---\ntitle: Plus\ntags: [\"++\"]\n---\n"),
        ("content/projects/plus.md", "---\ntitle: Plus\naliases: [\"++\"]\n---\n"),
        ("content/++/plus.md", "---\ntitle: Plus\n---\n"),
    ];
    for (path, page) in cases {
        let built =
            one_page(path, page).with("content/projects/other.md", "---\ntitle: Other\n---\n").build();
        let here = |found: &&Diagnostic| found.span.as_ref().is_some_and(|span| span.path.as_str() == path);
        let errors = built.0.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        assert!(errors.filter(here).count() > 0, "{path}\n{page}\n{}", built.report());
    }
}
