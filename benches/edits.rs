//! What an edit costs: from the change in the source to the bytes of the page the author looks at.
//!
//! Reading the disk, watching and HTTP are left out, so the figures are those of the pipeline. Run `cargo bench`,
//! and compare two runs on one machine only.

use std::fmt::Write as _;

use divan::Bencher;
use fieldbook::files::MemoryFiles;
use fieldbook::paths::{OutputPath, SourcePath};
use fieldbook::pipeline::{Builder, Options};
use fieldbook::source::{SourceTree, discover};

/// The sites: so many chapters, and a project for each ten of them.
const PAGES: [usize; 2] = [1_000, 10_000];

const CHAPTER: &str = "content/chapters/part-3/chapter-503.md";
const PROJECT: &str = "content/projects/project-7.md";
const STYLE: &str = "static/css/site.css";
const TEMPLATE: &str = "templates/_footer.html";

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// A site with everything already built, and the way to edit it.
struct Desk {
    files: MemoryFiles,
    tree: SourceTree,
    builder: Builder,
    edits: usize,
}

impl Desk {
    fn new(pages: usize) -> Self {
        let files = site(pages);
        let tree = discover(&files).unwrap_or_default();
        let mut builder = Builder::new(Options::default());
        builder.update(&tree).rendered.render_all(&|| true);
        Self { files, tree, builder, edits: 0 }
    }

    /// Saves a file and shows a page; `write` gets a number that is another one each time.
    fn edit(&mut self, path: &str, write: impl Fn(usize) -> String, shown: &str) -> usize {
        self.edits += 1;
        self.files.insert(path, write(self.edits));
        let changed = self.tree.reread(&self.files, [&SourcePath::new(path)]);
        assert_eq!(changed.map(|changed| changed.len()).ok(), Some(1));
        let draft = self.builder.update(&self.tree);
        let page = OutputPath::new(shown).and_then(|path| draft.rendered.get(&path).cloned());
        page.and_then(|page| page.bytes.as_ref().ok().map(|bytes| bytes.len())).unwrap_or_default()
    }
}

/// From nothing to the first page.
#[divan::bench(args = PAGES, sample_count = 5)]
fn first_page(bencher: Bencher<'_, '_>, pages: usize) {
    let files = site(pages);
    bencher.bench(|| {
        let tree = discover(&files).unwrap_or_default();
        let draft = Builder::new(Options::default()).update(&tree);
        OutputPath::new("index.html").and_then(|path| draft.rendered.get(&path).cloned())
    });
}

#[divan::bench(args = PAGES, sample_count = 40)]
fn prose(bencher: Bencher<'_, '_>, pages: usize) {
    let mut desk = Desk::new(pages);
    let write = |edit| chapter(503, &format!("Text {edit}"), "Chapter 503");
    bencher.bench_local(|| desk.edit(CHAPTER, write, "chapters/part-3/chapter-503/index.html"));
}

#[divan::bench(args = PAGES, sample_count = 40)]
fn new_mention_seen_on_its_target(bencher: Bencher<'_, '_>, pages: usize) {
    let mut desk = Desk::new(pages);
    let write = |edit| chapter(503, &format!("Text on Lamp{edit:04}", edit = edit % 90), "Chapter 503");
    bencher.bench_local(|| desk.edit(CHAPTER, write, "projects/project-7/index.html"));
}

#[divan::bench(args = PAGES, sample_count = 20)]
fn title_seen_on_the_page_of_the_part(bencher: Bencher<'_, '_>, pages: usize) {
    let mut desk = Desk::new(pages);
    let write = |edit| chapter(503, "Text", &format!("Chapter {edit}"));
    bencher.bench_local(|| desk.edit(CHAPTER, write, "chapters/part-3/index.html"));
}

#[divan::bench(args = PAGES, sample_count = 20)]
fn figure_seen_where_it_is_printed(bencher: Bencher<'_, '_>, pages: usize) {
    let mut desk = Desk::new(pages);
    bencher
        .bench_local(|| desk.edit(PROJECT, |edit| project(7, edit), "chapters/part-7/chapter-7/index.html"));
}

#[divan::bench(args = PAGES, sample_count = 20)]
fn style_sheet(bencher: Bencher<'_, '_>, pages: usize) {
    let mut desk = Desk::new(pages);
    let write = |edit| format!("body {{ margin: {edit}px }}");
    bencher.bench_local(|| desk.edit(STYLE, write, "chapters/part-3/chapter-503/index.html"));
}

#[divan::bench(args = PAGES, sample_count = 20)]
fn template_seen_on_one_page(bencher: Bencher<'_, '_>, pages: usize) {
    let mut desk = Desk::new(pages);
    let write = |edit| format!("<p>Footer {edit}</p>");
    bencher.bench_local(|| desk.edit(TEMPLATE, write, "chapters/part-3/chapter-503/index.html"));
}

fn site(pages: usize) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    files.insert(
        "book.toml",
        "[book]\ntitle = \"Bench\"\n[output.html]\nsite-url = \"https://example.org/\"\n\
         [metrics.lines]\nlabel = \"Lines\"\n",
    );
    files.insert("content/index.md", "---\ntitle: Home\n---\n");
    files.insert("content/sources/survey.md", "---\ntitle: Survey\ndate: 2024\n---\n");
    files.insert(STYLE, "body { margin: 0 }");
    files.insert(TEMPLATE, "<p>Footer</p>");
    for part in 0..10 {
        files.insert(
            &format!("content/chapters/part-{part}/index.md"),
            format!("---\ntitle: Part {part}\n---\n"),
        );
    }
    for number in 0..pages {
        let path = format!("content/chapters/part-{}/chapter-{number}.md", number % 10);
        files.insert(&path, chapter(number, "Text", &format!("Chapter {number}")));
        if number % 10 == 7 {
            files.insert(&format!("content/projects/project-{number}.md"), project(number, number));
        }
    }
    files
}

fn project(number: usize, lines: usize) -> String {
    format!(
        "---\ntitle: Lamp{number:04}\nsummary: A lamp\nfacts:\n  - {{metric: lines, value: {lines}, as-of: 2024, source: survey}}\n\
         ---\nA lamp that burns.\n"
    )
}

/// A chapter with prose, links, a figure, a table and code, some 3 KB.
fn chapter(number: usize, text: &str, title: &str) -> String {
    let project = number / 10 * 10 + 7;
    let mut out = format!("---\ntitle: {title}\ndate: 2024-01-02\ntags: [one, two]\n---\n{text}.\n\n");
    for section in 0..5 {
        // Writing to a string cannot fail.
        _ = write!(
            out,
            "## Section {section}\n\nLamp{project:04} has [[project-{project}#lines]], more than the lamps before it. \
             See [the next part](../part-{}/index.md) and what follows from it for harbours, keepers and ships.\n\n\
             | a | b |\n|---|--:|\n| oil | 1 |\n| gas | 2 |\n\n\
             ```rust\nfn main() {{\n    println!(\"{{}}\", {section} + 1);\n}}\n```\n\n",
            (number + 1) % 10
        );
    }
    out
}
