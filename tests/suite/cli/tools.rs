//! `completions`, `man`, `schema` and `eject`.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use serde_json::Value;

use super::folder::Folder;

fn schema(folder: &Folder, what: &str) -> Value {
    serde_json::from_str(&folder.printed(&["schema", what])).unwrap()
}

#[test]
fn every_shell_gets_completions() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = folder.printed(&["completions", shell]);
        assert!(script.contains("deploy") && script.contains("base-url"), "{shell}");
    }
}

#[test]
fn there_is_a_manual_page_of_the_program_and_of_each_command() {
    let folder = Folder::new();
    assert!(folder.printed(&["man"]).contains(".TH fieldbook 1"));
    let page = folder.printed(&["man", "deploy"]);
    assert!(page.contains("fieldbook\\-deploy") && page.contains("\\-\\-allow\\-dirty"), "{page}");
    assert_snapshot!(folder.run(&["man", "deplyo"]), @r"
    exit code 2
    --- stderr
    error: there is no command `deplyo`; did you mean `deploy`?
    ");
}

#[test]
fn a_schema_knows_the_names_of_the_site() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let project = schema(&folder, "project");
    assert_eq!(project["properties"]["domain"]["enum"], serde_json::json!(["barrages", "open-current"]));
    let fact = &project["properties"]["facts"]["items"]["properties"];
    assert_eq!(fact["source"]["enum"], serde_json::json!(["harbour-yearbook-2024", "tide-survey-2023"]));
    assert!(fact["metric"]["anyOf"][0]["enum"].as_array().unwrap().contains(&"capacity".into()));
    assert_eq!(project["additionalProperties"], false);
    assert_eq!(schema(&folder, "page")["properties"]["domain"], Value::Null);
}

#[test]
fn the_schema_of_the_settings_has_the_keys_of_the_reference() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let schema = schema(&folder, "book");
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/book-toml.md");
    let reference = std::fs::read_to_string(root).unwrap();
    let mut told = BTreeSet::new();
    let mut table = String::new();
    for line in
        reference.lines().take_while(|line| !line.starts_with("## ")).filter(|line| line.starts_with('|'))
    {
        let cells: Vec<_> = line.split(" | ").map(|cell| cell.trim_matches(['|', ' '])).collect();
        if let Some(name) = cells[0].strip_prefix("`[").and_then(|name| name.strip_suffix("]`")) {
            table = name.to_owned();
            // A table within one of those below is a key of that.
            told.extend(Some(table.clone()).filter(|table| table.starts_with("output.html.")));
        }
        let keys = cells.get(1).into_iter().flat_map(|keys| keys.split(", "));
        let keys = keys.filter_map(|key| key.strip_prefix('`')?.strip_suffix('`'));
        told.extend(keys.map(|key| format!("{table}.{key}")));
    }
    assert!(told.len() > 10, "{told:?}");
    let mut known = BTreeSet::new();
    for table in
        ["book", "build", "output.html", "facts", "exhibits", "feed", "highlight", "directory", "external"]
    {
        let schema = table.split('.').fold(&schema, |schema, name| &schema["properties"][name]);
        known.extend(schema["properties"].as_object().unwrap().keys().map(|key| format!("{table}.{key}")));
    }
    assert_eq!(known, told);
}

#[test]
fn the_schema_of_the_settings_has_the_tables_of_the_reference() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let schema = schema(&folder, "book");
    let reference =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/book-toml.md")).unwrap();
    let rows = reference.lines().filter_map(|line| Some(line.strip_prefix("| `[")?.split_once("]`")?.0));
    let tables: Vec<_> = rows.collect();
    assert!(tables.len() > 7, "{tables:?}");
    for table in tables {
        let found = table.split('.').fold(&schema, |schema, name| match name {
            "NAME" => &schema["additionalProperties"],
            name => &schema["properties"][name],
        });
        assert_eq!(found["type"], "object", "{table}");
    }
    let directives = schema["properties"]["output"]["properties"]["html"]["properties"]["csp"]["properties"]
        .as_object()
        .unwrap();
    assert_eq!(directives["img-src"]["type"], "array");
    for directive in directives.keys() {
        assert!(reference.contains(&format!("`{directive}`")), "{directive}");
    }
}

/// A value that a schema allows, as JSON, which is YAML as well.
fn sample(schema: &Value) -> Value {
    let of_type = |kind: &str| match kind {
        "array" => Value::Array(vec![sample(&schema["items"])]),
        "object" => match schema["properties"].as_object() {
            Some(keys) => keys.iter().map(|(name, schema)| (name.clone(), sample(schema))).collect(),
            None => serde_json::json!({"website": "https://example.org"}),
        },
        "boolean" => true.into(),
        "integer" => 1.into(),
        "number" => 2.into(),
        _ => "2020".into(),
    };
    if let Some(first) = schema["enum"].get(0).or(schema["anyOf"][0]["enum"].get(0)) {
        return first.clone();
    }
    if let Some(first) = schema["anyOf"].get(0) {
        return sample(first);
    }
    match &schema["type"] {
        Value::Array(kinds) => of_type(kinds[0].as_str().unwrap()),
        Value::String(kind) => of_type(kind),
        other => panic!("{other}: {schema}"),
    }
}

