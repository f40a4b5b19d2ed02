//! The sites that are counted on, and the edits. Whatever changes here changes every number.

use std::fmt::Write as _;

use fieldbook::files::{Files, MemoryFiles};
use fieldbook::paths::SourcePath;

/// How many chapters the larger site has, and the smaller one: what grows with the square shows in their ratio.
const CHAPTERS: [usize; 2] = [20, 60];

/// An edit: its name, and what it does; it returns the file it has changed.
type Edit = (&'static str, fn(&mut MemoryFiles) -> &'static str);

const CHAPTER: &str = "content/chapters/part-3/chapter-13.md";
const PROJECT: &str = "content/projects/lamp-1.md";

/// The edits, each made to the site as it was at first.
pub(crate) const EDITS: [Edit; 3] = [
    ("a word", |files| replace(files, CHAPTER, "for harbours", "for havens")),
    ("a title", |files| replace(files, CHAPTER, "title: Chapter 13", "title: Thirteen")),
    ("a figure", |files| replace(files, PROJECT, "value: 101", "value: 202")),
];

fn replace(files: &mut MemoryFiles, path: &'static str, from: &str, to: &str) -> &'static str {
    let text = files.read(&SourcePath::new(path)).unwrap().text();
    assert!(text.contains(from), "`{path}` does not hold `{from}`");
    files.insert(path, text.replace(from, to));
    path
}

/// The sites with their names, the smaller first.
pub(crate) fn all() -> Vec<(String, MemoryFiles)> {
    CHAPTERS.iter().map(|chapters| (format!("{chapters} chapters"), site(*chapters))).collect()
}

/// Chapters with prose, links, figures, tables, code and charts; a project for each ten of them, of one company.
fn site(chapters: usize) -> MemoryFiles {
    let mut files = MemoryFiles::default();
    files.insert(
        "book.toml",
        "[book]\ntitle = \"Counted\"\n[output.html]\nsite-url = \"https://example.org/x/\"\n\
         [metrics.height]\nlabel = \"Height\"\nunit = \"m\"\n",
    );
    files.insert("content/index.md", "---\ntitle: Home\n---\nAll [chapters](chapters/).\n");
    files.insert("content/sources/survey.md", "---\ntitle: Survey\ndate: 2024\n---\nA survey.\n");
    files.insert("content/companies/keeper.md", "---\ntitle: Keeper\nsummary: Keeps\n---\nKeeps lamps.\n");
    files.insert("content/domains/lights.md", "---\ntitle: Lights\nsummary: Lights\n---\nAll lights.\n");
    files.insert("static/css/site.css", "p { color: green }\n");
    for part in 0..5 {
        let path = format!("content/chapters/part-{part}/index.md");
        files.insert(&path, format!("---\ntitle: Part {part}\n---\nA part.\n"));
    }
    for number in 0..chapters {
        files.insert(&format!("content/chapters/part-{}/chapter-{number}.md", number % 5), chapter(number));
    }
    for number in 0..chapters / 10 {
        files.insert(&format!("content/projects/lamp-{number}.md"), project(number));
    }
    files
}

fn project(number: usize) -> String {
    let height = number + 100;
    format!(
        "---\ntitle: Lamp {number}\nsummary: A lamp\ndomain: lights\ncompanies: [keeper]\nfacts:\n  \
         - {{metric: height, value: {height}, as-of: 2024, source: survey}}\n---\nA lamp of the Keeper.\n"
    )
}

fn chapter(number: usize) -> String {
    let lamp = number / 10;
    let mut out = format!("---\ntitle: Chapter {number}\ndate: 2024-01-02\ntags: [one, two]\n---\nText.\n\n");
    for section in 0..4 {
        // Writing to a string cannot fail.
        _ = write!(
            out,
            "## Section {section}\n\nLamp {lamp} has [[lamp-{lamp}#height]], *more* than the lamps before it[^{section}]. \
             See [the next part](../part-{}/index.md) and what follows from it for harbours, keepers and ships.\n\n\
             | a | b |\n|---|--:|\n| oil | 1 |\n| gas | 2 |\n\n\
             ```rust\nfn main() {{\n    println!(\"{{}}\", {section} + 1);\n}}\n```\n\n[^{section}]: A note.\n\n",
            (number + 1) % 5
        );
    }
    if number.is_multiple_of(10) {
        out += "```chart\ntype: bar\nmetric: height\ntitle: Heights\n```\n\n\
                ```table\ntitle: Lamps\ncolumns: [height]\n```\n";
    }
    out
}
