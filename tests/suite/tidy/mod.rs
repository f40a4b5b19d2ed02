//! What holds for the source as a whole: the direction of imports, who touches the disk, the size of files.
//!
//! Rust allows cycles between the modules of a crate and knows nothing of layers, so a test reads the source.

mod circles;
mod documents;
mod imports;
mod theme;
mod types;

use std::collections::BTreeSet;
use std::path::Path;

use fieldbook::builtin;
use walkdir::WalkDir;

use imports::{ModulePath, literals, paths, tokens};

/// The modules of the crate in the order data takes. Each may use those before it, and no other.
const ORDER: &[&str] = &[
    // Foundation: knows nothing of sites.
    "paths",
    "grammar",
    "policy",
    "spelling",
    "date",
    "diagnostic",
    "files",
    "highlight",
    "markup",
    "number",
    "node",
    "builtin",
    // The stages, in order.
    "config",
    "frozen",
    "source",
    "edition",
    "asset",
    "parse",
    "model",
    "link",
    "exhibit",
    "search",
    "check",
    "plan",
    "render",
    "cache",
    "rendered_site",
    "verify",
    "write",
    "pipeline",
    // What helps authors, beside the build.
    "starter",
    "freeze",
    "keys",
    "scaffold",
    "schema",
    "format",
    "rename",
    "web",
    "import",
    "outside",
    "git",
    "archive",
    "deploy",
    "diff",
    "query",
    "trace",
    // The shells.
    "serve",
    "pdf",
];

/// Words of the one report this repository publishes. The tool knows no industry.
const SUBJECT: [&str; 4] = ["tikv", "pingcap", "firecracker", "rust industry"];

/// The most lines a file may have: more cannot be held in mind.
const MAX_LINES: usize = 400;

/// A file of the repository, with its path from the root.
struct SourceText {
    path: String,
    text: String,
}

fn files_in(folder: &str) -> Vec<SourceText> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let walk = WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            // Whatever is not UTF-8 is no source and holds no words.
            let text = String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap()).into_owned();
            SourceText { path, text }
        })
        .collect()
}

fn rust_files(folder: &str) -> Vec<SourceText> {
    files_in(folder).into_iter().filter(|file| file.path.rsplit('.').next() == Some("rs")).collect()
}

/// Fails with all problems at once.
#[track_caller]
fn expect_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// The module path of a file: `src/parse/mod.rs` is `["parse"]`.
fn module_of(path: &str) -> Vec<&str> {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    inside.split('/').collect()
}

/// What is wrong with the imports of one file.
fn back_edges(path: &str, text: &str) -> Vec<String> {
    let module = module_of(path);
    let own = ORDER.iter().position(|name| *name == module[0]);
    let Some(own) = own else { return vec![format!("{path}:1: `{}` is not in the order", module[0])] };
    let problem = |ModulePath { line, names }: ModulePath| {
        let place = format!("{path}:{line}: `{}`", module[0]);
        let used = names.first()?;
        match ORDER.iter().position(|name| name == used) {
            Some(other) if other <= own => None,
            Some(_) => Some(format!("{place} uses `{used}`, which stands below it")),
            None => Some(format!("{place} uses `crate::{used}`, which is no module")),
        }
    };
    let mut problems: Vec<_> = paths(text, &module).into_iter().filter_map(problem).collect();
    problems.dedup();
    problems
}

/// The library's modules: `lib.rs` lists them, and the program stands above them all.
fn modules() -> Vec<SourceText> {
    let is_module = |path: &str| path != "src/lib.rs" && !path.starts_with("src/bin/");
    rust_files("src").into_iter().filter(|file| is_module(&file.path)).collect()
}

/// The same without what is there for tests alone.
fn modules_without_tests() -> Vec<SourceText> {
    let all = modules();
    let (_, kept): (Vec<_>, Vec<_>) = modules().into_iter().partition(|file| is_for_tests(file, &all));
    let source = |SourceText { path, text }: SourceText| {
        let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        SourceText { path, text }
    };
    kept.into_iter().map(source).collect()
}

