//! Random sites: entities whose names overlap, pages that link to them in every way, and, where asked for,
//! mistakes of every sort.

use std::collections::BTreeSet;
use std::fmt;

use fieldbook::paths::slug;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Names that start, end or contain each other, that differ in case only, or that are hard to write down.
const NAMES: &[&str] = &[
    "Alpha",
    "Alpha DB",
    "Alpha DB Cloud",
    "DB",
    "alpha-rs",
    "Group",
    "Ant",
    "Ant Group",
    "数据库",
    "Ärger",
    "İzmir",
    "Straße",
    "C++",
    "Node.js",
    "O'Neil & Co",
    "A <b> \"c\"",
    "Vector",
    "ﬁlter",
    "Yahoo! Japan",
    "x",
    "index",
];
const ALIASES: &[&str] =
    &["alpha", "The Group", "データ", "AntG", "db (old)", "É", "/moved/here", "v2.0", "++"];
const TAGS: &[&str] = &["Tools", "tools", "C & C++", "日本", "a/b", "<i>", "Größe"];
const DATES: &[&str] = &["2016", "2019-04", "2021-02-28"];
const FOLDERS: &[&str] = &[
    "projects",
    "companies",
    "domains",
    "sources",
    "chapters/one",
    "chapters/Two Words",
    "chapters",
    "",
    "notes",
];
const METRICS: &[&str] = &["lines", "people", "share"];

/// Markdown of every kind that can stand anywhere without being wrong.
const SNIPPETS: &[&str] = &[
    "| a | b |\n|:-:|--:|\n| Alpha | `DB` |",
    "```rust title=\"a <b>.rs\" linenos mark=1\nfn main() { println!(\"<Alpha>\"); }\n```",
    "See[^1] and[^1] again[^x].\n\n[^1]: A note on Alpha DB.\n[^x]: Another.",
    "> [!NOTE]\n> Group and *Ant Group*.",
    "- [x] done\n- [ ] **DB**\n  1. deep",
    "Term\n: What Alpha means.",
    "<!-- nothing to see -->",
    "~~old~~ ![a picture](https://elsewhere.example/a.png \"title\") <a@b.example>",
    "***",
    "Line one of Ant\nGroup\\\nline three of Alpha\n: DB",
];

/// Pieces that are wrong, or that try to break out.
const FAULTS: &[&str] = &[
    "# A {#fb-content}",
    "## Fact lines",
    "## Fn 1",
    "[[Alpha]]",
    "[[nobody]]",
    "[[Alpha#lines@1999]]",
    "[[projects/alpha#lines|text]]",
    "[a](../gone/)",
    "[a](missing.md#x)",
    "![](no.png)",
    "[a](javascript:alert(1))",
    "<script>alert(1)</script>",
    "[[open",
    "<img src=x onerror=alert(1)>",
    "# B {#a\"b<}",
    "# C {#50%25 .c}",
    "```nolang\nx\n```",
    "[a](/../../etc/passwd)",
    "[a](../../../../x.md)",
    "|[[Alpha|DB]]|\n|-|",
    "{{ page.x }}",
    "[a]: <b\n[a]",
    "![[Alpha]](x)",
    "[[[Alpha]]]",
    "[![x](https://e.example/a.png)](https://e.example/)",
];

/// A page before its links are known.
#[derive(Clone, Debug)]
struct Seed {
    folder: &'static str,
    name: &'static str,
    front: Front,
    body: Vec<Piece>,
}

