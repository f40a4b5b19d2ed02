//! What a build allocates grows with what there is to build and no faster, whatever a site is full of. Work that allocates
//! nothing shows in the times of `properties::growth` of the suite.

use std::fmt::Write as _;

use allocation_counter::measure;
use fieldbook::diagnostic::{self, Format};
use fieldbook::files::MemoryFiles;
use fieldbook::pipeline::{self, Options, Silent};

use crate::alone;

/// How many of something there are at first; then twice and four times as many.
const MANY: usize = 40;

/// What twice as much may take beyond what it took before. In proportion it is 2, and 4 where it grows with the square;
/// buffers that double leave some play.
const LIMIT: f64 = 2.9;

/// What a site is full of, and how it looks with so many of it.
type Shape = (&'static str, fn(usize) -> Vec<(String, String)>);

fn site(files: &[(String, String)]) -> MemoryFiles {
    let mut site = MemoryFiles::default();
    site.insert("book.toml", "[book]\ntitle = \"Full\"\n[metrics.lines]\nlabel = \"Lines\"\n");
    site.insert("content/index.md", "---\ntitle: Home\n---\n");
    site.insert("content/sources/survey.md", "---\ntitle: Survey\n---\n");
    site.insert("content/projects/lamp.md", "---\ntitle: Lamp\n---\n");
    for (path, text) in files {
        site.insert(path, text.as_bytes());
    }
    site
}

/// Allocations and bytes of a build and of its report, as people and as programs get it.
fn cost(files: &[(String, String)]) -> [u64; 2] {
    let site = site(files);
    let counted = measure(|| {
        let build = pipeline::build(&site, &Options::default(), &Silent).unwrap();
        for format in [Format::Human, Format::Json] {
            diagnostic::render(&build.diagnostics, &build.texts, format, false);
        }
    });
    [counted.count_total, counted.bytes_total]
}

/// Those whose cost grows faster, with how much faster.
fn fast_growing(shapes: &[Shape]) -> Vec<String> {
    let mut out = Vec::new();
    for (name, shape) in shapes {
        // Fills in what is made once in a process, such as the syntax of a language.
        cost(&shape(MANY / 4));
        let costs = [1, 2, 4].map(|times| cost(&shape(MANY * times)));
        for (what, at) in [("allocations", 0), ("bytes", 1)] {
            let [once, twice, four] = costs.map(|cost| cost[at]);
            let growth = ratio(four.saturating_sub(twice), twice.saturating_sub(once));
            if growth > LIMIT {
                out.push(format!("{name}: {what} {once}, {twice}, {four} (growth {growth:.1})"));
            }
        }
    }
    out
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn ratio(one: u64, other: u64) -> f64 {
    one as f64 / other.max(1) as f64
}

fn joined(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        _ = write!(text, "{}", piece(number));
        text
    })
}

/// A page with this Markdown.
fn text(markdown: &str) -> Vec<(String, String)> {
    vec![("content/a.md".to_owned(), format!("---\ntitle: A\n---\n{markdown}\n"))]
}

/// A project with this front matter.
fn front(keys: &str) -> Vec<(String, String)> {
    vec![("content/projects/a.md".to_owned(), format!("---\ntitle: A\n{keys}---\n"))]
}

const TEXTS: [Shape; 12] = [
    ("headings", |n| text(&joined(n, |at| format!("## Heading {at}\n\nText.\n\n")))),
    ("headings of one name", |n| text(&"## Heading\n\n".repeat(n))),
    ("wiki links", |n| text(&"[[lamp]] and ".repeat(n))),
    ("mentions", |n| text(&"The Lamp burns.\n\n".repeat(n))),
    ("footnotes", |n| text(&joined(n, |at| format!("Text[^{at}].\n\n[^{at}]: Note.\n\n")))),
    ("references to one footnote", |n| text(&("Text[^a] ".repeat(n) + "\n\n[^a]: Note."))),
    ("rows", |n| text(&("| a | b |\n|---|---|\n".to_owned() + &"| x | y |\n".repeat(n)))),
    ("columns", |n| text(&["| a ", "|---", "| x "].map(|cell| cell.repeat(n) + "|\n").concat())),
    ("terms", |n| text(&joined(n, |at| format!("Term{at}\n: What it means.\n\n")))),
    ("lines of code", |n| text(&format!("```rust\n{}```", "let x = 1;\n".repeat(n)))),
    ("list items", |n| text(&"- one\n".repeat(n))),
    ("charts", |n| {
        let chart =
            |at| format!("```chart\ntitle: C{at}\ntype: bar\ndata: [{{label: a, value: 1}}]\n```\n\n");
        text(&joined(n / 4, chart))
    }),
];

const FAULTS: [Shape; 6] = [
    ("links to nobody", |n| text(&joined(n, |at| format!("[[nobody-{at}]] ")))),
    ("links to nobody, a line each", |n| text(&joined(n, |at| format!("[[nobody-{at}]]\n\n")))),
    ("unknown keys", |n| front(&joined(n, |at| format!("key-{at}: x\n")))),
    ("footnotes without a definition", |n| text(&joined(n, |at| format!("Text[^{at}] ")))),
    ("unsafe links", |n| text(&"[a](javascript:x) ".repeat(n))),
    ("raw tags", |n| text(&"<i>x</i> ".repeat(n))),
];

const FRONT: [Shape; 6] = [
    ("aliases", |n| {
        front(&joined(n, |at| format!("{}Name {at}\n", if at == 0 { "aliases:\n  - " } else { "  - " })))
    }),
    ("tags", |n| front(&format!("tags: [{}]\n", joined(n, |at| format!("tag-{at}, "))))),
    ("facts", |n| {
        let fact = |at| format!("  - {{metric: lines, value: {at}, as-of: {}, source: survey}}\n", 1500 + at);
        front(&("facts:\n".to_owned() + &joined(n, fact)))
    }),
    ("events", |n| {
        let event = |at| format!("  - {{date: {}, text: Event {at}, source: survey}}\n", 1500 + at);
        front(&("events:\n".to_owned() + &joined(n, event)))
    }),
    ("a long title", |n| {
        vec![("content/a.md".to_owned(), format!("---\ntitle: {}\n---\n", "word ".repeat(10 * n)))]
    }),
    ("attributes of one element", |n| {
        let attributes = joined(n, |at| format!(" a{at}=\"x\""));
        vec![("static/a.html".to_owned(), format!("<!doctype html><title>x</title><p{attributes}>"))]
    }),
];

#[test]
fn twice_the_text_allocates_twice_as_much() {
    assert_eq!(alone(|| fast_growing(&TEXTS)), [""; 0]);
}

#[test]
fn twice_the_mistakes_allocate_twice_as_much() {
    assert_eq!(alone(|| fast_growing(&FAULTS)), [""; 0]);
}

#[test]
fn twice_the_front_matter_allocates_twice_as_much() {
    assert_eq!(alone(|| fast_growing(&FRONT)), [""; 0]);
}

#[test]
fn what_grows_with_the_square_is_found() {
    let square: Shape = ("a square", |n| text(&"[[lamp]] ".repeat(n * n / 8)));
    assert_eq!(alone(move || fast_growing(&[square])).len(), 2);
}