#[test]
fn every_key_of_a_schema_is_one_that_is_read() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    for what in ["project", "company", "chapter", "domain", "source"] {
        let front = sample(&schema(&folder, what));
        let path = format!(
            "content/{}/sample.md",
            if what == "company" { "companies".into() } else { format!("{what}s") }
        );
        folder.write(&path, format!("---\n{front}\n---\n"));
        let said = folder.run(&["check", "--message-format", "short"]);
        let wrong = ["unknown-key", "wrong-type", "missing-key"].into_iter().find(|code| said.contains(code));
        assert_eq!(wrong, None, "{front}\n{said}");
        folder.remove(&path);
    }
}

#[test]
fn every_key_that_is_read_of_a_map_is_one_of_the_schema() {
    let folder = Folder::new();
    folder.succeed(&["init"]);
    let maps = [
        ("project", "facts: [{zzqq: 1}]", "/facts/items"),
        ("project", "facts: [{metric: m, value: {zzqq: 1}}]", "/facts/items/properties/value/anyOf/1"),
        ("project", "facts: [{metric: m, doubt: {zzqq: 1}}]", "/facts/items/properties/doubt/anyOf/1"),
        ("project", "facts: [{metric: m, verified: [{zzqq: 1}]}]", "/facts/items/properties/verified/items"),
        ("project", "events: [{zzqq: 1}]", "/events/items"),
        ("project", "events: [{doubt: {zzqq: 1}}]", "/events/items/properties/doubt/anyOf/1"),
        ("project", "doubts: [{zzqq: 1}]", "/doubts/items/anyOf/1"),
        ("project", "companies: [{zzqq: 1}]", "/companies/items/anyOf/1"),
        ("company", "projects: [{zzqq: 1}]", "/projects/items/anyOf/1"),
        ("company", "uses: [{zzqq: 1}]", "/uses/items/anyOf/1"),
        ("page", "findings: [{zzqq: 1}]", "/findings/items/anyOf/1"),
        ("chapter", "companies: [{zzqq: 1}]", "/companies/items/anyOf/1"),
        ("chapter", "projects: [{zzqq: 1}]", "/projects/items/anyOf/1"),
    ];
    for (what, front, pointer) in maps {
        let schema = schema(&folder, what);
        let schema = schema["properties"].pointer(pointer).unwrap_or_else(|| panic!("{what}: {pointer}"));
        let known: BTreeSet<_> = schema["properties"].as_object().unwrap().keys().cloned().collect();
        let at = if what == "company" { "companies".into() } else { format!("{what}s") };
        let path = format!("content/{at}/sample.md");
        folder.write(&path, format!("---\ntitle: Sample\n{front}\n---\n"));
        let said = folder.run(&["check"]);
        folder.remove(&path);
        let (_, read) = said.split_once("the keys are ").unwrap_or_else(|| panic!("{front}\n{said}"));
        let read = read.lines().next().unwrap().split(", ").map(|key| key.trim_matches('`').to_owned());
        assert_eq!(known, read.collect(), "{what}: {front}");
    }
}

#[test]
fn a_file_of_the_theme_is_copied_once_and_can_be_changed() {
    let folder = Folder::sound();
    assert_snapshot!(folder.run(&["eject", "_footer.html"]), @r"
    exit code 0
    --- stdout
    templates/_footer.html
    ");
    folder.write("templates/_footer.html", "<footer>Words of our own</footer>\n");
    folder.succeed(&["build"]);
    assert!(folder.read("public/index.html").contains("<footer>Words of our own</footer>"));
    assert_snapshot!(folder.run(&["eject", "_footer.html"]), @r"
    exit code 2
    --- stderr
    error: `./templates/_footer.html` is there already and stays as it is
    ");
    assert_eq!(folder.read("templates/_footer.html"), "<footer>Words of our own</footer>\n");
    assert_snapshot!(folder.run(&["eject", "chapter.html"]), @r#"
    exit code 0
    --- stdout
    templates/chapter.html
    --- stderr
    hint: to change one block of it, `{% extends "chapter.html" %}` in a file of the same name does without a copy of the rest
    "#);
    assert_snapshot!(folder.run(&["eject", "foter.html"]), @r"
    exit code 2
    --- stderr
    error: the theme has no file `foter.html`; did you mean `_footer.html`?
    ");
    folder.succeed(&["eject", "css/fieldbook.css"]);
    assert!(folder.has("static/css/fieldbook.css"));
    let listed = folder.printed(&["eject"]);
    assert!(listed.contains("base.html\n") && listed.contains("css/fieldbook.css\n"), "{listed}");
    folder.succeed(&["build", "--deny-warnings"]);
}