#[derive(Clone, Debug)]
struct Front {
    aliases: Vec<&'static str>,
    tags: Vec<&'static str>,
    date: Option<&'static str>,
    facts: Vec<(&'static str, i32, Index)>,
    relations: Vec<Index>,
    draft: bool,
    autolink: bool,
}

/// Something that stands in the text of a page.
#[derive(Clone, Debug)]
enum Piece {
    Words(String),
    Mention(&'static str),
    Wiki(Index, Option<String>),
    Figure(Index),
    Page(Index, Option<Index>),
    Picture,
    Heading(usize, String),
    Snippet(&'static str),
    Break,
    Fault(&'static str),
}

/// The files of a site. Their order is that in which they were made up.
#[derive(Clone)]
pub(super) struct RandomSite {
    pub(super) files: Vec<(String, String)>,
    /// Whether nothing in it is meant to be wrong.
    pub(super) sound: bool,
}

/// Printed as one string, which can be pasted into a test.
impl fmt::Debug for RandomSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f)?;
        self.files.iter().try_for_each(|(path, text)| writeln!(f, "-- {path} --\n{text}"))
    }
}

/// Any site.
pub(super) fn sites() -> impl Strategy<Value = RandomSite> {
    (vec(seed(), 1..14), prop::bool::weighted(0.6)).prop_map(|(seeds, sound)| lay_out(seeds, sound))
}

/// Prose in any script, without what Markdown would take for a link, an address, code or HTML, and without code points
/// that no page can hold.
pub(super) fn prose() -> impl Strategy<Value = String> {
    "[^\\p{Cc}\\p{Cn}@\\[\\]<>`\\\\!&{}]{0,24}"
}

fn seed() -> impl Strategy<Value = Seed> {
    (select(FOLDERS), select(NAMES), front(), vec(piece(), 0..10))
        .prop_map(|(folder, name, front, body)| Seed { folder, name, front, body })
}

fn front() -> impl Strategy<Value = Front> {
    let fact = (select(METRICS), any::<i32>(), any::<Index>());
    let flags = (prop::bool::weighted(0.1), prop::bool::weighted(0.8));
    let lists =
        (vec(select(ALIASES), 0..3), vec(select(TAGS), 0..3), vec(fact, 0..4), vec(any::<Index>(), 0..3));
    (lists, option::of(select(DATES)), flags).prop_map(|(lists, date, (draft, autolink))| {
        let (aliases, tags, facts, relations) = lists;
        Front { aliases, tags, date, facts, relations, draft, autolink }
    })
}

fn piece() -> impl Strategy<Value = Piece> {
    let index = any::<Index>;
    prop_oneof![
        3 => prose().prop_map(Piece::Words),
        3 => select(NAMES).prop_map(Piece::Mention),
        2 => (index(), option::of(prose())).prop_map(|(to, text)| Piece::Wiki(to, text)),
        1 => index().prop_map(Piece::Figure),
        2 => (index(), option::of(index())).prop_map(|(to, heading)| Piece::Page(to, heading)),
        1 => Just(Piece::Picture),
        2 => (1..7_usize, prose()).prop_map(|(level, text)| Piece::Heading(level, text)),
        2 => select(SNIPPETS).prop_map(Piece::Snippet),
        2 => Just(Piece::Break),
        1 => select(FAULTS).prop_map(Piece::Fault),
    ]
}

/// Writes the files. In a sound site no two pages of a folder have one name, and what is wrong is left out.
fn lay_out(mut seeds: Vec<Seed>, sound: bool) -> RandomSite {
    let mut taken = BTreeSet::new();
    seeds.retain(|seed| taken.insert((seed.folder, slug(seed.name))));
    if sound {
        for seed in &mut seeds {
            seed.front.aliases.retain(|alias| is_free(alias) && taken.insert(("", slug(alias))));
            let mut tags = BTreeSet::new();
            seed.front.tags.retain(|tag| tags.insert(slug(tag)));
            seed.front.draft = false;
            // Once on a page, since no two footnotes have one label.
            let mut snippets = BTreeSet::new();
            seed.body.retain(|piece| match piece {
                Piece::Snippet(snippet) => snippets.insert(*snippet),
                Piece::Fault(_) => false,
                _ => true,
            });
        }
    }
    let mut files = vec![
        ("book.toml".to_owned(), BOOK.to_owned()),
        ("content/files/my picture.png".to_owned(), "no picture".to_owned()),
        ("static/css/site.css".to_owned(), "p { color: green }\n".to_owned()),
    ];
    files.extend(seeds.iter().map(|seed| (path(seed), text(seed, &seeds))));
    RandomSite { files, sound }
}

/// Whether an alias gives an address of its own, and one that no name gives.
fn is_free(alias: &str) -> bool {
    !slug(alias).is_empty() && NAMES.iter().all(|name| slug(name) != slug(alias)) && !alias.starts_with('/')
}

const BOOK: &str = r#"
[book]
title = "A <b> & 'c'"
authors = ["O'Neil & Co"]
[output.html]
edit-url-template = "https://code.example/edit/{path}?a=1&b=2"
[metrics]
lines = { label = "Lines & more", unit = "lines", unit-singular = "line" }
people = { label = "People" }
share = { label = "Share", format = "percent" }
[directory]
projects = ["lines", "share"]
"#;

/// The folder that says what a page is; a folder's own page is none of those in it.
fn group(seed: &Seed) -> &'static str {
    if seed.name == "index" { "" } else { seed.folder }
}

/// The path below `content/`, with the name as it is: files are called what their authors call them.
fn inside(seed: &Seed) -> String {
    let slash = if seed.folder.is_empty() { "" } else { "/" };
    let name = seed.name.replace(['<', '>', '"', '/'], "_");
    format!("{}{slash}{name}.md", seed.folder)
}

fn path(seed: &Seed) -> String {
    format!("content/{}", inside(seed))
}

/// JSON's texts are YAML's too.
fn quoted(text: impl AsRef<str>) -> String {
    serde_json::to_string(text.as_ref()).unwrap()
}

