//! `format` on front matter of every make: nothing is lost, nothing says something else, and once is enough.

use std::collections::BTreeMap;
use std::fmt::Write;

use fieldbook::diagnostic::{Code, Diagnostic};
use fieldbook::files::{FileContent, Files};
use fieldbook::format::{self, Formatting};
use fieldbook::keys;
use fieldbook::node::parse_yaml;
use fieldbook::parse::{self, Head, Kind};
use fieldbook::paths::SourcePath;
use fieldbook::source::{SourceFile, discover};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::sites::sites;
use super::{build_with, hold, in_memory};

/// Values as authors write them, each of one key.
const VALUES: &[&str] = &[
    " word",
    "  'in quotes: # and no comment'   ",
    " \"two\n  lines\"",
    " plain\n  over # cut\n",
    " [a, 'b', \"c\"] # beside",
    " [a,\n  # within\n  b]",
    " {a: 1, b: [2]}",
    "\n  - a\n  # - b\n  - c",
    "\n- 1.10\n- 010\n# - no\n- ~",
    "\n  key: value\n\n  other: |\n    # text\n    more",
    " |\n  title: text\n\n  # text\n",
    " >-\n  folded\n   more",
    " |+\n  kept\n",
    "",
    " # nothing",
    " 2021-06",
    " yes",
    " 1_000",
    " &anchor [x]",
    " *anchor",
    " !!str 5",
];

/// What stands between keys.
const BETWEEN: &[&str] = &["", "", "", "\n", "\n\n", "# words\n", "\n# words: more\n", "# one\n#  two\n\n"];

/// Lines that are keys put out of use.
const OUT_OF_USE: &[&str] =
    &["#tags: [a]\n\n", "\n# Why\n#title: words\n\n", "\n#facts:\n#  - {metric: a}\n"];

fn front_matter() -> impl Strategy<Value = String> {
    let names: Vec<_> = keys::KEYS.iter().map(|key| key.name).collect();
    let names = [names, vec!["made-up", "<<", "Title", "'quoted'"]].concat();
    let between = prop_oneof![5 => select(BETWEEN), 1 => select(OUT_OF_USE)];
    let quotes = select(vec!["", "", "", "'", "\""]);
    let entry = (between.clone(), select(names), quotes, select(VALUES));
    (vec(entry, 0..9), between, any::<bool>(), any::<bool>()).prop_map(|(entries, end, windows, mark)| {
        let mut lines = String::new();
        for (before, name, quote, value) in entries {
            let quote = if name.contains('\'') { "" } else { quote };
            _ = write!(lines, "{before}{quote}{name}{quote}:{value}");
            lines += if lines.ends_with('\n') { "" } else { "\n" };
        }
        let text = format!("---\n{lines}{end}---\n\nWords, *here*.  \n---\ntitle: no key\n---");
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        if mark { format!("\u{feff}{text}") } else { text }
    })
}

fn page(text: &str) -> SourceFile {
    let path = SourcePath::new("content/projects/mill.md");
    SourceFile { path, content: FileContent::Text(text.into()) }
}

fn head(file: &SourceFile) -> Option<Head> {
    Head::of(&parse::parse(file).0)
}

/// Every key with its value, as templates would get them.
fn values(file: &SourceFile) -> BTreeMap<String, String> {
    let text = file.content.text();
    let values = head(file).into_iter().flat_map(|head| head.entries);
    values.map(|entry| (entry.key, entry.node.to_json(&text).to_string())).collect()
}

fn sorted_lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<_> = text.lines().filter(|line| line.trim_start().starts_with('#')).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn formatted_pages_say_the_same_keep_every_comment_and_stay_as_they_are() {
    let mut changed = 0;
    let counted = std::cell::RefCell::new(&mut changed);
    hold(3000, &front_matter(), |text| {
        let before = page(&text);
        let Formatting { revisions, in_order, problems } = format::plan([&before]);
        let outcomes = [revisions.len(), in_order, usize::from(!problems.is_empty())];
        prop_assert_eq!(outcomes.iter().sum::<usize>(), 1, "one thing becomes of a file: {:?}", outcomes);
        let Some(revision) = revisions.first() else { return Ok(()) };
        **counted.borrow_mut() += 1;
        let after = String::from_utf8(revision.after.clone().unwrap()).unwrap();
        let file = page(&after);
        prop_assert_eq!(values(&before), values(&file), "{}", after);
        prop_assert_eq!(sorted_lines(&text), sorted_lines(&after), "{}", after);
        let body = |text: &str, file: &SourceFile| text[head(file).unwrap().range.end..].to_owned();
        prop_assert_eq!(body(&text, &before), body(&after, &file));
        prop_assert_eq!(text.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
        prop_assert_eq!(text.contains("\r\n"), !after.replace("\r\n", "").contains('\n'), "{:?}", after);
        prop_assert_eq!(format::plan([&file]).in_order, 1, "a second run changes it again:\n{}", after);
        let order: Vec<_> = keys::of(Kind::Project).map(|key| key.name).collect();
        let place = |key: &str| order.iter().position(|known| *known == key).unwrap_or(order.len());
        let places: Vec<_> = head(&file).unwrap().entries.iter().map(|entry| place(&entry.key)).collect();
        prop_assert!(places.is_sorted(), "{after}");
        Ok(())
    });
    assert!(changed > 300, "hardly anything was tried: {changed}");
}

#[test]
fn values_of_the_pool_are_such_as_can_be_read() {
    for value in VALUES.iter().filter(|value| !value.contains('*')) {
        let (mut problems, text) = (Vec::new(), format!("key:{value}\n"));
        assert!(parse_yaml(&SourcePath::new("x"), &text, 0, &mut problems).is_some(), "{text}");
    }
}

#[test]
fn a_random_site_is_published_alike_before_and_after() {
    hold(40, &sites(), |site| {
        let site = in_memory(&site);
        let before = build_with(2, &site.files);
        let tree = discover(&site.files).unwrap();
        let formatting = format::plan(&tree.pages);
        let is_left = |problem: &Diagnostic| problem.code == Code::UnsortableKeys;
        prop_assert!(!formatting.problems.iter().any(is_left));
        let put = |site: crate::site::Site, revision: &fieldbook::write::Revision| {
            site.with(revision.path.as_str(), revision.after.as_ref().unwrap())
        };
        let after = formatting.revisions.iter().fold(site.clone(), put);
        for revision in &formatting.revisions {
            prop_assert_ne!(
                site.files.read(&revision.path).unwrap(),
                after.files.read(&revision.path).unwrap()
            );
        }
        let after = build_with(2, &after.files);
        prop_assert!(before.output == after.output, "something else is published");
        let codes = |build: &fieldbook::pipeline::Build| {
            let mut codes: Vec<_> =
                build.diagnostics.iter().map(|problem| (problem.code, problem.message.clone())).collect();
            codes.sort();
            codes
        };
        prop_assert_eq!(codes(&before), codes(&after));
        Ok(())
    });
}
