//! What the targets share: sites made of one text, and what holds for every build whatever is in them.

pub mod import;

use std::collections::BTreeMap;
use std::sync::Once;

use fieldbook::diagnostic::{self, Diagnostic, Format};
use fieldbook::edition::Editions;
use fieldbook::files::{Files as _, MemoryFiles};
use fieldbook::paths::SourcePath;
use fieldbook::pipeline::{Build, Builder, Options, Silent, build};
use fieldbook::source::{SourceTree, discover};
use fieldbook::verify::Verifier;

/// A small site for the targets that fuzz one file of it: a project with figures, its company, a source, a chapter.
pub const SITE: &str = "\
-- book.toml --
[book]
title = \"Report\"
[output.html]
site-url = \"https://report.example/deep/\"
markdown-twins = true
[metrics.lines]
label = \"Lines\"
unit = \"lines\"
unit-singular = \"line\"
[metrics.share]
label = \"Share\"
format = \"percent\"
-- content/index.md --
---
title: Home
---
-- content/projects/engine.md --
---
title: Engine
summary: An engine
companies: [maker]
facts:
  - {metric: lines, value: 1200, as-of: 2020, source: survey}
  - {metric: lines, value: 300k, as-of: 2022-04, source: survey, approximate: true}
  - {metric: share, value: [10, 20], as-of: 2022, source: survey}
events:
  - {date: 2021-03, text: First release, source: survey}
---
Text of the Engine.
-- content/companies/maker.md --
---
title: Maker
aliases: [The Makers]
---
-- content/sources/survey.md --
---
title: Survey
date: 2022
---
-- content/chapters/one.md --
---
title: One
---
An Engine of Maker has [[engine#lines]].
";

/// Reads files that follow each other in one text, each below a line `-- path --`. A path that ends in a minus sign,
/// `-- path - --`, takes a file away.
pub fn read_site(text: &str, mut files: MemoryFiles) -> MemoryFiles {
    let mut open: Option<(&str, String)> = None;
    for line in text.split_inclusive('\n') {
        let header = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        match (header, &mut open) {
            (Some(path), _) => {
                close(&mut files, open.take());
                open = Some((path, String::new()));
            }
            (None, Some((_, file))) => file.push_str(line),
            (None, None) => {}
        }
    }
    close(&mut files, open);
    files
}

fn close(files: &mut MemoryFiles, file: Option<(&str, String)>) {
    match file {
        Some((path, text)) => match path.strip_suffix(" -") {
            Some(gone) => files.remove(gone),
            None => files.insert(path, text),
        },
        None => {}
    }
}

/// The small site.
pub fn small_site() -> MemoryFiles {
    read_site(SITE, MemoryFiles::default())
}

/// One thread builds everything, so that an input takes the same way through the program each time it is tried. Its
/// stack is as small as those of the threads of the program.
pub fn one_thread() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("a pool of threads");
    });
}

/// The small site, and then this one by the same builder: as it is when it is built from nothing.
pub fn small_site_becomes(files: MemoryFiles) {
    play(&[small_site(), files], 1);
}

/// Builds these states of a site one after the other by one builder, and each of them from nothing as well: the
/// bytes and the messages are the same, and the messages point into their files.
pub fn warm_equals_clean(states: &[MemoryFiles]) {
    play(states, 0);
}

/// The states are compared from `first` on.
fn play(states: &[MemoryFiles], first: usize) {
    one_thread();
    let options = Options { drafts: true, ..Options::default() };
    let mut tree = SourceTree::default();
    let mut builder = Builder::new(options.clone());
    let mut verifier = Verifier::default();
    let mut unread = true;
    for (number, files) in states.iter().enumerate() {
        let read =
            if unread { discover(files).map(|read| tree = read) } else { tree.rescan(files).map(drop) };
        unread = read.is_err();
        if number < first {
            builder.update(&tree).rendered.render_all(&|| true);
            continue;
        }
        let clean = build(files, &options, &Silent);
        let clean = match (clean, read) {
            (Ok(clean), Ok(())) => clean,
            (Err(clean), Err(warm)) => {
                assert_eq!(clean.to_string(), warm.to_string());
                continue;
            }
            (clean, warm) => panic!("clean {:?}, warm {:?}", clean.err(), warm.err()),
        };
        let warm = builder.update(&tree).complete(&tree, &mut verifier, &Silent);
        same(&warm, &clean);
        points_into_its_files(&clean, files);
    }
}

fn same(warm: &Build, clean: &Build) {
    assert_eq!(warm.diagnostics, clean.diagnostics, "the messages differ");
    let paths = |build: &Build| build.output.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(warm), paths(clean), "other files are published");
    for (path, bytes) in &clean.output {
        let warm = &warm.output[path];
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(warm == bytes, "{path} differs\nwarm:\n{}\nclean:\n{}", text(warm), text(bytes));
    }
}

/// Every message has places that lie in its files, at ends of characters, and can be written in every format. A
/// template of the program never fails.
pub fn points_into_its_files(build: &Build, files: &MemoryFiles) {
    let own_templates = files.list("templates", Default::default()).is_ok_and(|list| !list.files.is_empty());
    for problem in &build.diagnostics {
        assert!(own_templates || problem.code.name() != "template-error", "{problem:?}");
    }
    points_into(&build.diagnostics, files);
    for format in [Format::Human, Format::Short, Format::Json] {
        let report = diagnostic::render(&build.diagnostics, &build.texts, format, false);
        assert!(!report.contains('\u{1b}'), "a control character reaches the terminal: {report:?}");
    }
}

/// Every place lies in its file.
pub fn points_into(diagnostics: &[Diagnostic], files: &MemoryFiles) {
    for problem in diagnostics {
        let related = problem.related.iter().map(|(span, _)| span);
        for span in problem.span.iter().chain(related) {
            if span.path.is_built_in() {
                continue;
            }
            let text = files.read(&span.path).map(|content| content.text()).unwrap_or_default();
            assert!(text.get(span.range.clone()).is_some(), "{problem:?} points beside its file");
        }
    }
}

/// Whether there are errors that a site did not have before.
pub fn errors(build: &Build) -> BTreeMap<String, usize> {
    let mut errors = BTreeMap::new();
    for problem in &build.diagnostics {
        if problem.severity == diagnostic::Severity::Error {
            *errors.entry(format!("{}: {}", problem.code.name(), problem.message)).or_default() += 1;
        }
    }
    errors
}

/// Reads a manifest as the edition `name`, with what is wrong in it.
pub fn read_manifest(name: &str, text: &str) -> (Editions, Vec<Diagnostic>) {
    let mut files = MemoryFiles::default();
    let path = format!("editions/{name}.toml");
    files.insert("book.toml", "");
    files.insert("content/index.md", "---\ntitle: Home\n---\n");
    files.insert(&path, text);
    let tree = discover(&files).expect("files in memory can be read");
    let mut diagnostics = Vec::new();
    let editions = Editions::load(&tree.editions, &mut diagnostics);
    points_into(&diagnostics, &files);
    (editions, diagnostics)
}

/// The file of a page that is fuzzed: the first line of the input is the folder that says what the page is.
pub fn page_path(text: &str) -> (SourcePath, &str) {
    let (folder, text) = text.split_once('\n').unwrap_or(("", text));
    let known = ["projects", "companies", "domains", "sources", "chapters"];
    let folder =
        known.iter().find(|known| **known == folder).map(|known| format!("{known}/")).unwrap_or_default();
    (SourcePath::new(&format!("content/{folder}fuzzed.md")), text)
}