fn list<'t>(key: &str, items: impl IntoIterator<Item = &'t str>) -> String {
    let items: Vec<_> = items.into_iter().map(quoted).collect();
    if items.is_empty() { String::new() } else { format!("{key}: [{}]\n", items.join(", ")) }
}

fn text(seed: &Seed, all: &[Seed]) -> String {
    let Front { aliases, tags, date, facts, relations, draft, autolink } = &seed.front;
    let mut out = format!("---\ntitle: {}\n", quoted(seed.name));
    out += &list("aliases", aliases.iter().copied());
    out += &list("tags", tags.iter().copied());
    out += &date.map(|date| format!("date: {date}\n")).unwrap_or_default();
    out += if *draft { "draft: true\n" } else { "" };
    out += if *autolink { "" } else { "autolink: false\n" };
    for (key, folder) in relation_keys(group(seed)) {
        let others = relations.iter().filter_map(|at| choose(*at, all, |other| group(other) == *folder));
        let slugs: BTreeSet<_> = others.map(slug_of).collect();
        out += &list(key, slugs.iter().map(String::as_str));
    }
    let facts: Vec<_> = facts.iter().map(|fact| fact_line(fact, all)).collect();
    out += if facts.is_empty() { "" } else { "facts:\n" };
    out += &facts.concat();
    out += "---\n";
    let mut headings = 0;
    for piece in &seed.body {
        out += &written(piece, seed, all, &mut headings).unwrap_or_default();
    }
    out
}

fn fact_line((metric, value, source): &(&str, i32, Index), all: &[Seed]) -> String {
    let source = choose(*source, all, |other| group(other) == "sources").map(slug_of);
    let source = source.map(|slug| format!(", source: {slug}")).unwrap_or_default();
    format!("  - {{metric: {metric}, value: {value}, as-of: 2021{source}}}\n")
}

/// One of the pages that are published and fit, if there is any.
fn choose(at: Index, all: &[Seed], fits: impl Fn(&Seed) -> bool) -> Option<&Seed> {
    let fitting: Vec<_> = all.iter().filter(|seed| !seed.front.draft && fits(seed)).collect();
    (!fitting.is_empty()).then(|| fitting[at.index(fitting.len())])
}

/// The last part of a page's address.
fn slug_of(seed: &Seed) -> String {
    slug(inside(seed).rsplit('/').next().unwrap().trim_end_matches(".md"))
}

/// The keys by which pages of a folder refer to others, with the folders of those.
fn relation_keys(folder: &str) -> &'static [(&'static str, &'static str)] {
    match folder {
        "projects" => &[("companies", "companies"), ("related", "projects")],
        "companies" => &[("projects", "projects"), ("related", "companies")],
        "sources" => &[],
        _ => &[("projects", "projects"), ("companies", "companies"), ("sources", "sources")],
    }
}

/// The Markdown of a piece; nothing for a link where there is nothing to link to.
fn written(piece: &Piece, from: &Seed, all: &[Seed], headings: &mut usize) -> Option<String> {
    let up = "../".repeat(inside(from).matches('/').count());
    Some(match piece {
        Piece::Words(words) => format!("{words} "),
        Piece::Mention(name) => format!("{} ", name.replace('<', "\\<")),
        Piece::Wiki(to, text) => {
            let to = choose(*to, all, is_entry)?;
            let text = text.as_ref().filter(|text| !text.trim().is_empty() && !text.contains('|'));
            let text = text.map(|text| format!("|{text}")).unwrap_or_default();
            format!("[[{}/{}{text}]] ", to.folder, slug_of(to))
        }
        Piece::Figure(to) => {
            let to = choose(*to, all, |other| is_entry(other) && !other.front.facts.is_empty())?;
            format!("[[{}/{}#{}]] ", to.folder, slug_of(to), to.front.facts[0].0)
        }
        Piece::Page(to, heading) => {
            let to = choose(*to, all, |_| true)?;
            let known = to.body.iter().filter(|piece| matches!(piece, Piece::Heading(..))).count();
            let heading = heading.as_ref().filter(|_| known > 0).map(|at| at.index(known));
            let anchor = heading.map(|at| format!("#part-{at}")).unwrap_or_default();
            format!("[a page](<{up}{}{anchor}>) ", inside(to))
        }
        Piece::Picture => format!("![a picture](<{up}files/my picture.png>) "),
        Piece::Heading(level, text) => {
            *headings += 1;
            format!("\n\n{} {text} {{#part-{}}}\n\n", "#".repeat(*level), *headings - 1)
        }
        Piece::Snippet(snippet) => format!("\n\n{snippet}\n\n"),
        Piece::Break => "\n\n".to_owned(),
        Piece::Fault(fault) => format!("\n\n{fault}\n"),
    })
}

/// Whether `[[folder/slug]]` names the page without doubt.
fn is_entry(seed: &Seed) -> bool {
    ["projects", "companies", "domains", "sources"].contains(&group(seed))
}