/// Whether the parent of a module declares it for tests alone.
fn is_for_tests(file: &SourceText, files: &[SourceText]) -> bool {
    let module = module_of(&file.path);
    let [parent @ .., name] = module.as_slice() else { return false };
    let parent = files.iter().find(|file| module_of(&file.path) == parent);
    let tokens = parent.map(|parent| tokens(&parent.text)).unwrap_or_default();
    let words: Vec<_> = tokens.iter().map(|token| token.text.as_str()).collect();
    let declared = ["#", "[", "cfg", "(", "test", ")", "]", "mod", name, ";"];
    words.windows(declared.len()).any(|window| window == declared)
}

#[test]
fn imports_run_in_the_order_of_the_pipeline() {
    let files = modules();
    let problems: Vec<_> = files.iter().flat_map(|file| back_edges(&file.path, &file.text)).collect();
    expect_none(&problems);
    let pipeline = files.iter().filter(|file| file.path.starts_with("src/pipeline/"));
    let paths = pipeline.flat_map(|file| paths(&file.text, &module_of(&file.path)));
    let used: BTreeSet<_> = paths.filter_map(|path| path.names.into_iter().next()).collect();
    for stage in ["parse", "model", "link", "check", "plan", "render"] {
        assert!(used.contains(stage), "the pipeline was not seen to use `{stage}`");
    }
}

#[test]
fn an_import_against_the_order_is_named_with_its_file_and_line() {
    let text = "//! Made up.\nuse crate::{\n    paths::slug,\n    write::{self, clean},\n};\n";
    assert_eq!(
        back_edges("src/model/names.rs", text),
        ["src/model/names.rs:4: `model` uses `write`, which stands below it"]
    );
    let text = "fn f() { super::super::plan::plan(); super::figure(); crate::gone() }\n";
    assert_eq!(
        back_edges("src/link/resolve.rs", text),
        [
            "src/link/resolve.rs:1: `link` uses `plan`, which stands below it",
            "src/link/resolve.rs:1: `link` uses `crate::gone`, which is no module"
        ]
    );
    assert_eq!(back_edges("src/plan/mod.rs", "use crate::link::Links;\nuse crate::plan::View;\n"), [""; 0]);
}

