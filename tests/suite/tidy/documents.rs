//! What the documents list is what the source has: checks, fields of views, error types, users of threads,
//! and the version of Rust.

use std::collections::BTreeSet;

use fieldbook::diagnostic::Code;

use super::imports::tokens;
use super::{files_in, module_of, modules};

/// A document by its path from the root.
fn document(path: &str) -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(path)).unwrap()
}

/// The first cells of the rows of the table below a heading, where they are code.
fn listed<'d>(document: &'d str, heading: &str) -> Vec<&'d str> {
    let lines = document.lines().skip_while(|line| *line != heading).skip(1);
    let section = lines.take_while(|line| !line.starts_with('#'));
    section.filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|(name, _)| name).collect()
}

/// The paragraph that starts with these words.
fn paragraph<'d>(document: &'d str, start: &str) -> &'d str {
    document.lines().find(|line| line.starts_with(start)).unwrap_or_default()
}

#[test]
fn the_settings_list_every_check_whose_level_can_be_set() {
    let configurable = Code::ALL.iter().filter(|code| code.is_configurable());
    let names: Vec<_> = configurable.map(|code| code.name()).collect();
    assert_eq!(listed(&document("docs/book-toml.md"), "## Levels of checks"), names);
}

#[test]
fn the_reference_of_templates_lists_every_field_of_every_view() {
    let reference = document("docs/templates.md");
    let views = ["claim_view", "data_view", "edition_view", "listing_view", "view"]
        .map(|name| document(&format!("src/plan/{name}.rs")))
        .join("\n");
    let tokens = tokens(&views);
    let mut views: Vec<(&str, Vec<&str>)> = Vec::new();
    for window in tokens.windows(3) {
        match [0, 1, 2].map(|index| window[index].text.as_str()) {
            ["struct", name, _] => views.push((name.trim_end_matches("View"), Vec::new())),
            ["pub", field, ":"] => views.last_mut().unwrap().1.push(field),
            _ => {}
        }
    }
    // What a template gets beside these is no view.
    let (outermost, fields) = views.pop().unwrap();
    assert_eq!((outermost, fields.as_slice()), ("Template", ["page", "listing", "queries"].as_slice()));
    for (name, fields) in views.into_iter().filter(|(_, fields)| !fields.is_empty()) {
        assert_eq!(listed(&reference, &format!("### {name}")), fields, "the fields of `{name}View`");
    }
}

#[test]
fn the_architecture_names_every_error_type_and_no_other() {
    let architecture = document("ARCHITECTURE.md");
    let files = files_in("src");
    let tokens: Vec<_> = files.iter().flat_map(|file| tokens(&file.text)).collect();
    let types = tokens.windows(2).filter(|pair| pair[0].text == "enum" || pair[0].text == "struct");
    let names = types.map(|pair| pair[1].text.as_str()).filter(|name| name.ends_with("Error"));
    let named = paragraph(&architecture, "4. **`Err` is for the machine**").split('`');
    assert_eq!(
        named.filter(|word| word.ends_with("Error")).collect::<BTreeSet<_>>(),
        names.collect::<BTreeSet<_>>()
    );
}

#[test]
fn the_architecture_names_the_modules_that_share_out_work() {
    let architecture = document("ARCHITECTURE.md");
    let files = modules();
    let users = files.iter().filter(|file| tokens(&file.text).iter().any(|token| token.text == "rayon"));
    let users: BTreeSet<_> = users.map(|file| module_of(&file.path)[0]).collect();
    let sentence = paragraph(&architecture, "**Threads.**").split(" use rayon").next().unwrap_or_default();
    assert_eq!(sentence.split('`').skip(1).step_by(2).collect::<BTreeSet<_>>(), users);
}

#[test]
fn everything_that_names_a_released_file_names_it_alike() {
    let targets = [
        "x86_64-unknown-linux-gnu",
        "aarch64-unknown-linux-gnu",
        "x86_64-apple-darwin",
        "aarch64-apple-darwin",
        "x86_64-pc-windows-msvc",
    ];
    let [release, action, licences] =
        [".github/workflows/release.yml", "action.yml", "deny.toml"].map(document);
    for target in targets {
        assert!(release.contains(&format!("target: {target},")), "{target}");
        assert!(action.contains(&format!("name=\"fieldbook-$VERSION-{target}.")), "{target}");
        assert!(licences.contains(target), "{target}");
    }
    assert!(release.contains("name=\"fieldbook-$TAG-$TARGET\""));
    assert!(document("Cargo.toml").contains("/fieldbook-v{ version }-{ target }{ archive-suffix }\""));
    let image = format!("FROM rust:{}-", env!("CARGO_PKG_RUST_VERSION"));
    assert!(document("Dockerfile").contains(&image));
}

#[test]
fn the_changelog_has_a_section_of_this_version() {
    let heading = format!("## [{}]", env!("CARGO_PKG_VERSION"));
    assert!(document("CHANGELOG.md").lines().any(|line| line.starts_with(&heading)), "{heading}");
}

#[test]
fn the_workflows_build_with_the_version_of_rust_that_the_manifest_names() {
    let manifest = document("Cargo.toml");
    let version = paragraph(&manifest, "rust-version = ").trim_start_matches("rust-version = ");
    for name in ["ci", "pages", "release", "review"] {
        let path = format!(".github/workflows/{name}.yml");
        let workflow = document(&path);
        let toolchain =
            paragraph(&workflow, "  RUSTUP_TOOLCHAIN: ").trim_start_matches("  RUSTUP_TOOLCHAIN: ");
        assert_eq!(toolchain, version, "{path}");
    }
}