#[test]
fn render_writes_markup_through_its_type_alone() {
    let mut problems = Vec::new();
    let written_by_hand = ["src/render/html.rs"];
    let files = modules_without_tests().into_iter().filter(|file| file.path.starts_with("src/render/"));
    for file in files.filter(|file| !written_by_hand.contains(&file.path.as_str())) {
        let is_tag = |text: &str| {
            let mut behind = text.split('<').skip(1);
            behind.any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!{".contains(c)))
        };
        let found = literals(&file.text).into_iter().filter(|literal| is_tag(&literal.text));
        problems.extend(found.map(|literal| {
            format!(
                "{}:{}: {} is markup in a text; write it with `Html`",
                file.path, literal.line, literal.text
            )
        }));
    }
    expect_none(&problems);
}

#[test]
fn lib_rs_lists_the_modules_in_the_same_order() {
    let lib = rust_files("src").into_iter().find(|file| file.path == "src/lib.rs").unwrap();
    let tokens = tokens(&lib.text);
    let declared: Vec<_> =
        tokens.windows(2).filter(|pair| pair[0].text == "mod").map(|pair| pair[1].text.as_str()).collect();
    assert_eq!(declared, ORDER, "`ORDER` in tests/suite/tidy/mod.rs and src/lib.rs differ");
}

#[test]
fn every_file_says_what_it_is_and_is_no_longer_than_400_lines() {
    let mut problems = Vec::new();
    for SourceText { path, text } in rust_files("src").into_iter().chain(rust_files("tests")) {
        if !text.starts_with("//! ") {
            problems.push(format!("{path}:1: the file does not open with `//!`"));
        }
        let lines = text.lines().count();
        if lines > MAX_LINES {
            problems.push(format!("{path}: {lines} lines; split it"));
        }
    }
    expect_none(&problems);
}

#[test]
fn only_files_and_write_touch_the_disk() {
    let methods = ["exists", "is_dir", "is_file", "metadata", "symlink_metadata", "read_dir", "canonicalize"];
    let mut problems = Vec::new();
    let allowed = |path: &str| matches!(module_of(path)[0], "files" | "write");
    for file in rust_files("src").into_iter().filter(|file| !allowed(&file.path)) {
        let tokens = tokens(&file.text);
        for (index, token) in tokens.iter().enumerate() {
            let before = index.checked_sub(1).map_or("", |before| tokens[before].text.as_str());
            let after = tokens.get(index + 1).map_or("", |after| after.text.as_str());
            let text = token.text.as_str();
            // The limits of the process are not the disk.
            let process =
                text == "rustix" && tokens.get(index + 2).is_some_and(|name| name.text == "process");
            let path = before == "::" || after == "::";
            let module = ["fs", "walkdir", "rustix"].contains(&text) && path && !process;
            let method = methods.contains(&text) && before == "." && after == "(";
            if module || method {
                problems.push(format!("{}:{}: `{text}` touches the disk", file.path, token.line));
            }
        }
    }
    expect_none(&problems);
}

#[test]
fn two_files_run_other_programs() {
    let runs = |file: &SourceText| {
        tokens(&file.text).windows(3).any(|words| {
            let words = [0, 1, 2].map(|index| words[index].text.as_str());
            words == ["Command", "::", "new"]
        })
    };
    let users: Vec<_> = modules().into_iter().filter(runs).map(|file| file.path).collect();
    assert_eq!(users, ["src/git/mod.rs", "src/pdf/browser.rs"]);
}

#[test]
fn nothing_is_left_for_later() {
    let mut problems = Vec::new();
    for file in rust_files("src").into_iter().chain(rust_files("tests")) {
        for window in tokens(&file.text).windows(3) {
            let [one, two, three] = [0, 1, 2].map(|index| window[index].text.as_str());
            let unfinished = ["todo", "unimplemented", "dbg"].contains(&one) && two == "!";
            let ignored = one == "#" && two == "[" && three == "ignore";
            if unfinished || ignored {
                problems.push(format!("{}:{}: `{one}{two}{three}`", file.path, window[0].line));
            }
        }
    }
    expect_none(&problems);
}

#[test]
fn the_tool_does_not_know_the_subject_of_the_report() {
    let mut problems = Vec::new();
    for SourceText { path, text } in files_in("src") {
        for (number, line) in text.lines().enumerate() {
            let folded = line.to_lowercase();
            let named = SUBJECT.iter().filter(|word| folded.contains(**word));
            problems.extend(named.map(|word| format!("{path}:{}: names `{word}`", number + 1)));
        }
    }
    expect_none(&problems);
}

#[test]
fn every_file_of_the_theme_is_built_in() {
    let on_disk: BTreeSet<_> = files_in("src/builtin").into_iter().map(|file| file.path).collect();
    let statics = builtin::STATIC.iter().map(|(name, _)| *name).chain(builtin::STYLE_PARTS);
    let statics = statics.map(|name| format!("src/builtin/static/{name}"));
    let templates = builtin::TEMPLATES.iter().map(|(name, _)| format!("src/builtin/templates/{name}"));
    let starter = builtin::STARTER.iter().map(|(name, _)| format!("src/builtin/starter/{name}"));
    let built_in: BTreeSet<_> = statics.chain(templates).chain(starter).collect();
    let missing: Vec<_> = on_disk.symmetric_difference(&built_in).cloned().collect();
    assert!(missing.is_empty(), "these stand in the folder or in src/builtin.rs, not in both: {missing:?}");
}
